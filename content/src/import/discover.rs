//! What the path of a foreign page says: its language, its category, and of which other pages it is a translation.

use std::collections::{BTreeMap, BTreeSet};

use guichet_model::Locale;

use super::files::{is_versioned, without_ending};
use crate::languages;

/// Folders that hold everything and mean nothing.
const WRAPPERS: &[&str] = &[
    "docs",
    "doc",
    "content",
    "articles",
    "_articles",
    "_docs",
    "_pages",
    "_posts",
    "source",
    "src",
    "pages",
    "i18n",
    "locales",
    "translations",
];
/// What a page's path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The language in the path, if there is one.
    pub(super) locale: Option<Locale>,
    /// The path without language and ending: the same for all translations.
    pub(super) family: String,
    /// The folders below the language.
    pub(super) folders: Vec<String>,
    /// The file's name without language and ending.
    pub(super) stem: String,
}

/// Reads the places of all pages; a word such as `it` is a language only beside another one.
pub(super) fn places<'a>(pages: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<&'a str, Place> {
    let mut with_languages = BTreeSet::new();
    let mut stems = BTreeMap::<String, usize>::new();
    for page in pages.clone() {
        let segments: Vec<&str> = page.split('/').collect();
        for (depth, segment) in segments.iter().enumerate().take(segments.len() - 1) {
            if languages::certain_locale(segment).is_some() {
                with_languages.insert(segments[..depth].join("/"));
            }
        }
        let stem = without_ending(page);
        *stems.entry(stem.to_owned()).or_default() += 1;
        if let Some((stem, _)) = suffix(stem, |_| true) {
            *stems.entry(stem).or_default() += 1;
        }
    }
    pages.map(|page| (page, place(page, &with_languages, &stems))).collect()
}

fn place(page: &str, with_languages: &BTreeSet<String>, stems: &BTreeMap<String, usize>) -> Place {
    let path = without_ending(page);
    let segments: Vec<&str> = path.split('/').collect();
    let (folders, name) = segments.split_at(segments.len() - 1);
    let language = |depth: usize, segment: &str| {
        let sure = languages::certain_locale(segment);
        sure.or_else(|| {
            languages::locale(segment)
                .filter(|_| with_languages.contains(&folders[..depth].join("/")))
        })
    };
    let found = folders
        .iter()
        .enumerate()
        .find_map(|(depth, segment)| Some((depth, language(depth, segment)?)));
    let (mut locale, before, after) = match found {
        Some((depth, locale)) => (Some(locale), &folders[..depth], &folders[depth + 1..]),
        None => (None, &[][..], folders),
    };
    let mut below: Vec<&str> = without_plugin(after).to_vec();
    let mut above: Vec<&str> = before.iter().copied().filter(|f| !WRAPPERS.contains(f)).collect();
    if locale.is_none() {
        let wrappers = below.iter().take_while(|f| WRAPPERS.contains(f)).count();
        below.drain(..wrappers);
    } else if below.is_empty() {
        below = std::mem::take(&mut above);
    }
    let mut stem = name.first().copied().unwrap_or("").to_owned();
    if locale.is_none() {
        let shared = |stem: &str| {
            let whole = folders.iter().copied().chain([stem]).collect::<Vec<_>>().join("/");
            stems.get(&whole).is_some_and(|n| *n > 1)
        };
        if let Some((plain, tag)) = suffix(&stem, shared) {
            stem = plain;
            locale = Some(tag);
        }
    }
    let family =
        above.iter().chain(&below).copied().chain([stem.as_str()]).collect::<Vec<_>>().join("/");
    Place { locale, family, folders: below.into_iter().map(str::to_owned).collect(), stem }
}

