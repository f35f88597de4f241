//! Nothing that is not for a viewer reaches them: every kind of viewer × every address × every way to ask, on both databases.
//!
//! Addresses come from the router's own list and from [`Page`], so that a new one is covered without being named here.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::{
    ArticleKey, Audience, Page, Policy, Viewer,
    article::visible,
    contact::{Access, contact_access},
    status::{ComponentState, IncidentId},
    viewer::StaffRole,
};
use guichet_server::{accounts::cookie, router, status::write::Opening};
use guichet_storage::{TokenHash, testing};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, actor_of},
    on_runtime, opening,
};

const PHONE: &str = "+99 5550 8361";
const CHAT: &str = "chat.canary.example";
const EMAIL: &str = "desk@canary.example";
const FOR_CUSTOMERS: &str = "quetzalcoatl";
const FOR_ADMINS: &str = "tezcatlipoca";
const WORKAROUND: &str = "xochiquetzal";
const CREDIT: &str = "chalchiuhtlicue";
const REPORT: &str = "mictlantecuhtli";

const POLICY: &str = r#"
[[editions]]
id = "plus"
name = "Plus"
tier = "paid"
[[editions]]
id = "old"
name = "Old"
tier = "free"
[[services]]
id = "mail"
name = "Mail"
[[channels]]
kind = "phone"
[[channels.desks]]
languages = ["en", "fr"]
entries = [{ label = "Nowhere", value = "+99 5550 8361" }]
[[channels]]
kind = "chat"
[[channels.desks]]
languages = ["en"]
entries = [{ value = "https://chat.canary.example/open" }]
[[channels]]
kind = "email"
[[channels.desks]]
languages = ["en"]
entries = [{ value = "desk@canary.example" }]
[[forums]]
name = "Forum"
url = "https://forum.example/"
"#;

/// A word that only some may ever receive.
struct Secret {
    text: &'static str,
    opens: fn(Viewer, &Policy) -> bool,
}

fn entitled(viewer: Viewer, policy: &Policy) -> bool {
    matches!(contact_access(viewer, policy), Access::Granted { .. })
}

const SECRETS: [Secret; 8] = [
    Secret { text: WORKAROUND, opens: entitled },
    Secret { text: CREDIT, opens: entitled },
    Secret { text: REPORT, opens: entitled },
    Secret { text: PHONE, opens: entitled },
    Secret { text: CHAT, opens: entitled },
    Secret { text: EMAIL, opens: entitled },
    Secret { text: FOR_CUSTOMERS, opens: |viewer, _| visible(Audience::Customers, viewer) },
    Secret { text: FOR_ADMINS, opens: |viewer, _| visible(Audience::Admins, viewer) },
];

fn app(database: Option<String>) -> TestApp {
    let restricted = |audience: &str, word: &str| {
        format!(
            "---\ntitle: The {word} of {audience}\ndescription: About {word}.\naudience: {audience}\nservices: [mail]\nkeywords: [{word}]\n---\nAll about {word} and filters.\n\n## Heading {word}\nWords.\n"
        )
    };
    let open = "---\ntitle: Open words\nservices: [mail]\nrelated: [mail/customers, mail/admins]\n---\nFilters, see [this](customers.md) and [that](admins.md).\n";
    let (customers, admins) =
        (restricted("customers", FOR_CUSTOMERS), restricted("admins", FOR_ADMINS));
    let files = [
        ("portal.toml", POLICY),
        ("articles/en/mail/open.md", open),
        ("articles/fr/mail/open.md", open),
        ("articles/en/mail/customers.md", &customers),
        ("articles/en/mail/admins.md", &admins),
    ];
    let app = TestApp::given_content_with(&files, |settings| {
        settings.database = database.map(guichet_server::settings::Concealed);
    });
    let opening = Opening {
        id: Some(IncidentId::example()),
        ..opening("Filters do nothing", ComponentState::PartialOutage)
    };
    let id = app.given_incident(&opening);
    for (part, words) in [("workaround", WORKAROUND), ("credit", CREDIT), ("report", REPORT)] {
        app.given_words(&id, part, words);
    }
    app
}

