//! The page behind the links of the status' mails: confirming, choosing, ending.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::pages::{
    View,
    status::subscription::{FollowView, Outcome, Saved, SubscriptionView},
};
use guichet_model::{ProblemCode, email::EmailAddress};
use guichet_storage::Subscriber;

use super::{form::Form, reader::Elsewhere, view::Asked};
use crate::{
    accounts::{identity::problem, throttle::Bucket},
    state::State,
    status::{follow::Keys, notify},
};

/// What a mail program sends by itself when its user ends a list (RFC 8058 section 3.1).
const ONE_CLICK: (&str, &str) = ("List-Unsubscribe", "One-Click");

/// Whose page it is. Going there changes nothing: programs that look at links before people do go there, too.
///
/// # Errors
/// When the database does not answer.
pub async fn view(asked: &Asked<'_>) -> Result<View, Elsewhere> {
    let (id, key) = (asked.parameter("id"), asked.parameter("key"));
    let found = find(asked.state, id.as_deref(), key.as_deref()).await;
    let view = match found.map_err(Elsewhere::Problem)? {
        Some((keys, subscriber)) => known(&keys, subscriber, None),
        None => SubscriptionView::Gone,
    };
    Ok(View::Subscription(view))
}

async fn find(
    state: &State,
    id: Option<&str>,
    key: Option<&str>,
) -> Result<Option<(Keys, Subscriber)>, ProblemCode> {
    let (Some(id), Some(key)) = (id, key) else { return Ok(None) };
    let keys = Keys::of(state).await.map_err(problem)?;
    if !keys.holds(id, key) {
        return Ok(None);
    }
    let found = state.accounts.storage.subscriber(id).await.map_err(problem)?;
    Ok(found.map(|subscriber| (keys, subscriber)))
}

fn known(keys: &Keys, subscriber: Subscriber, saved: Option<Saved>) -> SubscriptionView {
    SubscriptionView::Known {
        email: subscriber.email.to_string(),
        components: subscriber.components,
        confirmed: subscriber.confirmed_at.is_some(),
        key: keys.query(&subscriber.id),
        saved,
    }
}

/// Asks somebody who wants to follow the status to confirm it: whatever the address is, the answer is the same, so that nobody learns by it
/// who follows.
pub async fn ask(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(asked(&form).await),
        Err(response) => *response,
    }
}

async fn asked(form: &Form) -> Result<Response, ProblemCode> {
    let (state, written) = (&form.state, form.field("follow-email").trim());
    let view = |outcome| {
        let view = FollowView {
            email: written.to_owned(),
            components: chosen(form).unwrap_or_default(),
            back: form.back(),
            outcome: Some(outcome),
        };
        View::Follow(view)
    };
    if elsewhere(form) {
        return form.show(view(Outcome::Elsewhere), StatusCode::FORBIDDEN).await;
    }
    // Without a mail server there is no form either.
    if !state.mail.is_on() {
        return Err(ProblemCode::NotFound);
    }
    let Ok(email) = written.parse::<EmailAddress>() else {
        return form.show(view(Outcome::BadEmail), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let Some(chosen) = chosen(form) else {
        return form.show(view(Outcome::NoComponent), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (throttle, now) = (&state.accounts.throttle, state.clock.now());
    if let Err(wait) = throttle.attempt(&Bucket::follow_client(form.client()), now) {
        return form.show_wait(view(Outcome::Wait(wait.minutes())), wait).await;
    }
    // Nobody's mailbox is filled by this form.
    if throttle.attempt(&Bucket::FollowAddress(email.clone()), now).is_ok() {
        let keys = Keys::of(state).await.map_err(problem)?;
        let library = &form.snapshot.library;
        let letter =
            |subscriber: &Subscriber| notify::confirmation(state, library, &keys, subscriber);
        let storage = &state.accounts.storage;
        let asked = storage.ask_subscriber(&email, form.locale(), &chosen, letter, now);
        asked.await.map_err(problem)?;
        state.mail.wake();
    }
    form.show(view(Outcome::Asked), StatusCode::OK).await
}

/// Whether another status page is the source: nothing is sent from here then, and nobody is asked.
fn elsewhere(form: &Form) -> bool {
    form.snapshot.library.policy().status.source.is_some()
}

/// Confirms, chooses or ends.
pub async fn change(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(changed(&form).await),
        Err(response) => *response,
    }
}

async fn changed(form: &Form) -> Result<Response, ProblemCode> {
    let (id, key) = (form.parameter("id"), form.parameter("key"));
    let Some((keys, subscriber)) = find(&form.state, id.as_deref(), key.as_deref()).await? else {
        return form.show(View::Subscription(SubscriptionView::Gone), StatusCode::OK).await;
    };
    let storage = &form.state.accounts.storage;
    if form.field("action") == "end" || form.field(ONE_CLICK.0) == ONE_CLICK.1 {
        storage.end_subscriber(&subscriber.id).await.map_err(problem)?;
        return form.show(View::Subscription(SubscriptionView::Ended), StatusCode::OK).await;
    }
    if elsewhere(form) {
        let view = View::Subscription(known(&keys, subscriber, Some(Saved::Elsewhere)));
        return form.show(view, StatusCode::FORBIDDEN).await;
    }
    let Some(components) = chosen(form) else {
        let page = known(&keys, subscriber, Some(Saved::NoComponent));
        let view = View::Subscription(page);
        return form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let now = form.state.clock.now();
    storage.confirm_subscriber(&subscriber.id, &components, now).await.map_err(problem)?;
    let changed = Subscriber { components, confirmed_at: Some(now), ..subscriber };
    form.show(View::Subscription(known(&keys, changed, Some(Saved::Done))), StatusCode::OK).await
}

/// The components that a form chooses: those there are; all of them is the same as none. `None` where nothing that was chosen is there any
/// more, since no choice at all would stand for everything.
pub(super) fn chosen(form: &Form) -> Option<Vec<String>> {
    let board = form.state.status.board();
    let there = board.components(form.snapshot.library.policy());
    let sent = || form.fields().filter(|(name, _)| *name == "component").map(|(_, id)| id);
    let all = there.len();
    let chosen: Vec<String> =
        there.into_iter().map(|c| c.id).filter(|id| sent().any(|sent| sent == id)).collect();
    if chosen.is_empty() && sent().next().is_some() {
        return None;
    }
    Some(if chosen.len() == all { Vec::new() } else { chosen })
}
