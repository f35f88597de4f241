//! Articles and categories in lists.

use guichet_model::{Locale, Page};
use leptos::prelude::*;

use super::icons::icon;
use crate::{
    page::Context,
    portal::{ArticleCard, CategoryCard},
};

/// The longest word, in characters, that may not break at its hyphens.
const LONGEST_WHOLE: usize = 18;

/// A tag naming the language of something that is not in the reader's.
pub(crate) fn language_tag(locale: &Locale) -> impl IntoView + use<> {
    view! { <span class="tag" lang=locale.to_string()>{locale.endonym().to_owned()}</span> }
}

/// Articles as a plain list of links with their summaries.
pub(crate) fn article_list(cards: Vec<ArticleCard>) -> impl IntoView {
    let rows = cards.into_iter().map(|card| {
        let lang = card.foreign.as_ref().map(Locale::to_string);
        let direction = card.foreign.as_ref().map(Locale::direction);
        view! {
            <li class="article-row">
                <a class="article-row-link" href=card.url lang=lang.clone() dir=direction>{card.title}</a>
                {card.foreign.as_ref().map(language_tag)}
                {(!card.description.is_empty()).then(|| view! { <p class="article-row-text" lang=lang dir=direction>{card.description}</p> })}
            </li>
        }
    });
    view! { <ul class="article-list">{rows.collect_view()}</ul> }
}

/// Articles as links alone.
pub(crate) fn link_list(cards: Vec<ArticleCard>) -> impl IntoView {
    let rows = cards.into_iter().map(|card| {
        let lang = card.foreign.as_ref().map(Locale::to_string);
        let direction = card.foreign.as_ref().map(Locale::direction);
        view! { <li><a href=card.url lang=lang dir=direction>{card.title}</a>{card.foreign.as_ref().map(language_tag)}</li> }
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
                    <h3 class="category-title"><a href=url.clone()>{icon(category.icon.as_deref().unwrap_or("book"))}{category.title}<span class="category-count">{words.category_count(category.count)}</span></a></h3>
                    {category.description.map(|text| view! { <p class="category-text">{text}</p> })}
                    {link_list(category.top)}
                    <p class="category-more"><a href=url>{words.category_more(category.count)}</a></p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="category-grid">{cards}</ul> }
}

/// The path from the start page to here, without the page itself. One step below the start page there is none: the mark leads there.
pub(crate) fn breadcrumbs(
    context: &Context<'_>,
    trail: Vec<(String, Page)>,
) -> Option<impl IntoView + use<>> {
    if trail.is_empty() {
        return None;
    }
    let home = context.text(&context.portal.policy().portal.name);
    let links = std::iter::once((home, Page::Home))
        .chain(trail)
        .map(|(title, page)| view! { <li><a href=context.url(&page)>{title}</a></li> })
        .collect_view();
    Some(view! {
        <nav class="breadcrumbs" aria-label=context.words.breadcrumbs_label()>
            <ol>{links}</ol>
        </nav>
    })
}

/// A title whose hyphenated words stay whole at the end of a line, as far as a narrow screen holds them.
pub(crate) fn unbroken(title: &str) -> AnyView {
    if !title.contains('-') {
        return title.to_owned().into_any();
    }
    title
        .split_inclusive(' ')
        .map(|word| {
            let whole = word.contains('-') && word.chars().count() <= LONGEST_WHOLE;
            let word = word.to_owned();
            if whole {
                view! { <span class="whole">{word}</span> }.into_any()
            } else {
                word.into_any()
            }
        })
        .collect_view()
        .into_any()
}

/// An entry of a table of contents: level, anchor and words.
pub(crate) type Heading = (u8, String, String);

/// A table of contents in the reader's language, or, where it is not theirs, in that of `language`.
pub(crate) fn contents(
    context: &Context<'_>,
    headings: Vec<Heading>,
    language: Option<&Locale>,
) -> impl IntoView + use<> {
    let rows = headings.into_iter().map(|(level, anchor, title)| {
        view! { <li class=format!("toc-{level}")><a href=format!("#{anchor}")>{title}</a></li> }
    });
    view! {
        <nav class="toc" aria-labelledby="toc-title">
            <h2 class="toc-title" id="toc-title">{context.words.article_toc()}</h2>
            <ol lang=language.map(Locale::to_string) dir=language.map(Locale::direction)>{rows.collect_view()}</ol>
        </nav>
    }
}
