//! The guided form: from the first question to a case, to the forum, or to an administrator.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::{
    Viewer,
    case::{CaseRef, Via},
    guided::FormStep,
    status::{ComponentState, Stage},
    viewer::{Role, Tier},
};
use guichet_server::{
    cases::{self, Submission},
    settings::Concealed,
};
use guichet_storage::DraftOwner;
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, actor_of, free_user, paid_admin, paid_member},
    cases::new_case,
    on_runtime,
};

pub(crate) const NEW: &str = "/en/contact/new";

pub(crate) fn demo() -> TestApp {
    TestApp::demo_with(|_| {})
}

pub(crate) async fn answer(actor: &Actor<'_>, step: &str, fields: &[(&str, &str)]) -> Answer {
    actor.post_form(&format!("{NEW}/{step}"), fields).await
}

/// Answers everything up to the details.
pub(crate) async fn answer_all(actor: &Actor<'_>) {
    for (step, fields, next) in [
        ("service", &[("service", "mail")][..], "problem"),
        ("problem", &[("effect", "no_access"), ("since", "this morning")], "reach"),
        ("reach", &[("reach", "one")], "workaround"),
        ("workaround", &[("workaround", "none")], "details"),
    ] {
        let done = answer(actor, step, fields).await;
        assert_eq!(
            (done.status, done.header("location")),
            (303, &*format!("{NEW}/{next}")),
            "{step}"
        );
    }
    let text = "Opening the inbox shows error 500 with request 4f2a.";
    let fields = [("title", "Error 500 in the inbox"), ("description", text)];
    assert_eq!(answer(actor, "details", &fields).await.status, 303);
}

/// A form with files, as browsers send it.
pub(crate) async fn upload(
    actor: &Actor<'_>,
    files: &[(&str, &[u8])],
    fields: &[(&str, &str)],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    for (name, bytes) in files {
        body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n").bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    let request = Request::post(format!("{NEW}/evidence"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    actor.send(request, Body::from(body)).await
}

#[tokio::test]
async fn whoever_goes_on_with_a_file_chosen_takes_it_along() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    let page = ana.get(&format!("{NEW}/evidence")).await;
    assert!(page.text().contains("form=\"evidence\""), "{}", page.text());
    let on = [("action", "continue")];
    let chosen = upload(&ana, &[("mail.log", b"09:00 queued\n")], &on).await;
    assert_eq!(chosen.header("location"), format!("{NEW}/review"));
    assert!(ana.get(&format!("{NEW}/review")).await.text().contains("mail.log"));
    let without = upload(&ana, &[], &on).await;
    assert_eq!(without.header("location"), format!("{NEW}/review"), "files may be missing");
    let program = upload(&ana, &[("x.exe", b"MZ\x90\0\x03\0\0\0")], &on).await;
    assert_eq!(program.status, 422, "what is refused is said first");
}

