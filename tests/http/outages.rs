//! A case that ends with an outage: its incident is chosen, told, and linked; and when it is back, its cases hear of it.

use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind, Outage, Outcome, Side, Via},
    status::{ComponentState, IncidentId, Stage},
};
use guichet_server::{
    cases::{
        self,
        deed::{Author, Deed},
        incidents,
        perform::Act,
    },
    status::{notify, write::Opening},
};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, agent, paid_admin},
    cases::new_case,
    on_runtime, opening,
};
use jiff::ToSpan as _;
use serde_json::json;

use super::{
    cases::{at, portal},
    desk_cases::{act, desk},
    incidents::{link, tell_all},
};

/// An incident that was over some days ago.
fn over(app: &TestApp, title: &str, days: i64) -> IncidentId {
    let ended = app.state.clock.now() - (24 * days).hours();
    app.given_incident(&Opening {
        stage: Stage::Resolved,
        at: Some(ended),
        ..opening(title, ComponentState::MajorOutage)
    })
}

/// Closes a case with an outage.
async fn close(
    who: &Actor<'_>,
    app: &TestApp,
    reference: &CaseRef,
    outage: &str,
    more: &[(&str, &str)],
) -> Answer {
    let fields = [("do", "resolve"), ("outcome", "outage-resolved"), ("outage", outage)];
    act(who, app, reference, &[&fields[..], more].concat()).await
}

/// Says that an incident is back.
async fn reopen(who: &Actor<'_>, incident: &IncidentId, seen: &str) {
    let answer = super::incidents::reopen(who, incident, seen).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

fn spread(app: &TestApp) {
    while on_runtime(incidents::spread(&app.state)).unwrap() {}
}

/// How often a case was told that its incident is over, and that it is back.
fn told(app: &TestApp, reference: &CaseRef) -> (usize, usize) {
    let events = app.case_events(reference);
    let count = |kind| events.iter().filter(|event| event.entry.kind == kind).count();
    (count(EventKind::IncidentEnded), count(EventKind::IncidentReturned))
}

#[tokio::test]
async fn the_form_offers_incidents_of_the_service_and_asks_for_one() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let (old, recent) = (over(&app, "Long over", 31), over(&app, "Just over", 29));
    let open = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    let form = agent.get(&desk(&reference)).await;
    let (_, select) = form.text().split_once("id=\"outage\"").unwrap();
    let (select, _) = select.split_once("</select>").unwrap();
    let place = |id: &IncidentId| select.find(&format!("value=\"{id}\""));
    assert!(place(&open).unwrap() < place(&recent).unwrap(), "the newest first: {select}");
    assert!(place(&old).is_none() && !select.contains("selected"), "{select}");
    assert!(select.contains("Just over (Resolved, "), "{select}");

    for outage in ["", "nowhere", old.as_str()] {
        let fields = [("credit", "1"), ("closing", "All the best")];
        let refused = close(&agent, &app, &reference, outage, &fields).await;
        assert_eq!(refused.status, 422, "{outage}");
        let page = refused.text();
        assert!(page.contains("href=\"#outage\"") && page.contains("All the best"), "{page}");
        assert!(page.contains("value=\"outage-resolved\" selected"), "{page}");
    }
    link(&agent, &app, &reference, &old).await;
    let form = agent.get(&desk(&reference)).await;
    assert!(
        form.text().contains(&format!("value=\"{old}\" selected")),
        "what is linked is offered"
    );
    link(&agent, &app, &reference, &open).await;
    let form = agent.get(&desk(&reference)).await;
    assert!(form.text().contains(&format!("value=\"{old}\" selected")), "what is over comes first");

    let mut drive = new_case("No files", "en");
    drive.service = "drive".to_owned();
    let drive = app.given_case_of(&admin, drive);
    let form = agent.get(&desk(&drive)).await;
    assert!(form.text().contains("no incident of drive is open"), "{}", form.text());
    assert!(form.text().contains("href=\"/en/desk/status\">Incidents and maintenance</a>"));
    let refused = close(&agent, &app, &drive, open.as_str(), &[]).await;
    assert_eq!(refused.status, 422, "it is none of the service");
    assert!(
        refused.text().contains("href=\"#outage\"") && refused.text().contains("id=\"outage\"")
    );
}

