//! Second factors: a time-based one-time password (RFC 6238) and recovery codes.

use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::{AccountId, Result, SessionId, Storage, query::sql, session::end_sessions};

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
        let row = sql("SELECT f.secret, f.since, \
             (SELECT COUNT(*) FROM recovery_codes c WHERE c.account = f.account) AS recovery_codes \
             FROM second_factors f WHERE f.account = $1")
        .bind(account)
        .row(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(SecondFactor {
            secret: row.text("secret")?,
            recovery_codes: row.count("recovery_codes")?,
            since: row.instant("since")?,
        }))
    }

    /// Turns the second factor on with hashes of fresh recovery codes, replacing an earlier one. `step` is the one just proven, and cannot be used again.
    /// Where it was proven in a session, that one goes on and every other one of the account ends: they were begun without it.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_second_factor(
        &self,
        account: &AccountId,
        secret: &str,
        step: i64,
        recovery_codes: &[crate::TokenHash],
        proven_in: Option<&SessionId>,
        now: Timestamp,
    ) -> Result<()> {
        let mut change = self.begin().await?;
        sql("INSERT INTO second_factors (account, secret, last_step, since) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account) DO UPDATE SET secret = EXCLUDED.secret, \
             last_step = EXCLUDED.last_step, since = EXCLUDED.since")
        .bind(account)
        .bind(secret)
        .bind(step)
        .bind(now)
        .run(change.on())
        .await?;
        replace_codes(account, recovery_codes, change.on()).await?;
        if proven_in.is_some() {
            end_sessions(account, proven_in).run(change.on()).await?;
        }
        change.commit().await
    }

    /// Replaces the recovery codes of an account. `false`, and nothing is changed, when it has no second factor.
    ///
    /// # Errors
    /// As every query.
    pub async fn set_recovery_codes(
        &self,
        account: &AccountId,
        codes: &[crate::TokenHash],
    ) -> Result<bool> {
        let mut change = self.begin().await?;
        // A change that changes nothing: the row is held, so that the factor is not turned off meanwhile.
        let held = sql("UPDATE second_factors SET since = since WHERE account = $1");
        if held.bind(account).run(change.on()).await? == 0 {
            return Ok(false);
        }
        replace_codes(account, codes, change.on()).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Turns the second factor off.
    ///
    /// # Errors
    /// As every query.
    pub async fn remove_second_factor(&self, account: &AccountId) -> Result<()> {
        // The recovery codes go with it.
        self.change(sql("DELETE FROM second_factors WHERE account = $1").bind(account))
            .await
            .map(drop)
    }

    /// Uses up a time step. `false` when it or a later one was used before: a code works once (RFC 6238 section 5.2).
    ///
    /// # Errors
    /// As every query.
    pub async fn use_step(&self, account: &AccountId, step: i64) -> Result<bool> {
        let update =
            sql("UPDATE second_factors SET last_step = $2 WHERE account = $1 AND last_step < $2");
        Ok(self.change(update.bind(account).bind(step)).await? > 0)
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
        let delete = sql("DELETE FROM recovery_codes WHERE account = $1 AND code = $2");
        Ok(self.change(delete.bind(account).bind(code)).await? > 0)
    }
}

async fn replace_codes(
    account: &AccountId,
    codes: &[crate::TokenHash],
    on: &mut AnyConnection,
) -> Result<()> {
    sql("DELETE FROM recovery_codes WHERE account = $1").bind(account).run(&mut *on).await?;
    for code in codes {
        sql("INSERT INTO recovery_codes (account, code) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(account)
            .bind(code)
            .run(&mut *on)
            .await?;
    }
    Ok(())
}
