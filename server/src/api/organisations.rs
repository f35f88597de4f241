//! `/api/v1/organisations`: how billing or a CRM tells the portal who has bought what. Behind a token; a change holds from the next request on.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{
        Path, State as Shared,
        rejection::{BytesRejection, PathRejection},
    },
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use guichet_model::{ProblemCode, route};
use guichet_storage::{Conflict, Organisation, OrganisationChange, Storage, StorageError};
use serde::Serialize;
use serde_json::json;

use super::{
    bad_parameter,
    bearer::authorise,
    fields::{FieldError, Fields},
    search::number,
};
use crate::{
    accounts::{details, identity},
    problem,
    state::State,
};

/// How many organisations an answer holds when the request does not say.
pub const DEFAULT_LIMIT: usize = 50;
/// How many organisations an answer holds at most.
pub const MAX_LIMIT: usize = 200;
/// The furthest organisation anyone may ask for.
pub const MAX_OFFSET: usize = 10_000_000;

/// An organisation as programs get it.
#[derive(Debug, Serialize)]
pub struct OrganisationAnswer<'o> {
    id: &'o str,
    external_id: Option<&'o str>,
    name: &'o str,
    edition: &'o str,
    suspended: bool,
    domains: &'o [String],
    created_at: String,
    updated_at: String,
}

impl<'o> From<&'o Organisation> for OrganisationAnswer<'o> {
    fn from(organisation: &'o Organisation) -> Self {
        Self {
            id: organisation.id.as_str(),
            external_id: organisation.external_id.as_deref(),
            name: &organisation.name,
            edition: &organisation.edition,
            suspended: organisation.suspended,
            domains: &organisation.domains,
            created_at: organisation.created_at.to_string(),
            updated_at: organisation.updated_at.to_string(),
        }
    }
}

/// Answers organisations by name.
pub async fn list(Shared(state): Shared<Arc<State>>, parts: Parts) -> Response {
    if let Err(refused) = authorise(&state, &parts).await {
        return refused;
    }
    let (limit, offset) = match page(parts.uri.query().unwrap_or("")) {
        Ok(page) => page,
        Err(detail) => return bad_parameter(&detail),
    };
    // One more than asked for tells whether there are more.
    match state.accounts.storage.organisations(limit + 1, offset).await {
        Ok(found) => {
            let asked = usize::try_from(limit).unwrap_or(usize::MAX);
            let more = found.len() > asked;
            let shown: Vec<OrganisationAnswer<'_>> =
                found.iter().take(asked).map(Into::into).collect();
            let next = more.then(|| offset + limit);
            private(super::json(&json!({ "organisations": shown, "next_offset": next })))
        }
        Err(error) => failed(error),
    }
}

fn page(query: &str) -> Result<(u32, u32), String> {
    let (mut limit, mut offset) = (DEFAULT_LIMIT, 0);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "limit" => limit = number("limit", &value, 1, MAX_LIMIT)?,
            "offset" => offset = number("offset", &value, 0, MAX_OFFSET)?,
            _ => {}
        }
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok((count(limit), count(offset)))
}

/// Answers an organisation.
pub async fn get(
    Shared(state): Shared<Arc<State>>,
    path: Result<Path<String>, PathRejection>,
    parts: Parts,
) -> Response {
    if let Err(refused) = authorise(&state, &parts).await {
        return refused;
    }
    let Ok(Path(external_id)) = path else { return missing() };
    match state.accounts.storage.organisation_by_external_id(&external_id).await {
        Ok(Some(organisation)) => answer(&organisation, StatusCode::OK),
        Ok(None) => missing(),
        Err(error) => failed(error),
    }
}

/// Creates an organisation or changes it; the same request twice leaves the same state.
pub async fn put(
    Shared(state): Shared<Arc<State>>,
    path: Result<Path<String>, PathRejection>,
    parts: Parts,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    put_checked(&state, path.ok(), &parts, body).await.unwrap_or_else(|refused| refused)
}

async fn put_checked(
    state: &State,
    path: Option<Path<String>>,
    parts: &Parts,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Response> {
    let token = authorise(state, parts).await?;
    let Path(external_id) = path.ok_or_else(missing)?;
    let (external_id, change) = read_change(state, &external_id, &parts.headers, body)?;
    let storage = &state.accounts.storage;
    match storage.put_organisation(external_id, &change, state.clock.now()).await {
        Ok((organisation, created)) => {
            tracing::info!(
                token = token.name,
                organisation = external_id,
                edition = organisation.edition,
                suspended = organisation.suspended,
                created,
                "organisation put by the API"
            );
            let status = if created { StatusCode::CREATED } else { StatusCode::OK };
            let mut response = answer(&organisation, status);
            let location = format!("/api/v1/organisations/{}", route::encode(external_id));
            if created && let Ok(location) = HeaderValue::from_str(&location) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            Ok(response)
        }
        Err(StorageError::Conflict(Conflict::Missing)) => Err(incomplete(&change)),
        Err(StorageError::Conflict(Conflict::DomainTaken)) => {
            Err(taken(storage, external_id, &change).await)
        }
        Err(error) => Err(failed(error)),
    }
}

fn read_change<'p>(
    state: &State,
    external_id: &'p str,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(&'p str, OrganisationChange), Response> {
    let snapshot = state.snapshot();
    let policy = snapshot.library.policy();
    let mut fields = Fields::read(headers, body)?;
    let change = OrganisationChange {
        name: fields.text("name", details::name),
        edition: fields.text("edition", |id| details::edition(policy, id)),
        suspended: fields.flag("suspended"),
        domains: fields.texts("domains", |texts| details::domains(policy, texts)),
    };
    let checked = details::external_id(external_id);
    if let Err(detail) = &checked {
        fields.wrong("external_id", detail);
    }
    fields.finish()?;
    Ok((checked.unwrap_or_default(), change))
}

/// A new organisation needs more than was said of it.
fn incomplete(change: &OrganisationChange) -> Response {
    let absent = [("name", change.name.is_none()), ("edition", change.edition.is_none())];
    let errors: Vec<FieldError> = absent
        .into_iter()
        .filter(|(_, absent)| *absent)
        .map(|(field, _)| FieldError::new(field, "a new organisation needs it"))
        .collect();
    problem::invalid(&errors)
}

/// Names the domains that belong to others.
async fn taken(storage: &Storage, external_id: &str, change: &OrganisationChange) -> Response {
    let mut errors = Vec::new();
    for domain in change.domains.iter().flatten() {
        match storage.organisation_by_domain(domain).await {
            Ok(Some(owner)) if owner.external_id.as_deref() != Some(external_id) => {
                let detail = format!("{domain} belongs to another organisation");
                errors.push(FieldError::new("domains", detail));
            }
            Ok(_) => {}
            Err(error) => return failed(error),
        }
    }
    let detail = "A domain belongs to one organisation.";
    problem::json_with(ProblemCode::Conflict, Some(detail), None, &[("errors", json!(errors))])
}

fn answer(organisation: &Organisation, status: StatusCode) -> Response {
    let mut response = private(super::json(&OrganisationAnswer::from(organisation)));
    *response.status_mut() = status;
    response
}

/// What is behind a token is kept nowhere.
pub(super) fn private(mut response: Response) -> Response {
    let value = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, value);
    response
}

pub(super) fn missing() -> Response {
    let detail = "There is no organisation with this external identifier.";
    problem::json(ProblemCode::NotFound, Some(detail), None)
}

pub(super) fn failed(error: StorageError) -> Response {
    problem::json(identity::problem(error), None, None)
}
