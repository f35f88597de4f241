//! Followers of the status: asked first, written to once, forgotten on wish; and receivers of webhooks.

use std::collections::BTreeSet;

use guichet_model::Locale;
use guichet_storage::{NewMessage, Progress, Storage, Subscriber};

use crate::{
    harness::{Database, at, email, given_account, message, on_both},
    status::{given_incident, update},
};

on_both!(
    nobody_is_written_to_before_they_confirm,
    news_reach_everyone_once_whoever_spreads_them,
    news_count_whom_they_reached_and_whom_they_left_out,
    news_to_a_hundred_thousand_go_on_where_they_stopped,
    deliveries_wait_for_receivers_that_hear_of_the_component,
    a_delivery_is_tried_until_it_arrives_or_its_receiver_ends,
    a_receiver_that_ends_during_a_delivery_is_not_called_again,
    peoples_own_receivers_are_few_silent_until_tested_and_end_with_the_account,
    secrets_that_were_changed_sign_until_they_run_out,
);

fn english() -> Locale {
    "en".parse().unwrap()
}

fn letter(subscriber: &Subscriber) -> NewMessage {
    NewMessage {
        unsubscribe: Some(format!("https://help.example/{}", subscriber.id)),
        ..message(subscriber.email.as_str(), "News")
    }
}

/// News that concern everyone.
fn all(_: &Subscriber) -> bool {
    true
}

async fn given_subscribers(storage: &Storage, count: usize) {
    let all: Vec<_> = (0..count)
        .map(|number| (email(&format!("p{number}@lumiere.example")), english(), Vec::new()))
        .collect();
    for part in all.chunks(10_000) {
        assert_eq!(storage.import_subscribers(part, at(0)).await.unwrap(), part.len() as u64);
    }
}

async fn nobody_is_written_to_before_they_confirm(database: Database) {
    let storage = database.open().await;
    let ada = email("ada@example.org");
    let mail = ["mail".to_owned()];
    storage.ask_subscriber(&ada, &english(), &mail, letter, at(0)).await.unwrap();
    let asked = storage.claim(9, at(60), at(1)).await.unwrap();
    let link = asked[0].content.unsubscribe.clone().unwrap();
    let id = link.rsplit('/').next().unwrap();
    given_incident(&storage).await;
    let notice = storage.next_notice().await.unwrap().unwrap();
    let progress = storage.spread_notice(&notice, 9, all, Some(&letter), at(2)).await.unwrap();
    assert_eq!(progress, Some(Progress { looked_at: 0, written: 0, left_out: 0 }));
    assert!(storage.next_notice().await.unwrap().is_none(), "the news are done");
    assert!(storage.confirm_subscriber(id, &mail, at(3)).await.unwrap());
    let found = storage.subscriber(id).await.unwrap().unwrap();
    assert_eq!((found.confirmed_at, found.components), (Some(at(3)), mail.to_vec()));
    // Asking again changes nothing of someone who confirmed.
    storage.ask_subscriber(&ada, &"fr".parse().unwrap(), &[], letter, at(4)).await.unwrap();
    let found = storage.subscriber(id).await.unwrap().unwrap();
    assert_eq!((found.locale, found.components), (english(), mail.to_vec()));
    assert!(storage.end_subscriber(id).await.unwrap());
    assert!(!storage.end_subscriber(id).await.unwrap());
    storage.ask_subscriber(&ada, &english(), &[], letter, at(5)).await.unwrap();
    storage.prune(at(5 + 48 * 3600)).await.unwrap();
    assert!(
        !storage.confirm_subscriber(id, &[], at(9)).await.unwrap(),
        "who never confirms is forgotten"
    );
}

async fn news_reach_everyone_once_whoever_spreads_them(database: Database) {
    let nodes = [database.open().await, database.open().await];
    given_subscribers(&nodes[0], 300).await;
    given_incident(&nodes[0]).await;
    let spreaders: Vec<_> = (0..4)
        .map(|spreader| {
            let node = nodes[spreader % 2].clone();
            tokio::spawn(async move {
                while let Some(notice) = node.next_notice().await.unwrap() {
                    node.spread_notice(&notice, 7, all, Some(&letter), at(9)).await.unwrap();
                }
            })
        })
        .collect();
    for spreader in spreaders {
        spreader.await.unwrap();
    }
    let mut reached = Vec::new();
    loop {
        let mails = nodes[0].claim(100, at(9_000), at(100)).await.unwrap();
        if mails.is_empty() {
            break;
        }
        reached.extend(mails.into_iter().map(|mail| mail.content.to.to_string()));
    }
    assert_eq!(reached.len(), 300);
    assert_eq!(reached.into_iter().collect::<BTreeSet<_>>().len(), 300);
}