/// What stands for the variable parts of the router's addresses.
fn filled(path: &str) -> Vec<String> {
    let articles = ["open", "customers", "admins", "none"];
    let known = path
        .replace("{locale}", "en")
        .replace("{category}", "mail")
        .replace("{name}", "none.css")
        .replace("{*path}", "images/none.svg")
        .replace("{*rest}", "v1/nowhere")
        .replace("{step}", "evidence")
        .replace("{provider}", "none")
        .replace("{id}", "none")
        .replace("{external_id}", "acme")
        .replace("{reference}", "00000019")
        .replace("{email}", "ana@example.org");
    let all: Vec<String> = if known.contains("{slug}") {
        articles.iter().map(|slug| known.replace("{slug}", slug)).collect()
    } else {
        vec![known]
    };
    for path in &all {
        assert!(!path.contains('{'), "tell this test what to put into {path}");
    }
    all
}

pub(crate) fn addresses(app: &TestApp) -> Vec<String> {
    // A stream never ends, and says that something changed, never what: a test of its own reads its lines.
    let streams = |path: &&str| path.starts_with("/live/") || path.ends_with("/live");
    let mut all: Vec<String> =
        router::paths().filter(|path| !streams(path)).flat_map(filled).collect();
    for locale in app.state.snapshot().library.locales() {
        for slug in ["open", "customers", "admins", "none"] {
            let key = ArticleKey::parse(&format!("mail/{slug}")).unwrap();
            all.extend(Page::kinds(&key).iter().map(|page| page.path(locale)));
        }
    }
    all.extend(app.state.assets.names().map(|name| format!("/assets/{name}")));
    let asked = [
        "/",
        "/nowhere",
        "/en/nowhere",
        "/en/%ff",
        "/en/contact/",
        "/en/contact?next=/en/contact",
        "/en/contact/chat?language=en",
        "/en/contact/chat?language=en",
        "/en/sign-in?next=/en/contact",
        "/en/sign-in/personal",
        "/en/search?q=filters",
        "/en/search?q=heading&page=2",
        "/en/search?q=words&category=mail",
        "/api/v1/search?q=filters",
        "/api/v1/search?q=heading&explain=1",
        "/api/v1/search?q=filters&category=mail&service=mail",
        "/api/v1/search?q=fi&as_you_type=1",
        "/api/v1/suggest?q=the",
        "/api/v1/suggest?q=a",
        "/api/v1/contact",
        "/api/v1/contact?locale=fr",
    ];
    all.extend(asked.map(str::to_owned));
    all.sort();
    all.dedup();
    all
}

/// Everything an answer says, in headers and body.
fn said(answer: &Answer) -> String {
    let headers = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}\n"));
    headers.collect::<String>() + &String::from_utf8_lossy(&answer.body)
}

/// Fails when an answer says something that its reader may not know, or leaves what few may know to a cache.
fn judge(viewer: Viewer, policy: &Policy, what: &str, answer: &Answer) {
    let said = said(answer);
    for secret in &SECRETS {
        if !said.contains(secret.text) {
            continue;
        }
        assert!((secret.opens)(viewer, policy), "{what} gives {} to {viewer:?}", secret.text);
        let kept = answer.header("cache-control");
        assert_eq!(kept, "private, no-store", "{what} leaves {} to caches", secret.text);
        assert_eq!(answer.header("etag"), "", "{what} names what {} is part of", secret.text);
    }
}

