//! The contact gate: who may reach phone, chat and e-mail, and what everyone else can do instead; and, for those who may, in which order
//! the channels are worth trying.

use jiff::Timestamp;

use crate::{
    Locale, Policy,
    hours::{ChannelState, channel_state},
    policy::{Channel, Desk},
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
    Denied(Denial),
}

/// That the channels stay closed, and what to make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Why.
    pub reason: Reason,
    /// What would open them.
    pub unlock: Unlock,
    /// What helps meanwhile, best first; only what this portal has.
    pub alternatives: Vec<Alternative>,
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
    /// They belong to organisations and have yet to choose for which they act.
    NoOrganisationChosen,
}

impl Denial {
    /// The denial of someone who has yet to choose for which of their organisations they act: that comes first, whatever it will open.
    #[must_use]
    pub fn undecided(self) -> Self {
        Self {
            reason: Reason::NoOrganisationChosen,
            unlock: Unlock::ChooseOrganisation,
            alternatives: self.alternatives,
        }
    }
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::NotSignedIn,
        Self::PersonalAccount,
        Self::FreeEdition,
        Self::NotAdministrator,
        Self::Suspended,
        Self::NoOrganisationChosen,
    ];

    /// The reason's stable name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::PersonalAccount => "personal_account",
            Self::FreeEdition => "free_edition",
            Self::NotAdministrator => "not_administrator",
            Self::Suspended => "suspended",
            Self::NoOrganisationChosen => "no_organisation_chosen",
        }
    }
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
    /// Choosing an organisation.
    ChooseOrganisation,
}

impl Unlock {
    /// Everything that unlocks.
    pub const ALL: [Self; 5] = [
        Self::SignIn,
        Self::PaidEdition,
        Self::AskAdministrator,
        Self::SettleAccount,
        Self::ChooseOrganisation,
    ];

    /// Its stable name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::PaidEdition => "paid_edition",
            Self::AskAdministrator => "ask_administrator",
            Self::SettleAccount => "settle_account",
            Self::ChooseOrganisation => "choose_organisation",
        }
    }
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

impl Alternative {
    /// Every alternative.
    pub const ALL: [Self; 3] = [Self::Articles, Self::Forum, Self::Status];

    /// Its stable name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Forum => "forum",
            Self::Status => "status",
        }
    }

    /// Whether this portal has it.
    fn is_there(self, policy: &Policy) -> bool {
        match self {
            Self::Articles => true,
            // A forum of some editions alone is no alternative for everyone.
            Self::Forum => policy.forums.iter().any(|forum| forum.editions.is_empty()),
            Self::Status => policy.portal.status_url.is_some(),
        }
    }
}

const FORUM_FIRST: [Alternative; 3] =
    [Alternative::Forum, Alternative::Articles, Alternative::Status];
const ARTICLES_FIRST: [Alternative; 3] =
    [Alternative::Articles, Alternative::Forum, Alternative::Status];

/// Decides whether the policy's channels open to a viewer: to administrators of a paid edition and to staff, and to nobody else.
pub fn contact_access(viewer: Viewer, policy: &Policy) -> Access<'_> {
    let denied = |reason, unlock, alternatives: [Alternative; 3]| {
        let there = alternatives.into_iter().filter(|alternative| alternative.is_there(policy));
        Access::Denied(Denial { reason, unlock, alternatives: there.collect() })
    };
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

/// How much a channel is worth trying now, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Someone answers now, in the reader's language.
    OpenInLanguage,
    /// Someone answers now, in another language.
    Open,
    /// Nobody answers now.
    Closed,
}

/// A channel as it stands at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'p> {
    /// The channel.
    pub channel: &'p Channel,
    /// How much it is worth trying.
    pub standing: Standing,
    /// Its desks, those of the reader's language first.
    pub desks: Vec<DeskNow<'p>>,
}

/// A desk as it stands at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskNow<'p> {
    /// The desk.
    pub desk: &'p Desk,
    /// Whether it answers.
    pub state: ChannelState,
    /// Whether it does so in the reader's language.
    pub own_language: bool,
}

/// The channels in the order in which a reader should try them: what answers now before what does not, the reader's language before
/// others, what opens sooner before what opens later, and else as the policy has them.
pub fn offers<'p>(channels: &'p [Channel], locale: &Locale, now: Timestamp) -> Vec<Offer<'p>> {
    let mut offers: Vec<Offer<'p>> = channels
        .iter()
        .map(|channel| offer(channel, locale, now))
        .filter(|offer| !offer.desks.is_empty())
        .collect();
    offers.sort_by_key(|offer| (offer.standing, opening(offer)));
    offers
}

