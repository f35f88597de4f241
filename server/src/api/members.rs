//! `/api/v1/organisations/{external_id}/members/{email}`: who belongs to an organisation, as its billing system or CRM knows it.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{
        Path, State as Shared,
        rejection::{BytesRejection, PathRejection},
    },
    http::{HeaderMap, StatusCode, request::Parts},
    response::Response,
};
use guichet_model::{email::EmailAddress, viewer::Role};
use guichet_storage::{Account, Conflict, NewAccount, Organisation, StorageError};
use serde_json::json;

use super::{
    bearer::authorise,
    fields::{FieldError, Fields},
    organisations::{failed, missing, private},
};
use crate::{accounts::details, problem, state::State};

type Address = Result<Path<(String, String)>, PathRejection>;

/// Makes a person a member of an organisation, or changes their role there. Someone new gets an account without a password: they
/// choose one by mail, or come in through a provider.
pub async fn put(
    Shared(state): Shared<Arc<State>>,
    path: Address,
    parts: Parts,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    put_checked(&state, path, &parts, body).await.unwrap_or_else(|refused| refused)
}

/// Takes a person out of an organisation; their account stays. The same request twice leaves the same state.
pub async fn delete(Shared(state): Shared<Arc<State>>, path: Address, parts: Parts) -> Response {
    delete_checked(&state, path, &parts).await.unwrap_or_else(|refused| refused)
}

async fn put_checked(
    state: &State,
    path: Address,
    parts: &Parts,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Response> {
    let token = authorise(state, parts).await?;
    let (organisation, email) = addressed(state, path).await?;
    let (role, name) = read(&parts.headers, body)?;
    let (account, created) = member(state, &organisation, email, role, name).await?;
    tracing::info!(
        token = token.name,
        organisation = organisation.external_id,
        account = %account.id,
        role = role.name(),
        created,
        "member put by the API"
    );
    let mut response = private(super::json(&json!({
        "email": account.email,
        "name": account.name,
        "role": role.name(),
        "organisation": organisation.external_id,
    })));
    if created {
        *response.status_mut() = StatusCode::CREATED;
    }
    Ok(response)
}

async fn delete_checked(state: &State, path: Address, parts: &Parts) -> Result<Response, Response> {
    let token = authorise(state, parts).await?;
    let (organisation, email) = addressed(state, path).await?;
    let storage = &state.accounts.storage;
    if let Some(account) = storage.account_by_email(&email).await.map_err(failed)? {
        let removed = storage.remove_membership(&account.id, &organisation.id).await;
        tracing::info!(
            token = token.name,
            organisation = organisation.external_id,
            account = %account.id,
            removed = removed.map_err(failed)?,
            "member removed by the API"
        );
    }
    let mut response = private(Response::new(Body::empty()));
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

/// The organisation and the person that an address names.
async fn addressed(state: &State, path: Address) -> Result<(Organisation, EmailAddress), Response> {
    let Path((external_id, email)) = path.map_err(|_| missing())?;
    let found = state.accounts.storage.organisation_by_external_id(&external_id).await;
    let organisation = found.map_err(failed)?.ok_or_else(missing)?;
    let email = email
        .parse()
        .map_err(|error| problem::invalid(&[FieldError::new("email", format!("{error}"))]))?;
    Ok((organisation, email))
}

fn read(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(Role, Option<String>), Response> {
    let mut fields = Fields::read(headers, body)?;
    let given = fields.has("role");
    let role = fields.text("role", |name| {
        Role::parse(name).ok_or_else(|| "a role is administrator or member".to_owned())
    });
    if !given {
        fields.wrong("role", "administrator or member is needed");
    }
    let name = fields.text("name", details::name);
    fields.finish()?;
    Ok((role.unwrap_or(Role::Member), name))
}

/// Makes the membership true; answers the account and whether the membership is new.
async fn member(
    state: &State,
    organisation: &Organisation,
    email: EmailAddress,
    role: Role,
    name: Option<String>,
) -> Result<(Account, bool), Response> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let mut known = storage.account_by_email(&email).await.map_err(failed)?;
    if known.is_none() {
        let needed = || FieldError::new("name", "a person without an account needs a name");
        let name = name.ok_or_else(|| problem::invalid(&[needed()]))?;
        let new = NewAccount {
            email: email.clone(),
            name,
            password_hash: None,
            staff: None,
            membership: Some((organisation.id.clone(), role)),
            identity: None,
        };
        match storage.create_account(&new, now).await {
            Ok(account) => return Ok((account, true)),
            // Someone else was quicker by a moment; what is left to do is the same as if they had been by a day.
            Err(StorageError::Conflict(Conflict::EmailTaken)) => {
                known = storage.account_by_email(&email).await.map_err(failed)?;
            }
            Err(error) => return Err(failed(error)),
        }
    }
    let account = known.ok_or_else(missing)?;
    let before = storage.memberships(&account.id).await.map_err(failed)?;
    let was_member = before.iter().any(|membership| membership.organisation.id == organisation.id);
    storage.set_membership(&account.id, &organisation.id, role, now).await.map_err(failed)?;
    Ok((account, !was_member))
}
