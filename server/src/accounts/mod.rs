//! Who is asking: sessions, sign-in, and what protects both.
//!
//! Read [`identity`] first: it turns a request's cookie into a person and a [`guichet_model::Viewer`]. Handlers of pages stand in
//! [`crate::pages`]; nothing here renders.

pub mod cookie;
pub mod details;
pub mod identity;
pub mod origin;
pub mod password;
pub mod roster;

use guichet_storage::Storage;

/// What signing in and recognising people takes, as long as the process lives.
#[derive(Debug)]
pub struct Accounts {
    /// The database.
    pub storage: Storage,
}

impl Accounts {
    /// Accounts over a database.
    pub fn new(storage: Storage) -> Self {
        Self { storage }
    }
}
