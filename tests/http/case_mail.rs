//! Mail about cases, out through a real mail server and back in: each once, in its language, in one conversation.

use guichet_model::case::{CaseRef, Side, Via};
use guichet_server::{
    cases::{
        address,
        office::Office,
        rating,
        receive::{self, ReceiveError, Received},
    },
    mail::outbox,
    settings::Concealed,
};
use guichet_tests::{
    TestApp,
    actors::{agent, paid_admin},
    cases::new_case,
    mail_server::Post,
    on_runtime,
};
use jiff::ToSpan as _;

use super::cases::{at, portal, portal_with};

fn deliver(app: &TestApp) -> usize {
    let mut taken = 0;
    loop {
        match on_runtime(outbox::deliver(&app.state)).unwrap() {
            0 => return taken,
            count => taken += count,
        }
    }
}

pub(crate) fn reply_address(app: &TestApp, reference: &CaseRef) -> String {
    let snapshot = app.state.snapshot();
    on_runtime(address::of_case(&Office::of(&app.state, &snapshot), reference)).unwrap().unwrap()
}

pub(crate) fn receive(app: &TestApp, raw: &str, to: &[String]) -> Result<Received, ReceiveError> {
    let snapshot = app.state.snapshot();
    on_runtime(receive::receive(&Office::of(&app.state, &snapshot), raw.as_bytes(), to))
}

pub(crate) fn mail(from: &str, to: &str, id: &str, more: &str, body: &str) -> String {
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: Re: Mail\r\nMessage-ID: <{id}@atelier.example>\r\n{more}\r\n{body}\r\n"
    )
}

fn header<'a>(message: &'a str, name: &str) -> &'a str {
    let line = message.lines().find(|line| line.starts_with(&format!("{name}: ")));
    line.unwrap_or_else(|| panic!("{name} in {message}")).split_once(": ").unwrap().1.trim_end()
}

#[tokio::test]
async fn a_mail_server_away_for_an_hour_delays_mail_and_loses_none() {
    let mut post = Post::new();
    let address = format!("smtp://127.0.0.1:{}", post.port);
    let app = portal_with(|settings| settings.smtp = Some(Concealed(address)));
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case_of(&admin, new_case("Le courrier tarde", "fr"));
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    let act = async |fields: &[(&str, &str)]| {
        let version = app.case(&reference).version.to_string();
        let mut all = vec![("version", version.as_str())];
        all.extend_from_slice(fields);
        assert_eq!(agent.post_form(&desk, &all).await.status, 303);
    };
    deliver(&app);
    app.wait(10.minutes());
    act(&[("do", "answer"), ("text", "Depuis quand ?\n\nEt où ?"), ("next", "theirs")]).await;
    deliver(&app);
    app.wait(20.minutes());
    act(&[("do", "reclassify"), ("priority", "P1"), ("reason", "Beaucoup de monde")]).await;
    act(&[("do", "resolve"), ("outcome", "not-reproducible"), ("detail", "Videz le cache")]).await;
    deliver(&app);
    app.wait(30.minutes());
    deliver(&app);
    assert!(post.messages().is_empty(), "the mail server is away");
    post.start();
    let mut sent = 0;
    for _ in 0..12 {
        app.wait(10.minutes());
        sent += deliver(&app);
    }
    app.pass_time_over_cases();
    deliver(&app);
    assert!(sent >= 4);
    let messages = post.messages();
    assert_eq!(messages.len(), 5, "received, answered, priority, solved, questionnaire: each once");
    let root = format!("<case.{}@portal.example>", reference.as_str());
    assert_eq!(messages.iter().filter(|message| header(message, "Message-ID") == root).count(), 1);
    let mut ids: Vec<_> = messages.iter().map(|message| header(message, "Message-ID")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5);
    for message in &messages {
        assert!(message.contains("Content-Language: fr"), "{message}");
        assert!(message.contains("text/plain") && message.contains("text/html"));
        assert_eq!(header(message, "Reply-To"), reply_address(&app, &reference));
        assert_eq!(header(message, "Auto-Submitted"), "auto-generated");
        if header(message, "Message-ID") != root {
            assert_eq!(header(message, "In-Reply-To"), root);
            assert_eq!(header(message, "References"), root);
        }
    }
}