#[tokio::test]
async fn an_administrator_goes_from_the_first_question_to_a_case() {
    let app = demo();
    let ana = paid_admin(&app);
    let start = ana.get(NEW).await;
    assert!(start.text().contains("This ends with a case"), "the end is named at the start");
    answer_all(&ana).await;
    let evidence = ana.get(&format!("{NEW}/evidence")).await;
    for asked in ["The exact steps", "sender, recipient", "A screenshot of the whole window"] {
        assert!(evidence.text().contains(asked), "{asked} is asked of mail that cannot be reached");
    }
    assert!(!evidence.text().contains("The meeting’s code"));
    let sent = upload(&ana, &[("mail.log", b"one line"), ("other.log", b"another")], &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let page = ana.get(&format!("{NEW}/evidence")).await;
    assert!(page.text().contains(">mail.log<") && page.text().contains(">other.log<"));
    assert_eq!(answer(&ana, "evidence", &[("action", "continue")]).await.status, 303);
    let review = ana.get(&format!("{NEW}/review")).await;
    let html = review.text();
    for said in [
        "Error 500 in the inbox",
        "this morning",
        "One person has lost a service",
        "That makes it P2",
        "mail.log",
    ] {
        assert!(html.contains(said), "{said} is on the review page");
    }
    assert_eq!(html.matches(">Priority</h2>").count(), 1, "its priority is told once");
    // A Monday at noon: business begins at 16:00 UTC, and P2 takes four hours of it.
    assert!(
        html.contains("First answer by today at 12:00"),
        "the time is told by the desk's clock"
    );
    let done = answer(&ana, "review", &[("level", "P2")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let to = done.header("location").to_owned();
    let reference: CaseRef = to.split_once("case=").unwrap().1.parse().unwrap();
    let case = on_runtime(app.state.accounts.storage.case(&reference)).unwrap().unwrap();
    assert_eq!((case.title.as_str(), case.service.as_str()), ("Error 500 in the inbox", "mail"));
    assert_eq!(case.state.answer_due_at.unwrap().to_string(), "2026-11-23T20:00:00Z");
    let page = ana.get(&to).await;
    assert!(page.text().contains(&reference.to_string()), "the reference is told");
    assert_eq!(page.header("cache-control"), "private, no-store");
    let draft = DraftOwner::Account(&ana.account.as_ref().unwrap().id);
    assert_eq!(on_runtime(app.state.accounts.storage.draft(draft)).unwrap(), None);
    // Sent once more, as when the answer was lost on its way: the same case, and no other.
    let id = html.split("name=\"draft\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let fields = [("level", "P2"), ("draft", id.unwrap())];
    assert_eq!(answer(&ana, "review", &fields).await.header("location"), to);
    let stranger = paid_admin(&app);
    let to_the_start = answer(&stranger, "review", &fields).await;
    assert_eq!(
        to_the_start.header("location"),
        format!("{NEW}/service"),
        "a stranger learns nothing"
    );
    // Somebody else's reference leads nowhere.
    assert_eq!(stranger.get(&to).await.header("location"), NEW);
}

#[tokio::test]
async fn a_draft_becomes_one_case_whatever_is_answered_in_it_at_the_same_moment() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    answer(&ana, "evidence", &[("action", "continue")]).await;
    let account = &ana.account.as_ref().unwrap().id;
    let storage = &app.state.accounts.storage;
    let draft = on_runtime(storage.draft(DraftOwner::Account(account))).unwrap().unwrap().id;
    let first = [("level", "P2"), ("draft", draft.as_str())];
    let second = [("level", "P1"), ("reason", "The fair opens today"), ("draft", draft.as_str())];
    let (one, other) =
        tokio::join!(answer(&ana, "review", &first), answer(&ana, "review", &second));
    assert_eq!((one.status, other.status), (303, 303));
    assert_eq!(one.header("location"), other.header("location"));
    assert_eq!(on_runtime(storage.cases_of(account, None, 9, 0)).unwrap().len(), 1);

    // The first is there, and its draft is not gone yet.
    answer_all(&ana).await;
    answer(&ana, "evidence", &[("action", "continue")]).await;
    let draft = on_runtime(storage.draft(DraftOwner::Account(account))).unwrap().unwrap().id;
    let submission = Submission {
        requester: ana.account.as_ref().unwrap(),
        organisation: ana.organisation.as_ref(),
        case: new_case("Error 500", "en"),
        answer_due: None,
        via: Via::Web,
        key: Some(&format!("draft-{draft}")),
    };
    let (reference, _) = on_runtime(cases::submit(&app.state, submission)).unwrap();
    let led = answer(&ana, "review", &[("level", "P2"), ("draft", draft.as_str())]).await;
    assert!(led.header("location").contains(reference.as_str()), "{}", led.header("location"));
    assert_eq!(on_runtime(storage.cases_of(account, None, 9, 0)).unwrap().len(), 2);
}

#[tokio::test]
async fn another_priority_takes_a_reason() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    answer(&ana, "evidence", &[("action", "continue")]).await;
    let without = answer(&ana, "review", &[("level", "P1")]).await;
    assert_eq!(without.status, 422);
    assert!(without.text().contains("Say why it needs a different priority"));
    let fields = [("level", "P1"), ("reason", "The board meets in an hour."), ("by", "phone")];
    let done = answer(&ana, "review", &fields).await;
    assert!(done.header("location").ends_with("&by=phone"));
    let sent = ana.get(done.header("location")).await;
    assert!(sent.text().contains("Now call us"), "the answers go along to the phone");
}

#[tokio::test]
async fn everyone_is_told_at_the_start_where_it_ends() {
    let app = demo();
    for (kind, said) in [
        ("anonymous", "Administrator of a paid edition?"),
        ("personal", "This ends in the forum"),
        ("free_administrator", "This ends in the forum"),
        ("suspended", "Your organisation is suspended"),
        ("paid_member", "Your administrators submit cases"),
        ("paid_administrator", "This ends with a case"),
        ("staff", "You can look, and nothing is sent"),
    ] {
        let page = actor_of(&app, kind).get(NEW).await;
        assert!(page.text().contains(said), "{kind} reads {said:?}");
    }
    // A member reads by name who can submit.
    let organisation = app.given_organisation(&app.edition(Tier::Paid));
    app.given_account("boss@lumiere.example", Some((&organisation, Role::Administrator)), None);
    let member = app.given_account("bo@lumiere.example", Some((&organisation, Role::Member)), None);
    let page = app.signed_in(&member, Some(&organisation)).get(NEW).await;
    assert!(page.text().contains("Ana Díaz"), "the administrator is named");
}

#[tokio::test]
async fn staff_see_where_it_would_be_sent_and_nothing_to_send_it_with() {
    let app = demo();
    let di = actor_of(&app, "staff");
    answer_all(&di).await;
    answer(&di, "evidence", &[("action", "continue")]).await;
    let review = di.get(&format!("{NEW}/review")).await;
    let html = review.text();
    assert!(html.contains("An administrator would send it here") && html.contains("P2"));
    for sends in ["Submit the case", "Submit and call", "Support receives everything above"] {
        assert!(!html.contains(sends), "{sends}");
    }
}

#[tokio::test]
async fn a_free_user_ends_in_the_forum_with_a_topic() {
    let app = demo();
    let free = free_user(&app);
    answer_all(&free).await;
    // Files go with cases; there is no such step here.
    assert_eq!(
        free.get(&format!("{NEW}/evidence")).await.header("location"),
        format!("{NEW}/review")
    );
    let review = free.get(&format!("{NEW}/review")).await;
    let html = review.text();
    assert!(html.contains("forum.pergola.example"), "the way into the forum is there");
    let steps = html.split("guided-steps").nth(1).unwrap().split("</nav>").next().unwrap();
    assert!(steps.contains("Ask in the forum") && !steps.contains("Check and send"), "{steps}");
    let place = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(place("Anyone can read the forum") < place("Open it in the forum"), "first");
    let topic = html.split("id=\"topic\"").nth(1).unwrap();
    let address = topic.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    for part in ["title=Error%20500%20in%20the%20inbox", "body=Opening%20the%20inbox", "tags=mail"]
    {
        assert!(address.contains(part), "{part} in {address}");
    }
    assert!(html.contains("Articles that may answer it") && html.contains("error-500"), "{html}");
    for closed in ["Submit the case", "tel:", "mailto:"] {
        assert!(!html.contains(closed), "{closed}");
    }
    let forced = answer(&free, "review", &[("level", "P2")]).await;
    assert_eq!((forced.status, forced.header("location")), (303, &*format!("{NEW}/review")));
    let files = upload(&free, &[("a.log", b"words")], &[]).await;
    assert_eq!(files.status, 403);
    let member = paid_member(&app);
    answer_all(&member).await;
    let review = member.get(&format!("{NEW}/review")).await;
    assert!(review.text().contains("Hand this to an administrator"));
}

#[tokio::test]
async fn a_topic_for_discourse_has_title_body_and_category() {
    let policy = r#"
        services = [{ id = "mail", name = "Mail" }]
        forums = [{ name = "Forum", kind = "discourse", url = "https://forum.example/c/en", categories = { mail = "en/mail/5" } }]
        "#;
    let app = TestApp::given_content(&[
        ("portal.toml", policy),
        ("articles/en/a/b.md", "---\ntitle: A\n---\nB\n"),
    ]);
    let personal = actor_of(&app, "personal");
    answer_all(&personal).await;
    let review = personal.get(&format!("{NEW}/review")).await;
    let topic = review.text().split("id=\"topic\"").nth(1).unwrap();
    let address = topic.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let address: axum::http::Uri = address.replace("&amp;", "&").parse().unwrap();
    assert_eq!((address.host(), address.path()), (Some("forum.example"), "/new-topic"));
    let query = address.query().unwrap();
    let fields: Vec<&str> = query.split('&').collect();
    assert_eq!(fields[0], "title=Error%20500%20in%20the%20inbox");
    assert!(fields[1].starts_with("body=Opening%20the%20inbox%20shows%20error%20500"), "{query}");
    assert!(fields[1].contains("this%20morning"), "the answers stand in it: {query}");
    assert_eq!(&fields[2..], ["category_id=5"], "the category is that of the service");
}

#[tokio::test]
async fn steps_come_in_order_and_can_be_changed() {
    let app = demo();
    let ana = paid_admin(&app);
    assert_eq!(ana.get(&format!("{NEW}/review")).await.header("location"), NEW);
    answer(&ana, "service", &[("service", "mail")]).await;
    let ahead = ana.get(&format!("{NEW}/details")).await;
    assert_eq!(ahead.header("location"), format!("{NEW}/problem"), "to the first open question");
    answer_all(&ana).await;
    let back = ana.get(&format!("{NEW}/reach")).await;
    assert!(back.text().contains("checked"), "what was answered is chosen");
    let changed = answer(&ana, "reach", &[("reach", "many")]).await;
    assert_eq!(changed.header("location"), format!("{NEW}/evidence"), "nothing is asked twice");
    assert!(ana.get(&format!("{NEW}/evidence")).await.text().contains("priority-p1"));
}

#[tokio::test]
async fn what_is_missing_is_said_where_it_is_missing() {
    let app = demo();
    let ana = paid_admin(&app);
    for (step, fields, said) in [
        ("service", &[("service", "none")][..], "Choose the service"),
        ("problem", &[("effect", "")], "Choose what happens"),
        ("reach", &[], "Choose how many people"),
        ("workaround", &[("workaround", "x")], "Choose whether there is a way"),
        ("details", &[("title", ""), ("description", "words")], "Sum up the problem in a line"),
    ] {
        let refused = answer(&ana, step, fields).await;
        assert_eq!(refused.status, 422, "{step}");
        let html = refused.text();
        assert!(html.contains(said) && html.contains("id=\"errors\""), "{step}: {said}");
        assert!(html.contains("<title>Error:"), "{step}");
    }
}

#[tokio::test]
async fn odd_texts_are_told_or_taken_as_they_are() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    let details = async |title: &str, text: &str| {
        answer(&ana, "details", &[("title", title), ("description", text)]).await
    };
    let long = "word ".repeat(210_000);
    let refused = details("A megabyte", &long).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("add the rest as a file"), "a way out is named");
    assert!(refused.text().contains(&"word ".repeat(1000)), "the text is still there");
    let kept = ana.get(&format!("{NEW}/details")).await;
    assert!(kept.text().contains(&"word ".repeat(1000)), "it is kept as it was typed");
    let on = ana.get(&format!("{NEW}/evidence")).await;
    assert_eq!(on.header("location"), format!("{NEW}/details"), "and is no answer yet");
    assert_eq!(details("Ten megabytes", &"x".repeat(10_000_000)).await.status, 413);
    let signs = details("🔥🔥🔥", "🔥🔥🔥").await;
    assert!(signs.status == 422 && signs.text().contains("Use words"));
    let script = "<script>alert(1)</script> & \"quotes\" </textarea>";
    for text in [script, "البريد لا يصل منذ الصباح ولا أحد يستطيع فتحه", "日本語の説明 🔥"]
    {
        assert_eq!(details(text, text).await.status, 303, "{text}");
        let page = ana.get(&format!("{NEW}/details")).await;
        assert!(!page.text().contains("<script>alert") && !page.text().contains("</textarea> "));
    }
    answer(&ana, "evidence", &[("action", "continue")]).await;
    details(script, script).await;
    let review = ana.get(&format!("{NEW}/review")).await;
    assert!(review.text().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!review.text().contains("<script>alert"));
}

