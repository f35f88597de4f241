//! `cargo xtask build`: a folder that runs on another machine of the same system, without Rust.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    failure::{Doing as _, Result},
    guichet,
    process::shown,
    web::{self, Optimiser},
    workspace::{Workspace, collect},
};

/// What of the content folder is content; its other parts are the source of the library that reads it.
const CONTENT: [&str; 5] = ["articles", "holidays", "images", "synonyms", "portal.toml"];

/// Flags of `cargo xtask build`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Leaves `guichet`, `site/`, `content/` and the licences in target/dist; `./guichet serve` in there serves."
)]
pub(crate) struct Arguments {
    /// Builds the optimised server
    #[arg(long)]
    release: bool,
}

/// Builds and collects.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode> {
    web::ensure(workspace, Optimiser::Required)?;
    let binary = guichet::build(workspace, arguments.release)?;
    let dist = workspace.target.join("dist");
    let fresh = workspace.target.join("dist.new");
    for folder in [&fresh, &dist] {
        if folder.exists() {
            fs::remove_dir_all(folder).doing(folder.display())?;
        }
    }
    copy(&binary, &fresh.join("guichet"))?;
    copy(&workspace.site(), &fresh.join("site"))?;
    for part in CONTENT {
        copy(&workspace.content().join(part), &fresh.join("content").join(part))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&workspace.root.join(licence), &fresh.join(licence))?;
    }
    fs::rename(&fresh, &dist).doing(dist.display())?;
    println!("{}: ./guichet serve in there serves", shown(&dist));
    Ok(ExitCode::SUCCESS)
}

/// Copies a file, or a folder with everything below it, with rights; nothing where there is nothing.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = Vec::new();
    collect(from, &mut files)?;
    for file in files {
        let below = file.strip_prefix(from).unwrap_or(&file);
        let target = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).doing(folder.display())?;
        }
        fs::copy(&file, &target).doing(target.display())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_copied_whole_and_missing_ones_skipped() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("from");
        fs::create_dir_all(from.join("a/b")).unwrap();
        fs::write(from.join("a/b/c.md"), "words").unwrap();
        copy(&from, &folder.path().join("to")).unwrap();
        copy(&folder.path().join("gone"), &folder.path().join("nothing")).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("to/a/b/c.md")).unwrap(), "words");
        assert!(!folder.path().join("nothing").exists());
    }
}
