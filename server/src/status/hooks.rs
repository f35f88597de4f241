//! Webhooks of the status: signed (Standard Webhooks 1.0.0), tried again with growing pauses, each receiver apart from the others.

use std::{sync::Arc, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use futures_util::future::join_all;
use guichet_model::status::{Incident, Stage};
use guichet_storage::{Delivery, Storage, StorageError, Webhook};
use hmac::{Hmac, Mac as _};
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use sha2::Sha256;
use tokio::{sync::Semaphore, task::JoinSet};

use super::{
    api::{Speech, instant},
    outbound::{Outbound, OutboundError},
};
use crate::state::State;

/// Deliveries taken at once.
const BATCH: u32 = 16;
/// Deliveries under way at once: one that hangs takes one place until its time is up.
const UNDER_WAY: usize = 64;
/// How long a receiver may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Minutes that deliveries belong to this node.
const LEASE_MIN: i64 = 2;
/// How often the database is asked for what is due.
const LOOK: Duration = Duration::from_secs(2);
/// Seconds before each further attempt (the schedule that Standard Webhooks proposes); after the last it is given up.
const PAUSES_S: [i64; 9] =
    [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];
/// Hours for which a secret that was changed still signs beside the one that followed.
pub const OVERLAP_H: u8 = 24;
/// What begins a secret as people copy it.
pub const SECRET_PREFIX: &str = "whsec_";
/// The fewest bytes of a secret.
const MIN_SECRET: usize = 24;

/// A new secret.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn new_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{SECRET_PREFIX}{}", BASE64.encode(bytes)))
}

/// The key in a secret; `None` for what is none.
pub fn key_of(secret: &str) -> Option<Vec<u8>> {
    let key = BASE64.decode(secret.strip_prefix(SECRET_PREFIX)?).ok()?;
    (key.len() >= MIN_SECRET).then_some(key)
}

/// Gives a receiver another secret; the one before it signs for a while longer, so that nothing is refused until the receiver is changed.
///
/// # Errors
/// When the database does not answer.
pub async fn rotate(
    storage: &Storage,
    webhook: &str,
    secret: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    let until = now.checked_add(i64::from(OVERLAP_H).hours()).unwrap_or(Timestamp::MAX);
    storage.set_webhook_secret(webhook, secret, until).await
}

/// The signature of a delivery: version 1, HMAC-SHA256 over identifier, time and body.
fn signature(key: &[u8], id: &str, timestamp: i64, body: &str) -> String {
    // HMAC takes keys of every length (RFC 2104).
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length will do");
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", BASE64.encode(mac.finalize().into_bytes()))
}

/// Delivers what is due, for as long as it is not dropped. Any number of nodes may do so at once.
pub async fn run(state: Arc<State>) {
    let outbound = match client(&state) {
        Ok(outbound) => outbound,
        Err(error) => return tracing::error!(%error, "webhooks cannot be delivered"),
    };
    let places = Arc::new(Semaphore::new(UNDER_WAY));
    let mut under_way = JoinSet::new();
    loop {
        while under_way.try_join_next().is_some() {}
        // Only what can begin at once is taken.
        let free = u32::try_from(places.available_permits()).unwrap_or(BATCH).min(BATCH);
        match claim(&state, free).await {
            Ok(due) if !due.is_empty() => {
                for delivery in due {
                    let (state, outbound) = (Arc::clone(&state), outbound.clone());
                    let place = Arc::clone(&places).acquire_owned().await;
                    under_way.spawn(async move {
                        try_one(&state, &outbound, &delivery).await;
                        drop(place);
                    });
                }
            }
            Ok(_) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::warn!(%error, "webhooks cannot be looked up");
                tokio::time::sleep(LOOK).await;
            }
        }
    }
}

