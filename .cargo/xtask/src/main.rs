//! `cargo xtask`: everything that is done to the workspace beside writing it. Two commands do all the set-up: `serve` shows the
//! portal, `test` proves it.
//!
//! Read [`workspace`] and [`web`] first. What is compiled here is compiled for every command, so the heavy libraries of the
//! web bundle stand in a program of their own, `xtask-bundle`.

mod bench;
mod dist;
mod failure;
mod generate;
mod guichet;
mod http;
mod install;
mod islands;
mod npm;
mod process;
mod python;
mod relevance;
mod serve;
mod test;
mod toolchain;
mod watch;
mod web;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{failure::Result, workspace::Workspace};

/// Set-up, builds, checks and measurements of Guichet
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Brings what is missing, builds everything and serves the portal
    Serve(serve::Arguments),
    /// Brings what the tests need and runs every check
    Test(test::Arguments),
    /// Leaves in target/dist a folder that runs on another machine without Rust
    Build(dist::Arguments),
    /// Measures how well searches are answered, optimised
    Relevance(relevance::Arguments),
    /// Writes the derived files of the repository anew
    Generate(generate::Arguments),
    /// Measures the budgets: bytes, throughput, latency, memory
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    match Workspace::find().and_then(|workspace| run(command, &workspace)) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, workspace: &Workspace) -> Result<ExitCode> {
    match command {
        Command::Serve(arguments) => serve::run(workspace, &arguments),
        Command::Test(arguments) => Ok(test::run(workspace, &arguments)),
        Command::Build(arguments) => dist::run(workspace, &arguments),
        Command::Relevance(arguments) => relevance::run(workspace, &arguments),
        Command::Generate(arguments) => generate::run(workspace, &arguments),
        Command::Bench(arguments) => bench::run(workspace, &arguments),
    }
}
