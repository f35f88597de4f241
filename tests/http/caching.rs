//! Entity tags, codings, and what may be kept.

use guichet_tests::TestApp;

#[tokio::test]
async fn a_page_is_answered_304_until_it_changes() {
    let app = TestApp::demo();
    let first = app.get("/en/").await;
    let tag = first.header("etag").to_owned();
    assert_eq!(first.header("cache-control"), "no-cache");
    let again = app.get_with("/en/", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(app.get_with("/en/", &[("if-none-match", "\"other\"")]).await.status, 200);
}

#[tokio::test]
async fn pages_come_in_the_coding_asked_for() {
    let app = TestApp::demo();
    let plain = app.get("/en/").await;
    let mut tags = vec![plain.header("etag").to_owned()];
    for coding in ["br", "gzip", "zstd"] {
        let answer = app.get_with("/en/", &[("accept-encoding", coding)]).await;
        assert_eq!(answer.header("content-encoding"), coding);
        assert!(answer.body.len() * 2 < plain.body.len(), "{coding}");
        tags.push(answer.header("etag").to_owned());
    }
    let compressed = app.get_with("/en/", &[("accept-encoding", "br")]).await;
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut compressed.body.as_ref(), &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    tags.dedup();
    assert_eq!(tags.len(), 4, "each coding has its own entity tag");
}

#[tokio::test]
async fn assets_are_kept_for_good_and_pages_of_one_moment_are_not_kept() {
    let app = TestApp::demo();
    let name = app.state.assets.names().next().unwrap().to_owned();
    assert!(
        app.get(&format!("/assets/{name}")).await.header("cache-control").contains("immutable")
    );
    assert_eq!(app.get("/assets/unknown.js").await.status, 404);
    for path in ["/en/contact", "/en/search?q=mail"] {
        assert_eq!(app.get(path).await.header("cache-control"), "private, no-store", "{path}");
    }
}

#[tokio::test]
async fn a_chosen_theme_is_part_of_the_page() {
    let app = TestApp::demo();
    assert!(!app.get("/en/").await.text().contains("data-theme"));
    let dark = app.get_with("/en/", &[("cookie", "theme=dark")]).await;
    assert!(dark.text().contains("data-theme=\"dark\""));
    let odd = app.get_with("/en/", &[("cookie", "theme=\"><script>")]).await;
    assert!(!odd.text().contains("data-theme"));
}

#[tokio::test]
async fn without_scripts_the_theme_is_posted_and_the_reader_comes_back() {
    let app = TestApp::demo();
    let request = axum::http::Request::post("/preferences/theme")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", "https://help.example/fr/contact")
        .body("theme=dark".into())
        .unwrap();
    let answer = app.ask(request).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/fr/contact"));
    assert!(answer.header("set-cookie").starts_with("theme=dark;"));
}

#[tokio::test]
async fn images_of_articles_are_served_and_no_other_file_is() {
    let app = TestApp::demo();
    let page = app.get("/en/articles/support/choose-a-priority").await;
    let source =
        page.text().split("src=\"/media/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let image = app.get(&format!("/media/{source}")).await;
    assert_eq!((image.status, image.header("content-type")), (200, "image/svg+xml"));
    assert!(image.header("cache-control").contains("immutable"));
    assert!(image.header("content-security-policy").contains("sandbox"));
    for path in [
        "/media/portal.toml",
        "/media/articles/en/mail/filter-messages.md",
        "/media/../Cargo.toml",
        "/media/%2e%2e/Cargo.toml",
    ] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
}
