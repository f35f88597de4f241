//! What readers download, and how fast one page comes beside the same bytes from nginx.

use std::{collections::BTreeMap, path::Path};

use super::{
    Bench,
    load::{self, Nginx},
    queries,
    report::{Budget, Report},
};
use crate::{
    failure::{Doing as _, Failure, Result},
    guichet::Server,
    http::{self, Client},
    test::WASM_BUDGET,
    web,
    workspace::Workspace,
};

/// Measures the pages of a content folder.
pub(crate) fn measure(
    workspace: &Workspace,
    bench: &Bench,
    content: &Path,
    report: &mut Report,
) -> Result<()> {
    let data = bench.folder.join("data-pages");
    let mut server = Server::start_quietly(&bench.binary, content, &data, &bench.site)?;
    server.wait_until_ready()?;
    let (home, _) = http::page(server.address, "/")?;
    let article = article(&server, content)?;
    let search = format!("{home}search?q=mail");
    let mut assets = BTreeMap::new();
    for name in ["style.css", "loader.js", "guichet.js", "guichet_bg.wasm"] {
        let bytes = number(web::packed_size(workspace, name)?);
        report.row(format!("{name}, brotli"), bytes, "bytes", limit_of(name));
        assets.insert(name, bytes);
    }
    let all: f64 = assets.values().sum();
    let mut client = Client::connect(server.address)?;
    for (kind, path) in [("home", &home), ("article", &article), ("search", &search)] {
        let html = number(client.get(path, Some("br"))?.body.len() as u64);
        report.row(format!("{kind} page, HTML, brotli"), html, "bytes", Budget::None);
        report.row(
            format!("{kind} page, before first paint"),
            html + assets["style.css"],
            "bytes",
            Budget::AtMost(20_000.0),
        );
        report.row(
            format!("{kind} page, first visit, all"),
            html + all,
            "bytes",
            Budget::AtMost(100_000.0),
        );
    }
    throughput(bench, &server, &article, report)
}

fn limit_of(name: &str) -> Budget {
    if name == "guichet_bg.wasm" { Budget::AtMost(number(WASM_BUDGET)) } else { Budget::None }
}

/// A count as the report's number.
#[expect(clippy::cast_precision_loss, reason = "sizes far below 2^52")]
fn number(count: u64) -> f64 {
    count as f64
}

/// The address of an article, as the search answers it.
fn article(server: &Server, content: &Path) -> Result<String> {
    let queries = queries::of(content, 50)?;
    let mut client = Client::connect(server.address)?;
    for query in queries {
        let answer = client.get(&query, None)?;
        let answer: serde_json::Value = serde_json::from_slice(&answer.body).doing(&query)?;
        if let Some(url) = answer["hits"][0]["url"].as_str() {
            return Ok(url.to_owned());
        }
    }
    Err(Failure::new("no search finds an article"))
}

/// Requests a second for one page, ours and nginx's, each measured first once, so that neither has the warmer machine.
fn throughput(bench: &Bench, server: &Server, page: &str, report: &mut Report) -> Result<()> {
    let packed = Client::connect(server.address)?.get(page, Some("br"))?;
    if packed.coding.as_deref() != Some("br") {
        return Err(Failure::new(format!("{page} did not come with brotli")));
    }
    let nginx = Nginx::serve(&bench.folder.join("nginx"), &packed.body)?;
    let (mut ours, mut theirs) = (0.0, 0.0);
    for first in [true, false] {
        for guichet in [first, !first] {
            let url =
                if guichet { format!("http://{}{page}", server.address) } else { nginx.url() };
            let rate = load::requests_per_second(&url, 32, bench.seconds, None)?;
            *(if guichet { &mut ours } else { &mut theirs }) += rate / 2.0;
        }
    }
    report.row("article page, warm, 32 clients", ours, "req/s", Budget::None);
    report.row("the same bytes from nginx", theirs, "req/s", Budget::None);
    report.row("article page against nginx", ours / theirs, "of it", Budget::AtLeast(0.8));
    Ok(())
}
