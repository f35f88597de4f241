//! What other programs make of the status: two Statuspage clients, a feed reader and a calendar reader that were not written for this
//! project, and pages of other sites.

use std::{process::Command, sync::Arc};

use guichet_model::status::{ComponentState, Stage};
use guichet_server::{serve, settings::Concealed, state::State, status::write::Opening};
use guichet_tests::{TestApp, opening, spawn, workspace};
use jiff::ToSpan as _;
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot};

use super::status::{app, work};

/// Serves a portal on a port of its own, until the sender is dropped.
pub(crate) async fn served(state: &Arc<State>) -> (String, oneshot::Sender<()>) {
    let (state, (tell, told)) = (Arc::clone(state), oneshot::channel());
    let (stop, stopped) = oneshot::channel::<()>();
    spawn(async move {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        tell.send(listener.local_addr().unwrap()).unwrap();
        serve::accept(&listener, &state, async { _ = stopped.await }).await;
    });
    (format!("http://{}", told.await.unwrap()), stop)
}

fn given_status(app: &TestApp) -> (String, String) {
    let now = app.state.clock.now();
    let past = app.given_incident(&Opening {
        at: Some(now - 30.hours()),
        ..opening("Drafts & <b>lost</b>", ComponentState::PartialOutage)
    });
    app.given_update(&past, Stage::Resolved, "They are back.", Some(2.hours()));
    let open = app.given_incident(&opening("Mail is slow", ComponentState::DegradedPerformance));
    let begins = now + 50.hours();
    let ahead = app.given_incident(&Opening {
        stage: Stage::Scheduled,
        at: Some(begins),
        until: Some(begins + 2.hours()),
        ..opening("Mail moves", ComponentState::UnderMaintenance)
    });
    (open.to_string(), ahead.to_string())
}

