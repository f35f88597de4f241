//! What is not believed: another issuer, audience, nonce or key, what has expired, and answers that are none.

use axum::http::StatusCode;
use guichet_server::settings::OidcSettings;
use guichet_tests::{NOW, TestApp};
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;

use super::{
    assert_refused, is_signed_in,
    liar::{Answered, Liar, Says},
    portal, provider, title,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_the_providers_for_this_portal_and_this_way_signs_nobody_in() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let now = NOW.parse::<Timestamp>().unwrap().as_second();
    let lies = [
        ("issuer", json!({ "iss": "https://evil.example" })),
        ("no issuer", json!({ "iss": null })),
        ("audience", json!({ "aud": "another" })),
        ("two audiences", json!({ "aud": ["guichet", "another"] })),
        ("no audience", json!({ "aud": null })),
        ("nonce", json!({ "nonce": "another" })),
        ("no nonce", json!({ "nonce": null })),
        ("expired", json!({ "exp": now - 120 })),
        ("no end", json!({ "exp": null })),
        ("access token", json!({ "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" })),
        ("no subject", json!({ "sub": null })),
        ("subject of another kind", json!({ "sub": 1 })),
    ];
    let browser = app.anonymous();
    for (lie, claims) in lies {
        liar.claim(&claims);
        let answer = liar.sign_in(&browser).await;
        assert_eq!(answer.status, 502, "{lie}: {}", title(&answer));
        assert_refused(&answer, 502, "an answer we cannot trust");
        assert!(!is_signed_in(&browser).await, "{lie}");
    }
    // Nothing is locked: the truth signs in at once.
    liar.claim(&json!({}));
    assert_eq!(liar.sign_in(&browser).await.header("location"), "/en/contact");
    assert!(is_signed_in(&browser).await);
}

/// What a lie changes of what the provider says.
type Change = fn(&mut Says);

#[tokio::test(flavor = "multi_thread")]
async fn a_token_under_another_key_signs_nobody_in() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    let lies: [(&str, Change); 4] = [
        ("another key of the same name", |says| says.signs_with = (7, "one")),
        ("a key that is not published", |says| says.signs_with = (7, "seven")),
        ("no signature", |says| says.algorithm = "none"),
        ("the public key as a shared secret", |says| says.algorithm = "HS256"),
    ];
    for (lie, change) in lies {
        liar.say(|says| {
            *says = Says::default();
            change(says);
        });
        let answer = liar.sign_in(&browser).await;
        assert_eq!(answer.status, 502, "{lie}: {}", title(&answer));
        assert_refused(&answer, 502, "an answer we cannot trust");
    }
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_may_change_its_keys() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    for key in [(1, "one"), (2, "two"), (3, "two")] {
        liar.say(|says| (says.signs_with, says.publishes) = (key, vec![key]));
        let browser = app.anonymous();
        assert_eq!(liar.sign_in(&browser).await.status, 303, "{key:?}");
        assert!(is_signed_in(&browser).await);
    }
    assert_eq!(liar.says.lock().unwrap().key_requests, 3, "keys are asked for when one is unknown");
    app.wait(61.minutes());
    liar.way(&app.anonymous()).await;
    assert_eq!(liar.says.lock().unwrap().key_requests, 4, "and once an hour");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_another_issuer_is_none() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    let back = liar.way(&browser).await;
    let answer = browser.get(&format!("{back}&iss=https%3A%2F%2Fevil.example")).await;
    assert_refused(&answer, 502, "an answer we cannot trust");
    let right = format!("&iss={}", liar.issuer.replace(':', "%3A").replace('/', "%2F"));
    let back = liar.way(&browser).await + &right;
    assert_eq!(browser.get(&back).await.status, 303);

    // One that says it always names itself must.
    let liar = Liar::start().await;
    liar.say(|says| says.names_issuer = true);
    let app = portal(provider(&liar.issuer));
    let answer = liar.sign_in(&app.anonymous()).await;
    assert_refused(&answer, 502, "an answer we cannot trust");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_at_another_providers_address_is_none() {
    let liar = Liar::start().await;
    let other = OidcSettings { id: "other".to_owned(), ..provider(&liar.issuer) };
    let app =
        TestApp::small_with(|portal| portal.oidc = vec![provider(&liar.issuer), other.clone()]);
    let browser = app.anonymous();
    let back = liar.way(&browser).await.replace("/callback/id?", "/callback/other?");
    assert_refused(&browser.get(&back).await, 400, super::flow::STALE);
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_answer_is_a_clear_page() {
    let untrusted = "an answer we cannot trust";
    let silent = "Example ID is not answering";
    let stale = "This sign-in is no longer valid";
    let cases = [
        ("token", StatusCode::OK, Answered::Html, 502, untrusted),
        ("token", StatusCode::OK, Answered::Flood, 502, untrusted),
        ("token", StatusCode::FOUND, Answered::Elsewhere, 502, untrusted),
        ("token", StatusCode::INTERNAL_SERVER_ERROR, Answered::Html, 503, silent),
        ("token", StatusCode::UNAUTHORIZED, Answered::Error("invalid_client"), 502, untrusted),
        ("token", StatusCode::BAD_REQUEST, Answered::Error("invalid_grant"), 400, stale),
    ];
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let browser = app.anonymous();
    for (endpoint, status, answered, expected, words) in cases {
        let back = liar.way(&browser).await;
        liar.say(|says| says.instead = Some((endpoint, status, answered)));
        let answer = browser.get(&back).await;
        assert_refused(&answer, expected, words);
        assert_eq!(answer.header("retry-after"), if expected == 503 { "60" } else { "" });
        liar.say(|says| says.instead = None);
    }
    assert_eq!(liar.sign_in(&browser).await.status, 303, "and then it goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_description_that_is_not_the_providers_leads_nowhere() {
    for (endpoint, status, answered, expected) in [
        ("description", StatusCode::OK, Answered::Html, 502),
        ("description", StatusCode::NOT_FOUND, Answered::Html, 502),
        ("description", StatusCode::FOUND, Answered::Elsewhere, 502),
        ("description", StatusCode::BAD_GATEWAY, Answered::Html, 503),
        ("keys", StatusCode::OK, Answered::Flood, 502),
    ] {
        let liar = Liar::start().await;
        let app = portal(provider(&liar.issuer));
        liar.say(|says| says.instead = Some((endpoint, status, answered)));
        let browser = app.anonymous();
        let answer = browser.get("/en/sign-in/with/id").await;
        assert_eq!(answer.status, expected, "{endpoint} {status}");
        liar.say(|says| says.instead = None);
        assert_eq!(
            liar.sign_in(&browser).await.status,
            303,
            "{endpoint} {status}: nothing is kept"
        );
    }
    let liar = Liar::start().await;
    liar.say(|says| says.described_issuer = Some("https://evil.example"));
    let app = portal(provider(&liar.issuer));
    let answer = app.anonymous().get("/en/sign-in/with/id").await;
    assert_refused(&answer, 502, "an answer we cannot trust");
}
