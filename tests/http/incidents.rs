//! Cases that hang on incidents: linked at the desk, told once when it is over, solved together.

use axum::body::Body;
use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind, Side},
    status::{ComponentState, IncidentId, Stage, history},
};
use guichet_server::{cases::incidents, live, mail::outbox, settings::Concealed, status::hooks};
use guichet_tests::{
    Answer, PATIENCE, TestApp,
    actors::{Actor, agent, paid_admin},
    cases::new_case,
    mail_server::Post,
    on_runtime, opening,
};
use http_body_util::BodyExt as _;
use jiff::ToSpan as _;

use super::{
    cases::{at, portal, portal_with},
    desk_cases::{act, desk},
};

pub(crate) async fn link(
    who: &Actor<'_>,
    app: &TestApp,
    reference: &CaseRef,
    incident: &IncidentId,
) {
    let fields = [("do", "link"), ("incident", incident.as_str())];
    assert_eq!(act(who, app, reference, &fields).await.status, 303);
}

/// Says at the desk that an incident is back, to whoever has `seen` so many updates.
pub(crate) async fn reopen(who: &Actor<'_>, incident: &IncidentId, seen: &str) -> Answer {
    let fields = [
        ("action", "update"),
        ("seen", seen),
        ("stage", "identified"),
        ("body-en", "It fails again."),
        ("component-mail", "major_outage"),
        ("announce", "1"),
    ];
    who.post_form(&format!("/en/desk/status?incident={incident}"), &fields).await
}

/// Tells and sends all there is.
pub(crate) fn tell_all(app: &TestApp) {
    while on_runtime(incidents::spread(&app.state)).unwrap() {}
    while on_runtime(outbox::deliver(&app.state)).unwrap() > 0 {}
}

fn ends(app: &TestApp, reference: &CaseRef) -> usize {
    let events = app.case_events(reference);
    events.iter().filter(|event| event.entry.kind == EventKind::IncidentEnded).count()
}

#[tokio::test]
async fn the_desk_proposes_what_happens_and_links_nothing_by_itself() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    assert!(!app.case(&reference).has_incidents, "nobody linked it");
    let page = agent.get(&desk(&reference)).await;
    assert!(page.text().contains("id=\"proposed-incidents\""), "{}", page.text());
    assert!(page.text().contains("Link “Mail is out” to this case"));
    let url = format!("/api/v1/cases/{}?locale=en", reference.as_str());
    assert_eq!(admin.get(&url).await.json()["incidents"], serde_json::json!([]));

    link(&agent, &app, &reference, &outage).await;
    let page = agent.get(&desk(&reference)).await;
    assert!(page.text().contains("Unlink “Mail is out” from this case"));
    assert!(!page.text().contains("proposed-incidents"));
    let mine = admin.get(&at(&reference)).await;
    let address = format!("/en/status/incidents/{outage}");
    assert!(mine.text().contains("linked this case to:") && mine.text().contains(&address));
    let told = admin.get(&url).await.json();
    assert_eq!(told["incidents"][0]["id"], outage.as_str());
    assert_eq!(told["incidents"][0]["title"], "Mail is out");
    assert_eq!(told["incidents"][0]["stage"], "investigating");
    assert_eq!(told["incidents"][0]["url"], format!("https://help.example{address}"));
    let list = admin.get("/api/v1/cases?locale=en").await.json();
    assert_eq!(list["cases"][0]["incidents"], told["incidents"]);
    let queue = agent.get(&format!("/en/desk?incident={outage}")).await;
    assert!(queue.text().contains(">No mail<") && queue.text().contains(">Incident</span>"));
    assert!(!agent.get("/en/desk?incident=another").await.text().contains(">No mail<"));
    assert!(agent.get("/en/desk?incident=%2A").await.text().contains(">No mail<"));
    let written = agent.get(&format!("/en/desk/status?incident={outage}")).await;
    assert!(written.text().contains("1 of 1 are open") && written.text().contains("No mail"));
    assert!(!written.text().contains("value=\"solve\""), "it is not over");

    let fields = [("do", "unlink"), ("incident", outage.as_str())];
    assert_eq!(act(&agent, &app, &reference, &fields).await.status, 303);
    assert!(admin.get(&at(&reference)).await.text().contains("unlinked this case from:"));
    assert!(!app.case(&reference).has_incidents);
    for bad in ["", "nowhere", "../x"] {
        let fields = [("do", "link"), ("incident", bad)];
        assert_eq!(act(&agent, &app, &reference, &fields).await.status, 400, "{bad}");
    }
    let mine = [("do", "link"), ("incident", outage.as_str()), ("version", "1")];
    assert_eq!(admin.post_form(&desk(&reference), &mine).await.status, 403);
    act(&agent, &app, &reference, &[("do", "resolve"), ("outcome", "solved")]).await;
    let fields = [("do", "link"), ("incident", outage.as_str())];
    assert_eq!(act(&agent, &app, &reference, &fields).await.status, 409, "it has ended");
}

