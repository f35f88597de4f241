//! Webhooks that people add for themselves: silent until a test arrived, their own alone, few, and ended with the account.

use base64::Engine as _;
use guichet_model::status::{ComponentState, Stage};
use guichet_server::status::hooks;
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, agent, paid_member, personal},
    on_runtime, opening,
};
use hmac::{Hmac, Mac as _};
use jiff::ToSpan as _;
use sha2::Sha256;

use super::follow::{Receiver, portal, receiver};

const PAGE: &str = "/en/status/webhooks";

fn allowed() -> TestApp {
    portal(|settings| settings.private_webhooks = true)
}

async fn act(who: &Actor<'_>, action: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("action", action)];
    all.extend_from_slice(fields);
    who.post_form(PAGE, &all).await
}

fn secret(answer: &Answer) -> String {
    let (_, rest) =
        answer.text().split_once("<code class=\"secret\">").expect("the secret is shown");
    rest.split('<').next().unwrap().to_owned()
}

fn only(app: &TestApp, who: &Actor<'_>) -> String {
    let id = &who.account.as_ref().unwrap().id;
    on_runtime(app.state.accounts.storage.own_webhooks(id)).unwrap().remove(0).id
}

/// What came last, if its signature is right.
fn last_signed(receiver: &Receiver, secret: &str) -> Option<serde_json::Value> {
    let (headers, body) = receiver.got.lock().unwrap().last().cloned().expect("something came");
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let signed = format!("{}.{}.{body}", header("webhook-id"), header("webhook-timestamp"));
    let base64 = base64::engine::general_purpose::STANDARD;
    let key = base64.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(signed.as_bytes());
    let signature = format!("v1,{}", base64.encode(mac.finalize().into_bytes()));
    let signed = header("webhook-signature");
    signed.split(' ').any(|one| one == signature).then(|| serde_json::from_str(&body).unwrap())
}

fn deliver(app: &TestApp) -> usize {
    on_runtime(hooks::deliver(&app.state)).unwrap()
}