#[tokio::test]
async fn the_customer_reads_which_outage_it_was_and_what_they_asked_for() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let mut told = opening("Mail is out", ComponentState::MajorOutage);
    told.title.insert("es".parse().unwrap(), "El correo no funciona".to_owned());
    let outage = app.given_incident(&told);
    let reference = app.given_case_of(&admin, new_case("Plus de courrier", "fr"));
    app.letters();
    let asked = [("credit", "1"), ("report", "1"), ("detail", "of no use"), ("closing", "Désolé.")];
    assert_eq!(close(&agent, &app, &reference, outage.as_str(), &asked).await.status, 303);
    let case = app.case(&reference);
    let expected = Outage { incident: Some(outage.clone()), credit: true, report: true };
    let name = "Mail is out".to_owned();
    assert_eq!(case.state.outcome, Some(Outcome::OutageResolved { name, outage: expected }));
    assert!(case.has_incidents, "it is linked");

    let letter = app.letters().remove(0).content.text;
    let address = format!("https://help.example/fr/status/incidents/{outage}");
    for words in ["La panne", "Mail is out", "crédit de service", "rapport d’incident", &address]
    {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    let page = admin.get(&at(&reference)).await;
    let link = format!("<a href=\"/en/status/incidents/{outage}\">Mail is out</a>");
    assert_eq!(page.text().matches(&link).count(), 2, "in the history and how it ended");
    assert_eq!(page.text().matches("You asked for a service credit.").count(), 2);
    assert_eq!(page.text().matches("You asked for an incident report.").count(), 2);
    let spanish = admin.get(&format!("/es/cases/{}", reference.as_str())).await;
    assert_eq!(spanish.text().matches(">El correo no funciona</a>").count(), 2);
    let at_desk = agent.get(&desk(&reference)).await;
    assert!(at_desk.text().contains("The customer asked for a service credit"));
    assert!(!at_desk.text().contains("You asked for"), "that is not the agent");

    let url = format!("/api/v1/cases/{}?locale=es", reference.as_str());
    let whole = admin.get(&url).await.json();
    let incident = json!({
        "id": outage,
        "url": format!("https://help.example/es/status/incidents/{outage}"),
        "title": "El correo no funciona",
        "stage": "investigating",
    });
    let outcome = json!({
        "kind": "outage-resolved",
        "detail": "Mail is out",
        "incident": incident,
        "credit_requested": true,
        "report_requested": true,
    });
    assert_eq!((&whole["outcome"], &whole["incidents"][0]), (&outcome, &incident));

    admin.post_form(&at(&reference), &[("do", "reopen")]).await;
    assert!(admin.get(&url).await.json()["outcome"].is_null());
    let page = admin.get(&at(&reference)).await;
    assert_eq!(page.text().matches("You asked for a service credit.").count(), 1, "as it was told");
}

#[tokio::test]
async fn a_case_that_ended_with_words_still_shows_them() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "No mail");
    let words = "Mail was late: https://status.example/7";
    let outage = Outage { credit: true, ..Outage::default() };
    let outcome = Outcome::of("outage-resolved", words, outage).unwrap();
    let deed = Deed::Resolve { outcome, text: String::new() };
    let author = Author { account: None, name: "Di".to_owned(), side: Side::Agent, via: Via::Web };
    let act = Act {
        reference: &reference,
        seen: None,
        author: &author,
        deed: &deed,
        files: &[],
        message_id: None,
    };
    let snapshot = app.state.snapshot();
    on_runtime(cases::act(&app.state, &snapshot, &act)).unwrap();
    let page = admin.get(&at(&reference)).await;
    assert!(
        page.text().contains("The outage: Mail was late: <a href=\"https://status.example/7\"")
    );
    let url = format!("/api/v1/cases/{}?locale=en", reference.as_str());
    let told = admin.get(&url).await.json();
    assert_eq!((&told["outcome"]["detail"], &told["incidents"]), (&json!(words), &json!([])));
    assert!(told["outcome"]["incident"].is_null());
}

