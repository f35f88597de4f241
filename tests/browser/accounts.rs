//! The three journeys that end at the contact desk, each with scripts and without.

use guichet_model::viewer::{Role, StaffRole, Tier};

use crate::harness::{Browser, Window};

const BOTH: [Window; 2] = [Window { scripts: true }, Window { scripts: false }];

/// Puts an administrator of an organisation into the portal's storage.
fn administrator(browser: &Browser, email: &str, tier: Tier) {
    let organisation = browser.app.given_organisation(&browser.app.edition(tier));
    browser.app.given_account(email, Some((&organisation, Role::Administrator)), None);
}

async fn has(browser: &Browser, css: &str) -> bool {
    !browser
        .client
        .find_all(fantoccini::Locator::Css(css))
        .await
        .expect("the page can be searched")
        .is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_administrator_reaches_the_channels() {
    for window in BOTH {
        let browser = Browser::open(window).await;
        administrator(&browser, "ana@lumiere.example", Tier::Paid);
        browser.goto("/en/contact").await;
        assert!(!has(&browser, "a[href^='tel:']").await, "nothing is open to a stranger");
        browser.click("main a[href^='/en/sign-in?next=']").await;
        browser.sign_in("ana@lumiere.example").await;
        browser.find("a[href^='tel:']").await;
        assert!(browser.client.current_url().await.unwrap().path().ends_with("/en/contact"));
        assert!(has(&browser, "a[href*='/contact/chat?language=']").await);
        assert!(has(&browser, "a[href^='mailto:']").await);
        browser.click(".pin-form button[type=submit]").await;
        let pin = browser.text(".pin-digits").await;
        assert_eq!(pin.chars().filter(char::is_ascii_digit).count(), 8, "{pin}");
        if window.scripts {
            assert_eq!(browser.console_errors().await, Vec::<String>::new());
        }
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_free_user_lands_in_the_forum() {
    for window in BOTH {
        let browser = Browser::open(window).await;
        administrator(&browser, "bo@club.example", Tier::Free);
        browser.goto("/fr/sign-in?next=/fr/contact").await;
        browser.sign_in("bo@club.example").await;
        let best = browser.find("main .panel-actions a").await;
        let address = best.attr("href").await.unwrap().unwrap_or_default();
        assert!(address.contains("forum."), "the forum is the first thing to do: {address}");
        for closed in ["a[href^='tel:']", "a[href^='mailto:']", "a[href*='/contact/chat']"] {
            assert!(!has(&browser, closed).await, "{closed} is closed");
        }
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_signs_in_and_comes_back_where_they_were() {
    for window in BOTH {
        let browser = Browser::open(window).await;
        administrator(&browser, "cy@lumiere.example", Tier::Paid);
        browser.goto("/es/sign-in?next=/es/articles/mail/filter-messages").await;
        browser.sign_in("nobody@lumiere.example").await;
        browser.find("#errors").await;
        browser.sign_in("cy@lumiere.example").await;
        browser.find("article").await;
        let here = browser.client.current_url().await.unwrap();
        assert_eq!(here.path(), "/es/articles/mail/filter-messages");
        browser.goto("/es/account").await;
        assert!(browser.text("main").await.contains("cy@lumiere.example"));
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_looks_with_other_eyes_and_comes_back() {
    let browser = Browser::open(Window { scripts: false }).await;
    browser.app.given_account("di@portal.example", None, Some(StaffRole::Agent));
    browser.goto("/en/desk").await;
    browser.sign_in("di@portal.example").await;
    browser.click("#kind option[value=free_member]").await;
    browser.click("form[action$='/desk/view-as'] button[type=submit]").await;
    browser.goto("/en/contact").await;
    assert!(!has(&browser, "a[href^='tel:']").await, "as a member of the free edition sees it");
    browser.click(".view-as button[type=submit]").await;
    browser.goto("/en/contact").await;
    browser.find("a[href^='tel:']").await;
    browser.close().await;
}
