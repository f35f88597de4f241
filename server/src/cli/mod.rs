//! The command line: `serve`, `check`, `index`, `search`, `import`, `account`, `organisation`, `incident`, `status`, `webhook`,
//! `mail`, `api-token`. Exit code 2 for wrong
//! usage, 1 for a failed task.

mod account;
mod api_token;
mod check;
mod import;
mod incident;
mod index;
mod mail;
mod organisation;
mod place;
mod search;
mod status;
mod table;
mod webhook;
mod window;

use std::{io::IsTerminal as _, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{
    serve,
    settings::{Flags, LogFormat, Settings},
};

/// A self-service help portal: articles, search, status, contact and cases from a folder of Markdown and one policy file.
#[derive(Debug, Parser)]
#[command(name = "guichet", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the portal
    #[command(
        after_help = "Every setting can also stand in the settings file or in the environment (GUICHET_LISTEN, …); flags win."
    )]
    Serve {
        #[command(flatten)]
        flags: Flags,
        /// Prints every setting as it would be used, as a settings file, and ends
        #[arg(long)]
        print_config: bool,
    },
    /// Checks a content folder and names every problem with file, line and column
    Check(check::Arguments),
    /// Builds the search index, so that the next start only opens it
    Index {
        #[command(flatten)]
        flags: Flags,
    },
    /// Searches the articles as the portal would
    Search(search::Arguments),
    /// Takes in articles written for another system
    #[command(subcommand)]
    Import(Import),
    /// People who can sign in: creates, imports, changes and suspends them
    #[command(subcommand)]
    Account(account::Command),
    /// Organisations and their editions
    #[command(subcommand)]
    Organisation(organisation::Command),
    /// Incidents and maintenance of the status page
    #[command(subcommand)]
    Incident(incident::Command),
    /// The status page: a copy for another host, followers of another system
    #[command(subcommand)]
    Status(status::Command),
    /// Receivers of the status' news (Standard Webhooks)
    #[command(subcommand)]
    Webhook(webhook::Command),
    /// Mail that answers to cases
    #[command(subcommand)]
    Mail(mail::Command),
    /// Tokens with which billing or a CRM gets at the API
    #[command(subcommand)]
    ApiToken(api_token::Command),
}

#[derive(Debug, Subcommand)]
enum Import {
    /// A tree of Markdown files: Jekyll, Docusaurus, Hugo, or plain
    Markdown(import::Arguments),
}

/// Runs the program with the process' arguments.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve { flags, print_config: true } => print_config(&flags),
        Command::Serve { flags, print_config: false } => run_server(&flags),
        Command::Check(arguments) => return check::run(&arguments),
        Command::Index { flags } => index::run(&flags),
        Command::Search(arguments) => search::run(&arguments),
        Command::Import(Import::Markdown(arguments)) => import::run(&arguments),
        Command::Account(command) => account::run(command),
        Command::Organisation(command) => organisation::run(command),
        Command::Incident(command) => incident::run(command),
        Command::Status(command) => status::run(command),
        Command::Webhook(command) => webhook::run(command),
        Command::Mail(command) => return mail::run(command),
        Command::ApiToken(command) => api_token::run(command),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("guichet: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What a command fails with: the message says what to do.
type Failure = Box<dyn std::error::Error>;

#[expect(clippy::print_stdout, reason = "the settings are what was asked for")]
fn print_config(flags: &Flags) -> Result<(), Failure> {
    print!("{}", Settings::load(flags)?.to_toml());
    Ok(())
}

fn run_server(flags: &Flags) -> Result<(), Failure> {
    let settings = Settings::load(flags)?;
    log_to_stderr(&settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    Ok(runtime.block_on(serve::run(settings))?)
}

fn log_to_stderr(settings: &Settings) -> Result<(), Failure> {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.log)
        .map_err(|error| format!("`log` is `{}`: {error}\nhelp: write error, warn, info or debug, or a directive a module", settings.log))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let installed = match settings.log_format {
        LogFormat::Plain => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    if let Err(error) = installed {
        eprintln!("guichet: logging cannot be set up: {error}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
