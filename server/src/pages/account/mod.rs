//! One's own account: what the page shows, and which form of it does what.

mod password;
mod second_step;
mod sessions;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        account::{AccountFault, AccountNews, AccountView, ActingFor, SecondStep, Staff},
    },
};
use guichet_model::{Locale, Page, ProblemCode};
use guichet_storage::SessionState;

use super::{
    form::Form,
    reader::{self, Elsewhere},
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{identity, identity::problem, throttle::Bucket, throttle::Wait},
    state::{Snapshot, State},
};

/// What the page knows.
///
/// # Errors
/// Where to go first.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let Some(session) = asked.identity.session() else {
        return Err(view::sign_in_first(asked, &request.locale));
    };
    let loaded = load(asked.state, asked.snapshot, asked.headers, session, &request.locale).await;
    let mut page = loaded.map_err(Elsewhere::Problem)?;
    page.news = asked.parameter("news").as_deref().and_then(AccountNews::parse);
    let sets_up = asked.parameter("set-up").as_deref() == Some("second-step");
    if sets_up && page.second_step == SecondStep::Off {
        let fresh = second_step::enrolment(asked.state, asked.snapshot, session, &request.locale);
        page.second_step = SecondStep::SettingUp(fresh.await.map_err(Elsewhere::Problem)?);
    }
    Ok(View::Account(page))
}

/// Receives one of the page's forms.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(act(&form).await),
        Err(refused) => *refused,
    }
}

async fn act(form: &Form) -> Result<Response, ProblemCode> {
    let Some(session) = form.identity.session() else {
        let here = Page::Account.path(form.locale());
        return see_other(&view::sign_in_url(form.locale(), &here));
    };
    match form.field("action") {
        "password" => password::change(form, session).await,
        "second-step-on" => second_step::turn_on(form, session).await,
        "second-step-off" => second_step::turn_off(form, session).await,
        "recovery-codes" => second_step::new_codes(form, session).await,
        "end-session" => sessions::end_one(form, session).await,
        "end-sessions" => sessions::end_all(form, session).await,
        _ => Err(ProblemCode::BadRequest),
    }
}

async fn load(
    state: &State,
    snapshot: &Snapshot,
    headers: &HeaderMap,
    session: &SessionState,
    locale: &Locale,
) -> Result<AccountView, ProblemCode> {
    let (storage, account) = (&state.accounts.storage, &session.account);
    let policy = snapshot.library.policy();
    let factor = storage.second_factor(&account.id).await.map_err(problem)?;
    let issuers = storage.identities(&account.id).await.map_err(problem)?;
    Ok(AccountView {
        name: account.name.clone(),
        email: account.email.to_string(),
        staff: match (account.staff, session.withheld) {
            (Some(_), _) => Staff::Yes,
            (None, Some(_)) => Staff::Waiting,
            (None, None) => Staff::No,
        },
        organisation: session.organisation.as_ref().map(|(organisation, role)| ActingFor {
            name: organisation.name.clone(),
            edition: identity::edition_name(policy, &organisation.edition, locale),
            role: *role,
        }),
        organisations: usize::try_from(session.organisations).unwrap_or(usize::MAX),
        has_password: account.password_hash.is_some(),
        second_step_required: identity::needs_second_factor(state, account),
        second_step: factor.map_or(SecondStep::Off, |factor| SecondStep::On {
            since: factor.since,
            codes_left: usize::try_from(factor.recovery_codes).unwrap_or(usize::MAX),
            new_codes: Vec::new(),
        }),
        sessions: sessions::list(state, session).await?,
        providers: issuers.into_iter().map(|issuer| provider_name(state, issuer)).collect(),
        zone: reader::zone(headers),
        news: None,
        faults: Vec::new(),
    })
}

/// What a provider is called; its issuer, when the settings name it no longer.
fn provider_name(state: &State, issuer: String) -> String {
    let known = state.settings.oidc.iter().find(|provider| provider.issuer == issuer);
    known.map_or(issuer, |provider| provider.name.clone())
}

/// The page of whoever sent a form.
async fn page_of(form: &Form, session: &SessionState) -> Result<AccountView, ProblemCode> {
    load(&form.state, &form.snapshot, form.headers(), session, form.locale()).await
}

/// Shows the page again with what is wrong.
async fn refuse(
    form: &Form,
    session: &SessionState,
    faults: Vec<AccountFault>,
) -> Result<Response, ProblemCode> {
    let page = AccountView { faults, ..page_of(form, session).await? };
    form.show(View::Account(page), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Shows the page again to whoever has to wait.
async fn wait(form: &Form, session: &SessionState, wait: Wait) -> Result<Response, ProblemCode> {
    let faults = vec![AccountFault::Wait(wait.minutes())];
    let page = AccountView { faults, ..page_of(form, session).await? };
    form.show_wait(View::Account(page), wait).await
}

/// Goes back to the page, which says what was done.
fn done(form: &Form, news: AccountNews) -> Result<Response, ProblemCode> {
    let name = news.name().unwrap_or_default();
    see_other(&format!("{}?news={name}", Page::Account.path(form.locale())))
}

/// Attempts to prove that it is the account's owner who uses its session.
fn proof(session: &SessionState) -> Bucket {
    Bucket::Proof(session.account.id.clone())
}
