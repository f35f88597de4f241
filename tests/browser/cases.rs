//! The whole way of a case: asked, answered at the desk, replied to by mail, closed with an outcome, rated; and the desk's keys.

use guichet_model::{
    case::{CaseRef, CaseStatus},
    viewer::{Role, StaffRole, Tier},
};
use guichet_server::{
    cases::{address, by_time, office::Office, receive},
    settings::{Concealed, Settings},
};
use guichet_tests::on_runtime;
use jiff::ToSpan as _;

use crate::harness::{Browser, Window};

const BOTH: [Window; 2] = [Window { scripts: true }, Window { scripts: false }];

/// A case of somebody new, and an agent who may answer it.
fn given_case(browser: &Browser, title: &str) -> CaseRef {
    let app = &browser.app;
    let organisation = app.given_organisation(&app.edition(Tier::Paid));
    let account =
        app.given_account("ana@lumiere.example", Some((&organisation, Role::Administrator)), None);
    app.given_account("di@portal.example", None, Some(StaffRole::Agent));
    app.given_case(&app.signed_in(&account, Some(&organisation)), title)
}

/// Does something in the portal's office as an operator with mail has it.
fn with_office<T: Send>(browser: &Browser, task: impl AsyncFnOnce(&Office<'_>) -> T + Send) -> T {
    let state = &browser.app.state;
    let snapshot = state.snapshot();
    let settings = Settings {
        smtp: Some(Concealed("smtp://127.0.0.1:9".to_owned())),
        mail_reply: "reply@portal.example".parse().ok(),
        ..state.settings.clone()
    };
    let office = Office { settings: &settings, ..Office::of(state, &snapshot) };
    tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(task(&office)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_the_whole_way() {
    for window in BOTH {
        let browser = Browser::open(window).await;
        let reference = given_case(&browser, "Mail is late");
        browser.goto("/en/desk").await;
        browser.sign_in("di@portal.example").await;
        browser.click(".queue-link").await;
        browser.until_at(&format!("/en/desk/cases/{}", reference.as_str())).await;
        browser.fill("text", "Since when is it late?").await;
        browser.click("#answer [value=answer]").await;
        browser.find(".notice-positive").await;
        assert_eq!(browser.app.case(&reference).state.status, CaseStatus::Pending);

        let received = with_office(&browser, async |office| {
            let to = address::of_case(office, &reference).await.unwrap().unwrap();
            let mail = format!(
                "From: ana@lumiere.example\r\nTo: {to}\r\nMessage-ID: <1@lumiere.example>\r\n\r\nSince 9:00.\r\n\r\nOn Monday, 23 Nov 2026, Pergola wrote:\r\n> Since when\r\n"
            );
            receive::receive(office, mail.as_bytes(), &[]).await.unwrap()
        });
        assert_eq!(received, receive::Received::Taken(reference.clone()));
        browser.goto(&format!("/en/desk/cases/{}", reference.as_str())).await;
        assert!(browser.text(".timeline").await.contains("Since 9:00."));

        browser.click("#resolve > summary").await;
        browser.click("#outcome option[value=other-team]").await;
        browser.click("#resolve [value=resolve]").await;
        browser.find("#errors").await;
        browser.fill("detail", "Networks, networks@portal.example").await;
        browser.click("#resolve [value=resolve]").await;
        browser.find(".notice-positive").await;
        assert_eq!(browser.app.case(&reference).state.status, CaseStatus::Solved);

        browser.app.wait(2.hours());
        with_office(&browser, async |office| by_time::run(office).await.unwrap());
        let letter = browser.app.letters().pop().unwrap();
        let link = letter.content.text.lines().find(|line| line.ends_with("&rating=good")).unwrap();
        let path = &link[link.find("/en/cases/").unwrap()..];
        browser.goto(path).await;
        browser.click("main form button[type=submit]").await;
        browser.find(".notice-positive").await;
        let storage = &browser.app.state.accounts.storage;
        assert!(on_runtime(storage.rating(&reference)).unwrap().is_some());
        browser.goto("/en/desk/figures").await;
        assert!(browser.text("main").await.contains("1 (100"));
        if window.scripts {
            let errors = browser.console_errors().await;
            let unexpected = errors.iter().filter(|error| !error.contains("422"));
            assert_eq!(unexpected.count(), 0, "{errors:?}");
        }
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_worked_by_keys() {
    let browser = Browser::open(Window { scripts: true }).await;
    let reference = given_case(&browser, "Mail is late");
    browser.goto("/en/desk").await;
    browser.sign_in("di@portal.example").await;
    browser.find(".queue-link").await;
    let focused = |css: &str| format!("return document.activeElement.matches({css:?})");
    browser.until("the desk's script runs", "return performance.getEntriesByType('resource').some(r => r.name.includes('/desk.') && r.name.endsWith('.js'))").await;
    browser.keys("j").await;
    browser.until("j goes to the first case", &focused(".queue-link")).await;
    browser.keys("?").await;
    browser
        .until(
            "? shows the keys",
            "return document.querySelector('#keys').matches(':popover-open')",
        )
        .await;
    browser.press(fantoccini::key::Key::Escape).await;
    browser.keys("j").await;
    browser.press(fantoccini::key::Key::Enter).await;
    browser.until_at(&format!("/en/desk/cases/{}", reference.as_str())).await;
    browser.until("the page is there", "return document.readyState === 'complete'").await;
    for (key, field) in [("r", "#text"), ("n", "#note"), ("a", "#assignee"), ("s", "#outcome")] {
        browser.keys(key).await;
        browser.until(&format!("{key} goes to {field}"), &focused(field)).await;
        browser.press(fantoccini::key::Key::Escape).await;
    }
    browser.keys("r").await;
    browser.until("r goes to the answer", &focused("#text")).await;
    browser.click("#articles [data-insert]").await;
    browser
        .until(
            "an article is in the answer",
            "return document.querySelector('#text').value.includes('/articles/')",
        )
        .await;
    assert_eq!(browser.app.case(&reference).version, 1, "nothing was sent");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}
