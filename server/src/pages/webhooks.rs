//! One's own webhooks of the status: added, tested, given another secret, looked after and ended by whoever is signed in.
//!
//! A webhook is silent until its address took a signed test, so that nobody aims the portal at somebody else's server; tests are few, since
//! each asks the address.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        status::webhooks::{
            Attempt, Failure, Fault, HookItem, LogItem, News, Secret, WebhooksView,
        },
    },
};
use guichet_model::{Locale, Page, ProblemCode, status::IncidentId};
use guichet_storage::{Account, DeliveryRecord, Webhook};

use super::{
    form::Form,
    reader::Elsewhere,
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{identity::problem, throttle::Bucket},
    cases::incidents,
    state::{Snapshot, State},
    status::{
        hooks::{self, OVERLAP_H, SendError, new_secret},
        outbound::{LATE, Outbound, OutboundError},
    },
};

/// The most webhooks of one account.
const MOST: u32 = 5;
/// Deliveries that are shown of each.
const LOG: u32 = 10;
/// The longest address, in bytes.
const MAX_URL: usize = 1_000;

/// What the page knows.
///
/// # Errors
/// Where to go first, or that the database does not answer.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let Some(session) = asked.identity.session() else {
        return Err(view::sign_in_first(asked, &request.locale));
    };
    let page = load(asked.state, asked.snapshot, &session.account, &request.locale).await;
    let mut page = page.map_err(Elsewhere::Problem)?;
    page.news = match asked.parameter("news").as_deref() {
        Some("works") => Some(News::Works),
        Some("again") => Some(News::Again),
        Some("ended") => Some(News::Ended),
        _ => None,
    };
    Ok(View::Webhooks(page))
}

async fn load(
    state: &State,
    snapshot: &Snapshot,
    account: &Account,
    locale: &Locale,
) -> Result<WebhooksView, ProblemCode> {
    let storage = &state.accounts.storage;
    let mut hooks = Vec::new();
    for hook in storage.own_webhooks(&account.id).await.map_err(problem)? {
        let mut log = Vec::new();
        for record in storage.delivery_log(&hook.id, LOG).await.map_err(problem)? {
            log.push(line(state, record, locale).await?);
        }
        hooks.push(item(state, snapshot, hook, log, locale));
    }
    Ok(WebhooksView {
        full: hooks.len() >= MOST as usize,
        most: MOST as usize,
        hooks,
        ..WebhooksView::default()
    })
}

fn item(
    state: &State,
    snapshot: &Snapshot,
    hook: Webhook,
    log: Vec<LogItem>,
    locale: &Locale,
) -> HookItem {
    let (policy, board) = (snapshot.library.policy(), state.status.board());
    let components =
        hook.components.iter().map(|id| board.component_name(policy, id, locale)).collect();
    HookItem {
        id: hook.id,
        url: hook.url,
        components,
        created_at: hook.created_at,
        verified: hook.verified_at.is_some(),
        log,
    }
}

async fn line(
    state: &State,
    record: DeliveryRecord,
    locale: &Locale,
) -> Result<LogItem, ProblemCode> {
    let incident = match record.incident.parse::<IncidentId>() {
        Ok(id) => {
            let found = incidents::find(state, &id).await.map_err(problem)?;
            let title = found.map_or_else(String::new, |i| i.title.get(locale).to_owned());
            Some((id, title))
        }
        Err(_) => None,
    };
    let attempt = match (record.delivered_at, record.due_at) {
        (Some(_), _) => Attempt::Arrived,
        (None, Some(at)) => Attempt::Waits(at),
        (None, None) => Attempt::GivenUp,
    };
    // The one that arrived is counted with those that failed before.
    let tries = record.attempts + u32::from(attempt == Attempt::Arrived);
    Ok(LogItem {
        id: record.id,
        incident,
        at: record.created_at,
        tries,
        attempt,
        status: record.last_status,
        failure: record.last_error.map(failure),
    })
}

/// Why something did not arrive, from the words of the log, which are an operator's.
fn failure(noted: String) -> Failure {
    if noted == OutboundError::Private.to_string() {
        Failure::Private
    } else if noted == LATE {
        Failure::Late
    } else {
        Failure::Other(noted)
    }
}

/// Does to a webhook what was sent.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(change(&form).await),
        Err(response) => *response,
    }
}

