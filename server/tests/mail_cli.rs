//! `guichet mail receive` as a mail server's pipe runs it: a message on standard input, an exit code of sysexits.h.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use guichet_model::{
    case::{CaseRef, NewCase, Via},
    priority::{Answers, Effect, Level, Reach, Workaround},
};
use guichet_server::{
    cases::{Submission, address, office::Office, submit_at},
    settings::Settings,
};
use guichet_storage::{Audience, NewAccount, Storage};
use tempfile::TempDir;

const POLICY: &str = "editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }]\n";

fn receive(folder: &Path, database: &str, mail: &str, more: &[&str]) -> Output {
    let mut process = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .current_dir(folder)
        .args(["mail", "receive", "--content", "content", "--database", database])
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
async fn given_case(database: &str) -> (CaseRef, String) {
    let storage = Storage::open(database).await.expect("the database opens");
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
    let reference = submit_at(&office, &submission).await.expect("the case is in order");
    let to = address::of_case(&office, &reference).await.expect("a key").expect("it is set up");
    storage.close().await;
    (reference, to)
}

#[test]
fn a_mail_server_is_told_what_to_do_by_the_exit_code() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("content/articles/en")).expect("the folder is writable");
    fs::write(folder.path().join("content/portal.toml"), POLICY).expect("the file is writable");
    let article = "---\ntitle: Mail\n---\nWords.\n";
    fs::create_dir_all(folder.path().join("content/articles/en/mail")).expect("writable");
    fs::write(folder.path().join("content/articles/en/mail/a.md"), article).expect("writable");
    let database = format!("sqlite:{}", folder.path().join("guichet.db").display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (reference, to) = runtime.block_on(given_case(&database));
    let mail = format!(
        "From: ana@atelier.example\r\nTo: {to}\r\nMessage-ID: <1@atelier.example>\r\n\r\nSince 9:00.\r\n"
    );

    let run = |mail: &str, more: &[&str]| receive(folder.path(), &database, mail, more);
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
    let away = receive(folder.path(), "postgres://nobody@127.0.0.1:9/none", &mail, &[]);
    assert_eq!(away.status.code(), Some(75), "{}", said(&away));

    let events = runtime.block_on(async {
        let storage = Storage::open(&database).await.expect("the database opens");
        storage.case_events(&reference, Audience::Customer).await.expect("it answers")
    });
    let mails = events.iter().filter(|event| event.message_id.is_some());
    assert_eq!(mails.count(), 2, "each once");
}
