//! Mail on its way, through a real mail server: none lost, each once, whatever the server says.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use guichet_server::{mail::outbox, settings::Concealed};
use guichet_storage::NewMessage;
use guichet_tests::{TestApp, mail_server::Post, on_runtime};
use jiff::ToSpan as _;

fn portal(post: &Post) -> TestApp {
    TestApp::small_with(|settings| {
        settings.smtp = Some(Concealed(format!("smtp://127.0.0.1:{}", post.port)));
        settings.mail_from = Some("Pergola Help <help@portal.example>".to_owned());
    })
}

fn write(app: &TestApp, to: &str) {
    let message = NewMessage {
        to: to.parse().unwrap(),
        subject: "パスワード: été".to_owned(),
        text: "A line.\n.\n. starts with a dot\n".to_owned(),
        html: "<p>A line.</p>".to_owned(),
        language: "ja".to_owned(),
        unsubscribe: None,
        thread: None,
    };
    on_runtime(app.state.accounts.storage.enqueue(&message, app.state.clock.now())).unwrap();
}

/// Sends what is due at this moment; answers how many letters were taken.
fn deliver(app: &TestApp) -> usize {
    let mut taken = 0;
    loop {
        match on_runtime(outbox::deliver(&app.state)).unwrap() {
            0 => return taken,
            count => taken += count,
        }
    }
}

#[tokio::test]
async fn mail_waits_for_a_server_that_is_away_and_arrives_once() {
    let mut post = Post::new();
    let app = portal(&post);
    for number in 0..7 {
        write(&app, &format!("person{number}@lumiere.example"));
    }
    assert_eq!(deliver(&app), 7, "each is tried once");
    assert_eq!(deliver(&app), 0, "and then waits");
    app.wait(59.seconds());
    assert_eq!(deliver(&app), 0);
    app.wait(1.second());
    assert_eq!(deliver(&app), 7, "a minute later each is tried again");
    post.start();
    app.wait(2.minutes());
    assert_eq!(deliver(&app), 7);
    app.wait(24.hours());
    assert_eq!(deliver(&app), 0, "nothing is sent twice");
    let messages = post.messages();
    assert_eq!(messages.len(), 7);
    for number in 0..7 {
        let to = format!("To: person{number}@lumiere.example");
        assert_eq!(messages.iter().filter(|message| message.contains(&to)).count(), 1, "{to}");
    }
    let first = &messages[0];
    for part in [
        "From: \"Pergola Help\" <help@portal.example>",
        "@portal.example>",
        "Auto-Submitted: auto-generated",
        "Content-Language: ja",
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
    ] {
        assert!(first.contains(part), "{part} in {first}");
    }
    let id =
        |message: &str| message.lines().find(|l| l.starts_with("Message-ID:")).unwrap().to_owned();
    let mut ids: Vec<String> = messages.iter().map(|message| id(message)).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 7, "each letter has an identifier of its own");
}

#[tokio::test]
async fn what_is_put_off_is_tried_again_and_what_is_refused_is_not() {
    let mut post = Post::new();
    post.start();
    let app = portal(&post);
    write(&app, "later@lumiere.example");
    write(&app, "never@lumiere.example");
    write(&app, "ana@lumiere.example");
    assert_eq!(deliver(&app), 3);
    assert_eq!(post.messages().len(), 1, "one refusal keeps no other letter");
    app.wait(1.minute());
    assert_eq!(deliver(&app), 1, "only what was put off is due");
    post.open();
    app.wait(2.minutes());
    assert_eq!(deliver(&app), 1);
    let messages = post.messages();
    assert_eq!(messages.len(), 2);
    assert!(messages[1].contains("To: later@lumiere.example"));
    app.wait(100.hours());
    assert_eq!(deliver(&app), 0);
}

#[tokio::test]
async fn after_three_days_a_letter_is_given_up() {
    let post = Post::new();
    let app = portal(&post);
    write(&app, "ana@lumiere.example");
    let mut attempts = 0;
    for _ in 0..80 {
        attempts += deliver(&app);
        app.wait(1.hour());
    }
    assert!((70..=74).contains(&attempts), "{attempts} attempts, one an hour for three days");
    assert_eq!(deliver(&app), 0);
}

#[tokio::test]
async fn what_this_node_writes_leaves_at_once() {
    let mut post = Post::new();
    post.start();
    let app = portal(&post);
    app.given_account("at-once@lumiere.example", None, None);
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let worker = guichet_tests::spawn(outbox::run(Arc::clone(&app.state), stopped));
    // The worker has looked and sleeps; it looks by itself after ten seconds.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let asked = Instant::now();
    let fields = [("email", "at-once@lumiere.example")];
    let answer = app.anonymous().post_form("/fr/sign-in/forgotten", &fields).await;
    assert_eq!(answer.status, 200);
    let messages = post.wait_for(1).await;
    assert!(asked.elapsed() < Duration::from_secs(9), "it was woken, after {:?}", asked.elapsed());
    drop(stop);
    worker.await.expect("the worker ends when it is told to");
    assert_eq!(messages.len(), 1);
    assert!(messages[0].contains("Content-Language: fr"), "{}", messages[0]);
}
