//! Every page that people see, with something on it: for whom it is, and where.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::{
    ArticleKey, Page,
    case::{CaseRef, NewCase},
    guided::FormStep,
    viewer::{Role, StaffRole, Tier},
};
use guichet_server::cases::{office::Office, rating};
use guichet_storage::Organisation;
use guichet_tests::{TestApp, actors::Actor, cases::new_case, on_runtime};

use crate::harness::Browser;

/// A word and an address that no line is wide enough for.
const LONG: &str =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const LONG_URL: &str = "https://mail.example/a/very/long/address/that/never/ends/and/has/no/place/to/break/0123456789abcdef0123456789abcdef";

/// Pages that one person sees.
pub(crate) struct Part {
    /// Who signs in for them; nobody for those that are everyone's.
    pub(crate) email: Option<&'static str>,
    pages: Vec<Page>,
    /// What follows the locale, for those that a page and its name are not enough for.
    more: Vec<String>,
}

impl Part {
    /// The addresses in a language.
    pub(crate) fn paths(&self, locale: &str) -> Vec<String> {
        let tag = locale.parse().expect("a locale");
        let pages = self.pages.iter().map(|page| page.path(&tag));
        pages.chain(self.more.iter().map(|more| format!("/{locale}{more}"))).collect()
    }
}

/// What everyone sees, whoever asks.
pub(crate) fn public() -> Part {
    let article = ArticleKey::parse("support/choose-a-priority").expect("a key");
    let more = ["/search?q=mail", "/search?q=zzzqqq", "/nowhere"];
    Part { email: None, pages: Page::kinds(&article).into(), more: more.map(str::to_owned).into() }
}

/// What those who are signed in see: someone in the middle of the form, with cases; someone who ends at the forum; an agent at work.
pub(crate) async fn personal(app: &TestApp) -> Vec<Part> {
    use FormStep::{Details, Evidence, Problem, Reach, Review, Service, Start, Workaround};
    let paid = app.given_organisation(&app.edition(Tier::Paid));
    let free = app.given_organisation(&app.edition(Tier::Free));
    let given = |email, organisation: Option<&Organisation>, role, staff| {
        let account = app.given_account(email, organisation.map(|o| (o, role)), staff);
        app.signed_in(&account, organisation)
    };
    let admin = given("tour@lumiere.example", Some(&paid), Role::Administrator, None);
    let sender = given("sender@lumiere.example", Some(&paid), Role::Administrator, None);
    let bo = given("bo@club.example", Some(&free), Role::Administrator, None);
    let member = given("member@lumiere.example", Some(&paid), Role::Member, None);
    let agent = given("agent@portal.example", None, Role::Member, Some(StaffRole::Agent));
    let opening =
        guichet_tests::opening(LONG, guichet_model::status::ComponentState::PartialOutage);
    let incident = app.given_incident(&opening);

    fill_in(&admin).await;
    attach(&admin).await;
    fill_in(&bo).await;
    fill_in(&member).await;
    let (talked, ended) = (talk(app, &admin, &agent).await, end(app, &admin, &agent).await);
    let unanswered = app.given_case(&sender, "One that nobody has answered yet");
    let link = [("do", "link"), ("incident", incident.as_str())];
    at_desk(app, &agent, &talked, &link).await;
    let webhook = [("action", "add"), ("url", LONG_URL)];
    assert_eq!(admin.post_form("/en/status/webhooks", &webhook).await.status, 200);
    let written = format!("/desk/status?incident={incident}");
    let sent = send(&sender).await;
    let rating = rating_of(app, &ended);

    let form = |steps: &[FormStep]| steps.iter().copied().map(Page::NewCase).collect::<Vec<_>>();
    let mut of_admin =
        form(&[Start, Service, Problem, Reach, Workaround, Details, Evidence, Review]);
    of_admin.extend([
        Page::Home,
        Page::Contact,
        Page::Account,
        Page::Cases,
        Page::Case(talked.clone()),
        Page::Case(ended.clone()),
        Page::Incident(incident),
        Page::StatusWebhooks,
    ]);
    let part = |email, pages, more| Part { email: Some(email), pages, more };
    vec![
        part("tour@lumiere.example", of_admin, vec![rating]),
        part("sender@lumiere.example", Vec::new(), vec![sent]),
        part("bo@club.example", form(&[Start, Review]), Vec::new()),
        part("member@lumiere.example", form(&[Start, Review]), Vec::new()),
        part(
            "agent@portal.example",
            vec![
                Page::Desk,
                Page::DeskCase(talked),
                Page::DeskCase(unanswered),
                Page::DeskCase(ended),
                Page::DeskFigures,
                Page::DeskStatus,
            ],
            vec![
                "/desk?status=all".to_owned(),
                "/desk/status?new=incident".to_owned(),
                "/desk/status?new=maintenance".to_owned(),
                written,
            ],
        ),
    ]
}

