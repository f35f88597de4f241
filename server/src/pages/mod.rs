//! Pages over HTTP: from an address to a page, out of memory where it can be.

pub mod account;
pub mod cases;
pub mod contact;
pub mod desk;
mod files;
pub mod follow;
pub mod forgot_password;
pub mod form;
mod given_back;
pub mod new_case;
pub mod organisations;
pub mod preferences;
pub mod provider;
pub mod reader;
pub mod reset_password;
pub mod search;
pub mod second_factor;
pub mod sign_in;
pub mod status;
pub mod view;
pub mod webhooks;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header},
    response::Response,
};
use bytes::Bytes;
use guichet_app::page::{self, PageRequest, Rendered};
use guichet_model::{Locale, Page, ProblemCode};

use crate::{
    accounts::{
        cookie,
        identity::{self, Identity},
    },
    compress::{self, Coding, Effort, Encoded},
    page_cache,
    portal::PortalView,
    problem::{self, PRIVATE},
    state::{Snapshot, State},
};

/// Pages are asked for again every time, and mostly answered 304.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
const VARY: HeaderValue = HeaderValue::from_static("Accept-Encoding, Cookie");

/// Answers every address that is no file, no API and no asset.
pub async fn page(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    let (parts, _) = request.into_parts();
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return problem::page(
            &state,
            &parts.uri,
            &parts.headers,
            ProblemCode::MethodNotAllowed,
            None,
        );
    }
    let snapshot = state.snapshot();
    let signed = cookie::token(&state.settings, &parts.headers).is_some();
    let minute = view::changes_by_the_minute(parts.uri.path())
        .then(|| state.clock.now().as_second().div_euclid(60));
    let key = page_cache::Key {
        version: snapshot.version,
        status: state.status.revision(),
        path: parts.uri.path().into(),
        theme: reader::theme(&parts.headers),
        minute,
    };
    // Whoever has a session gets nothing that is kept for everyone, and leaves nothing there; nor does whoever reads times by a clock of their own.
    let for_everyone = !signed && (minute.is_none() || reader::zone(&parts.headers).is_none());
    if for_everyone && let Some(page) = state.pages.get(&key) {
        let page = compressed(page, &parts.headers).await;
        let response = kept(&snapshot, &page, minute, &parts.headers);
        return with_language(response, &snapshot, &parts.uri, &parts.headers);
    }
    let identified = identity::identify(&state, &parts.headers).await;
    let forgotten = signed && identified.as_ref().is_ok_and(|found| found.session().is_none());
    let identity = match identified {
        Ok(identity) => identity,
        // Reading goes on without the database; what belongs to a person waits for it.
        Err(code) if view::needs_identity(parts.uri.path()) => {
            return problem::page(&state, &parts.uri, &parts.headers, code, None);
        }
        Err(_) => Identity::Anonymous,
    };
    let response = match reader::find(&snapshot, &parts.uri, &parts.headers, &identity) {
        Ok(mut found) => {
            let asked = view::Asked {
                state: &state,
                snapshot: &snapshot,
                uri: &parts.uri,
                headers: &parts.headers,
                identity: &identity,
            };
            match view::load(&asked, &found).await {
                Ok(view) => {
                    found.view = view;
                    let key = page::cacheable(&found).then_some(key);
                    render(&state, &snapshot, found, key, &parts.headers).await
                }
                Err(reader::Elsewhere::Redirect { to, .. }) => see_other(&to),
                Err(reader::Elsewhere::Problem(code)) => Err(code),
            }
        }
        Err(reader::Elsewhere::Redirect { to, permanent }) => redirect(&to, permanent),
        Err(reader::Elsewhere::Problem(code)) => Err(code),
    };
    match response {
        Ok(mut response) => {
            if forgotten {
                // Nothing is behind this cookie any more.
                response.headers_mut().append(header::SET_COOKIE, cookie::clear(&state.settings));
            }
            with_language(response, &snapshot, &parts.uri, &parts.headers)
        }
        Err(code) => problem::page_for(&state, &parts.uri, &parts.headers, code, None, &identity),
    }
}

