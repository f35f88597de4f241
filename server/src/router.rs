//! What is answered where, and what every request passes through.

use std::{
    any::Any,
    borrow::Cow,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, Request, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    middleware::{self, Next},
    response::Response,
    routing::{MethodRouter, get, head, options, post, put},
};
use futures_util::FutureExt as _;
use guichet_model::ProblemCode;

use crate::{
    accounts::{oidc, origin},
    api, attachments, compress, media, pages, problem, security, site_map,
    state::State,
    status,
};

/// The header in which a request's identifier goes back to the client and into the log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest identifier taken over from a proxy.
const MAX_REQUEST_ID: usize = 64;

/// Every address that has a handler of its own, as the router is given it. Pages without one are those of [`guichet_model::Page`].
pub fn paths() -> impl Iterator<Item = &'static str> {
    routes().into_iter().map(|(path, _)| path)
}

/// What is answered where, by audience. The one list: [`router`] serves it, tests walk it.
fn routes() -> Vec<(&'static str, MethodRouter<Arc<State>>)> {
    let machines = [
        ("/healthz", get(async || "ok\n")),
        ("/readyz", get(ready)),
        ("/robots.txt", get(site_map::robots)),
        ("/sitemap.xml", get(site_map::sitemap)),
        ("/speculation-rules.json", get(site_map::speculation_rules)),
    ];
    let files = [
        ("/assets/{name}", get(asset)),
        ("/media/{*path}", get(media::file)),
        ("/attachments/{id}", get(attachments::download::file)),
    ];
    let status = [
        ("/live/status", get(status::widget::stream)),
        ("/{locale}/status", get(pages::page).post(pages::follow::ask)),
        ("/{locale}/status/widget", get(status::widget::fragment)),
        ("/{locale}/status/embed", get(status::embed::frame)),
        ("/status/badge.svg", get(status::embed::badge)),
        ("/history.atom", get(status::feeds::atom)),
        ("/history.rss", get(status::feeds::rss)),
        ("/maintenance.ics", get(status::feeds::calendar)),
        ("/{locale}/status/subscription", get(pages::page).post(pages::follow::change)),
        ("/{locale}/status/webhooks", get(pages::page).post(pages::webhooks::submit)),
        ("/{locale}/status/incidents/{id}", get(pages::page).post(pages::status::affected)),
        ("/{locale}/desk/status", get(pages::page).post(pages::status::submit)),
    ];
    let programs = [
        ("/api/v1/openapi.json", get(api::openapi::description)),
        ("/api/v1/search", get(api::search::search)),
        ("/api/v1/suggest", get(api::suggest::suggest)),
        ("/api/v1/articles/{locale}/{category}/{slug}", get(api::articles::article)),
        ("/api", get(unknown).fallback(unknown)),
        ("/api/", get(unknown).fallback(unknown)),
        ("/api/v1/organisations", get(api::organisations::list)),
        (
            "/api/v1/organisations/{external_id}",
            get(api::organisations::get).put(api::organisations::put),
        ),
        (
            "/api/v1/organisations/{external_id}/members/{email}",
            put(api::members::put).delete(api::members::delete),
        ),
        ("/api/v1/contact", get(api::contact::contact)),
        ("/api/v1/cases", get(api::own_cases::list).post(api::cases::create)),
        ("/api/v1/cases/{reference}", get(api::own_cases::get)),
        ("/api/v1/cases/{reference}/messages", post(api::own_cases::reply)),
        ("/api/v1/priority", post(api::priority::suggest)),
        ("/api/v1/uploads", options(api::uploads::options).post(api::uploads::create)),
        (
            "/api/v1/uploads/{id}",
            head(api::uploads::head)
                .patch(api::uploads::patch)
                .delete(api::uploads::delete)
                .options(api::uploads::options),
        ),
        ("/api/{*rest}", get(unknown).fallback(unknown)),
    ];
    let people = [
        ("/preferences/theme", post(pages::preferences::theme)),
        ("/{locale}/sign-in/code", get(pages::page).post(pages::second_factor::submit)),
        ("/{locale}/sign-in/with/{provider}", get(pages::provider::begin)),
        (oidc::CALLBACK, get(pages::provider::callback)),
        ("/{locale}/account", get(pages::page).post(pages::account::submit)),
        ("/{locale}/account/organisation", get(pages::page).post(pages::organisations::submit)),
        ("/preferences/time-zone", post(pages::preferences::time_zone)),
        ("/{locale}/search/forum", get(pages::search::forum)),
        ("/{locale}/contact", get(pages::page).post(pages::contact::submit)),
        ("/{locale}/contact/new", get(pages::page).post(pages::new_case::submit)),
        (
            "/{locale}/contact/new/{step}",
            with_files(get(pages::page).post(pages::new_case::submit)),
        ),
        ("/{locale}/contact/chat", get(pages::contact::chat)),
        ("/{locale}/desk", get(pages::page).post(pages::desk::submit)),
        ("/{locale}/desk/view-as", post(pages::desk::view_as)),
        ("/{locale}/desk/queue", get(pages::desk::live::queue)),
        ("/{locale}/desk/live", get(pages::desk::live::stream)),
        ("/{locale}/sign-in", get(pages::page).post(pages::sign_in::submit)),
        ("/{locale}/sign-out", post(pages::sign_in::sign_out)),
        ("/{locale}/sign-in/forgotten", get(pages::page).post(pages::forgot_password::submit)),
        ("/{locale}/sign-in/new-password", get(pages::page).post(pages::reset_password::submit)),
    ];
    let statuspage = status::api::PATHS.map(|path| (path, get(status::api::answer)));
    machines
        .into_iter()
        .chain(statuspage)
        .chain(files)
        .chain(programs)
        .chain(status)
        .chain(people)
        .chain(cases())
        .collect()
}

