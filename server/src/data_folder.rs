//! The folder that the server writes to: one process has it at a time, since two would write over each other's search index.

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// The file that whoever has the folder holds a lock on.
const LOCK: &str = "guichet.lock";

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// It cannot be written.
    #[error("the data folder {} cannot be written: {source}\nhelp: name a folder that this user may write with --data", .path.display())]
    Unwritable {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another process has it.
    #[error("the data folder {} is in use by another guichet\nhelp: stop that one, or name another folder with --data", .path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
}

/// A data folder that is this process' own for as long as this lives.
#[derive(Debug)]
pub struct DataFolder {
    _lock: File,
}

impl DataFolder {
    /// Creates the folder where it is missing, sees that it can be written, and keeps other processes out.
    ///
    /// # Errors
    /// When it cannot be written, or another process has it.
    pub fn open(path: &Path) -> Result<Self, DataError> {
        let failed = |source| DataError::Unwritable { path: path.to_owned(), source };
        std::fs::create_dir_all(path).map_err(failed)?;
        let lock = File::create(path.join(LOCK)).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(DataError::InUse { path: path.to_owned() }),
            // A file system without locks: the operator's care takes their place.
            Err(TryLockError::Error(error)) => {
                tracing::warn!(%error, "the data folder cannot be locked; see that no other guichet uses it");
                Ok(Self { _lock: lock })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_owner_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataFolder::open(folder.path()).unwrap();
        assert!(matches!(DataFolder::open(folder.path()), Err(DataError::InUse { .. })));
        drop(first);
        assert!(DataFolder::open(folder.path()).is_ok());
    }
}
