//! The checks, in the order they run: what is quick to fail first, what shares a build side by side.

use std::{env, ffi::OsString, path::Path, process::Command};

use super::Context;
use crate::{
    failure::{Doing as _, Failure, Result},
    generate,
    guichet::Server,
    install, islands, npm,
    process::show,
    python,
    toolchain::Toolchain,
    web::{self, Optimiser},
};

/// The largest WebAssembly of a first page, in bytes with brotli.
pub(crate) const WASM_BUDGET: u64 = 90_000;
/// The largest WebAssembly that a page loads only when it needs it, in bytes with brotli.
const LATE_WASM_BUDGET: u64 = 60_000;

/// One check.
pub(super) struct Step {
    /// What it is called, also as a filter.
    pub(super) name: &'static str,
    /// What it proves.
    pub(super) what: &'static str,
    /// Whether it belongs to daily work.
    pub(super) fast: bool,
    /// Whether it runs tests that can be chosen by name.
    pub(super) has_tests: bool,
    /// The check.
    pub(super) run: fn(&Context<'_>) -> Result<()>,
}

/// All checks.
pub(super) const STEPS: [Step; 13] = [
    Step { name: "fmt", what: "formatting", fast: true, has_tests: false, run: fmt },
    Step {
        name: "derived",
        what: "derived files are up to date",
        fast: false,
        has_tests: false,
        run: derived,
    },
    Step { name: "web", what: "the web bundle is built", fast: false, has_tests: false, run: web },
    Step { name: "clippy", what: "lints, all crates", fast: true, has_tests: false, run: clippy },
    Step {
        name: "clippy-web",
        what: "lints, the islands as they run in the browser",
        fast: true,
        has_tests: false,
        run: clippy_web,
    },
    Step { name: "unit", what: "tests beside the code", fast: true, has_tests: true, run: unit },
    Step {
        name: "doc",
        what: "examples in the documentation",
        fast: true,
        has_tests: false,
        run: doc,
    },
    Step {
        name: "http",
        what: "the server as clients see it",
        fast: true,
        has_tests: true,
        run: http,
    },
    Step {
        name: "content",
        what: "guichet check on the bundled articles",
        fast: true,
        has_tests: false,
        run: content,
    },
    Step {
        name: "bundle",
        what: "size of the web bundle",
        fast: false,
        has_tests: false,
        run: bundle,
    },
    Step {
        name: "islands",
        what: "rendered islands are in the WebAssembly",
        fast: false,
        has_tests: false,
        run: rendered_islands,
    },
    Step {
        name: "relevance",
        what: "labelled queries find their articles",
        fast: false,
        has_tests: true,
        run: relevance,
    },
    Step {
        name: "browser",
        what: "journeys in a real browser",
        fast: false,
        has_tests: true,
        run: browser,
    },
];

fn fmt(context: &Context<'_>) -> Result<()> {
    show(context.workspace.cargo().args(["fmt", "--all", "--check"]))
}

fn derived(context: &Context<'_>) -> Result<()> {
    generate::check(context.workspace)
}

fn web(context: &Context<'_>) -> Result<()> {
    web::ensure(context.workspace, Optimiser::Required)
}

fn clippy(context: &Context<'_>) -> Result<()> {
    show(context.workspace.cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn clippy_web(context: &Context<'_>) -> Result<()> {
    let mut cargo = context.workspace.cargo();
    cargo.args([
        "clippy",
        "--package",
        "guichet-app",
        "--no-default-features",
        "--features",
        "hydrate",
    ]);
    if matches!(Toolchain::find(), Some(Toolchain::Host { .. })) {
        cargo.args(["--target", "wasm32-unknown-unknown"]);
    }
    show(cargo.args(["--", "-D", "warnings"]))
}

fn unit(context: &Context<'_>) -> Result<()> {
    // Integration tests of single crates belong to them; the suites of the tests' crate have steps of their own.
    let mut selection = vec!["--lib", "--bins"];
    for name in context.workspace.tests_outside("guichet-tests") {
        selection.extend(["--test", name]);
    }
    let postgres = install::postgres()?;
    let moto = python::moto(context.workspace)?;
    let mut command = context.tests(&selection);
    command.env("PATH", path_with(&[Some(&postgres)])).env("MOTO_PYTHON", moto);
    show(&mut command)
}

fn doc(context: &Context<'_>) -> Result<()> {
    show(context.workspace.cargo().args(["test", "--workspace", "--doc"]))
}

fn http(context: &Context<'_>) -> Result<()> {
    let postgres = install::postgres()?;
    let provider = npm::oidc_provider(context.workspace)?;
    let aiosmtpd = python::aiosmtpd(context.workspace)?;
    let mut command = suite_command(context, "http")?;
    command
        .env("PATH", path_with(&[Some(&postgres)]))
        .env("GUICHET_OIDC_PROVIDER", provider)
        .env("GUICHET_AIOSMTPD", aiosmtpd);
    show(&mut command)
}

fn relevance(context: &Context<'_>) -> Result<()> {
    show(&mut suite_command(context, "relevance")?)
}

fn browser(context: &Context<'_>) -> Result<()> {
    let (chrome, driver) = install::browser()?;
    let postgres = install::postgres()?;
    let axe = npm::axe(context.workspace)?;
    let aiosmtpd = python::aiosmtpd(context.workspace)?;
    let mut command = suite_command(context, "browser")?;
    command
        .env("PATH", path_with(&[chrome.parent(), driver.parent(), Some(&postgres)]))
        .env("GUICHET_AXE", axe)
        .env("GUICHET_AIOSMTPD", aiosmtpd);
    show(&mut command)
}

/// The path with some folders before it.
fn path_with(folders: &[Option<&Path>]) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let all =
        folders.iter().flatten().map(|folder| folder.to_path_buf()).chain(env::split_paths(&path));
    env::join_paths(all).unwrap_or(path)
}

/// A suite of the tests' crate; `GUICHET_SITE` tells it where the site is, once there is one.
fn suite_command(context: &Context<'_>, name: &str) -> Result<Command> {
    if !context.workspace.has_test("guichet-tests", name) {
        return Err(Failure::new(format!("tests/ has no suite called `{name}`")));
    }
    let mut command = context.tests(&["--test", name]);
    if context.workspace.site().join("manifest.json").is_file() {
        command.env("GUICHET_SITE", context.workspace.site());
    }
    Ok(command)
}

fn content(context: &Context<'_>) -> Result<()> {
    let binary = context.server()?;
    show(Command::new(binary).args(["check", "--content"]).arg(context.workspace.content()))
}

fn bundle(context: &Context<'_>) -> Result<()> {
    let mut sizes = Vec::new();
    for name in [
        "guichet_bg.wasm",
        "guichet.js",
        "loader.js",
        "redact_bg.wasm",
        "redact.js",
        "form.js",
        "style.css",
        "personal.css",
    ] {
        sizes.push(format!("{name} {}", web::packed_size(context.workspace, name)?));
    }
    println!("bytes with brotli: {}", sizes.join(", "));
    for (name, budget) in [("guichet_bg.wasm", WASM_BUDGET), ("redact_bg.wasm", LATE_WASM_BUDGET)] {
        let wasm = web::packed_size(context.workspace, name)?;
        if wasm > budget {
            return Err(Failure::new(format!(
                "{name} has {wasm} bytes with brotli, the budget is {budget}"
            )));
        }
    }
    Ok(())
}

fn rendered_islands(context: &Context<'_>) -> Result<()> {
    let binary = context.server()?;
    let workspace = context.workspace;
    let data = workspace.target.join("test-data");
    std::fs::create_dir_all(&data).doing(data.display())?;
    let mut server =
        Server::start_quietly(&binary, &workspace.content(), &data, &workspace.site())?;
    server.wait_until_ready()?;
    println!("{}", islands::check(workspace, server.address)?);
    Ok(())
}
