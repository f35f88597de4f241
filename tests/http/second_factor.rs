//! The second step of signing in: codes of an app, recovery codes, and what opens nothing.

use guichet_model::viewer::StaffRole;
use guichet_server::{accounts::totp::recovery, settings::SecondFactor};
use guichet_storage::{Account, Purpose, TokenHash};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, PASSWORD},
    on_runtime,
};
use jiff::ToSpan as _;
use totp_rs::{Builder, Secret};

use crate::account::between;

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const RECOVERY: [&str; 2] = ["aaaa-bbbb-cccc-dddd", "eeee-ffff-gggg-hhhh"];
const SESSION: &str = "__Host-session";
const WAITING: &str = "__Host-second-factor";

/// Turns the second step on for an account.
pub(crate) fn given_second_factor(app: &TestApp, account: &Account) {
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let codes = RECOVERY.map(recovery::hash);
    let long_ago = 0;
    on_runtime(storage.set_second_factor(&account.id, SECRET, long_ago, &codes, None, now))
        .unwrap();
}

/// The code that an app with the key shows at the portal's present.
pub(crate) fn code(app: &TestApp, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.state.clock.now().as_second()).unwrap();
    totp.generate(now).to_string()
}

fn app_with(email: &str) -> TestApp {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account(email, None, None);
    given_second_factor(&app, &account);
    app
}

const EMAIL: &str = "ana@lumiere.example";

async fn first_step(browser: &Actor<'_>) -> Answer {
    let fields = [("email", EMAIL), ("password", PASSWORD), ("next", "/en/contact")];
    browser.post_form("/en/sign-in", &fields).await
}

async fn second_step(browser: &Actor<'_>, code: &str) -> Answer {
    browser.post_form("/en/sign-in/code", &[("code", code)]).await
}

#[tokio::test]
async fn a_code_of_the_app_is_the_second_step() {
    let app = app_with(EMAIL);
    let browser = app.anonymous();
    let answer = first_step(&browser).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/en/sign-in/code"));
    assert_eq!(browser.cookie(SESSION), None, "a password alone signs nobody in");
    assert_eq!(browser.get("/en/account").await.status, 303);

    let page = browser.get("/en/sign-in/code").await;
    assert_eq!((page.status, page.header("cache-control")), (200, "private, no-store"));
    for part in ["autocomplete=\"one-time-code\"", "inputmode=\"numeric\"", "with=recovery-code"] {
        assert!(page.text().contains(part), "{part}");
    }
    let answer = second_step(&browser, &code(&app, SECRET)).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/en/contact"));
    assert_eq!(browser.cookie(WAITING), None);
    assert_eq!(browser.get("/en/account").await.status, 200);
}

#[tokio::test]
async fn a_code_works_once() {
    let app = app_with(EMAIL);
    let (first, second) = (app.anonymous(), app.anonymous());
    let shown = code(&app, SECRET);
    first_step(&first).await;
    assert_eq!(second_step(&first, &shown).await.status, 303);
    first_step(&second).await;
    let answer = second_step(&second, &shown).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("was used already"));
    app.wait(30.seconds());
    assert_eq!(second_step(&second, &code(&app, SECRET)).await.status, 303);
}

#[tokio::test]
async fn a_wrong_code_is_told_at_the_field() {
    let app = app_with(EMAIL);
    for wrong in ["", "000000", "12345", "abcdef", "１２３４５６", "a".repeat(9_000).as_str()]
    {
        let (app, browser) = (&app, app.anonymous());
        first_step(&browser).await;
        let answer = second_step(&browser, wrong).await;
        let text = answer.text();
        assert_eq!(answer.status, 422, "{wrong:.9}");
        assert!(text.contains("aria-invalid=\"true\"") && text.contains("href=\"#code\""));
        // The right one is as good as ever.
        assert_eq!(second_step(&browser, &code(app, SECRET)).await.status, 303);
        app.wait(30.seconds());
    }
}

#[tokio::test]
async fn after_five_wrong_codes_the_sign_in_begins_anew() {
    let app = app_with(EMAIL);
    let browser = app.anonymous();
    first_step(&browser).await;
    for _ in 0..4 {
        assert_eq!(second_step(&browser, "000000").await.status, 422);
    }
    let over = second_step(&browser, "000000").await;
    assert_eq!(over.status, 403);
    assert!(
        over.text().contains("Please sign in again")
            && over.text().contains("href=\"/en/sign-in\"")
    );
    assert_eq!(second_step(&browser, &code(&app, SECRET)).await.status, 403);
    assert_eq!(browser.get("/en/sign-in/code").await.header("location"), "/en/sign-in");
    // Nothing is locked.
    first_step(&browser).await;
    assert_eq!(second_step(&browser, &code(&app, SECRET)).await.status, 303);
}

