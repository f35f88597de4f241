//! Cases as their customers see them: who may read, write, end, reopen and contradict, and what bad input gets.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind},
    priority::Level,
    viewer::{Role, Tier},
};
use guichet_storage::{OrganisationChange, StorageError};
use guichet_tests::{
    TestApp,
    actors::{Actor, actor_of, agent, free_user, operator, paid_admin},
    cases::new_case,
    on_runtime,
};
use jiff::ToSpan as _;

/// A portal with promises to keep, and no mail on its way out.
pub(crate) fn portal() -> TestApp {
    portal_with(|_| {})
}

/// The same with settings of its own.
pub(crate) fn portal_with(change: impl FnOnce(&mut guichet_server::settings::Settings)) -> TestApp {
    let article = guichet_tests::article("Delayed mail", "Mail is late when a queue is long.");
    let files: Vec<(String, &str)> = ["en", "fr", "es", "ja"]
        .map(|locale| (format!("articles/{locale}/mail/late.md"), article.as_str()))
        .into_iter()
        .chain([("portal.toml".to_owned(), POLICY)])
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    TestApp::given_content_with(&files, |settings| {
        settings.smtp = Some(guichet_server::settings::Concealed("smtp://127.0.0.1:9".to_owned()));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
        settings.mail_reply = Some("reply@portal.example".parse().unwrap());
        change(settings);
    })
}

const POLICY: &str = r#"
portal = { name = "Pergola Help", default_locale = "en" }
services = [{ id = "mail", name = { en = "Mail", fr = "Courrier" } }]
editions = [
    { id = "plus", name = "Plus", tier = "paid" },
    { id = "old", name = "Old", tier = "free" },
]
forums = [{ name = "Forum", url = "https://forum.example/" }]
priorities = [
    { level = "P1", title = "t", meaning = "m", example = "e", first_response = "f", first_response_within = { minutes = 60, round_the_clock = true }, solved_within = { minutes = 480, round_the_clock = true } },
    { level = "P2", title = "t", meaning = "m", example = "e", first_response = "f", first_response_within = { minutes = 240, round_the_clock = true }, solved_within = { minutes = 1440, round_the_clock = true } },
    { level = "P3", title = "t", meaning = "m", example = "e", first_response = "f", first_response_within = { minutes = 480, round_the_clock = true } },
]
"#;

pub(crate) fn at(reference: &CaseRef) -> String {
    format!("/en/cases/{}", reference.as_str())
}

async fn post(
    who: &Actor<'_>,
    reference: &CaseRef,
    fields: &[(&str, &str)],
) -> guichet_tests::Answer {
    who.post_form(&at(reference), fields).await
}

#[tokio::test]
async fn nothing_open_is_good_news() {
    let app = portal();
    let admin = paid_admin(&app);
    for (path, words) in [
        ("/en/cases", "Nothing is open"),
        ("/fr/cases", "Rien n’est en cours"),
        ("/es/cases", "No hay nada abierto"),
        ("/ja/cases", "対応中のものはありません"),
    ] {
        let page = admin.get(path).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(words), "{path}");
        assert_eq!(page.header("cache-control"), "private, no-store");
    }
    let anonymous = app.anonymous().get("/en/cases").await;
    assert_eq!(anonymous.header("location"), "/en/sign-in?next=%2Fen%2Fcases");
}

#[tokio::test]
async fn buttons_say_what_they_do() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    for (locale, solve) in [
        ("en", "Mark as solved"),
        ("fr", "Marquer comme résolu"),
        ("es", "Marcar como resuelto"),
        ("ja", "解決済みにする"),
    ] {
        let page = admin.get(&format!("/{locale}/cases/{}", reference.as_str())).await;
        assert!(page.text().contains(&format!(">{solve}</button>")), "{locale}");
    }
    post(&admin, &reference, &[("do", "solved")]).await;
    let page = admin.get(&format!("/ja/cases/{}", reference.as_str())).await;
    assert!(page.text().contains("が状態を変更しました："), "a colon as wide as the letters");
    let queue = agent.get("/fr/desk?view=solved").await;
    assert!(queue.text().contains("Non attribué") && !queue.text().contains(">Personne<"));
}

#[tokio::test]
async fn the_list_leads_to_the_next_case_and_is_true_for_everyone() {
    let app = portal();
    let form = "href=\"/en/contact/new\"";
    let list = "class=\"choice\">Your cases";
    for (who, said) in [
        (paid_admin(&app), "this is where you follow what becomes of it"),
        (free_user(&app), "Cases come with paid editions"),
    ] {
        let page = who.get("/en/cases").await;
        let main = page.text().split("<main").nth(1).unwrap();
        assert!(main.contains(said) && main.contains(form), "{said}");
        assert!(page.text().contains(list));
        app.given_case(&who, "Mail is late");
        let page = who.get("/en/cases").await;
        let main = page.text().split("<main").nth(1).unwrap();
        assert!(main.contains("class=\"case-list\"") && main.contains(form));
    }
    let page = agent(&app).get("/en/cases").await;
    let main = page.text().split("<main").nth(1).unwrap();
    assert!(main.contains("open no cases of their own") && !main.contains(form));
    assert!(!page.text().contains(list), "staff have no cases");
}

