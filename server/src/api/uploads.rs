//! `/api/v1/uploads`: files in pieces, resumed where the last one ended. The protocol is tus 1.0.0 (<https://tus.io/protocols/resumable-upload>):
//! the core with the extensions *creation* and *termination*. `Upload-Metadata` names the file (`filename`), and with `draft` puts it to the
//! draft that the person is writing.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header, request::Parts},
    response::Response,
};
use base64::Engine as _;
use guichet_model::{
    ProblemCode,
    contact::{Access, contact_access},
};
use guichet_storage::{ApiToken, Attachment, AttachmentId, DraftOwner, Sender, SessionState};
use serde_json::json;

use super::bearer::authorise;
use crate::{
    accounts::identity,
    attachments::{
        MAX_BYTES, MAX_FILES, MAX_MEGABYTES, ROOM,
        kind::Refusal,
        receive::{self, Fault},
    },
    cases::rights,
    problem,
    state::State,
};

/// The protocol's version.
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
/// The only media type of a piece.
const PIECE: &str = "application/offset+octet-stream";

/// Who sends.
pub(super) enum Uploader {
    /// Somebody who is signed in.
    Person(Box<SessionState>),
    /// A program with a token.
    Program(ApiToken),
}

impl Uploader {
    /// Who a request is from.
    ///
    /// # Errors
    /// The answer to nobody.
    pub(super) async fn of(state: &State, parts: &Parts) -> Result<Self, Response> {
        if parts.headers.contains_key(header::AUTHORIZATION) {
            return authorise(state, parts).await.map(Self::Program);
        }
        let identity = identity::identify(state, &parts.headers).await;
        match identity.map_err(|code| problem::json(code, None, None))? {
            identity::Identity::SignedIn(session) => Ok(Self::Person(session)),
            identity::Identity::Anonymous => {
                let detail = "Sign in, or send a token as `Authorization: Bearer TOKEN`.";
                Err(problem::json(ProblemCode::SignInRequired, Some(detail), None))
            }
        }
    }

    /// That they may send files at all: files go with cases, which are for the entitled and for those who have one to finish.
    ///
    /// # Errors
    /// The answer to whoever may not.
    async fn entitled(&self, state: &State) -> Result<(), Response> {
        let Self::Person(session) = self else { return Ok(()) };
        let snapshot = state.snapshot();
        let policy = snapshot.library.policy();
        let viewer = identity::viewer_of(&session.account, session.organisation.as_ref(), policy);
        if matches!(contact_access(viewer, policy), Access::Granted { .. }) {
            return Ok(());
        }
        let (storage, me) = (&state.accounts.storage, &session.account.id);
        let writes = rights::writes_to_any(storage, policy, me).await;
        if writes.map_err(super::organisations::failed)? {
            return Ok(());
        }
        let detail = "Files go with support cases, which administrators of a paid edition open.";
        Err(problem::json(ProblemCode::EntitlementRequired, Some(detail), None))
    }

    /// Whether a file is theirs.
    pub(super) fn sent(&self, file: &Attachment) -> bool {
        match self {
            Self::Person(session) => file.account.as_ref() == Some(&session.account.id),
            Self::Program(token) => file.api_token.as_ref() == Some(&token.id),
        }
    }
}

