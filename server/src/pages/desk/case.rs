//! A case at the desk: what its page knows, what agents do with it, and who else is there.

use std::{collections::BTreeMap, sync::Arc};

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
        cases::timeline::TimelineItem,
        desk::case::{CaseLive, DeskCaseView, DeskFault, done::DeskNews, files::DeskFiles},
    },
};
use guichet_model::{
    Locale, Page, ProblemCode,
    case::{CaseRef, EventKind, Outage, Outcome, Side, Via, words},
    priority::Level,
};
use guichet_storage::{Account, AccountFilter, Assignee, Audience, Case, CaseEvent, SessionState};
use jiff::{SignedDuration, Timestamp};

use super::{incidents, queue, works_cases};
use crate::{
    accounts::identity::{edition_name, problem},
    attachments::{multipart::Parts, receive::forget},
    cases::{
        self,
        deed::{Author, Deed, Impossible, Next},
        history,
        perform::{Act, Done, Refusal, unseen},
        topic_of,
    },
    live,
    pages::{
        files::Sent,
        form::Form,
        reader::{self, Elsewhere},
        see_other,
        view::{self, Asked},
    },
    state::{Snapshot, State},
};

/// How long an agent counts as present after their page was last heard of.
const PRESENT_FOR: SignedDuration = SignedDuration::from_secs(60);
/// The most agents that a case can be given to.
const MAX_AGENTS: u32 = 500;
/// Other cases of the same person that are shown.
const OTHERS: u32 = 6;
/// What of a form is kept when it is refused.
pub(crate) const KEPT: [&str; 11] = [
    "text", "next", "note", "priority", "reason", "outcome", "detail", "outage", "credit",
    "report", "closing",
];

/// A case.
///
/// # Errors
/// Where to go first, or that there is none for this viewer.
pub async fn view(
    asked: &Asked<'_>,
    request: &PageRequest,
    reference: &CaseRef,
) -> Result<View, Elsewhere> {
    let session = agent(asked.identity.session())
        .map_err(Elsewhere::Problem)?
        .ok_or_else(|| view::sign_in_first(asked, &request.locale))?;
    let page = load(asked.state, asked.snapshot, request, &session.account, reference).await;
    let mut page = page.map_err(Elsewhere::Problem)?;
    page.done = asked.parameter("done").as_deref().and_then(DeskNews::parse);
    page.zone = reader::zone(asked.headers);
    Ok(View::DeskCase(Box::new(page)))
}

/// The session of whoever works on cases; none for whoever is not signed in.
pub(super) fn agent(session: Option<&SessionState>) -> Result<Option<&SessionState>, ProblemCode> {
    match session {
        Some(session) if !session.account.staff.is_some_and(works_cases) => {
            Err(ProblemCode::Forbidden)
        }
        session => Ok(session),
    }
}

async fn load(
    state: &State,
    snapshot: &Snapshot,
    request: &PageRequest,
    me: &Account,
    reference: &CaseRef,
) -> Result<DeskCaseView, ProblemCode> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let case = storage.case(reference).await.map_err(problem)?.ok_or(ProblemCode::NotFound)?;
    storage.touch_presence(reference, &me.id, false, now).await.map_err(problem)?;
    let events = storage.case_events(reference, Audience::Staff).await.map_err(problem)?;
    let others = storage.cases_of(&case.requester.id, None, OTHERS, 0).await.map_err(problem)?;
    let rating = storage.rating(reference).await.map_err(problem)?;
    let files = history::files(storage, reference, Audience::Staff).await.map_err(problem)?;
    let policy = snapshot.library.policy();
    let locale = &request.locale;
    let timeline = history::timeline_for(state, locale, &events, &files).await.map_err(problem)?;
    let (incidents, offered) = incidents::of_case(state, &case, locale).await?;
    let organisation = case.organisation.as_ref().map(|organisation| {
        let edition = edition_name(policy, &organisation.edition, locale);
        (organisation.external_id.clone(), edition, organisation.suspended)
    });
    Ok(DeskCaseView {
        case: queue::item(&case, policy, locale),
        answers: case.answers,
        suggested: case.suggested,
        since: case.since.clone(),
        created_at: case.created_at,
        email: case.requester.email.to_string(),
        organisation,
        outcome: case.state.outcome.clone(),
        appealed: case.state.appealed_at.is_some(),
        rating,
        timeline,
        version: case.version,
        agents: agents(state).await?,
        assignee: case.state.assignee.as_ref().map(|assignee| assignee.id.to_string()),
        me: me.id.to_string(),
        present: present(state, reference, me, now).await?,
        others: others
            .iter()
            .filter(|other| other.reference != *reference)
            .map(|other| history::item_of(other, policy, locale, case.requester.id.as_str()))
            .collect(),
        incidents,
        done: None,
        fault: None,
        unseen: Vec::new(),
        kept: offered,
        files: DeskFiles::default(),
        zone: None,
    })
}

