//! The portal's pages and their addresses, defined once: links are written and requests are read from here.

use std::fmt::Write as _;

use crate::{ArticleKey, Locale, Slug, case::CaseRef, guided::FormStep, status::IncidentId};

/// A page below `/{locale}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Page {
    /// The start page.
    Home,
    /// Every category.
    Categories,
    /// The articles of a category.
    Category(Slug),
    /// An article.
    Article(ArticleKey),
    /// Search results; what is searched stands in the query of the address.
    Search,
    /// The support policies: audiences, priorities, response times, outcomes, providers.
    Policies,
    /// The contact desk.
    Contact,
    /// The guided form.
    NewCase(FormStep),
    /// Signing in.
    SignIn,
    /// The second step of signing in.
    SecondFactor,
    /// Asking for a link to choose a new password.
    ForgotPassword,
    /// Choosing a new password; the token stands in the query of the address.
    ResetPassword,
    /// Help for people whose address is a personal one.
    PersonalHelp,
    /// One's own account: password, second factor, sessions.
    Account,
    /// Choosing for which organisation one acts.
    Organisations,
    /// The staff's desk.
    Desk,
    /// How the services do: now, lately, and what is announced.
    Status,
    /// An incident or a maintenance.
    Incident(IncidentId),
    /// Following the status by e-mail: confirming, choosing, ending; who it is stands in the query of the address.
    StatusSubscription,
    /// One's own webhooks of the status.
    StatusWebhooks,
    /// The staff's desk for incidents and maintenance.
    DeskStatus,
    /// One's own cases.
    Cases,
    /// A case.
    Case(CaseRef),
    /// How a case was; the signature that opens it stands in the query of the address.
    CaseRating(CaseRef),
    /// A case at the desk.
    DeskCase(CaseRef),
    /// The desk's figures.
    DeskFigures,
}

impl Page {
    /// One page of each kind, for tests that must cover them all. Slugs and references are examples.
    pub fn kinds(article: &ArticleKey) -> [Self; 34] {
        [
            Self::Home,
            Self::Categories,
            Self::Category(article.category.clone()),
            Self::Article(article.clone()),
            Self::Search,
            Self::Policies,
            Self::Contact,
            Self::NewCase(FormStep::Start),
            Self::NewCase(FormStep::Service),
            Self::NewCase(FormStep::Problem),
            Self::NewCase(FormStep::Reach),
            Self::NewCase(FormStep::Workaround),
            Self::NewCase(FormStep::Details),
            Self::NewCase(FormStep::Evidence),
            Self::NewCase(FormStep::Review),
            Self::NewCase(FormStep::Sent),
            Self::SignIn,
            Self::SecondFactor,
            Self::ForgotPassword,
            Self::ResetPassword,
            Self::PersonalHelp,
            Self::Account,
            Self::Organisations,
            Self::Desk,
            Self::Status,
            Self::Incident(IncidentId::example()),
            Self::StatusSubscription,
            Self::StatusWebhooks,
            Self::DeskStatus,
            Self::Cases,
            Self::Case(CaseRef::from_number(1)),
            Self::CaseRating(CaseRef::from_number(1)),
            Self::DeskCase(CaseRef::from_number(1)),
            Self::DeskFigures,
        ]
    }

    /// The page's address, percent-encoded, from the root of the host.
    pub fn path(&self, locale: &Locale) -> String {
        match self {
            Self::Home => format!("/{locale}/"),
            Self::Categories => format!("/{locale}/articles"),
            Self::Category(category) => format!("/{locale}/articles/{}", encode(category.as_str())),
            Self::Article(key) => {
                format!(
                    "/{locale}/articles/{}/{}",
                    encode(key.category.as_str()),
                    encode(key.slug.as_str())
                )
            }
            Self::Search => format!("/{locale}/search"),
            Self::Policies => format!("/{locale}/policies"),
            Self::Contact => format!("/{locale}/contact"),
            Self::NewCase(FormStep::Start) => format!("/{locale}/contact/new"),
            Self::NewCase(step) => format!("/{locale}/contact/new/{}", step.name()),
            Self::SignIn => format!("/{locale}/sign-in"),
            Self::SecondFactor => format!("/{locale}/sign-in/code"),
            Self::ForgotPassword => format!("/{locale}/sign-in/forgotten"),
            Self::ResetPassword => format!("/{locale}/sign-in/new-password"),
            Self::PersonalHelp => format!("/{locale}/sign-in/personal"),
            Self::Account => format!("/{locale}/account"),
            Self::Organisations => format!("/{locale}/account/organisation"),
            Self::Desk => format!("/{locale}/desk"),
            Self::Status => format!("/{locale}/status"),
            Self::Incident(id) => format!("/{locale}/status/incidents/{id}"),
            Self::StatusSubscription => format!("/{locale}/status/subscription"),
            Self::StatusWebhooks => format!("/{locale}/status/webhooks"),
            Self::DeskStatus => format!("/{locale}/desk/status"),
            Self::Cases => format!("/{locale}/cases"),
            Self::Case(reference) => format!("/{locale}/cases/{}", reference.as_str()),
            Self::CaseRating(reference) => format!("/{locale}/cases/{}/rating", reference.as_str()),
            Self::DeskCase(reference) => format!("/{locale}/desk/cases/{}", reference.as_str()),
            Self::DeskFigures => format!("/{locale}/desk/figures"),
        }
    }

