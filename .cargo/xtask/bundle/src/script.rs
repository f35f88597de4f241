//! Scripts, minified by esbuild; as they are where it is missing.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::{Result, doing};

/// The oldest language level that the portal's browsers all speak.
const TARGET: &str = "--target=es2022";

/// The script in as few bytes as it takes.
pub(crate) fn minify(program: Option<&Path>, script: &str) -> Result<String> {
    let Some(program) = program else { return Ok(script.to_owned()) };
    let mut child = Command::new(program)
        .args(["--minify", "--format=esm", "--log-level=error", TARGET])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(doing(program.display()))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(script.as_bytes()).map_err(doing(program.display()))?;
    }
    let output = child.wait_with_output().map_err(doing(program.display()))?;
    if !output.status.success() {
        return Err(format!("esbuild refused a script ({})", output.status));
    }
    String::from_utf8(output.stdout).map_err(doing("esbuild's answer"))
}
