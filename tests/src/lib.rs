//! What the suites share: a portal over a content folder of one's own or the bundled demo, and readers who ask it.

#![expect(clippy::missing_panics_doc, reason = "a test helper panics when the test has failed")]

pub mod actors;
pub mod cases;
pub mod forum_server;
pub mod mail_server;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use axum::{Router, body::Body, http::Request};
use bytes::Bytes;
use guichet_model::status::{ComponentState, IncidentId, Stage};
use guichet_server::{
    attachments::place::FilePlace,
    clock::Clock,
    router, serve,
    settings::Settings,
    state::State,
    status::{
        self,
        write::{self, Opening, Step},
    },
};
use guichet_storage::Texts;
use http_body_util::BodyExt as _;
use jiff::ToSpan as _;
use tempfile::TempDir;
use tokio::{net::TcpSocket, runtime::Runtime};
use tower::ServiceExt as _;

/// The instant at which test portals stand still: a Monday, 12:00 in UTC.
pub const NOW: &str = "2026-11-23T12:00:00Z";

/// How long anything that is waited for may take: far longer than it does, on a machine that has much else to do.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The policy of a small portal.
const SMALL_POLICY: &str = r#"
[portal]
name = "Pergola Help"
organisation = "Pergola"
default_locale = "en"

[sign_in]
personal_domains = ["gmail.com"]

[[editions]]
id = "business-plus"
name = "Business Plus"
tier = "paid"

[[editions]]
id = "free-legacy"
name = "Pergola Free"
tier = "free"

[[forums]]
name = "Forum"
url = "https://forum.pergola.example"
"#;

/// The workspace's folder.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// A portal under test.
pub struct TestApp {
    /// Its state, for looking at what cannot be asked.
    pub state: Arc<State>,
    router: Router,
    folder: TempDir,
}

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: axum::http::HeaderMap,
    /// The body's bytes.
    pub body: Bytes,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    /// A header as text, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("the header is text"))
    }
}

impl TestApp {
    /// The bundled demo, started once for all who only read.
    pub fn demo() -> &'static Self {
        static DEMO: OnceLock<TestApp> = OnceLock::new();
        DEMO.get_or_init(|| {
            let folder = TempDir::new().expect("a temporary folder");
            let app = Self::over(workspace().join("content"), folder, |_| {});
            app.given_example();
            app
        })
    }

    /// The bundled demo with a site that was really built.
    pub fn demo_with_site(site: &Path) -> Self {
        Self::demo_with_site_and(site, |_| {})
    }

    /// The bundled demo with a site that was really built, and settings of its own.
    pub fn demo_with_site_and(site: &Path, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let app = Self::with_settings(workspace().join("content"), folder, site, change);
        app.given_example();
        app
    }

    /// A portal over any content folder.
    pub fn over_folder(content: &Path) -> Self {
        Self::over(content.to_owned(), TempDir::new().expect("a temporary folder"), |_| {})
    }

    /// A portal over files given as path and text.
    pub fn given_content(files: &[(&str, &str)]) -> Self {
        Self::given_content_with(files, |_| {})
    }

    /// A portal over files given as path and text, with settings of its own.
    pub fn given_content_with(files: &[(&str, &str)], change: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("articles")).expect("the folder is writable");
        for (path, text) in files {
            write(&content.join(path), text);
        }
        Self::over(content, folder, change)
    }

    /// A portal with a site of stand-ins.
    fn over(content: PathBuf, folder: TempDir, change: impl FnOnce(&mut Settings)) -> Self {
        let site = folder.path().join("site");
        given_site(&site);
        Self::with_settings(content, folder, &site, change)
    }

    /// The bundled demo for one test alone, with settings of its own. [`Self::small_with`] starts quicker.
    pub fn demo_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        Self::over(workspace().join("content"), folder, change)
    }

    /// A small portal for one test alone, with settings of its own: two editions, an article in each language, quick to start.
    pub fn small_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let content = folder.path().join("content");
        write(&content.join("portal.toml"), SMALL_POLICY);
        for locale in ["en", "es", "fr", "ja"] {
            let path = format!("articles/{locale}/mail/filter-messages.md");
            write(&content.join(path), &article("Filter messages", "Open the settings."));
        }
        Self::over(content, folder, change)
    }

    /// An incident that is over, under the name that stands for any where pages of every kind are listed.
    pub fn given_example(&self) {
        let opening = Opening {
            id: Some(IncidentId::example()),
            at: Some(self.state.clock.now() - 50.hours()),
            announce: false,
            ..opening("Mail opened slowly", ComponentState::DegradedPerformance)
        };
        let id = self.given_incident(&opening);
        self.given_update(&id, Stage::Resolved, "Mail opens as it should.", Some(2.hours()));
    }

    /// An incident, written as the desk would.
    pub fn given_incident(&self, opening: &Opening) -> IncidentId {
        let snapshot = self.state.snapshot();
        let (storage, now) = (&self.state.accounts.storage, self.state.clock.now());
        let policy = snapshot.library.policy();
        on_runtime(async {
            let id = write::open(storage, policy, opening, None, now)
                .await
                .expect("no rule is against it");
            status::refresh(&self.state).await.expect("the database answers");
            id
        })
    }

    /// An update of an incident, so long after the one before it, or now.
    pub fn given_update(
        &self,
        id: &IncidentId,
        stage: Stage,
        words: &str,
        after: Option<jiff::Span>,
    ) {
        let snapshot = self.state.snapshot();
        let (storage, now) = (&self.state.accounts.storage, self.state.clock.now());
        on_runtime(async {
            let incident =
                storage.incident(id).await.expect("the database answers").expect("it is there");
            let step = Step {
                stage,
                body: Texts::from([("en".parse().expect("a locale"), words.to_owned())]),
                components: Vec::new(),
                impact: None,
                at: after.map(|span| incident.last_word_at() + span),
                announce: true,
            };
            let policy = snapshot.library.policy();
            write::update(storage, policy, &incident, &step, None, now)
                .await
                .expect("no rule is against it");
            status::refresh(&self.state).await.expect("the database answers");
        });
    }

    /// Words of a part of an incident, in English.
    pub fn given_words(&self, id: &IncidentId, part: &str, words: &str) {
        let texts = Texts::from([("en".parse().expect("a locale"), words.to_owned())]);
        let (storage, now) = (&self.state.accounts.storage, self.state.clock.now());
        on_runtime(async {
            storage
                .set_incident_texts(id, None, part, &texts, now)
                .await
                .expect("the database answers");
            status::refresh(&self.state).await.expect("the database answers");
        });
    }

    fn with_settings(
        content: PathBuf,
        folder: TempDir,
        site: &Path,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let mut settings = Settings {
            content,
            data: folder.path().join("data"),
            site: site.to_owned(),
            public_url: Some("https://help.example".to_owned()),
            watch: false,
            ..Settings::default()
        };
        change(&mut settings);
        let clock = Clock::at(NOW.parse().expect("an instant"));
        let state = on_runtime(serve::state(settings, clock)).expect("the portal starts");
        Self { router: router::router(&state), state, folder }
    }

    /// The temporary folder that the portal lives in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder in which the portal's files lie.
    pub fn files_folder(&self) -> PathBuf {
        match self.state.settings.files() {
            FilePlace::Folder(folder) => folder,
            place @ FilePlace::Bucket { .. } => panic!("{place} is no folder"),
        }
    }

    /// Moves the portal's clock on.
    pub fn wait(&self, span: jiff::Span) {
        self.state.clock.set(self.state.clock.now() + span);
    }

    /// Writes a file of the content folder and reloads, as the watcher would.
    pub fn save(&self, path: &str, text: &str) {
        write(&self.state.settings.content.join(path), text);
        guichet_server::reload::reload(&self.state);
    }

    /// Asks with a request of one's own.
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        // Connections to the database live on the runtime that portals share; a test's own runtime ends with the test.
        let answer = runtime().spawn(self.router.clone().oneshot(request)).await;
        let response =
            answer.expect("no request makes the router panic").expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the body arrives").to_bytes();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// An anonymous reader's plain request.
    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    /// A request with headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::empty()).expect("a request")).await
    }
}

