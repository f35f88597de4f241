//! `POST /api/v1/cases`: a case, submitted by somebody who is signed in, or by a program for somebody with an account. Sent again under the
//! same `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) it is the same case.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{State as Shared, rejection::BytesRejection},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use guichet_content::Library;
use guichet_model::{
    Policy, ProblemCode,
    case::{self, NewCase, Via, Wrong, words::WrongText},
    contact::{Access, contact_access},
    email::EmailAddress,
    guided::FormAnswers,
    priority::{Answers, Effect, Level, Reach, Workaround, first_response_due},
    viewer::Role,
};
use guichet_storage::{Account, AccountId, AttachmentId, Organisation};
use serde_json::json;

use super::{
    fields::{FieldError, Fields},
    organisations::{failed, private},
    priority::{choice, service},
    uploads::Uploader,
};
use crate::{
    accounts::identity::viewer_of,
    attachments::receive,
    cases::{self, Submission, SubmitError, pace},
    problem,
    state::State,
};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The longest key, in characters.
pub const MAX_KEY: usize = 200;

/// Who asks, and for which organisation.
struct Requester {
    account: Account,
    organisation: Option<(Organisation, Role)>,
}

/// Takes a case.
pub async fn create(
    Shared(state): Shared<Arc<State>>,
    parts: Parts,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    created(&state, &parts, body).await.unwrap_or_else(|refused| refused)
}

