//! One-time tokens: each opens one door once.

use jiff::Timestamp;

use crate::{
    AccountId, NewMessage, Result, Storage, TokenHash,
    outbox::put_message,
    query::{Row, sql},
};

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

impl Purpose {
    /// Its name in the database.
    fn name(self) -> &'static str {
        match self {
            Self::ResetPassword => "reset_password",
            Self::ProviderSignIn => "provider_sign_in",
            Self::SecondFactor => "second_factor",
        }
    }
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
    #[expect(
        clippy::too_many_arguments,
        reason = "a token, its mail and the present; a structure would be built once and taken apart at once"
    )]
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
        let insert = sql("INSERT INTO one_time_tokens \
             (token, purpose, account, payload, failures, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, 0, $5, $6)")
        .bind(token)
        .bind(purpose.name())
        .bind(account)
        .bind(payload)
        .bind(now)
        .bind(expires_at);
        let Some(mail) = mail else { return self.change(insert).await.map(drop) };
        let mut change = self.begin().await?;
        insert.run(change.on()).await?;
        put_message(mail, now)?.run(change.on()).await?;
        change.commit().await
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
        let row = sql("SELECT account, payload, created_at FROM one_time_tokens \
             WHERE token = $1 AND purpose = $2 AND expires_at > $3")
        .bind(token)
        .bind(purpose.name())
        .bind(now)
        .row(&self.pool)
        .await?;
        row.as_ref().map(OneTimeToken::read).transpose()
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
        let delete = sql("DELETE FROM one_time_tokens \
             WHERE token = $1 AND purpose = $2 AND expires_at > $3 \
             RETURNING account, payload, created_at")
        .bind(token)
        .bind(purpose.name())
        .bind(now);
        self.change_rows(delete).await?.first().map(OneTimeToken::read).transpose()
    }

    /// Counts a failed attempt on a token; after `limit` of them it is void. Answers whether it still holds.
    ///
    /// # Errors
    /// As every query.
    pub async fn count_failure(
        &self,
        purpose: Purpose,
        token: &TokenHash,
        limit: u32,
    ) -> Result<bool> {
        let mut change = self.begin().await?;
        let row = sql("UPDATE one_time_tokens SET failures = failures + 1 \
             WHERE token = $1 AND purpose = $2 RETURNING failures")
        .bind(token)
        .bind(purpose.name())
        .row(change.on())
        .await?;
        let Some(row) = row else { return Ok(false) };
        let holds = row.count("failures")? < limit;
        if !holds {
            sql("DELETE FROM one_time_tokens WHERE token = $1 AND purpose = $2")
                .bind(token)
                .bind(purpose.name())
                .run(change.on())
                .await?;
        }
        change.commit().await?;
        Ok(holds)
    }
}

impl OneTimeToken {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            account: row.text_if_any("account")?.map(AccountId),
            payload: row.text("payload")?,
            created_at: row.instant("created_at")?,
        })
    }
}
