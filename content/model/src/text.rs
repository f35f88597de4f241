//! Text for people: that of the policy file, in one language or in several; titles in one line.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Locale;

/// Whether a character turns the direction of what follows it, so that a text reads as another one. The marks that only say which way a single
/// sign runs are none of them, and neither are the joiners that some scripts are written with.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A title in one line: lists, feeds, calendars and the subjects of mails have no room for more, nobody sees a control character, and none may turn
/// what stands around it.
pub fn one_line(title: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let plain: String = title.chars().filter(|c| !turns_direction(*c)).collect();
    let parts = plain.split(breaks).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// A text for people: one string for every language, or a table by locale (`{ en = "Mail", ja = "メール" }`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// The same words whatever the reader's language: a product's name, an address.
    Same(String),
    /// One text a locale.
    Translated(BTreeMap<Locale, String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Same(String::new())
    }
}

impl Text {
    /// The words for a reader: their locale, then their language, then English, then whatever there is.
    pub fn get(&self, locale: &Locale) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Translated(texts) => texts
                .get(locale)
                .or_else(|| {
                    texts.iter().find(|(l, _)| l.language() == locale.language()).map(|(_, t)| t)
                })
                .or_else(|| texts.iter().find(|(l, _)| l.language() == "en").map(|(_, t)| t))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// The words for a reader as [`Text::get`] finds them, with their language where that is not the reader's.
    pub fn get_with_language(&self, locale: &Locale) -> (&str, Option<&Locale>) {
        let words = self.get(locale);
        let Self::Translated(texts) = self else { return (words, None) };
        let language = texts.iter().find(|(_, text)| text.as_str() == words).map(|(l, _)| l);
        (
            words,
            language.filter(|found| self.lacks(locale) && found.language() != locale.language()),
        )
    }

    /// The languages that have words here; none where the words are the same in all.
    pub fn languages(&self) -> Vec<&Locale> {
        match self {
            Self::Same(_) => Vec::new(),
            Self::Translated(texts) => texts
                .iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(locale, _)| locale)
                .collect(),
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Same(text) => text.is_empty(),
            Self::Translated(texts) => texts.values().all(String::is_empty),
        }
    }

    /// Whether this text lacks words of its own for `locale`.
    pub fn lacks(&self, locale: &Locale) -> bool {
        match self {
            Self::Same(_) => false,
            Self::Translated(texts) => {
                !texts.iter().any(|(l, t)| l.language() == locale.language() && !t.is_empty())
            }
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Same(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line(" Mail\r\n is\u{7}\u{1b}[2J slow\u{2028}"), "Mail is [2J slow");
        assert_eq!(one_line("メール　遅延"), "メール　遅延");
        assert_eq!(one_line("\n\u{0}"), "");
    }

    #[test]
    fn a_title_turns_nothing_and_keeps_what_scripts_are_written_with() {
        let turned = "Mail \u{202e}si\u{202c} \u{2066}slow\u{2069} \u{202a}\u{202b}\u{202d}";
        assert_eq!(one_line(turned), "Mail si slow");
        for kept in [
            "البريد لا يصل",
            "דואר (Mail)\u{200f}!",
            "می\u{200c}خواهم",
            "👩\u{200d}💻",
            "क्\u{200d}ष",
        ] {
            assert_eq!(one_line(kept), kept);
        }
    }
}
