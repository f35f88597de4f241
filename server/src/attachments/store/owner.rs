//! Whose the files of a place are. A server sweeps up what its database does not know, and with another database that is everything; so a place is
//! marked with the database it belongs to, and swept by that one's servers alone.

use guichet_storage::Storage;

use super::{Store, StoreError};

/// What the mark is called, at the top of a place.
pub(super) const MARK: &str = "owner";
/// So many files are looked at in a place without a mark.
const LOOKED_AT: usize = 100;

/// Whose the files of a place are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// This database's.
    Ours,
    /// Another database's.
    Other,
    /// There is no mark, and this database knows fewer than half of the files.
    Unknown,
}

impl Store {
    /// Whose the files are. A place without a mark gets that of the database when it knows the files there, or when there are none.
    pub(super) async fn owner(&self, storage: &Storage) -> Result<Owner, StoreError> {
        let us = storage.identity().await?;
        let owner = |mark: String| if mark == us { Owner::Ours } else { Owner::Other };
        if let Some(mark) = self.mark().await? {
            return Ok(owner(mark));
        }
        let files = match self {
            Self::Folder(folder) => folder.some_files(LOOKED_AT).await?,
            Self::Bucket(bucket) => bucket.some_files(LOOKED_AT).await?,
        };
        let mut known = 0;
        for id in &files {
            known += usize::from(storage.attachment(id).await?.is_some());
        }
        if known * 2 < files.len() {
            return Ok(Owner::Unknown);
        }
        match self {
            Self::Folder(folder) => folder.set_mark(&us).await?,
            Self::Bucket(bucket) => bucket.set_mark(&us).await?,
        }
        // Another database's server may have been as quick: what lies there counts.
        Ok(self.mark().await?.map_or(Owner::Unknown, owner))
    }

    /// What the mark says; nothing where there is none, or one that is not written yet.
    async fn mark(&self) -> Result<Option<String>, StoreError> {
        let mark = match self {
            Self::Folder(folder) => folder.mark().await?,
            Self::Bucket(bucket) => bucket.mark().await?,
        };
        let mark = mark.map(|mark| String::from_utf8_lossy(&mark).trim().to_owned());
        Ok(mark.filter(|mark| !mark.is_empty()))
    }
}
