//! `cargo xtask test`: every check, one after the other, and a table at the end. A failed check does not keep the next from
//! running, so that one run tells everything.

mod steps;

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use crate::{
    failure::Result,
    process::{duration, show},
    workspace::Workspace,
};
pub(crate) use steps::WASM_BUDGET;
use steps::{STEPS, Step};

/// Flags of `cargo xtask test`.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("Steps: {}", STEPS.map(|step| step.name).join(", ")))]
pub(crate) struct Arguments {
    /// Leaves out what needs the web bundle or takes minutes
    #[arg(long)]
    fast: bool,
    /// Names of steps to run, or parts of the names of tests
    filters: Vec<String>,
}

/// What the steps share.
pub(crate) struct Context<'a> {
    /// The workspace.
    pub(crate) workspace: &'a Workspace,
    /// Parts of names that tests must have.
    pub(crate) tests: Vec<String>,
}

impl Context<'_> {
    /// A run of tests, always of the whole workspace: another choice of packages would be another choice of features, and
    /// rebuild the dependencies. One process a suite, so that its tests share a portal. `selection` names the kind of targets.
    pub(crate) fn tests(&self, selection: &[&str]) -> Command {
        let mut cargo = self.workspace.cargo();
        cargo.args(["test", "--workspace"]).args(selection).arg("--").args(&self.tests);
        cargo
    }

    /// The server's binary, as the tests of the command make it: another build would have other features, and compile the
    /// dependencies once more.
    pub(crate) fn server(&self) -> Result<PathBuf> {
        show(self.workspace.cargo().args(["test", "--workspace", "--test", "cli", "--no-run"]))?;
        Ok(self.workspace.profile(false).join("guichet"))
    }
}

/// Runs the chosen steps; fails when one of them does.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> ExitCode {
    let (chosen, tests) = choose(arguments);
    let context = Context { workspace, tests };
    let mut results: Vec<(&str, Duration, Result<()>)> = Vec::new();
    for step in chosen {
        eprintln!("\n── {}: {}", step.name, step.what);
        let started = Instant::now();
        let result = (step.run)(&context);
        if let Err(failure) = &result {
            eprintln!("error: {failure}");
        }
        results.push((step.name, started.elapsed(), result));
    }
    println!("\n{}", table(&results));
    let failed = results.iter().filter(|(_, _, result)| result.is_err()).count();
    println!("{} passed, {failed} failed", results.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The steps that were asked for, and what is left of the filters for the tests' own names.
fn choose(arguments: &Arguments) -> (Vec<&'static Step>, Vec<String>) {
    let (steps, tests): (Vec<_>, Vec<_>) = arguments
        .filters
        .iter()
        .cloned()
        .partition(|name| STEPS.iter().any(|step| step.name == name));
    let chosen = STEPS.iter().filter(|step| {
        // A step that was named runs, fast or not; parts of test names leave only the steps that run tests.
        if !steps.is_empty() {
            return steps.iter().any(|name| name == step.name);
        }
        (step.fast || !arguments.fast) && (step.has_tests || tests.is_empty() || step.name == "web")
    });
    (chosen.collect(), tests)
}

fn table(results: &[(&str, Duration, Result<()>)]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (name, time, result) in results {
        let (mark, why) = match result {
            Ok(()) => ("ok", String::new()),
            Err(failure) => {
                ("FAILED", failure.to_string().lines().next().unwrap_or_default().to_owned())
            }
        };
        lines.push(
            format!("{name:<12} {mark:<7} {:>12}  {why}", duration(*time)).trim_end().to_owned(),
        );
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    fn names(fast: bool, filters: &[&str]) -> (Vec<&'static str>, Vec<String>) {
        let filters = filters.iter().map(|&filter| filter.to_owned()).collect();
        let (steps, tests) = choose(&Arguments { fast, filters });
        (steps.iter().map(|step| step.name).collect(), tests)
    }

    #[test]
    fn everything_runs_when_nothing_is_named() {
        assert_eq!(names(false, &[]).0.len(), STEPS.len());
    }

    #[test]
    fn fast_leaves_out_what_needs_a_browser_or_the_bundle() {
        let (steps, _) = names(true, &[]);
        assert!(steps.contains(&"unit") && steps.contains(&"http"));
        assert!(
            !steps
                .iter()
                .any(|name| ["web", "browser", "relevance", "bundle", "islands"].contains(name))
        );
    }

    #[test]
    fn a_named_step_runs_alone_and_other_words_choose_tests() {
        assert_eq!(names(true, &["browser"]).0, ["browser"]);
        let (steps, tests) = names(true, &["combobox"]);
        assert_eq!((steps, tests), (vec!["unit", "http"], vec!["combobox".to_owned()]));
    }

    #[test]
    fn the_table_says_why_a_step_failed() {
        let results = [
            ("fmt", Duration::from_secs(1), Ok(())),
            ("unit", Duration::from_secs(61), Err(Failure::new("two\nlines"))),
        ];
        assert_eq!(
            table(&results),
            "fmt          ok             1.0 s\nunit         FAILED    1 min 01 s  two"
        );
    }
}