/// Delivers what is due now, all at once, and waits for the end. Answers how many deliveries were tried.
///
/// # Errors
/// When the database does not answer, or the system offers no TLS.
pub async fn deliver(state: &State) -> Result<usize, StorageError> {
    let Ok(outbound) = client(state) else { return Ok(0) };
    let due = claim(state, BATCH).await?;
    join_all(due.iter().map(|delivery| try_one(state, &outbound, delivery))).await;
    Ok(due.len())
}

fn client(state: &State) -> Result<Outbound, OutboundError> {
    Outbound::new(TIMEOUT, state.settings.private_webhooks, 0)
}

async fn claim(state: &State, limit: u32) -> Result<Vec<Delivery>, StorageError> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let now = state.clock.now();
    let lease = now.checked_add(LEASE_MIN.minutes()).unwrap_or(Timestamp::MAX);
    state.accounts.storage.claim_deliveries(limit, lease, now).await
}

/// Why something sent did not arrive.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The receiver answered that it did not take it.
    #[error("answered {0}")]
    Answered(u16),
    /// The address may not be asked, or does not answer.
    #[error(transparent)]
    Outbound(#[from] OutboundError),
    /// The secret of the receiver is none.
    #[error("the secret is none")]
    Secret,
    /// The database did not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Sends a test to a receiver, once and now, and notes in its log what became of it. A receiver that took it gets news from then on.
///
/// # Errors
/// See [`SendError`].
pub async fn test(state: &State, webhook: &Webhook) -> Result<(), SendError> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let outbound = client(state)?;
    let delivery = storage.put_test_delivery(webhook, now).await?;
    let body = json!({ "type": "ping", "timestamp": instant(now), "data": {} }).to_string();
    let failed = match post(state, &outbound, &delivery, body).await {
        Ok(status) if (200..300).contains(&status) => {
            storage.delivered(&delivery.id, status, now).await?;
            storage.verify_webhook(&webhook.id, now).await?;
            return Ok(());
        }
        Ok(status) => SendError::Answered(status),
        Err(error) => error,
    };
    let status = match &failed {
        SendError::Answered(status) => Some(*status),
        _ => None,
    };
    storage.delivery_failed(&delivery.id, status, &failed.to_string(), None).await?;
    Err(failed)
}

async fn try_one(state: &State, outbound: &Outbound, delivery: &Delivery) {
    let storage = &state.accounts.storage;
    let noted = match attempt(state, outbound, delivery).await {
        Ok(status) if (200..300).contains(&status) => {
            tracing::info!(
                id = delivery.id,
                webhook = delivery.webhook.id,
                status,
                "a webhook arrived"
            );
            storage.delivered(&delivery.id, status, state.clock.now()).await
        }
        // It says itself that it is gone (Standard Webhooks, operational considerations).
        Ok(410) => {
            tracing::warn!(
                webhook = delivery.webhook.id,
                "a webhook's receiver is gone; it is ended"
            );
            let failed = storage.delivery_failed(&delivery.id, Some(410), "gone", None).await;
            let ended = storage.end_webhook(&delivery.webhook.id, state.clock.now()).await;
            failed.and(ended.map(drop))
        }
        Ok(status) => failed(state, delivery, Some(status), &format!("answered {status}")).await,
        Err(why) => failed(state, delivery, None, &why).await,
    };
    if let Err(error) = noted {
        tracing::error!(%error, "what became of a webhook cannot be noted; it is tried again");
    }
}

async fn failed(
    state: &State,
    delivery: &Delivery,
    status: Option<u16>,
    why: &str,
) -> Result<(), StorageError> {
    let again = again_at(delivery.attempts, state.clock.now());
    let attempts = delivery.attempts + 1;
    tracing::warn!(
        id = delivery.id,
        webhook = delivery.webhook.id,
        attempts,
        why,
        "a webhook did not arrive"
    );
    state.accounts.storage.delivery_failed(&delivery.id, status, why, again).await
}