#[tokio::test]
async fn programs_that_were_not_written_for_this_portal_understand_it() {
    let python = std::env::var_os("GUICHET_AIOSMTPD").expect(
        "GUICHET_AIOSMTPD names no Python with the readers of tests/requirements.txt; `cargo xtask test http` brings one",
    );
    let app = app();
    let (open, ahead) = given_status(&app);
    let (base, _stop) = served(&app.state).await;
    let said = tokio::task::spawn_blocking(move || {
        Command::new(python)
            .arg(workspace().join("tests/http/status_clients.py"))
            .arg(base)
            .output()
            .unwrap()
    })
    .await
    .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let found: Value = {
        let said = String::from_utf8(said.stdout).unwrap();
        serde_json::from_str(said.lines().last().unwrap()).unwrap()
    };
    let status = &found["statuspage"];
    assert_eq!(status["success"], true, "{status}");
    assert_eq!(status["raw_status"], "minor", "{status}");
    let incidents = status["incident_metadata"].as_array().unwrap();
    assert_eq!(incidents.len(), 1, "{status}");
    assert_eq!(
        (&incidents[0]["name"], &incidents[0]["id"]),
        (&"Mail is slow".into(), &open.as_str().into())
    );
    assert_eq!(incidents[0]["affected_components"][0], "Mail");
    assert_eq!(status["maintenance_metadata"][0]["scheduled_start"], "2026-11-25T14:00:00.000Z");
    let components = status["component_metadata"].as_array().unwrap();
    let named: Vec<_> = components
        .iter()
        .map(|c| (c["name"].as_str().unwrap(), c["status"].as_str().unwrap()))
        .collect();
    assert_eq!(named, [("Mail", "degraded_performance"), ("Drive", "operational")]);
    the_other_client_read_every_address(&found["client"], &open, &ahead);
    for (kind, version) in [("atom", "atom10"), ("rss", "rss20")] {
        let feed = &found["feeds"][kind];
        assert_eq!((&feed["bad"], &feed["version"]), (&false.into(), &version.into()), "{feed}");
        let titles: Vec<_> = feed["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["title"].as_str().unwrap())
            .collect();
        assert_eq!(titles.len(), 3, "{feed}");
        assert!(titles.contains(&"Mail is slow"), "{feed}");
        let link = format!("https://help.example/en/status/incidents/{open}");
        assert!(
            feed["entries"].as_array().unwrap().iter().any(|e| e["link"] == link.as_str()),
            "{feed}"
        );
    }
    let events = found["events"].as_array().unwrap();
    assert_eq!(events.len(), 1, "{found}");
    assert_eq!(events[0]["uid"], format!("{ahead}@help.example"));
    assert_eq!(events[0]["start"], "2026-11-25T14:00:00+00:00");
    assert_eq!(events[0]["end"], "2026-11-25T16:00:00+00:00");
}

/// Each address of the API holds what its name says, with every member that this client's own tests ask for.
fn the_other_client_read_every_address(answers: &Value, open: &str, ahead: &str) {
    const INCIDENT: &str = "id name status created_at updated_at monitoring_at resolved_at impact shortlink started_at page_id incident_updates components";
    const COMPONENT: &str = "id name status created_at updated_at position description showcase start_date group_id page_id group only_show_if_degraded";
    let whole = |object: &Value, members: &str| {
        for member in members.split(' ') {
            assert!(object.get(member).is_some(), "{member} is missing: {object}");
        }
    };
    let names = |answer: &str, list: &str| {
        let answer = &answers[answer];
        whole(&answer["page"], "id name url time_zone updated_at");
        let rows = answer[list].as_array().unwrap_or_else(|| panic!("{list}: {answer}"));
        rows.iter()
            .map(|row| {
                match list {
                    "components" => whole(row, COMPONENT),
                    "incidents" => whole(row, INCIDENT),
                    _ => whole(row, &format!("{INCIDENT} scheduled_for scheduled_until")),
                }
                row["name"].as_str().unwrap().to_owned()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(names("components", "components"), ["Mail", "Drive"]);
    assert_eq!(names("unresolved_incidents", "incidents"), ["Mail is slow"]);
    assert_eq!(names("all_incidents", "incidents"), ["Mail is slow", "Drafts & <b>lost</b>"]);
    assert_eq!(names("upcoming_maintenances", "scheduled_maintenances"), ["Mail moves"]);
    assert_eq!(names("all_maintenances", "scheduled_maintenances"), ["Mail moves"]);
    assert!(names("active_maintenances", "scheduled_maintenances").is_empty());
    for (list, found) in [("components", 2), ("incidents", 1), ("scheduled_maintenances", 1)] {
        assert_eq!(names("summary", list).len(), found, "{list}");
    }
    for answer in ["summary", "status"] {
        let status = &answers[answer]["status"];
        assert_eq!(status["indicator"], "minor", "{answer}");
        assert_eq!(status["description"], "Some services are slower than usual", "{answer}");
    }
    let incidents = &answers["all_incidents"]["incidents"];
    assert_eq!(
        (&incidents[0]["id"], &incidents[0]["status"]),
        (&open.into(), &"investigating".into())
    );
    assert_eq!(
        (&incidents[1]["status"], &incidents[1]["resolved_at"]),
        (&"resolved".into(), &"2026-11-22T08:00:00.000Z".into())
    );
    let updates = incidents[1]["incident_updates"].as_array().unwrap();
    assert_eq!(updates.len(), 2);
    assert_eq!(updates[0]["body"], "They are back.");
    let change = &incidents[0]["incident_updates"][0]["affected_components"][0];
    assert_eq!(
        (&change["code"], &change["new_status"]),
        (&"mail".into(), &"degraded_performance".into())
    );
    let maintenance = &answers["upcoming_maintenances"]["scheduled_maintenances"][0];
    assert_eq!((&maintenance["id"], &maintenance["status"]), (&ahead.into(), &"scheduled".into()));
    assert_eq!(maintenance["scheduled_until"], "2026-11-25T16:00:00.000Z");
}

#[tokio::test]
async fn feeds_and_the_calendar_are_in_the_language_of_the_page() {
    let app = app();
    given_status(&app);
    let page = app.get("/fr/status").await;
    for path in ["/history.atom", "/history.rss", "/maintenance.ics"] {
        let own = format!("{path}?locale=fr");
        assert!(page.text().contains(&format!("href=\"{own}\"")), "{path}: {}", page.text());
        let feed = app.get(&own).await;
        assert!(feed.text().contains("https://help.example/fr/status/incidents/"), "{path}");
        if path.starts_with("/history.") {
            let same = format!("href=\"https://help.example{own}\"");
            assert!(feed.text().contains(&same), "{}", feed.text());
        }
    }
    let head = page.text().split("</head>").next().unwrap();
    assert!(head.contains("href=\"/history.atom?locale=fr\""), "{head}");
}

#[tokio::test]
async fn announced_maintenance_stays_in_the_calendar_whatever_happens() {
    let app = app();
    let (_, ahead) = given_status(&app);
    for number in 0..25 {
        app.wait(1.minute());
        app.given_incident(&opening(&format!("Trouble {number}"), ComponentState::PartialOutage));
    }
    let calendar = app.get("/maintenance.ics").await;
    assert!(calendar.text().contains(&format!("UID:{ahead}@help.example")), "{}", calendar.text());
    assert!(!calendar.text().contains("Trouble"), "{}", calendar.text());
    assert_eq!(app.get("/history.atom").await.text().matches("<entry>").count(), 25);
}

#[tokio::test]
async fn maintenance_that_was_called_off_took_no_time() {
    let app = app();
    let begins = app.state.clock.now() + 2.hours();
    let id = app.given_incident(&work("Mail moves", begins));
    app.given_update(&id, Stage::Completed, "The old machines will do.", None);
    for page in ["/en/status".to_owned(), format!("/en/status/incidents/{id}")] {
        let page = app.get(&page).await;
        assert!(page.text().contains(">Called off<"), "{}", page.text());
        assert!(!page.text().contains("0 min"), "{}", page.text());
        assert!(!page.text().contains(">Completed<"), "{}", page.text());
    }
    let french = app.get("/fr/status").await;
    assert!(french.text().contains(">Annulée<"), "{}", french.text());
    assert!(app.get("/history.atom").await.text().contains("Called off"));
    assert!(app.get("/maintenance.ics").await.text().contains("STATUS:CANCELLED"));
    let told = app.get("/api/v2/scheduled-maintenances.json").await.json();
    let stage = &told["scheduled_maintenances"][0]["status"];
    assert_eq!(stage, "completed", "programs know no other word");
}

#[tokio::test]
async fn the_api_has_the_members_of_statuspage_and_no_null_lists() {
    let app = app();
    for path in guichet_server::status::api::PATHS {
        let answer = app.get(path).await;
        assert_eq!(
            (answer.status, answer.header("access-control-allow-origin")),
            (200, "*"),
            "{path}"
        );
        assert!(answer.json()["page"]["url"].is_string(), "{path}");
        assert!(!answer.text().contains("\"incidents\":null"), "{path}");
        let again = app.get_with(path, &[("if-none-match", answer.header("etag"))]).await;
        assert_eq!(again.status, 304, "{path}");
    }
    let calm = app.get("/api/v2/summary.json").await.json();
    assert_eq!(
        calm["status"],
        serde_json::json!({ "indicator": "none", "description": "All services are working" })
    );
    assert_eq!(calm["incidents"], serde_json::json!([]));
    let (open, ahead) = given_status(&app);
    let unresolved = app.get("/api/v2/incidents/unresolved.json?locale=fr").await.json();
    let incident = &unresolved["incidents"][0];
    for member in [
        "id",
        "name",
        "status",
        "created_at",
        "updated_at",
        "monitoring_at",
        "resolved_at",
        "impact",
        "shortlink",
        "started_at",
        "page_id",
        "incident_updates",
        "components",
    ] {
        assert!(incident.get(member).is_some(), "{member} in {incident}");
    }
    assert_eq!(incident["id"], open);
    assert_eq!(incident["components"][0]["name"], "Courrier");
    let update = &incident["incident_updates"][0];
    assert_eq!(update["affected_components"][0]["code"], "mail");
    assert_eq!(update["affected_components"][0]["new_status"], "degraded_performance");
    let upcoming = app.get("/api/v2/scheduled-maintenances/upcoming.json").await.json();
    assert_eq!(upcoming["scheduled_maintenances"][0]["id"], ahead);
    assert_eq!(
        app.get("/api/v2/scheduled-maintenances/active.json").await.json()["scheduled_maintenances"],
        serde_json::json!([])
    );
    assert_eq!(
        app.get("/api/v2/incidents.json").await.json()["incidents"].as_array().unwrap().len(),
        2
    );
    assert_eq!(app.get("/api/v2/summary.json?locale=xx").await.status, 400);
    assert_eq!(app.get("/api/v2/nothing.json").await.status, 404);
}

#[tokio::test]
async fn other_sites_show_the_status_without_a_script() {
    let app = app();
    let frame = app.get("/fr/status/embed").await;
    assert_eq!(frame.status, 200);
    assert!(
        !frame.text().contains("<script") && frame.text().contains("<base target=\"_blank\">"),
        "{}",
        frame.text()
    );
    assert!(frame.text().contains("Tous les services fonctionnent"));
    let policy = frame.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"),
        "{policy}"
    );
    assert!(
        app.get("/fr/status")
            .await
            .header("content-security-policy")
            .contains("frame-ancestors 'none'")
    );
    let badge = app.get("/status/badge.svg?locale=fr").await;
    assert_eq!(badge.header("content-type"), "image/svg+xml");
    assert_eq!(badge.header("cross-origin-resource-policy"), "cross-origin");
    assert!(badge.text().contains("Tous les services fonctionnent"));
    given_status(&app);
    assert!(app.get("/en/status/embed").await.text().contains("Mail is slow"));
    assert!(app.get("/status/badge.svg").await.text().contains("slower than usual"));
}

#[tokio::test]
async fn a_copy_for_another_host_stands_alone() {
    let app = super::follow::portal(|settings| {
        settings.smtp = Some(Concealed("smtp://127.0.0.1:9".to_owned()));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
    });
    let (open, _) = given_status(&app);
    let folder = tempfile::TempDir::new().unwrap();
    let files = guichet_tests::on_runtime(guichet_server::status::export::export(
        &app.state,
        folder.path(),
    ))
    .unwrap();
    assert!(files >= 20, "{files}");
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    let page = read("fr/status/index.html");
    assert!(page.contains("Mail is slow") && !page.contains("<script"), "{page}");
    assert!(
        page.contains(&format!("href=\"/fr/status/incidents/{open}\"")),
        "what is in the copy stays in it"
    );
    assert!(page.contains("href=\"https://help.example/fr/\""), "the rest leads to the portal");
    assert!(!page.contains("method=\"post\""), "the portal takes no form of another page: {page}");
    let follow = "href=\"https://help.example/fr/status#follow\">Recevoir les notifications</a>";
    assert!(page.contains(follow), "{page}");
    let affected = format!("href=\"https://help.example/fr/status/incidents/{open}\"");
    let incident = read(&format!("fr/status/incidents/{open}/index.html"));
    assert!(incident.contains(&affected), "{incident}");
    assert!(!incident.contains("method=\"post\""), "{incident}");
    for path in ["history.atom", "history.rss", "maintenance.ics"] {
        let own = format!("fr/{path}");
        assert!(page.contains(&format!("href=\"/{own}\"")), "{path}: {page}");
        assert!(!page.contains(&format!("{path}?")), "files know no parameters: {page}");
        assert!(read(&own).contains("https://help.example/fr/status/incidents/"), "{path}");
        assert!(read(path).contains("https://help.example/en/status/incidents/"), "{path}");
    }
    assert_eq!(read("index.html"), read("en/status/index.html"));
    let summary: Value = serde_json::from_str(&read("api/v2/summary.json")).unwrap();
    assert_eq!(summary["incidents"][0]["id"], open);
    let style = page.split("href=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
    assert!(folder.path().join("assets").join(style).is_file());
}
