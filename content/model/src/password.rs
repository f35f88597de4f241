//! What a new password must be, and what makes one unfit. How hard it is to guess is measured by the server.

/// The fewest characters.
pub const MIN_CHARS: usize = 8;
/// The most characters.
pub const MAX_CHARS: usize = 128;

/// Why a password cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unfit {
    /// Nothing was typed.
    Missing,
    /// It has fewer than [`MIN_CHARS`] characters.
    TooShort,
    /// It has more than [`MAX_CHARS`] characters.
    TooLong,
    /// It is guessed too easily.
    Guessable(Pattern),
}

/// What makes a password easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Many people use it, or one much like it.
    Common,
    /// It is made of the person's own name, address or organisation, or the portal's name.
    Personal,
    /// It is one word.
    Word,
    /// It is a name.
    Name,
    /// Its keys lie beside one another.
    Keyboard,
    /// It repeats itself.
    Repeat,
    /// It counts, or goes through the alphabet.
    Sequence,
    /// It is a date or a year.
    Date,
    /// Nothing in particular: it is too short for what it is made of.
    Short,
}

impl Unfit {
    /// One of each, for tests that must cover them all.
    pub const ALL: [Self; 12] = [
        Self::Missing,
        Self::TooShort,
        Self::TooLong,
        Self::Guessable(Pattern::Common),
        Self::Guessable(Pattern::Personal),
        Self::Guessable(Pattern::Word),
        Self::Guessable(Pattern::Name),
        Self::Guessable(Pattern::Keyboard),
        Self::Guessable(Pattern::Repeat),
        Self::Guessable(Pattern::Sequence),
        Self::Guessable(Pattern::Date),
        Self::Guessable(Pattern::Short),
    ];
}

/// Checks the length, in characters.
///
/// # Errors
/// Why the length does not fit.
pub fn check_length(password: &str) -> Result<(), Unfit> {
    match password.chars().count() {
        0 => Err(Unfit::Missing),
        count if count < MIN_CHARS => Err(Unfit::TooShort),
        count if count > MAX_CHARS => Err(Unfit::TooLong),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_counted_in_characters() {
        assert_eq!(check_length(""), Err(Unfit::Missing));
        assert_eq!(check_length(&"あ".repeat(MIN_CHARS - 1)), Err(Unfit::TooShort));
        assert_eq!(check_length(&"あ".repeat(MIN_CHARS)), Ok(()));
        assert_eq!(check_length(&"あ".repeat(MAX_CHARS)), Ok(()));
        assert_eq!(check_length(&"a".repeat(MAX_CHARS + 1)), Err(Unfit::TooLong));
    }
}
