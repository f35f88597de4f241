//! Who is looking: what every decision about access starts from.

use serde::{Deserialize, Serialize};

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
