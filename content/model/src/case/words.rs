//! What people write into cases: how long it may be, and what is no text at all.

use crate::text;

/// The longest title, in characters.
pub const MAX_TITLE: usize = 160;
/// The longest message, in characters: some ten pages. A log is a file.
pub const MAX_MESSAGE: usize = 20_000;
/// The longest reason, in characters.
pub const MAX_REASON: usize = 500;

/// Why a text will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongText {
    /// Nothing was written.
    Empty,
    /// It is too long.
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// There is no letter and no digit in it, so that nobody can tell what is wrong.
    NoWords,
}

/// A title: one line with words.
///
/// # Errors
/// What is wrong with it.
pub fn title(text: &str) -> Result<String, WrongText> {
    checked(&text::one_line(text), MAX_TITLE).and_then(with_words)
}

/// A description of a problem: with words.
///
/// # Errors
/// What is wrong with it.
pub fn description(text: &str) -> Result<String, WrongText> {
    checked(text, MAX_MESSAGE).and_then(with_words)
}

/// A message in a conversation. A single sign may be an answer.
///
/// # Errors
/// What is wrong with it.
pub fn message(text: &str) -> Result<String, WrongText> {
    checked(text, MAX_MESSAGE)
}

/// A reason, or an answer to a short question: with words.
///
/// # Errors
/// What is wrong with it.
pub fn reason(text: &str) -> Result<String, WrongText> {
    checked(text, MAX_REASON).and_then(with_words)
}

/// A text without its margins, with one kind of line ends and no other control characters, when it is neither empty nor too long.
fn checked(text: &str, limit: usize) -> Result<String, WrongText> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    let text = text.trim();
    if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        return Err(WrongText::Empty);
    }
    match text.chars().count() {
        length if length > limit => Err(WrongText::TooLong { length, limit }),
        _ => Ok(text.to_owned()),
    }
}

fn with_words(text: String) -> Result<String, WrongText> {
    let is_word = |c: char| c.is_alphanumeric() && !is_invisible(c);
    if text.chars().any(is_word) { Ok(text) } else { Err(WrongText::NoWords) }
}

/// Whether nothing is seen of a character by itself: what Unicode calls default-ignorable, and the empty Braille pattern.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_their_margins_and_control_characters_and_nothing_else() {
        assert_eq!(message(" a\r\nb\rc\u{0}\u{7}\td \n").unwrap(), "a\nb\nc\td");
        assert_eq!(title("Mail\nis\tlate").unwrap(), "Mail is late");
        assert_eq!(title("\u{202e}Mail\u{2066} is late").unwrap(), "Mail is late");
        assert_eq!(message("👍").unwrap(), "👍");
        assert_eq!(message("البريد لا يصل").unwrap(), "البريد لا يصل");
        assert_eq!(title("<script>alert(1)</script>").unwrap(), "<script>alert(1)</script>");
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        assert_eq!(message(" \n\u{0}"), Err(WrongText::Empty));
        assert_eq!(description("🔥🔥"), Err(WrongText::NoWords));
        for unseen in
            ["\u{200b}", "\u{ad}", "\u{2060} \u{200b}", "\u{3164}", "\u{2800}", "\u{feff}"]
        {
            assert_eq!(message(unseen), Err(WrongText::Empty), "{unseen:?}");
        }
        assert_eq!(title("🔥\u{3164}"), Err(WrongText::NoWords));
        assert_eq!(message("\u{200f}👩\u{200d}💻").unwrap(), "\u{200f}👩\u{200d}💻");
        let long = "é".repeat(MAX_MESSAGE + 1);
        let refused = WrongText::TooLong { length: MAX_MESSAGE + 1, limit: MAX_MESSAGE };
        assert_eq!(message(&long), Err(refused));
        assert!(message(&long[2..]).is_ok());
    }
}