/// An incident of the service `mail` that is about to be opened, now.
pub fn opening(title: &str, state: ComponentState) -> Opening {
    let english = |text: &str| Texts::from([("en".parse().expect("a locale"), text.to_owned())]);
    Opening {
        id: None,
        title: english(title),
        body: english("We are looking into it."),
        components: vec![("mail".to_owned(), state)],
        impact: None,
        stage: Stage::Investigating,
        at: None,
        until: None,
        announce: true,
    }
}

/// Waits until something is so.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let since = Instant::now();
    while !is_so().await {
        assert!(since.elapsed() < PATIENCE, "never came about: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A port of this machine for a server that is to come, or for none: bound, so that nobody else gets it, and not listened at, so that whoever
/// calls is refused. A server binds it, too, as every one does that may be started again at once.
pub struct Place(TcpSocket);

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

impl Place {
    /// One that is free.
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_reuseaddr(true).expect("sockets share addresses");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
        Self(socket)
    }

    /// Its number.
    pub fn port(&self) -> u16 {
        self.0.local_addr().expect("the socket is bound").port()
    }
}

/// The runtime on which portals live.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().expect("a runtime"))
}

/// Runs something on the portals' runtime, from within another one too, and waits for it.
pub fn on_runtime<T: Send>(future: impl Future<Output = T> + Send) -> T {
    std::thread::scope(|scope| {
        scope.spawn(|| runtime().block_on(future)).join().expect("the portals' runtime goes on")
    })
}

/// Lets something run on the portals' runtime while a test goes on.
pub fn spawn<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> tokio::task::JoinHandle<T> {
    runtime().spawn(future)
}

/// A site as the build leaves it, with stand-ins for what only a browser runs.
fn given_site(site: &Path) {
    let files = guichet_server::assets::REQUIRED;
    let mut manifest = serde_json::Map::new();
    for name in files {
        let (stem, ending) = name.rsplit_once('.').expect("names have an ending");
        let hashed = format!("{stem}.0123456789abcdef.{ending}");
        write(&site.join(&hashed), "stand-in");
        manifest.insert(name.to_owned(), hashed.into());
    }
    write(&site.join("manifest.json"), &serde_json::Value::Object(manifest).to_string());
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("files lie in folders"))
        .expect("the folder is writable");
    fs::write(path, text).expect("the file is writable");
}

/// An article's file.
pub fn article(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n---\n{body}\n")
}
