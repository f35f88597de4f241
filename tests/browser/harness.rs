//! A real portal on a port of its own, and a real Chromium that looks at it.

use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use axum::Router;
use fantoccini::{Client, ClientBuilder, Locator, elements::Element, key::Key};
use guichet_server::router;
use guichet_tests::{PATIENCE, TestApp, actors::PASSWORD, until};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot};

/// How long a script of a test may run, in milliseconds.
const SCRIPTS_MS: u64 = 300_000;

/// A window, and the portal it looks at.
pub(crate) struct Browser {
    /// The `WebDriver` session.
    pub(crate) client: Client,
    /// The portal's address.
    pub(crate) address: SocketAddr,
    /// The portal, for putting people into its storage.
    pub(crate) app: Arc<TestApp>,
    _driver: Driver,
    _profile: TempDir,
    stop: Arc<oneshot::Sender<()>>,
}

/// What a window is like.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// Whether pages may run scripts.
    pub(crate) scripts: bool,
}

/// With scripts and without.
pub(crate) const BOTH: [Window; 2] = [Window { scripts: true }, Window { scripts: false }];

impl Browser {
    /// Opens a window on the bundled demo.
    pub(crate) async fn open(window: Window) -> Self {
        Self::open_on(window, TestApp::demo_with_site(&site())).await
    }

    /// Opens a window on a portal.
    pub(crate) async fn open_on(window: Window, app: TestApp) -> Self {
        let (app, address, stop) = serve(app).await;
        Self::open_at(window, app, address, Arc::new(stop)).await
    }

    /// Opens a window of somebody else on the same portal.
    pub(crate) async fn beside(&self, window: Window) -> Self {
        let (app, stop) = (Arc::clone(&self.app), Arc::clone(&self.stop));
        Self::open_at(window, app, self.address, stop).await
    }

    /// Opens a window on a portal behind something of the test's own, such as a proxy that lets no streams through.
    pub(crate) async fn open_behind(
        window: Window,
        app: TestApp,
        front: impl FnOnce(Router) -> Router,
    ) -> Self {
        let app = Arc::new(app);
        let router = front(router::router(&app.state));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("the socket is bound");
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(async move {
            let end = async { _ = stopped.await };
            _ = axum::serve(listener, router).with_graceful_shutdown(end).await;
        });
        Self::open_at(window, app, address, Arc::new(stop)).await
    }

    async fn open_at(
        window: Window,
        app: Arc<TestApp>,
        address: SocketAddr,
        stop: Arc<oneshot::Sender<()>>,
    ) -> Self {
        let (driver, port) = start_driver();
        let profile = TempDir::new().expect("a temporary folder");
        let client = connect(port, window, &profile).await;
        Self { client, address, app, _driver: driver, _profile: profile, stop }
    }

    /// Goes to a page and waits until it is there.
    pub(crate) async fn goto(&self, path: &str) {
        self.client.goto(&format!("http://{}{path}", self.address)).await.expect("the page loads");
    }

    /// Goes to a page and waits until its islands are awake.
    pub(crate) async fn goto_awake(&self, path: &str) {
        self.goto(path).await;
        self.wake().await;
    }

    /// Touches the page, as a reader would, and waits until its islands are awake.
    pub(crate) async fn wake(&self) {
        // As a pointer that moves on: what could not be loaded is tried again at the next touch.
        self.until(
            "the islands are awake",
            "document.querySelector('input[data-search]')?.dispatchEvent(new PointerEvent('pointerover', {bubbles: true})); return 'hydrated' in document.documentElement.dataset",
        )
        .await;
    }

