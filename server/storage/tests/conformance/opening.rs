//! Opening a database, and opening it at once.

use guichet_storage::{Storage, StorageError};

use crate::harness::{Database, at, email, given_account, new_account, on_both};

on_both!(
    nodes_may_start_at_once,
    a_newer_schema_is_refused,
    what_is_dropped_changes_nothing,
    its_address_is_in_no_log,
);

async fn nodes_may_start_at_once(database: Database) {
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let address = database.address.clone();
            tokio::spawn(async move { Storage::open(&address).await })
        })
        .collect();
    for start in starts {
        start.await.unwrap().unwrap().ping().await.unwrap();
    }
}

async fn a_newer_schema_is_refused(database: Database) {
    database.open().await.close().await;
    sqlx::any::install_default_drivers();
    let mut connection =
        <sqlx::AnyConnection as sqlx::Connection>::connect(&database.address).await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         SELECT 9999, description, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    let error = Storage::open(&database.address).await.unwrap_err();
    assert!(matches!(error, StorageError::Migration(_)), "{error}");
    assert!(error.to_string().contains("9999"), "{error}");
}

/// A request that is given up, because its client has gone, leaves no half of a change and no broken connection.
async fn what_is_dropped_changes_nothing(database: Database) {
    let storage = database.open().await;
    for round in 0..200_u64 {
        let new = new_account(&format!("user{round}@example.org"));
        let create = storage.create_account(&new, at(0));
        _ = tokio::time::timeout(std::time::Duration::from_micros(round * 20), create).await;
    }
    let account = given_account(&storage, "ada@example.org").await;
    assert_eq!(storage.account_by_email(&email("ada@example.org")).await.unwrap(), Some(account));
    storage.ping().await.unwrap();
}

async fn its_address_is_in_no_log(database: Database) {
    let shown = format!("{:?}", database.open().await);
    assert!(!shown.contains("portal.db") && !shown.contains("postgres:"), "{shown}");
}

mod sqlite_alone {
    use super::*;

    #[tokio::test]
    async fn memory_is_a_database_too() {
        let storage = Storage::open("sqlite::memory:").await.unwrap();
        let account = given_account(&storage, "ada@example.org").await;
        assert_eq!(storage.account(&account.id).await.unwrap(), Some(account));
        // Each is its own.
        let other = Storage::open("sqlite::memory:").await.unwrap();
        given_account(&other, "ada@example.org").await;
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a folder/with 100% # odd ü signs/portal.db");
        let storage = Storage::open(&format!("sqlite:{}", file.display())).await.unwrap();
        given_account(&storage, "ada@example.org").await;
        let entries = std::fs::read_dir(file.parent().unwrap()).unwrap().flatten();
        let mut names = Vec::new();
        for entry in entries {
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{entry:?}");
            names.push(entry.file_name().into_string().unwrap());
        }
        names.sort();
        assert_eq!(names, ["portal.db", "portal.db-shm", "portal.db-wal"]);
    }

    #[tokio::test]
    async fn what_is_no_database_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes.txt");
        std::fs::write(&file, "These are notes, and long enough to be no database. ".repeat(40))
            .unwrap();
        let error = Storage::open(&format!("sqlite:{}", file.display())).await.unwrap_err();
        assert!(error.to_string().contains("not a database"), "{error}");
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("These are notes"));
        let beneath = file.join("portal.db");
        let error = Storage::open(&format!("sqlite:{}", beneath.display())).await.unwrap_err();
        assert!(matches!(error, StorageError::CannotWrite(_)), "{error}");
        let error = Storage::open("portal.db").await.unwrap_err();
        assert!(matches!(error, StorageError::BadAddress(_)), "{error}");
    }
}