#[tokio::test]
async fn a_customer_reads_answers_ends_and_reopens() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "Mail is late");
    let list = admin.get("/en/cases").await;
    assert!(list.text().contains("Mail is late") && list.text().contains(&reference.to_string()));
    let page = admin.get(&at(&reference)).await;
    for part in ["Mail is late", "it does not work", "this morning", "Received", "Next answer by"] {
        assert!(page.text().contains(part), "{part}");
    }
    assert_eq!(page.header("cache-control"), "private, no-store");
    let spelt = format!("/en/cases/{}", reference.to_string().to_lowercase());
    assert_eq!(admin.get(&spelt).await.header("location"), at(&reference), "as it was read out");

    let sent = post(&admin, &reference, &[("do", "reply"), ("text", "It is worse now.")]).await;
    assert_eq!(sent.header("location"), format!("{}?news=replied", at(&reference)));
    let page = admin.get(sent.header("location")).await;
    assert!(
        page.text().contains("Your message was added") && page.text().contains("It is worse now.")
    );

    assert_eq!(post(&admin, &reference, &[("do", "solved")]).await.status, 303);
    assert_eq!(app.case(&reference).state.status, CaseStatus::Solved);
    assert_eq!(app.case(&reference).state.due_at, None);
    let again = post(&admin, &reference, &[("do", "solved")]).await;
    assert_eq!(again.status, 409, "it is solved already");
    let rating = format!("{}/rating", at(&reference));
    let asks = || async {
        admin.get(&at(&reference)).await.text().contains(&format!("{rating}?rating=good"))
    };
    assert!(asks().await, "whoever asked is asked");
    let fields = [("rating", "good"), ("words", "")];
    assert_eq!(admin.post_form(&rating, &fields).await.status, 200);
    assert!(!asks().await, "once");
    assert_eq!(post(&admin, &reference, &[("do", "reopen")]).await.status, 303);
    let case = app.case(&reference);
    assert_eq!((case.state.status, case.state.solved_at), (CaseStatus::Open, None));
    post(&admin, &reference, &[("do", "solved")]).await;
    post(&admin, &reference, &[("do", "reply"), ("text", "It is back.")]).await;
    let case = app.case(&reference);
    assert_eq!(case.state.status, CaseStatus::Open, "words reopen a case");
    assert!(case.state.due_at.is_some() && case.state.outcome.is_none());
    assert_eq!(post(&admin, &reference, &[("do", "explode")]).await.status, 400);
}

#[tokio::test]
async fn a_case_is_read_by_those_it_belongs_to() {
    let app = portal();
    let organisation = app.given_organisation("plus");
    let person = |name: &str, role| {
        let account = app.given_account(
            &format!("{name}@atelier.example"),
            Some((&organisation, role)),
            None,
        );
        app.signed_in(&account, Some(&organisation))
    };
    let (asker, colleague) =
        (person("asker", Role::Administrator), person("colleague", Role::Administrator));
    let member = person("member", Role::Member);
    let reference = app.given_case(&asker, "Quittung");
    let reads = async |who: &Actor<'_>| {
        let page = who.get(&at(&reference)).await;
        let api = who.get(&format!("/api/v1/cases/{reference}")).await;
        let listed = who.get("/en/cases").await.text().contains("Quittung");
        let in_api = who.get("/api/v1/cases").await.text().contains("Quittung");
        let all = [page.status == 200, api.status == 200, listed, in_api];
        assert!(all.iter().all(|one| *one == all[0]), "pages and API agree: {all:?}");
        if !all[0] {
            assert_eq!((page.status, api.status), (404, 404), "as if it were not there");
            let write = post(who, &reference, &[("do", "reply"), ("text", "Let me in")]).await;
            assert_eq!(write.status, 404);
        }
        all[0]
    };
    assert!(reads(&asker).await);
    assert!(!reads(&colleague).await && !reads(&member).await);
    let refused = member.post_form("/en/cases", &[("share", "1")]).await;
    assert_eq!(refused.status, 403, "members do not decide it");
    assert_eq!(colleague.post_form("/en/cases", &[("share", "1")]).await.status, 303);
    assert!(reads(&colleague).await && !reads(&member).await);
    assert!(asker.get(&at(&reference)).await.text().contains("All administrators of"));
    assert!(colleague.get("/en/cases").await.text().contains("asked by"));
    let answered =
        post(&colleague, &reference, &[("do", "reply"), ("text", "From a colleague")]).await;
    assert_eq!(answered.status, 303);
    for kind in ["personal", "free_administrator", "paid_administrator", "paid_member", "suspended"]
    {
        assert!(!reads(&actor_of(&app, kind)).await, "{kind}");
    }
    asker.post_form("/en/cases", &[("share", "0")]).await;
    assert!(!reads(&colleague).await);
    let old = OrganisationChange { edition: Some("old".into()), ..OrganisationChange::default() };
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.change_organisation(&organisation.id, &old, now)).unwrap();
    assert!(reads(&asker).await, "whoever asked keeps their case whatever becomes of the edition");
    let anonymous = app.anonymous();
    let led = anonymous.get(&at(&reference)).await;
    let sign_in = anonymous.get(led.header("location")).await;
    assert!(sign_in.text().contains("Your cases open once you are signed in"));
    let stranger = paid_admin(&app).get(&at(&reference)).await;
    assert!(stranger.text().contains("We can’t find this case"));
    assert!(!stranger.text().contains("article may have moved"));
    assert_eq!(anonymous.get("/api/v1/cases").await.status, 401);
    let agent = agent(&app);
    let staff = agent.get(&at(&reference)).await;
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    assert_eq!(staff.header("location"), desk);
    let led = anonymous.get(&desk).await;
    let sign_in = anonymous.get(led.header("location")).await;
    assert!(sign_in.text().contains("The desk opens for those who work for this help centre"));
    let none = format!("/en/desk/cases/{}", CaseRef::from_number(1).as_str());
    assert!(agent.get(&none).await.text().contains("look for the case at the desk"));
}

