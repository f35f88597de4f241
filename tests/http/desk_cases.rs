//! The desk: the queue, what agents do with a case, and two of them at once.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind, Outcome},
    priority::Level,
};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, agent, operator, paid_admin},
    cases::new_case,
    on_runtime,
};
use jiff::ToSpan as _;

use super::cases::{at, portal};

/// A case's page at the desk.
pub(crate) fn desk(reference: &CaseRef) -> String {
    format!("/en/desk/cases/{}", reference.as_str())
}

/// Does something to a case as it is now.
pub(crate) async fn act(
    who: &Actor<'_>,
    app: &TestApp,
    reference: &CaseRef,
    fields: &[(&str, &str)],
) -> Answer {
    let version = app.case(reference).version.to_string();
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    who.post_form(&desk(reference), &all).await
}

#[tokio::test]
async fn the_queue_stands_by_due_time_with_counts_filters_and_views() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let empty = agent.get("/en/desk").await;
    assert!(empty.text().contains("All is answered") && empty.text().contains("name=\"pin\""));
    let asides = agent.get("/en/desk?view=asides").await;
    assert!(
        asides.text().contains("No mail is waiting.") && !asides.text().contains("All is answered")
    );
    let mut later = new_case("Later", "ja");
    later.priority = Level::P3;
    later.suggested = Level::P3;
    let later = app.given_case_of(&admin, later);
    let soon = app.given_case(&admin, "Soon");
    let page = agent.get("/en/desk").await;
    let place = |html: &str, title: &str| {
        html.find(&format!(">{title}<")).unwrap_or_else(|| panic!("{title}"))
    };
    assert!(place(page.text(), "Soon") < place(page.text(), "Later"));
    assert!(page.text().contains("in 4 h 0 min") && page.text().contains("日本語"));
    let case = agent.get(&desk(&soon)).await;
    assert!(case.text().contains("First answer due in 4 h 0 min"), "beside badges it says of what");
    assert_eq!(page.header("cache-control"), "private, no-store");
    assert_eq!(act(&agent, &app, &later, &[("do", "take")]).await.status, 303);
    app.wait(5.hours());
    let shows = async |query: &str| {
        let page = agent.get(&format!("/en/desk?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        (page.text().contains(">Soon<"), page.text().contains(">Later<"))
    };
    for (query, expected) in [
        ("view=open", (true, true)),
        ("view=mine", (false, true)),
        ("view=unassigned", (true, false)),
        ("view=late", (true, false)),
        ("view=solved", (false, false)),
        ("status=new", (true, true)),
        ("priority=P3", (false, true)),
        ("service=mail", (true, true)),
        ("service=none", (false, false)),
        ("q=soo", (true, false)),
        ("q=%25", (false, false)),
        ("view=nonsense&status=x&priority=P9&page=x", (true, true)),
    ] {
        assert_eq!(shows(query).await, expected, "{query}");
    }
    assert_eq!(shows(&format!("q={soon}")).await, (true, false));
    assert!(agent.get("/en/desk").await.text().contains("1 h 0 min late"));

    let save = async |name: &str, query: &str| {
        agent.post_form("/en/desk", &[("do", "save-view"), ("name", name), ("query", query)]).await
    };
    let saved = save("Mine & <P3>", "view=mine&priority=P3&evil=1").await;
    assert_eq!(saved.header("location"), "/en/desk?view=mine&priority=P3");
    assert!(agent.get("/en/desk").await.text().contains("Mine &amp; &lt;P3&gt;"));
    assert_eq!(save("", "view=mine").await.status, 400);
    for number in 1..20 {
        assert_eq!(save(&format!("View {number}"), "view=mine").await.status, 303);
    }
    let full = save("One more", "q=soon").await;
    assert_eq!(full.status, 422);
    assert!(full.text().contains("as many views as can be kept"));
    let forget = [("do", "forget-view"), ("name", "Mine & <P3>")];
    assert_eq!(agent.post_form("/en/desk", &forget).await.status, 303);
    assert!(!agent.get("/en/desk").await.text().contains("Mine &amp; &lt;P3&gt;"));
    let fragment = agent.get("/en/desk/queue?view=mine").await;
    assert!(fragment.text().starts_with("<table") && fragment.text().contains(">Later<"));
    assert_eq!(fragment.header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn an_agent_answers_notes_and_assigns() {
    let app = portal();
    let (admin, agent, other) = (paid_admin(&app), agent(&app), operator(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let page = agent.get(&desk(&reference)).await;
    for part in [
        "people cannot work together",
        "many people",
        "this morning",
        "English",
        "Plus",
        "Mail is late",
    ] {
        assert!(page.text().contains(part), "{part}");
    }
    assert!(page.text().contains("/en/articles/mail/late"), "articles are offered");

    let sent = act(
        &agent,
        &app,
        &reference,
        &[("do", "answer"), ("text", "Since when?"), ("next", "theirs")],
    )
    .await;
    assert_eq!(sent.header("location"), format!("{}?done=answered", desk(&reference)));
    let case = app.case(&reference);
    assert_eq!(case.state.status, CaseStatus::Pending);
    assert_eq!(case.state.assignee.as_ref().map(|a| &a.id), agent.account.as_ref().map(|a| &a.id));
    assert_eq!((case.state.due_at, case.state.answered_at), (None, Some(app.state.clock.now())));
    assert!(admin.get(&at(&reference)).await.text().contains("Since when?"));
    let page = agent.get(&desk(&reference)).await;
    let taken = format!("{} took the case", agent.account.as_ref().unwrap().name);
    assert!(page.text().contains(&taken) && !page.text().contains("gave the case"));

    admin.post_form(&at(&reference), &[("do", "reply"), ("text", "Since nine.")]).await;
    let case = app.case(&reference);
    assert_eq!(case.state.status, CaseStatus::Open);
    assert_eq!(
        case.state.due_at,
        Some(app.state.clock.now() + 4.hours()),
        "the next answer is due as the first was"
    );

    for (fields, status, told) in [
        (&[("do", "note"), ("note", "Ask the network team")][..], 303, "Your note is kept"),
        (&[("do", "note"), ("note", " ")], 422, ""),
        (&[("do", "answer"), ("text", "")], 422, ""),
        (&[("do", "hold")], 303, "The status is now: On hold"),
        (&[("do", "work")], 303, "The status is now: Open"),
        (&[("do", "assign"), ("assignee", "")], 303, "The case is nobody’s now"),
        (&[("do", "take")], 303, "The case is yours now"),
        (&[("do", "assign"), ("assignee", "nobody")], 400, ""),
        (&[("do", "reopen")], 409, ""),
        (&[("do", "explode")], 400, ""),
    ] {
        let done = act(&agent, &app, &reference, fields).await;
        assert_eq!(done.status, status, "{fields:?}");
        if status == 303 {
            let page = agent.get(done.header("location")).await;
            assert!(page.text().contains(told), "{fields:?}");
        }
    }
    let to = other.account.as_ref().unwrap().id.to_string();
    assert_eq!(
        act(&agent, &app, &reference, &[("do", "assign"), ("assignee", &to)]).await.status,
        303
    );
    assert_eq!(app.case(&reference).state.assignee.unwrap().id.to_string(), to);
    let kinds: Vec<_> = app.case_events(&reference).iter().map(|event| event.entry.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::Note).count(), 1);
    let page = admin.get(&at(&reference)).await;
    assert!(!page.text().contains("network team") && !page.text().contains("gave the case"));
    let held = act(
        &agent,
        &app,
        &reference,
        &[("do", "answer"), ("text", "We wait for them."), ("next", "hold")],
    )
    .await;
    assert_eq!((held.status, app.case(&reference).state.status), (303, CaseStatus::OnHold));
}

#[tokio::test]
async fn each_outcome_asks_for_what_it_needs() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    for (kind, detail, told) in [
        ("solved", "", "Solved or answered"),
        ("missing-feature", "https://ideas.example/7", "https://ideas.example/7"),
        ("not-reproducible", "Record the console", "Our advice: Record the console"),
        ("other-team", "Calendar", "The team: Calendar"),
        ("out-of-scope", "Your network", "The reason: Your network"),
    ] {
        let reference = app.given_case(&admin, kind);
        let resolve = async |kind: &str, detail: &str| {
            let fields = [
                ("do", "resolve"),
                ("outcome", kind),
                ("detail", detail),
                ("credit", "1"),
                ("closing", "All the best"),
            ];
            act(&agent, &app, &reference, &fields).await
        };
        let nothing = resolve("", detail).await;
        assert_eq!(nothing.status, 422);
        assert!(
            nothing.text().contains("Choose an outcome.")
                && nothing.text().contains("All the best")
        );
        if kind != "solved" {
            let refused = resolve(kind, " ").await;
            assert_eq!(refused.status, 422, "{kind}");
            assert!(refused.text().contains("href=\"#detail\""), "{kind}");
        }
        assert_eq!(resolve(kind, detail).await.status, 303, "{kind}");
        let case = app.case(&reference);
        assert_eq!(case.state.status, CaseStatus::Solved);
        assert_eq!(case.state.outcome.as_ref().map(Outcome::kind), Some(kind));
        assert_eq!(case.state.solved_at, Some(app.state.clock.now()));
        let page = admin.get(&at(&reference)).await;
        assert!(page.text().contains(told) && page.text().contains("All the best"), "{kind}");
        assert!(!page.text().contains("You asked for a service credit."), "it was no outage");
        assert_eq!(resolve(kind, detail).await.status, 409, "it has ended");
    }
    let reference = app.given_case(&admin, "Idea");
    let fields =
        [("do", "resolve"), ("outcome", "missing-feature"), ("detail", "javascript:alert(1)")];
    let refused = act(&agent, &app, &reference, &fields).await;
    assert!(refused.text().contains("it begins with https://"));
}

#[tokio::test]
async fn what_is_missing_is_told_in_words_of_its_own_beside_its_field() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    for (fields, at, told) in [
        (&[("do", "answer")][..], "text", "Write the answer first."),
        (&[("do", "note")], "note", "Write the note first."),
        (&[("do", "reclassify"), ("priority", "P3")], "reason", "Say why the priority changes."),
        (&[("do", "resolve"), ("outcome", "other-team")], "detail", "Name the team."),
        (
            &[("do", "resolve"), ("outcome", "outage-resolved")],
            "outage",
            "Choose the incident that the case belonged to.",
        ),
    ] {
        let refused = act(&agent, &app, &reference, fields).await;
        assert_eq!(refused.status, 422, "{told}");
        assert!(refused.text().contains(&format!("href=\"#{at}\">{told}")), "{told}");
        assert!(
            refused.text().contains(&format!("field-error\">{told}"))
                || refused.text().contains(&format!("id=\"{at}-error\">{told}")),
            "{told}"
        );
    }
}

#[tokio::test]
async fn two_agents_see_each_other_and_overwrite_nothing() {
    let app = portal();
    let (admin, one, two) = (paid_admin(&app), agent(&app), operator(&app));
    let reference = app.given_case(&admin, "Mail is late");
    assert!(!one.get(&desk(&reference)).await.text().contains("is looking at this case"));
    assert!(two.get(&desk(&reference)).await.text().contains("is looking at this case"));
    let presence = format!("{}/presence", desk(&reference));
    assert_eq!(one.post_form(&presence, &[("state", "writing")]).await.status, 204);
    let live = |seen: u32| format!("{}/live?seen={seen}", desk(&reference));
    let seen = two.get(&live(1)).await;
    assert!(seen.text().contains("is writing") && !seen.text().contains("new entr"));
    assert_eq!(one.post_form(&presence, &[("state", "gone")]).await.status, 204);
    assert!(!two.get(&live(1)).await.text().contains("is writing"));
    one.get(&desk(&reference)).await;
    app.wait(61.seconds());
    assert!(!two.get(&live(1)).await.text().contains("is looking"), "who is gone fades");

    // Both have seen version 1. The first answers; the second, who wrote in the meantime, is told, and sends again.
    let answer = async |who: &Actor<'_>, version: &str, text: &str| {
        let fields = [("do", "answer"), ("version", version), ("text", text), ("next", "ours")];
        who.post_form(&desk(&reference), &fields).await
    };
    assert_eq!(answer(&one, "1", "First words").await.status, 303);
    let news = two.get(&live(1)).await;
    for part in ["new entries since you opened this page", "First words"] {
        assert!(news.text().contains(part), "{part}: {}", news.text());
    }
    let refused = answer(&two, "1", "Second words").await;
    assert_eq!(refused.status, 409);
    for part in [
        "The case has changed while you were writing",
        "First words",
        "Second words",
        "value=\"ours\" selected",
    ] {
        assert!(refused.text().contains(part), "{part}");
    }
    let said =
        |text: &str| app.case_events(&reference).iter().any(|event| event.entry.body == text);
    assert!(said("First words") && !said("Second words"), "nothing was sent");
    let version = app.case(&reference).version.to_string();
    assert!(refused.text().contains(&format!("name=\"version\" value=\"{version}\"")));
    assert_eq!(answer(&two, &version, "Second words").await.status, 303);
    assert_eq!(
        answer(&two, &version, "Third words").await.status,
        303,
        "one's own words are no surprise"
    );
    admin.post_form(&at(&reference), &[("do", "reply"), ("text", "And the customer")]).await;
    let version = (app.case(&reference).version - 1).to_string();
    let refused = answer(&one, &version, "Too late").await;
    assert!(refused.status == 409 && refused.text().contains("And the customer"));
    assert_eq!(answer(&one, "x", "No version").await.status, 400);
}

#[tokio::test]
async fn an_article_is_put_into_the_answer_without_scripts() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let fields = [("article", "/en/articles/mail/late"), ("text", "Please read:")];
    let page = act(&agent, &app, &reference, &fields).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Please read:\nhttps://help.example/en/articles/mail/late"));
    assert_eq!(app.case(&reference).version, 1, "nothing was sent");
    let evil = [("article", "//evil.example/"), ("text", "")];
    assert_eq!(act(&agent, &app, &reference, &evil).await.status, 400);
}

