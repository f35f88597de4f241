use super::*;
use crate::status::{Change, Details, Update};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The only reason against something, or none.
fn only(mut reasons: Vec<Refusal>) -> Result<(), Refusal> {
    assert!(reasons.len() < 2, "{reasons:?}");
    reasons.pop().map_or(Ok(()), Err)
}

fn policy() -> Policy {
    toml::from_str("services = [{ id = \"mail\", name = \"Mail\" }]").unwrap()
}

fn mail() -> Vec<(String, ComponentState)> {
    vec![("mail".to_owned(), ComponentState::PartialOutage)]
}

fn incident(stage: Stage) -> Incident {
    let began = at("2026-11-23T10:00:00Z");
    Incident {
        id: "a".parse().unwrap(),
        title: "T".into(),
        impact: Impact::Minor,
        stage,
        started_at: began,
        until: None,
        monitoring_at: None,
        ended_at: None,
        created_at: began,
        updated_at: began,
        updates: vec![Update {
            id: "u".to_owned(),
            stage,
            body: "".into(),
            shown_at: at("2026-11-23T10:30:00Z"),
            created_at: began,
            changes: vec![Change {
                component: "gone".to_owned(),
                from: ComponentState::Operational,
                to: ComponentState::PartialOutage,
            }],
        }],
        details: Details::default(),
        affected: 0,
    }
}

#[test]
fn what_ends_before_it_begins_is_refused() {
    let (now, policy) = (at("2026-11-23T12:00:00Z"), policy());
    let new = |stage, begins: &str, until: Option<&str>| {
        only(check_new(stage, at(begins), until.map(at), &mail(), &policy, now))
    };
    let (early, late) = ("2026-11-24T01:00:00Z", "2026-11-24T03:00:00Z");
    assert_eq!(new(Stage::Scheduled, early, Some(late)), Ok(()));
    assert!(matches!(
        new(Stage::Scheduled, late, Some(early)),
        Err(Refusal::EndsBeforeItBegins { .. })
    ));
    assert_eq!(new(Stage::Scheduled, early, None), Err(Refusal::NoEnd));
    assert!(matches!(new(Stage::Investigating, early, None), Err(Refusal::Ahead(_))));
    let past = ("2026-11-20T01:00:00Z", Some("2026-11-20T02:00:00Z"));
    assert!(matches!(new(Stage::Scheduled, past.0, past.1), Err(Refusal::Behind(_))));
    let long = ("2025-11-20T01:00:00Z", "2025-11-23T12:00:00Z");
    assert_eq!(new(Stage::Investigating, long.1, None), Ok(()), "a year ago");
    for (stage, until) in [(Stage::Resolved, None), (Stage::Scheduled, Some(late))] {
        let refused = new(stage, long.0, until).unwrap_err();
        assert_eq!(refused, Refusal::LongAgo(at(long.0)));
        assert!(refused.to_string().contains("see whether the date is right"), "{refused}");
    }
    let resolved = only(check_update(
        &incident(Stage::Monitoring),
        Stage::Resolved,
        at("2026-11-23T09:00:00Z"),
        &[],
        &policy,
        now,
    ));
    assert!(matches!(resolved, Err(Refusal::EndsBeforeItBegins { .. })), "{resolved:?}");
}

#[test]
fn nothing_begins_with_its_end_or_with_the_impact_of_another_kind() {
    let (now, policy) = (at("2026-11-23T12:00:00Z"), policy());
    for &stage in Stage::ALL {
        let until = (stage == Stage::Scheduled).then(|| at("2026-11-24T12:00:00Z"));
        let checked = only(check_new(stage, now, until, &mail(), &policy, now));
        let refused = matches!(
            stage,
            Stage::Postmortem | Stage::InProgress | Stage::Verifying | Stage::Completed
        );
        assert_eq!(checked.err(), refused.then_some(Refusal::First(stage)));
    }
    for &impact in Impact::ALL {
        let work = impact == Impact::Maintenance;
        assert_eq!(check_impact(true, Some(impact)).is_ok(), work, "{impact:?}");
        assert_eq!(check_impact(false, Some(impact)).is_ok(), !work, "{impact:?}");
    }
    assert_eq!(check_impact(true, None), Ok(()));
}