#[tokio::test]
async fn resolving_tells_each_open_case_once_by_mail_in_its_language() {
    let mut post = Post::new();
    post.start();
    let address = format!("smtp://127.0.0.1:{}", post.port);
    let app = portal_with(|settings| settings.smtp = Some(Concealed(address)));
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let mut told = opening("Mail is out", ComponentState::MajorOutage);
    told.title.insert("es".parse().unwrap(), "El correo no funciona".to_owned());
    let outage = app.given_incident(&told);
    let french = app.given_case_of(&admin, new_case("Plus de courrier", "fr"));
    let held = app.given_case(&admin, "Held");
    let solved = app.given_case(&admin, "Solved");
    let other = app.given_case(&admin, "Another matter");
    for reference in [&french, &held, &solved] {
        link(&agent, &app, reference, &outage).await;
    }
    act(&agent, &app, &held, &[("do", "hold")]).await;
    act(&agent, &app, &solved, &[("do", "resolve"), ("outcome", "solved")]).await;
    tell_all(&app);
    let before = post.messages().len();
    let version = app.case(&solved).version;
    app.wait(5.minutes());
    let stream = live::stream(&app.state, "desk", live::Who::Desk).into_body();
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    tell_all(&app);
    tell_all(&app);
    assert_eq!((ends(&app, &french), ends(&app, &held)), (1, 1));
    assert_eq!((ends(&app, &solved), ends(&app, &other)), (0, 0));
    assert_eq!(app.case(&solved).version, version, "what has ended is not disturbed");
    assert_eq!(app.case(&held).state.status, CaseStatus::Open, "an agent looks at it");
    assert!(app.case(&held).state.due_at.is_some());
    assert_eq!(app.case(&french).state.status, CaseStatus::New);
    let end = app.case_events(&french).pop().unwrap();
    assert_eq!((end.entry.side, end.entry.author), (Side::Portal, None));
    assert_eq!(live_line(stream).await, "data: changed");

    let messages = post.wait_for(before + 2).await;
    assert_eq!(messages.len(), before + 2);
    let news: Vec<&String> =
        messages.iter().filter(|message| message.contains(french.as_str())).collect();
    let last = news.last().unwrap();
    assert!(last.contains("Content-Language: fr"), "{last}");
    let root = format!("<case.{}@portal.example>", french.as_str());
    assert!(last.contains(&format!("In-Reply-To: {root}")), "{last}");
    assert!(last.contains("Mail works again."), "{last}");
    assert!(last.contains("dites-le-nous"), "whom support answers is asked: {last}");
    let page = admin.get(&at(&french)).await;
    assert!(page.text().contains("What this case is linked to is over:"));
    assert!(page.text().contains(">Mail is out</a>"));
    let spanish = admin.get(&format!("/es/cases/{}", french.as_str())).await;
    assert_eq!(spanish.text().matches(">El correo no funciona</a>").count(), 2, "linked and over");
    let spanish = agent.get(&format!("/es/desk/cases/{}", french.as_str())).await;
    assert!(spanish.text().contains(">El correo no funciona</a>"));
    let form = agent.get(&desk(&french)).await;
    assert!(form.text().contains("value=\"outage-resolved\" selected"), "the outcome is offered");
    assert!(form.text().contains(&format!("value=\"{outage}\" selected")), "and its incident");
}

#[tokio::test]
async fn nobody_is_asked_to_write_whom_support_does_not_answer_any_more() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    link(&agent, &app, &reference, &outage).await;
    app.letters();
    app.given_suspended(admin.organisation.as_ref().unwrap());
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    while on_runtime(incidents::spread(&app.state)).unwrap() {}
    let letter = app.letters().remove(0).content.text;
    assert!(letter.contains("Mail works again."), "{letter}");
    assert!(!letter.contains("tell us"), "{letter}");
    assert_eq!(ends(&app, &reference), 1);
}