#[tokio::test]
async fn files_are_taken_and_refused_one_by_one() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    let files: [(&str, &[u8]); 4] = [
        ("good.log", b"words"),
        ("empty.log", b""),
        ("photo.png", b"words"),
        ("../../x.txt", b"y"),
    ];
    let refused = upload(&ana, &files, &[]).await;
    assert_eq!(refused.status, 422);
    let html = refused.text();
    assert!(
        html.contains("empty.log is empty") && html.contains("photo.png is not what its name says")
    );
    assert!(html.contains(">good.log<") && html.contains(">x.txt<"), "the good ones are taken");
    let large = vec![b'a'; 25 * 1024 * 1024 + 1];
    let refused = upload(&ana, &[("large.log", &large)], &[]).await;
    assert!(refused.text().contains("large.log is larger than 25 MB"));
    let many: Vec<(&str, &[u8])> = (0..9).map(|_| ("more.log", &b"words"[..])).collect();
    let refused = upload(&ana, &many, &[]).await;
    assert!(refused.text().contains("more.log is one too many: the limit is 10 files"));
    let nothing = upload(&ana, &[("", b"")], &[]).await;
    assert!(nothing.text().contains("Choose a file first"));
    let draft = DraftOwner::Account(&ana.account.as_ref().unwrap().id);
    let storage = &app.state.accounts.storage;
    let draft = on_runtime(storage.draft(draft)).unwrap().unwrap();
    let files = on_runtime(storage.attachments_of(&draft.id)).unwrap();
    assert_eq!(files.len(), 10);
    let removed = upload(&ana, &[], &[("remove", files[0].id.as_str())]).await;
    assert_eq!(removed.status, 303);
    // Nobody removes a file of somebody else's draft.
    let bob = paid_admin(&app);
    answer_all(&bob).await;
    upload(&bob, &[], &[("remove", files[1].id.as_str())]).await;
    assert_eq!(on_runtime(storage.attachments_of(&draft.id)).unwrap().len(), 9);
}

