//! From an address and a reader's headers to a page request, or to where the page is instead.

use axum::http::{HeaderMap, Uri, header};
use guichet_app::{
    page::{PageRequest, Query, Theme},
    pages::View,
};
use guichet_content::Library;
use guichet_model::{
    ArticleKey, Locale, Page, ProblemCode, article::visible, locale, search::MAX_QUERY_CHARS,
};
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use crate::{accounts::identity::Identity, state::Snapshot};

/// The cookie that remembers the language.
pub const LANGUAGE_COOKIE: &str = "locale";
/// The cookie that remembers the theme.
pub const THEME_COOKIE: &str = "theme";
/// The cookie that tells the time zone: as the browser knows it, or as the reader chose it.
pub const ZONE_COOKIE: &str = "tz";
/// The longest name of a time zone that is looked up.
const MAX_ZONE_NAME: usize = 64;
/// The last page of results anyone may ask for.
const MAX_PAGE: usize = 1_000;

/// Why an address is no page itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elsewhere {
    /// The page has another address.
    Redirect {
        /// That address.
        to: String,
        /// Whether it will stay so.
        permanent: bool,
    },
    /// There is no page.
    Problem(ProblemCode),
}

/// Finds the page at an address.
///
/// # Errors
/// Where to go instead.
pub fn find(
    snapshot: &Snapshot,
    uri: &Uri,
    headers: &HeaderMap,
    identity: &Identity,
) -> Result<PageRequest, Elsewhere> {
    let library = &snapshot.library;
    let policy = library.policy();
    let viewer = identity.viewer(policy);
    // What a viewer may not open is for them as if it were not there, old addresses included.
    let opens = |locale: &Locale, key: &ArticleKey| {
        library.best(locale, key).is_some_and(|article| visible(article.audience, viewer))
    };
    let moved = |locale: &Locale, path: &str| {
        let key = library.moved(locale, path).filter(|key| opens(locale, key))?;
        Some(Elsewhere::Redirect { to: Page::Article(key).path(locale), permanent: true })
    };
    let not_found = Elsewhere::Problem(ProblemCode::NotFound);
    let path = decode(uri.path()).ok_or(Elsewhere::Problem(ProblemCode::BadRequest))?;
    let path = path.as_str();
    if path == "/" {
        return Err(Elsewhere::Redirect {
            to: Page::Home.path(&preferred(library, headers)),
            permanent: false,
        });
    }
    let (first, rest) = path[1..].split_once('/').unwrap_or((&path[1..], ""));
    let Some(locale) = known(library, first) else {
        // An address from before the portal, without a locale, or in a language that is not offered.
        let locale = preferred(library, headers);
        return Err(moved(&locale, path).unwrap_or(not_found));
    };
    let Some(page) = Page::parse(rest) else {
        return Err(moved(&locale, rest).unwrap_or(not_found));
    };
    let exists = match &page {
        Page::Article(key) => opens(&locale, key),
        _ => true,
    };
    if !exists {
        return Err(moved(&locale, rest).unwrap_or(not_found));
    }
    let canonical = page.path(&locale);
    // Byte for byte, so that a page is made and kept under one address alone.
    if canonical != uri.path() {
        let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
        return Err(Elsewhere::Redirect { to: format!("{canonical}{query}"), permanent: true });
    }
    let query = if page == Page::Search { search_query(uri) } else { Query::default() };
    Ok(PageRequest {
        viewer,
        visitor: identity.visitor(policy, &locale),
        view: View::Plain,
        locale,
        page,
        query,
        theme: theme(headers),
    })
}

/// The page request that stands for an address whose page could not be made, to speak the reader's language in the answer.
/// Its page is the one the address would have, so that the language menu leads to the same one; for an address that no page can have, home.
pub fn fallback_request(
    snapshot: &Snapshot,
    uri: &Uri,
    headers: &HeaderMap,
    identity: &Identity,
) -> PageRequest {
    let library = &snapshot.library;
    let path = uri.path().trim_start_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let asked = known(library, first);
    let page = asked.as_ref().and_then(|_| Page::parse(&decode(rest)?)).unwrap_or(Page::Home);
    let locale = asked.unwrap_or_else(|| preferred(library, headers));
    PageRequest {
        viewer: identity.viewer(library.policy()),
        visitor: identity.visitor(library.policy(), &locale),
        locale,
        query: if page == Page::Search { search_query(uri) } else { Query::default() },
        page,
        view: View::Plain,
        theme: theme(headers),
    }
}