#[tokio::test]
async fn a_program_reads_and_answers() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "Mail is late");
    let answer = admin.get(&format!("/api/v1/cases/{reference}?locale=fr")).await;
    let case = answer.json();
    assert_eq!((case["status"].as_str(), case["priority"].as_str()), (Some("new"), Some("P2")));
    assert_eq!(case["service_name"], "Courrier");
    assert_eq!(case["due_at"], "2026-11-23T16:00:00Z");
    assert_eq!(case["timeline"][0]["kind"], "description");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let send = async |body: &'static str| {
        let request = Request::post(format!("/api/v1/cases/{reference}/messages"))
            .header(header::CONTENT_TYPE, "application/json");
        admin.send(request, Body::from(body)).await
    };
    let answered = send(r#"{"text": "By a program"}"#).await;
    assert_eq!(answered.status, 201);
    assert_eq!(answered.json()["timeline"][1]["text"], "By a program");
    assert_eq!(answered.json()["timeline"][1]["via"], "api");
    for (body, code) in [
        ("{}", "invalid"),
        (r#"{"text": " "}"#, "invalid"),
        (r#"{"text": 1}"#, "invalid"),
        ("x", "bad-request"),
    ] {
        assert_eq!(send(body).await.json()["code"], code, "{body}");
    }
    for path in ["/api/v1/cases/none", "/api/v1/cases/0000-0001", "/api/v1/cases/%00"] {
        assert_eq!(admin.get(path).await.status, 404, "{path}");
    }
    assert_eq!(admin.get("/api/v1/cases?offset=x").await.status, 400);
}

#[tokio::test]
async fn a_message_that_is_sent_twice_arrives_once() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    let times = |text: &str| {
        app.case_events(&reference).iter().filter(|event| event.entry.body == text).count()
    };
    let shown = admin.get(&at(&reference)).await;
    assert_eq!(shown.text().matches("name=\"version\" value=\"1\"").count(), 1);
    let reply = async |version: &str, text: &str| {
        let fields = [("do", "reply"), ("version", version), ("text", text)];
        post(&admin, &reference, &fields).await.status
    };
    let both = tokio::join!(reply("1", "Any news?"), reply("1", "Any news?"));
    assert_eq!((both, times("Any news?")), ((303, 303), 1));
    assert_eq!(reply("1", "Any news?").await, 303);
    assert_eq!(times("Any news?"), 1);
    assert_eq!(reply("1", "Any other news?").await, 303);
    assert_eq!(times("Any other news?"), 1, "other words are another message");
    assert_eq!(reply("1", "Any news?").await, 303);
    assert_eq!(times("Any news?"), 2, "something was said since");
    assert_eq!(reply("4", "Any news?").await, 303);
    assert_eq!(times("Any news?"), 3, "said again by whoever saw it");

    app.letters();
    let answer = async |next: &str| {
        let fields = [("do", "answer"), ("version", "5"), ("text", "Soon."), ("next", next)];
        agent.post_form(&desk, &fields).await.status
    };
    let both = tokio::join!(answer("theirs"), answer("theirs"));
    assert_eq!((both, times("Soon.")), ((303, 303), 1));
    assert_eq!(app.letters().len(), 1, "one mail");
    assert_eq!(answer("ours").await, 303);
    assert_eq!(times("Soon."), 2, "something else comes next");
    let version = app.case(&reference).version.to_string();
    let note = [("do", "note"), ("version", version.as_str()), ("note", "A note")];
    for _ in 0..2 {
        assert_eq!(agent.post_form(&desk, &note).await.status, 303);
    }
    assert_eq!(times("A note"), 1);

    let version = app.case(&reference).version.to_string();
    let files = async |body: &str| {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nreply\r\n\
             --b\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n{version}\r\n\
             --b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.log\"\r\n\r\n\
             {body}\r\n--b--\r\n"
        );
        let request = Request::post(at(&reference))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .header("sec-fetch-site", "same-origin");
        admin.send(request, Body::from(body)).await.status
    };
    assert_eq!((files("09:00 queued").await, files("09:00 queued").await), (303, 303));
    let sent = || {
        let events = app.case_events(&reference);
        events
            .iter()
            .filter(|event| event.entry.kind == EventKind::Message && event.entry.body.is_empty())
            .count()
    };
    assert_eq!(sent(), 1);
    assert_eq!(files("09:05 sent").await, 303);
    assert_eq!(sent(), 2, "other contents are another file");
}

