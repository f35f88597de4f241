//! The contact desk: what its page knows, support PINs, and the way into a chat.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, HeaderValue, Request, Uri, header},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        contact::{CaseAbout, ContactView, SupportPin},
    },
};
use guichet_model::{
    Locale, Page, ProblemCode, Viewer,
    case::CaseRef,
    contact::{Access, contact_access},
    hours::channel_state,
    policy::{Channel, ChannelKind, Entry},
    viewer::Role,
};
use guichet_storage::{Case, SessionState};

use super::{
    form::Form,
    reader::{self, Elsewhere},
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{
        chat_reference,
        identity::{self, Identity, problem},
        support_pin,
    },
    problem,
    state::State,
};

/// Letters of an identifier that stand in a reference.
const REFERENCE_CHARS: usize = 8;
/// Administrators who are named to a member of their organisation.
const MAX_ADMINISTRATORS: u32 = 5;

/// What the page knows. A PIN and a reference are loaded for those alone to whom the channels open.
///
/// # Errors
/// When the database does not answer.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let zone = reader::zone(asked.headers);
    let mut page = ContactView { zone, ..ContactView::default() };
    let policy = asked.snapshot.library.policy();
    let granted = matches!(contact_access(request.viewer, policy), Access::Granted { .. });
    if let (true, Some(session)) = (granted, asked.identity.session()) {
        let (storage, now) = (&asked.state.accounts.storage, asked.state.clock.now());
        // A PIN speaks for the organisation it was given for, and for no other.
        let organisation = session.organisation.as_ref().map(|(organisation, _)| &organisation.id);
        let held = storage.support_pin(&session.account.id, organisation, now).await;
        let held = held.map_err(|error| Elsewhere::Problem(problem(error)))?;
        page.pin =
            held.map(|(digits, expires_at)| SupportPin { digits: digits.into(), expires_at });
        page.reference = Some(reference(session));
        let about = case_at_hand(asked).await.map_err(Elsewhere::Problem)?;
        page.case = about.map(|case| CaseAbout { reference: case.reference, title: case.title });
    } else {
        page.undecided = undecided(asked.identity, request.viewer);
        page.administrators = administrators(asked, request.viewer).await?;
    }
    Ok(View::Contact(page))
}

/// The case that the address names, where whoever asks opened it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn own_case(asked: &Asked<'_>) -> Result<Option<Case>, ProblemCode> {
    let reference = asked.parameter("case").and_then(|text| text.parse::<CaseRef>().ok());
    let (Some(session), Some(reference)) = (asked.identity.session(), reference) else {
        return Ok(None);
    };
    let case = asked.state.accounts.storage.case(&reference).await.map_err(problem)?;
    Ok(case.filter(|case| case.requester.id == session.account.id))
}

/// The same where it was opened for the organisation that its asker acts for now: what is said for one is not told for another.
async fn case_at_hand(asked: &Asked<'_>) -> Result<Option<Case>, ProblemCode> {
    let acts_for = asked.identity.session().and_then(|session| session.organisation.as_ref());
    let acts_for = acts_for.map(|(organisation, _)| &organisation.id);
    let case = own_case(asked).await?;
    Ok(case.filter(|case| case.organisation.as_ref().map(|own| &own.id) == acts_for))
}

