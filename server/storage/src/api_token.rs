//! Tokens of the API: how a billing system or a CRM proves itself.

use jiff::Timestamp;

use crate::{
    ApiTokenId, Result, Storage, TokenHash,
    query::{Row, minute_before, sql, stored},
};

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
        let id = ApiTokenId::random()?;
        let insert = sql("INSERT INTO api_tokens (id, token, name, created_at, last_used_at) \
             VALUES ($1, $2, $3, $4, NULL)")
        .bind(&id)
        .bind(token)
        .bind(name)
        .bind(now);
        self.change(insert).await?;
        Ok(id)
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
        let row = sql("SELECT id, name, created_at, last_used_at FROM api_tokens WHERE token = $1")
            .bind(token)
            .row(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let mut found = ApiToken::read(&row)?;
        let before = minute_before(now);
        if found.last_used_at.is_none_or(|last| last <= before) {
            let update = sql("UPDATE api_tokens SET last_used_at = $2 \
                 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)")
            .bind(&found.id)
            .bind(now)
            .bind(before);
            self.change(update).await?;
            found.last_used_at = Some(stored(now));
        }
        Ok(Some(found))
    }

    /// Every token, newest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn api_tokens(&self) -> Result<Vec<ApiToken>> {
        let rows = sql("SELECT id, name, created_at, last_used_at FROM api_tokens \
             ORDER BY created_at DESC, id")
        .rows(&self.pool)
        .await?;
        rows.iter().map(ApiToken::read).collect()
    }

    /// Ends a token. Answers whether there was one.
    ///
    /// # Errors
    /// As every query.
    pub async fn revoke_api_token(&self, id: &ApiTokenId) -> Result<bool> {
        Ok(self.change(sql("DELETE FROM api_tokens WHERE id = $1").bind(id)).await? > 0)
    }
}

impl ApiToken {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: ApiTokenId(row.text("id")?),
            name: row.text("name")?,
            created_at: row.instant("created_at")?,
            last_used_at: row.instant_if_any("last_used_at")?,
        })
    }
}
