//! The cookies that only the server reads. Behind https they are `__Host-` prefixed: no other host and no plain connection can set them
//! (RFC 6265bis section 4.1.3.2).

use axum::http::{HeaderMap, HeaderValue};

use crate::{pages::reader, settings::Settings};

/// A cookie's name, behind https and on a plain connection: a trial on one's own machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    secure: &'static str,
    plain: &'static str,
}

/// The session's token.
pub const SESSION: Name = Name { secure: "__Host-session", plain: "session" };
/// The token of a sign-in that waits for its second step.
pub const SECOND_FACTOR: Name = Name { secure: "__Host-second-factor", plain: "second-factor" };
/// What binds the way to an identity provider to the browser it began in.
pub const PROVIDER: Name = Name { secure: "__Host-provider", plain: "provider" };
/// The proof that an account was signed in to with this browser before.
pub const DEVICE: Name = Name { secure: "__Host-device", plain: "device" };
/// What tells browsers apart that said they are affected by an incident.
pub const AFFECTED: Name = Name { secure: "__Host-affected", plain: "affected" };

/// What holds the draft of somebody who is not signed in.
pub const DRAFT: Name = Name { secure: "__Host-draft", plain: "draft" };

impl Name {
    /// The name with these settings.
    pub fn text(self, settings: &Settings) -> &'static str {
        if settings.is_https() { self.secure } else { self.plain }
    }

    /// What the request presents under this name.
    pub fn value<'h>(self, settings: &Settings, headers: &'h HeaderMap) -> Option<&'h str> {
        reader::cookie(headers, self.text(settings)).filter(|value| !value.is_empty())
    }

    /// The header that sets the cookie, for some seconds, or for as long as the browser runs.
    pub fn set(self, settings: &Settings, value: &str, max_age_s: Option<u64>) -> HeaderValue {
        header(settings, self.text(settings), value, max_age_s)
    }

    /// The header that takes the cookie away.
    pub fn clear(self, settings: &Settings) -> HeaderValue {
        self.set(settings, "", Some(0))
    }
}

/// The name of the session's cookie.
pub fn name(settings: &Settings) -> &'static str {
    SESSION.text(settings)
}

/// The session's token, as the request presents it.
pub fn token<'h>(settings: &Settings, headers: &'h HeaderMap) -> Option<&'h str> {
    SESSION.value(settings, headers)
}

/// The header that sets the session's cookie. It lasts as long as the browser runs, or the session, whichever is shorter.
pub fn set(settings: &Settings, token: &str) -> HeaderValue {
    SESSION.set(settings, token, None)
}

/// The header that takes the session's cookie away.
pub fn clear(settings: &Settings) -> HeaderValue {
    SESSION.clear(settings)
}

/// A cookie for the server alone, with the protection that the connection allows.
pub fn header(settings: &Settings, name: &str, value: &str, max_age_s: Option<u64>) -> HeaderValue {
    let secure = if settings.is_https() { "; Secure" } else { "" };
    let age = max_age_s.map_or_else(String::new, |age| format!("; Max-Age={age}"));
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