async fn created(
    state: &State,
    parts: &Parts,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Response> {
    let uploader = Uploader::of(state, parts).await?;
    let key = key(&parts.headers)?;
    let snapshot = state.snapshot();
    let policy = snapshot.library.policy();
    let mut fields = Fields::read(&parts.headers, body)?;
    let requester = requester(state, &uploader, &mut fields).await?;
    let case = read(&snapshot.library, &mut fields);
    fields.finish()?;
    let (Some(requester), Some(case)) = (requester, case) else {
        return Err(problem::json(ProblemCode::Invalid, None, None));
    };
    entitled(&requester, policy)?;
    files(state, &uploader, &requester.account.id, &case, key.as_deref()).await?;
    let due = first_response_due(case.priority, state.clock.now(), policy);
    let submission = Submission {
        requester: &requester.account,
        organisation: requester.organisation.as_ref().map(|(organisation, _)| organisation),
        case,
        answer_due: due,
        via: Via::Api,
        key: key.as_deref(),
    };
    // What was sent before opens no other case: the answer to it is the first one, however many were opened since.
    let known = match &key {
        Some(key) => {
            let case = state.accounts.storage.case_of_key(&requester.account.id, key).await;
            case.map_err(failed)?.is_some()
        }
        None => false,
    };
    let person = match &uploader {
        Uploader::Person(session) if !known => Some(&session.account.id),
        Uploader::Person(_) | Uploader::Program(_) => None,
    };
    if let Some(person) = person {
        let detail = "You have opened many cases within an hour. Add to one of them, or wait.";
        pace::case(state, person).map_err(|wait| problem::wait(wait, Some(detail)))?;
    }
    let submitted = cases::submit(state, submission).await;
    if let Some(person) = person {
        pace::forgive_case(state, person, &submitted);
    }
    let reference = match submitted {
        Ok((reference, _)) => reference,
        Err(SubmitError::Wrong(wrong)) => {
            return Err(problem::invalid(&wrong.into_iter().map(told).collect::<Vec<_>>()));
        }
        Err(SubmitError::KeyTaken) => {
            let detail = "This Idempotency-Key was used for another case.";
            return Err(problem::json(ProblemCode::Invalid, Some(detail), None));
        }
        Err(SubmitError::Storage(error)) => return Err(failed(error)),
    };
    // As it is stored: sent again, the answer is the same.
    let stored = state.accounts.storage.case(&reference).await.map_err(failed)?;
    let stored = stored.ok_or_else(|| problem::json(ProblemCode::Internal, None, None))?;
    let url = format!("/{}/cases/{}", stored.locale, reference.as_str());
    let mut response = private(super::json(&json!({
        "reference": reference.as_str(),
        "url": url,
        "title": stored.title,
        "service": stored.service,
        "priority": stored.state.priority,
        "suggested": stored.suggested,
        "created_at": stored.created_at.to_string(),
        "first_response_due": stored.state.answer_due_at.map(|due| due.to_string()),
    })));
    *response.status_mut() = StatusCode::CREATED;
    if let Ok(location) = HeaderValue::from_str(&url) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// The key that tells this submission from others.
fn key(headers: &HeaderMap) -> Result<Option<String>, Response> {
    let Some(value) = headers.get(&KEY) else { return Ok(None) };
    let text = value.to_str().unwrap_or("").trim().trim_matches('"');
    if text.is_empty() || text.chars().count() > MAX_KEY {
        let detail = format!("The Idempotency-Key takes 1 to {MAX_KEY} plain characters.");
        return Err(problem::json(ProblemCode::BadRequest, Some(&detail), None));
    }
    // Keys of programs and of the portal's own form do not meet.
    Ok(Some(format!("api-{text}")))
}

/// Who asks: whoever is signed in; or the account that a program names, for the organisation that it names or the only one there is.
async fn requester(
    state: &State,
    uploader: &Uploader,
    fields: &mut Fields,
) -> Result<Option<Requester>, Response> {
    if let Uploader::Person(session) = uploader {
        if session.account.staff.is_some() {
            let detail = "Those who work for the help centre open no cases. A program with a token opens one for the customer whom it names.";
            return Err(problem::json(ProblemCode::Forbidden, Some(detail), None));
        }
        let (account, organisation) = (session.account.clone(), session.organisation.clone());
        return Ok(Some(Requester { account, organisation }));
    }
    let storage = &state.accounts.storage;
    if !fields.has("requester") {
        fields.wrong("requester", "it is needed: the e-mail address of an account");
    }
    let email = fields.text("requester", |text| {
        text.parse::<EmailAddress>().map_err(|_| "this is no e-mail address".to_owned())
    });
    let named = fields.text("organisation", |text| Ok(text.to_owned()));
    let Some(email) = email else { return Ok(None) };
    let account = storage.account_by_email(&email).await.map_err(failed)?;
    let Some(account) = account.filter(|account| !account.suspended) else {
        fields.wrong("requester", "no account has this address, or it is suspended");
        return Ok(None);
    };
    if account.staff.is_some() {
        fields.wrong("requester", "the account works for the help centre; name a customer");
        return Ok(None);
    }
    let memberships = storage.memberships(&account.id).await.map_err(failed)?;
    let mut own = memberships
        .into_iter()
        .filter(|own| named.is_none() || own.organisation.external_id == named)
        .map(|own| (own.organisation, own.role));
    let organisation = own.next();
    if own.next().is_some() {
        fields
            .wrong("organisation", "the account has several; name one by its external identifier");
    } else if named.is_some() && organisation.is_none() {
        fields.wrong("organisation", "the account does not belong to it");
    }
    Ok(Some(Requester { account, organisation }))
}

/// That support answers them.
fn entitled(requester: &Requester, policy: &Policy) -> Result<(), Response> {
    let viewer = viewer_of(&requester.account, requester.organisation.as_ref(), policy);
    match contact_access(viewer, policy) {
        Access::Granted { .. } => Ok(()),
        Access::Denied(denial) => {
            let members = [
                ("reason", json!(denial.reason.name())),
                ("required", json!(denial.unlock.name())),
            ];
            Err(problem::json_with(ProblemCode::EntitlementRequired, None, None, &members))
        }
    }
}

fn read(library: &Library, fields: &mut Fields) -> Option<NewCase> {
    let policy = library.policy();
    let service = service(fields, library);
    let effect = choice(fields, "effect", Effect::ALL, Effect::name);
    let reach = choice(fields, "reach", Reach::ALL, Reach::name);
    let workaround = choice(fields, "workaround", Workaround::ALL, Workaround::name);
    let chosen =
        fields.has("priority").then(|| choice(fields, "priority", Level::ALL, Level::name));
    let locale = fields.text("locale", |name| super::locale(library, Some(name)));
    let mut text = |name: &str| fields.text(name, |text| Ok(text.to_owned()));
    let (title, description) = (text("title"), text("description"));
    let (since, reason) = (text("since"), text("reason"));
    let attachments =
        fields.texts("attachments", |ids| Ok(ids.into_iter().map(str::to_owned).collect()));
    let answers = Answers { effect: effect?, reach: reach?, workaround: workaround? };
    let suggested = FormAnswers {
        effect: Some(answers.effect),
        reach: Some(answers.reach),
        workaround: Some(answers.workaround),
        ..FormAnswers::default()
    };
    let suggested = suggested.level(policy);
    Some(NewCase {
        service: service.unwrap_or_default(),
        answers,
        suggested,
        priority: chosen.flatten().unwrap_or(suggested),
        reason,
        title: title.unwrap_or_default(),
        description: description.unwrap_or_default(),
        since,
        locale: locale.unwrap_or_else(|| library.default_locale().clone()),
        attachments: attachments.unwrap_or_default(),
    })
}

/// That the files are there, whole, the sender's own, and of no other case than the one that is sent again.
async fn files(
    state: &State,
    uploader: &Uploader,
    requester: &AccountId,
    case: &NewCase,
    key: Option<&str>,
) -> Result<(), Response> {
    if case.attachments.len() > case::MAX_FILES {
        return Err(problem::invalid(&[told(Wrong::TooManyFiles)]));
    }
    let storage = &state.accounts.storage;
    let mut errors = Vec::new();
    for id in &case.attachments {
        let wrong = |detail: &str| {
            FieldError::new("attachments", format!("{}: {detail}", id.escape_debug()))
        };
        let file = storage.attachment(&AttachmentId::from(id.clone())).await.map_err(failed)?;
        let Some(file) = file.filter(|file| uploader.sent(file)) else {
            errors.push(wrong("there is no such file"));
            continue;
        };
        if !file.is_whole()
            && (file.received < file.size || receive::settle(state, &file).await.is_err())
        {
            errors.push(wrong("it has not arrived whole, or was refused"));
        }
        if let Some((holder, _)) = storage.case_of_file(id).await.map_err(failed)? {
            let sent_before = match key {
                Some(key) => storage.case_of_key(requester, key).await.map_err(failed)?,
                None => None,
            };
            if sent_before != Some(holder) {
                errors.push(wrong("it belongs to another case"));
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(problem::invalid(&errors)) }
}

/// What is wrong with a case, for programs.
fn told(wrong: Wrong) -> FieldError {
    let text = |field, wrong: WrongText| {
        let detail = match wrong {
            WrongText::Empty => "it is needed".to_owned(),
            WrongText::NoWords => "it needs words, not signs alone".to_owned(),
            WrongText::TooLong { length, limit } => {
                format!("it has {length} characters, {limit} fit")
            }
        };
        FieldError::new(field, detail)
    };
    match wrong {
        Wrong::Title(wrong) => text("title", wrong),
        Wrong::Description(wrong) => text("description", wrong),
        Wrong::Reason(WrongText::Empty) => {
            FieldError::new("reason", "a priority other than the suggested one needs a reason")
        }
        Wrong::Reason(wrong) => text("reason", wrong),
        Wrong::Since(wrong) => text("since", wrong),
        Wrong::TooManyFiles => {
            FieldError::new("attachments", format!("{} files fit", case::MAX_FILES))
        }
    }
}
