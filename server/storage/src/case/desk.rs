//! What the desk remembers beside cases: who looks at which, and filters under a name. And what an organisation decided about its cases.

use guichet_model::case::CaseRef;
use jiff::Timestamp;

use crate::{AccountId, OrganisationId, Result, Storage, query::sql};

/// The most filters an agent keeps.
const MAX_VIEWS: u32 = 20;

/// Somebody who has a case open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskPerson {
    /// Their account.
    pub id: AccountId,
    /// What they are called.
    pub name: String,
    /// Whether they are writing.
    pub writing: bool,
}

/// A filter of the queue under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// What the agent calls it.
    pub name: String,
    /// The query of its address.
    pub query: String,
}

impl Storage {
    /// Notes that an agent has a case open.
    ///
    /// # Errors
    /// `Missing` when there is no such case.
    pub async fn touch_presence(
        &self,
        reference: &CaseRef,
        account: &AccountId,
        writing: bool,
        now: Timestamp,
    ) -> Result<()> {
        let put = sql("INSERT INTO case_presence (case_reference, account, writing, seen_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (case_reference, account) DO UPDATE \
             SET writing = EXCLUDED.writing, seen_at = EXCLUDED.seen_at")
        .bind(reference.as_str())
        .bind(account)
        .bind(writing)
        .bind(now);
        self.change(put).await.map(drop)
    }

    /// Notes that an agent has closed a case's page.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_presence(&self, reference: &CaseRef, account: &AccountId) -> Result<()> {
        let delete = sql("DELETE FROM case_presence WHERE case_reference = $1 AND account = $2")
            .bind(reference.as_str())
            .bind(account);
        self.change(delete).await.map(drop)
    }

    /// Who else has had a case open since an instant.
    ///
    /// # Errors
    /// As every query.
    pub async fn present(
        &self,
        reference: &CaseRef,
        but: &AccountId,
        since: Timestamp,
    ) -> Result<Vec<DeskPerson>> {
        let rows = sql("SELECT p.account, a.name, p.writing FROM case_presence p \
             JOIN accounts a ON a.id = p.account \
             WHERE p.case_reference = $1 AND p.account <> $2 AND p.seen_at >= $3 ORDER BY a.name")
        .bind(reference.as_str())
        .bind(but)
        .bind(since)
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(DeskPerson {
                    id: row.text("account")?.into(),
                    name: row.text("name")?,
                    writing: row.flag("writing")?,
                })
            })
            .collect()
    }

    /// Keeps a filter under a name, in place of an earlier one of that name. `false` when there are too many already.
    ///
    /// # Errors
    /// As every query.
    pub async fn save_view(&self, account: &AccountId, name: &str, query: &str) -> Result<bool> {
        let put = sql("INSERT INTO desk_views (account, name, query) SELECT $1, $2, $3 \
             WHERE (SELECT COUNT(*) FROM desk_views WHERE account = $1 AND name <> $2) < $4 \
             ON CONFLICT (account, name) DO UPDATE SET query = EXCLUDED.query")
        .bind(account)
        .bind(name)
        .bind(query)
        .bind(MAX_VIEWS);
        Ok(self.change(put).await? > 0)
    }

    /// Forgets a filter.
    ///
    /// # Errors
    /// As every query.
    pub async fn delete_view(&self, account: &AccountId, name: &str) -> Result<()> {
        let delete =
            sql("DELETE FROM desk_views WHERE account = $1 AND name = $2").bind(account).bind(name);
        self.change(delete).await.map(drop)
    }

    /// An agent's filters, by name.
    ///
    /// # Errors
    /// As every query.
    pub async fn views(&self, account: &AccountId) -> Result<Vec<SavedView>> {
        let rows = sql("SELECT name, query FROM desk_views WHERE account = $1 ORDER BY name")
            .bind(account)
            .rows(&self.pool)
            .await?;
        rows.iter()
            .map(|row| Ok(SavedView { name: row.text("name")?, query: row.text("query")? }))
            .collect()
    }

    /// Since when an organisation lets its administrators read the cases of all its people: those that were opened since then.
    ///
    /// # Errors
    /// As every query.
    pub async fn shares_cases_since(
        &self,
        organisation: &OrganisationId,
    ) -> Result<Option<Timestamp>> {
        let row = sql("SELECT since FROM shared_cases WHERE organisation = $1")
            .bind(organisation)
            .row(&self.pool)
            .await?;
        row.map(|row| row.instant("since")).transpose()
    }

    /// Sets whether an organisation lets its administrators read the cases that its people open from now on. One that does already goes on
    /// as it does.
    ///
    /// # Errors
    /// `Missing` when there is no such organisation.
    pub async fn set_shares_cases(
        &self,
        organisation: &OrganisationId,
        shares: bool,
        now: Timestamp,
    ) -> Result<()> {
        let change = if shares {
            sql("INSERT INTO shared_cases (organisation, since) VALUES ($1, $2) \
                 ON CONFLICT (organisation) DO NOTHING")
            .bind(organisation)
            .bind(now)
        } else {
            sql("DELETE FROM shared_cases WHERE organisation = $1").bind(organisation)
        };
        self.change(change).await.map(drop)
    }
}