#[tokio::test]
async fn bad_input_is_told_and_nothing_of_it_is_lost_or_run() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "<script>alert(1)</script>");
    let page = admin.get(&at(&reference)).await;
    assert!(!page.text().contains("<script>alert(1)") && page.text().contains("&lt;script&gt;"));

    let megabyte = "lorem ipsum ".repeat(90_000);
    let refused = post(&admin, &reference, &[("do", "reply"), ("text", &megabyte)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("1,079,999 characters; at most 20,000 fit"));
    assert!(refused.text().contains(megabyte.trim_end()), "what was written still stands there");
    let huge = "x".repeat(5 * 1024 * 1024);
    assert_eq!(post(&admin, &reference, &[("do", "reply"), ("text", &huge)]).await.status, 413);

    let missing = "Write a message, or choose a file first.";
    for (text, told) in [("", missing), (" \u{0}\n ", missing)] {
        let refused = post(&admin, &reference, &[("do", "reply"), ("text", text)]).await;
        assert_eq!(refused.status, 422, "{text:?}");
        assert!(refused.text().contains(told) && refused.text().contains("href=\"#text\""));
    }
    for text in
        ["🔥🔥🔥", "שלום \u{202e}evil", "البريد لا يصل", "<img src=x onerror=alert(1)>", "a\u{0}b"]
    {
        let sent = post(&admin, &reference, &[("do", "reply"), ("text", text)]).await;
        assert_eq!(sent.status, 303, "{text}");
    }
    let page = admin.get(&at(&reference)).await;
    assert!(page.text().contains("🔥🔥🔥") && page.text().contains("البريد لا يصل"));
    assert!(page.text().contains("&lt;img src=x") && !page.text().contains("<img src=x"));
    assert!(
        page.text().contains("dir=\"auto\" class=\"message-body\""),
        "each text has its own direction"
    );
    assert!(page.text().contains(">ab<"), "what no database stores is left out");
    post(&admin, &reference, &[("do", "reply"), ("text", "参照：https://example.org/b")]).await;
    let page = admin.get(&at(&reference)).await;
    assert!(page.text().contains("参照：<a href=\"https://example.org/b\""), "no space before it");
    let link = "See https://example.org/a?b=1&c=<i>. Bye";
    post(&admin, &reference, &[("do", "reply"), ("text", link)]).await;
    let page = admin.get(&at(&reference)).await;
    assert!(!page.text().contains("<i>"), "an address holds no markup");
}

#[tokio::test]
async fn files_are_added_by_those_who_may_write_and_refused_with_a_reason() {
    let app = portal();
    let (admin, stranger) = (paid_admin(&app), paid_admin(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let send = async |who: &Actor<'_>, text: &str, parts: &[(&str, &str)]| {
        let fields = [("do", "reply"), ("text", text)].map(|(name, value)| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        });
        let parts = parts.iter().map(|(name, body)| {
            format!("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n{body}\r\n")
        });
        let body: String =
            fields.into_iter().chain(parts).chain(["--b--\r\n".to_owned()]).collect();
        let request = Request::post(at(&reference))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .header("sec-fetch-site", "same-origin");
        who.send(request, Body::from(body)).await
    };
    assert_eq!(send(&stranger, "Mine", &[("a.log", "words")]).await.status, 404);
    let empty = send(&admin, "", &[]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("href=\"#text\""));
    for nothing in [&[("a.log", "")][..], &[("a.png", "no picture")]] {
        let refused = send(&admin, "", nothing).await;
        assert_eq!(refused.status, 422, "{nothing:?}");
        assert!(refused.text().contains("No file was taken."));
    }
    let taken = send(&admin, "", &[("a.log", "09:00 queued"), ("b.png", "no picture")]).await;
    assert_eq!(taken.header("location"), format!("{}?news=replied", at(&reference)));
    let page = admin.get(&at(&reference)).await;
    assert!(page.text().contains("a.log") && page.text().contains("were left out"));
    assert_eq!(page.text().matches("/attachments/").count(), 1);
    assert_eq!(page.text().matches("a.log").count(), 1, "its name is told once");
    // A log is longer than what other forms may have.
    let log = "09:00 queued\n".repeat(40_000);
    let taken = send(&admin, "", &[("long.log", &log)]).await;
    assert_eq!(taken.status, 303);
    let page = admin.get(&at(&reference)).await;
    assert_eq!(page.text().matches("long.log").count(), 1);
    let told = admin.get(&format!("/api/v1/cases/{reference}")).await.json()["timeline"].clone();
    let last = &told.as_array().unwrap().last().unwrap();
    assert_eq!((&last["text"], &last["files"][0]["name"]), (&"".into(), &"long.log".into()));
}

