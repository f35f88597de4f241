//! `/api/v1/cases`: one's own cases, and those of the organisation where it shares them, as the pages show them.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{
        Path, State as Shared,
        rejection::{BytesRejection, PathRejection},
    },
    http::{HeaderMap, StatusCode, Uri, header},
    response::Response,
};
use guichet_model::{
    Locale, Page, ProblemCode,
    case::{CaseRef, Side, Via, words},
    status::Incident,
};
use guichet_storage::{Audience, Case, CaseEvent, SessionState};
use serde_json::{Value, json};

use super::{bad_parameter, fields::Fields, json as answer, locale};
use crate::{
    accounts::identity::{self, Identity, problem as storage_problem},
    cases::{
        self,
        deed::{Author, Deed},
        history::{self, Attached},
        incidents, pace,
        perform::{Act, Refusal},
        rights,
    },
    pages::{
        cases::{readable, shared},
        view,
    },
    problem::{self, PRIVATE},
    state::{Snapshot, State},
};

/// Cases in one answer.
const LIMIT: u32 = 100;

type Address = Result<Path<String>, PathRejection>;

/// The cases, last changed first.
pub async fn list(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    private(list_checked(&state, &uri, &headers).await)
}

async fn list_checked(state: &State, uri: &Uri, headers: &HeaderMap) -> Result<Response, Response> {
    let (identity, snapshot) = (identified(state, headers).await?, state.snapshot());
    let session = session(&identity)?;
    let locale = asked_locale(&snapshot, uri)?;
    let offset = match view::parameter(uri, "offset").map(|text| text.parse::<u32>()) {
        None => 0,
        Some(Ok(offset)) => offset,
        Some(Err(_)) => {
            return Err(bad_parameter("offset is a whole number, the cases to leave out"));
        }
    };
    let shared = shared(state, session).await.map_err(refused)?;
    let storage = &state.accounts.storage;
    let cases = storage.cases_of(&session.account.id, shared.as_ref(), LIMIT, offset).await;
    let cases = cases.map_err(|error| refused(storage_problem(error)))?;
    let mut told = Vec::with_capacity(cases.len());
    for case in &cases {
        told.push(facts(state, &snapshot, case, &locale).await?);
    }
    Ok(answer(&json!({ "cases": told })))
}

/// A case with its history.
pub async fn get(
    Shared(state): Shared<Arc<State>>,
    path: Address,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    private(get_checked(&state, path, &uri, &headers).await)
}

