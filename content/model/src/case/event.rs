//! The parts of a case's history.

/// What stands after a change of [`EventKind::Target`] in place of an edition while the organisation is suspended.
pub const SUSPENDED: &str = "suspended";

/// What an entry of a case's history tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// What was asked, in the asker's words.
    Description,
    /// A message between customer and support.
    Message,
    /// A note that only staff read.
    Note,
    /// The case stands elsewhere now.
    Status,
    /// The priority is another one, with the reason.
    Priority,
    /// The customer contradicts a changed priority.
    Appeal,
    /// Someone else works on it.
    Assigned,
    /// It has ended, with an outcome.
    Outcome,
    /// By when support answers has changed, because the organisation's edition has.
    Target,
    /// It hangs on an incident or a maintenance from now on, or no longer; what it hangs on stands after or before.
    Incident,
    /// The incident or maintenance that it hangs on is over.
    IncidentEnded,
    /// The incident that it hangs on was over and is back.
    IncidentReturned,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Description,
        Self::Message,
        Self::Note,
        Self::Status,
        Self::Priority,
        Self::Appeal,
        Self::Assigned,
        Self::Outcome,
        Self::Target,
        Self::Incident,
        Self::IncidentEnded,
        Self::IncidentReturned,
    ];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Message => "message",
            Self::Note => "note",
            Self::Status => "status",
            Self::Priority => "priority",
            Self::Appeal => "appeal",
            Self::Assigned => "assigned",
            Self::Outcome => "outcome",
            Self::Target => "target",
            Self::Incident => "incident",
            Self::IncidentEnded => "incident-ended",
            Self::IncidentReturned => "incident-returned",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether customers read it. Notes and who works on a case are for staff alone.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Note | Self::Assigned)
    }
}

/// Whose doing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Whoever asked, or someone of their organisation.
    Customer,
    /// Someone who works for the operator.
    Agent,
    /// The portal, by a rule.
    Portal,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Customer, Self::Agent, Self::Portal];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Agent => "agent",
            Self::Portal => "portal",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.name() == name)
    }
}

/// How a message came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Via {
    /// Written in the portal.
    Web,
    /// Sent by mail.
    Mail,
    /// Sent by mail, under an address that nobody vouches for.
    UnverifiedMail,
    /// Sent by a program.
    Api,
}

impl Via {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Web, Self::Mail, Self::UnverifiedMail, Self::Api];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Mail => "mail",
            Self::UnverifiedMail => "unverified-mail",
            Self::Api => "api",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|via| via.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::parse(kind.name()), Some(kind));
        }
        for side in Side::ALL {
            assert_eq!(Side::parse(side.name()), Some(side));
        }
        for via in Via::ALL {
            assert_eq!(Via::parse(via.name()), Some(via));
        }
    }
}
