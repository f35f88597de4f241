//! What the server does by the clock, whether anyone asks or not.

use std::{sync::Arc, time::Duration};

use guichet_storage::{NewsMark, StorageError};

use crate::{
    attachments,
    cases::{self, TOPIC, by_time, incidents, office::Office},
    live,
    state::State,
    status::notify,
};

/// How often the database is cleared of what has lost its meaning.
const PRUNE_EVERY: Duration = Duration::from_hours(1);

/// How often what time does to cases is looked at.
const CASES_EVERY: Duration = Duration::from_mins(1);

/// How often it is looked for what many are to be told.
const LETTERS_EVERY: Duration = Duration::from_secs(2);

/// How often it is looked whether a command changed a case beside the server.
const NEWS_EVERY: Duration = Duration::from_secs(2);

/// Tells the desk's pages of cases that a command beside the server changed, such as `guichet mail receive`, for as long as it is not
/// dropped. On PostgreSQL the command says so itself.
pub async fn case_news(state: Arc<State>) {
    let mut mark = None;
    loop {
        match news_since(&state, mark).await {
            Ok(None) if mark.is_none() => return,
            Ok(now) => mark = now,
            Err(error) => {
                tracing::warn!(%error, "it cannot be seen whether a command changed a case");
            }
        }
        tokio::time::sleep(NEWS_EVERY).await;
    }
}

/// Tells what is new since a mark. Answers the mark of now, `None` where whoever changes a case says so.
async fn news_since(
    state: &State,
    before: Option<NewsMark>,
) -> Result<Option<NewsMark>, StorageError> {
    let storage = &state.accounts.storage;
    let now = storage.case_news_mark().await?;
    if let Some(before) = before.filter(|before| Some(*before) != now) {
        let changed = storage.case_news(before).await?;
        if !changed.is_empty() {
            state.mail.wake();
        }
        for reference in changed {
            cases::tell(state, &reference).await;
        }
    }
    Ok(now)
}

/// Reminds, asks and closes what is due, every minute, for as long as it is not dropped. Any number of nodes may do so at once.
pub async fn cases(state: Arc<State>) {
    loop {
        let snapshot = state.snapshot();
        match by_time::run(&Office::of(&state, &snapshot)).await {
            Ok(0) => {}
            Ok(_) => {
                state.mail.wake();
                live::announce(&state, TOPIC).await;
            }
            Err(error) => {
                tracing::warn!(%error, "what is due for cases waits for the next minute");
            }
        }
        tokio::time::sleep(CASES_EVERY).await;
    }
}

/// Writes to many what happened to the status, to followers the news and to cases that what they hang on is over, for as long as it is not
/// dropped. Any number of nodes may do so at once.
pub async fn letters(state: Arc<State>) {
    loop {
        let news = more_or_told(notify::spread(&state).await, "followers");
        let ends = more_or_told(incidents::spread(&state).await, "cases");
        if !(news || ends) {
            tokio::time::sleep(LETTERS_EVERY).await;
        }
    }
}

/// Whether there is more to write to them at once; what failed is told.
fn more_or_told(step: Result<bool, StorageError>, to: &str) -> bool {
    step.unwrap_or_else(|error| {
        tracing::warn!(%error, to, "what happened to the status could not be written; it is tried again");
        false
    })
}

/// Clears the database and the files now and every hour, for as long as it is not dropped. Any number of nodes may do so at once.
pub async fn run(state: Arc<State>) {
    loop {
        if let Err(error) = state.accounts.storage.prune(state.clock.now()).await {
            tracing::warn!(%error, "the database could not be cleared; the next attempt is in an hour");
        }
        attachments::prune(&state, state.clock.now()).await;
        tokio::time::sleep(PRUNE_EVERY).await;
    }
}
