//! `xtask-bundle`: writes the site folder. A program of its own, so that the libraries it is made of
//! (wasm-bindgen, lightningcss, brotli) are compiled once and not with every change of `cargo xtask`.
//!
//! It decides what the files are called and how they are packed; what goes into the WebAssembly and when it is built anew is
//! decided by `cargo xtask`.

mod script;
mod site;
mod style;
mod wasm;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use site::Site;

/// What went wrong, as a sentence for the person at the terminal.
type Result<T> = std::result::Result<T, String>;

/// Writes the site folder from compiled WebAssembly, style sheets and public files
#[derive(Parser)]
struct Arguments {
    /// WebAssembly as the compiler left it: what the site calls it, and the file
    #[arg(long, required = true, value_name = "NAME=FILE")]
    wasm: Vec<String>,
    /// Binaryen's optimiser; without it the WebAssembly stays larger than it need be
    #[arg(long)]
    wasm_opt: Option<PathBuf>,
    /// esbuild; without it scripts stay larger than they need be
    #[arg(long)]
    esbuild: Option<PathBuf>,
    /// A style sheet whose imports are followed; it keeps its name
    #[arg(long, required = true)]
    style: Vec<PathBuf>,
    /// The folder of files that are served as they are
    #[arg(long)]
    public: PathBuf,
    /// Where optimised WebAssembly is kept between runs
    #[arg(long)]
    work: PathBuf,
    /// The site folder, replaced as a whole
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the site; answers with one line on its size.
fn run(arguments: &Arguments) -> Result<String> {
    let mut site = Site::default();
    let esbuild = arguments.esbuild.as_deref();
    for module in &arguments.wasm {
        let (name, file) = module.split_once('=').ok_or("--wasm takes NAME=FILE")?;
        let optimiser = arguments.wasm_opt.as_deref();
        let bound = wasm::bind(name, Path::new(file), optimiser, &arguments.work)?;
        let script = script::minify(esbuild, &bound.script)?;
        site.add(&format!("{name}.js"), script.into_bytes());
        site.add(&format!("{name}_bg.wasm"), bound.wasm);
    }
    for sheet in &arguments.style {
        let name = sheet.file_name().and_then(|name| name.to_str()).unwrap_or("style.css");
        site.add(name, style::bundle(sheet)?.into_bytes());
    }
    for (name, bytes) in site::public_files(&arguments.public)? {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if Path::new(&name).extension().is_some_and(|ending| ending == "js") => {
                script::minify(esbuild, &text)?.into_bytes()
            }
            Ok(text) => text.into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        site.add(&name, bytes);
    }
    site.write(&arguments.out)
}

/// Adds what was being done to an error.
fn doing<E: std::fmt::Display>(what: impl std::fmt::Display) -> impl FnOnce(E) -> String {
    move |error| format!("{what}: {error}")
}
