//! Text of the policy file, in one language or in several.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Locale;

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
