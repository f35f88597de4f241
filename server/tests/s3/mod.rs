//! A real S3-speaking server for tests: `PyPI`'s moto. `cargo xtask test` sets it up and names its Python in `MOTO_PYTHON`; by hand:
//! `python3 -m venv target/s3 && target/s3/bin/pip install --require-hashes -r server/tests/s3/requirements.txt`, then
//! `MOTO_PYTHON=$PWD/target/s3/bin/python cargo test --workspace --test stores`. The server's own variables begin with `GUICHET_`; it refuses one it
//! does not know.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
};

use tokio::net::TcpSocket;

use crate::senders::ask;

/// The bucket that is there.
pub(crate) const BUCKET: &str = "files";
/// The password of its user.
pub(crate) const SECRET: &str = "wJalrXUtnFEMI-of-a-test";

/// A place for an S3-speaking server: an address, whether it runs or not.
pub(crate) struct Service {
    port: u16,
    /// Keeps the port for the server: bound, so that nobody else gets it, and not listened at, so that whoever calls is refused.
    _place: TcpSocket,
    running: Option<(Child, ChildStdin)>,
}

impl Service {
    /// A place where nothing runs yet.
    pub(crate) fn new() -> Self {
        let place = TcpSocket::new_v4().unwrap();
        // The server binds it, too, as every one does that may be started again at once.
        place.set_reuseaddr(true).unwrap();
        place.bind(([127, 0, 0, 1], 0).into()).unwrap();
        Self { port: place.local_addr().unwrap().port(), _place: place, running: None }
    }

    /// Starts the server with variables of its own, and makes the bucket.
    pub(crate) fn start(&mut self, variables: &[(&str, &str)]) {
        let python = std::env::var_os("MOTO_PYTHON").expect(
            "MOTO_PYTHON names no Python with moto; `cargo xtask test unit` brings one, server/tests/s3/mod.rs says how by hand",
        );
        let mut child = Command::new(python)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/s3/server.py"))
            .arg(self.port.to_string())
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("MOTO_PYTHON names a program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "the server starts");
        let stdin = child.stdin.take().unwrap();
        self.running = Some((child, stdin));
        let made = ask(self.address(), &format!("PUT /{BUCKET} HTTP/1.1"), b"").unwrap();
        assert_eq!(made.0, 200, "{}", made.1);
    }

    /// Stops the server. Its place stays its own.
    pub(crate) fn stop(&mut self) {
        if let Some((mut child, _)) = self.running.take() {
            _ = child.kill();
            _ = child.wait();
        }
    }

    /// Where it listens, or would.
    pub(crate) fn address(&self) -> std::net::SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    /// The variables that let a portal keep its files there.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        [
            ("GUICHET_ATTACHMENTS", format!("s3://{BUCKET}/help").as_str()),
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address()).as_str()),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_ACCESS_KEY_ID", "AKIA0TEST0TEST0TEST0"),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}