#[tokio::test]
async fn who_knows_the_password_cannot_try_codes_for_ever_and_keeps_nobody_out() {
    let app = app_with(EMAIL);
    let owner = app.anonymous();
    first_step(&owner).await;
    assert_eq!(second_step(&owner, &code(&app, SECRET)).await.status, 303);
    let stranger = app.anonymous();
    let mut answer = first_step(&stranger).await;
    for _ in 0..10 {
        if stranger.cookie(WAITING).is_none() {
            first_step(&stranger).await;
        }
        answer = second_step(&stranger, "000000").await;
        assert!([422, 403].contains(&answer.status), "{}", answer.status);
    }
    assert_eq!(answer.status, 403);
    first_step(&stranger).await;
    let waits = second_step(&stranger, &code(&app, SECRET)).await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "600"));
    assert!(waits.text().contains("Try again in 10 minutes"));
    // The owner's browser is known and counted apart.
    app.wait(1.minutes());
    owner.set_cookie(SESSION, "");
    first_step(&owner).await;
    assert_eq!(second_step(&owner, &code(&app, SECRET)).await.status, 303);
    app.wait(10.minutes());
    first_step(&stranger).await;
    assert_eq!(second_step(&stranger, &code(&app, SECRET)).await.status, 303);
}

#[tokio::test]
async fn links_for_a_new_password_buy_no_guesses_at_the_second_step() {
    let app = app_with(EMAIL);
    let storage = &app.state.accounts.storage;
    let account = on_runtime(storage.account_by_email(&EMAIL.parse().unwrap())).unwrap().unwrap();
    let mut statuses = Vec::new();
    for number in 0..3 {
        let (token, now) = (format!("{number}").repeat(64), app.state.clock.now());
        let hash = TokenHash::of(&token);
        let create = storage.create_token(
            Purpose::ResetPassword,
            &hash,
            Some(&account.id),
            "",
            now + 30.minutes(),
            None,
            now,
        );
        on_runtime(create).unwrap();
        let password = format!("Quittenbaum am Fluss {number}");
        let browser = app.anonymous();
        let fields = [("token", token.as_str()), ("password", password.as_str())];
        assert_eq!(browser.post_form("/en/sign-in/new-password", &fields).await.status, 303);
        for _ in 0..5 {
            let fields = [("email", EMAIL), ("password", password.as_str())];
            assert_eq!(browser.post_form("/en/sign-in", &fields).await.status, 303);
            statuses.push(second_step(&browser, "000000").await.status);
        }
    }
    assert!(statuses[..10].iter().all(|status| *status != 429), "{statuses:?}");
    assert!(statuses[10..].iter().all(|status| *status == 429), "{statuses:?}");
}

#[tokio::test]
async fn a_password_changed_meanwhile_ends_the_sign_in() {
    let app = app_with(EMAIL);
    let browser = app.anonymous();
    first_step(&browser).await;
    let waiting = browser.cookie(WAITING).unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let account = on_runtime(storage.account_by_email(&EMAIL.parse().unwrap())).unwrap().unwrap();
    // What is kept for the second step, as it would come to stand after the change that voids it.
    let hash = TokenHash::of(&waiting);
    let kept = on_runtime(storage.take_token(Purpose::SecondFactor, &hash, now)).unwrap().unwrap();
    on_runtime(storage.set_password(&account.id, "$argon2id$other", None, now)).unwrap();
    let again = storage.create_token(
        Purpose::SecondFactor,
        &hash,
        Some(&account.id),
        &kept.payload,
        now + 10.minutes(),
        None,
        now,
    );
    on_runtime(again).unwrap();
    assert_eq!(second_step(&browser, &code(&app, SECRET)).await.status, 403);
    assert_eq!(browser.cookie(SESSION), None);
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    let app = app_with(EMAIL);
    let browser = app.anonymous();
    first_step(&browser).await;
    let page = browser.get("/en/sign-in/code?with=recovery-code").await;
    assert!(page.text().contains("Enter a recovery code"));
    assert!(!page.text().contains("inputmode=\"numeric\""), "letters have to be typed");
    let typed = [("with", "recovery-code"), ("code", " AAAA bbbb CCCC dddd ")];
    assert_eq!(browser.post_form("/en/sign-in/code", &typed).await.status, 303);
    assert!(browser.get("/en/account").await.text().contains("1 recovery code is left."));

    let again = app.anonymous();
    first_step(&again).await;
    let answer = again.post_form("/en/sign-in/code", &typed).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("not one of yours, or was used already"));
    // The other one is taken where the app's code is asked for, too.
    assert_eq!(second_step(&again, RECOVERY[1]).await.status, 303);
}