fn offer<'p>(channel: &'p Channel, locale: &Locale, now: Timestamp) -> Offer<'p> {
    let mut desks: Vec<DeskNow<'p>> = channel
        .desks
        .iter()
        .map(|desk| DeskNow {
            desk,
            state: channel_state(&desk.hours, now),
            own_language: desk.languages.iter().any(|l| l.language() == locale.language()),
        })
        .collect();
    desks.sort_by_key(|desk| !desk.own_language);
    let open = |own: bool| desks.iter().any(|d| d.state.is_open() && (d.own_language || !own));
    let standing = match (open(true), open(false)) {
        (true, _) => Standing::OpenInLanguage,
        (false, true) => Standing::Open,
        (false, false) => Standing::Closed,
    };
    Offer { channel, standing, desks }
}

/// When the first desk of a closed channel opens.
fn opening(offer: &Offer<'_>) -> Timestamp {
    let opens = offer.desks.iter().filter_map(|desk| match desk.state {
        ChannelState::Closed { opens } => opens,
        ChannelState::Open { .. } => None,
    });
    match offer.standing {
        Standing::Closed => opens.min().unwrap_or(Timestamp::MAX),
        Standing::OpenInLanguage | Standing::Open => Timestamp::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::ChannelKind::{self, Chat, Email, Phone};

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

    #[test]
    fn nobody_is_sent_to_what_the_portal_does_not_have() {
        let alternatives = |policy: &Policy| match contact_access(Viewer::Personal, policy) {
            Access::Denied(denial) => denial.alternatives,
            Access::Granted { .. } => panic!("a personal account reaches no channel"),
        };
        assert_eq!(alternatives(&Policy::default()), [Alternative::Articles]);
        let whole = r#"
            portal = { status_url = "https://status.example" }
            forums = [{ name = "Forum", url = "https://forum.example" }]
        "#;
        assert_eq!(
            alternatives(&toml::from_str(whole).unwrap()),
            [Alternative::Forum, Alternative::Articles, Alternative::Status]
        );
    }

    #[test]
    fn what_answers_now_in_the_readers_language_comes_first() {
        let policy: Policy = toml::from_str(
            r#"
            channels = [
              { kind = "chat", desks = [
                { languages = ["en"], hours = { time_zone = "UTC", weekly = [{ days = ["mon"], from = "09:00", to = "17:00" }] } },
                { languages = ["ja"], hours = { time_zone = "UTC", weekly = [{ days = ["mon"], from = "13:00", to = "14:00" }] } } ] },
              { kind = "phone", desks = [
                { languages = ["ja"], hours = { time_zone = "UTC", weekly = [{ days = ["mon"], from = "12:30", to = "13:30" }] } } ] },
              { kind = "email", desks = [{ languages = ["en", "ja-JP"] }] },
            ]
            "#,
        )
        .unwrap();
        let at = |locale: &str, now: &str| -> Vec<(ChannelKind, Standing)> {
            let (locale, now) = (locale.parse().unwrap(), now.parse().unwrap());
            let offers = offers(&policy.channels, &locale, now);
            offers.iter().map(|offer| (offer.channel.kind, offer.standing)).collect()
        };
        // A Monday at noon: the chat answers, but not in Japanese.
        assert_eq!(
            at("ja", "2026-11-23T12:00:00Z"),
            [(Email, Standing::OpenInLanguage), (Chat, Standing::Open), (Phone, Standing::Closed)]
        );
        assert_eq!(at("en", "2026-11-23T12:00:00Z")[0], (Chat, Standing::OpenInLanguage));
        // At night, what opens sooner comes first.
        assert_eq!(
            at("fr", "2026-11-22T03:00:00Z"),
            [(Email, Standing::Open), (Chat, Standing::Closed), (Phone, Standing::Closed)]
        );
        let japanese = "ja".parse().unwrap();
        let offers = offers(&policy.channels, &japanese, "2026-11-23T12:00:00Z".parse().unwrap());
        assert!(offers[1].desks[0].own_language, "one's own language leads the desks");
    }

    #[test]
    fn names_are_given_once() {
        let names = Reason::ALL.map(Reason::name).into_iter().chain(Unlock::ALL.map(Unlock::name));
        let all: std::collections::BTreeSet<&str> =
            names.chain(Alternative::ALL.map(Alternative::name)).collect();
        assert_eq!(all.len(), Reason::ALL.len() + Unlock::ALL.len() + Alternative::ALL.len());
    }
}
