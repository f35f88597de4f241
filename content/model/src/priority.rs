//! Priorities P1 to P4 and the rule table that suggests one from a reader's answers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::policy::{Policy, Priority, PriorityRule};

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
        fmt::Debug::fmt(self, f)
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
        use Effect::{BlocksCollaboration, NoAccess, NotAsDesigned, NotAsWished};
        [NoAccess, BlocksCollaboration, NotAsDesigned, NotAsWished].into_iter().flat_map(|effect| {
            [Reach::One, Reach::Many].into_iter().flat_map(move |reach| {
                [
                    Workaround::None,
                    Workaround::NotAcceptable,
                    Workaround::Acceptable,
                    Workaround::NotNeeded,
                ]
                .into_iter()
                .map(move |workaround| Self { effect, reach, workaround })
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
