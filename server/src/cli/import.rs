//! `guichet import markdown`: takes in a foreign tree of Markdown files.

use std::path::PathBuf;

use guichet_content::import::{self, Options};
use guichet_model::Locale;

use super::Failure;

/// Flags of `guichet import markdown`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The foreign tree
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// The content folder to write
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Where to write what became of each page, a JSON object a line
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The locale of pages that name none, and the portal's default [default: en]
    #[arg(long)]
    default_locale: Option<Locale>,
    /// Writes into a folder that holds something already
    #[arg(long)]
    force: bool,
}

/// Imports and says what became of it.
#[expect(clippy::print_stdout, reason = "the summary is what was asked for")]
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let summary = import::import_markdown(&Options {
        from: arguments.from.clone(),
        to: arguments.to.clone(),
        report: arguments.report.clone(),
        default_locale: arguments.default_locale.clone(),
        force: arguments.force,
    })?;
    println!(
        "{} articles written, {} pages left out, {} images copied, {} warnings",
        summary.written, summary.skipped, summary.media, summary.warnings
    );
    for (locale, articles) in &summary.locales {
        println!("  {locale}: {articles} articles");
    }
    Ok(())
}
