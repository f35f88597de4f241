//! Where the bytes of files lie: in a [`folder`], or in a [`bucket`] of an S3-compatible service.
//!
//! Both keep the same promise. What [`Store::keep`] said yes to is there, whatever is killed; and of several who go on with a file at once, on
//! any server, one does. In a folder locks see to that, in a bucket the database does.

pub mod bucket;
mod client;
mod folder;
mod owner;
mod signing;

use std::{io, pin::Pin};

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt as _};
use guichet_storage::{AttachmentId, Storage, StorageError, hex};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use self::{
    bucket::{Bucket, OpenError},
    folder::Folder,
    owner::Owner,
};
use super::place::FilePlace;
use crate::settings::Settings;

/// A file's bytes, block by block.
pub type Blocks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// Where files lie.
#[derive(Debug, Clone)]
pub enum Store {
    /// In a folder.
    Folder(Folder),
    /// In a bucket.
    Bucket(Bucket),
}

/// Why bytes can be neither kept nor read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, the folder cannot be written, the bucket is away, or the like.
    #[error(transparent)]
    Place(#[from] io::Error),
    /// The database does not say what there is of a file, or take note of it.
    #[error(transparent)]
    Database(#[from] StorageError),
}

/// What was found in a file's bytes.
#[derive(Debug)]
pub struct Contents {
    /// Its first bytes.
    pub head: Vec<u8>,
    /// The SHA-256 of all of them, in hexadecimal digits.
    pub sha256: String,
}

impl Store {
    /// The place that the settings name. What a bucket needs besides its name, this process' environment says.
    ///
    /// # Errors
    /// When the environment's variables contradict each other.
    pub fn of(settings: &Settings) -> Result<Self, OpenError> {
        let environment = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        Self::open(&settings.files(), environment)
    }

    /// A place for files: a folder that is made when it is first written to, or a bucket that has to be there. Nothing is asked of either yet.
    /// What a bucket needs besides its name, it takes from the environment's variables.
    ///
    /// # Errors
    /// When those variables contradict each other.
    pub fn open(
        place: &FilePlace,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, OpenError> {
        match place {
            FilePlace::Folder(path) => Ok(Self::Folder(Folder::new(path.clone()))),
            FilePlace::Bucket { bucket, prefix } => {
                Bucket::open(bucket, prefix, environment).map(Self::Bucket)
            }
        }
    }

    /// Sees that a bucket takes files and gives them back, and that the files of a place are this database's. A bucket that does not answer now
    /// may do so later: that is logged alone. A folder is as good as its disk, which tells when it is written to.
    ///
    /// # Errors
    /// When there is no such bucket, it refuses what is done with files, or the files are another database's.
    pub async fn probe(&self, storage: &Storage) -> Result<(), OpenError> {
        if let Self::Bucket(bucket) = self
            && !bucket.probe().await?
        {
            return Ok(());
        }
        self.claim(storage).await
    }

    /// Sees that the files of a place are this database's, for whoever is about to keep one there.
    ///
    /// # Errors
    /// When they are another database's.
    pub async fn claim(&self, storage: &Storage) -> Result<(), OpenError> {
        match self.owner(storage).await {
            Ok(Owner::Other) => Err(OpenError::Owned { place: self.place() }),
            Ok(Owner::Ours | Owner::Unknown) => Ok(()),
            Err(error) => {
                tracing::error!(place = %self.place(), %error, "it cannot be seen whose the files are");
                Ok(())
            }
        }
    }

    /// What the settings call it.
    fn place(&self) -> FilePlace {
        match self {
            Self::Folder(folder) => folder.place(),
            Self::Bucket(bucket) => bucket.place(),
        }
    }

    /// Keeps bytes that follow the first `at` of a file, and notes them. Answers whether that was right: not when somebody else is writing or
    /// has gone on with the file meanwhile, or when it was forgotten; then nothing of them stays.
    ///
    /// # Errors
    /// When the place or the database fail. The bytes are then noted or not, but never noted without being there.
    pub async fn keep(
        &self,
        storage: &Storage,
        id: &AttachmentId,
        at: u64,
        bytes: Vec<u8>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        match self {
            Self::Folder(folder) => folder.keep(storage, id, at, bytes, now).await,
            Self::Bucket(bucket) => bucket.keep(storage, id, at, bytes, now).await,
        }
    }

    /// The first `size` bytes of a file. A stream that ends without an error had all of them.
    ///
    /// # Errors
    /// When the database does not say where they lie.
    pub async fn blocks(
        &self,
        storage: &Storage,
        id: &AttachmentId,
        size: u64,
    ) -> Result<Blocks, StoreError> {
        match self {
            Self::Folder(folder) => Ok(folder.blocks(id, size)),
            Self::Bucket(bucket) => bucket.blocks(storage, id, size).await,
        }
    }

    /// Reads the first `size` bytes of a file through, keeping `head` of them.
    ///
    /// # Errors
    /// When they are not all there or cannot be read.
    pub async fn look(
        &self,
        storage: &Storage,
        id: &AttachmentId,
        size: u64,
        head: usize,
    ) -> Result<Contents, StoreError> {
        let mut blocks = self.blocks(storage, id, size).await?;
        let (mut hash, mut first) = (Sha256::new(), Vec::new());
        while let Some(block) = blocks.try_next().await? {
            hash.update(&block);
            let wanted = head.saturating_sub(first.len()).min(block.len());
            first.extend_from_slice(&block[..wanted]);
        }
        Ok(Contents { head: first, sha256: hex(&hash.finalize()) })
    }

    /// Removes what there is of a file that is forgotten; one that is not there is removed already.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(&self, id: &AttachmentId) -> io::Result<()> {
        match self {
            Self::Folder(folder) => folder.remove(id).await,
            Self::Bucket(bucket) => bucket.remove(id).await,
        }
    }

    /// Removes bytes that the database does not know and that nobody has touched since an instant: a file was forgotten and its bytes could not
    /// be removed then, or whoever wrote them was gone before they were noted. Nothing goes where the files are not known to be this database's.
    /// Answers how many files, or pieces of files, were removed.
    ///
    /// # Errors
    /// When the place or the database fail; what is left is found again.
    pub async fn sweep(
        &self,
        storage: &Storage,
        untouched_since: Timestamp,
    ) -> Result<usize, StoreError> {
        let place = self.place();
        match self.owner(storage).await? {
            Owner::Ours => {}
            Owner::Other => {
                tracing::error!(%place, "the files there belong to another database: none is removed, and those of this one are not safe there");
                return Ok(0);
            }
            Owner::Unknown => {
                tracing::warn!(
                    %place,
                    "most files there are unknown to this database, and nothing says whose they are: none is removed; see whether it is the right database"
                );
                return Ok(0);
            }
        }
        match self {
            Self::Folder(folder) => folder.sweep(storage, untouched_since).await,
            Self::Bucket(bucket) => bucket.sweep(storage, untouched_since).await,
        }
    }
}

/// Where a file lies below the top: its identifier, in a subfolder by its first two characters. Identifiers are hexadecimal; nothing else
/// becomes part of a path.
fn place_of(id: &AttachmentId) -> io::Result<[&str; 2]> {
    let name = id.as_str();
    if name.len() < 3 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok([&name[..2], name])
}

/// How long the identifiers are that the database makes.
const ID_DIGITS: usize = 32;

/// The file that lies in a subfolder of this name under that one, where the portal could have laid it there; what else a folder or a bucket
/// holds is somebody's, and not touched.
fn file_at(folder: &str, name: &str) -> Option<AttachmentId> {
    let ours = name.len() == ID_DIGITS && folder.len() == 2 && name.starts_with(folder);
    (ours && is_hex(name)).then(|| AttachmentId::from(name.to_owned()))
}

/// Whether a name has only digits as the database writes them.
fn is_hex(name: &str) -> bool {
    name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_portal_writes_is_its_own() {
        let id = "0f".repeat(16);
        assert_eq!(file_at("0f", &id).as_ref().map(AttachmentId::as_str), Some(id.as_str()));
        for (folder, name) in [
            ("en", "manual.pdf"),
            ("js", "app.js"),
            ("de", "decade"),
            ("0e", id.as_str()),
            ("0f0", id.as_str()),
            ("0F", &id.to_uppercase()),
            ("0f", &format!("{id}0")),
        ] {
            assert_eq!(file_at(folder, name), None, "{folder}/{name}");
        }
    }

    #[test]
    fn no_identifier_leads_anywhere_else() {
        for bad in ["", "ab", "../../etc/passwd", "ab/cdef", "..", "0123456789abcdeg"] {
            let error = place_of(&AttachmentId::from(bad.to_owned())).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{bad}");
        }
        let good = AttachmentId::from("0123456789abcdef".to_owned());
        assert_eq!(place_of(&good).unwrap(), ["01", "0123456789abcdef"]);
    }
}
