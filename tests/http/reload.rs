//! Saved changes: visible and searchable at once, and never half.

use guichet_tests::{TestApp, article, until, write};

#[tokio::test]
async fn a_saved_change_is_visible_and_searchable() {
    let app =
        TestApp::given_content(&[("articles/en/mail/one.md", &article("One", "The first words."))]);
    let tag = app.get("/en/articles/mail/one").await.header("etag").to_owned();
    app.save("articles/en/mail/one.md", &article("One", "Entirely marmalade."));
    let changed = app.get_with("/en/articles/mail/one", &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status, 200);
    assert!(changed.text().contains("marmalade"));
    assert_eq!(app.get("/api/v1/search?q=marmalade").await.json()["total"], 1);
    app.save("articles/en/mail/two.md", &article("Two", "More marmalade."));
    assert_eq!(app.get("/api/v1/search?q=marmalade").await.json()["total"], 2);
    std::fs::remove_file(app.state.settings.content.join("articles/en/mail/one.md")).unwrap();
    guichet_server::reload::reload(&app.state);
    assert_eq!(app.get("/api/v1/search?q=marmalade").await.json()["total"], 1);
    assert_eq!(app.get("/en/articles/mail/one").await.status, 404);
}

#[tokio::test]
async fn a_broken_file_leaves_the_last_good_version() {
    let app =
        TestApp::given_content(&[("articles/en/mail/one.md", &article("One", "Good words."))]);
    app.save("articles/en/mail/one.md", "---\ntitle: [\n---\nBad words.\n");
    assert!(app.get("/en/articles/mail/one").await.text().contains("Good words."));
    assert_eq!(app.get("/api/v1/search?q=good").await.json()["total"], 1);
    app.save("articles/en/mail/one.md", &article("One", "Better words."));
    assert!(app.get("/en/articles/mail/one").await.text().contains("Better words."));
}

#[tokio::test]
async fn a_broken_policy_leaves_the_last_good_one() {
    let app = TestApp::given_content(&[
        ("portal.toml", "[portal]\nname = \"Acme Help\"\n"),
        ("articles/en/mail/one.md", &article("One", "Words.")),
    ]);
    app.save("portal.toml", "[portal\nname = ");
    assert!(app.get("/en/").await.text().contains("Acme Help"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_watcher_sees_what_an_editor_saves() {
    let app = TestApp::given_content(&[("articles/en/mail/one.md", &article("One", "Words."))]);
    let watcher = guichet_server::reload::watch(&app.state).unwrap();
    // Editors write beside the file and rename over it.
    let folder = app.state.settings.content.join("articles/en/mail");
    write(&folder.join("one.md.tmp"), &article("One", "Entirely marmalade."));
    std::fs::rename(folder.join("one.md.tmp"), folder.join("one.md")).unwrap();
    until("the change is seen", async || {
        app.get("/en/articles/mail/one").await.text().contains("marmalade")
    })
    .await;
    drop(watcher);
}