    /// The one element that a selector means.
    pub(crate) async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        found.unwrap_or_else(|error| panic!("{css} is on the page: {error}"))
    }

    /// The text of the one element that a selector means.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.expect("elements have text")
    }

    /// Runs a script and gives back what it returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client
            .execute(script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a script returns true.
    pub(crate) async fn until(&self, what: &str, script: &str) {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        while self.run(script).await != json!(true) {
            if tokio::time::Instant::now() > deadline {
                let page = self.client.current_url().await;
                panic!(
                    "never came about: {what}\non {page:?}\nthe console says {:#?}",
                    self.console().await
                );
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until so many pages, of all windows, hear what changes.
    pub(crate) async fn until_listening(&self, pages: usize) {
        let live = &self.app.state.live;
        until(&format!("{pages} pages listen"), async || live.listeners() >= pages).await;
    }

    /// After the first piece of a file the network is gone, for as long as the page's `gone` says so; `pieces` counts those that were sent.
    pub(crate) async fn lose_the_network_after_a_piece(&self) {
        self.run(
            "const real = window.fetch; window.pieces = 0; window.fetch = (address, options = {}) => { \
             if (window.gone) return Promise.reject(new TypeError('Failed to fetch')); \
             if (options.method === 'PATCH' && ++window.pieces === 1) return real(address, options).then((answer) => { window.gone = true; return answer; }); \
             return real(address, options); }",
        )
        .await;
    }

    /// Waits until the address ends like this, and the page there is whole.
    pub(crate) async fn until_at(&self, end: &str) {
        self.until(
            &format!("the address ends with {end}"),
            &format!(
                "return (location.pathname + location.search + location.hash).endsWith({end:?}) && document.readyState === 'complete'"
            ),
        )
        .await;
    }

    /// Presses a key where the focus is.
    pub(crate) async fn press(&self, key: Key) {
        self.keys(&String::from(char::from(key))).await;
    }

    /// Types where the focus is.
    pub(crate) async fn keys(&self, text: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(text).await.expect("keys reach the element");
    }

    /// Fills in a field of a form.
    pub(crate) async fn fill(&self, field: &str, text: &str) {
        let field = self.find(&format!("[name={field}]")).await;
        field.clear().await.expect("fields can be emptied");
        field.send_keys(text).await.expect("keys reach the field");
    }

    /// Presses what a selector means.
    pub(crate) async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Fills in the sign-in form that stands open, and sends it.
    pub(crate) async fn sign_in(&self, email: &str) {
        self.fill("email", email).await;
        self.fill("password", PASSWORD).await;
        self.click("main .form button[type=submit]").await;
    }

    /// Sets the window's size in pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("windows have sizes");
    }

    /// What the browser's console holds of errors since the last time: scripts that failed, policy violations, missing files.
    pub(crate) async fn console_errors(&self) -> Vec<String> {
        let entries = self.console().await;
        entries
            .iter()
            .filter(|e| e["level"] == "SEVERE")
            .map(|e| e["message"].as_str().unwrap_or("").to_owned())
            .collect()
    }

    /// All that the browser's console holds since the last time.
    async fn console(&self) -> Vec<Value> {
        let log = Extension { path: "se/log", body: json!({ "type": "browser" }) };
        let entries = self.client.issue_cmd(log).await.expect("the driver keeps the console's log");
        entries.as_array().cloned().unwrap_or_default()
    }

    /// Takes the window to a time zone, as a traveller does.
    pub(crate) async fn travel(&self, zone: &str) {
        self.command("Emulation.setTimezoneOverride", &json!({ "timezoneId": zone })).await;
    }

    /// From the next page on, no page can tell that a program drives the window: whoever looks at it is a person.
    pub(crate) async fn as_a_person(&self) {
        self.before_pages(
            "Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })",
        )
        .await;
    }

    /// From the next page on, runs a script before those of each page.
    pub(crate) async fn before_pages(&self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script })).await;
    }

    /// Tells Chromium something by its own protocol.
    async fn command(&self, name: &str, parameters: &Value) {
        let body = json!({ "cmd": name, "params": parameters });
        let told = Extension { path: "goog/cdp/execute", body };
        self.client.issue_cmd(told).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Closes the window.
    pub(crate) async fn close(self) {
        _ = self.client.clone().close().await;
    }
}

/// What `ChromeDriver` understands beyond `WebDriver`.
#[derive(Debug)]
struct Extension {
    /// Its path below the session.
    path: &'static str,
    /// What it is told.
    body: Value,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Extension {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// Where the built site lies.
pub(crate) fn site() -> PathBuf {
    std::env::var_os("GUICHET_SITE")
        .map_or_else(|| guichet_tests::workspace().join("target/site"), PathBuf::from)
}

async fn serve(app: TestApp) -> (Arc<TestApp>, SocketAddr, oneshot::Sender<()>) {
    let app = Arc::new(app);
    let served = Arc::clone(&app);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("the socket is bound");
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(async move {
        let state = Arc::clone(&served.state);
        guichet_server::serve::accept(&listener, &state, async { _ = stopped.await }).await;
    });
    (app, address, stop)
}

/// A running `ChromeDriver`; dropping it ends it and its browser, also when a test has failed.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It ends its browsers when it is told to, and leaves them when it is killed.
        _ = Command::new("kill").arg("-TERM").arg(self.0.id().to_string()).status();
        _ = self.0.wait();
    }
}

fn start_driver() -> (Driver, u16) {
    let mut driver = Command::new("chromedriver")
        .args(["--port=0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is installed; `cargo xtask test` sees to it");
    let mut lines =
        BufReader::new(driver.stdout.take().expect("piped")).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok()
    });
    // What it says later must be read, or it waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    (Driver(driver), port.expect("chromedriver tells its port"))
}

async fn connect(port: u16, window: Window, profile: &TempDir) -> Client {
    let mut arguments = vec![
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--lang=en".to_owned(),
        format!("--user-data-dir={}", profile.path().display()),
    ];
    if !window.scripts {
        arguments.push("--blink-settings=scriptEnabled=false".to_owned());
    }
    let capabilities = json!({ "goog:chromeOptions": { "args": arguments }, "goog:loggingPrefs": { "browser": "ALL" }, "timeouts": { "script": SCRIPTS_MS } });
    let Value::Object(capabilities) = capabilities else {
        unreachable!("written as an object above")
    };
    ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .expect("Chromium starts")
}
