//! `guichet mail receive` as a mail server's pipe runs it: a message on standard input, an exit code of sysexits.h.

mod running;

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    process::{Output, Stdio},
    time::Duration,
};

use guichet_model::{
    case::{CaseRef, NewCase, Via},
    priority::{Answers, Effect, Level, Reach, Workaround},
    viewer::StaffRole,
};
use guichet_server::{
    cases::{Submission, address, office::Office, submit_at},
    clock::Clock,
    settings::Settings,
};
use guichet_storage::{Audience, NewAccount, NewSession, TokenHash};
use jiff::SignedDuration;

use self::running::{Kind, Portal};

const POLICY: &str = "editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }]\n";

fn receive(portal: &Portal, mail: &str, more: &[&str]) -> Output {
    let mut process = portal
        .command(&["mail", "receive"])
        .args(more)
        .env("GUICHET_MAIL_REPLY", "reply@portal.example")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    process.stdin.take().expect("piped").write_all(mail.as_bytes()).expect("it reads");
    process.wait_with_output().expect("it ends")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A case, and the address that answers to it come to.
async fn given_case(portal: &Portal) -> (CaseRef, String) {
    let storage = portal.open().await;
    let now = "2026-11-23T12:00:00Z".parse().expect("an instant");
    let new = NewAccount {
        email: "ana@atelier.example".parse().expect("an address"),
        name: "Ana".to_owned(),
        password_hash: None,
        staff: None,
        membership: None,
        identity: None,
    };
    let account = storage.create_account(&new, now).await.expect("it is new");
    let settings = Settings {
        mail_reply: Some("reply@portal.example".parse().expect("an address")),
        ..Settings::default()
    };
    let policy = toml::from_str(POLICY).expect("a policy");
    let office = Office { storage: &storage, settings: &settings, policy: &policy, now };
    let case = NewCase {
        service: "mail".to_owned(),
        answers: Answers {
            effect: Effect::NoAccess,
            reach: Reach::One,
            workaround: Workaround::None,
        },
        suggested: Level::P2,
        priority: Level::P2,
        reason: None,
        title: "Mail is late".to_owned(),
        description: "It comes an hour late.".to_owned(),
        since: None,
        locale: "en".parse().expect("a locale"),
        attachments: Vec::new(),
    };
    let submission = Submission {
        requester: &account,
        organisation: None,
        case,
        answer_due: None,
        via: Via::Web,
        key: None,
    };
    let (reference, _) = submit_at(&office, &submission).await.expect("the case is in order");
    let to = address::of_case(&office, &reference).await.expect("a key").expect("it is set up");
    storage.close().await;
    (reference, to)
}

fn mail(to: &str) -> String {
    format!(
        "From: ana@atelier.example\r\nTo: {to}\r\nMessage-ID: <1@atelier.example>\r\n\r\nSince 9:00.\r\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_is_told_what_to_do_by_the_exit_code() {
    let portal = Portal::new(Kind::Sqlite, POLICY).await;
    let (reference, to) = given_case(&portal).await;
    let mail = mail(&to);

    let storage = portal.open().await;
    let run = |mail: &str, more: &[&str]| receive(&portal, mail, more);
    for words in ["is in case", "already"] {
        let taken = run(&mail, &[]);
        assert_eq!(taken.status.code(), Some(0), "{}", said(&taken));
        assert!(said(&taken).contains(words), "{}", said(&taken));
    }
    let forwarded = mail.replace(&to, "someone@portal.example").replace("<1@", "<2@");
    assert_eq!(run(&forwarded, &[]).status.code(), Some(67));
    assert_eq!(run(&forwarded, &["--recipient", &to]).status.code(), Some(0));
    assert_eq!(run("", &[]).status.code(), Some(65));
    let automatic = format!("Auto-Submitted: auto-replied\r\n{}", mail.replace("<1@", "<3@"));
    let left_out = run(&automatic, &[]);
    assert!(
        left_out.status.success() && said(&left_out).contains("left out"),
        "{}",
        said(&left_out)
    );
    let away = Portal { database: "postgres://nobody@127.0.0.1:9/none".to_owned(), ..portal };
    let away = receive(&away, &mail, &[]);
    assert_eq!(away.status.code(), Some(75), "{}", said(&away));

    let events = storage.case_events(&reference, Audience::Customer).await.expect("it answers");
    let mails = events.iter().filter(|event| event.message_id.is_some());
    assert_eq!(mails.count(), 2, "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_is_laid_among_those_of_another_database() {
    let portal = Portal::new(Kind::Sqlite, POLICY).await;
    let (reference, to) = given_case(&portal).await;
    let head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSince 9:00.\r\n--b\r\n";
    let file = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\nLog\r\n--b--\r\n";
    let with_file = mail(&to).replace("\r\n\r\nSince 9:00.\r\n", &format!("\r\n{head}{file}"));
    let mark = portal.folder.path().join("data/attachments/owner");
    std::fs::create_dir_all(mark.parent().expect("a folder")).expect("writable");
    std::fs::write(&mark, "another database").expect("writable");

    let refused = receive(&portal, &with_file, &[]);
    assert_eq!(refused.status.code(), Some(75), "it comes again: {}", said(&refused));
    let why = said(&refused);
    assert!(why.contains("another database") && why.contains("help:"), "{why}");
    let plain = mail(&to).replace("<1@", "<2@");
    assert_eq!(receive(&portal, &plain, &[]).status.code(), Some(0), "it has no file");
    std::fs::remove_file(&mark).expect("it is there");
    let taken = receive(&portal, &with_file, &[]);
    assert_eq!(taken.status.code(), Some(0), "{}", said(&taken));
    let storage = portal.open().await;
    let files = storage.case_files(&reference, Audience::Customer).await.expect("it answers");
    assert_eq!(files.len(), 1);
    storage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_hears_of_a_mail_that_came_beside_the_server() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let portal = Portal::new(kind, POLICY).await;
        let (reference, to) = given_case(&portal).await;
        given_agent(&portal).await;
        let (mut server, address) = portal.serve();
        let mut desk = TcpStream::connect(address).expect("the server listens");
        desk.set_read_timeout(Some(Duration::from_mins(1))).expect("a time");
        let path = format!("/en/desk/live?case={}", reference.as_str());
        write!(desk, "GET {path} HTTP/1.1\r\nhost: help\r\ncookie: session=agent\r\n\r\n")
            .expect("it is asked");
        let mut lines = BufReader::new(desk).lines();
        let mut until = |end: &str| {
            let found = lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with(end)));
            assert!(found.is_some_and(|line| line.is_ok()), "{end} on {kind:?}");
        };
        until("retry:");
        assert!(receive(&portal, &mail(&to), &[]).status.success());
        until("data: changed");
        server.kill().expect("it runs");
        server.wait().expect("it ends");
    }
}

/// An agent, with a session.
async fn given_agent(portal: &Portal) {
    let (storage, now) = (portal.open().await, Clock::System.now());
    let new = NewAccount {
        email: "di@portal.example".parse().expect("an address"),
        name: "Di".to_owned(),
        password_hash: None,
        staff: Some(StaffRole::Agent),
        membership: None,
        identity: None,
    };
    let account = storage.create_account(&new, now).await.expect("it is new");
    let session = NewSession {
        account: account.id,
        password_hash: None,
        organisation: None,
        token: TokenHash::of("agent"),
        user_agent: "a test".to_owned(),
        expires_at: now.checked_add(SignedDuration::from_hours(1)).expect("an instant"),
    };
    storage.create_session(&session, now).await.expect("a session");
    storage.close().await;
}
