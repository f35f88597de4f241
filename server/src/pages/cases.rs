//! Cases as their customers see them: who may see what, and a case; [`list`] is all of them, [`questionnaire`] how one was.

pub mod list;
pub mod questionnaire;

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
        cases::{
            case::{CaseFault, CaseNews, CaseView},
            lapse::Lapse,
        },
    },
};
use guichet_model::{
    Page, ProblemCode,
    case::{
        CaseRef, Reader, Side, Via, Wish, may_read, may_write,
        words::{self, WrongText},
    },
    viewer::Role,
};
use guichet_storage::{Audience, Case, OrganisationId, SessionState};

use super::{
    desk::works_cases,
    files::Sent,
    form::Form,
    reader::{self, Elsewhere},
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{identity::problem, throttle::Wait},
    attachments::{
        multipart::Parts,
        receive::{Fault, forget},
    },
    cases::{
        self,
        deed::{Author, Deed, Impossible},
        history, pace,
        perform::{Act, Done, Refusal, reclassified},
        receive, rights,
    },
    state::{Snapshot, State},
};

/// Who reads, as far as cases go.
pub(crate) fn reader(session: &SessionState) -> Reader<'_> {
    Reader {
        account: session.account.id.as_str(),
        organisation: session
            .organisation
            .as_ref()
            .map(|(organisation, role)| (organisation.id.as_str(), *role, organisation.suspended)),
    }
}

/// The organisation of whose people an administrator reads cases besides their own.
pub(crate) async fn shared(
    state: &State,
    session: &SessionState,
) -> Result<Option<OrganisationId>, ProblemCode> {
    let Some((organisation, Role::Administrator)) = &session.organisation else { return Ok(None) };
    if organisation.suspended {
        return Ok(None);
    }
    let since = state.accounts.storage.shares_cases_since(&organisation.id).await;
    Ok(since.map_err(problem)?.map(|_| organisation.id.clone()))
}

/// The case, where the reader may know of it.
pub(crate) async fn readable(
    state: &State,
    session: &SessionState,
    reference: &CaseRef,
) -> Result<Case, ProblemCode> {
    let case = state.accounts.storage.case(reference).await.map_err(problem)?;
    case.filter(|case| may_read(reader(session), case.readers())).ok_or(ProblemCode::NotFound)
}

/// A case.
///
/// # Errors
/// Where to go first, or that there is none for this reader.
pub async fn case(
    asked: &Asked<'_>,
    request: &PageRequest,
    reference: &CaseRef,
) -> Result<View, Elsewhere> {
    let Some(session) = asked.identity.session() else {
        return Err(view::sign_in_first(asked, &request.locale));
    };
    if session.account.staff.is_some_and(works_cases) {
        let to = Page::DeskCase(reference.clone()).path(&request.locale);
        return Err(Elsewhere::Redirect { to, permanent: false });
    }
    let found = readable(asked.state, session, reference).await.map_err(Elsewhere::Problem)?;
    let page = case_view(asked.state, asked.snapshot, request, session, &found).await;
    let mut page = page.map_err(Elsewhere::Problem)?;
    page.news = asked.parameter("news").as_deref().and_then(CaseNews::parse);
    page.zone = reader::zone(asked.headers);
    Ok(View::Case(Box::new(page)))
}

