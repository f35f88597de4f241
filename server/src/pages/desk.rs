//! The staff's desk: who is calling, and the portal with other eyes.

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
        desk::{Caller, CallerOrganisation, DeskView, PinCheck, checks_pins},
    },
};
use guichet_model::{
    Page, ProblemCode, Viewer,
    contact::{Access, contact_access},
};
use guichet_storage::SessionState;

use super::{
    form::Form,
    reader::Elsewhere,
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{
        identity::{edition_name, problem, viewer_of},
        support_pin::{self, Checked, Holder},
    },
    state::State,
};

/// What the page knows. It is the desk of whoever works for the operator, whatever eyes they look with.
///
/// # Errors
/// Where to go first.
#[expect(clippy::unused_async, reason = "every page is asked alike; this one asks no database")]
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    match asked.identity.own_viewer(asked.snapshot.library.policy()) {
        Viewer::Staff => Ok(View::Desk(desk(None))),
        Viewer::Anonymous => Err(view::sign_in_first(asked, &request.locale)),
        Viewer::Personal | Viewer::Member { .. } => Err(Elsewhere::Problem(ProblemCode::Forbidden)),
    }
}

fn desk(check: Option<PinCheck>) -> DeskView {
    DeskView { pin_minutes: usize::try_from(support_pin::VALID_MIN).unwrap_or(0), check }
}

/// Checks the support PIN that a caller read out. What is found is shown for this once: it stands in no address and in no history.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(check_pin(&form).await),
        Err(response) => *response,
    }
}

async fn check_pin(form: &Form) -> Result<Response, ProblemCode> {
    let Some(session) = staff(form)? else { return sign_in_first(form) };
    if !session.account.staff.is_some_and(checks_pins) {
        return Err(ProblemCode::Forbidden);
    }
    let Some(pin) = support_pin::read(form.field("pin")) else {
        let view = View::Desk(desk(Some(PinCheck::Malformed)));
        return form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match support_pin::check(&form.state, &session.account.id, &pin).await? {
        Checked::Held(holder) => {
            let found = PinCheck::Caller(Box::new(caller(form, *holder)));
            form.show(View::Desk(desk(Some(found))), StatusCode::OK).await
        }
        Checked::NotValid => {
            let view = View::Desk(desk(Some(PinCheck::NotValid)));
            form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Checked::TooMany(wait) => {
            let view = View::Desk(desk(Some(PinCheck::TooMany(wait.minutes()))));
            form.show_wait(view, wait).await
        }
    }
}

/// The session of a member of staff; none for whoever is not signed in.
fn staff(form: &Form) -> Result<Option<&SessionState>, ProblemCode> {
    match form.identity.session() {
        Some(session) if session.account.staff.is_none() => Err(ProblemCode::Forbidden),
        session => Ok(session),
    }
}

fn sign_in_first(form: &Form) -> Result<Response, ProblemCode> {
    see_other(&view::sign_in_url(form.locale(), &Page::Desk.path(form.locale())))
}

fn caller(form: &Form, holder: Holder) -> Caller {
    let policy = form.snapshot.library.policy();
    let Holder { account, organisation, expires_at } = holder;
    let viewer = viewer_of(&account, organisation.as_ref(), policy);
    let entitled = matches!(contact_access(viewer, policy), Access::Granted { .. });
    let organisation = organisation.map(|(organisation, role)| CallerOrganisation {
        edition: edition_name(policy, &organisation.edition, form.locale()),
        name: organisation.name,
        external_id: organisation.external_id,
        role,
        suspended: organisation.suspended,
    });
    Caller {
        name: account.name,
        email: account.email.to_string(),
        organisation,
        staff: account.staff.is_some(),
        suspended: account.suspended,
        entitled: entitled && !account.suspended,
        expires_at,
    }
}

/// Sets with whose eyes a member of staff looks at the portal; with their own, when none are named.
pub async fn view_as(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, Some(Page::Desk)).await {
        Ok(form) => form.answer(look_as(&form).await),
        Err(response) => *response,
    }
}

async fn look_as(form: &Form) -> Result<Response, ProblemCode> {
    let Some(session) = staff(form)? else { return sign_in_first(form) };
    let kind = form.field("kind");
    let chosen = match Viewer::of_kind(kind) {
        Some(Viewer::Staff) => None,
        Some(_) => Some(kind),
        None if kind.is_empty() => None,
        None => return Err(ProblemCode::BadRequest),
    };
    let storage = &form.state.accounts.storage;
    storage.set_view_as(&session.session.id, chosen).await.map_err(problem)?;
    let contact = Page::Contact.path(form.locale());
    see_other(view::safe_next(form.field("next")).unwrap_or(&contact))
}
