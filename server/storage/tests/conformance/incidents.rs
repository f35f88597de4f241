//! Cases that hang on incidents: linked and unlinked, and each told once when theirs is over, and when it is back.

use std::collections::BTreeMap;

use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind, Outage, Outcome},
    status::{Incident, IncidentId, Stage},
};
use guichet_storage::{
    Audience, Case, CaseChange, CaseNotice, CaseState, Changed, Entry, IncidentChange, QueueFilter,
    Storage,
};

use crate::{
    cases::{change, entry, given_case},
    harness::{Database, at, given_account, message, on_both},
    status::{given_incident, update},
};

on_both!(
    cases_are_linked_once_found_and_unlinked,
    the_end_waits_for_open_cases_alone,
    hundreds_are_told_once_whoever_is_cut_short,
    one_that_goes_on_takes_its_end_back_and_tells_the_next,
    one_that_is_back_tells_all_who_heard_that_it_was_over,
    a_case_that_ends_with_an_incident_hangs_on_it,
    nothing_hangs_on_an_incident_that_is_none,
);

async fn make(storage: &Storage, case: &CaseRef, what: IncidentChange) -> Changed {
    let case = storage.case(case).await.unwrap().unwrap();
    let entries = vec![entry(EventKind::Incident, "Mail opens slowly")];
    let wanted = CaseChange { incident: Some(what), ..change(&case, case.state.clone(), entries) };
    storage.change_case(&wanted, at(5)).await.unwrap()
}

async fn link(storage: &Storage, case: &Case, incident: &Incident) {
    let what = IncidentChange::Link(incident.id.clone());
    assert_eq!(make(storage, &case.reference, what).await, Changed::Made);
}

async fn end(storage: &Storage, incident: &IncidentId, seconds: i64) {
    step(storage, incident, Stage::Resolved, seconds).await;
}

async fn step(storage: &Storage, incident: &IncidentId, stage: Stage, seconds: i64) {
    let incident = storage.incident(incident).await.unwrap().unwrap();
    let new = update(stage, at(seconds));
    assert!(storage.update_incident(&incident, &new, at(seconds)).await.unwrap());
}

/// Tells a case as the server does: its history, its mail and the notice change together.
async fn tell(storage: &Storage, notice: &CaseNotice) -> Changed {
    let case = storage.case(&notice.case).await.unwrap().unwrap();
    let wanted = CaseChange {
        incident: Some(IncidentChange::Told(notice.update.clone())),
        mail: vec![message("ada@example.org", notice.case.as_str())],
        ..change(&case, case.state.clone(), vec![entry(EventKind::IncidentEnded, "Over")])
    };
    storage.change_case(&wanted, at(900)).await.unwrap()
}

/// How often each case was told.
async fn told(storage: &Storage, cases: &[Case]) -> BTreeMap<CaseRef, usize> {
    let mut told = BTreeMap::new();
    for case in cases {
        let events = storage.case_events(&case.reference, Audience::Customer).await.unwrap();
        let ends = events.iter().filter(|event| event.entry.kind == EventKind::IncidentEnded);
        told.insert(case.reference.clone(), ends.count());
    }
    told
}

async fn cases_are_linked_once_found_and_unlinked(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let incident = given_incident(&storage).await;
    let (one, other) = (
        given_case(&storage, 1, &ada, None, None).await,
        given_case(&storage, 2, &ada, None, None).await,
    );
    assert!(!one.has_incidents);
    link(&storage, &one, &incident).await;
    let again = IncidentChange::Link(incident.id.clone());
    assert_eq!(make(&storage, &one.reference, again).await, Changed::Before);
    let found = storage.case(&one.reference).await.unwrap().unwrap();
    assert!(found.has_incidents);
    assert_eq!(found.version, 2, "what was so before leaves no trace");
    let hangs_on = storage.case_incidents(&one.reference).await.unwrap();
    assert_eq!(hangs_on, std::slice::from_ref(&incident.id));
    let linked = storage.linked_cases(&incident.id, 9).await.unwrap();
    assert_eq!(linked.iter().map(|case| &case.reference).collect::<Vec<_>>(), [&one.reference]);
    for (filter, count) in [("*", 1), (incident.id.as_str(), 1), ("another", 0)] {
        let filter = QueueFilter { incident: Some(filter.into()), ..QueueFilter::default() };
        assert_eq!(storage.queue(&filter, 9, 0).await.unwrap().len(), count, "{filter:?}");
    }
    let unlink = || IncidentChange::Unlink(incident.id.clone());
    assert_eq!(make(&storage, &other.reference, unlink()).await, Changed::Before);
    assert_eq!(make(&storage, &one.reference, unlink()).await, Changed::Made);
    assert!(storage.case_incidents(&one.reference).await.unwrap().is_empty());
    assert_eq!(storage.linked_count(&incident.id).await.unwrap().all, 0);
}