async fn case_view(
    state: &State,
    snapshot: &Snapshot,
    request: &PageRequest,
    session: &SessionState,
    case: &Case,
) -> Result<CaseView, ProblemCode> {
    let storage = &state.accounts.storage;
    let reference = &case.reference;
    let events = storage.case_events(reference, Audience::Customer).await.map_err(problem)?;
    let files = history::files(storage, reference, Audience::Customer).await.map_err(problem)?;
    let timeline = history::timeline_for(state, &request.locale, &events, &files).await;
    let policy = snapshot.library.policy();
    let mine = case.requester.id == session.account.id;
    let outcome = match case.state.outcome.clone() {
        Some(outcome) => {
            let shown = history::outcome_for(state, &request.locale, outcome).await;
            Some(shown.map_err(problem)?)
        }
        None => None,
    };
    let organisation = case.organisation.as_ref();
    let account = Some(&session.account.id);
    let lapsed = rights::lapsed(storage, policy, account, case).await.map_err(problem)?;
    let may = |wish| {
        may_write(session.account.id.as_str(), case.readers(), lapsed.as_ref(), wish).is_ok()
    };
    let is_over = !case.state.status.is_open();
    let may_rate = mine && is_over && storage.rating(reference).await.map_err(problem)?.is_none();
    let goes_on = may(Wish::words(case.state.status));
    let may_appeal = reclassified(&events)
        && case.state.appealed_at.is_none()
        && case.state.status.is_open()
        && may(Wish::Appeal);
    Ok(CaseView {
        reference: reference.clone(),
        title: case.title.clone(),
        status: case.state.status,
        service: history::service_name(policy, &case.service, &request.locale),
        priority: case.state.priority,
        since: case.since.clone(),
        created_at: case.created_at,
        due_at: case.state.due_at,
        outcome,
        requester: (!mine).then(|| case.requester.name.clone()),
        shared_with: organisation.filter(|o| o.shares).map(|o| o.name.clone()),
        timeline: timeline.map_err(problem)?,
        version: case.version,
        may_appeal,
        may_rate,
        lapse: lapsed.map(|denial| Lapse { denial, goes_on }),
        news: None,
        fault: None,
        text: String::new(),
        waiting: Vec::new(),
        reason: String::new(),
        zone: None,
    })
}

/// Receives what a customer does to a case.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    let (mut form, files) = match Form::receive_before_files(state, request).await {
        Ok(received) => received,
        Err(refused) => return *refused,
    };
    let done = match files {
        None => act(&form, &Parts::default()).await,
        Some(request) => with_files(&mut form, request).await,
    };
    form.answer(done)
}

/// The same of a form that may bring files, which are taken from those alone who may write.
async fn with_files(form: &mut Form, request: Request<Body>) -> Result<Response, ProblemCode> {
    let may_send = may_send(form).await;
    let received = form.take_files(request, matches!(may_send, Ok(true))).await;
    may_send?;
    act(form, &received?).await
}

/// Whether whoever sends a form may write to its case.
async fn may_send(form: &Form) -> Result<bool, ProblemCode> {
    let (Some(session), Page::Case(reference)) = (form.identity.session(), &form.page.page) else {
        return Ok(false);
    };
    let case = readable(&form.state, session, reference).await?;
    Ok(!refuses_words(form, session, &case).await?)
}

/// Whether a case takes no words of a person any more.
async fn refuses_words(
    form: &Form,
    session: &SessionState,
    case: &Case,
) -> Result<bool, ProblemCode> {
    let (storage, policy) = (&form.state.accounts.storage, form.snapshot.library.policy());
    let wish = Wish::words(case.state.status);
    let refused = rights::refused(storage, policy, Some(&session.account.id), case, wish).await;
    Ok(refused.map_err(problem)?.is_some())
}

async fn act(form: &Form, parts: &Parts) -> Result<Response, ProblemCode> {
    let Page::Case(reference) = form.page.page.clone() else { return Err(ProblemCode::NotFound) };
    let here = form.page.page.path(form.locale());
    let Some(session) = form.identity.session() else {
        return see_other(&view::sign_in_url(form.locale(), &here));
    };
    let case = readable(&form.state, session, &reference).await?;
    let sent = Sent::of(form, &session.account, parts).await?;
    let refuse = async |fault| refuse(form, session, &case, &sent, fault).await;
    // Before what is wrong with the message: no files were taken of somebody who may not write.
    if form.field("do") == "reply" && refuses_words(form, session, &case).await? {
        return refuse(CaseFault::Lapsed).await;
    }
    let (deed, news) = match deed(form, &case, &sent, parts) {
        Ok(done) => done,
        Err(Some(fault)) => return refuse(fault).await,
        Err(None) => return Err(ProblemCode::BadRequest),
    };
    if let Err(wait) = pace::message(&form.state, &session.account.id) {
        return keep_waiting(form, session, &case, &sent, wait).await;
    }
    let files = if matches!(deed, Deed::Write { .. }) { sent.ids() } else { Vec::new() };
    let author = customer(session);
    let act = Act {
        reference: &reference,
        seen: form.field("version").parse().ok(),
        author: &author,
        deed: &deed,
        files: &files,
        message_id: None,
    };
    let done = cases::act(&form.state, &form.snapshot, &act).await;
    if !matches!(done, Ok(Done::Now)) {
        pace::forgive_message(&form.state, &session.account.id);
    }
    if matches!(done, Ok(Done::Before)) {
        for id in &parts.taken {
            // What cannot be removed now is cleared within a day.
            _ = forget(&form.state, id).await;
        }
    }
    match done {
        Ok(_) => {
            let (_, name) = CaseNews::ALL
                .into_iter()
                .find(|(known, _)| *known == news)
                .ok_or(ProblemCode::Internal)?;
            see_other(&format!("{here}?news={name}"))
        }
        Err(Refusal::Impossible(Impossible::SamePriority)) => Err(ProblemCode::BadRequest),
        Err(Refusal::Impossible(_)) => refuse(CaseFault::NotNow).await,
        Err(Refusal::Lapsed(_)) => refuse(CaseFault::Lapsed).await,
        Err(Refusal::NoCase) => Err(ProblemCode::NotFound),
        Err(Refusal::Outdated) => refuse(CaseFault::Outdated).await,
        Err(Refusal::Storage(error)) => Err(problem(error)),
    }
}

