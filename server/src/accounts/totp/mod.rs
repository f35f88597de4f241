//! The second factor: time-based one-time passwords (RFC 6238) of an authenticator app, and recovery codes for when it is lost.
//!
//! What every app understands: SHA-1, six digits, thirty seconds, a secret of 160 bits.

pub mod enrolment;
pub mod recovery;

use guichet_storage::StorageError;
use jiff::Timestamp;
use qrcodegen::{QrCode, QrCodeEcc};
use totp_rs::{Builder, Secret, Totp};

/// Steps by which a device's clock may be off, either way (RFC 6238 section 5.2).
const SKEW: u16 = 1;
/// The secret's length in bytes (RFC 4226 section 4, requirement R6).
const SECRET_BYTES: usize = 20;

/// A new secret, in Base32.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn new_secret() -> Result<String, StorageError> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| StorageError::Random(error.to_string()))?;
    Ok(Secret::new_stack(bytes).to_base32())
}

/// The step that a code stands for, if it is one of this minute's. Whether the step was used before is the storage's to say.
pub fn step(secret: &str, code: &str, now: Timestamp) -> Option<i64> {
    let seconds = u64::try_from(now.as_second()).ok()?;
    totp(secret)?.check(&digits(code), seconds).and_then(|step| i64::try_from(step).ok())
}

/// The secret as apps take it in: an `otpauth` address that says for which portal and whose account it is.
pub fn address(secret: &str, portal: &str, account: &str) -> Option<String> {
    // The colon separates the two in the label, so neither may have one.
    let plain = |text: &str| text.replace(':', " ");
    builder(secret)?
        .with_issuer(Some(plain(portal)))
        .with_account_name(plain(account))
        .build()
        .ok()?
        .to_url()
        .ok()
}

/// A QR code as SVG path data, in modules, with its side's length.
pub fn qr_code(text: &str) -> Option<(String, u32)> {
    use std::fmt::Write as _;
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                _ = write!(path, "M{start} {y}h{}v1H{start}z", x - start);
            }
            x += 1;
        }
    }
    Some((path, u32::try_from(size).ok()?))
}

fn builder(secret: &str) -> Option<Builder> {
    let secret = Secret::try_from_base32(secret).ok()?;
    (secret.as_bytes().len() == SECRET_BYTES)
        .then(|| Builder::new().with_secret(secret).with_skew(SKEW))
}

fn totp(secret: &str) -> Option<Totp> {
    builder(secret)?.build().ok()
}

/// A code's digits, as people type them: in groups, or full-width by a Japanese input method.
fn digits(code: &str) -> String {
    code.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'))
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + u8::try_from(c as u32 - '０' as u32).unwrap_or(0)),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B: the secret is the ASCII text `12345678901234567890`.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        // The table has eight digits; apps show the last six.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step(SECRET, code, at(second)), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step_and_no_more() {
        let proven = Some(1_234_567_890 / 30);
        for (off, expected) in [(0, proven), (30, proven), (-30, proven), (60, None), (-60, None)] {
            assert_eq!(step(SECRET, "005924", at(1_234_567_890 + off)), expected, "{off}");
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for typed in ["005924", " 005 924 ", "005-924", "００５９２４", "005　924"] {
            assert!(step(SECRET, typed, at(1_234_567_890)).is_some(), "{typed}");
        }
        for typed in ["", "5924", "0059240", "+05924", "٠٠٥٩٢٤", "005925", "abcdef"] {
            assert_eq!(step(SECRET, typed, at(1_234_567_890)), None, "{typed}");
        }
    }

    #[test]
    fn a_new_secret_is_one_that_apps_take() {
        let secret = new_secret().unwrap();
        assert_eq!(secret.len(), 32);
        assert_ne!(secret, new_secret().unwrap());
        let address = address(&secret, "Atelier: aide", "ana@example.org").unwrap();
        assert!(
            address.starts_with("otpauth://totp/Atelier%20%20aide:ana%40example.org?"),
            "{address}"
        );
        assert!(address.contains(&format!("secret={secret}")), "{address}");
        assert_eq!(super::address("GEZDGNBV", "a", "b"), None);
    }

    #[test]
    fn a_qr_code_has_its_three_finders() {
        let (path, size) = qr_code("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQ&issuer=a").unwrap();
        assert!(size >= 21);
        let far = size - 7;
        for finder in
            ["M0 0h7v1H0z".to_owned(), format!("M{far} 0h7v1H{far}z"), format!("M0 {far}h7v1H0z")]
        {
            assert!(path.contains(&finder), "{finder}");
        }
    }
}
