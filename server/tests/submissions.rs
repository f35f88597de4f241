//! Acknowledged means durable, through HTTP: the server is killed in the middle of a thousand submissions with files, again and again; every
//! case that was acknowledged is there once, with its file, and none twice.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    hash::{BuildHasher as _, RandomState},
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use guichet_model::{case::CaseRef, viewer::Role};
use guichet_storage::{AttachmentId, NewAccount, OrganisationChange, Storage, TokenHash};
use jiff::Timestamp;
use tempfile::TempDir;

/// How many cases are submitted.
const CASES: usize = 1_000;
/// How many are submitted at once.
const SENDERS: usize = 4;
const TOKEN: &str = "a token of the test";
const PATIENCE: Duration = Duration::from_mins(4);
const POLICY: &str = "
services = [{ id = \"mail\", name = \"Mail\" }]
editions = [{ id = \"business\", name = \"Business\", tier = \"paid\" }]
";

fn given_portal(folder: &Path) {
    let write = |path: &str, text: &str| {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("content/portal.toml", POLICY);
    write("content/articles/en/mail/one.md", "---\ntitle: One\n---\nWords.\n");
    let names = guichet_server::assets::REQUIRED;
    for name in names {
        write(&format!("site/{name}"), "stand-in");
    }
    let manifest: Vec<String> = names.iter().map(|name| format!("{name:?}:{name:?}")).collect();
    write("site/manifest.json", &format!("{{{}}}", manifest.join(",")));
    fs::create_dir_all(folder.join("data")).unwrap();
}

async fn open(folder: &Path) -> Storage {
    Storage::open(&format!("sqlite:{}", folder.join("data/guichet.db").display())).await.unwrap()
}

async fn given_administrator(folder: &Path) {
    let (storage, now) = (open(folder).await, Timestamp::from_second(1_790_000_000).unwrap());
    let change = OrganisationChange {
        name: Some("Acme".into()),
        edition: Some("business".into()),
        ..OrganisationChange::default()
    };
    let organisation = storage.create_organisation(None, &change, now).await.unwrap();
    let new = NewAccount {
        email: "ana@acme.example".parse().unwrap(),
        name: "Ana".into(),
        password_hash: None,
        staff: None,
        membership: Some((organisation.id, Role::Administrator)),
        identity: None,
    };
    storage.create_account(&new, now).await.unwrap();
    storage.create_api_token("test", &TokenHash::of(TOKEN), now).await.unwrap();
    storage.close().await;
}

fn start(folder: &Path) -> (Child, SocketAddr) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    for name in ["content", "data", "site"] {
        command.arg(format!("--{name}")).arg(folder.join(name));
    }
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = lines
        .find_map(|line| line.split("http://").nth(1)?.trim().parse().ok())
        .expect("the server tells its address");
    thread::spawn(move || lines.for_each(drop));
    (process, address)
}

/// Sends a request, given its first lines, and answers the status and all of the answer.
fn ask(at: SocketAddr, head: &str, body: &[u8]) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(at)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(
        stream,
        "{head}\r\nhost: help\r\nconnection: close\r\nauthorization: Bearer {TOKEN}\r\ntus-resumable: 1.0.0\r\ncontent-length: {}\r\n",
        body.len()
    )?;
    stream.write_all(b"\r\n")?;
    stream.write_all(body)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.map(|status| (status, answer)).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// What a file of a case holds.
fn contents(number: usize) -> Vec<u8> {
    format!("log of case {number}\n").repeat(40).into_bytes()
}

fn header(answer: &str, name: &str) -> Option<String> {
    let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Sends a file and a case with it, under a key of its own. Answers the case's reference once it is acknowledged.
fn submit(at: SocketAddr, number: usize, file: &mut Option<String>) -> io::Result<Option<String>> {
    let bytes = contents(number);
    if file.is_none() {
        let announce = format!("POST /api/v1/uploads HTTP/1.1\r\nupload-length: {}", bytes.len());
        let (status, answer) = ask(at, &announce, b"")?;
        if status != 201 {
            return Ok(None);
        }
        *file = header(&answer, "location:");
    }
    let Some(place) = file.clone() else { return Ok(None) };
    let (status, answer) = ask(at, &format!("HEAD {place} HTTP/1.1"), b"")?;
    let kept: usize = header(&answer, "upload-offset:").and_then(|n| n.parse().ok()).unwrap_or(0);
    if status != 200 {
        return Ok(None);
    }
    if kept < bytes.len() {
        let piece = format!(
            "PATCH {place} HTTP/1.1\r\nupload-offset: {kept}\r\ncontent-type: application/offset+octet-stream"
        );
        let (status, _) = ask(at, &piece, &bytes[kept..])?;
        if status != 204 {
            return Ok(None);
        }
    }
    let id = place.rsplit('/').next().unwrap_or("");
    let case = format!(
        "{{\"requester\": \"ana@acme.example\", \"service\": \"mail\", \"effect\": \"no_access\", \"reach\": \"one\", \"workaround\": \"none\", \
         \"title\": \"Case {number}\", \"description\": \"What happened in case {number}.\", \"attachments\": [\"{id}\"]}}"
    );
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: key-{number}"
    );
    let (status, answer) = ask(at, &head, case.as_bytes())?;
    if status != 201 {
        return Ok(None);
    }
    let reference = answer.split("\"reference\":\"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(reference.map(str::to_owned))
}

/// What the senders share.
#[derive(Default)]
struct Shared {
    address: Mutex<Option<SocketAddr>>,
    next: AtomicUsize,
    acknowledged: Mutex<BTreeMap<usize, (String, String)>>,
    repeats: AtomicUsize,
}

/// Submits one case after the other, each until it is acknowledged; every third is sent once more afterwards.
fn sender(shared: &Shared) {
    loop {
        let number = shared.next.fetch_add(1, Ordering::Relaxed);
        if number >= CASES {
            return;
        }
        let mut file = None;
        let mut told = None;
        let mut wanted = if number.is_multiple_of(3) { 2 } else { 1 };
        while wanted > 0 {
            let Some(at) = *shared.address.lock().unwrap() else {
                thread::sleep(Duration::from_millis(10));
                continue;
            };
            if let Ok(Some(reference)) = submit(at, number, &mut file) {
                if let Some(told) = &told {
                    assert_eq!(*told, reference, "the same key, the same case");
                }
                told = Some(reference.clone());
                let place = file.clone().unwrap();
                shared.acknowledged.lock().unwrap().insert(number, (reference, place));
                wanted -= 1;
            } else {
                shared.repeats.fetch_add(1, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_cases_survive_a_server_that_is_killed() {
    let folder = TempDir::new().unwrap();
    given_portal(folder.path());
    given_administrator(folder.path()).await;
    let shared = Arc::new(Shared::default());
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || sender(&shared))
        })
        .collect();
    let (began, mut kills) = (Instant::now(), 0);
    while senders.iter().any(|sender| !sender.is_finished()) {
        assert!(
            began.elapsed() < PATIENCE,
            "{} of {CASES}",
            shared.acknowledged.lock().unwrap().len()
        );
        let (mut process, address) = start(folder.path());
        *shared.address.lock().unwrap() = Some(address);
        let pause = 800 + RandomState::new().hash_one(kills) % 2_500;
        let until = Instant::now() + Duration::from_millis(pause);
        while Instant::now() < until && senders.iter().any(|sender| !sender.is_finished()) {
            thread::sleep(Duration::from_millis(20));
        }
        *shared.address.lock().unwrap() = None;
        process.kill().unwrap();
        process.wait().unwrap();
        kills += 1;
    }
    for sender in senders {
        sender.join().unwrap();
    }
    let acknowledged = shared.acknowledged.lock().unwrap().clone();
    let repeats = shared.repeats.load(Ordering::Relaxed);
    println!(
        "{} cases acknowledged, the server killed {kills} times, {repeats} attempts without an answer, in {:?}",
        acknowledged.len(),
        began.elapsed()
    );
    assert_eq!(acknowledged.len(), CASES);
    assert!(kills > 1, "nothing was killed in the middle");
    check(folder.path(), &acknowledged).await;
}

/// Every acknowledged case is there once, whole, with its file; and there is no other.
async fn check(folder: &Path, acknowledged: &BTreeMap<usize, (String, String)>) {
    let storage = open(folder).await;
    let references: BTreeSet<&String> =
        acknowledged.values().map(|(reference, _)| reference).collect();
    assert_eq!(references.len(), CASES, "no two share a case");
    for (number, (reference, place)) in acknowledged {
        let reference: CaseRef = reference.parse().unwrap();
        let case = storage.case(&reference).await.unwrap().expect("an acknowledged case is there");
        assert_eq!(case.title, format!("Case {number}"));
        let id = AttachmentId::from(place.rsplit('/').next().unwrap().to_owned());
        let file = storage.attachment(&id).await.unwrap().expect("its file is known");
        assert!(file.is_whole());
        let (of, _) = storage.case_of_file(id.as_str()).await.unwrap().expect("it is the case's");
        assert_eq!(of, reference);
        let path = folder.join("data/attachments").join(&id.as_str()[..2]).join(id.as_str());
        assert_eq!(fs::read(path).unwrap(), contents(*number), "its bytes are there");
    }
    let since = Timestamp::UNIX_EPOCH;
    let stored = storage.measured(since).await.unwrap().len();
    assert_eq!(stored, CASES, "no case is there that was not acknowledged, and none twice");
}
