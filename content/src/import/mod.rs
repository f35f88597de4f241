//! Somebody else's Markdown, taken in as it is: pages and their languages found, front matter translated, links rewritten, images copied.
//!
//! What its tool kept from readers stays unpublished (`access`). What comes out passes [`crate::check()`] without errors; what was lost on the way stands in the report.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use guichet_model::{Locale, Slug};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use crate::PORTAL_FILE;

mod access;
mod assign;
mod blocks;
mod clean;
mod decode;
mod discover;
mod draft;
mod families;
mod files;
mod matter;
mod mdx;
mod pages;
mod partials;
mod portal;
mod report;
mod resolve;
mod scan;
mod write;

/// The most bytes a slug of a file may have: file systems end names at 255.
const MAX_FILE_NAME_BYTES: usize = 180;
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
    /// The language of pages that name none, English when absent; and the portal's default where it has articles. Else that is English, or
    /// the language of most articles.
    pub default_locale: Option<Locale>,
    /// The day that judges from when and until when pages are published; when absent, all of them are.
    pub today: Option<Date>,
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
    /// The default language that `portal.toml` was given; none where there was such a file.
    pub default_locale: Option<Locale>,
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

/// Imports a tree of Markdown into a content folder.
///
/// # Errors
/// When the tree cannot be read, holds nothing, or the folder cannot or must not be written.
pub fn import_markdown(options: &Options) -> Result<Summary, ImportError> {
    let read = |source| ImportError::Read { path: options.from.clone(), source };
    guard(options)?;
    let files = files::files(&options.from).map_err(read)?;
    let pages: Vec<&str> =
        files.all.keys().map(String::as_str).filter(|p| files::is_page(p)).collect();
    if pages.is_empty() {
        return Err(ImportError::Nothing(options.from.clone()));
    }
    let default = default_locale(options);
    let places = discover::places(pages.iter().copied());
    let inputs: Vec<(&str, &PathBuf)> =
        pages.iter().filter_map(|p| Some((*p, files.all.get(*p)?))).collect();
    let heads = crate::gather::parallel(&inputs, |(_, file)| {
        decode::read(file).is_ok_and(|(text, _)| access::is_editorial(&text))
    });
    let rules = access::Rules { today: options.today, editorial: heads.contains(&true) };
    let context = draft::Context { default: &default, files: &files.all, rules };
    let mut drafts = crate::gather::parallel(&inputs, |(source, file)| {
        draft::draft(source, file, &places[source], &context)
    });
    families::narrow(&mut drafts);
    let categories = assign::assign(&mut drafts, &files.all, &default);
    assign::redirects(&mut drafts);
    let mut names = resolve::Names::new(&drafts, &files.all, &default);
    let rewritten: Vec<resolve::Rewritten> = drafts
        .iter()
        .map(|d| if d.key.is_some() { names.rewrite(d) } else { resolve::Rewritten::default() })
        .collect();
    let copies = names.copies;
    let written = |source, path: &str| ImportError::Write { path: options.to.join(path), source };
    let mut target = write::Target::open(&options.to).map_err(|e| written(e, ""))?;
    let portal = portal::portal(&mut drafts, options.default_locale.as_ref(), &target);
    for (draft, rewritten) in drafts.iter_mut().zip(rewritten) {
        draft.warnings.extend(rewritten.warnings);
        draft.related = rewritten.related;
        if let Some(path) = draft.target() {
            let text = draft.file(&rewritten.body);
            target.write(&path, text.as_bytes()).map_err(|e| written(e, &path))?;
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
    if let Some((text, _)) = &portal {
        target.write(PORTAL_FILE, text.as_bytes()).map_err(|e| written(e, PORTAL_FILE))?;
    }
    repair(&mut drafts, &mut target).map_err(|e| written(e, "articles"))?;
    if let Some(path) = &options.report {
        fs::write(path, report::lines(&drafts, &files.refused))
            .map_err(|source| ImportError::Write { path: path.clone(), source })?;
    }
    let mut summary = report::summary(&drafts, &files.refused, copies.len());
    summary.default_locale = portal.map(|(_, default)| default);
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

/// Takes links apart that lead nowhere although no link was seen there: Markdown written so strangely is better shown than followed.
fn repair(drafts: &mut [draft::Draft], target: &mut write::Target) -> io::Result<()> {
    for round in 0..2 {
        let report = crate::check(target.root(), None);
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
                // Character references, not backslashes: what stood behind one already would come alive by a second.
                if hit { line.replace('[', "&#91;").replace('<', "&lt;") } else { line.to_owned() }
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
