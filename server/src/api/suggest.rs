//! `GET /api/v1/suggest`: proposals while the reader types.

use std::sync::Arc;

use axum::{
    extract::State as Shared,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{bad_parameter, search};
use crate::{accounts::identity, state::State};

/// Answers with proposals.
pub async fn suggest(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let viewer = identity::viewer(&state, &headers).await;
    let request = match search::parse(&state, uri.query().unwrap_or(""), viewer) {
        Ok(request) => request,
        Err(detail) => return bad_parameter(&detail),
    };
    search::ask(state, viewer, move |index| index.suggest(&request)).await
}
