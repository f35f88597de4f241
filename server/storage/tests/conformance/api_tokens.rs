//! Tokens of the API.

use guichet_storage::TokenHash;

use crate::harness::{Database, at, on_both};

on_both!(an_api_token_is_used_listed_and_revoked);

async fn an_api_token_is_used_listed_and_revoked(database: Database) {
    let storage = database.open().await;
    let hash = TokenHash::of("secret");
    let billing = storage.create_api_token("billing", &hash, at(0)).await.unwrap();
    let crm = storage.create_api_token("crm", &TokenHash::of("other"), at(5)).await.unwrap();
    let listed = storage.api_tokens().await.unwrap();
    assert_eq!(listed.iter().map(|token| &token.id).collect::<Vec<_>>(), [&crm, &billing]);
    assert_eq!(listed[1].last_used_at, None);
    assert_eq!((listed[1].name.as_str(), listed[1].created_at), ("billing", at(0)));
    let used = async |now| storage.use_api_token(&hash, at(now)).await.unwrap().unwrap();
    assert_eq!(used(10).await.id, billing);
    assert_eq!(used(69).await.last_used_at, Some(at(10)));
    assert_eq!(used(70).await.last_used_at, Some(at(70)));
    assert_eq!(storage.api_tokens().await.unwrap()[1].last_used_at, Some(at(70)));
    assert_eq!(storage.use_api_token(&TokenHash::of("wrong"), at(1)).await.unwrap(), None);
    assert!(storage.revoke_api_token(&billing).await.unwrap());
    assert!(!storage.revoke_api_token(&billing).await.unwrap());
    assert_eq!(storage.use_api_token(&hash, at(100)).await.unwrap(), None);
}
