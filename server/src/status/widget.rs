//! The status widget by itself, for pages that stand open, and the stream that tells them when to ask.

use std::sync::Arc;

use axum::{
    extract::{Request, State as Shared},
    http::{HeaderMap, Uri},
    response::Response,
};
use guichet_app::page;
use guichet_model::{Page, ProblemCode};

use super::TOPIC;
use crate::{
    accounts::{client, identity::Identity},
    compress::Effort,
    live::{self, Who},
    page_cache::{self, Page as Kept},
    pages::{cached, reader, view},
    portal::PortalView,
    problem,
    state::State,
};

/// Answers what stands in the widget now. The same for everyone, so it is kept like a page.
pub async fn fragment(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let snapshot = state.snapshot();
    let request = reader::fallback_request(&snapshot, &uri, &headers, &Identity::Anonymous);
    if uri.path() != format!("{}/widget", Page::Status.path(&request.locale)) {
        return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
    }
    let about: Option<Vec<String>> =
        view::parameter(&uri, "services").map(|list| list.split(',').map(str::to_owned).collect());
    // The number comes first: a widget with what changed meanwhile is kept under the one before, where nobody looks any more.
    let status = state.status.revision();
    let portal = PortalView::new(&state, &snapshot);
    let render = || {
        Arc::new(Kept::new(page::status_widget(&portal, &request, about.as_deref()), Effort::Kept))
    };
    let kept = if about.is_none() {
        let key = page_cache::Key {
            version: snapshot.version,
            status,
            path: uri.path().into(),
            theme: page::Theme::Auto,
            minute: None,
        };
        state.pages.get_or_render(key, || Ok::<_, ()>(render())).unwrap_or_else(|_| render())
    } else {
        render()
    };
    cached(&snapshot, &kept, &headers)
}

/// Answers with a stream that tells when the status changes: everyone may know that.
pub async fn stream(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let trusted = &state.settings.trusted_proxies;
    let reader = client::address(request.extensions(), request.headers(), trusted);
    live::stream(&state, TOPIC, Who::Reader(reader))
}