async fn read_everything(app: &TestApp, actor: &Actor<'_>, viewer: Viewer, who: &str) {
    let snapshot = app.state.snapshot();
    let policy = snapshot.library.policy();
    for path in addresses(app) {
        let plain = actor.get(&path).await;
        judge(viewer, policy, &format!("GET {path} as {who}"), &plain);
        let head = actor.send(Request::head(&path), Body::empty()).await;
        judge(viewer, policy, &format!("HEAD {path} as {who}"), &head);
        let conditional = Request::get(&path).header(header::IF_NONE_MATCH, "*");
        let conditional = actor.send(conditional, Body::empty()).await;
        judge(viewer, policy, &format!("If-None-Match {path} as {who}"), &conditional);
    }
}

async fn try_everything(app: &TestApp, kind: &'static str, viewer: Viewer) {
    let snapshot = app.state.snapshot();
    let policy = snapshot.library.policy();
    for path in addresses(app) {
        for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            // What changes something may end the session: each has a person of its own.
            let actor = actor_of(app, kind);
            let request = Request::builder()
                .method(method)
                .uri(&path)
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = actor.send(request, Body::from("next=%2Fen%2Fcontact")).await;
            judge(viewer, policy, &format!("{method} {path} as {kind}"), &answer);
        }
    }
}

/// A member of staff who looks at the portal with other eyes.
fn viewing_as<'a>(app: &'a TestApp, kind: &str) -> Actor<'a> {
    let email = format!("agent-as-{kind}@portal.example");
    let actor = app.signed_in(&app.given_account(&email, None, Some(StaffRole::Agent)), None);
    let token = actor.cookie(cookie::name(&app.state.settings)).unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(async {
        let session = storage.session(&TokenHash::of(&token), now, now).await.unwrap().unwrap();
        storage.set_view_as(&session.session.id, Some(kind)).await.unwrap();
    });
    actor
}

async fn nothing_leaks(app: &TestApp) {
    // Those who may see come first, so that whatever they left behind is found by those who may not.
    let mut kinds = Viewer::KINDS;
    kinds.reverse();
    for (kind, viewer) in kinds {
        read_everything(app, &actor_of(app, kind), viewer, kind).await;
        try_everything(app, kind, viewer).await;
        read_everything(app, &viewing_as(app, kind), viewer, &format!("staff as {kind}")).await;
    }
    let stranger = app.anonymous();
    stranger.set_cookie(cookie::name(&app.state.settings), "0123456789abcdef");
    read_everything(app, &stranger, Viewer::Anonymous, "someone with a made-up session").await;
}

#[tokio::test]
async fn nothing_leaks_with_sqlite() {
    nothing_leaks(&app(None)).await;
}

#[tokio::test]
async fn nothing_leaks_with_postgresql() {
    let database = on_runtime(testing::cluster().database());
    nothing_leaks(&app(Some(database))).await;
}

/// The matrix proves something only if the entitled do see what it looks for.
#[tokio::test]
async fn the_entitled_see_what_nobody_else_does() {
    let app = app(None);
    let admin = actor_of(&app, "paid_administrator");
    for (path, texts) in [
        ("/en/contact", &[PHONE, EMAIL][..]),
        ("/en/contact/chat?language=en", &[CHAT]),
        ("/api/v1/contact", &[PHONE, CHAT, EMAIL]),
        ("/en/status", &[WORKAROUND, CREDIT, REPORT]),
        ("/en/status/incidents/example", &[WORKAROUND, CREDIT, REPORT]),
    ] {
        let answer = admin.get(path).await;
        for text in texts {
            assert!(said(&answer).contains(text), "{path} lacks {text}");
        }
    }
    let member = actor_of(&app, "paid_member");
    for path in
        ["/en/articles/mail/customers", "/en/search?q=quetzalcoatl", "/api/v1/search?q=filters"]
    {
        assert!(said(&member.get(path).await).contains(FOR_CUSTOMERS), "{path}");
        assert!(
            said(
                &admin
                    .get(&path.replace("customers", "admins").replace(FOR_CUSTOMERS, FOR_ADMINS))
                    .await
            )
            .contains(FOR_ADMINS),
            "{path}"
        );
    }
}
