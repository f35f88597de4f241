//! Signing in and out with address and password: the whole way, and everything that must not open the door.

use guichet_model::{
    Viewer,
    viewer::{Role, StaffRole, Tier},
};
use guichet_tests::{
    Answer, TestApp,
    actors::{self, Actor, PASSWORD},
    on_runtime, until,
};
use jiff::ToSpan as _;

const SESSION: &str = "__Host-session";
const DEVICE: &str = "__Host-device";

async fn sign_in(actor: &Actor<'_>, email: &str, password: &str) -> Answer {
    actor.post_form("/en/sign-in", &[("email", email), ("password", password)]).await
}

/// Whether the browser is signed in: the header then has a way out.
async fn is_signed_in(actor: &Actor<'_>) -> bool {
    actor.get("/en/policies").await.text().contains("action=\"/en/sign-out\"")
}

/// Uses a session until its use is noted: no request waits for a slow disk longer than a moment.
async fn is_used(app: &TestApp, actor: &Actor<'_>) {
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let account = &actor.account.as_ref().unwrap().id;
    until("the use of the session is noted", async || {
        assert!(is_signed_in(actor).await);
        let sessions = on_runtime(storage.sessions(account, now - 24.hours(), now)).unwrap();
        sessions.iter().all(|session| session.last_seen_at == now)
    })
    .await;
}

