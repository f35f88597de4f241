//! Who may read a case, and who may write to it: decided here once, for pages, the API, mail and files alike.

use crate::{
    Policy,
    contact::{Access, Denial, Reason, contact_access},
    viewer::{self, Role},
};

use super::CaseStatus;

/// What of a case decides who may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readers<'a> {
    /// Who asked.
    pub requester: &'a str,
    /// The organisation they asked for.
    pub organisation: Option<&'a str>,
    /// Whether that organisation lets its administrators read this case.
    pub shared: bool,
}

/// Somebody who is no member of staff, as far as reading cases goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader<'a> {
    /// Their account.
    pub account: &'a str,
    /// The organisation they act for, their role there, and whether it is suspended.
    pub organisation: Option<(&'a str, Role, bool)>,
}

/// Whether somebody who is no member of staff may read a case: who asked always, whatever became of their edition; an administrator of the
/// organisation they asked for, where it shares the case and is not suspended.
pub fn may_read(reader: Reader<'_>, case: Readers<'_>) -> bool {
    let administers = |asked_for: &str| match reader.organisation {
        Some((id, Role::Administrator, false)) => id == asked_for,
        _ => false,
    };
    reader.account == case.requester || (case.shared && case.organisation.is_some_and(administers))
}

/// What a customer wants to do to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Write to it, or say that it is solved, while it is open.
    GoOn,
    /// Open it again, be it by words.
    Reopen,
    /// Contradict a changed priority.
    Appeal,
}

impl Wish {
    /// What words are to a case that stands there.
    pub fn words(status: CaseStatus) -> Self {
        if status.is_open() { Self::GoOn } else { Self::Reopen }
    }
}

/// Why support does not answer somebody for the organisation that a case was asked for, as both are now; `None` where it does.
///
/// `asked_for` is the organisation's edition and whether it is suspended, `role` the person's role there. Whoever does not belong to it any
/// more stands as somebody with a personal account.
pub fn lapse(
    asked_for: Option<(&str, bool)>,
    role: Option<Role>,
    policy: &Policy,
) -> Option<Denial> {
    // A suspended organisation is answered by nobody, whoever writes for it.
    let membership = match asked_for {
        Some((edition, true)) => Some((edition, role.unwrap_or(Role::Member), true)),
        Some((edition, false)) => role.map(|role| (edition, role, false)),
        None => None,
    };
    match contact_access(viewer::of(None, membership, policy), policy) {
        Access::Granted { .. } => None,
        Access::Denied(denial) => Some(denial),
    }
}

/// Whether somebody who may read a case may write to it, given why support does not answer them.
///
/// Whoever is entitled may do everything. Who asked and has lost support since may end what was taken under its promise, and begin nothing
/// anew. Nobody writes to a case of a suspended organisation.
///
/// # Errors
/// Why not.
pub fn may_write<'d>(
    account: &str,
    case: Readers<'_>,
    lapse: Option<&'d Denial>,
    wish: Wish,
) -> Result<(), &'d Denial> {
    match lapse {
        None => Ok(()),
        Some(denial)
            if denial.reason != Reason::Suspended
                && wish == Wish::GoOn
                && account == case.requester =>
        {
            Ok(())
        }
        Some(denial) => Err(denial),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: Readers<'_> =
        Readers { requester: "ana", organisation: Some("atelier"), shared: true };

    #[test]
    fn a_case_is_read_by_who_asked_and_by_administrators_where_it_is_shared() {
        let reader = |account, organisation| Reader { account, organisation };
        let administrator = Some(("atelier", Role::Administrator, false));
        assert!(may_read(reader("ana", None), CASE));
        assert!(may_read(reader("luc", administrator), CASE));
        let alone = Readers { shared: false, ..CASE };
        let without = Readers { organisation: None, ..CASE };
        for (reader, case) in [
            (reader("luc", administrator), alone),
            (reader("luc", administrator), without),
            (reader("luc", Some(("atelier", Role::Member, false))), CASE),
            (reader("luc", Some(("atelier", Role::Administrator, true))), CASE),
            (reader("luc", Some(("other", Role::Administrator, false))), CASE),
            (reader("luc", None), CASE),
        ] {
            assert!(!may_read(reader, case), "{reader:?} {case:?}");
        }
    }

    #[test]
    fn who_has_lost_support_ends_what_was_begun_and_begins_nothing() {
        use Wish::{Appeal, GoOn, Reopen};
        let policy: Policy = toml::from_str(
            "editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }, \
             { id = \"old\", name = \"Old\", tier = \"free\" }]",
        )
        .unwrap();
        let (plus, old) = (Some(("plus", false)), Some(("old", false)));
        let administrator = Some(Role::Administrator);
        let asked = |wish| (wish == GoOn).then_some(());
        for (asked_for, role, reason) in [
            (plus, administrator, None),
            (plus, Some(Role::Member), Some(Reason::NotAdministrator)),
            (plus, None, Some(Reason::PersonalAccount)),
            (old, administrator, Some(Reason::FreeEdition)),
            (None, None, Some(Reason::PersonalAccount)),
            (Some(("plus", true)), administrator, Some(Reason::Suspended)),
            (Some(("plus", true)), None, Some(Reason::Suspended)),
        ] {
            let denial = lapse(asked_for, role, &policy);
            assert_eq!(denial.as_ref().map(|denial| denial.reason), reason, "{asked_for:?}");
            for wish in [GoOn, Reopen, Appeal] {
                let may = |account| may_write(account, CASE, denial.as_ref(), wish).ok();
                let (expected, by_sharing) = match reason {
                    None => (Some(()), Some(())),
                    Some(Reason::Suspended) => (None, None),
                    Some(_) => (asked(wish), None),
                };
                assert_eq!(may("ana"), expected, "{reason:?} {wish:?}");
                assert_eq!(may("luc"), by_sharing, "{reason:?} {wish:?}");
            }
        }
        assert_eq!(Wish::words(CaseStatus::Pending), GoOn);
        assert_eq!(Wish::words(CaseStatus::Closed), Reopen);
    }
}