#[tokio::test]
async fn a_case_takes_its_files_along_and_only_its_readers_have_them() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    upload(&ana, &[("mail.log", b"words")], &[]).await;
    let draft = DraftOwner::Account(&ana.account.as_ref().unwrap().id);
    let storage = &app.state.accounts.storage;
    let draft = on_runtime(storage.draft(draft)).unwrap().unwrap();
    let file = on_runtime(storage.attachments_of(&draft.id)).unwrap().remove(0);
    answer(&ana, "evidence", &[("action", "continue")]).await;
    assert_eq!(answer(&ana, "review", &[("level", "P2")]).await.status, 303);
    let at = format!("/attachments/{}", file.id);
    assert_eq!(ana.get(&at).await.text(), "words");
    for (kind, _) in Viewer::KINDS {
        let status = actor_of(&app, kind).get(&at).await.status;
        assert_eq!(status, if kind == "staff" { 200 } else { 404 }, "{kind}");
    }
    // A day later it is still there: it has a place.
    app.wait(jiff::Span::new().hours(30));
    on_runtime(guichet_server::attachments::prune(&app.state, app.state.clock.now()));
    assert!(on_runtime(storage.attachment(&file.id)).unwrap().is_some());
}

#[tokio::test]
async fn a_portal_without_services_rules_or_forum_still_has_a_form() {
    let app = TestApp::given_content(&[("articles/en/a/b.md", "---\ntitle: A\n---\nB\n")]);
    let browser = app.anonymous();
    let start = browser.get(NEW).await;
    assert!(start.text().contains(&format!("{NEW}/problem")));
    assert!(start.text().contains("Then this ends with the articles that come closest"));
    assert!(!start.text().contains("in the forum"), "no forum is promised");
    answer(&browser, "problem", &[("effect", "no_access")]).await;
    answer(&browser, "reach", &[("reach", "one")]).await;
    answer(&browser, "workaround", &[("workaround", "none")]).await;
    answer(&browser, "details", &[("title", "Words"), ("description", "More words")]).await;
    let review = browser.get(&format!("{NEW}/{}", FormStep::Review.name())).await;
    assert_eq!(review.status, 200);
    assert!(review.text().contains("Your answers as a text"));
    assert!(review.text().contains("More words") && !review.text().contains("in the forum"));
    // So it is for those who are known.
    let personal = actor_of(&app, "personal");
    assert!(personal.get(NEW).await.text().contains("This ends with articles"));
    answer(&personal, "problem", &[("effect", "no_access")]).await;
    let page = personal.get(&format!("{NEW}/reach")).await;
    assert!(page.text().contains("See what fits") && !page.text().contains("Ask in the forum"));
}