#[tokio::test]
async fn a_message_and_its_files_are_sent_together_and_kept_together() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "Mail is late");
    let page = admin.get(&at(&reference)).await;
    let form = page.text().split("<form").find(|form| form.contains("class=\"case-reply\""));
    let form = form.unwrap().split("</form>").next().unwrap();
    assert!(form.contains("name=\"text\"") && form.contains("type=\"file\""), "one form");
    assert!(form.contains("enctype=\"multipart/form-data\""));
    assert_eq!(form.matches("type=\"submit\"").count(), 1, "one way to send it");
    assert!(form.contains("data-upload=\"beside\""), "the script sends files ahead");
    assert!(form.contains("Files are sent as they are"), "where none runs, the page says so");
    assert!(page.text().contains("form.0123456789abcdef.js"));

    let send = async |text: &str| {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n\
             --b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.log\"\r\n\r\nqueued\r\n\
             --b\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nreply\r\n--b--\r\n"
        );
        let request = Request::post(at(&reference))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .header("sec-fetch-site", "same-origin");
        admin.send(request, Body::from(body)).await
    };
    let refused = send(&"x".repeat(20_001)).await;
    assert_eq!(refused.status, 422);
    let html = refused.text();
    assert!(html.contains("at most 20,000 fit") && html.contains("<bdi>a.log</bdi>"));
    let file = html.split("name=\"file\" value=\"").nth(1).expect("the file waits");
    let file = file.split('"').next().unwrap();
    let again = [("do", "reply"), ("text", "Here it is"), ("file", file)];
    assert_eq!(post(&admin, &reference, &again).await.status, 303);
    assert_eq!(send("And another").await.status, 303);
    let told = admin.get(&format!("/api/v1/cases/{reference}")).await.json()["timeline"].clone();
    let told = told.as_array().unwrap();
    for (entry, text) in told[told.len() - 2..].iter().zip(["Here it is", "And another"]) {
        assert_eq!((&entry["text"], &entry["files"][0]["name"]), (&text.into(), &"a.log".into()));
    }
}

#[tokio::test]
async fn a_changed_priority_is_contradicted_once() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let appeal = [("do", "appeal"), ("reason", "The fair opens today")];
    assert!(!admin.get(&at(&reference)).await.text().contains("The priority is not right"));
    let refused = post(&admin, &reference, &appeal).await;
    assert_eq!(refused.status, 409, "nobody has changed anything");
    assert!(refused.text().contains("The fair opens today</textarea>"), "the words are kept");
    assert_eq!(app.case(&reference).version, 1);
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    let change = [
        ("do", "reclassify"),
        ("version", "1"),
        ("priority", "P3"),
        ("reason", "There is a way around it"),
    ];
    assert_eq!(agent.post_form(&desk, &change).await.status, 303);
    let page = admin.get(&at(&reference)).await;
    for part in ["from P2 to P3", "There is a way around it", "The priority is not right"] {
        assert!(page.text().contains(part), "{part}");
    }
    let case = app.case(&reference);
    assert_eq!(case.state.priority, Level::P3);
    assert_eq!(case.state.answer_due_at, Some(case.created_at + 8.hours()), "the promise follows");
    let emoji = post(&admin, &reference, &[("do", "appeal"), ("reason", "🔥")]).await;
    assert_eq!(emoji.status, 422);
    assert!(emoji.text().contains("Write it in words") && emoji.text().contains("🔥"));
    assert_eq!(post(&admin, &reference, &appeal).await.status, 303);
    assert_eq!(post(&admin, &reference, &appeal).await.status, 409, "once");
    let page = admin.get(&at(&reference)).await;
    assert!(
        page.text().contains("The fair opens today")
            && !page.text().contains("The priority is not right")
    );
    assert!(agent.get(&desk).await.text().contains("objected to the changed priority"));
}