#[tokio::test]
async fn completed_maintenance_and_quiet_ends_are_told_too() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let work = app.given_incident(&guichet_server::status::write::Opening {
        stage: Stage::Scheduled,
        at: Some(app.state.clock.now() + 1.hours()),
        until: Some(app.state.clock.now() + 2.hours()),
        announce: false,
        ..opening("Mail moves", ComponentState::UnderMaintenance)
    });
    let reference = app.given_case(&admin, "No mail");
    app.wait(90.minutes());
    on_runtime(guichet_server::status::upkeep::by_the_clock(&app.state)).unwrap();
    link(&agent, &app, &reference, &work).await;
    tell_all(&app);
    assert_eq!(ends(&app, &reference), 0);
    app.wait(1.hours());
    on_runtime(guichet_server::status::upkeep::by_the_clock(&app.state)).unwrap();
    tell_all(&app);
    assert_eq!(ends(&app, &reference), 1);

    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    link(&agent, &app, &reference, &outage).await;
    let page = format!("/en/desk/status?incident={outage}");
    let quietly =
        [("action", "update"), ("stage", "resolved"), ("body-en", "Mail works."), ("seen", "1")];
    assert_eq!(agent.post_form(&page, &quietly).await.status, 303);
    tell_all(&app);
    assert_eq!(ends(&app, &reference), 2, "whom it concerns hears of it, followers do not");
}

#[tokio::test]
async fn maintenance_is_called_off_by_a_choice_of_its_own() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let work = app.given_incident(&guichet_server::status::write::Opening {
        stage: Stage::Scheduled,
        at: Some(app.state.clock.now() + 5.hours()),
        until: Some(app.state.clock.now() + 6.hours()),
        ..opening("Mail moves", ComponentState::UnderMaintenance)
    });
    let page = format!("/en/desk/status?incident={work}");
    let form = agent.get(&page).await;
    assert!(form.text().contains("<option value=\"scheduled\" selected>Announced</option>"));
    assert!(form.text().contains("<option value=\"completed\">Call it off</option>"));
    let fields =
        [("action", "update"), ("seen", "1"), ("stage", "completed"), ("body-en", "Not now.")];
    assert_eq!(agent.post_form(&page, &fields).await.status, 303);
    let shown = app.get(&format!("/en/status/incidents/{work}")).await;
    assert!(shown.text().contains("Called off"), "{}", shown.text());
    let reference = app.given_case(&admin, "No mail");
    let case = agent.get(&desk(&reference)).await;
    assert!(case.text().contains("Mail moves (Called off)"), "{}", case.text());

    let begun = app.given_incident(&guichet_server::status::write::Opening {
        stage: Stage::Scheduled,
        at: Some(app.state.clock.now() + 1.hours()),
        until: Some(app.state.clock.now() + 2.hours()),
        ..opening("Drive moves", ComponentState::UnderMaintenance)
    });
    app.wait(61.minutes());
    on_runtime(guichet_server::status::upkeep::by_the_clock(&app.state)).unwrap();
    let form = agent.get(&format!("/en/desk/status?incident={begun}")).await;
    assert!(form.text().contains(">Completed</option>"), "what has begun is completed");
    assert!(!form.text().contains("Call it off"));
}

#[tokio::test]
async fn a_resolved_incident_is_reopened_and_its_cases_hear_of_the_end_that_counts() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let reference = app.given_case(&admin, "No mail");
    link(&agent, &app, &reference, &outage).await;
    let page = format!("/en/desk/status?incident={outage}");
    app.wait(10.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    assert!(agent.get(&page).await.text().contains("earlier stage reopens it"));
    app.wait(20.minutes());
    assert_eq!(reopen(&agent, &outage, "2").await.status, 303);
    assert!(app.get("/en/").await.text().contains("Mail is out"));
    assert!(app.state.status.board().incident(&outage).unwrap().ended_at.is_none());
    tell_all(&app);
    assert_eq!(ends(&app, &reference), 0, "it goes on, so no case is told that it is over");
    app.wait(10.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works for good.", None);
    tell_all(&app);
    assert_eq!(ends(&app, &reference), 1);
    let board = app.state.status.board();
    let days = history::days(&board.incidents, "mail", None, app.state.clock.now(), 1);
    assert_eq!(days[0].major_s, 20 * 60, "the time in between is none of the outage");
    let incident = board.incident(&outage).unwrap();
    let first_end = incident.updates[2].shown_at;
    let then = hooks::as_of(incident.clone(), &incident.updates[2].id);
    assert_eq!((then.stage, then.ended_at), (Stage::Resolved, Some(first_end)));
    app.given_update(&outage, Stage::Postmortem, "What we learnt.", None);
    let refused = reopen(&agent, &outage, "5").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("open a new incident"), "{}", refused.text());
}

