//! Nothing sticks out of the window, at any width, in any language.

use guichet_model::{ArticleKey, Page};

use crate::{
    harness::{Browser, Window},
    tour,
};

const WIDTHS: [u32; 4] = [320, 360, 768, 1440];

/// By how many pixels a page sticks out, if it does.
async fn excess(browser: &Browser, path: &str, width: u32) -> Option<String> {
    browser.goto(path).await;
    let excess = browser
        .run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        .await;
    let excess = excess.as_i64().expect("a number");
    (excess > 0).then(|| format!("{path} at {width} pixels sticks out by {excess}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_scrolls_sideways() {
    let browser = Browser::open(Window { scripts: true }).await;
    let article = ArticleKey::parse("mail/set-up-mail-client").unwrap();
    let mut found = Vec::new();
    for width in WIDTHS {
        browser.resize(width, 900).await;
        for locale in ["en", "fr", "ja"] {
            let locale = locale.parse().unwrap();
            for page in Page::kinds(&article) {
                let path = if page == Page::Search {
                    format!("{}?q=mail", page.path(&locale))
                } else {
                    page.path(&locale)
                };
                found.extend(excess(&browser, &path, width).await);
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_people_who_are_signed_in_scrolls_sideways() {
    let browser = Browser::open(Window { scripts: true }).await;
    let mut found = Vec::new();
    for part in tour::personal(&browser.app).await {
        browser.resize(1440, 900).await;
        tour::sign_in(&browser, part.email).await;
        for width in WIDTHS {
            browser.resize(width, 900).await;
            for locale in ["en", "fr", "ja"] {
                for path in part.paths(locale) {
                    found.extend(excess(&browser, &path, width).await);
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_tab_skips_to_the_content_and_focus_is_always_visible() {
    use fantoccini::key::Key;
    let browser = Browser::open(Window { scripts: true }).await;
    browser.goto("/en/articles/mail/filter-messages").await;
    browser.press(Key::Tab).await;
    assert_eq!(browser.run("return document.activeElement.className").await, "skip-link");
    for _ in 0..25 {
        let visible = "const s = getComputedStyle(document.activeElement); const b = document.activeElement.getBoundingClientRect(); \
                       return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && b.width > 0 && b.height > 0";
        let what = browser.run("return document.activeElement.outerHTML.slice(0, 120)").await;
        assert_eq!(browser.run(visible).await, true, "the focus ring is visible on {what}");
        browser.press(Key::Tab).await;
    }
    browser.close().await;
}
