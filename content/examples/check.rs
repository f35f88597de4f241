//! Checks a content folder: `check DIR`. What `guichet check` does, without the server.

use std::{env, path::Path, process::ExitCode, time::Instant};

fn main() -> ExitCode {
    let Some(root) = env::args().nth(1) else { return ExitCode::from(2) };
    let started = Instant::now();
    let report = guichet_content::check(Path::new(&root));
    for diagnostic in &report.diagnostics {
        println!("{diagnostic}");
    }
    println!(
        "{} articles, {} errors, {} warnings in {:?}",
        report.articles,
        report.errors(),
        report.warnings(),
        started.elapsed()
    );
    ExitCode::from(u8::from(report.errors() > 0))
}
