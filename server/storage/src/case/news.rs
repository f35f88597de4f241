//! What other processes did to the cases of the same SQLite file: a command that runs beside the server changes it without a word. On
//! PostgreSQL such a command says so by [`Storage::signal`].

use guichet_model::case::CaseRef;

use crate::{Result, Storage, query::sql};

/// A place in the order in which the histories of cases were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewsMark(i64);

impl Storage {
    /// Where the histories of cases end now; `None` on PostgreSQL, where whoever writes says so.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_news_mark(&self) -> Result<Option<NewsMark>> {
        if self.listen.is_some() {
            return Ok(None);
        }
        // SQLite numbers rows in the order in which they come.
        let last = sql("SELECT COALESCE(MAX(rowid), 0) AS place FROM case_events");
        let row = last.row(&self.pool).await?;
        row.map(|row| row.number("place").map(NewsMark)).transpose()
    }

    /// The cases whose history went on after a mark. On SQLite alone.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_news(&self, since: NewsMark) -> Result<Vec<CaseRef>> {
        let rows = sql("SELECT DISTINCT case_reference FROM case_events WHERE rowid > $1")
            .bind(since.0)
            .rows(&self.pool)
            .await?;
        rows.iter().map(|row| row.parsed("case_reference", |text| text.parse().ok())).collect()
    }
}
