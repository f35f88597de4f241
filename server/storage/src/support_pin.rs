//! Support PINs: what a caller reads out so that an agent knows who calls.

use jiff::Timestamp;

use crate::{
    Account, AccountId, Organisation, OrganisationId, Result, Storage, StorageError,
    account::account_columns, organisation::organisation_columns, query::sql,
};

/// Who holds a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinHolder {
    /// The person.
    pub account: Account,
    /// The organisation they call for.
    pub organisation: Option<Organisation>,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

impl Storage {
    /// Gives an account a PIN in place of an earlier one. `false` when someone else holds the same PIN now: try another.
    ///
    /// # Errors
    /// As every query.
    pub async fn set_support_pin(
        &self,
        account: &AccountId,
        organisation: Option<&OrganisationId>,
        pin: &str,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool> {
        let mut change = self.begin().await?;
        sql("DELETE FROM support_pins WHERE pin = $1 AND expires_at <= $2")
            .bind(pin)
            .bind(now)
            .run(change.on())
            .await?;
        let put =
            sql("INSERT INTO support_pins (account, pin, organisation, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account) DO UPDATE SET pin = EXCLUDED.pin, \
             organisation = EXCLUDED.organisation, created_at = EXCLUDED.created_at, \
             expires_at = EXCLUDED.expires_at")
            .bind(account)
            .bind(pin)
            .bind(organisation)
            .bind(now)
            .bind(expires_at)
            .run(change.on())
            .await;
        match put {
            Ok(_) => change.commit().await.map(|()| true),
            // The account's own PIN is replaced, so the one that is in the way is someone else's.
            Err(StorageError::Query(sqlx::Error::Database(error)))
                if error.is_unique_violation() =>
            {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// The PIN an account holds for an organisation, or for none, and until when.
    ///
    /// # Errors
    /// As every query.
    pub async fn support_pin(
        &self,
        account: &AccountId,
        organisation: Option<&OrganisationId>,
        now: Timestamp,
    ) -> Result<Option<(String, Timestamp)>> {
        let row = sql("SELECT pin, expires_at FROM support_pins \
             WHERE account = $1 AND COALESCE(organisation, '') = $2 AND expires_at > $3")
        .bind(account)
        .bind(organisation.map_or("", OrganisationId::as_str))
        .bind(now)
        .row(&self.pool)
        .await?;
        row.map(|row| Ok((row.text("pin")?, row.instant("expires_at")?))).transpose()
    }

    /// Who holds a PIN.
    ///
    /// # Errors
    /// As every query.
    pub async fn support_pin_holder(&self, pin: &str, now: Timestamp) -> Result<Option<PinHolder>> {
        let row = sql(concat!(
            "SELECT p.expires_at AS pin_expires_at, ",
            account_columns!(),
            ", ",
            organisation_columns!(),
            " FROM support_pins p JOIN accounts a ON a.id = p.account \
             LEFT JOIN memberships m ON m.account = p.account AND m.organisation = p.organisation \
             LEFT JOIN organisations o ON o.id = m.organisation \
             WHERE p.pin = $1 AND p.expires_at > $2"
        ))
        .bind(pin)
        .bind(now)
        .row(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let organisation = match row.text_if_any("organisation_id")? {
            None => None,
            Some(_) => Some(Organisation::read(&row)?),
        };
        Ok(Some(PinHolder {
            account: Account::read(&row)?,
            organisation,
            expires_at: row.instant("pin_expires_at")?,
        }))
    }
}
