//! A PostgreSQL of one's own for tests: one cluster a process in a temporary folder, a fresh database a test.
//!
//! The cluster listens on a Unix socket only, runs as `postgres` when the tests run as root, and goes away with the process, however
//! that ends: a watchdog waits for the pipe between them to close.
//!
//! And a database of SQLite that is full, by its own limit, which needs no disk of a certain size.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _};

use crate::{Storage, database::SQLITE_CONNECTIONS};

/// The superuser of the cluster.
const USER: &str = "guichet";
/// How long those who are connected may take to go.
const PATIENCE: Duration = Duration::from_mins(1);

/// What stops a cluster, and what it does to those who are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Ends sessions and shuts down cleanly.
    Fast,
    /// Ends every process at once, as a crash would; the next start recovers from the log.
    Immediate,
}

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    /// Sleeps while the pipe to it is open.
    _watchdog: Child,
}

impl Cluster {
    /// Starts a cluster.
    ///
    /// # Panics
    /// When PostgreSQL is missing or does not start.
    pub fn start() -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new()
            .prefix("guichet-postgres-")
            .tempdir_in(short_temp_dir())
            .expect("a temporary folder")
            .keep();
        if is_root() {
            done(Command::new("chown").arg("postgres").arg(&folder));
        }
        let watchdog = watch(&programs, &folder);
        let data = folder.join("data");
        let mut init = as_owner(&programs.join("initdb"));
        init.args([
            "--no-sync",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--username",
            USER,
        ])
        .arg("--pgdata")
        .arg(&data);
        done(&mut init);
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nmax_connections = 500\nshared_buffers = 32MB\n",
            folder.display()
        );
        fs::write(data.join("postgresql.auto.conf"), settings).expect("the cluster's settings");
        let cluster = Self { programs, folder, _watchdog: watchdog };
        cluster.start_again();
        cluster
    }

    /// Starts a cluster that was stopped.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&self) {
        done(self.control("start").arg("--log").arg(self.folder.join("log")));
    }

    /// Stops it.
    ///
    /// # Panics
    /// When it does not stop.
    pub fn stop(&self, how: Stop) {
        let mode = match how {
            Stop::Fast => "fast",
            Stop::Immediate => "immediate",
        };
        done(self.control("stop").args(["--mode", mode]));
    }

    /// Makes a fresh database and answers its address.
    ///
    /// # Panics
    /// When the cluster does not do so.
    pub async fn database(&self) -> String {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        self.execute(&format!("CREATE DATABASE {name}")).await;
        self.address(&name)
    }

    /// Runs a statement as the superuser.
    ///
    /// # Panics
    /// When it fails.
    pub async fn execute(&self, statement: &str) {
        let address = self.address("postgres");
        let mut connection = PgConnection::connect(&address).await.expect("a running cluster");
        connection
            .execute(AssertSqlSafe(statement))
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
        connection.close().await.expect("a connection that closes");
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://{USER}@localhost/{database}?host={}", self.folder.display())
    }

    fn control(&self, what: &str) -> Command {
        let mut command = as_owner(&self.programs.join("pg_ctl"));
        command.args([what, "--wait", "--silent", "--pgdata"]).arg(self.folder.join("data"));
        command
    }
}

/// The cluster that the tests of this process share.
///
/// # Panics
/// When PostgreSQL is missing or does not start.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

/// A fresh PostgreSQL database in the shared cluster: its address.
///
/// # Panics
/// When PostgreSQL is missing or does not start.
pub async fn postgres_database() -> String {
    cluster().database().await
}

/// Waits until nobody else is connected to a database. What a program asked for last, PostgreSQL still does after the program was killed: a
/// change that nobody was told of may become true meanwhile.
///
/// # Panics
/// When the database does not answer, or somebody stays.
pub async fn until_alone(address: &str) {
    let mut connection = PgConnection::connect(address).await.expect("a running cluster");
    let since = Instant::now();
    loop {
        let others = sqlx::query(
            "SELECT CONCAT_WS(' ', pid, state, wait_event, query) FROM pg_stat_activity \
             WHERE datname = CURRENT_DATABASE() AND pid <> PG_BACKEND_PID() AND backend_type = 'client backend'",
        )
        .fetch_all(&mut connection)
        .await
        .expect("what the server is doing");
        if others.is_empty() {
            break;
        }
        let others: Vec<String> = others.iter().map(|row| row.get(0)).collect();
        assert!(since.elapsed() < PATIENCE, "still connected to {address}: {others:#?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    connection.close().await.expect("a connection that closes");
}

/// Fills a file of SQLite: it does not grow any more, by as much as a page.
///
/// # Panics
/// When the database does not answer.
pub async fn fill(storage: &Storage) {
    // Never less than there are.
    limit_pages(storage, "PRAGMA max_page_count = 1").await;
}

/// Lets a file of SQLite grow again.
///
/// # Panics
/// When the database does not answer.
pub async fn make_room(storage: &Storage) {
    limit_pages(storage, "PRAGMA max_page_count = 1000000").await;
}

/// Limits every connection there can be: the limit is a connection's, not the file's.
async fn limit_pages(storage: &Storage, limit: &'static str) {
    let mut connections = Vec::new();
    for _ in 0..SQLITE_CONNECTIONS {
        let mut connection = storage.pool.acquire().await.expect("a free connection");
        connection.execute(limit).await.expect("SQLite knows the limit");
        connections.push(connection);
    }
}

/// Where `initdb` and `pg_ctl` are: the newest of Debian's, or the PATH.
fn programs() -> PathBuf {
    let has_all = |folder: &PathBuf| {
        ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file())
    };
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(has_all)
        .collect();
    versions.sort();
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).find(has_all).or_else(|| versions.pop()).expect(
        "PostgreSQL is needed for this test: run `apt-get install postgresql`, or put initdb and pg_ctl on the PATH; \
         `cargo xtask test` does the first by itself",
    )
}

/// Where the socket's path stays within the 107 bytes that systems allow.
fn short_temp_dir() -> PathBuf {
    let folder = env::temp_dir();
    if folder.as_os_str().len() < 60 { folder } else { "/tmp".into() }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout == b"0\n")
}

/// A program of PostgreSQL, which refuses to run as root.
fn as_owner(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/").env_remove("PGDATA");
    command
}

/// Ends the cluster and removes its folder once this process is gone.
fn watch(programs: &Path, folder: &Path) -> Child {
    let mut shell = as_owner(Path::new("/bin/sh"));
    shell
        .arg("-c")
        .arg("read -r _; \"$1/pg_ctl\" stop --silent --mode immediate --pgdata \"$2/data\"; rm -rf \"$2\"")
        .arg("watchdog")
        .args([programs, folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // Ctrl+C in the terminal is not for it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut shell, 0);
    shell.spawn().expect("a shell")
}

fn done(command: &mut Command) {
    // Not `output`: the server inherits the pipes, and would keep this waiting for their end.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("{command:?} failed: {status}"),
        Err(error) => panic!("{command:?} cannot be run: {error}"),
    }
}
