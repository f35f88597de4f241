//! The outbox: every mail is sent by one node at a time, and none is lost.

use std::collections::BTreeSet;

use crate::harness::{Database, at, message, on_both};

on_both!(
    mail_is_claimed_oldest_first,
    a_lease_ends,
    two_nodes_never_claim_the_same,
    what_was_sent_is_forgotten,
    what_failed_comes_back_or_is_given_up,
    prune_deletes_old_mail,
);

const DAY: i64 = 24 * 3600;

async fn mail_is_claimed_oldest_first(database: Database) {
    let storage = database.open().await;
    for (subject, written) in [("third", 3), ("first", 1), ("second", 2)] {
        storage.enqueue(&message("ada@example.org", subject), at(written)).await.unwrap();
    }
    let claimed = storage.claim(2, at(100), at(10)).await.unwrap();
    let subjects: Vec<_> = claimed.iter().map(|mail| mail.content.subject.as_str()).collect();
    assert_eq!(subjects, ["first", "second"]);
    assert_eq!(claimed[0].content, message("ada@example.org", "first"));
    assert_eq!((claimed[0].attempts, claimed[0].created_at), (0, at(1)));
    let claimed = storage.claim(2, at(100), at(10)).await.unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(claimed[0].content.subject, "third");
}

async fn a_lease_ends(database: Database) {
    let storage = database.open().await;
    storage.enqueue(&message("ada@example.org", "one"), at(0)).await.unwrap();
    let claimed = storage.claim(9, at(60), at(0)).await.unwrap();
    assert!(storage.claim(9, at(119), at(59)).await.unwrap().is_empty());
    // The node that had it died.
    assert_eq!(storage.claim(9, at(120), at(60)).await.unwrap(), claimed);
}

async fn two_nodes_never_claim_the_same(database: Database) {
    let nodes = [database.open().await, database.open().await];
    for number in 0..60 {
        let mail = message("ada@example.org", &number.to_string());
        nodes[0].enqueue(&mail, at(number)).await.unwrap();
    }
    let claimers: Vec<_> = (0..6)
        .map(|claimer| {
            let node = nodes[claimer % 2].clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                // Who comes second to the same mails may go away with fewer, so one empty round is not the end.
                let mut empty = 0;
                while empty < 20 {
                    let claimed = node.claim(5, at(9_000), at(100)).await.unwrap();
                    empty = if claimed.is_empty() { empty + 1 } else { 0 };
                    mine.extend(claimed.into_iter().map(|mail| mail.id));
                }
                mine
            })
        })
        .collect();
    let mut all = Vec::new();
    for claimer in claimers {
        all.extend(claimer.await.unwrap());
    }
    assert_eq!(all.len(), 60);
    assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 60);
}

async fn what_was_sent_is_forgotten(database: Database) {
    let storage = database.open().await;
    storage.enqueue(&message("ada@example.org", "one"), at(0)).await.unwrap();
    let claimed = storage.claim(9, at(60), at(0)).await.unwrap();
    storage.sent(&claimed[0].id, at(1)).await.unwrap();
    storage.sent(&claimed[0].id, at(2)).await.unwrap();
    // A late word of failure changes nothing.
    storage.send_failed(&claimed[0].id, "time-out", Some(at(3))).await.unwrap();
    assert!(storage.claim(9, at(900), at(800)).await.unwrap().is_empty());
    storage.sent("none such", at(1)).await.unwrap();
}

async fn what_failed_comes_back_or_is_given_up(database: Database) {
    let storage = database.open().await;
    storage.enqueue(&message("ada@example.org", "one"), at(0)).await.unwrap();
    let mail = storage.claim(9, at(60), at(0)).await.unwrap().remove(0);
    storage.send_failed(&mail.id, "451 later", Some(at(100))).await.unwrap();
    assert!(storage.claim(9, at(160), at(99)).await.unwrap().is_empty());
    let again = storage.claim(9, at(160), at(100)).await.unwrap().remove(0);
    assert_eq!((again.id.as_str(), again.attempts), (mail.id.as_str(), 1));
    assert_eq!(again.content, mail.content);
    storage.send_failed(&mail.id, "550 no such user", None).await.unwrap();
    assert!(storage.claim(9, at(9_060), at(9_000)).await.unwrap().is_empty());
}

async fn prune_deletes_old_mail(database: Database) {
    let storage = database.open().await;
    for subject in ["sent", "given up", "waiting"] {
        storage.enqueue(&message("ada@example.org", subject), at(0)).await.unwrap();
    }
    for mail in storage.claim(9, at(60), at(0)).await.unwrap() {
        match mail.content.subject.as_str() {
            "sent" => storage.sent(&mail.id, at(1)).await.unwrap(),
            "given up" => storage.send_failed(&mail.id, "550", None).await.unwrap(),
            _ => {}
        }
    }
    storage.prune(at(365 * DAY)).await.unwrap();
    let waiting = storage.claim(9, at(366 * DAY), at(365 * DAY)).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].content.subject, "waiting");
}
