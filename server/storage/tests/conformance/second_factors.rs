//! Second factors: no code works twice.

use guichet_storage::{AccountId, Conflict, Storage, StorageError, TokenHash};

use crate::harness::{Database, at, given_account, on_both};

on_both!(
    a_second_factor_comes_is_replaced_and_goes,
    a_step_is_used_once,
    a_recovery_code_is_used_once,
    new_recovery_codes_replace_the_old,
);

fn codes(names: &[&str]) -> Vec<TokenHash> {
    names.iter().map(|name| TokenHash::of(name)).collect()
}

/// How many of many calls at once succeed.
async fn winners<F>(calls: impl IntoIterator<Item = F>) -> usize
where
    F: Future<Output = Result<bool, StorageError>> + Send + 'static,
{
    let calls: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    let mut won = 0;
    for call in calls {
        won += usize::from(call.await.unwrap().unwrap());
    }
    won
}

async fn a_second_factor_comes_is_replaced_and_goes(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    assert!(storage.second_factor(&ada.id).await.unwrap().is_none());
    let (a, b) = (codes(&["a", "b", "b"]), codes(&["c"]));
    storage.set_second_factor(&ada.id, "AAAA", 10, &a, None, at(1)).await.unwrap();
    let factor = storage.second_factor(&ada.id).await.unwrap().unwrap();
    assert_eq!((factor.secret.as_str(), factor.recovery_codes, factor.since), ("AAAA", 2, at(1)));
    storage.set_second_factor(&ada.id, "BBBB", 5, &b, None, at(2)).await.unwrap();
    let factor = storage.second_factor(&ada.id).await.unwrap().unwrap();
    assert_eq!((factor.secret.as_str(), factor.recovery_codes, factor.since), ("BBBB", 1, at(2)));
    assert!(!storage.use_recovery_code(&ada.id, &a[0]).await.unwrap());
    storage.remove_second_factor(&ada.id).await.unwrap();
    storage.remove_second_factor(&ada.id).await.unwrap();
    assert!(storage.second_factor(&ada.id).await.unwrap().is_none());
    assert!(!storage.use_recovery_code(&ada.id, &b[0]).await.unwrap());
    assert!(!storage.use_step(&ada.id, 100).await.unwrap());
    let nobody = AccountId::from("nobody".to_owned());
    assert!(matches!(
        storage.set_second_factor(&nobody, "AAAA", 1, &b, None, at(1)).await,
        Err(StorageError::Conflict(Conflict::Missing))
    ));
}

async fn a_step_is_used_once(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let ada = given_account(&nodes[0], "ada@example.org").await;
    nodes[0].set_second_factor(&ada.id, "AAAA", 10, &[], None, at(1)).await.unwrap();
    let try_step = async |step| nodes[0].use_step(&ada.id, step).await.unwrap();
    assert!(!try_step(10).await);
    assert!(try_step(12).await);
    // An earlier one that was never used has passed.
    assert!(!try_step(11).await);
    let won = winners((0..16).map(|call| {
        let (node, id): (Storage, _) = (nodes[call % 2].clone(), ada.id.clone());
        async move { node.use_step(&id, 13).await }
    }));
    assert_eq!(won.await, 1);
}

async fn a_recovery_code_is_used_once(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let ada = given_account(&nodes[0], "ada@example.org").await;
    let bob = given_account(&nodes[0], "bob@example.org").await;
    let codes = codes(&["a", "b"]);
    for account in [&ada, &bob] {
        nodes[0].set_second_factor(&account.id, "AAAA", 1, &codes, None, at(1)).await.unwrap();
    }
    let won = winners((0..16).map(|call| {
        let (node, id): (Storage, _) = (nodes[call % 2].clone(), ada.id.clone());
        let code = codes[0].clone();
        async move { node.use_recovery_code(&id, &code).await }
    }));
    assert_eq!(won.await, 1);
    let left = nodes[1].second_factor(&ada.id).await.unwrap().unwrap().recovery_codes;
    let others = nodes[1].second_factor(&bob.id).await.unwrap().unwrap().recovery_codes;
    assert_eq!((left, others), (1, 2));
}

async fn new_recovery_codes_replace_the_old(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let (old, new) = (codes(&["a", "b"]), codes(&["c"]));
    assert!(!storage.set_recovery_codes(&ada.id, &old).await.unwrap(), "there is no factor");
    storage.set_second_factor(&ada.id, "AAAA", 10, &old, None, at(1)).await.unwrap();
    assert!(storage.set_recovery_codes(&ada.id, &new).await.unwrap());
    let factor = storage.second_factor(&ada.id).await.unwrap().unwrap();
    assert_eq!((factor.secret.as_str(), factor.recovery_codes, factor.since), ("AAAA", 1, at(1)));
    assert!(!storage.use_recovery_code(&ada.id, &old[0]).await.unwrap());
    assert!(storage.use_recovery_code(&ada.id, &new[0]).await.unwrap());
    assert!(!storage.use_step(&ada.id, 10).await.unwrap(), "the last step stays used");
}
