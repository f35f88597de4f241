//! The way through a real provider: npm's `oidc-provider`, which `cargo xtask test` installs.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    sync::OnceLock,
};

use axum::body::Body;
use guichet_model::viewer::{Role, Tier};
use guichet_tests::{TestApp, on_runtime, workspace};
use http::{Request, header};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use serde_json::json;

use super::{
    assert_refused, begin, is_signed_in, organisation, portal, provider, telling_provider,
};

/// The issuer of a provider that runs as long as the tests do.
fn issuer() -> &'static str {
    // The provider ends when its input does, which is when this process ends.
    static RUNNING: OnceLock<(Child, BufReader<ChildStdout>, String)> = OnceLock::new();
    let (_, _, issuer) = RUNNING.get_or_init(|| {
        let library = std::env::var_os("GUICHET_OIDC_PROVIDER").map_or_else(
            || workspace().join("target/npm/http/node_modules/oidc-provider"),
            PathBuf::from,
        );
        assert!(library.is_dir(), "{}: `cargo xtask test` installs it", library.display());
        let people = json!({
            "redirect_uri": "https://help.example/sign-in/callback/id",
            "accounts": {
                "ana": {
                    "email": "Ana@Lumiere.example", "email_verified": true, "name": "Ana Díaz",
                    "organisation": "crm-1", "roles": ["admin", "editor"],
                },
                "ben": { "email": "ben@lumiere.example", "email_verified": false, "name": "Ben" },
            },
        });
        let mut child = Command::new("node")
            .arg(workspace().join("tests/http/oidc/provider.js"))
            .arg(people.to_string())
            .env("GUICHET_OIDC_PROVIDER", library)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Node.js is there");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output is piped"));
        output.read_line(&mut line).expect("it says its issuer");
        // Its output stays open: it may say more.
        (child, output, line.trim().to_owned())
    });
    assert!(issuer.starts_with("http://"), "the provider does not start");
    issuer
}

/// A portal whose clock goes as the provider's does.
fn portal_of_today(settings: guichet_server::settings::OidcSettings) -> TestApp {
    let app = portal(settings);
    #[expect(clippy::disallowed_methods, reason = "a real provider has the system's clock")]
    app.state.clock.set(jiff::Timestamp::now());
    app
}

/// Signs in at the provider as somebody; answers the address that it leads back to.
async fn at_provider(location: &str, who: &str) -> String {
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    let mut jar: BTreeMap<String, String> = BTreeMap::new();
    let mut address = url::Url::parse(&format!("{location}&login_hint={who}")).unwrap();
    for _ in 0..8 {
        if address.host_str() == Some("help.example") {
            return format!("{}?{}", address.path(), address.query().unwrap_or(""));
        }
        let cookies: Vec<String> =
            jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::get(address.as_str())
            .header(header::COOKIE, cookies.join("; "))
            .body(Body::empty())
            .unwrap();
        let answer = client.request(request).await.unwrap();
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            jar.insert(name.to_owned(), value.to_owned());
        }
        let to = answer.headers().get(header::LOCATION).expect("the provider leads on");
        address = address.join(to.to_str().unwrap()).unwrap();
    }
    panic!("the provider leads round in circles: {address}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_through_a_real_provider_and_comes_back_where_they_were() {
    let app = portal_of_today(telling_provider(issuer()));
    let organisation = organisation(&app, "crm-1", Tier::Paid, &[]);
    let browser = app.anonymous();

    let page = browser.get("/en/sign-in?next=/en/contact").await;
    let button = "href=\"/en/sign-in/with/id?next=%2Fen%2Fcontact\"";
    assert!(page.text().contains(button), "{}", page.text());
    assert!(page.text().contains("Continue with Example ID"));

    let location = begin(&browser, "/en/contact").await;
    for part in [
        "response_type=code",
        "client_id=guichet",
        "code_challenge_method=S256",
        "scope=openid+email+profile",
        "ui_locales=en",
        "redirect_uri=https%3A%2F%2Fhelp.example%2Fsign-in%2Fcallback",
    ] {
        assert!(location.contains(part), "{part} in {location}");
    }
    let back = at_provider(&location, "ana").await;
    assert!(back.contains("iss=http"), "RFC 9207: {back}");
    let answer = browser.get(&back).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/en/contact"));
    assert!(is_signed_in(&browser).await);

    let storage = &app.state.accounts.storage;
    let email = "ana@lumiere.example".parse().unwrap();
    let account = on_runtime(storage.account_by_email(&email)).unwrap().unwrap();
    assert_eq!(
        (account.name.as_str(), account.password_hash, account.staff),
        ("Ana Díaz", None, None)
    );
    let memberships = on_runtime(storage.memberships(&account.id)).unwrap();
    assert_eq!(memberships.len(), 1);
    assert_eq!(
        (&memberships[0].organisation.id, memberships[0].role),
        (&organisation.id, Role::Administrator)
    );
    let page = browser.get("/en/account").await;
    for words in ["Ana Díaz", "Example ID", &organisation.name, "Administrator"] {
        assert!(page.text().contains(words), "{words}");
    }

    // The same person again is the same account.
    let again = app.anonymous();
    let back = at_provider(&begin(&again, "").await, "ana").await;
    assert_eq!(again.get(&back).await.header("location"), "/en/");
    assert!(is_signed_in(&again).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_no_at_the_provider_may_try_again() {
    let app = portal_of_today(provider(issuer()));
    let browser = app.anonymous();
    let back = at_provider(&begin(&browser, "/en/contact").await, "nobody").await;
    let answer = browser.get(&back).await;
    assert_refused(&answer, 403, "Example ID did not sign you in");
    assert!(answer.text().contains("href=\"/en/sign-in/with/id?next=%2Fen%2Fcontact\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_the_provider_has_not_seen_opens_nothing() {
    let app = portal_of_today(provider(issuer()));
    let browser = app.anonymous();
    let back = at_provider(&begin(&browser, "").await, "ben").await;
    assert_refused(&browser.get(&back).await, 403, "not confirmed yet");
    let email = "ben@lumiere.example".parse().unwrap();
    let account = on_runtime(app.state.accounts.storage.account_by_email(&email)).unwrap();
    assert_eq!(account, None);
}
