//! The command as people and scripts run it: what it prints, and how it ends.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use tempfile::TempDir;

fn guichet(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guichet")).args(arguments).output().expect("the command runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the command ends by itself")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn given_portal(folder: &Path) {
    let article = folder.join("content/articles/en/mail/one.md");
    fs::create_dir_all(article.parent().expect("a folder")).expect("writable");
    fs::write(article, "---\ntitle: Filter messages\n---\nSort what arrives.\n").expect("writable");
    let site = folder.join("site");
    fs::create_dir_all(&site).expect("writable");
    let names = guichet_server::assets::REQUIRED;
    for name in names {
        fs::write(site.join(name), "stand-in").expect("writable");
    }
    let manifest: Vec<String> = names.iter().map(|name| format!("{name:?}:{name:?}")).collect();
    fs::write(site.join("manifest.json"), format!("{{{}}}", manifest.join(","))).expect("writable");
}

fn flags(folder: &Path) -> Vec<String> {
    ["content", "data", "site"]
        .iter()
        .flat_map(|name| [format!("--{name}"), folder.join(name).display().to_string()])
        .collect()
}

struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_guichet"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(flags(folder))
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let mut lines = BufReader::new(process.stderr.take().expect("piped")).lines();
        let address = lines
            .find_map(|line| {
                line.expect("log lines are text")
                    .split("http://")
                    .nth(1)
                    .and_then(|rest| rest.trim().parse().ok())
            })
            .expect("the server tells its address");
        // The rest of the log must be read, or the server waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nhost: help\r\nconnection: close\r\n\r\n")
            .expect("the request is sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the answer arrives");
        text(&answer)
    }
}

#[test]
fn wrong_usage_is_2_and_a_failed_task_is_1() {
    assert_eq!(code(&guichet(&[])), 2);
    assert_eq!(code(&guichet(&["serve", "--nonsense"])), 2);
    assert_eq!(code(&guichet(&["serve", "--listen", "nowhere"])), 2);
    let failed = guichet(&["search", "mail", "--content", "/no/such/folder"]);
    assert_eq!(code(&failed), 1);
    assert!(text(&failed.stderr).contains("/no/such/folder"));
    for command in [
        &["--help"][..],
        &["serve", "--help"],
        &["check", "--help"],
        &["import", "markdown", "--help"],
    ] {
        assert_eq!(code(&guichet(command)), 0);
    }
}

#[test]
fn check_names_the_place_and_fails() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let content = folder.path().join("content");
    let arguments = ["check", "--content", content.to_str().expect("plain path")];
    assert_eq!(code(&guichet(&arguments)), 0);
    fs::write(
        content.join("articles/en/mail/two.md"),
        "---\ntitle: Two\ncolour: red\n---\nWords.\n",
    )
    .expect("writable");
    fs::write(
        content.join("articles/en/mail/three.md"),
        "---\ntitle: Three\n---\nSee [one](missing.md).\n",
    )
    .expect("writable");
    let report = guichet(&arguments);
    assert_eq!(code(&report), 1);
    let said = text(&report.stdout);
    assert!(said.contains("two.md:3:1") && said.contains("colour"), "{said}");
    assert!(said.contains("three.md:4:") && said.contains("missing.md"), "{said}");
}

#[test]
fn search_finds_on_the_command_line() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let content = folder.path().join("content");
    let found = guichet(&[
        "search",
        "filter",
        "messages",
        "--content",
        content.to_str().expect("plain path"),
    ]);
    assert_eq!(code(&found), 0);
    assert!(text(&found.stdout).contains("/en/articles/mail/one"));
    let json = guichet(&[
        "search",
        "filter",
        "--json",
        "--content",
        content.to_str().expect("plain path"),
    ]);
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&json.stdout).expect("JSON")["total"],
        1
    );
}

