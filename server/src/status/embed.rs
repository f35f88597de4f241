//! The status on other sites, without a script of ours: a small page for a frame, and a badge.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use guichet_app::{components::status::whole, page, words::Words};
use guichet_model::{Page, ProblemCode, status::Impact};

use super::api::public;
use crate::{
    accounts::identity::Identity,
    api,
    pages::{reader, view},
    portal::PortalView,
    problem,
    state::State,
};

/// Answers the page for a frame: the status line alone, whose links open a window of their own. Every site may frame it, since nothing on
/// it can be pressed by mistake that would change anything.
pub async fn frame(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let snapshot = state.snapshot();
    let request = reader::fallback_request(&snapshot, &uri, &headers, &Identity::Anonymous);
    if uri.path() != format!("{}/embed", Page::Status.path(&request.locale)) {
        return problem::answer(&state, &uri, &headers, ProblemCode::NotFound, None);
    }
    let portal = PortalView::new(&state, &snapshot);
    let html = page::status_frame(&portal, &request);
    let mut response = Response::new(Body::from(html));
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=10"));
    let policy = snapshot.page_policy.to_str().unwrap_or_default();
    let policy = policy.replace("frame-ancestors 'none'", "frame-ancestors *");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Answers the badge, in the language that `locale` names.
pub async fn badge(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let snapshot = state.snapshot();
    let asked = view::parameter(&uri, "locale");
    let locale = match api::locale(&snapshot.library, asked.as_deref()) {
        Ok(locale) => locale,
        Err(detail) => return api::bad_parameter(&detail),
    };
    let (board, policy) = (state.status.board(), snapshot.library.policy());
    let known = (!board.is_unknown(policy)).then(|| board.indicator(policy));
    let sentence = whole(&Words::of(&locale), &board, policy);
    public(svg(&sentence, known), "image/svg+xml", &headers)
}

/// A dot and a sentence; colours are readable on white and on dark ground alike. What nobody knows is grey.
fn svg(sentence: &str, indicator: Option<Impact>) -> String {
    let colour = match indicator {
        None => "#5f6368",
        Some(Impact::None) => "#1b7f4b",
        Some(Impact::Maintenance) => "#2463a6",
        Some(Impact::Minor) => "#946200",
        Some(Impact::Major | Impact::Critical) => "#b3261e",
    };
    // Letters of Latin scripts take about half the width of others.
    let width: u32 =
        sentence.chars().map(|c| if c.is_ascii() || c < '\u{500}' { 7 } else { 13 }).sum::<u32>()
            + 36;
    let text: String = sentence
        .chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '"' => "&quot;".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"24\" role=\"img\" aria-label=\"{text}\">\
         <title>{text}</title><rect width=\"{width}\" height=\"24\" rx=\"4\" fill=\"{colour}\"/>\
         <circle cx=\"13\" cy=\"12\" r=\"4\" fill=\"#fff\"/>\
         <text x=\"24\" y=\"16.500\" fill=\"#fff\" font-family=\"system-ui,sans-serif\" font-size=\"13\">{text}</text></svg>\n"
    )
}