#[tokio::test]
async fn a_change_of_edition_changes_what_open_cases_are_promised() {
    let app = portal();
    let admin = paid_admin(&app);
    let organisation = admin.organisation.clone().unwrap();
    let (open, solved) = (app.given_case(&admin, "Open"), app.given_case(&admin, "Solved"));
    post(&admin, &solved, &[("do", "solved")]).await;
    let due = app.case(&open).state.due_at;
    assert!(due.is_some());
    let change = |edition: Option<&str>, suspended| {
        let change = OrganisationChange {
            edition: edition.map(str::to_owned),
            suspended,
            ..OrganisationChange::default()
        };
        let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
        on_runtime(storage.change_organisation(&organisation.id, &change, now)).unwrap();
        app.pass_time_over_cases()
    };
    assert_eq!(app.pass_time_over_cases(), 0, "nothing has changed");
    assert_eq!(change(Some("old"), None), 1);
    let case = app.case(&open);
    assert_eq!(
        (case.state.due_at, case.state.answer_due_at, case.state.solve_due_at),
        (None, None, None)
    );
    assert!(admin.get(&at(&open)).await.text().contains("no due times are promised"));
    assert_eq!(change(Some("plus"), None), 1);
    assert_eq!(app.case(&open).state.due_at, due);
    assert!(admin.get(&at(&open)).await.text().contains("edition is now Plus"));
    assert_eq!(change(None, Some(true)), 1, "a suspended organisation is promised nothing");
    assert_eq!(app.case(&open).state.due_at, None);
    let told = admin.get(&at(&open)).await;
    assert!(told.text().contains("The organisation is suspended; no due times"));
    assert_eq!(told.text().matches("no edition with support").count(), 1, "which it was before");
    assert_eq!(
        app.case_events(&solved)
            .iter()
            .filter(|event| event.entry.kind == EventKind::Target)
            .count(),
        0
    );
}

#[tokio::test]
async fn while_the_database_is_away_nothing_is_pretended() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "Mail is late");
    on_runtime(app.state.accounts.storage.close());
    for path in ["/en/cases", &at(&reference), "/api/v1/cases"] {
        let answer = admin.get(path).await;
        assert_eq!(answer.status, 503, "{path}");
        assert_eq!(answer.header("retry-after"), "1", "{path}");
    }
    let sent = post(&admin, &reference, &[("do", "reply"), ("text", "Words")]).await;
    assert_eq!(sent.status, 503);
    let submission = guichet_server::cases::Submission {
        requester: admin.account.as_ref().unwrap(),
        organisation: None,
        case: new_case("Mail", "en"),
        answer_due: None,
        via: guichet_model::case::Via::Web,
        key: Some("k"),
    };
    let refused = on_runtime(guichet_server::cases::submit(&app.state, submission)).unwrap_err();
    let away =
        guichet_server::cases::SubmitError::Storage(StorageError::Unavailable(match refused {
            guichet_server::cases::SubmitError::Storage(StorageError::Unavailable(error)) => error,
            other => panic!("{other}"),
        }));
    assert!(away.to_string().contains("cannot be reached"));
}

#[tokio::test]
async fn time_reminds_asks_once_and_closes() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    let ask = [("do", "answer"), ("version", "1"), ("text", "Since when?"), ("next", "theirs")];
    assert_eq!(agent.post_form(&desk, &ask).await.status, 303);
    app.letters();
    app.wait(71.hours());
    assert_eq!(app.pass_time_over_cases(), 0);
    app.wait(2.hours());
    assert_eq!((app.pass_time_over_cases(), app.pass_time_over_cases()), (1, 0), "once");
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].content.text.contains("Since when?"), "{}", letters[0].content.text);
    assert_eq!(app.case(&reference).state.status, CaseStatus::Pending);
    // Sessions have ended in the meantime.
    let (account, organisation) = (admin.account.clone().unwrap(), admin.organisation.clone());
    let again = || app.signed_in(&account, organisation.as_ref());
    let admin = again();
    post(&admin, &reference, &[("do", "solved")]).await;
    app.wait(59.minutes());
    assert_eq!(app.pass_time_over_cases(), 0, "a case that is reopened at once is not asked about");
    app.wait(2.minutes());
    assert_eq!(app.pass_time_over_cases(), 1);
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].content.text.contains("Did our answer help you?"));
    post(&admin, &reference, &[("do", "reopen")]).await;
    post(&admin, &reference, &[("do", "solved")]).await;
    app.wait(2.hours());
    assert_eq!((app.pass_time_over_cases(), app.letters().len()), (0, 0), "nobody is asked twice");
    app.wait((14 * 24).hours());
    assert_eq!(app.pass_time_over_cases(), 1);
    let case = app.case(&reference);
    assert_eq!(case.state.status, CaseStatus::Closed);
    assert_eq!(
        post(&admin, &reference, &[("do", "reopen")]).await.status,
        303,
        "even then it is opened again"
    );
}

