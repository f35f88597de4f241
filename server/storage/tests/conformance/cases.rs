//! Cases: each is there once, changes are all or nothing, nobody overwrites anybody, and what is for staff stays with staff.

use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind, NewCase, Outage, Outcome, Rating, Side, Via},
    priority::{Answers, Effect, Level, Reach, Workaround},
    viewer::Role,
};
use guichet_storage::{
    Account, AccountId, Assignee, Audience, Case, CaseChange, CaseOpening, CaseState, Changed,
    Conflict, Entry, Opened, OrganisationChange, OrganisationId, QueueFilter, Storage,
    StorageError, Thread, Whose,
};

use crate::harness::{
    Database, at, given_account, given_member, given_organisation, message, on_both,
};

on_both!(
    a_case_is_opened_with_all_that_belongs_to_it,
    the_same_key_is_the_same_case,
    many_who_send_the_same_at_once_open_one_case,
    a_change_is_made_to_the_version_that_was_seen,
    of_many_changes_at_once_one_is_made,
    a_mail_is_taken_once,
    what_another_process_wrote_is_seen,
    notes_stay_with_staff,
    files_follow_their_entry,
    the_queue_stands_by_due_time_and_filters,
    customers_find_their_own_and_what_is_shared,
    time_makes_things_due,
    presence_ends_and_views_are_kept,
    ratings_are_kept_once_a_case,
    a_conversation_keeps_its_thread,
    a_case_for_an_organisation_that_is_gone_is_none,
);

pub(crate) fn reference(number: u64) -> CaseRef {
    CaseRef::from_number(number * 1_000_003)
}

fn new_case(title: &str) -> NewCase {
    NewCase {
        service: "mail".into(),
        answers: Answers {
            effect: Effect::BlocksCollaboration,
            reach: Reach::Many,
            workaround: Workaround::NotAcceptable,
        },
        suggested: Level::P3,
        priority: Level::P2,
        reason: Some("A fair is on".into()),
        title: title.into(),
        description: "It does not work".into(),
        since: Some("yesterday".into()),
        locale: "fr".parse().unwrap(),
        attachments: Vec::new(),
    }
}

fn new_state(due: Option<i64>) -> CaseState {
    CaseState {
        priority: Level::P2,
        status: CaseStatus::New,
        assignee: None,
        outcome: None,
        edition: Some("business".into()),
        due_at: due.map(at),
        answer_due_at: due.map(at),
        answered_at: None,
        solve_due_at: None,
        solved_at: None,
        appealed_at: None,
        reminded_at: None,
        asked_at: None,
    }
}

pub(crate) fn entry(kind: EventKind, body: &str) -> Entry {
    Entry {
        kind,
        side: Side::Customer,
        author: None,
        author_name: "Ada".into(),
        via: Via::Web,
        body: body.into(),
        quoted: String::new(),
        before: None,
        after: None,
        outage: Outage::default(),
    }
}

fn opening<'a>(
    reference: &'a CaseRef,
    requester: &'a AccountId,
    case: &'a NewCase,
    key: Option<(&'a str, &'a str)>,
) -> CaseOpening<'a> {
    CaseOpening {
        reference,
        requester,
        organisation: None,
        case,
        state: new_state(Some(100)),
        entries: vec![entry(EventKind::Description, "It does not work")],
        mail: vec![message("ada@example.org", "received")],
        key,
    }
}

pub(crate) async fn given_case(
    storage: &Storage,
    number: u64,
    requester: &Account,
    organisation: Option<&OrganisationId>,
    due: Option<i64>,
) -> Case {
    let (reference, case) = (reference(number), new_case(&format!("Case {number}")));
    let wanted = CaseOpening {
        organisation,
        state: new_state(due),
        mail: Vec::new(),
        ..opening(&reference, &requester.id, &case, None)
    };
    assert_eq!(storage.open_case(&wanted, at(0)).await.unwrap(), Opened::New);
    storage.case(&reference).await.unwrap().unwrap()
}

pub(crate) fn change(case: &Case, state: CaseState, entries: Vec<Entry>) -> CaseChange {
    CaseChange {
        reference: case.reference.clone(),
        version: case.version,
        state,
        entries,
        files: Vec::new(),
        message_id: None,
        incident: None,
        mail: Vec::new(),
    }
}

