//! The state of services: read from the database into one [`Board`] that pages, API and feeds share, so that an outage's visitors are
//! answered from memory; written by [`write`], by hand or by the clock ([`upkeep`]).
//!
//! Read [`refresh`] first: whatever changed the status, it becomes visible there.

pub mod api;
pub mod embed;
pub mod export;
pub mod feeds;
pub mod follow;
pub mod hooks;
pub mod notify;
pub mod outbound;
pub mod source;
pub mod upkeep;
pub mod widget;
pub mod write;

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use arc_swap::ArcSwap;
use guichet_model::status::{Board, history};
use guichet_storage::StorageError;
use jiff::{Timestamp, ToSpan as _};
use tokio::sync::OnceCell;

use crate::{live, state::State};

/// The topic on which pages hear that the status changed.
pub const TOPIC: &str = "status";

/// How the services do, as this process knows it.
#[derive(Debug, Default)]
pub struct Status {
    board: ArcSwap<Board>,
    revisions: AtomicU64,
    /// The database's count of changes that the board has.
    stored: AtomicI64,
    follow_key: OnceCell<[u8; 32]>,
}

impl Status {
    /// How the services do now; it stays the same for whoever holds it.
    pub fn board(&self) -> Arc<Board> {
        self.board.load_full()
    }

    /// Which version the board is.
    pub fn revision(&self) -> u64 {
        self.board.load().revision
    }

    /// Puts the same board in place, read at another time: what was kept of it stays.
    pub(super) fn age(&self, mut board: Board) {
        board.revision = self.revision();
        self.board.store(Arc::new(board));
    }

    /// Changes the board that is in place, whichever that is by now; where `change` has nothing to change, it stays.
    pub(super) fn amend(&self, change: impl Fn(&Board) -> Option<Board>) {
        self.board.rcu(|board| {
            let Some(mut changed) = change(board) else { return Arc::clone(board) };
            changed.revision = self.revisions.fetch_add(1, Ordering::AcqRel) + 1;
            Arc::new(changed)
        });
    }

    /// Puts another board in place. Pages that were kept of the one before are never found again.
    pub(super) fn put(&self, mut board: Board) {
        board.revision = self.revisions.fetch_add(1, Ordering::AcqRel) + 1;
        self.board.store(Arc::new(board));
    }
}

/// Reads the status from the database, puts it in place, and tells pages that stand open.
///
/// # Errors
/// When the database does not answer; what was known stays.
pub async fn refresh(state: &State) -> Result<(), StorageError> {
    load(state).await?;
    live::announce(state, TOPIC).await;
    Ok(())
}

/// Reads the status from the database and puts it in place.
///
/// # Errors
/// When the database does not answer; what was known stays.
pub async fn load(state: &State) -> Result<(), StorageError> {
    let storage = &state.accounts.storage;
    // The count comes first: a change in between is read now and once more.
    let stored = storage.status_revision().await?;
    let known = storage.components().await?;
    let board = state.status.board();
    // Where another page is the source, its word stays until it is read again, and the portal's own incidents are none.
    let elsewhere = state.snapshot().library.policy().status.source.is_some();
    let (incidents, reported) = if elsewhere {
        let heard = board.reported.is_some();
        (if heard { board.incidents.clone() } else { Vec::new() }, board.reported.clone())
    } else {
        (storage.incidents(oldest(state.clock.now())).await?, None)
    };
    state.status.put(Board { incidents, known, reported, revision: 0 });
    state.status.stored.store(stored, Ordering::Release);
    state.pages.clear();
    Ok(())
}

/// Notes what the policy's services are called and that they are watched from now on.
///
/// # Errors
/// When the database does not answer.
pub async fn watch(state: &State, since: Timestamp) -> Result<(), StorageError> {
    let snapshot = state.snapshot();
    let locale = snapshot.library.default_locale();
    let services = &snapshot.library.policy().services;
    let components: Vec<(&str, &str)> =
        services.iter().map(|service| (service.id.as_str(), service.name.get(locale))).collect();
    if components.is_empty() {
        return Ok(());
    }
    state.accounts.storage.watch_components(&components, since).await
}

/// What ended before this is not shown any more, but by its own address.
fn oldest(now: Timestamp) -> Timestamp {
    let days = i64::try_from(history::DAYS).unwrap_or(90) + 1;
    now.checked_sub((days * 24).hours()).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use guichet_model::status::Reported;

    use super::*;

    #[test]
    fn what_is_put_during_a_change_is_not_lost() {
        let status = Status::default();
        let mail = ("mail".to_owned(), (Timestamp::UNIX_EPOCH, "Mail".to_owned()));
        let fresh = Board { known: BTreeMap::from([mail]), ..Board::default() };
        status.amend(|board| {
            if board.known.is_empty() {
                status.put(fresh.clone());
            }
            Some(Board { reported: Some(Reported::default()), ..board.clone() })
        });
        let board = status.board();
        assert!(board.known.contains_key("mail"), "what was put meanwhile stays");
        assert!(board.reported.is_some(), "and is changed");
        status.amend(|_| None);
        assert_eq!(status.revision(), board.revision, "nothing to change, nothing new");
    }
}
