//! How much one person may write and send: enough for whoever has something to say, and told with what to do.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::case::CaseRef;
use guichet_server::attachments::{self, ROOM};
use guichet_storage::{Announced, DraftOwner, Room, Sender};
use guichet_tests::{
    TestApp,
    actors::{Actor, paid_admin},
    on_runtime,
};
use jiff::ToSpan as _;

use super::{
    attachments::announce,
    case_api,
    cases::{at, portal},
    guided,
};

#[tokio::test]
async fn thirty_messages_at_once_and_then_one_every_two_minutes() {
    let app = portal();
    let (ana, ben) = (paid_admin(&app), paid_admin(&app));
    let (reference, other) = (app.given_case(&ana, "Mail"), app.given_case(&ben, "Mail"));
    let write = async |who: &Actor<'_>, place: &CaseRef, text: &str| {
        who.post_form(&at(place), &[("do", "reply"), ("text", text)]).await
    };
    let reply = async |text: &str| write(&ana, &reference, text).await;
    let by_program = async || {
        let request = Request::post(format!("/api/v1/cases/{reference}/messages"))
            .header(header::CONTENT_TYPE, "application/json");
        ana.send(request, Body::from(r#"{"text": "By a program"}"#)).await
    };
    for _ in 0..31 {
        let twice = ana.post_form(&at(&reference), &[("do", "reopen")]).await;
        assert_eq!(twice.status, 409, "what is refused does not count");
    }
    for number in 0..29 {
        assert_eq!(reply(&number.to_string()).await.status, 303);
    }
    assert_eq!(by_program().await.status, 201, "a program of theirs counts as they do");
    let waits = reply("One word too </many>").await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "120"));
    assert!(waits.text().contains("Send it in 2 minutes"));
    assert!(waits.text().contains("One word too &lt;/many></textarea>"), "the text is kept");
    let refused = by_program().await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "120"));
    assert!(refused.json()["detail"].as_str().unwrap().contains("many messages"));
    assert_eq!(write(&ben, &other, "Others go on").await.status, 303);
    app.wait(2.minutes());
    assert_eq!(reply("One word").await.status, 303);
    assert_eq!(reply("One word more").await.status, 429);
}

#[tokio::test]
async fn ten_cases_at_once_and_then_one_every_six_minutes() {
    let app = TestApp::demo_with(|_| {});
    let ana = paid_admin(&app);
    for _ in 0..5 {
        assert_eq!(case_api::send(&ana, &case_api::body(), Some("same"), None).await.status, 201);
    }
    for _ in 0..9 {
        assert_eq!(case_api::send(&ana, &case_api::body(), None, None).await.status, 201);
    }
    let refused = case_api::send(&ana, &case_api::body(), None, None).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "360"));
    assert_eq!(refused.json()["code"], "too-many-requests");
    let again = case_api::send(&ana, &case_api::body(), Some("same"), None).await;
    assert_eq!(again.status, 201, "what was sent before is answered as it was");
    // The form is told the same, and keeps everything.
    guided::answer_all(&ana).await;
    guided::answer(&ana, "evidence", &[("action", "continue")]).await;
    let waits = guided::answer(&ana, "review", &[("level", "P2")]).await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "360"));
    assert!(waits.text().contains("submit this one in 6 minutes"));
    assert!(waits.text().contains("Error 500 in the inbox"));
    app.wait(6.minutes());
    assert_eq!(guided::answer(&ana, "review", &[("level", "P2")]).await.status, 303);
    let token = case_api::given_token(&app);
    let mut asked = case_api::body();
    asked["requester"] = ana.account.as_ref().unwrap().email.to_string().into();
    let by_program = case_api::send(&app.anonymous(), &asked, None, Some(&token)).await;
    assert_eq!(by_program.status, 201, "the operator's own programs do not wait");
}

#[tokio::test]
async fn a_person_fills_no_disk_with_drafts() {
    let app = portal();
    let ana = paid_admin(&app);
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let id = &ana.account.as_ref().unwrap().id;
    for _ in 0..4 {
        let draft = on_runtime(storage.create_draft(DraftOwner::Account(id), "{}", now)).unwrap();
        let sender = Sender { account: Some(id), draft: Some(&draft), ..Sender::default() };
        let size = ROOM.persons_bytes / 4;
        let room = Room { persons_bytes: u64::MAX / 2, ..ROOM };
        let file = on_runtime(storage.create_attachment(sender, "a.log", size, room, now));
        assert!(matches!(file.unwrap(), Announced::Here(_)));
    }
    let refused = announce(&ana, "a.log", 1).await;
    assert_eq!((refused.status, refused.json()["reason"].as_str()), (413, Some("full")));
    let reference = app.given_case(&ana, "Mail");
    let body = "--b\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nreply\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.log\"\r\n\r\nwords\r\n--b--\r\n";
    let request = Request::post(at(&reference))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    let refused = ana.send(request, Body::from(body)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("that belong to no case yet"));
    assert_eq!(announce(&paid_admin(&app), "a.log", 1).await.status, 201, "others have their own");
}

#[tokio::test]
async fn everything_that_belongs_to_nothing_is_cleared_at_once() {
    let app = portal();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    for _ in 0..250 {
        let file = storage.create_attachment(Sender::default(), "a.log", 1, ROOM, now);
        on_runtime(file).unwrap();
    }
    app.wait(25.hours());
    let now = app.state.clock.now();
    on_runtime(attachments::prune(&app.state, now));
    assert!(on_runtime(storage.loose_attachments(now, 10)).unwrap().is_empty());
}