/// Answers a form with a page, for this once: what was wrong, and what the person had written.
pub(crate) async fn form_page(
    state: &Arc<State>,
    request: PageRequest,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Response, ProblemCode> {
    let snapshot = state.snapshot();
    let mut response = render(state, &snapshot, request, None, headers).await?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    Ok(response)
}

async fn render(
    state: &Arc<State>,
    snapshot: &Arc<Snapshot>,
    request: PageRequest,
    key: Option<page_cache::Key>,
    headers: &HeaderMap,
) -> Result<Response, ProblemCode> {
    // A secret stands in the address: no link of the page may carry it on.
    let has_token = matches!(request.page, Page::ResetPassword | Page::CaseRating(_));
    let searches = match request.page {
        Page::Search => !request.query.text.is_empty(),
        Page::NewCase(_) => true,
        _ => false,
    };
    let turn = if searches { Some(state.search_gate.enter().await?) } else { None };
    let (state, snapshot_held) = (Arc::clone(state), Arc::clone(snapshot));
    let coding = compress::accepted(headers);
    let minute = key.as_ref().and_then(|key| key.minute);
    let work = move || finished(&state, &snapshot_held, &request, key, coding);
    let finished = tokio::task::spawn_blocking(work).await;
    drop(turn);
    let mut response = match finished.map_err(|_| ProblemCode::Internal)? {
        Finished::Kept(page) => kept(snapshot, &page, minute, headers),
        Finished::Once(status, body) => uncached(snapshot, status, &body, headers),
    };
    if has_token {
        response
            .headers_mut()
            .insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    }
    Ok(response)
}

/// A finished page.
enum Finished {
    /// Kept for everyone.
    Kept(Arc<page_cache::Page>),
    /// For one viewer, this once: its status and its bytes.
    Once(u16, Encoded),
}

/// Renders and compresses a page, which takes a thread that nobody waits for.
fn finished(
    state: &State,
    snapshot: &Snapshot,
    request: &PageRequest,
    key: Option<page_cache::Key>,
    coding: Coding,
) -> Finished {
    match rendered(state, snapshot, request, key) {
        Ok(page) => {
            page.body.get(coding);
            Finished::Kept(page)
        }
        Err(once) => {
            let once = Arc::unwrap_or_clone(once);
            let body = Encoded::new(Bytes::from(once.html), Effort::Once);
            body.get(coding);
            Finished::Once(once.status, body)
        }
    }
}

/// A kept page with the coding that a client takes.
async fn compressed(page: Arc<page_cache::Page>, headers: &HeaderMap) -> Arc<page_cache::Page> {
    let coding = compress::accepted(headers);
    if !page.body.is_ready(coding) {
        let held = Arc::clone(&page);
        // When it fails, it is made where it is sent.
        _ = tokio::task::spawn_blocking(move || held.body.get(coding).0).await;
    }
    page
}

/// Renders a page into the cache, or, where it must not be kept and has no key, for this once.
fn rendered(
    state: &State,
    snapshot: &Snapshot,
    request: &PageRequest,
    key: Option<page_cache::Key>,
) -> Result<Arc<page_cache::Page>, Arc<Rendered>> {
    let portal = PortalView::new(state, snapshot);
    let render = || {
        let rendered = page::render(&portal, request);
        if rendered.cacheable {
            Ok(Arc::new(page_cache::Page::new(rendered.html, Effort::Kept)))
        } else {
            Err(rendered)
        }
    };
    match key {
        Some(key) => state.pages.get_or_render(key, render),
        None => render().map_err(Arc::new),
    }
}

/// A page out of memory. One that holds for a minute is kept here alone.
fn kept(
    snapshot: &Snapshot,
    page: &page_cache::Page,
    minute: Option<i64>,
    request: &HeaderMap,
) -> Response {
    match minute {
        None => cached(snapshot, page, request),
        Some(_) => uncached(snapshot, StatusCode::OK.as_u16(), &page.body, request),
    }
}

pub(crate) fn cached(
    snapshot: &Snapshot,
    page: &page_cache::Page,
    request: &HeaderMap,
) -> Response {
    let (coding, bytes) = page.body.get(compress::accepted(request));
    let tag = page.tag(coding);
    let fresh = request.get_all(header::IF_NONE_MATCH).iter().any(|value| matches(value, &tag));
    let mut response = Response::new(if fresh { Body::empty() } else { Body::from(bytes.clone()) });
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else if let Some(coding) = coding.header() {
        response.headers_mut().insert(header::CONTENT_ENCODING, coding);
    }
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, REVALIDATE);
    page_headers(headers, snapshot);
    response
}

/// A page for one viewer, this once. It has no tag: what must not be kept is not asked for again under a name.
fn uncached(snapshot: &Snapshot, status: u16, body: &Encoded, request: &HeaderMap) -> Response {
    let (coding, bytes) = body.get(compress::accepted(request));
    let mut response = Response::new(Body::from(bytes.clone()));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if let Some(coding) = coding.header() {
        headers.insert(header::CONTENT_ENCODING, coding);
    }
    headers.insert(header::CACHE_CONTROL, PRIVATE);
    page_headers(headers, snapshot);
    response
}

fn page_headers(headers: &mut HeaderMap, snapshot: &Snapshot) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, snapshot.page_policy.clone());
    headers.insert(header::VARY, VARY);
    headers.insert(
        HeaderName::from_static("speculation-rules"),
        HeaderValue::from_static("\"/speculation-rules.json\""),
    );
}

/// Whether an `If-None-Match` value names the tag (weak comparison, RFC 9110 section 13.1.2).
pub(crate) fn matches(value: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(value), Ok(tag)) = (value.to_str(), tag.to_str()) else { return false };
    value.split(',').map(|t| t.trim().trim_start_matches("W/")).any(|t| t == tag || t == "*")
}

/// Where to look after something was done, or what has to be done first (RFC 9110 section 15.4.4).
pub(crate) fn see_other(to: &str) -> Result<Response, ProblemCode> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::from_str(to).map_err(|_| ProblemCode::BadRequest)?;
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
    Ok(response)
}

fn redirect(to: &str, permanent: bool) -> Result<Response, ProblemCode> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() =
        if permanent { StatusCode::PERMANENT_REDIRECT } else { StatusCode::FOUND };
    let location = HeaderValue::from_str(to).map_err(|_| ProblemCode::BadRequest)?;
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().insert(header::CACHE_CONTROL, REVALIDATE);
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    Ok(response)
}

/// Remembers the language when the reader chose it: by a link of this portal from a page in another one.
fn with_language(
    mut response: Response,
    snapshot: &Snapshot,
    uri: &Uri,
    headers: &HeaderMap,
) -> Response {
    if let Some(locale) = reader::chosen_language(snapshot, uri, headers) {
        response.headers_mut().append(header::SET_COOKIE, language_cookie(&locale));
    }
    response
}

fn language_cookie(locale: &Locale) -> HeaderValue {
    let cookie =
        format!("{}={locale}; Path=/; Max-Age=31536000; SameSite=Lax", reader::LANGUAGE_COOKIE);
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
