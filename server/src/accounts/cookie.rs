//! The session's cookie. Behind https it is `__Host-` prefixed: no other host and no plain connection can set it (RFC 6265bis section 4.1.3.2).

use axum::http::{HeaderMap, HeaderValue};

use crate::{pages::reader, settings::Settings};

/// The session's cookie behind https.
const SECURE: &str = "__Host-session";
/// The session's cookie on a plain connection: a trial on one's own machine.
const PLAIN: &str = "session";

/// The name of the session's cookie.
pub fn name(settings: &Settings) -> &'static str {
    if settings.is_https() { SECURE } else { PLAIN }
}

/// The session's token, as the request presents it.
pub fn token<'h>(settings: &Settings, headers: &'h HeaderMap) -> Option<&'h str> {
    reader::cookie(headers, name(settings)).filter(|token| !token.is_empty())
}

/// The header that sets the cookie. It lasts as long as the browser runs, or the session, whichever is shorter.
pub fn set(settings: &Settings, token: &str) -> HeaderValue {
    header(settings, name(settings), token, None)
}

/// The header that takes the cookie away.
pub fn clear(settings: &Settings) -> HeaderValue {
    header(settings, name(settings), "", Some(0))
}

/// A cookie for the server alone, with the protection that the connection allows.
pub fn header(settings: &Settings, name: &str, value: &str, max_age_s: Option<u64>) -> HeaderValue {
    let secure = if settings.is_https() { "; Secure" } else { "" };
    let age = max_age_s.map_or_else(String::new, |age| format!("; Max-Age={age}"));
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
