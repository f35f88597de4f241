//! The desk for incidents over HTTP: written, followed, translated there, and refused with all that is wrong.

use guichet_model::status::{ComponentState, Impact, Stage};
use guichet_tests::actors::{agent, paid_admin};
use jiff::ToSpan as _;

use super::status::{app, out};

fn opened<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut fields = vec![
        ("action", "open"),
        ("title-en", "Mail is\nslow"),
        ("title-fr", "Le courrier est lent"),
        ("body-en", "We look into it.\r\n\r\nMore at noon."),
        ("component-mail", "degraded_performance"),
        ("component-drive", ""),
        ("stage", "investigating"),
        ("impact", ""),
        ("at", ""),
        ("announce", "1"),
    ];
    for (name, value) in more {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn an_agent_opens_follows_translates_and_resolves() {
    let app = app();
    let agent = agent(&app);
    assert_eq!(app.get("/en/desk/status").await.status, 303);
    assert_eq!(paid_admin(&app).get("/en/desk/status").await.status, 403);
    let form = agent.get("/en/desk/status?new=incident").await;
    assert!(
        form.text().contains("name=\"title-fr\"")
            && form.text().contains("name=\"component-drive\"")
    );
    let answer = agent.post_form("/en/desk/status", &opened(&[])).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let desk = answer.header("location").to_owned();
    assert!(app.get("/fr/").await.text().contains("Le courrier est lent"));
    let page = agent.get(&desk).await;
    assert!(page.text().contains("Published."));
    // The body lacks French: it is marked, and set right.
    assert!(page.text().contains("tag-missing"), "{}", page.text());
    let board = app.state.status.board();
    let incident = board.open().next().unwrap();
    assert_eq!(incident.impact, Impact::Minor);
    assert_eq!(incident.title.get(&"en".parse().unwrap()), "Mail is slow", "a title has one line");
    let update = incident.updates[0].id.clone();
    let address = format!("/en/desk/status?incident={}", incident.id);
    let words = [
        ("action", "words"),
        ("part", &update),
        ("text-en", "We look into it."),
        ("text-fr", "Nous cherchons."),
    ];
    assert_eq!(agent.post_form(&address, &words).await.status, 303);
    let french = app.get(&format!("/fr/status/incidents/{}", incident.id)).await;
    assert!(french.text().contains("Nous cherchons."));
    let title = [("action", "words"), ("part", "title"), ("heading-en", "Mail\r\nis\u{7} slow")];
    assert_eq!(agent.post_form(&address, &title).await.status, 303);
    let feed = app.get("/history.atom").await;
    assert!(feed.text().contains("<title>Mail is slow</title>"), "in one line: {}", feed.text());
    let details = [("action", "words"), ("part", "credit"), ("credit-en", "Ask for it.")];
    assert_eq!(agent.post_form(&address, &details).await.status, 303);
    let next = [
        ("action", "update"),
        ("seen", "1"),
        ("stage", "resolved"),
        ("body-en", "Mail is quick again."),
        ("component-mail", "degraded_performance"),
        ("announce", "1"),
    ];
    assert_eq!(agent.post_form(&address, &next).await.status, 303);
    let board = app.state.status.board();
    assert_eq!(board.open().count(), 0);
    let over = board.past().next().unwrap();
    assert_eq!(
        over.components(),
        [("mail", ComponentState::Operational)],
        "what is over is well again"
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_clear_words_and_kept_in_the_form() {
    let app = app();
    let agent = agent(&app);
    for (field, value, says) in [
        ("title-en", "", None),
        ("at", "2026-11-24T12:00", Some("still to come")),
        ("at", "yesterday", Some("not a date and time")),
        ("component-mail", "", Some("which services")),
        ("body-en", " ", Some("Write a text")),
        ("stage", "postmortem", Some("“Review” cannot be the first stage")),
        ("stage", "in_progress", Some("“Under way” cannot be the first stage")),
        ("impact", "maintenance", Some("of announced maintenance only")),
    ] {
        let answer = agent.post_form("/en/desk/status", &opened(&[(field, value)])).await;
        let Some(says) = says else {
            assert_eq!(answer.status, 303, "one language is enough");
            continue;
        };
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.text().contains(says), "{field}: {}", answer.text());
        assert!(answer.text().contains("Le courrier est lent"), "{field}: nothing is lost");
        assert!(answer.text().contains("<title>Error: "), "{field}");
    }
    let mut twice = opened(&[]);
    twice.push(("component-mail", "major_outage"));
    let answer = agent.post_form("/en/desk/status", &twice).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("mail is named more than once"), "{}", answer.text());
    let maintenance = |from: &'static str, until: &'static str| {
        opened(&[("action", "schedule"), ("at", from), ("until", until)])
    };
    for (from, until, says) in [
        ("2026-12-01T22:00", "2026-12-01T21:00", "before it begins"),
        ("2026-12-01T22:00", "", "Say when it ends."),
        ("", "2026-12-01T21:00", "Say when it begins."),
        ("soon", "2026-12-01T21:00", "not a date and time"),
        ("2026-11-01T22:00", "2026-11-01T23:00", "over already"),
    ] {
        let answer = agent.post_form("/en/desk/status", &maintenance(from, until)).await;
        assert_eq!(answer.status, 422, "{from} {until}");
        assert!(answer.text().contains(says), "{from} {until}: {}", answer.text());
    }
    let id = app.given_incident(&out());
    let address = format!("/en/desk/status?incident={id}");
    let update = |stage: &'static str, at: &'static str, seen: &'static str| {
        let fields =
            [("action", "update"), ("seen", seen), ("stage", stage), ("body-en", "W"), ("at", at)];
        fields.to_vec()
    };
    for (fields, says) in [
        (update("identified", "2026-11-23T11:00", "1"), "has to be later"),
        (update("resolved", "2026-11-23T11:00", "1"), "before it begins"),
        (update("postmortem", "", "1"), "cannot follow"),
        (update("identified", "", "0"), "meanwhile"),
    ] {
        let answer = agent.post_form(&address, &fields).await;
        assert_eq!(answer.status, 422, "{says}");
        assert!(answer.text().contains(says), "{says}: {}", answer.text());
    }
    let editor = app.given_account(
        "ed@portal.example",
        None,
        Some(guichet_model::viewer::StaffRole::Editor),
    );
    let editor = app.signed_in(&editor, None);
    assert_eq!(editor.post_form("/en/desk/status", &opened(&[])).await.status, 403);
    let page = editor.get("/en/desk/status").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Agents and operators write incidents"), "{}", page.text());
    let written = "What you write here is on the status page at once";
    assert!(!page.text().contains(written), "they write nothing here: {}", page.text());
    assert!(agent.get("/en/desk/status").await.text().contains(written));
    let desk = editor.get("/en/desk").await;
    assert!(!desk.text().contains("href=\"/en/desk/status\""), "{}", desk.text());
}

