//! `GET /attachments/{id}`: a file for those entitled, to be saved and never shown.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use guichet_model::ProblemCode;
use guichet_storage::{Attachment, AttachmentId};

use super::{access, name, receive::unavailable, store::Blocks};
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
    let opened = async {
        let file = access::open(&state, &identity, &id).await?.ok_or(ProblemCode::NotFound)?;
        let (first, rest) = begin(&state, &file).await?;
        Ok(answer(&file, first, rest))
    };
    opened
        .await
        .unwrap_or_else(|code| problem::page_for(&state, &uri, &headers, code, None, &identity))
}

/// The first block of a file, and those that follow: what cannot be read is told before anything is said to be there.
async fn begin(state: &State, file: &Attachment) -> Result<(Bytes, Blocks), ProblemCode> {
    let storage = &state.accounts.storage;
    let blocks = state.attachments.store.blocks(storage, &file.id, file.size).await;
    let mut blocks = blocks.map_err(unavailable)?;
    let first = blocks.try_next().await.map_err(|error| unavailable(error.into()))?;
    Ok((first.unwrap_or_default(), blocks))
}

fn answer(file: &Attachment, first: Bytes, rest: Blocks) -> Response {
    let kind = file.media_type.as_deref().unwrap_or("application/octet-stream");
    let kind = HeaderValue::from_str(kind);
    let disposition = name::disposition(&file.name);
    let blocks = stream::iter([Ok(first)]).chain(rest);
    let mut response = Response::new(Body::from_stream(blocks));
    let headers = response.headers_mut();
    let unknown = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind.unwrap_or(unknown));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
    headers.insert(header::CACHE_CONTROL, PRIVATE);
    response
}
