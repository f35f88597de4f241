//! `POST /api/v1/cases`: for people and programs, once for each key.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::viewer::{Role, StaffRole, Tier};
use guichet_storage::{TokenHash, random_token};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, actor_of, agent, free_user, paid_admin},
    on_runtime,
};
use serde_json::{Value, json};

use super::guided;

pub(crate) fn body() -> Value {
    json!({
        "service": "mail", "effect": "no_access", "reach": "one", "workaround": "none",
        "title": "Error 500", "description": "The inbox shows error 500.", "locale": "fr",
    })
}

pub(crate) async fn send(
    actor: &Actor<'_>,
    body: &Value,
    key: Option<&str>,
    token: Option<&str>,
) -> Answer {
    let mut request = Request::post("/api/v1/cases")
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "same-origin");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    actor.send(request, Body::from(body.to_string())).await
}

pub(crate) fn given_token(app: &TestApp) -> String {
    let token = random_token().unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.create_api_token("monitor", &TokenHash::of(&token), now)).unwrap();
    token
}

#[tokio::test]
async fn a_case_is_there_once_for_each_key() {
    let app = TestApp::demo_with(|_| {});
    let ana = paid_admin(&app);
    let first = send(&ana, &body(), Some("one"), None).await;
    assert_eq!(first.status, 201, "{}", first.text());
    let told = first.json();
    assert_eq!((told["priority"].as_str(), told["suggested"].as_str()), (Some("P2"), Some("P2")));
    assert_eq!(told["first_response_due"], "2026-11-23T20:00:00Z");
    assert_eq!(first.header("location"), told["url"].as_str().unwrap());
    assert_eq!(first.header("cache-control"), "private, no-store");
    app.wait(jiff::Span::new().hours(1));
    let again = send(&ana, &body(), Some("one"), None).await;
    assert_eq!((again.status, again.json()), (201, told.clone()), "the same answer, an hour later");
    assert_ne!(send(&ana, &body(), Some("two"), None).await.json()["reference"], told["reference"]);
    assert_ne!(send(&ana, &body(), None, None).await.json()["reference"], told["reference"]);
    let mut other = body();
    other["title"] = json!("Another");
    assert_eq!(send(&ana, &other, Some("one"), None).await.status, 422, "the key was used");
    assert_eq!(send(&ana, &body(), Some(&"k".repeat(201)), None).await.status, 400);
    // What is asked for another organisation is something else.
    let organisation = app.given_organisation(&app.edition(Tier::Paid));
    let account = &ana.account.as_ref().unwrap().id;
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_membership(account, &organisation.id, Role::Administrator, now))
        .unwrap();
    let elsewhere = app.signed_in(ana.account.as_ref().unwrap(), Some(&organisation));
    assert_eq!(send(&elsewhere, &body(), Some("one"), None).await.status, 422);
    assert_eq!(send(&elsewhere, &body(), Some("three"), None).await.status, 201);
    // A key is its sender's own.
    let bob = paid_admin(&app);
    assert_ne!(send(&bob, &body(), Some("one"), None).await.json()["reference"], told["reference"]);
}

#[tokio::test]
async fn only_those_whom_support_answers_submit() {
    let app = TestApp::demo_with(|_| {});
    assert_eq!(send(&app.anonymous(), &body(), None, None).await.status, 401);
    for kind in ["personal", "free_administrator", "paid_member", "suspended"] {
        let refused = send(&actor_of(&app, kind), &body(), None, None).await;
        assert_eq!(refused.status, 403, "{kind}");
        assert_eq!(refused.json()["code"], "entitlement-required", "{kind}");
    }
    for role in StaffRole::ALL {
        let email = format!("{}@portal.example", role.name());
        let account = app.given_account(&email, None, Some(role));
        let refused = send(&app.signed_in(&account, None), &body(), None, None).await;
        assert_eq!(refused.status, 403, "{email}");
        assert!(refused.json()["detail"].as_str().unwrap().contains("open no cases"));
        let mut asked = body();
        asked["requester"] = json!(email);
        let token = given_token(&app);
        let refused = send(&app.anonymous(), &asked, None, Some(&token)).await;
        assert_eq!(refused.json()["errors"][0]["field"], "requester", "{email}");
    }
}

#[tokio::test]
async fn staff_look_at_the_form_and_open_no_case() {
    let app = TestApp::demo_with(|_| {});
    let agent = agent(&app);
    guided::answer_all(&agent).await;
    guided::answer(&agent, "evidence", &[("action", "continue")]).await;
    let refused = guided::answer(&agent, "review", &[("level", "P2")]).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("open no cases"));
}

