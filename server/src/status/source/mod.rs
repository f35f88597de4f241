//! Another status page as the source: read again and again, with growing pauses while it cannot be reached; what it said last stays, with
//! its age. What it answers is never trusted to be what it should be.

mod google;
mod statuspage;

use std::{sync::Arc, time::Duration};

use guichet_model::{
    Policy, Text,
    policy::{StatusFormat, StatusSource},
    status::{Board, ComponentState, Impact, Incident, Reported, SourceState},
};
use guichet_storage::StorageError;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{
    TOPIC,
    outbound::{Outbound, OutboundError},
};
use crate::{live, state::State};

/// How often a source is read, and how long at most after failures.
const EVERY: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_mins(10);
/// How often it is looked whether the policy names a source.
const IDLE: Duration = Duration::from_secs(5);
/// How long a source may take.
const TIMEOUT: Duration = Duration::from_secs(15);
/// The largest answer that is read, in bytes: histories are long.
const MAX_BODY: usize = 4 * 1024 * 1024;
/// Redirects that are followed.
const REDIRECTS: usize = 3;
/// The most incidents that are taken over.
const MAX_INCIDENTS: usize = 300;

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It cannot be reached.
    #[error(transparent)]
    Outbound(#[from] OutboundError),
    /// It says itself that it cannot answer.
    #[error("it answers {0}")]
    Failing(u16),
    /// What it answers is not what it should be: a page for people, most often.
    #[error("its answer is no such status: {0}")]
    Malformed(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What a source says, as far as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Heard {
    components: Vec<(String, Text, ComponentState)>,
    incidents: Vec<Incident>,
    indicator: Option<Impact>,
    page: Option<String>,
}

/// Reads the source that the policy names, for as long as it is not dropped.
pub async fn run(state: Arc<State>) {
    let mut failures = 0;
    loop {
        let pause = turn(&state, &mut failures).await;
        tokio::time::sleep(pause).await;
    }
}

/// Reads the source that the policy names, if it names one, after so many failures in a row. Answers how long to wait for the next time.
pub async fn turn(state: &State, failures: &mut u32) -> Duration {
    let snapshot = state.snapshot();
    let Some(source) = &snapshot.library.policy().status.source else {
        *failures = 0;
        return IDLE;
    };
    match read(state, source).await {
        Ok(()) => {
            *failures = 0;
            EVERY
        }
        Err(error) => {
            *failures = failures.saturating_add(1);
            tracing::warn!(%error, failures = *failures, "the status page that is the source cannot be read; what it said last stays");
            pause_after(*failures)
        }
    }
}

/// The pause after so many failures in a row: it doubles up to ten minutes.
fn pause_after(failures: u32) -> Duration {
    EVERY.saturating_mul(1 << failures.min(10)).min(LONGEST)
}

/// Reads a source once, and puts what it says in place.
///
/// # Errors
/// When it cannot be read: what it said last stays, marked with its age.
pub async fn read(state: &State, source: &StatusSource) -> Result<(), SourceError> {
    if state.status.board().reported.is_none() {
        recall(state, source).await?;
    }
    let now = state.clock.now();
    let body = match hear(state, source, now).await {
        Ok(body) => body,
        // Whatever it was, from now on what is shown is as old as it says.
        Err(error) => {
            fail(state).await;
            return Err(error);
        }
    };
    if let Err(error) = state.accounts.storage.keep_status_source(&source.url, &body, now).await {
        tracing::warn!(%error, "what the status page that is the source says is shown, but not kept for a restart");
    }
    Ok(())
}

/// Asks a source and puts what it says in place. Answers its words.
async fn hear(state: &State, source: &StatusSource, now: Timestamp) -> Result<String, SourceError> {
    let body = ask(state, source).await?;
    let heard = understand(source, &body, state.snapshot().library.policy(), now)?;
    put(state, heard, SourceState { read_at: Some(now), failing: false }).await;
    Ok(body)
}

/// What the source said last, before this process began.
async fn recall(state: &State, source: &StatusSource) -> Result<(), SourceError> {
    let kept = state.accounts.storage.kept_status_source(&source.url).await?;
    let snapshot = state.snapshot();
    let known = kept.and_then(|(body, read_at)| {
        let heard = understand(source, &body, snapshot.library.policy(), read_at).ok()?;
        Some((heard, read_at))
    });
    match known {
        Some((heard, read_at)) => {
            put(state, heard, SourceState { read_at: Some(read_at), failing: true }).await;
        }
        None => put(state, Heard::default(), SourceState { read_at: None, failing: true }).await,
    }
    Ok(())
}

async fn fail(state: &State) {
    let board = state.status.board();
    let Some(reported) = board.reported.clone().filter(|reported| !reported.state.failing) else {
        return;
    };
    let failing = SourceState { failing: true, ..reported.state.clone() };
    let reported = Some(Reported { state: failing, ..reported });
    state.status.put(Board { reported, ..(*board).clone() });
    live::announce(state, TOPIC).await;
}

/// Puts what was heard in place; pages are told only of what is new.
async fn put(state: &State, heard: Heard, age: SourceState) {
    let before = state.status.board();
    let Heard { components, incidents, indicator, page } = heard;
    let reported = Reported { components, indicator, page, state: age };
    let same = before.incidents == incidents
        && before.reported.as_ref().is_some_and(|known| {
            let aged = Reported { state: reported.state.clone(), ..known.clone() };
            aged == reported && known.state.failing == reported.state.failing
        });
    let board = Board { incidents, reported: Some(reported), ..(*before).clone() };
    if same {
        state.status.age(board);
        return;
    }
    state.status.put(board);
    state.pages.clear();
    live::announce(state, TOPIC).await;
}

async fn ask(state: &State, source: &StatusSource) -> Result<String, SourceError> {
    let outbound = Outbound::new(TIMEOUT, state.settings.private_webhooks, REDIRECTS)?;
    match source.format {
        StatusFormat::Google => text(&outbound, &source.url).await,
        StatusFormat::Statuspage => {
            let base = source.base();
            let summary: Value = serde_json::from_str(
                &text(&outbound, &format!("{base}/api/v2/summary.json")).await?,
            )?;
            // Not every compatible page has its history at this address.
            let history = text(&outbound, &format!("{base}/api/v2/incidents.json")).await;
            let history: Value =
                history.ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            Ok(serde_json::json!({ "summary": summary, "history": history }).to_string())
        }
    }
}

async fn text(outbound: &Outbound, address: &str) -> Result<String, SourceError> {
    let received = outbound.get(address, MAX_BODY).await?;
    if !(200..300).contains(&received.status) {
        return Err(SourceError::Failing(received.status));
    }
    Ok(String::from_utf8_lossy(&received.body).into_owned())
}

fn understand(
    source: &StatusSource,
    body: &str,
    policy: &Policy,
    now: Timestamp,
) -> Result<Heard, serde_json::Error> {
    let names = Names { source, policy };
    match source.format {
        StatusFormat::Statuspage => statuspage::understand(body, &names),
        StatusFormat::Google => google::understand(body, &names, now),
    }
}

/// Finds the portal's services behind another page's names.
struct Names<'n> {
    source: &'n StatusSource,
    policy: &'n Policy,
}

impl Names<'_> {
    /// The portal's identifier for what is called so there; what the portal does not know keeps its own.
    fn id(&self, foreign_id: &str, name: &str) -> String {
        let same = |text: &str| text.trim().eq_ignore_ascii_case(name.trim()) || text == foreign_id;
        let given = self.source.names.iter().find(|(_, theirs)| same(theirs)).map(|(own, _)| own);
        let service = || {
            self.policy.services.iter().find(|service| {
                same(&service.id)
                    || match &service.name {
                        Text::Same(text) => same(text),
                        Text::Translated(texts) => texts.values().any(|text| same(text)),
                    }
            })
        };
        match (given, service()) {
            (Some(own), _) => own.clone(),
            (None, Some(service)) => service.id.clone(),
            (None, None) => foreign_id.to_owned(),
        }
    }

    /// What the portal calls a service, or what it is called there.
    fn name(&self, id: &str, theirs: &str) -> Text {
        let service = self.policy.services.iter().find(|service| service.id == id);
        service.map_or_else(|| theirs.into(), |service| service.name.clone())
    }
}

/// A list that may be missing or null, as pages that imitate the API have it; what in it cannot be read is left out.
fn lenient<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: for<'v> Deserialize<'v>,
{
    let values: Option<Vec<Value>> = Option::deserialize(deserializer)?;
    Ok(values
        .unwrap_or_default()
        .into_iter()
        .filter_map(|value| T::deserialize(value).ok())
        .take(MAX_INCIDENTS)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_ten_minutes() {
        assert_eq!(pause_after(1), Duration::from_mins(1));
        assert_eq!(pause_after(3), Duration::from_mins(4));
        assert_eq!(pause_after(9), LONGEST);
        assert_eq!(pause_after(u32::MAX), LONGEST);
    }
}
