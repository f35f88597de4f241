//! A foreign page by itself: read, cleaned, titled, and written down again as an article.

use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
    path::{Path, PathBuf},
};

use comrak::Arena;
use guichet_model::{ArticleKey, Audience, Locale, Slug};
use jiff::civil::Date;

use super::{access::Rules, clean, decode, discover, matter, partials, slug};
use crate::{
    front_matter,
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
    /// Whether it describes its folder, as `_index.md` does.
    pub(super) describes: bool,
    /// The category that it describes, when that has pages.
    pub(super) index: Option<Slug>,
    pub(super) related: Vec<ArticleKey>,
    pub(super) warnings: Vec<String>,
}

/// What a page is read with.
pub(super) struct Context<'a> {
    pub(super) default: &'a Locale,
    pub(super) files: &'a BTreeMap<String, PathBuf>,
    pub(super) rules: Rules,
}

/// Reads a page as far as it can be read by itself.
pub(super) fn draft(
    source: &str,
    file: &Path,
    place: &discover::Place,
    context: &Context<'_>,
) -> Draft {
    let mut draft = Draft {
        source: source.to_owned(),
        locale: place.locale.clone().unwrap_or_else(|| context.default.clone()),
        place: place.clone(),
        matter: matter::Matter::default(),
        title: String::new(),
        body: String::new(),
        anchors: HashSet::new(),
        key: None,
        describes: false,
        index: None,
        related: Vec::new(),
        warnings: Vec::new(),
    };
    if let Err(why) = fill(&mut draft, file, context) {
        draft.warnings.push(format!("left out: {why}"));
    }
    draft
}

/// `Err` says why the page is left out.
fn fill(draft: &mut Draft, file: &Path, context: &Context<'_>) -> Result<(), String> {
    let (text, guess) = decode::read(file)?;
    draft.warnings.extend(guess.map(str::to_owned));
    if partials::is_partial(&draft.place.stem) {
        return Err("it is a part of other pages".to_owned());
    }
    let (matter, body, problem) = matter::read(&text, context.rules);
    draft.warnings.extend(problem);
    let name = draft.place.stem.to_lowercase();
    let repository = !draft.source.contains('/') && REPOSITORY_FILES.contains(&name.as_str());
    if repository && matter.title.is_none() {
        return Err("it is about the repository".to_owned());
    }
    if draft.place.locale.is_none() {
        let named = matter
            .addresses
            .iter()
            .find_map(|a| crate::languages::certain_locale(a.trim_matches('/').split('/').next()?));
        if let Some(locale) = matter.locale.clone().or(named) {
            draft.locale = locale;
        }
    }
    if let Some(why) = matter.access.withheld.clone() {
        draft.matter = matter;
        return Err(why);
    }
    let posted = draft.place.stem.get(..10).and_then(|d| d.parse::<Date>().ok());
    if let Some(day) = posted.filter(|day| context.rules.today.is_some_and(|today| *day > today)) {
        return Err(format!("it is not to be published before {day}"));
    }
    draft.warnings.extend(matter.access.warning.clone());
    let is_mdx = draft.source.to_lowercase().ends_with(".mdx");
    let mut lists = matter.lists.clone();
    lists.retain(|_, items| !items.is_empty());
    let mut warnings = Vec::new();
    let mut warn = |warning| warnings.push(warning);
    let body = partials::with_partials(&draft.source, body, context.files, &mut warn);
    let (body, removed) = clean::body(&body, &lists, is_mdx);
    draft.warnings.extend(warnings.into_iter().chain(removed));
    draft.body = body.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    describe(draft, matter)
}

/// Finds the title and the anchors of a draft; one without a word of its own is left out.
fn describe(draft: &mut Draft, matter: matter::Matter) -> Result<(), String> {
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
    draft.describes = draft.place.stem == "_index"
        && draft.place.folders.len() == 1
        && (matter.title.is_some() || matter.description.is_some());
    draft.matter = matter;
    if words > 0 || pictures {
        // The right one is assigned when all pages are known.
        draft.key = slug(GENERAL).map(|slug| ArticleKey { category: slug.clone(), slug });
    } else if !draft.describes {
        return Err("the page is empty".to_owned());
    }
    Ok(())
}

impl Draft {
    /// The path of the article below the content folder.
    pub(super) fn target(&self) -> Option<String> {
        self.key
            .as_ref()
            .map(|key| format!("articles/{}/{}/{}.md", self.locale, key.category, key.slug))
    }

    /// The `_index.md` of the category that it describes.
    pub(super) fn category_file(&self) -> String {
        let title = self.matter.title.clone().unwrap_or_else(|| self.category_title());
        let mut text = format!("---\ntitle: {}\n", quoted(&title));
        if let Some(description) = &self.matter.description {
            let _ = writeln!(text, "description: {}", quoted(description));
        }
        if let Some(order) = self.matter.order {
            let _ = writeln!(text, "order: {order}");
        }
        text + "---\n"
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
        if !matter.services.is_empty() {
            push("services", &format!("[{}]", list(&matter.services)));
        }
        if matter.access.audience != Audience::Everyone {
            push("audience", front_matter::audience_name(matter.access.audience));
        }
        if !matter.keywords.is_empty() {
            push("keywords", &format!("[{}]", list(&matter.keywords)));
        }
        if !self.related.is_empty() {
            let related: Vec<String> = self.related.iter().map(ToString::to_string).collect();
            push("related", &format!("[{}]", list(&related)));
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
        if let Some(review_by) = matter.review_by {
            push("review_by", &review_by.to_string());
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
