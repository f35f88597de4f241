//! Every topic with its first articles.

use leptos::prelude::*;

use crate::{
    components::{cards, shell::Head},
    page::{Body, Context},
};

pub(crate) fn body(context: &Context<'_>) -> (u16, Body) {
    let words = &context.words;
    let categories = context.portal.categories(context.locale(), context.request.viewer);
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        ..Head::new(words.categories_title(), words.categories_text())
    };
    let view = view! {
        <div class="container page">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.categories_title()}</h1>
            <p class="lead">{words.categories_text()}</p>
            <h2 class="visually-hidden">{words.home_topics()}</h2>
            {cards::category_cards(context, categories)}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}
