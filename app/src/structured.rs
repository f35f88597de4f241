//! Structured data for search engines: schema.org in JSON-LD. Nothing that is not already public on the page.

use guichet_model::{ArticleKey, Page};
use serde_json::{Value, json};

use crate::{page::Context, portal::ArticleView};

/// A `TechArticle` with its `BreadcrumbList` (schema.org).
pub(crate) fn article(context: &Context<'_>, key: &ArticleKey, article: &ArticleView) -> String {
    let base = context.portal.base_url();
    let url = |page: &Page| format!("{base}{}", context.url(page));
    let trail = [
        (context.text(&context.portal.policy().portal.name), Page::Home),
        (article.category.1.clone(), Page::Category(article.category.0.clone())),
        (article.title.clone(), Page::Article(key.clone())),
    ];
    let crumbs: Vec<Value> = trail
        .iter()
        .enumerate()
        .map(|(i, (name, page))| json!({ "@type": "ListItem", "position": i + 1, "name": name, "item": url(page) }))
        .collect();
    let mut technical = json!({
        "@type": "TechArticle",
        "headline": article.title,
        "description": article.description,
        "inLanguage": article.locale.as_str(),
        "url": url(&Page::Article(key.clone())),
        "isAccessibleForFree": article.audience == guichet_model::Audience::Everyone,
    });
    if let Some(date) = article.updated {
        technical["dateModified"] = json!(date.to_string());
    }
    let graph = json!({ "@context": "https://schema.org", "@graph": [technical, { "@type": "BreadcrumbList", "itemListElement": crumbs }] });
    // `</script>` in a title must not end the element.
    graph.to_string().replace('<', "\\u003c")
}
