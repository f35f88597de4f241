//! The whole way of a case: asked with the form, answered at the desk, replied to by mail, closed with an outcome, rated.

use guichet_model::{
    case::{CaseRef, CaseStatus},
    viewer::{Role, StaffRole, Tier},
};
use guichet_server::{
    cases::{office::Office, rating, receive},
    mail::outbox,
    settings::Concealed,
};
use guichet_storage::Audience;
use guichet_tests::{
    TestApp,
    actors::Actor,
    mail_server::{Post, plain},
    on_runtime,
};
use jiff::ToSpan as _;
use serde_json::json;

use crate::{
    guided,
    harness::{BOTH, Browser, Window, site},
    tour,
};

pub(crate) const ANA: &str = "ana@lumiere.example";
pub(crate) const AGENT: &str = "di@portal.example";

/// A portal that sends its mail to a real mail server, and takes answers.
fn portal(post: &Post) -> TestApp {
    TestApp::demo_with_site_and(&site(), |settings| {
        settings.smtp = Some(Concealed(format!("smtp://127.0.0.1:{}", post.port)));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
        settings.mail_reply = Some("reply@portal.example".parse().expect("an address"));
    })
}

/// Sends what waits, and reads what the mail server has taken by then.
fn mail_sent(browser: &Browser, post: &Post) -> Vec<String> {
    let state = &browser.app.state;
    while on_runtime(outbox::deliver(state)).expect("the database answers") > 0 {}
    post.messages().iter().map(|message| plain(message)).collect()
}

fn header(message: &str, name: &str) -> String {
    let start = format!("{name}: ");
    let line = message.lines().find(|line| line.starts_with(&start));
    line.unwrap_or_else(|| panic!("{name} in {message}"))[start.len()..].trim_end().to_owned()
}

/// A case of somebody new, and an agent who may answer it.
pub(crate) fn given_case(browser: &Browser, title: &str) -> CaseRef {
    let app = &browser.app;
    app.given_account(AGENT, None, Some(StaffRole::Agent));
    app.given_case(&ana(app), title)
}