async fn a_case_is_opened_with_all_that_belongs_to_it(database: Database) {
    let storage = database.open().await;
    let organisation = given_organisation(&storage, "Atelier").await;
    let ada =
        given_member(&storage, "ada@example.org", &organisation.id, Role::Administrator).await;
    let (reference, case) = (reference(1), new_case("Mail is late"));
    let wanted = CaseOpening {
        organisation: Some(&organisation.id),
        ..opening(&reference, &ada.id, &case, None)
    };
    assert_eq!(storage.open_case(&wanted, at(5)).await.unwrap(), Opened::New);
    let found = storage.case(&reference).await.unwrap().unwrap();
    assert_eq!((found.requester.id, found.requester.name.as_str()), (ada.id.clone(), "Ada"));
    let owner = found.organisation.unwrap();
    assert_eq!((owner.name.as_str(), owner.edition.as_str()), ("Atelier", "business"));
    assert!(!owner.shares && !owner.suspended);
    assert_eq!(found.answers, case.answers);
    assert_eq!((found.title.as_str(), found.since.as_str()), ("Mail is late", "yesterday"));
    assert_eq!((found.suggested, found.state.priority), (Level::P3, Level::P2));
    assert_eq!(found.state, new_state(Some(100)));
    assert_eq!((found.created_at, found.updated_at, found.version), (at(5), at(5), 1));
    let events = storage.case_events(&reference, Audience::Customer).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!((events[0].version, events[0].position, events[0].at), (1, 0, at(5)));
    assert_eq!(events[0].entry, entry(EventKind::Description, "It does not work"));
    assert_eq!(storage.claim(9, at(60), at(5)).await.unwrap().len(), 1, "the mail is with it");
    let again = storage.open_case(&wanted, at(6)).await.unwrap();
    assert_eq!(again, Opened::ReferenceTaken);
    assert!(storage.claim(9, at(60), at(6)).await.unwrap().is_empty(), "nothing is left of it");
    assert_eq!(storage.case(&CaseRef::from_number(7)).await.unwrap(), None);
}

async fn the_same_key_is_the_same_case(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let bob = given_account(&storage, "bob@example.org").await;
    let case = new_case("Mail is late");
    let open = async |number, who: &Account, key| {
        let reference = reference(number);
        storage.open_case(&opening(&reference, &who.id, &case, Some(key)), at(0)).await.unwrap()
    };
    assert_eq!(open(1, &ada, ("k", "d")).await, Opened::New);
    assert_eq!(open(2, &ada, ("k", "d")).await, Opened::Before(reference(1)));
    assert_eq!(open(3, &ada, ("k", "other")).await, Opened::KeyTaken);
    assert_eq!(open(4, &bob, ("k", "d")).await, Opened::New, "a key is its sender's own");
    assert_eq!(storage.cases_of(&ada.id, None, 9, 0).await.unwrap().len(), 1);
    assert_eq!(storage.case_of_key(&ada.id, "k").await.unwrap(), Some(reference(1)));
    assert_eq!(storage.case_of_key(&ada.id, "kk").await.unwrap(), None);
    assert_eq!(storage.case_of_key(&bob.id, "k").await.unwrap(), Some(reference(4)));
    storage.prune(at(40 * 24 * 3600)).await.unwrap();
    assert_eq!(open(5, &ada, ("k", "d")).await, Opened::New, "a key is forgotten after a month");
}

async fn many_who_send_the_same_at_once_open_one_case(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let ada = given_account(&nodes[0], "ada@example.org").await;
    let senders: Vec<_> = (0..12)
        .map(|number| {
            let (node, id) = (nodes[number % 2].clone(), ada.id.clone());
            tokio::spawn(async move {
                let (reference, case) = (reference(number as u64 + 1), new_case("Mail is late"));
                let wanted = opening(&reference, &id, &case, Some(("key", "digest")));
                match node.open_case(&wanted, at(0)).await.unwrap() {
                    Opened::New => reference,
                    Opened::Before(reference) => reference,
                    other => panic!("{other:?}"),
                }
            })
        })
        .collect();
    let mut references = Vec::new();
    for sender in senders {
        references.push(sender.await.unwrap());
    }
    references.dedup();
    assert_eq!(references.len(), 1, "everyone is told the same reference");
    assert_eq!(nodes[0].cases_of(&ada.id, None, 99, 0).await.unwrap().len(), 1);
    assert_eq!(nodes[1].claim(99, at(9), at(0)).await.unwrap().len(), 1, "and one mail is sent");
}

