//! What has to be known of a content folder by those who do not serve it: its policy, and its default language. No article is read.

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
        let first = || folders.iter().filter_map(|name| languages::locale(name)).min();
        let default_locale = policy.portal.default_locale.clone().or_else(first);
        Ok(Self { policy, default_locale })
    }
}
