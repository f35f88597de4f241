//! `guichet import markdown`: takes in a foreign tree of Markdown files.

use std::path::PathBuf;

use guichet_content::import::{self, Options};
use guichet_model::Locale;
use jiff::tz::TimeZone;

use super::Failure;
use crate::clock::Clock;

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
    /// The locale of pages that name none [default: en], and the portal's default if there are articles in it; without this, the portal's is
    /// en where there are such articles, else the locale of most articles
    #[arg(long)]
    default_locale: Option<Locale>,
    /// Writes into a folder that holds something already, over files of the same name; its portal.toml stays
    #[arg(long)]
    force: bool,
}

/// Imports and says what became of it.
#[expect(clippy::print_stdout, reason = "the summary is what was asked for")]
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let today = Clock::System.now().to_zoned(TimeZone::system()).date();
    let summary = import::import_markdown(&Options {
        from: arguments.from.clone(),
        to: arguments.to.clone(),
        report: arguments.report.clone(),
        default_locale: arguments.default_locale.clone(),
        force: arguments.force,
        today: Some(today),
    })?;
    println!(
        "{} articles written, {} pages left out, {} images copied, {} warnings",
        summary.written, summary.skipped, summary.media, summary.warnings
    );
    for (locale, articles) in &summary.locales {
        println!("  {locale}: {articles} articles");
    }
    if let Some(default) = &summary.default_locale {
        println!("portal.toml: default_locale = \"{default}\"");
    }
    Ok(())
}
