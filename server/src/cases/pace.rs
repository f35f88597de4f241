//! How often people may write: generous for whoever has something to say, and no way to bury the desk. Programs are the operator's own, and
//! are not counted.

use guichet_model::case::CaseRef;
use guichet_storage::AccountId;

use super::{SubmitError, perform::Done};
use crate::{
    accounts::throttle::{Bucket, Wait},
    state::State,
};

/// Counts something that a person adds to a case, or says how long to wait.
///
/// # Errors
/// The wait.
pub fn message(state: &State, account: &AccountId) -> Result<(), Wait> {
    state.accounts.throttle.attempt(&Bucket::Message(account.clone()), state.clock.now())
}

/// Takes a message back that was none: it was refused, or sent before.
pub fn forgive_message(state: &State, account: &AccountId) {
    state.accounts.throttle.forgive(&Bucket::Message(account.clone()));
}

/// Counts a case that a person opens, or says how long to wait.
///
/// # Errors
/// The wait.
pub fn case(state: &State, account: &AccountId) -> Result<(), Wait> {
    state.accounts.throttle.attempt(&Bucket::Case(account.clone()), state.clock.now())
}

/// Takes a case back that was none: it was refused, or sent before.
pub fn forgive_case(
    state: &State,
    account: &AccountId,
    submitted: &Result<(CaseRef, Done), SubmitError>,
) {
    if !matches!(submitted, Ok((_, Done::Now))) {
        state.accounts.throttle.forgive(&Bucket::Case(account.clone()));
    }
}
