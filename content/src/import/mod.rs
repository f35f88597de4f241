//! Somebody else's Markdown, taken in as it is: pages and their languages found, front matter translated, links rewritten, images copied.
//!
//! What comes out passes [`crate::check()`] without errors; what was lost on the way stands in the report.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use comrak::Arena;
use guichet_model::{ArticleKey, Locale, Page, Slug};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    MAX_ARTICLE_BYTES, PORTAL_FILE,
    library::{GENERAL, humanise, without_locale},
    markdown,
};

mod clean;
mod discover;
mod matter;
mod resolve;
mod scan;
mod write;

/// The most bytes a slug of a file may have: file systems end names at 255.
const MAX_FILE_NAME_BYTES: usize = 180;
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

/// Problems of links, by their codes in a check.
const LINK_PROBLEMS: &[&str] = &["link-broken", "link-refused", "anchor-broken", "image-missing"];

/// What to import, and where to.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The tree of Markdown.
    pub from: PathBuf,
    /// The content folder to write.
    pub to: PathBuf,
    /// Where to report on every page, as JSON Lines.
    pub report: Option<PathBuf>,
    /// Write into a folder that holds files already, over those of the same name.
    pub force: bool,
    /// The language of pages that name none, and the portal's default; English when absent.
    pub default_locale: Option<Locale>,
}

/// What became of a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles written.
    pub written: usize,
    /// Pages left out.
    pub skipped: usize,
    /// Images and downloads copied.
    pub media: usize,
    /// Warnings in the report.
    pub warnings: usize,
    /// Articles by language.
    pub locales: BTreeMap<Locale, usize>,
}

/// Why nothing, or not everything, was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The tree cannot be listed.
    #[error("{} cannot be read: {source}", path.display())]
    Read {
        /// The tree.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// There is no page in it.
    #[error("there is no Markdown in {}", .0.display())]
    Nothing(PathBuf),
    /// The content folder holds something already.
    #[error("{} is not empty; choose another folder, or use --force to write over files of the same name", .0.display())]
    NotEmpty(PathBuf),
    /// The content folder lies in the tree.
    #[error("{} lies in the folder to import; choose a folder outside it", .0.display())]
    Inside(PathBuf),
    /// A file cannot be written.
    #[error("{} cannot be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

/// One line of the report.
#[derive(Debug, Serialize)]
struct Line<'a> {
    source: &'a str,
    target: Option<String>,
    url: Option<String>,
    warnings: &'a [String],
}

/// A page on its way.
#[derive(Debug)]
struct Draft {
    source: String,
    locale: Locale,
    place: discover::Place,
    matter: matter::Matter,
    title: String,
    body: String,
    anchors: HashSet<String>,
    /// `None` for a page that is left out.
    key: Option<ArticleKey>,
    warnings: Vec<String>,
}

