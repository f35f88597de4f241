//! The web bundle: when it is built anew, and from what. How its files are called and packed is `xtask-bundle`'s.

use std::{fs, path::Path, process::Command};

use serde_json::Value;

use crate::{
    failure::{Doing as _, Failure, Result},
    npm,
    process::{step, which},
    toolchain::{MODULES, Toolchain},
    workspace::{Fingerprint, Workspace, locked_version},
};

/// Whether a missing optimiser stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Optimiser {
    /// For what is shipped or measured.
    Required,
    /// For looking at the portal: without npm the bundle is larger and works.
    IfPossible,
}

/// Leaves an up-to-date site in target/site.
pub(crate) fn ensure(workspace: &Workspace, optimiser: Optimiser) -> Result<()> {
    check_pin(&workspace.root)?;
    let stamp = workspace.target.join("web/site.stamp");
    let kept = fs::read_to_string(&stamp).unwrap_or_default();
    let can_optimise = which("npm").is_some() && which("node").is_some();
    if let Some(toolchain) = Toolchain::find() {
        let current = fingerprint(workspace, toolchain, can_optimise)?;
        if kept == current && workspace.site().join("manifest.json").is_file() {
            return Ok(());
        }
    }
    let toolchain = Toolchain::ensure()?;
    for module in &MODULES {
        let doing = format!("WebAssembly of {} (about three minutes the first time)", module.name);
        step(&doing, &mut toolchain.build(workspace, module))?;
    }
    let optimisers = match npm::optimisers(workspace) {
        Ok(programs) => Some(programs),
        Err(failure) if optimiser == Optimiser::Required => return Err(failure),
        Err(failure) => {
            eprintln!(
                "  going on without wasm-opt and esbuild, which make the bundle smaller: {failure}"
            );
            None
        }
    };
    step(
        "the bundler (compiled once)",
        workspace.cargo().args(["build", "--workspace", "--bin", "xtask-bundle"]),
    )?;
    bundle(workspace, optimisers.as_ref())?;
    let current = fingerprint(workspace, toolchain, optimisers.is_some())?;
    fs::write(&stamp, current).doing(stamp.display())
}

fn bundle(workspace: &Workspace, optimisers: Option<&npm::Optimisers>) -> Result<()> {
    let app = workspace.root.join("app");
    let mut command = Command::new(workspace.profile(false).join("xtask-bundle"));
    for module in &MODULES {
        let output = Toolchain::output(workspace, module);
        command.arg("--wasm").arg(format!("{}={}", module.name, output.display()));
    }
    command
        .arg("--style")
        .arg(app.join("style/style.css"))
        .arg("--style")
        .arg(app.join("style/personal.css"))
        .arg("--public")
        .arg(app.join("public"))
        .arg("--work")
        .arg(workspace.target.join("web/work"))
        .arg("--out")
        .arg(workspace.site());
    if let Some(npm::Optimisers { wasm_opt, esbuild }) = optimisers {
        command.arg("--wasm-opt").arg(wasm_opt).arg("--esbuild").arg(esbuild);
    }
    step("style sheet and site", &mut command)
}

/// Everything the site is made of.
fn fingerprint(workspace: &Workspace, toolchain: Toolchain, optimised: bool) -> Result<String> {
    let mut fingerprint = Fingerprint::default().text(&toolchain.identity()).text(if optimised {
        "optimised"
    } else {
        "plain"
    });
    for part in [
        "app",
        "content/model",
        "Cargo.toml",
        "Cargo.lock",
        ".cargo/xtask/bundle",
        ".cargo/xtask/npm",
        ".cargo/xtask/src/toolchain.rs",
    ] {
        fingerprint = fingerprint.path(&workspace.root.join(part))?;
    }
    Ok(fingerprint.finish())
}

/// The library that binds and the one that is bound speak a private format: both must be of one version.
fn check_pin(root: &Path) -> Result<()> {
    let path = root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).doing(path.display())?;
    let (bound, binds) =
        (locked_version(&lock, "wasm-bindgen"), locked_version(&lock, "wasm-bindgen-cli-support"));
    if bound == binds {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Cargo.lock has wasm-bindgen {} and wasm-bindgen-cli-support {}; set the latter in .cargo/xtask/bundle/Cargo.toml to the former",
        bound.unwrap_or_default(),
        binds.unwrap_or_default()
    )))
}

/// The site's file of a logical name, such as `guichet_bg.wasm`.
pub(crate) fn site_file(workspace: &Workspace, name: &str) -> Result<std::path::PathBuf> {
    let manifest = workspace.site().join("manifest.json");
    let names: Value = serde_json::from_slice(&fs::read(&manifest).doing(manifest.display())?)
        .doing(manifest.display())?;
    let hashed =
        names[name].as_str().doing(format!("{} does not name {name}", manifest.display()))?;
    Ok(workspace.site().join(hashed))
}

/// The bytes of a site's file as browsers load it: with brotli.
pub(crate) fn packed_size(workspace: &Workspace, name: &str) -> Result<u64> {
    let mut file = site_file(workspace, name)?.into_os_string();
    file.push(".br");
    Ok(fs::metadata(&file).doing(Path::new(&file).display())?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_versions_of_wasm_bindgen_stop_the_build() {
        let folder = tempfile::tempdir().unwrap();
        let lock = |binds: &str| {
            format!(
                "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{binds}\"\n"
            )
        };
        fs::write(folder.path().join("Cargo.lock"), lock("0.2.1")).unwrap();
        assert!(check_pin(folder.path()).is_ok());
        fs::write(folder.path().join("Cargo.lock"), lock("0.2.2")).unwrap();
        assert!(check_pin(folder.path()).unwrap_err().to_string().contains("0.2.2"));
    }
}