async fn a_change_is_made_to_the_version_that_was_seen(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let agent = given_account(&storage, "agent@example.org").await;
    let case = given_case(&storage, 1, &ada, None, Some(100)).await;
    let credit = Outage { credit: true, ..Outage::default() };
    let state = CaseState {
        status: CaseStatus::Solved,
        assignee: Some(Assignee { id: agent.id.clone(), name: "Ada".into() }),
        outcome: Outcome::of("outage-resolved", "Mail was late", credit).ok(),
        due_at: None,
        answered_at: Some(at(10)),
        solved_at: Some(at(20)),
        appealed_at: Some(at(15)),
        priority: Level::P1,
        ..case.state.clone()
    };
    let entries = vec![entry(EventKind::Message, "Done"), entry(EventKind::Outcome, "")];
    let wanted = CaseChange {
        mail: vec![message("ada@example.org", "solved")],
        ..change(&case, state.clone(), entries)
    };
    assert_eq!(storage.change_case(&wanted, at(20)).await.unwrap(), Changed::Made);
    let found = storage.case(&case.reference).await.unwrap().unwrap();
    assert_eq!((found.state, found.version, found.updated_at), (state, 2, at(20)));
    assert_eq!(storage.change_case(&wanted, at(21)).await.unwrap(), Changed::Outdated);
    let events = storage.case_events(&case.reference, Audience::Staff).await.unwrap();
    let places: Vec<_> = events.iter().map(|event| (event.version, event.position)).collect();
    assert_eq!(places, [(1, 0), (2, 0), (2, 1)]);
    assert_eq!(storage.claim(9, at(60), at(21)).await.unwrap().len(), 1);
    let silent =
        CaseState { asked_at: Some(at(30)), ..found_state(&storage, &case.reference).await };
    let again = storage.case(&case.reference).await.unwrap().unwrap();
    let changed = storage.change_case(&change(&again, silent, Vec::new()), at(30)).await.unwrap();
    assert_eq!(changed, Changed::Made);
    let found = storage.case(&case.reference).await.unwrap().unwrap();
    assert_eq!((found.version, found.updated_at), (3, at(20)), "nothing happened that anyone sees");
}

async fn found_state(storage: &Storage, reference: &CaseRef) -> CaseState {
    storage.case(reference).await.unwrap().unwrap().state
}

async fn of_many_changes_at_once_one_is_made(database: Database) {
    let nodes = [database.open().await, database.open().await];
    let ada = given_account(&nodes[0], "ada@example.org").await;
    let case = given_case(&nodes[0], 1, &ada, None, None).await;
    let writers: Vec<_> = (0..10)
        .map(|number| {
            let (node, case) = (nodes[number % 2].clone(), case.clone());
            tokio::spawn(async move {
                let entries = vec![entry(EventKind::Message, &number.to_string())];
                let wanted = change(&case, case.state.clone(), entries);
                node.change_case(&wanted, at(1)).await.unwrap()
            })
        })
        .collect();
    let mut made = 0;
    for writer in writers {
        made += usize::from(writer.await.unwrap() == Changed::Made);
    }
    assert_eq!(made, 1);
    let events = nodes[1].case_events(&case.reference, Audience::Staff).await.unwrap();
    assert_eq!(events.len(), 2);
}

async fn a_mail_is_taken_once(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let case = given_case(&storage, 1, &ada, None, None).await;
    let mail = |case: &Case| CaseChange {
        message_id: Some("abc@atelier.example".into()),
        ..change(case, case.state.clone(), vec![entry(EventKind::Message, "By mail")])
    };
    assert_eq!(storage.change_case(&mail(&case), at(1)).await.unwrap(), Changed::Made);
    let now = storage.case(&case.reference).await.unwrap().unwrap();
    assert_eq!(storage.change_case(&mail(&now), at(2)).await.unwrap(), Changed::Before);
    let events = storage.case_events(&case.reference, Audience::Customer).await.unwrap();
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].message_id.as_deref(), Some("abc@atelier.example"));
    // Sent to two cases, it stands in both, each once.
    let other = given_case(&storage, 2, &ada, None, None).await;
    assert_eq!(storage.change_case(&mail(&other), at(3)).await.unwrap(), Changed::Made);
    let other = storage.case(&other.reference).await.unwrap().unwrap();
    assert_eq!(storage.change_case(&mail(&other), at(4)).await.unwrap(), Changed::Before);
}