/// Cases, at the desk and as their customers see them.
fn cases() -> Vec<(&'static str, MethodRouter<Arc<State>>)> {
    vec![
        (
            "/{locale}/desk/cases/{reference}",
            with_files(get(pages::page).post(pages::desk::case::submit)),
        ),
        ("/{locale}/desk/cases/{reference}/live", get(pages::desk::live::case)),
        ("/{locale}/desk/cases/{reference}/presence", post(pages::desk::case::presence)),
        ("/{locale}/cases", get(pages::page).post(pages::cases::list::submit)),
        ("/{locale}/cases/{reference}", with_files(get(pages::page).post(pages::cases::submit))),
        (
            "/{locale}/cases/{reference}/rating",
            get(pages::page).post(pages::cases::questionnaire::submit),
        ),
    ]
}

/// A handler whose forms may bring files.
fn with_files(handler: MethodRouter<Arc<State>>) -> MethodRouter<Arc<State>> {
    handler.layer(DefaultBodyLimit::max(pages::new_case::MAX_UPLOAD))
}

/// The whole service.
pub fn router(state: &Arc<State>) -> Router {
    routes()
        .into_iter()
        .fold(Router::new(), |router, (path, handler)| router.route(path, handler))
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(pages::page)
        .layer(DefaultBodyLimit::max(state.settings.body_limit_kb * 1024))
        .layer(middleware::from_fn_with_state(Arc::clone(state), edge))
        .with_state(Arc::clone(state))
}

/// What stands between the network and every handler: an identifier, a time limit, a net under panics, protective headers, the log.
async fn edge(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let speaker = Speaker::of(request.headers());
    if !origin::may_change(&method, request.headers()) {
        let answer = problem::answer(
            &state,
            &uri,
            request.headers(),
            ProblemCode::CrossSite,
            id.to_str().ok(),
        );
        return finish(&state, answer, id);
    }
    let limit = patience(&state, request.headers());
    let handled = std::panic::AssertUnwindSafe(tokio::time::timeout(limit, next.run(request)))
        .catch_unwind()
        .await;
    let response = match handled {
        Ok(Ok(response)) => match rejection(&response) {
            Some(code) => problem::answer(&state, &uri, &speaker.headers(), code, None),
            None => response,
        },
        Ok(Err(_)) => {
            let code = ProblemCode::Timeout;
            problem::answer(&state, &uri, &speaker.headers(), code, id.to_str().ok())
        }
        Err(panic) => {
            tracing::error!(id = ?id, path = uri.path(), panic = panic_message(panic.as_ref()), "a handler panicked");
            let code = ProblemCode::Internal;
            problem::answer(&state, &uri, &speaker.headers(), code, id.to_str().ok())
        }
    };
    tracing::info!(
        target: "guichet::access",
        id = id.to_str().unwrap_or(""),
        method = method.as_str(),
        path = &*logged(uri.path()),
        status = response.status().as_u16(),
        us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
    );
    finish(&state, response, id)
}

