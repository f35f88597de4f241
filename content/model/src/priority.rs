//! Priorities P1 to P4 and the rule table that suggests one from a reader's answers.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    hours::{Hours, after_open},
    policy::{Policy, Priority, PriorityRule, Within},
};

/// Gives an answer its list, and each of the list its stable name in policy, API and forms.
macro_rules! named {
    ($type:ident: $($variant:ident = $name:literal),+ $(,)?) => {
        impl $type {
            /// Every one of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its stable name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The one of a name.
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named!(Level: P1 = "P1", P2 = "P2", P3 = "P3", P4 = "P4");
named!(
    Effect: NoAccess = "no_access", BlocksCollaboration = "blocks_collaboration",
    NotAsDesigned = "not_as_designed", NotAsWished = "not_as_wished",
);
named!(Reach: One = "one", Many = "many");
named!(
    Workaround: None = "none", NotAcceptable = "not_acceptable", Acceptable = "acceptable",
    NotNeeded = "not_needed",
);

/// How urgent a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// Critical loss of access for many people.
    P1,
    /// Critical loss of access for one person, or people cannot work together.
    P2,
    /// Not as designed, with a way around it.
    P3,
    /// Not as wished.
    P4,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the problem does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// A service cannot be reached or used.
    NoAccess,
    /// People cannot work together.
    BlocksCollaboration,
    /// Something does not work as designed.
    NotAsDesigned,
    /// Something works as designed, but not as wished.
    NotAsWished,
}

/// How many people it touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// One person.
    One,
    /// Several people, or everyone.
    Many,
}

/// Whether there is a way around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Workaround {
    /// There is none.
    None,
    /// There is one that nobody can be asked to use.
    NotAcceptable,
    /// There is one that will do for now.
    Acceptable,
    /// None is needed.
    NotNeeded,
}

/// A reader's answers about one problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Answers {
    /// What it does.
    pub effect: Effect,
    /// How many it touches.
    pub reach: Reach,
    /// Whether there is a way around it.
    pub workaround: Workaround,
}

impl Answers {
    /// Every combination of answers.
    pub fn all() -> impl Iterator<Item = Self> {
        Effect::ALL.iter().flat_map(|&effect| {
            Reach::ALL.iter().flat_map(move |&reach| {
                let workarounds = Workaround::ALL.iter();
                workarounds.map(move |&workaround| Self { effect, reach, workaround })
            })
        })
    }
}

/// A suggested priority with the rule that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested<'p> {
    /// The rule that matched first.
    pub rule: &'p PriorityRule,
    /// The priority it names, as the policy describes it.
    pub priority: &'p Priority,
}

/// The priority the policy's rules give for these answers: the first rule that matches. `None` when the table does not cover them.
pub fn suggest_priority(answers: Answers, policy: &Policy) -> Option<Suggested<'_>> {
    let rule = policy.priority_rules.iter().find(|rule| rule.matches(answers))?;
    let priority = policy.priorities.iter().find(|p| p.level == rule.priority)?;
    Some(Suggested { rule, priority })
}

/// When the first answer to a problem of this level is due that arrives at an instant. `None` when the policy gives the level no time, or
/// its business hours never come to it.
pub fn first_response_due(level: Level, arrival: Timestamp, policy: &Policy) -> Option<Timestamp> {
    due(described(level, policy)?.first_response_within?, arrival, policy)
}

/// By when a problem of this level shall be solved that arrives at an instant. `None` when the policy gives the level no time.
pub fn solution_due(level: Level, arrival: Timestamp, policy: &Policy) -> Option<Timestamp> {
    due(described(level, policy)?.solved_within?, arrival, policy)
}

fn described(level: Level, policy: &Policy) -> Option<&Priority> {
    policy.priorities.iter().find(|priority| priority.level == level)
}

fn due(within: Within, arrival: Timestamp, policy: &Policy) -> Option<Timestamp> {
    let hours =
        if within.round_the_clock { &Hours::Always } else { &policy.support.business_hours };
    after_open(hours, arrival, SignedDuration::from_mins(i64::from(within.minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"
        priorities = [
            { level = "P1", title = "t", meaning = "m", example = "e", first_response = "f", first_response_within = { minutes = 60, round_the_clock = true } },
            { level = "P2", title = "t", meaning = "m", example = "e", first_response = "f", first_response_within = { minutes = 240 } },
            { level = "P4", title = "t", meaning = "m", example = "e", first_response = "f" },
        ]
        support = { business_hours = { time_zone = "Europe/Paris", weekly = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "09:00", to = "18:00" }] } }
    "#;

    #[test]
    fn a_first_answer_is_due_by_priority_arrival_and_calendar() {
        let policy: Policy = toml::from_str(POLICY).unwrap();
        let due = |level, arrival: &str| {
            let at = first_response_due(level, arrival.parse().unwrap(), &policy)?;
            Some(at.to_string())
        };
        // A Friday in winter, 16:00 in Paris: two hours are left of the day, two more count on Monday.
        assert_eq!(due(Level::P2, "2026-11-20T15:00:00Z").unwrap(), "2026-11-23T10:00:00Z");
        assert_eq!(due(Level::P2, "2026-11-20T12:00:00Z").unwrap(), "2026-11-20T16:00:00Z");
        assert_eq!(due(Level::P2, "2026-11-21T03:00:00Z").unwrap(), "2026-11-23T12:00:00Z");
        assert_eq!(due(Level::P1, "2026-11-21T03:00:00Z").unwrap(), "2026-11-21T04:00:00Z");
        assert_eq!(due(Level::P4, "2026-11-20T15:00:00Z"), None, "no time is promised");
        assert_eq!(due(Level::P3, "2026-11-20T15:00:00Z"), None, "the level is not described");
    }

    #[test]
    fn names_lead_back_to_what_they_name() {
        for &effect in Effect::ALL {
            assert_eq!(Effect::of_name(effect.name()), Some(effect));
            let written = toml::from_str::<PriorityRule>(&format!(
                "id = \"a\"\neffect = [\"{}\"]\npriority = \"P1\"\nbecause = \"b\"",
                effect.name()
            ));
            assert_eq!(written.unwrap().effect, [effect], "the policy file says it alike");
        }
        assert_eq!(Level::of_name("P5"), None);
        assert_eq!(Answers::all().count(), 32);
    }
}
