//! `GET /api/v1/articles/{locale}/{category}/{slug}`.

use std::sync::Arc;

use axum::{
    extract::{Path, State as Shared},
    http::HeaderMap,
    response::Response,
};
use guichet_app::{portal::Portal as _, words::Words};
use guichet_model::{ArticleKey, Locale, Page, ProblemCode, Viewer};
use serde::Serialize;

use super::json_for;
use crate::{accounts::identity, portal::PortalView, problem, state::State};

/// An article as programs get it.
#[derive(Debug, Serialize)]
struct ArticleAnswer {
    locale: Locale,
    category: String,
    slug: String,
    title: String,
    description: String,
    url: String,
    /// Sanitised HTML.
    html: String,
    updated: Option<String>,
    minutes: usize,
    headings: Vec<Heading>,
    translations: Vec<Translation>,
    related: Vec<Related>,
}

#[derive(Debug, Serialize)]
struct Heading {
    level: u8,
    anchor: String,
    title: String,
}

#[derive(Debug, Serialize)]
struct Translation {
    locale: Locale,
    url: String,
}

#[derive(Debug, Serialize)]
struct Related {
    title: String,
    url: String,
}

/// Answers an article in exactly the locale asked for.
pub async fn article(
    Shared(state): Shared<Arc<State>>,
    Path((locale, category, slug)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    let (Ok(locale), Ok(category), Ok(slug)) =
        (locale.parse::<Locale>(), category.parse(), slug.parse())
    else {
        return problem::json(ProblemCode::NotFound, None, None);
    };
    let key = ArticleKey { category, slug };
    let viewer = identity::viewer(&state, &headers).await;
    let answer = tokio::task::spawn_blocking(move || find(&state, &locale, &key, viewer)).await;
    match answer {
        Ok(Some(article)) => json_for(viewer, &article),
        Ok(None) => problem::json(ProblemCode::NotFound, None, None),
        Err(error) => {
            tracing::error!(%error, "rendering an article panicked");
            problem::json(ProblemCode::Internal, None, None)
        }
    }
}

fn find(state: &State, locale: &Locale, key: &ArticleKey, viewer: Viewer) -> Option<ArticleAnswer> {
    let snapshot = state.snapshot();
    snapshot.library.article(locale, key)?;
    let view =
        PortalView::new(state, &snapshot).article(locale, viewer, key, &Words::of(locale))?;
    let page = Page::Article(key.clone());
    let translations = view
        .translations
        .iter()
        .map(|other| Translation { locale: other.clone(), url: page.path(other) });
    Some(ArticleAnswer {
        category: key.category.to_string(),
        slug: key.slug.to_string(),
        url: page.path(locale),
        updated: view.updated.map(|date| date.to_string()),
        minutes: view.minutes,
        headings: view
            .toc
            .into_iter()
            .map(|h| Heading { level: h.level, anchor: h.anchor, title: h.title })
            .collect(),
        translations: translations.collect(),
        related: view
            .related
            .into_iter()
            .map(|card| Related { title: card.title, url: card.url })
            .collect(),
        locale: view.locale,
        title: view.title,
        description: view.description,
        html: view.html,
    })
}