#[tokio::test]
async fn a_forum_for_other_editions_is_promised_to_nobody_else() {
    let policy = r#"
        services = [{ id = "mail", name = "Mail" }]
        editions = [
            { id = "plus", name = "Plus", tier = "paid" },
            { id = "old", name = "Old", tier = "free" },
            { id = "club", name = "Club", tier = "free" },
        ]
        forums = [{ name = "Forum", url = "https://forum.example/", editions = ["club"] }]
        "#;
    let app = TestApp::given_content(&[
        ("portal.toml", policy),
        ("articles/en/a/b.md", "---\ntitle: A\n---\nB\n"),
    ]);
    for (edition, said, not_said) in [
        ("club", "This ends in the forum", "This ends with articles"),
        ("old", "This ends with articles", "This ends in the forum"),
    ] {
        let organisation = app.given_organisation(edition);
        let email = format!("bo@{edition}.example");
        let account = app.given_account(&email, Some((&organisation, Role::Administrator)), None);
        let bo = app.signed_in(&account, Some(&organisation));
        let start = bo.get(NEW).await;
        assert!(start.text().contains(said) && !start.text().contains(not_said), "{edition}");
        answer_all(&bo).await;
        let end = bo.get(&format!("{NEW}/review")).await;
        assert_eq!(end.text().contains("https://forum.example/"), edition == "club");
        assert_eq!(end.text().contains("Your answers as a text"), edition == "old");
    }
}

