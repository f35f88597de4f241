//! Organisations: what they have bought, and which domains are theirs.

use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::{
    Conflict, OrganisationId, Result, Storage,
    query::{Row, sql},
};

/// The columns of an organisation, from a table called `o`. Domains stand on a line each.
macro_rules! organisation_columns {
    () => {
        "o.id AS organisation_id, o.external_id AS organisation_external_id, \
         o.name AS organisation_name, o.edition AS organisation_edition, \
         o.suspended AS organisation_suspended, o.created_at AS organisation_created_at, \
         o.updated_at AS organisation_updated_at, \
         (SELECT STRING_AGG(d.domain, '\n') FROM organisation_domains d WHERE d.organisation = o.id) \
         AS organisation_domains"
    };
}
pub(crate) use organisation_columns;

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
        let mut change = self.begin().await?;
        let inserted = insert(external_id, new, now, change.on()).await?;
        let id = inserted.ok_or(Conflict::ExternalIdTaken)?;
        set_domains(&id, new, change.on()).await?;
        let organisation = stored(&id, change.on()).await?;
        change.commit().await?;
        Ok(organisation)
    }

    /// Creates or changes the organisation with this external identifier; the same call twice leaves the same state. Answers whether it was created.
    ///
    /// # Errors
    /// `DomainTaken`; `Missing` when it is new and name or edition is absent.
    pub async fn put_organisation(
        &self,
        external_id: &str,
        wanted: &OrganisationChange,
        now: Timestamp,
    ) -> Result<(Organisation, bool)> {
        let mut change = self.begin().await?;
        let mut created = false;
        let id = match lock_by_external_id(external_id, change.on()).await? {
            Some(id) => id,
            None => match insert(Some(external_id), wanted, now, change.on()).await? {
                Some(id) => {
                    created = true;
                    id
                }
                // Another node has just created it.
                None => {
                    lock_by_external_id(external_id, change.on()).await?.ok_or(Conflict::Missing)?
                }
            },
        };
        if created {
            set_domains(&id, wanted, change.on()).await?;
        } else {
            update(&id, wanted, now, change.on()).await?;
        }
        let organisation = stored(&id, change.on()).await?;
        change.commit().await?;
        Ok((organisation, created))
    }

    /// Changes an organisation.
    ///
    /// # Errors
    /// `DomainTaken`; `Missing` when there is none.
    pub async fn change_organisation(
        &self,
        id: &OrganisationId,
        wanted: &OrganisationChange,
        now: Timestamp,
    ) -> Result<Organisation> {
        let mut change = self.begin().await?;
        // Whoever changes it at the same time waits here, so that neither overwrites what the other did not mention.
        let locked = sql("UPDATE organisations SET updated_at = updated_at WHERE id = $1")
            .bind(id)
            .run(change.on())
            .await?;
        if locked == 0 {
            return Err(Conflict::Missing.into());
        }
        update(id, wanted, now, change.on()).await?;
        let organisation = stored(id, change.on()).await?;
        change.commit().await?;
        Ok(organisation)
    }

    /// An organisation by its identifier.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>> {
        let row = sql(concat!(
            "SELECT ",
            organisation_columns!(),
            " FROM organisations o WHERE o.id = $1"
        ))
        .bind(id)
        .row(&self.pool)
        .await?;
        row.as_ref().map(Organisation::read).transpose()
    }

    /// An organisation by the identifier that billing or the CRM gave it.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisation_by_external_id(
        &self,
        external_id: &str,
    ) -> Result<Option<Organisation>> {
        let row = sql(concat!(
            "SELECT ",
            organisation_columns!(),
            " FROM organisations o WHERE o.external_id = $1"
        ))
        .bind(external_id)
        .row(&self.pool)
        .await?;
        row.as_ref().map(Organisation::read).transpose()
    }

    /// The organisation that a verified domain belongs to.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisation_by_domain(&self, domain: &str) -> Result<Option<Organisation>> {
        let row = sql(concat!(
            "SELECT ",
            organisation_columns!(),
            " FROM organisation_domains e JOIN organisations o ON o.id = e.organisation WHERE e.domain = $1"
        ))
        .bind(normal_domain(domain).as_str())
        .row(&self.pool)
        .await?;
        row.as_ref().map(Organisation::read).transpose()
    }

    /// Organisations by name, at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// As every query.
    pub async fn organisations(&self, limit: u32, offset: u32) -> Result<Vec<Organisation>> {
        let rows = sql(concat!(
            "SELECT ",
            organisation_columns!(),
            " FROM organisations o ORDER BY LOWER(o.name), o.id LIMIT $1 OFFSET $2"
        ))
        .bind(limit)
        .bind(offset)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Organisation::read).collect()
    }
}