#[tokio::test]
async fn an_answer_by_mail_is_in_the_case_once_and_later_mail_refers_to_it() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let to = reply_address(&app, &reference);
    let from = admin.account.as_ref().unwrap().email.to_string();
    let body = "Since 9:00.\r\n\r\nOn Mon, 23 Nov 2026 at 13:00, Pergola <help@portal.example> wrote:\r\n> Since when?\r\n";
    let raw = mail(&format!("Ana <{from}>"), &to, "one", "", body);
    assert_eq!(receive(&app, &raw, &[]).unwrap(), Received::Taken(reference.clone()));
    assert_eq!(receive(&app, &raw, &[]).unwrap(), Received::Before(reference.clone()));
    let events = app.case_events(&reference);
    let last = events.iter().rev().find(|event| !event.entry.body.is_empty()).unwrap();
    assert_eq!(last.entry.body, "Since 9:00.");
    assert!(last.entry.quoted.contains("> Since when?"));
    assert_eq!((last.entry.side, last.entry.via), (Side::Customer, Via::Mail));
    assert_eq!(last.entry.author.as_ref(), admin.account.as_ref().map(|account| &account.id));
    assert_eq!(events.iter().filter(|event| event.message_id.is_some()).count(), 1);
    let page = admin.get(&at(&reference)).await;
    assert!(
        page.text().contains("By mail") && page.text().contains("Quoted from earlier messages")
    );
    app.letters();
    let version = app.case(&reference).version.to_string();
    let answer =
        [("do", "answer"), ("version", version.as_str()), ("text", "Thank you"), ("next", "ours")];
    agent.post_form(&format!("/en/desk/cases/{}", reference.as_str()), &answer).await;
    let thread = app.letters().remove(0).content.thread.unwrap();
    let root = format!("case.{}", reference.as_str());
    assert_eq!(thread.references, [root, "one@atelier.example".to_owned()]);

    let known_to_the_server = receive(
        &app,
        &mail(&from, "list@atelier.example", "two", "", "Second"),
        std::slice::from_ref(&to),
    );
    assert_eq!(known_to_the_server.unwrap(), Received::Taken(reference.clone()));
    let delivered = format!("Delivered-To: {}\r\n", to.to_uppercase());
    let by_header =
        receive(&app, &mail(&from, "list@atelier.example", "three", &delivered, "Third"), &[]);
    assert_eq!(by_header.unwrap(), Received::Taken(reference.clone()));
    let stranger =
        receive(&app, &mail("Luc <luc@elsewhere.example>", &to, "four", "", "From Luc"), &[]);
    assert_eq!(stranger.unwrap(), Received::Taken(reference.clone()));
    let last = app.case_events(&reference).pop().unwrap();
    assert_eq!(
        (last.entry.author, last.entry.author_name.as_str()),
        (None, "luc@elsewhere.example")
    );
    let pretender = agent.account.as_ref().unwrap().email.to_string();
    receive(&app, &mail(&pretender, &to, "five", "", "I am support"), &[]).unwrap();
    let last = app.case_events(&reference).pop().unwrap();
    assert_eq!(
        (last.entry.side, last.entry.author),
        (Side::Customer, None),
        "nobody becomes support by a header"
    );
}