#[tokio::test]
async fn a_visitor_signs_in_comes_back_and_signs_out() {
    let app = TestApp::demo();
    let organisation = app.given_organisation(&app.edition(Tier::Paid));
    let account = app.given_account(
        "journey@lumiere.example",
        Some((&organisation, Role::Administrator)),
        None,
    );
    let visitor = app.anonymous();

    let page = visitor.get("/en/sign-in?next=/en/contact%3Fx%3D1").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control"), "private, no-store");
    assert!(page.text().contains("name=\"next\" value=\"/en/contact?x=1\""), "{}", page.text());

    let fields = [
        ("email", "Journey@Lumiere.Example "),
        ("password", PASSWORD),
        ("next", "/en/contact?x=1"),
    ];
    let answer = visitor.post_form("/en/sign-in", &fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/en/contact?x=1"));
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let cookie = answer.header("set-cookie");
    for part in ["__Host-session=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }

    let home = visitor.get("/en/policies").await;
    assert_eq!(home.header("cache-control"), "private, no-store");
    for part in
        [account.name.as_str(), "journey@lumiere.example", &organisation.name, "/en/sign-out"]
    {
        assert!(home.text().contains(part), "{part}");
    }
    let again = visitor.get("/en/sign-in?next=/en/contact").await;
    assert_eq!((again.status, again.header("location")), (303, "/en/contact"));

    let old = visitor.cookie(SESSION).unwrap();
    let out = visitor.post_form("/en/sign-out", &[]).await;
    assert_eq!((out.status, out.header("location")), (303, "/en/sign-in?news=signed-out"));
    assert_eq!(out.header("clear-site-data"), "\"cache\"");
    assert_eq!(visitor.cookie(SESSION), None);
    assert!(visitor.get("/en/sign-in?news=signed-out").await.text().contains("You are signed out"));
    visitor.set_cookie(SESSION, &old);
    assert!(!is_signed_in(&visitor).await, "a copied cookie opens nothing after signing out");
}

#[tokio::test]
async fn every_kind_of_viewer_has_an_actor() {
    let app = TestApp::demo();
    for (kind, _) in Viewer::KINDS {
        let actor = actors::actor_of(app, kind);
        assert_eq!(is_signed_in(&actor).await, kind != "anonymous", "{kind}");
    }
    for actor in [
        actors::paid_admin(app),
        actors::paid_member(app),
        actors::free_admin(app),
        actors::free_user(app),
        actors::personal(app),
        actors::suspended(app),
        actors::agent(app),
        actors::operator(app),
    ] {
        assert!(is_signed_in(&actor).await);
        assert!(actor.account.is_some());
    }
}

#[tokio::test]
async fn nothing_tells_a_known_address_from_an_unknown_one() {
    let app = TestApp::demo();
    app.given_account("known@lumiere.example", None, None);
    app.given_account_with("provider@lumiere.example", None, None, None);
    let gone = app.given_account("gone@lumiere.example", None, None);
    let suspended =
        app.state.accounts.storage.set_account_suspended(&gone.id, true, app.state.clock.now());
    on_runtime(suspended).unwrap();
    let mut bodies = Vec::new();
    for (email, password) in [
        ("known@lumiere.example", "wrong"),
        ("nobody@lumiere.example", "wrong"),
        ("provider@lumiere.example", PASSWORD),
        ("gone@lumiere.example", PASSWORD),
    ] {
        let answer = sign_in(&app.anonymous().at("192.0.2.20"), email, password).await;
        assert_eq!(answer.status, 422, "{email}");
        assert!(answer.headers.get("set-cookie").is_none(), "{email}");
        bodies.push(answer.text().replace(email, "ADDRESS"));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "the answers are the same to the byte");
    assert!(bodies[0].contains("do not fit together") && !bodies[0].contains("wrong"));
}

#[tokio::test]
async fn addresses_that_cannot_be_are_told_at_their_field() {
    let app = TestApp::demo();
    let long = format!("{}@example.org", "a".repeat(300));
    for (email, says) in [
        ("", "Enter your e-mail address"),
        ("ana", "looks like name@example.org"),
        ("ana@lumiere.example\r\nBcc: x@y.z", "looks like name@example.org"),
        ("\u{430}na@lumiere.example", "letter or sign"),
        ("ana\u{ff20}lumiere.example", "letter or sign"),
        (long.as_str(), "too long for"),
        ("\"><script>alert(1)</script>", "looks like name@example.org"),
    ] {
        let answer = sign_in(&app.anonymous(), email, PASSWORD).await;
        let html = answer.text();
        assert_eq!(answer.status, 422, "{email}");
        assert!(html.contains(says), "{email}: {html}");
        assert!(
            html.contains("href=\"#email\"") && html.contains("aria-invalid=\"true\""),
            "{email}"
        );
        assert!(html.contains("aria-describedby=\"email-error\""), "{email}");
        assert!(html.contains("<title>Error: "), "{email}");
        assert!(!html.contains("<script>alert") && !html.contains(PASSWORD), "{email}");
    }
    let empty = sign_in(&app.anonymous(), "ana@lumiere.example", "").await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("href=\"#password\""));
    assert!(empty.text().contains("value=\"ana@lumiere.example\""), "the address is kept");
}

#[tokio::test]
async fn a_personal_address_is_offered_its_own_help() {
    let app = TestApp::demo();
    let actor = app.anonymous().at("192.0.2.30");
    let page = sign_in(&actor, "someone@gmail.com", "whatever it was").await;
    assert!(page.text().contains("This looks like a personal address"));
    assert!(page.text().contains("value=\"someone@gmail.com\""));
    let other = sign_in(&actor, "someone@lumiere.example", "whatever it was").await;
    assert!(!other.text().contains("This looks like a personal address"));
    for locale in ["en", "fr", "es", "ja"] {
        let help = app.get(&format!("/{locale}/sign-in/personal")).await;
        assert_eq!(help.status, 200);
        for way in ["/articles\"", "https://", "/sign-in\""] {
            assert!(help.text().contains(way), "{locale}: {way}");
        }
    }
}

#[tokio::test]
async fn several_organisations_are_chosen_from_and_one_is_taken() {
    let app = TestApp::demo();
    let (first, second) =
        (app.given_organisation("education"), app.given_organisation("free-legacy"));
    let account =
        app.given_account("two@lumiere.example", Some((&first, Role::Administrator)), None);
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let actor = app.anonymous();
    let fields =
        [("email", "two@lumiere.example"), ("password", PASSWORD), ("next", "/en/contact")];
    assert_eq!(actor.post_form("/en/sign-in", &fields).await.header("location"), "/en/contact");
    assert!(actor.get("/en/policies").await.text().contains(&first.name));

    on_runtime(storage.set_membership(&account.id, &second.id, Role::Member, now)).unwrap();
    let answer = actor.post_form("/en/sign-in", &fields).await;
    assert_eq!(answer.header("location"), "/en/account/organisation?next=%2Fen%2Fcontact");
    assert!(actor.get("/en/policies").await.text().contains("/en/account/organisation"));
}

#[tokio::test]
async fn staff_act_for_no_organisation_and_find_their_desk() {
    let app = TestApp::demo();
    app.given_account("agent-desk@portal.example", None, Some(StaffRole::Agent));
    let actor = app.anonymous();
    let answer = sign_in(&actor, "agent-desk@portal.example", PASSWORD).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/en/"));
    assert!(actor.get("/en/policies").await.text().contains("href=\"/en/desk\""));
    assert!(!actors::free_user(app).get("/en/policies").await.text().contains("href=\"/en/desk\""));
}

#[tokio::test]
async fn a_second_factor_comes_before_the_session() {
    let app = TestApp::demo();
    let account = app.given_account("careful@lumiere.example", None, None);
    let set = app.state.accounts.storage.set_second_factor(
        &account.id,
        "JBSWY3DPEHPK3PXP",
        0,
        &[],
        None,
        app.state.clock.now(),
    );
    on_runtime(set).unwrap();
    let actor = app.anonymous();
    let answer = sign_in(&actor, "careful@lumiere.example", PASSWORD).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/en/sign-in/code"));
    assert!(actor.cookie("__Host-second-factor").is_some());
    assert_eq!(actor.cookie(SESSION), None, "the password alone signs nobody in");
    assert_eq!(actor.cookie(DEVICE), None, "nor does it make the browser a known one");
}

#[tokio::test]
async fn the_way_on_stays_on_this_host() {
    let app = TestApp::demo();
    app.given_account("onward@lumiere.example", None, None);
    for next in
        ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
    {
        let page =
            app.get(&format!("/en/sign-in?next={}", guichet_model::route::encode(next))).await;
        assert!(
            !page.text().contains("evil.example") && !page.text().contains("alert(1)"),
            "{next}"
        );
        let fields = [("email", "onward@lumiere.example"), ("password", PASSWORD), ("next", next)];
        let answer = app.anonymous().post_form("/en/sign-in", &fields).await;
        assert_eq!(answer.header("location"), "/en/", "{next}");
    }
}

#[tokio::test]
async fn changing_the_language_keeps_the_way_on() {
    let app = TestApp::demo();
    let page = app.get("/en/sign-in?next=/en/contact%3Fa%3Db").await;
    assert!(page.text().contains("href=\"/fr/sign-in?next=%2Ffr%2Fcontact%3Fa%3Db\""));
    let article = app.get("/ja/contact").await;
    assert!(article.text().contains("href=\"/ja/sign-in?next=%2Fja%2Fcontact\""));
}

#[tokio::test]
async fn a_session_is_new_with_each_sign_in_and_the_old_one_ends() {
    let app = TestApp::demo();
    app.given_account("rotate@lumiere.example", None, None);
    let (first_tab, second_tab) = (app.anonymous(), app.anonymous());
    sign_in(&first_tab, "rotate@lumiere.example", PASSWORD).await;
    let first = first_tab.cookie(SESSION).unwrap();
    // The other tab was opened before, and knows the cookie by now, as tabs of one browser do.
    second_tab.set_cookie(SESSION, &first);
    sign_in(&second_tab, "rotate@lumiere.example", PASSWORD).await;
    let second = second_tab.cookie(SESSION).unwrap();
    assert_ne!(first, second);
    assert!(is_signed_in(&second_tab).await);
    assert!(!is_signed_in(&first_tab).await, "the first token is void");

    let planted = app.anonymous();
    planted.set_cookie(SESSION, &"0".repeat(64));
    sign_in(&planted, "rotate@lumiere.example", PASSWORD).await;
    assert_ne!(
        planted.cookie(SESSION).unwrap(),
        "0".repeat(64),
        "a planted token is never taken over"
    );
}

#[tokio::test]
async fn tampered_cookies_open_nothing_and_are_taken_away() {
    let app = TestApp::demo();
    let actor = actors::paid_admin(app);
    let token = actor.cookie(SESSION).unwrap();
    let long = "a".repeat(4_000);
    let other_case = token.to_uppercase();
    for bad in
        [&token[1..], &format!("{token}0"), &other_case, "'; DROP TABLE session", "%C3%A9", &long]
    {
        let stranger = app.anonymous();
        stranger.set_cookie(SESSION, bad);
        let answer = stranger.get("/en/policies").await;
        assert_eq!(answer.status, 200, "{bad}");
        assert!(!answer.text().contains("/en/sign-out"), "{bad}");
        assert_eq!(stranger.cookie(SESSION), None, "{bad}");
    }
    assert!(is_signed_in(&actor).await);
}

#[tokio::test]
async fn sessions_end_when_they_lie_idle_and_whatever_happens_after_two_weeks() {
    let app = TestApp::small_with(|_| {});
    let (idle, used) = (actors::free_user(&app), actors::free_user(&app));
    app.wait(11.hours());
    is_used(&app, &used).await;
    app.wait(2.hours());
    assert!(!is_signed_in(&idle).await, "thirteen hours without use");
    is_used(&app, &used).await;
    for _ in 0..32 {
        app.wait(10.hours());
        if app.state.clock.now() < "2026-12-07T12:00:00Z".parse().unwrap() {
            is_used(&app, &used).await;
        }
    }
    app.wait(10.hours());
    assert!(!is_signed_in(&used).await, "two weeks are the end");
}

#[tokio::test]
async fn guesses_are_slowed_by_account_and_the_owner_still_gets_in() {
    let app = TestApp::small_with(|_| {});
    app.given_account("owner@lumiere.example", None, None);
    let (known, strange) = (app.anonymous(), app.anonymous().at("198.51.100.7"));
    sign_in(&known, "owner@lumiere.example", PASSWORD).await;
    known.post_form("/en/sign-out", &[]).await;
    assert!(known.cookie(DEVICE).is_some(), "the browser stays a known one");

    let mut last = 0;
    for number in 0..11 {
        let attacker = app.anonymous().at(&format!("203.0.113.{number}"));
        last = sign_in(&attacker, "owner@lumiere.example", "guess").await.status;
    }
    assert_eq!(last, 429);
    let late = sign_in(&strange, "owner@lumiere.example", PASSWORD).await;
    assert_eq!((late.status, late.header("retry-after")), (429, "60"));
    assert!(late.text().contains("about one minute"), "{}", late.text());
    assert!(late.text().contains("value=\"owner@lumiere.example\""));
    let unknown = app.anonymous().at("203.0.113.99");
    for _ in 0..10 {
        sign_in(&unknown, "nobody@lumiere.example", "guess").await;
    }
    let other = sign_in(&unknown, "nobody@lumiere.example", "guess").await;
    assert_eq!(other.status, 429);
    let words = |answer: &Answer, email: &str| answer.text().replace(email, "ADDRESS");
    assert_eq!(words(&late, "owner@lumiere.example"), words(&other, "nobody@lumiere.example"));

    let owner = sign_in(&known, "owner@lumiere.example", PASSWORD).await;
    assert_eq!(owner.status, 303, "a browser the account knows is counted apart");
    app.wait(1.minute());
    assert_eq!(
        sign_in(&strange, "owner@lumiere.example", PASSWORD).await.status,
        303,
        "nothing is locked"
    );
}

#[tokio::test]
async fn a_known_browser_has_its_own_limit() {
    let app = TestApp::small_with(|_| {});
    app.given_account("owner@lumiere.example", None, None);
    let known = app.anonymous();
    sign_in(&known, "owner@lumiere.example", PASSWORD).await;
    let statuses: Vec<u16> = {
        let mut statuses = Vec::new();
        for _ in 0..11 {
            statuses.push(sign_in(&known, "owner@lumiere.example", "guess").await.status);
        }
        statuses
    };
    assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 10);
    assert_eq!(statuses.last(), Some(&429));
    let forged = app.anonymous().at("198.51.100.8");
    let cookie = known.cookie(DEVICE).unwrap();
    forged.set_cookie(DEVICE, &cookie.replace(['0', '1'], "2"));
    assert_eq!(
        sign_in(&forged, "owner@lumiere.example", PASSWORD).await.status,
        303,
        "a forged proof is none, and the account's own limit is untouched"
    );
}

