//! Signing in through identity providers: a real one, one that lies, and whose account opens to whom.

mod accounts;
mod flow;
mod liar;
mod lies;
mod real;

use guichet_model::viewer::Tier;
use guichet_server::settings::{Concealed, OidcSettings};
use guichet_storage::{Organisation, OrganisationChange};
use guichet_tests::{Answer, TestApp, actors::Actor, on_runtime};

const SESSION: &str = "__Host-session";

/// A provider of the settings, called `id` and `Example ID`.
fn provider(issuer: &str) -> OidcSettings {
    OidcSettings {
        id: "id".to_owned(),
        name: "Example ID".to_owned(),
        issuer: issuer.to_owned(),
        client_id: "guichet".to_owned(),
        client_secret: Some(Concealed("shared".to_owned())),
        scopes: vec!["email".to_owned(), "profile".to_owned()],
        trust_email: false,
        domains: Vec::new(),
        organisation_claim: None,
        role_claim: None,
        administrator_values: Vec::new(),
    }
}

/// The same provider, which tells organisations and roles.
fn telling_provider(issuer: &str) -> OidcSettings {
    OidcSettings {
        organisation_claim: Some("organisation".to_owned()),
        role_claim: Some("roles".to_owned()),
        administrator_values: vec!["admin".to_owned()],
        ..provider(issuer)
    }
}

/// A portal of one's own with this provider.
fn portal(settings: OidcSettings) -> TestApp {
    TestApp::small_with(|portal| portal.oidc = vec![settings])
}

/// An organisation that billing calls `external_id`, with verified domains.
fn organisation(app: &TestApp, external_id: &str, tier: Tier, domains: &[&str]) -> Organisation {
    let new = OrganisationChange {
        name: Some(format!("Organisation {external_id}")),
        edition: Some(app.edition(tier)),
        domains: Some(domains.iter().map(|&domain| domain.to_owned()).collect()),
        ..OrganisationChange::default()
    };
    let storage = &app.state.accounts.storage;
    let now = app.state.clock.now();
    on_runtime(storage.create_organisation(Some(external_id), &new, now)).unwrap()
}

/// Begins the way; answers where it leads.
async fn begin(browser: &Actor<'_>, next: &str) -> String {
    let answer = browser.get(&format!("/en/sign-in/with/id?next={next}")).await;
    assert_eq!(answer.status, 303, "{}", title(&answer));
    assert_eq!(answer.header("cache-control"), "private, no-store");
    answer.header("location").to_owned()
}

/// A parameter of an address.
fn parameter(address: &str, name: &str) -> String {
    let address = url::Url::parse(address).unwrap();
    let found = address.query_pairs().find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// What a page says first.
fn title(answer: &Answer) -> &str {
    answer
        .text()
        .split("<title>")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .unwrap_or_default()
}

/// Whether the browser is signed in, by what pages show it.
async fn is_signed_in(browser: &Actor<'_>) -> bool {
    browser.get("/en/account").await.status == 200
}

/// That nobody was signed in, and the page says why and how to go on.
fn assert_refused(answer: &Answer, status: u16, words: &str) {
    let text = answer.text();
    assert_eq!(answer.status, status, "{}", title(answer));
    assert!(text.contains(words), "`{words}` in {}", title(answer));
    assert!(text.contains("href=\"/en/sign-in"), "a way on");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    for cookie in answer.headers.get_all("set-cookie") {
        assert!(!cookie.to_str().unwrap().starts_with(SESSION), "{cookie:?}");
    }
}
