//! How a file arrives: announced, then piece by piece, each acknowledged once it is kept and noted; at the end it is looked at.

use std::{io, time::Duration};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use guichet_model::ProblemCode;
use guichet_storage::{Announced, Attachment, AttachmentId, Sender};

use super::{
    MAX_BYTES, ROOM,
    kind::{self, Refusal},
    name,
    store::StoreError,
};
use crate::{accounts::identity::problem, state::State};

/// Bytes that are written and noted at once.
pub(crate) const PIECE: usize = 1024 * 1024;
/// How long a sender may say nothing.
const SILENCE: Duration = Duration::from_secs(30);

/// Why a file, or a piece of it, is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is larger than [`MAX_BYTES`], or than it was announced.
    TooLarge,
    /// There are [`super::MAX_FILES`] already.
    TooMany,
    /// There is too much of theirs already that no case has: see [`ROOM`].
    Full,
    /// What it is.
    Refused(Refusal),
    /// The piece does not continue what is kept, or somebody else is sending the same file.
    Elsewhere,
    /// It stopped arriving. What came is kept.
    Interrupted,
    /// The disk is full, the database or the bucket away, or the like.
    Failed(ProblemCode),
}

/// Announces a file. Nothing of it is kept yet.
///
/// # Errors
/// When it is too large, one too many, or the database does not answer.
pub async fn announce(
    state: &State,
    sender: Sender<'_>,
    called: &str,
    size: u64,
) -> Result<AttachmentId, Fault> {
    if size > MAX_BYTES {
        return Err(Fault::TooLarge);
    }
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let announced = storage.create_attachment(sender, &name::tidy(called), size, ROOM, now).await;
    match announced.map_err(|error| Fault::Failed(problem(error)))? {
        Announced::Here(id) => Ok(id),
        Announced::TooMany => Err(Fault::TooMany),
        Announced::Full => Err(Fault::Full),
    }
}

/// Takes in what follows the bytes that are kept. Answers how many are kept then.
///
/// # Errors
/// See [`Fault`]. What had been acknowledged before stays.
pub async fn append<S, E>(state: &State, file: &Attachment, pieces: S) -> Result<u64, Fault>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    let Some(_turn) = state.attachments.enter(&file.id) else { return Err(Fault::Elsewhere) };
    let mut pieces = std::pin::pin!(pieces);
    let mut kept = file.received;
    let mut waiting = Vec::with_capacity(PIECE);
    loop {
        let next = tokio::time::timeout(SILENCE, pieces.next()).await;
        let fault = match next {
            Ok(Some(Ok(bytes))) if kept + (waiting.len() + bytes.len()) as u64 > file.size => {
                Some(Fault::TooLarge)
            }
            Ok(Some(Ok(bytes))) => {
                waiting.extend_from_slice(&bytes);
                if waiting.len() < PIECE {
                    continue;
                }
                None
            }
            Ok(None) => {
                return keep(state, file, kept, waiting).await;
            }
            Ok(Some(Err(_))) | Err(_) => Some(Fault::Interrupted),
        };
        kept = keep(state, file, kept, std::mem::take(&mut waiting)).await?;
        if let Some(fault) = fault {
            return Err(fault);
        }
    }
}

/// Keeps bytes, unless somebody else has gone on with the file meanwhile or it was forgotten. Answers how many are kept then.
async fn keep(state: &State, file: &Attachment, at: u64, bytes: Vec<u8>) -> Result<u64, Fault> {
    let length = bytes.len() as u64;
    if length == 0 {
        return Ok(at);
    }
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let kept = state.attachments.store.keep(storage, &file.id, at, bytes, now).await;
    if kept.map_err(failed)? { Ok(at + length) } else { Err(Fault::Elsewhere) }
}

/// Looks at a file of which everything has arrived, once. One that is not taken is forgotten.
///
/// # Errors
/// Why it is not taken, or what failed: then it can be looked at again.
pub async fn settle(state: &State, file: &Attachment) -> Result<(), Fault> {
    if file.is_whole() || file.received < file.size {
        return Ok(());
    }
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let judged = if file.size == 0 {
        Err(Refusal::Empty)
    } else {
        let looked = state.attachments.store.look(storage, &file.id, file.size, kind::HEAD).await;
        let contents = looked.map_err(failed)?;
        kind::judge(&file.name, &contents.head).map(|kind| (kind, contents.sha256))
    };
    match judged {
        Ok((kind, sha256)) => storage
            .attachment_whole(&file.id, kind, &sha256, now)
            .await
            .map_err(|error| Fault::Failed(problem(error))),
        Err(refusal) => {
            forget(state, &file.id).await?;
            Err(Fault::Refused(refusal))
        }
    }
}

/// Takes in a whole file whose length nobody announced, as a form or a mail brings it.
///
/// # Errors
/// See [`Fault`]. Nothing is left of a file that is not taken.
pub async fn whole<S, E>(
    state: &State,
    sender: Sender<'_>,
    called: &str,
    pieces: S,
) -> Result<AttachmentId, Fault>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    let id = announce(state, sender, called, MAX_BYTES).await?;
    let taken = async {
        let file = find(state, &id).await?;
        let size = append(state, &file, pieces).await?;
        let storage = &state.accounts.storage;
        storage.size_attachment(&id, size).await.map_err(|error| Fault::Failed(problem(error)))?;
        settle(state, &find(state, &id).await?).await
    };
    match taken.await {
        Ok(()) => Ok(id),
        Err(fault) => {
            // What is left of it after a failure here goes with the next clearing.
            _ = forget(state, &id).await;
            Err(fault)
        }
    }
}

async fn find(state: &State, id: &AttachmentId) -> Result<Attachment, Fault> {
    let found = state.accounts.storage.attachment(id).await;
    found.map_err(|error| Fault::Failed(problem(error)))?.ok_or(Fault::Elsewhere)
}

/// Forgets a file, unless a case has it: first that it is there, then its bytes. Answers whether it was forgotten. A piece that arrives
/// meanwhile takes its own bytes away.
///
/// # Errors
/// When the database does not answer or the bytes cannot be removed.
pub async fn forget(state: &State, id: &AttachmentId) -> Result<bool, Fault> {
    let forgotten = state.accounts.storage.delete_attachment(id).await;
    let forgotten = forgotten.map_err(|error| Fault::Failed(problem(error)))?;
    if forgotten {
        let removed = state.attachments.store.remove(id).await;
        removed.map_err(|error| failed(error.into()))?;
    }
    Ok(forgotten)
}

/// What a failure to keep or to read a file is to whoever sends.
fn failed(error: StoreError) -> Fault {
    Fault::Failed(unavailable(error))
}

/// The problem that a failure of the place where files lie is to whoever asked; logged here, once.
pub(super) fn unavailable(error: StoreError) -> ProblemCode {
    let error = match error {
        StoreError::Database(error) => return problem(error),
        StoreError::Place(error) => error,
    };
    tracing::error!(%error, "a file can be neither kept nor read");
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            ProblemCode::StorageFull
        }
        _ => ProblemCode::StorageUnavailable,
    }
}
