//! Incidents: written whole with the news of them, changed by one at a time, read whole.

use guichet_model::status::{Change, ComponentState, Impact, Incident, Stage};
use guichet_storage::{NewIncident, NewUpdate, Storage, Texts};
use jiff::Timestamp;

use crate::harness::{Database, at, on_both};

on_both!(
    an_incident_is_read_as_it_was_written,
    of_two_who_follow_the_same_update_one_is_told,
    words_are_set_right_and_taken_out,
    whoever_is_affected_counts_once,
    components_keep_their_first_day_and_their_last_name,
    a_source_keeps_its_last_answer,
    nodes_hear_of_one_another,
);

pub(crate) fn words(text: &str) -> Texts {
    Texts::from([("en".parse().unwrap(), text.to_owned())])
}

pub(crate) fn update(stage: Stage, shown_at: Timestamp) -> NewUpdate {
    NewUpdate {
        stage,
        body: words("We are looking into it."),
        shown_at,
        changes: vec![Change {
            component: "mail".into(),
            from: ComponentState::Operational,
            to: ComponentState::PartialOutage,
        }],
        impact: None,
        author: None,
        announce: true,
    }
}

pub(crate) async fn given_incident(storage: &Storage) -> Incident {
    let new = NewIncident {
        id: None,
        title: words("Mail opens slowly"),
        impact: Impact::Major,
        started_at: at(0),
        until: None,
        update: update(Stage::Investigating, at(0)),
    };
    let id = storage.open_incident(&new, at(1)).await.unwrap();
    storage.incident(&id).await.unwrap().unwrap()
}

async fn an_incident_is_read_as_it_was_written(database: Database) {
    let storage = database.open().await;
    let before = storage.status_revision().await.unwrap();
    let incident = given_incident(&storage).await;
    assert_eq!(storage.status_revision().await.unwrap(), before + 1);
    assert_eq!((incident.stage, incident.impact), (Stage::Investigating, Impact::Major));
    assert_eq!(incident.title.get(&"en".parse().unwrap()), "Mail opens slowly");
    assert_eq!((incident.started_at, incident.created_at, incident.ended_at), (at(0), at(1), None));
    let mut second = update(Stage::Monitoring, at(60));
    second.body.insert("ja".parse().unwrap(), "復旧しました。".into());
    assert!(storage.update_incident(&incident, &second, at(61)).await.unwrap());
    let incident = storage.incident(&incident.id).await.unwrap().unwrap();
    assert_eq!(incident.monitoring_at, Some(at(60)));
    let over = NewUpdate { impact: Some(Impact::Minor), ..update(Stage::Resolved, at(120)) };
    assert!(storage.update_incident(&incident, &over, at(121)).await.unwrap());
    let all = storage.incidents(at(0)).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].stage, all[0].ended_at), (Stage::Resolved, Some(at(120))));
    assert_eq!((all[0].impact, all[0].updated_at), (Impact::Minor, at(121)));
    let stages: Vec<_> = all[0].updates.iter().map(|update| update.stage).collect();
    assert_eq!(stages, [Stage::Resolved, Stage::Monitoring, Stage::Investigating]);
    assert_eq!(all[0].updates[1].body.get(&"ja".parse().unwrap()), "復旧しました。");
    assert_eq!(all[0].components(), [("mail", ComponentState::PartialOutage)]);
    assert_eq!(Some(&all[0]), storage.incident(&all[0].id).await.unwrap().as_ref());
    assert!(storage.incidents(at(120)).await.unwrap().is_empty(), "it ended too long ago");
}

async fn of_two_who_follow_the_same_update_one_is_told(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let incident = given_incident(&nodes[0]).await;
    let writers: Vec<_> = (0..6)
        .map(|writer| {
            let (node, incident) = (nodes[writer % 2].clone(), incident.clone());
            tokio::spawn(async move {
                let next = update(Stage::Identified, at(60));
                node.update_incident(&incident, &next, at(61)).await.unwrap()
            })
        })
        .collect();
    let mut written = 0;
    for writer in writers {
        written += usize::from(writer.await.unwrap());
    }
    assert_eq!(written, 1);
    assert_eq!(nodes[1].incident(&incident.id).await.unwrap().unwrap().updates.len(), 2);
}

async fn words_are_set_right_and_taken_out(database: Database) {
    let storage = database.open().await;
    let incident = given_incident(&storage).await;
    let english: guichet_model::Locale = "en".parse().unwrap();
    let update = incident.updates[0].id.clone();
    for (update, field, text) in [
        (Some(update.as_str()), "body", "New words."),
        (None, "workaround", "Use the phone."),
        (None, "title", "Mail is out"),
    ] {
        storage.set_incident_texts(&incident.id, update, field, &words(text), at(9)).await.unwrap();
    }
    let read = storage.incident(&incident.id).await.unwrap().unwrap();
    assert_eq!(read.updates[0].body.get(&english), "New words.");
    assert_eq!(read.details.workaround.get(&english), "Use the phone.");
    assert_eq!(read.title.get(&english), "Mail is out");
    storage.set_incident_texts(&incident.id, None, "workaround", &words(" "), at(9)).await.unwrap();
    let read = storage.incident(&incident.id).await.unwrap().unwrap();
    assert!(read.details.is_empty());
}

async fn whoever_is_affected_counts_once(database: Database) {
    let storage = database.open().await;
    let incident = given_incident(&storage).await;
    for (who, news) in [("a", true), ("b", true), ("a", false)] {
        assert_eq!(storage.add_affected(&incident.id, who, at(5)).await.unwrap(), news);
    }
    assert_eq!(storage.affected().await.unwrap()[incident.id.as_str()], 2);
    assert_eq!(storage.incident(&incident.id).await.unwrap().unwrap().affected, 2);
}

async fn components_keep_their_first_day_and_their_last_name(database: Database) {
    let storage = database.open().await;
    for (name, since) in [("Mail", 100), ("Post", 200), ("Post", 50)] {
        storage.watch_components(&[("mail", name)], at(since)).await.unwrap();
    }
    assert_eq!(storage.components().await.unwrap()["mail"], (at(50), "Post".to_owned()));
}

async fn a_source_keeps_its_last_answer(database: Database) {
    let storage = database.open().await;
    assert_eq!(storage.kept_status_source("https://a").await.unwrap(), None);
    for body in ["one", "two"] {
        storage.keep_status_source("https://a", body, at(7)).await.unwrap();
    }
    let kept = storage.kept_status_source("https://a").await.unwrap();
    assert_eq!(kept, Some(("two".to_owned(), at(7))));
}

async fn nodes_hear_of_one_another(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let Some(mut listener) = nodes[0].listen().await.unwrap() else {
        assert!(database.address.starts_with("sqlite:"), "only PostgreSQL carries words");
        nodes[1].signal("nothing").await.unwrap();
        return;
    };
    nodes[1].signal("status 'quoted'").await.unwrap();
    assert_eq!(listener.next().await.unwrap(), "status 'quoted'");
}
