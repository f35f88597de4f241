//! Following the status by mail: the key that stands in links of mails says whose they are, and nobody can make one up.

use guichet_content::Library;
use guichet_model::{Locale, Page};
use guichet_storage::{StorageError, Subscriber, hex};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::{api, state::State};

/// Makes and checks keys; one a process, the same on every node.
#[derive(Clone, Copy)]
pub struct Keys([u8; 32]);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// The portal's keys.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(state: &State) -> Result<Self, StorageError> {
        let storage = &state.accounts.storage;
        let key = state.status.follow_key.get_or_try_init(|| storage.secret("follow")).await?;
        Ok(Self(*key))
    }

    fn sign(&self, id: &str) -> Hmac<Sha256> {
        // HMAC takes keys of every length (RFC 2104).
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length will do");
        mac.update(id.as_bytes());
        mac
    }

    /// The query of a subscriber's links.
    pub fn query(&self, id: &str) -> String {
        format!("id={id}&key={}", hex(&self.sign(id).finalize().into_bytes()))
    }

    /// Whether a key belongs to a subscriber.
    pub fn holds(&self, id: &str, key: &str) -> bool {
        let bytes: Option<Vec<u8>> = (0..key.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(key.get(at..at + 2)?, 16).ok())
            .collect();
        bytes.is_some_and(|bytes| self.sign(id).verify_slice(&bytes).is_ok())
    }

    /// The address of a subscriber's page.
    pub fn address(&self, state: &State, id: &str, locale: &Locale) -> String {
        let page = Page::StatusSubscription.path(locale);
        format!("{}{page}?{}", state.settings.base_url(), self.query(id))
    }
}

/// The language a subscriber is written to in: theirs where the portal offers it, else its own. Those that were taken over from another page
/// may read a language which the portal has no pages in, and a language may be given up.
pub fn language<'l>(library: &'l Library, subscriber: &Subscriber) -> &'l Locale {
    api::offered(library, &subscriber.locale).unwrap_or_else(|| library.default_locale())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_its_own_subscription_alone() {
        let keys = Keys([7; 32]);
        let query = keys.query("a1");
        let key = query.strip_prefix("id=a1&key=").unwrap();
        assert!(keys.holds("a1", key));
        assert!(!keys.holds("a2", key) && !Keys([8; 32]).holds("a1", key));
        for bad in ["", "zz", "ab", "é", &key[..32], &format!("{key}00")] {
            assert!(!keys.holds("a1", bad), "{bad}");
        }
        assert_eq!(format!("{keys:?}"), "Keys");
    }
}