#[tokio::test]
async fn the_desk_takes_what_is_written_badly() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let megabyte = "x".repeat(1_000_000);
    for (field, verb) in
        [("text", "answer"), ("note", "note"), ("reason", "reclassify"), ("closing", "resolve")]
    {
        let fields =
            [("do", verb), (field, megabyte.as_str()), ("priority", "P3"), ("outcome", "solved")];
        let refused = act(&agent, &app, &reference, &fields).await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(
            refused.text().contains(&megabyte) && refused.text().contains("1,000,000 characters"),
            "{field}"
        );
    }
    let same = act(
        &agent,
        &app,
        &reference,
        &[("do", "reclassify"), ("priority", "P2"), ("reason", "So")],
    )
    .await;
    assert!(same.status == 422 && same.text().contains("has this priority already"));
    act(
        &agent,
        &app,
        &reference,
        &[("do", "note"), ("note", "<script>alert(1)</script> \u{202e}🔥")],
    )
    .await;
    let page = agent.get(&desk(&reference)).await;
    assert!(!page.text().contains("<script>alert") && page.text().contains("&lt;script&gt;alert"));
    let page = agent.get("/en/desk/cases/00000019").await;
    assert_eq!(page.status, 404);
    let body = Body::from(vec![0xff; 64]);
    let request = Request::post(desk(&reference))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    assert_eq!(agent.send(request, body).await.status, 400);
}

