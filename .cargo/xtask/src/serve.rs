//! `cargo xtask serve`: from a fresh clone to a portal in the browser.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::Duration,
};

use crate::{
    failure::{Doing as _, Result},
    guichet::{self, Server},
    process::shown,
    watch::Watcher,
    web::{self, Optimiser},
    workspace::Workspace,
};

/// How often sources are looked at, and the server is asked whether it still runs.
const INTERVAL: Duration = Duration::from_millis(500);

/// Flags of `cargo xtask serve`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Builds only what changed: started again without changes it serves within seconds.\n\
    With neither --content nor --data there are accounts of each kind to try, told at the end.\n\
    Ctrl-C ends it. What stands after `--` is passed to `guichet serve`."
)]
pub(crate) struct Arguments {
    /// Builds the optimised server
    #[arg(long)]
    release: bool,
    /// The content folder [default: the bundled articles]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// The folder for the database and the search index [default: target/demo, with --content target/data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The address to listen on
    #[arg(long, value_name = "ADDR", env = "GUICHET_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Builds anew and starts again when the source changes
    #[arg(long)]
    watch: bool,
    /// Passed to `guichet serve`
    #[arg(last = true)]
    passed_on: Vec<String>,
}

impl Arguments {
    /// Whether there shall be accounts to try: with content or data of one's own there may be real ones.
    fn is_demo(&self) -> bool {
        let own = |flag: &String| flag == "--demo" || flag.starts_with("--database");
        self.content.is_none() && self.data.is_none() && !self.passed_on.iter().any(own)
    }
}

/// Builds and serves until told to stop.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let (tell, told) = mpsc::channel();
    // A second Ctrl-C finds the receiver gone, which is no one's concern any more.
    ctrlc::set_handler(move || _ = tell.send(())).doing("the handler of Ctrl-C")?;
    let mut watcher = Watcher::new(&workspace.root)?;
    let binary = build(workspace, arguments)?;
    if told.try_recv().is_ok() {
        return Ok(ExitCode::FAILURE);
    }
    let mut server = start(workspace, arguments, &binary)?;
    loop {
        if stopped(&told) {
            server.stop();
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(status) = server.ended()?
            && !arguments.watch
        {
            return Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        if arguments.watch
            && let Some(changed) = watcher.changed()?
        {
            eprintln!("· {} changed", shown(&changed));
            match build(workspace, arguments) {
                Ok(binary) => {
                    server.stop();
                    server = start(workspace, arguments, &binary)?;
                }
                Err(failure) => eprintln!("error: {failure}\n  the last good build stays up"),
            }
        }
    }
}

fn stopped(told: &Receiver<()>) -> bool {
    !matches!(told.recv_timeout(INTERVAL), Err(RecvTimeoutError::Timeout))
}

fn build(workspace: &Workspace, arguments: &Arguments) -> Result<PathBuf> {
    web::ensure(workspace, Optimiser::IfPossible)?;
    guichet::build(workspace, arguments.release)
}

fn start(workspace: &Workspace, arguments: &Arguments, binary: &Path) -> Result<Server> {
    let content = arguments.content.clone().unwrap_or_else(|| workspace.content());
    let demo = arguments.is_demo();
    let own_data = || workspace.target.join(if demo { "demo" } else { "data" });
    let data = arguments.data.clone().unwrap_or_else(own_data);
    let mut command = guichet::serve_command(binary, &content, &data, &workspace.site());
    if demo {
        command.arg("--demo");
    }
    command.args(&arguments.passed_on);
    let mut server = Server::start(&mut command, arguments.listen)?;
    server.wait_until_ready()?;
    eprintln!("\n  Guichet is at http://{}/   (Ctrl-C ends it)\n", server.address);
    Ok(server)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(clap::Parser)]
    struct Command {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn there_are_accounts_to_try_unless_something_is_ones_own() {
        let is_demo = |flags: &[&str]| {
            let words = std::iter::once("serve").chain(flags.iter().copied());
            Command::parse_from(words).arguments.is_demo()
        };
        assert!(is_demo(&[]) && is_demo(&["--watch", "--", "--log", "warn"]));
        for own in [
            &["--content", "articles"][..],
            &["--data", "data"],
            &["--", "--demo"],
            &["--", "--database=postgres://portal@db/portal"],
        ] {
            assert!(!is_demo(own), "{own:?}");
        }
    }
}
