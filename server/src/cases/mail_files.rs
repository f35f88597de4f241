//! Files that come with a mail: kept like those of forms, as many and as large, and looked at in the same way.

use guichet_model::case::MAX_FILES;
use guichet_storage::{Announced, Sender, StorageError, hex};
use mail_parser::{Message, MimeHeaders as _};
use sha2::{Digest as _, Sha256};

use super::{office::Office, receive::ReceiveError};
use crate::attachments::{MAX_BYTES, ROOM, kind, name, receive::PIECE, store::Store};

/// What became of a mail's files.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The identifiers of those that were kept.
    pub(super) files: Vec<String>,
    /// The names of those that were not: too large, too many, empty, or not what they say they are.
    pub(super) left_out: Vec<String>,
}

/// Keeps the files of a mail. They belong to nothing yet; what never does is cleared away after a day.
pub(super) async fn keep(office: &Office<'_>, mail: &Message<'_>) -> Result<Kept, ReceiveError> {
    let store = Store::of(office.settings)?;
    let mut kept = Kept::default();
    for part in mail.attachments() {
        let called = name::tidy(part.attachment_name().unwrap_or("file"));
        let bytes = part.contents();
        let judged = kind::judge(&called, &bytes[..bytes.len().min(kind::HEAD)]);
        let fits = kept.files.len() < MAX_FILES && bytes.len() as u64 <= MAX_BYTES;
        let (Ok(kind), true) = (judged, fits) else {
            kept.left_out.push(called);
            continue;
        };
        if kept.files.is_empty() {
            // The server has looked, but maybe with other settings than the command that a mail server runs.
            store.claim(office.storage).await?;
        }
        kept.files.push(keep_one(office, &store, &called, kind, bytes).await?);
    }
    Ok(kept)
}

async fn keep_one(
    office: &Office<'_>,
    store: &Store,
    called: &str,
    kind: &str,
    bytes: &[u8],
) -> Result<String, ReceiveError> {
    let (storage, now, size) = (office.storage, office.now, bytes.len() as u64);
    let announced = storage.create_attachment(Sender::default(), called, size, ROOM, now).await?;
    let Announced::Here(id) = announced else {
        return Err(StorageError::Random("no place for a file".to_owned()).into());
    };
    let mut at = 0;
    for piece in bytes.chunks(PIECE) {
        if !store.keep(storage, &id, at, piece.to_vec(), now).await? {
            return Err(StorageError::Random("somebody else has a new file".to_owned()).into());
        }
        at += piece.len() as u64;
    }
    let sha256 = hex(&Sha256::digest(bytes));
    storage.attachment_whole(&id, kind, &sha256, now).await?;
    Ok(id.to_string())
}
