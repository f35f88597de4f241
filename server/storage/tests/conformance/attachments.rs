//! Files: what is known of them while they arrive, and which of them are nobody's.

use guichet_storage::{DraftOwner, Sender};

use crate::harness::{Database, at, given_account, on_both};

on_both!(
    a_file_is_whole_when_all_of_it_has_arrived,
    a_draft_takes_so_many_files,
    files_without_a_place_are_found,
);

async fn a_file_is_whole_when_all_of_it_has_arrived(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let sender = Sender { account: Some(&ada.id), ..Sender::default() };
    let id = storage.create_attachment(sender, "mail.log", 10, 10, at(0)).await.unwrap().unwrap();
    assert!(storage.attachment_received(&id, 0, 4, at(1)).await.unwrap());
    assert!(!storage.attachment_received(&id, 0, 6, at(1)).await.unwrap(), "it had four");
    storage.attachment_whole(&id, "text/plain", "00", at(2)).await.unwrap();
    assert!(!storage.attachment(&id).await.unwrap().unwrap().is_whole(), "six are missing");
    assert!(storage.attachment_received(&id, 4, 10, at(3)).await.unwrap());
    storage.attachment_whole(&id, "text/plain", "00", at(4)).await.unwrap();
    let found = storage.attachment(&id).await.unwrap().unwrap();
    assert!(found.is_whole());
    assert_eq!((found.name.as_str(), found.size, found.received), ("mail.log", 10, 10));
    assert_eq!((found.account, found.sha256.as_deref()), (Some(ada.id), Some("00")));
    assert!(storage.delete_attachment(&id).await.unwrap());
    assert_eq!(storage.attachment(&id).await.unwrap(), None);
}

async fn a_draft_takes_so_many_files(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let draft = storage.create_draft(DraftOwner::Account(&ada.id), "{}", at(0)).await.unwrap();
    let sender = Sender { account: Some(&ada.id), draft: Some(&draft), ..Sender::default() };
    for name in ["a", "b"] {
        assert!(storage.create_attachment(sender, name, 1, 2, at(0)).await.unwrap().is_some());
    }
    assert_eq!(storage.create_attachment(sender, "c", 1, 2, at(0)).await.unwrap(), None);
    let names: Vec<String> =
        storage.attachments_of(&draft).await.unwrap().into_iter().map(|file| file.name).collect();
    assert_eq!(names.len(), 2);
    // Files of no draft are counted by themselves.
    let loose = Sender { draft: None, ..sender };
    assert!(storage.create_attachment(loose, "d", 1, 1, at(0)).await.unwrap().is_some());
    assert_eq!(storage.create_attachment(loose, "e", 1, 1, at(0)).await.unwrap(), None);
}

async fn files_without_a_place_are_found(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let draft = storage.create_draft(DraftOwner::Account(&ada.id), "{}", at(0)).await.unwrap();
    let sender = Sender { account: Some(&ada.id), draft: Some(&draft), ..Sender::default() };
    let id = storage.create_attachment(sender, "a", 1, 10, at(0)).await.unwrap().unwrap();
    assert!(storage.loose_attachments(at(9), 10).await.unwrap().is_empty());
    storage.delete_draft(&draft).await.unwrap();
    assert_eq!(storage.attachment(&id).await.unwrap().unwrap().draft, None);
    assert_eq!(storage.loose_attachments(at(9), 10).await.unwrap(), [id]);
    assert!(storage.loose_attachments(at(-1), 10).await.unwrap().is_empty());
}