#[tokio::test]
async fn guesses_are_slowed_by_client_and_whoever_succeeds_is_not() {
    let app = TestApp::small_with(|settings| {
        settings.trusted_proxies = vec!["10.0.0.1".parse().unwrap()];
    });
    app.given_account("office@lumiere.example", None, None);
    let office = app.anonymous().at("2001:db8:1:2::1");
    for _ in 0..40 {
        office.set_cookie(DEVICE, "");
        assert_eq!(sign_in(&office, "office@lumiere.example", PASSWORD).await.status, 303);
    }
    for number in 0..30 {
        let sprayer = app.anonymous().at(&format!("2001:db8:1:2::{number}"));
        let email = format!("person{number}@lumiere.example");
        assert_eq!(sign_in(&sprayer, &email, "Spring2026").await.status, 422);
    }
    let next = app.anonymous().at("2001:db8:1:2:ffff::1");
    let answer = sign_in(&next, "other@lumiere.example", "Spring2026").await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "20"));
    let elsewhere = app.anonymous().at("2001:db8:1:3::1");
    assert_eq!(sign_in(&elsewhere, "other@lumiere.example", "Spring2026").await.status, 422);
}

#[tokio::test]
async fn a_page_of_another_site_signs_nobody_in_or_out() {
    let app = TestApp::demo();
    app.given_account("csrf@lumiere.example", None, None);
    let actor = app.anonymous();
    let forged = |path: &str, body: String| {
        let request = axum::http::Request::post(path)
            .header("sec-fetch-site", "cross-site")
            .header("origin", "https://evil.example")
            .header("content-type", "application/x-www-form-urlencoded");
        actor.send(request, axum::body::Body::from(body))
    };
    let body = actors::form(&[("email", "csrf@lumiere.example"), ("password", PASSWORD)]);
    assert_eq!(forged("/en/sign-in", body).await.status, 403);
    assert_eq!(actor.cookie(SESSION), None);
    sign_in(&actor, "csrf@lumiere.example", PASSWORD).await;
    assert_eq!(forged("/en/sign-out", String::new()).await.status, 403);
    assert!(is_signed_in(&actor).await);
}