/// Who may work on cases.
async fn agents(state: &State) -> Result<Vec<(String, String)>, ProblemCode> {
    let filter = AccountFilter { staff: true, ..AccountFilter::default() };
    let staff = state.accounts.storage.accounts(&filter, MAX_AGENTS, 0).await.map_err(problem)?;
    let works = |account: &Account| !account.suspended && account.staff.is_some_and(works_cases);
    Ok(staff.into_iter().filter(works).map(|a| (a.id.to_string(), a.name)).collect())
}

/// Who else has the case open, and whether they are writing.
pub(super) async fn present(
    state: &State,
    reference: &CaseRef,
    me: &Account,
    now: Timestamp,
) -> Result<Vec<(String, bool)>, ProblemCode> {
    let since = now.saturating_sub(PRESENT_FOR).unwrap_or(now);
    let found = state.accounts.storage.present(reference, &me.id, since).await.map_err(problem)?;
    Ok(found.into_iter().map(|person| (person.name, person.writing)).collect())
}

/// Receives what an agent does with a case.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    let may_send = |session: &SessionState| session.account.staff.is_some_and(works_cases);
    match Form::receive_with_files(state, request, may_send).await {
        Ok((form, parts)) => form.answer(act(&form, &parts).await),
        Err(refused) => *refused,
    }
}

async fn act(form: &Form, parts: &Parts) -> Result<Response, ProblemCode> {
    let Page::DeskCase(reference) = form.page.page.clone() else {
        return Err(ProblemCode::NotFound);
    };
    let here = form.page.page.path(form.locale());
    let Some(session) = agent(form.identity.session())? else {
        return see_other(&view::sign_in_url(form.locale(), &here));
    };
    let me = &session.account;
    let sent = Sent::of(form, me, parts).await?;
    if !form.field("article").is_empty() {
        return insert(form, me, &reference, &sent).await;
    }
    let seen = form.field("version").parse().map_err(|_| ProblemCode::BadRequest)?;
    // Before what is wrong with the words: it is told once, and the form comes back without them.
    if !sent.is_complete() {
        return refuse(form, me, &reference, &sent, DeskFault::Files, None).await;
    }
    let (deed, news) = match deed(form, me, &reference).await? {
        Ok(done) => done,
        Err(fault) => return refuse(form, me, &reference, &sent, fault, None).await,
    };
    let files = match deed {
        Deed::Answer { .. } | Deed::Note(_) => sent.ids(),
        _ => Vec::new(),
    };
    let author = author(me);
    let act = Act {
        reference: &reference,
        seen: Some(seen),
        author: &author,
        deed: &deed,
        files: &files,
        message_id: None,
    };
    let refuse = async |fault, seen| refuse(form, me, &reference, &sent, fault, seen).await;
    let done = cases::act(&form.state, &form.snapshot, &act).await;
    if let Ok(Done::Before) = done {
        for id in &parts.taken {
            // What cannot be removed now is cleared within a day.
            _ = forget(&form.state, id).await;
        }
    }
    match done {
        Ok(_) => see_other(&format!("{here}?done={}", news.name())),
        Err(Refusal::Outdated) => refuse(DeskFault::Outdated, Some(seen)).await,
        Err(Refusal::Impossible(Impossible::SamePriority)) => {
            refuse(DeskFault::SamePriority, None).await
        }
        Err(Refusal::Impossible(_) | Refusal::Lapsed(_)) => refuse(DeskFault::NotNow, None).await,
        Err(Refusal::NoCase) => Err(ProblemCode::NotFound),
        Err(Refusal::Storage(error)) => Err(problem(error)),
    }
}