#[tokio::test]
async fn cases_of_an_outage_are_solved_together_but_for_those_that_changed() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let page = format!("/en/desk/status?incident={outage}");
    let solve = async |seen: &str, text: &str| {
        let fields = [("action", "solve"), ("seen", seen), ("closing", text)];
        agent.post_form(&page, &fields).await
    };
    let mut cases = Vec::new();
    for number in 0..70 {
        let reference = app.given_case(&admin, &format!("Case {number}"));
        link(&agent, &app, &reference, &outage).await;
        cases.push(reference);
    }
    let now = || app.state.clock.now().as_millisecond().to_string();
    assert_eq!(solve(&now(), "Done").await.status, 409, "it is not over");
    app.wait(5.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    let shown = agent.get(&page).await;
    assert!(shown.text().contains("Close 70 cases"), "{}", shown.text());
    let seen = now();
    assert!(shown.text().contains(&format!("name=\"seen\" value=\"{seen}\"")));
    app.wait(1.minute());
    admin.post_form(&at(&cases[3]), &[("do", "reply"), ("text", "Mine still fails.")]).await;
    tell_all(&app);
    app.letters();
    let long = "sorry ".repeat(5_000);
    let refused = solve(&seen, &long).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("sorry sorry") && refused.text().contains("Close 70 cases"));
    assert_eq!(solve("yesterday", "Done").await.status, 400);
    let done = solve(&seen, "We are sorry.").await;
    assert_eq!(done.status, 303, "{}", done.text());
    let there = done.header("location").to_owned();
    assert_eq!(there, format!("{page}&solved=69&left=1#cases"));
    let after = agent.get(there.trim_end_matches("#cases")).await;
    assert!(after.text().contains("69 cases are closed"));
    assert!(after.text().contains("1 case stays open"));
    assert!(after.text().contains("Close 1 case"));
    assert!(app.case(&cases[3]).state.status.is_open(), "what they wrote is read first");
    let mut letters = 0;
    loop {
        let some = app.letters();
        if some.is_empty() {
            break;
        }
        assert!(some.iter().all(|letter| letter.content.text.contains("We are sorry.")));
        letters += some.len();
    }
    assert_eq!(letters, 69, "each has a mail of its own");
    let outcome = app.case(&cases[0]).state.outcome.unwrap();
    assert_eq!(outcome.kind(), "outage-resolved");
    assert_eq!(outcome.outage().incident, Some(outage.clone()));
    let mine = admin.get(&at(&cases[0])).await;
    let link = format!("<a href=\"/en/status/incidents/{outage}\">Mail is out</a>");
    assert_eq!(mine.text().matches(&link).count(), 4, "linked, over, closed, and how");
    assert_eq!(admin.post_form(&page, &[("action", "solve"), ("seen", &seen)]).await.status, 403);
}

#[tokio::test]
async fn two_who_solve_the_same_cases_leave_none() {
    let app = portal();
    let (admin, one, other) = (paid_admin(&app), agent(&app), agent(&app));
    let outage = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    for number in 0..20 {
        let reference = app.given_case(&admin, &format!("Case {number}"));
        link(&one, &app, &reference, &outage).await;
    }
    app.wait(5.minutes());
    app.given_update(&outage, Stage::Resolved, "Mail works again.", None);
    app.wait(1.minute());
    let page = format!("/en/desk/status?incident={outage}");
    let seen = app.state.clock.now().as_millisecond().to_string();
    // The portal's clock stands still, but the other's deeds come after what was seen.
    app.wait(1.minute());
    let fields = [("action", "solve"), ("seen", seen.as_str()), ("closing", "")];
    let (first, second) =
        tokio::join!(one.post_form(&page, &fields), other.post_form(&page, &fields));
    let mut solved = 0;
    for answer in [first, second] {
        let there = answer.header("location");
        assert!(there.ends_with("&left=0#cases"), "{there}");
        let (_, count) = there.split_once("&solved=").unwrap();
        solved += count.split('&').next().unwrap().parse::<usize>().unwrap();
    }
    assert_eq!(solved, 20, "each by one of them");
}

async fn live_line(mut stream: Body) -> String {
    loop {
        let frame = tokio::time::timeout(PATIENCE, stream.frame()).await;
        let frame = frame.expect("it is told in time").unwrap().unwrap();
        let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
        if let Some(line) = text.lines().find(|line| line.starts_with("data:")) {
            return line.to_owned();
        }
    }
}
