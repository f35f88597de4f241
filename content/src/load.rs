//! Reading a content folder into a [`Library`], taking over from the library before it whatever has not changed.

use std::{
    collections::{BTreeMap, HashMap},
    io,
    path::{Path, PathBuf},
};

use guichet_model::{ArticleKey, Locale, Slug};

use crate::{
    article::Article,
    diagnostic::Diagnostic,
    front_matter::IndexMatter,
    gather, hash,
    library::{Category, Library, humanise, without_locale},
    portal, tree,
};

/// Part of every fingerprint: raised when the same content comes to be rendered or cut differently.
const RENDERING: u32 = 2;

type Name = (Locale, ArticleKey);

/// A content folder that cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[error("the content folder {} cannot be read: {source}", path.display())]
pub struct LoadError {
    /// The folder.
    pub path: PathBuf,
    /// Why not.
    #[source]
    pub source: io::Error,
}

/// A library and how it came about.
#[derive(Debug)]
pub struct Loaded {
    /// The new state.
    pub library: Library,
    /// What could not be taken in as written.
    pub diagnostics: Vec<Diagnostic>,
    /// What is new or differs from the library before, in text or in anything the index holds.
    pub changed: Vec<(Locale, ArticleKey)>,
    /// What was in the library before and is no more.
    pub removed: Vec<(Locale, ArticleKey)>,
}

impl Library {
    /// Reads a content folder. Files that have not changed since `previous` are taken from it; a file that cannot be read any more keeps
    /// the good version `previous` has, and a diagnostic says so.
    ///
    /// # Errors
    /// When the folder itself cannot be listed.
    pub fn load(root: &Path, previous: Option<&Self>) -> Result<Loaded, LoadError> {
        let failed = |source| LoadError { path: root.to_owned(), source };
        let root = root.canonicalize().map_err(failed)?;
        let mut tree = tree::scan(&root).map_err(failed)?;
        let mut diagnostics = std::mem::take(&mut tree.problems);
        if tree.locale_folders.is_empty() {
            let help = "put articles into articles/<language>/<category>/, such as articles/en/mail/filters.md";
            diagnostics.push(Diagnostic::error(
                "articles",
                "no-articles",
                "there is no folder of articles",
                help,
            ));
        }
        let policy = portal::read(&root, previous.map(|p| &p.policy), &mut diagnostics);
        let (policy, policy_hash) = match (policy, previous) {
            (Ok(read), _) => read,
            (Err(()), Some(previous)) => (previous.policy.clone(), previous.policy_hash),
            (Err(()), None) => Default::default(),
        };
        let sorted = gather::sort_files(&tree, &mut diagnostics);
        let articles = gather::read_articles(&sorted.articles, previous, &mut diagnostics);
        let indexes = gather::read_indexes(&sorted.indexes, previous, &mut diagnostics);
        let media = gather::read_media(&tree, previous, &mut diagnostics);
        let mut library = Self {
            root,
            policy,
            policy_hash,
            locales: Vec::new(),
            fingerprint: String::new(),
            articles: gather::keep_first(articles, &mut diagnostics),
            families: HashMap::new(),
            by_category: BTreeMap::new(),
            indexes,
            categories: HashMap::new(),
            media,
            redirects: HashMap::new(),
        };
        library.arrange();
        diagnostics.sort();
        diagnostics.dedup();
        let (changed, removed) = library.differences(previous);
        Ok(Loaded { library, diagnostics, changed, removed })
    }

