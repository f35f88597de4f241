//! Load by wrk, and nginx to be compared with.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::{
    failure::{Doing as _, Failure, Result},
    guichet::free_address,
    http, install,
    process::answer,
};

/// What came of a load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Load {
    /// Requests answered a second.
    pub(crate) rate: f64,
    /// Within how many milliseconds 99 of 100 were.
    pub(crate) p99_ms: f64,
}

/// Requests a second that a URL answers to some clients; `script` is Lua for wrk, for more than one URL.
pub(crate) fn requests_per_second(
    url: &str,
    clients: u32,
    seconds: u32,
    script: Option<&Path>,
) -> Result<f64> {
    run(url, clients, seconds, script).map(|load| load.rate)
}

/// Lets some clients ask for a URL, each again as soon as it has its answer; `script` is Lua for wrk, for more than one URL.
pub(crate) fn run(url: &str, clients: u32, seconds: u32, script: Option<&Path>) -> Result<Load> {
    let mut wrk = Command::new(install::program("wrk", "wrk")?);
    wrk.args([
        "--latency",
        "-t",
        "2",
        "-c",
        &clients.to_string(),
        "-d",
        &format!("{seconds}s"),
        "-H",
        "Accept-Encoding: br",
    ]);
    if let Some(script) = script {
        wrk.arg("-s").arg(script);
    }
    let output = answer(wrk.arg(url)).doing(format!("wrk failed on {url}"))?;
    if let Some(errors) =
        output.lines().find(|line| line.contains("Non-2xx") || line.contains("Socket errors"))
    {
        return Err(Failure::new(format!("{url}: {}", errors.trim())));
    }
    read(&output).doing(format!("wrk told no rate:\n{output}"))
}

fn read(output: &str) -> Option<Load> {
    let of = |start: &str| output.lines().find_map(|line| line.trim().strip_prefix(start));
    let rate = of("Requests/sec:")?.trim().parse().ok()?;
    Some(Load { rate, p99_ms: milliseconds(of("99%")?.trim())? })
}

/// A time as wrk writes it: with two places, and the unit that suits it.
fn milliseconds(time: &str) -> Option<f64> {
    let at = time.find(|c: char| c.is_ascii_alphabetic())?;
    let number: f64 = time[..at].parse().ok()?;
    let unit = match &time[at..] {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1_000.0,
        "m" => 60_000.0,
        _ => return None,
    };
    Some(number * unit)
}

/// A script that goes through paths in turn, each of wrk's threads from another place.
pub(crate) fn cycle(file: &Path, paths: &[String]) -> Result<()> {
    let list: Vec<String> = paths.iter().map(|path| format!("  \"{path}\",\n")).collect();
    let script = format!(
        "local paths = {{\n{}}}\nlocal threads = 0\nfunction setup(thread)\n  thread:set(\"at\", threads * 37)\n  threads = threads + 1\nend\n\
         function request()\n  at = at + 1\n  return wrk.format(\"GET\", paths[at % #paths + 1])\nend\n",
        list.concat()
    );
    fs::write(file, script).doing(file.display())
}

/// A running nginx with one file; dropping it ends it.
pub(crate) struct Nginx {
    address: SocketAddr,
    child: Child,
}

impl Nginx {
    /// Serves some bytes, packed with brotli, as a static file.
    pub(crate) fn serve(folder: &Path, bytes: &[u8]) -> Result<Self> {
        for part in ["html", "temp", "logs"] {
            fs::create_dir_all(folder.join(part)).doing(folder.display())?;
        }
        fs::write(folder.join("html/page.html"), bytes).doing(folder.display())?;
        let address = free_address()?;
        let configuration = folder.join("nginx.conf");
        fs::write(&configuration, configure(folder, address)).doing(configuration.display())?;
        let program: PathBuf = install::program("nginx", "nginx")?;
        let child = Command::new(program)
            .arg("-p")
            .arg(folder)
            .arg("-c")
            .arg(&configuration)
            .args(["-e", "logs/error.log"])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .doing("nginx")?;
        let nginx = Self { address, child };
        for _ in 0..100 {
            if http::get(address, "/page.html")
                .is_ok_and(|answer| answer.status == 200 && answer.body == bytes)
            {
                return Ok(nginx);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(Failure::new(format!(
            "nginx does not serve the page; see {}",
            folder.join("logs/error.log").display()
        )))
    }

    /// The file's address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/page.html", self.address)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The signal lets the master end its workers; killed, it would leave them.
        _ = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        _ = self.child.wait();
    }
}

/// nginx as its handbook has it for static files: a worker a core, sendfile, the file's metadata kept open.
fn configure(folder: &Path, address: SocketAddr) -> String {
    let user = if answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        "user root;\n"
    } else {
        ""
    };
    let temp = folder.join("temp");
    let temp = temp.display();
    format!(
        "{user}daemon off;\nworker_processes auto;\npid {temp}/nginx.pid;\nevents {{ worker_connections 1024; }}\nhttp {{\n\
         \x20 access_log off;\n  sendfile on;\n  tcp_nopush on;\n  keepalive_requests 1000000;\n  open_file_cache max=100;\n\
         \x20 types {{ text/html html; }}\n  client_body_temp_path {temp}/a;\n  proxy_temp_path {temp}/b;\n  fastcgi_temp_path {temp}/c;\n\
         \x20 uwsgi_temp_path {temp}/d;\n  scgi_temp_path {temp}/e;\n\
         \x20 server {{ listen {address}; root {}; add_header Content-Encoding br; }}\n}}\n",
        folder.join("html").display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_read_from_wrk_s_words() {
        let output = "  2 threads\n     50%  800.00us\n     99%    1.25s \nRequests/sec:  12345.67\nTransfer/sec: 1MB\n";
        assert_eq!(read(output), Some(Load { rate: 12_345.67, p99_ms: 1_250.0 }));
        assert_eq!(milliseconds("812.00us"), Some(0.812));
        assert_eq!(read("unable to connect"), None);
    }
}
