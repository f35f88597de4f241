//! An incident from the desk to whoever has a page open, a mailbox, or a feed reader.

use std::sync::{Arc, Mutex};

use axum::{
    extract::{Request, State as Shared},
    http::{StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use guichet_model::{
    email::EmailAddress,
    status::{ComponentState, Stage},
    viewer::StaffRole,
};
use guichet_server::{mail::outbox, settings::Concealed, status::notify};
use guichet_tests::{TestApp, mail_server::Post, on_runtime, opening, until};

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
async fn a_webhooks_secret_is_copied() {
    let browser = Browser::open(Window { scripts: true }).await;
    browser.app.given_account("ana@lumiere.example", None, None);
    browser.goto("/en/sign-in?next=/en/status/webhooks").await;
    browser.sign_in("ana@lumiere.example").await;
    browser.until_at("/en/status/webhooks").await;
    browser.fill("url", "https://hooks.example/portal").await;
    browser.click("button[value=add]").await;
    browser.click("[data-copy]").await;
    browser
        .until(
            "it says so",
            "return document.querySelector('.copy [role=status]').textContent === 'Copied'",
        )
        .await;
    browser.close().await;
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
async fn what_was_told_while_the_stream_was_away_is_shown_once_it_is_back() {
    let browser = Browser::open(Window { scripts: true }).await;
    // A page also asks once a minute, whatever it hears: not this one.
    let never =
        "const real = setTimeout; window.setTimeout = (act, ms) => ms < 60_000 ? real(act, ms) : 0";
    browser.before_pages(never).await;
    browser.goto("/en/").await;
    let live = &browser.app.state.live;
    until("the page listens", async || live.listeners() == 1).await;
    // As a server that ends; each further stream does so at once.
    live.close();
    until("the stream has ended", async || live.listeners() == 0).await;
    let outage = guichet_model::status::ComponentState::MajorOutage;
    browser.app.given_incident(&guichet_tests::opening(TITLE, outage));
    let shown =
        format!("return document.querySelector('.status-live').textContent.includes({TITLE:?})");
    browser.until("the page shows the incident", &shown).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_told_by_the_readers_clock_and_a_click_counts_without_scripts() {
    for window in [Window { scripts: true }, Window { scripts: false }] {
        let browser = Browser::open_on(window, portal(&Post::new())).await;
        let id = browser.app.given_incident(&opening(TITLE, ComponentState::PartialOutage));
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
        browser.click("[aria-labelledby=follow] form button").await;
        assert!(
            browser
                .text("[aria-labelledby=follow] .notice-positive")
                .await
                .contains("Check your inbox")
        );
        if window.scripts {
            assert_eq!(browser.console_errors().await, Vec::<String>::new());
        }
        browser.close().await;
    }
}

/// What a page says to those who listen to it.
const SAID: &str =
    "return document.querySelector('body > .visually-hidden[role=status]').textContent";

impl Browser {
    /// Goes to a page and waits until it listens, after the one before has given back its place.
    async fn listen_at(&self, path: &str) {
        for (path, listeners) in [("/en/policies", 0), (path, 1)] {
            self.goto(path).await;
            let live = &self.app.state.live;
            until(&format!("{listeners} listen at {path}"), async || live.listeners() == listeners)
                .await;
        }
    }
}

/// The page stays in front, and asks by itself once a minute at the earliest: what it shows before, it was told to look for.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_front_is_told_of_an_incident_at_once_and_says_it() {
    let browser = Browser::open(Window { scripts: true }).await;
    assert_eq!(browser.app.state.settings.live_poll_s, 60);
    browser.listen_at("/en/").await;
    let id = browser.app.given_incident(&opening(TITLE, ComponentState::MajorOutage));
    // The line is a live region itself: what is put into it is read out.
    let script = format!(
        "const line = document.querySelector('.status-live[role=status]'); return line.textContent.includes({TITLE:?})"
    );
    browser.until("the open page shows the incident", &script).await;
    let mark = "return document.querySelector('.dot.status-critical') !== null";
    browser.until("the mark in the header says the same", mark).await;

    browser.listen_at(&format!("/en/status/incidents/{id}")).await;
    browser.app.given_update(&id, Stage::Identified, "A disk is full.", None);
    let script = "return document.querySelector('#incident-now .status-update').textContent.includes('A disk is full.')";
    browser.until("the update is there", script).await;
    let said = browser.run(SAID).await;
    let said = said.as_str().unwrap();
    assert!(said.contains("Cause found") && said.contains("A disk is full."), "{said}");

    browser.listen_at("/en/status").await;
    assert_eq!(browser.run(SAID).await, "", "nothing has changed yet");
    browser.app.given_update(&id, Stage::Resolved, "It works.", None);
    let script = "return document.querySelector('#status-now h1').textContent.includes('All services are working')";
    browser.until("the whole is well again", script).await;
    let said = browser.run(SAID).await;
    assert!(said.as_str().unwrap().contains("All services are working"), "{said}");
    browser.close().await;
}

/// What a proxy saw: the path, whether the browser named a version that it has, and the status of the answer.
type Seen = Arc<Mutex<Vec<(String, bool, u16)>>>;

/// A proxy that lets no streams through.
async fn without_streams(Shared(seen): Shared<Seen>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let named = request.headers().contains_key(header::IF_NONE_MATCH);
    let response = if path.starts_with("/live/") {
        StatusCode::BAD_GATEWAY.into_response()
    } else {
        next.run(request).await
    };
    let mut seen = seen.lock().expect("nobody panicked while holding it");
    seen.push((path, named, response.status().as_u16()));
    drop(seen);
    response
}

#[tokio::test(flavor = "multi_thread")]
async fn where_streams_do_not_get_through_a_page_asks_and_is_told_when_nothing_is_new() {
    let app = TestApp::demo_with_site_and(&site(), |settings| settings.live_poll_s = 1);
    let seen = Seen::default();
    let front = from_fn_with_state(Arc::clone(&seen), without_streams);
    let browser =
        Browser::open_behind(Window { scripts: true }, app, |router| router.layer(front)).await;
    browser.goto("/en/").await;
    let asked = async |what: &str, status: u16| {
        let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(30);
        let found = |(path, named, answered): &(String, bool, u16)| {
            path == "/en/status/widget" && *answered == status && *named == (status == 304)
        };
        while !seen.lock().unwrap().iter().any(found) {
            let seen = seen.lock().unwrap().clone();
            assert!(tokio::time::Instant::now() < deadline, "{what}: {seen:?}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    asked("it asks by itself", 200).await;
    asked("and is told that nothing is new", 304).await;
    browser.app.given_incident(&opening(TITLE, ComponentState::MajorOutage));
    let script =
        format!("return document.querySelector('.status-live').textContent.includes({TITLE:?})");
    browser.until("the open page shows the incident", &script).await;
    assert_eq!(browser.app.state.live.listeners(), 0, "no stream told it");
    let refused = ("/live/status".to_owned(), false, 502);
    assert!(seen.lock().unwrap().contains(&refused), "it had tried to listen");
    browser.close().await;
}
