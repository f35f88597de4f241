//! One's own account: what it shows, and what each of its forms does and refuses.

use guichet_model::viewer::{Role, StaffRole, Tier};
use guichet_storage::OrganisationChange;
use guichet_tests::{
    Answer, TestApp,
    actors::{self, Actor, PASSWORD},
    on_runtime,
};
use jiff::ToSpan as _;

use crate::{
    forgotten_password::{mail, portal},
    second_factor::{code, given_second_factor},
};

const SESSION: &str = "__Host-session";
const NEW_PASSWORD: &str = "Laterne unter sieben Brücken";

async fn act(browser: &Actor<'_>, action: &str, fields: &[(&str, &str)]) -> Answer {
    let fields = [&[("action", action)], fields].concat();
    browser.post_form("/en/account", &fields).await
}

/// What stands between two marks of a page.
pub(crate) fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    text.split(start).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or_default()
}

#[tokio::test]
async fn the_page_says_whom_the_portal_takes_one_for() {
    let app = TestApp::demo();
    for (actor, words) in [
        (actors::paid_admin(app), "Administrator"),
        (actors::free_user(app), "Member"),
        (actors::personal(app), "this is a personal account"),
        (actors::agent(app), "Help centre staff"),
    ] {
        let page = actor.get("/en/account").await;
        assert_eq!((page.status, page.header("cache-control")), (200, "private, no-store"));
        assert!(page.text().contains(words), "{words}");
        assert!(page.text().contains(actor.account.as_ref().unwrap().email.as_str()));
    }
    for (locale, title) in
        [("en", "Your account"), ("fr", "Votre compte"), ("es", "Su cuenta"), ("ja", "アカウント")]
    {
        let page = actors::paid_admin(app).get(&format!("/{locale}/account")).await;
        assert!(page.text().contains(&format!("<h1>{title}</h1>")), "{locale}");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_it_and_changes_nothing() {
    let app = TestApp::demo();
    let nobody = app.anonymous();
    for path in ["/en/account", "/en/account/organisation"] {
        let to = format!("/en/sign-in?next={}", path.replace('/', "%2F"));
        assert_eq!(nobody.get(path).await.header("location"), to);
        let posted = nobody.post_form(path, &[("action", "end-sessions")]).await;
        assert_eq!((posted.status, posted.header("location")), (303, to.as_str()));
    }
    assert_eq!(act(&actors::personal(app), "nothing", &[]).await.status, 400);
    let foreign = http::Request::post("/en/account").header("sec-fetch-site", "cross-site");
    let answer = actors::personal(app).send(foreign, axum::body::Body::empty()).await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn a_new_password_signs_out_every_other_browser() {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account("ana@lumiere.example", None, None);
    let (here, there) = (app.signed_in(&account, None), app.signed_in(&account, None));
    let fields = [("present-password", PASSWORD), ("new-password", NEW_PASSWORD)];
    let answer = act(&here, "password", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/en/account?news=password"));
    assert!(
        here.get("/en/account?news=password")
            .await
            .text()
            .contains("Your password has been changed")
    );
    assert_eq!(there.get("/en/account").await.status, 303, "the other browser is signed out");
    let sign_in = async |password| {
        let fields = [("email", "ana@lumiere.example"), ("password", password)];
        app.anonymous().post_form("/en/sign-in", &fields).await.status
    };
    assert_eq!(sign_in(PASSWORD).await, 422);
    assert_eq!(sign_in(NEW_PASSWORD).await, 303);
}

#[tokio::test]
async fn what_is_wrong_with_passwords_is_told_at_the_fields_and_never_shown_again() {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account("ana@lumiere.example", None, None);
    let browser = app.signed_in(&account, None);
    for (present, new, at) in [
        ("wrong-one", NEW_PASSWORD, vec!["present-password"]),
        (PASSWORD, "short", vec!["new-password"]),
        (PASSWORD, "ana@lumiere.example", vec!["new-password"]),
        ("", "", vec!["present-password"]),
    ] {
        let fields = [("present-password", present), ("new-password", new)];
        let answer = act(&browser, "password", &fields).await;
        let text = answer.text();
        assert_eq!(answer.status, 422, "{present} {new}");
        for field in ["present-password", "new-password"] {
            let told = text.contains(&format!("href=\"#{field}\""));
            assert_eq!(told, at.contains(&field), "{present} {new} {field}");
        }
        for password in [present, new].into_iter().filter(|text| text.len() > 6) {
            assert!(!text.contains(&format!("value=\"{password}\"")) || password.contains('@'));
        }
    }
    assert_eq!(browser.get("/en/account").await.status, 200);
}

#[tokio::test]
async fn a_stolen_session_cannot_guess_the_password_for_ever() {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account("ana@lumiere.example", None, None);
    let browser = app.signed_in(&account, None);
    let wrong = [("present-password", "guess"), ("new-password", NEW_PASSWORD)];
    for _ in 0..10 {
        assert_eq!(act(&browser, "password", &wrong).await.status, 422);
    }
    let right = [("present-password", PASSWORD), ("new-password", NEW_PASSWORD)];
    let answer = act(&browser, "password", &right).await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "60"));
    assert!(answer.text().contains("Try again in a minute"));
    app.wait(1.minutes());
    assert_eq!(act(&browser, "password", &right).await.status, 303);
}

#[tokio::test]
async fn who_has_no_password_is_not_asked_for_one() {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account_with("ana@lumiere.example", None, None, None);
    let browser = app.signed_in(&account, None);
    let page = browser.get("/en/account").await;
    assert!(
        page.text().contains("/en/sign-in/forgotten") && !page.text().contains("present-password")
    );
    let fields = [("present-password", ""), ("new-password", NEW_PASSWORD)];
    assert_eq!(act(&browser, "password", &fields).await.status, 403);
    // Turning the second step off then takes a code.
    given_second_factor(&app, &account);
    assert_eq!(act(&browser, "second-step-off", &[("off-proof", "000000")]).await.status, 422);
    let shown = code(&app, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    let off = act(&browser, "second-step-off", &[("off-proof", &shown)]).await;
    assert_eq!(off.header("location"), "/en/account?news=second-step-off");
}

#[tokio::test]
async fn the_second_step_is_turned_on_with_a_code_and_gives_recovery_codes_once() {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account("ana@lumiere.example", None, None);
    let browser = app.signed_in(&account, None);
    assert!(browser.get("/en/account").await.text().contains("set-up=second-step"));
    let page = browser.get("/en/account?set-up=second-step").await;
    let text = page.text();
    let sealed = between(text, "name=\"sealed\" value=\"", "\"");
    let key = between(text, "<code translate=\"no\" class=\"secret\">", "<");
    assert_eq!(key.len(), 39, "eight groups of four: {key}");
    assert!(
        text.contains("<svg role=\"img\" aria-label=\"QR code") && text.contains("fill=\"#fff\"")
    );
    assert!(!text.contains("style="), "the policy allows no inline styles");

    let on = async |sealed: &str, code: &str, password: &str| {
        let fields = [("sealed", sealed), ("first-code", code), ("on-proof", password)];
        act(&browser, "second-step-on", &fields).await
    };
    let shown = code(&app, key);
    let refused = on(sealed, "000000", "wrong").await;
    assert_eq!(refused.status, 422);
    for field in ["#first-code", "#on-proof"] {
        assert!(refused.text().contains(&format!("href=\"{field}\"")), "{field}");
    }
    assert!(refused.text().contains(key), "the app that is set up already goes on working");
    assert_eq!(on(sealed, &shown, "wrong").await.status, 422);
    let tampered = on(&sealed.replacen(&sealed[..4], "AAAA", 1), &shown, PASSWORD).await;
    assert_eq!(tampered.status, 422);
    assert!(tampered.text().contains("took longer than half an hour"));
    assert_eq!(act(&browser, "second-step-off", &[]).await.status, 422);

    let done = on(sealed, &shown, PASSWORD).await;
    assert_eq!((done.status, done.header("cache-control")), (200, "private, no-store"));
    let codes: Vec<&str> = done
        .text()
        .split("translate=\"no\" class=\"secret\">")
        .skip(1)
        .map(|rest| &rest[..19])
        .collect();
    assert_eq!(codes.len(), 10, "{codes:?}");
    let page = browser.get("/en/account").await;
    assert!(page.text().contains("10 recovery codes are left.") && !page.text().contains(codes[0]));
    // Sent again, it changes nothing.
    assert_eq!(on(sealed, &shown, PASSWORD).await.header("location"), "/en/account");

    // The code that proved it is used up; a recovery code gets in.
    let other = app.anonymous();
    let fields = [("email", "ana@lumiere.example"), ("password", PASSWORD)];
    assert_eq!(
        other.post_form("/en/sign-in", &fields).await.header("location"),
        "/en/sign-in/code"
    );
    assert_eq!(other.post_form("/en/sign-in/code", &[("code", &shown)]).await.status, 422);
    assert_eq!(other.post_form("/en/sign-in/code", &[("code", codes[3])]).await.status, 303);
}

#[tokio::test]
async fn setting_up_is_for_one_account_and_half_an_hour() {
    let app = TestApp::small_with(|_| {});
    let ana = app.given_account("ana@lumiere.example", None, None);
    let ben = app.given_account("ben@lumiere.example", None, None);
    let (ana, ben) = (app.signed_in(&ana, None), app.signed_in(&ben, None));
    let page = ana.get("/en/account?set-up=second-step").await;
    let sealed = between(page.text(), "name=\"sealed\" value=\"", "\"").to_owned();
    let key = between(page.text(), "translate=\"no\" class=\"secret\">", "<").to_owned();
    let on = async |browser: &Actor<'_>| {
        let shown = code(&app, &key);
        let fields = [("sealed", &*sealed), ("first-code", &shown), ("on-proof", PASSWORD)];
        act(browser, "second-step-on", &fields).await.status
    };
    assert_eq!(on(&ben).await, 422);
    app.wait(30.minutes());
    assert_eq!(on(&ana).await, 422);
}

#[tokio::test]
async fn recovery_codes_are_renewed_and_the_second_step_turned_off_with_the_password() {
    let app = portal();
    let account = app.given_account("ana@lumiere.example", None, None);
    given_second_factor(&app, &account);
    let browser = app.signed_in(&account, None);
    let refused = act(&browser, "recovery-codes", &[("codes-proof", "wrong")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("<details open class=\"disclosure\""));
    let renewed = act(&browser, "recovery-codes", &[("codes-proof", PASSWORD)]).await;
    assert_eq!(renewed.text().matches("class=\"secret\"").count(), 10);
    let storage = &app.state.accounts.storage;
    let old = guichet_server::accounts::totp::recovery::hash("aaaa-bbbb-cccc-dddd");
    assert!(!on_runtime(storage.use_recovery_code(&account.id, &old)).unwrap());

    assert_eq!(act(&browser, "second-step-off", &[("off-proof", "wrong")]).await.status, 422);
    let off = act(&browser, "second-step-off", &[("off-proof", PASSWORD)]).await;
    assert_eq!(off.header("location"), "/en/account?news=second-step-off");
    assert!(on_runtime(storage.second_factor(&account.id)).unwrap().is_none());
    assert_eq!(act(&browser, "recovery-codes", &[("codes-proof", PASSWORD)]).await.status, 303);
    let letters = mail(&app);
    let told: Vec<&str> = letters.iter().map(|mail| mail.content.subject.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|subject| subject.starts_with("New recovery codes")), "{told:?}");
    assert!(told.iter().any(|subject| subject.contains("one step again")), "{told:?}");
    assert!(letters.iter().all(|mail| mail.content.text.contains("/en/account")));
}

#[tokio::test]
async fn sessions_are_listed_in_plain_words_and_ended() {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account("ana@lumiere.example", None, None);
    let firefox =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
    let phone = app.anonymous();
    let request = http::Request::post("/en/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("user-agent", firefox);
    let form = actors::form(&[("email", "ana@lumiere.example"), ("password", PASSWORD)]);
    phone.send(request, axum::body::Body::from(form)).await;
    let here = app.signed_in(&account, None);

    let page = here.get("/en/account").await;
    let text = page.text();
    assert!(text.contains("Firefox on Windows") && text.contains("Unknown browser"));
    assert_eq!(text.matches("This browser").count(), 1);
    assert!(text.contains("November 23, 2026, 12:00\u{202f}PM (UTC)"), "{text}");
    here.set_cookie("tz", "Asia/Tokyo");
    let there = here.get("/en/account").await;
    assert!(there.text().contains("9:00\u{202f}PM (Japan Time)"), "{}", there.text());
    let ids: Vec<&str> = text
        .split("name=\"session\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(ids.len(), 2);

    // Nobody ends another person's session.
    let other = app.given_account("ben@lumiere.example", None, None);
    act(&app.signed_in(&other, None), "end-session", &[("session", ids[1])]).await;
    assert_eq!(phone.get("/en/account").await.status, 200);

    let ended = act(&here, "end-session", &[("session", ids[1])]).await;
    assert_eq!(ended.header("location"), "/en/account?news=signed-out");
    assert_eq!(phone.get("/en/account").await.status, 303, "at the next request");
    assert_eq!(
        act(&here, "end-session", &[("session", ids[1])]).await.status,
        303,
        "twice is no error"
    );

    let this = act(&here, "end-session", &[("session", ids[0])]).await;
    assert_eq!(this.header("location"), "/en/sign-in?news=signed-out");
    assert_eq!(here.cookie(SESSION), None);
}

#[tokio::test]
async fn signing_out_everywhere_ends_this_session_too() {
    let app = TestApp::small_with(|_| {});
    let account = app.given_account("ana@lumiere.example", None, None);
    let (here, there) = (app.signed_in(&account, None), app.signed_in(&account, None));
    let token = here.cookie(SESSION).unwrap();
    let answer = act(&here, "end-sessions", &[]).await;
    assert_eq!(answer.header("location"), "/en/sign-in?news=signed-out");
    here.set_cookie(SESSION, &token);
    for browser in [&here, &there] {
        assert_eq!(browser.get("/en/account").await.status, 303);
    }
}

#[tokio::test]
async fn one_chooses_among_ones_own_organisations() {
    let app = TestApp::small_with(|_| {});
    let paid = app.given_organisation(&app.edition(Tier::Paid));
    let free = app.given_organisation(&app.edition(Tier::Free));
    let foreign = app.given_organisation(&app.edition(Tier::Paid));
    let account =
        app.given_account("ana@lumiere.example", Some((&paid, Role::Administrator)), None);
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_membership(&account.id, &free.id, Role::Member, now)).unwrap();
    let browser = app.anonymous();
    let fields =
        [("email", "ana@lumiere.example"), ("password", PASSWORD), ("next", "/en/contact")];
    let answer = browser.post_form("/en/sign-in", &fields).await;
    let choose = answer.header("location").to_owned();
    assert_eq!(choose, "/en/account/organisation?next=%2Fen%2Fcontact");

    let page = browser.get(&choose).await;
    for part in [
        paid.name.as_str(),
        &free.name,
        "Administrator",
        "type=\"radio\"",
        "name=\"next\" value=\"/en/contact\"",
    ] {
        assert!(page.text().contains(part), "{part}");
    }
    assert!(!page.text().contains(&foreign.name));
    assert!(browser.get("/en/account").await.text().contains("Not chosen yet"));

    let pick = async |id: &str| {
        let fields = [("organisation", id), ("next", "/en/contact")];
        browser.post_form("/en/account/organisation", &fields).await
    };
    let none = pick("").await;
    assert_eq!(none.status, 422);
    assert!(none.text().contains("href=\"#organisations\""));
    for id in [foreign.id.as_str(), "nowhere"] {
        assert_eq!(pick(id).await.status, 403, "{id}");
    }
    for organisation in [&paid, &free] {
        let chosen = pick(organisation.id.as_str()).await;
        assert_eq!((chosen.status, chosen.header("location")), (303, "/en/contact"));
        assert!(browser.get("/en/account").await.text().contains(&organisation.name));
    }
    let fields = [("organisation", paid.id.as_str()), ("next", "//evil.example")];
    let answer = browser.post_form("/en/account/organisation", &fields).await;
    assert_eq!(answer.header("location"), "/en/account");
    let alone = actors::personal(&app).get("/en/account/organisation").await;
    assert!(alone.text().contains("You belong to no organisation"));
}

#[tokio::test]
async fn a_change_of_edition_or_membership_holds_from_the_next_request_on() {
    let app = TestApp::small_with(|_| {});
    let actor = actors::paid_admin(&app);
    let organisation = actor.organisation.clone().unwrap();
    let policy = app.state.snapshot();
    let name = |tier| {
        let id = app.edition(tier);
        let editions = &policy.library.policy().editions;
        let edition = editions.iter().find(|edition| edition.id == id).unwrap();
        edition.name.get(&"en".parse().unwrap()).to_owned()
    };
    let (paid, free) = (name(Tier::Paid), name(Tier::Free));
    let line = async |edition: &str| {
        let page = actor.get("/en/account").await;
        page.text().contains(&format!("{} ({edition})", organisation.name))
    };
    assert!(line(&paid).await);
    let change = OrganisationChange {
        edition: Some(app.edition(Tier::Free)),
        ..OrganisationChange::default()
    };
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.change_organisation(&organisation.id, &change, now)).unwrap();
    assert!(line(&free).await);
    let account = actor.account.as_ref().unwrap();
    on_runtime(storage.remove_membership(&account.id, &organisation.id)).unwrap();
    assert!(actor.get("/en/account").await.text().contains("this is a personal account"));
}

#[tokio::test]
async fn staff_choose_no_organisation() {
    let app = TestApp::demo();
    let editor = app.given_account("editor@portal.example", None, Some(StaffRole::Editor));
    let page = app.signed_in(&editor, None).get("/en/account").await;
    assert!(!page.text().contains("/en/account/organisation"));
}
