//! Following the status: by mail, asked first and ended by one click; by signed webhooks that hold nobody up.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, Request, StatusCode},
    routing::post,
};
use base64::Engine as _;
use guichet_model::status::{ComponentState, Stage};
use guichet_server::{
    mail::outbox,
    settings::{Concealed, Settings},
    status::{
        hooks, notify,
        write::{self, Step},
    },
};
use guichet_storage::Texts;
use guichet_tests::{
    TestApp, article,
    mail_server::{Post, plain},
    on_runtime, opening, spawn, until,
};
use hmac::{Hmac, Mac as _};
use jiff::ToSpan as _;
use sha2::Sha256;

use super::status::POLICY;

pub(crate) fn portal(change: impl FnOnce(&mut Settings)) -> TestApp {
    let files = [
        ("portal.toml", POLICY),
        ("articles/en/mail/one.md", &article("One", "Words.")),
        ("articles/fr/mail/one.md", &article("Une", "Mots.")),
    ];
    TestApp::given_content_with(&files, change)
}

fn with_mail(post: &Post) -> TestApp {
    portal(|settings| {
        settings.smtp = Some(Concealed(format!("smtp://127.0.0.1:{}", post.port)));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
    })
}

/// Writes and sends all there is.
fn send_all(app: &TestApp) {
    while on_runtime(notify::spread(&app.state)).unwrap() {}
    while on_runtime(outbox::deliver(&app.state)).unwrap() > 0 {}
}

fn link(message: &str) -> String {
    let text = plain(message);
    let at = text.find("https://help.example/").unwrap_or_else(|| panic!("a link in {text}"));
    let address = text[at..]
        .split(|c: char| c.is_whitespace() || c == '"' || c == '<' || c == '>')
        .next()
        .unwrap();
    address.strip_prefix("https://help.example").unwrap().to_owned()
}