/// Who administers the organisation of a member who has to ask them. Staff who look with other eyes see nobody's names.
async fn administrators(asked: &Asked<'_>, viewer: Viewer) -> Result<Vec<String>, Elsewhere> {
    let session = asked.identity.session().filter(|session| session.view_as.is_none());
    let organisation = session.and_then(|session| session.organisation.as_ref());
    match (viewer, organisation) {
        (Viewer::Member { role: Role::Member, .. }, Some((organisation, _))) => {
            let storage = &asked.state.accounts.storage;
            let found = storage.administrators(&organisation.id, MAX_ADMINISTRATORS).await;
            let found = found.map_err(|error| Elsewhere::Problem(problem(error)))?;
            Ok(found.into_iter().map(|account| account.name).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// Of how many organisations a person has to choose one first.
pub fn undecided(identity: &Identity, viewer: Viewer) -> usize {
    let session = identity.session().filter(|session| {
        viewer == Viewer::Personal && session.organisation.is_none() && session.view_as.is_none()
    });
    session.map_or(0, |session| usize::try_from(session.organisations).unwrap_or(usize::MAX))
}

/// What tells support for whom a mail is written: what billing calls the organisation, or the beginning of the portal's own identifier.
fn reference(session: &SessionState) -> String {
    let short = |id: &str| id.chars().take(REFERENCE_CHARS).collect();
    match &session.organisation {
        Some((organisation, _)) => {
            organisation.external_id.clone().unwrap_or_else(|| short(organisation.id.as_str()))
        }
        None => short(session.account.id.as_str()),
    }
}

/// Gives a support PIN, and shows it on the page.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(give_pin(&form).await),
        Err(response) => *response,
    }
}

async fn give_pin(form: &Form) -> Result<Response, ProblemCode> {
    let here = Page::Contact.path(form.locale());
    let Some(session) = form.identity.session() else {
        return see_other(&view::sign_in_url(form.locale(), &here));
    };
    match contact_access(form.page.viewer, form.snapshot.library.policy()) {
        // A PIN tells an agent which customer calls; staff call nobody, whatever they look at the portal as.
        Access::Granted { .. } if session.account.staff.is_none() => {
            support_pin::give(&form.state, session).await?;
            see_other(&format!("{here}#support-pin"))
        }
        _ => Err(ProblemCode::EntitlementRequired),
    }
}

/// The way into a chat: looks at the gate once more, signs for whom it is, and leads to the operator's chat system. Whoever may not, or
/// comes when the desk is closed, gets the contact desk, which says why.
pub async fn chat(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let identity = match identity::identify(&state, &headers).await {
        Ok(identity) => identity,
        Err(code) => return problem::page(&state, &uri, &headers, code, None),
    };
    let led = lead_to_chat(&state, &uri, &headers, &identity).await;
    led.unwrap_or_else(|code| problem::page_for(&state, &uri, &headers, code, None, &identity))
}

async fn lead_to_chat(
    state: &Arc<State>,
    uri: &Uri,
    headers: &HeaderMap,
    identity: &Identity,
) -> Result<Response, ProblemCode> {
    let snapshot = state.snapshot();
    let asked = Asked { state, snapshot: &snapshot, uri, headers, identity };
    let locale = reader::fallback_request(&snapshot, uri, headers, identity).locale;
    let desk = Page::Contact.path(&locale);
    if uri.path() != format!("{desk}/chat") {
        return Err(ProblemCode::NotFound);
    }
    let policy = snapshot.library.policy();
    let (Access::Granted { channels }, Some(session)) =
        (contact_access(identity.viewer(policy), policy), identity.session())
    else {
        return see_other(&desk);
    };
    let language: Option<Locale> = asked.parameter("language").and_then(|name| name.parse().ok());
    let Some(language) = language else { return see_other(&desk) };
    let Some(entry) = open_chat(channels, &language, state) else { return see_other(&desk) };
    let case = case_at_hand(&asked).await?;
    let chat = entry.value.reveal();
    let to = chat_reference::address(state, session, chat, &language, case.as_ref()).await?;
    let mut response = see_other(&to)?;
    let no_referrer = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, no_referrer);
    Ok(response)
}

/// The entry of the chat desk that answers in a language now.
fn open_chat<'p>(channels: &'p [Channel], language: &Locale, state: &State) -> Option<&'p Entry> {
    let now = state.clock.now();
    channels
        .iter()
        .filter(|channel| channel.kind == ChannelKind::Chat)
        .flat_map(|channel| &channel.desks)
        .filter(|desk| desk.languages.contains(language))
        .find(|desk| channel_state(&desk.hours, now).is_open())
        .and_then(|desk| desk.entries.first())
}
