//! The compiler of the WebAssembly: rustup's target with the standard library's sources where they are or can be had, else Debian's current
//! Rust (`rustc-web`). Both build the standard library from its sources: the bundle is a seventh smaller by that. Where there are no
//! sources, the target as rustup has it does.

use std::{path::Path, process::Command};

use crate::{
    failure::{Failure, Result},
    install,
    process::{answer, step, which},
    workspace::Workspace,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// A crate that becomes a WebAssembly module of its own.
pub(crate) struct Module {
    /// What the site calls it: `NAME.js` and `NAME_bg.wasm`.
    pub(crate) name: &'static str,
    /// The crate.
    package: &'static str,
    /// Cargo's arguments for its features.
    features: &'static [&'static str],
}

/// The islands of every page, and what takes secrets out of files, which the guided form alone loads.
pub(crate) const MODULES: [Module; 2] = [
    Module { name: "guichet", package: "guichet-app", features: &["--features", "hydrate"] },
    Module { name: "redact", package: "guichet-redact", features: &[] },
];
/// The oldest compiler that the workspace states (`rust-version`).
const RUST_VERSION: (u32, u32) = (1, 95);
/// Debian's packages: compiler, cargo, the library's sources and the linker.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// A way to compile WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The compiler on the path has the target.
    Host {
        /// Whether it has the standard library's sources too.
        sources: bool,
    },
    /// The distribution's compiler in /usr/bin builds the standard library itself.
    Distribution,
}

impl Toolchain {
    /// What is there already, best first.
    pub(crate) fn find() -> Option<Self> {
        let libraries =
            answer(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
        let host = libraries.is_some_and(|folder| Path::new(&folder).is_dir());
        if host
            && answer(Command::new("rustc").args(["--print", "sysroot"])).is_some_and(has_sources)
        {
            return Some(Self::Host { sources: true });
        }
        let version = answer(distribution(Command::new("/usr/bin/rustc")).arg("--version"));
        let usable =
            answer(distribution(Command::new("/usr/bin/rustc")).args(["--print", "sysroot"]))
                .is_some_and(has_sources)
                && Path::new("/usr/bin/cargo").is_file()
                && which("wasm-ld-19").is_some()
                && version.and_then(|text| version_of(&text)).is_some_and(|v| v >= RUST_VERSION);
        if usable {
            Some(Self::Distribution)
        } else {
            host.then_some(Self::Host { sources: false })
        }
    }

    /// What is there, else what can be brought: by rustup, then by Debian's packages.
    pub(crate) fn ensure() -> Result<Self> {
        let wanting = match Self::find() {
            Some(found @ (Self::Host { sources: true } | Self::Distribution)) => return Ok(found),
            wanting => wanting,
        };
        if which("rustup").is_some() {
            let brought = step(
                "the WebAssembly target, by rustup",
                Command::new("rustup").args(["target", "add", TARGET]),
            )
            .and_then(|()| {
                step(
                    "the standard library's sources, by rustup",
                    Command::new("rustup").args(["component", "add", "rust-src"]),
                )
            });
            if let (Ok(()), Some(found)) = (brought, Self::find()) {
                return Ok(found);
            }
        }
        if let Some(found) = Self::find().or(wanting) {
            eprintln!("  without the standard library's sources the bundle is a seventh larger");
            return Ok(found);
        }
        eprintln!("  rustup could not bring the target; trying the distribution's packages");
        install::packages(&DEBIAN_PACKAGES, &format!("rustup target add {TARGET}"))?;
        Self::find().ok_or_else(|| {
            Failure::new(format!(
                "no compiler for WebAssembly (Rust {}.{} or newer)\n  either: rustup target add {TARGET}\n  or:     sudo apt-get install {}",
                RUST_VERSION.0,
                RUST_VERSION.1,
                DEBIAN_PACKAGES.join(" ")
            ))
        })
    }

    /// The compiler's name and version, for fingerprints.
    pub(crate) fn identity(self) -> String {
        let version = match self {
            Self::Host { .. } => answer(Command::new("rustc").arg("-vV")),
            Self::Distribution => answer(distribution(Command::new("/usr/bin/rustc")).arg("-vV")),
        };
        format!("{self:?} {}", version.unwrap_or_default())
    }

    /// Cargo, set to build a module into `target/web`: two compilers in one target folder rebuild each other's work.
    pub(crate) fn build(self, workspace: &Workspace, module: &Module) -> Command {
        let mut command = match self {
            Self::Host { .. } => workspace.cargo(),
            Self::Distribution => {
                let mut cargo = Command::new("/usr/bin/cargo");
                cargo.current_dir(&workspace.root);
                distribution(cargo)
            }
        };
        command
            .args(["build", "--package", module.package, "--lib", "--no-default-features"])
            .args(module.features)
            .args(["--profile", "web", "--target", TARGET, "--target-dir"])
            .arg(workspace.target.join("web"))
            .env_remove("CARGO_TARGET_DIR");
        if self != (Self::Host { sources: false }) {
            // Building the standard library takes features that a stable compiler hides.
            command
                .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
                .env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort")
                .env("RUSTC_BOOTSTRAP", "1");
        }
        if self == Self::Distribution {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19");
        }
        command
    }

    /// Where [`Self::build`] leaves the WebAssembly.
    pub(crate) fn output(workspace: &Workspace, module: &Module) -> std::path::PathBuf {
        let file = format!("{}.wasm", module.package.replace('-', "_"));
        workspace.target.join("web").join(TARGET).join("web").join(file)
    }
}

/// Whether a compiler's folder holds the sources of the standard library.
fn has_sources(sysroot: impl AsRef<Path>) -> bool {
    sysroot.as_ref().join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

/// A command that takes the distribution's compiler and none of rustup's.
fn distribution(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
            .iter()
            .any(|start| text.starts_with(start));
        if own
            || ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "LD_LIBRARY_PATH", "RUSTDOC"]
                .contains(&&*text)
        {
            command.env_remove(&name);
        }
    }
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("/usr/bin:/bin:{path}")).env("RUSTC", "/usr/bin/rustc");
    command
}

fn version_of(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split_whitespace().nth(1)?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(version_of("rustc 1.63.0 (Debian)"), Some((1, 63)));
        assert!(version_of("rustc 1.100.0").unwrap() > RUST_VERSION);
        assert_eq!(version_of("rustc"), None);
    }

    #[test]
    fn the_stated_version_is_the_workspace_s() {
        let manifest = include_str!("../../../Cargo.toml");
        assert!(
            manifest.contains(&format!("rust-version = \"{}.{}\"", RUST_VERSION.0, RUST_VERSION.1))
        );
    }
}