#[tokio::test]
async fn a_follower_is_asked_first_hears_of_what_they_chose_and_ends_it_by_one_click() {
    let mut post = Post::new();
    post.start();
    let app = with_mail(&post);
    let browser = app.anonymous();
    let page = browser.get("/fr/status").await;
    assert!(page.text().contains("name=\"follow-email\""), "{}", page.text());
    let bad = browser.post_form("/fr/status", &[("follow-email", "nobody")]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text().contains("nom@example.org"));
    let asked = browser
        .post_form("/fr/status", &[("follow-email", "ana@lumiere.example"), ("component", "mail")])
        .await;
    assert_eq!(asked.status, 200);
    assert!(asked.text().contains("Consultez votre messagerie"), "{}", asked.text());
    send_all(&app);
    let messages = post.wait_for(1).await;
    assert!(
        messages[0].contains("To: ana@lumiere.example")
            && messages[0].contains("Content-Language: fr")
    );
    let own = link(&messages[0]);
    assert!(own.starts_with("/fr/status/subscription?id="), "{own}");
    // Nothing is sent before, and looking at the link does not confirm: programs look at links, too.
    app.given_incident(&opening("Too early", ComponentState::PartialOutage));
    send_all(&app);
    let shown = browser.get(&own).await;
    assert!(shown.text().contains("Confirmez") && shown.text().contains("ana@lumiere.example"));
    app.given_incident(&opening("Still too early", ComponentState::PartialOutage));
    send_all(&app);
    assert_eq!(post.messages().len(), 1);
    let fields = [("action", "save"), ("component", "gone")];
    let refused = browser.post_form(&own, &fields).await;
    assert_eq!(refused.status, 422, "they would hear of everything");
    assert!(refused.text().contains("n’existent plus"), "{}", refused.text());
    let single = super::cases::portal();
    let fields = [("follow-email", "bo@lumiere.example"), ("component", "gone")];
    let refused = single.anonymous().post_form("/en/status", &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("no longer there"));
    assert!(!refused.text().contains("href=\"#components\""), "a single service has no choice");
    let refused = browser.post_form("/fr/status", &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("n’existent plus"), "{}", refused.text());
    let confirmed = browser.post_form(&own, &[("action", "save"), ("component", "mail")]).await;
    assert!(confirmed.text().contains("Nous vous écrirons"), "{}", confirmed.text());
    app.wait(1.minute());
    let mail = app.given_incident(&opening("Mail is slow", ComponentState::DegradedPerformance));
    let mut drive = opening("Drive is slow", ComponentState::DegradedPerformance);
    drive.components[0].0 = "drive".to_owned();
    app.given_incident(&drive);
    app.given_update(&mail, Stage::Resolved, "Mail is quick again.", None);
    send_all(&app);
    let messages = post.wait_for(3).await;
    assert_eq!(messages.len(), 3, "two of Mail, none of Drive");
    assert!(messages.iter().all(|message| !message.contains("Drive")));
    let news = &messages[1];
    let header = plain(&news.replace("\r\n ", " ").replace("\n ", " "));
    assert!(header.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{header}");
    assert!(header.contains(&format!("List-Unsubscribe: <https://help.example{own}>")), "{header}");
    // What a mail program sends: no cookies, no page of the portal.
    let one_click = Request::post(&own)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .unwrap();
    assert_eq!(app.ask(one_click).await.status, 200);
    app.given_incident(&opening("Unheard", ComponentState::PartialOutage));
    send_all(&app);
    assert_eq!(post.messages().len(), 3);
    assert_eq!(browser.get(&own).await.status, 410);
    let forged = own.replace("&key=", "&key=0");
    assert_eq!(browser.get(&forged).await.status, 410);
}

#[tokio::test]
async fn who_reads_a_language_that_is_not_offered_gets_links_that_work() {
    let mut post = Post::new();
    post.start();
    let app = with_mail(&post);
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let followers = [("rin@club.example", "ja"), ("luc@club.example", "fr-CA")]
        .map(|(who, locale)| (who.parse().unwrap(), locale.parse().unwrap(), Vec::new()));
    on_runtime(storage.import_subscribers(&followers, now)).unwrap();
    let id = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    send_all(&app);
    let messages = post.wait_for(2).await;
    for (to, language) in [("rin@", "en"), ("luc@", "fr")] {
        let message = messages.iter().find(|m| m.contains(&format!("To: {to}"))).unwrap();
        assert!(message.contains(&format!("Content-Language: {language}")), "{message}");
        let text = plain(&message.replace("\r\n ", " ").replace("\n ", " "));
        let own = format!("List-Unsubscribe: <https://help.example/{language}/status/subscription");
        assert!(text.contains(&own), "{text}");
        let (_, own) = text.split_once("List-Unsubscribe: <https://help.example").unwrap();
        let own = own.split('>').next().unwrap();
        assert_eq!(app.anonymous().get(own).await.status, 200, "{own}");
        let incident = format!("https://help.example/{language}/status/incidents/{id}");
        assert!(text.contains(&incident), "{text}");
    }
}

/// People who follow every service, and have confirmed it.
fn given_followers(app: &TestApp, count: usize) {
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let follower = |number| format!("p{number}@lumiere.example").parse().unwrap();
    let all: Vec<_> =
        (0..count).map(|n| (follower(n), "en".parse().unwrap(), Vec::new())).collect();
    assert_eq!(on_runtime(storage.import_subscribers(&all, now)).unwrap(), count as u64);
}

/// Writes all that there is room for, and takes it as if it were sent: to whom, and the subject.
fn written(app: &TestApp) -> Vec<(String, String)> {
    while on_runtime(notify::spread(&app.state)).unwrap() {}
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let letters = on_runtime(storage.claim(1_000, now + 1.hour(), now)).unwrap();
    for letter in &letters {
        on_runtime(storage.sent(&letter.id, now)).unwrap();
    }
    letters.into_iter().map(|l| (l.content.to.to_string(), l.content.subject)).collect()
}

#[tokio::test]
async fn news_to_many_wait_while_mail_does_and_then_go_on_where_they_stopped() {
    let app = with_mail(&Post::new());
    given_followers(&app, 450);
    app.given_incident(&opening("Mail is slow", ComponentState::DegradedPerformance));
    while on_runtime(notify::spread(&app.state)).unwrap() {}
    let waiting = || on_runtime(app.state.accounts.storage.waiting_mail()).unwrap();
    assert_eq!(waiting(), 400, "no more than leave in a while");
    assert!(!on_runtime(notify::spread(&app.state)).unwrap(), "nothing to do at once");
    assert_eq!(waiting(), 400);
    let first = written(&app);
    let rest = written(&app);
    assert_eq!((first.len(), rest.len()), (400, 50));
    let people: std::collections::BTreeSet<_> =
        first.into_iter().chain(rest).map(|l| l.0).collect();
    assert_eq!(people.len(), 450, "each was written to once");
    assert!(written(&app).is_empty());
}

#[tokio::test]
async fn after_mail_was_away_each_incident_is_told_once_as_it_stands() {
    let app = with_mail(&Post::new());
    given_followers(&app, 1);
    let open = |title: &str| app.given_incident(&opening(title, ComponentState::PartialOutage));
    let over = open("Long over");
    app.given_update(&over, Stage::Resolved, "It works.", None);
    app.wait(71.hours());
    let recent = open("Over by now");
    app.wait(30.minutes());
    app.given_update(&recent, Stage::Identified, "A disk is full.", None);
    let quiet = open("Ended quietly");
    open("Not over");
    app.wait(30.minutes());
    app.given_update(&recent, Stage::Resolved, "It works.", None);
    // The operator told nobody of this end; whoever hears of the beginning so late shall know it all the same.
    let storage = &app.state.accounts.storage;
    let found = on_runtime(storage.incident(&quiet)).unwrap().unwrap();
    let step = Step {
        stage: Stage::Resolved,
        body: Texts::from([("en".parse().unwrap(), "It works.".to_owned())]),
        components: Vec::new(),
        impact: None,
        at: None,
        announce: false,
    };
    let (snapshot, now) = (app.state.snapshot(), app.state.clock.now());
    let policy = snapshot.library.policy();
    on_runtime(write::update(storage, policy, &found, &step, None, now)).unwrap();
    app.wait(61.minutes());
    let fresh = open("New");
    app.given_update(&fresh, Stage::Identified, "A cable is cut.", None);
    let mut told: Vec<_> = written(&app).into_iter().map(|(_, subject)| subject).collect();
    told.sort();
    assert_eq!(
        told,
        [
            "Cause found: New",
            "Investigating: New",
            "Investigating: Not over",
            "Resolved: Ended quietly",
            "Resolved: Over by now",
        ]
    );
    assert!(on_runtime(storage.next_notice()).unwrap().is_none(), "nothing is left to tell");
}

#[tokio::test]
async fn nobodys_mailbox_is_filled_and_nobody_learns_who_follows() {
    let post = Post::new();
    let app = with_mail(&post);
    let ask = async |browser: &guichet_tests::actors::Actor<'_>| {
        browser.post_form("/en/status", &[("follow-email", "bo@club.example")]).await
    };
    for n in 0..6 {
        let answer = ask(&app.anonymous().at(&format!("192.0.2.{}", n + 10))).await;
        assert!(answer.text().contains("Check your inbox"), "{n}");
    }
    assert_eq!(on_runtime(app.state.accounts.storage.waiting_mail()).unwrap(), 3);
    let one = app.anonymous();
    let mut last = 200;
    for n in 0..20 {
        let fields = [("follow-email", format!("p{n}@club.example"))];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        last = one.post_form("/en/status", &fields).await.status;
    }
    assert_eq!(last, 429, "one address does not ask for everybody");
}

