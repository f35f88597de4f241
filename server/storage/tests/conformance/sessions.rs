//! Sessions: what they show is true now, and they end when they should.

use guichet_model::viewer::{Role, StaffRole};
use guichet_storage::{
    AccountId, Conflict, NewSession, OrganisationChange, OrganisationId, StorageError, TokenHash,
};

use crate::harness::{
    Database, at, given_account, given_member, given_organisation, new_session, on_both,
};

on_both!(
    a_session_is_found_by_its_token_alone,
    a_session_expires_and_goes_idle,
    use_is_noted_to_the_minute,
    changes_hold_from_the_next_request_on,
    an_organisation_left_is_lost_at_once,
    a_session_acts_for_organisations_of_the_person_alone,
    own_sessions_are_listed_and_ended,
    staff_look_with_other_eyes,
    prune_deletes_what_has_expired,
);

async fn a_session_is_found_by_its_token_alone(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let id = storage.create_session(&new_session(&ada, "secret"), at(0)).await.unwrap();
    let state = storage.session(&TokenHash::of("secret"), at(0), at(1)).await.unwrap().unwrap();
    assert_eq!(state.account, ada);
    assert_eq!(state.session.id, id);
    assert_eq!(state.session.user_agent, "Firefox");
    assert_eq!((state.session.created_at, state.session.last_seen_at), (at(0), at(0)));
    assert_eq!(state.session.expires_at, at(10_000));
    assert_eq!((state.organisation, state.organisations, state.view_as), (None, 0, None));
    for wrong in ["Secret", "", id.as_str(), "' OR 1=1 --"] {
        assert_eq!(storage.session(&TokenHash::of(wrong), at(0), at(1)).await.unwrap(), None);
    }
    let nobody =
        NewSession { account: AccountId::from("nobody".to_owned()), ..new_session(&ada, "other") };
    assert!(matches!(
        storage.create_session(&nobody, at(0)).await,
        Err(StorageError::Conflict(Conflict::Missing))
    ));
}

async fn a_session_expires_and_goes_idle(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    storage.create_session(&new_session(&ada, "secret"), at(100)).await.unwrap();
    let token = TokenHash::of("secret");
    let holds = async |idle_since, now| {
        let listed = storage.sessions(&ada.id, at(idle_since), at(now)).await.unwrap().len() == 1;
        let found = storage.session(&token, at(idle_since), at(now)).await.unwrap().is_some();
        assert_eq!(listed, found);
        found
    };
    assert!(holds(0, 9_999).await);
    assert!(!holds(0, 10_000).await);
    assert!(holds(100, 200).await);
    assert!(!holds(101, 200).await);
}

async fn use_is_noted_to_the_minute(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let id = storage.create_session(&new_session(&ada, "secret"), at(0)).await.unwrap();
    let seen = async |now| {
        storage.touch_session(&id, at(now)).await.unwrap();
        storage.sessions(&ada.id, at(0), at(now)).await.unwrap()[0].last_seen_at
    };
    assert_eq!(seen(59).await, at(0));
    assert_eq!(seen(60).await, at(60));
    assert_eq!(seen(100).await, at(60));
    assert_eq!(seen(500).await, at(500));
    // A clock that went back takes nothing away.
    assert_eq!(seen(10).await, at(500));
}

async fn changes_hold_from_the_next_request_on(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let acme = given_organisation(&nodes[0], "Acme").await;
    let ada = given_member(&nodes[0], "ada@example.org", &acme.id, Role::Member).await;
    let new = NewSession { organisation: Some(acme.id.clone()), ..new_session(&ada, "secret") };
    nodes[0].create_session(&new, at(0)).await.unwrap();
    let state = async || {
        let state = nodes[1].session(&TokenHash::of("secret"), at(0), at(1)).await.unwrap();
        state.unwrap()
    };
    let before = state().await;
    assert_eq!(before.organisation, Some((acme.clone(), Role::Member)));
    assert_eq!(before.organisations, 1);
    let change = OrganisationChange {
        edition: Some("free".into()),
        suspended: Some(true),
        domains: Some(vec!["b.example".into(), "a.example".into()]),
        ..Default::default()
    };
    let acme = nodes[0].change_organisation(&acme.id, &change, at(1)).await.unwrap();
    assert_eq!(acme.domains, ["a.example", "b.example"]);
    nodes[0].set_membership(&ada.id, &acme.id, Role::Administrator, at(1)).await.unwrap();
    nodes[0].set_staff(&ada.id, Some(StaffRole::Agent), at(1)).await.unwrap();
    let zoo = given_organisation(&nodes[0], "Zoo").await;
    nodes[0].set_membership(&ada.id, &zoo.id, Role::Member, at(1)).await.unwrap();
    let after = state().await;
    assert_eq!(after.organisation, Some((acme, Role::Administrator)));
    assert_eq!(after.account.staff, Some(StaffRole::Agent));
    assert_eq!(after.organisations, 2);
}

