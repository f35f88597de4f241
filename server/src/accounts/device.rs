//! Device cookies: the proof that an account was signed in to with this browser before (OWASP, "Device cookies"). Whoever has one is
//! counted apart, so that strangers who guess at an account's password cannot keep its owner out. It opens nothing by itself.
//!
//! A browser in which a new password was chosen by a link gets one too, marked as such: its password may be compared, but to the second
//! step it is a stranger, or every link would buy new guesses at it.

use axum::http::{HeaderMap, HeaderValue};
use guichet_model::ProblemCode;
use guichet_storage::{AccountId, random_token};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::{cookie, identity::problem};
use crate::state::State;

/// Seconds after which a browser counts as a stranger again: half a year.
const MAX_AGE_S: u64 = 182 * 24 * 3600;
/// Letters kept of a nonce: 128 bits.
const NONCE_CHARS: usize = 32;
/// What the nonce of a browser begins with that is known by a link from a mail alone. Others begin with a hexadecimal digit.
const BY_MAIL: &str = "mail";

/// A browser that an account was signed in to with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The account.
    pub account: AccountId,
    /// What tells the browser from others.
    pub nonce: String,
}

/// How a browser came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The account was signed in to with it.
    BySignIn,
    /// A new password was chosen in it, by a link from a mail.
    ByMail,
}

impl Device {
    /// Whether the account was signed in to with this browser, every step of it.
    pub fn has_signed_in(&self) -> bool {
        !self.nonce.starts_with(BY_MAIL)
    }

    fn text(&self) -> String {
        format!("{}.{}", self.account, self.nonce)
    }

    /// Reads `account.nonce.mac` and believes it only with the right code.
    fn read(value: &str, key: &[u8; 32]) -> Option<Self> {
        let (text, code) = value.rsplit_once('.')?;
        let (account, nonce) = text.split_once('.')?;
        let code = decode(code)?;
        mac(key, text).verify_slice(&code).ok()?;
        Some(Self { account: account.to_owned().into(), nonce: nonce.to_owned() })
    }
}

/// The browser's proof, if it has one that holds.
///
/// # Errors
/// When the database does not answer for the key.
pub async fn of(state: &State, headers: &HeaderMap) -> Result<Option<Device>, ProblemCode> {
    let Some(value) = cookie::DEVICE.value(&state.settings, headers) else { return Ok(None) };
    let key = state.accounts.device_key().await.map_err(problem)?;
    Ok(Device::read(value, &key))
}

/// The cookie that proves from now on how the account knows this browser. A browser that has a proof which says as much keeps it.
///
/// # Errors
/// When the database does not answer for the key.
pub async fn cookie(
    state: &State,
    headers: &HeaderMap,
    account: &AccountId,
    how: Known,
) -> Result<HeaderValue, ProblemCode> {
    let known = of(state, headers).await?.filter(|device| {
        device.account == *account && (how == Known::ByMail || device.has_signed_in())
    });
    let device = if let Some(device) = known {
        device
    } else {
        let mut nonce = random_token().map_err(problem)?;
        nonce.truncate(NONCE_CHARS);
        if how == Known::ByMail {
            nonce.insert_str(0, BY_MAIL);
        }
        Device { account: account.clone(), nonce }
    };
    let key = state.accounts.device_key().await.map_err(problem)?;
    let text = device.text();
    let code = encode(&mac(&key, &text).finalize().into_bytes());
    Ok(cookie::DEVICE.set(&state.settings, &format!("{text}.{code}"), Some(MAX_AGE_S)))
}

fn mac(key: &[u8; 32], text: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac
}

fn encode(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Option<Vec<u8>> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_portals_own_proof_is_believed() {
        let key = [7; 32];
        let device = Device { account: "a1".to_owned().into(), nonce: "n1".to_owned() };
        let text = device.text();
        let code = encode(&mac(&key, &text).finalize().into_bytes());
        let value = format!("{text}.{code}");
        assert_eq!(Device::read(&value, &key), Some(device));
        for forged in [
            value.replace("a1", "a2"),
            value.replace("n1", "n2"),
            format!("{value}x"),
            value[..value.len() - 1].to_owned(),
            text,
            "..".to_owned(),
            String::new(),
        ] {
            assert_eq!(Device::read(&forged, &key), None, "{forged}");
        }
        assert_eq!(Device::read(&value, &[8; 32]), None, "another portal's");
    }
}