/// Somebody who takes webhooks: what came, and what is answered next, the last first.
#[derive(Clone, Default)]
pub(crate) struct Receiver {
    pub(crate) got: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    pub(crate) answers: Arc<Mutex<Vec<u16>>>,
    /// How many are kept waiting for an answer.
    waiting: Arc<AtomicUsize>,
}

async fn receive(
    Shared(receiver): Shared<Receiver>,
    headers: HeaderMap,
    body: String,
) -> StatusCode {
    receiver.got.lock().unwrap().push((headers, body));
    let answer = receiver.answers.lock().unwrap().pop().unwrap_or(204);
    StatusCode::from_u16(answer).unwrap()
}

/// Never answers; whoever asked gives up one day.
async fn hang(Shared(receiver): Shared<Receiver>) -> StatusCode {
    receiver.waiting.fetch_add(1, Ordering::AcqRel);
    let _waiting = Waiting(receiver.waiting);
    std::future::pending().await
}

/// Somebody who is kept waiting, until they give up.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

pub(crate) async fn receiver() -> (String, Receiver) {
    let receiver = Receiver::default();
    let router = Router::new()
        .route("/hook", post(receive))
        .route("/hang", post(hang))
        .with_state(receiver.clone());
    let (tell, told) = tokio::sync::oneshot::channel();
    spawn(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        tell.send(listener.local_addr().unwrap()).unwrap();
        axum::serve(listener, router).await.unwrap();
    });
    (format!("http://{}", told.await.unwrap()), receiver)
}

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn add(app: &TestApp, url: &str) -> String {
    let now = app.state.clock.now();
    on_runtime(app.state.accounts.storage.add_webhook(url, SECRET, &[], now)).unwrap()
}

