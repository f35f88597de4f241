//! Live reload: a saved change of the content folder becomes a new version of the whole site, in one step.

use std::{
    collections::BTreeSet,
    io,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use guichet_content::{Diagnostic, Library, Severity, watch};
use guichet_model::{ArticleKey, Locale};

use crate::{serve, state::State};

/// How long after a failure the index is tried again.
pub const RETRY_AFTER: Duration = Duration::from_secs(15);

/// The articles that the search index has yet to take in, because an update failed. Each update carries all of them: its last step says that
/// the index is that of the content, and nothing may be missing then.
#[derive(Debug, Default)]
pub struct Behind(Mutex<BTreeSet<(Locale, ArticleKey)>>);

/// Watches the content folder until the returned watcher is dropped.
///
/// # Errors
/// When the folder cannot be watched.
pub fn watch(state: &Arc<State>) -> io::Result<watch::Watcher> {
    let root = state.settings.content.clone();
    let state = Arc::clone(state);
    watch::watch(&root, move || reload(&state))
}

/// Reads the content folder again and puts what changed in place: the index first, so that nothing is shown that cannot be found.
pub fn reload(state: &State) {
    let mut behind = state.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
    let started = Instant::now();
    let before = state.snapshot();
    let loaded = match Library::load(&state.settings.content, Some(&before.library)) {
        Ok(loaded) => loaded,
        Err(error) => {
            tracing::error!(%error, "the content folder cannot be read; the last good version stays");
            return;
        }
    };
    log(&loaded.diagnostics);
    if state.index.set_synonyms(serve::index_options(&state.settings.content).synonyms) {
        tracing::info!("synonyms reloaded");
    }
    let library = loaded.library;
    let same = library.fingerprint() == before.library.fingerprint();
    if same && behind.is_empty() {
        return;
    }
    let (changed, removed) = (loaded.changed.len(), loaded.removed.len());
    behind.extend(loaded.changed);
    behind.extend(loaded.removed);
    catch_up(state, &library, &mut behind);
    if same {
        return;
    }
    state.swap(library);
    tracing::info!(
        changed,
        removed,
        ms = started.elapsed().as_secs_f64() * 1000.0,
        "content reloaded"
    );
}

/// Tries again what the index could not take in.
pub fn retry(state: &State) {
    let mut behind = state.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
    if !behind.is_empty() {
        catch_up(state, &state.snapshot().library, &mut behind);
    }
}

fn catch_up(state: &State, library: &Library, behind: &mut BTreeSet<(Locale, ArticleKey)>) {
    let (mut changed, mut removed) = (Vec::new(), Vec::new());
    for (locale, key) in behind.iter() {
        match library.article(locale, key) {
            Some(article) => changed.push(article.document(library)),
            None => removed.push((locale.clone(), key.clone())),
        }
    }
    match state.index.update(library.fingerprint(), changed, removed) {
        Ok(()) => behind.clear(),
        Err(error) => tracing::error!(
            %error,
            articles = behind.len(),
            "the search index cannot take in a change; searches find the version before, and it is tried again"
        ),
    }
}

/// Writes what is wrong with the content into the log.
pub fn log(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        match diagnostic.severity {
            Severity::Error => tracing::error!("{diagnostic}"),
            Severity::Warning => tracing::warn!("{diagnostic}"),
        }
    }
}
