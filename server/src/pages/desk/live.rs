//! The parts of the desk that are replaced while their pages stay.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use guichet_app::page::{self, Fragment, PageRequest};
use guichet_model::{Page, ProblemCode, case::CaseRef};
use guichet_storage::{Account, SessionState};

use super::{
    case::{self, agent},
    queue,
};
use crate::{
    accounts::identity::{self, Identity},
    cases::{TOPIC, topic_of},
    live::{self, Who},
    pages::{reader, view},
    portal::PortalView,
    problem::{self, PRIVATE},
    state::{Snapshot, State},
};

/// Tells pages of the desk that something changed: in any case, or in the one that the address names.
pub async fn stream(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let identity = match identity::identify(&state, &headers).await {
        Ok(identity) => identity,
        Err(code) => return problem::page(&state, &uri, &headers, code, None),
    };
    let refuse = |code| problem::page_for(&state, &uri, &headers, code, None, &identity);
    match agent(identity.session()) {
        Ok(Some(_)) => {}
        Ok(None) => return refuse(ProblemCode::SignInRequired),
        Err(code) => return refuse(code),
    }
    let case = view::parameter(&uri, "case").and_then(|text| text.parse::<CaseRef>().ok());
    let topic = case.map_or_else(|| TOPIC.to_owned(), |case| topic_of(&case));
    live::stream(&state, &topic, Who::Desk)
}

/// The queue's cases.
pub async fn queue(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    answer(&state, &uri, &headers, Part::Queue).await
}

/// Who else has a case open, and what is new in it.
pub async fn case(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    answer(&state, &uri, &headers, Part::Case).await
}

#[derive(Clone, Copy)]
enum Part {
    Queue,
    Case,
}

async fn answer(state: &Arc<State>, uri: &Uri, headers: &HeaderMap, part: Part) -> Response {
    let identity = match identity::identify(state, headers).await {
        Ok(identity) => identity,
        Err(code) => return problem::page(state, uri, headers, code, None),
    };
    let made = make(state, uri, headers, &identity, part).await;
    made.unwrap_or_else(|code| problem::page_for(state, uri, headers, code, None, &identity))
}

async fn make(
    state: &Arc<State>,
    uri: &Uri,
    headers: &HeaderMap,
    identity: &Identity,
    part: Part,
) -> Result<Response, ProblemCode> {
    let session: &SessionState = agent(identity.session())?.ok_or(ProblemCode::SignInRequired)?;
    let snapshot = state.snapshot();
    let fragment = fragment(state, &snapshot, uri, headers, &session.account, part).await?;
    let request = reader::fallback_request(&snapshot, uri, headers, identity);
    let request = PageRequest { page: Page::Desk, ..request };
    let html = page::render_fragment(&PortalView::new(state, &snapshot), &request, &fragment);
    let mut response = Response::new(Body::from(html));
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer.insert(header::CACHE_CONTROL, PRIVATE);
    Ok(response)
}

async fn fragment(
    state: &State,
    snapshot: &Snapshot,
    uri: &Uri,
    headers: &HeaderMap,
    me: &Account,
    part: Part,
) -> Result<Fragment, ProblemCode> {
    let locale = uri.path().split('/').nth(1).and_then(|name| name.parse().ok());
    let locale = locale.ok_or(ProblemCode::NotFound)?;
    match part {
        Part::Queue => {
            let filter = queue::filter(uri.query().unwrap_or(""));
            let zone = reader::zone(headers);
            let queue = queue::load(state, snapshot, me, filter, &locale, zone).await?;
            Ok(Fragment::Queue(Box::new(queue)))
        }
        Part::Case => {
            let reference = uri.path().split('/').nth(4).and_then(|text| text.parse().ok());
            let reference = reference.ok_or(ProblemCode::NotFound)?;
            let seen = view::parameter(uri, "seen").and_then(|seen| seen.parse().ok()).unwrap_or(0);
            let mut live = case::meanwhile(state, me, &reference, &locale, seen).await?;
            live.zone = reader::zone(headers);
            Ok(Fragment::Case(Box::new(live)))
        }
    }
}
