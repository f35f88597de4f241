//! Organisations, and the calls by which billing keeps them up to date.

use guichet_storage::{
    Conflict, Organisation, OrganisationChange, OrganisationId, Storage, StorageError,
};

use crate::harness::{Database, at, given_organisation, on_both, organisation};

on_both!(
    an_organisation_is_found_again,
    putting_twice_changes_nothing,
    putting_changes_only_what_is_named,
    putting_at_once_creates_one,
    changes_at_once_keep_each_other,
    domains_belong_to_one_organisation,
    domains_at_once_belong_to_one,
    a_new_organisation_needs_name_and_edition,
    organisations_are_listed_by_name,
);

fn with_domains(change: OrganisationChange, domains: &[&str]) -> OrganisationChange {
    let domains = domains.iter().map(ToString::to_string).collect();
    OrganisationChange { domains: Some(domains), ..change }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, StorageError>) -> Conflict {
    match result {
        Err(StorageError::Conflict(conflict)) => conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

async fn an_organisation_is_found_again(database: Database) {
    let storage = database.open().await;
    let new = with_domains(
        organisation("Acme", "business"),
        &["Acme.Example.", "acme.example", " b.example "],
    );
    let acme = storage.create_organisation(Some("crm-1"), &new, at(0)).await.unwrap();
    assert_eq!(acme.external_id.as_deref(), Some("crm-1"));
    assert_eq!(acme.domains, ["acme.example", "b.example"]);
    assert_eq!((acme.suspended, acme.created_at, acme.updated_at), (false, at(0), at(0)));
    let found = Some(acme.clone());
    assert_eq!(storage.organisation(&acme.id).await.unwrap(), found);
    assert_eq!(storage.organisation_by_external_id("crm-1").await.unwrap(), found);
    assert_eq!(storage.organisation_by_domain("ACME.example").await.unwrap(), found);
    assert_eq!(storage.organisation_by_external_id("CRM-1").await.unwrap(), None);
    assert_eq!(storage.organisation_by_external_id("\0").await.unwrap(), None);
    assert_eq!(storage.organisation_by_domain("example").await.unwrap(), None);
    // Kelvin's sign is no k.
    assert_eq!(storage.organisation_by_domain("\u{212a}.example").await.unwrap(), None);
    let again = storage.create_organisation(Some("crm-1"), &new, at(1)).await;
    assert_eq!(conflict(again), Conflict::ExternalIdTaken);
    // Any number of them have no external identifier.
    given_organisation(&storage, "One").await;
    given_organisation(&storage, "Two").await;
}

async fn putting_twice_changes_nothing(database: Database) {
    let storage = database.open().await;
    let put = with_domains(organisation("Acme", "business"), &["acme.example"]);
    let (first, created) = storage.put_organisation("crm-1", &put, at(0)).await.unwrap();
    assert!(created);
    let (second, created) = storage.put_organisation("crm-1", &put, at(9)).await.unwrap();
    assert!(!created);
    assert_eq!(first, second);
}

async fn putting_changes_only_what_is_named(database: Database) {
    let storage = database.open().await;
    let put = with_domains(organisation("Acme", "business"), &["acme.example", "b.example"]);
    let (before, _) = storage.put_organisation("crm-1", &put, at(0)).await.unwrap();
    let edition = OrganisationChange { edition: Some("free".into()), ..Default::default() };
    let (after, _) = storage.put_organisation("crm-1", &edition, at(1)).await.unwrap();
    let expected = Organisation { edition: "free".into(), updated_at: at(1), ..before };
    assert_eq!(after, expected);
    let suspend = OrganisationChange { suspended: Some(true), ..Default::default() };
    let after = storage.change_organisation(&after.id, &suspend, at(2)).await.unwrap();
    assert!(after.suspended);
    let domains = with_domains(OrganisationChange::default(), &["c.example", "b.example"]);
    let after = storage.change_organisation(&after.id, &domains, at(3)).await.unwrap();
    assert_eq!(after.domains, ["b.example", "c.example"]);
    assert_eq!(storage.organisation_by_domain("acme.example").await.unwrap(), None);
    let none = with_domains(OrganisationChange::default(), &[]);
    let after = storage.change_organisation(&after.id, &none, at(4)).await.unwrap();
    let expected =
        Organisation { suspended: true, domains: Vec::new(), updated_at: at(4), ..expected };
    assert_eq!(after, expected);
    let nowhere = OrganisationId::from("nowhere".to_owned());
    assert_eq!(
        conflict(storage.change_organisation(&nowhere, &none, at(5)).await),
        Conflict::Missing
    );
}

async fn putting_at_once_creates_one(database: Database) {
    let nodes = [database.open().await, database.open().await];
    for round in 0..10 {
        let external_id = format!("crm-{round}");
        let calls: Vec<_> = (0..6)
            .map(|call| {
                let (node, external_id) = (nodes[call % 2].clone(), external_id.clone());
                let put = with_domains(
                    organisation("Acme", "business"),
                    &[&format!("a{round}.example"), &format!("b{round}.example")],
                );
                tokio::spawn(async move { node.put_organisation(&external_id, &put, at(0)).await })
            })
            .collect();
        let mut created = 0;
        for call in calls {
            let (organisation, is_new) = call.await.unwrap().unwrap();
            assert_eq!(organisation.domains.len(), 2);
            created += usize::from(is_new);
        }
        assert_eq!(created, 1);
    }
    assert_eq!(nodes[0].organisations(100, 0).await.unwrap().len(), 10);
}

async fn changes_at_once_keep_each_other(database: Database) {
    let nodes = [database.open().await, database.open().await];
    for round in 0..10 {
        let acme = given_organisation(&nodes[0], "Acme").await;
        let changes = [
            OrganisationChange { edition: Some("free".into()), ..Default::default() },
            OrganisationChange { suspended: Some(true), ..Default::default() },
            with_domains(OrganisationChange::default(), &[&format!("{round}.example")]),
            OrganisationChange { name: Some("Zebra".into()), ..Default::default() },
        ];
        let calls: Vec<_> = changes
            .into_iter()
            .enumerate()
            .map(|(call, change)| {
                let (node, id): (Storage, _) = (nodes[call % 2].clone(), acme.id.clone());
                tokio::spawn(async move { node.change_organisation(&id, &change, at(1)).await })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        let after = nodes[1].organisation(&acme.id).await.unwrap().unwrap();
        assert_eq!((after.name.as_str(), after.edition.as_str()), ("Zebra", "free"));
        assert!(after.suspended);
        assert_eq!(after.domains.len(), 1);
    }
}

async fn domains_belong_to_one_organisation(database: Database) {
    let storage = database.open().await;
    let acme = with_domains(organisation("Acme", "business"), &["acme.example"]);
    let (acme, _) = storage.put_organisation("crm-1", &acme, at(0)).await.unwrap();
    let thief = with_domains(organisation("Thief", "free"), &["a.example", "ACME.example"]);
    let results = [
        storage.put_organisation("crm-2", &thief, at(1)).await.map(|(o, _)| o),
        storage.create_organisation(None, &thief, at(1)).await,
    ];
    for result in results {
        assert_eq!(conflict(result), Conflict::DomainTaken);
    }
    // Nothing of it was done.
    assert_eq!(storage.organisation_by_external_id("crm-2").await.unwrap(), None);
    assert_eq!(storage.organisation_by_domain("a.example").await.unwrap(), None);
    assert_eq!(storage.organisation_by_domain("acme.example").await.unwrap(), Some(acme));
    let other = given_organisation(&storage, "Other").await;
    let change = storage.change_organisation(&other.id, &thief, at(2)).await;
    assert_eq!(conflict(change), Conflict::DomainTaken);
    assert_eq!(storage.organisation(&other.id).await.unwrap(), Some(other));
}

async fn domains_at_once_belong_to_one(database: Database) {
    let nodes = [database.open().await, database.open().await];
    for round in 0..10 {
        let calls: Vec<_> = (0..4)
            .map(|call| {
                let node = nodes[call % 2].clone();
                // In another order each: nobody may wait for another in a ring.
                let mut domains = [format!("x{round}.example"), format!("y{round}.example")];
                domains.rotate_left(call % 2);
                let put =
                    with_domains(organisation("Acme", "business"), &[&domains[0], &domains[1]]);
                tokio::spawn(async move { node.create_organisation(None, &put, at(0)).await })
            })
            .collect();
        let mut won = 0;
        for call in calls {
            match call.await.unwrap() {
                Ok(_) => won += 1,
                lost => assert_eq!(conflict(lost), Conflict::DomainTaken),
            }
        }
        assert_eq!(won, 1);
    }
}

async fn a_new_organisation_needs_name_and_edition(database: Database) {
    let storage = database.open().await;
    let nameless = OrganisationChange { edition: Some("free".into()), ..Default::default() };
    let without_edition = OrganisationChange { name: Some("Acme".into()), ..Default::default() };
    for change in [nameless, without_edition] {
        let results = [
            storage.create_organisation(None, &change, at(0)).await,
            storage.put_organisation("crm-1", &change, at(0)).await.map(|(o, _)| o),
        ];
        for result in results {
            assert_eq!(conflict(result), Conflict::Missing);
        }
    }
    assert!(storage.organisations(9, 0).await.unwrap().is_empty());
}

async fn organisations_are_listed_by_name(database: Database) {
    let storage = database.open().await;
    for name in ["Zoo", "acme", "Mill", "bank"] {
        given_organisation(&storage, name).await;
    }
    let names = async |limit, offset| -> Vec<String> {
        let found = storage.organisations(limit, offset).await.unwrap();
        found.into_iter().map(|organisation| organisation.name).collect()
    };
    assert_eq!(names(9, 0).await, ["acme", "bank", "Mill", "Zoo"]);
    assert_eq!(names(2, 1).await, ["bank", "Mill"]);
    assert!(names(0, 0).await.is_empty());
}
