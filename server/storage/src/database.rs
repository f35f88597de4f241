//! The database itself: opened by its address, brought up to date, asked through one pool.
//!
//! Both databases go through sqlx's `Any` driver. What they need apart is here and nowhere else: how a connection is prepared, how a
//! change begins, and that changes take turns on SQLite, which has one writer at a time.

use std::{fmt, io, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use sqlx::{
    Any, AnyConnection, ConnectOptions as _, Connection as _, Executor as _, Transaction,
    any::AnyPoolOptions, migrate::Migrator,
};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::{
    Result,
    address::Address,
    error,
    query::{Row, Statement, in_time, sql},
    subscriber,
};

/// The schema, as the files of `migrations/` build it up.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a request waits for a connection, or for its turn to write.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections to PostgreSQL; every node has as many.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Connections to a file of SQLite: its readers run side by side, each in a thread.
pub(crate) const SQLITE_CONNECTIONS: u32 = 8;

/// A connection that lay idle longer is tried before it is used: the server may have gone and come back.
const FRESH: Duration = Duration::from_secs(1);
/// How long a connection may take to say that it is alive, when it is taken and when it is given back. One that does not is lost;
/// waiting for it would use up its place.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

/// For how long the outbox remembers to whom mail was sent.
const KEEP_SENT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// For how long the outbox keeps mail that could not be sent, so that an operator can see why.
const KEEP_UNSENT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// For how long it is remembered who looked at a case.
const KEEP_PRESENCE: SignedDuration = SignedDuration::from_hours(1);
/// For how long a case that is sent again under the same key is known to be the same.
const KEEP_KEYS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a connection to SQLite needs. Each commit is synced to disk; who meets a lock waits for it.
const PREPARE_SQLITE: &str =
    "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL";
/// What a connection to PostgreSQL needs: no statement outlasts the one who waits for it, and a node that vanishes in the middle of a
/// change keeps its locks for seconds, not for the hours that TCP allows.
const PREPARE_POSTGRES: &str =
    "SET statement_timeout = '8s'; SET idle_in_transaction_session_timeout = '15s'";

/// The portal's memory. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    pub(crate) pool: sqlx::AnyPool,
    /// Whose turn it is to write to SQLite; absent on PostgreSQL, which lets many write.
    turn: Option<Arc<Mutex<()>>>,
    /// Where a listener connects, on PostgreSQL.
    pub(crate) listen: Option<Arc<str>>,
}

impl fmt::Debug for Storage {
    // The pool would show the database's address, and with it a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Storage").field("connections", &self.pool.size()).finish_non_exhaustive()
    }
}

impl Storage {
    /// Opens `sqlite:PATH` (created when missing; write-ahead log, every commit synced to disk) or `postgres://…`, and brings its schema up to date.
    ///
    /// # Errors
    /// When the address is none, the database does not answer, or its schema is newer than this program.
    pub async fn open(address: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let address = Address::parse(address)?;
        let options = address.prepare()?;
        let is_postgres = matches!(address, Address::Postgres(_));
        let pool = pool_for(&address);
        // A connection of its own: what the schema needs may take longer than a statement may.
        if address != Address::SqliteMemory {
            let mut connection = tokio::time::timeout(PATIENCE, options.connect())
                .await
                .map_err(|_| error::timed_out())??;
            migrate(&mut connection, is_postgres).await?;
            connection.close().await?;
        }
        let pool = pool.connect_with(options).await?;
        if address == Address::SqliteMemory {
            migrate(&mut *pool.acquire().await?, is_postgres).await?;
        }
        Ok(Self { pool, turn: (!is_postgres).then(Arc::default), listen: address.listen() })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        sql("SELECT 1").rows(&self.pool).await.map(drop)
    }

    /// Deletes what has lost its meaning: expired sessions, tokens and PINs, drafts nobody came back to, mail that was sent long ago, people's
    /// webhooks that ended long ago.
    ///
    /// # Errors
    /// As every query.
    pub async fn prune(&self, now: Timestamp) -> Result<()> {
        for expired in [
            "DELETE FROM sessions WHERE expires_at <= $1",
            "DELETE FROM one_time_tokens WHERE expires_at <= $1",
            "DELETE FROM support_pins WHERE expires_at <= $1",
            "DELETE FROM webhook_old_secrets WHERE until_at <= $1",
        ] {
            self.change(sql(expired).bind(now)).await?;
        }
        let unconfirmed = now.saturating_sub(subscriber::UNCONFIRMED).unwrap_or(now);
        self.change(
            sql("DELETE FROM status_subscribers WHERE confirmed_at IS NULL AND asked_at <= $1")
                .bind(unconfirmed),
        )
        .await?;
        self.change(
            sql("DELETE FROM webhook_deliveries WHERE due_at IS NULL AND created_at <= $1")
                .bind(now.saturating_sub(KEEP_UNSENT).unwrap_or(now)),
        )
        .await?;
        for (old, keep) in [
            ("DELETE FROM case_presence WHERE seen_at <= $1", KEEP_PRESENCE),
            ("DELETE FROM case_keys WHERE created_at <= $1", KEEP_KEYS),
            ("DELETE FROM webhooks WHERE account IS NOT NULL AND ended_at <= $1", KEEP_UNSENT),
        ] {
            self.change(sql(old).bind(now.saturating_sub(keep).unwrap_or(now))).await?;
        }
        self.prune_drafts(now).await?;
        self.change(
            sql("DELETE FROM outbox WHERE due_at IS NULL AND created_at <= $1 \
                 AND (sent_at <= $1 OR created_at <= $2)")
            .bind(now.saturating_sub(KEEP_SENT).unwrap_or(now))
            .bind(now.saturating_sub(KEEP_UNSENT).unwrap_or(now)),
        )
        .await?;
        Ok(())
    }