/// Docusaurus keeps translations below a plugin's name and a version, and old versions below a folder of their own.
fn without_plugin<'a, 's>(folders: &'a [&'s str]) -> &'a [&'s str] {
    match folders {
        [holder, version, rest @ ..]
            if (is_versioned(holder) || holder.starts_with("docusaurus-plugin-"))
                && (*version == "current" || version.starts_with("version-")) =>
        {
            rest
        }
        [plugin, rest @ ..] if plugin.starts_with("docusaurus-plugin-") => rest,
        _ => folders,
    }
}

/// `name.fr`, `name_fr` and `name._fr` in their two parts. A tag that may be a word counts only when `shared` knows the name.
fn suffix(stem: &str, shared: impl Fn(&str) -> bool) -> Option<(String, Locale)> {
    let cut = |separator: char| {
        let (plain, tag) = stem.rsplit_once(separator)?;
        let plain = plain.trim_end_matches(['.', '_']);
        // `pt_BR` holds the separator itself.
        let long = plain.rsplit_once(['.', '_']).and_then(|(shorter, language)| {
            let whole = languages::certain_locale(&format!("{language}-{tag}"))?;
            (tag.len() >= 2 && !shorter.is_empty() && tag.chars().next()?.is_ascii_uppercase())
                .then(|| (shorter.to_owned(), whole))
        });
        let short = || {
            let locale = languages::certain_locale(tag)
                .or_else(|| languages::locale(tag).filter(|_| shared(plain)))?;
            (!plain.is_empty()).then(|| (plain.to_owned(), locale))
        };
        long.or_else(short)
    };
    cut('.').or_else(|| cut('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(paths: &[&str]) -> Vec<(Option<String>, String, String)> {
        let places = places(paths.iter().copied());
        paths
            .iter()
            .map(|p| &places[p])
            .map(|p| {
                (p.locale.as_ref().map(ToString::to_string), p.folders.join("/"), p.stem.clone())
            })
            .collect()
    }

    #[test]
    fn languages_are_found_where_each_tool_keeps_them() {
        let cases = [
            ("en/mail/a.md", Some("en"), "mail", "a"),
            ("docs/fr/mail/a.md", Some("fr"), "mail", "a"),
            ("content/en/mail/deep/a.md", Some("en"), "mail/deep", "a"),
            (
                "i18n/pt-BR/docusaurus-plugin-content-docs/current/mail/a.mdx",
                Some("pt-BR"),
                "mail",
                "a",
            ),
            ("docs/mail/a.md", None, "mail", "a"),
            ("versioned_docs/version-2.0/mail/a.md", None, "mail", "a"),
            ("help/mail/b._zh.md", Some("zh"), "help/mail", "b"),
            ("mail/c.fr.md", Some("fr"), "mail", "c"),
            ("mail/c_pt_BR.md", Some("pt-BR"), "mail", "c"),
            ("mail/fr/d.md", Some("fr"), "mail", "d"),
            ("it/router.md", None, "it", "router"),
            ("mail/how_to.md", None, "mail", "how_to"),
            ("mail/sign.in.md", None, "mail", "sign.in"),
        ];
        for (path, locale, folders, stem) in cases {
            assert_eq!(
                read(&[path]),
                [(locale.map(str::to_owned), folders.to_owned(), stem.to_owned())],
                "{path}"
            );
        }
    }

    #[test]
    fn words_are_languages_beside_languages_only() {
        assert_eq!(read(&["it/a.md", "fr/a.md"])[0].0.as_deref(), Some("it"));
        assert_eq!(read(&["x/a_it.md", "x/a.md"])[0].0.as_deref(), Some("it"));
    }

    #[test]
    fn translations_share_a_family() {
        let paths = [
            "docs/mail/a.md",
            "i18n/fr/docusaurus-plugin-content-docs/current/mail/a.md",
            "docs/mail/b.md",
            "docs/mail/b.fr.md",
        ];
        let places = places(paths.iter().copied());
        assert_eq!(places[paths[0]].family, places[paths[1]].family);
        assert_eq!(places[paths[2]].family, places[paths[3]].family);
    }
}