#[tokio::test]
async fn mail_that_no_person_wrote_or_that_is_nobodys_stays_out() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "Mail is late");
    let to = reply_address(&app, &reference);
    let before = app.case(&reference).version;
    for (more, from) in [
        ("Auto-Submitted: auto-replied\r\n", "ana@atelier.example"),
        ("Precedence: bulk\r\n", "ana@atelier.example"),
        ("X-Autoreply: yes\r\n", "ana@atelier.example"),
        ("List-Id: <x.example>\r\n", "ana@atelier.example"),
        ("Return-Path: <>\r\n", "ana@atelier.example"),
        ("", "MAILER-DAEMON@atelier.example"),
        ("Content-Type: multipart/report; boundary=x\r\n", "ana@atelier.example"),
    ] {
        let left_out = receive(&app, &mail(from, &to, "auto", more, "I am away"), &[]);
        assert!(matches!(left_out, Ok(Received::Ignored(_))), "{more} {from}: {left_out:?}");
    }
    let person =
        receive(&app, &mail("ana@atelier.example", &to, "no", "Auto-Submitted: no\r\n", "Me"), &[]);
    assert!(matches!(person, Ok(Received::Taken(_))));
    assert_eq!(app.case(&reference).version, before + 1);
    let mut forged = to.clone();
    let digit = forged.find('.').unwrap() + 1;
    let other = if forged.as_bytes()[digit] == b'0' { "1" } else { "0" };
    forged.replace_range(digit..=digit, other);
    for address in [forged.as_str(), "reply@portal.example", "someone@portal.example", ""] {
        let refused = receive(&app, &mail("ana@atelier.example", address, "f", "", "Words"), &[]);
        assert!(matches!(refused, Err(ReceiveError::NoCase)), "{address}: {refused:?}");
    }
    assert!(matches!(receive(&app, "", &[]), Err(ReceiveError::Unreadable)));
    let nothing = format!("From: ana@atelier.example\r\nTo: {to}\r\n\r\n");
    assert!(matches!(receive(&app, &nothing, &[]), Err(ReceiveError::Empty)));
    for number in 0..40 {
        let id = format!("loop-{number}");
        let taken = receive(&app, &mail("ana@atelier.example", &to, &id, "", "Again"), &[]);
        assert!(matches!(taken, Ok(Received::Taken(_)) | Err(ReceiveError::TooMany)), "{taken:?}");
    }
    let taken =
        app.case_events(&reference).iter().filter(|event| event.message_id.is_some()).count();
    assert_eq!(taken, 30, "two programs that answer each other get no further");
}

#[tokio::test]
async fn mail_in_every_form_becomes_plain_words() {
    let app = portal();
    let admin = paid_admin(&app);
    let take = |id: &str, more: &str, body: &str| {
        let reference = app.given_case(&admin, id);
        let to = reply_address(&app, &reference);
        receive(&app, &mail("ana@atelier.example", &to, id, more, body), &[]).unwrap();
        app.case_events(&reference).pop().map(|event| event.entry.body).unwrap()
    };
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    assert_eq!(
        take("html", html, "<p>Bonjour <b>à tous</b></p><script>alert(1)</script>"),
        "Bonjour à tous"
    );
    let gmail = "<div>Oui.</div><div>Ana</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">\
                 Le 23 nov. 2026, Pergola &lt;help@portal.example&gt; a écrit :<br></div>\
                 <blockquote class=\"gmail_quote\"><p>Depuis quand ?</p></blockquote></div>";
    assert_eq!(take("gmail", html, gmail), "Oui.\nAna", "what it repeats is folded");
    let pasted = "The headers:\r\n\r\nFrom: shop@b.example\r\nDate: Monday\r\n\r\nWhy so late?";
    assert_eq!(take("pasted", "", pasted), pasted.replace('\r', ""), "what is pasted is new");
    let japanese =
        "Content-Type: text/plain; charset=iso-2022-jp\r\nContent-Transfer-Encoding: base64\r\n";
    assert_eq!(take("ja", japanese, "GyRCJE8kJBsoQg=="), "はい");
    let quoted = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n";
    assert_eq!(take("qp", quoted, "d=E9j=E0 vu"), "déjà vu");
    let long = take("long", "", &"word ".repeat(10_000));
    assert_eq!(long.chars().count(), 20_000);
    assert!(long.ends_with('…'), "what does not fit is marked");
    assert_eq!(take("rtl", "Content-Type: text/plain; charset=utf-8\r\n", "שלום 🔥"), "שלום 🔥");
}

