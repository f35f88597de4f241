//! Another status page as the source: what it says is shown, what it fails at is survived, and its last word has an age.

use std::sync::{Arc, Mutex};

use axum::{Router, extract::State as Shared, http::Uri, response::Response};
use guichet_model::status::Impact;
use guichet_server::{
    settings::{Concealed, Settings},
    status::{follow::Keys, notify, source},
};
use guichet_storage::Subscriber;
use guichet_tests::{
    TestApp,
    actors::{agent, personal},
    article, on_runtime, spawn,
};
use jiff::ToSpan as _;
use serde_json::json;

use super::desk_cases::{act, desk};

/// What the other page answers: status, content type, body.
type Answer = (u16, &'static str, String);

#[derive(Clone)]
struct Elsewhere(Arc<Mutex<Answer>>);

async fn answer(Shared(elsewhere): Shared<Elsewhere>, uri: Uri) -> Response {
    let (status, kind, body) = elsewhere.0.lock().unwrap().clone();
    let body = if uri.path().ends_with("/incidents.json") && !uri.path().starts_with("/google") {
        "null".to_owned()
    } else {
        body
    };
    Response::builder().status(status).header("content-type", kind).body(body.into()).unwrap()
}

impl Elsewhere {
    async fn start(first: Answer) -> (String, Self) {
        let elsewhere = Self(Arc::new(Mutex::new(first)));
        let router = Router::new().fallback(answer).with_state(elsewhere.clone());
        let (tell, told) = tokio::sync::oneshot::channel();
        spawn(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
        (format!("http://{}", told.await.unwrap()), elsewhere)
    }

    fn says(&self, answer: Answer) {
        *self.0.lock().unwrap() = answer;
    }
}

fn portal(url: &str, format: &str, change: impl FnOnce(&mut Settings)) -> TestApp {
    let policy = format!(
        "[[services]]\nid = \"mail\"\nname = {{ en = \"Mail\", fr = \"Courrier\" }}\n[[services]]\nid = \"drive\"\nname = \"Drive\"\n\
         [status.source]\nurl = \"{url}\"\nformat = \"{format}\"\nnames = {{ mail = \"E-mail delivery\" }}\n"
    );
    let files =
        [("portal.toml", policy.as_str()), ("articles/en/mail/one.md", &article("One", "Words."))];
    TestApp::given_content_with(&files, |settings| {
        settings.private_webhooks = true;
        change(settings);
    })
}

fn read(app: &TestApp) -> Result<(), source::SourceError> {
    let snapshot = app.state.snapshot();
    let source = snapshot.library.policy().status.source.clone().unwrap();
    on_runtime(source::read(&app.state, &source))
}

fn summary() -> String {
    json!({
        "page": { "id": "p", "name": "Theirs", "url": "https://status.example" },
        "components": [
            { "id": "c1", "name": "E-mail delivery", "status": "operational", "group": false },
            { "id": "c2", "name": "Drive", "status": "degraded_performance" },
            { "id": "g", "name": "All", "status": "operational", "group": true },
            { "broken": true },
        ],
        "incidents": [{
            "id": "XyZ9", "name": "Delivery\r\nis slow", "status": "investigating", "impact": "minor", "shortlink": null,
            "created_at": "2026-11-23T10:00:00.000Z", "components": null,
            "incident_updates": [{ "id": "u1", "status": "investigating", "body": "We look into it.", "created_at": "2026-11-23T10:00:00Z",
                "affected_components": [{ "code": "c1", "name": "E-mail delivery", "old_status": "operational", "new_status": "partial_outage" }] }],
        }],
        "scheduled_maintenances": null,
        // A real page was seen to say so while an incident was open.
        "status": { "indicator": "none", "description": "All Systems Operational" },
    })
    .to_string()
}

#[tokio::test]
async fn a_statuspage_is_shown_and_its_failures_are_survived() {
    let (url, elsewhere) = Elsewhere::start((200, "application/json", summary())).await;
    let app = portal(&url, "statuspage", |_| {});
    assert!(app.get("/en/").await.text().contains("status-unknown"), "nothing is said before");
    read(&app).unwrap();
    let policy = app.state.snapshot().library.policy().clone();
    let board = app.state.status.board();
    assert_eq!(board.indicator(&policy), Impact::Major, "the worst of what it says");
    let components = board.components(&policy);
    assert_eq!(components.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["mail", "drive"]);
    let home = app.get("/en/").await;
    assert!(home.text().contains("Delivery is slow"), "{}", home.text());
    let incident = app.get("/en/status/incidents/xyz9").await;
    assert_eq!(incident.status, 200);
    for page in [incident, app.get("/en/status").await] {
        assert!(!page.text().contains("name=\"affected\""), "nobody is counted: {}", page.text());
    }
    let revision = app.state.status.revision();
    read(&app).unwrap();
    assert_eq!(app.state.status.revision(), revision, "the same again forgets no page");
    elsewhere.says((503, "application/json", summary()));
    assert!(read(&app).is_err());
    assert!(app.get("/en/status").await.text().contains("cannot be reached"));
    elsewhere.says((200, "application/json", summary().replace("investigating", "resolved")));
    read(&app).unwrap();
    assert!(!app.get("/en/status").await.text().contains("cannot be reached"));
    let desk = agent(&app).get("/en/desk/status?new=incident").await;
    assert!(desk.text().contains("It is written there, not here"), "{}", desk.text());
    assert!(!desk.text().contains("What you write here"), "{}", desk.text());
}

#[tokio::test]
async fn a_case_ends_with_an_incident_of_the_other_page() {
    let (url, elsewhere) = Elsewhere::start((200, "application/json", summary())).await;
    let app = portal(&url, "statuspage", |_| {});
    let (someone, agent) = (personal(&app), agent(&app));
    let reference = app.given_case(&someone, "No mail");
    let here = desk(&reference);
    let form = agent.get(&here).await;
    assert!(form.text().contains("no incident of Mail is open"), "{}", form.text());
    assert!(!form.text().contains("Incidents and maintenance</a>"), "they are not written here");
    read(&app).unwrap();
    assert!(agent.get(&here).await.text().contains("<option value=\"xyz9\">Delivery is slow ("));
    let fields = [("do", "resolve"), ("outcome", "outage-resolved"), ("outage", "xyz9")];
    assert_eq!(act(&agent, &app, &reference, &fields).await.status, 303);
    assert!(!app.case(&reference).has_incidents, "it is none of the portal's");
    let mine = format!("/en/cases/{}", reference.as_str());
    let link = "<a href=\"/en/status/incidents/xyz9\">Delivery is slow</a>";
    assert!(someone.get(&mine).await.text().contains(link));
    elsewhere.says((
        200,
        "application/json",
        json!({ "page": {}, "components": [], "incidents": [], "status": {} }).to_string(),
    ));
    read(&app).unwrap();
    let page = someone.get(&mine).await;
    assert!(page.text().contains("The outage: Delivery is slow") && !page.text().contains(link));
}

#[tokio::test]
async fn the_last_word_survives_a_restart() {
    let (url, elsewhere) = Elsewhere::start((200, "application/json", summary())).await;
    let first = portal(&url, "statuspage", |_| {});
    read(&first).unwrap();
    elsewhere.says((500, "text/plain", String::new()));
    let database = first.state.settings.database_address();
    let second =
        portal(&url, "statuspage", |settings| settings.database = Some(Concealed(database)));
    assert!(read(&second).is_err());
    let page = second.get("/en/status").await;
    assert!(
        page.text().contains("Delivery is slow") && page.text().contains("cannot be reached"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn nothing_is_said_of_services_before_the_source_was_ever_read() {
    let app = portal("http://127.0.0.1:9", "statuspage", |_| {});
    assert!(read(&app).is_err());
    let page = app.get("/en/status").await;
    assert!(page.text().contains("We cannot say how the services are doing"), "{}", page.text());
    assert!(!page.text().contains("There are no services"), "{}", page.text());
    let badge = app.get("/status/badge.svg?locale=en").await;
    let (green, grey) = ("#1b7f4b", "#5f6368");
    assert!(badge.text().contains(grey) && !badge.text().contains(green), "{}", badge.text());
    for path in ["/en/", "/en/status", "/en/status/embed", "/status/badge.svg?locale=en"] {
        let answer = app.get(path).await;
        assert!(answer.text().contains("We cannot say how the services"), "{path}");
        assert!(!answer.text().contains("All services are working"), "{path}");
    }
    for path in ["/api/v2/status.json", "/api/v2/summary.json"] {
        let answer = app.get(path).await.json();
        let status = &answer["status"];
        assert_eq!(status["description"], "We cannot say how the services are doing right now");
        assert_ne!(status["indicator"], "none", "it would calm: {answer}");
    }
    assert_eq!(app.get("/api/v2/components.json").await.json()["components"], json!([]));
}

/// What a page answers that is away, or is no status page of its kind.
fn bad_answers() -> [Answer; 6] {
    [
        (200, "text/html", "<!DOCTYPE html><title>Welcome</title>".to_owned()),
        (200, "application/json", "null".to_owned()),
        (200, "application/json", "{\"page\":{}}".to_owned()),
        (200, "application/json", String::new()),
        (503, "application/json", summary()),
        (200, "application/json", format!("[{}]", "0,".repeat(3_000_000))),
    ]
}

#[tokio::test]
async fn each_bad_answer_alone_makes_what_was_good_old() {
    let formats = [
        ("statuspage", "", summary(), "Delivery is slow"),
        ("google", "/google/incidents.json", dashboard(), "Mail is slow for some"),
    ];
    for (format, path, good, says) in formats {
        let good: Answer = (200, "application/json", good);
        let (url, elsewhere) = Elsewhere::start(good.clone()).await;
        let app = portal(&format!("{url}{path}"), format, |_| {});
        for bad in bad_answers() {
            let what = format!("{format}: {} {:.30}", bad.0, bad.2);
            elsewhere.says(good.clone());
            read(&app).unwrap();
            let page = app.get("/en/status").await;
            assert!(!page.text().contains("cannot be reached"), "before {what}");
            let read_at = app.state.clock.now().strftime("November 23, 2026, %H:%M").to_string();
            app.wait(7.minutes());
            elsewhere.says(bad);
            assert!(read(&app).is_err(), "{what}");
            for path in ["/en/", "/en/contact", "/en/contact/new", "/en/status", "/en/status/embed"]
            {
                let page = app.get(path).await;
                assert!(page.text().contains(says), "{what}: its last word stays on {path}");
                let aged =
                    page.text().contains("cannot be reached") && page.text().contains(&read_at);
                assert!(aged, "{what}: with its age on {path}: {}", page.text());
            }
            let badge = app.get("/status/badge.svg?locale=en").await;
            assert!(badge.text().contains(&read_at), "{what}: {}", badge.text());
            let api = app.get("/api/v2/status.json").await.json();
            let described = api["status"]["description"].as_str().unwrap();
            assert!(described.contains(&read_at), "{what}: {api}");
        }
    }
}

#[tokio::test]
async fn a_calm_that_is_old_says_so() {
    let mut calm: serde_json::Value = serde_json::from_str(&summary()).unwrap();
    calm["incidents"] = json!([]);
    calm["components"][1]["status"] = json!("operational");
    let (url, elsewhere) = Elsewhere::start((200, "application/json", calm.to_string())).await;
    let app = portal(&url, "statuspage", |_| {});
    read(&app).unwrap();
    assert!(!app.get("/en/").await.text().contains("(as of"), "it is not old");
    elsewhere.says((200, "text/html", "<h1>Moved</h1>".to_owned()));
    assert!(read(&app).is_err());
    let says = "All services are working (as of November 23, 2026, 12:00";
    for path in ["/en/", "/en/contact", "/en/status/widget", "/status/badge.svg?locale=en"] {
        let page = app.get(path).await;
        assert!(page.text().contains(says), "{path}: {}", page.text());
    }
}

#[tokio::test]
async fn pauses_grow_while_the_source_is_away_and_end_when_it_is_back() {
    let good: Answer = (200, "application/json", summary());
    let bad: Answer = (200, "text/html", "<h1>Away</h1>".to_owned());
    let (url, elsewhere) = Elsewhere::start(bad.clone()).await;
    let app = portal(&url, "statuspage", |_| {});
    let mut failures = 0;
    let mut turn = || on_runtime(source::turn(&app.state, &mut failures)).as_secs();
    for pause in [60, 120, 240, 480, 600, 600] {
        assert_eq!(turn(), pause);
    }
    elsewhere.says(good);
    assert_eq!((turn(), turn()), (30, 30));
    elsewhere.says(bad);
    assert_eq!(turn(), 60, "it begins anew");
    app.save("portal.toml", "services = [{ id = \"mail\", name = \"Mail\" }]\n");
    assert_eq!(turn(), 5, "there is none to ask");
    assert_eq!(failures, 0);
}

#[tokio::test]
async fn the_source_is_read_by_itself_and_open_pages_are_told() {
    let (url, _elsewhere) = Elsewhere::start((200, "application/json", summary())).await;
    let app = portal(&url, "statuspage", |_| {});
    let mut heard = app.state.live.hear();
    let running = spawn(source::run(Arc::clone(&app.state)));
    let shown = async {
        while !app.get("/en/").await.text().contains("Delivery is slow") {
            assert_eq!(&*heard.recv().await.unwrap(), "status");
        }
    };
    let within = std::time::Duration::from_mins(1);
    tokio::time::timeout(within, shown).await.expect("it is read at once");
    running.abort();
}

/// Mail is set up, so that nothing else hides the forms.
fn with_mail(settings: &mut Settings) {
    settings.smtp = Some(Concealed("smtp://127.0.0.1:9".to_owned()));
    settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
}

#[tokio::test]
async fn who_wants_news_of_a_source_is_led_to_it_and_nobody_is_promised_any() {
    let (url, _elsewhere) = Elsewhere::start((200, "application/json", summary())).await;
    let app = portal(&url, "statuspage", with_mail);
    read(&app).unwrap();
    let storage = &app.state.accounts.storage;
    let someone = personal(&app);
    let page = someone.get("/en/status").await;
    let html = page.text();
    assert!(!html.contains("follow-email") && !html.contains("/status/webhooks"), "{html}");
    assert!(html.contains("comes from another status page"), "{html}");
    assert!(html.contains("href=\"https://status.example\""), "{html}");
    for feed in ["/history.atom", "/history.rss", "/maintenance.ics"] {
        assert!(html.contains(feed), "{feed} stays");
        let answer = app.get(feed).await;
        assert_eq!(answer.status, 200, "{feed}");
    }
    let asked = someone.post_form("/en/status", &[("follow-email", "bo@club.example")]).await;
    assert_eq!(asked.status, 403);
    assert!(asked.text().contains("We send no updates ourselves"), "{}", asked.text());
    assert_eq!(on_runtime(storage.waiting_mail()).unwrap(), 0, "and nobody is asked");

    let hooks = someone.get("/en/status/webhooks").await;
    assert_eq!(hooks.status, 200);
    assert!(!hooks.text().contains("name=\"url\""), "{}", hooks.text());
    assert!(hooks.text().contains("We send no updates ourselves"), "{}", hooks.text());
    let fields = [("action", "add"), ("url", "https://hooks.example/a")];
    let added = someone.post_form("/en/status/webhooks", &fields).await;
    assert_eq!(added.status, 403);
    assert!(on_runtime(storage.webhooks()).unwrap().is_empty());

    // Who follows from before changes nothing, and ends it by one click as ever.
    let (email, locale) = ("ana@lumiere.example".parse().unwrap(), "en".parse().unwrap());
    let now = app.state.clock.now();
    let keys = on_runtime(Keys::of(&app.state)).unwrap();
    let (snapshot, mut id) = (app.state.snapshot(), String::new());
    let letter = |subscriber: &Subscriber| {
        id.clone_from(&subscriber.id);
        notify::confirmation(&app.state, &snapshot.library, &keys, subscriber)
    };
    on_runtime(storage.ask_subscriber(&email, &locale, &[], letter, now)).unwrap();
    assert!(on_runtime(storage.confirm_subscriber(&id, &[], now)).unwrap());
    let own = format!("/en/status/subscription?{}", keys.query(&id));
    let page = someone.get(&own).await;
    assert!(page.text().contains("We send no updates ourselves"), "{}", page.text());
    assert!(!page.text().contains("value=\"save\""), "{}", page.text());
    let saved = someone.post_form(&own, &[("action", "save"), ("component", "mail")]).await;
    assert_eq!(saved.status, 403);
    let kept = on_runtime(storage.subscriber(&id)).unwrap().unwrap();
    assert!(kept.components.is_empty(), "nothing was changed");
    assert_eq!(someone.post_form(&own, &[("action", "end")]).await.status, 200);
    assert!(on_runtime(storage.subscriber(&id)).unwrap().is_none());
}

#[tokio::test]
async fn what_a_source_reports_is_known_in_the_form_and_counted_nowhere() {
    let (url, _elsewhere) = Elsewhere::start((200, "application/json", summary())).await;
    let app = portal(&url, "statuspage", with_mail);
    read(&app).unwrap();
    let browser = app.anonymous();
    let form = "/en/contact/new";
    let answered = browser.post_form(&format!("{form}/service"), &[("service", "mail")]).await;
    assert_eq!(answered.status, 303);
    let page = browser.get(&format!("{form}/problem")).await;
    let html = page.text();
    assert!(html.contains("This is known") && html.contains("Delivery is slow"), "{html}");
    assert!(!html.contains("name=\"affected\""), "{html}");
    assert!(!html.contains("We are working on it"), "somebody else does: {html}");
    assert!(html.contains("href=\"https://status.example\""), "{html}");
    // From a page that stood open before.
    let incident = "/en/status/incidents/xyz9";
    let fields = [("affected", "1"), ("back", "problem")];
    let clicked = browser.post_form(incident, &fields).await;
    assert_eq!(clicked.status, 409);
    let html = clicked.text();
    assert!(html.contains("we do not count here") && html.contains("Delivery is slow"), "{html}");
    assert!(html.contains("href=\"https://status.example\""), "{html}");
    assert!(html.contains(&format!("href=\"{form}/problem\"")), "{html}");
    let none = browser.post_form("/en/status/incidents/none", &fields).await;
    assert_eq!(none.status, 404);
}

/// A list of incidents of the Google kind.
fn dashboard() -> String {
    json!([
        { "id": "aB3", "begin": "2026-11-23T09:00:00+00:00", "end": null, "modified": "2026-11-23T10:00:00+00:00",
          "external_desc": "**Title:**\nMail is slow for some", "status_impact": "SERVICE_DISRUPTION", "severity": "medium",
          "affected_products": [{ "title": "E-mail delivery", "id": "x1" }, { "title": "Sites", "id": "x2" }],
          "updates": [{ "when": "2026-11-23T09:30:00+00:00", "text": "**Summary** We look into it.", "status": "SERVICE_DISRUPTION" }] },
        { "id": "old", "begin": "2026-11-01T09:00:00+00:00", "end": "2026-11-01T10:00:00+00:00", "external_desc": "Drive was out",
          "status_impact": "SERVICE_OUTAGE", "service_name": "Drive", "updates": null },
        { "no": "incident" },
        17,
    ])
    .to_string()
}

#[tokio::test]
async fn a_dashboard_of_the_google_kind_is_shown() {
    let (url, elsewhere) = Elsewhere::start((200, "application/json", dashboard())).await;
    let app = portal(&format!("{url}/google/incidents.json"), "google", |_| {});
    read(&app).unwrap();
    let home = app.get("/en/").await;
    assert!(home.text().contains("Mail is slow for some"), "{}", home.text());
    let page = app.get("/en/status").await;
    assert!(page.text().contains("Drive was out") && page.text().contains("Sites"));
    assert!(page.text().contains("Summary We look into it."), "{}", page.text());
    let board = app.state.status.board();
    assert_eq!(board.open().count(), 1);
    assert_eq!(board.indicator(app.state.snapshot().library.policy()), Impact::Major);
    elsewhere.says((200, "application/json", "{}".to_owned()));
    assert!(read(&app).is_err(), "only a list is one");
}