/// The theme a reader chose.
pub fn theme(headers: &HeaderMap) -> Theme {
    cookie(headers, THEME_COOKIE).map_or(Theme::Auto, Theme::parse)
}

/// The reader's time zone (IANA), where the cookie names one.
pub fn zone(headers: &HeaderMap) -> Option<TimeZone> {
    cookie(headers, ZONE_COOKIE).and_then(zone_of)
}

/// The time zone of a name; nothing for what is none.
pub fn zone_of(name: &str) -> Option<TimeZone> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
    let named = name.len() <= MAX_ZONE_NAME && name.bytes().all(plain);
    TimeZone::get(name).ok().filter(|zone| named && zone.iana_name().is_some())
}

/// The language to remember: this page's, when a link within the portal led here from a page in another one.
/// Links from elsewhere and prefetches are no choice.
pub fn chosen_language(snapshot: &Snapshot, uri: &Uri, headers: &HeaderMap) -> Option<Locale> {
    let value = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if value("sec-fetch-site") != Some("same-origin")
        || value("sec-fetch-mode") != Some("navigate")
        || value("sec-purpose").is_some()
    {
        return None;
    }
    let language_of = |path: &str| {
        known(&snapshot.library, path.trim_start_matches('/').split('/').next().unwrap_or(""))
    };
    let here = language_of(uri.path())?;
    let from = value("referer")
        .and_then(|referer| referer.parse::<Uri>().ok())
        .and_then(|referer| language_of(referer.path()))?;
    (from != here && cookie(headers, LANGUAGE_COOKIE) != Some(here.as_str())).then_some(here)
}

/// A reader's own words: control characters become spaces, ends are trimmed, the rest beyond the limit is dropped.
pub fn clean_query(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_QUERY_CHARS).collect();
    spaced.trim().to_owned()
}

/// What is searched, by the query of an address.
pub fn search_query(uri: &Uri) -> Query {
    let mut query = Query { page: 1, ..Query::default() };
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or("").as_bytes()) {
        match name.as_ref() {
            "q" => query.text = clean_query(&value),
            "category" => query.category = value.parse().ok(),
            "page" => query.page = value.parse().unwrap_or(1).clamp(1, MAX_PAGE),
            "literal" => query.literal = value == "1",
            _ => {}
        }
    }
    query
}

fn decode(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    (is_well_encoded(path) && !decoded.contains('\0')).then(|| decoded.into_owned())
}

/// Every `%` is followed by two hexadecimal digits (RFC 3986 section 2.1).
fn is_well_encoded(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%').all(|(i, _)| {
        bytes.get(i + 1..i + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// A locale of the content by its name in an address, in any case.
pub fn known(library: &Library, segment: &str) -> Option<Locale> {
    let locale: Locale = segment.parse().ok()?;
    library.locales().contains(&locale).then_some(locale)
}

/// The remembered language, else the best that the browser asks for, else the default one.
fn preferred(library: &Library, headers: &HeaderMap) -> Locale {
    let remembered = cookie(headers, LANGUAGE_COOKIE).and_then(|name| known(library, name));
    let asked = || {
        let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        locale::negotiate(header, library.locales()).cloned()
    };
    remembered.or_else(asked).unwrap_or_else(|| library.default_locale().clone())
}

/// A cookie of a request.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_lose_control_characters_and_what_is_too_long() {
        assert_eq!(clean_query(" a\u{0}b\nc "), "a b c");
        assert_eq!(clean_query(&"x".repeat(10_000)).len(), MAX_QUERY_CHARS);
    }

    #[test]
    fn a_time_zone_is_a_name_that_is_known() {
        assert!(
            zone_of("Europe/Paris").is_some()
                && zone_of("America/Argentina/Buenos_Aires").is_some()
        );
        for name in
            ["", "none", "Mars/Base", "../../etc/localtime", "Europe/Paris\0", "%45urope/Paris"]
        {
            assert_eq!(zone_of(name), None, "{name}");
        }
        assert_eq!(zone_of(&"a".repeat(65)), None);
    }

    #[test]
    fn broken_percent_encoding_is_told_from_good() {
        assert_eq!(decode("/en/%E6%97%A5").as_deref(), Some("/en/日"));
        for bad in ["/en/%", "/en/%2", "/en/%zz", "/en/%ff", "/en/%00"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
