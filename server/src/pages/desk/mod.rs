//! The staff's desk: the queue, who is calling, and the portal with other eyes.

pub mod case;
pub mod figures;
pub mod incidents;
pub mod live;
pub mod queue;

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
        desk::{
            Caller, CallerOrganisation, DeskView, PinCheck, checks_pins,
            queue::{Filter, Queue},
        },
    },
};
use guichet_model::{
    Locale, Page, ProblemCode, Viewer,
    contact::{Access, contact_access},
    viewer::StaffRole,
};
use guichet_storage::SessionState;
use jiff::tz::TimeZone;

use super::{
    form::Form,
    reader::{self, Elsewhere},
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{
        identity::{edition_name, problem, viewer_of},
        support_pin::{self, Checked, Holder},
    },
    state::{Snapshot, State},
};

/// What the page knows. It is the desk of whoever works for the operator, whatever eyes they look with.
///
/// # Errors
/// Where to go first.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let session = match asked.identity.own_viewer(asked.snapshot.library.policy()) {
        Viewer::Staff => asked.identity.session(),
        Viewer::Anonymous => None,
        Viewer::Personal | Viewer::Member { .. } => {
            return Err(Elsewhere::Problem(ProblemCode::Forbidden));
        }
    };
    let session = session.ok_or_else(|| view::sign_in_first(asked, &request.locale))?;
    let filter = queue::filter(asked.uri.query().unwrap_or(""));
    let zone = reader::zone(asked.headers);
    let queue =
        queue_for(asked.state, asked.snapshot, session, filter, &request.locale, zone).await;
    Ok(View::Desk(desk(None, queue.map_err(Elsewhere::Problem)?)))
}

/// Whether people of a role work on cases, and so read what customers write.
pub(crate) fn works_cases(role: StaffRole) -> bool {
    matches!(role, StaffRole::Agent | StaffRole::Operator)
}

async fn queue_for(
    state: &State,
    snapshot: &Snapshot,
    session: &SessionState,
    filter: Filter,
    locale: &Locale,
    zone: Option<TimeZone>,
) -> Result<Option<Box<Queue>>, ProblemCode> {
    if !session.account.staff.is_some_and(works_cases) {
        return Ok(None);
    }
    let queue = queue::load(state, snapshot, &session.account, filter, locale, zone).await?;
    Ok(Some(Box::new(queue)))
}

fn desk(check: Option<PinCheck>, queue: Option<Box<Queue>>) -> DeskView {
    let pin_minutes = usize::try_from(support_pin::VALID_MIN).unwrap_or(0);
    DeskView { pin_minutes, check, queue }
}

/// The page with what became of a PIN, and with the queue as it is without a filter.
async fn checked(
    form: &Form,
    session: &SessionState,
    check: PinCheck,
) -> Result<View, ProblemCode> {
    let zone = reader::zone(form.headers());
    let queue =
        queue_for(&form.state, &form.snapshot, session, queue::filter(""), form.locale(), zone)
            .await?;
    Ok(View::Desk(desk(Some(check), queue)))
}

/// Checks the support PIN that a caller read out. What is found is shown for this once: it stands in no address and in no history.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(act(&form).await),
        Err(response) => *response,
    }
}

async fn act(form: &Form) -> Result<Response, ProblemCode> {
    let Some(session) = staff(form)? else { return sign_in_first(form) };
    let works = session.account.staff.is_some_and(works_cases);
    match form.field("do") {
        "save-view" | "forget-view" if !works => Err(ProblemCode::Forbidden),
        "save-view" => match queue::save(form, &session.account).await? {
            Some(saved) => Ok(saved),
            None => full(form, session).await,
        },
        "forget-view" => queue::forget(form, &session.account).await,
        _ => check_pin(form, session).await,
    }
}

/// The queue with word that no more views can be kept.
async fn full(form: &Form, session: &SessionState) -> Result<Response, ProblemCode> {
    let (zone, filter) = (reader::zone(form.headers()), queue::filter(form.field("query")));
    let mut queue =
        queue_for(&form.state, &form.snapshot, session, filter, form.locale(), zone).await?;
    if let Some(queue) = &mut queue {
        queue.full = true;
    }
    form.show(View::Desk(desk(None, queue)), StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn check_pin(form: &Form, session: &SessionState) -> Result<Response, ProblemCode> {
    if !session.account.staff.is_some_and(checks_pins) {
        return Err(ProblemCode::Forbidden);
    }
    let Some(pin) = support_pin::read(form.field("pin")) else {
        let view = checked(form, session, PinCheck::Malformed).await?;
        return form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match support_pin::check(&form.state, &session.account.id, &pin).await? {
        Checked::Held(holder) => {
            let found = PinCheck::Caller(Box::new(caller(form, *holder)));
            form.show(checked(form, session, found).await?, StatusCode::OK).await
        }
        Checked::NotValid => {
            let view = checked(form, session, PinCheck::NotValid).await?;
            form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Checked::TooMany(wait) => {
            let view = checked(form, session, PinCheck::TooMany(wait.minutes())).await?;
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