async fn the_end_waits_for_open_cases_alone(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let incident = given_incident(&storage).await;
    let mut cases = Vec::new();
    for number in 1..=4 {
        cases.push(given_case(&storage, number, &ada, None, None).await);
    }
    for case in &cases[..3] {
        link(&storage, case, &incident).await;
    }
    let solved = storage.case(&cases[1].reference).await.unwrap().unwrap();
    let state = CaseState { status: CaseStatus::Solved, ..solved.state.clone() };
    storage.change_case(&change(&solved, state, Vec::new()), at(6)).await.unwrap();
    let count = storage.linked_count(&incident.id).await.unwrap();
    assert_eq!((count.open, count.all), (2, 3));
    let open = storage.open_linked_cases(&incident.id, None, 9).await.unwrap();
    assert_eq!(open.len(), 2);
    let after = storage.open_linked_cases(&incident.id, Some(&open[0].reference), 9).await.unwrap();
    assert_eq!(after, open[1..]);
    let listed = storage.linked_cases(&incident.id, 9).await.unwrap();
    assert_eq!(listed[2].reference, cases[1].reference, "those that ended stand last");
    step(&storage, &incident.id, Stage::Monitoring, 60).await;
    assert!(storage.case_notices(9, at(60)).await.unwrap().is_empty(), "it is not over");
    end(&storage, &incident.id, 70).await;
    let notices = storage.case_notices(9, at(70)).await.unwrap();
    assert_eq!(notices.len(), 2);
    storage.put_off_case_notice(&notices[0], at(100)).await.unwrap();
    assert_eq!(storage.case_notices(9, at(99)).await.unwrap(), notices[1..]);
    storage.drop_case_notice(&notices[1]).await.unwrap();
    let unlink = IncidentChange::Unlink(incident.id.clone());
    assert_eq!(make(&storage, &notices[0].case, unlink).await, Changed::Made);
    assert!(storage.case_notices(9, at(100)).await.unwrap().is_empty(), "it hangs there no more");
    step(&storage, &incident.id, Stage::Postmortem, 110).await;
    assert!(storage.case_notices(9, at(110)).await.unwrap().is_empty(), "it was over before");
}

async fn hundreds_are_told_once_whoever_is_cut_short(database: Database) {
    const CASES: u64 = 300;
    let nodes = [database.open().await, database.open().await];
    let ada = given_account(&nodes[0], "ada@example.org").await;
    let incident = given_incident(&nodes[0]).await;
    let mut cases = Vec::new();
    for number in 1..=CASES {
        let case = given_case(&nodes[0], number, &ada, None, None).await;
        link(&nodes[0], &case, &incident).await;
        cases.push(case);
    }
    end(&nodes[0], &incident.id, 60).await;
    // A node dies in the middle of its first batch.
    let first = nodes[0].case_notices(50, at(61)).await.unwrap();
    assert_eq!(first.len(), 50);
    for notice in &first[..20] {
        assert_eq!(tell(&nodes[0], notice).await, Changed::Made);
    }
    let cut_off = std::time::Duration::from_micros(300);
    _ = tokio::time::timeout(cut_off, tell(&nodes[0], &first[20])).await;
    // It comes back with the batch it had, and the other node goes on: both tell the same cases.
    let tellers: Vec<_> = (0..4)
        .map(|teller| {
            let (node, stale) = (nodes[teller % 2].clone(), first.clone());
            tokio::spawn(async move {
                for notice in &stale {
                    while tell(&node, notice).await == Changed::Outdated {}
                }
                loop {
                    let notices = node.case_notices(50, at(900)).await.unwrap();
                    if notices.is_empty() {
                        break;
                    }
                    for notice in &notices {
                        tell(&node, notice).await;
                    }
                }
            })
        })
        .collect();
    for teller in tellers {
        teller.await.unwrap();
    }
    assert!(told(&nodes[1], &cases).await.values().all(|times| *times == 1));
    assert_eq!(nodes[1].waiting_mail().await.unwrap(), CASES, "and written to once");
}

async fn one_that_goes_on_takes_its_end_back_and_tells_the_next(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let incident = given_incident(&storage).await;
    let one = given_case(&storage, 1, &ada, None, None).await;
    let other = given_case(&storage, 2, &ada, None, None).await;
    link(&storage, &one, &incident).await;
    link(&storage, &other, &incident).await;
    end(&storage, &incident.id, 60).await;
    let notices = storage.case_notices(1, at(60)).await.unwrap();
    assert_eq!(tell(&storage, &notices[0]).await, Changed::Made);
    step(&storage, &incident.id, Stage::Identified, 70).await;
    let goes_on = storage.incident(&incident.id).await.unwrap().unwrap();
    assert_eq!(goes_on.ended_at, None);
    let back = storage.case_notices(9, at(70)).await.unwrap();
    let cases: Vec<_> = back.iter().map(|notice| &notice.case).collect();
    assert_eq!(cases, [&notices[0].case], "the other one never heard that it was over");
    assert_eq!(back[0].update, goes_on.updates[0].id);
    assert_eq!(tell(&storage, &back[0]).await, Changed::Made);
    end(&storage, &incident.id, 80).await;
    for notice in storage.case_notices(9, at(80)).await.unwrap() {
        assert_eq!(tell(&storage, &notice).await, Changed::Made);
    }
    let again = storage.incident(&incident.id).await.unwrap().unwrap();
    assert_eq!(again.ended_at, Some(at(80)));
    let mut times: Vec<_> = told(&storage, &[one, other]).await.into_values().collect();
    times.sort_unstable();
    assert_eq!(times, [1, 3], "the end; and over, back, over");
}