async fn what_another_process_wrote_is_seen(database: Database) {
    let (storage, beside) = (database.open().await, database.open().await);
    let ada = given_account(&storage, "ada@example.org").await;
    given_case(&storage, 1, &ada, None, None).await;
    let case = given_case(&storage, 2, &ada, None, None).await;
    // On PostgreSQL whoever writes says so.
    let Some(mark) = storage.case_news_mark().await.unwrap() else {
        assert!(database.address.starts_with("postgres"));
        return;
    };
    assert_eq!(storage.case_news(mark).await.unwrap(), []);
    let change = change(&case, case.state.clone(), vec![entry(EventKind::Message, "By mail")]);
    assert_eq!(beside.change_case(&change, at(1)).await.unwrap(), Changed::Made);
    assert_ne!(storage.case_news_mark().await.unwrap(), Some(mark));
    assert_eq!(storage.case_news(mark).await.unwrap(), [case.reference]);
}

async fn notes_stay_with_staff(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let case = given_case(&storage, 1, &ada, None, None).await;
    let entries = EventKind::ALL.map(|kind| entry(kind, kind.name())).to_vec();
    let wanted = CaseChange {
        files: vec!["note.txt".into()],
        ..change(&case, case.state.clone(), vec![entry(EventKind::Note, "secret")])
    };
    storage.change_case(&wanted, at(1)).await.unwrap();
    let case = storage.case(&case.reference).await.unwrap().unwrap();
    storage.change_case(&change(&case, case.state.clone(), entries), at(2)).await.unwrap();
    let all = storage.case_events(&case.reference, Audience::Staff).await.unwrap();
    assert_eq!(all.len(), 2 + EventKind::ALL.len());
    let theirs = storage.case_events(&case.reference, Audience::Customer).await.unwrap();
    assert_eq!(theirs.len(), all.len() - 3);
    assert!(theirs.iter().all(|event| event.entry.kind.is_public()));
    assert!(storage.case_files(&case.reference, Audience::Customer).await.unwrap().is_empty());
    assert_eq!(storage.case_files(&case.reference, Audience::Staff).await.unwrap().len(), 1);
    let (_, public) = storage.case_of_file("note.txt").await.unwrap().unwrap();
    assert!(!public);
}

async fn files_follow_their_entry(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let (one, other) = (reference(1), reference(2));
    let case = NewCase { attachments: vec!["b".into(), "a".into()], ..new_case("With files") };
    storage.open_case(&opening(&one, &ada.id, &case, None), at(0)).await.unwrap();
    storage.open_case(&opening(&other, &ada.id, &case, None), at(0)).await.unwrap();
    let files = storage.case_files(&one, Audience::Customer).await.unwrap();
    let names: Vec<_> = files.iter().map(|file| (file.attachment.as_str(), file.entry)).collect();
    assert_eq!(names, [("a", (1, 0)), ("b", (1, 0))]);
    assert!(storage.case_files(&other, Audience::Staff).await.unwrap().is_empty());
    assert_eq!(storage.case_of_file("a").await.unwrap(), Some((one, true)));
    assert_eq!(storage.case_of_file("c").await.unwrap(), None);
}

