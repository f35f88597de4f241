//! The status over HTTP: what everyone sees of an incident, at once and from memory; what only some see.

use guichet_model::status::{ComponentState, Impact, Stage};
use guichet_server::{
    live::{self, Who},
    settings::Concealed,
    status::{upkeep, write::Opening},
};
use guichet_tests::{
    PATIENCE, TestApp,
    actors::{agent, paid_admin, paid_member},
    article, on_runtime, opening,
};
use jiff::{Timestamp, ToSpan as _};

pub(crate) const POLICY: &str = r#"
[portal]
name = "Pergola Help"
default_locale = "en"
[[editions]]
id = "plus"
name = "Plus"
tier = "paid"
[[services]]
id = "mail"
name = { en = "Mail", fr = "Courrier" }
[[services]]
id = "drive"
name = "Drive"
[[channels]]
kind = "phone"
[[channels.desks]]
languages = ["en"]
entries = [{ value = "+99 5550 8361" }]
"#;

pub(crate) fn app() -> TestApp {
    let words = |service: &str, title: &str| {
        format!("---\ntitle: {title}\nservices: [{service}]\n---\nOpen the settings.\n")
    };
    TestApp::given_content(&[
        ("portal.toml", POLICY),
        ("articles/en/mail/filters.md", &words("mail", "Filter messages")),
        ("articles/fr/mail/filters.md", &words("mail", "Filtrer les messages")),
        ("articles/en/drive/share.md", &words("drive", "Share folders")),
        ("articles/en/drive/plain.md", &article("Plain", "Words.")),
    ])
}

pub(crate) fn out() -> Opening {
    opening("Messages cannot be opened", ComponentState::MajorOutage)
}

#[tokio::test]
async fn an_incident_is_on_every_page_that_it_concerns_at_once() {
    let app = app();
    let pages = ["/en/", "/en/contact", "/en/status", "/en/status/widget", "/fr/"];
    for page in pages {
        let calm = app.get(page).await;
        assert!(!calm.text().contains("Messages cannot be opened"), "{page}");
        assert!(calm.text().contains("status-none"), "{page} is calm");
    }
    assert!(!app.get("/en/articles/mail/filters").await.text().contains("live-script"));
    let id = app.given_incident(&out());
    for page in pages.into_iter().chain(["/en/articles/mail/filters"]) {
        let answer = app.get(page).await;
        assert!(answer.text().contains("Messages cannot be opened"), "{page}");
        assert!(answer.text().contains("status-critical"), "{page}");
        assert!(answer.text().contains(&format!("/status/incidents/{id}\"")), "{page}");
        let whole = !page.ends_with("/widget");
        assert_eq!(answer.text().contains("id=\"live-script\""), whole, "{page} stays up to date");
    }
    for untouched in ["/en/articles/drive/share", "/en/articles/drive/plain", "/en/policies"] {
        let answer = app.get(untouched).await;
        assert!(!answer.text().contains("Messages cannot be opened"), "{untouched}");
        assert!(!answer.text().contains("live-script"), "{untouched} needs no script for it");
    }
    // The English title stands in for the French one, and says what it is.
    assert!(app.get("/fr/").await.text().contains("<span lang=\"en\" dir=\"ltr\">Messages cannot"));
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    for page in ["/en/", "/en/contact", "/en/articles/mail/filters"] {
        assert!(!app.get(page).await.text().contains("Messages cannot be opened"), "{page}");
    }
    assert!(
        app.get("/en/status").await.text().contains("Messages cannot be opened"),
        "it is history"
    );
    let own = app.get(&format!("/en/status/incidents/{id}")).await;
    assert!(own.text().contains("live-script"), "its times are told by the reader's clock");
}

