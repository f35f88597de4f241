//! Where a case stands, and what may follow what.

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseStatus {
    /// Nobody has answered yet.
    New,
    /// It is support's turn.
    Open,
    /// It is the customer's turn.
    Pending,
    /// It waits for someone else: another team, a release, a supplier.
    OnHold,
    /// It has an outcome, or the customer said that it is solved.
    Solved,
    /// It has been solved for long enough that nobody is asked about it any more.
    Closed,
}

/// Something that happens to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The customer writes.
    CustomerWrites,
    /// An agent writes and it is the customer's turn.
    AgentAsks,
    /// An agent writes and goes on working.
    AgentTells,
    /// An agent begins to work on it, or goes on.
    Work,
    /// An agent lets it wait for someone else.
    Hold,
    /// An agent ends it with an outcome.
    Resolve,
    /// The customer says that it is solved.
    CustomerSolves,
    /// Whoever may write opens it again.
    Reopen,
    /// Time passes after it was solved.
    Close,
}

impl CaseStatus {
    /// Every status, in the order of a case's life.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Open, Self::Pending, Self::OnHold, Self::Solved, Self::Closed];

    /// Its stable name, in the database and in the API; those of other ticket systems.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::OnHold => "hold",
            Self::Solved => "solved",
            Self::Closed => "closed",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether someone still has to do something about it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Solved | Self::Closed)
    }

    /// Whether it is support's turn, so that a due time runs.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::New | Self::Open)
    }

    /// Where it stands after a step; `None` when the step is not possible here.
    pub fn after(self, step: Step) -> Option<Self> {
        use Step::{
            AgentAsks, AgentTells, Close, CustomerSolves, CustomerWrites, Hold, Reopen, Resolve,
            Work,
        };
        Some(match (self, step) {
            // Nothing that a customer writes may lie unread: it brings back what was ended.
            (Self::New, CustomerWrites) => Self::New,
            (_, CustomerWrites) | (Self::Solved | Self::Closed, Reopen) => Self::Open,
            (Self::Solved, Close) => Self::Closed,
            // A word after the end ends nothing anew.
            (Self::Solved | Self::Closed, AgentTells) => self,
            (Self::Solved | Self::Closed, _) | (_, Reopen | Close) => return None,
            (_, AgentAsks) => Self::Pending,
            (Self::New, AgentTells) | (_, Work) => Self::Open,
            (_, AgentTells) => self,
            (_, Hold) => Self::OnHold,
            (_, Resolve | CustomerSolves) => Self::Solved,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for status in CaseStatus::ALL {
            assert_eq!(CaseStatus::parse(status.name()), Some(status));
        }
        assert_eq!(CaseStatus::parse("New"), None);
    }

    #[test]
    fn a_case_goes_the_usual_way() {
        let mut status = CaseStatus::New;
        for (step, expected) in [
            (Step::CustomerWrites, CaseStatus::New),
            (Step::AgentAsks, CaseStatus::Pending),
            (Step::CustomerWrites, CaseStatus::Open),
            (Step::Hold, CaseStatus::OnHold),
            (Step::AgentTells, CaseStatus::OnHold),
            (Step::Work, CaseStatus::Open),
            (Step::Resolve, CaseStatus::Solved),
            (Step::Close, CaseStatus::Closed),
            (Step::Reopen, CaseStatus::Open),
            (Step::CustomerSolves, CaseStatus::Solved),
            (Step::CustomerWrites, CaseStatus::Open),
        ] {
            status = status.after(step).unwrap();
            assert_eq!(status, expected, "{step:?}");
        }
    }

    #[test]
    fn what_is_ended_is_only_opened_again_and_what_is_open_is_not_closed() {
        for status in CaseStatus::ALL {
            assert_eq!(status.after(Step::Reopen).is_some(), !status.is_open(), "{status:?}");
            assert_eq!(status.after(Step::Close).is_some(), status == CaseStatus::Solved);
            for step in
                [Step::AgentAsks, Step::Work, Step::Hold, Step::Resolve, Step::CustomerSolves]
            {
                assert_eq!(status.after(step).is_some(), status.is_open(), "{status:?} {step:?}");
            }
            // Whatever the customer writes is support's turn.
            assert!(status.after(Step::CustomerWrites).unwrap().is_ours());
        }
    }
}
