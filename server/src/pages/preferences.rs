//! Choices that a cookie remembers, made by a form where scripts are off.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use guichet_app::page::Theme;
use jiff::tz::TimeZone;

use super::reader::{self, THEME_COOKIE, ZONE_COOKIE};
use crate::state::State;

/// Remembers a theme and goes back to the page the form stood on.
pub async fn theme(Shared(_): Shared<Arc<State>>, headers: HeaderMap, body: String) -> Response {
    let chosen = form_urlencoded::parse(body.as_bytes())
        .find(|(name, _)| name == "theme")
        .map(|(_, value)| Theme::parse(&value));
    let theme = chosen.unwrap_or_default().name();
    remember(&format!("{THEME_COOKIE}={theme}"), &back(&headers))
}

/// Remembers a time zone, or that the reader wants none, and goes back to the page the form stood on.
pub async fn time_zone(
    Shared(_): Shared<Arc<State>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let chosen = form_urlencoded::parse(body.as_bytes())
        .find(|(name, _)| name == "zone")
        .and_then(|(_, value)| reader::zone_of(&value));
    // A name that is none, kept: else the loader would put the browser's own in its place.
    let zone = chosen.as_ref().and_then(TimeZone::iana_name).unwrap_or("none");
    remember(&format!("{ZONE_COOKIE}={zone}"), &format!("{}#time-zone", back(&headers)))
}

/// Sets a cookie for a year and leads back.
fn remember(cookie: &str, to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let answer = response.headers_mut();
    if let Ok(cookie) =
        HeaderValue::from_str(&format!("{cookie}; Path=/; Max-Age=31536000; SameSite=Lax"))
    {
        answer.insert(header::SET_COOKIE, cookie);
    }
    answer.insert(
        header::LOCATION,
        HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")),
    );
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The path of the page that the form was sent from; never another host.
fn back(headers: &HeaderMap) -> String {
    let referer = headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<Uri>().ok());
    let path = referer.as_ref().and_then(Uri::path_and_query).map_or("/", |path| path.as_str());
    if path.starts_with('/') && !path.starts_with("//") { path.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_host() {
        let back_from = |referer: &'static str| {
            back(&HeaderMap::from_iter([(header::REFERER, HeaderValue::from_static(referer))]))
        };
        assert_eq!(back_from("https://help.example/fr/search?q=a"), "/fr/search?q=a");
        assert_eq!(back_from("https://help.example//evil.example/"), "/");
        assert_eq!(back(&HeaderMap::new()), "/");
    }
}
