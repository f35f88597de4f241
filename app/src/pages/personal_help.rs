//! Help for people whose address is a personal one: what they get, where to begin, and the door for those who look after an organisation.

use guichet_model::Page;
use leptos::prelude::*;

use crate::{
    components::{cards, shell::Head, ways::way},
    page::{Body, Context},
};

pub(crate) fn body(context: &Context<'_>) -> (u16, Body) {
    let words = &context.words;
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        ..Head::new(words.personal_title(), words.personal_lead())
    };
    let forum = context.forum_url(None).map(|url| {
        let (title, text) = (words.contact_alt_forum_title(), words.contact_alt_forum_text());
        way("people", title, text, words.contact_alt_forum_action(), url, false)
    });
    let articles = way(
        "search",
        words.contact_alt_articles_title(),
        words.contact_alt_articles_text(),
        words.nav_articles(),
        context.url(&Page::Categories),
        false,
    );
    let view = view! {
        <div class="container page narrow">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.personal_title()}</h1>
            <p class="lead">{words.personal_lead()}</p>
            <section class="section">
                <h2 class="section-title">{words.personal_first()}</h2>
                <ul class="ways ways-first">{articles}{forum}</ul>
            </section>
            <section class="policy-section">
                <h2>{words.personal_gets()}</h2>
                <p>{words.personal_gets_text()}</p>
                <p>{words.personal_gets_not()}</p>
            </section>
            <section class="policy-section">
                <h2>{words.personal_admin()}</h2>
                <p>{words.personal_admin_text()}</p>
                <p><a class="way-action" href=context.url(&Page::SignIn)>{words.personal_admin_action()}</a></p>
            </section>
        </div>
    };
    (200, Body { head, view: view.into_any() })
}
