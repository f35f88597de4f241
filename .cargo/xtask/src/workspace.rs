//! Where things lie: the repository, cargo's target folder, and what the tasks leave in it.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::failure::{Doing as _, Failure, Result};

/// The repository and its target folder.
pub(crate) struct Workspace {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    test_targets: Vec<(String, String)>,
}

impl Workspace {
    /// Asks cargo where the workspace lies.
    pub(crate) fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.ancestors().nth(2).doing("xtask does not lie in .cargo/xtask")?.to_owned();
        let output = cargo_in(&root)
            .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
            .output()
            .doing("cargo metadata")?;
        if !output.status.success() {
            return Err(Failure::new(format!(
                "cargo metadata: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            )));
        }
        let metadata: Value = serde_json::from_slice(&output.stdout).doing("cargo metadata")?;
        let target = PathBuf::from(
            metadata["target_directory"].as_str().doing("cargo metadata names no target folder")?,
        );
        Ok(Self { root, target, test_targets: test_targets(&metadata) })
    }

    /// Cargo in the repository, without the variables that `cargo run` set for xtask itself.
    pub(crate) fn cargo(&self) -> Command {
        cargo_in(&self.root)
    }

    /// Whether a package has an integration test of this name.
    pub(crate) fn has_test(&self, package: &str, name: &str) -> bool {
        self.test_targets.iter().any(|(p, n)| p == package && n == name)
    }

    /// Integration tests of all packages but one.
    pub(crate) fn tests_outside(&self, package: &str) -> impl Iterator<Item = &str> {
        self.test_targets.iter().filter(move |(p, _)| p != package).map(|(_, name)| name.as_str())
    }

    /// The site folder.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The folder of a cargo profile.
    pub(crate) fn profile(&self, release: bool) -> PathBuf {
        self.target.join(if release { "release" } else { "debug" })
    }

    /// The bundled content.
    pub(crate) fn content(&self) -> PathBuf {
        self.root.join("content")
    }
}

fn cargo_in(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
            .iter()
            .any(|start| name.starts_with(start));
        if own || name == "CARGO" || name == "CARGO_PRIMARY_PACKAGE" {
            command.env_remove(&*name);
        }
    }
    command.current_dir(root);
    command
}

fn test_targets(metadata: &Value) -> Vec<(String, String)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut targets = Vec::new();
    for package in list(&metadata["packages"]) {
        for target in list(&package["targets"]) {
            if target["kind"][0] == "test" {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                targets.push((text(&package["name"]), text(&target["name"])));
            }
        }
    }
    targets
}

/// The version of a package in a Cargo.lock.
pub(crate) fn locked_version(lock: &str, package: &str) -> Option<String> {
    let start = lock.find(&format!("name = \"{package}\"\n"))?;
    let line = lock[start..].lines().nth(1)?;
    Some(line.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

/// One number for many files: changes when a name or a byte of them does.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Takes in words.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.update(text.len().to_le_bytes());
        self.0.update(text);
        self
    }

    /// Takes in a file, or a folder with everything below it; a missing one counts as missing.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self> {
        let mut files = Vec::new();
        collect(path, &mut files)?;
        files.sort();
        for file in files {
            let bytes = fs::read(&file).doing(file.display())?;
            self = self.text(&file.to_string_lossy());
            self.0.update(bytes.len().to_le_bytes());
            self.0.update(&bytes);
        }
        Ok(self)
    }

    /// The number in hexadecimal.
    pub(crate) fn finish(self) -> String {
        self.0.finalize().iter().fold(String::new(), |mut hex, byte| {
            _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// Every file at or below a path.
pub(crate) fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).doing(path.display())? {
            collect(&entry.doing(path.display())?.path(), files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn a_fingerprint_follows_names_and_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let of = || Fingerprint::default().path(folder.path()).unwrap().finish();
        fs::write(folder.path().join("a"), "1").unwrap();
        let first = of();
        assert_eq!(first, of());
        fs::write(folder.path().join("a"), "2").unwrap();
        let second = of();
        assert_ne!(first, second);
        fs::rename(folder.path().join("a"), folder.path().join("b")).unwrap();
        assert_ne!(second, of());
    }
}