async fn one_that_is_back_tells_all_who_heard_that_it_was_over(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let incident = given_incident(&storage).await;
    let mut cases = Vec::new();
    for number in 1..=3 {
        cases.push(given_case(&storage, number, &ada, None, None).await);
    }
    for case in &cases[..2] {
        link(&storage, case, &incident).await;
    }
    end(&storage, &incident.id, 60).await;
    for notice in storage.case_notices(9, at(60)).await.unwrap() {
        assert_eq!(tell(&storage, &notice).await, Changed::Made);
    }
    link(&storage, &cases[2], &incident).await;
    for (case, status) in [(&cases[0], CaseStatus::Solved), (&cases[1], CaseStatus::Closed)] {
        let case = storage.case(&case.reference).await.unwrap().unwrap();
        let state = CaseState { status, ..case.state.clone() };
        storage.change_case(&change(&case, state, Vec::new()), at(61)).await.unwrap();
    }
    step(&storage, &incident.id, Stage::Investigating, 70).await;
    let back = storage.case_notices(9, at(70)).await.unwrap();
    let mut those: Vec<_> = back.iter().map(|notice| notice.case.clone()).collect();
    those.sort_unstable();
    let mut all: Vec<_> = cases.iter().map(|case| case.reference.clone()).collect();
    all.sort_unstable();
    assert_eq!(those, all, "those that have ended, and one that was linked since");
    assert_eq!(tell(&storage, &back[0]).await, Changed::Made);
    step(&storage, &incident.id, Stage::Identified, 75).await;
    assert_eq!(storage.case_notices(9, at(75)).await.unwrap(), back[1..], "it was back before");
    end(&storage, &incident.id, 80).await;
    let over = storage.case_notices(9, at(80)).await.unwrap();
    // Whoever was not told that it is back knows that it is over. Of the others those hear of it that are open.
    let open = storage.case(&back[0].case).await.unwrap().unwrap().state.status.is_open();
    assert_eq!(over.len(), usize::from(open));
    assert!(over.iter().all(|notice| notice.case == back[0].case));
    assert_eq!(
        tell(&storage, &back[1]).await,
        Changed::Before,
        "a node that comes late tells nothing"
    );
}

async fn a_case_that_ends_with_an_incident_hangs_on_it(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let incident = given_incident(&storage).await;
    for (number, id, hangs) in
        [(1, incident.id.clone(), true), (2, "elsewhere".parse().unwrap(), false)]
    {
        let case = given_case(&storage, number, &ada, None, None).await;
        let outage = Outage { incident: Some(id.clone()), credit: true, report: false };
        let outcome = Outcome::of("outage-resolved", "Mail opens slowly", outage.clone()).ok();
        let state = CaseState { status: CaseStatus::Solved, outcome, ..case.state.clone() };
        let told = Entry { outage, ..entry(EventKind::Outcome, "Mail opens slowly") };
        for expected in [Changed::Made, Changed::Made] {
            let now = storage.case(&case.reference).await.unwrap().unwrap();
            let wanted = CaseChange {
                incident: Some(IncidentChange::Solve(id.clone())),
                ..change(&now, state.clone(), vec![told.clone()])
            };
            assert_eq!(
                storage.change_case(&wanted, at(5)).await.unwrap(),
                expected,
                "linked or not"
            );
        }
        let found = storage.case(&case.reference).await.unwrap().unwrap();
        assert_eq!((found.state, found.has_incidents), (state, hangs));
        let events = storage.case_events(&case.reference, Audience::Customer).await.unwrap();
        assert_eq!(events.last().unwrap().entry, told);
    }
}

async fn nothing_hangs_on_an_incident_that_is_none(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let case = given_case(&storage, 1, &ada, None, None).await;
    let wanted = CaseChange {
        incident: Some(IncidentChange::Link("nowhere".parse().unwrap())),
        ..change(&case, case.state.clone(), Vec::new())
    };
    assert!(storage.change_case(&wanted, at(1)).await.is_err());
    assert_eq!(storage.case(&case.reference).await.unwrap().unwrap(), case);
}