#[tokio::test]
async fn what_is_told_in_one_language_says_so_in_the_others() {
    let app = app();
    let id = app.given_incident(&out());
    let own = format!("status/incidents/{id}");
    for page in ["status", &own] {
        let french = app.get(&format!("/fr/{page}")).await;
        let says = "Disponible uniquement dans cette langue : English";
        assert!(french.text().contains(says), "{page}: {}", french.text());
        assert!(!app.get(&format!("/en/{page}")).await.text().contains("Available only"), "{page}");
    }
    let style = include_str!("../../app/style/base.css");
    let (_, after) = style.split_once("line-height: var(--leading) }").expect("the leading");
    assert!(after.contains(":where(span, bdi)[lang] { line-height: inherit }"), "in a heading");
}

#[tokio::test]
async fn one_service_that_is_down_is_some_and_not_all() {
    let words = article("One", "Words.");
    let articles = ["en", "fr", "es", "ja"].map(|locale| format!("articles/{locale}/mail/one.md"));
    let mut files: Vec<_> = articles.iter().map(|path| (path.as_str(), words.as_str())).collect();
    files.push(("portal.toml", POLICY));
    let app = TestApp::given_content(&files);
    app.given_incident(&out());
    for (locale, says) in [
        ("en", "Some services are down"),
        ("fr", "Certains services sont interrompus"),
        ("es", "Algunos servicios no funcionan"),
        ("ja", "一部のサービスが停止しています"),
    ] {
        let page = app.get(&format!("/{locale}/status")).await;
        assert!(page.text().contains(says), "{locale}: {}", page.text());
    }
}

#[tokio::test]
async fn the_guided_form_says_how_the_services_do() {
    let app = TestApp::demo();
    let form = app.anonymous().get("/en/contact/new/service").await;
    assert_eq!(form.status, 200);
    assert!(form.text().contains("data-fragment=\"/en/status/widget\""), "{}", form.text());
    assert!(form.text().contains("live."), "and goes on saying it");
}

