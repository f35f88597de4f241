//! One-time tokens.

use guichet_storage::{AccountId, Conflict, Purpose, Storage, StorageError, TokenHash};

use crate::harness::{Database, at, given_account, message, on_both};

on_both!(
    a_token_opens_one_door_once,
    a_token_expires,
    one_of_many_takes_a_token,
    failures_void_a_token,
    failures_at_once_are_all_counted,
    a_token_and_its_mail_are_one_step,
    prune_deletes_expired_tokens,
);

const PURPOSE: Purpose = Purpose::ResetPassword;

async fn given_token(storage: &Storage, token: &str) -> TokenHash {
    let hash = TokenHash::of(token);
    storage.create_token(PURPOSE, &hash, None, "payload", at(900), None, at(0)).await.unwrap();
    hash
}

async fn a_token_opens_one_door_once(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let hash = TokenHash::of("secret");
    let state = "{\"nonce\":\"😀\"}";
    storage
        .create_token(Purpose::ProviderSignIn, &hash, Some(&ada.id), state, at(900), None, at(5))
        .await
        .unwrap();
    for other in [Purpose::ResetPassword, Purpose::SecondFactor] {
        assert_eq!(storage.peek_token(other, &hash, at(6)).await.unwrap(), None);
        assert_eq!(storage.take_token(other, &hash, at(6)).await.unwrap(), None);
    }
    let seen = storage.peek_token(Purpose::ProviderSignIn, &hash, at(6)).await.unwrap().unwrap();
    assert_eq!(seen.account, Some(ada.id));
    assert_eq!((seen.payload.as_str(), seen.created_at), (state, at(5)));
    let take = async || storage.take_token(Purpose::ProviderSignIn, &hash, at(6)).await.unwrap();
    assert_eq!(take().await, Some(seen));
    assert_eq!(take().await, None);
    assert_eq!(storage.peek_token(Purpose::ProviderSignIn, &hash, at(6)).await.unwrap(), None);
}

async fn a_token_expires(database: Database) {
    let storage = database.open().await;
    let hash = given_token(&storage, "secret").await;
    assert!(storage.peek_token(PURPOSE, &hash, at(899)).await.unwrap().is_some());
    assert!(storage.peek_token(PURPOSE, &hash, at(900)).await.unwrap().is_none());
    assert!(storage.take_token(PURPOSE, &hash, at(900)).await.unwrap().is_none());
}

async fn one_of_many_takes_a_token(database: Database) {
    let nodes = [database.open().await, database.open().await];
    for round in 0..10 {
        let hash = given_token(&nodes[0], &format!("secret {round}")).await;
        let takers: Vec<_> = (0..16)
            .map(|taker| {
                let (node, hash) = (nodes[taker % 2].clone(), hash.clone());
                tokio::spawn(async move { node.take_token(PURPOSE, &hash, at(1)).await })
            })
            .collect();
        let mut won = 0;
        for taker in takers {
            won += usize::from(taker.await.unwrap().unwrap().is_some());
        }
        assert_eq!(won, 1);
    }
}

async fn failures_void_a_token(database: Database) {
    let storage = database.open().await;
    let hash = given_token(&storage, "secret").await;
    let fail = async |purpose| storage.count_failure(purpose, &hash, 3).await.unwrap();
    assert!(!fail(Purpose::SecondFactor).await);
    assert!(fail(PURPOSE).await);
    assert!(fail(PURPOSE).await);
    assert!(storage.peek_token(PURPOSE, &hash, at(1)).await.unwrap().is_some());
    assert!(!fail(PURPOSE).await);
    assert!(storage.take_token(PURPOSE, &hash, at(1)).await.unwrap().is_none());
    assert!(!fail(PURPOSE).await);
}

async fn failures_at_once_are_all_counted(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let hash = given_token(&nodes[0], "secret").await;
    let guesses: Vec<_> = (0..16)
        .map(|guess| {
            let (node, hash) = (nodes[guess % 2].clone(), hash.clone());
            tokio::spawn(async move { node.count_failure(PURPOSE, &hash, 5).await })
        })
        .collect();
    let mut held = 0;
    for guess in guesses {
        held += usize::from(guess.await.unwrap().unwrap());
    }
    assert_eq!(held, 4);
}

async fn a_token_and_its_mail_are_one_step(database: Database) {
    let storage = database.open().await;
    let mail = message("ada@example.org", "Choose a new password");
    let hash = TokenHash::of("secret");
    let nobody = AccountId::from("nobody".to_owned());
    let create = async |account: Option<&AccountId>| {
        storage.create_token(PURPOSE, &hash, account, "", at(900), Some(&mail), at(0)).await
    };
    let missing = create(Some(&nobody)).await;
    assert!(matches!(missing, Err(StorageError::Conflict(Conflict::Missing))), "{missing:?}");
    assert!(storage.claim(10, at(60), at(1)).await.unwrap().is_empty());
    create(None).await.unwrap();
    let claimed = storage.claim(10, at(60), at(1)).await.unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(claimed[0].content, mail);
    assert!(storage.take_token(PURPOSE, &hash, at(1)).await.unwrap().is_some());
}

async fn prune_deletes_expired_tokens(database: Database) {
    let storage = database.open().await;
    let hash = given_token(&storage, "secret").await;
    storage.prune(at(899)).await.unwrap();
    assert!(storage.peek_token(PURPOSE, &hash, at(0)).await.unwrap().is_some());
    storage.prune(at(900)).await.unwrap();
    assert!(storage.peek_token(PURPOSE, &hash, at(0)).await.unwrap().is_none());
}