#[tokio::test]
async fn nobody_is_reminded_of_what_they_cannot_do() {
    let app = portal();
    let (admin, other, agent) = (paid_admin(&app), paid_admin(&app), agent(&app));
    let ask = [("do", "answer"), ("version", "1"), ("text", "Since when?"), ("next", "theirs")];
    for who in [&admin, &other] {
        let reference = app.given_case(who, "Mail is late");
        let desk = format!("/en/desk/cases/{}", reference.as_str());
        assert_eq!(agent.post_form(&desk, &ask).await.status, 303);
    }
    app.given_suspended(admin.organisation.as_ref().unwrap());
    // That its edition is another one now is a change, after which three days pass anew.
    app.pass_time_over_cases();
    app.letters();
    app.wait(73.hours());
    app.pass_time_over_cases();
    let letters = app.letters();
    assert_eq!(letters.len(), 1, "a suspended organisation's people do not write");
    assert_eq!(letters[0].content.to, other.account.as_ref().unwrap().email);
}

#[tokio::test]
async fn what_is_solved_is_rated_by_the_link_or_by_whoever_asked() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case_of(&admin, new_case("Le courrier tarde", "fr"));
    app.letters();
    post(&admin, &reference, &[("do", "solved")]).await;
    app.wait(2.hours());
    app.pass_time_over_cases();
    let letter = app.letters().remove(0);
    assert_eq!(letter.content.language, "fr");
    let link = letter.content.text.lines().find(|line| line.ends_with("&rating=fair")).unwrap();
    let path = link.strip_prefix("https://help.example").unwrap();
    let reader = app.anonymous();
    let page = reader.get(path).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("value=\"fair\" checked"), "the answer stands chosen");
    assert!(page.text().contains("rating.0123456789abcdef.js"), "a script may send it");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "private, no-store");
    let storage = &app.state.accounts.storage;
    assert_eq!(
        on_runtime(storage.rating(&reference)).unwrap(),
        None,
        "a scanner that follows links answers nothing"
    );
    let (place, query) = path.split_once('?').unwrap();
    let key = query.split('&').find_map(|part| part.strip_prefix("key=")).unwrap();
    let rate = async |key: &str, rating: &str, words: &str| {
        reader.post_form(place, &[("key", key), ("rating", rating), ("words", words)]).await
    };
    post(&admin, &reference, &[("do", "reopen")]).await;
    assert!(reader.get(path).await.text().contains("Nous travaillons encore sur ce dossier"));
    assert_eq!(rate(key, "good", "").await.status, 409, "there is no end to rate yet");
    assert_eq!(on_runtime(storage.rating(&reference)).unwrap(), None);
    post(&admin, &reference, &[("do", "solved")]).await;
    assert_eq!(rate("0".repeat(key.len()).as_str(), "good", "").await.status, 404);
    assert_eq!(rate(key, "", "").await.status, 422);
    assert_eq!(rate(key, "good", &"x".repeat(600)).await.status, 422);
    let thanks = rate(key, "fair", "Plus vite").await;
    assert!(thanks.text().contains("Merci de votre réponse"));
    let kept = || {
        let (rating, words) = on_runtime(storage.rating(&reference)).unwrap().unwrap();
        (rating.name(), words)
    };
    assert_eq!(kept(), ("fair", "Plus vite".to_owned()));
    rate(key, "good", "").await;
    assert_eq!(kept(), ("good", "Plus vite".to_owned()), "who sees no words takes none back");
    let shown = reader.get(path).await;
    assert!(shown.text().contains("name=\"shown\" value=\"1\""));
    let fields = [("key", key), ("shown", "1"), ("rating", "fair"), ("words", "")];
    reader.post_form(place, &fields).await;
    assert_eq!(kept(), ("fair", String::new()), "who empties the field does");
    rate(key, "fair", "Plus vite").await;
    let spanish = format!("{}?key={key}", place.replacen("/fr/", "/es/", 1));
    assert!(shown.text().contains(&format!("href=\"{spanish}")), "the key comes along");
    let asked = reader.get(&spanish).await;
    assert_eq!(asked.status, 200);
    assert!(!asked.text().contains("rating.0123456789abcdef.js"), "nothing was clicked");
    let led = reader.get(place).await;
    assert!(led.header("location").starts_with("/fr/sign-in?next="), "whoever asked signs in");
    assert_eq!(admin.get(place).await.status, 200, "whoever asked needs no link");
    let anyones = admin.get(&format!("{place}?rating=poor")).await;
    assert!(anyones.text().contains("value=\"poor\" checked"));
    let by_itself = anyones.text().contains("rating.0123456789abcdef.js");
    assert!(!by_itself, "a link without the mail's key waits for the button");
    let fields = [("key", ""), ("rating", "poor"), ("words", "Trop tard")];
    assert_eq!(admin.post_form(place, &fields).await.status, 200);
    assert_eq!(kept(), ("poor", "Trop tard".to_owned()));
    let stranger = paid_admin(&app);
    assert_eq!(stranger.get(place).await.status, 404);
    assert_eq!(stranger.post_form(place, &fields).await.status, 404);
    rate(key, "fair", "Plus vite").await;
    let other = app.given_case(&admin, "Another");
    let elsewhere = path.replace(reference.as_str(), other.as_str());
    assert_eq!(reader.get(&elsewhere).await.status, 404, "a link is for its case");
    let staff = agent(&app);
    assert_eq!(staff.get(path).await.status, 404, "nobody rates their own work");
    let fields = [("key", key), ("rating", "good"), ("words", "")];
    assert_eq!(staff.post_form(place, &fields).await.status, 404);
    assert_eq!(kept().0, "fair");
    let figures = staff.get("/en/desk/figures").await;
    assert!(figures.text().contains("Plus vite") && figures.text().contains("In part"));
}