    /// Reads what follows `/{locale}` in an address, already percent-decoded: `articles/mail/filters`. `None` for no page of the portal.
    pub fn parse(rest: &str) -> Option<Self> {
        let mut segments = rest.trim_matches('/').split('/');
        let first = segments.next().unwrap_or("");
        let page = match first {
            "" => Self::Home,
            "search" => Self::Search,
            "policies" => Self::Policies,
            "contact" => match (segments.next(), segments.next()) {
                (None, _) => Self::Contact,
                (Some("new"), None) => Self::NewCase(FormStep::Start),
                (Some("new"), Some(name)) => {
                    Self::NewCase(FormStep::of_name(name).filter(|step| *step != FormStep::Start)?)
                }
                (Some(_), _) => return None,
            },
            "sign-in" => match segments.next() {
                None => Self::SignIn,
                Some("code") => Self::SecondFactor,
                Some("forgotten") => Self::ForgotPassword,
                Some("new-password") => Self::ResetPassword,
                Some("personal") => Self::PersonalHelp,
                Some(_) => return None,
            },
            "account" => match segments.next() {
                None => Self::Account,
                Some("organisation") => Self::Organisations,
                Some(_) => return None,
            },
            "desk" => match segments.next() {
                None => Self::Desk,
                Some("status") => Self::DeskStatus,
                Some("figures") => Self::DeskFigures,
                Some("cases") => Self::DeskCase(segments.next()?.parse().ok()?),
                Some(_) => return None,
            },
            "status" => match (segments.next(), segments.next()) {
                (None, _) => Self::Status,
                (Some("incidents"), Some(id)) => Self::Incident(id.parse().ok()?),
                (Some("subscription"), None) => Self::StatusSubscription,
                (Some("webhooks"), None) => Self::StatusWebhooks,
                (Some(_), _) => return None,
            },
            "cases" => match (segments.next(), segments.next()) {
                (None, _) => Self::Cases,
                (Some(reference), None) => Self::Case(reference.parse().ok()?),
                (Some(reference), Some("rating")) => Self::CaseRating(reference.parse().ok()?),
                (Some(_), Some(_)) => return None,
            },
            "articles" => match (segments.next(), segments.next()) {
                (None, _) => Self::Categories,
                (Some(category), None) => Self::Category(category.parse().ok()?),
                (Some(category), Some(slug)) => Self::Article(ArticleKey {
                    category: category.parse().ok()?,
                    slug: slug.parse().ok()?,
                }),
            },
            _ => return None,
        };
        segments.next().is_none().then_some(page)
    }
}

/// Percent-encodes one path segment or query value (RFC 3986 unreserved characters stay).
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(byte as char);
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
    encoded
}

/// The address of a search.
pub fn search_url(locale: &Locale, query: &str, category: Option<&str>, page: usize) -> String {
    let mut url = Page::Search.path(locale);
    let mut separator = '?';
    let mut push = |name: &str, value: &str| {
        write!(url, "{separator}{name}={}", encode(value))
            .expect("writing to a string cannot fail");
        separator = '&';
    };
    if !query.is_empty() {
        push("q", query);
    }
    if let Some(category) = category {
        push("category", category);
    }
    if page > 1 {
        push("page", &page.to_string());
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_reads_back_from_its_own_address() {
        let locale: Locale = "en".parse().unwrap();
        let key = ArticleKey::parse("mail/filter-messages").unwrap();
        for page in Page::kinds(&key) {
            let path = page.path(&locale);
            assert_eq!(Page::parse(path.strip_prefix("/en").unwrap()), Some(page), "{path}");
        }
        assert_eq!(Page::parse("articles/a/b/c"), None);
        assert_eq!(Page::parse("articles/../b"), None);
        assert_eq!(Page::parse("nowhere"), None);
    }

    #[test]
    fn searches_are_encoded() {
        let locale: Locale = "ja".parse().unwrap();
        assert_eq!(
            search_url(&locale, "a&b 日", Some("mail"), 2),
            "/ja/search?q=a%26b%20%E6%97%A5&category=mail&page=2"
        );
        assert_eq!(search_url(&locale, "", None, 1), "/ja/search");
    }
}
