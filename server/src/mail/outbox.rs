//! The outbox's worker: sends what is due, tries again what the mail server put off, gives up what it refused for good.

use std::{sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use guichet_storage::{Message, Storage, StorageError};
use jiff::{Span, Timestamp, ToSpan as _};
use lettre::{AsyncTransport as _, transport::smtp};

use tokio::sync::oneshot;

use super::{Post, envelope};
use crate::state::State;

/// Letters taken at once.
const BATCH: u32 = 5;
/// How long one letter may take to be handed over.
const SENDING: Duration = Duration::from_mins(1);
/// Minutes that the letters taken belong to this node: long enough to send them all.
const LEASE_MIN: i64 = 10;
/// How often the outbox is looked into for what other nodes wrote or what was put off.
const POLL: Duration = Duration::from_secs(10);
/// Minutes before the second attempt; the pause doubles each time.
const FIRST_PAUSE_MIN: i64 = 1;
/// The longest pause, in minutes.
const LONGEST_PAUSE_MIN: i64 = 60;
/// Hours after which a letter is given up.
const GIVE_UP_H: i64 = 72;
/// Letters that may wait to be sent before more are written to many at once.
const MAX_WAITING: u64 = 400;
/// How often it is tried to note that a letter was sent, a second apart.
const NOTES: u32 = 5;

/// Sends letters until `stop` is sent or dropped; a batch under way is finished first. Even cutting it off loses nothing: what was taken and
/// not sent is due again later.
pub async fn run(state: Arc<State>, mut stop: oneshot::Receiver<()>) {
    if !state.mail.is_on() {
        return;
    }
    while matches!(stop.try_recv(), Err(oneshot::error::TryRecvError::Empty)) {
        let pause = match deliver(&state).await {
            // There may be more.
            Ok(count) if count > 0 => continue,
            Ok(_) => state.mail.written.notified().boxed(),
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read");
                std::future::pending().boxed()
            }
        };
        tokio::select! {
            _ = tokio::time::timeout(POLL, pause) => {}
            _ = &mut stop => break,
        }
    }
}

/// Whether letters to many may be written now: a reset link does not wait behind a thousand of them.
///
/// # Errors
/// When the database does not answer.
pub async fn has_room(storage: &Storage) -> Result<bool, StorageError> {
    Ok(storage.waiting_mail().await? < MAX_WAITING)
}

/// Sends what is due, at most a batch of it. Answers how many letters were taken.
///
/// # Errors
/// When the database does not answer.
pub async fn deliver(state: &State) -> Result<usize, StorageError> {
    let Some(post) = &state.mail.post else { return Ok(0) };
    let now = state.clock.now();
    let lease = later(now, LEASE_MIN.minutes());
    let letters = state.accounts.storage.claim(BATCH, lease, now).await?;
    for letter in &letters {
        match send(post, letter).await {
            Ok(()) => sent(state, letter).await?,
            Err(failure) => failed(state, letter, &failure).await?,
        }
    }
    Ok(letters.len())
}

/// Why a letter did not leave.
struct Failure {
    /// Whether trying again is of no use.
    for_good: bool,
    /// The mail server's status, where it answered.
    status: Option<u16>,
    /// What it said; it may name the recipient, so it goes into the outbox and not into the log.
    why: String,
}

async fn send(post: &Post, letter: &Message) -> Result<(), Failure> {
    let message = envelope::message(letter, &post.from, &post.host).map_err(|error| Failure {
        for_good: true,
        status: None,
        why: error.to_string(),
    })?;
    match tokio::time::timeout(SENDING, post.transport.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(Failure::of(&error)),
        Err(_) => Err(Failure {
            for_good: false,
            status: None,
            why: "the mail server took too long".to_owned(),
        }),
    }
}

impl Failure {
    fn of(error: &smtp::Error) -> Self {
        let status = error.status().map(u16::from);
        let for_good = error.is_permanent() && !status.is_some_and(is_operators);
        Self { for_good, status, why: error.to_string() }
    }
}

/// Whether a refusal is about the portal's own access to the mail server (RFC 4954 section 6): something for the operator to mend, while
/// the letters wait.
fn is_operators(status: u16) -> bool {
    matches!(status, 530 | 534 | 535 | 538)
}

async fn sent(state: &State, letter: &Message) -> Result<(), StorageError> {
    let mut noted = state.accounts.storage.sent(&letter.id, state.clock.now()).await;
    for _ in 1..NOTES {
        if noted.is_ok() {
            break;
        }
        // It was handed over: not to know that would send it twice.
        tokio::time::sleep(Duration::from_secs(1)).await;
        noted = state.accounts.storage.sent(&letter.id, state.clock.now()).await;
    }
    tracing::info!(id = letter.id, attempts = letter.attempts + 1, "a letter was sent");
    noted
}

async fn failed(state: &State, letter: &Message, failure: &Failure) -> Result<(), StorageError> {
    let again = if failure.for_good { None } else { again_at(letter, state.clock.now()) };
    let (id, attempts, status) = (&letter.id, letter.attempts + 1, failure.status);
    if let Some(again) = again {
        tracing::warn!(id, attempts, status, %again, "a letter could not be sent yet");
    } else {
        tracing::error!(
            id,
            attempts,
            status,
            "a letter was given up; the outbox keeps why for a while"
        );
    }
    state.accounts.storage.send_failed(id, &failure.why, again).await
}

/// When to try again; `None` once a letter has waited too long to be of use.
fn again_at(letter: &Message, now: Timestamp) -> Option<Timestamp> {
    if later(letter.created_at, GIVE_UP_H.hours()) <= now {
        return None;
    }
    let doubled = FIRST_PAUSE_MIN << letter.attempts.min(16);
    Some(later(now, doubled.min(LONGEST_PAUSE_MIN).minutes()))
}

fn later(instant: Timestamp, span: Span) -> Timestamp {
    instant.checked_add(span).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use guichet_storage::NewMessage;

    use super::*;

    fn letter(attempts: u32) -> Message {
        Message {
            id: "m1".to_owned(),
            content: NewMessage {
                to: "ana@example.org".parse().unwrap(),
                subject: String::new(),
                text: String::new(),
                html: String::new(),
                language: "en".to_owned(),
                unsubscribe: None,
                thread: None,
            },
            attempts,
            created_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn pauses_double_up_to_an_hour_and_end_after_three_days() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let pause =
            |attempts: u32| again_at(&letter(attempts), now).map(|at| (at - now).get_seconds());
        let minutes = [0, 1, 2, 5, 6, 40, u32::MAX].map(pause);
        assert_eq!(minutes, [1, 2, 4, 32, 60, 60, 60].map(|m| Some(m * 60)));
        assert_eq!(again_at(&letter(3), now + 72.hours()), None);
        assert!(again_at(&letter(3), now + 71.hours()).is_some());
    }

    #[test]
    fn a_wrong_password_of_the_portals_own_loses_no_letter() {
        assert!(is_operators(535) && !is_operators(550));
    }
}
