//! What the page of search results knows from outside the portal: the forum's topics, within the time that it waits for them, or afterwards.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use guichet_app::{
    page::{self, PageRequest},
    pages::{
        View,
        search::{ForumPanel, Found, SearchView},
    },
    portal::Portal as _,
};
use guichet_model::{
    Page, ProblemCode,
    forum::{Asker, forum_for},
    route::encode,
};

use super::{reader, view::Asked};
use crate::{
    accounts::identity::{self, Identity},
    forum::{Answer, FILL_PATIENCE, PAGE_PATIENCE, Question},
    portal::PortalView,
    problem::{self, PRIVATE},
    state::{Snapshot, State},
};

/// The forum's results beside the articles', as far as they come in time.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> View {
    let panel = panel(asked.state, asked.snapshot, request, asked.identity, PAGE_PATIENCE).await;
    View::Search(SearchView { forum: panel })
}

/// `/{locale}/search/forum`: what the page of results did not wait for, as a piece of HTML. It is an answer of this moment, and kept nowhere.
pub async fn forum(
    Shared(state): Shared<Arc<State>>,
    Path(locale): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let snapshot = state.snapshot();
    let Some(locale) = reader::known(&snapshot.library, &locale) else {
        return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
    };
    // Who cannot be recognised now is shown the forum of everyone.
    let identity = identity::identify(&state, &headers).await.unwrap_or_default();
    let request = PageRequest {
        viewer: identity.viewer(snapshot.library.policy()),
        visitor: None,
        view: View::Plain,
        query: reader::search_query(&uri),
        page: Page::Search,
        theme: reader::theme(&headers),
        locale,
    };
    let Some(panel) = panel(&state, &snapshot, &request, &identity, FILL_PATIENCE).await else {
        return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
    };
    let html = page::render_forum(&PortalView::new(&state, &snapshot), &request, &panel);
    let mut response = Response::new(Body::from(html));
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer.insert(header::CACHE_CONTROL, PRIVATE);
    response
}

async fn panel(
    state: &Arc<State>,
    snapshot: &Snapshot,
    request: &PageRequest,
    identity: &Identity,
    patience: Duration,
) -> Option<ForumPanel> {
    let (query, locale) = (&request.query, &request.locale);
    // It stands beside the best articles, not beside every further page of them.
    if query.text.is_empty() || query.page > 1 {
        return None;
    }
    let portal = PortalView::new(state, snapshot);
    let category = query.category.as_ref();
    let service = category.and_then(|slug| portal.service_of(locale, request.viewer, slug));
    let asker = Asker { service: service.as_deref(), locale, edition: identity.edition() };
    let forum = forum_for(snapshot.library.policy(), &asker)?;
    let url = forum.search_page(&asker, &query.text)?;
    let found = match forum.discourse(&asker) {
        None => Found::Elsewhere,
        Some(discourse) => {
            let question = Question::search(discourse, &query.text);
            match state.forums.ask(&question, patience).await {
                Answer::Found(topics) => Found::Topics(topics.to_vec()),
                Answer::UnderWay => Found::Later(fragment(request)),
                Answer::Unavailable => Found::Nothing,
            }
        }
    };
    Some(ForumPanel { name: forum.name.get(locale).to_owned(), url, found })
}

/// Where the forum's answer to this search will be.
fn fragment(request: &PageRequest) -> String {
    let category = request.query.category.as_ref();
    let category = category.map_or_else(String::new, |slug| format!("&category={slug}"));
    let text = encode(&request.query.text);
    format!("{}/forum?q={text}{category}", Page::Search.path(&request.locale))
}