#[tokio::test]
async fn what_is_known_of_the_service_stands_at_the_side() {
    let app = demo();
    let ana = paid_admin(&app);
    answer(&ana, "service", &[("service", "mail")]).await;
    assert!(!ana.get(&format!("{NEW}/problem")).await.text().contains("This is known"));
    let id = app.given_incident(&guichet_tests::opening(
        "Mail opens slowly",
        ComponentState::DegradedPerformance,
    ));
    let page = ana.get(&format!("{NEW}/problem")).await;
    let html = page.text();
    let form = html.split("class=\"guided-form\"").nth(1).unwrap();
    let (question, side) = form.split_once("</form>").unwrap();
    assert!(!question.contains("This is known"), "never between the question and its button");
    assert!(side.contains("This is known") && side.contains(&format!("/en/status/incidents/{id}")));
    let counted = ana.post_form(&format!("/en/status/incidents/{id}"), &[("affected", "1")]).await;
    assert_eq!(counted.status, 200, "who is affected is counted");
    assert!(ana.get(NEW).await.text().contains("You have begun already"), "the answers are kept");
    let other = paid_admin(&app);
    answer(&other, "service", &[("service", "drive")]).await;
    assert!(!other.get(&format!("{NEW}/problem")).await.text().contains("This is known"));
}

