//! What a page has to know before it is rendered: from the request, and from the database.

use std::sync::Arc;

use axum::http::{HeaderMap, Uri};
use guichet_app::{page::PageRequest, pages::View};
use guichet_model::{Locale, Page, route};

use super::{
    account, cases, contact, desk, follow, forgot_password, new_case, organisations,
    reader::Elsewhere, reset_password, search, second_factor, sign_in, status, webhooks,
};
use crate::{
    accounts::identity::Identity,
    state::{Snapshot, State},
};

/// A request for a page, with who asks.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The state of the process.
    pub state: &'a Arc<State>,
    /// The content at this moment.
    pub snapshot: &'a Snapshot,
    /// The address.
    pub uri: &'a Uri,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// Who asks.
    pub identity: &'a Identity,
}

impl Asked<'_> {
    /// A parameter of the address's query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        parameter(self.uri, name)
    }
}

/// A parameter of an address's query.
pub fn parameter(uri: &Uri, name: &str) -> Option<String> {
    form_urlencoded::parse(uri.query().unwrap_or("").as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// Loads what the page needs.
///
/// # Errors
/// Where to go first, or why there is no such page for this viewer.
pub async fn load(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let withheld = asked.identity.session().is_some_and(|session| session.withheld.is_some());
    if withheld && is_for_staff(&request.page) {
        return Err(Elsewhere::Redirect { to: set_up_url(&request.locale), permanent: false });
    }
    match &request.page {
        Page::Contact => contact::view(asked, request).await,
        Page::NewCase(step) => new_case::view(asked, request, *step).await,
        Page::SignIn => sign_in::view(asked, request).await,
        Page::SecondFactor => second_factor::view(asked, request).await,
        Page::ForgotPassword => forgot_password::view(asked, request).await,
        Page::ResetPassword => reset_password::view(asked, request).await,
        Page::Account => account::view(asked, request).await,
        Page::Organisations => organisations::view(asked, request).await,
        Page::Desk => desk::view(asked, request).await,
        Page::Search => Ok(search::view(asked, request).await),
        Page::Incident(id) => status::incident(asked, id).await,
        Page::StatusSubscription => follow::view(asked).await,
        Page::StatusWebhooks => webhooks::view(asked, request).await,
        Page::DeskStatus => status::desk(asked, request).await,
        Page::Cases => cases::list::view(asked, request).await,
        Page::Case(reference) => cases::case(asked, request, reference).await,
        Page::CaseRating(reference) => cases::questionnaire::view(asked, request, reference).await,
        Page::DeskCase(reference) => desk::case::view(asked, request, reference).await,
        Page::DeskFigures => desk::figures::view(asked, request).await,
        Page::Home
        | Page::Categories
        | Page::Category(_)
        | Page::Article(_)
        | Page::Policies
        | Page::Status
        | Page::PersonalHelp => Ok(View::Plain),
    }
}

/// Whether an address belongs to a person, so that there is no page while the database is away.
pub fn needs_identity(path: &str) -> bool {
    let rest = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    matches!(
        Page::parse(rest),
        Some(
            Page::Contact
                | Page::NewCase(_)
                | Page::ResetPassword
                | Page::Account
                | Page::Organisations
                | Page::Desk
                | Page::StatusWebhooks
                | Page::DeskStatus
                | Page::Cases
                | Page::Case(_)
                | Page::CaseRating(_)
                | Page::DeskCase(_)
                | Page::DeskFigures
        )
    )
}

/// Whether a page says what is open at this minute. It is kept for that minute, and by nobody else.
pub fn changes_by_the_minute(path: &str) -> bool {
    let rest = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    Page::parse(rest) == Some(Page::Contact)
}

/// Whether a page is where staff work.
fn is_for_staff(page: &Page) -> bool {
    matches!(page, Page::Desk | Page::DeskStatus | Page::DeskCase(_) | Page::DeskFigures)
}

/// The address at which a second step of signing in is set up.
pub fn set_up_url(locale: &Locale) -> String {
    format!("{}?set-up=second-step", Page::Account.path(locale))
}

/// The address of the sign-in page that leads back to `next`, a path of this portal.
pub fn sign_in_url(locale: &Locale, next: &str) -> String {
    format!("{}?next={}", Page::SignIn.path(locale), route::encode(next))
}

/// The redirect to the sign-in page that leads back to the address asked for.
pub fn sign_in_first(asked: &Asked<'_>, locale: &Locale) -> Elsewhere {
    let here = asked.uri.path_and_query().map_or("/", |path| path.as_str());
    Elsewhere::Redirect { to: sign_in_url(locale, here), permanent: false }
}

/// A path of this portal to go on to; nothing that leads to another host or is no address.
pub fn safe_next(next: &str) -> Option<&str> {
    let plain = next.starts_with('/')
        && !next.starts_with("//")
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && next.parse::<Uri>().is_ok_and(|uri| uri.authority().is_none())).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_stays_on_this_host() {
        for good in ["/en/contact", "/fr/search?q=a%20b", "/"] {
            assert_eq!(safe_next(good), Some(good));
        }
        for bad in [
            "",
            "en",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a b",
            "/\tx",
            "/é",
        ] {
            assert_eq!(safe_next(bad), None, "{bad:?}");
        }
    }
}
