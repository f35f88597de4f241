//! Changes come from the portal's own pages alone: the defence against cross-site request forgery by what browsers say of a request
//! (Fetch Metadata, `Origin`), as OWASP's cheat sheet has it. Cookies are `SameSite=Lax` besides.

use axum::http::{HeaderMap, Method, Uri, header};

/// Whether a request may change something: it changes nothing by its method, or comes from a page of this host, or from no page at all.
///
/// Requests with a bearer token are let through: no browser sends one by itself, as it does Basic and Negotiate.
pub fn may_change(method: &Method, headers: &HeaderMap) -> bool {
    let bearer = headers.get(header::AUTHORIZATION).is_some_and(|value| {
        value.as_bytes().get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer "))
    });
    if method.is_safe() || bearer {
        return true;
    }
    let value = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (value("sec-fetch-site"), value("origin")) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => same_host(origin, value("host")),
        // A program, or a browser from before 2020, which keeps the cookie to itself by `SameSite`.
        (None, None) => true,
    }
}

fn same_host(origin: &str, host: Option<&str>) -> bool {
    let authority = origin.parse::<Uri>().ok().and_then(|uri| uri.authority().cloned());
    authority.is_some_and(|authority| Some(authority.as_str()) == host)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn allowed(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        may_change(method, &headers.collect())
    }

    #[test]
    fn only_the_portals_own_pages_may_change_something() {
        assert!(allowed(&Method::GET, &[("sec-fetch-site", "cross-site")]));
        assert!(allowed(&Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(!allowed(&Method::POST, &[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&Method::POST, &[("sec-fetch-site", "same-site")]));
        let own = [("origin", "https://help.example"), ("host", "help.example")];
        assert!(allowed(&Method::POST, &own));
        let others = [("origin", "https://evil.example"), ("host", "help.example")];
        assert!(!allowed(&Method::POST, &others));
        assert!(!allowed(&Method::POST, &[("origin", "null"), ("host", "help.example")]));
        assert!(allowed(
            &Method::POST,
            &[("authorization", "Bearer x"), ("origin", "https://evil.example")]
        ));
        let basic = [("authorization", "Basic eDp5"), ("sec-fetch-site", "cross-site")];
        assert!(!allowed(&Method::POST, &basic), "browsers send it by themselves");
    }
}
