//! What the server does by the clock, whether anyone asks or not.

use std::{sync::Arc, time::Duration};

use crate::{
    attachments,
    cases::{TOPIC, by_time, office::Office},
    live,
    state::State,
};

/// How often the database is cleared of what has lost its meaning.
const PRUNE_EVERY: Duration = Duration::from_hours(1);

/// How often what time does to cases is looked at.
const CASES_EVERY: Duration = Duration::from_mins(1);

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

/// Clears the database and the folder of files now and every hour, for as long as it is not dropped. Any number of nodes may do so at once.
pub async fn run(state: Arc<State>) {
    loop {
        if let Err(error) = state.accounts.storage.prune(state.clock.now()).await {
            tracing::warn!(%error, "the database could not be cleared; the next attempt is in an hour");
        }
        attachments::prune(&state, state.clock.now()).await;
        tokio::time::sleep(PRUNE_EVERY).await;
    }
}
