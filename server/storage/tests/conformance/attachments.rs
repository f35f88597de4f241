//! Files: what is known of them while they arrive, and which of them are nobody's.

use guichet_storage::{Announced, AttachmentId, DraftOwner, Room, Sender, Storage};

use crate::harness::{Database, at, given_account, on_both};

on_both!(
    a_file_is_whole_when_all_of_it_has_arrived,
    a_draft_takes_so_many_files,
    a_person_takes_so_much_room,
    files_without_a_place_are_found,
    files_are_found_by_the_beginning_of_their_names,
);

/// Room for so many files, of any size.
fn room(files: u32) -> Room {
    Room { files, persons_files: 100, persons_bytes: 1_000 }
}

async fn given_file(storage: &Storage, sender: Sender<'_>, size: u64) -> AttachmentId {
    match storage.create_attachment(sender, "mail.log", size, room(10), at(0)).await.unwrap() {
        Announced::Here(id) => id,
        refused => panic!("{refused:?}"),
    }
}

async fn a_file_is_whole_when_all_of_it_has_arrived(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let sender = Sender { account: Some(&ada.id), ..Sender::default() };
    let id = given_file(&storage, sender, 10).await;
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
    for _ in 0..2 {
        given_file(&storage, sender, 1).await;
    }
    let third = storage.create_attachment(sender, "c", 1, room(2), at(0)).await.unwrap();
    assert_eq!(third, Announced::TooMany);
    let names: Vec<String> =
        storage.attachments_of(&draft).await.unwrap().into_iter().map(|file| file.name).collect();
    assert_eq!(names.len(), 2);
    // Files of no draft are counted by themselves.
    let loose = Sender { draft: None, ..sender };
    given_file(&storage, loose, 1).await;
    let second = storage.create_attachment(loose, "e", 1, room(1), at(0)).await.unwrap();
    assert_eq!(second, Announced::TooMany);
}

async fn a_person_takes_so_much_room(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let ben = given_account(&storage, "ben@example.org").await;
    let sender = Sender { account: Some(&ada.id), ..Sender::default() };
    for number in 0..3 {
        // Each in a draft of its own.
        let draft = storage.create_draft(DraftOwner::Account(&ada.id), "{}", at(number)).await;
        let draft = draft.unwrap();
        given_file(&storage, Sender { draft: Some(&draft), ..sender }, 300).await;
    }
    let announce = async |sender: Sender<'_>, size, persons_files| {
        let room = Room { persons_files, ..room(10) };
        storage.create_attachment(sender, "d", size, room, at(9)).await.unwrap()
    };
    assert_eq!(announce(sender, 101, 100).await, Announced::Full, "900 of 1,000 bytes are taken");
    assert_eq!(announce(sender, 100, 3).await, Announced::Full, "three files are there");
    let others = Sender { account: Some(&ben.id), ..Sender::default() };
    assert!(matches!(announce(others, 101, 3).await, Announced::Here(_)), "others have their own");
    assert!(matches!(announce(sender, 100, 100).await, Announced::Here(_)));
}

async fn files_without_a_place_are_found(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let draft = storage.create_draft(DraftOwner::Account(&ada.id), "{}", at(0)).await.unwrap();
    let sender = Sender { account: Some(&ada.id), draft: Some(&draft), ..Sender::default() };
    let id = given_file(&storage, sender, 1).await;
    assert!(storage.loose_attachments(at(9), 10).await.unwrap().is_empty());
    storage.delete_draft(&draft).await.unwrap();
    assert_eq!(storage.attachment(&id).await.unwrap().unwrap().draft, None);
    assert_eq!(storage.loose_attachments(at(9), 10).await.unwrap(), [id]);
    assert!(storage.loose_attachments(at(-1), 10).await.unwrap().is_empty());
}

async fn files_are_found_by_the_beginning_of_their_names(database: Database) {
    let storage = database.open().await;
    let mut ids = Vec::new();
    for _ in 0..40 {
        ids.push(given_file(&storage, Sender::default(), 1).await);
    }
    for digit in "0123456789abcdef".chars() {
        let beginning = digit.to_string();
        let mut found = storage.attachments_under(&beginning).await.unwrap();
        found.sort_by_key(ToString::to_string);
        let mut known: Vec<_> =
            ids.iter().filter(|id| id.as_str().starts_with(digit)).cloned().collect();
        known.sort_by_key(ToString::to_string);
        assert_eq!(found, known, "{digit}");
    }
}
