//! What became of a tree: in numbers, and page by page.

use guichet_model::Page;
use serde::Serialize;

use super::{Summary, draft::Draft};

/// One line of the report.
#[derive(Debug, Serialize)]
struct Line<'a> {
    source: &'a str,
    target: Option<String>,
    url: Option<String>,
    warnings: &'a [String],
}

pub(super) fn summary(drafts: &[Draft], refused: &[(String, String)], media: usize) -> Summary {
    let mut summary =
        Summary { media, skipped: refused.len(), warnings: refused.len(), ..Summary::default() };
    for draft in drafts {
        summary.warnings += draft.warnings.len();
        if draft.key.is_some() {
            summary.written += 1;
            *summary.locales.entry(draft.locale.clone()).or_default() += 1;
        } else if draft.index.is_none() {
            summary.skipped += 1;
        }
    }
    summary
}

pub(super) fn lines(drafts: &[Draft], refused: &[(String, String)]) -> String {
    let mut report = String::new();
    let mut push = |line: &Line<'_>| {
        report.push_str(&serde_json::to_string(line).unwrap_or_default());
        report.push('\n');
    };
    for draft in drafts {
        let (target, page) = match (&draft.key, &draft.index) {
            (Some(key), _) => (draft.target(), Some(Page::Article(key.clone()))),
            (None, Some(category)) => {
                let file = format!("articles/{}/{category}/_index.md", draft.locale);
                (Some(file), Some(Page::Category(category.clone())))
            }
            (None, None) => (None, None),
        };
        let url = page.map(|page| page.path(&draft.locale));
        push(&Line { source: &draft.source, target, url, warnings: &draft.warnings });
    }
    for (source, why) in refused {
        push(&Line { source, target: None, url: None, warnings: &[format!("left out: {why}")] });
    }
    report
}
