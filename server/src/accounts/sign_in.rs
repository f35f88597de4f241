//! Whether an address and a password sign in: counted, compared, and answered alike whether the address is known, has a password, is
//! suspended, or none of it.

use std::net::IpAddr;

use axum::http::HeaderMap;
use guichet_model::{ProblemCode, email::EmailAddress};
use guichet_storage::Account;

use super::{
    device,
    identity::problem,
    password::Verdict,
    throttle::{Bucket, Wait},
};
use crate::state::State;

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// They fit together.
    Right(Box<Account>),
    /// They do not, for whichever reason.
    Wrong,
    /// It was one too many.
    TooMany(Wait),
}

/// Compares. Only what fails counts against the limits.
///
/// # Errors
/// When the database does not answer, or too many passwords wait to be compared.
pub async fn with_password(
    state: &State,
    headers: &HeaderMap,
    client: IpAddr,
    email: &EmailAddress,
    password: &str,
) -> Result<Outcome, ProblemCode> {
    let accounts = &state.accounts;
    let device = device::of(state, headers).await?;
    let mut attempt = Attempt { state, buckets: Vec::new() };
    // Strangers are counted before the database is asked; a browser with a proof only once it is known for which account.
    if device.is_none()
        && let Err(wait) = attempt.count(Bucket::client(client))
    {
        return Ok(Outcome::TooMany(wait));
    }
    let account = accounts.storage.account_by_email(email).await.map_err(problem)?;
    let known = device
        .as_ref()
        .filter(|device| account.as_ref().is_some_and(|account| account.id == device.account));
    let buckets = match (known, &device) {
        (Some(device), _) => vec![Bucket::Device(device.nonce.clone())],
        (None, Some(_)) => vec![Bucket::client(client), Bucket::Account(email.clone())],
        (None, None) => vec![Bucket::Account(email.clone())],
    };
    for bucket in buckets {
        if let Err(wait) = attempt.count(bucket) {
            return Ok(Outcome::TooMany(wait));
        }
    }
    let account = account.filter(|account| !account.suspended);
    let kept = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let verdict = accounts.passwords.verify(password, kept).await.inspect_err(|_| {
        // What was not compared was no guess.
        attempt.forgive();
    })?;
    let Some(account) = account.filter(|_| verdict != Verdict::Wrong) else {
        return Ok(Outcome::Wrong);
    };
    attempt.forgive();
    let account = match (verdict, &account.password_hash) {
        (Verdict::Outdated(new), Some(old)) => {
            let storage = &accounts.storage;
            // When the password has changed meanwhile, the session that the old one asks for does not begin.
            let upgraded = storage.upgrade_password_hash(&account.id, old, &new).await;
            let kept = if upgraded.map_err(problem)? { new } else { old.clone() };
            Account { password_hash: Some(kept), ..account }
        }
        _ => account,
    };
    Ok(Outcome::Right(Box::new(account)))
}

/// An attempt under way, counted in some buckets before its outcome is known: of many at once, no more are let through than of many in a row.
struct Attempt<'s> {
    state: &'s State,
    buckets: Vec<Bucket>,
}

impl Attempt<'_> {
    fn count(&mut self, bucket: Bucket) -> Result<(), Wait> {
        let now = self.state.clock.now();
        let counted = self.state.accounts.throttle.attempt(&bucket, now);
        match counted {
            Ok(()) => self.buckets.push(bucket),
            // Who is turned away here did not try: it shall not count elsewhere.
            Err(_) => self.forgive(),
        }
        counted
    }

    fn forgive(&mut self) {
        for bucket in self.buckets.drain(..) {
            self.state.accounts.throttle.forgive(&bucket);
        }
    }
}
