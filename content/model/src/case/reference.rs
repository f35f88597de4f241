//! References of cases: short enough to read out over the phone, and hard to get wrong.
//!
//! Eight signs of an alphabet without look-alikes: no `I` or `L` beside `1`, no `O` beside `0`, no `S` beside `5`, no `U` beside `V`.
//! The last sign is a check over the others: it sees every single wrong sign and every two neighbours swapped.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The signs. There are 31, a prime, which is what lets the check see every swap.
const SIGNS: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRTVWXYZ";
const BASE: u64 = 31;
/// Signs that are drawn; one more is the check.
const DRAWN: usize = 7;

/// How many references there are.
pub const COUNT: u64 = BASE.pow(7);

/// The reference of a case, as `K7QF-3MXD`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseRef(String);

/// Why a text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRef {
    /// It has not eight letters and digits.
    #[error("a case reference has eight letters and digits, as K7QF-3MXD")]
    Malformed,
    /// A sign is wrong, or two are swapped.
    #[error("a letter or digit of this case reference is wrong, or two are swapped")]
    Mistyped,
}

impl CaseRef {
    /// The reference of a number; a random one below [`COUNT`] makes one that cannot be guessed from others.
    pub fn from_number(number: u64) -> Self {
        let mut rest = number % COUNT;
        let mut digits = [0; DRAWN];
        for digit in digits.iter_mut().rev() {
            *digit = rest % BASE;
            rest /= BASE;
        }
        let last = sign(check(&digits));
        let signs = digits.into_iter().map(sign).chain([last]);
        Self(signs.collect())
    }

    /// The eight signs, as they are stored and stand in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn groups(&self) -> (&str, &str) {
        self.0.split_at(4)
    }
}

/// The check sign's value: the weighted sum of all signs is a multiple of [`BASE`].
fn check(digits: &[u64; DRAWN]) -> u64 {
    let sum: u64 = (2_u64..).zip(digits.iter().rev()).map(|(weight, digit)| weight * digit).sum();
    (BASE - sum % BASE) % BASE
}

fn sign(digit: u64) -> char {
    usize::try_from(digit)
        .ok()
        .and_then(|digit| SIGNS.get(digit))
        .map_or('0', |sign| char::from(*sign))
}

/// The value of a sign as somebody may write it: in lower case, in full width, or as its look-alike.
fn value(c: char) -> Option<u64> {
    let c = match u32::from(c) {
        // Full-width forms, as Japanese keyboards write them.
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0)?,
        _ => c,
    };
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'S' => '5',
        'U' => 'V',
        other => other,
    };
    SIGNS
        .iter()
        .position(|sign| char::from(*sign) == c)
        .and_then(|position| position.try_into().ok())
}

impl FromStr for CaseRef {
    type Err = InvalidRef;

    /// Reads a reference as people write it: in any case, with or without hyphens, spaces or a leading `#`.
    fn from_str(text: &str) -> Result<Self, InvalidRef> {
        let left_out = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '-' | '‐'
                        | '‑'
                        | '–'
                        | '—'
                        | '−'
                        | 'ー'
                        | '－'
                        | '#'
                        | '＃'
                        | '.'
                        | '['
                        | ']'
                )
        };
        let mut digits = [0; DRAWN + 1];
        let mut count = 0;
        for c in text.chars().filter(|c| !left_out(*c)) {
            *digits.get_mut(count).ok_or(InvalidRef::Malformed)? =
                value(c).ok_or(InvalidRef::Malformed)?;
            count += 1;
        }
        let [drawn @ .., last] = digits;
        match count {
            count if count <= DRAWN => Err(InvalidRef::Malformed),
            _ if check(&drawn) != last => Err(InvalidRef::Mistyped),
            _ => Ok(Self(digits.into_iter().map(sign).collect())),
        }
    }
}

impl TryFrom<String> for CaseRef {
    type Error = InvalidRef;

    fn try_from(text: String) -> Result<Self, InvalidRef> {
        text.parse()
    }
}

impl From<CaseRef> for String {
    fn from(reference: CaseRef) -> Self {
        reference.0
    }
}

impl fmt::Display for CaseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.groups();
        write!(f, "{first}-{second}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_reference_is_read_as_people_write_it() {
        let reference = CaseRef::from_number(13_579_246_810);
        let shown = reference.to_string();
        assert_eq!(shown.len(), 9);
        for written in
            [
                shown.clone(),
                shown.to_lowercase(),
                shown.replace('-', ""),
                format!(" #{} ", shown.replace('-', " ")),
                shown.replace('-', "–"),
                shown.replace('0', "o").replace('1', "l").replace('5', "s").replace('V', "u"),
                shown
                    .chars()
                    .map(|c| {
                        if c == '-' {
                            'ー'
                        } else {
                            char::from_u32(u32::from(c) + 0xfee0).unwrap()
                        }
                    })
                    .collect(),
            ]
        {
            assert_eq!(written.parse(), Ok(reference.clone()), "{written}");
        }
        for none in ["", "K7QF", "K7QF-3MXD-2", "K7QF_3MXD", "１", "../../..", "\u{0}"] {
            assert_eq!(none.parse::<CaseRef>(), Err(InvalidRef::Malformed), "{none}");
        }
    }

    proptest! {
        #[test]
        fn every_reference_survives_being_written_down(number in 0..COUNT) {
            let reference = CaseRef::from_number(number);
            prop_assert_eq!(reference.to_string().parse::<CaseRef>(), Ok(reference.clone()));
            prop_assert_eq!(reference.as_str().parse::<CaseRef>(), Ok(reference));
        }

        #[test]
        fn one_wrong_sign_is_noticed(number in 0..COUNT, place in 0..=DRAWN, other in 0..BASE) {
            let right = CaseRef::from_number(number);
            let mut signs: Vec<char> = right.as_str().chars().collect();
            signs[place] = sign(other);
            let written: String = signs.into_iter().collect();
            let read = written.parse::<CaseRef>();
            prop_assert!(read == Ok(right.clone()) || read == Err(InvalidRef::Mistyped));
            prop_assert_eq!(read.is_ok(), written == right.as_str());
        }

        #[test]
        fn two_neighbours_swapped_are_noticed(number in 0..COUNT, place in 0..DRAWN) {
            let right = CaseRef::from_number(number);
            let mut signs: Vec<char> = right.as_str().chars().collect();
            signs.swap(place, place + 1);
            let written: String = signs.into_iter().collect();
            prop_assert_eq!(written.parse::<CaseRef>().is_ok(), written == right.as_str());
        }

        #[test]
        fn no_text_makes_the_parser_fail(text in ".*") {
            _ = text.parse::<CaseRef>();
        }
    }
}
