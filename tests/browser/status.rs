//! An incident from the desk to whoever has a page open, a mailbox, or a feed reader.

use guichet_model::{email::EmailAddress, viewer::StaffRole};
use guichet_server::{mail::outbox, settings::Concealed, status::notify};
use guichet_tests::{TestApp, mail_server::Post, on_runtime, until};

use crate::harness::{Browser, Window, site};

const TITLE: &str = "Messages cannot be opened";

/// A portal whose mail goes to a server.
fn portal(post: &Post) -> TestApp {
    TestApp::demo_with_site_and(&site(), |settings| {
        settings.smtp = Some(Concealed(format!("smtp://127.0.0.1:{}", post.port)));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_reaches_an_open_page_the_mail_and_the_feed() {
    let mut post = Post::new();
    post.start();
    let browser = Browser::open_on(Window { scripts: true }, portal(&post)).await;
    let storage = browser.app.state.accounts.storage.clone();
    let now = browser.app.state.clock.now();
    let follower: EmailAddress = "ana@lumiere.example".parse().unwrap();
    let all = [(follower.clone(), "en".parse().unwrap(), Vec::new())];
    on_runtime(storage.import_subscribers(&all, now)).unwrap();
    browser.app.given_account("di@portal.example", None, Some(StaffRole::Agent));

    // A reader has the start page open; everything is calm.
    browser.goto("/en/").await;
    assert!(browser.text(".status-live").await.contains("All services are working"));
    until("the page listens", async || browser.app.state.live.listeners() == 1).await;
    let reader = browser.client.window().await.unwrap();

    // At the desk, in another window, an agent opens an incident.
    let desk = browser.client.new_window(true).await.unwrap().handle;
    browser.client.switch_to_window(desk).await.unwrap();
    browser.goto("/en/desk/status?new=incident").await;
    browser.sign_in("di@portal.example").await;
    browser.find("#title-en").await.send_keys(TITLE).await.unwrap();
    browser.find("#body-en").await.send_keys("We are looking into it.").await.unwrap();
    browser.click("#component-mail option[value=major_outage]").await;
    browser.click("button[name=action][value=open]").await;
    browser.find(".notice-positive").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());

    // The page that is open says so, without being loaded again.
    browser.client.switch_to_window(reader).await.unwrap();
    browser
        .until(
            "the open page shows the incident",
            &format!(
                "return document.querySelector('.status-live').textContent.includes({TITLE:?})"
            ),
        )
        .await;
    assert!(browser.text(".status-live").await.contains("Affects: Mail"));

    // So does the mail, once, and the feed.
    while on_runtime(notify::spread(&browser.app.state)).unwrap() {}
    while on_runtime(outbox::deliver(&browser.app.state)).unwrap() > 0 {}
    // The example's end was told to followers, too.
    let mails = post.wait_for(2).await;
    let to = format!("To: {follower}");
    let told: Vec<_> =
        mails.iter().filter(|mail| mail.contains(&to) && mail.contains(TITLE)).collect();
    assert_eq!(told.len(), 1, "{mails:?}");
    assert!(told[0].contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    let feed = browser.app.get("/history.atom").await;
    assert!(feed.text().contains(TITLE), "{}", feed.text());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_told_by_the_readers_clock_and_a_click_counts_without_scripts() {
    for window in [Window { scripts: true }, Window { scripts: false }] {
        let browser = Browser::open_on(window, portal(&Post::new())).await;
        let opening =
            guichet_tests::opening(TITLE, guichet_model::status::ComponentState::PartialOutage);
        let id = browser.app.given_incident(&opening);
        browser.goto(&format!("/en/status/incidents/{id}")).await;
        if window.scripts {
            browser
                .until(
                    "the time is local",
                    "return document.querySelector('time[title*=UTC]') !== null",
                )
                .await;
        } else {
            assert!(browser.text(".status-facts time").await.contains("UTC"));
        }
        browser.click("button[name=affected]").await;
        assert!(browser.text(".notice-positive").await.contains("we have counted you"));
        browser.find("#components input[value=mail]:checked").await;
        browser.fill("follow-email", "ana@lumiere.example").await;
        browser.click("#follow button").await;
        assert!(browser.text("#follow .notice-positive").await.contains("Check your inbox"));
        if window.scripts {
            assert_eq!(browser.console_errors().await, Vec::<String>::new());
        }
        browser.close().await;
    }
}