/// Somebody new who may open cases.
pub(crate) fn ana(app: &TestApp) -> Actor<'_> {
    let organisation = app.given_organisation(&app.edition(Tier::Paid));
    let account = app.given_account(ANA, Some((&organisation, Role::Administrator)), None);
    app.signed_in(&account, Some(&organisation))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_the_whole_way() {
    for window in BOTH {
        let mut post = Post::new();
        post.start();
        let browser = Browser::open_on(window, portal(&post)).await;
        guided::administrator(&browser, ANA, Tier::Paid);
        browser.app.given_account(AGENT, None, Some(StaffRole::Agent));

        // Ana asks.
        browser.goto("/en/sign-in?next=/en/contact/new/service").await;
        browser.sign_in(ANA).await;
        browser.until_at("/en/contact/new/service").await;
        guided::answer_all(&browser, "en").await;
        browser.until_at("/evidence").await;
        browser.click(".guided-on").await;
        browser.until_at("/review").await;
        browser.click(".guided-submit .button-large").await;
        let reference: CaseRef = browser.text(".guided-reference").await.parse().unwrap();
        let received = mail_sent(&browser, &post).pop().unwrap();
        assert_eq!(header(&received, "To"), ANA);
        assert!(received.contains(&reference.to_string()), "{received}");

        // An agent answers at the desk.
        tour::sign_in(&browser, Some(AGENT)).await;
        browser.goto("/en/desk").await;
        browser.click(".queue-link").await;
        let desk = format!("/en/desk/cases/{}", reference.as_str());
        browser.until_at(&desk).await;
        browser.fill("text", "Since when is it late?").await;
        browser.click("#answer [value=answer]").await;
        browser.find(".notice-positive").await;
        assert_eq!(browser.app.case(&reference).state.status, CaseStatus::Pending);
        let answered = mail_sent(&browser, &post).pop().unwrap();
        assert!(answered.contains("Since when is it late?"), "{answered}");

        // Ana replies to that mail.
        let reply = format!(
            "From: {ANA}\r\nTo: {}\r\nMessage-ID: <1@lumiere.example>\r\nIn-Reply-To: {}\r\n\r\nSince 9:00.\r\n\r\nOn Monday, 23 Nov 2026, Pergola wrote:\r\n> Since when\r\n",
            header(&answered, "Reply-To"),
            header(&answered, "Message-ID"),
        );
        let snapshot = browser.app.state.snapshot();
        let office = Office::of(&browser.app.state, &snapshot);
        let taken = on_runtime(receive::receive(&office, reply.as_bytes(), &[])).unwrap();
        assert_eq!(taken, receive::Received::Taken(reference.clone()));
        browser.goto(&desk).await;
        assert!(browser.text(".timeline").await.contains("Since 9:00."));

        // It ends with an outcome, which has to be named whole.
        browser.click("#resolve > summary").await;
        browser.click("#outcome option[value=other-team]").await;
        browser.click("#resolve [value=resolve]").await;
        browser.find("#errors").await;
        browser.fill("detail", "Networks, networks@portal.example").await;
        browser.click("#resolve [value=resolve]").await;
        browser.find(".notice-positive").await;
        assert_eq!(browser.app.case(&reference).state.status, CaseStatus::Solved);
        let solved = mail_sent(&browser, &post).pop().unwrap();
        assert!(solved.contains("networks@portal.example"), "{solved}");

        // Later Ana is asked how it went, and answers without signing in.
        browser.app.wait(2.hours());
        browser.app.pass_time_over_cases();
        let survey = mail_sent(&browser, &post).pop().unwrap();
        let link = survey.lines().find(|line| line.trim_end().ends_with("&rating=good")).unwrap();
        tour::sign_in(&browser, None).await;
        browser.goto(link[link.find("/en/cases/").unwrap()..].trim_end()).await;
        browser.click("main form button[type=submit]").await;
        browser.find(".notice-positive").await;
        let storage = &browser.app.state.accounts.storage;
        assert!(on_runtime(storage.rating(&reference)).unwrap().is_some());
        tour::sign_in(&browser, Some(AGENT)).await;
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

/// A solved case, and what follows the host in the link with which its mail asks for an answer.
async fn given_solved(browser: &Browser, answer: &str) -> (CaseRef, String) {
    let app = &browser.app;
    let ana = ana(app);
    let reference = app.given_case(&ana, "Mail is late");
    let page = format!("/en/cases/{}", reference.as_str());
    assert_eq!(ana.post_form(&page, &[("do", "solved")]).await.status, 303);
    let (case, snapshot) = (app.case(&reference), app.state.snapshot());
    let url = on_runtime(rating::url(&Office::of(&app.state, &snapshot), &case));
    let url = url.expect("the database answers");
    let link = format!("{}&rating={answer}", &url[url.find("/en/").expect("a page")..]);
    (reference, link)
}

/// What was answered, and what was added.
fn rated(browser: &Browser, reference: &CaseRef) -> Option<(String, String)> {
    let found = on_runtime(browser.app.state.accounts.storage.rating(reference));
    let found = found.expect("the database answers");
    found.map(|(rating, words)| (rating.name().to_owned(), words))
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_in_the_mail_answers_and_can_be_taken_back() {
    let browser = Browser::open(Window { scripts: true }).await;
    browser.as_a_person().await;
    let (reference, link) = given_solved(&browser, "good").await;
    browser.goto(&link).await;
    let said = browser.text("#thanks .notice-positive").await;
    assert!(said.contains("Thank you for your answer") && said.contains("change it below"));
    let kept = |rating: &str, words: &str| Some((rating.to_owned(), words.to_owned()));
    assert_eq!(rated(&browser, &reference), kept("good", ""));
    // It is taken back below; what the link once said does not come again on the way back.
    browser.click("input[value=poor]").await;
    browser.fill("words", "Too late").await;
    browser.click("main form button[type=submit]").await;
    browser.find("main > .container > .notice-positive").await;
    assert_eq!(rated(&browser, &reference), kept("poor", "Too late"));
    browser.client.back().await.unwrap();
    browser
        .until(
            "the answer is left out of the address",
            "return document.querySelector('main form') !== null && !location.search.includes('rating=')",
        )
        .await;
    browser.client.refresh().await.unwrap();
    let chosen = browser.find("input[name=rating]:checked").await;
    assert_eq!(chosen.attr("value").await.unwrap().as_deref(), Some("poor"));
    assert_eq!(rated(&browser, &reference), kept("poor", "Too late"));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_a_program_drives_answers_nothing_by_itself() {
    let browser = Browser::open(Window { scripts: true }).await;
    browser
        .before_pages("const real = window.fetch; window.asked = 0; window.fetch = (...all) => { window.asked++; return real(...all); }")
        .await;
    let (reference, link) = given_solved(&browser, "good").await;
    browser.goto(&link).await;
    // The page's script has run by now, and so has what it leaves to the next frame.
    let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(window.asked)))";
    let asked = browser.client.execute_async(drawn, Vec::new()).await.unwrap();
    assert_eq!(asked, json!(0), "nothing was sent");
    assert_eq!(rated(&browser, &reference), None);
    browser.click("main form button[type=submit]").await;
    browser.find(".notice-positive").await;
    assert_eq!(rated(&browser, &reference), Some(("good".to_owned(), String::new())));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_files_go_with_the_answer() {
    for window in BOTH {
        let browser = Browser::open(window).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let reference = given_case(&browser, "Mail is late");
        browser.goto(&format!("/en/desk/cases/{}", reference.as_str())).await;
        browser.sign_in("di@portal.example").await;
        browser.until_at(&format!("/en/desk/cases/{}", reference.as_str())).await;
        if window.scripts {
            browser.find("#answer .drop-hint").await;
        }
        guided::pick(&browser, &folder, "filter.log", b"09:00 queued\n").await;
        browser.fill("text", "Please look at this log.").await;
        // Where scripts run, the form waits for what is still being sent.
        browser.click("#answer [value=answer]").await;
        browser.find(".notice-positive").await;
        assert!(browser.text(".timeline").await.contains("filter.log"));
        let storage = &browser.app.state.accounts.storage;
        let files = on_runtime(storage.case_files(&reference, Audience::Customer)).unwrap();
        assert_eq!(files.len(), 1);
        if window.scripts {
            assert_eq!(browser.console_errors().await, Vec::<String>::new());
        }
        browser.close().await;
    }
}
