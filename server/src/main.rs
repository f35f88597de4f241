//! The `guichet` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    guichet_server::cli::run()
}
