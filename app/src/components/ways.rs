//! The ways on when an article is not enough: forum, policies, contact. Nobody is left at a dead end.

use guichet_model::Page;
use leptos::prelude::*;

use super::icons::icon;
use crate::page::Context;

/// The three ways on, each saying for whom it is; a page does not lead to itself.
pub(crate) fn ways(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let organisation = context.text(&context.portal.policy().portal.organisation);
    let forum = context.forum_url().map(|url| {
        way(
            "people",
            words.way_forum_title(),
            words.way_forum_text(organisation),
            words.way_forum_action(),
            url,
            true,
        )
    });
    let elsewhere = |page: Page| (context.here() != Some(&page)).then(|| context.url(&page));
    let contact = elsewhere(Page::Contact).map(|url| {
        way(
            "lifebuoy",
            words.way_contact_title(),
            words.way_contact_text(),
            words.way_contact_action(),
            url,
            false,
        )
    });
    let policies = elsewhere(Page::Policies).map(|url| {
        way(
            "book",
            words.nav_policies(),
            words.way_policies_text(),
            words.way_policies_action(),
            url,
            false,
        )
    });
    view! {
        <ul class="ways">
            {forum}
            {contact}
            {policies}
        </ul>
    }
}

/// A way on: what it is, for whom, and where it leads.
pub(crate) fn way(
    name: &str,
    title: String,
    text: String,
    action: String,
    url: String,
    external: bool,
) -> impl IntoView + use<> {
    view! {
        <li class="way">
            <h3 class="way-title">{icon(name)}{title}</h3>
            <p class="way-text">{text}</p>
            <a class="way-action" href=url rel=external.then_some("noopener")>{action}{external.then(|| icon("external"))}</a>
        </li>
    }
}
