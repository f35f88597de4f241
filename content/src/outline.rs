//! What has to be known of a content folder by those who do not serve it: its policy, and its languages. No article is read.

use std::path::Path;

use guichet_model::{Locale, Policy};

use crate::{LoadError, languages, portal, tree};

/// A content folder without its articles.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The policy; the default one where there is no file.
    pub policy: Policy,
    /// The locale of readers whose languages are not offered; absent where there is no article in any.
    pub default_locale: Option<Locale>,
    /// Every language there is a folder for, and the default one, in the order of their tags.
    pub locales: Vec<Locale>,
}

/// Why there is no outline.
#[derive(Debug, thiserror::Error)]
pub enum OutlineError {
    /// The folder cannot be read.
    #[error(transparent)]
    Folder(#[from] LoadError),
    /// The policy cannot be understood.
    #[error("{0}")]
    Policy(String),
}

impl Outline {
    /// Reads the outline of a content folder.
    ///
    /// # Errors
    /// When the folder or its policy cannot be read. A server goes on with the last good policy; who asks only once gets no guess.
    pub fn read(root: &Path) -> Result<Self, OutlineError> {
        let failed = |source| LoadError { path: root.to_owned(), source };
        let folders = tree::scan(root).map_err(failed)?.locale_folders;
        let mut problems = Vec::new();
        let (policy, _) = portal::read(root, None, &mut problems).map_err(|()| {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            OutlineError::Policy(lines.join("\n"))
        })?;
        let mut locales: Vec<Locale> =
            folders.iter().filter_map(|name| languages::locale(name)).collect();
        locales.sort_unstable();
        let default_locale = policy.portal.default_locale.clone();
        let default_locale = default_locale.or_else(|| locales.first().cloned());
        locales.extend(default_locale.clone());
        locales.sort_unstable();
        locales.dedup();
        Ok(Self { policy, default_locale, locales })
    }
}

/// Whether a text is the tag of a language that exists, and no common word besides: `de` is, `id` and `faq` are not.
pub fn is_language_tag(text: &str) -> bool {
    languages::certain_locale(text).is_some()
}
