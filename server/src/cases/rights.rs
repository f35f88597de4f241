//! Whether a customer may do to a case what they want to: `guichet_model::case::access` decides, from what is stored now.

use guichet_model::{
    Policy,
    case::{Wish, access::lapse, may_write},
    contact::{Denial, Reason},
};
use guichet_storage::{AccountId, Case, Storage, StorageError};

use super::deed::Deed;

/// How many of somebody's cases, last changed first, are looked at for one that they may write to.
const RECENT: u32 = 50;

/// What of a customer's wishes a deed is to a case; none where everyone may do it, or where it is no customer's.
pub fn wish(deed: &Deed, case: &Case) -> Option<Wish> {
    match deed {
        Deed::Write { .. } => Some(Wish::words(case.state.status)),
        Deed::MarkSolved => Some(Wish::GoOn),
        Deed::Reopen => Some(Wish::Reopen),
        Deed::Appeal(_) => Some(Wish::Appeal),
        _ => None,
    }
}

/// Why support does not answer somebody for the organisation of a case; `None` where it does. Whoever writes without an account writes for
/// whoever asked.
///
/// # Errors
/// When the database does not answer.
pub async fn lapsed(
    storage: &Storage,
    policy: &Policy,
    account: Option<&AccountId>,
    case: &Case,
) -> Result<Option<Denial>, StorageError> {
    let account = account.unwrap_or(&case.requester.id);
    // A suspended account stands as one of a suspended organisation: it signs in nowhere, and writes no mail into a case either.
    let suspended = storage.account(account).await?.is_some_and(|account| account.suspended);
    let organisation = case.organisation.as_ref();
    let asked_for = organisation.map(|asked| (asked.edition.as_str(), asked.suspended));
    let asked_for =
        if suspended { Some((asked_for.map_or("", |asked| asked.0), true)) } else { asked_for };
    let Some(organisation) = organisation else { return Ok(lapse(asked_for, None, policy)) };
    let memberships = storage.memberships(account).await?;
    let own = memberships.iter().find(|own| own.organisation.id == organisation.id);
    Ok(lapse(asked_for, own.map(|own| own.role), policy))
}

/// Whether a customer may do something to a case; else why not.
///
/// # Errors
/// When the database does not answer.
pub async fn refused(
    storage: &Storage,
    policy: &Policy,
    account: Option<&AccountId>,
    case: &Case,
    wish: Wish,
) -> Result<Option<Denial>, StorageError> {
    let lapse = lapsed(storage, policy, account, case).await?;
    let who = account.unwrap_or(&case.requester.id);
    let refused = may_write(who.as_str(), case.readers(), lapse.as_ref(), wish).err();
    Ok(refused.cloned())
}

/// Whether somebody has a case of their own that they may write to: be it one that was begun before they lost support.
///
/// # Errors
/// When the database does not answer.
pub async fn writes_to_any(
    storage: &Storage,
    policy: &Policy,
    account: &AccountId,
) -> Result<bool, StorageError> {
    for case in storage.cases_of(account, None, RECENT, 0).await? {
        let wish = Wish::words(case.state.status);
        if refused(storage, policy, Some(account), &case, wish).await?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Why nothing was written, for programs.
pub fn told(denial: &Denial) -> &'static str {
    match denial.reason {
        Reason::Suspended => {
            "The organisation of this case is suspended: its cases can be read, not written to."
        }
        _ => {
            "Support does not answer you for the organisation of this case any more: \
             what you asked can be read, and answered while it is open, and not be opened again."
        }
    }
}