async fn news_count_whom_they_reached_and_whom_they_left_out(database: Database) {
    let storage = database.open().await;
    given_subscribers(&storage, 5).await;
    let drive = [(email("drive@lumiere.example"), english(), vec!["drive".to_owned()])];
    assert_eq!(storage.import_subscribers(&drive, at(0)).await.unwrap(), 1);
    let incident = given_incident(&storage).await;
    let first = storage.next_notice().await.unwrap().unwrap();
    assert!(!first.followed);
    let whole = |subscriber: &Subscriber| subscriber.components.is_empty();
    let begun = storage.spread_notice(&first, 3, whole, Some(&letter), at(9)).await;
    let begun = begun.unwrap().unwrap();
    assert_eq!((begun.looked_at, begun.left_out), (3, 0));
    let next = update(guichet_model::status::Stage::Identified, at(10));
    assert!(storage.update_incident(&incident, &next, at(10)).await.unwrap());
    let notice = storage.next_notice().await.unwrap().unwrap();
    assert_eq!((&notice.update, notice.followed), (&first.update, true), "the older goes first");
    // The rest is left out, and another node goes on to count.
    drop(storage);
    let storage = database.open().await;
    let rest = storage.spread_notice(&notice, 3, whole, None, at(9)).await.unwrap().unwrap();
    assert_eq!((rest.looked_at, rest.written + rest.left_out), (3, 5), "Drive is not concerned");
    assert_eq!(rest.written, begun.written);
    let end = storage.spread_notice(&notice, 3, whole, None, at(9)).await.unwrap();
    assert_eq!(end, Some(Progress { looked_at: 0, ..rest }), "the counts are of all");
    assert_eq!(storage.spread_notice(&notice, 3, whole, None, at(9)).await.unwrap(), None);
    let last = storage.next_notice().await.unwrap().unwrap();
    assert!(last.update != first.update && !last.followed);
    assert_eq!(storage.waiting_mail().await.unwrap(), rest.written);
}

async fn news_to_a_hundred_thousand_go_on_where_they_stopped(database: Database) {
    const PEOPLE: usize = 100_000;
    let storage = database.open().await;
    given_subscribers(&storage, PEOPLE).await;
    given_incident(&storage).await;
    for _ in 0..20 {
        let notice = storage.next_notice().await.unwrap().unwrap();
        storage.spread_notice(&notice, 500, all, Some(&letter), at(9)).await.unwrap();
    }
    assert_eq!(storage.waiting_mail().await.unwrap(), 10_000);
    // The node dies, in the middle of the next batch.
    let notice = storage.next_notice().await.unwrap().unwrap();
    let cut_off = tokio::time::timeout(
        std::time::Duration::from_millis(3),
        storage.spread_notice(&notice, 500, all, Some(&letter), at(9)),
    );
    _ = cut_off.await;
    drop(storage);
    let storage = database.open().await;
    while let Some(notice) = storage.next_notice().await.unwrap() {
        storage.spread_notice(&notice, 500, all, Some(&letter), at(9)).await.unwrap();
    }
    assert_eq!(storage.waiting_mail().await.unwrap(), PEOPLE as u64, "each once");
}

