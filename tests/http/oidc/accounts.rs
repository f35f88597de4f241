//! Whose account a provider opens, and where the person then belongs.

use guichet_model::viewer::{Role, StaffRole, Tier};
use guichet_server::settings::OidcSettings;
use guichet_storage::{Account, Organisation};
use guichet_tests::{TestApp, on_runtime};
use serde_json::json;

use super::{
    assert_refused, is_signed_in, liar::Liar, organisation, portal, provider, telling_provider,
};

const TAKEN: &str = "An account with your address exists already";

fn account(app: &TestApp, email: &str) -> Option<Account> {
    on_runtime(app.state.accounts.storage.account_by_email(&email.parse().unwrap())).unwrap()
}

/// The organisations of an account and its roles there, by name.
fn memberships(app: &TestApp, email: &str) -> Vec<(String, Role)> {
    let account = account(app, email).expect("the account is there");
    let found = on_runtime(app.state.accounts.storage.memberships(&account.id)).unwrap();
    found.into_iter().map(|one| (one.organisation.name, one.role)).collect()
}

fn role_in(organisation: &Organisation, role: Role) -> (String, Role) {
    (organisation.name.clone(), role)
}

#[tokio::test(flavor = "multi_thread")]
async fn organisation_and_role_follow_the_providers_word_at_each_sign_in() {
    let liar = Liar::start().await;
    let app = portal(telling_provider(&liar.issuer));
    let one = organisation(&app, "crm-1", Tier::Paid, &[]);
    let two = organisation(&app, "crm-2", Tier::Free, &[]);
    let email = "ana@lumiere.example";
    for (claims, expected, leads_to) in [
        (
            json!({ "organisation": "crm-1", "roles": "admin" }),
            vec![role_in(&one, Role::Administrator)],
            "/en/contact",
        ),
        (
            json!({ "organisation": "crm-1", "roles": ["user"] }),
            vec![role_in(&one, Role::Member)],
            "/en/contact",
        ),
        (
            json!({ "organisation": ["crm-1", "crm-2", "crm-9"], "roles": ["admin"] }),
            vec![role_in(&one, Role::Administrator), role_in(&two, Role::Administrator)],
            "/en/account/organisation?next=%2Fen%2Fcontact",
        ),
        (json!({ "organisation": "crm-2" }), vec![role_in(&two, Role::Member)], "/en/contact"),
        (json!({ "organisation": "crm-9" }), vec![], "/en/contact"),
        (
            json!({ "organisation": "crm-1", "roles": ["admin"] }),
            vec![role_in(&one, Role::Administrator)],
            "/en/contact",
        ),
        (json!({}), vec![], "/en/contact"),
    ] {
        liar.claim(&claims);
        let answer = liar.sign_in(&app.anonymous()).await;
        assert_eq!((answer.status, answer.header("location")), (303, leads_to), "{claims}");
        assert_eq!(memberships(&app, email), expected, "{claims}");
    }
    assert_eq!(account(&app, email).unwrap().staff, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_becomes_staff_by_a_providers_word() {
    let liar = Liar::start().await;
    let app = portal(OidcSettings {
        administrator_values: vec!["operator".to_owned()],
        ..telling_provider(&liar.issuer)
    });
    liar.claim(&json!({ "roles": ["operator", "agent"], "staff": "operator" }));
    let browser = app.anonymous();
    liar.sign_in(&browser).await;
    assert_eq!(account(&app, "ana@lumiere.example").unwrap().staff, None);
    assert_eq!(browser.get("/en/desk").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verified_domain_makes_a_member_and_takes_no_role_away() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    let one = organisation(&app, "crm-1", Tier::Paid, &["lumiere.example"]);
    liar.sign_in(&app.anonymous()).await;
    assert_eq!(memberships(&app, "ana@lumiere.example"), [role_in(&one, Role::Member)]);
    let ana = account(&app, "ana@lumiere.example").unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_membership(&ana.id, &one.id, Role::Administrator, now)).unwrap();
    liar.sign_in(&app.anonymous()).await;
    assert_eq!(memberships(&app, "ana@lumiere.example"), [role_in(&one, Role::Administrator)]);
    // An address elsewhere belongs nowhere.
    liar.claim(&json!({ "sub": "2", "email": "ben@elsewhere.example" }));
    liar.sign_in(&app.anonymous()).await;
    assert_eq!(memberships(&app, "ben@elsewhere.example"), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_opens_by_its_address_only_where_the_provider_may_speak_for_it() {
    let liar = Liar::start().await;
    let email = "ana@lumiere.example";
    let trusting = OidcSettings { trust_email: true, ..provider(&liar.issuer) };
    let narrow =
        |domain: &str| OidcSettings { domains: vec![domain.to_owned()], ..provider(&liar.issuer) };
    for (settings, domain_is_verified, claims, opens) in [
        (provider(&liar.issuer), false, json!({}), false),
        (provider(&liar.issuer), true, json!({}), true),
        (narrow("lumiere.example"), true, json!({}), true),
        (narrow("elsewhere.example"), true, json!({}), false),
        (trusting.clone(), false, json!({}), true),
        (trusting, false, json!({ "email_verified": null }), true),
    ] {
        let app = portal(settings.clone());
        app.given_account(email, None, None);
        if domain_is_verified {
            organisation(&app, "crm-1", Tier::Paid, &["lumiere.example"]);
        }
        liar.claim(&claims);
        let browser = app.anonymous();
        let answer = liar.sign_in(&browser).await;
        if opens {
            assert_eq!(answer.status, 303, "{settings:?} {domain_is_verified} {claims}");
            // From now on the identity opens it, whatever becomes of the address.
            liar.claim(&json!({ "email": "new@lumiere.example", "email_verified": false }));
            assert_eq!(liar.sign_in(&app.anonymous()).await.status, 303);
            assert_eq!(account(&app, "new@lumiere.example"), None);
        } else {
            assert_refused(&answer, 403, TAKEN);
            assert!(!is_signed_in(&browser).await);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_nobody_verified_opens_and_creates_nothing() {
    let liar = Liar::start().await;
    for (settings, claims) in [
        (provider(&liar.issuer), json!({ "email_verified": null })),
        (provider(&liar.issuer), json!({ "email_verified": false })),
        (provider(&liar.issuer), json!({ "email": null })),
        (provider(&liar.issuer), json!({ "email": "an\u{430}@lumiere.example" })),
        (
            OidcSettings { trust_email: true, ..provider(&liar.issuer) },
            json!({ "email_verified": false }),
        ),
    ] {
        let app = portal(settings);
        organisation(&app, "crm-1", Tier::Paid, &["lumiere.example"]);
        liar.claim(&claims);
        assert_refused(&liar.sign_in(&app.anonymous()).await, 403, "not confirmed yet");
        assert_eq!(account(&app, "ana@lumiere.example"), None, "{claims}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_are_opened_by_the_operators_word_alone() {
    let liar = Liar::start().await;
    for (trust_email, status) in [(false, 403), (true, 303)] {
        let app = portal(OidcSettings { trust_email, ..provider(&liar.issuer) });
        organisation(&app, "crm-1", Tier::Paid, &["lumiere.example"]);
        app.given_account("ana@lumiere.example", None, Some(StaffRole::Agent));
        assert_eq!(liar.sign_in(&app.anonymous()).await.status, status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_account_stays_shut() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    liar.sign_in(&app.anonymous()).await;
    let ana = account(&app, "ana@lumiere.example").unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_account_suspended(&ana.id, true, now)).unwrap();
    let browser = app.anonymous();
    assert_refused(&liar.sign_in(&browser).await, 403, "This account is suspended");
    on_runtime(storage.set_account_suspended(&ana.id, false, now)).unwrap();
    assert_eq!(liar.sign_in(&browser).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_step_is_asked_for_after_a_provider_too() {
    let liar = Liar::start().await;
    let app = portal(provider(&liar.issuer));
    liar.sign_in(&app.anonymous()).await;
    let ana = account(&app, "ana@lumiere.example").unwrap();
    crate::second_factor::given_second_factor(&app, &ana);
    let browser = app.anonymous();
    assert_eq!(liar.sign_in(&browser).await.header("location"), "/en/sign-in/code");
    assert!(!is_signed_in(&browser).await);
}
