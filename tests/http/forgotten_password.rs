//! A forgotten password: the link by mail, what it opens, and what the answers keep to themselves.

use std::time::{Duration, Instant};

use guichet_server::settings::Concealed;
use guichet_storage::Message;
use guichet_tests::{TestApp, actors::PASSWORD, on_runtime};
use jiff::ToSpan as _;

const NEW: &str = "Quittenbaum am Fluss";

/// A portal that writes mail; nothing sends it, so that tests can look into the outbox.
pub(crate) fn portal() -> TestApp {
    TestApp::small_with(|settings| {
        settings.smtp = Some(Concealed("smtp://127.0.0.1:9".to_owned()));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
    })
}

/// The mail in the outbox.
pub(crate) fn mail(app: &TestApp) -> Vec<Message> {
    let now = app.state.clock.now();
    on_runtime(app.state.accounts.storage.claim(100, now + 1.second(), now)).unwrap()
}

/// The path and query of the link in a mail.
fn link(mail: &Message) -> String {
    let start = mail.content.text.find("https://help.example/").unwrap();
    let url = mail.content.text[start..].split_whitespace().next().unwrap();
    url.trim_start_matches("https://help.example").to_owned()
}

async fn ask(app: &TestApp, email: &str) -> guichet_tests::Answer {
    app.anonymous().post_form("/en/sign-in/forgotten", &[("email", email)]).await
}

#[tokio::test]
async fn a_link_by_mail_sets_a_new_password_once() {
    let app = portal();
    let account = app.given_account("forgot@lumiere.example", None, None);
    let elsewhere = app.signed_in(&account, None);
    let page = app.get("/es/sign-in/forgotten").await;
    assert!(page.text().contains("action=\"/es/sign-in/forgotten\""));
    let fields = [("email", " FORGOT@lumiere.example")];
    let sent = app.anonymous().post_form("/es/sign-in/forgotten", &fields).await;
    assert_eq!(sent.status, 200);
    assert!(sent.text().contains("30 minutos") && !sent.text().contains("forgot@"));

    let letters = mail(&app);
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].content.language, "es");
    assert_eq!(letters[0].content.to.as_str(), "forgot@lumiere.example");
    let link = link(&letters[0]);
    assert!(link.starts_with("/es/sign-in/new-password?token="), "{link}");
    let token = link.split("token=").nth(1).unwrap();

    let browser = app.anonymous();
    for _ in 0..2 {
        let page = browser.get(&link).await;
        assert_eq!(page.status, 200, "looking uses nothing up");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "private, no-store");
        assert!(page.text().contains(&format!("href=\"/ja/sign-in/new-password?token={token}\"")));
    }
    let choose = async |password: &str| {
        let fields = [("token", token), ("password", password)];
        browser.post_form("/es/sign-in/new-password", &fields).await
    };
    let weak = choose("Lumiere1").await;
    assert_eq!(weak.status, 422);
    assert!(weak.text().contains("href=\"#password\"") && !weak.text().contains("Lumiere1"));
    let done = choose(NEW).await;
    assert_eq!((done.status, done.header("location")), (303, "/es/sign-in?news=password-changed"));

    let again = choose("Noch ein anderer Satz").await;
    assert_eq!(again.status, 410);
    assert!(again.text().contains("/es/sign-in/forgotten"), "there is a way on");
    assert_eq!(browser.get(&link).await.status, 410);
    assert!(
        !elsewhere.get("/en/policies").await.text().contains("/en/sign-out"),
        "every session ended"
    );
    let sign_in = async |password: &str| {
        let fields = [("email", "forgot@lumiere.example"), ("password", password)];
        browser.post_form("/es/sign-in", &fields).await
    };
    assert_eq!(sign_in(PASSWORD).await.status, 422);
    assert_eq!(sign_in(NEW).await.status, 303);
    let news = mail(&app);
    let changed = news.iter().find(|mail| mail.id != letters[0].id).expect("the change is told");
    assert!(changed.content.subject.contains("contraseña"), "{}", changed.content.subject);
}