#[tokio::test]
async fn figures_show_what_was_promised_and_kept() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let (kept, broken) = (app.given_case(&admin, "Kept"), app.given_case(&admin, "Broken"));
    app.wait(2.hours());
    act(&agent, &app, &kept, &[("do", "resolve"), ("outcome", "solved")]).await;
    app.wait(3.hours());
    act(&agent, &app, &broken, &[("do", "answer"), ("text", "Late"), ("next", "ours")]).await;
    let page = agent.get("/en/desk/figures").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("1 of 2 (50%)"), "first answers");
    assert!(page.text().contains("2 h 0 min"));
    let (_, chart) = page.text().split_once("<table class=\"chart\">").expect("week by week");
    assert!(chart.contains("Week of") && chart.contains(">100%<"), "rows and scale are named");
    assert!(chart.contains("width=\"50%\"") && chart.contains(">1 of 2 (50%)<"), "{chart}");
    for words in ["Target: 4 h 0 min", "Target: 8 h 0 min", "Solved in time, week by week"] {
        assert!(page.text().contains(words), "{words}");
    }
    assert!(page.text().contains("Nobody has answered yet."));
    assert_eq!(admin.get("/en/desk/figures").await.status, 403);
}

#[tokio::test]
async fn only_the_desk_hears_of_the_desk() {
    let app = portal();
    for (kind, _) in guichet_model::Viewer::KINDS.into_iter().filter(|(kind, _)| *kind != "staff") {
        let expected = if kind == "anonymous" { 401 } else { 403 };
        let who = guichet_tests::actors::actor_of(&app, kind);
        assert_eq!(who.get("/en/desk/live").await.status, expected, "{kind}");
        assert_eq!(who.get("/en/desk/queue").await.status, expected, "{kind}");
    }
}

