//! Headers that protect, on every kind of answer.

use guichet_tests::{TestApp, article};

const PATHS: [&str; 9] = [
    "/en/",
    "/en/contact",
    "/nowhere",
    "/api/v1/search?q=a",
    "/api/nowhere",
    "/healthz",
    "/robots.txt",
    "/en/articles/mail/filter-messages",
    "/media/x",
];

#[tokio::test]
async fn every_answer_is_protected() {
    let app = TestApp::demo();
    for path in PATHS {
        let answer = app.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(
            !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(
            answer.header("strict-transport-security").contains("max-age"),
            "{path}: the public address is https"
        );
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn no_page_needs_an_inline_script() {
    let app = TestApp::demo();
    for path in [
        "/en/",
        "/ja/articles/mail/filter-messages",
        "/fr/search?q=mail",
        "/es/contact",
        "/en/policies",
    ] {
        let answer = app.get(path).await;
        for script in answer.text().split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(
                tag.contains("src=") || tag.contains("application/ld+json"),
                "{path}: <script{tag}>"
            );
        }
        assert!(
            !answer.text().contains(" style=\""),
            "{path}: an inline style is against the policy"
        );
        assert!(!answer.text().contains("onclick="), "{path}");
    }
}

#[tokio::test]
async fn the_one_inline_style_is_named_by_its_hash() {
    let app = TestApp::demo();
    let answer = app.get("/en/").await;
    let style = answer.text().split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let expected = guichet_server::security::page_policy(
        guichet_app::accent::fit(&app.state.snapshot().library.policy().portal.accent).as_ref(),
    );
    assert!(style.contains("--accent"));
    assert_eq!(answer.header("content-security-policy"), expected.to_str().unwrap());
}

#[tokio::test]
async fn markup_in_content_and_queries_stays_text() {
    let app = TestApp::given_content(&[
        ("portal.toml", "[portal]\nname = \"A <b>bold</b> name\"\n"),
        (
            "articles/en/mail/one.md",
            &article(
                "\"A <script>alert(1)</script> title\"",
                "<script>alert(2)</script><img src=x onerror=alert(3)>\n\n[x](javascript:alert(4)) <a href='javascript:alert(5)'>y</a>",
            ),
        ),
    ]);
    for path in [
        "/en/",
        "/en/articles/mail/one",
        "/en/search?q=%3Cscript%3Ealert(5)%3C/script%3E",
        "/en/search?q=title",
    ] {
        let html = app.get(path).await;
        for bad in ["<script>alert", "onerror=", "href=\"javascript", "<b>bold"] {
            assert!(!html.text().contains(bad), "{path}: {bad}");
        }
    }
}

#[tokio::test]
async fn a_request_id_of_a_proxy_is_kept_if_it_is_harmless() {
    let app = TestApp::demo();
    assert_eq!(
        app.get_with("/healthz", &[("x-request-id", "abc-1.2_3")]).await.header("x-request-id"),
        "abc-1.2_3"
    );
    assert_ne!(
        app.get_with("/healthz", &[("x-request-id", "a b;c")]).await.header("x-request-id"),
        "a b;c"
    );
}
