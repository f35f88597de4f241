//! From the files of a folder to what a library is made of, taking over whatever has not changed.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
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
    library::{GENERAL, Index, Library},
    media::Media,
    tree::{Found, Tree},
};

/// The Markdown of a tree by what it is.
pub(crate) struct Sorted<'a> {
    pub(crate) articles: Vec<(&'a Found, Identity)>,
    pub(crate) indexes: Vec<(&'a Found, Identity)>,
}

/// Tells from each file's path what it is.
pub(crate) fn sort_files<'a>(tree: &'a Tree, problems: &mut Vec<Diagnostic>) -> Sorted<'a> {
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

pub(crate) fn read_articles(
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

pub(crate) fn read_indexes(
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

pub(crate) fn read_media(
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
pub(crate) fn keep_first(
    articles: Vec<Arc<Article>>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Arc<Article>> {
    let mut taken: HashMap<(&Locale, &ArticleKey), &Article> =
        HashMap::with_capacity(articles.len());
    let mut doubled = HashSet::new();
    for article in &articles {
        let first = *taken.entry((&article.locale, &article.key)).or_insert(article);
        if first.source != article.source {
            let message =
                format!("`{}` already names the article in {}", article.key, first.source);
            let help = "rename one of the two files, or give one another `category`";
            problems.push(Diagnostic::error(&article.source, "duplicate", message, help).at(1, 1));
            doubled.insert(article.source.clone());
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
