//! Identifiers and secrets: random, and not to be confused with one another.

use std::fmt;

use crate::{Result, StorageError};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub struct $name(pub(crate) String);

        impl $name {
            pub(crate) fn random() -> Result<Self> {
                Ok(Self(hex(&random::<16>()?)))
            }

            /// The identifier as text, as in addresses and logs.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// Names an account.
    AccountId
);
identifier!(
    /// Names an organisation.
    OrganisationId
);
identifier!(
    /// Names a session in the list of one's own sessions. It is no secret: the token is.
    SessionId
);
identifier!(
    /// Names a draft. It is no secret: who owns it may open it.
    DraftId
);
identifier!(
    /// Names a file. It is no secret: who may have it is looked at each time.
    AttachmentId
);
identifier!(
    /// Names a token of the API in lists. It is no secret: the token is.
    ApiTokenId
);

/// What is kept of a secret token: its SHA-256. Tokens have 256 bits of their own, so no salt and no slow hash is needed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TokenHash(pub(crate) String);

impl TokenHash {
    /// The hash of a token as its holder presents it.
    pub fn of(token: &str) -> Self {
        use sha2::Digest as _;
        Self(hex(&sha2::Sha256::digest(token.as_bytes())))
    }

    /// The hash in hexadecimal digits, to be kept beside other things.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash")
    }
}

/// A new secret token of 256 bits, in letters and digits that survive addresses, cookies and headers.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn random_token() -> Result<String> {
    Ok(hex(&random::<32>()?))
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StorageError::Random(error.to_string()))?;
    Ok(bytes)
}

/// Bytes in hexadecimal digits, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}

/// What [`hex`] wrote, when it has the right length.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok());
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_goes_there_and_back() {
        assert_eq!(hex(&[0, 9, 171, 255]), "0009abff");
        assert_eq!(from_hex("0009abff"), Some([0, 9, 171, 255]));
        for wrong in ["", "0009abf", "0009abfg", "0009abff00", "００"] {
            assert_eq!(from_hex::<4>(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn tokens_differ_and_their_hash_hides_in_logs() {
        let (one, other) = (random_token().unwrap(), random_token().unwrap());
        assert_eq!(one.len(), 64);
        assert_ne!(one, other);
        assert_eq!(TokenHash::of(&one), TokenHash::of(&one));
        assert_eq!(format!("{:?}", TokenHash::of(&one)), "TokenHash");
    }
}
