//! How a case ends: the policy's six outcomes, each with what it needs to be of use to the customer.

use super::words::{self, WrongText};
use crate::status::IncidentId;

/// How long after its end, in days, an incident may still be what a case ends with.
pub const OUTAGE_DAYS: u16 = 30;

/// How a case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The problem is gone, or the question answered. What was done may be added.
    Solved,
    /// The feature is confirmed to be missing.
    MissingFeature {
        /// Where the idea is submitted: an address on the web.
        idea: String,
    },
    /// It could not be made to happen again.
    NotReproducible {
        /// What to try, and what to record should it be seen again.
        advice: String,
    },
    /// Another product team was introduced.
    OtherTeam {
        /// The team, and how it is reached.
        team: String,
    },
    /// It cannot be solved, or is not this product's doing.
    OutOfScope {
        /// Why, and where to turn.
        reason: String,
    },
    /// An outage that was posted is over.
    OutageResolved {
        /// What it is called on the status page, in the case's language; or an agent's words, of a case that ended before incidents were chosen.
        name: String,
        /// What belongs to it.
        outage: Outage,
    },
}

/// What belongs to an outage that is over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outage {
    /// Its incident on the status page; none where an agent's words tell of it.
    pub incident: Option<IncidentId>,
    /// Whether the customer asked for a service credit.
    pub credit: bool,
    /// Whether the customer asked for an incident report.
    pub report: bool,
}

/// What an outcome lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No outcome was chosen.
    Kind,
    /// What the outcome asks for is missing or will not do.
    Detail(WrongText),
    /// The idea's address is none of the web.
    NoAddress,
    /// The outage's incident was not chosen.
    Incident,
}

impl Outcome {
    /// The stable names, as the policy's `support.outcomes` have them, in their order.
    pub const KINDS: [&str; 6] = [
        "solved",
        "missing-feature",
        "not-reproducible",
        "other-team",
        "out-of-scope",
        "outage-resolved",
    ];

    /// The outcome of this kind, with the answer to what it asks.
    ///
    /// # Errors
    /// What is missing.
    pub fn of(kind: &str, detail: &str, outage: Outage) -> Result<Self, Missing> {
        let given = detail;
        let detail = || words::reason(given).map_err(Missing::Detail);
        Ok(match kind {
            "solved" => Self::Solved,
            "missing-feature" => {
                let idea = detail()?;
                let is_address = (idea.starts_with("https://") || idea.starts_with("http://"))
                    && !idea.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'));
                if !is_address {
                    return Err(Missing::NoAddress);
                }
                Self::MissingFeature { idea }
            }
            "not-reproducible" => Self::NotReproducible { advice: detail()? },
            "other-team" => Self::OtherTeam { team: detail()? },
            "out-of-scope" => Self::OutOfScope { reason: detail()? },
            // What an incident is called is the status page's to check.
            "outage-resolved" if outage.incident.is_some() => {
                Self::OutageResolved { name: given.to_owned(), outage }
            }
            "outage-resolved" => Self::OutageResolved { name: detail()?, outage },
            _ => return Err(Missing::Kind),
        })
    }

    /// Its stable name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::MissingFeature { .. } => "missing-feature",
            Self::NotReproducible { .. } => "not-reproducible",
            Self::OtherTeam { .. } => "other-team",
            Self::OutOfScope { .. } => "out-of-scope",
            Self::OutageResolved { .. } => "outage-resolved",
        }
    }

    /// The answer to what it asks; empty where it asks nothing.
    pub fn detail(&self) -> &str {
        match self {
            Self::Solved => "",
            Self::MissingFeature { idea: detail }
            | Self::NotReproducible { advice: detail }
            | Self::OtherTeam { team: detail }
            | Self::OutOfScope { reason: detail }
            | Self::OutageResolved { name: detail, .. } => detail,
        }
    }

    /// What belongs to its outage; nothing where it is about none.
    pub fn outage(&self) -> Outage {
        match self {
            Self::OutageResolved { outage, .. } => outage.clone(),
            _ => Outage::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_asks_for_what_it_needs_and_is_read_back() {
        let credit = Outage { credit: true, ..Outage::default() };
        for kind in Outcome::KINDS {
            let detail = "https://ideas.example/42";
            let outcome = Outcome::of(kind, detail, credit.clone()).unwrap();
            assert_eq!(outcome.kind(), kind);
            assert_eq!(Outcome::of(kind, outcome.detail(), outcome.outage()), Ok(outcome));
            let without = Outcome::of(kind, " ", Outage::default());
            match kind {
                "solved" => assert_eq!(without, Ok(Outcome::Solved)),
                _ => assert_eq!(without, Err(Missing::Detail(WrongText::Empty)), "{kind}"),
            }
        }
        assert_eq!(Outcome::of("fixed", "x", credit), Err(Missing::Kind));
        for idea in ["ideas.example", "javascript:alert(1)", "https://a b", "https://\"><script>"] {
            let refused = Outcome::of("missing-feature", idea, Outage::default());
            assert_eq!(refused, Err(Missing::NoAddress));
        }
    }

    #[test]
    fn an_outage_has_the_name_of_its_incident_whatever_that_is() {
        let outage = Outage { incident: "3f9a61c2e0b4".parse().ok(), credit: true, report: true };
        let outcome = Outcome::of("outage-resolved", "🔥🔥", outage.clone()).unwrap();
        assert_eq!((outcome.detail(), outcome.outage()), ("🔥🔥", outage));
    }
}