async fn get_checked(
    state: &State,
    path: Address,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Response> {
    let (identity, snapshot) = (identified(state, headers).await?, state.snapshot());
    let session = session(&identity)?;
    let locale = asked_locale(&snapshot, uri)?;
    let case = readable(state, session, &reference(path)?).await.map_err(refused)?;
    whole(state, &snapshot, &case, &locale).await
}

async fn whole(
    state: &State,
    snapshot: &Snapshot,
    case: &Case,
    locale: &Locale,
) -> Result<Response, Response> {
    let storage = &state.accounts.storage;
    let events = storage.case_events(&case.reference, Audience::Customer).await;
    let events = events.map_err(|error| refused(storage_problem(error)))?;
    let files = history::files(storage, &case.reference, Audience::Customer).await;
    let files = files.map_err(|error| refused(storage_problem(error)))?;
    let mut facts = facts(state, snapshot, case, locale).await?;
    facts["timeline"] = events.iter().map(|event| entry(event, &files)).collect();
    Ok(answer(&facts))
}

/// Adds a message.
pub async fn reply(
    Shared(state): Shared<Arc<State>>,
    path: Address,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    private(reply_checked(&state, path, &headers, body).await)
}

async fn reply_checked(
    state: &State,
    path: Address,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Response> {
    let (identity, snapshot) = (identified(state, headers).await?, state.snapshot());
    let session = session(&identity)?;
    let case = readable(state, session, &reference(path)?).await.map_err(refused)?;
    let mut fields = Fields::read(headers, body)?;
    let present = fields.has("text");
    let text = fields.text("text", |text| words::message(text).map_err(unfit));
    if !present {
        fields.wrong("text", "is needed: what you write");
    }
    fields.finish()?;
    let text = text.unwrap_or_default();
    let detail = "You have written many messages within an hour. Send the rest in one, or wait.";
    pace::message(state, &session.account.id).map_err(|wait| problem::wait(wait, Some(detail)))?;
    let author = Author {
        account: Some(session.account.id.clone()),
        name: session.account.name.clone(),
        side: Side::Customer,
        via: Via::Api,
    };
    let deed = Deed::Write { text, quoted: String::new() };
    let act = Act {
        reference: &case.reference,
        seen: None,
        author: &author,
        deed: &deed,
        files: &[],
        message_id: None,
    };
    let done = cases::act(state, &snapshot, &act).await;
    if done.is_err() {
        pace::forgive_message(state, &session.account.id);
    }
    match done {
        Ok(_) => {
            let case = readable(state, session, &case.reference).await.map_err(refused)?;
            let locale = snapshot.library.default_locale().clone();
            let mut response = whole(state, &snapshot, &case, &locale).await?;
            *response.status_mut() = StatusCode::CREATED;
            Ok(response)
        }
        Err(Refusal::Storage(error)) => Err(refused(storage_problem(error))),
        Err(Refusal::NoCase) => Err(refused(ProblemCode::NotFound)),
        Err(Refusal::Lapsed(denial)) => {
            let members = [
                ("reason", json!(denial.reason.name())),
                ("required", json!(denial.unlock.name())),
            ];
            let detail = Some(rights::told(&denial));
            Err(problem::json_with(ProblemCode::EntitlementRequired, detail, None, &members))
        }
        Err(Refusal::Outdated | Refusal::Impossible(_)) => Err(refused(ProblemCode::Conflict)),
    }
}

/// What is wrong with a text.
fn unfit(wrong: words::WrongText) -> String {
    match wrong {
        words::WrongText::Empty => "has to hold some words".to_owned(),
        words::WrongText::NoWords => "has to hold letters or digits".to_owned(),
        words::WrongText::TooLong { length, limit } => {
            format!("has {length} characters; at most {limit} fit")
        }
    }
}

/// What stands at the head of a case.
async fn facts(
    state: &State,
    snapshot: &Snapshot,
    case: &Case,
    locale: &Locale,
) -> Result<Value, Response> {
    let page = Page::Case(case.reference.clone()).path(locale);
    let failed = |error| refused(storage_problem(error));
    let found = incidents::of_case(state, case).await.map_err(failed)?;
    let incident = |incident: &Incident| {
        let page = Page::Incident(incident.id.clone()).path(locale);
        json!({
            "id": incident.id,
            "url": format!("{}{page}", state.settings.base_url()),
            "title": incident.title.get(locale),
            "stage": incident.stage,
        })
    };
    let linked: Vec<Value> = found.iter().map(incident).collect();
    let outcome = match &case.state.outcome {
        Some(outcome) => {
            let outage = outcome.outage();
            let found = match &outage.incident {
                Some(id) => incidents::find(state, id).await.map_err(failed)?,
                None => None,
            };
            Some(json!({
                "kind": outcome.kind(),
                "detail": outcome.detail(),
                "incident": found.as_ref().map(incident),
                "credit_requested": outage.credit,
                "report_requested": outage.report,
            }))
        }
        None => None,
    };
    Ok(json!({
        "reference": case.reference.as_str(),
        "title": case.title,
        "status": case.state.status.name(),
        "priority": case.state.priority,
        "service": case.service,
        "service_name": history::service_name(snapshot.library.policy(), &case.service, locale),
        "locale": case.locale,
        "requester": case.requester.name,
        "created_at": case.created_at,
        "updated_at": case.updated_at,
        "due_at": case.state.due_at.filter(|_| case.state.status.is_ours()),
        "outcome": outcome,
        "incidents": linked,
        "url": format!("{}{page}", state.settings.base_url()),
    }))
}

fn entry(event: &CaseEvent, files: &[Attached]) -> Value {
    let entry = &event.entry;
    let own = files.iter().filter(|file| file.entry == (event.version, event.position));
    let own = own.map(
        |Attached { link, .. }| json!({ "name": link.name, "url": link.url, "bytes": link.bytes }),
    );
    json!({
        "id": format!("{}-{}", event.version, event.position),
        "at": event.at,
        "kind": entry.kind.name(),
        "side": entry.side.name(),
        "author": entry.author_name,
        "via": entry.via.name(),
        "text": entry.body,
        "quoted": entry.quoted,
        "before": entry.before,
        "after": entry.after,
        "files": own.collect::<Vec<_>>(),
    })
}

fn reference(path: Address) -> Result<CaseRef, Response> {
    let Path(text) = path.map_err(|_| bad_parameter("The address cannot be read."))?;
    text.parse().map_err(|_| refused(ProblemCode::NotFound))
}

async fn identified(state: &State, headers: &HeaderMap) -> Result<Identity, Response> {
    identity::identify(state, headers).await.map_err(refused)
}

fn session(identity: &Identity) -> Result<&SessionState, Response> {
    identity.session().ok_or_else(|| refused(ProblemCode::SignInRequired))
}

fn asked_locale(snapshot: &Snapshot, uri: &Uri) -> Result<Locale, Response> {
    let name = view::parameter(uri, "locale");
    locale(&snapshot.library, name.as_deref()).map_err(|detail| bad_parameter(&detail))
}

fn refused(code: ProblemCode) -> Response {
    problem::json(code, None, None)
}

/// What is said of cases is for whoever asked, and kept by nobody.
fn private(answered: Result<Response, Response>) -> Response {
    let mut response = answered.unwrap_or_else(|refused| refused);
    response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
    response
}
