//! Which cases hang on which incident, and the word on the way to them that it ended, or that it is back.
//!
//! The update that ends or reopens an incident leaves one notice a case; the change that tells the case takes it away. A notice is never handed
//! out: any number of nodes may try the same one, and the change of one of them is made.

use guichet_model::{case::CaseRef, status::IncidentId};
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::{
    Case, CaseChange,
    read::{case_columns, case_joins},
};
use crate::{
    Conflict, Result, Storage, StorageError,
    database::Change,
    query::{Row, sql},
};

/// What a change of a case does to the incidents it hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncidentChange {
    /// It hangs on this one.
    Link(IncidentId),
    /// It ends with this one: it hangs on it from now on, where that is an incident of the portal's own.
    Solve(IncidentId),
    /// It does not hang on this one after all.
    Unlink(IncidentId),
    /// It is told that its incident ended, or is back, with this update.
    Told(String),
}

/// The end of an incident, or its return, that a case was not told of yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseNotice {
    /// The update that ended or reopened it.
    pub update: String,
    /// The incident.
    pub incident: IncidentId,
    /// The case.
    pub case: CaseRef,
}

/// How many cases hang on an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkedCount {
    /// Those that are open.
    pub open: u32,
    /// All of them.
    pub all: u32,
}

impl Storage {
    /// The incidents that a case hangs on, in the order they were linked.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_incidents(&self, reference: &CaseRef) -> Result<Vec<IncidentId>> {
        let rows = sql("SELECT incident FROM case_incidents WHERE case_reference = $1 \
             ORDER BY created_at, incident")
        .bind(reference.as_str())
        .rows(&self.pool)
        .await?;
        rows.iter().map(|row| row.parsed("incident", |text| text.parse().ok())).collect()
    }

    /// The cases that hang on an incident: the open ones first, those asked earliest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn linked_cases(&self, incident: &IncidentId, limit: u32) -> Result<Vec<Case>> {
        let rows = sql(concat!(
            "SELECT ",
            case_columns!(),
            case_joins!(),
            "JOIN case_incidents l ON l.case_reference = c.reference WHERE l.incident = $1 \
             ORDER BY CASE WHEN c.status IN ('solved', 'closed') THEN 1 ELSE 0 END, c.created_at, \
             c.reference LIMIT $2"
        ))
        .bind(incident.as_str())
        .bind(limit)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Case::read).collect()
    }

    /// The open cases that hang on an incident whose references follow `after`, in the order of their references.
    ///
    /// # Errors
    /// As every query.
    pub async fn open_linked_cases(
        &self,
        incident: &IncidentId,
        after: Option<&CaseRef>,
        limit: u32,
    ) -> Result<Vec<Case>> {
        let rows = sql(concat!(
            "SELECT ",
            case_columns!(),
            case_joins!(),
            "JOIN case_incidents l ON l.case_reference = c.reference WHERE l.incident = $1 \
             AND c.status NOT IN ('solved', 'closed') AND c.reference > $2 \
             ORDER BY c.reference LIMIT $3"
        ))
        .bind(incident.as_str())
        .bind(after.map_or("", CaseRef::as_str))
        .bind(limit)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Case::read).collect()
    }

    /// How many cases hang on an incident.
    ///
    /// # Errors
    /// As every query.
    pub async fn linked_count(&self, incident: &IncidentId) -> Result<LinkedCount> {
        let row = sql("SELECT COUNT(*) AS cases, \
             COUNT(CASE WHEN c.status IN ('solved', 'closed') THEN NULL ELSE 1 END) AS open_cases \
             FROM case_incidents l JOIN cases c ON c.reference = l.case_reference \
             WHERE l.incident = $1")
        .bind(incident.as_str())
        .row(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(LinkedCount::default()) };
        Ok(LinkedCount { open: row.count("open_cases")?, all: row.count("cases")? })
    }

    /// Notices of which cases are to be told now, at most `limit`, those that waited longest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_notices(&self, limit: u32, now: Timestamp) -> Result<Vec<CaseNotice>> {
        let rows = sql("SELECT n.update_id, u.incident, n.case_reference FROM case_notices n \
             JOIN status_updates u ON u.id = n.update_id WHERE n.due_at <= $1 \
             ORDER BY n.due_at, n.case_reference, n.update_id LIMIT $2")
        .bind(now)
        .bind(limit)
        .rows(&self.pool)
        .await?;
        rows.iter().map(CaseNotice::read).collect()
    }

    /// Lets a notice wait until an instant: its case could not be told now.
    ///
    /// # Errors
    /// As every query.
    pub async fn put_off_case_notice(&self, notice: &CaseNotice, until: Timestamp) -> Result<()> {
        let update = sql("UPDATE case_notices SET due_at = $3 \
             WHERE update_id = $1 AND case_reference = $2")
        .bind(notice.update.as_str())
        .bind(notice.case.as_str())
        .bind(until);
        self.change(update).await.map(drop)
    }

    /// Forgets a notice: its case is not disturbed.
    ///
    /// # Errors
    /// As every query.
    pub async fn drop_case_notice(&self, notice: &CaseNotice) -> Result<()> {
        let delete = sql("DELETE FROM case_notices WHERE update_id = $1 AND case_reference = $2")
            .bind(notice.update.as_str())
            .bind(notice.case.as_str());
        self.change(delete).await.map(drop)
    }
}