#[tokio::test]
async fn news_are_signed_and_come_again_until_they_arrive() {
    let app = portal(|settings| settings.private_webhooks = true);
    let (base, receiver) = receiver().await;
    receiver.answers.lock().unwrap().extend([503]);
    let hook = add(&app, &format!("{base}/hook"));
    app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    assert_eq!(on_runtime(hooks::deliver(&app.state)).unwrap(), 1);
    assert_eq!(on_runtime(hooks::deliver(&app.state)).unwrap(), 0, "it waits");
    app.wait(5.seconds());
    assert_eq!(on_runtime(hooks::deliver(&app.state)).unwrap(), 1);
    app.wait(24.hours());
    assert_eq!(on_runtime(hooks::deliver(&app.state)).unwrap(), 0, "it arrived");
    let got = receiver.got.lock().unwrap().clone();
    assert_eq!(got.len(), 2);
    let header = |headers: &HeaderMap, name: &str| headers[name].to_str().unwrap().to_owned();
    let ids: Vec<_> = got.iter().map(|(headers, _)| header(headers, "webhook-id")).collect();
    assert_eq!(ids[0], ids[1], "one that comes twice is known");
    for (headers, body) in &got {
        let (id, at) = (header(headers, "webhook-id"), header(headers, "webhook-timestamp"));
        let signed = format!("{id}.{at}.{body}");
        let key = base64::engine::general_purpose::STANDARD
            .decode(SECRET.trim_start_matches("whsec_"))
            .unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(signed.as_bytes());
        let signature =
            base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes());
        assert_eq!(header(headers, "webhook-signature"), format!("v1,{signature}"));
    }
    let body: serde_json::Value = serde_json::from_str(&got[1].1).unwrap();
    assert_eq!(
        (&body["type"], &body["data"]["name"]),
        (&"incident.created".into(), &"Mail is out".into())
    );
    assert_eq!(body["data"]["components"][0]["status"], "major_outage");
    let log = on_runtime(app.state.accounts.storage.delivery_log(&hook, 9)).unwrap();
    assert_eq!((log[0].attempts, log[0].last_status), (1, Some(204)));
}

#[tokio::test]
async fn a_receiver_that_hangs_holds_nobody_up() {
    let app = portal(|settings| settings.private_webhooks = true);
    let (base, receiver) = receiver().await;
    let happens = || app.given_incident(&opening("Mail is out", ComponentState::PartialOutage));
    let somebody_waits = || receiver.waiting.load(Ordering::Acquire) > 0;
    let hanging = add(&app, &format!("{base}/hang"));
    happens();
    let running = spawn(hooks::run(Arc::clone(&app.state)));
    until("one receiver hangs", async || somebody_waits()).await;
    add(&app, &format!("{base}/hook"));
    for _ in 0..5 {
        happens();
    }
    until("the others are told", async || receiver.got.lock().unwrap().len() == 5).await;
    assert!(somebody_waits(), "they were told only after the one that hangs was given up");
    let log = on_runtime(app.state.accounts.storage.delivery_log(&hanging, 9)).unwrap();
    assert!(log.iter().all(|delivery| delivery.delivered_at.is_none()));
    running.abort();
}

#[tokio::test]
async fn who_is_gone_is_ended_and_private_networks_are_not_asked() {
    let app = portal(|settings| settings.private_webhooks = true);
    let (base, receiver) = receiver().await;
    receiver.answers.lock().unwrap().extend([410]);
    add(&app, &format!("{base}/hook"));
    let id = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    on_runtime(hooks::deliver(&app.state)).unwrap();
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    app.wait(24.hours());
    assert_eq!(on_runtime(hooks::deliver(&app.state)).unwrap(), 0);
    assert!(on_runtime(app.state.accounts.storage.webhooks()).unwrap()[0].ended_at.is_some());
    let careful = portal(|_| {});
    let hook = add(&careful, &format!("{base}/hook"));
    let inside = add(&careful, "https://localhost:9/hook");
    careful.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    on_runtime(hooks::deliver(&careful.state)).unwrap();
    for hook in [hook, inside] {
        let log = on_runtime(careful.state.accounts.storage.delivery_log(&hook, 9)).unwrap();
        let why = log[0].last_error.clone().unwrap();
        assert!(why.contains("private network") || why.contains("https://"), "{why}");
    }
    assert_eq!(receiver.got.lock().unwrap().len(), 1);
}
