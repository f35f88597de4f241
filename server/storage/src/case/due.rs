//! What time alone makes due: a reminder, the end of a case, a questionnaire, and due times of another edition.

use guichet_model::case::CaseRef;
use jiff::Timestamp;

use crate::{
    Result, Storage,
    query::{Row, sql},
};

/// Cases taken at once.
const BATCH: u32 = 50;

impl Storage {
    /// Cases whose customer has had the turn since before `before` and was not reminded.
    ///
    /// # Errors
    /// As every query.
    pub async fn cases_to_remind(&self, before: Timestamp) -> Result<Vec<CaseRef>> {
        let rows = sql("SELECT reference FROM cases WHERE status = 'pending' \
             AND reminded_at IS NULL AND updated_at < $1 ORDER BY updated_at LIMIT $2")
        .bind(before)
        .bind(BATCH)
        .rows(&self.pool)
        .await?;
        references(&rows)
    }

    /// Cases that have been solved since before `before`.
    ///
    /// # Errors
    /// As every query.
    pub async fn cases_to_close(&self, before: Timestamp) -> Result<Vec<CaseRef>> {
        let rows = sql("SELECT reference FROM cases WHERE status = 'solved' AND updated_at < $1 \
             AND solved_at < $1 ORDER BY solved_at LIMIT $2")
        .bind(before)
        .bind(BATCH)
        .rows(&self.pool)
        .await?;
        references(&rows)
    }

    /// Cases that have been solved since before `before` and whose customer was never asked how it went.
    ///
    /// # Errors
    /// As every query.
    pub async fn cases_to_ask_about(&self, before: Timestamp) -> Result<Vec<CaseRef>> {
        let rows = sql("SELECT reference FROM cases WHERE status = 'solved' AND asked_at IS NULL \
             AND solved_at < $1 ORDER BY solved_at LIMIT $2")
        .bind(before)
        .bind(BATCH)
        .rows(&self.pool)
        .await?;
        references(&rows)
    }

    /// Open cases whose due times hold for another edition than their organisation has now. A suspended organisation has none.
    ///
    /// # Errors
    /// As every query.
    pub async fn cases_of_another_edition(&self) -> Result<Vec<CaseRef>> {
        let rows =
            sql("SELECT c.reference FROM cases c JOIN organisations o ON o.id = c.organisation \
             WHERE c.status IN ('new', 'open', 'pending', 'hold') \
             AND COALESCE(c.edition, '') <> CASE WHEN o.suspended = 1 THEN '' ELSE o.edition END \
             ORDER BY c.reference LIMIT $1")
            .bind(BATCH)
            .rows(&self.pool)
            .await?;
        references(&rows)
    }
}

fn references(rows: &[Row]) -> Result<Vec<CaseRef>> {
    rows.iter().map(|row| row.parsed("reference", |text| text.parse().ok())).collect()
}
