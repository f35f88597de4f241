//! Support PINs: one for an account, one account for a PIN.

use guichet_model::viewer::Role;

use crate::harness::{Database, at, given_account, given_member, given_organisation, on_both};

on_both!(
    a_pin_tells_who_calls,
    a_new_pin_takes_the_place_of_the_old,
    a_pin_has_one_holder,
    a_pin_at_once_has_one_holder,
);

async fn a_pin_tells_who_calls(database: Database) {
    let storage = database.open().await;
    let acme = given_organisation(&storage, "Acme").await;
    let ada = given_member(&storage, "ada@example.org", &acme.id, Role::Administrator).await;
    assert!(
        storage.set_support_pin(&ada.id, Some(&acme.id), "123456", at(600), at(0)).await.unwrap()
    );
    assert_eq!(
        storage.support_pin(&ada.id, Some(&acme.id), at(1)).await.unwrap(),
        Some(("123456".into(), at(600)))
    );
    // It is not shown where the person acts for another organisation, or for none.
    let zoo = given_organisation(&storage, "Zoo").await;
    for other in [Some(&zoo.id), None] {
        assert_eq!(storage.support_pin(&ada.id, other, at(1)).await.unwrap(), None);
    }
    let holder = storage.support_pin_holder("123456", at(1)).await.unwrap().unwrap();
    assert_eq!((holder.account, holder.expires_at), (ada.clone(), at(600)));
    assert_eq!(holder.organisation, Some(acme.clone()));
    assert_eq!(storage.support_pin_holder("654321", at(1)).await.unwrap(), None);
    assert_eq!(storage.support_pin_holder("123456", at(600)).await.unwrap(), None);
    assert_eq!(storage.support_pin(&ada.id, Some(&acme.id), at(600)).await.unwrap(), None);
    // Who has left calls for nobody.
    storage.remove_membership(&ada.id, &acme.id).await.unwrap();
    let holder = storage.support_pin_holder("123456", at(1)).await.unwrap().unwrap();
    assert_eq!(holder.organisation, None);
    storage.prune(at(600)).await.unwrap();
    assert_eq!(storage.support_pin_holder("123456", at(1)).await.unwrap(), None);
    // Whoever is suspended calls no more.
    assert!(storage.set_support_pin(&ada.id, None, "777777", at(900), at(0)).await.unwrap());
    storage.set_account_suspended(&ada.id, true, at(1)).await.unwrap();
    assert_eq!(storage.support_pin_holder("777777", at(2)).await.unwrap(), None);
}

async fn a_new_pin_takes_the_place_of_the_old(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    for (pin, expires_at) in [("111111", at(600)), ("222222", at(700)), ("222222", at(800))] {
        assert!(storage.set_support_pin(&ada.id, None, pin, expires_at, at(0)).await.unwrap());
        assert_eq!(
            storage.support_pin(&ada.id, None, at(1)).await.unwrap(),
            Some((pin.into(), expires_at))
        );
    }
    assert_eq!(storage.support_pin_holder("111111", at(1)).await.unwrap(), None);
}

async fn a_pin_has_one_holder(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let bob = given_account(&storage, "bob@example.org").await;
    let set = async |account: &guichet_storage::Account, pin, now: i64| {
        storage.set_support_pin(&account.id, None, pin, at(now + 600), at(now)).await.unwrap()
    };
    assert!(set(&ada, "111111", 0).await);
    assert!(set(&bob, "222222", 0).await);
    assert!(!set(&bob, "111111", 0).await);
    // Bob's earlier one still holds.
    assert_eq!(storage.support_pin(&bob.id, None, at(1)).await.unwrap().unwrap().0, "222222");
    let holder = storage.support_pin_holder("111111", at(1)).await.unwrap().unwrap();
    assert_eq!(holder.account.id, ada.id);
    // Once it has expired it is free.
    assert!(set(&bob, "111111", 600).await);
    let holder = storage.support_pin_holder("111111", at(601)).await.unwrap().unwrap();
    assert_eq!(holder.account.id, bob.id);
    assert_eq!(storage.support_pin(&ada.id, None, at(1)).await.unwrap(), None);
}

async fn a_pin_at_once_has_one_holder(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let mut accounts = Vec::new();
    for number in 0..8 {
        accounts.push(given_account(&nodes[0], &format!("user{number}@example.org")).await);
    }
    let calls: Vec<_> = accounts
        .iter()
        .enumerate()
        .map(|(number, account)| {
            let (node, id) = (nodes[number % 2].clone(), account.id.clone());
            tokio::spawn(
                async move { node.set_support_pin(&id, None, "111111", at(600), at(0)).await },
            )
        })
        .collect();
    let mut won = 0;
    for call in calls {
        won += usize::from(call.await.unwrap().unwrap());
    }
    assert_eq!(won, 1);
    // The same account twice at once is no failure.
    for round in 0..10 {
        let calls = ["222222", "333333"].map(|pin| {
            let (node, id) = (nodes[0].clone(), accounts[0].id.clone());
            tokio::spawn(async move {
                node.set_support_pin(&id, None, pin, at(600 + round), at(round)).await
            })
        });
        for call in calls {
            assert!(call.await.unwrap().unwrap());
        }
    }
}
