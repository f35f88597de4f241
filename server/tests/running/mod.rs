//! A portal in a folder of its own, and the command serving it.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

use guichet_storage::{Storage, testing};
use tempfile::TempDir;

/// A small portal: a content folder with a policy, stand-ins for the site, a database.
pub(crate) struct Portal {
    /// Where it lies.
    pub(crate) folder: TempDir,
    /// The address of its database.
    pub(crate) database: String,
    /// What the command finds in its environment, besides what is there.
    pub(crate) environment: Vec<(String, String)>,
}

/// What keeps the accounts and cases of a portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

impl Portal {
    pub(crate) async fn new(kind: Kind, policy: &str) -> Self {
        let folder = TempDir::new().unwrap();
        write(folder.path(), "content/portal.toml", policy);
        write(folder.path(), "content/articles/en/mail/one.md", "---\ntitle: One\n---\nWords.\n");
        let names = guichet_server::assets::REQUIRED;
        for name in names {
            write(folder.path(), &format!("site/{name}"), "stand-in");
        }
        let manifest: Vec<String> = names.iter().map(|name| format!("{name:?}:{name:?}")).collect();
        write(folder.path(), "site/manifest.json", &format!("{{{}}}", manifest.join(",")));
        fs::create_dir_all(folder.path().join("data")).unwrap();
        let database = match kind {
            Kind::Sqlite => format!("sqlite:{}", folder.path().join("data/guichet.db").display()),
            Kind::Postgres => testing::postgres_database().await,
        };
        Self { folder, database, environment: Vec::new() }
    }

    /// Its database.
    pub(crate) async fn open(&self) -> Storage {
        Storage::open(&self.database).await.unwrap()
    }

    /// The command, to be run on this portal.
    pub(crate) fn command(&self, name: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
        command.current_dir(self.folder.path()).args(name);
        command.envs(self.environment.iter().cloned());
        command.args(["--content", "content", "--database", &self.database]);
        command
    }

    /// Starts the server and waits until it tells its address.
    pub(crate) fn serve(&self) -> (Child, SocketAddr) {
        self.serve_from("data")
    }

    /// The same for a node with a data folder of its own.
    pub(crate) fn serve_from(&self, data: &str) -> (Child, SocketAddr) {
        started(self.serving(data))
    }

    /// The command that does so.
    pub(crate) fn serving(&self, data: &str) -> Command {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.args(["--data", data, "--site", "site"]);
        command
    }
}

/// Starts a server and waits until it tells its address.
pub(crate) fn started(mut command: Command) -> (Child, SocketAddr) {
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
    let mut said = Vec::new();
    let address = lines.find_map(|line| {
        let address = line.split("http://").nth(1).and_then(|rest| rest.trim().parse().ok());
        said.push(line);
        address
    });
    let address = address.unwrap_or_else(|| panic!("it tells no address: {said:#?}"));
    thread::spawn(move || lines.for_each(drop));
    (process, address)
}

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}
