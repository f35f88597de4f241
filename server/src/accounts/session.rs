//! Beginning and ending sessions: what every way of signing in comes to, and the second step that may lie before it.

use axum::http::{HeaderMap, HeaderValue, header};
use guichet_model::{Locale, Page, ProblemCode, route};
use guichet_storage::{
    Account, Conflict, NewSession, OrganisationId, Purpose, StorageError, TokenHash, random_token,
};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::{
    cookie,
    device::{self, Known},
    identity::{needs_second_factor, problem},
};
use crate::{pages::view, settings::Settings, state::State};

/// Minutes that the second step of signing in may take.
pub const SECOND_FACTOR_MIN: i64 = 10;
/// What is kept of how a browser names itself.
const MAX_USER_AGENT: usize = 200;

/// Where signing in leads, kept while it takes more than one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onward {
    /// The language it began in.
    pub locale: Locale,
    /// The path of this portal to go on to; the home page when absent.
    #[serde(default)]
    pub next: Option<String>,
    /// The organisation to act for, where the way of signing in tells it.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
}

impl Onward {
    /// On to `next`, where it is a path of this portal.
    pub fn new(locale: Locale, next: &str) -> Self {
        let next = view::safe_next(next).map(str::to_owned);
        Self { locale, next, organisation: None }
    }

    /// The path to go on to.
    pub fn path(&self) -> String {
        let next = self.next.as_deref().and_then(view::safe_next);
        next.map_or_else(|| Page::Home.path(&self.locale), str::to_owned)
    }
}

/// A sign-in that waits for its second step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStep {
    /// Where it leads.
    pub onward: Onward,
    /// What tells whether the password is still the one that was proven: a digest of its hash.
    proven: String,
}

impl SecondStep {
    fn new(account: &Account, onward: &Onward) -> Self {
        Self { onward: onward.clone(), proven: Self::digest(account) }
    }

    /// Whether the account's password is still the one that was proven.
    pub fn holds_for(&self, account: &Account) -> bool {
        self.proven == Self::digest(account)
    }

    fn digest(account: &Account) -> String {
        TokenHash::of(account.password_hash.as_deref().unwrap_or("")).as_str().to_owned()
    }
}

/// What to answer once a step of signing in is done: the cookies to set, and where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Values of `Set-Cookie`.
    pub cookies: Vec<HeaderValue>,
    /// The address to go to.
    pub to: String,
}

/// Goes on from a proven password: to the second step where the account has one, else into a session.
///
/// # Errors
/// When the database does not answer.
pub async fn proceed(
    state: &State,
    headers: &HeaderMap,
    account: &Account,
    onward: &Onward,
) -> Result<Step, ProblemCode> {
    let storage = &state.accounts.storage;
    if storage.second_factor(&account.id).await.map_err(problem)?.is_none() {
        return begin(state, headers, account, false, onward).await;
    }
    let now = state.clock.now();
    let token = random_token().map_err(problem)?;
    let payload = serde_json::to_string(&SecondStep::new(account, onward))
        .map_err(|_| ProblemCode::Internal)?;
    let (hash, expires) = (TokenHash::of(&token), later(now, SECOND_FACTOR_MIN.minutes()));
    storage
        .create_token(Purpose::SecondFactor, &hash, Some(&account.id), &payload, expires, None, now)
        .await
        .map_err(problem)?;
    let age = u64::try_from(SECOND_FACTOR_MIN * 60).ok();
    Ok(Step {
        cookies: vec![cookie::SECOND_FACTOR.set(&state.settings, &token, age)],
        to: Page::SecondFactor.path(&onward.locale),
    })
}

