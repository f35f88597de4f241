//! Keys that every node shares.

use crate::harness::{Database, on_both};

on_both!(every_node_has_the_same_key, a_database_is_told_from_others);

async fn every_node_has_the_same_key(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let calls: Vec<_> = (0..8)
        .map(|call| {
            let node = nodes[call % 2].clone();
            tokio::spawn(async move { node.secret("chat").await })
        })
        .collect();
    let key = nodes[0].secret("chat").await.unwrap();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), key);
    }
    assert_ne!(nodes[0].secret("pins").await.unwrap(), key);
    assert_ne!(key, [0; 32]);
    assert_eq!(database.open().await.secret("chat").await.unwrap(), key);
}

async fn a_database_is_told_from_others(database: Database) {
    let storage = database.open().await;
    let identity = storage.identity().await.unwrap();
    assert_eq!(database.open().await.identity().await.unwrap(), identity);
    let other = guichet_storage::Storage::open("sqlite::memory:").await.unwrap();
    assert_ne!(other.identity().await.unwrap(), identity);
}