#[tokio::test]
async fn the_keys_of_letters_do_not_come_back_into_the_case() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let to = reply_address(&app, &reference);
    let case = app.case(&reference);
    let snapshot = app.state.snapshot();
    let link = on_runtime(rating::url(&Office::of(&app.state, &snapshot), &case)).unwrap();
    let (_, key) = link.rsplit_once('=').unwrap();
    let (_, signature) = to.split_once('@').unwrap().0.rsplit_once('.').unwrap();
    let body = format!(
        "It is {link}.\r\n\r\nOn Mon, 23 Nov 2026, Pergola <{to}> wrote:\r\n> {reference}\r\n> {link}&rating=good\r\n"
    );
    let raw = mail("ana@atelier.example", &to, "keys", "", &body);
    assert_eq!(receive(&app, &raw, &[]).unwrap(), Received::Taken(reference.clone()));
    let entry = app.case_events(&reference).pop().unwrap().entry;
    assert!(entry.body.contains("/rating?key=…") && entry.quoted.contains("/rating?key=…&rating"));
    let page = agent.get(&format!("/en/desk/cases/{}", reference.as_str())).await;
    for secret in [key, signature] {
        assert!(!page.text().contains(secret) && !entry.body.contains(secret));
        assert!(!entry.quoted.contains(secret), "{}", entry.quoted);
    }
}

#[tokio::test]
async fn a_mail_with_several_texts_is_taken_whole_and_one_to_two_cases_stands_in_both() {
    let app = portal();
    let admin = paid_admin(&app);
    let (first, second) = (app.given_case(&admin, "One"), app.given_case(&admin, "Two"));
    let to = [reply_address(&app, &first), reply_address(&app, &second)];
    let part = |kind: &str, body: &str| format!("--b\r\nContent-Type: {kind}\r\n\r\n{body}\r\n");
    let body = format!(
        "{}{}{}--b--\r\n",
        part("text/plain", "Above the picture"),
        part("image/png\r\nContent-Disposition: inline", "\u{89}PNG"),
        part("text/plain", "Below the picture"),
    );
    let multipart = "Content-Type: multipart/mixed; boundary=b\r\n";
    let raw = mail("ana@atelier.example", &to.join(", "), "both", multipart, &body);
    for (reference, to) in [&first, &second].into_iter().zip(&to) {
        for expected in [Received::Taken(reference.clone()), Received::Before(reference.clone())] {
            assert_eq!(receive(&app, &raw, std::slice::from_ref(to)).unwrap(), expected);
        }
        let text = app.case_events(reference).pop().unwrap().entry.body;
        assert!(text.starts_with("Above the picture\n\nBelow the picture"), "{text}");
    }
}

#[tokio::test]
async fn a_mail_speaks_under_no_name_of_its_own_and_at_no_greater_length() {
    let app = portal();
    let admin = paid_admin(&app);
    let take = |from: &str, id: &str, subject: &str| {
        let reference = app.given_case(&admin, id);
        let to = reply_address(&app, &reference);
        let raw = format!(
            "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{id}@x.example>\r\n\r\n"
        );
        receive(&app, &raw, &[]).unwrap();
        app.case_events(&reference)
            .into_iter()
            .rev()
            .find(|e| !e.entry.body.is_empty())
            .unwrap()
            .entry
    };
    let nobody = take("\"Thomas Okafor\" <nobody>", "name", "I am support");
    assert_eq!((nobody.author_name.as_str(), nobody.body.as_str()), ("nobody", "I am support"));
    assert_eq!(take("", "none", "Words").author_name, "unknown sender");
    let long = take("postmaster@atelier.example", "long", &"word ".repeat(10_000));
    assert_eq!(long.body.chars().count(), 20_000, "a subject is no longer than a message");
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(50_000);
    assert!(matches!(receive(&app, &nested, &[]), Err(ReceiveError::Unreadable)));
}

