//! The same portal where scripts are off.

use fantoccini::key::Key;

use crate::harness::{Browser, Window};

const NO_SCRIPTS: Window = Window { scripts: false };

#[tokio::test(flavor = "multi_thread")]
async fn search_read_and_change_the_language() {
    let browser = Browser::open(NO_SCRIPTS).await;
    browser.goto("/en/").await;
    browser.find("input[data-search]").await.send_keys("recover deleted mail").await.unwrap();
    browser.press(Key::Enter).await;
    browser.find(".hit-title a").await.click().await.unwrap();
    let path = browser.client.current_url().await.unwrap().path().to_owned();
    assert!(path.starts_with("/en/articles/mail/"), "{path}");
    browser.find("[popovertarget=languages]").await.click().await.unwrap();
    browser.find("#languages a[hreflang=ja]").await.click().await.unwrap();
    let path = browser.client.current_url().await.unwrap().path().to_owned();
    assert!(path.starts_with("/ja/articles/mail/"), "{path}");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_is_a_form() {
    let browser = Browser::open(NO_SCRIPTS).await;
    browser.goto("/en/policies").await;
    browser.find("[popovertarget=themes]").await.click().await.unwrap();
    browser.find("#themes [value=dark]").await.click().await.unwrap();
    let page = browser.find("html[data-theme=dark]").await;
    assert_eq!(page.attr("lang").await.unwrap().as_deref(), Some("en"));
    assert!(browser.client.current_url().await.unwrap().path().ends_with("/en/policies"));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_large_and_closes() {
    let browser = Browser::open(NO_SCRIPTS).await;
    browser.goto("/en/articles/mail/recover-deleted-messages").await;
    browser.find(".figure-open").await.click().await.unwrap();
    let close = browser.find(".enlarged-close").await;
    assert!(close.is_displayed().await.unwrap());
    close.click().await.unwrap();
    assert!(!browser.find(".enlarged").await.is_displayed().await.unwrap());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_filtered_by_topic() {
    let browser = Browser::open(NO_SCRIPTS).await;
    browser.goto("/en/search?q=password").await;
    browser.find(".chip[href*='category=security']").await.click().await.unwrap();
    let chosen = browser.find(".chip[aria-current=true]").await;
    assert!(chosen.text().await.unwrap().contains("Security"));
    browser.close().await;
}
