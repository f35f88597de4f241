//! Images and files of the content folder, for whoever knows their address: what only some may see does not belong there.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Request, State as Shared},
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};
use guichet_model::ProblemCode;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

use crate::{pages, problem, security, state::State};

/// Answers a file, or the part of it that is asked for (RFC 9110 section 14), as it is read. An address with the file's own hash may be kept
/// for good.
pub async fn file(
    Shared(state): Shared<Arc<State>>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let snapshot = state.snapshot();
    let Some(media) = snapshot.library.media(&path) else {
        return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
    };
    let tag = HeaderValue::from_str(&format!("\"{}\"", media.hash))
        .unwrap_or(HeaderValue::from_static("\"\""));
    let fresh =
        headers.get_all(header::IF_NONE_MATCH).iter().any(|value| pages::matches(value, &tag));
    let mut response = if fresh {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        match read(&media.file, request).await {
            Some(response) => response,
            None => return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None),
        }
    };
    let named = uri
        .query()
        .and_then(|query| query.strip_prefix("v="))
        .is_some_and(|v| !v.is_empty() && media.hash.starts_with(v));
    let keep = if named { "public, max-age=31536000, immutable" } else { "no-cache" };
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(media.content_type));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    answer.insert(header::ETAG, tag);
    answer.insert(header::CONTENT_SECURITY_POLICY, security::IMAGE);
    response
}

/// Reads a file piece by piece, as the client takes it.
async fn read(file: &std::path::Path, request: Request) -> Option<Response> {
    let mut asked = Request::builder().method(request.method().clone()).body(Body::empty()).ok()?;
    // Conditions were judged by the file's hash; of what is left, only the part asked for matters.
    if request.method() == Method::GET
        && !request.headers().contains_key(header::IF_RANGE)
        && let Some(range) = request.headers().get(header::RANGE)
    {
        asked.headers_mut().insert(header::RANGE, range.clone());
    }
    let response = ServeFile::new(file).oneshot(asked).await.ok()?;
    if response.status() == StatusCode::NOT_FOUND {
        tracing::warn!(path = %file.display(), "a file of the content folder cannot be read");
        return None;
    }
    Some(response.map(Body::new))
}