#[tokio::test]
async fn a_first_step_is_good_for_ten_minutes_in_its_browser_for_one_session() {
    let app = app_with(EMAIL);
    let browser = app.anonymous();
    first_step(&browser).await;
    let waiting = browser.cookie(WAITING).unwrap();
    assert_eq!(second_step(&browser, &code(&app, SECRET)).await.status, 303);
    // The token of a step that was done is worth nothing, nor is one that was made up.
    app.wait(30.seconds());
    for token in [waiting, "0".repeat(64), "x".to_owned()] {
        let other = app.anonymous();
        other.set_cookie(WAITING, &token);
        assert_eq!(other.get("/en/sign-in/code").await.status, 403);
        assert_eq!(second_step(&other, &code(&app, SECRET)).await.status, 403);
        assert_eq!(other.cookie(SESSION), None);
    }
    let late = app.anonymous();
    first_step(&late).await;
    app.wait(10.minutes());
    assert_eq!(late.get("/en/sign-in/code").await.status, 403);
    assert_eq!(second_step(&late, &code(&app, SECRET)).await.status, 403);
    let nobody = app.anonymous();
    let answer = nobody.get("/fr/sign-in/code").await;
    assert_eq!((answer.status, answer.header("location")), (303, "/fr/sign-in"));
    assert_eq!(second_step(&nobody, "000000").await.status, 403);
}

#[tokio::test]
async fn an_account_suspended_meanwhile_does_not_get_in() {
    let app = app_with(EMAIL);
    let browser = app.anonymous();
    first_step(&browser).await;
    let storage = &app.state.accounts.storage;
    let account = on_runtime(storage.account_by_email(&EMAIL.parse().unwrap())).unwrap().unwrap();
    on_runtime(storage.set_account_suspended(&account.id, true, app.state.clock.now())).unwrap();
    assert_eq!(second_step(&browser, &code(&app, SECRET)).await.status, 403);
    assert_eq!(browser.cookie(SESSION), None);
}

#[tokio::test]
async fn the_page_speaks_every_language() {
    let app = app_with(EMAIL);
    let browser = app.anonymous();
    first_step(&browser).await;
    for (locale, title) in [
        ("en", "Enter your code"),
        ("fr", "Saisissez votre code"),
        ("es", "Escriba su código"),
        ("ja", "コードを入力してください"),
    ] {
        let page = browser.get(&format!("/{locale}/sign-in/code")).await;
        assert!(page.text().contains(title), "{locale}");
    }
}

#[tokio::test]
async fn staff_wait_for_their_second_step_where_the_portal_asks_for_one() {
    let app =
        TestApp::small_with(|settings| settings.second_factor = SecondFactor::RequiredOfStaff);
    app.given_account(EMAIL, None, Some(StaffRole::Agent));
    let browser = app.anonymous();
    let fields = [("email", EMAIL), ("password", PASSWORD), ("next", "/en/desk")];
    let signed = browser.post_form("/en/sign-in", &fields).await;
    let set_up = "/en/account?set-up=second-step";
    assert_eq!((signed.status, signed.header("location")), (303, set_up));
    assert!(browser.get(set_up).await.text().contains("Turn on the second step to go on working"));
    for page in ["/en/desk", "/en/desk/status", "/en/desk/figures"] {
        let answer = browser.get(page).await;
        assert_eq!((answer.status, answer.header("location")), (303, set_up), "{page}");
    }
    assert_eq!(browser.post_form("/en/desk", &[("pin", "123456")]).await.status, 403);
    assert_eq!(browser.post_form("/en/desk/status", &[("action", "open")]).await.status, 403);
    assert!(!browser.get("/en/").await.text().contains("href=\"/en/desk\""));

    // Whoever else knows the password is signed in as well; they end with the step that only one of them has.
    let other = app.anonymous();
    other.post_form("/en/sign-in", &fields).await;
    assert_eq!(other.get("/en/account").await.status, 200);
    let page = browser.get(set_up).await;
    let sealed = between(page.text(), "name=\"sealed\" value=\"", "\"");
    let key = between(page.text(), "translate=\"no\" class=\"secret\">", "<");
    let shown = code(&app, key);
    let on = [("action", "second-step-on"), ("sealed", sealed), ("first-code", &shown)];
    let on = [&on[..], &[("on-proof", PASSWORD)]].concat();
    assert_eq!(browser.post_form("/en/account", &on).await.status, 200);
    assert_eq!(browser.get("/en/desk").await.status, 200);
    assert!(!browser.get("/en/account").await.text().contains("to go on working"));
    assert_eq!(other.get("/en/account").await.status, 303);
    assert_eq!(other.get("/en/desk").await.status, 303);

    // What is required goes with a code alone.
    let off = |proof| [("action", "second-step-off"), ("off-proof", proof)];
    let refused = browser.post_form("/en/account", &off(PASSWORD)).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("autocomplete=\"one-time-code\""));
    app.wait(1.minutes());
    let next = code(&app, key);
    assert_eq!(browser.post_form("/en/account", &off(&next)).await.status, 303);
    assert_eq!(browser.get("/en/desk").await.header("location"), set_up);

    // Whoever signs in through a provider alone has the provider's second step, and customers choose theirs.
    let no_password =
        app.given_account_with("bo@portal.example", None, None, Some(StaffRole::Editor));
    let bo = app.signed_in(&no_password, None);
    assert_eq!(bo.get("/en/desk/status").await.status, 200);
    let customer = app.given_account("cleo@lumiere.example", None, None);
    let page = app.signed_in(&customer, None).get("/en/account").await;
    assert!(page.status == 200 && !page.text().contains("to go on working"));
}