/// Words of cases, and above all of notes, reach nobody who is not entitled: every kind of person, every address, every way to ask.
#[tokio::test]
async fn words_of_cases_reach_nobody_else() {
    const CASE: &str = "cuauhtemoc";
    const NOTE: &str = "nezahualcoyotl";
    let app = portal();
    let (asker, desk_agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&asker, CASE);
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    let note = [("do", "note"), ("version", "1"), ("note", NOTE)];
    assert_eq!(desk_agent.post_form(&desk, &note).await.status, 303);
    let mut addresses: Vec<String> = super::leaks::addresses(&app);
    addresses.extend([
        at(&reference),
        desk.clone(),
        format!("{desk}/live?seen=0"),
        format!("/api/v1/cases/{reference}"),
        format!("/en/cases/{}/rating?key=none", reference.as_str()),
        format!("/en/desk?q={CASE}"),
        format!("/en/desk/queue?q={CASE}"),
        format!("/en/search?q={CASE}"),
    ]);
    let said = |answer: &guichet_tests::Answer| {
        format!("{:?}{}", answer.headers, String::from_utf8_lossy(&answer.body))
    };
    for (kind, _) in guichet_model::Viewer::KINDS.into_iter().filter(|(kind, _)| *kind != "staff") {
        for path in &addresses {
            let answer = actor_of(&app, kind).get(path).await;
            let said = said(&answer);
            assert!(!said.contains(NOTE), "GET {path} tells {kind} of a note");
            let echoed = path.contains(CASE);
            assert!(echoed || !said.contains(CASE), "GET {path} tells {kind} of a case");
        }
        for path in addresses.iter().filter(|path| path.contains(reference.as_str())) {
            let fields = [("do", "reply"), ("text", "x"), ("version", "0"), ("share", "1")];
            let answer = actor_of(&app, kind).post_form(path, &fields).await;
            let said = said(&answer);
            assert!(!said.contains(NOTE) && !said.contains(CASE), "POST {path} as {kind}");
        }
    }
    let editor = app.given_account(
        "editor@portal.example",
        None,
        Some(guichet_model::viewer::StaffRole::Editor),
    );
    let editor = app.signed_in(&editor, None);
    for path in &addresses {
        let said = said(&editor.get(path).await);
        assert!(!said.contains(NOTE), "GET {path} tells an editor of a note");
    }
    for path in &addresses {
        let answer = asker.get(path).await;
        let said = said(&answer);
        assert!(!said.contains(NOTE), "GET {path} tells the customer of a note");
        if said.contains(CASE) && !path.contains(CASE) {
            assert_eq!(answer.header("cache-control"), "private, no-store", "{path}");
        }
    }
    let reply = post(&asker, &reference, &[("do", "reply"), ("text", "")]).await;
    assert!(!reply.text().contains(NOTE), "neither does a page with errors");
    let letters = app.letters();
    assert!(
        letters.iter().all(
            |letter| !letter.content.text.contains(NOTE) && !letter.content.html.contains(NOTE)
        )
    );
    assert!(said(&asker.get(&at(&reference)).await).contains(CASE));
    let shown = said(&operator(&app).get(&desk).await);
    assert!(shown.contains(NOTE) && shown.contains(CASE), "those who work on it do see it");
}

#[tokio::test]
async fn the_tier_decides_what_is_promised_at_the_start() {
    let app = portal();
    for (tier, promised) in [(Tier::Paid, true), (Tier::Free, false)] {
        let organisation = app.given_organisation(&app.edition(tier));
        let account = app.given_account(
            &format!("{tier:?}@atelier.example"),
            Some((&organisation, Role::Administrator)),
            None,
        );
        let who = app.signed_in(&account, Some(&organisation));
        let reference = app.given_case(&who, "Mail");
        assert_eq!(app.case(&reference).state.solve_due_at.is_some(), promised, "{tier:?}");
    }
}
