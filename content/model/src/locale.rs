//! Locales: the first segment of every page address, and how one is chosen for a reader.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

/// A language tag (BCP 47) in canonical case, such as `en`, `pt-BR` or `zh-Hant`.
///
/// Only the subset that names content is accepted: a language of two or three letters, then an optional script and region.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Locale(Arc<str>);

/// A text that is not a locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidLocale(String);

impl fmt::Display for InvalidLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a locale; write a language such as `fr`, or a language and region such as `pt-BR`",
            self.0.escape_debug()
        )
    }
}

impl std::error::Error for InvalidLocale {}

impl Locale {
    /// The whole tag: `pt-BR`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether text of this language runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(
            self.language(),
            "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "yi" | "dv" | "ckb" | "ug"
        )
    }

    /// The value of HTML's `dir` attribute.
    pub fn direction(&self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// The language's name in itself, as language menus show it; the tag where the name is not known.
    pub fn endonym(&self) -> &str {
        match self.as_str() {
            "pt-BR" => return "Português (Brasil)",
            "zh-Hant" | "zh-TW" => return "繁體中文",
            "en-GB" => return "English (UK)",
            "fr-CA" => return "Français (Canada)",
            _ => {}
        }
        match self.language() {
            "ar" => "العربية",
            "cs" => "Čeština",
            "da" => "Dansk",
            "de" => "Deutsch",
            "el" => "Ελληνικά",
            "en" => "English",
            "es" => "Español",
            "fa" => "فارسی",
            "fi" => "Suomi",
            "fr" => "Français",
            "he" => "עברית",
            "hu" => "Magyar",
            "id" => "Bahasa Indonesia",
            "it" => "Italiano",
            "ja" => "日本語",
            "ko" => "한국어",
            "nb" | "no" => "Norsk",
            "nl" => "Nederlands",
            "pl" => "Polski",
            "pt" => "Português",
            "ro" => "Română",
            "ru" => "Русский",
            "sv" => "Svenska",
            "th" => "ไทย",
            "tr" => "Türkçe",
            "uk" => "Українська",
            "vi" => "Tiếng Việt",
            "zh" => "简体中文",
            _ => self.as_str(),
        }
    }
}

impl FromStr for Locale {
    type Err = InvalidLocale;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidLocale(s.chars().take(40).collect());
        let mut canonical = String::with_capacity(s.len().min(16));
        for (i, part) in s.split(['-', '_']).enumerate() {
            let alphabetic = part.bytes().all(|b| b.is_ascii_alphabetic());
            match (i, part.len()) {
                (0, 2..=3) if alphabetic => canonical.push_str(&part.to_ascii_lowercase()),
                (1, 4) if alphabetic => {
                    canonical.push('-');
                    canonical.push_str(&part[..1].to_ascii_uppercase());
                    canonical.push_str(&part[1..].to_ascii_lowercase());
                }
                (1..=2, 2) if alphabetic => {
                    canonical.push('-');
                    canonical.push_str(&part.to_ascii_uppercase());
                }
                (1..=2, 3) if part.bytes().all(|b| b.is_ascii_digit()) => {
                    canonical.push('-');
                    canonical.push_str(part);
                }
                _ => return Err(invalid()),
            }
        }
        Ok(Self(canonical.into()))
    }
}

impl TryFrom<String> for Locale {
    type Error = InvalidLocale;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.0.to_string()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.0)
    }
}

/// The best of `available` for an `Accept-Language` header (RFC 9110 section 12.5.4, lookup of RFC 4647 section 3.4):
/// ranges by descending weight; an exact match first, then the same language. `None` when nothing is acceptable.
pub fn negotiate<'a>(accept_language: &str, available: &'a [Locale]) -> Option<&'a Locale> {
    let mut ranges: Vec<(f32, &str)> = accept_language
        .split(',')
        .take(32)
        .filter_map(|item| {
            let mut parts = item.split(';');
            let tag = parts.next()?.trim();
            let weight = parts
                .find_map(|p| {
                    p.trim().strip_prefix("q=").map(|q| q.trim().parse::<f32>().unwrap_or(0.0))
                })
                .unwrap_or(1.0);
            (weight > 0.0 && !tag.is_empty()).then_some((weight, tag))
        })
        .collect();
    ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, tag) in ranges {
        if tag == "*" {
            return available.first();
        }
        let Ok(wanted) = tag.parse::<Locale>() else { continue };
        let found = available
            .iter()
            .find(|l| **l == wanted)
            .or_else(|| available.iter().find(|l| l.language() == wanted.language()));
        if found.is_some() {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locales(tags: &[&str]) -> Vec<Locale> {
        tags.iter().map(|t| t.parse().unwrap()).collect()
    }

    #[test]
    fn tags_are_canonical() {
        for (given, canonical) in
            [("EN", "en"), ("pt_br", "pt-BR"), ("ZH-hant", "zh-Hant"), ("es-419", "es-419")]
        {
            assert_eq!(given.parse::<Locale>().unwrap().as_str(), canonical);
        }
        for given in ["", "e", "english", "../en", "en-", "en--US", "日本"] {
            assert!(given.parse::<Locale>().is_err(), "{given:?} must be refused");
        }
    }

    #[test]
    fn the_best_language_wins() {
        let available = locales(&["en", "fr", "ja"]);
        let best = |header| negotiate(header, &available).map(Locale::as_str);
        assert_eq!(best("de;q=0.9, fr-CA;q=0.8, en;q=0.1"), Some("fr"));
        assert_eq!(best("ja;q=0.5,en;q=0.7"), Some("en"));
        assert_eq!(best("*"), Some("en"));
        assert_eq!(best("fr;q=0"), None);
        assert_eq!(best("\u{0};;;q=,=,"), None);
    }
}
