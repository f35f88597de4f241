//! The state of services: components, incidents and maintenance in the words of Statuspage's API v2, and the rules over them.
//!
//! [`Board`] is all that is known at one moment; pages, API, feeds and search read it and nothing else. [`history`] turns incidents into
//! days and uptime, [`draft`] says which updates may be written.

mod board;
pub mod draft;
pub mod history;

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Policy, Text, Viewer,
    contact::{Access, contact_access},
};
pub use board::{Board, Component, Reported, SourceState};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every value, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, as Statuspage's API v2 writes it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// Reads a name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named! {
    /// How a component does, from best to worst.
    ComponentState {
        /// As it should.
        Operational = "operational",
        /// Being worked on, as announced.
        UnderMaintenance = "under_maintenance",
        /// Slower or less than usual.
        DegradedPerformance = "degraded_performance",
        /// Some people or some parts cannot use it.
        PartialOutage = "partial_outage",
        /// Hardly anyone can use it.
        MajorOutage = "major_outage",
    }
}

named! {
    /// How much an incident matters, from nothing to most.
    Impact {
        /// Nothing is affected.
        None = "none",
        /// Announced work.
        Maintenance = "maintenance",
        /// Something is slower or less than usual.
        Minor = "minor",
        /// Something is out for some.
        Major = "major",
        /// Something is out for most.
        Critical = "critical",
    }
}

named! {
    /// How far an incident or a maintenance has come.
    Stage {
        /// The cause is looked for.
        Investigating = "investigating",
        /// The cause is known.
        Identified = "identified",
        /// It is mended and watched.
        Monitoring = "monitoring",
        /// It is over.
        Resolved = "resolved",
        /// It is over, and what was learnt is written down.
        Postmortem = "postmortem",
        /// Announced work has not begun.
        Scheduled = "scheduled",
        /// Announced work is under way.
        InProgress = "in_progress",
        /// Announced work is done and looked at once more.
        Verifying = "verifying",
        /// Announced work is over.
        Completed = "completed",
    }
}

impl Stage {
    /// Whether this is a stage of announced work, not of an incident.
    pub fn is_maintenance(self) -> bool {
        matches!(self, Self::Scheduled | Self::InProgress | Self::Verifying | Self::Completed)
    }

    /// Whether it is over.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Resolved | Self::Postmortem | Self::Completed)
    }

    /// Whether it can be felt now: neither over nor yet to come.
    pub fn is_open(self) -> bool {
        !self.is_over() && self != Self::Scheduled
    }

    /// Whether an incident or announced work may begin with it: an account of what is over needs something before it, and work is announced
    /// first.
    pub fn may_begin(self) -> bool {
        self == Self::Scheduled || (!self.is_maintenance() && self != Self::Postmortem)
    }

    /// Whether an update of stage `next` may follow one of this stage. Incidents go back and forth; one that is resolved goes on where the
    /// trouble comes back, until an account of it is written, which only another one may follow; announced work only goes on.
    pub fn may_be_followed_by(self, next: Self) -> bool {
        if self.is_maintenance() {
            return next.is_maintenance() && !self.is_over() && next >= self;
        }
        !next.is_maintenance()
            && match self {
                Self::Resolved => next != Self::Resolved,
                Self::Postmortem => next == Self::Postmortem,
                _ => next != Self::Postmortem,
            }
    }
}

impl Impact {
    /// What states of components amount to, as Statuspage derives it.
    pub fn of(states: impl IntoIterator<Item = ComponentState>) -> Self {
        states.into_iter().map(Self::of_one).max().unwrap_or(Self::None)
    }

    fn of_one(state: ComponentState) -> Self {
        match state {
            ComponentState::Operational => Self::None,
            ComponentState::UnderMaintenance => Self::Maintenance,
            ComponentState::DegradedPerformance => Self::Minor,
            ComponentState::PartialOutage => Self::Major,
            ComponentState::MajorOutage => Self::Critical,
        }
    }
}

/// The longest identifier of an incident, in characters.
const MAX_ID: usize = 40;

/// Names an incident in addresses: small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IncidentId(String);

/// A text that names no incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an incident's id has small letters, digits and hyphens, at most {MAX_ID}")]
pub struct InvalidIncidentId;

