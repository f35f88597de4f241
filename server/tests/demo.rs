//! `guichet serve --demo`: who can be tried is said once, on standard output, and only where nobody is in earnest.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_mins(1);
const POLICY: &str = "
editions = [
    { id = \"business\", name = \"Business\", tier = \"paid\" },
    { id = \"free\", name = \"Free\", tier = \"free\" },
]
";

fn given_portal(folder: &Path) {
    let write = |path: &str, text: &str| {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
        fs::write(file, text).expect("writable");
    };
    write("content/portal.toml", POLICY);
    write("content/articles/en/mail/one.md", "---\ntitle: One\n---\nWords.\n");
    let names = guichet_server::assets::REQUIRED;
    for name in names {
        write(&format!("site/{name}"), "stand-in");
    }
    let manifest: Vec<String> = names.iter().map(|name| format!("{name:?}:{name:?}")).collect();
    write("site/manifest.json", &format!("{{{}}}", manifest.join(",")));
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.args(arguments);
    for name in ["content", "data"] {
        command.arg(format!("--{name}")).arg(folder.join(name));
    }
    command
}

/// A server, and what it says on its two ways out.
struct Server {
    process: Child,
    address: SocketAddr,
    said: Receiver<String>,
    log: Vec<String>,
}

impl Server {
    fn start(folder: &Path, flags: &[&str]) -> Self {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], flags].concat();
        let mut process = command(folder, &arguments)
            .arg("--site")
            .arg(folder.join("site"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let said = lines(process.stdout.take().expect("piped"));
        let logged = lines(process.stderr.take().expect("piped"));
        let mut log = Vec::new();
        let address = loop {
            let line = logged.recv_timeout(PATIENCE).expect("the server tells its address");
            let address = line.split("http://").nth(1).and_then(|rest| rest.trim().parse().ok());
            log.push(line);
            if let Some(address) = address {
                break address;
            }
        };
        thread::spawn(move || logged.iter().for_each(drop));
        Self { process, address, said, log }
    }

    /// The passwords of the table, by address.
    fn table(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        while found.len() < 10 {
            let line = self.said.recv_timeout(PATIENCE).expect("the table has ten rows");
            let words: Vec<&str> = line.split_whitespace().collect();
            if let [.., email, password] = words.as_slice()
                && email.ends_with("@demo.example")
            {
                found.push(((*email).to_owned(), (*password).to_owned()));
            }
        }
        found
    }

    /// The head of the answer to signing in.
    fn sign_in(&self, email: &str, password: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        let form = format!("email={email}&password={password}");
        write!(
            stream,
            "POST /en/sign-in HTTP/1.1\r\nhost: help\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        )
        .expect("the request is sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the answer arrives");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        answer.split("\r\n\r\n").next().expect("a head").to_owned()
    }
}

impl Server {
    /// What an address answers, as JSON.
    fn json(&self, path: &str) -> serde_json::Value {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.0\r\nhost: help\r\n\r\n").expect("it is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the answer arrives");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a head");
        serde_json::from_str(body).expect("JSON")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

fn lines(pipe: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        BufReader::new(pipe).lines().map_while(Result::ok).for_each(|line| _ = send.send(line));
    });
    receive
}

#[test]
fn the_passwords_that_are_shown_sign_in_and_stand_in_no_log() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let first = Server::start(folder.path(), &["--demo", "--log", "debug"]);
    let (email, password) = first.table().remove(0);
    assert!(first.sign_in(&email, &password).starts_with("HTTP/1.1 303"));
    assert!(first.sign_in(&email, "another").starts_with("HTTP/1.1 422"));
    assert!(!first.log.iter().any(|line| line.contains(&password)));
    drop(first);
    let second = Server::start(folder.path(), &["--demo"]);
    let (again, new) = second.table().remove(0);
    assert_eq!(again, email);
    assert_ne!(new, password, "made at every start");
    assert!(second.sign_in(&email, &password).starts_with("HTTP/1.1 422"));
    assert!(second.sign_in(&email, &new).starts_with("HTTP/1.1 303"));
}

#[test]
fn it_stays_away_from_real_accounts() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let create = [
        "account",
        "create",
        "--email",
        "ana@acme.example",
        "--name",
        "Ana",
        "--staff",
        "operator",
    ];
    assert!(command(folder.path(), &create).output().expect("the command runs").status.success());
    let site = folder.path().join("site");
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--demo", "--site"];
    let refused = command(folder.path(), &[&arguments[..], &[&site.to_string_lossy()]].concat());
    let refused = { refused }.output().expect("the command runs");
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("ana@acme.example") && said.contains("--data"), "{said}");
}

#[test]
fn an_empty_portal_says_how_to_begin() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let server = Server::start(folder.path(), &[]);
    let hints = server.log.iter().filter(|line| line.contains("guichet account create")).count();
    assert_eq!(hints, 1, "{:?}", server.log);
}

#[test]
fn the_past_that_is_invented_is_one_that_could_have_been() {
    let folder = TempDir::new().expect("a temporary folder");
    given_portal(folder.path());
    let names = ["mail", "drive", "meetings", "security"];
    let services: Vec<String> =
        names.iter().map(|id| format!("{{ id = \"{id}\", name = \"{id}\" }}")).collect();
    let policy = format!("services = [{}]\n{POLICY}", services.join(", "));
    fs::write(folder.path().join("content/portal.toml"), policy).expect("writable");
    let server = Server::start(folder.path(), &["--demo"]);
    let summary = server.json("/api/v2/summary.json");
    assert_eq!(summary["status"]["indicator"], "none", "all is calm today");
    for component in summary["components"].as_array().expect("a list") {
        assert_eq!(component["status"], "operational", "{component}");
    }
    let told = server.json("/api/v2/incidents.json");
    let incidents = told["incidents"].as_array().expect("a list");
    assert_eq!(incidents.len(), 3);
    let at = |value: &serde_json::Value| -> jiff::Timestamp {
        value.as_str().expect("an instant").parse().expect("an instant")
    };
    let now = guichet_server::clock::Clock::System.now();
    for incident in incidents {
        let over = ["resolved", "postmortem"];
        assert!(over.contains(&incident["status"].as_str().expect("a stage")), "{incident}");
        let (began, ended) = (at(&incident["started_at"]), at(&incident["resolved_at"]));
        assert!(began < ended && ended < now, "{incident}");
        let updates = incident["incident_updates"].as_array().expect("a list");
        assert!(updates.len() > 1, "it was followed: {incident}");
        let times: Vec<_> = updates.iter().rev().map(|update| at(&update["display_at"])).collect();
        assert!(times.is_sorted(), "one word follows the other: {incident}");
        let mut ends = updates.iter().filter(|update| update["status"] == "resolved");
        let end = ends.next().expect("it was resolved");
        assert_eq!((times.first(), at(&end["display_at"])), (Some(&began), ended), "{incident}");
        assert!(!incident["components"].as_array().expect("a list").is_empty(), "{incident}");
    }
    let ahead = server.json("/api/v2/scheduled-maintenances/upcoming.json");
    let ahead = ahead["scheduled_maintenances"].as_array().expect("a list");
    assert_eq!(ahead.len(), 1);
    let from = at(&ahead[0]["scheduled_for"]);
    assert!(now < from && from < at(&ahead[0]["scheduled_until"]), "{ahead:?}");
}
