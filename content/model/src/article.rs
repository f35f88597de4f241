//! Articles as everything outside `content` knows them: their key, their audience and who may open them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Slug,
    viewer::{Role, Tier, Viewer},
};

/// What names an article within a locale, and its family (the translations of one another) across locales.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleKey {
    /// The folder below the locale.
    pub category: Slug,
    /// The file's name without its ending.
    pub slug: Slug,
}

impl ArticleKey {
    /// Reads `category/slug`, the form front matter and the policy file use.
    ///
    /// # Errors
    /// When the text is not two slugs joined by one slash.
    pub fn parse(text: &str) -> Result<Self, crate::slug::InvalidSlug> {
        let (category, slug) = text.trim_matches('/').split_once('/').unwrap_or((text, ""));
        Ok(Self { category: category.parse()?, slug: slug.parse()? })
    }
}

impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.category, self.slug)
    }
}

/// Whom an article is for. Anyone else finds it in no page, hit, count, suggestion or list.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The whole world.
    #[default]
    Everyone,
    /// People of an organisation with a paid edition.
    Customers,
    /// Administrators of an organisation with a paid edition.
    Admins,
}

impl Audience {
    /// Every audience, widest first.
    pub const ALL: [Self; 3] = [Self::Everyone, Self::Customers, Self::Admins];
}

/// Whether `viewer` may open an article written for `audience`. The one predicate behind pages, search, counts, suggestions, related lists, sitemap and exports.
pub fn visible(audience: Audience, viewer: Viewer) -> bool {
    match audience {
        Audience::Everyone => true,
        Audience::Customers => matches!(
            viewer,
            Viewer::Staff | Viewer::Member { tier: Tier::Paid, suspended: false, .. }
        ),
        Audience::Admins => {
            matches!(
                viewer,
                Viewer::Staff
                    | Viewer::Member {
                        tier: Tier::Paid,
                        role: Role::Administrator,
                        suspended: false
                    }
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restricted_article_opens_to_its_audience_only() {
        let member = |tier, role, suspended| Viewer::Member { tier, role, suspended };
        let admin = member(Tier::Paid, Role::Administrator, false);
        let paid_member = member(Tier::Paid, Role::Member, false);
        let free_admin = member(Tier::Free, Role::Administrator, false);
        let suspended = member(Tier::Paid, Role::Administrator, true);
        for viewer in [Viewer::Anonymous, Viewer::Personal, free_admin, suspended] {
            assert!(visible(Audience::Everyone, viewer));
            assert!(
                !visible(Audience::Customers, viewer) && !visible(Audience::Admins, viewer),
                "{viewer:?}"
            );
        }
        assert!(
            visible(Audience::Customers, paid_member) && !visible(Audience::Admins, paid_member)
        );
        assert!(visible(Audience::Admins, admin) && visible(Audience::Admins, Viewer::Staff));
    }
}
