//! One-time tokens: each opens one door once.

use jiff::Timestamp;

use crate::{AccountId, NewMessage, Result, Storage, TokenHash};

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Choosing a new password.
    ResetPassword,
    /// Coming back from an identity provider.
    ProviderSignIn,
    /// The second step of signing in.
    SecondFactor,
}

/// A token that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneTimeToken {
    /// Whose it is.
    pub account: Option<AccountId>,
    /// What was kept with it.
    pub payload: String,
    /// When it was given.
    pub created_at: Timestamp,
}

impl Storage {
    /// Keeps a token until it is taken or expires, and, in the same step, the mail that carries it.
    ///
    /// # Errors
    /// As every query.
    pub async fn create_token(
        &self,
        purpose: Purpose,
        token: &TokenHash,
        account: Option<&AccountId>,
        payload: &str,
        expires_at: Timestamp,
        mail: Option<&NewMessage>,
        now: Timestamp,
    ) -> Result<()> {
        _ = (purpose, token, account, payload, expires_at, mail, now);
        unimplemented!()
    }

    /// Looks at a token without taking it.
    ///
    /// # Errors
    /// As every query.
    pub async fn peek_token(
        &self,
        purpose: Purpose,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<OneTimeToken>> {
        _ = (purpose, token, now);
        unimplemented!()
    }

    /// Takes a token: of two who present it at once, one gets it.
    ///
    /// # Errors
    /// As every query.
    pub async fn take_token(
        &self,
        purpose: Purpose,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<OneTimeToken>> {
        _ = (purpose, token, now);
        unimplemented!()
    }

    /// Takes a token and counts a failed attempt on it; after `limit` of them it is void. Answers whether it still holds.
    ///
    /// # Errors
    /// As every query.
    pub async fn count_failure(
        &self,
        purpose: Purpose,
        token: &TokenHash,
        limit: u32,
    ) -> Result<bool> {
        _ = (purpose, token, limit);
        unimplemented!()
    }
}
