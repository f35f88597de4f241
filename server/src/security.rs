//! The headers that keep a page to itself: content security policy and its relatives (OWASP ASVS 5, V3).

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine as _;
use guichet_app::accent::{self, Accent};
use sha2::{Digest, Sha256};

/// The policy of a page: everything from this host, no inline script, of the eval family WebAssembly alone.
/// The accent colour is the one inline style; its hash is in the policy, so that pages can be cached whole.
pub fn page_policy(accent: Option<&Accent>) -> HeaderValue {
    let style = accent.map_or_else(String::new, accent::style);
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-{hash}'; img-src 'self' data:; \
         connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(STRICT)
}

/// The policy of everything that is not a page.
pub const STRICT: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
/// The policy of an operator's image: an SVG may carry styles, and no script of it ever runs.
pub const IMAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
);

/// Sets what every answer carries; a policy that a handler set stays.
pub fn protect(headers: &mut HeaderMap, https: bool) {
    let always: [(HeaderName, HeaderValue); 3] = [
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static(
                "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            ),
        ),
    ];
    headers.extend(always);
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(STRICT);
    // What other sites may show says so itself.
    headers
        .entry(HeaderName::from_static("cross-origin-resource-policy"))
        .or_insert(HeaderValue::from_static("same-origin"));
    headers
        .entry(header::REFERRER_POLICY)
        .or_insert(HeaderValue::from_static("strict-origin-when-cross-origin"));
    if https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
}
