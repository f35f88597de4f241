//! Keys that every node shares: made once, by whoever needs one first.

use crate::{Result, Storage, StorageError, TokenHash, id, query::sql};

/// The key that [`Storage::identity`] is the hash of.
const IDENTITY: &str = "identity";

impl Storage {
    /// The 256-bit key of this name; made when it is asked for the first time.
    ///
    /// # Errors
    /// As every query.
    pub async fn secret(&self, name: &str) -> Result<[u8; 32]> {
        if let Some(key) = self.known_secret(name).await? {
            return Ok(key);
        }
        let fresh = id::hex(&id::random::<32>()?);
        let insert =
            sql("INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING");
        self.change(insert.bind(name).bind(fresh.as_str())).await?;
        // Another node may have been first: what is stored counts.
        self.known_secret(name).await?.ok_or_else(unreadable)
    }

    /// What tells this database from every other; no secret. A copy has the same.
    ///
    /// # Errors
    /// As every query.
    pub async fn identity(&self) -> Result<String> {
        let key = self.secret(IDENTITY).await?;
        Ok(TokenHash::of(&id::hex(&key)).as_str().to_owned())
    }

    async fn known_secret(&self, name: &str) -> Result<Option<[u8; 32]>> {
        let row =
            sql("SELECT value FROM secrets WHERE name = $1").bind(name).row(&self.pool).await?;
        let Some(row) = row else { return Ok(None) };
        id::from_hex(&row.text("value")?).map(Some).ok_or_else(unreadable)
    }
}

/// Names the column and not the value, which is a secret.
fn unreadable() -> StorageError {
    StorageError::Unreadable { column: "secrets.value", value: "…".to_owned() }
}
