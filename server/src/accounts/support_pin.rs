//! Support PINs: a caller reads one out, and an agent learns who calls. Short-lived, made on demand, and given to the entitled alone.

use guichet_model::{ProblemCode, viewer::Role};
use guichet_storage::{Account, AccountId, Organisation, SessionState, StorageError};
use jiff::{Timestamp, ToSpan as _};
use unicode_normalization::UnicodeNormalization as _;

use super::{
    identity::problem,
    throttle::{Bucket, Wait},
};
use crate::state::State;

/// Minutes for which a PIN holds.
pub const VALID_MIN: i64 = 15;
/// How many digits it has.
const DIGITS: usize = 8;
/// How many PINs there are.
const PINS: u32 = 100_000_000;
/// How often a new PIN is drawn when someone holds the one drawn before.
const DRAWS: usize = 8;

/// Gives whoever is signed in a PIN, in place of an earlier one.
///
/// # Errors
/// When the database does not answer.
pub async fn give(state: &State, session: &SessionState) -> Result<(), ProblemCode> {
    let now = state.clock.now();
    let expires_at = now.checked_add(VALID_MIN.minutes()).unwrap_or(now);
    let organisation = session.organisation.as_ref().map(|(organisation, _)| &organisation.id);
    for _ in 0..DRAWS {
        let pin = draw().map_err(problem)?;
        let storage = &state.accounts.storage;
        let given = storage
            .set_support_pin(&session.account.id, organisation, &pin, expires_at, now)
            .await
            .map_err(problem)?;
        if given {
            return Ok(());
        }
    }
    tracing::error!("no support PIN is free");
    Err(ProblemCode::Internal)
}

/// A PIN by chance, each as likely as any other.
fn draw() -> Result<String, StorageError> {
    loop {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).map_err(|error| StorageError::Random(error.to_string()))?;
        let number = u32::from_le_bytes(bytes);
        // What is left above the last whole multiple would favour low numbers.
        if number < u32::MAX - u32::MAX % PINS {
            return Ok(format!("{:0DIGITS$}", number % PINS));
        }
    }
}

/// The digits of a PIN as it was typed: spaces and hyphens do not matter, full-width digits count.
pub fn read(typed: &str) -> Option<String> {
    let folded: String =
        typed.chars().take(64).nfkc().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let digits = folded.len() == DIGITS && folded.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(folded)
}

/// Who holds a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub account: Account,
    /// The organisation they call for, and their role there now.
    pub organisation: Option<(Organisation, Role)>,
    /// Until when the PIN holds.
    pub expires_at: Timestamp,
}

/// What an agent learns of a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// Who holds it.
    Held(Box<Holder>),
    /// Nobody does.
    NotValid,
    /// Too many were wrong.
    TooMany(Wait),
}

/// Looks up who holds a PIN, for an agent. Only wrong ones count against the agent's limit.
///
/// # Errors
/// When the database does not answer.
pub async fn check(state: &State, agent: &AccountId, pin: &str) -> Result<Checked, ProblemCode> {
    let (now, bucket) = (state.clock.now(), Bucket::SupportPin(agent.clone()));
    if let Err(wait) = state.accounts.throttle.attempt(&bucket, now) {
        return Ok(Checked::TooMany(wait));
    }
    let storage = &state.accounts.storage;
    let Some(found) = storage.support_pin_holder(pin, now).await.map_err(problem)? else {
        return Ok(Checked::NotValid);
    };
    state.accounts.throttle.forgive(&bucket);
    let organisation = match found.organisation {
        None => None,
        Some(organisation) => {
            let memberships = storage.memberships(&found.account.id).await.map_err(problem)?;
            let membership = memberships.into_iter().find(|m| m.organisation.id == organisation.id);
            membership.map(|membership| (membership.organisation, membership.role))
        }
    };
    let holder = Holder { account: found.account, organisation, expires_at: found.expires_at };
    Ok(Checked::Held(Box::new(holder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_read_however_it_is_typed() {
        for typed in ["48217730", "4821 7730", " 4821-7730 ", "４８２１　７７３０"] {
            assert_eq!(read(typed).as_deref(), Some("48217730"), "{typed}");
        }
        for typed in ["", "4821773", "482177300", "4821 773a", "٤٨٢١٧٧٣٠"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn pins_that_are_drawn_can_be_read() {
        for _ in 0..100 {
            let pin = draw().unwrap();
            assert_eq!(read(&pin), Some(pin));
        }
    }
}
