//! Slugs: the readable segments of an address.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

/// The longest slug accepted, in characters.
pub const MAX_SLUG_CHARS: usize = 120;

/// One segment of an article's address: letters and digits of any script in lower case, joined by `-`, `_` or `.`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(Arc<str>);

/// A text that is not a slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidSlug(String);

impl fmt::Display for InvalidSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` cannot stand in an address; use lower-case letters, digits and hyphens, at most {MAX_SLUG_CHARS} characters",
            self.0.escape_debug()
        )
    }
}

impl std::error::Error for InvalidSlug {}

impl Slug {
    /// The slug as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest slug to any text: lower case, everything else folded into single hyphens. `None` when nothing is left.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        let mut chars = 0;
        for c in text.chars().flat_map(char::to_lowercase) {
            if chars == MAX_SLUG_CHARS {
                break;
            }
            if is_word(c) {
                slug.push(c);
                chars += 1;
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
                chars += 1;
            }
        }
        let slug = slug.trim_matches(['-', '_', '.']);
        (!slug.is_empty()).then(|| Self(slug.into()))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c)
}

/// Marks that letters of some scripts cannot do without (Thai and Indic vowels, combining accents, kana voicing).
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e30}'..='\u{e4e}' | '\u{3099}'..='\u{309a}')
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let allowed = |c: char| (is_word(c) && !c.is_uppercase()) || matches!(c, '-' | '_' | '.');
        let edges = |c: Option<char>| c.is_some_and(is_word);
        if s.chars().count() <= MAX_SLUG_CHARS
            && s.chars().all(allowed)
            && edges(s.chars().next())
            && edges(s.chars().next_back())
        {
            Ok(Self(s.into()))
        } else {
            Err(InvalidSlug(s.chars().take(60).collect()))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0.to_string()
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slug({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_made_from_any_text() {
        for (text, slug) in [
            ("Reset  my Password!", "reset-my-password"),
            ("Écran d’accueil", "écran-d-accueil"),
            ("メールの設定", "メールの設定"),
            ("a/../b", "a-b"),
        ] {
            assert_eq!(Slug::from_text(text).unwrap().as_str(), slug);
        }
        assert_eq!(Slug::from_text(" …/ "), None);
    }

    #[test]
    fn what_leaves_its_folder_is_refused() {
        for bad in ["", "..", ".hidden", "a/b", "A", "a b", "-a", "a\u{0}"] {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?} must be refused");
        }
        assert!("error-500.1_x".parse::<Slug>().is_ok());
    }
}