#[tokio::test]
async fn a_change_is_told_to_pages_that_stand_open() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let mut heard = app.state.live.hear();
    admin.post_form(&at(&reference), &[("do", "reply"), ("text", "More")]).await;
    let mut topics = Vec::new();
    while let Ok(topic) = heard.try_recv() {
        topics.push(topic.to_string());
    }
    assert!(topics.contains(&"desk".to_owned()), "{topics:?}");
    assert!(topics.contains(&format!("desk {}", reference.as_str())), "{topics:?}");
    let page = agent.get(&desk(&reference)).await;
    for part in
        ["data-live=\"/en/desk/live?case=", "live.0123456789abcdef.js", "desk.0123456789abcdef.js"]
    {
        assert!(page.text().contains(part), "{part}");
    }
}

#[tokio::test]
async fn while_the_database_is_away_the_desk_says_so() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    on_runtime(app.state.accounts.storage.close());
    for path in [
        "/en/desk".to_owned(),
        desk(&reference),
        "/en/desk/queue".to_owned(),
        "/en/desk/figures".to_owned(),
    ] {
        assert_eq!(agent.get(&path).await.status, 503, "{path}");
    }
    let fields = [("do", "answer"), ("version", "1"), ("text", "Words")];
    assert_eq!(agent.post_form(&desk(&reference), &fields).await.status, 503);
}
