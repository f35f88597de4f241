//! `POST /api/v1/priority`: what programs learn of a problem's urgency.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::priority::{Answers, suggest_priority};
use guichet_tests::{Answer, TestApp};
use serde_json::{Value, json};

async fn ask(app: &TestApp, body: &Value) -> Answer {
    let request = Request::post("/api/v1/priority")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    app.ask(request.unwrap()).await
}

#[tokio::test]
async fn every_combination_of_answers_has_the_priority_of_the_policy() {
    let app = TestApp::demo();
    let snapshot = app.state.snapshot();
    for answers in Answers::all() {
        let body = json!({
            "service": "mail", "effect": answers.effect, "reach": answers.reach,
            "workaround": answers.workaround, "locale": "fr",
        });
        let answer = ask(app, &body).await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"), "{body}");
        let expected = suggest_priority(answers, snapshot.library.policy()).unwrap();
        let told = answer.json();
        assert_eq!(told["priority"], expected.rule.priority.name());
        assert_eq!(told["rule"], expected.rule.id);
        assert_eq!(told["because"], expected.rule.because.get(&"fr".parse().unwrap()));
        assert_eq!(told["example"], expected.priority.example.get(&"fr".parse().unwrap()));
    }
}

#[tokio::test]
async fn the_first_answer_is_due_by_the_business_calendar() {
    let app = TestApp::demo();
    let due = async |effect: &str, reach: &str, workaround: &str| {
        let body = json!({ "service": "mail", "effect": effect, "reach": reach, "workaround": workaround });
        let told = ask(app, &body).await.json();
        (
            told["priority"].as_str().unwrap().to_owned(),
            told["first_response_due"].as_str().unwrap().to_owned(),
        )
    };
    let told = |level: &str, at: &str| (level.to_owned(), at.to_owned());
    // A Monday, four in the morning on the Pacific coast; business begins at eight there, which is 16:00 UTC, and lasts ten hours.
    assert_eq!(due("no_access", "many", "none").await, told("P1", "2026-11-23T13:00:00Z"));
    assert_eq!(due("no_access", "one", "none").await, told("P2", "2026-11-23T20:00:00Z"));
    assert_eq!(
        due("not_as_designed", "one", "acceptable").await,
        told("P3", "2026-11-24T00:00:00Z")
    );
    assert_eq!(due("not_as_wished", "one", "not_needed").await, told("P4", "2026-11-24T02:00:00Z"));
}

#[tokio::test]
async fn bad_answers_are_told_with_what_is_allowed() {
    let app = TestApp::demo();
    let body = json!({ "service": "mial", "effect": "no_access", "reach": 3, "urgency": "high" });
    let answer = ask(app, &body).await;
    assert_eq!((answer.status, answer.header("content-type")), (422, "application/problem+json"));
    let problem = answer.json();
    assert_eq!(problem["code"], "invalid");
    let told = |field: &str| {
        let errors = problem["errors"].as_array().unwrap();
        let error = errors.iter().find(|error| error["field"] == field);
        error.map_or("", |error| error["detail"].as_str().unwrap()).to_owned()
    };
    assert!(told("service").contains("`mial` is none of mail, calendar"), "{problem}");
    assert!(told("reach").contains("a text is needed"), "{problem}");
    assert!(
        told("workaround").contains("none, not_acceptable, acceptable, not_needed"),
        "{problem}"
    );
    assert!(told("urgency").contains("no such member"), "{problem}");
    assert_eq!(told("effect"), "");
    assert_eq!(ask(app, &json!([])).await.status, 400);
    let form = Request::post("/api/v1/priority").body(Body::from("effect=no_access")).unwrap();
    assert_eq!(app.ask(form).await.status, 415);
    assert_eq!(app.get("/api/v1/priority").await.status, 405);
}

#[tokio::test]
async fn a_portal_without_rules_says_that_it_has_none() {
    let app = TestApp::given_content(&[("articles/en/a/b.md", "---\ntitle: A\n---\nB\n")]);
    let body = json!({ "effect": "no_access", "reach": "one", "workaround": "none" });
    assert_eq!(ask(&app, &body).await.status, 404);
}