/// Begins a session, after a second step or without one, and ends the one this browser had: a session's token never outlives a change of who is
/// signed in. Whoever belongs to several organisations chooses one first. An account that was suspended or given another password since `account` was read begins none:
/// that leads back to the page for signing in.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(
    state: &State,
    headers: &HeaderMap,
    account: &Account,
    by_second_step: bool,
    onward: &Onward,
) -> Result<Step, ProblemCode> {
    let (storage, settings, now) = (&state.accounts.storage, &state.settings, state.clock.now());
    let (organisation, to) = place(state, account, by_second_step, onward).await?;
    let token = random_token().map_err(problem)?;
    let new = NewSession {
        account: account.id.clone(),
        password_hash: account.password_hash.clone(),
        organisation,
        token: TokenHash::of(&token),
        user_agent: user_agent(headers),
        expires_at: later(now, i64::from(settings.session_absolute_h).hours()),
    };
    match storage.create_session(&new, now).await {
        Ok(_) => {}
        Err(StorageError::Conflict(Conflict::Missing)) => {
            let to = Page::SignIn.path(&onward.locale);
            return Ok(Step { cookies: vec![cookie::SECOND_FACTOR.clear(settings)], to });
        }
        Err(error) => return Err(problem(error)),
    }
    end_of_browser(state, headers).await.map_err(problem)?;
    let mut cookies = vec![cookie::set(settings, &token)];
    cookies.push(device::cookie(state, headers, &account.id, Known::BySignIn).await?);
    if cookie::SECOND_FACTOR.value(settings, headers).is_some() {
        cookies.push(cookie::SECOND_FACTOR.clear(settings));
    }
    Ok(Step { cookies, to })
}

/// The organisation that a new session acts for, and where it leads.
async fn place(
    state: &State,
    account: &Account,
    by_second_step: bool,
    onward: &Onward,
) -> Result<(Option<OrganisationId>, String), ProblemCode> {
    let next = onward.path();
    if account.staff.is_some() {
        let waits = needs_second_factor(state, account) && !by_second_step;
        return Ok((None, if waits { view::set_up_url(&onward.locale) } else { next }));
    }
    let memberships = state.accounts.storage.memberships(&account.id).await.map_err(problem)?;
    let mut ids: Vec<OrganisationId> =
        memberships.into_iter().map(|membership| membership.organisation.id).collect();
    if let Some(wanted) = onward.organisation.as_ref().filter(|wanted| ids.contains(wanted)) {
        return Ok((Some(wanted.clone()), next));
    }
    if ids.len() > 1 {
        let choose = Page::Organisations.path(&onward.locale);
        return Ok((None, format!("{choose}?next={}", route::encode(&next))));
    }
    Ok((ids.pop(), next))
}

/// Ends the session of this browser, if it has one. Answers whether it had.
///
/// # Errors
/// As every query.
pub async fn end_of_browser(state: &State, headers: &HeaderMap) -> Result<bool, StorageError> {
    let Some(token) = cookie::token(&state.settings, headers) else { return Ok(false) };
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let found =
        storage.session(&TokenHash::of(token), idle_since(&state.settings, now), now).await?;
    match found {
        Some(old) => storage.end_session(&old.account.id, &old.session.id).await,
        None => Ok(false),
    }
}

/// The instant since which a session must have been used to hold still.
pub fn idle_since(settings: &Settings, now: Timestamp) -> Timestamp {
    now.checked_sub(i64::from(settings.session_idle_h).hours()).unwrap_or(now)
}

fn later(now: Timestamp, span: jiff::Span) -> Timestamp {
    now.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// How the browser names itself, as one line of limited length.
fn user_agent(headers: &HeaderMap) -> String {
    let named = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    named.unwrap_or("").chars().filter(|c| !c.is_control()).take(MAX_USER_AGENT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_on_within_the_portal_alone() {
        let locale: Locale = "fr".parse().unwrap();
        let path = |next: &str| Onward::new(locale.clone(), next).path();
        assert_eq!(path("/fr/contact?x=1"), "/fr/contact?x=1");
        for elsewhere in ["", "//evil.example", "https://evil.example/", "/\\evil.example"] {
            assert_eq!(path(elsewhere), "/fr/", "{elsewhere:?}");
        }
    }

    #[test]
    fn what_is_kept_for_the_second_step_reads_back() {
        let onward = Onward {
            organisation: Some("o1".to_owned().into()),
            ..Onward::new("ja".parse().unwrap(), "/ja/contact")
        };
        let step = SecondStep { onward, proven: "x".to_owned() };
        let kept = serde_json::to_string(&step).unwrap();
        assert_eq!(serde_json::from_str::<SecondStep>(&kept).unwrap(), step);
    }

    #[test]
    fn browsers_name_themselves_in_one_short_line() {
        let long = HeaderValue::from_str(&"x".repeat(5_000)).unwrap();
        let headers = HeaderMap::from_iter([(header::USER_AGENT, long)]);
        assert_eq!(user_agent(&headers).len(), MAX_USER_AGENT);
        assert_eq!(user_agent(&HeaderMap::new()), "");
    }
}
