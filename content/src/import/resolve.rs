//! Where links of a foreign tree lead, and how they are written in the content folder.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::PathBuf,
};

use guichet_model::{ArticleKey, Locale};

use super::{
    Draft, discover,
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
    default: &'a Locale,
    /// Pages by path, address or title, in lower case.
    pages: HashMap<String, Vec<usize>>,
    /// Pages by language and address.
    written: HashMap<(&'a Locale, &'a ArticleKey), usize>,
    /// Images and downloads by file name alone.
    by_name: HashMap<String, String>,
    /// Files to copy: where they come from and where they go.
    pub(super) copies: BTreeMap<String, String>,
    taken: BTreeSet<String>,
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
        let mut pages: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.key.is_some()) {
            let names: BTreeSet<String> = draft
                .names()
                .into_iter()
                .map(|n| n.trim_matches('/').to_lowercase())
                .filter(|n| !n.is_empty())
                .collect();
            for name in names {
                pages.entry(name).or_default().push(index);
            }
        }
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
            default,
            pages,
            written,
            by_name,
            copies: BTreeMap::new(),
            taken: BTreeSet::new(),
        }
    }

    /// A draft's body with every address rewritten, and what could not be.
    pub(super) fn rewrite(&mut self, draft: &Draft) -> (String, Vec<String>) {
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
                        humanise(discover::without_ending(url.rsplit('/').next().unwrap_or(url)))
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
            .lookup(draft, page)
            .or_else(|| slug(page).and_then(|s| self.lookup(draft, s.as_str())));
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
            return match self.anchor(draft, fragment) {
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
        if let Some(index) =
            self.candidates(draft, &path).iter().find_map(|name| self.lookup(draft, name))
        {
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

    /// The names under which the page at a path may be known.
    fn candidates(&self, draft: &Draft, path: &str) -> Vec<String> {
        let mut paths = Vec::new();
        if let Some(absolute) = path.strip_prefix("@site/").or_else(|| path.strip_prefix('/')) {
            let absolute = absolute.trim_matches('/');
            paths.push(absolute.to_owned());
            let mut rest = absolute;
            while let Some((first, below)) = rest.split_once('/') {
                if crate::languages::locale(first).is_none()
                    && !matches!(first, "docs" | "help" | "content")
                {
                    break;
                }
                paths.push(below.to_owned());
                rest = below;
            }
        } else {
            let own = discover::without_ending(&draft.source);
            let addresses =
                draft.matter.addresses.first().map(|a| format!("{}/_", a.trim_matches('/')));
            let bases = [draft.source.clone(), format!("{own}/_"), draft.place.family.clone()];
            paths.extend(
                bases.into_iter().chain(addresses).filter_map(|base| links::join(&base, path)),
            );
        }
        let mut names = Vec::new();
        for path in paths {
            let plain = if discover::is_page(&path) {
                discover::without_ending(&path)
            } else {
                path.trim_end_matches(".html").trim_end_matches(".htm")
            };
            names.push(plain.to_owned());
        }
        names
    }

    /// The page of a name that is nearest to the draft's language.
    fn lookup(&self, draft: &Draft, name: &str) -> Option<usize> {
        let found = self.pages.get(&name.trim_matches('/').to_lowercase())?;
        let nearness = |index: &&usize| {
            let locale = &self.drafts[**index].locale;
            if *locale == draft.locale { 0 } else { 1 + usize::from(locale != self.default) }
        };
        found.iter().min_by_key(nearness).copied()
    }

    fn link(&self, draft: &Draft, index: usize, fragment: &str) -> String {
        let target = &self.drafts[index];
        // A page is met in its reader's language where it has been translated.
        let own = target.key.as_ref().and_then(|key| self.written.get(&(&draft.locale, key)));
        let family = own.and_then(|index| self.drafts.get(*index)).unwrap_or(target);
        let anchor = self.anchor(family, fragment).map_or_else(String::new, |a| format!("#{a}"));
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
    fn anchor(&self, draft: &Draft, fragment: &str) -> Option<String> {
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

impl Draft {
    /// Every name by which other pages of the tree may call this one.
    fn names(&self) -> HashSet<String> {
        let place = &self.place;
        let plain = discover::without_ending(&self.source).to_owned();
        let below = place
            .folders
            .iter()
            .map(String::as_str)
            .chain([place.stem.as_str()])
            .collect::<Vec<_>>()
            .join("/");
        let mut names: HashSet<String> = self.matter.addresses.iter().cloned().collect();
        let folder = self.source.rsplit_once('/').map_or("", |(folder, _)| folder);
        names.extend(self.matter.id.iter().map(|id| format!("{folder}/{id}")));
        names.extend([self.title.clone(), place.stem.clone()]);
        if let Some(slug) = self.matter.addresses.first().and_then(|a| a.rsplit('/').next()) {
            names.insert(format!("{folder}/{slug}"));
        }
        for path in [plain, below, place.family.clone()] {
            if let Some((parent, "index" | "_index" | "README" | "readme")) = path.rsplit_once('/')
            {
                names.insert(parent.to_owned());
            }
            names.insert(format!("{}/{path}", self.locale));
            // Suffixed names are linked to without their suffix.
            names.insert(path.rsplit_once('/').map_or_else(
                || place.stem.clone(),
                |(parent, _)| format!("{parent}/{}", place.stem),
            ));
            names.insert(path);
        }
        names
    }
}