#[tokio::test]
async fn the_answer_is_the_same_for_every_address() {
    let app = portal();
    app.given_account("known@lumiere.example", None, None);
    let gone = app.given_account("gone@lumiere.example", None, None);
    let now = app.state.clock.now();
    on_runtime(app.state.accounts.storage.set_account_suspended(&gone.id, true, now)).unwrap();
    let mut bodies = Vec::new();
    for email in ["known@lumiere.example", "gone@lumiere.example", "nobody@lumiere.example"] {
        let started = Instant::now();
        let answer = ask(&app, email).await;
        assert!(
            started.elapsed() >= Duration::from_millis(250),
            "{email}: no earlier than the others"
        );
        assert_eq!(answer.status, 200, "{email}");
        bodies.push(answer.text().to_owned());
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "to the byte");
    let letters = mail(&app);
    assert_eq!(letters.len(), 1, "only the account that may sign in gets mail");
    assert_eq!(letters[0].content.to.as_str(), "known@lumiere.example");
}

#[tokio::test]
async fn links_expire_and_made_up_ones_open_nothing() {
    let app = portal();
    app.given_account("late@lumiere.example", None, None);
    ask(&app, "late@lumiere.example").await;
    let late = link(&mail(&app)[0]);
    app.wait(29.minutes());
    assert_eq!(app.get(&late).await.status, 200);
    app.wait(1.minute());
    assert_eq!(app.get(&late).await.status, 410);
    let token = late.split("token=").nth(1).unwrap();
    let actor = app.anonymous();
    for bad in [token, "", "x", &"0".repeat(64), &token.to_uppercase(), "' OR 1=1 --"] {
        let fields = [("token", bad), ("password", NEW)];
        let answer = actor.post_form("/en/sign-in/new-password", &fields).await;
        assert_eq!(answer.status, 410, "{bad}");
    }
    let fields = [("email", "late@lumiere.example"), ("password", PASSWORD)];
    assert_eq!(actor.post_form("/en/sign-in", &fields).await.status, 303, "nothing was changed");
}

#[tokio::test]
async fn a_new_password_voids_earlier_links() {
    let app = portal();
    app.given_account("twice@lumiere.example", None, None);
    ask(&app, "twice@lumiere.example").await;
    ask(&app, "twice@lumiere.example").await;
    let letters = mail(&app);
    let links: Vec<String> = letters.iter().map(link).collect();
    assert_eq!(links.len(), 2);
    let token = links[1].split("token=").nth(1).unwrap();
    let fields = [("token", token), ("password", NEW)];
    assert_eq!(app.anonymous().post_form("/en/sign-in/new-password", &fields).await.status, 303);
    assert_eq!(app.get(&links[0]).await.status, 410);
}

#[tokio::test]
async fn links_are_rationed_by_address_and_by_client() {
    let app = portal();
    app.given_account("often@lumiere.example", None, None);
    let mut statuses = Vec::new();
    for email in ["often@lumiere.example", "nobody@lumiere.example"] {
        for number in 0..4 {
            let actor = app.anonymous().at(&format!("203.0.113.{number}"));
            let answer = actor.post_form("/en/sign-in/forgotten", &[("email", email)]).await;
            statuses.push(answer.status);
            if answer.status == 429 {
                assert_eq!(answer.header("retry-after"), "600");
                assert!(answer.text().contains("10 minutes"), "{}", answer.text());
            }
        }
    }
    assert_eq!(statuses, [200, 200, 200, 429, 200, 200, 200, 429], "known and unknown alike");
    assert_eq!(mail(&app).len(), 3);
    let client = app.anonymous().at("198.51.100.9");
    for number in 0..10 {
        let email = format!("someone{number}@lumiere.example");
        let answer = client.post_form("/en/sign-in/forgotten", &[("email", &email)]).await;
        assert_eq!(answer.status, 200);
    }
    let answer =
        client.post_form("/en/sign-in/forgotten", &[("email", "last@lumiere.example")]).await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "300"));
}