/// What the server can do (`OPTIONS`).
pub async fn options() -> Response {
    let mut response = empty(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    headers.insert("tus-version", VERSION);
    headers.insert("tus-extension", HeaderValue::from_static("creation,termination"));
    headers.insert("tus-max-size", HeaderValue::from(MAX_BYTES));
    response
}

/// Announces a file (`POST`).
pub async fn create(Shared(state): Shared<Arc<State>>, parts: Parts) -> Response {
    created(&state, &parts).await.unwrap_or_else(|refused| refused)
}

async fn created(state: &State, parts: &Parts) -> Result<Response, Response> {
    speaks(&parts.headers)?;
    let uploader = Uploader::of(state, parts).await?;
    uploader.entitled(state).await?;
    let size = number(&parts.headers, &LENGTH)?;
    let metadata = metadata(&parts.headers);
    let called = metadata.iter().find(|(key, _)| key == "filename").map_or("", |(_, name)| name);
    let for_draft = metadata.iter().any(|(key, _)| key == "draft");
    let draft = match &uploader {
        Uploader::Person(session) if for_draft => {
            let owner = DraftOwner::Account(&session.account.id);
            let draft = state.accounts.storage.draft(owner).await;
            let draft = draft.map_err(super::organisations::failed)?;
            let detail = "There is no draft; begin one with the guided form.";
            Some(draft.ok_or_else(|| problem::json(ProblemCode::Conflict, Some(detail), None))?.id)
        }
        _ => None,
    };
    let sender = match &uploader {
        Uploader::Person(session) => Sender {
            account: Some(&session.account.id),
            draft: draft.as_ref(),
            ..Sender::default()
        },
        Uploader::Program(token) => Sender { api_token: Some(&token.id), ..Sender::default() },
    };
    let id = receive::announce(state, sender, called, size).await.map_err(refusal)?;
    let mut response = empty(StatusCode::CREATED);
    let location = format!("/api/v1/uploads/{id}");
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// Says how much of a file is kept (`HEAD`).
pub async fn head(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    parts: Parts,
) -> Response {
    match found(&state, &parts, id).await {
        Ok(file) => {
            let mut response = offset(StatusCode::OK, file.received);
            response.headers_mut().insert(LENGTH, HeaderValue::from(file.size));
            response
        }
        Err(refused) => refused,
    }
}

/// Takes a piece (`PATCH`).
pub async fn patch(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    let file = match patchable(&state, &parts, id).await {
        Ok(file) => file,
        Err(refused) => return refused,
    };
    // Whoever hangs up in the middle drops this handler; what has come by then shall be kept.
    let taken = tokio::spawn(async move {
        let kept = receive::append(&state, &file, body.into_data_stream()).await?;
        receive::settle(&state, &Attachment { received: kept, ..file }).await?;
        Ok(kept)
    });
    match taken.await {
        Ok(Ok(kept)) => offset(StatusCode::NO_CONTENT, kept),
        Ok(Err(fault)) => refusal(fault),
        Err(error) => {
            tracing::error!(%error, "a file could not be received");
            problem::json(ProblemCode::Internal, None, None)
        }
    }
}

async fn patchable(state: &State, parts: &Parts, id: String) -> Result<Attachment, Response> {
    let file = found(state, parts, id).await?;
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind != Some(PIECE) {
        let detail = format!("A piece is sent with `Content-Type: {PIECE}`.");
        return Err(problem::json(ProblemCode::UnsupportedMediaType, Some(&detail), None));
    }
    if number(&parts.headers, &OFFSET)? != file.received || file.is_whole() {
        return Err(refusal(Fault::Elsewhere));
    }
    Ok(file)
}

/// Forgets a file (`DELETE`).
pub async fn delete(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    parts: Parts,
) -> Response {
    let file = match found(&state, &parts, id).await {
        Ok(file) => file,
        Err(refused) => return refused,
    };
    match receive::forget(&state, &file.id).await {
        Ok(true) => empty(StatusCode::NO_CONTENT),
        Ok(false) => refused(
            ProblemCode::Conflict,
            "in_case",
            "The file belongs to a case and stays with it.",
        ),
        Err(fault) => refusal(fault),
    }
}

/// A file of the uploader's; others' are not there.
async fn found(state: &State, parts: &Parts, id: String) -> Result<Attachment, Response> {
    speaks(&parts.headers)?;
    let uploader = Uploader::of(state, parts).await?;
    let found = state.accounts.storage.attachment(&AttachmentId::from(id)).await;
    let found = found.map_err(super::organisations::failed)?;
    found.filter(|file| uploader.sent(file)).ok_or_else(|| {
        problem::json(
            ProblemCode::NotFound,
            Some("There is no such file, or it was refused."),
            None,
        )
    })
}

/// That the client speaks this version.
fn speaks(headers: &HeaderMap) -> Result<(), Response> {
    if headers.get(RESUMABLE) == Some(&VERSION) {
        return Ok(());
    }
    let detail = "This is tus 1.0.0: send `Tus-Resumable: 1.0.0`.";
    let mut response = problem::json(ProblemCode::BadRequest, Some(detail), None);
    *response.status_mut() = StatusCode::PRECONDITION_FAILED;
    response.headers_mut().insert("tus-version", VERSION);
    Err(response)
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Response> {
    let value = headers.get(name).and_then(|value| value.to_str().ok()?.parse().ok());
    value.ok_or_else(|| {
        let detail = format!("The header `{name}` is needed, a whole number of bytes.");
        problem::json(ProblemCode::BadRequest, Some(&detail), None)
    })
}

/// Pairs of `Upload-Metadata`: keys, and values in base64.
fn metadata(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = headers.get(METADATA).and_then(|value| value.to_str().ok()).unwrap_or("");
    let decode = |value: &str| {
        let bytes = base64::engine::general_purpose::STANDARD.decode(value).ok()?;
        String::from_utf8(bytes).ok()
    };
    text.split(',')
        .filter_map(|pair| {
            let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
            (!key.is_empty()).then(|| (key.to_owned(), decode(value).unwrap_or_default()))
        })
        .collect()
}

fn offset(status: StatusCode, kept: u64) -> Response {
    let mut response = empty(status);
    response.headers_mut().insert(OFFSET, HeaderValue::from(kept));
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, VERSION);
    headers.insert(header::CACHE_CONTROL, problem::PRIVATE);
    response
}

/// The problem that a fault is, for programs. `reason` is stable.
pub(super) fn refusal(fault: Fault) -> Response {
    let (code, reason, detail) = match fault {
        Fault::TooLarge => (
            ProblemCode::TooLarge,
            "too_large",
            format!(
                "A file has {MAX_MEGABYTES} MB at most, and no more bytes than were announced."
            ),
        ),
        Fault::TooMany => (
            ProblemCode::Conflict,
            "too_many",
            format!("There are {MAX_FILES} files already; remove one first."),
        ),
        Fault::Full => (
            ProblemCode::TooLarge,
            "full",
            format!(
                "There are {} files or {} MB of yours that no case has; submit the case, remove some, or wait a day.",
                ROOM.persons_files,
                ROOM.persons_bytes / (1024 * 1024),
            ),
        ),
        Fault::Refused(Refusal::Empty) => {
            (ProblemCode::Invalid, "empty", "There is nothing in this file.".to_owned())
        }
        Fault::Refused(Refusal::Program) => {
            (ProblemCode::Invalid, "program", "Programs are not accepted.".to_owned())
        }
        Fault::Refused(Refusal::Pretends) => (
            ProblemCode::Invalid,
            "pretends",
            "The content is not what the file's name says it is.".to_owned(),
        ),
        Fault::Elsewhere => (
            ProblemCode::Conflict,
            "offset",
            "The piece does not begin where the kept bytes end; ask with HEAD where that is."
                .to_owned(),
        ),
        Fault::Interrupted => (
            ProblemCode::Timeout,
            "interrupted",
            "The piece stopped arriving; ask with HEAD how much of it is kept.".to_owned(),
        ),
        Fault::Failed(code) => return problem::json(code, None, None),
    };
    refused(code, reason, &detail)
}

fn refused(code: ProblemCode, reason: &str, detail: &str) -> Response {
    let mut response = problem::json_with(code, Some(detail), None, &[("reason", json!(reason))]);
    response.headers_mut().insert(RESUMABLE, VERSION);
    response
}
