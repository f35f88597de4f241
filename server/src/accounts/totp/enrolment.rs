//! A second factor that is about to be turned on: its secret goes to the person's page and comes back with the first code, sealed, so that
//! it is the one the portal made, for this account, and not long ago. Nothing is stored until the code proves that an app has it.

use guichet_storage::{AccountId, hex};
use hmac::{Hmac, Mac as _};
use jiff::{Timestamp, ToSpan as _};
use sha2::Sha256;

/// The name of the key that seals.
pub const KEY: &str = "second-factor-enrolment";
/// Minutes that setting up may take.
const OPEN_MIN: i64 = 30;

/// A secret under a seal.
pub fn seal(key: &[u8; 32], account: &AccountId, secret: &str, now: Timestamp) -> String {
    let until = now.checked_add(OPEN_MIN.minutes()).unwrap_or(now).as_second();
    let tag = hex(&tag(key, account, secret, until).finalize().into_bytes());
    format!("{secret}.{until}.{tag}")
}

/// The secret under a seal that is whole, of this account, and in time.
pub fn open(key: &[u8; 32], account: &AccountId, sealed: &str, now: Timestamp) -> Option<String> {
    let mut parts = sealed.split('.');
    let (secret, until, given) = (parts.next()?, parts.next()?, parts.next()?);
    let until: i64 = until.parse().ok()?;
    let bytes: Option<Vec<u8>> = (0..given.len() / 2)
        .map(|n| u8::from_str_radix(given.get(n * 2..n * 2 + 2)?, 16).ok())
        .collect();
    tag(key, account, secret, until).verify_slice(&bytes?).ok()?;
    (now.as_second() < until && parts.next().is_none()).then(|| secret.to_owned())
}

fn tag(key: &[u8; 32], account: &AccountId, secret: &str, until: i64) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
    mac.update(format!("{account}.{secret}.{until}").as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_for_one_account_and_half_an_hour() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let later = |minutes: i64| now.checked_add(minutes.minutes()).unwrap();
        let (ana, ben) = (AccountId::from("ana".to_owned()), AccountId::from("ben".to_owned()));
        let (key, other) = ([1; 32], [2; 32]);
        let sealed = seal(&key, &ana, "SECRET", now);
        assert_eq!(open(&key, &ana, &sealed, later(29)).as_deref(), Some("SECRET"));
        assert_eq!(open(&key, &ana, &sealed, later(30)), None);
        assert_eq!(open(&key, &ben, &sealed, now), None);
        assert_eq!(open(&other, &ana, &sealed, now), None);
        for tampered in [
            sealed.replace("SECRET", "OTHERS"),
            format!("{sealed}00"),
            format!("{sealed}.x"),
            sealed[..sealed.len() - 1].to_owned(),
            String::new(),
            "é.1.é".to_owned(),
        ] {
            assert_eq!(open(&key, &ana, &tampered, now), None, "{tampered}");
        }
    }
}
