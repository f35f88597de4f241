//! Reading cases and their history.

use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind, Outage, Outcome, Side, Via},
    priority::{Answers, Effect, Level, Reach, Workaround},
    status::IncidentId,
};

use super::{Assignee, Audience, Case, CaseEvent, CaseOrganisation, CaseState, Entry, Person};
use crate::{
    AccountId, Result, Storage, StorageError,
    query::{Row, sql},
};

/// The columns of a case, from a table called `c`, joined as [`case_joins`] has it.
macro_rules! case_columns {
    () => {
        "c.reference, c.requester, c.organisation, c.edition, c.locale, c.service, c.effect, c.reach, \
         c.workaround, c.since, c.title, c.suggested, c.priority, c.status, c.assignee, c.outcome, \
         c.outcome_detail, c.outcome_incident, c.outcome_credit, c.outcome_report, c.created_at, c.updated_at, c.due_at, \
         c.answer_due_at, c.answered_at, c.solve_due_at, c.solved_at, c.appealed_at, c.reminded_at, \
         c.asked_at, c.version, a.name AS requester_name, a.email AS requester_email, \
         g.name AS assignee_name, o.name AS organisation_name, \
         o.external_id AS organisation_external_id, o.edition AS organisation_edition, \
         o.suspended AS organisation_suspended, \
         CASE WHEN s.organisation IS NULL THEN 0 ELSE 1 END AS organisation_shares, \
         CASE WHEN EXISTS (SELECT 1 FROM case_incidents h WHERE h.case_reference = c.reference) \
         THEN 1 ELSE 0 END AS has_incidents"
    };
}
pub(crate) use case_columns;

/// The tables of a case.
macro_rules! case_joins {
    () => {
        " FROM cases c JOIN accounts a ON a.id = c.requester \
         LEFT JOIN accounts g ON g.id = c.assignee \
         LEFT JOIN organisations o ON o.id = c.organisation \
         LEFT JOIN shared_cases s ON s.organisation = c.organisation AND s.since <= c.created_at "
    };
}
pub(crate) use case_joins;

impl Storage {
    /// The case that somebody opened under a key.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_of_key(&self, requester: &AccountId, key: &str) -> Result<Option<CaseRef>> {
        let select = sql("SELECT case_reference FROM case_keys WHERE requester = $1 AND key = $2")
            .bind(requester)
            .bind(key);
        let row = select.row(&self.pool).await?;
        row.map(|row| row.parsed("case_reference", |text| text.parse().ok())).transpose()
    }

    /// A case by its reference.
    ///
    /// # Errors
    /// As every query.
    pub async fn case(&self, reference: &CaseRef) -> Result<Option<Case>> {
        let select = concat!("SELECT ", case_columns!(), case_joins!(), "WHERE c.reference = $1");
        let row = sql(select).bind(reference.as_str()).row(&self.pool).await?;
        row.as_ref().map(Case::read).transpose()
    }

    /// What happened to a case, from the beginning.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_events(
        &self,
        reference: &CaseRef,
        audience: Audience,
    ) -> Result<Vec<CaseEvent>> {
        let rows =
            sql("SELECT version, position, kind, side, author, author_name, via, body, quoted, \
             before, after, incident, credit, report, message_id, created_at FROM case_events \
             WHERE case_reference = $1 AND (public = 1 OR $2 = 1) ORDER BY version, position")
            .bind(reference.as_str())
            .bind(audience == Audience::Staff)
            .rows(&self.pool)
            .await?;
        rows.iter().map(CaseEvent::read).collect()
    }
}

impl Case {
    pub(super) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            reference: row.parsed("reference", |text| text.parse().ok())?,
            requester: Person {
                id: row.text("requester")?.into(),
                name: row.text("requester_name")?,
                email: row.parsed("requester_email", |text| text.parse().ok())?,
            },
            organisation: CaseOrganisation::read(row)?,
            locale: row.parsed("locale", |text| text.parse().ok())?,
            service: row.text("service")?,
            answers: Answers {
                effect: row.parsed("effect", Effect::of_name)?,
                reach: row.parsed("reach", Reach::of_name)?,
                workaround: row.parsed("workaround", Workaround::of_name)?,
            },
            since: row.text("since")?,
            title: row.text("title")?,
            suggested: row.parsed("suggested", Level::of_name)?,
            created_at: row.instant("created_at")?,
            updated_at: row.instant("updated_at")?,
            state: CaseState::read(row)?,
            has_incidents: row.flag("has_incidents")?,
            version: row.count("version")?,
        })
    }
}

impl CaseState {
    pub(super) fn read(row: &Row) -> Result<Self> {
        let assignee = row.text_if_any("assignee")?.zip(row.text_if_any("assignee_name")?);
        let outcome = match row.text_if_any("outcome")? {
            None => None,
            Some(kind) => {
                let detail = row.text("outcome_detail")?;
                let outage = Outage {
                    incident: incident(row, "outcome_incident")?,
                    credit: row.flag("outcome_credit")?,
                    report: row.flag("outcome_report")?,
                };
                let outcome = Outcome::of(&kind, &detail, outage);
                Some(
                    outcome
                        .map_err(|_| StorageError::Unreadable { column: "outcome", value: kind })?,
                )
            }
        };
        Ok(Self {
            priority: row.parsed("priority", Level::of_name)?,
            status: row.parsed("status", CaseStatus::parse)?,
            assignee: assignee.map(|(id, name)| Assignee { id: id.into(), name }),
            outcome,
            edition: row.text_if_any("edition")?,
            due_at: row.instant_if_any("due_at")?,
            answer_due_at: row.instant_if_any("answer_due_at")?,
            answered_at: row.instant_if_any("answered_at")?,
            solve_due_at: row.instant_if_any("solve_due_at")?,
            solved_at: row.instant_if_any("solved_at")?,
            appealed_at: row.instant_if_any("appealed_at")?,
            reminded_at: row.instant_if_any("reminded_at")?,
            asked_at: row.instant_if_any("asked_at")?,
        })
    }
}

impl CaseOrganisation {
    pub(super) fn read(row: &Row) -> Result<Option<Self>> {
        let Some(id) = row.text_if_any("organisation")? else { return Ok(None) };
        Ok(Some(Self {
            id: id.into(),
            name: row.text("organisation_name")?,
            external_id: row.text_if_any("organisation_external_id")?,
            edition: row.text("organisation_edition")?,
            suspended: row.flag("organisation_suspended")?,
            shares: row.flag("organisation_shares")?,
        }))
    }
}

impl CaseEvent {
    pub(super) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            version: row.count("version")?,
            position: row.count("position")?,
            at: row.instant("created_at")?,
            message_id: row.text_if_any("message_id")?,
            entry: Entry {
                kind: row.parsed("kind", EventKind::parse)?,
                side: row.parsed("side", Side::parse)?,
                author: row.text_if_any("author")?.map(AccountId),
                author_name: row.text("author_name")?,
                via: row.parsed("via", Via::parse)?,
                body: row.text("body")?,
                quoted: row.text("quoted")?,
                before: row.text_if_any("before")?,
                after: row.text_if_any("after")?,
                outage: Outage {
                    incident: incident(row, "incident")?,
                    credit: row.flag("credit")?,
                    report: row.flag("report")?,
                },
            },
        })
    }
}

/// The incident of an outage, where there is one.
fn incident(row: &Row, column: &'static str) -> Result<Option<IncidentId>> {
    let named = row.text_if_any(column)?.is_some();
    named.then(|| row.parsed(column, |text| text.parse().ok())).transpose()
}
