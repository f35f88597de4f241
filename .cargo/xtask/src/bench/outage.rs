//! The day of an outage: everyone looks at the same few pages, while the status changes.

use std::{
    fs,
    io::Write as _,
    net::TcpStream,
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{
    Bench,
    load::{self, Nginx},
    report::{Budget, Report},
};
use crate::{
    failure::{Doing as _, Failure, Result},
    guichet::Server,
    http::{self, Client},
    process::answer,
};

/// Visitors that ask at once, each again as soon as it has its answer.
const CLIENTS: u32 = 256;
/// Visitors whose pages stand open, and hear of each change.
const LISTENERS: usize = 100;
/// How often the incident is updated during the last load.
const UPDATE_EVERY: Duration = Duration::from_secs(1);
/// How long the server may take to see what a command wrote.
const SEEN_WITHIN: Duration = Duration::from_secs(20);

/// Opens an incident and measures the pages that people look at then, beside the same bytes from nginx.
pub(crate) fn measure(bench: &Bench, content: &Path, report: &mut Report) -> Result<()> {
    let data = bench.folder.join("data-outage");
    if data.exists() {
        fs::remove_dir_all(&data).doing(data.display())?;
    }
    let mut server = Server::start_quietly(&bench.binary, content, &data, &bench.site)?;
    server.wait_until_ready()?;
    let desk = Desk { bench, content, data: &data };
    let component = format!("{}=major_outage", service(&server)?);
    let id = desk.say(&["open", "--title", "Mail is down", "--component", &component])?;
    wait_for(&server, &id)?;

    let (home, _) = http::page(server.address, "/")?;
    let status = format!("{home}status");
    let listeners = (0..LISTENERS).map(|_| listen(&server)).collect::<Result<Vec<_>>>()?;
    against_nginx(bench, &server, &status, report)?;
    let script = bench.folder.join("outage.lua");
    let pages = [
        home.clone(),
        status.clone(),
        format!("{status}/incidents/{id}"),
        format!("{home}contact"),
        format!("{status}/widget"),
        "/api/v2/summary.json".to_owned(),
    ];
    load::cycle(&script, &pages)?;
    let url = format!("http://{}/", server.address);
    let calm = load::run(&url, CLIENTS, bench.seconds, Some(&script))?;
    report.row("outage: six pages in turn", calm.rate, "req/s", Budget::AtLeast(10_000.0));
    report.row("outage: six pages in turn, p99", calm.p99_ms, "ms", Budget::None);
    let updated =
        while_updated(&desk, &id, || load::run(&url, CLIENTS, bench.seconds, Some(&script)))?;
    report.row("outage: while the incident is updated", updated.rate, "req/s", Budget::None);
    report.row("outage: while it is updated, p99", updated.p99_ms, "ms", Budget::None);
    drop(listeners);
    Ok(())
}

/// The command that writes of incidents.
struct Desk<'a> {
    bench: &'a Bench,
    content: &'a Path,
    data: &'a Path,
}

impl Desk<'_> {
    /// Runs `guichet incident`. Answers what it prints.
    fn say(&self, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(&self.bench.binary);
        command.arg("incident").args(arguments).args(["--text", "We are looking into it."]);
        command.arg("--content").arg(self.content).arg("--data").arg(self.data);
        let said = answer(&mut command).doing(format!("guichet incident {arguments:?} failed"))?;
        Ok(said.trim().to_owned())
    }
}

/// The first service that is watched.
fn service(server: &Server) -> Result<String> {
    let answer = http::get(server.address, "/api/v2/components.json")?;
    let answer: serde_json::Value =
        serde_json::from_slice(&answer.body).doing("components.json")?;
    let components = answer["components"].as_array().into_iter().flatten();
    let mut services = components.filter(|component| component["group"] != true);
    let id = services.next().and_then(|component| component["id"].as_str());
    id.map(str::to_owned).ok_or_else(|| Failure::new("the policy has no service to be down"))
}

/// Waits until the server shows an incident.
fn wait_for(server: &Server, id: &str) -> Result<()> {
    let until = Instant::now() + SEEN_WITHIN;
    while Instant::now() < until {
        if http::get(server.address, "/api/v2/summary.json")?.text().contains(id) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Err(Failure::new("the server does not show the incident"))
}

/// A page that stands open: it hears that something changed, and is not read any further.
fn listen(server: &Server) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(server.address).doing("a page that listens")?;
    write!(stream, "GET /live/status HTTP/1.1\r\nHost: {}\r\n\r\n", server.address)
        .doing("a page that listens")?;
    Ok(stream)
}

/// The status page, ours and the same bytes from nginx, each measured first once.
fn against_nginx(bench: &Bench, server: &Server, page: &str, report: &mut Report) -> Result<()> {
    let packed = Client::connect(server.address)?.get(page, Some("br"))?;
    if packed.coding.as_deref() != Some("br") {
        return Err(Failure::new(format!("{page} did not come with brotli")));
    }
    let nginx = Nginx::serve(&bench.folder.join("nginx"), &packed.body)?;
    let ours = format!("http://{}{page}", server.address);
    let (mut rate, mut peer) = (0.0, 0.0);
    for ours_first in [true, false] {
        for guichet in [ours_first, !ours_first] {
            let url = if guichet { ours.clone() } else { nginx.url() };
            let found = load::requests_per_second(&url, CLIENTS, bench.seconds, None)?;
            *(if guichet { &mut rate } else { &mut peer }) += found / 2.0;
        }
    }
    report.row("outage: status page", rate, "req/s", Budget::AtLeast(10_000.0));
    report.row("outage: the same bytes from nginx", peer, "req/s", Budget::None);
    report.row("outage: status page against nginx", rate / peer, "of it", Budget::AtLeast(0.8));
    Ok(())
}

/// Does something while the incident is updated again and again.
fn while_updated<T: Send>(
    desk: &Desk<'_>,
    id: &str,
    task: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let updates = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                desk.say(&["update", id])?;
                thread::sleep(UPDATE_EVERY);
            }
            Ok(())
        });
        let result = task();
        done.store(true, Ordering::Relaxed);
        updates.join().map_err(|_| Failure::new("the updates ended early"))??;
        result
    })
}
