//! The draft behind the form: found by account or cookie, kept with every answer.

use axum::http::{HeaderMap, HeaderValue};
use guichet_model::{ProblemCode, guided::FormAnswers};
use guichet_storage::{DraftId, DraftOwner, KEEP_ANONYMOUS, TokenHash, random_token};

use crate::{
    accounts::{
        cookie,
        identity::{Identity, problem},
        throttle::Bucket,
    },
    pages::form::Form,
    state::State,
};

/// A draft as it was found: without an identifier when there is none yet.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) id: Option<DraftId>,
    pub(super) answers: FormAnswers,
}

/// Finds the draft of whoever asks. One that a browser has begun goes over to the account that has signed in with it meanwhile.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn find(
    state: &State,
    identity: &Identity,
    headers: &HeaderMap,
) -> Result<Found, ProblemCode> {
    let storage = &state.accounts.storage;
    let token = cookie::DRAFT.value(&state.settings, headers).map(TokenHash::of);
    let browsers = match &token {
        Some(token) => storage.draft(DraftOwner::Browser(token)).await.map_err(problem)?,
        None => None,
    };
    let found = match identity.session() {
        None => browsers,
        Some(session) => {
            if let (Some(_), Some(token)) = (&browsers, &token) {
                let now = state.clock.now();
                storage.claim_drafts(token, &session.account.id, now).await.map_err(problem)?;
            }
            storage.draft(DraftOwner::Account(&session.account.id)).await.map_err(problem)?
        }
    };
    Ok(found.map_or_else(Found::default, |draft| Found {
        // What cannot be read any more is begun anew.
        answers: serde_json::from_str(&draft.answers).unwrap_or_default(),
        id: Some(draft.id),
    }))
}

/// Keeps the answers. Answers the cookies to set: a new draft of somebody who is not signed in is their browser's.
///
/// # Errors
/// When the database does not take it, or too many drafts begin at one address.
pub(super) async fn keep(form: &Form, found: &mut Found) -> Result<Vec<HeaderValue>, ProblemCode> {
    let (state, now) = (&form.state, form.state.clock.now());
    let storage = &state.accounts.storage;
    let answers = serde_json::to_string(&found.answers).map_err(|_| ProblemCode::Internal)?;
    if let Some(id) = &found.id
        && storage.save_draft(id, &answers, now).await.map_err(problem)?
    {
        return Ok(Vec::new());
    }
    if let Some(session) = form.identity.session() {
        let owner = DraftOwner::Account(&session.account.id);
        found.id = Some(storage.create_draft(owner, &answers, now).await.map_err(problem)?);
        return Ok(Vec::new());
    }
    let attempt = state.accounts.throttle.attempt(&Bucket::draft(form.client()), now);
    attempt.map_err(|_| ProblemCode::TooManyRequests)?;
    let token = random_token().map_err(problem)?;
    let hash = TokenHash::of(&token);
    let owner = DraftOwner::Browser(&hash);
    found.id = Some(storage.create_draft(owner, &answers, now).await.map_err(problem)?);
    let age = u64::try_from(KEEP_ANONYMOUS.as_secs()).ok();
    Ok(vec![cookie::DRAFT.set(&state.settings, &token, age)])
}
