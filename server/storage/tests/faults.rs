//! A database that goes away, hangs or is full: told apart, and forgotten once it is well again.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::{
    process::Command,
    time::{Duration, Instant},
};

use guichet_storage::{
    NewAccount, Storage, StorageError,
    testing::{Cluster, Stop},
};
use jiff::Timestamp;
use sqlx::{Connection as _, Executor as _, PgConnection, Row as _, SqliteConnection};

/// How long what has a bound of seconds may take on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_mins(2);

fn now() -> Timestamp {
    Timestamp::from_second(1_900_000_000).unwrap()
}

async fn create(storage: &Storage, name: &str) -> Result<(), StorageError> {
    let new = NewAccount {
        email: format!("{name}@example.org").parse().unwrap(),
        name: name.into(),
        password_hash: None,
        staff: None,
        membership: None,
        identity: None,
    };
    storage.create_account(&new, now()).await.map(drop)
}

fn assert_unavailable<T: std::fmt::Debug>(result: &Result<T, StorageError>) {
    assert!(matches!(result, Err(StorageError::Unavailable(_))), "{result:?}");
}

/// Asks so many times at once, each of which is answered.
async fn ping_at_once(storage: &Storage, times: usize) {
    let pings: Vec<_> = (0..times)
        .map(|_| {
            let storage = storage.clone();
            tokio::spawn(async move { storage.ping().await })
        })
        .collect();
    for ping in pings {
        ping.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_may_go_away_and_come_back() {
    let cluster = Cluster::start();
    let address = cluster.database().await;
    let storage = Storage::open(&address).await.unwrap();
    create(&storage, "before").await.unwrap();
    for (round, how) in [Stop::Fast, Stop::Immediate].into_iter().enumerate() {
        // Some connections are open, and in the pool, when it goes.
        ping_at_once(&storage, 8).await;
        cluster.stop(how);
        let asked = Instant::now();
        for _ in 0..3 {
            assert_unavailable(&storage.ping().await);
            assert_unavailable(&create(&storage, "lost").await);
        }
        assert!(asked.elapsed() < PATIENCE, "{:?}", asked.elapsed());
        assert_unavailable(&Storage::open(&address).await);
        cluster.start_again();
        // A connection that was used within the last second is taken to be well; one that idled longer is looked at first.
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        storage.ping().await.unwrap();
        create(&storage, &format!("after{round}")).await.unwrap();
    }
    assert!(
        storage.account_by_email(&"lost@example.org".parse().unwrap()).await.unwrap().is_none()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_answer_no_more_are_replaced() {
    let cluster = Cluster::start();
    let address = cluster.database().await;
    let storage = Storage::open(&address).await.unwrap();
    // More at once than there are connections, so that every connection there can be is open.
    ping_at_once(&storage, 64).await;
    let frozen = Frozen::backends_of(&address).await;
    assert!(!frozen.0.is_empty());
    // These meet connections that were in use a moment ago, and wait in vain.
    let asked = Instant::now();
    let pings: Vec<_> = (0..frozen.0.len())
        .map(|_| {
            let storage = storage.clone();
            tokio::spawn(async move { storage.ping().await })
        })
        .collect();
    for ping in pings {
        match ping.await.unwrap() {
            Ok(()) | Err(StorageError::Unavailable(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(asked.elapsed() < PATIENCE, "{:?}", asked.elapsed());
    // The server itself takes new connections, and no old one is in the way any more.
    tokio::time::sleep(Duration::from_secs(3)).await;
    for round in 0..32 {
        create(&storage, &format!("user{round}")).await.unwrap();
    }
}

const OTHERS: &str = "SELECT pid FROM pg_stat_activity \
     WHERE datname = CURRENT_DATABASE() AND pid <> PG_BACKEND_PID() AND backend_type = 'client backend'";
const OTHERS_AT_WORK: &str = "SELECT pid FROM pg_stat_activity \
     WHERE datname = CURRENT_DATABASE() AND pid <> PG_BACKEND_PID() AND backend_type = 'client backend' \
     AND wait_event IS DISTINCT FROM 'ClientRead'";

async fn processes(connection: &mut PgConnection, which: &'static str) -> Vec<i32> {
    let rows = sqlx::query(which).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Processes that are alive and do nothing, like a server behind a broken network.
struct Frozen(Vec<i32>);

impl Frozen {
    async fn backends_of(address: &str) -> Self {
        let since = Instant::now();
        loop {
            let mut connection = PgConnection::connect(address).await.unwrap();
            let frozen = Self(processes(&mut connection, OTHERS).await);
            frozen.signal("-STOP");
            // One that was stopped in the middle of its work may hold what all others need; only those that wait for their client hold nothing.
            let at_work = processes(&mut connection, OTHERS_AT_WORK);
            let at_work = tokio::time::timeout(Duration::from_secs(5), at_work).await;
            if at_work.is_ok_and(|processes| processes.is_empty()) {
                return frozen;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "the server's processes never wait for their clients"
            );
        }
    }

    fn signal(&self, signal: &str) {
        for process in &self.0 {
            // One that has ended meanwhile needs no signal.
            _ = Command::new("kill").arg(signal).arg(process.to_string()).status();
        }
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        self.signal("-CONT");
    }
}

/// What PostgreSQL says, and what it means.
#[tokio::test]
async fn states_of_postgres_are_told_apart() {
    let cluster = Cluster::start();
    let mut connection = PgConnection::connect(&cluster.database().await).await.unwrap();
    let mut mean = async |state: &str| {
        let raise = format!("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$");
        StorageError::from(connection.execute(sqlx::AssertSqlSafe(raise)).await.unwrap_err())
    };
    for state in ["57P01", "57P03", "57014", "08006", "53300", "40001", "40P01", "55P03"] {
        let meant = mean(state).await;
        assert!(matches!(meant, StorageError::Unavailable(_)), "{state}: {meant:?}");
    }
    let meant = mean("53100").await;
    assert!(matches!(meant, StorageError::Full(_)), "{meant:?}");
    for state in ["58030", "25006"] {
        let meant = mean(state).await;
        assert!(matches!(meant, StorageError::CannotWrite(_)), "{state}: {meant:?}");
    }
    // A unique constraint that nobody foresaw is a defect, and so is a mistake in a query.
    for state in ["23505", "42601", "22021"] {
        let meant = mean(state).await;
        assert!(matches!(meant, StorageError::Query(_)), "{state}: {meant:?}");
    }
    let address = cluster.database().await.replace("/test_", "/no_such_");
    assert_unavailable(&Storage::open(&address).await);
}

#[tokio::test]
async fn a_full_or_locked_sqlite_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("portal.db");
    let address = format!("sqlite:{}", file.display());
    let storage = Storage::open(&address).await.unwrap();
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    connection.execute("PRAGMA max_page_count = 1; CREATE TABLE filler (text TEXT)").await.ok();
    let insert = "INSERT INTO secrets (name, value) VALUES ('big', HEX(ZEROBLOB(1000000)))";
    let full = StorageError::from(connection.execute(insert).await.unwrap_err());
    assert!(matches!(full, StorageError::Full(_)), "{full:?}");
    connection.execute("PRAGMA query_only = ON").await.unwrap();
    let refused = connection.execute("DELETE FROM secrets").await.unwrap_err();
    let refused = StorageError::from(refused);
    assert!(matches!(refused, StorageError::CannotWrite(_)), "{refused:?}");
    connection.execute("PRAGMA query_only = OFF").await.unwrap();

    // Another program holds the lock: who writes waits, is told, and can go on afterwards. Who reads does not notice.
    connection.execute("BEGIN IMMEDIATE").await.unwrap();
    let asked = Instant::now();
    assert_unavailable(&create(&storage, "ada").await);
    assert!(asked.elapsed() < PATIENCE, "{:?}", asked.elapsed());
    storage.ping().await.unwrap();
    assert!(storage.account_by_email(&"ada@example.org".parse().unwrap()).await.unwrap().is_none());
    connection.execute("ROLLBACK").await.unwrap();
    create(&storage, "ada").await.unwrap();
    storage.close().await;
    assert_unavailable(&create(&storage, "bob").await);
}
