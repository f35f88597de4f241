//! The API that billing and CRM keep organisations by.

use axum::{body::Body, http::Request};
use guichet_model::viewer::Role;
use guichet_storage::{TokenHash, random_token};
use guichet_tests::{Answer, TestApp, on_runtime};
use jiff::ToSpan as _;
use serde_json::{Value, json};

const POLICY: &str = "
editions = [
    { id = \"business\", name = \"Business\", tier = \"paid\" },
    { id = \"free\", name = \"Free\", tier = \"free\" },
]

[[channels]]
kind = \"phone\"
desks = [{ languages = [\"en\"], entries = [{ label = \"France\", value = \"+33 1 99 00 14 27\" }] }]
";
const NUMBER: &str = "+33 1 99 00 14 27";
const FOR_ADMINS: &str = "---\ntitle: For administrators\naudience: admins\n---\nWords.\n";
const ACME: &str = "/api/v1/organisations/acme";

fn app() -> TestApp {
    TestApp::given_content(&[("portal.toml", POLICY), ("articles/en/admin/a.md", FOR_ADMINS)])
}

fn given_token(app: &TestApp) -> String {
    let token = random_token().unwrap();
    let (hash, now) = (TokenHash::of(&token), app.state.clock.now());
    on_runtime(app.state.accounts.storage.create_api_token("billing", &hash, now)).unwrap();
    token
}

async fn send(
    app: &TestApp,
    token: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Answer {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("authorization", format!("Bearer {token}"));
    let request = match body {
        Some(body) => {
            request.header("content-type", "application/json").body(Body::from(body.to_string()))
        }
        None => request.body(Body::empty()),
    };
    app.ask(request.unwrap()).await
}

/// What is wrong with which member.
fn errors(answer: &Answer) -> Vec<(String, String)> {
    let problem = answer.json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (text(&error["field"]), text(&error["detail"]))).collect()
}

#[tokio::test]
async fn an_organisation_is_created_once_and_changed_in_parts() {
    let app = app();
    let token = given_token(&app);
    let whole = json!({ "name": "Acme", "edition": "business", "domains": ["Acme.example"] });
    let created = send(&app, &token, "PUT", ACME, Some(&whole)).await;
    assert_eq!((created.status, created.header("location")), (201, ACME));
    assert_eq!(created.header("cache-control"), "private, no-store");
    let organisation = created.json();
    assert_eq!(organisation["external_id"], "acme");
    assert_eq!(organisation["domains"], json!(["acme.example"]));
    assert_eq!(organisation["suspended"], false);

    let again = send(&app, &token, "PUT", ACME, Some(&whole)).await;
    assert_eq!((again.status, again.json()), (200, organisation.clone()), "twice is once");

    let part = json!({ "suspended": true });
    let changed = send(&app, &token, "PUT", ACME, Some(&part)).await.json();
    assert_eq!(changed["suspended"], true);
    assert_eq!((&changed["name"], &changed["domains"]), (&json!("Acme"), &organisation["domains"]));
    assert_eq!(send(&app, &token, "GET", ACME, None).await.json(), changed);
    assert_eq!(send(&app, &token, "GET", "/api/v1/organisations/none", None).await.status, 404);
}

#[tokio::test]
async fn nothing_is_said_without_a_token_that_holds() {
    let app = app();
    let token = given_token(&app);
    let other = random_token().unwrap();
    for (method, path) in [
        ("GET", "/api/v1/organisations"),
        ("GET", ACME),
        ("PUT", ACME),
        ("PUT", "/api/v1/organisations/acme/members/a@acme.example"),
        ("DELETE", "/api/v1/organisations/acme/members/a@acme.example"),
    ] {
        let without = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let without = app.ask(without).await;
        assert_eq!(without.status, 401, "{method} {path}");
        assert_eq!(without.header("www-authenticate"), "Bearer realm=\"guichet\"");
        assert_eq!(without.json()["code"], "sign-in-required");
        let wrong = send(&app, &other, method, path, Some(&json!({}))).await;
        assert_eq!(wrong.status, 401, "{method} {path}");
        assert!(wrong.header("www-authenticate").contains("error=\"invalid_token\""));
        assert_eq!(wrong.header("cache-control"), "no-store");
    }
    let storage = &app.state.accounts.storage;
    let id = on_runtime(storage.api_tokens()).unwrap()[0].id.clone();
    assert_eq!(send(&app, &token, "GET", "/api/v1/organisations", None).await.status, 200);
    assert!(on_runtime(storage.revoke_api_token(&id)).unwrap());
    assert_eq!(send(&app, &token, "GET", "/api/v1/organisations", None).await.status, 401);
}

#[tokio::test]
async fn whoever_guesses_tokens_is_slowed_down_and_nobody_else() {
    let app = app();
    let token = given_token(&app);
    let mut last = send(&app, "guess", "GET", ACME, None).await;
    for _ in 0..100 {
        if last.status == 429 {
            break;
        }
        assert_eq!(last.status, 401);
        last = send(&app, "guess", "GET", ACME, None).await;
    }
    assert_eq!((last.status, last.json()["code"].as_str().unwrap()), (429, "too-many-requests"));
    let wait: i64 = last.header("retry-after").parse().unwrap();
    assert_eq!(send(&app, &token, "GET", ACME, None).await.status, 404, "a token that holds");
    app.wait(wait.seconds());
    assert_eq!(send(&app, "guess", "GET", ACME, None).await.status, 401);
}

#[tokio::test]
async fn every_wrong_member_is_named_with_what_it_may_be() {
    let app = app();
    let token = given_token(&app);
    let body =
        json!({ "name": "", "edition": "gold", "suspended": 1, "domains": ["@x"], "nmae": "x" });
    let answer = send(&app, &token, "PUT", ACME, Some(&body)).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let told = errors(&answer);
    let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["name", "edition", "suspended", "domains", "nmae"]);
    assert!(told[1].1.contains("business, free"), "{told:?}");

    let told = errors(&send(&app, &token, "PUT", ACME, Some(&json!({}))).await);
    assert_eq!(told.len(), 2, "a new organisation needs name and edition: {told:?}");
    let strange = "/api/v1/organisations/a%20b";
    let whole = json!({ "name": "Acme", "edition": "free" });
    assert_eq!(errors(&send(&app, &token, "PUT", strange, Some(&whole)).await)[0].0, "external_id");
    assert_eq!(send(&app, &token, "GET", ACME, None).await.status, 404, "nothing was kept");
}

#[tokio::test]
async fn what_is_no_json_object_is_refused_by_its_kind() {
    let app = app();
    let token = given_token(&app);
    let put = |kind: &str, body: String| {
        let request = Request::put(ACME).header("authorization", format!("bearer {token}"));
        app.ask(request.header("content-type", kind).body(Body::from(body)).unwrap())
    };
    let status = async |kind: &str, body: &str| put(kind, body.to_owned()).await.status;
    assert_eq!(status("text/plain", "{}").await, 415);
    assert_eq!(status("application/x-www-form-urlencoded", "name=x").await, 415);
    assert_eq!(status("application/json", "{\"name\": ").await, 400);
    assert_eq!(status("application/json", "").await, 400);
    assert_eq!(status("application/json", "[]").await, 400);
    assert_eq!(status("application/json", "{\"name\": \"\\ud800\"}").await, 400);
    let nested = "[".repeat(100_000);
    assert_eq!(status("application/json", &nested).await, 400);
    let large = " ".repeat(app.state.settings.body_limit_kb * 1024 + 1);
    assert_eq!(status("application/json", &large).await, 413);
    assert_eq!(status("Application/JSON; charset=utf-8", "{}").await, 422);
}

#[tokio::test]
async fn a_domain_belongs_to_one_organisation() {
    let app = app();
    let token = given_token(&app);
    let acme = json!({ "name": "Acme", "edition": "free", "domains": ["acme.example"] });
    assert_eq!(send(&app, &token, "PUT", ACME, Some(&acme)).await.status, 201);
    let other = "/api/v1/organisations/other";
    let answer = send(&app, &token, "PUT", other, Some(&acme)).await;
    assert_eq!((answer.status, answer.json()["code"].as_str().unwrap()), (409, "conflict"));
    assert!(errors(&answer)[0].1.contains("acme.example"));
    assert_eq!(send(&app, &token, "GET", other, None).await.status, 404);
}

#[tokio::test]
async fn organisations_are_listed_page_by_page() {
    let app = app();
    let token = given_token(&app);
    for name in ["delta", "alpha", "charlie", "bravo", "echo"] {
        let body = json!({ "name": name, "edition": "free" });
        let path = format!("/api/v1/organisations/{name}");
        assert_eq!(send(&app, &token, "PUT", &path, Some(&body)).await.status, 201);
    }
    let mut seen = Vec::new();
    let mut next = Some(0);
    while let Some(offset) = next {
        let path = format!("/api/v1/organisations?limit=2&offset={offset}");
        let page = send(&app, &token, "GET", &path, None).await.json();
        let names = page["organisations"].as_array().unwrap().iter();
        seen.extend(names.map(|o| o["name"].as_str().unwrap().to_owned()));
        next = page["next_offset"].as_u64();
    }
    assert_eq!(seen, ["alpha", "bravo", "charlie", "delta", "echo"]);
    for bad in ["limit=0", "limit=201", "limit=x", "offset=-1"] {
        let path = format!("/api/v1/organisations?{bad}");
        assert_eq!(send(&app, &token, "GET", &path, None).await.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn members_come_change_and_go() {
    let app = app();
    let token = given_token(&app);
    let acme = json!({ "name": "Acme", "edition": "business" });
    let path = format!("{ACME}/members/Ana%40acme.example");
    let member = json!({ "role": "member", "name": "Ana Díaz" });
    assert_eq!(
        send(&app, &token, "PUT", &path, Some(&member)).await.status,
        404,
        "no organisation"
    );
    send(&app, &token, "PUT", ACME, Some(&acme)).await;

    let told =
        errors(&send(&app, &token, "PUT", &path, Some(&json!({ "role": "boss", "x": 1 }))).await);
    assert_eq!(told.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["role", "x"]);
    assert_eq!(errors(&send(&app, &token, "PUT", &path, Some(&json!({}))).await)[0].0, "role");
    let nameless = json!({ "role": "member" });
    assert_eq!(errors(&send(&app, &token, "PUT", &path, Some(&nameless)).await)[0].0, "name");
    let nobody = format!("{ACME}/members/ana");
    assert_eq!(errors(&send(&app, &token, "PUT", &nobody, Some(&member)).await)[0].0, "email");

    let created = send(&app, &token, "PUT", &path, Some(&member)).await;
    assert_eq!(created.status, 201);
    let expected = json!({ "email": "ana@acme.example", "name": "Ana Díaz", "role": "member", "organisation": "acme" });
    assert_eq!(created.json(), expected);
    assert_eq!(send(&app, &token, "PUT", &path, Some(&member)).await.status, 200);
    let administrator = json!({ "role": "administrator" });
    let changed = send(&app, &token, "PUT", &path, Some(&administrator)).await;
    assert_eq!((changed.status, &changed.json()["role"]), (200, &json!("administrator")));

    let storage = &app.state.accounts.storage;
    let account = on_runtime(storage.account_by_email(&"ana@acme.example".parse().unwrap()));
    let account = account.unwrap().unwrap();
    assert_eq!(account.password_hash, None, "no password but one's own");
    assert_eq!(on_runtime(storage.memberships(&account.id)).unwrap()[0].role, Role::Administrator);
    for _ in 0..2 {
        let gone = send(&app, &token, "DELETE", &path, None).await;
        assert_eq!((gone.status, gone.text()), (204, ""));
        assert_eq!(on_runtime(storage.memberships(&account.id)).unwrap(), []);
    }
    let stranger = format!("{ACME}/members/nobody@acme.example");
    assert_eq!(send(&app, &token, "DELETE", &stranger, None).await.status, 204);
}

#[tokio::test]
async fn a_change_holds_from_the_next_request_on() {
    let app = app();
    let token = given_token(&app);
    let put = async |body: Value| {
        assert!(send(&app, &token, "PUT", ACME, Some(&body)).await.status < 300);
    };
    put(json!({ "name": "Acme", "edition": "business" })).await;
    let acme = on_runtime(app.state.accounts.storage.organisation_by_external_id("acme"));
    let acme = acme.unwrap().unwrap();
    let ana = app.given_account("ana@acme.example", Some((&acme, Role::Administrator)), None);
    let ana = app.signed_in(&ana, Some(&acme));
    // What is for administrators of paid editions alone: the channels, and an article.
    let opens = async || {
        let contact = ana.get("/api/v1/contact").await;
        let article = ana.get("/en/articles/admin/a").await;
        let open = contact.status == 200;
        assert_eq!(contact.status, if open { 200 } else { 403 });
        assert_eq!(contact.text().contains(NUMBER), open);
        assert_eq!(article.status == 200, open, "article: {}", article.status);
        open
    };
    assert!(opens().await, "an administrator of a paid edition");
    put(json!({ "edition": "free" })).await;
    assert!(!opens().await, "edition");
    put(json!({ "edition": "business" })).await;
    assert!(opens().await, "and back");
    put(json!({ "suspended": true })).await;
    assert!(!opens().await, "suspension");
    put(json!({ "suspended": false })).await;
    assert!(opens().await, "and back");
    let member = format!("{ACME}/members/ana@acme.example");
    send(&app, &token, "PUT", &member, Some(&json!({ "role": "member" }))).await;
    assert!(!opens().await, "role");
}

#[tokio::test]
async fn other_methods_are_told_what_an_address_takes() {
    let app = app();
    let token = given_token(&app);
    let answer = send(&app, &token, "POST", ACME, Some(&json!({}))).await;
    assert_eq!(answer.status, 405);
    let allowed = answer.header("allow");
    assert!(allowed.contains("PUT") && allowed.contains("GET"), "{allowed}");
    let answer = send(&app, &token, "GET", &format!("{ACME}/members/a@acme.example"), None).await;
    assert_eq!(answer.status, 405);
    assert!(answer.header("allow").contains("DELETE"));
}
