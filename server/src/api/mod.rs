//! The JSON API, version 1. Errors are RFC 9457 problems with a stable `code`.

pub mod articles;
mod bearer;
pub mod cases;
pub mod contact;
pub mod fields;
pub mod members;
pub mod openapi;
pub mod organisations;
pub mod own_cases;
pub mod priority;
pub mod search;
pub mod suggest;
pub mod uploads;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use guichet_content::Library;
use guichet_model::{Locale, ProblemCode, Viewer};
use serde::Serialize;

use crate::problem;

/// A JSON answer for one viewer: kept by no cache unless anyone would get the same.
pub(crate) fn json_for(viewer: Viewer, value: &impl Serialize) -> Response {
    let mut response = json(value);
    if viewer != Viewer::Anonymous {
        let private = HeaderValue::from_static("private, no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, private);
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Cookie"));
    response
}

/// A JSON answer that caches ask for again every time.
pub(crate) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => {
            let mut response = Response::new(Body::from(body));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            response
        }
        Err(error) => {
            tracing::error!(%error, "an answer cannot be written as JSON");
            problem::json(ProblemCode::Internal, None, None)
        }
    }
}

/// A parameter that cannot be used, with what to do about it.
pub(crate) fn bad_parameter(detail: &str) -> Response {
    problem::json(ProblemCode::BadRequest, Some(detail), None)
}

/// The locale that is offered and comes nearest to another: itself, or one of the same language.
pub(crate) fn offered<'l>(library: &'l Library, asked: &Locale) -> Option<&'l Locale> {
    let locales = library.locales();
    let exact = locales.iter().find(|locale| *locale == asked);
    exact.or_else(|| locales.iter().find(|locale| locale.language() == asked.language()))
}

/// The locale a request names, or the default one.
pub(crate) fn locale(library: &Library, name: Option<&str>) -> Result<Locale, String> {
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Ok(library.default_locale().clone());
    };
    let known = name.parse::<Locale>().ok().and_then(|asked| offered(library, &asked));
    known.cloned().ok_or_else(|| {
        let offered: Vec<&str> = library.locales().iter().map(Locale::as_str).collect();
        format!(
            "locale `{}` is not offered; use one of {}",
            name.escape_debug(),
            offered.join(", ")
        )
    })
}
