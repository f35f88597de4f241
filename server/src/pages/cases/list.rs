//! One's own cases, those that an organisation shares with its administrators, and whether it does.

use std::sync::Arc;

use axum::{body::Body, extract::State as Shared, http::Request, response::Response};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        cases::{CasesView, Sharing},
    },
};
use guichet_model::{Page, ProblemCode, viewer::Role};

use super::shared;
use crate::{
    accounts::identity::problem,
    cases::history,
    pages::{
        form::Form,
        reader::{self, Elsewhere},
        see_other,
        view::{self, Asked},
    },
    state::State,
};

/// Cases on one page of the list.
const PAGE_SIZE: u32 = 30;

/// The list.
///
/// # Errors
/// Where to go first.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let Some(session) = asked.identity.session() else {
        return Err(view::sign_in_first(asked, &request.locale));
    };
    let number = asked.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1_u32);
    let number = number.clamp(1, 1_000);
    let shared = shared(asked.state, session).await.map_err(Elsewhere::Problem)?;
    let storage = &asked.state.accounts.storage;
    let offset = (number - 1) * PAGE_SIZE;
    let found = storage.cases_of(&session.account.id, shared.as_ref(), PAGE_SIZE + 1, offset).await;
    let mut cases = found.map_err(problem).map_err(Elsewhere::Problem)?;
    let more = cases.len() > PAGE_SIZE as usize;
    cases.truncate(PAGE_SIZE as usize);
    let policy = asked.snapshot.library.policy();
    let me = session.account.id.as_str();
    let sharing = match &session.organisation {
        Some((organisation, role)) if !organisation.suspended => {
            let since = storage.shares_cases_since(&organisation.id).await;
            Some(Sharing {
                organisation: organisation.name.clone(),
                since: since.map_err(problem).map_err(Elsewhere::Problem)?,
                decides: *role == Role::Administrator,
            })
        }
        _ => None,
    };
    Ok(View::Cases(CasesView {
        cases: cases
            .iter()
            .map(|case| history::item_of(case, policy, &request.locale, me))
            .collect(),
        page: number,
        more,
        sharing,
        changed: asked.parameter("changed").is_some(),
        zone: reader::zone(asked.headers),
    }))
}

/// Sets whether an organisation's administrators read the cases of all its people.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(share(&form).await),
        Err(refused) => *refused,
    }
}

async fn share(form: &Form) -> Result<Response, ProblemCode> {
    let here = Page::Cases.path(form.locale());
    let Some(session) = form.identity.session() else {
        return see_other(&view::sign_in_url(form.locale(), &here));
    };
    let shares = match form.field("share") {
        "1" => true,
        "0" => false,
        _ => return Err(ProblemCode::BadRequest),
    };
    match &session.organisation {
        Some((organisation, Role::Administrator)) if !organisation.suspended => {
            let (storage, now) = (&form.state.accounts.storage, form.state.clock.now());
            storage.set_shares_cases(&organisation.id, shares, now).await.map_err(problem)?;
            see_other(&format!("{here}?changed=1"))
        }
        _ => Err(ProblemCode::Forbidden),
    }
}
