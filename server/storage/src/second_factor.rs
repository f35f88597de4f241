//! Second factors: a time-based one-time password (RFC 6238) and recovery codes.

use jiff::Timestamp;

use crate::{AccountId, Result, Storage};

/// The second factor of an account.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The shared secret, in Base32.
    pub secret: String,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
    /// Since when it is asked for.
    pub since: Timestamp,
}

impl Storage {
    /// The second factor of an account that has one.
    ///
    /// # Errors
    /// As every query.
    pub async fn second_factor(&self, account: &AccountId) -> Result<Option<SecondFactor>> {
        _ = account;
        unimplemented!()
    }

    /// Turns the second factor on with hashes of fresh recovery codes, replacing an earlier one. `step` is the one just proven, and cannot be used again.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_second_factor(
        &self,
        account: &AccountId,
        secret: &str,
        step: i64,
        recovery_codes: &[crate::TokenHash],
        now: Timestamp,
    ) -> Result<()> {
        _ = (account, secret, step, recovery_codes, now);
        unimplemented!()
    }

    /// Turns the second factor off.
    ///
    /// # Errors
    /// As every query.
    pub async fn remove_second_factor(&self, account: &AccountId) -> Result<()> {
        _ = account;
        unimplemented!()
    }

    /// Uses up a time step. `false` when it or a later one was used before: a code works once (RFC 6238 section 5.2).
    ///
    /// # Errors
    /// As every query.
    pub async fn use_step(&self, account: &AccountId, step: i64) -> Result<bool> {
        _ = (account, step);
        unimplemented!()
    }

    /// Uses up a recovery code. `false` when there is none such.
    ///
    /// # Errors
    /// As every query.
    pub async fn use_recovery_code(
        &self,
        account: &AccountId,
        code: &crate::TokenHash,
    ) -> Result<bool> {
        _ = (account, code);
        unimplemented!()
    }
}
