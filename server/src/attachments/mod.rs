//! Files that people send with what they ask: received piece by piece, looked at, kept, handed out.
//!
//! Read [`receive`] first. A file's row in the database says whose it is and how much of it is kept; its bytes lie in a folder or a bucket
//! ([`store`]), as the settings say ([`place`]). A piece is acknowledged once it is synced to disk, or put into the bucket, and noted in the
//! database, in this order: what is noted is there, whatever is killed.
//! Files are never unpacked and never shown: [`download`] hands them out to be saved. Who may have one, it asks [`access`].

pub mod access;
pub mod download;
pub mod kind;
pub mod multipart;
pub mod name;
pub mod place;
pub mod receive;
pub mod store;

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use guichet_storage::{AttachmentId, Room, Storage};
use jiff::{SignedDuration, Timestamp};

use self::store::{Store, bucket::OpenError};
use crate::{settings::Settings, state::State};

/// The most bytes of a file.
pub const MAX_BYTES: u64 = 25 * 1024 * 1024;
/// The same in megabytes, as people are told it.
pub const MAX_MEGABYTES: usize = 25;
/// The most files of a draft, or of a person or program beside drafts and cases.
pub const MAX_FILES: u32 = 10;
/// How much may lie there that no case has. A person's own part is twenty of the largest files: whoever tries out what fits fills no disk.
pub const ROOM: Room = Room { files: MAX_FILES, persons_files: 40, persons_bytes: 20 * MAX_BYTES };
/// How long a request with files may take: the largest file at one megabit a second, ten times over.
pub const PATIENCE: Duration = Duration::from_mins(35);
/// For how long a file is kept that belongs to nothing.
pub const KEEP_LOOSE: SignedDuration = SignedDuration::from_hours(24);
/// How many files a clearing takes at a time.
const PRUNE_AT_ONCE: u32 = 100;

/// Where files lie, and which of them arrive at this moment.
#[derive(Debug)]
pub struct Attachments {
    store: Store,
    arriving: Mutex<HashSet<AttachmentId>>,
}

impl Attachments {
    /// Files where the settings say. Nothing is asked of that place yet.
    ///
    /// # Errors
    /// When what the environment says of a bucket cannot be used.
    pub fn open(settings: &Settings) -> Result<Self, OpenError> {
        Ok(Self { store: Store::of(settings)?, arriving: Mutex::default() })
    }

    /// Sees that files can lie there, and that those that do are this database's; see [`Store::probe`].
    ///
    /// # Errors
    /// When there is no such bucket, it refuses what is done with files, or the files are another database's.
    pub async fn probe(&self, storage: &Storage) -> Result<(), OpenError> {
        self.store.probe(storage).await
    }

    /// Whether nobody else sends this file now; for as long as the answer is held, nobody does.
    fn enter<'a>(&'a self, id: &AttachmentId) -> Option<Arriving<'a>> {
        let mut arriving = self.arriving.lock().unwrap_or_else(PoisonError::into_inner);
        arriving.insert(id.clone()).then(|| Arriving { attachments: self, id: id.clone() })
    }
}

/// A file that one request sends.
struct Arriving<'a> {
    attachments: &'a Attachments,
    id: AttachmentId,
}

impl Drop for Arriving<'_> {
    fn drop(&mut self) {
        let arriving = self.attachments.arriving.lock();
        arriving.unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// Removes all files that have belonged to no draft and no case for a day, and bytes of that age that no file has.
pub async fn prune(state: &State, now: Timestamp) {
    let untouched_since = now.saturating_sub(KEEP_LOOSE).unwrap_or(now);
    prune_loose(state, untouched_since).await;
    let storage = &state.accounts.storage;
    match state.attachments.store.sweep(storage, untouched_since).await {
        Ok(0) => {}
        Ok(removed) => tracing::info!(removed, "bytes of no file were removed"),
        Err(error) => {
            tracing::warn!(%error, "bytes of no file cannot be removed; the next attempt is in an hour");
        }
    }
}

async fn prune_loose(state: &State, untouched_since: Timestamp) {
    let storage = &state.accounts.storage;
    loop {
        let loose = match storage.loose_attachments(untouched_since, PRUNE_AT_ONCE).await {
            Ok(loose) => loose,
            Err(error) => {
                tracing::warn!(%error, "files without a place cannot be found; the next attempt is in an hour");
                return;
            }
        };
        for id in &loose {
            if let Err(fault) = receive::forget(state, id).await {
                // What fails now would be found again and again.
                tracing::warn!(
                    ?fault,
                    "a file without a place cannot be removed; the next attempt is in an hour"
                );
                return;
            }
        }
        if loose.len() < PRUNE_AT_ONCE as usize {
            return;
        }
    }
}