/// A customer who writes in the portal.
fn customer(session: &SessionState) -> Author {
    Author {
        account: Some(session.account.id.clone()),
        name: session.account.name.clone(),
        side: Side::Customer,
        via: Via::Web,
    }
}

/// What is to be done; else what is wrong with it, or nothing where the form is none of this page's.
fn deed(
    form: &Form,
    case: &Case,
    sent: &Sent,
    parts: &Parts,
) -> Result<(Deed, CaseNews), Option<CaseFault>> {
    Ok(match form.field("do") {
        "reply" => (message(form, case, sent, parts).map_err(Some)?, CaseNews::Replied),
        "solved" => (Deed::MarkSolved, CaseNews::Solved),
        "reopen" => (Deed::Reopen, CaseNews::Reopened),
        "appeal" => {
            let reason = words::reason(form.field("reason"))
                .map_err(|wrong| Some(CaseFault::Appeal(wrong)))?;
            (Deed::Appeal(reason), CaseNews::Appealed)
        }
        _ => return Err(None),
    })
}

/// A message: words, files, or both. Files that are not taken are named in it.
fn message(form: &Form, case: &Case, sent: &Sent, parts: &Parts) -> Result<Deed, CaseFault> {
    if sent.gone {
        return Err(CaseFault::FilesGone);
    }
    let text = match words::message(form.field("text")) {
        Ok(text) => text,
        Err(WrongText::Empty) if !sent.here.is_empty() => String::new(),
        Err(WrongText::Empty) if !sent.refused.is_empty() => {
            let full = parts.refused.iter().any(|(_, fault)| *fault == Fault::Full);
            return Err(if full { CaseFault::FilesFull } else { CaseFault::Files });
        }
        Err(wrong) => return Err(CaseFault::Text(wrong)),
    };
    let text = receive::with_left_out(&case.locale, text, &sent.refused);
    Ok(Deed::Write { text, quoted: String::new() })
}

/// The page again, with what was wrong, what was written and the files that wait.
async fn refuse(
    form: &Form,
    session: &SessionState,
    case: &Case,
    sent: &Sent,
    fault: CaseFault,
) -> Result<Response, ProblemCode> {
    form.show(refused(form, session, case, sent, fault).await?, StatusCode::OK).await
}

/// The same for whoever has written too often.
async fn keep_waiting(
    form: &Form,
    session: &SessionState,
    case: &Case,
    sent: &Sent,
    wait: Wait,
) -> Result<Response, ProblemCode> {
    let fault = CaseFault::Wait(wait.minutes());
    form.show_wait(refused(form, session, case, sent, fault).await?, wait).await
}

async fn refused(
    form: &Form,
    session: &SessionState,
    case: &Case,
    sent: &Sent,
    fault: CaseFault,
) -> Result<View, ProblemCode> {
    let mut page = case_view(&form.state, &form.snapshot, &form.page, session, case).await?;
    page.fault = Some(fault);
    page.waiting.clone_from(&sent.here);
    form.field("text").clone_into(&mut page.text);
    form.field("reason").clone_into(&mut page.reason);
    if !page.may_appeal && page.text.is_empty() {
        // What cannot be contradicted with it can still be said.
        page.text = std::mem::take(&mut page.reason);
    }
    page.zone = reader::zone(form.headers());
    Ok(View::Case(Box::new(page)))
}