/// Imports a tree of Markdown into a content folder.
///
/// # Errors
/// When the tree cannot be read, holds nothing, or the folder cannot or must not be written.
pub fn import_markdown(options: &Options) -> Result<Summary, ImportError> {
    let read = |source| ImportError::Read { path: options.from.clone(), source };
    guard(options)?;
    let files = discover::files(&options.from).map_err(read)?;
    let pages: Vec<&str> =
        files.all.keys().map(String::as_str).filter(|p| discover::is_page(p)).collect();
    if pages.is_empty() {
        return Err(ImportError::Nothing(options.from.clone()));
    }
    let default = default_locale(options);
    let places = discover::places(pages.iter().copied());
    let inputs: Vec<(&str, &PathBuf)> =
        pages.iter().filter_map(|p| Some((*p, files.all.get(*p)?))).collect();
    let mut drafts = crate::load::parallel(&inputs, |(source, file)| {
        draft(source, file, &places[source], &default)
    });
    let categories = assign(&mut drafts, &files.all, &default);
    redirects(&mut drafts);
    let mut names = resolve::Names::new(&drafts, &files.all, &default);
    let bodies: Vec<(String, Vec<String>)> = drafts
        .iter()
        .map(|d| if d.key.is_some() { names.rewrite(d) } else { Default::default() })
        .collect();
    let copies = names.copies;
    let written = |source, path: &str| ImportError::Write { path: options.to.join(path), source };
    let mut target = write::Target::open(&options.to).map_err(|e| written(e, ""))?;
    for (draft, (body, warnings)) in drafts.iter_mut().zip(bodies) {
        draft.warnings.extend(warnings);
        if let Some(path) = draft.target() {
            target.write(&path, draft.file(&body).as_bytes()).map_err(|e| written(e, &path))?;
        }
    }
    for ((locale, category), matter) in &categories {
        let path = format!("articles/{locale}/{category}/_index.md");
        target.write(&path, matter.as_bytes()).map_err(|e| written(e, &path))?;
    }
    for (from, path) in &copies {
        if let Some(file) = files.all.get(from) {
            target.copy(file, path).map_err(|e| written(e, path))?;
        }
    }
    repair(&mut drafts, &mut target).map_err(|e| written(e, "articles"))?;
    if options.default_locale.is_some() && !target.exists(PORTAL_FILE) {
        let text = format!("[portal]\ndefault_locale = \"{default}\"\n");
        target.write(PORTAL_FILE, text.as_bytes()).map_err(|e| written(e, PORTAL_FILE))?;
    }
    let refused: Vec<_> =
        files.refused.iter().filter(|(path, _)| discover::is_page(path)).cloned().collect();
    let summary = summarise(&drafts, &refused, copies.len());
    if let Some(path) = &options.report {
        fs::write(path, report(&drafts, &refused))
            .map_err(|source| ImportError::Write { path: path.clone(), source })?;
    }
    Ok(summary)
}

/// A slug for any name: Latin letters lose their accents, other scripts are kept.
pub(crate) fn slug(text: &str) -> Option<Slug> {
    let mut slug = Slug::from_text(&fold(text))?;
    while slug.as_str().len() > MAX_FILE_NAME_BYTES {
        let count = slug.as_str().chars().count();
        slug = Slug::from_text(&slug.as_str().chars().take(count * 3 / 4).collect::<String>())?;
    }
    Some(slug)
}

fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' | 'ð' => folded.push('d'),
            'ł' | 'Ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'þ' | 'Þ' => folded.push_str("th"),
            '\'' | '’' => {}
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => folded.extend(c.nfd().take(1)),
            c => folded.push(c),
        }
    }
    folded
}

fn default_locale(options: &Options) -> Locale {
    let english = || Locale::try_from("en".to_owned());
    options
        .default_locale
        .clone()
        .map_or_else(english, Ok)
        .unwrap_or_else(|_| unreachable!("`en` is a locale"))
}

fn guard(options: &Options) -> Result<(), ImportError> {
    let from = options
        .from
        .canonicalize()
        .map_err(|source| ImportError::Read { path: options.from.clone(), source })?;
    let mut to = std::path::absolute(&options.to).unwrap_or_else(|_| options.to.clone());
    let mut existing: &Path = &to;
    while !existing.exists() {
        let Some(parent) = existing.parent() else { break };
        existing = parent;
    }
    if let (Ok(real), Ok(rest)) = (existing.canonicalize(), to.strip_prefix(existing)) {
        to = real.join(rest);
    }
    if to.starts_with(&from) {
        return Err(ImportError::Inside(options.to.clone()));
    }
    let holds_something =
        fs::read_dir(&to).is_ok_and(|mut entries| entries.next().is_some()) || to.is_file();
    if holds_something && !options.force {
        Err(ImportError::NotEmpty(options.to.clone()))
    } else {
        Ok(())
    }
}