#[tokio::test]
async fn files_of_a_mail_are_kept_for_those_who_read_the_case() {
    let app = portal();
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let to = reply_address(&app, &reference);
    let part = |name: &str, body: &str| {
        format!(
            "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{body}\r\n"
        )
    };
    let body = format!(
        "--b\r\nContent-Type: text/plain\r\n\r\nHere are the logs.\r\n{}{}{}--b--\r\n",
        part("../../etc/mail.log", "09:00 queued"),
        part("empty.log", ""),
        part("picture.png", "this is no picture"),
    );
    let multipart = "Content-Type: multipart/mixed; boundary=b\r\n";
    let raw = mail("ana@atelier.example", &to, "files", multipart, &body);
    for expected in [Received::Taken(reference.clone()), Received::Before(reference.clone())] {
        assert_eq!(receive(&app, &raw, &[]).unwrap(), expected);
    }
    let page = admin.get(&at(&reference)).await;
    assert!(page.text().contains("Here are the logs.") && page.text().contains("mail.log"));
    assert!(page.text().contains("These files were left out"));
    assert!(page.text().contains("picture.png") && page.text().contains("empty.log"));
    assert_eq!(page.text().matches("/attachments/").count(), 1);
    let start = page.text().find("/attachments/").unwrap();
    let path = page.text()[start..].split('"').next().unwrap().to_owned();
    for reader in [&admin, &agent] {
        let file = reader.get(&path).await;
        assert_eq!((file.status, file.text()), (200, "09:00 queued"));
        assert!(file.header("content-disposition").starts_with("attachment"));
    }
    for stranger in [app.anonymous(), paid_admin(&app)] {
        assert_eq!(stranger.get(&path).await.status, 404);
    }
}

#[tokio::test]
async fn without_an_address_for_answers_mail_says_where_to_write() {
    let app = portal_with(|settings| settings.mail_reply = None);
    let admin = paid_admin(&app);
    app.given_case(&admin, "Mail is late");
    let letter = app.letters().remove(0);
    assert!(letter.content.text.contains("Replies to this message are not read."));
    assert_eq!(letter.content.thread.unwrap().reply_to, None);
    let refused =
        receive(&app, &mail("a@b.example", "reply@portal.example", "x", "", "Words"), &[]);
    assert!(matches!(refused, Err(ReceiveError::NotSetUp)));
}

#[tokio::test]
async fn while_the_database_is_away_mail_is_to_be_tried_again() {
    let app = portal();
    let admin = paid_admin(&app);
    let reference = app.given_case(&admin, "Mail is late");
    let to = reply_address(&app, &reference);
    on_runtime(app.state.accounts.storage.close());
    let refused = receive(&app, &mail("ana@atelier.example", &to, "one", "", "Words"), &[]);
    assert!(matches!(refused, Err(ReceiveError::Storage(_))), "{refused:?}");
}

#[tokio::test]
async fn a_sender_nobody_vouches_for_is_marked_and_is_no_person() {
    let app = portal_with(|settings| {
        settings.mail_authserv_id = Some("mx.portal.example".to_owned());
    });
    let (admin, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&admin, "Mail is late");
    let to = reply_address(&app, &reference);
    let account = admin.account.clone().unwrap();
    let from = account.email.to_string();
    let (_, domain) = from.split_once('@').unwrap();
    let results = |id: &str, result: &str| {
        format!("Authentication-Results: {id}; dmarc={result} header.from={domain}\r\n")
    };
    let good = results("mx.portal.example", "pass");
    for (id, headers, known) in [
        ("good", good.clone(), true),
        ("bare", String::new(), false),
        ("failed", results("mx.portal.example", "fail"), false),
        ("below", results("mx.portal.example", "fail") + &good, false),
        ("elsewhere", results("mx.evil.example", "pass"), false),
    ] {
        receive(&app, &mail(&from, &to, id, &headers, id), &[]).unwrap();
        let events = app.case_events(&reference);
        let entry = &events.iter().rev().find(|event| event.entry.body == id).unwrap().entry;
        let expected = if known {
            (Some(&account.id), account.name.as_str(), Via::Mail)
        } else {
            (None, from.as_str(), Via::UnverifiedMail)
        };
        assert_eq!(
            (entry.author.as_ref(), entry.author_name.as_str(), entry.via),
            expected,
            "{id}"
        );
    }
    let desk = format!("/en/desk/cases/{}", reference.as_str());
    for page in [admin.get(&at(&reference)).await, agent.get(&desk).await] {
        assert_eq!(page.text().matches("By mail, sender not verified").count(), 4);
    }
    let told = admin.get(&format!("/api/v1/cases/{reference}")).await.json();
    assert_eq!(told["timeline"][2]["via"], "unverified-mail");
}
