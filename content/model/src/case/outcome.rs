//! How a case ends: the policy's six outcomes, each with what it needs to be of use to the customer.

use super::words::{self, WrongText};

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
        /// The outage: its name or address on the status page.
        incident: String,
        /// Whether the customer asked for a service credit.
        credit: bool,
        /// Whether the customer asked for an incident report.
        report: bool,
    },
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
    pub fn of(kind: &str, detail: &str, credit: bool, report: bool) -> Result<Self, Missing> {
        let detail = || words::reason(detail).map_err(Missing::Detail);
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
            "outage-resolved" => Self::OutageResolved { incident: detail()?, credit, report },
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
            | Self::OutageResolved { incident: detail, .. } => detail,
        }
    }

    /// Whether the customer asked for a service credit, and for an incident report.
    pub fn requests(&self) -> (bool, bool) {
        match self {
            Self::OutageResolved { credit, report, .. } => (*credit, *report),
            _ => (false, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_asks_for_what_it_needs_and_is_read_back() {
        for kind in Outcome::KINDS {
            let detail = "https://ideas.example/42";
            let outcome = Outcome::of(kind, detail, true, false).unwrap();
            assert_eq!(outcome.kind(), kind);
            let (credit, report) = outcome.requests();
            assert_eq!(Outcome::of(kind, outcome.detail(), credit, report), Ok(outcome));
            let without = Outcome::of(kind, " ", false, false);
            match kind {
                "solved" => assert_eq!(without, Ok(Outcome::Solved)),
                _ => assert_eq!(without, Err(Missing::Detail(WrongText::Empty)), "{kind}"),
            }
        }
        assert_eq!(Outcome::of("fixed", "x", false, false), Err(Missing::Kind));
        for idea in ["ideas.example", "javascript:alert(1)", "https://a b", "https://\"><script>"] {
            assert_eq!(Outcome::of("missing-feature", idea, false, false), Err(Missing::NoAddress));
        }
        let outage = Outcome::of("outage-resolved", "Mail is late", true, true).unwrap();
        assert_eq!(outage.requests(), (true, true));
    }
}