async fn change(form: &Form) -> Result<Response, ProblemCode> {
    let here = Page::StatusWebhooks.path(form.locale());
    let Some(session) = form.identity.session() else {
        return see_other(&view::sign_in_url(form.locale(), &here));
    };
    let account = &session.account;
    let (state, now) = (&form.state, form.state.clock.now());
    let storage = &state.accounts.storage;
    let action = form.field("action");
    if action == "end" {
        let hook = own(form, account).await?;
        storage.end_webhook(&hook.id, now).await.map_err(problem)?;
        return see_other(&format!("{here}?news=ended"));
    }
    let bucket = Bucket::Webhook(account.id.clone());
    if let Err(wait) = state.accounts.throttle.attempt(&bucket, now) {
        let page = faulty(form, account, None, Fault::Wait(wait.minutes())).await?;
        return form.show_wait(View::Webhooks(page), wait).await;
    }
    match action {
        "add" => add(form, account).await,
        "test" => test(form, account).await,
        "rotate" => {
            let hook = own(form, account).await?;
            let secret = new_secret().map_err(|_| ProblemCode::Internal)?;
            hooks::rotate(storage, &hook.id, &secret, now).await.map_err(problem)?;
            show_secret(
                form,
                account,
                Secret { webhook: hook.id, secret, overlap_h: Some(OVERLAP_H) },
            )
            .await
        }
        "again" => {
            let hook = own(form, account).await?;
            let delivery = form.field("delivery");
            storage.send_again(&hook.id, delivery, now).await.map_err(problem)?;
            see_other(&format!("{here}?news=again"))
        }
        _ => Err(ProblemCode::BadRequest),
    }
}

/// The webhook that a form names, which is its sender's own.
async fn own(form: &Form, account: &Account) -> Result<Webhook, ProblemCode> {
    let hooks = form.state.accounts.storage.own_webhooks(&account.id).await.map_err(problem)?;
    hooks.into_iter().find(|hook| hook.id == form.field("webhook")).ok_or(ProblemCode::NotFound)
}

async fn add(form: &Form, account: &Account) -> Result<Response, ProblemCode> {
    let state = &form.state;
    if form.snapshot.library.policy().status.source.is_some() {
        let page = faulty(form, account, None, Fault::Elsewhere).await?;
        return form.show(View::Webhooks(page), StatusCode::FORBIDDEN).await;
    }
    let refuse = async |fault| {
        let page = faulty(form, account, None, fault).await?;
        form.show(View::Webhooks(page), StatusCode::UNPROCESSABLE_ENTITY).await
    };
    let outbound = Outbound::new(Duration::from_secs(1), state.settings.private_webhooks, 0);
    let outbound = outbound.map_err(|_| ProblemCode::Internal)?;
    let url = match outbound.typed(form.field("url")) {
        Ok(url) if url.len() <= MAX_URL => url,
        Err(OutboundError::Private) => return refuse(Fault::Private).await,
        Err(OutboundError::Credentials) => return refuse(Fault::Credentials).await,
        _ => return refuse(Fault::Address).await,
    };
    let Some(components) = super::follow::chosen(form) else {
        return refuse(Fault::NoComponent).await;
    };
    let secret = new_secret().map_err(|_| ProblemCode::Internal)?;
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let added = storage.add_own_webhook(&account.id, &url, &secret, &components, MOST, now).await;
    match added.map_err(problem)? {
        Some(id) => {
            show_secret(form, account, Secret { webhook: id, secret, overlap_h: None }).await
        }
        None => refuse(Fault::TooMany).await,
    }
}

/// Shows a secret, this once.
async fn show_secret(
    form: &Form,
    account: &Account,
    secret: Secret,
) -> Result<Response, ProblemCode> {
    let mut page = load(&form.state, &form.snapshot, account, form.locale()).await?;
    page.secret = Some(secret);
    form.show(View::Webhooks(page), StatusCode::OK).await
}

async fn test(form: &Form, account: &Account) -> Result<Response, ProblemCode> {
    let hook = own(form, account).await?;
    let fault = match hooks::test(&form.state, &hook).await {
        Ok(()) => {
            let here = Page::StatusWebhooks.path(form.locale());
            return see_other(&format!("{here}?news=works"));
        }
        Err(SendError::Storage(error)) => return Err(problem(error)),
        Err(SendError::Answered(status)) => Fault::Answered(status),
        Err(SendError::Outbound(OutboundError::Private)) => Fault::Private,
        Err(SendError::Outbound(_) | SendError::Secret) => Fault::NoAnswer,
    };
    let page = faulty(form, account, Some(hook.id), fault).await?;
    form.show(View::Webhooks(page), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The page with what went wrong, at a webhook or at the form for a new one, which keeps what was written.
async fn faulty(
    form: &Form,
    account: &Account,
    at: Option<String>,
    fault: Fault,
) -> Result<WebhooksView, ProblemCode> {
    let page = load(&form.state, &form.snapshot, account, form.locale()).await?;
    Ok(WebhooksView {
        fault: Some((at, fault)),
        url: form.field("url").trim().to_owned(),
        chosen: super::follow::chosen(form).unwrap_or_default(),
        ..page
    })
}
