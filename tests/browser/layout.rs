//! Nothing sticks out of the window, at any width, in any language.

use guichet_model::{ArticleKey, Page};

use crate::harness::{Browser, Window};

const WIDTHS: [u32; 4] = [320, 360, 768, 1440];

#[tokio::test(flavor = "multi_thread")]
async fn no_page_scrolls_sideways() {
    let browser = Browser::open(Window { scripts: true }).await;
    let article = ArticleKey::parse("mail/set-up-mail-client").unwrap();
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
                browser.goto(&path).await;
                let excess = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
                assert!(
                    excess.as_i64().unwrap() <= 0,
                    "{path} at {width} pixels sticks out by {excess}"
                );
            }
        }
    }
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