#[tokio::test]
async fn all_that_is_wrong_with_a_form_is_told_at_once() {
    let app = app();
    let agent = agent(&app);
    let wrong = async |address: &str, fields: &[(&str, &str)]| {
        let answer = agent.post_form(address, fields).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        let (_, rest) = answer.text().split_once("<ul class=\"errors\">").expect("a summary");
        let (list, _) = rest.split_once("</ul>").unwrap();
        let links = list.split("href=\"#").skip(1);
        let fields: Vec<String> =
            links.map(|link| link.split('"').next().unwrap().to_owned()).collect();
        let marked = answer.text().matches("field-error").count();
        assert_eq!(marked, fields.len(), "each at its field: {}", answer.text());
        fields.join(" ")
    };
    let desk = "/en/desk/status";
    let empty = [("action", "schedule"), ("at", ""), ("until", "")];
    assert_eq!(wrong(desk, &empty).await, "title body components at until");
    let odd = [("action", "schedule"), ("at", "soon"), ("until", "later")];
    assert_eq!(wrong(desk, &odd).await, "title body components at until");
    let nothing = [("action", "open"), ("stage", "identified"), ("at", "2030-01-01T00:00")];
    assert_eq!(wrong(desk, &nothing).await, "title body components at");
    let id = app.given_incident(&out());
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    let fields = [("action", "update"), ("seen", "2"), ("stage", "identified"), ("at", "noon")];
    let follow = format!("{desk}?incident={id}");
    assert_eq!(wrong(&follow, &fields).await, "body components at");
    let early = [("action", "update"), ("stage", "postmortem"), ("at", "2026-01-01T00:00")];
    assert_eq!(wrong(&follow, &early).await, "body at");
    assert_eq!(wrong(&follow, &[("action", "words"), ("part", "title")]).await, "heading");
}

#[tokio::test]
async fn each_button_that_saves_words_says_which() {
    let app = app();
    let id = app.given_incident(&out());
    app.wait(10.minutes());
    app.given_update(&id, Stage::Identified, "A disk is full.", None);
    let page = agent(&app).get(&format!("/en/desk/status?incident={id}")).await;
    let names: Vec<&str> = page
        .text()
        .split("value=\"words\" aria-label=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(names.len(), 6, "the title, three details, two updates: {}", page.text());
    let distinct: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("Save: ")), "{names:?}");
    let link = format!("<a href=\"/en/status/incidents/{id}\">See it on the status page</a>");
    assert!(page.text().contains(&link), "{}", page.text());
}

#[tokio::test]
async fn what_is_reopened_says_what_it_affects() {
    let app = app();
    let agent = agent(&app);
    let id = app.given_incident(&out());
    app.wait(10.minutes());
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    let desk = format!("/en/desk/status?incident={id}");
    let reopen = async |state: &str| {
        let mut fields = vec![("action", "update"), ("seen", "2"), ("stage", "identified")];
        fields.extend([("body-en", "It fails again."), ("component-mail", state)]);
        agent.post_form(&desk, &fields).await
    };
    for state in ["operational", ""] {
        let refused = reopen(state).await;
        assert_eq!(refused.status, 422, "{state}");
        let says = "<a href=\"#components\">Say which services it affects again.</a>";
        assert!(refused.text().contains(says), "{}", refused.text());
        assert!(app.get("/en/").await.text().contains("All services are working"));
    }
    assert_eq!(reopen("degraded_performance").await.status, 303);
    assert!(app.get("/en/status").await.text().contains("Slower than usual"));
}
