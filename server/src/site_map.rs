//! What machines read: `robots.txt`, `sitemap.xml` and the speculation rules of the browser.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderValue, header},
    response::Response,
};
use guichet_model::{Page, Viewer, article::visible};

use crate::state::State;

/// Which links the browser may fetch ahead: pages of the portal, once the pointer rests on them; never a change of language, nor what is done by going there.
const SPECULATION_RULES: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*/*"},{"not":{"href_matches":"/api/*"}},{"not":{"href_matches":"/*/sign-in/with/*"}},{"not":{"selector_matches":"[hreflang], [rel~=nofollow]"}}]},"eagerness":"moderate"}]}"#;

fn text(content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

/// Answers the speculation rules that pages name in a header.
pub async fn speculation_rules() -> Response {
    text("application/speculationrules+json", SPECULATION_RULES.to_owned())
}

/// Answers what crawlers may read: everything but results of searches.
pub async fn robots(Shared(state): Shared<Arc<State>>) -> Response {
    let mut body = "User-agent: *\nDisallow: /api/\nDisallow: /*/search\nDisallow: /*/account\nDisallow: /*/desk\n".to_owned();
    if let Some(url) = &state.settings.public_url {
        _ = writeln!(body, "\nSitemap: {url}/sitemap.xml");
    }
    text("text/plain; charset=utf-8", body)
}

/// Answers every page that everyone may read (sitemaps.org protocol), as absolute addresses where the public address is set.
pub async fn sitemap(Shared(state): Shared<Arc<State>>) -> Response {
    let snapshot = state.snapshot();
    let library = &snapshot.library;
    let base = state.settings.public_url.as_deref().unwrap_or("");
    let mut body = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for locale in library.locales() {
        for page in [Page::Home, Page::Categories, Page::Policies, Page::Contact, Page::Status] {
            _ = writeln!(body, "<url><loc>{base}{}</loc></url>", page.path(locale));
        }
    }
    for article in library.articles().filter(|article| visible(article.audience, Viewer::Anonymous))
    {
        let path = Page::Article(article.key.clone()).path(&article.locale);
        let changed =
            article.updated.map_or_else(String::new, |date| format!("<lastmod>{date}</lastmod>"));
        _ = writeln!(body, "<url><loc>{base}{path}</loc>{changed}</url>");
    }
    body.push_str("</urlset>\n");
    text("application/xml; charset=utf-8", body)
}
