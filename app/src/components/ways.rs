//! The ways on when an article is not enough: forum, policies, contact. Nobody is left at a dead end.

use guichet_model::{Page, forum::comes_first, guided::FormStep};
use leptos::prelude::*;

use super::icons::icon;
use crate::page::Context;

/// The three ways on, each saying for whom it is; a page does not lead to itself.
pub(crate) fn ways(context: &Context<'_>, service: Option<&str>) -> impl IntoView + use<> {
    let words = &context.words;
    let policies = elsewhere(context, &Page::Policies).map(|url| {
        way(
            "book",
            words.nav_policies(),
            words.way_policies_text(),
            words.way_policies_action(),
            url,
            false,
        )
    });
    list(context, service, policies)
}

/// The ways on for whoever found nothing: they have a problem to describe, and not the policies to read.
pub(crate) fn with_form(context: &Context<'_>, service: Option<&str>) -> impl IntoView + use<> {
    let words = &context.words;
    let form = context.url(&Page::NewCase(FormStep::Start));
    let form = way("file", words.new_title(), words.new_lead(), words.new_begin(), form, false);
    list(context, service, Some(form))
}

/// Where a page is, unless it is the one that is shown.
fn elsewhere(context: &Context<'_>, page: &Page) -> Option<String> {
    (context.here() != Some(page)).then(|| context.url(page))
}

/// The forum is that of the service, where the page is about one, and stands first for those whom support does not answer.
fn list(
    context: &Context<'_>,
    service: Option<&str>,
    third: Option<AnyView>,
) -> impl IntoView + use<> {
    let words = &context.words;
    let organisation = context.text(&context.portal.policy().portal.organisation);
    let forum = context.forum_url(service).map(|url| {
        way(
            "people",
            words.way_forum_title(),
            words.way_forum_text(organisation),
            words.way_forum_action(),
            url,
            true,
        )
    });
    let contact = elsewhere(context, &Page::Contact).map(|url| {
        way(
            "lifebuoy",
            words.way_contact_title(),
            words.way_contact_text(),
            words.way_contact_action(),
            url,
            false,
        )
    });
    let (first, second) = if comes_first(context.request.viewer, context.portal.policy()) {
        (forum, contact)
    } else {
        (contact, forum)
    };
    view! {
        <ul class="ways">
            {first}
            {second}
            {third}
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
) -> AnyView {
    view! {
        <li class="way">
            <h3 class="way-title">{icon(name)}{title}</h3>
            <p class="way-text">{text}</p>
            <a class="way-action" href=url rel=external.then_some("noopener")>{action}{external.then(|| icon("external"))}</a>
        </li>
    }
    .into_any()
}
