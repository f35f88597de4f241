//! What cannot be understood gets a clear answer, and the process lives on.

use axum::{body::Body, http::Request};
use guichet_model::route::encode;
use guichet_tests::{TestApp, article};
use proptest::prelude::*;

#[tokio::test]
async fn unknown_addresses_are_pages_with_a_way_on() {
    let app = TestApp::demo();
    for path in [
        "/nowhere",
        "/en/nowhere",
        "/xx/articles/mail/filter-messages",
        "/fr/articles/mail/nowhere",
        "/en/articles/a/b/c",
        "/en/articles/..",
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert!(answer.text().contains("class=\"ways\""), "{path}");
    }
    assert!(app.get("/fr/nowhere").await.text().contains("<html lang=\"fr\""));
}

#[tokio::test]
async fn the_page_of_a_problem_stands_for_no_other() {
    let app = TestApp::demo();
    for (path, elsewhere) in [
        ("/fr/articles/mail/nowhere", "/ja/articles/mail/nowhere"),
        ("/fr/articles/a/b/c", "/ja/"),
        ("/fr/nowhere", "/ja/"),
    ] {
        let answer = app.get(path).await;
        let html = answer.text();
        assert!(
            !html.contains("aria-current=\"page\"")
                && !html.contains("nav-link\" href=\"/fr/articles\" aria-current"),
            "{path}"
        );
        assert!(html.contains(&format!("href=\"{elsewhere}\" lang=\"ja\"")), "{path}: {html}");
        assert_eq!(html.matches("data-search").count(), 1, "{path}: one search field, a large one");
        assert!(html.contains("search-hero"), "{path}");
    }
}

#[tokio::test]
async fn broken_encoding_is_a_bad_request() {
    let app = TestApp::demo();
    for path in ["/en/%", "/en/%zz", "/en/%ff%fe", "/en/%00"] {
        assert_eq!(app.get(path).await.status, 400, "{path}");
    }
    assert_eq!(
        app.get("/en/search?q=%ff%&category=%").await.status,
        200,
        "a query is read as well as it can be"
    );
}

#[tokio::test]
async fn long_and_odd_queries_are_answered() {
    let app = TestApp::demo();
    for query in [
        "x".repeat(10_000),
        "\u{0}\u{1b}[2J".into(),
        "\"unclosed".into(),
        "AND OR NOT ( ) [ TO ] * ? ~ ^ :".into(),
        "日本語 العربية 🎉".into(),
    ] {
        for path in ["/en/search?q=", "/api/v1/search?q=", "/api/v1/suggest?q="] {
            assert_eq!(
                app.get(&format!("{path}{}", encode(&query))).await.status,
                200,
                "{path}{query}"
            );
        }
    }
}

#[tokio::test]
async fn other_methods_are_refused_with_the_ones_that_work() {
    let app = TestApp::demo();
    for path in ["/en/", "/api/v1/search", "/healthz"] {
        let answer = app.ask(Request::delete(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, 405, "{path}");
        assert!(answer.header("allow").contains("GET"), "{path}");
    }
}

#[tokio::test]
async fn a_body_past_the_limit_is_refused() {
    let app = TestApp::demo();
    let body = format!("theme={}", "x".repeat(app.state.settings.body_limit_kb * 1024 + 1));
    let request = Request::post("/preferences/theme")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.into())
        .unwrap();
    assert_eq!(app.ask(request).await.status, 413);
}

#[tokio::test]
async fn monstrous_articles_do_not_take_the_portal_down() {
    let headings = (0..10_000)
        .map(|i| format!("## Heading {i}\n\nWords {i}.\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let deep = format!("{}deep", "> ".repeat(2_000));
    let huge = "word ".repeat(1_100_000);
    let app = TestApp::given_content(&[
        ("articles/en/mail/good.md", &article("Good", "Words.")),
        ("articles/en/mail/headings.md", &article("Headings", &headings)),
        ("articles/en/mail/deep.md", &article("Deep", &deep)),
        ("articles/en/mail/huge.md", &article("Huge", &huge)),
    ]);
    assert_eq!(app.get("/en/articles/mail/good").await.status, 200);
    assert_eq!(app.get("/en/articles/mail/headings").await.status, 200);
    assert_eq!(app.get("/en/articles/mail/deep").await.status, 200);
    assert_eq!(
        app.get("/en/articles/mail/huge").await.status,
        404,
        "a file over the limit is not served"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_out_of_the_folder_is_not_followed() {
    let app = TestApp::given_content(&[("articles/en/mail/good.md", &article("Good", "Words."))]);
    let outside = app.folder().join("outside.md");
    guichet_tests::write(&outside, &article("Outside", "Secret words."));
    std::os::unix::fs::symlink(
        &outside,
        app.state.settings.content.join("articles/en/mail/link.md"),
    )
    .unwrap();
    guichet_server::reload::reload(&app.state);
    assert_eq!(app.get("/en/articles/mail/link").await.status, 404);
    assert_eq!(app.get("/en/articles/mail/good").await.status, 200);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_path_and_no_query_is_a_server_error(path in "[ -~]{0,40}", query in any::<Vec<u8>>()) {
        let app = TestApp::demo();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let query: String = query.iter().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        for uri in [format!("/en/{path}"), format!("/api/v1/search?q={query}"), format!("/en/search?q={query}")] {
            // What no client can send as a request line is not a case.
            if let Ok(request) = Request::get(uri.replace(' ', "%20")).body(Body::empty()) {
                let status = runtime.block_on(app.ask(request)).status;
                prop_assert!(status < 500, "{uri}: {status}");
            }
        }
    }
}
