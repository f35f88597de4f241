//! Many cases at once: those of a customer, and the desk's queue.

use guichet_model::{case::CaseStatus, priority::Level};
use jiff::Timestamp;

use super::{
    Case,
    read::{case_columns, case_joins},
};
use crate::{AccountId, OrganisationId, Result, Storage, query::sql};

/// Which cases the queue shall show. Absent conditions match every case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueFilter {
    /// Where they stand; all of them when empty.
    pub statuses: Vec<CaseStatus>,
    /// Who works on them.
    pub whose: Option<Whose>,
    /// Their priority.
    pub priority: Option<Level>,
    /// The service they are about.
    pub service: Option<String>,
    /// The language they are held in: the tag of a locale.
    pub locale: Option<String>,
    /// Whether only those that should have been answered by this instant.
    pub late: Option<Timestamp>,
    /// The incident they hang on, by its identifier, or `*` for any.
    pub incident: Option<String>,
    /// Whether only those with mail from people whom support does not answer, since which no agent did anything.
    pub asides: bool,
    /// Words of the title, the name or address of who asked, their organisation, or the beginning of a reference.
    pub text: Option<String>,
}

/// The references of cases with mail from people whom support does not answer, since which no agent did anything.
macro_rules! asides {
    () => {
        "SELECT e.case_reference FROM case_events e WHERE e.kind = 'note' AND e.side = 'customer' \
         AND NOT EXISTS (SELECT 1 FROM case_events l WHERE l.case_reference = e.case_reference \
         AND l.version > e.version AND l.side = 'agent')"
    };
}

/// Who works on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Nobody.
    Nobodys,
    /// This account.
    Of(AccountId),
}

/// How many cases stand where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueCount {
    /// Where they stand.
    pub status: CaseStatus,
    /// Their priority.
    pub priority: Level,
    /// Whether somebody works on them.
    pub assigned: bool,
    /// Whether the one who asks works on them.
    pub mine: bool,
    /// Whether they should have been answered by now.
    pub late: bool,
    /// How many.
    pub count: u32,
}

impl Storage {
    /// The cases that somebody asked, and where an organisation is given those that it shares, last changed first.
    ///
    /// # Errors
    /// As every query.
    pub async fn cases_of(
        &self,
        account: &AccountId,
        organisation: Option<&OrganisationId>,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Case>> {
        let rows = sql(concat!(
            "SELECT ",
            case_columns!(),
            case_joins!(),
            "WHERE c.requester = $1 OR s.organisation = $2 \
             ORDER BY c.updated_at DESC, c.reference LIMIT $3 OFFSET $4"
        ))
        .bind(account)
        .bind(organisation)
        .bind(limit)
        .bind(offset)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Case::read).collect()
    }

    /// The cases of the desk, what is due first at the top; those without a due time follow, last changed first.
    ///
    /// # Errors
    /// As every query.
    pub async fn queue(&self, filter: &QueueFilter, limit: u32, offset: u32) -> Result<Vec<Case>> {
        let all = CaseStatus::ALL;
        let statuses = if filter.statuses.is_empty() { &all[..] } else { &filter.statuses };
        // Six places, whatever is asked for: a status may stand there twice.
        let status = |place: usize| statuses[place % statuses.len()].name();
        let (nobodys, of) = match &filter.whose {
            None => (false, None),
            Some(Whose::Nobodys) => (true, None),
            Some(Whose::Of(account)) => (false, Some(account)),
        };
        let rows = sql(concat!(
            "SELECT ",
            case_columns!(),
            case_joins!(),
            "WHERE c.status IN ($1, $2, $3, $4, $5, $6) AND ($7 = 0 OR c.assignee IS NULL) \
             AND ($8 IS NULL OR c.assignee = $8) AND ($9 IS NULL OR c.priority = $9) \
             AND ($10 IS NULL OR c.service = $10) AND ($11 IS NULL OR c.locale = $11) \
             AND ($12 IS NULL OR c.due_at < $12) \
             AND ($13 IS NULL OR LOWER(c.title) LIKE $13 ESCAPE '!' OR LOWER(a.name) LIKE $13 ESCAPE '!' \
             OR a.email LIKE $13 ESCAPE '!' OR LOWER(o.name) LIKE $13 ESCAPE '!' \
             OR LOWER(c.reference) LIKE $14 ESCAPE '!') \
             AND ($17 IS NULL OR EXISTS (SELECT 1 FROM case_incidents l \
             WHERE l.case_reference = c.reference AND (l.incident = $17 OR $17 = '*'))) \
             AND ($18 = 0 OR c.reference IN (",
            asides!(),
            ")) \
             ORDER BY CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.updated_at DESC, \
             c.reference LIMIT $15 OFFSET $16"
        ))
        .bind(status(0))
        .bind(status(1))
        .bind(status(2))
        .bind(status(3))
        .bind(status(4))
        .bind(status(5))
        .bind(nobodys)
        .bind(of)
        .bind(filter.priority.map(Level::name))
        .bind(filter.service.as_deref())
        .bind(filter.locale.as_deref())
        .bind(filter.late)
        .bind(filter.text.as_deref().map(anywhere).as_deref())
        .bind(filter.text.as_deref().map(reference_prefix).as_deref())
        .bind(limit)
        .bind(offset)
        .bind(filter.incident.as_deref())
        .bind(filter.asides)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Case::read).collect()
    }

    /// How many cases have mail from people whom support does not answer, since which no agent did anything.
    ///
    /// # Errors
    /// As every query.
    pub async fn asides(&self) -> Result<u32> {
        let row = sql(concat!(
            "SELECT COUNT(*) AS number FROM cases c WHERE c.reference IN (",
            asides!(),
            ")"
        ))
        .row(&self.pool)
        .await?;
        row.map_or(Ok(0), |row| row.count("number"))
    }

    /// How many cases stand where, those that are closed left out; as `account` sees them at `now`.
    ///
    /// # Errors
    /// As every query.
    pub async fn queue_counts(
        &self,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<Vec<QueueCount>> {
        let rows = sql("SELECT status, priority, assigned, mine, late, COUNT(*) AS number FROM \
             (SELECT c.status, c.priority, CASE WHEN c.assignee IS NULL THEN 0 ELSE 1 END AS assigned, \
             CASE WHEN c.assignee = $1 THEN 1 ELSE 0 END AS mine, \
             CASE WHEN c.due_at < $2 THEN 1 ELSE 0 END AS late \
             FROM cases c WHERE c.status IN ('new', 'open', 'pending', 'hold', 'solved')) counted \
             GROUP BY status, priority, assigned, mine, late")
        .bind(account)
        .bind(now)
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(QueueCount {
                    status: row.parsed("status", CaseStatus::parse)?,
                    priority: row.parsed("priority", Level::of_name)?,
                    assigned: row.flag("assigned")?,
                    mine: row.flag("mine")?,
                    late: row.flag("late")?,
                    count: row.count("number")?,
                })
            })
            .collect()
    }
}

/// A pattern for a text anywhere in another one.
fn anywhere(text: &str) -> String {
    format!("%{}%", literal(text))
}

/// A pattern for the beginning of a reference, as it may be typed.
fn reference_prefix(text: &str) -> String {
    let signs: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    // Too short a beginning fits half the cases.
    if signs.len() < 3 { String::new() } else { format!("{}%", literal(&signs)) }
}

fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern
}
