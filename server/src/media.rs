//! Images of the content folder: those that an article refers to, and no other file.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use guichet_model::ProblemCode;

use crate::{pages, problem, security, state::State};

/// Answers an image. An address with the image's own hash may be kept for good.
pub async fn image(
    Shared(state): Shared<Arc<State>>,
    Path(path): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let snapshot = state.snapshot();
    let Some(media) = snapshot.library.media(&path) else {
        return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
    };
    let tag = HeaderValue::from_str(&format!("\"{}\"", media.hash))
        .unwrap_or(HeaderValue::from_static("\"\""));
    let mut response =
        if headers.get_all(header::IF_NONE_MATCH).iter().any(|value| pages::matches(value, &tag)) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = axum::http::StatusCode::NOT_MODIFIED;
            response
        } else {
            match tokio::fs::read(&media.file).await {
                Ok(bytes) => Response::new(Body::from(bytes)),
                Err(error) => {
                    tracing::warn!(path = %media.file.display(), %error, "an image cannot be read");
                    return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
                }
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
