//! The draft behind the form: found by account or cookie, kept with every answer.
//!
//! Where a session ends in the middle, the page still names the account's draft: what is answered then begins a draft of the browser's that
//! goes on with it, and both are one again once that person signs in.

use axum::http::{HeaderMap, HeaderValue};
use guichet_model::{ProblemCode, guided::FormAnswers};
use guichet_storage::{DraftId, DraftOwner, KEEP_ANONYMOUS, TokenHash, random_token};
use serde::{Deserialize, Serialize};

use crate::{
    accounts::{
        cookie,
        identity::{Identity, problem},
        throttle::Bucket,
    },
    pages::form::Form,
    state::State,
};

/// The most bytes of what is kept for somebody who is not signed in: three times the longest text that a case takes. What is pasted without
/// a thought is kept for those who can be asked about it.
const MAX_ANONYMOUS: usize = 256 * 1024;

/// A draft as it was found: without an identifier when there is none yet.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) id: Option<DraftId>,
    pub(super) answers: FormAnswers,
    /// The draft of an account that it goes on with.
    pub(super) goes_on_with: Option<DraftId>,
}

/// A draft as it is written down.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Written {
    #[serde(flatten)]
    answers: FormAnswers,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    goes_on_with: Option<String>,
}

impl Written {
    /// What cannot be read any more is begun anew.
    fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn goes_on_with(&self) -> Option<DraftId> {
        self.goes_on_with.clone().map(DraftId::from)
    }
}

/// The text of a browser's draft and the one of an account's that it goes on with, as one.
fn join(browsers: &str, accounts: &str) -> String {
    let (browsers, accounts) = (Written::read(browsers), Written::read(accounts));
    let answers = browsers.answers.going_on_with(accounts.answers);
    let joined = Written { answers, goes_on_with: accounts.goes_on_with };
    serde_json::to_string(&joined).unwrap_or_default()
}

/// Whether a form stood on a page of somebody who was signed in, and is not any more.
pub(super) fn session_ended(form: &Form) -> bool {
    form.identity.session().is_none() && form.field("as") == "account"
}

/// Whether what a page sends may be written into the draft that was found: it is the one that the page names, or goes on with it.
pub(super) fn is_of_page(form: &Form, found: &Found) -> bool {
    let named = form.field("draft");
    let is = |id: Option<&DraftId>| id.is_some_and(|id| id.as_str() == named);
    named.is_empty()
        || is(found.id.as_ref())
        || (session_ended(form) && is(found.goes_on_with.as_ref()))
}

/// Finds the draft of whoever asks. One that a browser has begun goes over to the account that has signed in with it meanwhile, into the
/// account's own where it goes on with that.
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
            if let (Some(browsers), Some(token)) = (&browsers, &token) {
                let (account, now) = (&session.account.id, state.clock.now());
                match Written::read(&browsers.answers).goes_on_with() {
                    // What goes on with somebody else's stays the browser's, and waits for them.
                    Some(earlier) => {
                        storage.join_draft(token, (account, &earlier), join, now).await
                    }
                    None => storage.claim_drafts(token, account, now).await,
                }
                .map_err(problem)?;
            }
            storage.draft(DraftOwner::Account(&session.account.id)).await.map_err(problem)?
        }
    };
    Ok(found.map_or_else(Found::default, |draft| {
        let written = Written::read(&draft.answers);
        Found { goes_on_with: written.goes_on_with(), answers: written.answers, id: Some(draft.id) }
    }))
}

/// Keeps the answers. Answers the cookies to set: a new draft of somebody who is not signed in is their browser's.
///
/// # Errors
/// When the database does not take it, it is too much for somebody who is not signed in, or too many drafts begin at one address.
pub(super) async fn keep(form: &Form, found: &mut Found) -> Result<Vec<HeaderValue>, ProblemCode> {
    let (state, now) = (&form.state, form.state.clock.now());
    let storage = &state.accounts.storage;
    let named = form.field("draft");
    if found.id.is_none() && session_ended(form) && !named.is_empty() {
        found.goes_on_with = Some(DraftId::from(named.to_owned()));
    }
    let written = Written {
        answers: found.answers.clone(),
        goes_on_with: found.goes_on_with.as_ref().map(ToString::to_string),
    };
    let answers = serde_json::to_string(&written).map_err(|_| ProblemCode::Internal)?;
    if form.identity.session().is_none() && answers.len() > MAX_ANONYMOUS {
        return Err(ProblemCode::TooLarge);
    }
    if let Some(id) = &found.id
        && storage.save_draft(id, &answers, now).await.map_err(problem)?
    {
        return Ok(Vec::new());
    }
    // What a script still saves after the draft was sent begins no other.
    if found.id.is_some() && form.field("action") == "save" {
        return Err(ProblemCode::Conflict);
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