impl IncidentId {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier that stands for any, where pages of every kind are listed.
    pub fn example() -> Self {
        Self("example".to_owned())
    }

    /// An identifier made of another system's: what cannot stand in an address is left out.
    pub fn of_foreign(text: &str) -> Option<Self> {
        let kept = text.to_ascii_lowercase().replace('_', "-");
        kept.chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(MAX_ID)
            .collect::<String>()
            .parse()
            .ok()
    }
}

impl FromStr for IncidentId {
    type Err = InvalidIncidentId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=MAX_ID).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIncidentId)
        }
    }
}

impl TryFrom<String> for IncidentId {
    type Error = InvalidIncidentId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<IncidentId> for String {
    fn from(id: IncidentId) -> Self {
        id.0
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An incident, or announced work: in Statuspage's API the two differ by their stages and by the window of the latter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its name in addresses.
    pub id: IncidentId,
    /// What people call it.
    pub title: Text,
    /// How much it matters.
    pub impact: Impact,
    /// How far it has come.
    pub stage: Stage,
    /// When it began; of announced work, when that begins.
    pub started_at: Timestamp,
    /// When announced work is to end.
    pub until: Option<Timestamp>,
    /// When it was first mended and watched.
    pub monitoring_at: Option<Timestamp>,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// When anything of it last changed.
    pub updated_at: Timestamp,
    /// What was said of it, newest first.
    pub updates: Vec<Update>,
    /// What the entitled read besides.
    pub details: Details,
    /// How many people said that they are affected.
    pub affected: u64,
}

/// Something said of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Its name.
    pub id: String,
    /// The stage it brought.
    pub stage: Stage,
    /// What was said, by language.
    pub body: Text,
    /// Since when it holds, as people read it.
    pub shown_at: Timestamp,
    /// When it was written down.
    pub created_at: Timestamp,
    /// What it did to components.
    pub changes: Vec<Change>,
}

/// What an update did to a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The component.
    pub component: String,
    /// How it did before.
    pub from: ComponentState,
    /// How it does since.
    pub to: ComponentState,
}

/// What an incident tells those alone to whom the support channels open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// A way around the trouble.
    pub workaround: Text,
    /// Whether and how credit is given.
    pub credit: Text,
    /// The report on request, or where it is.
    pub report: Text,
}

impl Details {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.workaround.is_empty() && self.credit.is_empty() && self.report.is_empty()
    }
}

/// Whether a viewer reads an incident's [`Details`]: those to whom the contact channels open.
pub fn sees_details(viewer: Viewer, policy: &Policy) -> bool {
    matches!(contact_access(viewer, policy), Access::Granted { .. })
}

impl Incident {
    /// The components it names, with the state its last word on each puts them in; in the order they came up.
    pub fn components(&self) -> Vec<(&str, ComponentState)> {
        let mut found: Vec<(&str, ComponentState)> = Vec::new();
        for change in self.updates.iter().rev().flat_map(|update| &update.changes) {
            match found.iter_mut().find(|(id, _)| *id == change.component) {
                Some((_, state)) => *state = change.to,
                None => found.push((&change.component, change.to)),
            }
        }
        found
    }

    /// Whether it names a component.
    pub fn names(&self, component: &str) -> bool {
        self.updates.iter().flat_map(|u| &u.changes).any(|change| change.component == component)
    }

    /// Whether it is announced work that ended before it began: it took no time.
    pub fn was_called_off(&self) -> bool {
        let begun = |update: &Update| matches!(update.stage, Stage::InProgress | Stage::Verifying);
        self.stage == Stage::Completed
            && self.ended_at.is_some_and(|ended| ended <= self.started_at)
            && !self.updates.iter().any(begun)
    }

    /// The times in which it counted as over and was reopened after, in order: nothing was wrong in them.
    pub fn pauses(&self) -> Vec<(Timestamp, Timestamp)> {
        let (mut pauses, mut over_since) = (Vec::new(), None);
        for update in self.updates.iter().rev() {
            if update.stage.is_over() {
                over_since.get_or_insert(update.shown_at);
            } else if let Some(since) = over_since.take() {
                pauses.push((since, update.shown_at));
            }
        }
        pauses
    }