async fn an_organisation_left_is_lost_at_once(database: Database) {
    let storage = database.open().await;
    let acme = given_organisation(&storage, "Acme").await;
    let ada = given_member(&storage, "ada@example.org", &acme.id, Role::Administrator).await;
    let new = NewSession { organisation: Some(acme.id.clone()), ..new_session(&ada, "secret") };
    storage.create_session(&new, at(0)).await.unwrap();
    let state =
        async || storage.session(&TokenHash::of("secret"), at(0), at(1)).await.unwrap().unwrap();
    assert!(state().await.organisation.is_some());
    assert!(storage.remove_membership(&ada.id, &acme.id).await.unwrap());
    assert_eq!((state().await.organisation, state().await.organisations), (None, 0));
    // Coming back is no return of the old session to the organisation.
    storage.set_membership(&ada.id, &acme.id, Role::Administrator, at(2)).await.unwrap();
    assert_eq!(state().await.organisation, None);
    // A session begun for an organisation that is not the person's is for none.
    let zoo = given_organisation(&storage, "Zoo").await;
    let stray = NewSession { organisation: Some(zoo.id), ..new_session(&ada, "stray") };
    storage.create_session(&stray, at(0)).await.unwrap();
    let state = storage.session(&TokenHash::of("stray"), at(0), at(1)).await.unwrap().unwrap();
    assert_eq!((state.organisation, state.organisations), (None, 1));
}

async fn a_session_acts_for_organisations_of_the_person_alone(database: Database) {
    let storage = database.open().await;
    let acme = given_organisation(&storage, "Acme").await;
    let zoo = given_organisation(&storage, "Zoo").await;
    let ada = given_member(&storage, "ada@example.org", &acme.id, Role::Member).await;
    let id = storage.create_session(&new_session(&ada, "secret"), at(0)).await.unwrap();
    let acts_for = async || {
        let state = storage.session(&TokenHash::of("secret"), at(0), at(1)).await.unwrap();
        state.unwrap().organisation.map(|(organisation, _)| organisation.name)
    };
    assert!(storage.set_session_organisation(&id, Some(&acme.id)).await.unwrap());
    assert_eq!(acts_for().await.as_deref(), Some("Acme"));
    let nowhere = OrganisationId::from("nowhere".to_owned());
    for other in [&zoo.id, &nowhere] {
        assert!(!storage.set_session_organisation(&id, Some(other)).await.unwrap());
        assert_eq!(acts_for().await.as_deref(), Some("Acme"));
    }
    assert!(storage.set_session_organisation(&id, None).await.unwrap());
    assert_eq!(acts_for().await, None);
}

async fn own_sessions_are_listed_and_ended(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let bob = given_account(&storage, "bob@example.org").await;
    let mut ids = Vec::new();
    for (token, begun) in [("one", 0), ("two", 100), ("three", 200), ("four", 300)] {
        ids.push(storage.create_session(&new_session(&ada, token), at(begun)).await.unwrap());
    }
    let bobs = storage.create_session(&new_session(&bob, "bob"), at(0)).await.unwrap();
    storage.touch_session(&ids[0], at(400)).await.unwrap();
    let listed = async || -> Vec<_> {
        let sessions = storage.sessions(&ada.id, at(0), at(500)).await.unwrap();
        sessions.into_iter().map(|session| session.id).collect()
    };
    assert_eq!(listed().await, [0, 3, 2, 1].map(|i: usize| ids[i].clone()));
    assert!(storage.end_session(&ada.id, &ids[3]).await.unwrap());
    assert!(!storage.end_session(&ada.id, &ids[3]).await.unwrap());
    // Nobody ends the sessions of others.
    assert!(!storage.end_session(&ada.id, &bobs).await.unwrap());
    assert_eq!(storage.end_sessions(&ada.id, Some(&ids[1])).await.unwrap(), 2);
    assert_eq!(listed().await, [ids[1].clone()]);
    assert_eq!(storage.end_sessions(&ada.id, None).await.unwrap(), 1);
    assert!(listed().await.is_empty());
    assert_eq!(storage.sessions(&bob.id, at(0), at(1)).await.unwrap().len(), 1);
}

async fn staff_look_with_other_eyes(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let id = storage.create_session(&new_session(&ada, "secret"), at(0)).await.unwrap();
    for view_as in [Some("paid_member"), None] {
        storage.set_view_as(&id, view_as).await.unwrap();
        let state = storage.session(&TokenHash::of("secret"), at(0), at(1)).await.unwrap();
        assert_eq!(state.unwrap().view_as.as_deref(), view_as);
    }
}

async fn prune_deletes_what_has_expired(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    for (token, expires_at) in [("short", at(50)), ("long", at(5_000))] {
        let new = NewSession { expires_at, ..new_session(&ada, token) };
        storage.create_session(&new, at(0)).await.unwrap();
    }
    storage.prune(at(50)).await.unwrap();
    assert_eq!(storage.end_sessions(&ada.id, None).await.unwrap(), 1);
}