fn draft(source: &str, file: &Path, place: &discover::Place, default: &Locale) -> Draft {
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

/// Gives every page its category and slug, the same to all translations, and returns each category's `_index.md`.
fn assign(
    drafts: &mut [Draft],
    files: &BTreeMap<String, PathBuf>,
    default: &Locale,
) -> BTreeMap<(Locale, Slug), String> {
    let mut families: BTreeMap<(String, usize), Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<(String, Locale), usize> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.key.is_some()) {
        let count = seen.entry((draft.place.family.clone(), draft.locale.clone())).or_default();
        families.entry((draft.place.family.clone(), *count)).or_default().push(index);
        *count += 1;
    }
    let labels = folder_labels(files, default);
    let mut taken = HashSet::new();
    let mut categories: BTreeMap<(Locale, Slug), String> = BTreeMap::new();
    for members in families.values() {
        let primary =
            members.iter().copied().find(|i| drafts[*i].locale == *default).unwrap_or(members[0]);
        let Some(key) = unused(&drafts[primary], &mut taken) else { continue };
        for index in members {
            let draft = &mut drafts[*index];
            draft.key = Some(key.clone());
            let label = labels.get(&(draft.locale.clone(), key.category.clone()));
            let entry = categories.entry((draft.locale.clone(), key.category.clone()));
            entry.or_insert_with(|| {
                label.cloned().unwrap_or_else(|| {
                    format!("---\ntitle: {}\n---\n", quoted(&draft.category_title()))
                })
            });
        }
    }
    categories
}

/// An address for a page and its translations that no other page has.
fn unused(draft: &Draft, taken: &mut HashSet<ArticleKey>) -> Option<ArticleKey> {
    let category = slug(&draft.category()).or_else(|| slug(GENERAL))?;
    let wanted = slug(&draft.stem()).or_else(|| slug("page"))?;
    let mut key = ArticleKey { category, slug: wanted.clone() };
    let mut count = 1;
    while !taken.insert(key.clone()) {
        count += 1;
        key.slug = slug(&format!("{wanted}-{count}"))?;
    }
    Some(key)
}

/// The titles that Docusaurus keeps in `_category_.json`, as `_index.md` files.
fn folder_labels(
    files: &BTreeMap<String, PathBuf>,
    default: &Locale,
) -> BTreeMap<(Locale, Slug), String> {
    let mut labels = BTreeMap::new();
    for (path, file) in files.iter().filter(|(path, _)| path.ends_with("_category_.json")) {
        let json = fs::read(file)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
        let (Some(json), [place]) = (
            json,
            &discover::places([path.as_str()].into_iter()).into_values().collect::<Vec<_>>()[..],
        ) else {
            continue;
        };
        let (Some(label), [folder]) =
            (json.get("label").and_then(serde_json::Value::as_str), place.folders.as_slice())
        else {
            continue;
        };
        let Some(category) = slug(folder) else { continue };
        let order = json
            .get("position")
            .and_then(serde_json::Value::as_f64)
            .map_or_else(String::new, |n| format!("order: {n:.0}\n"));
        let locale = place.locale.clone().unwrap_or_else(|| default.clone());
        labels.insert((locale, category), format!("---\ntitle: {}\n{order}---\n", quoted(label)));
    }
    labels
}