impl Organisation {
    /// Reads `organisation_columns!()`.
    pub(crate) fn read(row: &Row) -> Result<Self> {
        let domains = row.text_if_any("organisation_domains")?.unwrap_or_default();
        let mut domains: Vec<_> = domains.lines().map(str::to_owned).collect();
        domains.sort();
        Ok(Self {
            id: OrganisationId(row.text("organisation_id")?),
            external_id: row.text_if_any("organisation_external_id")?,
            name: row.text("organisation_name")?,
            edition: row.text("organisation_edition")?,
            suspended: row.flag("organisation_suspended")?,
            domains,
            created_at: row.instant("organisation_created_at")?,
            updated_at: row.instant("organisation_updated_at")?,
        })
    }
}

/// A domain as it is compared: lower case, without the dot of the root. Letters beyond ASCII stay as they are: some of them, such as
/// the sign for kelvin, would fold to plain ones, and make somebody else's domain.
fn normal_domain(domain: &str) -> String {
    domain.trim().trim_end_matches('.').to_ascii_lowercase()
}

/// The domains of a change, each once and in order: two changes that share some take them in the same order, and never wait for each other in a ring.
fn normal_domains(domains: &[String]) -> Vec<String> {
    let mut domains: Vec<_> = domains.iter().map(|domain| normal_domain(domain)).collect();
    domains.retain(|domain| !domain.is_empty());
    domains.sort();
    domains.dedup();
    domains
}

/// Adds an organisation. `None` when the external identifier is taken.
async fn insert(
    external_id: Option<&str>,
    new: &OrganisationChange,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<Option<OrganisationId>> {
    let (Some(name), Some(edition)) = (&new.name, &new.edition) else {
        return Err(Conflict::Missing.into());
    };
    let id = OrganisationId::random()?;
    let inserted = sql("INSERT INTO organisations \
         (id, external_id, name, edition, suspended, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (external_id) DO NOTHING")
    .bind(&id)
    .bind(external_id)
    .bind(name.as_str())
    .bind(edition.as_str())
    .bind(new.suspended.unwrap_or_default())
    .bind(now)
    .run(on)
    .await?;
    Ok((inserted > 0).then_some(id))
}

/// Finds an organisation and keeps others from changing it until the end of this change.
async fn lock_by_external_id(
    external_id: &str,
    on: &mut AnyConnection,
) -> Result<Option<OrganisationId>> {
    let row =
        sql("UPDATE organisations SET updated_at = updated_at WHERE external_id = $1 RETURNING id")
            .bind(external_id)
            .row(on)
            .await?;
    row.map(|row| row.text("id").map(OrganisationId)).transpose()
}

/// Changes a locked organisation, and leaves it alone when it is as wanted already.
async fn update(
    id: &OrganisationId,
    wanted: &OrganisationChange,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<()> {
    let before = stored(id, on).await?;
    let differs = wanted.name.as_ref().is_some_and(|name| *name != before.name)
        || wanted.edition.as_ref().is_some_and(|edition| *edition != before.edition)
        || wanted.suspended.is_some_and(|suspended| suspended != before.suspended)
        || wanted.domains.as_ref().is_some_and(|domains| normal_domains(domains) != before.domains);
    if !differs {
        return Ok(());
    }
    sql("UPDATE organisations SET name = COALESCE($2, name), edition = COALESCE($3, edition), \
         suspended = COALESCE($4, suspended), updated_at = $5 WHERE id = $1")
    .bind(id)
    .bind(wanted.name.as_deref())
    .bind(wanted.edition.as_deref())
    .bind(wanted.suspended)
    .bind(now)
    .run(&mut *on)
    .await?;
    set_domains(id, wanted, on).await
}

/// Gives an organisation exactly these domains, when the change names any.
async fn set_domains(
    id: &OrganisationId,
    wanted: &OrganisationChange,
    on: &mut AnyConnection,
) -> Result<()> {
    let Some(domains) = &wanted.domains else { return Ok(()) };
    sql("DELETE FROM organisation_domains WHERE organisation = $1").bind(id).run(&mut *on).await?;
    for domain in normal_domains(domains) {
        sql("INSERT INTO organisation_domains (domain, organisation) VALUES ($1, $2)")
            .bind(domain.as_str())
            .bind(id)
            .run(&mut *on)
            .await?;
    }
    Ok(())
}

/// An organisation as this change sees it.
async fn stored(id: &OrganisationId, on: &mut AnyConnection) -> Result<Organisation> {
    let row =
        sql(concat!("SELECT ", organisation_columns!(), " FROM organisations o WHERE o.id = $1"))
            .bind(id)
            .row(on)
            .await?;
    row.as_ref().map(Organisation::read).transpose()?.ok_or_else(|| Conflict::Missing.into())
}