impl CaseNotice {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            update: row.text("update_id")?,
            incident: row.parsed("incident", |text| text.parse().ok())?,
            case: row.parsed("case_reference", |text| text.parse().ok())?,
        })
    }
}

/// Does what a change of a case does to its incidents. Answers whether that was not so before.
pub(super) async fn apply(
    wanted: &CaseChange,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<bool> {
    let case = wanted.reference.as_str();
    let done = match &wanted.incident {
        None => return Ok(true),
        Some(IncidentChange::Link(incident)) => {
            hold(incident, on).await?;
            link(wanted, incident, now, on).await?
        }
        Some(IncidentChange::Solve(incident)) => {
            match hold(incident, on).await {
                Ok(()) => link(wanted, incident, now, on).await?,
                Err(StorageError::Conflict(Conflict::Missing)) => 0,
                Err(error) => return Err(error),
            };
            return Ok(true);
        }
        Some(IncidentChange::Unlink(incident)) => {
            sql("DELETE FROM case_notices WHERE case_reference = $1 \
                 AND update_id IN (SELECT id FROM status_updates WHERE incident = $2)")
            .bind(case)
            .bind(incident.as_str())
            .run(&mut *on)
            .await?;
            sql("DELETE FROM case_incidents WHERE case_reference = $1 AND incident = $2")
                .bind(case)
                .bind(incident.as_str())
                .run(on)
                .await?
        }
        Some(IncidentChange::Told(update)) => {
            sql("DELETE FROM case_notices WHERE case_reference = $1 AND update_id = $2")
                .bind(case)
                .bind(update.as_str())
                .run(on)
                .await?
        }
    };
    Ok(done > 0)
}

/// Holds an incident on PostgreSQL: one that ends at the same time ends before the link, or tells the case of it.
async fn hold(incident: &IncidentId, on: &mut AnyConnection) -> Result<()> {
    let held = sql("UPDATE status_incidents SET version = version WHERE id = $1")
        .bind(incident.as_str())
        .run(on)
        .await?;
    if held == 0 { Err(StorageError::Conflict(Conflict::Missing)) } else { Ok(()) }
}

/// Answers whether the case did not hang on the incident before.
async fn link(
    wanted: &CaseChange,
    incident: &IncidentId,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<u64> {
    let author = wanted.entries.first().and_then(|entry| entry.author.as_ref());
    sql("INSERT INTO case_incidents (case_reference, incident, account, created_at) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (case_reference, incident) DO NOTHING")
    .bind(wanted.reference.as_str())
    .bind(incident.as_str())
    .bind(author)
    .bind(now)
    .run(on)
    .await
}

/// What an update does to an incident, as far as its cases are to hear of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It ends: its open cases hear of it. Those that have ended are left in peace.
    Ends,
    /// It is back: all its cases hear of it, since those that have ended may have ended because it was over.
    Returns,
}

/// Queues for an incident's cases the word of its turn. A case that has not yet heard of the turn before hears of neither: it knows the incident
/// as it is now.
pub(crate) async fn queue_turn(
    change: &mut Change,
    incident: &IncidentId,
    update: &str,
    turn: Turn,
    now: Timestamp,
) -> Result<()> {
    // Holds the notices on PostgreSQL: who is being told of one was told, or finds it gone.
    sql("UPDATE case_notices SET due_at = due_at \
         WHERE update_id IN (SELECT id FROM status_updates WHERE incident = $1)")
    .bind(incident.as_str())
    .run(change.on())
    .await?;
    sql("INSERT INTO case_notices (update_id, case_reference, due_at) \
         SELECT $2, l.case_reference, $3 FROM case_incidents l \
         JOIN cases c ON c.reference = l.case_reference \
         WHERE l.incident = $1 AND ($4 = 1 OR c.status NOT IN ('solved', 'closed')) \
         AND (c.status IN ('solved', 'closed') OR NOT EXISTS (SELECT 1 FROM case_notices n \
         JOIN status_updates u ON u.id = n.update_id \
         WHERE u.incident = $1 AND n.case_reference = l.case_reference))")
    .bind(incident.as_str())
    .bind(update)
    .bind(now)
    .bind(turn == Turn::Returns)
    .run(change.on())
    .await?;
    sql("DELETE FROM case_notices WHERE update_id <> $2 \
         AND update_id IN (SELECT id FROM status_updates WHERE incident = $1)")
    .bind(incident.as_str())
    .bind(update)
    .run(change.on())
    .await
    .map(drop)
}
