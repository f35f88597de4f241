//! Acknowledged means durable, through HTTP: the server is killed in the middle of many submissions with files, again and again; every case
//! that was acknowledged is there once, with its file, and none twice. By the API and by the form, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

mod running;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    hash::{BuildHasher as _, RandomState},
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use guichet_model::{case::CaseRef, viewer::Role};
use guichet_server::clock::Clock;
use guichet_storage::{Audience, NewAccount, NewSession, OrganisationChange, Storage, TokenHash};
use jiff::{SignedDuration, Timestamp};

use self::running::{Kind, Portal};

/// How many are submitted at once.
const SENDERS: usize = 4;
/// How many a sender takes in a row: as an account, each with one draft, would send them.
const IN_A_ROW: usize = 8;
const TOKEN: &str = "a token of the test";
const PATIENCE: Duration = Duration::from_mins(6);
const POLICY: &str = "
services = [{ id = \"mail\", name = \"Mail\" }]
editions = [{ id = \"business\", name = \"Business\", tier = \"paid\" }]
";

/// How cases are sent.
#[derive(Clone, Copy)]
struct Way {
    /// What is printed of it.
    name: &'static str,
    /// How many.
    cases: usize,
    /// Sends one, as far as it goes: its reference once it is acknowledged.
    submit: fn(SocketAddr, usize, &mut Progress) -> io::Result<Option<String>>,
}

const BY_API: Way = Way { name: "API", cases: 1_000, submit: submit_by_api };
const BY_FORM: Way = Way { name: "form", cases: 1_000, submit: submit_by_form };

/// How far a submission has come, for whoever sends it.
#[derive(Default)]
struct Progress {
    /// The address of the file, by the API.
    file: Option<String>,
    /// The pages of the form that are answered.
    pages: usize,
    /// The draft, by the form.
    draft: Option<String>,
}

fn address_of(number: usize) -> String {
    format!("ana{}@acme.example", number / IN_A_ROW)
}

/// Whoever sends: administrators of a paid edition, each with a session, and a token of the API.
async fn given_senders(storage: &Storage, cases: usize) {
    let now = Clock::System.now();
    let change = OrganisationChange {
        name: Some("Acme".into()),
        edition: Some("business".into()),
        ..OrganisationChange::default()
    };
    let organisation = storage.create_organisation(None, &change, now).await.unwrap();
    for number in (0..cases).step_by(IN_A_ROW) {
        let address = address_of(number);
        let new = NewAccount {
            email: address.parse().unwrap(),
            name: "Ana".into(),
            password_hash: None,
            staff: None,
            membership: Some((organisation.id.clone(), Role::Administrator)),
            identity: None,
        };
        let account = storage.create_account(&new, now).await.unwrap();
        let session = NewSession {
            account: account.id,
            password_hash: None,
            organisation: Some(organisation.id.clone()),
            token: TokenHash::of(&address),
            user_agent: "a test".into(),
            expires_at: now.checked_add(SignedDuration::from_hours(1)).unwrap(),
        };
        storage.create_session(&session, now).await.unwrap();
    }
    storage.create_api_token("test", &TokenHash::of(TOKEN), now).await.unwrap();
}

/// Sends a request, given its first lines, and answers the status and all of the answer.
fn ask(at: SocketAddr, head: &str, body: &[u8]) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(at)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let length = body.len();
    write!(
        stream,
        "{head}\r\nhost: help\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
    )?;
    stream.write_all(body)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.map(|status| (status, answer)).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// A header of an answer, given its name and colon in small letters.
fn header(answer: &str, name: &str) -> Option<String> {
    let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// What a file of a case holds.
fn contents(number: usize) -> Vec<u8> {
    format!("log of case {number}\n").repeat(40).into_bytes()
}

/// Sends a file and a case with it, under a key of its own.
fn submit_by_api(
    at: SocketAddr,
    number: usize,
    progress: &mut Progress,
) -> io::Result<Option<String>> {
    let own = format!("authorization: Bearer {TOKEN}\r\ntus-resumable: 1.0.0");
    let bytes = contents(number);
    if progress.file.is_none() {
        let length = bytes.len();
        let announce = format!("POST /api/v1/uploads HTTP/1.1\r\n{own}\r\nupload-length: {length}");
        let (status, answer) = ask(at, &announce, b"")?;
        if status != 201 {
            return Ok(None);
        }
        progress.file = header(&answer, "location:");
    }
    let Some(place) = progress.file.clone() else { return Ok(None) };
    let (status, answer) = ask(at, &format!("HEAD {place} HTTP/1.1\r\n{own}"), b"")?;
    let kept: usize = header(&answer, "upload-offset:").and_then(|n| n.parse().ok()).unwrap_or(0);
    if status != 200 {
        return Ok(None);
    }
    if kept < bytes.len() {
        let piece = format!(
            "PATCH {place} HTTP/1.1\r\n{own}\r\nupload-offset: {kept}\r\ncontent-type: application/offset+octet-stream"
        );
        let (status, _) = ask(at, &piece, &bytes[kept..])?;
        if status != 204 {
            return Ok(None);
        }
    }
    let id = place.rsplit('/').next().unwrap_or("");
    let requester = address_of(number);
    let case = format!(
        "{{\"requester\": \"{requester}\", \"service\": \"mail\", \"effect\": \"no_access\", \"reach\": \"one\", \"workaround\": \"none\", \
         \"title\": \"Case {number}\", \"description\": \"What happened in case {number}.\", \"attachments\": [\"{id}\"]}}"
    );
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\n{own}\r\ncontent-type: application/json\r\nidempotency-key: key-{number}"
    );
    let (status, answer) = ask(at, &head, case.as_bytes())?;
    if status != 201 {
        return Ok(None);
    }
    let reference = answer.split("\"reference\":\"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(reference.map(str::to_owned))
}

/// Goes through the guided form, page by page, and sends what it shows at the end. What is done is not done again: the draft has it.
fn submit_by_form(
    at: SocketAddr,
    number: usize,
    progress: &mut Progress,
) -> io::Result<Option<String>> {
    const FORM: &str = "content-type: application/x-www-form-urlencoded";
    const MULTIPART: &str = "content-type: multipart/form-data; boundary=edge";
    let own = format!("cookie: session={}\r\nsec-fetch-site: same-origin", address_of(number));
    let get = |step| ask(at, &format!("GET /en/contact/new/{step} HTTP/1.1\r\n{own}"), b"");
    let post = |step: &str, kind: &str, body: &str| {
        let head = format!("POST /en/contact/new/{step} HTTP/1.1\r\n{own}\r\n{kind}");
        ask(at, &head, body.as_bytes())
    };
    if progress.draft.is_none() {
        let details = format!("title=Case+{number}&description=What+happened+in+case+{number}.");
        let pages = [
            ("service", "service=mail"),
            ("problem", "effect=no_access"),
            ("reach", "reach=one"),
            ("workaround", "workaround=none"),
            ("details", details.as_str()),
        ];
        for (step, fields) in &pages[progress.pages..] {
            if post(step, FORM, fields)?.0 != 303 {
                return Ok(None);
            }
            progress.pages += 1;
        }
        // Whether the file came before the answer was lost, its sender sees on the page.
        let name = format!("case-{number}.log");
        if !get("evidence")?.1.contains(&name) {
            let text = String::from_utf8(contents(number)).unwrap();
            let body = format!(
                "--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: text/plain\r\n\r\n{text}\r\n--edge--\r\n"
            );
            if post("evidence", MULTIPART, &body)?.0 != 303 {
                return Ok(None);
            }
        }
        let (status, page) = post("evidence", FORM, "action=continue")?;
        if status == 422 {
            // A file that broke off is taken away and sent anew, as the page says.
            let half = value(&page, "remove").unwrap_or_default();
            let body = format!(
                "--edge\r\ncontent-disposition: form-data; name=\"remove\"\r\n\r\n{half}\r\n--edge--\r\n"
            );
            post("evidence", MULTIPART, &body)?;
        }
        if status != 303 {
            return Ok(None);
        }
        let (status, page) = get("review")?;
        if status != 200 {
            return Ok(None);
        }
        progress.draft = value(&page, "draft").map(str::to_owned);
    }
    let Some(draft) = &progress.draft else { return Ok(None) };
    let (status, answer) = post("review", FORM, &format!("draft={draft}"))?;
    let to = header(&answer, "location:").unwrap_or_default();
    Ok(to.split_once("case=").filter(|_| status == 303).map(|(_, reference)| reference.to_owned()))
}

/// What a page has in a hidden field.
fn value<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    page.split_once(&format!("name=\"{name}\" value=\""))?.1.split('"').next()
}

/// What the senders share.
struct Shared {
    way: Way,
    address: Mutex<Option<SocketAddr>>,
    next: AtomicUsize,
    acknowledged: Mutex<BTreeMap<usize, String>>,
    repeats: AtomicUsize,
}

/// Submits one case after the other, each until it is acknowledged; every third is sent once more afterwards.
fn sender(shared: &Shared) {
    loop {
        let first = shared.next.fetch_add(IN_A_ROW, Ordering::Relaxed);
        if first >= shared.way.cases {
            return;
        }
        for number in first..first + IN_A_ROW {
            send(shared, number);
        }
    }
}

fn send(shared: &Shared, number: usize) {
    let mut progress = Progress::default();
    let mut told = None;
    let mut wanted = if number.is_multiple_of(3) { 2 } else { 1 };
    while wanted > 0 {
        let Some(at) = *shared.address.lock().unwrap() else {
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        if let Ok(Some(reference)) = (shared.way.submit)(at, number, &mut progress) {
            if let Some(told) = &told {
                assert_eq!(*told, reference, "sent again, it is the same case");
            }
            told = Some(reference.clone());
            shared.acknowledged.lock().unwrap().insert(number, reference);
            wanted -= 1;
        } else {
            shared.repeats.fetch_add(1, Ordering::Relaxed);
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Sends cases to a server that is killed again and again, and looks what is there in the end.
async fn survive(kind: Kind, way: Way) {
    let portal = Portal::new(kind, POLICY).await;
    let storage = portal.open().await;
    given_senders(&storage, way.cases).await;
    storage.close().await;
    let shared = Arc::new(Shared {
        way,
        address: Mutex::default(),
        next: AtomicUsize::default(),
        acknowledged: Mutex::default(),
        repeats: AtomicUsize::default(),
    });
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || sender(&shared))
        })
        .collect();
    let (began, mut kills) = (Instant::now(), 0);
    while senders.iter().any(|sender| !sender.is_finished()) {
        let count = shared.acknowledged.lock().unwrap().len();
        assert!(began.elapsed() < PATIENCE, "{count} of {}", way.cases);
        let (mut process, address) = portal.serve();
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
    println!(
        "{} cases acknowledged by the {} on {kind:?}, the server killed {kills} times, {} attempts without an answer, in {:?}",
        acknowledged.len(),
        way.name,
        shared.repeats.load(Ordering::Relaxed),
        began.elapsed()
    );
    assert_eq!(acknowledged.len(), way.cases);
    assert!(kills > 1, "nothing was killed in the middle");
    check(&portal, &acknowledged).await;
}

/// Every acknowledged case is there once, whole, with its file; and there is no other.
async fn check(portal: &Portal, acknowledged: &BTreeMap<usize, String>) {
    let storage = portal.open().await;
    let references: BTreeSet<&String> = acknowledged.values().collect();
    assert_eq!(references.len(), acknowledged.len(), "no two share a case");
    for (number, reference) in acknowledged {
        let reference: CaseRef = reference.parse().unwrap();
        let case = storage.case(&reference).await.unwrap().expect("an acknowledged case is there");
        assert_eq!(case.title, format!("Case {number}"));
        let files = storage.case_files(&reference, Audience::Staff).await.unwrap();
        assert_eq!(files.len(), 1, "its file is there, once");
        let id = files[0].attachment.as_str();
        let file = storage.attachment(&id.to_owned().into()).await.unwrap().expect("it is known");
        assert!(file.is_whole());
        let path = portal.folder.path().join("data/attachments").join(&id[..2]).join(id);
        assert_eq!(fs::read(path).unwrap(), contents(*number), "its bytes are there");
    }
    let stored = storage.measured(Timestamp::UNIX_EPOCH).await.unwrap().len();
    assert_eq!(
        stored,
        acknowledged.len(),
        "no case is there that was not acknowledged, and none twice"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_survive_a_server_that_is_killed() {
    // One after the other: each has the machine to itself.
    for way in [BY_API, BY_FORM] {
        for kind in [Kind::Sqlite, Kind::Postgres] {
            survive(kind, way).await;
        }
    }
}
