//! What can go wrong with storage, and which failure of the driver is which.

use sqlx::{
    error::{DatabaseError, ErrorKind},
    migrate::MigrateError,
    postgres::PgDatabaseError,
    sqlite::SqliteError,
};

/// Why a method of [`crate::Storage`] failed. That something is not there is never an error: methods answer `None`.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database cannot be reached, or did not answer in time; trying again later is right. Nothing was changed, unless the
    /// connection broke in the very moment of a commit: then the change is there or is not, but never half.
    #[error("the database cannot be reached or does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// The database has no room left to write. Nothing was changed.
    #[error("the database has no room left: {0}")]
    Full(#[source] sqlx::Error),
    /// The database refuses to write. Nothing was changed.
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
    Migration(#[source] MigrateError),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(String),
    /// A query failed for any other reason: a defect.
    #[error("a query failed: {0}")]
    Query(#[source] sqlx::Error),
    /// What is stored cannot be read: written by hand, or by a newer program.
    #[error("`{column}` holds `{value}`, which cannot be read")]
    Unreadable {
        /// The column, as queries name it.
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

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match Fate::of(&error) {
            Fate::Unavailable => Self::Unavailable(error),
            Fate::Full => Self::Full(error),
            Fate::CannotWrite => Self::CannotWrite(error),
            Fate::Conflict(conflict) => Self::Conflict(conflict),
            Fate::Defect => Self::Query(error),
        }
    }
}

impl From<MigrateError> for StorageError {
    fn from(error: MigrateError) -> Self {
        let (MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _)) = &error
        else {
            return Self::Migration(error);
        };
        match (Fate::of(cause), error) {
            (Fate::Unavailable | Fate::Full | Fate::CannotWrite, MigrateError::Execute(cause)) => {
                cause.into()
            }
            (
                Fate::Unavailable | Fate::Full | Fate::CannotWrite,
                MigrateError::ExecuteMigration(cause, version),
            ) => {
                tracing::warn!(version, "a migration was interrupted");
                cause.into()
            }
            (_, error) => Self::Migration(error),
        }
    }
}

/// The failure of a statement that took too long.
pub(crate) fn timed_out() -> StorageError {
    StorageError::Unavailable(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))
}

/// What becomes of an error of the driver.
enum Fate {
    Unavailable,
    Full,
    CannotWrite,
    Conflict(Conflict),
    Defect,
}

impl Fate {
    fn of(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => Self::of_database(error.as_ref()),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Self::Unavailable,
            _ => Self::Defect,
        }
    }

    fn of_database(error: &(dyn DatabaseError + 'static)) -> Self {
        match error.kind() {
            ErrorKind::UniqueViolation => {
                // PostgreSQL names the constraint, SQLite the columns in its message: `UNIQUE constraint failed: accounts.email`.
                let broken = error.constraint().unwrap_or_else(|| error.message());
                let conflict = UNIQUE
                    .iter()
                    .find(|(constraint, column, _)| {
                        broken == *constraint || broken.contains(column)
                    })
                    .map(|(_, _, conflict)| *conflict);
                conflict.map_or(Self::Defect, Self::Conflict)
            }
            ErrorKind::ForeignKeyViolation => Self::Conflict(Conflict::Missing),
            _ if error.try_downcast_ref::<SqliteError>().is_some() => Self::of_sqlite(error),
            _ if error.try_downcast_ref::<PgDatabaseError>().is_some() => Self::of_postgres(error),
            _ => Self::Defect,
        }
    }

    /// By the primary result code, the low byte: <https://www.sqlite.org/rescode.html>.
    fn of_sqlite(error: &dyn DatabaseError) -> Self {
        let code = error.code().and_then(|code| code.parse::<u32>().ok()).unwrap_or_default();
        match code & 0xff {
            // BUSY, LOCKED, INTERRUPT, CANTOPEN, PROTOCOL (the lock of the write-ahead log)
            5 | 6 | 9 | 14 | 15 => Self::Unavailable,
            // FULL: of the disk, or of what a quota or a limit of the database leaves
            13 => Self::Full,
            // READONLY, IOERR
            8 | 10 => Self::CannotWrite,
            _ => Self::Defect,
        }
    }

    /// By the SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
    fn of_postgres(error: &dyn DatabaseError) -> Self {
        let code = error.code().unwrap_or_default();
        match code.as_ref() {
            // disk_full
            "53100" => Self::Full,
            // io_error, read_only_sql_transaction (a standby that is not yet promoted)
            "58030" | "25006" => Self::CannotWrite,
            // serialization_failure and deadlock_detected undo the whole transaction; lock_not_available and query_canceled
            // (statement_timeout) as well; transaction_timeout and idle_in_transaction_session_timeout end the connection.
            "40001" | "40P01" | "55P03" | "57014" | "25P03" | "25P04" => Self::Unavailable,
            // connection exceptions, no such role or wrong password, no such database, out of memory or connections, shutdown
            code if ["08", "28", "3D", "53", "57P"].iter().any(|class| code.starts_with(class)) => {
                Self::Unavailable
            }
            _ => Self::Defect,
        }
    }
}

/// What a unique constraint stands for: its name, its column, the conflict.
const UNIQUE: [(&str, &str, Conflict); 4] = [
    ("accounts_email", "accounts.email", Conflict::EmailTaken),
    ("organisations_external_id", "organisations.external_id", Conflict::ExternalIdTaken),
    ("organisation_domains_domain", "organisation_domains.domain", Conflict::DomainTaken),
    ("identities_issuer_subject", "identities.issuer", Conflict::IdentityTaken),
];