    /// How long it lasted until an instant, in seconds, without the times in which it counted as over.
    pub fn lasted_s(&self, until: Timestamp) -> i64 {
        let seconds = |from: Timestamp, until: Timestamp| until.as_second() - from.as_second();
        let paused: i64 = self.pauses().into_iter().map(|(from, until)| seconds(from, until)).sum();
        seconds(self.started_at, until) - paused
    }

    /// The instant of its latest word.
    pub fn last_word_at(&self) -> Timestamp {
        self.updates.first().map_or(self.started_at, |update| update.shown_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_the_names_of_the_statuspage_api() {
        let names = |all: &[ComponentState]| all.iter().map(|s| s.name()).collect::<Vec<_>>();
        assert_eq!(
            names(ComponentState::ALL),
            [
                "operational",
                "under_maintenance",
                "degraded_performance",
                "partial_outage",
                "major_outage"
            ]
        );
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.name()), Some(*stage));
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.name());
        }
        assert_eq!(Impact::parse("whatever"), None);
    }

    #[test]
    fn what_is_resolved_is_reopened_and_what_is_closed_stays_over() {
        use Stage::{
            Completed, Identified, InProgress, Investigating, Monitoring, Postmortem, Resolved,
            Scheduled, Verifying,
        };
        for (from, to) in [
            (Investigating, Identified),
            (Monitoring, Investigating),
            (Identified, Identified),
            (Investigating, Resolved),
            (Resolved, Postmortem),
            (Resolved, Investigating),
            (Resolved, Monitoring),
            (Postmortem, Postmortem),
            (Scheduled, InProgress),
            (Scheduled, Completed),
            (InProgress, InProgress),
            (Verifying, Completed),
        ] {
            assert!(from.may_be_followed_by(to), "{from:?} {to:?}");
        }
        for (from, to) in [
            (Resolved, Resolved),
            (Resolved, InProgress),
            (Postmortem, Investigating),
            (Completed, InProgress),
            (Investigating, Postmortem),
            (Investigating, InProgress),
            (InProgress, Scheduled),
            (Completed, Completed),
            (Scheduled, Resolved),
        ] {
            assert!(!from.may_be_followed_by(to), "{from:?} {to:?}");
        }
    }

    #[test]
    fn what_is_reopened_did_not_last_while_it_was_over() {
        use Stage::{Identified, Investigating, Monitoring, Postmortem, Resolved};
        let at = |minute: i64| Timestamp::from_second(minute * 60).unwrap();
        let update = |(stage, minute): &(Stage, i64)| Update {
            id: minute.to_string(),
            stage: *stage,
            body: "Words.".into(),
            shown_at: at(*minute),
            created_at: at(*minute),
            changes: Vec::new(),
        };
        let incident = |steps: &[(Stage, i64)]| Incident {
            id: IncidentId::example(),
            title: "Mail is out".into(),
            impact: Impact::Major,
            stage: steps[steps.len() - 1].0,
            started_at: at(0),
            until: None,
            monitoring_at: None,
            ended_at: None,
            created_at: at(0),
            updated_at: at(0),
            updates: steps.iter().rev().map(update).collect(),
            details: Details::default(),
            affected: 0,
        };
        let once =
            incident(&[(Investigating, 0), (Monitoring, 5), (Resolved, 10), (Postmortem, 30)]);
        assert_eq!((once.pauses(), once.lasted_s(at(10))), (vec![], 600));
        let again = [(Investigating, 0), (Resolved, 10), (Identified, 30), (Resolved, 40)];
        let twice = incident(&again);
        assert_eq!((twice.pauses(), twice.lasted_s(at(40))), (vec![(at(10), at(30))], 1200));
        let thrice = incident(&[&again[..], &[(Monitoring, 50), (Resolved, 51)]].concat());
        assert_eq!(thrice.pauses(), [(at(10), at(30)), (at(40), at(50))]);
        assert_eq!(thrice.lasted_s(at(51)), 21 * 60);
    }

    #[test]
    fn identifiers_stand_in_addresses() {
        assert!("20261123-mail".parse::<IncidentId>().is_ok());
        for bad in ["", "A", "a b", "../x", &"a".repeat(41)] {
            assert!(bad.parse::<IncidentId>().is_err(), "{bad}");
        }
        assert_eq!(IncidentId::of_foreign("XyZ_9/..").unwrap().as_str(), "xyz-9");
        assert_eq!(IncidentId::of_foreign("../"), None);
    }
}
