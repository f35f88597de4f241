//! `guichet check`: every problem of a content folder, for people and for scripts.

use std::{path::PathBuf, process::ExitCode};

use jiff::tz::TimeZone;

use crate::clock::Clock;

/// Flags of `guichet check`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// Fails on warnings too
    #[arg(long)]
    strict: bool,
}

/// Prints the report; fails when there are errors.
#[expect(clippy::print_stdout, reason = "the report is what was asked for")]
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let today = Clock::System.now().to_zoned(TimeZone::system()).date();
    let report = guichet_content::check(&arguments.content, Some(today));
    for diagnostic in &report.diagnostics {
        println!("{diagnostic}\n");
    }
    let (errors, warnings) = (report.errors(), report.warnings());
    println!("{} articles, {errors} errors, {warnings} warnings", report.articles);
    if errors > 0 || (arguments.strict && warnings > 0) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
