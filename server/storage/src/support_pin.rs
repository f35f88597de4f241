//! Support PINs: what a caller reads out so that an agent knows who calls.

use jiff::Timestamp;

use crate::{Account, AccountId, Organisation, OrganisationId, Result, Storage};

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
        _ = (account, organisation, pin, expires_at, now);
        unimplemented!()
    }

    /// The PIN an account holds, and until when.
    ///
    /// # Errors
    /// As every query.
    pub async fn support_pin(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<Option<(String, Timestamp)>> {
        _ = (account, now);
        unimplemented!()
    }

    /// Who holds a PIN.
    ///
    /// # Errors
    /// As every query.
    pub async fn support_pin_holder(&self, pin: &str, now: Timestamp) -> Result<Option<PinHolder>> {
        _ = (pin, now);
        unimplemented!()
    }
}
