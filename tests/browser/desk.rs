//! The desk as agents work at it: by keys, and with one another.

use guichet_model::{case::EventKind, viewer::StaffRole};
use serde_json::json;

use crate::{
    cases::{AGENT, ANA, ana, given_case},
    harness::{Browser, Window},
    tour,
};

const OTHER: &str = "el@portal.example";

/// Goes to the queue's first case by keys.
async fn open_first(browser: &Browser) {
    let first = "return document.querySelector('.queue-link').getAttribute('href')";
    let first = browser.run(first).await.as_str().expect("an address").to_owned();
    browser.keys("j").await;
    let focused = "return document.activeElement.matches('.queue-link')";
    browser.until("j goes to the first case", focused).await;
    browser.press(fantoccini::key::Key::Enter).await;
    browser.until_at(&first).await;
    browser.until("the page is there", "return document.readyState === 'complete'").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_worked_by_keys() {
    let browser = Browser::open(Window { scripts: true }).await;
    browser.app.given_account(AGENT, None, Some(StaffRole::Agent));
    let ana = ana(&browser.app);
    let cases = ["Mail is late", "Mail is late"].map(|title| browser.app.given_case(&ana, title));
    browser.goto("/en/desk").await;
    browser.sign_in(AGENT).await;
    browser.find(".queue-link").await;
    let focused = |css: &str| format!("return document.activeElement.matches({css:?})");
    let at_row = |row: usize| {
        format!("return document.activeElement === document.querySelectorAll('.queue-link')[{row}]")
    };
    browser.until("the desk's script runs", "return performance.getEntriesByType('resource').some(r => r.name.includes('/desk.') && r.name.endsWith('.js')) && document.readyState === 'complete'").await;
    for (key, row) in [("j", 0), ("j", 1), ("k", 0)] {
        browser.keys(key).await;
        browser.until(&format!("{key} goes to row {row}"), &at_row(row)).await;
    }
    browser.keys("/").await;
    browser.until("/ goes to the search", &focused("#queue-search")).await;
    assert_eq!(browser.run("return document.activeElement.value").await, json!(""));
    browser.press(fantoccini::key::Key::Escape).await;
    browser.keys("j").await;
    browser.until("j goes to a row", &at_row(0)).await;
    browser.keys("?").await;
    browser
        .until(
            "? shows the keys and the dialog has the focus",
            "return document.querySelector('#keys:modal')?.contains(document.activeElement) === true",
        )
        .await;
    browser.keys("j").await;
    browser.press(fantoccini::key::Key::Escape).await;
    let closed = "return !document.querySelector('#keys[open]') && document.activeElement.matches('.queue-link')";
    browser.until("Escape closes it and gives the focus back", closed).await;
    browser.click(".desk-keys-open a").await;
    browser.click("#keys button").await;
    let closed = "return !document.querySelector('#keys[open]') && document.activeElement.matches('.desk-keys-open a')";
    browser.until("its button closes it, too", closed).await;
    browser.click("main h1").await;
    open_first(&browser).await;
    for (key, field) in [("r", "#text"), ("n", "#note"), ("a", "#assignee"), ("s", "#outcome")] {
        browser.keys(key).await;
        browser.until(&format!("{key} goes to {field}"), &focused(field)).await;
        browser.press(fantoccini::key::Key::Escape).await;
    }
    browser.keys("u").await;
    browser.until_at("/en/desk").await;
    browser.until("the page is there", "return document.readyState === 'complete'").await;
    open_first(&browser).await;
    browser.keys("r").await;
    browser.until("r goes to the answer", &focused("#text")).await;
    browser.click("#articles [data-insert]").await;
    browser
        .until(
            "an article is in the answer",
            "return document.querySelector('#text').value.includes('/articles/')",
        )
        .await;
    for reference in &cases {
        assert_eq!(browser.app.case(reference).version, 1, "nothing was sent");
    }
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_case_comes_into_a_queue_that_stands_open() {
    let browser = Browser::open(Window { scripts: true }).await;
    browser.app.given_account(AGENT, None, Some(StaffRole::Agent));
    let ana = ana(&browser.app);
    browser.goto("/en/desk").await;
    browser.sign_in(AGENT).await;
    browser.until_at("/en/desk").await;
    browser.until_listening(1).await;
    browser.run("window.stays = true").await;
    browser.app.given_case(&ana, "Mail is late");
    browser
        .until(
            "the case is in the queue",
            "return document.querySelector('.queue-link')?.textContent.includes('Mail is late') === true",
        )
        .await;
    assert_eq!(browser.run("return window.stays").await, json!(true), "nothing was loaded again");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_agents_at_one_case_see_each_other_and_what_the_other_writes() {
    let one = Browser::open(Window { scripts: true }).await;
    let reference = given_case(&one, "Mail is late");
    one.app.given_account(OTHER, None, Some(StaffRole::Agent));
    let two = one.beside(Window { scripts: true }).await;
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    for (pages, browser, email) in [(1, &one, AGENT), (2, &two, OTHER)] {
        browser.goto(&desk).await;
        browser.sign_in(email).await;
        browser.until_at(&desk).await;
        browser.until_listening(pages).await;
    }
    let says = |css: &str, words: &str| {
        format!("return document.querySelector({css:?})?.textContent.includes({words:?}) === true")
    };
    one.until("one sees the other", &says("#live .desk-present", "is looking at this case")).await;
    two.run("window.stays = true").await;

    // One types, and the other sees it; then answers, and the other reads the answer where they are.
    one.fill("text", "Since when is it late?").await;
    two.until("two sees that one writes", &says("#live .desk-present", "is writing")).await;
    two.fill("text", "Have you tried again?").await;
    // By the page itself: what comes in above may move the button while a pointer is on its way.
    let answer = "document.querySelector('#answer [value=answer]').click()";
    one.run(answer).await;
    one.find(".notice-positive").await;
    two.until("two reads the answer", &says("#live .desk-news", "Since when is it late?")).await;
    assert_eq!(two.run("return window.stays").await, json!(true), "nothing was loaded again");
    let typed = "return document.getElementById('text')?.value === 'Have you tried again?'";
    assert_eq!(two.run(typed).await, json!(true), "nor is anything lost");

    // Nobody overwrites silently: the other's own answer waits until they have seen what is new.
    two.run(answer).await;
    assert!(two.text(".desk-outdated").await.contains("Since when is it late?"));
    two.until("the words are kept", typed).await;
    two.run(answer).await;
    two.find(".notice-positive").await;
    let events = one.app.case_events(&reference);
    let answers: Vec<&str> = events
        .iter()
        .filter(|event| event.entry.kind == EventKind::Message)
        .map(|event| event.entry.body.as_str())
        .collect();
    assert_eq!(answers, ["Since when is it late?", "Have you tried again?"]);
    one.until("one reads it, too", &says("#live .desk-news", "Have you tried again?")).await;
    assert_eq!(one.console_errors().await, Vec::<String>::new());
    two.close().await;
    one.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_a_case_says_where_it_stands_before_its_history() {
    let browser = Browser::open(Window { scripts: true }).await;
    let reference = given_case(&browser, "Mail is late");
    let (own, desk) = (
        format!("/en/cases/{}", reference.as_str()),
        format!("/en/desk/cases/{}", reference.as_str()),
    );
    for (email, path, what) in [(ANA, &own, ".case-facts"), (AGENT, &desk, "#assignee")] {
        browser.resize(1440, 900).await;
        tour::sign_in(&browser, Some(email)).await;
        browser.resize(360, 800).await;
        browser.goto(path).await;
        let above = format!(
            "return document.querySelector({what:?}).getBoundingClientRect().bottom < document.querySelector('.timeline').getBoundingClientRect().top"
        );
        assert_eq!(browser.run(&above).await, true, "{path}");
    }
    browser.click(".case-ways [href='#resolve']").await;
    browser.until("the form is open", "return document.querySelector('#resolve').open").await;
    browser.click("#outcome option[value=other-team]").await;
    assert_eq!(browser.text("#detail-hint").await, "Name the team.");
    browser.click("#outcome option[value=solved]").await;
    assert!(!browser.find("#detail").await.is_displayed().await.unwrap(), "it needs no more");
    browser.click("#outcome option[value=outage-resolved]").await;
    assert!(browser.find("#outage").await.is_displayed().await.unwrap(), "the incident");
    assert!(!browser.find("#detail").await.is_displayed().await.unwrap(), "and no words");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_desks_keys_are_a_section() {
    let browser = Browser::open(Window { scripts: false }).await;
    given_case(&browser, "Mail is late");
    browser.goto("/en/desk").await;
    browser.sign_in(AGENT).await;
    browser.click(".desk-keys-open a").await;
    let keys = browser.text("#keys").await;
    assert!(keys.contains("Back to the queue") && keys.contains("JavaScript"), "{keys}");
    browser.close().await;
}
