//! `cargo xtask relevance`: how well labelled queries are answered, by the optimised index.

use std::process::ExitCode;

use crate::{
    failure::{Doing as _, Result},
    workspace::Workspace,
};

/// Flags of `cargo xtask relevance`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Passed to the suite
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    passed_on: Vec<String>,
}

/// Runs the suite, its output shown as it comes.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let status = workspace
        .cargo()
        .args(["test", "--release", "--package", "guichet-tests", "--test", "relevance", "--"])
        .args(&arguments.passed_on)
        .status()
        .doing("cargo test")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
