//! Articles and categories in lists.

use guichet_model::{Locale, Page};
use leptos::prelude::*;

use super::icons::icon;
use crate::{
    page::Context,
    portal::{ArticleCard, CategoryCard},
};

/// A tag naming the language of something that is not in the reader's.
pub(crate) fn language_tag(locale: &Locale) -> impl IntoView + use<> {
    view! { <span class="tag" lang=locale.to_string()>{locale.endonym().to_owned()}</span> }
}

/// Articles as a plain list of links with their summaries.
pub(crate) fn article_list(cards: Vec<ArticleCard>) -> impl IntoView {
    let rows = cards.into_iter().map(|card| {
        let lang = card.foreign.as_ref().map(Locale::to_string);
        view! {
            <li class="article-row">
                <a class="article-row-link" href=card.url lang=lang.clone()>{card.title}</a>
                {card.foreign.as_ref().map(language_tag)}
                {(!card.description.is_empty()).then(|| view! { <p class="article-row-text" lang=lang>{card.description}</p> })}
            </li>
        }
    });
    view! { <ul class="article-list">{rows.collect_view()}</ul> }
}

/// Articles as links alone.
pub(crate) fn link_list(cards: Vec<ArticleCard>) -> impl IntoView {
    let rows = cards.into_iter().map(|card| {
        let lang = card.foreign.as_ref().map(Locale::to_string);
        view! { <li><a href=card.url lang=lang>{card.title}</a>{card.foreign.as_ref().map(language_tag)}</li> }
    });
    view! { <ul class="link-list">{rows.collect_view()}</ul> }
}

/// Categories as cards, each with its first articles.
pub(crate) fn category_cards(
    context: &Context<'_>,
    categories: Vec<CategoryCard>,
) -> impl IntoView + use<> {
    let words = &context.words;
    let cards = categories
        .into_iter()
        .map(|category| {
            let url = context.url(&Page::Category(category.slug));
            view! {
                <li class="category-card">
                    <h3 class="category-title"><a href=url.clone()>{icon(category.icon.as_deref().unwrap_or("book"))}{category.title}</a></h3>
                    {category.description.map(|text| view! { <p class="category-text">{text}</p> })}
                    {link_list(category.top)}
                    <p class="category-more"><a href=url>{words.category_more(category.count)}</a></p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="category-grid">{cards}</ul> }
}

/// The path from the start page to here; the last entry is the page itself and no link.
pub(crate) fn breadcrumbs(
    context: &Context<'_>,
    trail: Vec<(String, Page)>,
) -> impl IntoView + use<> {
    let home = context.text(&context.portal.policy().portal.name);
    let links = std::iter::once((home, Page::Home))
        .chain(trail)
        .map(|(title, page)| view! { <li><a href=context.url(&page)>{title}</a></li> })
        .collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=context.words.breadcrumbs_label()>
            <ol>{links}</ol>
        </nav>
    }
}
