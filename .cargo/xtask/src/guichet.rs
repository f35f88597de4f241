//! The server as a program: building it, starting it, waiting until it answers, and ending it.

use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    failure::{Doing as _, Failure, Result},
    http,
    process::{duration, step},
    workspace::Workspace,
};

/// How long a first start may take, the index included.
const START_LIMIT: Duration = Duration::from_mins(3);

/// Builds the `guichet` binary. `--workspace` makes the choice of features the same as in the tests, so that one does not
/// rebuild the other's dependencies.
pub(crate) fn build(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--workspace", "--bin", "guichet"]);
    if release {
        cargo.arg("--release");
    }
    step("the server (several minutes the first time)", &mut cargo)?;
    Ok(workspace.profile(release).join("guichet"))
}

/// A running server; dropping it ends it.
pub(crate) struct Server {
    /// The address it listens on.
    pub(crate) address: SocketAddr,
    child: Child,
    started: Instant,
}

impl Server {
    /// Starts `guichet serve`.
    pub(crate) fn start(command: &mut Command, address: SocketAddr) -> Result<Self> {
        // Else another server on this address would be taken for this one when it is asked whether it is ready.
        TcpListener::bind(address)
            .doing(format!("cannot listen on {address} (another program may use it; choose another address with --listen)"))?;
        let program = command.get_program().to_string_lossy().into_owned();
        let started = Instant::now();
        let child = command
            .arg("--listen")
            .arg(address.to_string())
            .stdin(Stdio::null())
            .spawn()
            .doing(program)?;
        Ok(Self { address, child, started })
    }

    /// Starts one for a measurement or a check: on a free port, quiet.
    pub(crate) fn start_quietly(
        binary: &Path,
        content: &Path,
        data: &Path,
        site: &Path,
    ) -> Result<Self> {
        let mut command = serve_command(binary, content, data, site);
        Self::start(command.args(["--log", "warn"]), free_address()?)
    }

    /// Waits until the server is ready; answers with the time since its start.
    pub(crate) fn wait_until_ready(&mut self) -> Result<Duration> {
        loop {
            if http::get(self.address, "/readyz").is_ok_and(|answer| answer.status == 200) {
                return Ok(self.started.elapsed());
            }
            if let Some(status) = self.child.try_wait().doing("guichet serve")? {
                return Err(Failure::new(format!(
                    "guichet serve ended before it was ready ({status})"
                )));
            }
            if self.started.elapsed() > START_LIMIT {
                return Err(Failure::new(format!(
                    "guichet serve was not ready after {}",
                    duration(START_LIMIT)
                )));
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether it has ended, and how.
    pub(crate) fn ended(&mut self) -> Result<Option<std::process::ExitStatus>> {
        self.child.try_wait().doing("guichet serve")
    }

    /// Its process number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Tells it to stop, and waits until requests under way are done.
    pub(crate) fn stop(&mut self) {
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        let told = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        if told.is_err() {
            // Without a `kill` program there is only the hard way.
            _ = self.child.kill();
        }
        _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// `guichet serve` with its folders.
pub(crate) fn serve_command(binary: &Path, content: &Path, data: &Path, site: &Path) -> Command {
    let mut command = Command::new(binary);
    command
        .arg("serve")
        .arg("--content")
        .arg(content)
        .arg("--data")
        .arg(data)
        .arg("--site")
        .arg(site);
    command
}

/// An address on this machine that nobody listens on.
pub(crate) fn free_address() -> Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).doing("a free port")
}