async fn the_queue_stands_by_due_time_and_filters(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada_x@example.org").await;
    let agent = given_account(&storage, "agent@example.org").await;
    let late = given_case(&storage, 1, &ada, None, Some(300)).await;
    let soon = given_case(&storage, 2, &ada, None, Some(200)).await;
    let never = given_case(&storage, 3, &ada, None, None).await;
    let mine = CaseState {
        assignee: Some(Assignee { id: agent.id.clone(), name: "Ada".into() }),
        status: CaseStatus::Open,
        priority: Level::P1,
        ..soon.state.clone()
    };
    storage.change_case(&change(&soon, mine, Vec::new()), at(1)).await.unwrap();
    let titles = async |filter: &QueueFilter| {
        let cases = storage.queue(filter, 50, 0).await.unwrap();
        cases.into_iter().map(|case| case.title).collect::<Vec<_>>()
    };
    let all = QueueFilter::default();
    assert_eq!(titles(&all).await, ["Case 2", "Case 1", "Case 3"]);
    assert_eq!(storage.queue(&all, 1, 1).await.unwrap()[0].reference, late.reference);
    for (filter, expected) in [
        (QueueFilter { statuses: vec![CaseStatus::New], ..all.clone() }, vec!["Case 1", "Case 3"]),
        (QueueFilter { statuses: vec![CaseStatus::Closed], ..all.clone() }, vec![]),
        (QueueFilter { whose: Some(Whose::Nobodys), ..all.clone() }, vec!["Case 1", "Case 3"]),
        (QueueFilter { whose: Some(Whose::Of(agent.id.clone())), ..all.clone() }, vec!["Case 2"]),
        (QueueFilter { priority: Some(Level::P1), ..all.clone() }, vec!["Case 2"]),
        (QueueFilter { service: Some("drive".into()), ..all.clone() }, vec![]),
        (
            QueueFilter { locale: Some("fr".into()), late: Some(at(250)), ..all.clone() },
            vec!["Case 2"],
        ),
        (QueueFilter { text: Some("CASE 3".into()), ..all.clone() }, vec!["Case 3"]),
        (QueueFilter { text: Some("%".into()), ..all.clone() }, vec![]),
        (
            QueueFilter { text: Some("ada_x@".into()), ..all.clone() },
            vec!["Case 2", "Case 1", "Case 3"],
        ),
        (QueueFilter { text: Some("adaXx@".into()), ..all.clone() }, vec![]),
        (QueueFilter { text: Some(never.reference.to_string()), ..all.clone() }, vec!["Case 3"]),
    ] {
        assert_eq!(titles(&filter).await, expected, "{filter:?}");
    }
    let counts = storage.queue_counts(&agent.id, at(250)).await.unwrap();
    let count = |of: &dyn Fn(&guichet_storage::QueueCount) -> bool| -> u32 {
        counts.iter().filter(|count| of(count)).map(|count| count.count).sum()
    };
    assert_eq!(count(&|_| true), 3);
    assert_eq!(count(&|count| count.mine && count.late && count.priority == Level::P1), 1);
    assert_eq!(count(&|count| !count.assigned && count.status == CaseStatus::New), 2);
    let asides = QueueFilter { asides: true, ..all.clone() };
    let note = |side| Entry { side, ..entry(EventKind::Note, "Me too") };
    let say = async |side, when| {
        let case = storage.case(&never.reference).await.unwrap().unwrap();
        let change = change(&case, case.state.clone(), vec![note(side)]);
        storage.change_case(&change, at(when)).await.unwrap();
        (storage.asides().await.unwrap(), titles(&asides).await.len())
    };
    assert_eq!(say(Side::Agent, 2).await, (0, 0));
    assert_eq!(say(Side::Customer, 3).await, (1, 1));
    assert_eq!(say(Side::Portal, 4).await, (1, 1), "the portal deals with nothing");
    assert_eq!(say(Side::Customer, 5).await, (1, 1), "a case is counted once");
    assert_eq!(say(Side::Agent, 6).await, (0, 0));
}

