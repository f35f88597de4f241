//! The articles of one topic.

use guichet_model::{Page, ProblemCode, Slug};
use leptos::prelude::*;

use crate::{
    components::{
        cards::{self, unbroken},
        forum,
        icons::icon,
        shell::Head,
        ways,
    },
    page::{Body, Context},
};

pub(crate) fn body(context: &Context<'_>, slug: &Slug) -> Result<(u16, Body), ProblemCode> {
    let words = &context.words;
    let category = context
        .portal
        .category(context.locale(), context.request.viewer, slug)
        .ok_or(ProblemCode::NotFound)?;
    let description = category.card.description.clone().unwrap_or_default();
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        ..Head::new(category.card.title.clone(), description.clone())
    };
    let service = context.portal.service_of(context.locale(), context.request.viewer, slug);
    let list = if category.articles.is_empty() {
        view! { <p class="empty">{words.category_empty()}</p> }.into_any()
    } else {
        cards::article_list(category.articles).into_any()
    };
    let view = view! {
        <div class="container page narrow">
            {cards::breadcrumbs(context, vec![(words.categories_title(), Page::Categories)])}
            <h1 class="page-title-icon">{icon(category.card.icon.as_deref().unwrap_or("book"))}<span>{unbroken(&category.card.title)}</span></h1>
            {(!description.is_empty()).then(|| view! { <p class="lead">{description}</p> })}
            <p class="meta">{words.category_count(category.card.count)}</p>
            {list}
            {forum::top(context, service.as_deref())}
            <section class="section">
                <h2 class="section-title">{words.still_stuck_title()}</h2>
                {ways::ways(context, service.as_deref())}
            </section>
        </div>
    };
    Ok((200, Body { head, view: view.into_any() }))
}
