//! Accounts: people who can sign in, and the organisations they belong to.

use guichet_model::{
    email::EmailAddress,
    viewer::{Role, StaffRole},
};
use jiff::Timestamp;

use crate::{AccountId, Organisation, OrganisationId, Result, Storage};

/// An account as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name for the portal.
    pub id: AccountId,
    /// The address it signs in with.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: String,
    /// The PHC string of the password's hash; absent for those who sign in through a provider alone.
    pub password_hash: Option<String>,
    /// What the person does for the operator.
    pub staff: Option<StaffRole>,
    /// Whether it may not sign in.
    pub suspended: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a new account shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The address it signs in with.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: String,
    /// The PHC string of the password's hash.
    pub password_hash: Option<String>,
    /// What the person does for the operator.
    pub staff: Option<StaffRole>,
    /// The organisation they belong to, and their role there.
    pub membership: Option<(OrganisationId, Role)>,
    /// The identity at a provider that signs in to it: issuer and subject.
    pub identity: Option<(String, String)>,
}

/// That a person belongs to an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The organisation.
    pub organisation: Organisation,
    /// The person's role there.
    pub role: Role,
}

/// Which accounts a list shall hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountFilter {
    /// Only members of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Only those who work for the operator.
    pub staff: bool,
}

impl Storage {
    /// Creates an account with its membership and identity.
    ///
    /// # Errors
    /// `EmailTaken`, `IdentityTaken`; `Missing` when there is no such organisation.
    pub async fn create_account(&self, new: &NewAccount, now: Timestamp) -> Result<Account> {
        _ = (new, now);
        unimplemented!()
    }

    /// An account by its identifier.
    ///
    /// # Errors
    /// As every query.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>> {
        _ = id;
        unimplemented!()
    }

    /// An account by the address it signs in with.
    ///
    /// # Errors
    /// As every query.
    pub async fn account_by_email(&self, email: &EmailAddress) -> Result<Option<Account>> {
        _ = email;
        unimplemented!()
    }

    /// An account by an identity at a provider.
    ///
    /// # Errors
    /// As every query.
    pub async fn account_by_identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<Account>> {
        _ = (issuer, subject);
        unimplemented!()
    }

    /// Accounts by address, at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// As every query.
    pub async fn accounts(
        &self,
        filter: &AccountFilter,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Account>> {
        _ = (filter, limit, offset);
        unimplemented!()
    }

    /// Lets an identity at a provider sign in to an account.
    ///
    /// # Errors
    /// `IdentityTaken` when it signs in to another one.
    pub async fn link_identity(
        &self,
        account: &AccountId,
        issuer: &str,
        subject: &str,
        now: Timestamp,
    ) -> Result<()> {
        _ = (account, issuer, subject, now);
        unimplemented!()
    }

    /// Sets the password's hash, ends every session of the account but `keep`, and voids its unused one-time tokens: all in one step.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_password(
        &self,
        account: &AccountId,
        hash: &str,
        keep: Option<&crate::SessionId>,
        now: Timestamp,
    ) -> Result<()> {
        _ = (account, hash, keep, now);
        unimplemented!()
    }

    /// Replaces a hash by a stronger one of the same password; sessions and tokens stay.
    ///
    /// # Errors
    /// As every query.
    pub async fn upgrade_password_hash(&self, account: &AccountId, hash: &str) -> Result<()> {
        _ = (account, hash);
        unimplemented!()
    }

    /// Suspends an account and ends its sessions, or lets it in again.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_account_suspended(
        &self,
        account: &AccountId,
        suspended: bool,
        now: Timestamp,
    ) -> Result<()> {
        _ = (account, suspended, now);
        unimplemented!()
    }

    /// Sets what a person does for the operator.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_staff(
        &self,
        account: &AccountId,
        staff: Option<StaffRole>,
        now: Timestamp,
    ) -> Result<()> {
        _ = (account, staff, now);
        unimplemented!()
    }

    /// The organisations a person belongs to, by name.
    ///
    /// # Errors
    /// As every query.
    pub async fn memberships(&self, account: &AccountId) -> Result<Vec<Membership>> {
        _ = account;
        unimplemented!()
    }

    /// Makes a person a member of an organisation, or changes their role there.
    ///
    /// # Errors
    /// `Missing` when there is no such account or organisation.
    pub async fn set_membership(
        &self,
        account: &AccountId,
        organisation: &OrganisationId,
        role: Role,
        now: Timestamp,
    ) -> Result<()> {
        _ = (account, organisation, role, now);
        unimplemented!()
    }

    /// Takes a person out of an organisation. Answers whether they were in it. Sessions that were in it lose it at once.
    ///
    /// # Errors
    /// As every query.
    pub async fn remove_membership(
        &self,
        account: &AccountId,
        organisation: &OrganisationId,
    ) -> Result<bool> {
        _ = (account, organisation);
        unimplemented!()
    }
}
