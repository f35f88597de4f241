//! Accounts, identities and memberships.

use guichet_model::viewer::{Role, StaffRole};
use guichet_storage::{
    AccountFilter, AccountId, Conflict, NewAccount, OrganisationId, Purpose, Storage, StorageError,
    TokenHash,
};

use crate::harness::{
    Database, at, email, given_account, given_member, given_organisation, new_account, new_session,
    on_both,
};

on_both!(
    an_account_is_found_again,
    an_address_has_one_account,
    two_nodes_create_one_account,
    an_identity_has_one_account,
    a_failed_creation_leaves_nothing,
    accounts_are_listed_by_address,
    a_new_password_ends_sessions_and_tokens,
    a_stronger_hash_ends_nothing,
    suspension_ends_sessions,
    staff_roles_come_and_go,
    memberships_come_change_and_go,
    signs_of_every_kind_survive,
    what_is_missing_is_told,
);

fn conflict<T: std::fmt::Debug>(result: Result<T, StorageError>) -> Conflict {
    match result {
        Err(StorageError::Conflict(conflict)) => conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

async fn an_account_is_found_again(database: Database) {
    let storage = database.open().await;
    let new = NewAccount {
        staff: Some(StaffRole::Editor),
        identity: Some(("https://id.example.org".into(), "ada".into())),
        ..new_account("Ada@Example.org")
    };
    // Finer than what is stored: the answer is what will be read.
    let now = at(0) + jiff::SignedDuration::from_nanos(1_234_567);
    let account = storage.create_account(&new, now).await.unwrap();
    assert_eq!(account.email.as_str(), "ada@example.org");
    assert_eq!((account.staff, account.suspended), (Some(StaffRole::Editor), false));
    let found = Some(account.clone());
    assert_eq!(storage.account(&account.id).await.unwrap(), found);
    assert_eq!(storage.account_by_email(&email("ADA@example.ORG")).await.unwrap(), found);
    assert_eq!(storage.account_by_identity("https://id.example.org", "ada").await.unwrap(), found);
    assert_eq!(storage.account_by_identity("https://id.example.org", "Ada").await.unwrap(), None);
    assert_eq!(storage.account_by_email(&email("eve@example.org")).await.unwrap(), None);
    // Another node, another process, after a restart.
    storage.close().await;
    assert_eq!(database.open().await.account(&account.id).await.unwrap(), found);
}

async fn an_address_has_one_account(database: Database) {
    let storage = database.open().await;
    given_account(&storage, "ada@example.org").await;
    let again = storage.create_account(&new_account("ada@example.org"), at(1)).await;
    assert_eq!(conflict(again), Conflict::EmailTaken);
}

async fn two_nodes_create_one_account(database: Database) {
    let nodes = [database.open().await, database.open().await];
    for round in 0..20 {
        let address = format!("user{round}@example.org");
        let create = |node: &Storage| {
            let (node, new) = (node.clone(), new_account(&address));
            tokio::spawn(async move { node.create_account(&new, at(0)).await })
        };
        let [one, other] = [create(&nodes[0]), create(&nodes[1])];
        let results = [one.await.unwrap(), other.await.unwrap()];
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        let lost = results.into_iter().find(Result::is_err).unwrap();
        assert_eq!(conflict(lost), Conflict::EmailTaken);
    }
    let all = nodes[0].accounts(&AccountFilter::default(), 100, 0).await.unwrap();
    assert_eq!(all.len(), 20);
}

async fn an_identity_has_one_account(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let bob = given_account(&storage, "bob@example.org").await;
    storage.link_identity(&ada.id, "issuer", "1", at(0)).await.unwrap();
    // Once more is no conflict.
    storage.link_identity(&ada.id, "issuer", "1", at(1)).await.unwrap();
    storage.link_identity(&ada.id, "issuer0", "7", at(1)).await.unwrap();
    assert_eq!(storage.identities(&ada.id).await.unwrap(), ["issuer", "issuer0"]);
    assert!(storage.identities(&bob.id).await.unwrap().is_empty());
    // The same subject of another issuer is someone else.
    storage.link_identity(&bob.id, "issuer2", "1", at(1)).await.unwrap();
    let taken = storage.link_identity(&bob.id, "issuer", "1", at(1)).await;
    assert_eq!(conflict(taken), Conflict::IdentityTaken);
    let new = NewAccount {
        identity: Some(("issuer".into(), "1".into())),
        ..new_account("eve@example.org")
    };
    assert_eq!(conflict(storage.create_account(&new, at(1)).await), Conflict::IdentityTaken);
    assert_eq!(storage.account_by_email(&email("eve@example.org")).await.unwrap(), None);
    assert_eq!(storage.account_by_identity("issuer", "1").await.unwrap(), Some(ada));
}

async fn a_failed_creation_leaves_nothing(database: Database) {
    let storage = database.open().await;
    let nowhere = OrganisationId::from("nowhere".to_owned());
    let new =
        NewAccount { membership: Some((nowhere, Role::Member)), ..new_account("ada@example.org") };
    assert_eq!(conflict(storage.create_account(&new, at(0)).await), Conflict::Missing);
    assert_eq!(storage.account_by_email(&new.email).await.unwrap(), None);
    // The connection it used is as good as before.
    given_account(&storage, "ada@example.org").await;
}

async fn accounts_are_listed_by_address(database: Database) {
    let storage = database.open().await;
    let organisation = given_organisation(&storage, "Acme").await;
    for name in ["carl", "bob", "dora"] {
        let address = format!("{name}@example.org");
        given_member(&storage, &address, &organisation.id, Role::Member).await;
    }
    let agent = NewAccount { staff: Some(StaffRole::Agent), ..new_account("agent@example.org") };
    storage.create_account(&agent, at(0)).await.unwrap();
    let names = async |filter: AccountFilter, limit, offset| -> Vec<String> {
        let found = storage.accounts(&filter, limit, offset).await.unwrap();
        found.iter().map(|a| a.email.as_str().split_once('@').unwrap().0.to_owned()).collect()
    };
    let members = AccountFilter { organisation: Some(organisation.id.clone()), staff: false };
    let staff = AccountFilter { organisation: None, staff: true };
    let both = AccountFilter { staff: true, ..members.clone() };
    assert_eq!(names(AccountFilter::default(), 9, 0).await, ["agent", "bob", "carl", "dora"]);
    assert_eq!(names(AccountFilter::default(), 2, 1).await, ["bob", "carl"]);
    assert_eq!(names(members, 9, 0).await, ["bob", "carl", "dora"]);
    assert_eq!(names(staff, 9, 0).await, ["agent"]);
    assert!(names(both, 9, 0).await.is_empty());
    assert!(names(AccountFilter::default(), u32::MAX, u32::MAX).await.is_empty());
}

async fn a_new_password_ends_sessions_and_tokens(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let bob = given_account(&storage, "bob@example.org").await;
    let kept = storage.create_session(&new_session(&ada, "one"), at(0)).await.unwrap();
    storage.create_session(&new_session(&ada, "two"), at(0)).await.unwrap();
    storage.create_session(&new_session(&bob, "three"), at(0)).await.unwrap();
    for (token, account) in [("reset", &ada), ("other", &bob)] {
        let token = TokenHash::of(token);
        storage
            .create_token(
                Purpose::ResetPassword,
                &token,
                Some(&account.id),
                "",
                at(900),
                None,
                at(0),
            )
            .await
            .unwrap();
    }
    storage.set_password(&ada.id, "$argon2id$2", Some(&kept), at(5)).await.unwrap();
    let changed = storage.account(&ada.id).await.unwrap().unwrap();
    assert_eq!(changed.password_hash.as_deref(), Some("$argon2id$2"));
    assert_eq!((changed.created_at, changed.updated_at), (at(0), at(5)));
    let is_open = async |token: &str| {
        storage.session(&TokenHash::of(token), at(0), at(6)).await.unwrap().is_some()
    };
    assert!(is_open("one").await);
    assert!(!is_open("two").await);
    assert!(is_open("three").await);
    let holds = async |token: &str| {
        let token = TokenHash::of(token);
        storage.peek_token(Purpose::ResetPassword, &token, at(6)).await.unwrap().is_some()
    };
    assert!(!holds("reset").await);
    assert!(holds("other").await);
    storage.set_password(&ada.id, "$argon2id$3", None, at(7)).await.unwrap();
    assert!(!is_open("one").await);
    // Whoever proved who they are by the old password comes too late.
    let late = storage.create_session(&new_session(&changed, "late"), at(8)).await;
    assert_eq!(conflict(late), Conflict::Missing);
    let nobody = AccountId::from("nobody".to_owned());
    let missing = storage.set_password(&nobody, "x", None, at(7)).await;
    assert_eq!(conflict(missing), Conflict::Missing);
}

async fn a_stronger_hash_ends_nothing(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    storage.create_session(&new_session(&ada, "one"), at(0)).await.unwrap();
    let old = ada.password_hash.as_deref().unwrap();
    assert!(storage.upgrade_password_hash(&ada.id, old, "$argon2id$9").await.unwrap());
    assert!(!storage.upgrade_password_hash(&ada.id, old, "$argon2id$1").await.unwrap());
    let changed = storage.account(&ada.id).await.unwrap().unwrap();
    assert_eq!(changed.password_hash.as_deref(), Some("$argon2id$9"));
    assert!(storage.session(&TokenHash::of("one"), at(0), at(1)).await.unwrap().is_some());
}

async fn suspension_ends_sessions(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let token = TokenHash::of("one");
    storage.create_session(&new_session(&ada, "one"), at(0)).await.unwrap();
    storage.set_account_suspended(&ada.id, true, at(1)).await.unwrap();
    assert!(storage.account(&ada.id).await.unwrap().unwrap().suspended);
    assert!(storage.session(&token, at(0), at(2)).await.unwrap().is_none());
    assert!(storage.sessions(&ada.id, at(0), at(2)).await.unwrap().is_empty());
    // Whoever proved who they are before the suspension does not come in after it.
    let late = TokenHash::of("late");
    let begun = storage.create_session(&new_session(&ada, "late"), at(2)).await;
    assert_eq!(conflict(begun), Conflict::Missing);
    storage.set_account_suspended(&ada.id, false, at(3)).await.unwrap();
    assert!(!storage.account(&ada.id).await.unwrap().unwrap().suspended);
    for token in [&token, &late] {
        assert!(storage.session(token, at(0), at(4)).await.unwrap().is_none());
    }
}

async fn staff_roles_come_and_go(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    for role in StaffRole::ALL.map(Some).into_iter().chain([None]) {
        storage.set_staff(&ada.id, role, at(1)).await.unwrap();
        assert_eq!(storage.account(&ada.id).await.unwrap().unwrap().staff, role);
    }
}

async fn memberships_come_change_and_go(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let zoo = given_organisation(&storage, "Zoo").await;
    let acme = given_organisation(&storage, "acme").await;
    let roles = async || -> Vec<(String, Role)> {
        let all = storage.memberships(&ada.id).await.unwrap();
        all.into_iter().map(|one| (one.organisation.name, one.role)).collect()
    };
    assert!(roles().await.is_empty());
    storage.set_membership(&ada.id, &zoo.id, Role::Member, at(1)).await.unwrap();
    storage.set_membership(&ada.id, &acme.id, Role::Administrator, at(1)).await.unwrap();
    let (in_acme, in_zoo) = (("acme".into(), Role::Administrator), ("Zoo".into(), Role::Member));
    assert_eq!(roles().await, [in_acme, in_zoo]);
    storage.set_membership(&ada.id, &acme.id, Role::Member, at(2)).await.unwrap();
    assert!(storage.remove_membership(&ada.id, &zoo.id).await.unwrap());
    assert!(!storage.remove_membership(&ada.id, &zoo.id).await.unwrap());
    assert_eq!(roles().await, [("acme".into(), Role::Member)]);
}

async fn signs_of_every_kind_survive(database: Database) {
    let storage = database.open().await;
    let name = "Ada '\"; DROP TABLE accounts; -- % _ \\ 😀 \u{202e}日本 $1 ?1";
    let new = NewAccount { name: name.into(), ..new_account("o'hara+%_@example.org") };
    let account = storage.create_account(&new, at(0)).await.unwrap();
    assert_eq!(storage.account(&account.id).await.unwrap().unwrap().name, name);
    assert_eq!(storage.account_by_email(&new.email).await.unwrap(), Some(account));
    // PostgreSQL's texts have no NUL: it must be no failure on either.
    let new = NewAccount { name: "nul\0nul".into(), ..new_account("nul@example.org") };
    let account = storage.create_account(&new, at(0)).await.unwrap();
    let found = storage.account(&account.id).await.unwrap().unwrap();
    assert_eq!(found.name, "nul\u{fffd}nul");
    assert_eq!(storage.account(&AccountId::from("\0".to_owned())).await.unwrap(), None);
}

async fn what_is_missing_is_told(database: Database) {
    let storage = database.open().await;
    let nobody = AccountId::from("nobody".to_owned());
    let nowhere = OrganisationId::from("nowhere".to_owned());
    let ada = given_account(&storage, "ada@example.org").await;
    let acme = given_organisation(&storage, "Acme").await;
    let results = [
        storage.set_staff(&nobody, None, at(0)).await,
        storage.set_account_suspended(&nobody, true, at(0)).await,
        storage.link_identity(&nobody, "issuer", "1", at(0)).await,
        storage.set_membership(&nobody, &acme.id, Role::Member, at(0)).await,
        storage.set_membership(&ada.id, &nowhere, Role::Member, at(0)).await,
    ];
    for result in results {
        assert_eq!(conflict(result), Conflict::Missing);
    }
    assert!(storage.memberships(&nobody).await.unwrap().is_empty());
    assert!(!storage.remove_membership(&nobody, &acme.id).await.unwrap());
    assert!(!storage.upgrade_password_hash(&nobody, "x", "y").await.unwrap());
}
