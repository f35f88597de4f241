//! A real mail server for tests: `PyPI`'s aiosmtpd. `cargo xtask test` sets it up and names its Python in `GUICHET_AIOSMTPD`; by hand:
//! `python3 -m venv target/smtp && target/smtp/bin/pip install --require-hashes -r tests/http/requirements.txt`, then
//! `GUICHET_AIOSMTPD=$PWD/target/smtp/bin/python cargo test --workspace --test http -- mail::`.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use guichet_tests::workspace;
use tempfile::TempDir;

/// A place for a mail server: an address and a folder, whether it runs or not.
pub(crate) struct Post {
    folder: TempDir,
    /// Its port.
    pub(crate) port: u16,
    running: Option<Child>,
}

impl Post {
    /// A place where nothing runs yet.
    pub(crate) fn new() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { folder: TempDir::new().unwrap(), port, running: None }
    }

    /// Starts the server and waits until it takes mail.
    pub(crate) fn start(&mut self) {
        let python = std::env::var_os("GUICHET_AIOSMTPD").expect(
            "GUICHET_AIOSMTPD names no Python with aiosmtpd; `cargo xtask test http` brings one, tests/http/mail_server.rs says how by hand",
        );
        let mut child = Command::new(python)
            .arg(workspace().join("tests/http/mail_server.py"))
            .arg(self.port.to_string())
            .arg(self.folder())
            .stdout(Stdio::piped())
            .spawn()
            .expect("GUICHET_AIOSMTPD names a program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "the mail server starts");
        self.running = Some(child);
    }

    /// Where its mail lies.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Takes from now on what it put off before.
    pub(crate) fn open(&self) {
        fs::write(self.folder().join("open"), "").unwrap();
    }

    /// Every message it took, in order.
    pub(crate) fn messages(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|path| path.extension().is_some_and(|ending| ending == "eml")).collect();
        files.sort();
        files.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
    }

    /// Waits until it has taken so many.
    pub(crate) async fn wait_for(&self, count: usize) -> Vec<String> {
        let until = Instant::now() + Duration::from_secs(8);
        while self.messages().len() < count && Instant::now() < until {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.messages()
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        if let Some(mut child) = self.running.take() {
            _ = child.kill();
            _ = child.wait();
        }
    }
}
