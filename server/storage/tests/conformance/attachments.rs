//! Files: what is known of them while they arrive, and which of them are nobody's.

use guichet_storage::{Announced, AttachmentId, DraftOwner, Piece, Room, Sender, Storage};

use crate::harness::{Database, at, given_account, on_both};

on_both!(
    a_file_is_whole_when_all_of_it_has_arrived,
    pieces_are_noted_in_their_turn,
    of_pieces_that_come_at_once_one_is_noted,
    pieces_are_forgotten_with_their_file,
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

fn piece(start: u64, size: u64, object: &str) -> Piece {
    Piece { start, size, object: object.to_owned() }
}

async fn pieces_are_noted_in_their_turn(database: Database) {
    let storage = database.open().await;
    let id = given_file(&storage, Sender::default(), 10).await;
    let add = async |start, size, object: &str| {
        storage.add_attachment_piece(&id, &piece(start, size, object), at(1)).await.unwrap()
    };
    assert!(!add(4, 2, "a").await, "nothing lies before it");
    assert!(add(0, 4, "b").await);
    assert!(!add(0, 4, "c").await, "it comes again");
    assert!(!add(4, 7, "d").await, "it is too long");
    assert!(add(4, 6, "e").await);
    let pieces = storage.attachment_pieces(&id).await.unwrap();
    assert_eq!(pieces, [piece(0, 4, "b"), piece(4, 6, "e")]);
    assert_eq!(storage.attachment(&id).await.unwrap().unwrap().received, 10);
    storage.attachment_whole(&id, "text/plain", "00", at(2)).await.unwrap();
    assert!(!add(10, 0, "f").await, "the file is whole");
}

async fn of_pieces_that_come_at_once_one_is_noted(database: Database) {
    let storage = database.open().await;
    let id = given_file(&storage, Sender::default(), 100).await;
    let mut nodes = tokio::task::JoinSet::new();
    for number in 0..8 {
        let (node, id) = (database.open().await, id.clone());
        nodes.spawn(async move {
            let piece = piece(0, 10 + number, &number.to_string());
            let noted = node.add_attachment_piece(&id, &piece, at(1)).await.unwrap();
            noted.then_some(piece)
        });
    }
    let noted: Vec<Piece> = nodes.join_all().await.into_iter().flatten().collect();
    assert_eq!(noted.len(), 1);
    assert_eq!(storage.attachment_pieces(&id).await.unwrap(), noted);
    assert_eq!(storage.attachment(&id).await.unwrap().unwrap().received, noted[0].size);
}

async fn pieces_are_forgotten_with_their_file(database: Database) {
    let storage = database.open().await;
    let [id, other] = [
        given_file(&storage, Sender::default(), 1).await,
        given_file(&storage, Sender::default(), 1).await,
    ];
    for id in [&id, &other] {
        assert!(storage.add_attachment_piece(id, &piece(0, 1, "a"), at(1)).await.unwrap());
        let under = storage.attachment_pieces_under(&id.as_str()[..2]).await.unwrap();
        assert!(under.contains(&(id.clone(), "a".to_owned())));
    }
    assert!(storage.delete_attachment(&id).await.unwrap());
    assert!(storage.attachment_pieces(&id).await.unwrap().is_empty());
    let late = storage.add_attachment_piece(&id, &piece(1, 1, "b"), at(2)).await.unwrap();
    assert!(!late, "nobody goes on with a file that is forgotten");
    assert_eq!(storage.attachment_pieces(&other).await.unwrap().len(), 1);
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
