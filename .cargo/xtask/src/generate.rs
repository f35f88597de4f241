//! `cargo xtask generate`: derived files of the repository, written anew from what they derive from. They are the lock files
//! of the npm packages; what the crates derive (the typed interface strings) their build scripts write outside the repository.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    failure::{Doing as _, Failure, Result},
    npm,
    process::{shown, step},
    workspace::Workspace,
};

/// Flags of `cargo xtask generate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Writes nothing and fails when a file would change
    #[arg(long)]
    check: bool,
}

/// Writes or checks every derived file.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    if arguments.check {
        check(workspace)?;
        println!("all derived files are up to date");
        return Ok(ExitCode::SUCCESS);
    }
    for (lock, fresh) in stale(workspace)? {
        fs::write(&lock, fresh).doing(lock.display())?;
        println!("written: {}", shown(&lock));
    }
    Ok(ExitCode::SUCCESS)
}

/// Fails when a derived file is not what would be written.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let stale = stale(workspace)?;
    if stale.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = stale.iter().map(|(path, _)| shown(path)).collect();
    Err(Failure::new(format!(
        "not up to date: {}\nwrite them with `cargo xtask generate`",
        names.join(", ")
    )))
}

/// The derived files that are not up to date, with what they should hold.
fn stale(workspace: &Workspace) -> Result<Vec<(PathBuf, String)>> {
    let mut stale = Vec::new();
    for manifest in npm::manifests(workspace) {
        let lock = manifest.join("package-lock.json");
        let fresh = lock_file(workspace, &manifest)?;
        if fs::read_to_string(&lock).unwrap_or_default() != fresh {
            stale.push((lock, fresh));
        }
    }
    Ok(stale)
}

/// The lock file of a `package.json`, as npm derives it from the one that is there.
fn lock_file(workspace: &Workspace, manifest: &Path) -> Result<String> {
    let folder = workspace.target.join("npm/lock");
    if folder.exists() {
        fs::remove_dir_all(&folder).doing(folder.display())?;
    }
    fs::create_dir_all(&folder).doing(folder.display())?;
    for file in ["package.json", "package-lock.json"] {
        if manifest.join(file).exists() {
            fs::copy(manifest.join(file), folder.join(file)).doing(file)?;
        }
    }
    let what = format!(
        "lock file of {}",
        manifest.strip_prefix(&workspace.root).unwrap_or(manifest).display()
    );
    step(
        &what,
        npm::npm()?
            .args([
                "install",
                "--package-lock-only",
                "--ignore-scripts",
                "--omit-lockfile-registry-resolved",
            ])
            .current_dir(&folder),
    )?;
    let lock = folder.join("package-lock.json");
    fs::read_to_string(&lock).doing(lock.display())
}
