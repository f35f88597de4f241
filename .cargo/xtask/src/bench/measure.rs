//! Index, start, search and memory of one content folder.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{
    Bench, load, queries,
    report::{Budget, Report},
};
use crate::{
    failure::{Doing as _, Failure, Result},
    guichet::Server,
    http::Client,
};

/// How many different queries are asked.
const QUERIES: usize = 2_000;
/// The word that the measured change of an article brings; no article has it.
const NEW_WORD: &str = "xylothermidor";

/// Measures a content folder; `name` stands before each row.
pub(crate) fn content(
    bench: &Bench,
    content: &Path,
    name: &str,
    report: &mut Report,
) -> Result<()> {
    let data = bench.folder.join("data");
    if data.exists() {
        fs::remove_dir_all(&data).doing(data.display())?;
    }
    let row = |what: &str| format!("{name}: {what}");
    report.row(
        row("index, Markdown included"),
        index(bench, content, &data)?,
        "s",
        Budget::AtMost(5.0),
    );
    let mut server = Server::start_quietly(&bench.binary, content, &data, &bench.site)?;
    let start = server.wait_until_ready()?.as_secs_f64();
    report.row(row("start with an index, to the first answer"), start, "s", Budget::AtMost(0.5));
    let queries = queries::of(content, QUERIES)?;
    let times = in_server(&server, &queries)?;
    report.row(row("search in the server, p50"), percentile(&times, 50), "ms", Budget::AtMost(1.0));
    report.row(row("search in the server, p99"), percentile(&times, 99), "ms", Budget::AtMost(5.0));
    let script = bench.folder.join("queries.lua");
    load::cycle(&script, &queries)?;
    let rate = load::requests_per_second(
        &format!("http://{}/", server.address),
        8,
        bench.seconds,
        Some(&script),
    )?;
    report.row(row("search over HTTP, 8 clients"), rate, "req/s", Budget::AtLeast(2_000.0));
    report.row(
        row("memory after that, resident"),
        resident(server.id())?,
        "MB",
        Budget::AtMost(150.0),
    );
    server.stop();
    report.row(
        row("a changed article is found after"),
        change(bench, content, &data)?,
        "s",
        Budget::AtMost(0.5),
    );
    Ok(())
}

/// Seconds of `guichet index` from nothing, start of the program included.
fn index(bench: &Bench, content: &Path, data: &Path) -> Result<f64> {
    let started = Instant::now();
    let output = Command::new(&bench.binary)
        .args(["index", "--log", "error", "--content"])
        .arg(content)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::null())
        .output()
        .doing("guichet index")?;
    if output.status.success() {
        return Ok(started.elapsed().as_secs_f64());
    }
    Err(Failure::new(format!("guichet index: {}", String::from_utf8_lossy(&output.stderr))))
}

/// What the server itself says that each search took, in milliseconds, sorted. A tenth of the queries warms it first.
fn in_server(server: &Server, queries: &[String]) -> Result<Vec<f64>> {
    let mut client = Client::connect(server.address)?;
    let mut times = Vec::with_capacity(queries.len());
    for (at, query) in queries.iter().take(queries.len() / 10).chain(queries).enumerate() {
        let answer = client.get(query, None)?;
        let answer: Value = serde_json::from_slice(&answer.body).doing(query)?;
        let took = answer["took_us"].as_f64().doing(format!("{query}: no took_us"))?;
        if at >= queries.len() / 10 {
            times.push(took / 1000.0);
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}

/// The value that so many of a hundred do not exceed.
fn percentile(sorted: &[f64], of_hundred: usize) -> f64 {
    let at = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// Resident memory of a process in megabytes (`VmRSS` of proc(5), in kB of 1024 bytes).
fn resident(process: u32) -> Result<f64> {
    let path = format!("/proc/{process}/status");
    let status = fs::read_to_string(&path).doing(&path)?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .doing(format!("{path}: no VmRSS"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().doing(&path)?;
    Ok(kilobytes * 1024.0 / 1_000_000.0)
}

/// Seconds from saving an article to its being found, in a copy of the folder.
fn change(bench: &Bench, content: &Path, data: &Path) -> Result<f64> {
    let copy = bench.folder.join("content-changed");
    if copy.exists() {
        fs::remove_dir_all(&copy).doing(copy.display())?;
    }
    fs::create_dir_all(&copy).doing(copy.display())?;
    for part in ["articles", "images", "synonyms", "portal.toml"] {
        if content.join(part).exists() {
            let copied = Command::new("cp")
                .arg("-r")
                .arg(content.join(part))
                .arg(&copy)
                .status()
                .doing("cp")?;
            if !copied.success() {
                return Err(Failure::new(format!("{part} could not be copied")));
            }
        }
    }
    let (locale, file) = queries::articles(&copy)?.swap_remove(0);
    let mut server = Server::start_quietly(&bench.binary, &copy, data, &bench.site)?;
    server.wait_until_ready()?;
    let mut client = Client::connect(server.address)?;
    // The watcher takes a moment to look at every folder once.
    thread::sleep(Duration::from_secs(1));
    let text = fs::read_to_string(&file).doing(file.display())?;
    fs::write(&file, format!("{text}\n{NEW_WORD}\n")).doing(file.display())?;
    let saved = Instant::now();
    let path = format!("/api/v1/search?q={NEW_WORD}&locale={locale}");
    while saved.elapsed() < Duration::from_secs(30) {
        let answer: Value = serde_json::from_slice(&client.get(&path, None)?.body).doing(&path)?;
        if answer["total"].as_u64().is_some_and(|total| total > 0) {
            return Ok(saved.elapsed().as_secs_f64());
        }
        thread::sleep(Duration::from_millis(5));
    }
    Err(Failure::new("a changed article was not found within 30 s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&values, 50).to_bits(), 50.0_f64.to_bits());
        assert_eq!(percentile(&values, 99).to_bits(), 99.0_f64.to_bits());
        assert!(percentile(&[], 50).is_nan());
    }

    #[test]
    fn this_process_has_memory() {
        assert!(resident(std::process::id()).unwrap() > 0.1);
    }
}
