//! A foreign page by itself: read, cleaned, titled, and written down again as an article.

use std::{collections::HashSet, fmt::Write as _, fs, path::Path};

use comrak::Arena;
use guichet_model::{ArticleKey, Locale};

use super::{clean, discover, matter, slug};
use crate::{
    MAX_ARTICLE_BYTES,
    library::{GENERAL, humanise},
    markdown,
};

/// Files of a repository that are no help.
const REPOSITORY_FILES: &[&str] = &[
    "license",
    "licence",
    "contributing",
    "code_of_conduct",
    "changelog",
    "security",
    "authors",
    "notice",
];

/// A page on its way.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) source: String,
    pub(super) locale: Locale,
    pub(super) place: discover::Place,
    pub(super) matter: matter::Matter,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) anchors: HashSet<String>,
    /// `None` for a page that is left out.
    pub(super) key: Option<ArticleKey>,
    pub(super) warnings: Vec<String>,
}

/// Reads a page as far as it can be read by itself.
pub(super) fn draft(source: &str, file: &Path, place: &discover::Place, default: &Locale) -> Draft {
    let mut draft = Draft {
        source: source.to_owned(),
        locale: place.locale.clone().unwrap_or_else(|| default.clone()),
        place: place.clone(),
        matter: matter::Matter::default(),
        title: String::new(),
        body: String::new(),
        anchors: HashSet::new(),
        key: None,
        warnings: Vec::new(),
    };
    let name = place.stem.to_lowercase();
    let repository = !source.contains('/') && REPOSITORY_FILES.contains(&name.as_str());
    let text = match read(file, &mut draft.warnings) {
        Ok(text) => text,
        Err(why) => {
            draft.warnings.push(format!("left out: {why}"));
            return draft;
        }
    };
    let (matter, body, problem) = matter::read(&text);
    draft.warnings.extend(problem);
    if repository && matter.title.is_none() {
        draft.warnings.push("left out: it is about the repository".to_owned());
        return draft;
    }
    if let Some(why) = matter.withheld {
        draft.warnings.push(format!("left out: {why}"));
        return draft;
    }
    if place.locale.is_none() {
        let named = matter
            .addresses
            .iter()
            .find_map(|a| crate::languages::certain_locale(a.trim_matches('/').split('/').next()?));
        draft.locale = matter.locale.clone().or(named).unwrap_or(draft.locale);
    }
    let is_mdx = source.to_lowercase().ends_with(".mdx");
    let mut lists = matter.lists.clone();
    lists.retain(|_, items| !items.is_empty());
    let (body, warnings) = clean::body(body, &lists, is_mdx);
    draft.warnings.extend(warnings);
    draft.body = body.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    describe(&mut draft, matter);
    draft
}

/// Finds the title and the anchors of a draft; one without a word of its own is left out.
fn describe(draft: &mut Draft, matter: matter::Matter) {
    let arena = Arena::new();
    let mut parsed = markdown::parse(&arena, &draft.body, matter.title.as_deref().unwrap_or(""));
    let words: usize = markdown::sections(&parsed)
        .iter()
        .map(|s| s.text.split_whitespace().count() + s.title.split_whitespace().count())
        .sum();
    let pictures = draft.body.contains("![") || draft.body.contains("<img");
    let heading = parsed.headings.iter().map(|h| h.title.clone()).find(|t| !t.is_empty());
    draft.title = matter.title.clone().or(heading).unwrap_or_else(|| humanise(&draft.place.stem));
    if matter.title.is_none() {
        parsed = markdown::parse(&arena, &draft.body, &draft.title);
    }
    draft.anchors = markdown::anchors(&parsed);
    draft.matter = matter;
    if words == 0 && !pictures {
        draft.warnings.push("left out: the page is empty".to_owned());
    } else if let Some(slug) = slug(GENERAL) {
        // The right one is assigned when all pages are known.
        draft.key = Some(ArticleKey { category: slug.clone(), slug });
    }
}

fn read(file: &Path, warnings: &mut Vec<String>) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|error| format!("it cannot be read: {error}"))?;
    if bytes.len() as u64 > MAX_ARTICLE_BYTES / 2 {
        return Err(format!("it is larger than {} MB", MAX_ARTICLE_BYTES / 2 / 1024 / 1024));
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        warnings.push("the file is not UTF-8; it was read as Latin-1".to_owned());
        error.as_bytes().iter().map(|b| char::from(*b)).collect()
    });
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"))
}

impl Draft {
    /// The path of the article below the content folder.
    pub(super) fn target(&self) -> Option<String> {
        self.key
            .as_ref()
            .map(|key| format!("articles/{}/{}/{}.md", self.locale, key.category, key.slug))
    }

    /// The category as the page or its folder names it.
    pub(super) fn category(&self) -> String {
        let named = self.matter.category.clone().filter(|c| slug(c).is_some());
        named.or_else(|| self.place.folders.first().cloned()).unwrap_or_else(|| GENERAL.to_owned())
    }

    pub(super) fn category_title(&self) -> String {
        let name = self.category();
        let written = name.chars().any(|c| c.is_uppercase() || c == ' ' || !c.is_ascii());
        if written { name } else { humanise(&name) }
    }

    /// The file's name without the numbers that only sort it; an index takes its folder's.
    pub(super) fn stem(&self) -> String {
        let stem = self.place.stem.as_str();
        if ["index", "_index", "readme"].contains(&stem.to_lowercase().as_str()) {
            return self
                .place
                .folders
                .get(1..)
                .and_then(<[String]>::last)
                .cloned()
                .unwrap_or_else(|| "overview".to_owned());
        }
        let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
        let rest = stem[digits..].trim_start_matches(['-', '_', '.', ' ']);
        let sorts = stem.starts_with('0')
            && digits == 2
            && rest.len() < stem.len() - digits
            && !rest.is_empty();
        let dated = stem.get(..10).is_some_and(|d| d.parse::<jiff::civil::Date>().is_ok())
            && stem.len() > 11;
        if dated {
            stem[11..].to_owned()
        } else if sorts {
            rest.to_owned()
        } else {
            stem.to_owned()
        }
    }

    /// The article as it is written.
    pub(super) fn file(&self, body: &str) -> String {
        let matter = &self.matter;
        let mut text = format!("---\ntitle: {}\n", quoted(&self.title));
        let list =
            |items: &[String]| items.iter().map(|i| quoted(i)).collect::<Vec<_>>().join(", ");
        let mut push = |key: &str, value: &str| {
            let _ = writeln!(text, "{key}: {value}");
        };
        if let Some(description) = &matter.description {
            push("description", &quoted(description));
        }
        if !matter.keywords.is_empty() {
            push("keywords", &format!("[{}]", list(&matter.keywords)));
        }
        if !matter.addresses.is_empty() {
            push("redirect_from", &format!("[{}]", list(&matter.addresses)));
        }
        if let Some(order) = matter.order {
            push("order", &order.to_string());
        }
        if let Some(updated) = matter.updated {
            push("updated", &updated.to_string());
        }
        text.push_str("---\n\n");
        text.push_str(body.trim());
        text.push('\n');
        text
    }
}

/// A text as YAML between double quotes, which reads what JSON writes.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}