async fn deliveries_wait_for_receivers_that_hear_of_the_component(database: Database) {
    let storage = database.open().await;
    let add = async |url: &str, components: &[&str]| {
        let components: Vec<String> = components.iter().map(|&c| c.to_owned()).collect();
        storage.add_webhook(url, "whsec_c2VjcmV0", &components, at(0)).await.unwrap()
    };
    add("https://all.example/", &[]).await;
    add("https://mail.example/", &["drive", "mail"]).await;
    add("https://other.example/", &["mailing", "drive"]).await;
    let ended = add("https://ended.example/", &[]).await;
    assert!(storage.end_webhook(&ended, at(1)).await.unwrap());
    given_incident(&storage).await;
    let due = storage.claim_deliveries(9, at(60), at(9)).await.unwrap();
    let urls: BTreeSet<_> = due.iter().map(|delivery| delivery.webhook.url.as_str()).collect();
    assert_eq!(urls, BTreeSet::from(["https://all.example/", "https://mail.example/"]));
    assert!(
        !format!("{due:?}").contains("https:"),
        "addresses, which may hold keys, stay out of logs"
    );
    assert!(storage.claim_deliveries(9, at(60), at(59)).await.unwrap().is_empty());
    assert_eq!(storage.claim_deliveries(9, at(120), at(60)).await.unwrap().len(), 2);
}

async fn a_receiver_that_ends_during_a_delivery_is_not_called_again(database: Database) {
    let storage = database.open().await;
    let hook =
        storage.add_webhook("https://a.example/", "whsec_c2VjcmV0", &[], at(0)).await.unwrap();
    given_incident(&storage).await;
    let due = storage.claim_deliveries(9, at(60), at(9)).await.unwrap();
    assert!(storage.end_webhook(&hook, at(10)).await.unwrap());
    storage.delivery_failed(&due[0].id, Some(503), "down", Some(at(20))).await.unwrap();
    let log = storage.delivery_log(&hook, 9).await.unwrap();
    assert_eq!((log[0].attempts, log[0].due_at), (1, None), "it is noted and given up");
    // However it came to be due again, nobody takes it.
    assert!(storage.send_again(&hook, &due[0].id, at(30)).await.unwrap());
    assert!(storage.claim_deliveries(9, at(90), at(40)).await.unwrap().is_empty());
}

async fn a_delivery_is_tried_until_it_arrives_or_its_receiver_ends(database: Database) {
    let storage = database.open().await;
    let hook =
        storage.add_webhook("https://all.example/", "whsec_c2VjcmV0", &[], at(0)).await.unwrap();
    let incident = given_incident(&storage).await;
    let one = storage.claim_deliveries(9, at(60), at(9)).await.unwrap().remove(0);
    storage.delivery_failed(&one.id, Some(503), "503", Some(at(100))).await.unwrap();
    let again = storage.claim_deliveries(9, at(160), at(100)).await.unwrap().remove(0);
    assert_eq!((again.id.as_str(), again.attempts), (one.id.as_str(), 1));
    storage.delivered(&again.id, 204, at(101)).await.unwrap();
    storage.delivery_failed(&again.id, None, "late", Some(at(102))).await.unwrap();
    let log = storage.delivery_log(&hook, 9).await.unwrap();
    assert_eq!(
        (log[0].attempts, log[0].last_status, log[0].delivered_at),
        (1, Some(204), Some(at(101)))
    );
    let next = update(guichet_model::status::Stage::Identified, at(110));
    assert!(storage.update_incident(&incident, &next, at(110)).await.unwrap());
    assert!(storage.end_webhook(&hook, at(111)).await.unwrap());
    assert!(storage.claim_deliveries(9, at(900), at(800)).await.unwrap().is_empty());
    assert!(!storage.end_webhook(&hook, at(112)).await.unwrap());
}