#[test]
fn updates_follow_one_another() {
    let (now, policy) = (at("2026-11-23T12:00:00Z"), policy());
    let update = |stage, next, when: &str| {
        only(check_update(&incident(stage), next, at(when), &[], &policy, now))
    };
    let (before, after) = ("2026-11-23T10:15:00Z", "2026-11-23T10:45:00Z");
    assert_eq!(update(Stage::Investigating, Stage::Identified, after), Ok(()));
    let refused = update(Stage::Investigating, Stage::Identified, before).unwrap_err();
    assert!(matches!(refused, Refusal::OutOfOrder { .. }), "{refused}");
    assert_eq!(update(Stage::Resolved, Stage::Identified, after), Ok(()));
    assert_eq!(update(Stage::Scheduled, Stage::Completed, after), Ok(()));
    let refused = update(Stage::Scheduled, Stage::InProgress, "1970-01-01T00:00:00Z").unwrap_err();
    assert!(matches!(refused, Refusal::OutOfOrder { .. }), "{refused}");
    let again = update(Stage::Resolved, Stage::Resolved, after).unwrap_err();
    assert!(again.to_string().contains("reopen it as"), "{again}");
    let over = update(Stage::Postmortem, Stage::Identified, after).unwrap_err();
    assert!(over.to_string().contains("open a new incident"), "{over}");
    let ahead = update(Stage::Investigating, Stage::Resolved, "2026-11-24T00:00:00Z");
    assert!(matches!(ahead, Err(Refusal::Ahead(_))));
}

#[test]
fn what_is_open_touches_something() {
    let gone = |state| vec![("gone".to_owned(), state)];
    let well = gone(ComponentState::Operational);
    let check = |stage, next, components: &[_]| check_affected(&incident(stage), next, components);
    assert_eq!(check(Stage::Investigating, Stage::Identified, &[]), Ok(()), "as it was");
    let refused = Err(Refusal::NothingAffected);
    assert_eq!(check(Stage::Investigating, Stage::Identified, &well), refused);
    assert_eq!(check(Stage::Identified, Stage::Monitoring, &well), Ok(()), "it is mended");
    for next in [Stage::Investigating, Stage::Identified, Stage::Monitoring] {
        assert_eq!(check(Stage::Resolved, next, &well), refused, "{next:?}");
        assert_eq!(check(Stage::Resolved, next, &gone(ComponentState::MajorOutage)), Ok(()));
        assert_eq!(check(Stage::Resolved, next, &[well.clone(), mail()].concat()), Ok(()));
    }
    assert_eq!(check(Stage::Resolved, Stage::Postmortem, &well), Ok(()));
    let harmless = Incident { impact: Impact::None, ..incident(Stage::Investigating) };
    assert_eq!(check_affected(&harmless, Stage::Identified, &well), Ok(()), "as it says");
}

#[test]
fn only_components_of_the_policy_are_named_or_those_that_were() {
    let (now, policy) = (at("2026-11-23T12:00:00Z"), policy());
    let named = |id: &str| vec![(id.to_owned(), ComponentState::Operational)];
    let refused = only(check_new(Stage::Investigating, now, None, &named("post"), &policy, now));
    assert!(refused.unwrap_err().to_string().contains("mail"), "it says what there is");
    assert_eq!(
        only(check_new(Stage::Investigating, now, None, &[], &policy, now)),
        Err(Refusal::NoComponent)
    );
    let update = |id: &str| {
        only(check_update(
            &incident(Stage::Identified),
            Stage::Resolved,
            now,
            &named(id),
            &policy,
            now,
        ))
    };
    let twice = [mail(), named("mail")].concat();
    let refused = only(check_new(Stage::Investigating, now, None, &twice, &policy, now));
    assert_eq!(refused, Err(Refusal::RepeatedComponent("mail".to_owned())));
    let twice = [named("gone"), named("gone")].concat();
    let followed = incident(Stage::Identified);
    let refused = only(check_update(&followed, Stage::Resolved, now, &twice, &policy, now));
    assert_eq!(refused, Err(Refusal::RepeatedComponent("gone".to_owned())));
    assert_eq!(update("gone"), Ok(()), "an incident that names it can still be resolved");
    assert!(update("other").is_err());
}

#[test]
fn words_are_there_and_have_an_end() {
    assert_eq!(check_title(" "), Err(Refusal::NoTitle));
    assert_eq!(check_title(&"x".repeat(MAX_TITLE)), Ok(()));
    assert_eq!(check_title(&"x".repeat(MAX_TITLE + 1)), Err(Refusal::LongTitle));
    assert_eq!(check_body(""), Err(Refusal::NoBody));
    assert_eq!(check_body(&"日".repeat(MAX_BODY + 1)), Err(Refusal::LongBody));
}

#[test]
fn every_reason_is_told_at_once() {
    let (now, policy) = (at("2026-11-23T12:00:00Z"), policy());
    let ahead = at("2026-11-24T12:00:00Z");
    let reasons = check_new(Stage::Postmortem, ahead, None, &[], &policy, now);
    assert_eq!(
        reasons,
        [Refusal::First(Stage::Postmortem), Refusal::NoComponent, Refusal::Ahead(ahead)]
    );
    let well = vec![("gone".to_owned(), ComponentState::Operational)];
    let resolved = incident(Stage::Resolved);
    let reasons = check_update(&resolved, Stage::Identified, ahead, &well, &policy, now);
    assert_eq!(reasons, [Refusal::NothingAffected, Refusal::Ahead(ahead)]);
}
