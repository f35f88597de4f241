//! What may be written about an incident: every refusal has a reason that says what to do.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{ComponentState, Impact, Incident, Stage};
use crate::Policy;

/// The longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// The longest text of an update or a detail, in characters.
pub const MAX_BODY: usize = 10_000;
/// How far an instant may lie ahead of the portal's clock: clocks differ a little.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(1);

/// Why something cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no title.
    #[error(
        "the title is missing; say in a few words what people notice, such as \"Mail opens slowly\""
    )]
    NoTitle,
    /// The title is too long.
    #[error("the title is longer than {MAX_TITLE} characters; details belong into the text")]
    LongTitle,
    /// There are no words.
    #[error("the text is missing; say what people notice and what happens next")]
    NoBody,
    /// A text is too long.
    #[error("the text is longer than {MAX_BODY} characters; shorten it")]
    LongBody,
    /// No component is named.
    #[error("no component is named; name at least one that people notice it in")]
    NoComponent,
    /// A component is named more than once.
    #[error("`{0}` is named more than once; give it one state")]
    RepeatedComponent(String),
    /// A component is none of the policy.
    #[error("`{id}` is no component; the services of portal.toml are: {known}")]
    UnknownComponent {
        /// What was named.
        id: String,
        /// What could be.
        known: String,
    },
    /// It ends before it begins.
    #[error("it would end at {ends}, before it begins at {begins}; give a later end")]
    EndsBeforeItBegins {
        /// When it would begin.
        begins: Timestamp,
        /// When it would end.
        ends: Timestamp,
    },
    /// The update lies before the one it follows.
    #[error(
        "the latest update is of {last}, and this one would be of {given}; updates follow one another"
    )]
    OutOfOrder {
        /// The latest update's instant.
        last: Timestamp,
        /// The one given.
        given: Timestamp,
    },
    /// It lies ahead.
    #[error("{0} lies ahead; only maintenance is announced before it begins")]
    Ahead(Timestamp),
    /// Announced work lies behind.
    #[error("the maintenance would be over at {0}, which is past; announce what is to come")]
    Behind(Timestamp),
    /// Maintenance has no end.
    #[error("the maintenance has no end; say until when it is expected to last")]
    NoEnd,
    /// The stage is none to begin with.
    #[error(
        "`{}` is no beginning; incidents begin as investigating, identified, monitoring or resolved, maintenance as scheduled", .0.name()
    )]
    First(Stage),
    /// The impact is one of announced work, or the other way round.
    #[error("{}", impact_hint(*.announced))]
    Impact {
        /// Whether it is announced work.
        announced: bool,
    },
    /// The stage cannot follow.
    #[error("`{}` cannot follow `{}`{}", .next.name(), .last.name(), hint(*.last))]
    Stage {
        /// The stage it has.
        last: Stage,
        /// The one that was asked for.
        next: Stage,
    },
}

fn hint(last: Stage) -> &'static str {
    if last == Stage::Resolved {
        "; it is over: go on to postmortem, or reopen it as investigating, identified or monitoring"
    } else if last.is_over() {
        "; it is over: open a new incident"
    } else if last.is_maintenance() {
        "; maintenance goes on to in_progress, verifying and completed"
    } else {
        "; incidents go on to investigating, identified, monitoring and resolved, and only then to postmortem"
    }
}

fn impact_hint(announced: bool) -> &'static str {
    if announced {
        "announced work has the impact `maintenance` and no other"
    } else {
        "`maintenance` is the impact of announced work alone; write none, minor, major or critical"
    }
}

