//! The JSON API.

use std::collections::BTreeSet;

use guichet_server::router;
use guichet_tests::TestApp;

#[tokio::test]
async fn search_answers_in_the_documented_shape() {
    let app = TestApp::demo();
    let answer = app.get("/api/v1/search?q=filter%20messages&locale=en&limit=3").await;
    assert_eq!(answer.status, 200);
    let found = answer.json();
    assert_eq!(found["query"], "filter messages");
    assert_eq!(found["locale"], "en");
    assert!(found["total"].as_u64().unwrap() >= 3);
    assert!(found["took_us"].is_u64());
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 3);
    assert_eq!(hits[0]["url"], "/en/articles/mail/filter-messages");
    assert_eq!(hits[0]["source"], "articles/en/mail/filter-messages.md");
    assert_eq!(hits[0]["category"], "mail");
    assert!(hits[0]["snippet"].as_str().unwrap().contains("<mark>"));
}

#[tokio::test]
async fn every_language_finds_its_own_articles() {
    let app = TestApp::demo();
    for (locale, query) in [
        ("en", "forgotten password"),
        ("fr", "mot de passe oublié"),
        ("es", "contraseña olvidada"),
        ("ja", "パスワード"),
    ] {
        let url =
            format!("/api/v1/search?locale={locale}&q={}", guichet_model::route::encode(query));
        let found = app.get(&url).await.json();
        assert_eq!(found["hits"][0]["locale"], locale, "{query}");
    }
}

#[tokio::test]
async fn counts_bear_the_names_that_readers_of_the_language_know() {
    let found = TestApp::demo().get("/api/v1/search?locale=fr&q=calendrier").await.json();
    let title = |list: &str, id: &str| {
        let counts = found[list].as_array().unwrap();
        counts.iter().find(|c| c["id"] == id).map(|c| c["title"].clone())
    };
    assert_eq!(title("categories", "calendar").unwrap(), "Agenda", "{found}");
    assert_eq!(title("services", "calendar").unwrap(), "Agenda", "{found}");
}

#[tokio::test]
async fn suggestions_follow_every_prefix() {
    let app = TestApp::demo();
    for prefix in ["f", "fil", "filter", "filter m", "filter mess"] {
        let url = format!("/api/v1/suggest?locale=en&q={}", guichet_model::route::encode(prefix));
        let answer = app.get(&url).await;
        assert_eq!(answer.status, 200, "{prefix}");
        let found = answer.json();
        assert_eq!(found["query"], prefix);
        assert!(!found["suggestions"].as_array().unwrap().is_empty(), "{prefix}");
    }
}

#[tokio::test]
async fn an_article_is_given_in_exactly_its_locale() {
    let app = TestApp::demo();
    let found = app.get("/api/v1/articles/fr/mail/filter-messages").await.json();
    assert_eq!(found["locale"], "fr");
    assert_eq!(found["translations"].as_array().unwrap().len(), 4);
    assert!(found["html"].as_str().unwrap().contains("<h2"));
    assert_eq!(app.get("/api/v1/articles/de/mail/filter-messages").await.status, 404);
}

#[tokio::test]
async fn problems_are_rfc_9457_with_what_to_do() {
    let app = TestApp::demo();
    for (path, code, hint) in [
        ("/api/v1/search?q=a&limit=0", "bad-request", "from 1 to 50"),
        ("/api/v1/search?q=a&locale=xx", "bad-request", "en, es, fr, ja"),
        ("/api/v1/search?q=a&explain=maybe", "bad-request", "1 or 0"),
        ("/api/v1/nowhere", "not-found", ""),
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{path}");
        assert_eq!(problem["status"], answer.status, "{path}");
        assert!(problem["detail"].as_str().unwrap_or("").contains(hint), "{path}: {problem}");
    }
}

#[tokio::test]
async fn the_description_covers_every_route_of_the_api() {
    let app = TestApp::demo();
    let description = app.get("/api/v1/openapi.json").await.json();
    let described: BTreeSet<&str> =
        description["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let own = "/api/v1/openapi.json";
    let routes = router::paths().filter(|path| path.starts_with("/api/v1/") && *path != own);
    assert_eq!(described, routes.collect::<BTreeSet<_>>());
    assert_eq!(description["openapi"], "3.1.0");
}
