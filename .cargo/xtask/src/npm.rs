//! Tools that npm brings, at the versions of a committed lock file, into target/npm.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Doing as _, Result},
    install,
    process::{step, which},
    workspace::{Fingerprint, Workspace},
};

/// What makes the web bundle small.
pub(crate) struct Optimisers {
    /// `wasm-opt` of the pinned Binaryen.
    pub(crate) wasm_opt: PathBuf,
    /// The pinned esbuild.
    pub(crate) esbuild: PathBuf,
}

/// The optimisers of the web bundle.
pub(crate) fn optimisers(workspace: &Workspace) -> Result<Optimisers> {
    let modules = ensure(workspace, "build", &workspace.root.join(".cargo/xtask/npm"))?;
    Ok(Optimisers {
        wasm_opt: modules.join(".bin/wasm-opt"),
        esbuild: modules.join(".bin/esbuild"),
    })
}

/// axe-core's script, for accessibility tests.
pub(crate) fn axe(workspace: &Workspace) -> Result<PathBuf> {
    let modules = ensure(workspace, "browser", &workspace.root.join("tests/browser"))?;
    Ok(modules.join("axe-core/axe.min.js"))
}

/// oidc-provider, an OpenID provider to sign in with in tests.
pub(crate) fn oidc_provider(workspace: &Workspace) -> Result<PathBuf> {
    let modules = ensure(workspace, "http", &workspace.root.join("tests/http"))?;
    Ok(modules.join("oidc-provider"))
}

/// Folders with a `package.json` and its lock.
pub(crate) fn manifests(workspace: &Workspace) -> [PathBuf; 3] {
    [".cargo/xtask/npm", "tests/browser", "tests/http"].map(|folder| workspace.root.join(folder))
}

/// npm itself.
pub(crate) fn npm() -> Result<Command> {
    if which("npm").is_none() || which("node").is_none() {
        install::packages(&["nodejs", "npm"], "install Node.js with npm, from https://nodejs.org")?;
    }
    let mut command = Command::new("npm");
    command.args(["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]);
    Ok(command)
}

/// Installs what a lock file names, once for each version of it; answers with `node_modules`.
fn ensure(workspace: &Workspace, name: &str, manifest: &Path) -> Result<PathBuf> {
    let folder = workspace.target.join("npm").join(name);
    let modules = folder.join("node_modules");
    let stamp = folder.join("installed");
    let lock = manifest.join("package-lock.json");
    let fingerprint = Fingerprint::default().path(&lock)?.finish();
    if modules.is_dir()
        && fs::read_to_string(&stamp).is_ok_and(|installed| installed == fingerprint)
    {
        return Ok(modules);
    }
    fs::create_dir_all(&folder).doing(folder.display())?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(manifest.join(file), folder.join(file)).doing(manifest.join(file).display())?;
    }
    let what = format!(
        "npm packages of {}",
        manifest.strip_prefix(&workspace.root).unwrap_or(manifest).display()
    );
    step(&what, npm()?.args(["ci", "--ignore-scripts"]).current_dir(&folder))?;
    fs::write(&stamp, fingerprint).doing(stamp.display())?;
    Ok(modules)
}