/// Checks a new incident or maintenance: its stage, its beginning, its end if it has one, and what it names.
///
/// # Errors
/// The first reason against it.
pub fn check_new(
    stage: Stage,
    begins: Timestamp,
    until: Option<Timestamp>,
    components: &[(String, ComponentState)],
    policy: &Policy,
    now: Timestamp,
) -> Result<(), Refusal> {
    if !stage.may_begin() {
        return Err(Refusal::First(stage));
    }
    check_once(components)?;
    check_components(components, policy)?;
    if components.is_empty() {
        return Err(Refusal::NoComponent);
    }
    if let Some(ends) = until
        && ends <= begins
    {
        return Err(Refusal::EndsBeforeItBegins { begins, ends });
    }
    if stage == Stage::Scheduled {
        let ends = until.ok_or(Refusal::NoEnd)?;
        return if ends <= now { Err(Refusal::Behind(ends)) } else { Ok(()) };
    }
    not_ahead(begins, now)
}

/// Checks an update of an incident.
///
/// # Errors
/// The first reason against it.
pub fn check_update(
    incident: &Incident,
    next: Stage,
    at: Timestamp,
    components: &[(String, ComponentState)],
    policy: &Policy,
    now: Timestamp,
) -> Result<(), Refusal> {
    if !incident.stage.may_be_followed_by(next) {
        return Err(Refusal::Stage { last: incident.stage, next });
    }
    // One that the incident named before may be set right, even after the policy has lost it.
    let fresh: Vec<_> = components.iter().filter(|(id, _)| !incident.names(id)).cloned().collect();
    check_once(components)?;
    check_components(&fresh, policy)?;
    not_ahead(at, now)?;
    let announced = incident.stage == Stage::Scheduled;
    if !announced && at < incident.started_at {
        return if next.is_over() {
            Err(Refusal::EndsBeforeItBegins { begins: incident.started_at, ends: at })
        } else {
            Err(Refusal::OutOfOrder { last: incident.started_at, given: at })
        };
    }
    let last = incident.last_word_at();
    if !announced && at < last {
        return Err(Refusal::OutOfOrder { last, given: at });
    }
    Ok(())
}

/// Checks an impact that was asked for, of announced work or of an incident.
///
/// # Errors
/// When it is one of the other kind.
pub fn check_impact(announced: bool, impact: Option<Impact>) -> Result<(), Refusal> {
    match impact {
        Some(impact) if announced != (impact == Impact::Maintenance) => {
            Err(Refusal::Impact { announced })
        }
        _ => Ok(()),
    }
}