/// Signs in with a browser, in place of whoever was.
pub(crate) async fn sign_in(browser: &Browser, email: Option<&str>) {
    browser.goto("/en/policies").await;
    browser.client.delete_all_cookies().await.expect("cookies can be deleted");
    if let Some(email) = email {
        browser.goto("/en/sign-in?next=/en/policies").await;
        browser.sign_in(email).await;
        browser.until_at("/en/policies").await;
    }
}

/// Answers the form up to the details.
async fn fill_in(actor: &Actor<'_>) {
    let details = [("title", LONG), ("description", LONG_URL)];
    for (step, fields) in [
        ("service", &[("service", "mail")][..]),
        ("problem", &[("effect", "no_access"), ("since", "this morning")]),
        ("reach", &[("reach", "one")]),
        ("workaround", &[("workaround", "none")]),
        ("details", &details),
    ] {
        let done = actor.post_form(&format!("/en/contact/new/{step}"), fields).await;
        assert_eq!(done.status, 303, "{step}");
    }
}

async fn attach(actor: &Actor<'_>) {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{LONG}.log\"\r\n\r\n09:00 queued\r\n--edge--\r\n"
    );
    let request = Request::post("/en/contact/new/evidence")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    assert_eq!(actor.send(request, Body::from(body)).await.status, 303);
    let on = [("action", "continue")];
    assert_eq!(actor.post_form("/en/contact/new/evidence", &on).await.status, 303);
}

/// Sends what the form holds: what follows the locale in the address that says so.
async fn send(actor: &Actor<'_>) -> String {
    fill_in(actor).await;
    let on = [("action", "continue")];
    assert_eq!(actor.post_form("/en/contact/new/evidence", &on).await.status, 303);
    let done = actor.post_form("/en/contact/new/review", &[("level", "P2"), ("by", "phone")]).await;
    let to = done.header("location");
    to.strip_prefix("/en").unwrap_or_else(|| panic!("{to}")).to_owned()
}

/// A case in the middle of its life.
async fn talk(app: &TestApp, customer: &Actor<'_>, agent: &Actor<'_>) -> CaseRef {
    let reference = app.given_case_of(
        customer,
        NewCase { description: LONG_URL.to_owned(), ..new_case(LONG, "en") },
    );
    at_desk(
        app,
        agent,
        &reference,
        &[("do", "answer"), ("text", "Since when is it so?"), ("next", "theirs")],
    )
    .await;
    at_desk(app, agent, &reference, &[("do", "note"), ("note", "Looks like the filter.")]).await;
    let reply = [("do", "reply"), ("text", LONG_URL)];
    let page = Page::Case(reference.clone()).path(&"en".parse().expect("a locale"));
    assert_eq!(customer.post_form(&page, &reply).await.status, 303);
    let other = [("do", "reclassify"), ("priority", "P3"), ("reason", "One mailbox alone")];
    at_desk(app, agent, &reference, &other).await;
    reference
}

/// A case that has ended.
async fn end(app: &TestApp, customer: &Actor<'_>, agent: &Actor<'_>) -> CaseRef {
    let reference = app.given_case(customer, "Mail is late");
    let outcome = [("do", "resolve"), ("outcome", "other-team"), ("detail", LONG)];
    at_desk(app, agent, &reference, &outcome).await;
    reference
}

async fn at_desk(app: &TestApp, agent: &Actor<'_>, reference: &CaseRef, fields: &[(&str, &str)]) {
    let version = app.case(reference).version.to_string();
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    let desk = Page::DeskCase(reference.clone()).path(&"en".parse().expect("a locale"));
    let done = agent.post_form(&desk, &all).await;
    assert_eq!(done.status, 303, "{fields:?}: {}", done.text());
}

/// What follows the locale in the address of a questionnaire.
fn rating_of(app: &TestApp, reference: &CaseRef) -> String {
    let (case, snapshot) = (app.case(reference), app.state.snapshot());
    let url = on_runtime(rating::url(&Office::of(&app.state, &snapshot), &case));
    let url = url.expect("the database answers");
    let at = url.find("/en/").unwrap_or_else(|| panic!("{url}"));
    url[at + 3..].to_owned()
}
