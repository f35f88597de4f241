//! `cargo xtask bench`: the budgets, with what was measured beside them. The measuring is done by people on a quiet machine, not by
//! the tests: a busy machine would fail them.

mod generator;
mod german;
mod load;
mod measure;
mod outage;
mod pages;
mod queries;
mod report;
mod rivals;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    failure::{Doing as _, Result},
    guichet, install,
    process::shown,
    web::{self, Optimiser},
    workspace::Workspace,
};
use report::Report;

/// Flags of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Builds the optimised server and the bundle first. nginx and wrk are installed when they are missing."
)]
pub(crate) struct Arguments {
    /// The content folder to measure [default: the bundled articles]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// How many generated articles make the scale rows; 0 leaves them out
    #[arg(long, default_value_t = 12_800)]
    scale: usize,
    /// Measures one part alone; for all but pages any built site will do
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// An optimised server that is built already, in place of building one
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Seconds that each load lasts
    #[arg(long, default_value_t = 5)]
    seconds: u32,
    /// Also writes the rows as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// A part of what is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// What readers download, and one page beside nginx
    Pages,
    /// Index, search and memory
    Search,
    /// The day of an outage
    Outage,
}

/// What the measurements share.
pub(crate) struct Bench {
    /// The optimised server.
    pub(crate) binary: PathBuf,
    /// The built site.
    pub(crate) site: PathBuf,
    /// A folder for what the measurements write.
    pub(crate) folder: PathBuf,
    /// Seconds that each load lasts.
    pub(crate) seconds: u32,
}

/// Measures and prints.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    let wanted = |part| arguments.only.is_none_or(|only| only == part);
    if wanted(Part::Pages) || !workspace.site().join("manifest.json").is_file() {
        web::ensure(workspace, Optimiser::Required)?;
    }
    if arguments.only != Some(Part::Search) {
        install::program("nginx", "nginx")?;
    }
    install::program("wrk", "wrk")?;
    let bench = Bench {
        binary: match &arguments.binary {
            Some(file) => file.clone(),
            None => guichet::build(workspace, true)?,
        },
        site: workspace.site(),
        folder: workspace.target.join("bench"),
        seconds: arguments.seconds,
    };
    fs::create_dir_all(&bench.folder).doing(bench.folder.display())?;
    let content = arguments.content.clone().unwrap_or_else(|| workspace.content());
    let mut report = Report::default();
    if wanted(Part::Pages) {
        pages::measure(workspace, &bench, &content, &mut report)?;
    }
    if wanted(Part::Outage) {
        outage::measure(&bench, &content, &mut report)?;
    }
    if arguments.only.is_none() {
        measure::content(&bench, &content, &named(&content), &mut report)?;
    }
    if wanted(Part::Search) && arguments.scale > 0 {
        let generated = bench.folder.join(format!("content-{}", arguments.scale));
        generator::ensure(&workspace.content(), &generated, arguments.scale)?;
        measure::content(
            &bench,
            &generated,
            &format!("{} articles", arguments.scale),
            &mut report,
        )?;
        rivals::measure(&bench, &generated, &mut report)?;
    }
    println!("{}", report.table());
    if let Some(file) = &arguments.json {
        fs::write(file, report.json()?).doing(file.display())?;
        println!("written to {}", shown(file));
    }
    Ok(ExitCode::SUCCESS)
}

fn named(content: &Path) -> String {
    let files = queries::articles(content).map_or(0, |articles| articles.len());
    format!("{files} articles")
}
