//! A real mail server for tests: `PyPI`'s aiosmtpd. `cargo xtask test` sets it up and names its Python in `GUICHET_AIOSMTPD`; by hand:
//! `python3 -m venv target/smtp && target/smtp/bin/pip install --require-hashes -r tests/requirements.txt`, then
//! `GUICHET_AIOSMTPD=$PWD/target/smtp/bin/python cargo test --workspace --test http -- mail::`.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{PATIENCE, Place, workspace};

/// A message with its transfer encoding undone as far as addresses go.
pub fn plain(message: &str) -> String {
    message.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=").replace("&amp;", "&")
}

/// A place for a mail server: an address and a folder, whether it runs or not.
pub struct Post {
    folder: TempDir,
    /// Its port.
    pub port: u16,
    _place: Place,
    running: Option<Child>,
}

impl Default for Post {
    fn default() -> Self {
        Self::new()
    }
}

impl Post {
    /// A place where nothing runs yet.
    pub fn new() -> Self {
        let (place, folder) = (Place::new(), TempDir::new().expect("a temporary folder"));
        Self { folder, port: place.port(), _place: place, running: None }
    }

    /// Starts the server and waits until it takes mail.
    pub fn start(&mut self) {
        let python = std::env::var_os("GUICHET_AIOSMTPD").expect(
            "GUICHET_AIOSMTPD names no Python with aiosmtpd; `cargo xtask test http` brings one, tests/src/mail_server.rs says how by hand",
        );
        let mut child = Command::new(python)
            .arg(workspace().join("tests/src/mail_server.py"))
            .arg(self.port.to_string())
            .arg(self.folder())
            .stdout(Stdio::piped())
            .spawn()
            .expect("GUICHET_AIOSMTPD names a program");
        let mut line = String::new();
        let told = child.stdout.take().expect("piped");
        BufReader::new(told).read_line(&mut line).expect("the program speaks text");
        assert_eq!(line, "ready\n", "the mail server starts");
        self.running = Some(child);
    }

    /// Where its mail lies.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Takes from now on what it put off before.
    pub fn open(&self) {
        fs::write(self.folder().join("open"), "").expect("the folder is writable");
    }

    /// Every message it took, in order.
    pub fn messages(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder()).expect("the folder is there");
        let mut files: Vec<_> = files
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .collect();
        files.sort();
        files.iter().map(|path| fs::read_to_string(path).expect("mail is text")).collect()
    }

    /// Waits until it has taken so many.
    pub async fn wait_for(&self, count: usize) -> Vec<String> {
        let since = Instant::now();
        loop {
            let messages = self.messages();
            if messages.len() >= count {
                return messages;
            }
            assert!(since.elapsed() < PATIENCE, "waiting for {count} messages: {messages:#?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
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
