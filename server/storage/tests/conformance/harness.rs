//! What the tests share: a fresh database, builders, instants.

use guichet_model::{email::EmailAddress, viewer::Role};
use guichet_storage::{
    Account, NewAccount, NewMessage, NewSession, Organisation, OrganisationChange, OrganisationId,
    Storage, TokenHash, testing,
};
use jiff::Timestamp;

/// A database of the test's own.
pub(crate) struct Database {
    pub(crate) address: String,
    _folder: Option<tempfile::TempDir>,
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("data/portal.db").display());
        Self { address, _folder: Some(folder) }
    }

    pub(crate) async fn postgres() -> Self {
        Self { address: testing::postgres_database().await, _folder: None }
    }

    /// A node on this database.
    pub(crate) async fn open(&self) -> Storage {
        Storage::open(&self.address).await.unwrap()
    }
}

/// Runs tests on both databases.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::harness::Database::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::harness::Database::postgres().await).await;
            })*
        }
    };
}
pub(crate) use on_both;

/// An instant, in seconds after the beginning of a test.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_900_000_000 + seconds).unwrap()
}

pub(crate) fn email(address: &str) -> EmailAddress {
    address.parse().unwrap()
}

pub(crate) fn new_account(address: &str) -> NewAccount {
    NewAccount {
        email: email(address),
        name: "Ada".into(),
        password_hash: Some("$argon2id$1".into()),
        staff: None,
        membership: None,
        identity: None,
    }
}

pub(crate) async fn given_account(storage: &Storage, address: &str) -> Account {
    storage.create_account(&new_account(address), at(0)).await.unwrap()
}

pub(crate) fn organisation(name: &str, edition: &str) -> OrganisationChange {
    OrganisationChange {
        name: Some(name.into()),
        edition: Some(edition.into()),
        ..OrganisationChange::default()
    }
}

pub(crate) async fn given_organisation(storage: &Storage, name: &str) -> Organisation {
    storage.create_organisation(None, &organisation(name, "business"), at(0)).await.unwrap()
}

pub(crate) async fn given_member(
    storage: &Storage,
    address: &str,
    organisation: &OrganisationId,
    role: Role,
) -> Account {
    let new = NewAccount { membership: Some((organisation.clone(), role)), ..new_account(address) };
    storage.create_account(&new, at(0)).await.unwrap()
}

pub(crate) fn new_session(account: &Account, token: &str) -> NewSession {
    NewSession {
        account: account.id.clone(),
        password_hash: account.password_hash.clone(),
        organisation: None,
        token: TokenHash::of(token),
        user_agent: "Firefox".into(),
        expires_at: at(10_000),
    }
}

pub(crate) fn message(to: &str, subject: &str) -> NewMessage {
    NewMessage {
        to: email(to),
        subject: subject.into(),
        text: "words".into(),
        html: "<p>words</p>".into(),
        language: "fr".into(),
        unsubscribe: None,
        thread: None,
    }
}
