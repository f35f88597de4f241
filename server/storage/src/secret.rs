//! Keys that every node shares: made once, by whoever needs one first.

use crate::{Result, Storage};

impl Storage {
    /// The 256-bit key of this name; made when it is asked for the first time.
    ///
    /// # Errors
    /// As every query.
    pub async fn secret(&self, name: &str) -> Result<[u8; 32]> {
        _ = name;
        unimplemented!()
    }
}