#[tokio::test]
async fn whoever_is_affected_can_get_updates_and_go_back_to_their_answers() {
    let app = TestApp::demo_with(|settings| {
        settings.smtp = Some(Concealed("smtp://127.0.0.1:9".to_owned()));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
    });
    let id = app.given_incident(&guichet_tests::opening(
        "Mail opens slowly",
        ComponentState::DegradedPerformance,
    ));
    let incident = format!("/en/status/incidents/{id}");
    let ana = paid_admin(&app);
    answer(&ana, "service", &[("service", "mail")]).await;
    let page = ana.get(&format!("{NEW}/problem")).await;
    let hidden = "<input type=\"hidden\" name=\"back\" value=\"problem\"";
    assert!(page.text().contains(hidden), "{}", page.text());
    assert!(page.text().contains("can get updates"), "it is promised: {}", page.text());
    let back = format!("href=\"{NEW}/problem\"");
    let fields = [("affected", "1"), ("back", "problem")];
    for says in ["we have counted you", "counted you already"] {
        let counted = ana.post_form(&incident, &fields).await;
        let html = counted.text();
        let (_, after) = html.split_once(says).expect("it is said");
        let (next, _) = after.split_once("id=\"incident-now\"").expect("the incident follows");
        let email = format!("value=\"{}\"", ana.account.as_ref().unwrap().email);
        let field = next.split("<input").find(|input| input.contains("name=\"follow-email\""));
        assert!(field.expect("an address").contains(&email), "it is filled in: {next}");
        let chosen: Vec<_> = next
            .split("<input")
            .filter(|input| input.contains("name=\"component\"") && input.contains(" checked"))
            .collect();
        assert_eq!(chosen.len(), 1, "{next}");
        assert!(chosen[0].contains("value=\"mail\""), "the service is chosen: {next}");
        assert!(next.contains(&back) && next.contains("Back to your answers"), "{next}");
        assert!(next.contains(hidden), "the way back goes on: {next}");
    }
    let wrong = [("follow-email", "ana"), ("component", "mail"), ("back", "problem")];
    let wrong = ana.post_form("/en/status", &wrong).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains(&back) && wrong.text().contains(hidden), "{}", wrong.text());
    let follow = [("follow-email", "ana@club.example"), ("component", "mail"), ("back", "problem")];
    let asked = ana.post_form("/en/status", &follow).await;
    assert!(asked.text().contains("Check your inbox") && asked.text().contains(&back));
    assert_eq!(on_runtime(app.state.accounts.storage.waiting_mail()).unwrap(), 1);
    // From the incident's own page there are no answers to go back to, nor from one that somebody made up.
    for made_up in ["", "sent", "https://evil.example"] {
        let fields = [("affected", "1"), ("back", made_up)];
        let counted = app.anonymous().post_form(&incident, &fields).await;
        assert!(counted.text().contains("follow-email"), "{made_up}: {}", counted.text());
        assert!(!counted.text().contains("Back to your answers"), "{made_up}");
    }
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    let over = ana.post_form(&incident, &fields).await;
    assert!(over.text().contains("no longer count") && over.text().contains(&back));
    assert!(!over.text().contains("follow-email"), "nothing more is to come: {}", over.text());
}
