//! The contact gate: who may reach phone, chat and e-mail, and what everyone else can do instead.

use crate::{
    Policy,
    policy::Channel,
    viewer::{Role, Tier, Viewer},
};

/// Whether the channels open to a viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access<'p> {
    /// They do. Only the holder of this may show a channel's entries.
    Granted {
        /// The channels, in the policy's order.
        channels: &'p [Channel],
    },
    /// They do not.
    Denied {
        /// Why not.
        reason: Reason,
        /// What would open them.
        unlock: Unlock,
        /// What helps meanwhile, best first.
        alternatives: &'static [Alternative],
    },
}

/// Why the channels are closed to a viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody knows who they are.
    NotSignedIn,
    /// A personal account includes no support channel.
    PersonalAccount,
    /// The organisation's edition includes none.
    FreeEdition,
    /// Their organisation has support, which its administrators reach.
    NotAdministrator,
    /// Their organisation is suspended.
    Suspended,
}

/// What would open the channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unlock {
    /// Signing in as an administrator of a paid edition.
    SignIn,
    /// A paid edition.
    PaidEdition,
    /// Asking one of the organisation's administrators.
    AskAdministrator,
    /// Settling the organisation's account.
    SettleAccount,
}

/// What someone without access can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alternative {
    /// Look for an article.
    Articles,
    /// Ask in the forum.
    Forum,
    /// See whether something is down.
    Status,
}

const FORUM_FIRST: &[Alternative] =
    &[Alternative::Forum, Alternative::Articles, Alternative::Status];
const ARTICLES_FIRST: &[Alternative] =
    &[Alternative::Articles, Alternative::Forum, Alternative::Status];

/// Decides whether the policy's channels open to a viewer: to administrators of a paid edition and to staff, and to nobody else.
pub fn contact_access(viewer: Viewer, policy: &Policy) -> Access<'_> {
    let denied = |reason, unlock, alternatives| Access::Denied { reason, unlock, alternatives };
    match viewer {
        Viewer::Anonymous => denied(Reason::NotSignedIn, Unlock::SignIn, ARTICLES_FIRST),
        Viewer::Personal => denied(Reason::PersonalAccount, Unlock::PaidEdition, FORUM_FIRST),
        Viewer::Member { suspended: true, .. } => {
            denied(Reason::Suspended, Unlock::SettleAccount, FORUM_FIRST)
        }
        Viewer::Member { tier: Tier::Free, .. } => {
            denied(Reason::FreeEdition, Unlock::PaidEdition, FORUM_FIRST)
        }
        Viewer::Member { tier: Tier::Paid, role: Role::Member, .. } => {
            denied(Reason::NotAdministrator, Unlock::AskAdministrator, ARTICLES_FIRST)
        }
        Viewer::Member { tier: Tier::Paid, role: Role::Administrator, .. } | Viewer::Staff => {
            Access::Granted { channels: &policy.channels }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paid_administrators_and_staff_reach_the_channels() {
        let policy = Policy::default();
        let granted = |viewer| matches!(contact_access(viewer, &policy), Access::Granted { .. });
        let mut open = Vec::new();
        for tier in [Tier::Paid, Tier::Free] {
            for role in [Role::Administrator, Role::Member] {
                for suspended in [false, true] {
                    let viewer = Viewer::Member { tier, role, suspended };
                    if granted(viewer) {
                        open.push(viewer);
                    }
                }
            }
        }
        assert_eq!(
            open,
            [Viewer::Member { tier: Tier::Paid, role: Role::Administrator, suspended: false }]
        );
        assert!(granted(Viewer::Staff));
        assert!(!granted(Viewer::Anonymous) && !granted(Viewer::Personal));
    }
}
