//! Live reload: a saved change of the content folder becomes a new version of the whole site, in one step.

use std::{io, sync::Arc, time::Instant};

use guichet_content::{Diagnostic, Library, Severity, watch};

use crate::state::State;

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
    if loaded.library.fingerprint() == before.library.fingerprint() {
        return;
    }
    let library = loaded.library;
    let documents = loaded
        .changed
        .iter()
        .filter_map(|(locale, key)| Some(library.article(locale, key)?.document(&library)))
        .collect();
    if let Err(error) = state.index.update(library.fingerprint(), documents, loaded.removed.clone())
    {
        tracing::error!(%error, "the search index cannot take in a change; searches still find the version before");
    }
    let (changed, removed) = (loaded.changed.len(), loaded.removed.len());
    state.swap(library);
    tracing::info!(
        changed,
        removed,
        ms = started.elapsed().as_secs_f64() * 1000.0,
        "content reloaded"
    );
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