    /// Fills everything that follows from the files.
    fn arrange(&mut self) {
        let mut locales: Vec<Locale> = self.articles.iter().map(|a| a.locale.clone()).collect();
        locales.sort_unstable();
        locales.dedup();
        let default =
            self.policy.portal.default_locale.clone().or_else(|| locales.first().cloned());
        let default = default.or_else(|| "en".parse().ok());
        locales.retain(|l| Some(l) != default.as_ref());
        self.locales = default.into_iter().chain(locales).collect();
        for (position, article) in (0..).zip(&self.articles) {
            self.families.entry(article.key.clone()).or_default().push(position);
        }
        for key in self.families.keys() {
            self.by_category.entry(key.category.clone()).or_default().push(key.clone());
        }
        self.categories =
            self.locales.iter().map(|locale| (locale.clone(), self.titled(locale))).collect();
        for article in &self.articles {
            for old in &article.redirect_from {
                let Some(old) = crate::links::decode(old) else { continue };
                let (named, rest) = without_locale(&self.locales, &old);
                let claim = (named.unwrap_or_else(|| article.locale.clone()), article.key.clone());
                self.redirects.entry(rest).or_default().push(claim);
            }
        }
        self.fingerprint = self.fingerprint_of();
    }

    fn titled(&self, locale: &Locale) -> Vec<Category> {
        let indexes: HashMap<(&Locale, &Slug), &IndexMatter> =
            self.indexes.values().map(|i| ((&i.locale, &i.category), &i.matter)).collect();
        let find = |locale, slug| indexes.get(&(locale, slug)).copied();
        let mut categories: Vec<Category> = self
            .by_category
            .keys()
            .map(|slug| {
                let (own, default) = (find(locale, slug), find(self.default_locale(), slug));
                let either = |pick: fn(&IndexMatter) -> Option<String>| {
                    own.and_then(pick).or_else(|| default.and_then(pick))
                };
                Category {
                    slug: slug.clone(),
                    title: either(|m| m.title.clone()).unwrap_or_else(|| humanise(slug.as_str())),
                    description: either(|m| m.description.clone()),
                    order: own
                        .and_then(|m| m.order)
                        .or_else(|| default.and_then(|m| m.order))
                        .unwrap_or(i32::MAX),
                    icon: either(|m| m.icon.clone()),
                }
            })
            .collect();
        categories.sort_by_cached_key(|c| (c.order, c.title.to_lowercase()));
        categories
    }

    fn fingerprint_of(&self) -> String {
        let version = RENDERING.to_le_bytes();
        let policy = self.policy_hash.unwrap_or_default();
        let mut parts: Vec<&[u8]> = vec![&version, &policy];
        for article in &self.articles {
            parts.extend([article.source.as_bytes(), &article.hash[..]]);
        }
        for (path, index) in &self.indexes {
            parts.extend([path.as_bytes(), &index.hash[..]]);
        }
        for media in &self.media {
            parts.extend([media.path.as_bytes(), media.hash.as_bytes()]);
        }
        hash::hex(&hash::of_parts(parts))
    }

    fn differences(&self, previous: Option<&Self>) -> (Vec<Name>, Vec<Name>) {
        type State<'a> = HashMap<(&'a Locale, &'a ArticleKey), (&'a Article, Option<&'a str>)>;
        fn state(library: &Library) -> State<'_> {
            let titles: HashMap<(&Locale, &Slug), &str> = library
                .categories
                .iter()
                .flat_map(|(l, categories)| {
                    categories.iter().map(move |c| ((l, &c.slug), c.title.as_str()))
                })
                .collect();
            let title = |a: &'_ Article| titles.get(&(&a.locale, &a.key.category)).copied();
            library.articles().map(|a| ((&a.locale, &a.key), (a, title(a)))).collect()
        }
        let before = previous.map(state).unwrap_or_default();
        let now = state(self);
        let name = |(locale, key): &(&Locale, &ArticleKey)| ((*locale).clone(), (*key).clone());
        let same = |a: &(&Article, Option<&str>), b: &(&Article, Option<&str>)| {
            a.0.hash == b.0.hash && a.0.source == b.0.source && a.1 == b.1
        };
        let mut changed: Vec<_> = now
            .iter()
            .filter(|(n, a)| !before.get(n).is_some_and(|b| same(a, b)))
            .map(|(n, _)| name(n))
            .collect();
        let mut removed: Vec<_> =
            before.keys().filter(|n| !now.contains_key(n)).map(name).collect();
        changed.sort_unstable();
        removed.sort_unstable();
        (changed, removed)
    }
}
