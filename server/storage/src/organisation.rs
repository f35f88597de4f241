//! Organisations: what they have bought, and which domains are theirs.

use jiff::Timestamp;

use crate::{OrganisationId, Result, Storage};

/// An organisation as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name for the portal.
    pub id: OrganisationId,
    /// Its name for the billing system or CRM.
    pub external_id: Option<String>,
    /// What people call it.
    pub name: String,
    /// The identifier of its edition in the policy. The policy decides what it is worth; one that the policy no longer names counts as free.
    pub edition: String,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Verified domains: who signs in through a provider with such an address belongs here.
    pub domains: Vec<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a new or changed organisation shall be. Absent parts stay as they are, or take their default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganisationChange {
    /// What people call it; needed for a new one.
    pub name: Option<String>,
    /// The identifier of its edition; needed for a new one.
    pub edition: Option<String>,
    /// Whether it is suspended.
    pub suspended: Option<bool>,
    /// Its verified domains, all of them.
    pub domains: Option<Vec<String>>,
}

impl Storage {
    /// Creates an organisation.
    ///
    /// # Errors
    /// `ExternalIdTaken`, `DomainTaken`; `Missing` when name or edition is absent.
    pub async fn create_organisation(
        &self,
        external_id: Option<&str>,
        new: &OrganisationChange,
        now: Timestamp,
    ) -> Result<Organisation> {
        _ = (external_id, new, now);
        unimplemented!()
    }

    /// Creates or changes the organisation with this external identifier; the same call twice leaves the same state. Answers whether it was created.
    ///
    /// # Errors
    /// `DomainTaken`; `Missing` when it is new and name or edition is absent.
    pub async fn put_organisation(
        &self,
        external_id: &str,
        change: &OrganisationChange,
        now: Timestamp,
    ) -> Result<(Organisation, bool)> {
        _ = (external_id, change, now);
        unimplemented!()
    }

    /// Changes an organisation.
    ///
    /// # Errors
    /// `DomainTaken`; `Missing` when there is none.
    pub async fn change_organisation(
        &self,
        id: &OrganisationId,
        change: &OrganisationChange,
        now: Timestamp,
    ) -> Result<Organisation> {
        _ = (id, change, now);
        unimplemented!()
    }

    /// An organisation by its identifier.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>> {
        _ = id;
        unimplemented!()
    }

    /// An organisation by the identifier that billing or the CRM gave it.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisation_by_external_id(
        &self,
        external_id: &str,
    ) -> Result<Option<Organisation>> {
        _ = external_id;
        unimplemented!()
    }

    /// The organisation that a verified domain belongs to.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisation_by_domain(&self, domain: &str) -> Result<Option<Organisation>> {
        _ = domain;
        unimplemented!()
    }

    /// Organisations by name, at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisations(&self, limit: u32, offset: u32) -> Result<Vec<Organisation>> {
        _ = (limit, offset);
        unimplemented!()
    }
}
