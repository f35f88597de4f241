//! E-mail addresses, parsed once at the edge.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The longest address a mail server takes (RFC 5321 section 4.5.3.1, errata 1690), in bytes.
pub const MAX_ADDRESS_BYTES: usize = 254;
/// The longest part before the `@` (RFC 5321 section 4.5.3.1.1), in bytes.
pub const MAX_LOCAL_BYTES: usize = 64;

/// An address as it names an account: ASCII, lower case, with a domain of at least two labels.
///
/// Letters beyond ASCII are refused rather than folded: two addresses that look alike must never be one account, and one address never two.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// It is empty.
    #[error("an e-mail address is needed")]
    Empty,
    /// It is longer than any mail server takes.
    #[error("an e-mail address has at most {MAX_ADDRESS_BYTES} characters")]
    TooLong,
    /// It has letters that could be mistaken for others.
    #[error(
        "an e-mail address has only plain Latin letters, digits and signs; write an international domain in its xn-- form"
    )]
    NotAscii,
    /// It lacks a name, an `@` or a domain, or has a sign where none may stand.
    #[error("an e-mail address has the form name@example.org")]
    Malformed,
}

impl EmailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        if text.is_empty() {
            return Err(InvalidEmail::Empty);
        }
        if text.len() > MAX_ADDRESS_BYTES {
            return Err(InvalidEmail::TooLong);
        }
        if !text.is_ascii() {
            return Err(InvalidEmail::NotAscii);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail::Malformed)?;
        // RFC 5322 section 3.2.3: dot-atom; quoted local parts exist on paper only.
        let atom =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        let local_is_valid = local.len() <= MAX_LOCAL_BYTES
            && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom));
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if local_is_valid && domain.contains('.') && domain.split('.').all(label) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(InvalidEmail::Malformed)
        }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_one_whatever_their_case() {
        let address: EmailAddress = " Ana.Diaz+help@Example.ORG ".parse().unwrap();
        assert_eq!(
            (address.as_str(), address.domain()),
            ("ana.diaz+help@example.org", "example.org")
        );
    }

    #[test]
    fn what_could_be_mistaken_is_refused() {
        let refused = |text: &str| text.parse::<EmailAddress>().unwrap_err();
        assert_eq!(refused(" "), InvalidEmail::Empty);
        assert_eq!(refused(&format!("{}@example.org", "a".repeat(260))), InvalidEmail::TooLong);
        // A Cyrillic `а`, a full-width `＠`, an invisible joiner.
        for text in ["аna@example.org", "ana＠example.org", "a\u{200d}na@example.org"] {
            assert_eq!(refused(text), InvalidEmail::NotAscii, "{text}");
        }
        for text in [
            "ana",
            "ana@",
            "@example.org",
            "ana@host",
            "a..b@example.org",
            "ana@-x.org",
            "ana@a_b.org",
            "a b@example.org",
            "ana@example.org\r\nBcc: x@y.z",
            &format!("{}@example.org", "a".repeat(65)),
        ] {
            assert_eq!(refused(text), InvalidEmail::Malformed, "{text}");
        }
    }
}
