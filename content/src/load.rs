//! Reading a content folder into a [`Library`], taking over from the library before it whatever has not changed.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use guichet_model::{ArticleKey, Locale, Slug};

use crate::{
    article::{self, Article, Identity, MAX_ARTICLE_BYTES},
    diagnostic::Diagnostic,
    front_matter, hash, languages,
    library::{Category, GENERAL, Index, Library, humanise, without_locale},
    media::Media,
    portal,
    tree::{self, Found, Tree},
};

/// Part of every fingerprint: raised when the same content comes to be rendered or cut differently.
const RENDERING: u32 = 1;

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
        let policy = portal::read(&root, &mut diagnostics);
        let (policy, policy_hash) = match (policy, previous) {
            (Ok(read), _) => read,
            (Err(()), Some(previous)) => (previous.policy.clone(), previous.policy_hash),
            (Err(()), None) => Default::default(),
        };
        let sorted = sort_files(&tree, &mut diagnostics);
        let articles = read_articles(&sorted.articles, previous, &mut diagnostics);
        let indexes = read_indexes(&sorted.indexes, previous, &mut diagnostics);
        let media = read_media(&tree, previous, &mut diagnostics);
        let mut library = Self {
            root,
            policy,
            policy_hash,
            locales: Vec::new(),
            fingerprint: String::new(),
            articles: keep_first(articles, &mut diagnostics),
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
        let find = |locale: &Locale, slug: &Slug| {
            self.indexes
                .values()
                .find(|i| i.locale == *locale && i.category == *slug)
                .map(|i| &i.matter)
        };
        let mut categories: Vec<Category> = self
            .by_category
            .keys()
            .map(|slug| {
                let (own, default) = (find(locale, slug), find(self.default_locale(), slug));
                let either = |pick: fn(&front_matter::IndexMatter) -> Option<String>| {
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

    fn differences(
        &self,
        previous: Option<&Self>,
    ) -> (Vec<(Locale, ArticleKey)>, Vec<(Locale, ArticleKey)>) {
        type State<'a> = HashMap<(&'a Locale, &'a ArticleKey), (&'a Article, Option<&'a str>)>;
        fn state(library: &Library) -> State<'_> {
            let title = |a: &Article| {
                library.category(&a.locale, &a.key.category).map(|c| c.title.as_str())
            };
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

struct Sorted<'a> {
    articles: Vec<(&'a Found, Identity)>,
    indexes: Vec<(&'a Found, Identity)>,
}

/// Tells from each file's path what it is.
fn sort_files<'a>(tree: &'a Tree, problems: &mut Vec<Diagnostic>) -> Sorted<'a> {
    let mut sorted = Sorted { articles: Vec::new(), indexes: Vec::new() };
    for folder in tree.locale_folders.iter().filter(|f| languages::locale(f).is_none()) {
        let help =
            "name the folder by a language such as `fr`, or a language and region such as `pt-BR`";
        problems.push(Diagnostic::error(
            &format!("articles/{folder}"),
            "locale-folder",
            format!("`{folder}` is no known language"),
            help,
        ));
    }
    for found in &tree.markdown {
        match identify(&found.path) {
            Ok(Some((identity, true))) => sorted.indexes.push((found, identity)),
            Ok(Some((identity, false))) => sorted.articles.push((found, identity)),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    sorted
}

/// A file's identity and whether it is a category's `_index.md`; nothing for what lies in a folder that is no language.
fn identify(path: &str) -> Result<Option<(Identity, bool)>, Diagnostic> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let [folder, between @ .., name] = segments.as_slice() else {
        return Err(Diagnostic::warning(
            path,
            "no-locale",
            "this file lies in no language's folder and is not served",
            "move it into articles/<language>/<category>/",
        ));
    };
    let Some(locale) = languages::locale(folder) else { return Ok(None) };
    let slug = |name: &str, what: &str| {
        name.parse::<Slug>().map_err(|error| {
            let help = crate::import::slug(name)
                .map_or_else(String::new, |near| format!("rename the {what} to `{near}`"));
            Diagnostic::error(path, "name", error.to_string(), help)
        })
    };
    let category = slug(between.first().unwrap_or(&GENERAL), "folder")?;
    let stem = name.rsplit_once('.').map_or(*name, |(stem, _)| stem);
    if stem == "_index" {
        if between.len() > 1 {
            return Err(Diagnostic::warning(
                path,
                "index-depth",
                "only the first folder below a language is a category",
                "remove this file",
            ));
        }
        let key = ArticleKey { slug: category.clone(), category };
        return Ok(Some((Identity { path: path.to_owned(), locale, key }, true)));
    }
    let key = ArticleKey { category, slug: slug(stem, "file")? };
    Ok(Some((Identity { path: path.to_owned(), locale, key }, false)))
}

fn read_articles(
    files: &[(&Found, Identity)],
    previous: Option<&Library>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Arc<Article>> {
    let read = parallel(files, |(found, identity)| {
        let before = previous
            .and_then(|p| p.arc_by_source(&found.path))
            .filter(|a| a.locale == identity.locale);
        if let Some(before) = before.filter(|b| b.stamp == found.stamp) {
            return (Some(Arc::clone(before)), Vec::new());
        }
        let mut problems = Vec::new();
        let bytes = read_limited(found, &mut problems);
        let mut article =
            bytes.and_then(|bytes| Article::read(identity, &bytes, found.stamp, &mut problems));
        if article.is_none() && before.is_some() {
            for problem in &mut problems {
                problem.help.push_str(if problem.help.is_empty() {
                    "until then "
                } else {
                    "; until then "
                });
                problem.help.push_str("readers get the last good version");
            }
        }
        (article.take().map(Arc::new).or_else(|| before.cloned()), problems)
    });
    read.into_iter()
        .filter_map(|(article, found)| {
            problems.extend(found);
            article
        })
        .collect()
}

/// A file's bytes, unless there are too many or they cannot be read.
pub(crate) fn read_limited(found: &Found, problems: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    let too_large = |problems: &mut Vec<Diagnostic>| {
        let message = format!(
            "the file is larger than the {} MB an article may have",
            MAX_ARTICLE_BYTES / 1024 / 1024
        );
        problems.push(Diagnostic::error(
            &found.path,
            "too-large",
            message,
            "split it into several articles",
        ));
    };
    if found.stamp.len() > MAX_ARTICLE_BYTES {
        too_large(problems);
        return None;
    }
    match fs::read(&found.file) {
        Ok(bytes) if bytes.len() as u64 > MAX_ARTICLE_BYTES => {
            too_large(problems);
            None
        }
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let help = "check that the file is there and that the server may read it";
            problems.push(Diagnostic::error(
                &found.path,
                "unreadable",
                format!("cannot be read: {error}"),
                help,
            ));
            None
        }
    }
}

fn read_indexes(
    files: &[(&Found, Identity)],
    previous: Option<&Library>,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Arc<Index>> {
    let mut indexes = BTreeMap::new();
    for (found, identity) in files {
        let before = previous.and_then(|p| p.indexes.get(&found.path));
        let index = match before {
            Some(before) if before.stamp == found.stamp => Some(Arc::clone(before)),
            _ => read_index(found, identity, problems).map(Arc::new).or_else(|| before.cloned()),
        };
        indexes.extend(index.map(|index| (found.path.clone(), index)));
    }
    indexes
}

fn read_index(found: &Found, identity: &Identity, problems: &mut Vec<Diagnostic>) -> Option<Index> {
    let bytes = read_limited(found, problems)?;
    let text = article::utf8(&found.path, &bytes, problems)?;
    let split = article::split(&found.path, text, problems)?;
    let matter = front_matter::index(&found.path, &split, problems)?;
    let (locale, category) = (identity.locale.clone(), identity.key.category.clone());
    Some(Index { locale, category, matter, hash: hash::of(&bytes), stamp: found.stamp })
}

fn read_media(
    tree: &Tree,
    previous: Option<&Library>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Arc<Media>> {
    let read = parallel(&tree.media, |(found, content_type)| {
        let before = previous.and_then(|p| p.arc_media(&found.path));
        match before.filter(|b| b.stamp == found.stamp) {
            Some(before) => Ok(Arc::clone(before)),
            None => Media::read(found, content_type).map(Arc::new).map_err(|error| {
                let help = "check that the file is there and that the server may read it";
                Diagnostic::error(
                    &found.path,
                    "unreadable",
                    format!("cannot be read: {error}"),
                    help,
                )
            }),
        }
    });
    read.into_iter()
        .filter_map(|media| media.map_err(|problem| problems.push(problem)).ok())
        .collect()
}

/// Of articles with the same address the one whose path comes first; the others become problems.
fn keep_first(articles: Vec<Arc<Article>>, problems: &mut Vec<Diagnostic>) -> Vec<Arc<Article>> {
    let mut taken: HashMap<(Locale, ArticleKey), Arc<Article>> =
        HashMap::with_capacity(articles.len());
    let mut doubled = HashSet::new();
    for article in &articles {
        if let Some(first) = taken.get(&(article.locale.clone(), article.key.clone())) {
            let message =
                format!("`{}` already names the article in {}", article.key, first.source);
            problems.push(
                Diagnostic::error(
                    &article.source,
                    "duplicate",
                    message,
                    "rename one of the two files, or give one another `category`",
                )
                .at(1, 1),
            );
            doubled.insert(article.source.clone());
        } else {
            taken.insert((article.locale.clone(), article.key.clone()), Arc::clone(article));
        }
    }
    articles.into_iter().filter(|a| !doubled.contains(&a.source)).collect()
}

/// Maps items on every core, keeping their order.
pub(crate) fn parallel<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Sync) -> Vec<R> {
    const CHUNK: usize = 64;
    let threads =
        thread::available_parallelism().map_or(1, usize::from).min(items.len().div_ceil(CHUNK));
    if threads < 2 {
        return items.iter().map(map).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(CHUNK, Ordering::Relaxed);
            let Some(chunk) =
                items.get(start..items.len().min(start + CHUNK)).filter(|c| !c.is_empty())
            else {
                return done;
            };
            done.push((start, chunk.iter().map(&map).collect::<Vec<R>>()));
        }
    };
    let mut chunks: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|w| w.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    chunks.sort_unstable_by_key(|c| c.0);
    chunks.into_iter().flat_map(|c| c.1).collect()
}