#[test]
fn every_setting_is_printed_with_its_default() {
    let printed = guichet(&["serve", "--print-config"]);
    assert_eq!(code(&printed), 0);
    for key in ["listen", "content", "data", "site", "page_cache_mb", "search_waiting", "watch"] {
        assert!(text(&printed.stdout).contains(&format!("{key} = ")), "{key}");
    }
    let environment = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .args(["serve", "--print-config"])
        .env("GUICHET_LISEN", "x")
        .output();
    let environment = environment.expect("the command runs");
    assert_eq!(code(&environment), 1);
    assert!(text(&environment.stderr).to_lowercase().contains("lisen"));
}

#[test]
fn it_serves_and_ends_in_order() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let mut server = Server::start(folder.path());
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(server.get("/readyz").contains("\"ready\":true"));
    assert!(server.get("/en/articles/mail/one").contains("Sort what arrives."));
    let status = Command::new("kill")
        .args(["-TERM", &server.process.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(status.success());
    assert!(server.process.wait().expect("the server ends").success());
}

#[test]
fn a_damaged_index_is_rebuilt() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let arguments: Vec<String> =
        std::iter::once("index".to_owned()).chain(flags(folder.path())).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert_eq!(code(&guichet(&arguments)), 0);
    let mut damaged = 0;
    let mut todo = vec![folder.path().join("data/index")];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(
                fs::read_dir(path).expect("readable").map(|entry| entry.expect("readable").path()),
            );
        } else {
            fs::write(path, "garbage").expect("writable");
            damaged += 1;
        }
    }
    assert!(damaged > 1);
    let mut server = Server::start(folder.path());
    assert!(server.get("/api/v1/search?q=filter").contains("\"total\":1"));
    server.process.kill().expect("the server runs");
    server.process.wait().expect("the server ends");
}

#[test]
fn what_prevents_a_start_is_said_with_what_to_do() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("bound").to_string();
    let start = |change: &[&str]| {
        let mut arguments = vec!["serve".to_owned()];
        arguments.extend(flags(folder.path()));
        arguments.extend(change.iter().map(|&flag| flag.to_owned()));
        // A flag given twice is wrong usage, so the one to change goes first.
        if let Some(at) = change.first().and_then(|flag| {
            arguments[..arguments.len() - change.len()].iter().position(|a| a == flag)
        }) {
            arguments.drain(at..at + 2);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = guichet(&arguments);
        assert_eq!(code(&output), 1, "{}", text(&output.stderr));
        text(&output.stderr)
    };
    assert!(start(&["--listen", &address]).contains("--listen"));
    assert!(start(&["--data", "/dev/null/data"]).contains("--data"));
    assert!(start(&["--site", "/no/such/site"]).contains("cargo xtask build"));
    assert!(start(&["--content", "/no/such/content"]).contains("--content"));
    assert!(start(&["--config", "/no/such/file.toml"]).contains("/no/such/file.toml"));
}

/// The file-size limit stands in for a full disk: writing fails half-way.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_is_said_and_nothing_is_lost() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let words = (0..200_000).map(|i| i.to_string()).collect::<Vec<_>>().join(" word");
    fs::write(
        folder.path().join("content/articles/en/mail/two.md"),
        format!("---\ntitle: Two\n---\n{words}\n"),
    )
    .expect("writable");
    let limited = format!(
        "trap '' XFSZ; ulimit -f 64; exec {} index {}",
        env!("CARGO_BIN_EXE_guichet"),
        flags(folder.path()).join(" ")
    );
    let full = Command::new("bash").args(["-c", &limited]).output().expect("bash runs");
    assert_eq!(code(&full), 1, "{}", text(&full.stderr));
    assert!(text(&full.stderr).contains("disk is full"), "{}", text(&full.stderr));
    let arguments: Vec<String> =
        std::iter::once("index".to_owned()).chain(flags(folder.path())).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let again = guichet(&arguments);
    assert_eq!(code(&again), 0);
    assert!(text(&again.stdout).contains("2 articles indexed of 2"), "{}", text(&again.stdout));
}
