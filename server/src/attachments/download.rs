//! `GET /attachments/{id}`: a file for those entitled, to be saved and never shown.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use futures_util::stream;
use guichet_model::ProblemCode;
use guichet_storage::{Attachment, AttachmentId};

use super::{access, name};
use crate::{
    accounts::identity,
    problem::{self, PRIVATE},
    state::State,
};

/// What a file may do if a browser shows it after all: nothing, in an origin of its own.
const SANDBOX: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// Answers a file. Whoever may not have it learns nothing of it, not even that it is there.
pub async fn file(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let identity = match identity::identify(&state, &headers).await {
        Ok(identity) => identity,
        Err(code) => return problem::page(&state, &uri, &headers, code, None),
    };
    let id = AttachmentId::from(id);
    match access::open(&state, &identity, &id).await {
        Ok(Some(file)) => answer(&state, file),
        Ok(None) => {
            let code = ProblemCode::NotFound;
            problem::page_for(&state, &uri, &headers, code, None, &identity)
        }
        Err(code) => problem::page_for(&state, &uri, &headers, code, None, &identity),
    }
}

fn answer(state: &Arc<State>, file: Attachment) -> Response {
    let kind = file.media_type.as_deref().unwrap_or("application/octet-stream");
    let kind = HeaderValue::from_str(kind);
    let disposition = name::disposition(&file.name);
    let size = file.size;
    let start = (Arc::clone(state), file.id, 0);
    let blocks = stream::try_unfold(start, async |(state, id, at)| {
        let block = state.attachments.store.read(&id, at).await?;
        let next = at + block.len() as u64;
        Ok::<_, std::io::Error>((!block.is_empty()).then_some((block, (state, id, next))))
    });
    let mut response = Response::new(Body::from_stream(blocks));
    let headers = response.headers_mut();
    let unknown = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind.unwrap_or(unknown));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(header::CACHE_CONTROL, PRIVATE);
    response
}