async fn customers_find_their_own_and_what_is_shared(database: Database) {
    let storage = database.open().await;
    let organisation = given_organisation(&storage, "Atelier").await;
    let ada = given_member(&storage, "ada@example.org", &organisation.id, Role::Member).await;
    let bob =
        given_member(&storage, "bob@example.org", &organisation.id, Role::Administrator).await;
    let before = given_case(&storage, 1, &ada, Some(&organisation.id), None).await;
    given_case(&storage, 2, &bob, None, None).await;
    let count =
        async |who: &Account, shared| storage.cases_of(&who.id, shared, 9, 0).await.unwrap().len();
    assert_eq!((count(&ada, None).await, count(&bob, None).await), (1, 1));
    assert_eq!(count(&bob, Some(&organisation.id)).await, 1, "nothing is shared");
    assert_eq!(storage.shares_cases_since(&organisation.id).await.unwrap(), None);
    for now in [at(1), at(9)] {
        // Asked for again, it stays as it was.
        storage.set_shares_cases(&organisation.id, true, now).await.unwrap();
    }
    assert_eq!(storage.shares_cases_since(&organisation.id).await.unwrap(), Some(at(1)));
    let shared =
        async |case: &Case| storage.case(&case.reference).await.unwrap().unwrap().readers().shared;
    assert!(!shared(&before).await, "it was asked under another promise");
    assert_eq!(count(&bob, Some(&organisation.id)).await, 1);
    let (reference, case) = (reference(3), new_case("Case 3"));
    let organisation_id = Some(&organisation.id);
    let wanted =
        CaseOpening { organisation: organisation_id, ..opening(&reference, &ada.id, &case, None) };
    assert_eq!(storage.open_case(&wanted, at(1)).await.unwrap(), Opened::New);
    let after = storage.case(&reference).await.unwrap().unwrap();
    assert!(shared(&after).await);
    assert_eq!(count(&bob, Some(&organisation.id)).await, 2);
    storage.set_shares_cases(&organisation.id, false, at(2)).await.unwrap();
    assert_eq!(storage.shares_cases_since(&organisation.id).await.unwrap(), None);
    assert!(!shared(&after).await);
    let missing = storage.set_shares_cases(&"none".to_owned().into(), true, at(1)).await;
    assert!(matches!(missing, Err(StorageError::Conflict(Conflict::Missing))));
}

async fn time_makes_things_due(database: Database) {
    let storage = database.open().await;
    let organisation = given_organisation(&storage, "Atelier").await;
    let ada = given_member(&storage, "ada@example.org", &organisation.id, Role::Member).await;
    let pending = given_case(&storage, 1, &ada, Some(&organisation.id), None).await;
    let state = CaseState { status: CaseStatus::Pending, ..pending.state.clone() };
    let asked = vec![entry(EventKind::Message, "And the headers?")];
    storage.change_case(&change(&pending, state, asked), at(10)).await.unwrap();
    let solved = given_case(&storage, 2, &ada, None, None).await;
    let state =
        CaseState { status: CaseStatus::Solved, solved_at: Some(at(10)), ..solved.state.clone() };
    let done = vec![entry(EventKind::Outcome, "")];
    storage.change_case(&change(&solved, state, done), at(10)).await.unwrap();
    let (one, two) = (vec![pending.reference.clone()], vec![solved.reference.clone()]);
    assert_eq!(storage.cases_to_remind(at(10)).await.unwrap(), []);
    assert_eq!(storage.cases_to_remind(at(11)).await.unwrap(), one);
    assert_eq!(storage.cases_to_close(at(10)).await.unwrap(), []);
    assert_eq!(storage.cases_to_close(at(11)).await.unwrap(), two);
    assert_eq!(storage.cases_to_ask_about(at(11)).await.unwrap(), two);
    assert_eq!(storage.cases_of_another_edition().await.unwrap(), []);
    let edition =
        OrganisationChange { edition: Some("free".into()), ..OrganisationChange::default() };
    storage.change_organisation(&organisation.id, &edition, at(12)).await.unwrap();
    assert_eq!(storage.cases_of_another_edition().await.unwrap(), one);
    let now = storage.case(&pending.reference).await.unwrap().unwrap();
    let state =
        CaseState { edition: Some("free".into()), reminded_at: Some(at(13)), ..now.state.clone() };
    storage.change_case(&change(&now, state, Vec::new()), at(13)).await.unwrap();
    assert_eq!(storage.cases_of_another_edition().await.unwrap(), []);
    assert_eq!(storage.cases_to_remind(at(99)).await.unwrap(), []);
}