async fn peoples_own_receivers_are_few_silent_until_tested_and_end_with_the_account(
    database: Database,
) {
    let nodes = [database.open().await, database.open().await];
    let storage = &nodes[0];
    let ada = given_account(storage, "ada@example.org").await;
    let adders: Vec<_> = (0..8)
        .map(|adder| {
            let (node, id) = (nodes[adder % 2].clone(), ada.id.clone());
            tokio::spawn(async move {
                let url = format!("https://{adder}.example/");
                node.add_own_webhook(&id, &url, "whsec_c2VjcmV0", &[], 5, at(0)).await.unwrap()
            })
        })
        .collect();
    let mut added = Vec::new();
    for adder in adders {
        added.extend(adder.await.unwrap());
    }
    assert_eq!(added.len(), 5, "no more than so many, however many come at once");
    let hook = storage.own_webhooks(&ada.id).await.unwrap().remove(0);
    assert_eq!(hook.owner.as_ref().map(|owner| owner.email.as_str()), Some("ada@example.org"));
    let incident = given_incident(storage).await;
    assert!(storage.claim_deliveries(9, at(60), at(9)).await.unwrap().is_empty(), "untested");
    let test = storage.put_test_delivery(&hook, at(10)).await.unwrap();
    assert!(storage.claim_deliveries(9, at(60), at(11)).await.unwrap().is_empty(), "sent at once");
    storage.delivery_failed(&test.id, None, "no answer", None).await.unwrap();
    assert!(!storage.send_again(&hook.id, &test.id, at(12)).await.unwrap(), "a test is not news");
    assert!(storage.verify_webhook(&hook.id, at(13)).await.unwrap());
    assert!(!storage.verify_webhook(&hook.id, at(14)).await.unwrap());
    let next = update(guichet_model::status::Stage::Identified, at(20));
    assert!(storage.update_incident(&incident, &next, at(20)).await.unwrap());
    let due = storage.claim_deliveries(9, at(60), at(20)).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].news.as_ref().map(|(id, _)| id), Some(&incident.id));
    assert!(!storage.send_again(&hook.id, &due[0].id, at(21)).await.unwrap(), "it still waits");
    storage.delivery_failed(&due[0].id, Some(500), "500", None).await.unwrap();
    assert!(!storage.send_again("other", &due[0].id, at(22)).await.unwrap());
    assert!(storage.send_again(&hook.id, &due[0].id, at(22)).await.unwrap());
    let again = storage.claim_deliveries(9, at(90), at(22)).await.unwrap().remove(0);
    storage.delivery_failed(&again.id, None, "late", Some(at(100))).await.unwrap();
    storage.set_account_suspended(&ada.id, true, at(30)).await.unwrap();
    assert!(storage.own_webhooks(&ada.id).await.unwrap().is_empty());
    assert!(storage.claim_deliveries(9, at(900), at(800)).await.unwrap().is_empty());
    assert_eq!(storage.webhooks().await.unwrap().len(), 5, "operators see what there was");
    storage.prune(at(31 * 24 * 3600)).await.unwrap();
    assert!(storage.webhooks().await.unwrap().is_empty());
}

async fn secrets_that_were_changed_sign_until_they_run_out(database: Database) {
    let storage = database.open().await;
    let hook = storage.add_webhook("https://a.example/", "whsec_YQ==", &[], at(0)).await.unwrap();
    let other = storage.add_webhook("https://b.example/", "whsec_YQ==", &[], at(0)).await.unwrap();
    let signing = async |now| storage.webhook_secrets(&hook, at(now)).await.unwrap();
    assert_eq!(signing(1).await, ["whsec_YQ=="]);
    storage.set_webhook_secret(&hook, "whsec_Yg==", at(100)).await.unwrap();
    storage.set_webhook_secret(&hook, "whsec_Yw==", at(150)).await.unwrap();
    assert_eq!(signing(60).await, ["whsec_Yw==", "whsec_Yg==", "whsec_YQ=="], "the newest first");
    assert_eq!(signing(100).await, ["whsec_Yw==", "whsec_Yg=="]);
    storage.set_webhook_secret(&hook, "whsec_Yg==", at(170)).await.unwrap();
    assert_eq!(signing(110).await, ["whsec_Yg==", "whsec_Yw=="], "one that comes back signs once");
    storage.set_webhook_secret(&hook, "whsec_Yg==", at(900)).await.unwrap();
    assert_eq!(signing(170).await, ["whsec_Yg=="]);
    assert_eq!(storage.webhook_secrets(&other, at(60)).await.unwrap(), ["whsec_YQ=="]);
    assert!(storage.webhook_secrets("nobody", at(60)).await.unwrap().is_empty());
    storage.prune(at(160)).await.unwrap();
    assert_eq!(signing(160).await, ["whsec_Yg==", "whsec_Yw=="], "what counts is kept");
    storage.prune(at(170)).await.unwrap();
    assert_eq!(signing(160).await, ["whsec_Yg=="], "what ran out is forgotten");
    for (number, until) in (1..=60).zip(501..) {
        storage.set_webhook_secret(&hook, &format!("whsec_{number}"), at(until)).await.unwrap();
    }
    let last = ["whsec_60", "whsec_59", "whsec_58", "whsec_57"];
    assert_eq!(signing(200).await, last, "no more than three old ones");
}
