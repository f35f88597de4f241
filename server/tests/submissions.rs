//! Acknowledged means durable, through HTTP: the server is killed in the middle of many submissions with files, again and again; every case
//! that was acknowledged is there once, with its file, and none twice. By the API and by the form, on both databases, with files in a folder and in a
//! bucket.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

mod running;
mod s3;
mod senders;

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher as _, RandomState},
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use futures_util::TryStreamExt as _;
use guichet_model::case::CaseRef;
use guichet_server::attachments::{place::FilePlace, store::Store};
use guichet_storage::{Audience, testing::until_alone};
use jiff::Timestamp;

use self::{
    running::{Kind, Portal},
    s3::Service,
    senders::{IN_A_ROW, POLICY, address_of, ask, contents, given_senders, header, submit_by_api},
};

/// How many are submitted at once.
const SENDERS: usize = 4;
/// How many more are acknowledged at most before the server is killed again.
const AT_MOST: u64 = 250;
/// How long none may be acknowledged.
const PATIENCE: Duration = Duration::from_mins(2);

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

const BY_API: Way = Way {
    name: "API",
    cases: 1_000,
    submit: |at, number, progress| submit_by_api(at, number, &mut progress.file),
};
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

impl Shared {
    /// Waits until some more cases are acknowledged, how many is left to chance, or all work is done; then for a moment more, so that what follows
    /// may happen at any point of a submission.
    fn some_more(&self, working: impl Fn() -> bool) {
        let random = RandomState::new().hash_one("moment");
        let count = || self.acknowledged.lock().unwrap().len();
        let (mut seen, mut since) = (count(), Instant::now());
        let enough = seen + usize::try_from(1 + random % AT_MOST).unwrap();
        while seen < enough && working() {
            thread::sleep(Duration::from_millis(5));
            if count() > seen {
                (seen, since) = (count(), Instant::now());
            }
            let so_far = format!("{seen} of {}", self.way.cases);
            assert!(since.elapsed() < PATIENCE, "no case was acknowledged for long: {so_far}");
        }
        thread::sleep(Duration::from_millis(random % 40));
    }
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
async fn survive(kind: Kind, way: Way, bucket: Option<&Service>) {
    let mut portal = Portal::new(kind, POLICY).await;
    if let Some(service) = bucket {
        portal.environment = service.environment();
    }
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
    let working = || senders.iter().any(|sender| !sender.is_finished());
    while working() {
        let (mut process, address) = portal.serve();
        *shared.address.lock().unwrap() = Some(address);
        shared.some_more(working);
        *shared.address.lock().unwrap() = None;
        process.kill().unwrap();
        process.wait().unwrap();
        if kind == Kind::Postgres {
            until_alone(&portal.database).await;
        }
        kills += 1;
    }
    for sender in senders {
        sender.join().unwrap();
    }
    let acknowledged = shared.acknowledged.lock().unwrap().clone();
    println!(
        "{} cases acknowledged by the {} on {kind:?} with files in a {}, the server killed {kills} times, {} attempts without an answer, in {:?}",
        acknowledged.len(),
        way.name,
        if bucket.is_some() { "bucket" } else { "folder" },
        shared.repeats.load(Ordering::Relaxed),
        began.elapsed()
    );
    assert_eq!(acknowledged.len(), way.cases);
    assert!(kills > 1, "nothing was killed in the middle");
    check(&portal, &acknowledged).await;
}

/// Where a portal's files lie.
fn store(portal: &Portal) -> Store {
    let own = || portal.folder.path().join("data/attachments").display().to_string();
    let told = portal.environment.iter().find(|(name, _)| name == "GUICHET_ATTACHMENTS");
    let place = told.map_or_else(own, |(_, address)| address.clone());
    Store::open(&FilePlace::try_from(place).unwrap(), portal.environment.clone()).unwrap()
}

/// Every acknowledged case is there once, whole, with its file; and there is no other.
async fn check(portal: &Portal, acknowledged: &BTreeMap<usize, String>) {
    let storage = portal.open().await;
    let store = store(portal);
    let references: BTreeSet<&String> = acknowledged.values().collect();
    assert_eq!(references.len(), acknowledged.len(), "no two share a case");
    for (number, reference) in acknowledged {
        let reference: CaseRef = reference.parse().unwrap();
        let case = storage.case(&reference).await.unwrap().expect("an acknowledged case is there");
        assert_eq!(case.title, format!("Case {number}"));
        let files = storage.case_files(&reference, Audience::Staff).await.unwrap();
        assert_eq!(files.len(), 1, "its file is there, once");
        let id = files[0].attachment.clone().into();
        let file = storage.attachment(&id).await.unwrap().expect("it is known");
        assert!(file.is_whole());
        let blocks = store.blocks(&storage, &id, file.size).await.unwrap();
        let blocks: Vec<_> = blocks.try_collect().await.unwrap();
        assert_eq!(blocks.concat(), contents(*number), "its bytes are there");
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
            survive(kind, way, None).await;
        }
    }
    let mut service = Service::new();
    service.start(&[]);
    survive(Kind::Sqlite, Way { cases: 600, ..BY_API }, Some(&service)).await;
}
