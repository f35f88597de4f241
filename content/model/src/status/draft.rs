//! What may be written about an incident: every refusal has a reason that says what to do.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{ComponentState, Impact, Incident, Stage};
use crate::Policy;

/// The longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// The longest text of an update or a detail, in characters.
pub const MAX_BODY: usize = 10_000;
/// How long before the portal's clock something may have begun.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(366 * 24);
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
    /// It is open and touches nothing.
    #[error("it would be open while every service works; say which services it affects again")]
    NothingAffected,
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
    /// It begins long ago.
    #[error(
        "{0} is more than a year ago; see whether the date is right, and leave out what began earlier"
    )]
    LongAgo(Timestamp),
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

/// Checks a new incident or maintenance: what it names, its stage, its beginning, its end if it has one. Answers every reason against it.
pub fn check_new(
    stage: Stage,
    begins: Timestamp,
    until: Option<Timestamp>,
    components: &[(String, ComponentState)],
    policy: &Policy,
    now: Timestamp,
) -> Vec<Refusal> {
    let named = check_named(components, components, policy);
    let some = if components.is_empty() { Err(Refusal::NoComponent) } else { Ok(()) };
    let first = if stage.may_begin() { Ok(()) } else { Err(Refusal::First(stage)) };
    let all = [first, named, some, check_window(stage, begins, until, now)];
    all.into_iter().filter_map(Result::err).collect()
}

fn check_window(
    stage: Stage,
    begins: Timestamp,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if let Some(ends) = until
        && ends <= begins
    {
        return Err(Refusal::EndsBeforeItBegins { begins, ends });
    }
    if now.duration_since(begins) > MAX_AGE {
        return Err(Refusal::LongAgo(begins));
    }
    if stage == Stage::Scheduled {
        let ends = until.ok_or(Refusal::NoEnd)?;
        return if ends <= now { Err(Refusal::Behind(ends)) } else { Ok(()) };
    }
    not_ahead(begins, now)
}

/// Checks an update of an incident. Answers every reason against it.
pub fn check_update(
    incident: &Incident,
    next: Stage,
    at: Timestamp,
    components: &[(String, ComponentState)],
    policy: &Policy,
    now: Timestamp,
) -> Vec<Refusal> {
    let follows = if incident.stage.may_be_followed_by(next) {
        Ok(())
    } else {
        Err(Refusal::Stage { last: incident.stage, next })
    };
    // One that the incident named before may be set right, even after the policy has lost it.
    let fresh: Vec<_> = components.iter().filter(|(id, _)| !incident.names(id)).cloned().collect();
    let named = check_named(components, &fresh, policy);
    // What cannot follow is not asked what it would affect.
    let affects = if follows.is_ok() { check_affected(incident, next, components) } else { Ok(()) };
    let all = [follows, named, affects, check_instant(incident, next, at, now)];
    all.into_iter().filter_map(Result::err).collect()
}

fn check_instant(
    incident: &Incident,
    next: Stage,
    at: Timestamp,
    now: Timestamp,
) -> Result<(), Refusal> {
    not_ahead(at, now)?;
    // Announced work may begin earlier than it was to.
    if at < incident.started_at && incident.stage != Stage::Scheduled {
        return if next.is_over() {
            Err(Refusal::EndsBeforeItBegins { begins: incident.started_at, ends: at })
        } else {
            Err(Refusal::OutOfOrder { last: incident.started_at, given: at })
        };
    }
    let last = incident.last_word_at();
    if at < last { Err(Refusal::OutOfOrder { last, given: at }) } else { Ok(()) }
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

/// Checks that what is open touches something: an incident that matters cannot be looked into while every service works. Once it is mended and
/// watched, its services may work already; one that is over, though, begins again with what it touches.
fn check_affected(
    incident: &Incident,
    next: Stage,
    components: &[(String, ComponentState)],
) -> Result<(), Refusal> {
    let mended = next == Stage::Monitoring && !incident.stage.is_over();
    if next.is_maintenance() || next.is_over() || mended || incident.impact == Impact::None {
        return Ok(());
    }
    let named = |id: &str| components.iter().any(|(named, _)| named == id);
    let mut states = components.iter().map(|(_, state)| *state).chain(
        incident.components().into_iter().filter(|(id, _)| !named(id)).map(|(_, state)| state),
    );
    if states.any(|state| state != ComponentState::Operational) {
        Ok(())
    } else {
        Err(Refusal::NothingAffected)
    }
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

/// Checks the names of components: none twice, and those that are `fresh` from the policy.
fn check_named(
    components: &[(String, ComponentState)],
    fresh: &[(String, ComponentState)],
    policy: &Policy,
) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for (id, _) in components {
        if !seen.insert(id) {
            return Err(Refusal::RepeatedComponent(id.clone()));
        }
    }
    let known: Vec<&str> = policy.services.iter().map(|service| service.id.as_str()).collect();
    match fresh.iter().find(|(id, _)| !known.contains(&id.as_str())) {
        Some((id, _)) => Err(Refusal::UnknownComponent { id: id.clone(), known: known.join(", ") }),
        None => Ok(()),
    }
}

fn not_ahead(at: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if at.duration_since(now) > TOLERANCE { Err(Refusal::Ahead(at)) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
