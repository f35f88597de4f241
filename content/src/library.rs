//! The library: one state of a content folder, whole and unchanging, to be shared and swapped.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use guichet_model::{ArticleKey, Locale, Policy, Slug};

use crate::{
    article::Article, front_matter::IndexMatter, hash::Hash, links, media::Media, tree::Stamp,
};

/// The category of articles that lie directly in a locale's folder.
pub const GENERAL: &str = "general";

/// A content folder as it was at one moment.
#[derive(Debug)]
pub struct Library {
    pub(crate) root: PathBuf,
    pub(crate) policy: Policy,
    pub(crate) policy_hash: Option<Hash>,
    pub(crate) locales: Vec<Locale>,
    pub(crate) fingerprint: String,
    /// By source.
    pub(crate) articles: Vec<Arc<Article>>,
    /// Positions in `articles`.
    pub(crate) families: HashMap<ArticleKey, Vec<u32>>,
    pub(crate) by_category: BTreeMap<Slug, Vec<ArticleKey>>,
    /// The `_index.md` files, by path.
    pub(crate) indexes: BTreeMap<String, Arc<Index>>,
    pub(crate) categories: HashMap<Locale, Vec<Category>>,
    /// By path.
    pub(crate) media: Vec<Arc<Media>>,
    /// Old addresses without their locale, and what they lead to.
    pub(crate) redirects: HashMap<String, Vec<(Locale, ArticleKey)>>,
}

/// A category in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its folder.
    pub slug: Slug,
    /// Its title in this language, else in the default one, else made from the folder's name.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its place among the categories; those without come last.
    pub order: i32,
    /// The name of its icon.
    pub icon: Option<String>,
}

/// A category's `_index.md`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Index {
    pub(crate) locale: Locale,
    pub(crate) category: Slug,
    pub(crate) matter: IndexMatter,
    pub(crate) hash: Hash,
    pub(crate) stamp: Stamp,
}

impl Library {
    /// The content folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What `portal.toml` says; without one, a plain help centre.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The languages that have articles, the default one first.
    pub fn locales(&self) -> &[Locale] {
        &self.locales
    }

    /// The locale of readers whose languages are not offered.
    pub fn default_locale(&self) -> &Locale {
        &self.locales[0]
    }

    /// Hexadecimal digits that change with anything that changes a page or the index.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The categories that any language has, in their order, titled for a locale.
    pub fn categories(&self, locale: &Locale) -> &[Category] {
        let known =
            self.categories.get(locale).or_else(|| self.categories.get(self.default_locale()));
        known.map_or(&[], Vec::as_slice)
    }

    /// One category, titled for a locale.
    pub fn category(&self, locale: &Locale, slug: &Slug) -> Option<&Category> {
        self.categories(locale).iter().find(|c| c.slug == *slug)
    }

    /// An article in exactly this language.
    pub fn article(&self, locale: &Locale, key: &ArticleKey) -> Option<&Article> {
        self.family(key).find(|a| a.locale == *locale)
    }

    /// The articles of a category, each in the language nearest to `locale`, in their order, then by title.
    pub fn articles_in(&self, locale: &Locale, category: &Slug) -> Vec<&Article> {
        let keys = self.by_category.get(category).map_or(&[][..], Vec::as_slice);
        let mut articles: Vec<&Article> =
            keys.iter().filter_map(|key| self.best(locale, key)).collect();
        articles.sort_by_cached_key(|a| {
            (a.order.unwrap_or(i32::MAX), a.title.to_lowercase(), a.key.clone())
        });
        articles
    }

    /// Every article in every language, by source.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().map(AsRef::as_ref)
    }

    /// How many articles there are, counted in every language.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// An article for a reader: in their locale, else their language, else the default one, else any.
    pub fn best(&self, locale: &Locale, key: &ArticleKey) -> Option<&Article> {
        let nearness = |a: &&Article| {
            if a.locale == *locale {
                0
            } else if a.locale.language() == locale.language() {
                1
            } else if a.locale == *self.default_locale() {
                2
            } else {
                3
            }
        };
        self.family(key).min_by_key(nearness)
    }

    /// An article in every language it has, in the library's order of locales.
    pub fn translations(&self, key: &ArticleKey) -> Vec<&Article> {
        let mut family: Vec<&Article> = self.family(key).collect();
        family.sort_by_key(|a| self.locales.iter().position(|l| *l == a.locale));
        family
    }

    /// Where an old address leads. The path may begin with a locale; else `locale` says which article is meant when several claim it.
    pub fn moved(&self, locale: &Locale, path: &str) -> Option<ArticleKey> {
        let decoded = links::decode(path)?;
        let (named, rest) = self.without_locale(&decoded);
        let claims = self.redirects.get(&rest)?;
        let wanted = named.as_ref().unwrap_or(locale);
        let found = claims
            .iter()
            .find(|(l, _)| l == wanted)
            .or_else(|| claims.iter().find(|(l, _)| l.language() == wanted.language()))
            .or_else(|| claims.iter().find(|(l, _)| l == self.default_locale()))
            .or_else(|| claims.first());
        found.map(|(_, key)| key.clone())
    }

    /// A file that pages may refer to, by its path below the content folder.
    pub fn media(&self, path: &str) -> Option<&Media> {
        let position = self.media.binary_search_by(|m| m.path.as_str().cmp(path)).ok()?;
        self.media.get(position).map(AsRef::as_ref)
    }

    /// An article by the path of its file.
    pub fn by_source(&self, source: &str) -> Option<&Article> {
        self.arc_by_source(source).map(AsRef::as_ref)
    }

    pub(crate) fn arc_by_source(&self, source: &str) -> Option<&Arc<Article>> {
        let position = self.articles.binary_search_by(|a| a.source.as_str().cmp(source)).ok()?;
        self.articles.get(position)
    }

    pub(crate) fn arc_media(&self, path: &str) -> Option<&Arc<Media>> {
        let position = self.media.binary_search_by(|m| m.path.as_str().cmp(path)).ok()?;
        self.media.get(position)
    }

    pub(crate) fn family(&self, key: &ArticleKey) -> impl Iterator<Item = &Article> {
        let positions = self.families.get(key).map_or(&[][..], Vec::as_slice);
        positions.iter().filter_map(|p| self.articles.get(*p as usize)).map(AsRef::as_ref)
    }

    /// An address without slashes at its ends and without the locale it may begin with.
    pub(crate) fn without_locale(&self, path: &str) -> (Option<Locale>, String) {
        without_locale(&self.locales, path)
    }
}

/// An address without slashes at its ends and without the one of `locales` it may begin with.
pub(crate) fn without_locale(locales: &[Locale], path: &str) -> (Option<Locale>, String) {
    let path = path.split(['?', '#']).next().unwrap_or("").trim_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let named = first.parse::<Locale>().ok().filter(|l| locales.contains(l));
    let rest = if named.is_some() { rest } else { path };
    (named, rest.trim_matches('/').to_owned())
}

/// A folder's name as a title: `getting-started` becomes `Getting started`.
pub(crate) fn humanise(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
