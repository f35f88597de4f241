//! Tools that `PyPI` brings, at the versions and hashes of a committed list, in a virtual environment below target/python.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Doing as _, Result},
    install,
    process::{answer, step},
    workspace::{Fingerprint, Workspace},
};

/// The Python that has aiosmtpd, a mail server, and readers of the status.
pub(crate) fn aiosmtpd(workspace: &Workspace) -> Result<PathBuf> {
    ensure(workspace, "tests", &workspace.root.join("tests/requirements.txt"))
}

/// The Python that has moto, an S3-speaking server.
pub(crate) fn moto(workspace: &Workspace) -> Result<PathBuf> {
    ensure(workspace, "s3", &workspace.root.join("server/tests/s3/requirements.txt"))
}

/// Installs what a list names, once for each version of it; answers with the environment's Python.
fn ensure(workspace: &Workspace, name: &str, list: &Path) -> Result<PathBuf> {
    let folder = workspace.target.join("python").join(name);
    let python = folder.join("bin/python");
    let stamp = folder.join("installed");
    let fingerprint = Fingerprint::default().path(list)?.finish();
    if python.exists() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == fingerprint)
    {
        return Ok(python);
    }
    if answer(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_none() {
        install::packages(&["python3-venv"], "install Python 3 with its venv module")?;
    }
    fs::create_dir_all(&folder).doing(folder.display())?;
    step(
        "a Python environment for the tests",
        Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder),
    )?;
    let what = format!(
        "Python packages of {}",
        list.strip_prefix(&workspace.root).unwrap_or(list).display()
    );
    step(
        &what,
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--require-hashes", "--requirement"])
            .arg(list),
    )?;
    fs::write(&stamp, fingerprint).doing(stamp.display())?;
    Ok(python)
}
