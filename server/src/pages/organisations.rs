//! Choosing for which organisation one acts.

use std::sync::Arc;

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
        organisations::{OrganisationChoice, OrganisationsView},
    },
};
use guichet_model::{Locale, Page, Policy, ProblemCode};
use guichet_storage::{Membership, OrganisationId, SessionState};

use super::{
    form::Form,
    reader::Elsewhere,
    see_other,
    view::{self, Asked},
};
use crate::{accounts::identity, accounts::identity::problem, state::State};

/// What the page knows.
///
/// # Errors
/// Where to go first.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let Some(session) = asked.identity.session() else {
        return Err(view::sign_in_first(asked, &request.locale));
    };
    let policy = asked.snapshot.library.policy();
    let choices = choices(asked.state, policy, session, &request.locale).await;
    let next = asked.parameter("next");
    Ok(View::Organisations(OrganisationsView {
        choices: choices.map_err(Elsewhere::Problem)?,
        next: next.as_deref().and_then(view::safe_next).map(str::to_owned),
        missing: false,
    }))
}

/// Receives the choice.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(choose(&form).await),
        Err(refused) => *refused,
    }
}

async fn choose(form: &Form) -> Result<Response, ProblemCode> {
    let locale = form.locale();
    let next = view::safe_next(form.field("next"));
    let Some(session) = form.identity.session() else {
        let back = next.map_or_else(|| Page::Organisations.path(locale), str::to_owned);
        return see_other(&view::sign_in_url(locale, &back));
    };
    let chosen = form.field("organisation");
    if chosen.is_empty() {
        let policy = form.snapshot.library.policy();
        let choices = choices(&form.state, policy, session, locale).await?;
        let next = next.map(str::to_owned);
        let view = View::Organisations(OrganisationsView { choices, next, missing: true });
        return form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let organisation = OrganisationId::from(chosen.to_owned());
    let storage = &form.state.accounts.storage;
    let belongs = storage.set_session_organisation(&session.session.id, Some(&organisation)).await;
    if !belongs.map_err(problem)? {
        return Err(ProblemCode::Forbidden);
    }
    see_other(&next.map_or_else(|| Page::Account.path(locale), str::to_owned))
}

async fn choices(
    state: &State,
    policy: &Policy,
    session: &SessionState,
    locale: &Locale,
) -> Result<Vec<OrganisationChoice>, ProblemCode> {
    let memberships = state.accounts.storage.memberships(&session.account.id).await;
    let current = session.organisation.as_ref().map(|(organisation, _)| &organisation.id);
    let choice = |Membership { organisation, role }: Membership| OrganisationChoice {
        edition: identity::edition_name(policy, &organisation.edition, locale),
        current: current == Some(&organisation.id),
        id: organisation.id.to_string(),
        name: organisation.name,
        role,
        suspended: organisation.suspended,
    };
    Ok(memberships.map_err(problem)?.into_iter().map(choice).collect())
}