async fn presence_ends_and_views_are_kept(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let bob = given_account(&storage, "bob@example.org").await;
    let case = given_case(&storage, 1, &ada, None, None).await;
    storage.touch_presence(&case.reference, &ada.id, false, at(0)).await.unwrap();
    storage.touch_presence(&case.reference, &ada.id, true, at(10)).await.unwrap();
    let seen = async |who: &Account, since| {
        storage.present(&case.reference, &who.id, at(since)).await.unwrap()
    };
    assert!(seen(&ada, 0).await.is_empty(), "nobody sees themselves");
    let others = seen(&bob, 10).await;
    assert_eq!((others.len(), others[0].writing), (1, true));
    assert!(seen(&bob, 11).await.is_empty());
    storage.end_presence(&case.reference, &ada.id).await.unwrap();
    assert!(seen(&bob, 0).await.is_empty());
    assert!(storage.save_view(&ada.id, "Mine", "whose=me").await.unwrap());
    assert!(storage.save_view(&ada.id, "Mine", "whose=me&status=open").await.unwrap());
    let views = storage.views(&ada.id).await.unwrap();
    assert_eq!((views.len(), views[0].query.as_str()), (1, "whose=me&status=open"));
    for number in 1..20 {
        assert!(storage.save_view(&ada.id, &format!("View {number}"), "").await.unwrap());
    }
    assert!(!storage.save_view(&ada.id, "One more", "").await.unwrap());
    assert!(storage.save_view(&ada.id, "Mine", "").await.unwrap(), "one that is there is changed");
    assert!(storage.save_view(&bob.id, "One more", "").await.unwrap());
    storage.delete_view(&ada.id, "Mine").await.unwrap();
    assert_eq!(storage.views(&ada.id).await.unwrap().len(), 19);
}

async fn ratings_are_kept_once_a_case(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let case = given_case(&storage, 1, &ada, None, Some(60)).await;
    storage.rate_case(&case.reference, Rating::Poor, "", at(10)).await.unwrap();
    storage.rate_case(&case.reference, Rating::Good, "Thank you", at(20)).await.unwrap();
    let ratings = storage.ratings(at(0)).await.unwrap();
    assert_eq!(ratings.len(), 1);
    assert_eq!((ratings[0].rating, ratings[0].words.as_str()), (Rating::Good, "Thank you"));
    let kept = storage.rating(&case.reference).await.unwrap();
    assert_eq!(kept, Some((Rating::Good, "Thank you".to_owned())));
    assert!(storage.ratings(at(21)).await.unwrap().is_empty());
    let measured = storage.measured(at(0)).await.unwrap();
    assert_eq!((measured.len(), measured[0].answer_due_at), (1, Some(at(60))));
    let none = storage.rate_case(&CaseRef::from_number(9), Rating::Good, "", at(1)).await;
    assert!(matches!(none, Err(StorageError::Conflict(Conflict::Missing))));
}

async fn a_conversation_keeps_its_thread(database: Database) {
    let storage = database.open().await;
    let thread = Thread {
        id: Some("case.K7QF3MXD".into()),
        references: vec!["a@b.example".into(), "c@d.example".into()],
        reply_to: Some("reply+x@help.example".into()),
    };
    let mail = guichet_storage::NewMessage {
        thread: Some(thread.clone()),
        ..message("ada@example.org", "one")
    };
    storage.enqueue(&mail, at(0)).await.unwrap();
    let alone = Thread { id: None, references: Vec::new(), reply_to: None };
    let lone = guichet_storage::NewMessage { thread: Some(alone), ..mail.clone() };
    storage.enqueue(&lone, at(1)).await.unwrap();
    let claimed = storage.claim(9, at(60), at(1)).await.unwrap();
    assert_eq!(claimed[0].content, mail);
    assert_eq!(claimed[1].content, lone);
}

async fn a_case_for_an_organisation_that_is_gone_is_none(database: Database) {
    let storage = database.open().await;
    let ada = given_account(&storage, "ada@example.org").await;
    let case = NewCase { attachments: vec!["a".into()], ..new_case("With a file") };
    let reference = reference(1);
    let wanted = opening(&reference, &ada.id, &case, Some(("k", "d")));
    storage.open_case(&wanted, at(0)).await.unwrap();
    let gone = OrganisationId::from("gone".to_owned());
    let other = self::reference(2);
    let missing =
        CaseOpening { organisation: Some(&gone), ..opening(&other, &ada.id, &case, None) };
    let refused = storage.open_case(&missing, at(0)).await;
    assert!(matches!(refused, Err(StorageError::Conflict(Conflict::Missing))));
    assert_eq!(storage.case(&other).await.unwrap(), None);
    assert!(storage.case(&reference).await.unwrap().is_some());
}
