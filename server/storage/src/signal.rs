//! Word from node to node: PostgreSQL's LISTEN and NOTIFY. SQLite has one node, which needs none.

use std::fmt;

use sqlx::postgres::PgListener;

use crate::{Result, Storage, query::sql};

/// The channel on which nodes speak.
const CHANNEL: &str = "guichet";

/// Hears what nodes say. A word said while the connection is lost is missed, so whoever listens also looks now and then.
pub struct Listener(PgListener);

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listener")
    }
}

impl Storage {
    /// Says something to every node that listens, this one included; nothing on SQLite.
    ///
    /// # Errors
    /// As every query.
    pub async fn signal(&self, word: &str) -> Result<()> {
        if self.listen.is_none() {
            return Ok(());
        }
        let notify = sql("SELECT CAST(pg_notify($1, $2) AS TEXT) AS said").bind(CHANNEL).bind(word);
        notify.rows(&self.pool).await.map(drop)
    }

    /// Listens to what nodes say; `None` on SQLite.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listen(&self) -> Result<Option<Listener>> {
        let Some(address) = &self.listen else { return Ok(None) };
        let mut listener = PgListener::connect(address).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Listener(listener)))
    }
}

impl Listener {
    /// The next word; waits for it, and connects again when it has to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next(&mut self) -> Result<String> {
        Ok(self.0.recv().await?.payload().to_owned())
    }
}