    /// Closes every connection; what is under way finishes first.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Begins a change of several statements. Dropped without [`Change::commit`], it never was.
    pub(crate) async fn begin(&self) -> Result<Change> {
        let turn = self.turn().await?;
        // On SQLite a change that begins by reading could not go on to write once another has written in between.
        let transaction = match turn {
            Some(_) => in_time(self.pool.begin_with("BEGIN IMMEDIATE")).await?,
            None => in_time(self.pool.begin()).await?,
        };
        Ok(Change { transaction, _turn: turn })
    }

    /// A change of one statement. Answers how many rows it changed.
    pub(crate) async fn change(&self, statement: Statement) -> Result<u64> {
        let _turn = self.turn().await?;
        statement.run(&self.pool).await
    }

    /// A change of one statement that returns the rows it changed.
    pub(crate) async fn change_rows(&self, statement: Statement) -> Result<Vec<Row>> {
        let _turn = self.turn().await?;
        statement.rows(&self.pool).await
    }

    /// The turn to write. SQLite's own waiting is by polling, and unfair; it is left for other processes.
    async fn turn(&self) -> Result<Option<OwnedMutexGuard<()>>> {
        let Some(turn) = &self.turn else { return Ok(None) };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(turn).lock_owned()).await;
        Ok(Some(turn.map_err(|_| error::timed_out())?))
    }
}

/// A change of several statements, which become true together.
pub(crate) struct Change {
    transaction: Transaction<'static, Any>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Change {
    /// Where statements of this change run.
    pub(crate) fn on(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    /// Makes it true and durable.
    pub(crate) async fn commit(self) -> Result<()> {
        in_time(self.transaction.commit()).await
    }
}

/// How connections are kept.
fn pool_for(address: &Address) -> AnyPoolOptions {
    let prepare = match address {
        Address::Postgres(_) => PREPARE_POSTGRES,
        _ => PREPARE_SQLITE,
    };
    let pool = AnyPoolOptions::new()
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(prepare).await.map(drop) })
        });
    match address {
        // The data lives as long as its connection.
        Address::SqliteMemory => pool.max_connections(1).idle_timeout(None).max_lifetime(None),
        Address::SqliteFile(_) => pool.max_connections(SQLITE_CONNECTIONS),
        Address::Postgres(_) => pool
            .max_connections(POSTGRES_CONNECTIONS)
            .before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for > FRESH {
                        sign_of_life(connection).await?;
                    }
                    Ok(true)
                })
            })
            .after_release(|connection, _| {
                Box::pin(async move { sign_of_life(connection).await.map(|()| true) })
            }),
    }
}

/// Fails when a connection is dead, or does not say in time that it is not.
async fn sign_of_life(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let answer = tokio::time::timeout(SIGN_OF_LIFE, connection.ping()).await;
    answer.unwrap_or_else(|_| Err(sqlx::Error::Io(io::ErrorKind::TimedOut.into())))
}

/// Brings the schema up to date. Of several nodes or programs that start at once, one does it and the others wait.
///
/// By `run_direct`, since the future of `run` cannot be spawned (`Acquire` is not general enough).
async fn migrate(connection: &mut AnyConnection, is_postgres: bool) -> Result<()> {
    if is_postgres {
        // Waits for an advisory lock.
        return Ok(MIGRATIONS.run_direct(None, connection, false).await?);
    }
    connection.execute(PREPARE_SQLITE).await?;
    write_ahead(connection).await?;
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    MIGRATIONS.run_direct(None, &mut *transaction, false).await?;
    Ok(transaction.commit().await?)
}

/// Turns on the write-ahead log, once in a file's life. SQLite does not wait for a lock here, so this does.
async fn write_ahead(connection: &mut AnyConnection) -> Result<()> {
    let started = tokio::time::Instant::now();
    loop {
        match connection
            .execute("PRAGMA journal_mode = WAL")
            .await
            .map_err(crate::StorageError::from)
        {
            Ok(_) => return Ok(()),
            Err(error) if started.elapsed() > PATIENCE => return Err(error),
            Err(crate::StorageError::Unavailable(_)) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_connection_to_sqlite_is_prepared() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.db");
        let storage = Storage::open(&format!("sqlite:{}", file.display())).await.unwrap();
        let mut connections = Vec::new();
        for _ in 0..SQLITE_CONNECTIONS {
            let mut connection = storage.pool.acquire().await.unwrap();
            for (pragma, column, value) in [
                ("PRAGMA synchronous", "synchronous", 2),
                ("PRAGMA foreign_keys", "foreign_keys", 1),
                ("PRAGMA busy_timeout", "timeout", 5_000),
            ] {
                let row = sql(pragma).row(&mut *connection).await.unwrap().unwrap();
                assert_eq!(row.number(column).unwrap(), value, "{pragma}");
            }
            let row = sql("PRAGMA journal_mode").row(&mut *connection).await.unwrap().unwrap();
            assert_eq!(row.text("journal_mode").unwrap(), "wal");
            connections.push(connection);
        }
    }
}
