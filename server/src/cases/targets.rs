//! By when support answers and solves: what the policy promises for a priority, to those whose edition includes support.

use guichet_model::{
    Policy,
    priority::{Level, first_response_due, solution_due},
    viewer::Tier,
};
use guichet_storage::Case;
use jiff::Timestamp;

/// The edition that due times hold for, and the due times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targets {
    /// By when the next answer comes.
    pub answer: Option<Timestamp>,
    /// By when it is solved.
    pub solution: Option<Timestamp>,
}

/// The due times of something that arrives at an instant, for an organisation with this edition or for nobody's.
pub fn targets(
    policy: &Policy,
    edition: Option<&str>,
    level: Level,
    arrival: Timestamp,
) -> Targets {
    let known = edition.and_then(|id| policy.editions.iter().find(|edition| edition.id == id));
    if known.is_none_or(|edition| edition.tier != Tier::Paid) {
        return Targets { answer: None, solution: None };
    }
    Targets {
        answer: first_response_due(level, arrival, policy),
        solution: solution_due(level, arrival, policy),
    }
}

/// The edition whose promises hold for a case now: that of its organisation, unless it is suspended.
pub fn edition_now(case: &Case) -> Option<&str> {
    let organisation = case.organisation.as_ref().filter(|organisation| !organisation.suspended);
    organisation.map(|organisation| organisation.edition.as_str())
}
