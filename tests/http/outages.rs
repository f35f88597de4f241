//! A case that ends with an outage: its incident is chosen, told, and linked.

use guichet_model::{
    case::{CaseRef, Outage, Outcome, Side, Via},
    status::{ComponentState, IncidentId, Stage},
};
use guichet_server::{
    cases::{
        self,
        deed::{Author, Deed},
        perform::Act,
    },
    status::write::Opening,
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
    incidents::link,
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

#[tokio::test]
async fn the_form_offers_incidents_of_the_service_and_asks_for_one() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let (old, recent) = (over(&app, "Long over", 31), over(&app, "Just over", 29));
    let open = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    let form = agent.get(&desk(&reference)).await;
    let (_, select) = form.text().split_once("<select class=\"input\" id=\"outage\"").unwrap();
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
    assert!(form.text().contains("href=\"/en/desk/status\">Incidents and maintenance</a></p>"));
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
    assert!(at_desk.text().contains("You asked for a service credit."));

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