#[tokio::test]
async fn whoever_reads_the_mail_gets_in_while_someone_hammers_at_the_account() {
    let app = portal();
    app.given_account("besieged@lumiere.example", None, None);
    for number in 0..11 {
        let attacker = app.anonymous().at(&format!("203.0.113.{number}"));
        let fields = [("email", "besieged@lumiere.example"), ("password", "guess")];
        attacker.post_form("/en/sign-in", &fields).await;
    }
    ask(&app, "besieged@lumiere.example").await;
    let link = link(&mail(&app)[0]);
    let token = link.split("token=").nth(1).unwrap();
    let owner = app.anonymous().at("198.51.100.10");
    owner.post_form("/en/sign-in/new-password", &[("token", token), ("password", NEW)]).await;
    let fields = [("email", "besieged@lumiere.example"), ("password", NEW)];
    assert_eq!(owner.post_form("/en/sign-in", &fields).await.status, 303);
}

#[tokio::test]
async fn a_link_is_no_lever_for_work_without_end() {
    let app = portal();
    app.given_account("lever@lumiere.example", None, None);
    ask(&app, "lever@lumiere.example").await;
    let link = link(&mail(&app)[0]);
    let token = link.split("token=").nth(1).unwrap();
    let browser = app.anonymous();
    let choose = async |password: &str| {
        let fields = [("token", token), ("password", password)];
        browser.post_form("/en/sign-in/new-password", &fields).await
    };
    for _ in 0..10 {
        assert_eq!(choose("short").await.status, 422);
    }
    let waits = choose(NEW).await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "60"));
    assert!(waits.text().contains("Nothing is locked") && waits.text().contains(token));
    app.wait(1.minutes());
    assert_eq!(choose(NEW).await.status, 303);
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_so_to_everyone() {
    let app = TestApp::demo();
    app.given_account("nomail@lumiere.example", None, None);
    let page = app.get("/en/sign-in/forgotten").await;
    assert!(page.text().contains("cannot send mail") && !page.text().contains("name=\"email\""));
    for email in ["nomail@lumiere.example", "nobody@lumiere.example"] {
        let answer = ask(app, email).await;
        assert!(answer.text().contains("cannot send mail"), "{email}");
    }
}

#[tokio::test]
async fn addresses_that_cannot_be_are_told_at_their_field() {
    let app = portal();
    for email in ["", "ana", "\u{430}na@lumiere.example", &"a".repeat(100_000)] {
        let answer = ask(&app, email).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("href=\"#email\""));
        assert!(answer.text().len() < 60_000, "what was typed is not sent back whole");
    }
}

#[tokio::test]
async fn weak_passwords_are_refused_with_the_reason_in_every_language() {
    let app = portal();
    app.given_account("weak@lumiere.example", None, None);
    ask(&app, "weak@lumiere.example").await;
    let link = link(&mail(&app)[0]);
    let token = link.split("token=").nth(1).unwrap();
    for (locale, password, says) in [
        ("en", "", "Enter a new password"),
        ("en", "x7!kPq", "at least 8 characters"),
        ("en", &"long words ".repeat(12), "at most 128 characters"),
        ("fr", "password1", "Beaucoup de gens"),
        ("es", "aaaaaaaaaaaa", "Lo que se repite"),
        ("ja", "21.04.1978", "日付"),
        ("en", "Ana Díaz Ana", "your name"),
    ] {
        let fields = [("token", token), ("password", password)];
        let path = format!("/{locale}/sign-in/new-password");
        let answer = app.anonymous().post_form(&path, &fields).await;
        assert_eq!(answer.status, 422, "{password}");
        assert!(answer.text().contains(says), "{locale} {password}: {}", answer.text());
    }
}
