//! What can go wrong with an index: its files. A query cannot.

use std::{io, path::PathBuf};

/// An index that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// A file or folder of the index.
    #[error("the search index at {path} cannot be read or written")]
    Folder {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// tantivy's own trouble.
    #[error("the search index cannot be read or written")]
    Engine(#[from] tantivy::TantivyError),
    /// Reading of postings or records failed.
    #[error("the search index cannot be read")]
    Read(#[from] io::Error),
    /// The files are whole but do not hold what they should.
    #[error("the search index is damaged: {0}")]
    Damaged(&'static str),
}

impl IndexError {
    pub(crate) fn folder(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::Folder { path, source }
    }
}