#[tokio::test]
async fn an_incident_that_is_back_is_told_to_its_cases_once_and_none_stays_closed_for_it() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let [open, with, closed, other, late] = ["Open", "With it", "Closed", "Otherwise", "Late"]
        .map(|title| app.given_case(&admin, title));
    for reference in [&open, &with, &closed, &other] {
        link(&agent, &app, reference, &outage).await;
    }
    app.wait(10.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    spread(&app);
    link(&agent, &app, &late, &outage).await;
    assert_eq!(close(&agent, &app, &closed, outage.as_str(), &[]).await.status, 303);
    act(&agent, &app, &other, &[("do", "resolve"), ("outcome", "solved")]).await;
    app.wait((24 * 20).hours());
    app.pass_time_over_cases();
    assert_eq!(app.case(&closed).state.status, CaseStatus::Closed);
    // Sessions end within that time.
    let agent = app.signed_in(agent.account.as_ref().unwrap(), None);
    let admin = app.signed_in(admin.account.as_ref().unwrap(), admin.organisation.as_ref());
    assert_eq!(close(&agent, &app, &with, outage.as_str(), &[]).await.status, 303);
    app.letters();
    reopen(&agent, &outage, "2").await;
    spread(&app);
    spread(&app);

    let mut letters: Vec<String> =
        app.letters().into_iter().map(|letter| letter.content.text).collect();
    assert_eq!(letters.len(), 5, "each once");
    for (reference, status, words) in [
        (&open, CaseStatus::New, "Your case is open."),
        (&with, CaseStatus::Open, "we have opened it again"),
        (&closed, CaseStatus::Open, "we have opened it again"),
        (&other, CaseStatus::Closed, "write to us and the case is reopened"),
        (&late, CaseStatus::New, "Your case is open."),
    ] {
        let case = app.case(reference);
        assert_eq!(case.state.status, status, "{}", case.title);
        assert_eq!(case.state.outcome.is_none(), status.is_open());
        assert_eq!(told(&app, reference).1, 1, "{}", case.title);
        let own = letters.iter().position(|letter| letter.contains(reference.as_str())).unwrap();
        let letter = letters.remove(own);
        for words in ["the trouble is back", "It fails again.", words, outage.as_str()] {
            assert!(letter.contains(words), "{words}: {letter}");
        }
    }
    assert!(app.case(&with).state.due_at.is_some(), "somebody looks at it");
    let page = admin.get(&at(&with)).await;
    assert!(page.text().contains("What this case is linked to is back:"), "{}", page.text());

    app.wait(10.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works for good.", None);
    spread(&app);
    app.given_update(&outage, Stage::Postmortem, "What we learnt.", None);
    spread(&app);
    let letters: Vec<String> =
        app.letters().into_iter().map(|letter| letter.content.text).collect();
    assert_eq!(letters.len(), 4, "the open ones hear of the end, each once: {letters:?}");
    assert!(letters.iter().all(|letter| letter.contains("Mail works for good.")));
    assert_eq!((told(&app, &open), told(&app, &other)), ((2, 1), (1, 1)));
}

#[tokio::test]
async fn a_case_that_ended_before_it_heard_of_the_end_is_opened_again_all_the_same() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    link(&agent, &app, &reference, &outage).await;
    app.wait(10.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    assert_eq!(close(&agent, &app, &reference, outage.as_str(), &[]).await.status, 303);
    app.letters();
    reopen(&agent, &outage, "2").await;
    spread(&app);
    assert_eq!(app.case(&reference).state.status, CaseStatus::Open);
    assert_eq!(told(&app, &reference), (0, 1));
    assert_eq!(app.letters().len(), 1);
}

#[tokio::test]
async fn nobody_is_promised_what_support_does_not_do_any_more() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    assert_eq!(close(&agent, &app, &reference, outage.as_str(), &[]).await.status, 303);
    app.letters();
    app.given_suspended(admin.organisation.as_ref().unwrap());
    app.wait(1.minute());
    reopen(&agent, &outage, "2").await;
    spread(&app);
    let letter = app.letters().remove(0).content.text;
    assert!(letter.contains("It fails again.") && !letter.contains("opened it again"), "{letter}");
    assert_eq!(app.case(&reference).state.status, CaseStatus::Solved);
    assert_eq!(told(&app, &reference), (0, 1));
}

#[tokio::test]
async fn followers_and_customers_have_one_mail_for_each_end() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let now = app.state.clock.now();
    let follower = ("bo@club.example".parse().unwrap(), "en".parse().unwrap(), Vec::new());
    on_runtime(app.state.accounts.storage.import_subscribers(&[follower], now)).unwrap();
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    link(&agent, &app, &reference, &outage).await;
    let everything = || {
        for _ in 0..2 {
            while on_runtime(notify::spread(&app.state)).unwrap() {}
            spread(&app);
        }
        let letters = app.letters().into_iter();
        letters
            .map(|letter| (letter.content.to.to_string(), letter.content.text))
            .collect::<Vec<_>>()
    };
    everything();
    for (stage, seen) in [(Stage::Resolved, ""), (Stage::Identified, "2"), (Stage::Resolved, "")] {
        app.wait(10.minutes());
        let words = if stage == Stage::Resolved {
            app.given_update(&outage, stage, "Mail works again.", None);
            "Mail works again."
        } else {
            reopen(&agent, &outage, seen).await;
            "It fails again."
        };
        let letters = everything();
        let to: Vec<&str> = letters.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(letters.len(), 2, "{to:?}");
        assert!(to.contains(&"bo@club.example"), "{to:?}");
        assert!(letters.iter().all(|(_, text)| text.contains(words)), "{letters:?}");
    }
    tell_all(&app);
    assert_eq!(told(&app, &reference), (2, 1));
}

#[tokio::test]
async fn the_page_of_an_incident_leaves_out_the_time_in_which_it_was_over() {
    let app = portal();
    let agent = agent(&app);
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let page = format!("/en/status/incidents/{outage}");
    app.wait(10.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    assert!(!app.get(&page).await.text().contains("Resolved in between"));
    app.wait(100.minutes());
    reopen(&agent, &outage, "2").await;
    assert!(app.get(&page).await.text().contains("Resolved in between"));
    app.wait(10.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works for good.", None);
    let shown = app.get(&page).await;
    assert!(shown.text().contains("20 min"), "{}", shown.text());
    assert!(!shown.text().contains("2 h 0 min"), "{}", shown.text());
    assert_eq!(shown.text().matches("Resolved in between").count(), 1);
}