#[tokio::test]
async fn a_page_of_a_session_is_kept_for_nobody() {
    let app = TestApp::small_with(|_| {});
    let actor = actors::paid_admin(&app);
    let name = actor.account.as_ref().unwrap().email.to_string();
    for path in
        ["/en/", "/en/policies", "/en/articles/mail/filter-messages", "/en/sign-in/personal"]
    {
        let own = actor.get(path).await;
        assert_eq!(own.header("cache-control"), "private, no-store", "{path}");
        assert!(own.text().contains(&name), "{path}");
        let public = app.get(path).await;
        assert_eq!(public.header("cache-control"), "no-cache", "{path}");
        assert!(!public.text().contains(&name), "{path}");
        let own = actor.get(path).await;
        assert!(own.text().contains(&name), "{path}: the public page is not served to a session");
    }
}

#[tokio::test]
async fn a_weaker_hash_is_replaced_when_its_password_is_used() {
    let app = TestApp::demo();
    let account = app.given_account("rehash@lumiere.example", None, None);
    let actor = app.anonymous();
    sign_in(&actor, "rehash@lumiere.example", PASSWORD).await;
    let stored = on_runtime(app.state.accounts.storage.account(&account.id));
    let hash = stored.unwrap().unwrap().password_hash.unwrap();
    assert!(hash.contains("m=19456,t=2,p=1"), "{hash}");
    assert!(is_signed_in(&actor).await);
    assert_eq!(sign_in(&app.anonymous(), "rehash@lumiere.example", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn reading_goes_on_while_the_database_is_away() {
    let app = TestApp::small_with(|_| {});
    let actor = actors::paid_admin(&app);
    on_runtime(app.state.accounts.storage.close());
    let token = actor.cookie(SESSION);
    for path in ["/en/", "/en/articles/mail/filter-messages", "/en/sign-in"] {
        assert_eq!(actor.get(path).await.status, 200, "{path}");
    }
    assert_eq!(actor.cookie(SESSION), token, "nobody is signed out by it");
    for answer in [
        sign_in(&app.anonymous(), "ana@lumiere.example", PASSWORD).await,
        actor.post_form("/en/sign-out", &[]).await,
        actor.get("/en/sign-in/new-password?token=x").await,
    ] {
        assert_eq!(answer.status, 503);
        assert!(answer.text().contains("Accounts cannot be reached right now"));
        assert!(!answer.header("retry-after").is_empty());
        assert!(answer.headers.get("set-cookie").is_none());
    }
}
