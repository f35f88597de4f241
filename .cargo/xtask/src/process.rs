//! Running other programs: one line when a long step begins, one when it ended, and the whole output when it failed.

use std::{
    env,
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::failure::{Doing as _, Failure, Result};

/// Runs a step under a line that says what it is and how long it took. On a terminal the program shows its own progress;
/// elsewhere its output is kept back and shown when it fails.
pub(crate) fn step(what: &str, command: &mut Command) -> Result<()> {
    let started = begin(what);
    let name = command.get_program().to_string_lossy().into_owned();
    let (success, output) = if std::io::stderr().is_terminal() {
        (command.stdin(Stdio::null()).status().doing(&name)?.success(), None)
    } else {
        let output = command.stdin(Stdio::null()).output().doing(&name)?;
        (output.status.success(), Some(output))
    };
    if success {
        end(what, started);
        return Ok(());
    }
    if let Some(output) = output {
        let mut stderr = std::io::stderr().lock();
        _ = stderr.write_all(&output.stdout);
        _ = stderr.write_all(&output.stderr);
    }
    Err(Failure::new(format!("{what}: `{name}` failed, see above")))
}

/// Runs a program, its output shown as it comes.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().doing(&name)?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{name}` failed ({status}), see above")))
    }
}

/// Announces a step.
pub(crate) fn begin(what: &str) -> Instant {
    eprintln!("· {what} …");
    Instant::now()
}

/// Says that a step is done and how long it took.
pub(crate) fn end(what: &str, started: Instant) {
    // What was said of the time to be expected is now known better.
    let what = what.split(" (").next().unwrap_or(what);
    eprintln!("✓ {what} ({})", duration(started.elapsed()));
}

/// A program's answer, trimmed, if it ran and succeeded.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program lies on the path.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    // System programs such as nginx lie outside an ordinary user's path.
    let system = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    env::split_paths(&path)
        .chain(system)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// The first of some programs that is there.
pub(crate) fn first_of(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which(name))
}

/// A duration as people say it.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

/// A path as it is shown: relative to where the person stands, if below it.
pub(crate) fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(duration(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_failed_step_is_a_failure_that_names_the_program() {
        let failure = step("nothing", &mut Command::new("false")).unwrap_err().to_string();
        assert!(failure.contains("`false`"), "{failure}");
    }
}
