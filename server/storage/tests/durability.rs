//! Acknowledged means durable: a program that writes is killed in the middle, and everything it was told is done is there afterwards,
//! whole.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::{
    collections::BTreeSet,
    env,
    hash::{BuildHasher as _, RandomState},
    io::{BufRead as _, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use guichet_model::viewer::Role;
use guichet_storage::{
    AccountFilter, NewAccount, NewMessage, OrganisationChange, Purpose, Storage, StorageError,
    TokenHash,
    testing::{Cluster, Stop, until_alone},
};
use jiff::Timestamp;

/// Tells the writer where to write, and that it is one.
const ADDRESS: &str = "GUICHET_TEST_WRITER_DATABASE";
const ROUND: &str = "GUICHET_TEST_WRITER_ROUND";
/// What the writer prints before the name of what is done.
const DONE: &str = "done ";
const PURPOSE: Purpose = Purpose::ResetPassword;

fn now() -> Timestamp {
    Timestamp::from_second(1_900_000_000).unwrap()
}

fn later() -> Timestamp {
    now() + jiff::SignedDuration::from_hours(1)
}

/// The program that is killed: this test binary once more, with this test alone.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the writer of the other tests"]
async fn writer() {
    let (Ok(address), Ok(round)) = (env::var(ADDRESS), env::var(ROUND)) else { return };
    let storage = Storage::open(&address).await.unwrap();
    let tasks: Vec<_> = (0..4)
        .map(|task| {
            let (storage, round) = (storage.clone(), round.clone());
            tokio::spawn(async move {
                for number in 0.. {
                    let name = format!("r{round}t{task}n{number}");
                    // A database that has gone is the end of this writer.
                    if write(&storage, &name).await.is_err() {
                        return;
                    }
                    println!("{DONE}{name}");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

/// An organisation, then an account in it with an identity, then a token with the mail that carries it.
async fn write(storage: &Storage, name: &str) -> Result<(), StorageError> {
    let change = OrganisationChange {
        name: Some(name.into()),
        edition: Some("business".into()),
        domains: Some(vec![format!("{name}.example")]),
        ..OrganisationChange::default()
    };
    let (organisation, _) = storage.put_organisation(name, &change, now()).await?;
    let email = format!("{name}@example.org").parse().unwrap();
    let new = NewAccount {
        email,
        name: name.into(),
        password_hash: Some("$argon2id$".into()),
        staff: None,
        membership: Some((organisation.id, Role::Administrator)),
        identity: Some(("issuer".into(), name.into())),
    };
    let account = storage.create_account(&new, now()).await?;
    let mail = NewMessage {
        to: new.email,
        subject: name.into(),
        text: String::new(),
        html: String::new(),
        language: "en".into(),
        unsubscribe: None,
        thread: None,
    };
    let token = TokenHash::of(name);
    storage.create_token(PURPOSE, &token, Some(&account.id), "", later(), Some(&mail), now()).await
}

/// A writer at work.
struct Writer {
    child: Child,
    lines: BufReader<ChildStdout>,
    done: BTreeSet<String>,
}

impl Writer {
    /// Starts one and waits until it has done something.
    fn start(address: &str, round: usize) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "writer", "--ignored", "--nocapture"])
            .env(ADDRESS, address)
            .env(ROUND, round.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let mut writer = Self { child, lines, done: BTreeSet::new() };
        while writer.done.is_empty() {
            assert!(writer.read(), "the writer ended before it did anything");
        }
        writer
    }

    /// Takes in one line; `false` at the end.
    fn read(&mut self) -> bool {
        let mut line = String::new();
        let more = self.lines.read_line(&mut line).unwrap() > 0;
        // The harness prints on the same stream; the last line may have been cut.
        if let (Some(at), Some(line)) = (line.find(DONE), line.strip_suffix('\n')) {
            self.done.insert(line[at + DONE.len()..].to_owned());
        }
        more
    }

    /// Kills it with SIGKILL, and answers everything it said it had done.
    fn kill(mut self) -> BTreeSet<String> {
        self.child.kill().unwrap();
        while self.read() {}
        self.child.wait().unwrap();
        self.done
    }
}

/// A moment that is another in every round of every run.
async fn a_moment() {
    let random = RandomState::new().hash_one("moment");
    tokio::time::sleep(Duration::from_millis(50 + random % 700)).await;
}

/// Everything that was acknowledged is there, and of what was not, nothing is there by half.
async fn check(storage: &Storage, done: &BTreeSet<String>) {
    let mails: BTreeSet<String> = storage
        .claim(1_000_000, later(), now())
        .await
        .unwrap()
        .into_iter()
        .map(|mail| mail.content.subject)
        .collect();
    for name in done {
        let organisation = storage.organisation_by_external_id(name).await.unwrap();
        let organisation = organisation.unwrap_or_else(|| panic!("the organisation {name}"));
        assert_eq!(organisation.domains, [format!("{name}.example")]);
        let account = storage.account_by_identity("issuer", name).await.unwrap();
        assert!(account.is_some(), "the account {name} is lost");
        let token = storage.peek_token(PURPOSE, &TokenHash::of(name), now()).await.unwrap();
        assert!(token.is_some(), "the token {name} is lost");
        assert!(mails.contains(name), "the mail {name} is lost");
    }
    for mail in &mails {
        let token = storage.peek_token(PURPOSE, &TokenHash::of(mail), now()).await.unwrap();
        assert!(token.is_some(), "the mail {mail} has no token");
    }
    for account in storage.accounts(&AccountFilter::default(), 1_000_000, 0).await.unwrap() {
        let memberships = storage.memberships(&account.id).await.unwrap();
        assert_eq!(memberships.len(), 1, "{} is an account by half", account.name);
        let identity = storage.account_by_identity("issuer", &account.name).await.unwrap();
        assert_eq!(identity.map(|found| found.id), Some(account.id));
    }
    // Leases end for the next round.
    for mail in storage.claim(1_000_000, now(), later()).await.unwrap() {
        assert!(mails.contains(&mail.content.subject));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_what_a_killed_program_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("portal.db").display());
    let mut done = BTreeSet::new();
    for round in 0..5 {
        let writer = Writer::start(&address, round);
        a_moment().await;
        done.extend(writer.kill());
        let storage = Storage::open(&address).await.unwrap();
        check(&storage, &done).await;
        storage.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_what_was_acknowledged_when_program_or_server_die() {
    let cluster = Cluster::start();
    let address = cluster.database().await;
    let mut done = BTreeSet::new();
    for round in 0..6 {
        let writer = Writer::start(&address, round);
        a_moment().await;
        if round % 2 == 0 {
            done.extend(writer.kill());
        } else {
            cluster.stop(Stop::Immediate);
            done.extend(writer.kill());
            cluster.start_again();
        }
        until_alone(&address).await;
        let storage = Storage::open(&address).await.unwrap();
        check(&storage, &done).await;
        storage.close().await;
    }
}
