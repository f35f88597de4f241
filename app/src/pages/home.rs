//! The start page: one question, the search field, the topics, and three ways on.

use leptos::prelude::*;

use crate::{
    components::{
        cards::{self, unbroken},
        header,
        shell::Head,
        status, ways,
    },
    page::{Body, Context},
};

pub(crate) fn body(context: &Context<'_>) -> (u16, Body) {
    let words = &context.words;
    let portal = &context.portal.policy().portal;
    let (locale, viewer) = (context.locale(), context.request.viewer);
    let tagline = context.text(&portal.tagline);
    let categories = context.portal.categories(locale, viewer);
    let featured = context.portal.cards(locale, viewer, &portal.featured);
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        live: status::watches(context),
        ..Head::new(context.text(&portal.name), tagline.clone())
    };
    let topics = if categories.is_empty() {
        view! {
            <section class="container section empty">
                <h2>{words.home_empty_title()}</h2>
                <p>{words.home_empty_text()}</p>
            </section>
        }
        .into_any()
    } else {
        view! {
            <section class="container section">
                <h2 class="section-title">{words.home_topics()}</h2>
                {cards::category_cards(context, categories)}
            </section>
        }
        .into_any()
    };
    let view = view! {
        <section class="hero">
            <div class="container hero-inner">
                <h1 class="hero-title">{unbroken(&words.home_title())}</h1>
                {(!tagline.is_empty()).then(|| view! { <p class="hero-text">{tagline}</p> })}
                {header::search_box(context, "search", "", true)}
            </div>
        </section>
        {status::widget(context, None).map(|widget| view! { <div class="container status-place">{widget}</div> })}
        {topics}
        {(!featured.is_empty()).then(|| view! {
            <section class="container section">
                <h2 class="section-title">{words.home_featured()}</h2>
                <div class="featured">{cards::article_list(featured)}</div>
            </section>
        })}
        <section class="container section">
            <h2 class="section-title">{words.home_ways()}</h2>
            {ways::ways(context, None)}
        </section>
    };
    (200, Body { head, view: view.into_any() })
}