pub(super) fn author(account: &Account) -> Author {
    Author {
        account: Some(account.id.clone()),
        name: account.name.clone(),
        side: Side::Agent,
        via: Via::Web,
    }
}

/// What is to be done and how it is told, or what is wrong with it.
async fn deed(
    form: &Form,
    me: &Account,
    reference: &CaseRef,
) -> Result<Result<(Deed, DeskNews), DeskFault>, ProblemCode> {
    let text = |field, fault: fn(words::WrongText) -> DeskFault| {
        words::message(form.field(field)).map_err(fault)
    };
    let (deed, news) = match form.field("do") {
        "answer" => {
            let next = match form.field("next") {
                "ours" => Next::OurTurn,
                "hold" => Next::Hold,
                _ => Next::TheirTurn,
            };
            let answer = |text| Deed::Answer { text, next };
            (text("text", DeskFault::Answer).map(answer), DeskNews::Answered)
        }
        "note" => (text("note", DeskFault::Note).map(Deed::Note), DeskNews::Noted),
        "take" => {
            let me = Assignee { id: me.id.clone(), name: me.name.clone() };
            (Ok(Deed::Assign(Some(me))), DeskNews::Assigned)
        }
        "assign" => (Ok(Deed::Assign(assignee(form).await?)), DeskNews::Assigned),
        "work" => (Ok(Deed::Work), DeskNews::Moved),
        "hold" => (Ok(Deed::Hold), DeskNews::Moved),
        "reopen" => (Ok(Deed::Reopen), DeskNews::Moved),
        "reclassify" => {
            let priority = Level::of_name(form.field("priority")).ok_or(ProblemCode::BadRequest)?;
            let reason = words::reason(form.field("reason")).map_err(DeskFault::Reason);
            (reason.map(|reason| Deed::Reclassify { priority, reason }), DeskNews::Reclassified)
        }
        "resolve" => (resolve(form, reference).await?, DeskNews::Resolved),
        "link" => (Ok(incidents::deed(form).await?), DeskNews::Linked),
        "unlink" => (Ok(incidents::deed(form).await?), DeskNews::Unlinked),
        _ => return Err(ProblemCode::BadRequest),
    };
    Ok(deed.map(|deed| (deed, news)))
}

async fn resolve(form: &Form, reference: &CaseRef) -> Result<Result<Deed, DeskFault>, ProblemCode> {
    let outcome = match form.field("outcome") {
        incidents::OUTAGE => incidents::outcome(form, reference).await?,
        kind => Outcome::of(kind, form.field("detail"), Outage::default()),
    };
    let text = match words::message(form.field("closing")) {
        Err(words::WrongText::Empty) => Ok(String::new()),
        text => text.map_err(DeskFault::Closing),
    };
    let outcome = outcome.map_err(DeskFault::Outcome);
    Ok(outcome.and_then(|outcome| Ok(Deed::Resolve { outcome, text: text? })))
}

/// Whom a case is given to; nobody, where nobody is named.
async fn assignee(form: &Form) -> Result<Option<Assignee>, ProblemCode> {
    let chosen = form.field("assignee");
    if chosen.is_empty() {
        return Ok(None);
    }
    let agents = agents(&form.state).await?;
    let found = agents.into_iter().find(|(id, _)| id == chosen);
    let (id, name) = found.ok_or(ProblemCode::BadRequest)?;
    Ok(Some(Assignee { id: id.into(), name }))
}

