//! `GET /api/v1/suggest`: proposals while the reader types.

use std::sync::Arc;

use axum::{extract::State as Shared, http::Uri, response::Response};
use guichet_model::search::SearchRequest;

use super::{bad_parameter, search};
use crate::state::State;

/// How many proposals are made.
const LIMIT: usize = 6;

/// Answers with proposals.
pub async fn suggest(Shared(state): Shared<Arc<State>>, uri: Uri) -> Response {
    let request = match search::parse(&state, uri.query().unwrap_or("")) {
        Ok(request) => SearchRequest { as_you_type: true, limit: LIMIT, offset: 0, ..request },
        Err(detail) => return bad_parameter(&detail),
    };
    search::ask(state, move |index| index.suggest(&request)).await
}
