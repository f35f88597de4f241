//! News of the status by mail: written to followers batch by batch, and no faster than mail leaves, so that a reset link never waits behind
//! a hundred thousand of them. Where a node stops, the next one goes on.
//!
//! Mail may be away for long. Nobody wants to read then, one after the other, how an incident went: news that are late give way to the later
//! word of the same incident, and its last word tells how it stands by now. What was left out is counted and logged.

use guichet_app::{
    components::status::{moment_text, reached_word},
    words::Words,
};
use guichet_content::Library;
use guichet_model::{
    Page,
    email::EmailAddress,
    status::{Board, Incident},
};
use guichet_storage::{NewMessage, Notice, Progress, StorageError, Subscriber};
use jiff::{SignedDuration, Timestamp};

use super::{
    follow::{Keys, language},
    hooks::as_of,
};
use crate::{
    mail::{
        letters::{Draft, Letter},
        outbox,
    },
    state::State,
};

/// Followers written to in one step.
const BATCH: u32 = 200;
/// After which news are late: a later word of the same incident takes their place, and the last one tells how it stands by now.
const LATE: SignedDuration = SignedDuration::from_hours(1);
/// After which the last word of an incident that is over is no news any more: as long as a letter waits to leave.
const OLD: SignedDuration = SignedDuration::from_hours(72);

/// Writes the oldest news to the next followers; any number of nodes may do so at once. Answers whether there may be more to do at once.
///
/// # Errors
/// When the database does not answer.
pub async fn spread(state: &State) -> Result<bool, StorageError> {
    if !state.mail.is_on() {
        return Ok(false);
    }
    let storage = &state.accounts.storage;
    let Some(notice) = storage.next_notice().await? else { return Ok(false) };
    let now = state.clock.now();
    let found = match notice.incident.parse() {
        Ok(id) => storage.incident(&id).await?,
        Err(_) => None,
    };
    let Some(found) = found else {
        // An update falls with its incident, and its news with it.
        return Ok(false);
    };
    let late = is_past(notice.created_at, LATE, now);
    let left_out = late && (notice.followed || is_old(&found, now));
    if !left_out && !outbox::has_room(storage).await? {
        return Ok(false);
    }
    let incident = if late { found } else { as_of(found, &notice.update) };
    let keys = Keys::of(state).await?;
    let snapshot = state.snapshot();
    let (library, board) = (&snapshot.library, state.status.board());
    let concerns = |subscriber: &Subscriber| {
        let chosen = &subscriber.components;
        chosen.is_empty() || chosen.iter().any(|component| incident.names(component))
    };
    let write =
        |subscriber: &Subscriber| news(state, library, &board, &keys, subscriber, &incident);
    let letter: Option<&(dyn Fn(&Subscriber) -> NewMessage + Sync)> =
        if left_out { None } else { Some(&write) };
    let progress = storage.spread_notice(&notice, BATCH, concerns, letter, now).await?;
    state.mail.wake();
    if let Some(Progress { looked_at: 0, written, left_out }) = progress {
        log(&notice, written, left_out);
    }
    Ok(true)
}

/// Says what became of news, once everyone who follows the status was looked at.
fn log(notice: &Notice, written: u64, left_out: u64) {
    let Notice { update, incident, .. } = notice;
    if left_out == 0 {
        tracing::info!(
            update,
            incident,
            written,
            "news of the status were written to all whom they concern"
        );
    } else {
        tracing::warn!(
            update,
            incident,
            written,
            left_out,
            "news of the status were late: who was left out is told by a later word of the incident, or it has been over for days"
        );
    }
}

/// Whether the last word of an incident that is over was said too long ago to be news.
fn is_old(incident: &Incident, now: Timestamp) -> bool {
    let last = incident.updates.first().map_or(incident.created_at, |update| update.created_at);
    incident.stage.is_over() && is_past(last, OLD, now)
}

/// Whether so much time went by since an instant.
fn is_past(instant: Timestamp, span: SignedDuration, now: Timestamp) -> bool {
    now.duration_since(instant) >= span
}

fn news(
    state: &State,
    library: &Library,
    board: &Board,
    keys: &Keys,
    subscriber: &Subscriber,
    incident: &Incident,
) -> NewMessage {
    let (policy, locale) = (library.policy(), language(library, subscriber));
    let words = Words::of(locale);
    let portal = policy.portal.name.get(locale);
    let title = incident.title.get(locale);
    let update = incident.updates.first();
    let names: Vec<String> = incident
        .components()
        .into_iter()
        .map(|(id, _)| board.component_name(policy, id, locale))
        .collect();
    let reached = reached_word(&words, incident, incident.stage);
    let mut before = vec![format!("{title} · {reached}")];
    if let Some(update) = update {
        let body = update.body.get(locale);
        before.extend(body.split("\n\n").map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()));
        before.push(moment_text(&words, update.shown_at));
    }
    if !names.is_empty() {
        before.push(words.status_mail_services(words.list(&names)));
    }
    let base = state.settings.base_url();
    let url = format!("{base}{}", Page::Incident(incident.id.clone()).path(locale));
    let own = keys.address(state, &subscriber.id, locale);
    let draft = Draft {
        subject: words.status_mail_subject(reached, title),
        before,
        action: (words.status_mail_action(), url),
        after: vec![
            words.status_mail_end(portal),
            format!("{} {own}", words.status_mail_end_action()),
        ],
        ..Draft::default()
    };
    let letter = Letter { policy, locale };
    let message = letter.set(&subscriber.email, "", &words, &draft);
    NewMessage { unsubscribe: Some(own), ..message }
}

/// The letter that asks to confirm.
pub fn confirmation(
    state: &State,
    library: &Library,
    keys: &Keys,
    subscriber: &Subscriber,
) -> NewMessage {
    let (policy, locale) = (library.policy(), language(library, subscriber));
    let words = Words::of(locale);
    let portal = policy.portal.name.get(locale);
    let own = keys.address(state, &subscriber.id, locale);
    let draft = Draft {
        subject: words.status_mail_confirm_subject(portal),
        before: vec![words.status_mail_confirm_text()],
        action: (words.status_mail_confirm_action(), own.clone()),
        after: vec![words.status_mail_confirm_after()],
        ..Draft::default()
    };
    let to: &EmailAddress = &subscriber.email;
    let message = Letter { policy, locale }.set(to, "", &words, &draft);
    NewMessage { unsubscribe: Some(own), ..message }
}
