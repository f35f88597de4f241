//! Brings Debian and Ubuntu packages that are missing, as root or through sudo; elsewhere it says what is needed.

use std::{env, fs, io::IsTerminal as _, path::PathBuf, process::Command};

use crate::{
    failure::{Failure, Result},
    process::{answer, first_of, step, which},
};

/// Installs packages. `otherwise` says how else the need can be met.
pub(crate) fn packages(names: &[&str], otherwise: &str) -> Result<()> {
    let manual = format!("sudo apt-get install {}", names.join(" "));
    let missing = |why: &str| {
        Failure::new(format!(
            "missing: {}\n{why}\n  either: {manual}\n  or:     {otherwise}",
            names.join(" ")
        ))
    };
    if which("apt-get").is_none() {
        return Err(missing("This system has no apt-get, so nothing could be installed."));
    }
    let Some(mut update) = apt_get() else {
        return Err(missing("Installing takes root or sudo, and neither is at hand."));
    };
    // Package lists may be absent or old; installing from what is known comes first, since it is quicker.
    let install = || {
        apt_get().map(|mut command| {
            command.args(["install", "-y", "-q", "--no-install-recommends"]).args(names);
            command
        })
    };
    let what = format!("installing {}", names.join(", "));
    if install()
        .is_some_and(|mut command| command.output().is_ok_and(|output| output.status.success()))
    {
        eprintln!("✓ {what}");
        return Ok(());
    }
    step("refreshing the package lists", update.args(["update", "-q"]))
        .map_err(|failure| missing(&failure.to_string()))?;
    match install() {
        Some(mut command) => {
            step(&what, &mut command).map_err(|failure| missing(&failure.to_string()))
        }
        None => Err(missing("Installing takes root or sudo.")),
    }
}

/// `apt-get` with the rights it needs.
fn apt_get() -> Option<Command> {
    let mut command = if answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        Command::new("apt-get")
    } else {
        which("sudo")?;
        let silent = answer(Command::new("sudo").args(["-n", "true"])).is_some();
        if !silent && !std::io::stdin().is_terminal() {
            return None;
        }
        let mut command = Command::new("sudo");
        command.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}

/// A browser and its driver.
pub(crate) fn browser() -> Result<(PathBuf, PathBuf)> {
    let find = || {
        let browser = first_of(&["chromium", "chromium-browser", "google-chrome"])?;
        Some((browser, first_of(&["chromedriver", "chromium.chromedriver"])?))
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    let ubuntu =
        fs::read_to_string("/etc/os-release").is_ok_and(|release| release.contains("ID=ubuntu"));
    let names: [&str; 2] = if ubuntu {
        ["chromium-browser", "chromium-chromedriver"]
    } else {
        ["chromium", "chromium-driver"]
    };
    packages(&names, "put a Chrome and the ChromeDriver of its version on the PATH")?;
    find().ok_or_else(|| Failure::new("Chromium was installed and is still not on the PATH"))
}

/// The programs of `PostgreSQL`; a test starts its own cluster.
pub(crate) fn postgres() -> Result<PathBuf> {
    let find = || {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .ok()?
            .flatten()
            .map(|e| e.path().join("bin"))
            .collect();
        versions.sort();
        versions
            .into_iter()
            .rev()
            .find(|folder| folder.join("initdb").is_file())
            .or_else(|| Some(which("initdb")?.parent()?.to_owned()))
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    packages(&["postgresql"], "put PostgreSQL's initdb and pg_ctl on the PATH")?;
    find().ok_or_else(|| {
        Failure::new("PostgreSQL was installed and its initdb is still not to be found")
    })
}

/// A program by its name, with the package that brings it.
pub(crate) fn program(name: &str, package: &str) -> Result<PathBuf> {
    if let Some(found) = which(name) {
        return Ok(found);
    }
    packages(&[package], &format!("put `{name}` on the PATH"))?;
    which(name).ok_or_else(|| {
        Failure::new(format!(
            "{package} was installed and `{name}` is still not on the PATH ({})",
            env::var("PATH").unwrap_or_default()
        ))
    })
}
