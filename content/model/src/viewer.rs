//! Who is looking: what every decision about access starts from.

use serde::{Deserialize, Serialize};

use crate::Policy;

/// What an organisation pays for, as far as entitlement goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// A paid edition. Education and nonprofit editions count as paid.
    Paid,
    /// The legacy free edition.
    Free,
}

/// A person's role in their organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May act for the organisation, and reach support where the edition includes it.
    Administrator,
    /// Anyone else of the organisation.
    Member,
}

/// What a person does for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Answers people.
    Agent,
    /// Writes articles.
    Editor,
    /// Runs the portal: everything the others may do, accounts and settings.
    Operator,
}

impl StaffRole {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Agent, Self::Editor, Self::Operator];

    /// The role's stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Editor => "editor",
            Self::Operator => "operator",
        }
    }

    /// Reads a role's name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Administrator, Self::Member];

    /// The role's stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Member => "member",
        }
    }

    /// Reads a role's name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Who asks for a page or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Viewer {
    /// Not signed in.
    #[default]
    Anonymous,
    /// Signed in with a personal account, without an organisation.
    Personal,
    /// Signed in for an organisation.
    Member {
        /// What the organisation pays for.
        tier: Tier,
        /// The person's role there.
        role: Role,
        /// Whether the organisation is suspended: its people read like anyone, and reach no channel.
        suspended: bool,
    },
    /// Works for the operator: agent, editor or operator.
    Staff,
}

impl Viewer {
    /// Every kind of viewer with a stable name, as staff choose among them to see the portal with other eyes.
    pub const KINDS: [(&str, Self); 8] = [
        ("anonymous", Self::Anonymous),
        ("personal", Self::Personal),
        ("free_member", member(Tier::Free, Role::Member, false)),
        ("free_administrator", member(Tier::Free, Role::Administrator, false)),
        ("paid_member", member(Tier::Paid, Role::Member, false)),
        ("paid_administrator", member(Tier::Paid, Role::Administrator, false)),
        ("suspended", member(Tier::Paid, Role::Administrator, true)),
        ("staff", Self::Staff),
    ];

    /// The viewer of a kind's name.
    pub fn of_kind(name: &str) -> Option<Self> {
        Self::KINDS.into_iter().find(|(kind, _)| *kind == name).map(|(_, viewer)| viewer)
    }
}

const fn member(tier: Tier, role: Role, suspended: bool) -> Viewer {
    Viewer::Member { tier, role, suspended }
}

/// What a signed-in person is: what they do for the operator comes first; then their organisation, as edition, role and suspension stand now.
/// An edition that the policy does not name counts as free: nothing opens by a misspelling.
pub fn of(
    staff: Option<StaffRole>,
    membership: Option<(&str, Role, bool)>,
    policy: &Policy,
) -> Viewer {
    match (staff, membership) {
        (Some(_), _) => Viewer::Staff,
        (None, None) => Viewer::Personal,
        (None, Some((edition, role, suspended))) => {
            let tier =
                policy.editions.iter().find(|e| e.id == edition).map_or(Tier::Free, |e| e.tier);
            Viewer::Member { tier, role, suspended }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_nobody_knows_opens_nothing() {
        let policy: Policy =
            toml::from_str("editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }]")
                .unwrap();
        let role = Role::Administrator;
        assert_eq!(
            of(None, Some(("plus", role, false)), &policy),
            Viewer::of_kind("paid_administrator").unwrap()
        );
        assert_eq!(
            of(None, Some(("Plus", role, false)), &policy),
            Viewer::of_kind("free_administrator").unwrap()
        );
        assert_eq!(of(None, None, &policy), Viewer::Personal);
        assert_eq!(of(Some(StaffRole::Editor), None, &policy), Viewer::Staff);
    }
}
