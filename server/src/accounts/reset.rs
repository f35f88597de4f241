//! A new password for one that was forgotten: a link by mail that works once.

use guichet_model::{Locale, Page, ProblemCode, email::EmailAddress, password::Unfit};
use guichet_storage::{Account, OneTimeToken, Purpose, TokenHash, random_token};
use jiff::ToSpan as _;

use super::{
    identity::problem,
    throttle::{Bucket, Wait},
};
use crate::{
    mail::letters,
    state::{Snapshot, State},
};

/// Minutes that a link works.
pub const LINK_MIN: i64 = 30;

/// What came of choosing a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is set; every session of the account has ended.
    Changed(Box<Account>),
    /// It cannot be taken; the link works on.
    Unfit(Unfit),
    /// Too many passwords were tried; the link works on.
    TooMany(Wait),
    /// The link has expired, was used, or never was.
    Expired,
}

/// Sends a link to whoever has the address, in the language they asked in. For an address without an account, or with a suspended one, the
/// same is written but the mail.
///
/// # Errors
/// When the database does not answer.
pub async fn send_link(
    state: &State,
    snapshot: &Snapshot,
    email: &EmailAddress,
    locale: &Locale,
) -> Result<(), ProblemCode> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let found = storage.account_by_email(email).await.map_err(problem)?;
    let account = found.filter(|account| !account.suspended);
    let token = random_token().map_err(problem)?;
    let url = link(state, locale, &token);
    let letter = letters::Letter { policy: snapshot.library.policy(), locale };
    let mail = account.as_ref().map(|account| letter.reset_password(account, &url, LINK_MIN));
    let expires = now.checked_add(LINK_MIN.minutes()).unwrap_or(now);
    let id = account.as_ref().map(|account| &account.id);
    storage
        .create_token(
            Purpose::ResetPassword,
            &TokenHash::of(&token),
            id,
            "",
            expires,
            mail.as_ref(),
            now,
        )
        .await
        .map_err(problem)?;
    state.mail.wake();
    Ok(())
}

/// The address of the page that a token opens.
pub fn link(state: &State, locale: &Locale, token: &str) -> String {
    format!("{}{}?token={token}", state.settings.base_url(), Page::ResetPassword.path(locale))
}

/// Whose password a token changes, while it does.
///
/// # Errors
/// When the database does not answer.
pub async fn holder(state: &State, token: &str) -> Result<Option<Account>, ProblemCode> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let hash = TokenHash::of(token);
    let found = storage.peek_token(Purpose::ResetPassword, &hash, now).await.map_err(problem)?;
    account_of(state, found).await
}

async fn account_of(
    state: &State,
    token: Option<OneTimeToken>,
) -> Result<Option<Account>, ProblemCode> {
    let Some(id) = token.and_then(|token| token.account) else { return Ok(None) };
    let account = state.accounts.storage.account(&id).await.map_err(problem)?;
    Ok(account.filter(|account| !account.suspended))
}

/// Sets a password by a token. The token is used up only when the password is about to be set.
///
/// # Errors
/// When the database does not answer, or too many passwords wait to be hashed.
pub async fn choose(
    state: &State,
    snapshot: &Snapshot,
    token: &str,
    password: &str,
    locale: &Locale,
) -> Result<Outcome, ProblemCode> {
    let accounts = &state.accounts;
    let Some(account) = holder(state, token).await? else { return Ok(Outcome::Expired) };
    // Measuring and hashing cost more than a request may, so that a link is no lever.
    let bucket = Bucket::ResetChoice(account.id.clone());
    if let Err(wait) = state.accounts.throttle.attempt(&bucket, state.clock.now()) {
        return Ok(Outcome::TooMany(wait));
    }
    if let Err(unfit) = measure(state, snapshot, &account, password, locale).await? {
        return Ok(Outcome::Unfit(unfit));
    }
    let hash = accounts.passwords.hash(password).await?;
    let (now, token) = (state.clock.now(), TokenHash::of(token));
    let held = accounts.storage.take_token(Purpose::ResetPassword, &token, now).await;
    if held.map_err(problem)?.is_none() {
        return Ok(Outcome::Expired);
    }
    accounts.storage.set_password(&account.id, &hash, None, now).await.map_err(problem)?;
    tell(state, snapshot, &account, locale).await;
    Ok(Outcome::Changed(Box::new(account)))
}

/// Measures a new password of an account against all that the portal knows of the person.
///
/// # Errors
/// When the database does not answer, or too many passwords wait to be measured.
pub async fn measure(
    state: &State,
    snapshot: &Snapshot,
    account: &Account,
    password: &str,
    locale: &Locale,
) -> Result<Result<(), Unfit>, ProblemCode> {
    let memberships = state.accounts.storage.memberships(&account.id).await.map_err(problem)?;
    let portal = &snapshot.library.policy().portal;
    let mut personal = vec![account.name.as_str(), account.email.as_str()];
    personal.extend([portal.name.get(locale), portal.organisation.get(locale)]);
    personal.extend(memberships.iter().map(|membership| membership.organisation.name.as_str()));
    state.accounts.passwords.measure(password, &personal).await
}

/// Tells the person by mail that their password was changed. The change stands whether the mail can be written or not.
pub async fn tell(state: &State, snapshot: &Snapshot, account: &Account, locale: &Locale) {
    let letter = letters::Letter { policy: snapshot.library.policy(), locale };
    let forgotten = format!("{}{}", state.settings.base_url(), Page::ForgotPassword.path(locale));
    let mail = letter.password_changed(account, &forgotten);
    state.write(&mail).await;
}
