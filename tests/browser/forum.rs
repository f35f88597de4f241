//! What the forum found comes after the page, and nothing is missing without scripts.

use guichet_tests::{
    TestApp, article,
    forum_server::{Forum, Mood},
};

use crate::harness::{Browser, Window, site};

fn portal(forum: &Forum) -> TestApp {
    let policy = format!(
        "[[forums]]\nname = \"Customer forum\"\nkind = \"discourse\"\nurl = \"{}/c/en\"",
        forum.url
    );
    let words = article("Filter messages", "Filters sort what arrives.");
    let files = [("portal.toml", &*policy), ("articles/en/mail/filter-messages.md", &*words)];
    TestApp::given_content_with(&files, |settings| settings.site = site())
}

/// Milliseconds after which the forum answers: longer than a page waits for it, less than what is filled in does.
const LATE: u64 = 2_000;
/// Notes what a place for topics says, from the page's first moment on: on a slow machine it has changed before anyone looks.
const NOTE: &str = "window.told = []; \
    new MutationObserver(() => window.told.push(document.querySelector('[data-forum]:not([hidden]) [role=status]')?.textContent)) \
    .observe(document, { childList: true, subtree: true, attributes: true, characterData: true })";

#[tokio::test(flavor = "multi_thread")]
async fn topics_are_filled_in_once_the_forum_has_answered() {
    let forum = Forum::start(Mood::Slow(LATE));
    let browser = Browser::open_on(Window { scripts: true }, portal(&forum)).await;
    browser.before_pages(NOTE).await;
    browser.goto("/en/search?q=filters").await;
    assert_eq!(browser.text(".hit-title").await, "Filter messages");
    browser
        .until(
            "the page says that it is looking",
            "return window.told.some((text) => text?.includes('Looking in the forum'))",
        )
        .await;
    browser
        .until(
            "the topics come",
            "return document.querySelectorAll('[data-forum] .article-row').length === 2",
        )
        .await;
    let said = browser.text("[data-forum] [role=status]").await;
    assert!(said.starts_with("2 topics"), "{said}");
    let first = browser.find("[data-forum] .article-row-link").await;
    assert_eq!(first.text().await.unwrap(), "Filters <b>stopped</b> & nobody knows");
    let address = format!("{}/t/filters-stopped/12", forum.url);
    assert_eq!(first.attr("href").await.unwrap(), Some(address));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    // A forum that breaks off while a page waits for it.
    forum.now(Mood::SlowlyBroken(LATE));
    browser.goto("/en/search?q=arrives").await;
    browser
        .until(
            "the page says that nothing came",
            "return document.querySelector('[data-forum] [role=status]')?.textContent.includes('not answering')",
        )
        .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_link_searches_the_forum() {
    let forum = Forum::start(Mood::Slow(LATE));
    let browser = Browser::open_on(Window { scripts: false }, portal(&forum)).await;
    browser.goto("/en/search?q=filters").await;
    assert!(!browser.find("[data-forum]").await.is_displayed().await.unwrap());
    let link = browser.find("main a.way-action[href*='/search?q=filters']").await;
    assert!(link.is_displayed().await.unwrap());
    assert_eq!(
        link.attr("href").await.unwrap(),
        Some(format!("{}/search?q=filters%20%23en", forum.url))
    );
    browser.close().await;
}