#[tokio::test]
async fn a_webhook_is_silent_until_its_address_took_a_signed_test() {
    let app = allowed();
    let (base, receiver) = receiver().await;
    let url = format!("{base}/hook");
    let someone = personal(&app);
    assert!(someone.get("/en/status").await.text().contains(PAGE), "the status page leads there");
    let first = "/en/sign-in?next=%2Fen%2Fstatus%2Fwebhooks";
    assert!(app.get("/en/status").await.text().contains(first), "others sign in first");
    let added = act(&someone, "add", &[("url", &url), ("component", "mail")]).await;
    assert_eq!(added.status, 200, "{}", added.text());
    assert_eq!(added.header("cache-control"), "private, no-store");
    let first = secret(&added);
    let copied = "<p id=\"secret\"><code class=\"secret\">";
    assert!(added.text().contains(copied) && added.text().contains("data-copy=\"#secret\""));
    let page = someone.get(PAGE).await;
    assert!(page.text().contains(&url) && page.text().contains("Not tested"));
    assert!(page.text().contains("live-script"), "times are told by the reader's clock");
    assert!(!page.text().contains("data-copy"), "there is nothing to copy any more");
    assert!(!page.text().contains("whsec_"), "the secret is shown once");
    app.given_incident(&opening("Too early", ComponentState::PartialOutage));
    assert_eq!(deliver(&app), 0);

    let hook = only(&app, &someone);
    receiver.answers.lock().unwrap().extend([500]);
    let refused = act(&someone, "test", &[("webhook", &hook)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("answered the test with 500"), "{}", refused.text());
    let title = "<p class=\"notice-title\">The test did not get through</p>";
    assert!(refused.text().contains(title), "{}", refused.text());
    app.given_incident(&opening("Still too early", ComponentState::PartialOutage));
    assert_eq!(deliver(&app), 0);
    let works = act(&someone, "test", &[("webhook", &hook)]).await;
    assert_eq!(works.header("location"), format!("{PAGE}?news=works"));
    assert_eq!(last_signed(&receiver, &first).unwrap()["type"], "ping");

    let rotated = act(&someone, "rotate", &[("webhook", &hook)]).await;
    let second = secret(&rotated);
    assert_ne!(first, second);
    assert!(rotated.text().contains("For 24 hours"), "{}", rotated.text());
    assert!(!added.text().contains("For 24 hours"), "there is no old one");
    let id = app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    let mut drive = opening("Drive is out", ComponentState::MajorOutage);
    drive.components[0].0 = "drive".to_owned();
    app.given_incident(&drive);
    assert_eq!(deliver(&app), 1, "of the services that were chosen");
    for secret in [&first, &second] {
        let told = last_signed(&receiver, secret).expect("both secrets sign during a change");
        assert_eq!(told["data"]["name"], "Mail is out");
    }
    app.wait(24.hours());
    // Their session has ended meanwhile.
    let someone = app.signed_in(someone.account.as_ref().unwrap(), None);
    app.given_incident(&opening("Mail is slow", ComponentState::PartialOutage));
    assert_eq!(deliver(&app), 1);
    assert_eq!(last_signed(&receiver, &first), None, "the old one has run out");
    assert_eq!(last_signed(&receiver, &second).unwrap()["data"]["name"], "Mail is slow");
    assert_eq!(act(&someone, "end", &[("webhook", &hook)]).await.status, 303);
    app.given_update(&id, Stage::Resolved, "Mail works.", None);
    assert_eq!(deliver(&app), 0, "it has ended");
    assert!(!someone.get(PAGE).await.text().contains(&url));
}

#[tokio::test]
async fn a_new_secret_and_the_end_take_a_second_click() {
    let app = allowed();
    let someone = personal(&app);
    act(&someone, "add", &[("url", "https://localhost:9/hook")]).await;
    let page = someone.get(PAGE).await;
    for (action, critical) in [("rotate", false), ("end", true)] {
        let value = format!("value=\"{action}\"");
        let (before, after) = page.text().split_once(&value).expect(action);
        let (_, around) = before.rsplit_once("<details class=\"disclosure\">").expect(action);
        assert!(!around.contains("</details>"), "{action} is folded away: {around}");
        assert!(around.contains("<summary>"), "{action}: {around}");
        let (_, tag) = around.rsplit_once('<').unwrap();
        let button = format!("{tag}{}", after.split('>').next().unwrap());
        assert_eq!(button.contains("button-critical"), critical, "{button}");
    }
}

#[tokio::test]
async fn the_log_tells_attempts_and_what_was_given_up_is_sent_again() {
    let app = allowed();
    let (base, receiver) = receiver().await;
    let someone = paid_member(&app);
    act(&someone, "add", &[("url", &format!("{base}/hook"))]).await;
    let hook = only(&app, &someone);
    act(&someone, "test", &[("webhook", &hook)]).await;
    app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    receiver.answers.lock().unwrap().extend([503; 10]);
    for _ in 0..10 {
        assert_eq!(deliver(&app), 1);
        app.wait(25.hours());
    }
    assert_eq!(deliver(&app), 0, "it is given up");
    // Ten days later a session has ended.
    let someone = app.signed_in(someone.account.as_ref().unwrap(), None);
    let page = someone.get(PAGE).await;
    for part in ["Mail is out", "503", "Not tried again", "Arrived", ">Test<", "value=\"again\""] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    let log = on_runtime(app.state.accounts.storage.delivery_log(&hook, 9)).unwrap();
    let failed = log.iter().find(|record| !record.incident.is_empty()).unwrap();
    let other = personal(&app);
    let fields = [("webhook", hook.as_str()), ("delivery", failed.id.as_str())];
    assert_eq!(act(&other, "again", &fields).await.status, 404, "it is somebody else's");
    assert_eq!(deliver(&app), 0);
    let again = act(&someone, "again", &fields).await;
    assert_eq!(again.header("location"), format!("{PAGE}?news=again"));
    assert_eq!(deliver(&app), 1);
    assert!(!someone.get(PAGE).await.text().contains("Not tried again"), "it arrived");
    assert_eq!(receiver.got.lock().unwrap().len(), 12);
}

#[tokio::test]
async fn webhooks_are_few_ones_own_and_never_in_a_private_network() {
    let app = portal(|_| {});
    let someone = personal(&app);
    for (url, words) in [
        ("", "begins with https://"),
        ("http://hooks.example.com/a", "begins with https://"),
        ("https://user:pass@hooks.example.com/", "name and the password out"),
        ("https://:pass@hooks.example.com/", "name and the password out"),
        ("https://127.0.0.1/hook", "private network"),
        ("https://[::1]/hook", "private network"),
        ("https://hooks.exa\u{7}mple.com/", "begins with https://"),
        ("https://hooks.example.com/a\tb\r\nc", "begins with https://"),
        ("https://169.254.169.254/latest", "private network"),
    ] {
        let refused = act(&someone, "add", &[("url", url)]).await;
        assert_eq!(refused.status, 422, "{url}");
        assert!(refused.text().contains(words), "{url}: {}", refused.text());
    }
    let anonymous = app.anonymous().get(PAGE).await;
    assert_eq!(anonymous.status, 303);
    assert!(anonymous.header("location").starts_with("/en/sign-in?next="));
    let fields = [("url", "https://hooks.example.com/a"), ("component", "gone")];
    let refused = act(&someone, "add", &fields).await;
    assert_eq!(refused.status, 422, "it would hear of everything");
    assert!(refused.text().contains("no longer there"), "{}", refused.text());
    app.wait(1.hour());
    // A name of this very machine is no address either; that is seen when it is asked.
    for number in 0..5 {
        let url = format!("https://localhost:9/{number}");
        assert_eq!(act(&someone, "add", &[("url", &url)]).await.status, 200);
    }
    let one_more = act(&someone, "add", &[("url", "https://localhost:9/5")]).await;
    assert_eq!(one_more.status, 422);
    assert!(one_more.text().contains("You have 5 webhooks"));
    let hook = only(&app, &someone);
    let tested = act(&someone, "test", &[("webhook", &hook)]).await;
    assert_eq!(tested.status, 422);
    assert!(tested.text().contains("in a private network"), "{}", tested.text());
    let french = someone.get("/fr/status/webhooks").await;
    assert!(french.text().contains(">Réseau privé<"), "{}", french.text());
    assert!(!french.text().contains("private_webhooks"), "settings are the operator's");
    let other = personal(&app);
    for action in ["test", "rotate", "end"] {
        assert_eq!(act(&other, action, &[("webhook", &hook)]).await.status, 404, "{action}");
    }
    let mut last = 0;
    for _ in 0..10 {
        last = act(&someone, "test", &[("webhook", &hook)]).await.status;
    }
    assert_eq!(last, 429, "nobody knocks at an address without end");
    assert_eq!(act(&someone, "end", &[("webhook", &hook)]).await.status, 303, "ending is free");
}

#[tokio::test]
async fn staff_see_whose_webhooks_there_are_and_end_them_and_so_does_suspending() {
    let app = allowed();
    let (base, _) = receiver().await;
    let (one, other, agent) = (personal(&app), paid_member(&app), agent(&app));
    for who in [&one, &other] {
        act(who, "add", &[("url", &format!("{base}/hook?key=sesame"))]).await;
        act(who, "test", &[("webhook", &only(&app, who))]).await;
    }
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let odd = "https:\\\\hooks.example\\sesame";
    let odd = on_runtime(storage.add_webhook(odd, "whsec_c2VjcmV0", &[], now)).unwrap();
    let desk = agent.get("/en/desk/status").await;
    assert!(desk.text().contains("<bdi>hooks.example</bdi>"), "{}", desk.text());
    on_runtime(storage.end_webhook(&odd, now)).unwrap();
    let email = one.account.as_ref().unwrap().email.to_string();
    assert!(desk.text().contains(&email) && desk.text().contains("127.0.0.1"));
    assert!(!desk.text().contains("sesame"), "the rest of an address is its owner's");
    let hook = only(&app, &one);
    let fields = [("action", "end-webhook"), ("webhook", hook.as_str())];
    assert_eq!(other.post_form("/en/desk/status", &fields).await.status, 403);
    assert_eq!(agent.post_form("/en/desk/status", &fields).await.status, 303);
    assert!(!agent.get("/en/desk/status").await.text().contains(&email));
    let id = &other.account.as_ref().unwrap().id;
    on_runtime(storage.set_account_suspended(id, true, now)).unwrap();
    app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    assert_eq!(deliver(&app), 0);
    on_runtime(storage.set_account_suspended(id, false, now)).unwrap();
    assert!(on_runtime(storage.own_webhooks(id)).unwrap().is_empty(), "it does not come back");
}

#[tokio::test]
async fn the_page_speaks_every_language() {
    let app = allowed();
    let someone = personal(&app);
    for (locale, words) in [("en", "Add a webhook"), ("fr", "Ajouter un webhook")] {
        let page = someone.get(&format!("/{locale}/status/webhooks")).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(words), "{locale}");
    }
}
