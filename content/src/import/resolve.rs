//! Where links of a foreign tree lead, and how they are written in the content folder.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
};

use guichet_model::{ArticleKey, Locale};

use super::{
    draft::Draft,
    files,
    pages::Pages,
    scan::{self, Kind, Span},
    slug,
};
use crate::{library::humanise, links, media, raw};

/// Folders from which site generators serve files at the root.
const STATIC: &[&str] = &["", "static/", "public/", "assets/", "src/", "docs/"];

/// Everything a link may name.
pub(super) struct Names<'a> {
    drafts: &'a [Draft],
    files: &'a BTreeMap<String, PathBuf>,
    pages: Pages<'a>,
    /// Pages by language and address.
    written: HashMap<(&'a Locale, &'a ArticleKey), usize>,
    /// Images and downloads by file name alone.
    by_name: HashMap<String, String>,
    /// Files to copy: where they come from and where they go.
    pub(super) copies: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

/// What a draft becomes when all pages are known.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub(super) body: String,
    pub(super) related: Vec<ArticleKey>,
    pub(super) warnings: Vec<String>,
}

enum Found {
    /// The address to write instead.
    Address(String),
    /// It stays as it is.
    Keep,
    Nothing,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        drafts: &'a [Draft],
        files: &'a BTreeMap<String, PathBuf>,
        default: &'a Locale,
    ) -> Self {
        let media = files.keys().filter(|path| media::content_type(path).is_some());
        let by_name = media
            .map(|path| (path.rsplit('/').next().unwrap_or(path).to_lowercase(), path.clone()))
            .collect();
        let written = drafts
            .iter()
            .enumerate()
            .filter_map(|(index, d)| Some(((&d.locale, d.key.as_ref()?), index)))
            .collect();
        Self {
            drafts,
            files,
            pages: Pages::new(drafts, default),
            written,
            by_name,
            copies: BTreeMap::new(),
            taken: BTreeSet::new(),
        }
    }

    /// A draft with every address rewritten, and what could not be.
    pub(super) fn rewrite(&mut self, draft: &Draft) -> Rewritten {
        let (body, mut warnings) = self.body(draft);
        let mut related = Vec::new();
        for name in &draft.matter.related {
            let found = self.pages.at(draft, name).or_else(|| self.pages.lookup(draft, name));
            match found.and_then(|index| self.drafts[index].key.as_ref()) {
                Some(key) if Some(key) == draft.key.as_ref() || related.contains(key) => {}
                Some(key) => related.push(key.clone()),
                None => warnings.push(format!("`{name}`, a related page, is not there")),
            }
        }
        Rewritten { body, related, warnings }
    }

    fn body(&mut self, draft: &Draft) -> (String, Vec<String>) {
        let text = draft.body.as_str();
        let (mut edits, mut warnings) = (Vec::new(), Vec::new());
        let spans = scan::spans(text);
        for span in &spans {
            self.span(draft, span, &mut edits, &mut warnings);
        }
        let code = super::clean::code(text);
        for address in raw::addresses(text) {
            let at = address.value.start;
            if code.iter().any(|r| r.contains(&at)) || spans.iter().any(|s| s.address.contains(&at))
            {
                continue;
            }
            let url = text[address.value.clone()].replace("&amp;", "&");
            match (self.find(draft, &url, address.tag == raw::Tag::Image), address.tag) {
                (Found::Keep, _) => {}
                (Found::Address(new), _) => edits.push((address.value, new)),
                (Found::Nothing, raw::Tag::Link) => {
                    warnings.push(format!("the link to `{url}` leads to no page"));
                    edits.push((address.value, "#".to_owned()));
                }
                (Found::Nothing, raw::Tag::Image) => {
                    warnings.push(format!("there is no image `{url}`"));
                    let start = text[..at].rfind('<').unwrap_or(at);
                    let end = text[at..].find('>').map_or(text.len(), |n| at + n + 1);
                    edits.push((start..end, String::new()));
                }
            }
        }
        (scan::edit(text, edits), warnings)
    }

    fn span(
        &mut self,
        draft: &Draft,
        span: &Span,
        edits: &mut Vec<(std::ops::Range<usize>, String)>,
        warnings: &mut Vec<String>,
    ) {
        let text = draft.body.as_str();
        let url = text[span.address.clone()].trim();
        let words = &text[span.words.clone()];
        match span.kind {
            Kind::Link | Kind::Image | Kind::Definition => {
                match self.find(draft, url, span.kind == Kind::Image) {
                    Found::Keep => {}
                    Found::Address(new) => edits.push((span.written.clone(), new)),
                    Found::Nothing if span.kind == Kind::Definition => {
                        warnings.push(format!("the link to `{url}` leads to no page"));
                        edits.push((span.written.clone(), "#".to_owned()));
                    }
                    Found::Nothing => {
                        let what = if span.kind == Kind::Image {
                            "there is no image"
                        } else {
                            "there is no page"
                        };
                        warnings.push(format!("{what} `{url}`; its words were kept"));
                        edits.push((span.whole.start..span.words.start, String::new()));
                        edits.push((span.words.end..span.whole.end, String::new()));
                    }
                }
            }
            Kind::WikiImage => {
                let new = match self.find(draft, url, true) {
                    Found::Address(new) => format!(
                        "![{}]({new})",
                        humanise(files::without_ending(url.rsplit('/').next().unwrap_or(url)))
                    ),
                    Found::Keep | Found::Nothing => {
                        warnings.push(format!("there is no image `{url}`"));
                        String::new()
                    }
                };
                edits.push((span.whole.clone(), new));
            }
            Kind::Wiki => {
                // Some wikis put the words first.
                let found = [(url, words), (words, url)]
                    .into_iter()
                    .find_map(|(target, shown)| Some((self.wiki(draft, target)?, shown)));
                let new = if let Some((new, shown)) = found {
                    format!("[{shown}]({new})")
                } else {
                    warnings.push(format!("there is no page `{url}`; its words were kept"));
                    words.to_owned()
                };
                edits.push((span.whole.clone(), new));
            }
        }
    }

    fn wiki(&mut self, draft: &Draft, target: &str) -> Option<String> {
        let (page, fragment) =
            target.split_once('#').map_or((target, ""), |(page, fragment)| (page, fragment));
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        let found = self
            .pages
            .lookup(draft, page)
            .or_else(|| slug(page).and_then(|s| self.pages.lookup(draft, s.as_str())));
        if let Some(index) = found {
            return Some(self.link(draft, index, &fragment));
        }
        match self.find(draft, target, false) {
            Found::Address(new) => Some(new),
            Found::Keep | Found::Nothing => None,
        }
    }

    fn find(&mut self, draft: &Draft, url: &str, image: bool) -> Found {
        if let Some(scheme) = links::scheme(url) {
            return if matches!(
                scheme.to_ascii_lowercase().as_str(),
                "http" | "https" | "mailto" | "tel"
            ) {
                Found::Keep
            } else {
                Found::Nothing
            };
        }
        if url.starts_with("//") {
            return if image { Found::Keep } else { Found::Address(format!("https:{url}")) };
        }
        let cut = url.find(['?', '#']).unwrap_or(url.len());
        let (path, rest) = url.split_at(cut);
        let path = links::decode(path).unwrap_or_else(|| path.to_owned()).replace('\\', "/");
        let fragment = rest.find('#').map_or("", |at| &rest[at..]);
        if path.is_empty() {
            return match Self::anchor(draft, fragment) {
                Some(anchor) => Found::Address(format!("#{anchor}")),
                None => Found::Nothing,
            };
        }
        if let Some(file) = self.file(draft, &path) {
            return Found::Address(self.copied(&file));
        }
        if image {
            return Found::Nothing;
        }
        if let Some(index) = self.pages.at(draft, &path) {
            return Found::Address(self.link(draft, index, fragment));
        }
        let plain = path.trim_matches('/');
        let (first, rest) = plain.split_once('/').unwrap_or((plain, ""));
        let plain = if crate::languages::locale(first).is_some() { rest } else { plain };
        if path.starts_with('/') && matches!(plain, "" | "contact" | "search" | "status") {
            Found::Address(format!("/{plain}"))
        } else {
            Found::Nothing
        }
    }

    fn link(&self, draft: &Draft, index: usize, fragment: &str) -> String {
        let target = &self.drafts[index];
        // A page is met in its reader's language where it has been translated.
        let own = target.key.as_ref().and_then(|key| self.written.get(&(&draft.locale, key)));
        let family = own.and_then(|index| self.drafts.get(*index)).unwrap_or(target);
        let anchor = Self::anchor(family, fragment).map_or_else(String::new, |a| format!("#{a}"));
        match (&draft.key, &target.key) {
            (Some(from), Some(to)) if from == to && !anchor.is_empty() => anchor,
            (Some(from), Some(to)) if from.category == to.category => {
                format!("{}.md{anchor}", to.slug)
            }
            (_, Some(to)) => format!("../{}/{}.md{anchor}", to.category, to.slug),
            (_, None) => String::new(),
        }
    }

    /// The anchor of a page that a fragment means: the same, or one that differs in punctuation only.
    fn anchor(draft: &Draft, fragment: &str) -> Option<String> {
        let wanted = links::decode(fragment.trim_start_matches('#'))?;
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        };
        if wanted.is_empty() || draft.anchors.contains(&wanted) {
            return (!wanted.is_empty()).then_some(wanted);
        }
        let mut near: Vec<&String> =
            draft.anchors.iter().filter(|a| letters(a) == letters(&wanted)).collect();
        near.sort_unstable();
        near.first().map(|a| (*a).clone())
    }

    fn file(&self, draft: &Draft, path: &str) -> Option<String> {
        media::content_type(path)?;
        let relative = links::join(&draft.source, path).filter(|_| !path.starts_with(['/', '@']));
        let absolute = path.trim_start_matches("@site/").trim_start_matches('/');
        let rooted = STATIC.iter().map(|prefix| format!("{prefix}{absolute}"));
        let found = relative.into_iter().chain(rooted).find(|p| self.files.contains_key(p));
        found.or_else(|| self.by_name.get(&path.to_lowercase()).cloned())
    }

    /// Where a file goes, as articles write it.
    fn copied(&mut self, file: &str) -> String {
        if let Some(target) = self.copies.get(file) {
            return format!("../../../{target}");
        }
        let folder = if media::content_type(file).is_some_and(|t| t.starts_with("image/")) {
            "images"
        } else {
            "files"
        };
        let (plain, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let path: Vec<String> = plain
            .split('/')
            .map(|s| slug(s).map_or_else(|| "file".to_owned(), |s| s.to_string()))
            .collect();
        let path: Vec<&str> = path
            .iter()
            .map(String::as_str)
            .skip_while(|s| *s == folder || STATIC.contains(&format!("{s}/").as_str()))
            .collect();
        let base = format!(
            "{folder}/{}",
            if path.is_empty() { "file".to_owned() } else { path.join("/") }
        );
        let ending = ending.to_ascii_lowercase();
        let mut target = format!("{base}.{ending}");
        let mut count = 1;
        while !self.taken.insert(target.clone()) {
            count += 1;
            target = format!("{base}-{count}.{ending}");
        }
        self.copies.insert(file.to_owned(), target.clone());
        format!("../../../{target}")
    }
}
