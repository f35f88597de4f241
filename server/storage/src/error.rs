//! What can go wrong with storage.

/// Why a method of [`crate::Storage`] failed. That something is not there is never an error: methods answer `None`.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database cannot be reached, or did not answer in time. Nothing was changed; trying again later is right.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// The disk is full or the database refuses to write. Nothing was changed.
    #[error("the database cannot write: {0}")]
    CannotWrite(#[source] sqlx::Error),
    /// What was asked for contradicts what is stored.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The database's address is none that can be opened.
    #[error("`{0}` is no database; write sqlite:PATH or postgres://USER@HOST/NAME")]
    BadAddress(String),
    /// The schema is newer than this program, or a migration failed.
    #[error("the database's schema cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(String),
    /// A query failed for any other reason: a defect.
    #[error("a query failed: {0}")]
    Query(#[source] sqlx::Error),
    /// What is stored cannot be read: written by hand, or by a newer program.
    #[error("{table}.{column} holds `{value}`, which cannot be read")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What it holds.
        value: String,
    },
}

/// What a change contradicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// An account has this address already.
    #[error("an account with this e-mail address exists already")]
    EmailTaken,
    /// An organisation has this external identifier already.
    #[error("an organisation with this external identifier exists already")]
    ExternalIdTaken,
    /// The domain belongs to another organisation.
    #[error("the domain belongs to another organisation")]
    DomainTaken,
    /// The identity of the provider belongs to another account.
    #[error("this identity belongs to another account")]
    IdentityTaken,
    /// There is no such account or organisation.
    #[error("there is no such account or organisation")]
    Missing,
}
