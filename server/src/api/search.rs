//! `GET /api/v1/search`.

use std::sync::Arc;

use axum::{
    extract::State as Shared,
    http::{HeaderMap, Uri},
    response::Response,
};
use guichet_index::{IndexError, SearchIndex};
use guichet_model::{
    ProblemCode, Viewer,
    search::{MAX_LIMIT, SearchRequest},
};
use serde::Serialize;

use super::{bad_parameter, json_for, locale};
use crate::{accounts::identity, pages::reader::clean_query, problem, search_titles, state::State};

/// The furthest hit anyone may ask for.
pub const MAX_OFFSET: usize = 10_000;

/// Answers a search.
pub async fn search(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let viewer = identity::viewer(&state, &headers).await;
    let request = match parse(&state, uri.query().unwrap_or(""), viewer) {
        Ok(request) => request,
        Err(detail) => return bad_parameter(&detail),
    };
    let (snapshot, board) = (state.snapshot(), state.status.board());
    ask(state, viewer, move |index| {
        let mut response = index.search(&request)?;
        search_titles::fill(&snapshot.library, &request.locale, &mut response);
        search_titles::fill_incidents(&board, &snapshot.library, &request, &mut response);
        Ok(response)
    })
    .await
}

/// Asks the index when it is this request's turn, off the threads that serve pages.
pub(super) async fn ask<T, F>(state: Arc<State>, viewer: Viewer, question: F) -> Response
where
    T: Serialize + Send + 'static,
    F: FnOnce(&SearchIndex) -> Result<T, IndexError> + Send + 'static,
{
    let turn = match state.search_gate.enter().await {
        Ok(turn) => turn,
        Err(code) => return problem::json(code, None, None),
    };
    let shared = Arc::clone(&state);
    let answer = tokio::task::spawn_blocking(move || question(&shared.index)).await;
    drop(turn);
    match answer {
        Ok(Ok(found)) => json_for(viewer, &found),
        Ok(Err(error)) => {
            tracing::error!(%error, "the search index cannot answer");
            problem::json(ProblemCode::SearchUnavailable, None, None)
        }
        Err(error) => {
            tracing::error!(%error, "a search panicked");
            problem::json(ProblemCode::Internal, None, None)
        }
    }
}

/// Reads the parameters; `Err` says which one is wrong and what it may be.
pub(super) fn parse(state: &State, query: &str, viewer: Viewer) -> Result<SearchRequest, String> {
    let snapshot = state.snapshot();
    let mut request = SearchRequest::new("", snapshot.library.default_locale().clone());
    request.viewer = viewer;
    let mut locale_name = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "q" => request.query = clean_query(&value),
            "locale" => locale_name = Some(value.into_owned()),
            "limit" => request.limit = number("limit", &value, 1, MAX_LIMIT)?,
            "offset" => request.offset = number("offset", &value, 0, MAX_OFFSET)?,
            "category" if !value.is_empty() => {
                request.category =
                    Some(value.parse().map_err(|error| format!("category: {error}"))?);
            }
            "service" if !value.is_empty() => request.service = Some(value.into_owned()),
            "as_you_type" => request.as_you_type = flag("as_you_type", &value)?,
            "literal" => request.literal = flag("literal", &value)?,
            "explain" => request.explain = flag("explain", &value)?,
            _ => {}
        }
    }
    request.locale = locale(&snapshot.library, locale_name.as_deref())?;
    Ok(request)
}

/// A parameter that is a whole number; `Err` says what it may be.
pub(super) fn number(name: &str, value: &str, min: usize, max: usize) -> Result<usize, String> {
    value.parse().ok().filter(|number| (min..=max).contains(number)).ok_or_else(|| {
        format!("{name} is `{}`; it takes a whole number from {min} to {max}", value.escape_debug())
    })
}

fn flag(name: &str, value: &str) -> Result<bool, String> {
    match value {
        "1" | "true" => Ok(true),
        "0" | "false" | "" => Ok(false),
        _ => Err(format!("{name} is `{}`; it takes 1 or 0", value.escape_debug())),
    }
}
