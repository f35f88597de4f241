//! Which language a reader gets, and what stands in when there is none.

use guichet_tests::{TestApp, article};

fn two_languages() -> TestApp {
    TestApp::given_content(&[
        ("portal.toml", "[portal]\ndefault_locale = \"en\"\n"),
        ("articles/en/mail/one.md", &article("One", "English words. [Two](two.md)")),
        ("articles/en/mail/two.md", &article("Two", "More words.")),
        ("articles/fr/mail/two.md", &article("Deux", "Des mots.")),
    ])
}

#[tokio::test]
async fn the_root_leads_to_the_readers_language() {
    let app = TestApp::demo();
    for (headers, home) in [
        (vec![], "/en/"),
        (vec![("accept-language", "fr-CA,fr;q=0.9,en;q=0.5")], "/fr/"),
        (vec![("accept-language", "fr"), ("cookie", "theme=dark; locale=ja")], "/ja/"),
        (vec![("cookie", "locale=../etc")], "/en/"),
    ] {
        let answer = app.get_with("/", &headers).await;
        assert_eq!((answer.status, answer.header("location")), (302, home));
        assert!(answer.header("vary").contains("Accept-Language"));
    }
}

#[tokio::test]
async fn a_language_is_remembered_when_the_reader_changes_it_here_and_only_then() {
    let app = TestApp::demo();
    let here = [
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-mode", "navigate"),
        ("referer", "https://help.example/en/contact"),
    ];
    assert!(
        app.get_with("/fr/contact", &here).await.header("set-cookie").starts_with("locale=fr;")
    );
    assert_eq!(app.get_with("/en/policies", &here).await.header("set-cookie"), "", "no change");
    let elsewhere = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("referer", "https://other.example/en/"),
    ];
    assert_eq!(
        app.get_with("/fr/contact", &elsewhere).await.header("set-cookie"),
        "",
        "a link from elsewhere"
    );
    let ahead = [here[0], here[1], here[2], ("sec-purpose", "prefetch")];
    assert_eq!(app.get_with("/fr/", &ahead).await.header("set-cookie"), "", "fetched ahead");
}

#[tokio::test]
async fn an_article_missing_in_a_language_is_shown_in_another_and_says_so() {
    let app = two_languages();
    let answer = app.get("/fr/articles/mail/one").await;
    assert_eq!(answer.status, 200);
    let html = answer.text();
    assert!(html.contains("<html lang=\"fr\"") && html.contains("class=\"notice\""));
    assert!(html.contains("lang=\"en\""), "the article's own language is marked");
    assert!(html.contains("rel=\"canonical\" href=\"https://help.example/en/articles/mail/one\""));
    assert!(html.contains("href=\"/fr/articles/mail/two\""), "links follow the reader's language");
}

#[tokio::test]
async fn a_translation_behind_its_original_says_so() {
    let dated =
        |title: &str, date: &str| format!("---\ntitle: {title}\nupdated: {date}\n---\nWords.\n");
    let app = TestApp::given_content(&[
        ("articles/en/mail/one.md", &dated("One", "2026-10-02")),
        ("articles/fr/mail/one.md", &dated("Un", "2026-09-01")),
    ]);
    let html = app.get("/fr/articles/mail/one").await;
    assert!(html.text().contains("2 octobre 2026"));
    assert!(!app.get("/en/articles/mail/one").await.text().contains("class=\"notice\""));
}

#[tokio::test]
async fn old_addresses_lead_to_the_article() {
    let app = TestApp::given_content(&[(
        "articles/en/mail/new.md",
        "---\ntitle: New\nredirect_from: [/old/path, /en/older]\n---\nWords.\n",
    )]);
    for path in ["/old/path", "/en/old/path", "/en/older"] {
        let answer = app.get(path).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, "/en/articles/mail/new"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn addresses_have_one_form() {
    let app = TestApp::demo();
    for (path, canonical) in [
        ("/en", "/en/"),
        ("/EN/contact", "/en/contact"),
        ("/en/articles/mail/", "/en/articles/mail"),
        ("/fr/search/?q=a", "/fr/search?q=a"),
    ] {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.header("location")), (308, canonical), "{path}");
    }
}

#[tokio::test]
async fn right_to_left_languages_run_from_right_to_left() {
    let app = TestApp::given_content(&[("articles/ar/mail/one.md", &article("واحد", "كلمات."))]);
    let answer = app.get("/ar/articles/mail/one").await;
    let html = answer.text();
    // There are no interface words in Arabic: the page keeps their direction, the article has its own.
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\""), "{html}");
    assert!(html.contains("<h1 lang=\"ar\" dir=\"rtl\">"), "{html}");
    assert!(html.contains("<div lang=\"ar\" dir=\"rtl\" class=\"prose\""), "{html}");
    assert!(html.contains("<article class=\"article\">"), "the grid around it is not turned");
}

#[tokio::test]
async fn rows_in_another_direction_say_so() {
    let app = TestApp::given_content(&[
        ("portal.toml", "[portal]\ndefault_locale = \"ar\"\n"),
        ("articles/ar/mail/one.md", &article("واحد", "كلمات quetzal.")),
        ("articles/en/mail/two.md", &article("Two", "Words.")),
    ]);
    let list = app.get("/en/articles/mail").await;
    assert!(
        list.text().contains("lang=\"ar\" dir=\"rtl\" class=\"article-row-link\""),
        "{}",
        list.text()
    );
    let hits = app.get("/en/search?q=quetzal").await;
    assert!(
        hits.text().contains("<p lang=\"ar\" dir=\"rtl\" class=\"hit-snippet\""),
        "{}",
        hits.text()
    );
}
