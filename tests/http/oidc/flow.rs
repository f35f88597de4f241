//! The way there and back: bound to one browser, good once, for ten minutes.

use guichet_tests::actors::PASSWORD;
use jiff::ToSpan as _;

use super::{
    SESSION, assert_refused, begin, is_signed_in, liar::Liar, parameter, portal, provider,
};

pub(super) const STALE: &str = "This sign-in is no longer valid";

#[tokio::test(flavor = "multi_thread")]
async fn a_way_that_began_in_another_browser_ends_nowhere() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let (attacker, victim) = (app.anonymous(), app.anonymous());
    let back = liar.way(&attacker).await;
    assert_refused(&victim.get(&back).await, 400, STALE);
    // Neither does one whose cookie was made up, or is of another way.
    victim.set_cookie("__Host-provider", &"a".repeat(64));
    assert_refused(&victim.get(&back).await, 400, STALE);
    liar.way(&victim).await;
    assert_refused(&victim.get(&back).await, 400, STALE);
    assert!(!is_signed_in(&victim).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_is_good_once() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    let back = liar.way(&browser).await;
    assert_eq!(browser.get(&back).await.status, 303);
    let session = browser.cookie(SESSION);
    assert_refused(&browser.get(&back).await, 400, STALE);
    assert_eq!(browser.cookie(SESSION), session, "who is signed in stays so");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_is_good_for_ten_minutes() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    let back = liar.way(&browser).await;
    app.wait(10.minutes());
    assert_refused(&browser.get(&back).await, 400, STALE);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stranger_makes_up_leads_to_a_page() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    let state = parameter(&begin(&browser, "").await, "state");
    for query in [
        String::new(),
        "code=c".to_owned(),
        "state=".to_owned(),
        "code=c&state=%00%FF".to_owned(),
        format!("code=c&state={state}x"),
        format!("code=c&state={state}&state={state}"),
        format!("code=c&state={}", "x".repeat(5_000)),
        "error=access_denied&state=x".to_owned(),
    ] {
        assert_refused(&browser.get(&format!("/sign-in/callback/id?{query}")).await, 400, STALE);
    }
    // A way with neither code nor error is over.
    let back = format!("/sign-in/callback/id?state={state}");
    assert_refused(&browser.get(&back).await, 400, STALE);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_of_a_browser_both_come_through() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    let first = begin(&browser, "/en/contact").await;
    let second = liar.way(&browser).await;
    assert_eq!(browser.get(&second).await.status, 303);
    liar.claim(&serde_json::json!({ "nonce": parameter(&first, "nonce") }));
    let back = format!("/sign-in/callback/id?code=c&state={}", parameter(&first, "state"));
    assert_eq!(browser.get(&back).await.status, 303);
    assert!(is_signed_in(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_stops_neither_the_portal_nor_other_ways() {
    // Nothing listens there.
    let place = guichet_tests::Place::new();
    let app = portal(provider(&format!("http://127.0.0.1:{}", place.port())));
    let browser = app.anonymous();
    assert_eq!(browser.get("/en/").await.status, 200);
    let answer = browser.get("/fr/sign-in/with/id?next=/fr/contact").await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "60"));
    for words in [
        "Example ID ne répond pas",
        "href=\"/fr/sign-in/with/id?next=%2Ffr%2Fcontact\"",
        "href=\"/fr/sign-in?next=%2Ffr%2Fcontact\"",
    ] {
        assert!(answer.text().contains(words), "{words}");
    }
    app.given_account("ana@lumiere.example", None, None);
    let fields = [("email", "ana@lumiere.example"), ("password", PASSWORD)];
    assert_eq!(browser.post_form("/en/sign-in", &fields).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_falls_silent_is_remembered_and_later_asked_again() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    liar.way(&browser).await;
    app.wait(2.hours());
    let silent = ("description", axum::http::StatusCode::BAD_GATEWAY, super::liar::Answered::Html);
    liar.say(|says| says.instead = Some(silent));
    begin(&browser, "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_on_another_site_begins_nothing_and_leads_to_the_question() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    for (site, to) in [
        ("cross-site", "/en/sign-in?next=%2Fen%2Fcontact"),
        ("same-site", "/en/sign-in?next=%2Fen%2Fcontact"),
        ("same-origin", liar.issuer.as_str()),
        ("none", liar.issuer.as_str()),
    ] {
        let request = http::Request::get("/en/sign-in/with/id?next=/en/contact")
            .header("sec-fetch-site", site);
        let answer = browser.send(request, axum::body::Body::empty()).await;
        assert_eq!(answer.status, 303, "{site}");
        assert!(answer.header("location").starts_with(to), "{site}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_on_stays_on_this_host() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    for elsewhere in ["https://evil.example/", "//evil.example", "/%5Cevil.example"] {
        let browser = app.anonymous();
        let location = begin(&browser, elsewhere).await;
        liar.claim(&serde_json::json!({ "nonce": parameter(&location, "nonce") }));
        let back = format!("/sign-in/callback/id?code=c&state={}", parameter(&location, "state"));
        assert_eq!(browser.get(&back).await.header("location"), "/en/", "{elsewhere}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_begins_ways_without_end() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    for _ in 0..60 {
        begin(&browser, "").await;
    }
    let answer = browser.get("/en/sign-in/with/id").await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "5"));
    begin(&app.anonymous().at("192.0.2.99"), "").await;
    app.wait(5.seconds());
    begin(&browser, "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_or_language_nobody_knows_is_not_found() {
    let app = portal(provider("http://127.0.0.1:9"));
    for path in ["/en/sign-in/with/other", "/xx/sign-in/with/id", "/en/sign-in/with/"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    let posted = app.anonymous().post_form("/en/sign-in/with/id", &[]).await;
    assert_eq!(posted.status, 405);
    let without = guichet_tests::TestApp::demo().get("/en/sign-in").await;
    assert!(!without.text().contains("/sign-in/with/"), "no provider, no button");
}
