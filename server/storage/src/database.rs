//! The database itself: opened by its address, brought up to date, asked through one pool.

use crate::Result;

/// The portal's memory. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Storage {
    pub(crate) pool: sqlx::AnyPool,
}

impl Storage {
    /// Opens `sqlite:PATH` (created when missing; write-ahead log, every commit synced to disk) or `postgres://…`, and brings its schema up to date.
    ///
    /// # Errors
    /// When the address is none, the database does not answer, or its schema is newer than this program.
    pub async fn open(address: &str) -> Result<Self> {
        _ = address;
        unimplemented!()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        unimplemented!()
    }

    /// Deletes what has lost its meaning: expired sessions, tokens and PINs, mail that was sent long ago.
    ///
    /// # Errors
    /// As every query.
    pub async fn prune(&self, now: jiff::Timestamp) -> Result<()> {
        _ = now;
        unimplemented!()
    }

    /// Closes every connection; what is under way finishes first.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
