//! News of the status by mail: written to followers batch by batch, and no faster than mail leaves, so that a reset link never waits behind
//! a hundred thousand of them. Where a node stops, the next one goes on.

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
use guichet_storage::{NewMessage, StorageError, Subscriber};
use jiff::ToSpan as _;

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
/// Hours after which news are none any more: mail may have been away for long.
const STALE_H: i64 = 24;

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
    if !outbox::has_room(storage).await? {
        return Ok(false);
    }
    let now = state.clock.now();
    let incident = match notice.incident.parse() {
        Ok(id) => storage.incident(&id).await?,
        Err(_) => None,
    };
    let fresh = notice.created_at.checked_add(STALE_H.hours()).is_ok_and(|end| end > now);
    let incident = incident.filter(|_| fresh).map(|incident| as_of(incident, &notice.update));
    let keys = Keys::of(state).await?;
    let snapshot = state.snapshot();
    let (library, board) = (&snapshot.library, state.status.board());
    let letter = |subscriber: &Subscriber| {
        let incident = incident.as_ref()?;
        let all = subscriber.components.is_empty();
        if !all && !subscriber.components.iter().any(|component| incident.names(component)) {
            return None;
        }
        Some(news(state, library, &board, &keys, subscriber, incident))
    };
    let looked_at = storage.spread_notice(&notice, BATCH, letter, now).await?;
    state.mail.wake();
    if looked_at == 0 {
        tracing::info!(
            update = notice.update,
            "news of the status were written to everyone who follows it"
        );
    }
    Ok(true)
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