/// A title in one line: feeds, calendars and the subjects of mails have no room for more, and nobody sees a control character.
pub fn one_line(title: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let parts = title.split(breaks).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// Checks a title in one language.
///
/// # Errors
/// When it is empty or too long.
pub fn check_title(title: &str) -> Result<(), Refusal> {
    match title.trim().chars().count() {
        0 => Err(Refusal::NoTitle),
        1..=MAX_TITLE => Ok(()),
        _ => Err(Refusal::LongTitle),
    }
}

/// Checks a text in one language.
///
/// # Errors
/// When it is empty or too long.
pub fn check_body(body: &str) -> Result<(), Refusal> {
    match body.trim().chars().count() {
        0 => Err(Refusal::NoBody),
        1..=MAX_BODY => Ok(()),
        _ => Err(Refusal::LongBody),
    }
}

fn check_once(components: &[(String, ComponentState)]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for (id, _) in components {
        if !seen.insert(id) {
            return Err(Refusal::RepeatedComponent(id.clone()));
        }
    }
    Ok(())
}

fn check_components(
    components: &[(String, ComponentState)],
    policy: &Policy,
) -> Result<(), Refusal> {
    let known: Vec<&str> = policy.services.iter().map(|service| service.id.as_str()).collect();
    match components.iter().find(|(id, _)| !known.contains(&id.as_str())) {
        Some((id, _)) => Err(Refusal::UnknownComponent { id: id.clone(), known: known.join(", ") }),
        None => Ok(()),
    }
}

fn not_ahead(at: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if at.duration_since(now) > TOLERANCE { Err(Refusal::Ahead(at)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{Change, Details, Update};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
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
            check_new(stage, at(begins), until.map(at), &mail(), &policy, now)
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
        let resolved = check_update(
            &incident(Stage::Monitoring),
            Stage::Resolved,
            at("2026-11-23T09:00:00Z"),
            &[],
            &policy,
            now,
        );
        assert!(matches!(resolved, Err(Refusal::EndsBeforeItBegins { .. })), "{resolved:?}");
    }

    #[test]
    fn nothing_begins_with_its_end_or_with_the_impact_of_another_kind() {
        let (now, policy) = (at("2026-11-23T12:00:00Z"), policy());
        for &stage in Stage::ALL {
            let until = (stage == Stage::Scheduled).then(|| at("2026-11-24T12:00:00Z"));
            let checked = check_new(stage, now, until, &mail(), &policy, now);
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
            check_update(&incident(stage), next, at(when), &[], &policy, now)
        };
        let (before, after) = ("2026-11-23T10:15:00Z", "2026-11-23T10:45:00Z");
        assert_eq!(update(Stage::Investigating, Stage::Identified, after), Ok(()));
        let refused = update(Stage::Investigating, Stage::Identified, before).unwrap_err();
        assert!(matches!(refused, Refusal::OutOfOrder { .. }), "{refused}");
        assert_eq!(update(Stage::Resolved, Stage::Identified, after), Ok(()));
        let again = update(Stage::Resolved, Stage::Resolved, after).unwrap_err();
        assert!(again.to_string().contains("reopen it as"), "{again}");
        let over = update(Stage::Postmortem, Stage::Identified, after).unwrap_err();
        assert!(over.to_string().contains("open a new incident"), "{over}");
        let ahead = update(Stage::Investigating, Stage::Resolved, "2026-11-24T00:00:00Z");
        assert!(matches!(ahead, Err(Refusal::Ahead(_))));
    }

    #[test]
    fn only_components_of_the_policy_are_named_or_those_that_were() {
        let (now, policy) = (at("2026-11-23T12:00:00Z"), policy());
        let named = |id: &str| vec![(id.to_owned(), ComponentState::Operational)];
        let refused = check_new(Stage::Investigating, now, None, &named("post"), &policy, now);
        assert!(refused.unwrap_err().to_string().contains("mail"), "it says what there is");
        assert_eq!(
            check_new(Stage::Investigating, now, None, &[], &policy, now),
            Err(Refusal::NoComponent)
        );
        let update = |id: &str| {
            check_update(
                &incident(Stage::Identified),
                Stage::Resolved,
                now,
                &named(id),
                &policy,
                now,
            )
        };
        let twice = [mail(), named("mail")].concat();
        let refused = check_new(Stage::Investigating, now, None, &twice, &policy, now);
        assert_eq!(refused, Err(Refusal::RepeatedComponent("mail".to_owned())));
        let twice = [named("gone"), named("gone")].concat();
        let followed = incident(Stage::Identified);
        let refused = check_update(&followed, Stage::Resolved, now, &twice, &policy, now);
        assert_eq!(refused, Err(Refusal::RepeatedComponent("gone".to_owned())));
        assert_eq!(update("gone"), Ok(()), "an incident that names it can still be resolved");
        assert!(update("other").is_err());
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line(" Mail\r\n is\u{7}\u{1b}[2J slow\u{2028}"), "Mail is [2J slow");
        assert_eq!(one_line("メール　遅延"), "メール　遅延");
        assert_eq!(check_title(&one_line("\n\u{0}")), Err(Refusal::NoTitle));
    }

    #[test]
    fn words_are_there_and_have_an_end() {
        assert_eq!(check_title(" "), Err(Refusal::NoTitle));
        assert_eq!(check_title(&"x".repeat(MAX_TITLE)), Ok(()));
        assert_eq!(check_title(&"x".repeat(MAX_TITLE + 1)), Err(Refusal::LongTitle));
        assert_eq!(check_body(""), Err(Refusal::NoBody));
        assert_eq!(check_body(&"日".repeat(MAX_BODY + 1)), Err(Refusal::LongBody));
    }
}