#[tokio::test]
async fn pages_of_an_outage_come_from_memory_and_have_a_tag() {
    let app = app();
    let before = app.get("/en/").await;
    app.given_incident(&out());
    for page in ["/en/", "/en/status", "/en/status/widget"] {
        let answer = app.get(page).await;
        let tag = answer.header("etag").to_owned();
        assert!(!tag.is_empty() && tag != before.header("etag"), "{page}");
        let again = app.get_with(page, &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{page}");
    }
}

#[tokio::test]
async fn the_status_page_tells_days_and_uptime_of_each_service() {
    let app = app();
    let storage = &app.state.accounts.storage;
    let since: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    on_runtime(storage.watch_components(&[("mail", "Mail"), ("drive", "Drive")], since)).unwrap();
    let began = app.state.clock.now() - (10 * 24).hours();
    let id = app.given_incident(&Opening { at: Some(began), ..out() });
    app.given_update(&id, Stage::Resolved, "Mail works.", Some(130.minutes()));
    let page = app.get("/en/status").await;
    let html = page.text();
    // 130 minutes of 89.5 days.
    assert!(html.contains("99.89% available in 90 days"), "{html}");
    assert!(html.contains("100.00% available in 90 days"));
    assert_eq!(html.matches("class=\"status-bars\"").count(), 2);
    assert!(
        html.contains("role=\"img\" aria-label=\"Mail, the last 90 days: 1 day with trouble\"")
    );
    assert!(html.contains("class=\"status-table\"") && html.contains("2 h 10 min"));
    assert_eq!(html.matches(", 2 h 10 min</title>").count(), 1, "the bar of that day says it, too");
    assert!(html.contains("No trouble in 90 days"));
}

#[tokio::test]
async fn a_share_is_said_of_the_days_that_are_known() {
    let app = app();
    let html = app.get("/en/status").await.text().to_owned();
    assert!(html.contains("Watched since today") && !html.contains("% available"), "{html}");
    let storage = &app.state.accounts.storage;
    let since = app.state.clock.now() - 60.hours();
    on_runtime(storage.watch_components(&[("mail", "Mail"), ("drive", "Drive")], since)).unwrap();
    let id = app.given_incident(&Opening { at: Some(app.state.clock.now() - 7.hours()), ..out() });
    app.given_update(&id, Stage::Resolved, "Mail works.", Some(6.hours()));
    let html = app.get("/en/status").await.text().to_owned();
    assert!(html.contains("90.00% available in 3 days"), "six of sixty hours: {html}");
    assert!(html.contains("100.00% available in 3 days") && html.contains("No trouble in 3 days"));
    assert!(!html.contains("available in 90 days"));
}

#[tokio::test]
async fn an_incidents_page_has_its_timeline_and_stays_for_good() {
    let app = app();
    let id = app.given_incident(&out());
    app.wait(20.minutes());
    app.given_update(&id, Stage::Identified, "A disk is full.", None);
    app.wait(20.minutes());
    app.given_update(&id, Stage::Resolved, "There is room again.", None);
    let path = format!("/en/status/incidents/{id}");
    let page = app.get(&path).await;
    let positions: Vec<usize> =
        ["There is room again.", "A disk is full.", "We are looking into it."]
            .iter()
            .map(|words| page.text().find(words).unwrap_or_else(|| panic!("{words} is there")))
            .collect();
    assert!(positions.is_sorted(), "newest first");
    assert!(page.text().contains("datetime=\"2026-11-23T12:40:00Z\""), "{}", page.text());
    app.wait((200 * 24).hours());
    on_runtime(guichet_server::status::load(&app.state)).unwrap();
    assert!(!app.get("/en/status").await.text().contains("Messages cannot be opened"));
    let old = app.get(&path).await;
    assert_eq!(old.status, 200, "a permalink");
    assert!(old.text().contains("A disk is full."));
    assert_eq!(app.get("/en/status/incidents/none").await.status, 404);
}

#[tokio::test]
async fn the_entitled_read_more_and_nobody_else_does() {
    let app = app();
    let id = app.given_incident(&out());
    let layers = [
        ("workaround", "Use the phone app."),
        ("credit", "A tenth of the month is credited."),
        ("report", "A disk was full, and nobody watched it."),
    ];
    for (part, words) in layers {
        app.given_words(&id, part, words);
    }
    let paths = ["/en/status".to_owned(), format!("/en/status/incidents/{id}")];
    for ((part, words), path) in
        layers.iter().flat_map(|layer| paths.iter().map(move |p| (layer, p)))
    {
        let admin = paid_admin(&app).get(path).await;
        assert!(admin.text().contains(words), "{part} on {path}");
        assert_eq!(admin.header("cache-control"), "private, no-store");
        assert!(!paid_member(&app).get(path).await.text().contains(words), "{part} on {path}");
        assert!(!app.get(path).await.text().contains(words), "{part} on {path}");
    }
}

#[tokio::test]
async fn whoever_is_affected_is_counted_once_a_browser() {
    let app = app();
    let id = app.given_incident(&out());
    let path = format!("/en/status/incidents/{id}");
    let browser = app.anonymous();
    let first = browser.post_form(&path, &[("affected", "1")]).await;
    assert_eq!(first.status, 200);
    assert!(first.text().contains("we have counted you"), "{}", first.text());
    assert!(first.text().contains("/history.atom"), "without mail there are the feeds");
    assert!(first.text().contains("1 person says"));
    let again = browser.post_form(&path, &[("affected", "1")]).await;
    assert!(again.text().contains("counted you already") && again.text().contains("1 person says"));
    app.anonymous().at("192.0.2.9").post_form(&path, &[]).await;
    let admin = paid_admin(&app);
    admin.post_form(&path, &[]).await;
    let counted = admin.post_form(&path, &[]).await;
    assert!(counted.text().contains("3 people say"), "{}", counted.text());
    on_runtime(upkeep::count_affected(&app.state)).unwrap();
    assert!(app.get(&path).await.text().contains("3 people say"), "the kept page takes it in");
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    let late = app.anonymous().post_form(&path, &[]).await;
    assert!(late.text().contains("no longer count") && late.text().contains("3 people say"));
    let gone = app.anonymous().post_form("/en/status/incidents/none", &[]).await;
    assert_eq!(gone.status, 404);
}

/// An hour of announced work on the mail.
pub(crate) fn work(title: &str, begins: Timestamp) -> Opening {
    Opening {
        stage: Stage::Scheduled,
        at: Some(begins),
        until: Some(begins + 1.hour()),
        ..opening(title, ComponentState::UnderMaintenance)
    }
}

#[tokio::test]
async fn maintenance_begins_and_ends_by_the_clock() {
    let app = app();
    let begins = app.state.clock.now() + 2.hours();
    let id = app.given_incident(&work("Mail moves to new machines", begins));
    let calm = app.get("/en/").await;
    assert!(!calm.text().contains("Mail moves to new machines"), "what is to come alarms nobody");
    assert!(app.get("/en/status").await.text().contains("Mail moves to new machines"));
    on_runtime(upkeep::by_the_clock(&app.state)).unwrap();
    assert_eq!(app.state.status.board().upcoming().len(), 1);
    let desk = agent(&app).get("/en/desk/status").await;
    let (_, ahead) = desk.text().split_once(">Announced maintenance</h2>").expect("a heading");
    assert!(ahead.contains("Mail moves to new machines"), "{}", desk.text());
    app.wait(2.hours());
    on_runtime(upkeep::by_the_clock(&app.state)).unwrap();
    let home = app.get("/fr/").await;
    assert!(home.text().contains("Mail moves to new machines") && home.text().contains("En cours"));
    app.wait(1.hour());
    on_runtime(upkeep::by_the_clock(&app.state)).unwrap();
    let page = app.get(&format!("/ja/status/incidents/{id}")).await;
    assert_eq!(page.status, 404, "there is no Japanese here");
    let page = app.get(&format!("/fr/status/incidents/{id}")).await;
    assert!(page.text().contains("La maintenance annoncée est terminée."), "{}", page.text());
    assert_eq!(
        app.state.status.board().indicator(app.state.snapshot().library.policy()),
        Impact::None
    );
}

#[tokio::test]
async fn maintenance_that_begins_early_has_begun_then_and_can_end() {
    let app = app();
    let begins = app.state.clock.now() + 2.hours();
    let id = app.given_incident(&work("Mail moves to new machines", begins));
    app.wait(10.minutes());
    let early = app.state.clock.now();
    app.given_update(&id, Stage::InProgress, "We could begin early.", None);
    app.wait(10.minutes());
    app.given_update(&id, Stage::Completed, "Mail has moved.", None);
    let incident = on_runtime(app.state.accounts.storage.incident(&id)).unwrap().unwrap();
    assert_eq!((incident.started_at, incident.stage), (early, Stage::Completed));
    assert_eq!(incident.ended_at, Some(early + 10.minutes()));
}

#[tokio::test]
async fn a_component_that_the_policy_loses_stays_named_and_can_be_resolved() {
    let app = app();
    let id = app.given_incident(&out());
    app.save(
        "portal.toml",
        &POLICY.replace("id = \"mail\"", "id = \"post\"").replace("Courrier", "Poste"),
    );
    let page = app.get(&format!("/en/status/incidents/{id}")).await;
    assert!(page.text().contains("Affects: Mail"), "{}", page.text());
    let desk = agent(&app).get("/en/desk/status").await;
    assert!(desk.text().contains("Mail is no longer in portal.toml"), "{}", desk.text());
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    let desk = agent(&app).get("/en/desk/status").await;
    assert!(!desk.text().contains("is no longer in portal.toml"));
}

#[tokio::test]
async fn an_incident_tops_searches_that_it_is_about() {
    let app = app();
    app.given_incident(&out());
    for (query, there) in [
        ("messages%20open", true),
        ("filter", true),
        ("mail", true),
        ("share%20folders", false),
        ("zzzqqq", false),
    ] {
        let page = app.get(&format!("/en/search?q={query}")).await;
        let at = page.text().find("Messages cannot be opened");
        assert_eq!(at.is_some(), there, "{query}");
        if let (Some(at), Some(hit)) = (at, page.text().find("class=\"hit\"")) {
            assert!(at < hit, "{query}: above the articles");
        }
        let api = app.get(&format!("/api/v1/search?q={query}")).await.json();
        assert_eq!(api["incidents"].as_array().map_or(0, Vec::len), usize::from(there), "{api}");
        if there {
            assert_eq!(api["incidents"][0]["title"], "Messages cannot be opened");
            assert_eq!(api["incidents"][0]["impact"], "critical");
        }
    }
}

#[tokio::test]
async fn changes_of_the_command_line_and_of_other_nodes_are_taken_in() {
    let app = app();
    let storage = app.state.accounts.storage.clone();
    let snapshot = app.state.snapshot();
    let (policy, now) = (snapshot.library.policy().clone(), app.state.clock.now());
    let state = std::sync::Arc::clone(&app.state);
    let upkeep = guichet_tests::spawn(upkeep::run(state));
    let mut heard = app.state.live.hear();
    guichet_tests::spawn(async move {
        guichet_server::status::write::open(&storage, &policy, &out(), None, now).await.unwrap();
    })
    .await
    .unwrap();
    let shown = async {
        loop {
            assert_eq!(&*heard.recv().await.unwrap(), "status");
            if app.get("/en/").await.text().contains("Messages cannot be opened") {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, shown).await.expect("what another program wrote is shown");
    upkeep.abort();
}

#[tokio::test]
async fn the_stream_says_that_something_changed_and_not_what() {
    let app = std::sync::Arc::new(app());
    let (state, served) = (std::sync::Arc::clone(&app.state), std::sync::Arc::clone(&app));
    let reader = Who::Reader([192, 0, 2, 7].into());
    let response = live::stream(&state, "status", reader);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(state.live.listeners(), 1);
    let mut body = response.into_body();
    let first = next(&mut body).await;
    assert_eq!(first, "retry: 5000\n\n");
    served.given_incident(&out());
    assert_eq!(next(&mut body).await, "data: changed\n\n");
    drop(body);
    assert_eq!(state.live.listeners(), 0, "who goes away gives the place back");
}

#[tokio::test]
async fn one_client_cannot_hold_every_stream() {
    let app = app();
    let listen = |address: [u8; 4]| live::stream(&app.state, "status", Who::Reader(address.into()));
    let held: Vec<_> = (0..100).map(|_| listen([192, 0, 2, 1])).collect();
    assert!(held.iter().all(|response| response.status() == 200));
    let refused = app.anonymous().get("/live/status").await;
    assert_eq!(refused.status, 204, "a browser takes this as the end and asks no more");
    assert_eq!(listen([192, 0, 2, 2]).status(), 200, "others go on");
    drop(held);
    assert_eq!(listen([192, 0, 2, 1]).status(), 200);
}

#[tokio::test]
async fn an_incident_of_one_server_reaches_a_stream_of_the_other() {
    let database = on_runtime(guichet_storage::testing::cluster().database());
    let server = || {
        let files =
            [("portal.toml", POLICY), ("articles/en/mail/one.md", &*article("One", "Words."))];
        TestApp::given_content_with(&files, |settings| {
            settings.database = Some(Concealed(database.clone()));
        })
    };
    let (one, other) = (server(), server());
    // Only what PostgreSQL carries: neither looks at the database by itself.
    let relay = guichet_tests::spawn(live::relay(std::sync::Arc::clone(&other.state)));
    let reader = Who::Reader([192, 0, 2, 7].into());
    let mut body = live::stream(&other.state, "status", reader).into_body();
    assert_eq!(next(&mut body).await, "retry: 5000\n\n");
    // The relay listens as soon as it has connected.
    let heard = async {
        loop {
            one.given_incident(&out());
            let wait = std::time::Duration::from_millis(500);
            if let Ok(line) = tokio::time::timeout(wait, next(&mut body)).await {
                return line;
            }
        }
    };
    let line = tokio::time::timeout(PATIENCE, heard).await;
    assert_eq!(line.expect("the other server's stream says so"), "data: changed\n\n");
    relay.abort();
}

async fn next(body: &mut axum::body::Body) -> String {
    use http_body_util::BodyExt as _;
    let frame = tokio::time::timeout(PATIENCE, body.frame()).await;
    let frame = frame.expect("the stream says something").expect("goes on").unwrap();
    String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()
}