/// The page again, with what was wrong, what others did meanwhile, and what the agent had written and sent.
async fn refuse(
    form: &Form,
    me: &Account,
    reference: &CaseRef,
    sent: &Sent,
    fault: DeskFault,
    seen: Option<u32>,
) -> Result<Response, ProblemCode> {
    let mut page = load(&form.state, &form.snapshot, &form.page, me, reference).await?;
    page.fault = Some(fault);
    page.kept = kept(form);
    page.files = sent.kept(form);
    page.zone = reader::zone(form.headers());
    if let Some(seen) = seen {
        page.unseen = unseen_by(&form.state, me, reference, form.locale(), seen).await?;
    }
    form.show(View::DeskCase(Box::new(page)), StatusCode::OK).await
}

fn kept(form: &Form) -> BTreeMap<String, String> {
    let field = |name: &&str| {
        (!form.field(name).is_empty()).then(|| ((*name).to_owned(), form.field(name).to_owned()))
    };
    KEPT.iter().filter_map(field).collect()
}

/// Puts the address of an article into the answer that is being written.
async fn insert(
    form: &Form,
    me: &Account,
    reference: &CaseRef,
    sent: &Sent,
) -> Result<Response, ProblemCode> {
    let Some(path) = view::safe_next(form.field("article")) else {
        return Err(ProblemCode::BadRequest);
    };
    let mut page = load(&form.state, &form.snapshot, &form.page, me, reference).await?;
    page.kept = kept(form);
    page.files = sent.kept(form);
    page.fault = (!sent.is_complete()).then_some(DeskFault::Files);
    let text = page.kept.entry("text".to_owned()).or_default();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&form.state.settings.base_url());
    text.push_str(path);
    page.zone = reader::zone(form.headers());
    form.show(View::DeskCase(Box::new(page)), StatusCode::OK).await
}

/// Notes that an agent has a case open, or closed its page.
pub async fn presence(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive_below(state, request, "/presence").await {
        Ok(form) => form.answer(note_presence(&form).await),
        Err(refused) => *refused,
    }
}

async fn note_presence(form: &Form) -> Result<Response, ProblemCode> {
    let Page::DeskCase(reference) = &form.page.page else { return Err(ProblemCode::NotFound) };
    let session = agent(form.identity.session())?.ok_or(ProblemCode::SignInRequired)?;
    let (storage, now) = (&form.state.accounts.storage, form.state.clock.now());
    let id = &session.account.id;
    storage.case(reference).await.map_err(problem)?.ok_or(ProblemCode::NotFound)?;
    match form.field("state") {
        "gone" => storage.end_presence(reference, id).await.map_err(problem)?,
        state => {
            let writing = state == "writing";
            storage.touch_presence(reference, id, writing, now).await.map_err(problem)?;
        }
    }
    live::announce(&form.state, &topic_of(reference)).await;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

/// Who else is there, and what others did since the version an agent sees.
///
/// # Errors
/// When there is no such case, or the database does not answer.
pub async fn meanwhile(
    state: &State,
    me: &Account,
    reference: &CaseRef,
    locale: &Locale,
    seen: u32,
) -> Result<CaseLive, ProblemCode> {
    let storage = &state.accounts.storage;
    let case: Case =
        storage.case(reference).await.map_err(problem)?.ok_or(ProblemCode::NotFound)?;
    let mut new = if case.version > seen {
        unseen_by(state, me, reference, locale, seen).await?
    } else {
        Vec::new()
    };
    new.retain(|item| item.kind != EventKind::Assigned);
    let present = present(state, reference, me, state.clock.now()).await?;
    Ok(CaseLive { present, unseen: new, zone: None })
}

/// What others did to a case since an agent looked at it, under anchors of its own: the page may hold the same entries.
async fn unseen_by(
    state: &State,
    me: &Account,
    reference: &CaseRef,
    locale: &Locale,
    seen: u32,
) -> Result<Vec<TimelineItem>, ProblemCode> {
    let storage = &state.accounts.storage;
    let events = storage.case_events(reference, Audience::Staff).await.map_err(problem)?;
    let new: Vec<CaseEvent> = unseen(&events, seen, &author(me)).into_iter().cloned().collect();
    let files = history::files(storage, reference, Audience::Staff).await.map_err(problem)?;
    let mut items = history::timeline_for(state, locale, &new, &files).await.map_err(problem)?;
    for item in &mut items {
        item.anchor = format!("new-{}", item.anchor);
    }
    Ok(items)
}
