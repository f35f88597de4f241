//! From the compiler's WebAssembly to the module and the script that browsers load.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{Result, doing, site::hash};

/// What the optimiser may use: features that every current browser has. Not `--all-features`, whose compact imports
/// make a module that Chromium refuses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
];

/// The module with its script.
pub(crate) struct Bound {
    /// The WebAssembly module.
    pub(crate) wasm: Vec<u8>,
    /// The script that imports it.
    pub(crate) script: String,
}

/// Smallest first, once more over the result. Rust puts the far end of the stack at the lowest addresses, so that no pointer lies there and
/// offsets can be folded into loads.
const PASSES: [&str; 3] = ["-Oz", "--low-memory-unused", "-Oz"];

/// Binds and optimises; the work of the optimiser is kept by the hash of its input, since it takes longest.
pub(crate) fn bind(
    name: &str,
    compiled: &Path,
    optimiser: Option<&Path>,
    work: &Path,
) -> Result<Bound> {
    let work = &work.join(name);
    fs::create_dir_all(work).map_err(doing(work.display()))?;
    let out = work.join("bindgen");
    if out.exists() {
        fs::remove_dir_all(&out).map_err(doing(out.display()))?;
    }
    Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(true)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(&out)
        })
        .map_err(|error| format!("wasm-bindgen, on {}: {error:#}", compiled.display()))?;
    if out.join("snippets").exists() {
        return Err("a dependency brings scripts of its own (wasm-bindgen's `snippets`); the site has no place for them".into());
    }
    let plain = out.join(format!("{name}_bg.wasm"));
    let wasm = match optimiser {
        Some(program) => optimise(program, &plain, work)?,
        None => plain,
    };
    let script = out.join(format!("{name}.js"));
    Ok(Bound {
        wasm: fs::read(&wasm).map_err(doing(wasm.display()))?,
        script: fs::read_to_string(&script).map_err(doing(script.display()))?,
    })
}

/// Runs the optimiser, unless its answer to this very input is there already.
fn optimise(program: &Path, plain: &Path, work: &Path) -> Result<PathBuf> {
    let bytes = fs::read(plain).map_err(doing(plain.display()))?;
    let passes = PASSES.concat().into_bytes();
    let kept = work.join(format!("optimised-{}.wasm", hash(&[bytes, passes].concat())));
    if kept.exists() {
        return Ok(kept);
    }
    let fresh = work.join("optimising.wasm");
    let status = Command::new(program)
        .args(PASSES)
        .args(FEATURES)
        .arg(plain)
        .arg("-o")
        .arg(&fresh)
        .status()
        .map_err(doing(program.display()))?;
    if !status.success() {
        return Err(format!("wasm-opt failed on {} ({status})", plain.display()));
    }
    for entry in fs::read_dir(work).map_err(doing(work.display()))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with("optimised-") {
            fs::remove_file(entry.path()).map_err(doing(entry.path().display()))?;
        }
    }
    fs::rename(&fresh, &kept).map_err(doing(kept.display()))?;
    Ok(kept)
}
