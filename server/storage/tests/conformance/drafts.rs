//! Drafts: an owner's last one, and a browser's that goes over to whoever signs in with it.

use guichet_storage::{Announced, DraftOwner, KEEP_ANONYMOUS, KEEP_OWNED, Room, Sender, TokenHash};

use crate::harness::{Database, at, given_account, on_both};

on_both!(
    an_owner_has_the_draft_that_was_changed_last,
    a_browsers_draft_goes_over_to_its_account,
    a_browsers_draft_joins_the_one_it_goes_on_with,
    drafts_that_nobody_came_back_to_are_forgotten,
);

async fn an_owner_has_the_draft_that_was_changed_last(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let owner = DraftOwner::Account(&ada.id);
    assert_eq!(storage.draft(owner).await.unwrap(), None);
    let first = storage.create_draft(owner, "{}", at(0)).await.unwrap();
    let second = storage.create_draft(owner, "{\"a\": 1}", at(1)).await.unwrap();
    assert_eq!(storage.draft(owner).await.unwrap().unwrap().id, second);
    assert!(storage.save_draft(&first, "{\"b\": \"\u{1f525}\"}", at(2)).await.unwrap());
    let found = storage.draft(owner).await.unwrap().unwrap();
    assert_eq!((found.id, found.answers.as_str()), (first.clone(), "{\"b\": \"\u{1f525}\"}"));
    assert_eq!((found.created_at, found.updated_at), (at(0), at(2)));
    let bob = given_account(&storage, "bob@example.org").await;
    assert_eq!(storage.draft(DraftOwner::Account(&bob.id)).await.unwrap(), None);
    storage.delete_draft(&first).await.unwrap();
    assert!(!storage.save_draft(&first, "{}", at(3)).await.unwrap());
    assert_eq!(storage.draft(owner).await.unwrap().unwrap().id, second);
}

async fn a_browsers_draft_goes_over_to_its_account(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let (token, other) = (TokenHash::of("token"), TokenHash::of("other"));
    let id = storage.create_draft(DraftOwner::Browser(&token), "{}", at(0)).await.unwrap();
    let earlier = DraftOwner::Account(&ada.id);
    storage.create_draft(earlier, "{}", at(1)).await.unwrap();
    assert_eq!(storage.draft(DraftOwner::Browser(&other)).await.unwrap(), None);
    assert!(storage.claim_drafts(&token, &ada.id, at(2)).await.unwrap());
    assert!(!storage.claim_drafts(&token, &ada.id, at(2)).await.unwrap(), "once");
    assert_eq!(storage.draft(DraftOwner::Browser(&token)).await.unwrap(), None);
    assert_eq!(storage.draft(earlier).await.unwrap().unwrap().id, id);
}

async fn a_browsers_draft_joins_the_one_it_goes_on_with(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let bob = given_account(&storage, "bob@example.org").await;
    let (adas, token) = (DraftOwner::Account(&ada.id), TokenHash::of("token"));
    let earlier = storage.create_draft(adas, "earlier", at(0)).await.unwrap();
    let sender = Sender { account: Some(&ada.id), draft: Some(&earlier), ..Sender::default() };
    let room = Room { files: 9, persons_files: 9, persons_bytes: 99 };
    let file = storage.create_attachment(sender, "a.log", 9, room, at(0)).await.unwrap();
    storage.create_draft(adas, "another", at(1)).await.unwrap();
    let browsers = DraftOwner::Browser(&token);
    let later = storage.create_draft(browsers, "later", at(2)).await.unwrap();
    let join = |browsers: &str, theirs: &str| format!("{browsers} and {theirs}");

    // What is somebody else's, or gone, is left alone, and so is the browser's.
    assert!(!storage.join_draft(&token, (&bob.id, &earlier), join, at(3)).await.unwrap());
    assert!(!storage.join_draft(&token, (&ada.id, &later), join, at(3)).await.unwrap());
    assert_eq!(storage.draft(browsers).await.unwrap().unwrap().answers, "later");
    let joins = (0..4).map(|_| {
        let (storage, ada, token, earlier) =
            (storage.clone(), ada.id.clone(), token.clone(), earlier.clone());
        tokio::spawn(async move {
            storage.join_draft(&token, (&ada, &earlier), join, at(4)).await.unwrap()
        })
    });
    let mut joined = 0;
    for join in joins.collect::<Vec<_>>() {
        joined += usize::from(join.await.unwrap());
    }
    assert_eq!(joined, 1, "once, whoever asks at the same moment");
    assert_eq!(storage.draft(browsers).await.unwrap(), None);
    let found = storage.draft(adas).await.unwrap().unwrap();
    assert_eq!((&found.id, found.answers.as_str()), (&earlier, "later and earlier"));
    assert_eq!((found.created_at, found.updated_at), (at(0), at(4)));
    let files = storage.attachments_of(&earlier).await.unwrap();
    let ids: Vec<_> = files.into_iter().map(|file| Announced::Here(file.id)).collect();
    assert_eq!(ids, [file]);
}

async fn drafts_that_nobody_came_back_to_are_forgotten(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let token = TokenHash::of("token");
    let (owned, anonymous) = (DraftOwner::Account(&ada.id), DraftOwner::Browser(&token));
    storage.create_draft(owned, "{}", at(0)).await.unwrap();
    storage.create_draft(anonymous, "{}", at(0)).await.unwrap();
    storage.prune(at(0) + KEEP_ANONYMOUS).await.unwrap();
    assert_eq!(storage.draft(anonymous).await.unwrap(), None);
    assert!(storage.draft(owned).await.unwrap().is_some());
    storage.prune(at(0) + KEEP_OWNED).await.unwrap();
    assert_eq!(storage.draft(owned).await.unwrap(), None);
}
