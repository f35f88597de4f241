//! Tokens of the API: how a billing system or a CRM proves itself.

use jiff::Timestamp;

use crate::{ApiTokenId, Result, Storage, TokenHash};

/// A token as listed; the token itself is shown once, when it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its name for the portal.
    pub id: ApiTokenId,
    /// What the operator calls it.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
}

impl Storage {
    /// Keeps a new token.
    ///
    /// # Errors
    /// As every query.
    pub async fn create_api_token(
        &self,
        name: &str,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<ApiTokenId> {
        _ = (name, token, now);
        unimplemented!()
    }

    /// The token that a program presents; notes its use.
    ///
    /// # Errors
    /// As every query.
    pub async fn use_api_token(
        &self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<ApiToken>> {
        _ = (token, now);
        unimplemented!()
    }

    /// Every token, newest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn api_tokens(&self) -> Result<Vec<ApiToken>> {
        unimplemented!()
    }

    /// Ends a token. Answers whether there was one.
    ///
    /// # Errors
    /// As every query.
    pub async fn revoke_api_token(&self, id: &ApiTokenId) -> Result<bool> {
        _ = id;
        unimplemented!()
    }
}