/// Keeps of several claims to an old address the first, and none to an address that lives.
fn redirects(drafts: &mut [Draft]) {
    let locales: Vec<Locale> =
        drafts.iter().map(|d| d.locale.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let living: HashSet<String> =
        drafts.iter().filter_map(|d| Some(Page::Article(d.key.clone()?).path(&d.locale))).collect();
    let mut claimed: BTreeMap<(Locale, String), ArticleKey> = BTreeMap::new();
    for draft in drafts {
        let Some(key) = draft.key.clone() else { continue };
        let (locale, warnings) = (draft.locale.clone(), &mut draft.warnings);
        let mut own = BTreeSet::new();
        draft.matter.addresses.retain(|address| {
            let (named, rest) = without_locale(&locales, address);
            let whole = format!("/{}/{rest}", named.as_ref().unwrap_or(&locale));
            let claim = (named.unwrap_or_else(|| locale.clone()), rest);
            let free = !living.contains(&whole)
                && Page::parse(&claim.1).is_none_or(|p| matches!(p, Page::Article(_)))
                && claim.1 != "status";
            let first = claimed.entry(claim.clone()).or_insert_with(|| key.clone()) == &key;
            if free && !first {
                warnings.push(format!("another page has the address {address} already"));
            }
            free && first && own.insert(claim)
        });
    }
}

/// Takes links apart that lead nowhere although no link was seen there: Markdown written so strangely is better shown than followed.
fn repair(drafts: &mut [Draft], target: &mut write::Target) -> io::Result<()> {
    for round in 0..2 {
        let report = crate::check(target.root());
        let mut wrong: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for problem in report.diagnostics.iter().filter(|d| LINK_PROBLEMS.contains(&d.code)) {
            wrong.entry(problem.path.as_str()).or_default().push(problem.line);
        }
        for draft in drafts.iter_mut() {
            let Some(path) = draft.target() else { continue };
            let Some(lines) = wrong.get(path.as_str()) else { continue };
            let text = fs::read_to_string(target.root().join(&path))?;
            let body_line = text.lines().skip(1).position(|l| l == "---").map_or(1, |n| n + 3);
            let taken_apart = |(number, line): (usize, &str)| {
                let hit = number + 1 >= body_line && (round > 0 || lines.contains(&(number + 1)));
                if hit { line.replace('[', "\\[").replace('<', "\\<") } else { line.to_owned() }
            };
            let text: String = text.split_inclusive('\n').enumerate().map(taken_apart).collect();
            target.write(&path, text.as_bytes())?;
            draft.warnings.push("links that cannot be told from text were taken apart".to_owned());
        }
        if wrong.is_empty() {
            break;
        }
    }
    Ok(())
}

fn summarise(drafts: &[Draft], refused: &[(String, String)], media: usize) -> Summary {
    let mut summary =
        Summary { media, skipped: refused.len(), warnings: refused.len(), ..Summary::default() };
    for draft in drafts {
        summary.warnings += draft.warnings.len();
        if draft.key.is_some() {
            summary.written += 1;
            *summary.locales.entry(draft.locale.clone()).or_default() += 1;
        } else {
            summary.skipped += 1;
        }
    }
    summary
}

fn report(drafts: &[Draft], refused: &[(String, String)]) -> String {
    let mut report = String::new();
    let mut push = |line: &Line<'_>| {
        report.push_str(&serde_json::to_string(line).unwrap_or_default());
        report.push('\n');
    };
    for draft in drafts {
        let url = draft.key.clone().map(|key| Page::Article(key).path(&draft.locale));
        push(&Line {
            source: &draft.source,
            target: draft.target(),
            url,
            warnings: &draft.warnings,
        });
    }
    for (source, why) in refused {
        push(&Line { source, target: None, url: None, warnings: &[format!("left out: {why}")] });
    }
    report
}

impl Draft {
    /// The path of the article below the content folder.
    fn target(&self) -> Option<String> {
        self.key
            .as_ref()
            .map(|key| format!("articles/{}/{}/{}.md", self.locale, key.category, key.slug))
    }

    /// The category as the page or its folder names it.
    fn category(&self) -> String {
        let named = self.matter.category.clone().filter(|c| slug(c).is_some());
        named.or_else(|| self.place.folders.first().cloned()).unwrap_or_else(|| GENERAL.to_owned())
    }

    fn category_title(&self) -> String {
        let name = self.category();
        let written = name.chars().any(|c| c.is_uppercase() || c == ' ' || !c.is_ascii());
        if written { name } else { humanise(&name) }
    }

    /// The file's name without the numbers that only sort it; an index takes its folder's.
    fn stem(&self) -> String {
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
    fn file(&self, body: &str) -> String {
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
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}
