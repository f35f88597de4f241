//! From a problem to an answer: `application/problem+json` (RFC 9457) for programs, a designed page for people.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use guichet_app::{
    page::{self, PageRequest},
    pages::problem::GivenBack,
};
use guichet_model::ProblemCode;
use serde_json::{Value, json};

use crate::{
    accounts::{identity::Identity, throttle::Wait},
    api::fields::FieldError,
    pages::reader,
    portal::PortalView,
    state::State,
};

/// Seconds after which a client may try again what was turned away.
const RETRY_AFTER_S: u16 = 1;
/// What is for one person is kept by nobody.
pub(crate) const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// The answer for whoever asked: JSON below `/api`, a page elsewhere.
pub fn answer(
    state: &State,
    uri: &Uri,
    headers: &HeaderMap,
    code: ProblemCode,
    reference: Option<&str>,
) -> Response {
    if uri.path().starts_with("/api/") {
        json(code, None, reference)
    } else {
        page(state, uri, headers, code, reference)
    }
}

/// The problem as RFC 9457 JSON. `detail` says what is wrong with this very request.
pub fn json(code: ProblemCode, detail: Option<&str>, reference: Option<&str>) -> Response {
    json_with(code, detail, reference, &[])
}

/// Members of a request that are missing or wrong, each by its name.
pub fn invalid(errors: &[FieldError]) -> Response {
    json_with(ProblemCode::Invalid, None, None, &[("errors", json!(errors))])
}

/// That somebody has to wait, and how long.
pub fn wait(wait: Wait, detail: Option<&str>) -> Response {
    let mut response = json(ProblemCode::TooManyRequests, detail, None);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.seconds));
    response
}

/// The problem as RFC 9457 JSON with members of its own (section 3.2).
pub fn json_with(
    code: ProblemCode,
    detail: Option<&str>,
    reference: Option<&str>,
    members: &[(&str, Value)],
) -> Response {
    let mut problem = json!({
        "type": format!("/problems/{}", code.name()),
        "title": code.title(),
        "status": code.status(),
        "code": code.name(),
    });
    if let Some(detail) = detail {
        problem["detail"] = json!(detail);
    }
    if let Some(reference) = reference {
        problem["request_id"] = json!(reference);
    }
    for (name, value) in members {
        problem[*name] = value.clone();
    }
    let mut response = Response::new(Body::from(problem.to_string()));
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    finish(response, code)
}

/// The problem as a page in the reader's language.
pub fn page(
    state: &State,
    uri: &Uri,
    headers: &HeaderMap,
    code: ProblemCode,
    reference: Option<&str>,
) -> Response {
    page_for(state, uri, headers, code, reference, &Identity::Anonymous)
}

/// The problem as a page for someone who is known: the frame around it is theirs.
pub fn page_for(
    state: &State,
    uri: &Uri,
    headers: &HeaderMap,
    code: ProblemCode,
    reference: Option<&str>,
    identity: &Identity,
) -> Response {
    let request = reader::fallback_request(&state.snapshot(), uri, headers, identity);
    designed(state, &request, code, reference, None)
}

/// The problem as a page that gives back what was sent with a form of that page and could not be taken.
pub fn page_giving_back(
    state: &State,
    request: &PageRequest,
    code: ProblemCode,
    given_back: &GivenBack,
) -> Response {
    designed(state, request, code, None, Some(given_back))
}

fn designed(
    state: &State,
    request: &PageRequest,
    code: ProblemCode,
    reference: Option<&str>,
    given_back: Option<&GivenBack>,
) -> Response {
    let snapshot = state.snapshot();
    let portal = PortalView::new(state, &snapshot);
    let rendered = page::render_problem(&portal, request, code, reference, given_back);
    let mut response = Response::new(Body::from(rendered.html));
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, snapshot.page_policy.clone());
    let mut response = finish(response, code);
    if request.visitor.is_some() || given_back.is_some() {
        response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
    }
    response
}

fn finish(mut response: Response, code: ProblemCode) -> Response {
    *response.status_mut() =
        StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match code {
        ProblemCode::SearchUnavailable
        | ProblemCode::StorageUnavailable
        | ProblemCode::TooManyRequests => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
        }
        ProblemCode::MethodNotAllowed => {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        _ => {}
    }
    response
}