/// A path as the log keeps it: without e-mail addresses, which some addresses of the API have as a segment.
fn logged(path: &str) -> Cow<'_, str> {
    let is_address = |segment: &str| segment.contains('@') || segment.contains("%40");
    if !is_address(path) {
        return Cow::Borrowed(path);
    }
    let kept = |segment| if is_address(segment) { "…" } else { segment };
    path.split('/').map(kept).collect::<Vec<_>>().join("/").into()
}

/// How long a request may take. Files come as fast as a connection carries them; whoever stops sending is cut off on the way.
fn patience(state: &State, headers: &HeaderMap) -> Duration {
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let files = [&b"multipart/form-data"[..], b"application/offset+octet-stream"];
    if files.iter().any(|file| kind.starts_with(file)) {
        attachments::PATIENCE
    } else {
        Duration::from_secs(state.settings.request_timeout_s)
    }
}

/// The problem behind an answer that the framework gave by itself, in plain English: a parameter or a body that no handler was asked about.
fn rejection(response: &Response) -> Option<ProblemCode> {
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        _ if !plain => None,
        StatusCode::PAYLOAD_TOO_LARGE => Some(ProblemCode::TooLarge),
        status if status.is_client_error() => Some(ProblemCode::BadRequest),
        _ => None,
    }
}

fn finish(state: &State, mut response: Response, id: HeaderValue) -> Response {
    security::protect(response.headers_mut(), state.settings.is_https());
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// What of a request's headers decides in which language and how it is spoken to. Kept beside the request for the rare problem that the
/// handler does not answer itself: whole headers would be copied for every page.
struct Speaker([(HeaderName, Option<HeaderValue>); 2]);

impl Speaker {
    fn of(headers: &HeaderMap) -> Self {
        Self([header::ACCEPT_LANGUAGE, header::COOKIE].map(|name| {
            let value = headers.get(&name).cloned();
            (name, value)
        }))
    }

    fn headers(self) -> HeaderMap {
        self.0.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// The identifier that a proxy gave the request, else one of our own: the start of the process and a count.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let plain = |value: &HeaderValue| {
        let bytes = value.as_bytes();
        !bytes.is_empty()
            && bytes.len() <= MAX_REQUEST_ID
            && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b))
    };
    if let Some(given) = headers.get(REQUEST_ID).filter(|value| plain(value)) {
        return given.clone();
    }
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    HeaderValue::from_str(&format!("{:x}-{count:x}", std::process::id()))
        .unwrap_or_else(|_| HeaderValue::from_static("0"))
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown")
}

/// Nothing is served before the content and its index are there.
async fn ready() -> Response {
    api::json(&serde_json::json!({ "ready": true }))
}

async fn asset(
    Shared(state): Shared<Arc<State>>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(asset) = state.assets.get(&name) else {
        return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
    };
    let (coding, bytes) = asset.body.get(compress::accepted(&headers));
    let mut response = Response::new(Body::from(bytes.clone()));
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, asset.content_type.clone());
    answer.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(coding) = coding.header() {
        answer.insert(header::CONTENT_ENCODING, coding);
    }
    response
}

async fn unknown(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None)
}

async fn method_not_allowed(
    Shared(state): Shared<Arc<State>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let mut answer = problem::answer(&state, &uri, &headers, ProblemCode::MethodNotAllowed, None);
    // The router knows the methods of this address and adds them.
    answer.headers_mut().remove(header::ALLOW);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_keeps_no_e_mail_address() {
        assert_eq!(logged("/en/articles/mail/a"), "/en/articles/mail/a");
        for address in ["ana@a.example", "ana%40a.example"] {
            let path = format!("/api/v1/organisations/crm-1/members/{address}");
            assert_eq!(logged(&path), "/api/v1/organisations/crm-1/members/…");
        }
    }
}