#[tokio::test]
async fn a_program_submits_for_an_account() {
    let app = TestApp::demo_with(|_| {});
    let (token, nobody) = (given_token(&app), app.anonymous());
    let paid = app.given_organisation(&app.edition(Tier::Paid));
    app.given_account("ana@lumiere.example", Some((&paid, Role::Administrator)), None);
    let mut asked = body();
    let missing = send(&nobody, &asked, None, Some(&token)).await;
    assert_eq!(
        (missing.status, missing.json()["errors"][0]["field"].as_str()),
        (422, Some("requester"))
    );
    asked["requester"] = json!("ana@lumiere.example");
    assert_eq!(send(&nobody, &asked, None, Some(&token)).await.status, 201);
    asked["organisation"] = json!("acme");
    let other = send(&nobody, &asked, None, Some(&token)).await;
    assert_eq!(
        (other.status, other.json()["errors"][0]["field"].as_str()),
        (422, Some("organisation"))
    );
    let free = free_user(&app);
    let email = free.account.as_ref().unwrap().email.to_string();
    let mut asked = body();
    asked["requester"] = json!(email);
    assert_eq!(send(&nobody, &asked, None, Some(&token)).await.status, 403);
    assert_eq!(send(&nobody, &asked, None, Some("wrong")).await.status, 401);
    // Whoever is signed in asks for themselves.
    asked["requester"] = json!("ana@lumiere.example");
    assert_eq!(send(&paid_admin(&app), &asked, None, None).await.status, 422);
}

#[tokio::test]
async fn what_is_wrong_is_told_member_by_member() {
    let app = TestApp::demo_with(|_| {});
    let ana = paid_admin(&app);
    let refused = send(&ana, &json!({ "service": "mail", "effect": "bad" }), None, None).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("no_access, blocks_collaboration"), "{}", refused.text());
    for (member, value, field, said) in [
        ("title", json!(""), "title", "it is needed"),
        ("title", json!("\u{1f525}"), "title", "words"),
        ("description", json!("x".repeat(30_000)), "description", "20000 fit"),
        ("priority", json!("P1"), "reason", "needs a reason"),
        ("attachments", json!(["none"]), "attachments", "no such file"),
        ("attachments", json!("none"), "attachments", "a list of texts"),
        ("urgency", json!(1), "urgency", "no such member"),
    ] {
        let mut asked = body();
        asked[member] = value;
        let refused = send(&ana, &asked, None, None).await;
        assert_eq!(refused.status, 422, "{member}");
        let problem = refused.json();
        let error =
            problem["errors"].as_array().unwrap().iter().find(|error| error["field"] == field);
        assert!(error.unwrap()["detail"].as_str().unwrap().contains(said), "{problem}");
    }
}

#[tokio::test]
async fn files_go_with_one_case() {
    let app = TestApp::demo_with(|_| {});
    let ana = paid_admin(&app);
    let tus = |method: &str, path: &str| {
        Request::builder()
            .method(method)
            .uri(path)
            .header("tus-resumable", "1.0.0")
            .header("sec-fetch-site", "same-origin")
    };
    let created =
        ana.send(tus("POST", "/api/v1/uploads").header("upload-length", 5), Body::empty()).await;
    let at = created.header("location").to_owned();
    let id = at.rsplit('/').next().unwrap().to_owned();
    let mut asked = body();
    asked["attachments"] = json!([id]);
    let early = send(&ana, &asked, Some("a"), None).await;
    assert!(early.status == 422 && early.text().contains("not arrived whole"));
    let piece = tus("PATCH", &at)
        .header("upload-offset", 0)
        .header(header::CONTENT_TYPE, "application/offset+octet-stream");
    assert_eq!(ana.send(piece, Body::from("words")).await.status, 204);
    let others = send(&paid_admin(&app), &asked, None, None).await;
    assert!(others.status == 422 && others.text().contains("no such file"));
    let first = send(&ana, &asked, Some("a"), None).await;
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(send(&ana, &asked, Some("a"), None).await.json(), first.json());
    for key in [None, Some("b")] {
        let second = send(&ana, &asked, key, None).await;
        assert!(second.status == 422 && second.text().contains("another case"), "{key:?}");
    }
    let mut other = body();
    other["attachments"] = json!(vec!["0f00"; 25_000]);
    let many = send(&ana, &other, None, None).await;
    assert_eq!((many.status, many.json()["errors"].as_array().unwrap().len()), (422, 1));
    assert!(many.text().contains("10 files fit"), "none of them was looked for");
}