/// When to try again after so many failures before this one; `None` gives up.
fn again_at(failures: u32, now: Timestamp) -> Option<Timestamp> {
    let pause = PAUSES_S.get(usize::try_from(failures).ok()?)?;
    now.checked_add(pause.seconds()).ok()
}

async fn attempt(state: &State, outbound: &Outbound, delivery: &Delivery) -> Result<u16, String> {
    let (id, update) = delivery.news.as_ref().ok_or("there is no news to tell")?;
    let found = state.accounts.storage.incident(id).await;
    let incident = found.map_err(|error| error.to_string())?.ok_or("the incident is gone")?;
    let incident = as_of(incident, update);
    let body = body(state, &incident, delivery);
    post(state, outbound, delivery, body).await.map_err(|error| error.to_string())
}

/// Sends a signed body; answers the receiver's HTTP status.
async fn post(
    state: &State,
    outbound: &Outbound,
    delivery: &Delivery,
    body: String,
) -> Result<u16, SendError> {
    let now = state.clock.now();
    let secrets = state.accounts.storage.webhook_secrets(&delivery.webhook.id, now).await?;
    let keys: Option<Vec<Vec<u8>>> = secrets.iter().map(|secret| key_of(secret)).collect();
    let keys = keys.filter(|keys| !keys.is_empty()).ok_or(SendError::Secret)?;
    let timestamp = now.as_second();
    // During a change each secret signs, so that a receiver may know either.
    let signed = keys.iter().map(|key| signature(key, &delivery.id, timestamp, &body));
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("webhook-id", delivery.id.clone()),
        ("webhook-timestamp", timestamp.to_string()),
        ("webhook-signature", signed.collect::<Vec<_>>().join(" ")),
    ];
    Ok(outbound.post(&delivery.webhook.url, &headers, body).await?)
}

/// The incident as it was with an update: what came later is another delivery's news.
pub fn as_of(mut incident: Incident, update: &str) -> Incident {
    if let Some(place) = incident.updates.iter().position(|known| known.id == update) {
        incident.updates.drain(..place);
        if let Some(latest) = incident.updates.first() {
            incident.stage = latest.stage;
            // It may have been reopened since, and have ended once more.
            let over = incident.updates.iter().take_while(|update| update.stage.is_over());
            incident.ended_at = over.last().map(|update| update.shown_at);
        }
    }
    incident
}

fn body(state: &State, incident: &Incident, delivery: &Delivery) -> String {
    let snapshot = state.snapshot();
    let board = state.status.board();
    let locale = snapshot.library.default_locale();
    let speech = Speech::new(state, &snapshot.library, &board, locale);
    json!({
        "type": kind(incident),
        "timestamp": instant(delivery.created_at),
        "data": speech.incident(incident),
    })
    .to_string()
}

/// What happened, as receivers tell news apart.
fn kind(incident: &Incident) -> &'static str {
    match incident.stage {
        Stage::Scheduled => "maintenance.scheduled",
        Stage::InProgress | Stage::Verifying => "maintenance.updated",
        Stage::Completed => "maintenance.completed",
        Stage::Resolved => "incident.resolved",
        _ if incident.updates.len() == 1 => "incident.created",
        _ => "incident.updated",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_standard_webhooks() {
        // The example of the reference libraries.
        let key = key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = signature(
            &key,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn secrets_are_random_and_long_enough() {
        let (one, other) = (new_secret().unwrap(), new_secret().unwrap());
        assert_ne!(one, other);
        assert_eq!(key_of(&one).unwrap().len(), 32);
        for bad in ["", "whsec_", "whsec_c2hvcnQ=", "c2VjcmV0"] {
            assert_eq!(key_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn pauses_grow_and_end() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let pause = |failures| again_at(failures, now).map(|at| at.as_second() - now.as_second());
        assert_eq!(pause(0), Some(5));
        assert_eq!(pause(3), Some(2 * 3600));
        assert_eq!(pause(9), None);
        assert!(PAUSES_S.is_sorted());
    }
}
