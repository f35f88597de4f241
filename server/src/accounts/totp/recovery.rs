//! Recovery codes: each lets its owner in once when the authenticator app is lost. Only their hashes are kept, so they have 80 bits of their own.

use std::fmt::Write as _;

use guichet_storage::{StorageError, TokenHash};

/// How many codes a person gets.
pub const CODES: usize = 10;
/// Random bytes of a code; eight characters for five of them.
const BYTES: usize = 10;
/// Digits and letters that are not mistaken for one another (Crockford's Base32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Fresh codes, in groups of four characters.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn new_codes() -> Result<Vec<String>, StorageError> {
    (0..CODES).map(|_| new_code()).collect()
}

fn new_code() -> Result<String, StorageError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| StorageError::Random(error.to_string()))?;
    let mut code = String::new();
    let mut letters = 0;
    let mut buffer = 0_u32;
    let mut bits = 0;
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let letter = ALPHABET[(buffer >> bits) as usize & 31];
            if letters > 0 && letters % 4 == 0 {
                code.push('-');
            }
            _ = write!(code, "{}", char::from(letter));
            letters += 1;
        }
        buffer &= (1 << bits) - 1;
    }
    Ok(code)
}

/// What is kept of a code. Case, groups and letters that look like digits make no difference to how it is typed.
pub fn hash(code: &str) -> TokenHash {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    TokenHash::of(&plain)
}

/// Whether a text could be a recovery code rather than one of an app.
pub fn is_like_one(code: &str) -> bool {
    code.chars().filter(char::is_ascii_alphanumeric).count() == BYTES * 8 / 5
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_all_different_and_in_groups() {
        let codes = new_codes().unwrap();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), CODES);
        for code in codes {
            let groups: Vec<&str> = code.split('-').collect();
            assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [4, 4, 4, 4]);
            assert!(is_like_one(&code) && !is_like_one("123456"));
        }
    }

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let kept = hash("0123-abcd-efgh-jk1m");
        for typed in
            ["0123abcdefghjk1m", " 0123 ABCD EFGH JK1M", "o123-abcd-efgh-jkIm", "0l23abcdefghjkLm"]
        {
            assert!(hash(typed) == kept, "{typed}");
        }
        assert!(hash("0123-abcd-efgh-jk1n") != kept);
    }
}
