//! The document around every page: head, header, footer, and the loader of the islands.

use guichet_model::{Locale, Page};
use leptos::prelude::*;

use super::{header, status, view_as};
use crate::{
    accent,
    page::{Body, Context, Theme},
};

/// What a page says of itself in the document's head.
pub struct Head {
    /// The page's own title; the portal's name follows it.
    pub title: String,
    /// A sentence for search engines and shared links.
    pub description: String,
    /// The locales the page exists in; `None` for pages that no one should find by a search engine.
    pub alternates: Option<Vec<Locale>>,
    /// Structured data (schema.org, JSON-LD), if the page has some.
    pub structured: Option<String>,
    /// Whether something on it is kept up to date while it stands open.
    pub live: bool,
    /// A feed of it: its name and its address.
    pub feed: Option<(String, String)>,
}

impl Head {
    /// A head with a title and a description.
    pub fn new(title: String, description: String) -> Self {
        Self { title, description, alternates: None, structured: None, live: false, feed: None }
    }
}

/// The whole document.
pub(crate) fn document(context: &Context<'_>, body: Body) -> String {
    let Body { head, view } = body;
    let request = context.request;
    let theme = (request.theme != Theme::Auto).then(|| request.theme.name());
    let title = full_title(context, &head.title);
    let page = view! {
        <html lang=context.words.language().to_owned() dir=context.words.direction() data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <title>{title.clone()}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=context.portal.asset("style.css") />
                {is_personal(context).then(|| view! { <link rel="stylesheet" href=context.portal.asset("personal.css") /> })}
                <style inner_html=accent_style(context)></style>
                <link rel="icon" href=context.portal.asset("favicon.svg") type="image/svg+xml" />
                {head_links(context, &head)}
                {open_graph("og:title", title)}
                {description(head.description)}
                {open_graph("og:site_name", context.text(&context.portal.policy().portal.name))}
                {head.feed.map(|(title, url)| view! { <link rel="alternate" type="application/atom+xml" title=title href=url /> })}
                {head.live.then(|| live_script(context))}
                {head.structured.map(|json| view! { <script type="application/ld+json" inner_html=json></script> })}
                <script
                    type="module"
                    src=context.portal.asset("loader.js")
                    data-js=context.portal.asset("guichet.js")
                    data-wasm=context.portal.asset("guichet_bg.wasm")
                ></script>
                {form_script(context)}
            </head>
            <body>
                <a class="skip-link" href="#content">{context.words.skip_to_content()}</a>
                {view_as::bar(context)}
                {header::header(context)}
                <main id="content" tabindex="-1">{view}</main>
                {printed_address(context)}
                {footer(context)}
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", page.to_html())
}

/// The status line alone, as a document for a frame on another site: no script, and links that leave the frame.
pub(crate) fn frame(context: &Context<'_>) -> String {
    let page = view! {
        <html lang=context.words.language().to_owned() dir=context.words.direction()>
            <head>
                <meta charset="utf-8" />
                <title>{context.words.status_title()}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <meta http-equiv="refresh" content="60" />
                <base target="_blank" />
                <link rel="stylesheet" href=context.portal.asset("style.css") />
                <style inner_html=accent_style(context)></style>
            </head>
            <body class="frame"><main>{status::inner(context, None)}</main></body>
        </html>
    };
    format!("<!DOCTYPE html>{}", page.to_html())
}

/// The script that keeps parts of a page up to date, told how often to ask where a proxy lets no streams through.
fn live_script(context: &Context<'_>) -> impl IntoView + use<> {
    let poll = context.portal.live_poll_s().to_string();
    view! { <script type="module" src=context.portal.asset("live.js") data-poll-s=poll id="live-script"></script> }
}

/// The script of the guided form, and of files that go with a case, on those pages alone; what takes secrets out of files it loads when there is one to look at.
fn form_script(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let asset = |name| context.portal.asset(name);
    matches!(context.here(), Some(Page::NewCase(_) | Page::Case(_) | Page::DeskCase(_))).then(
        || {
            view! {
                <script
                    type="module"
                    src=asset("form.js")
                    data-redact-js=asset("redact.js")
                    data-redact-wasm=asset("redact_bg.wasm")
                    id="form-script"
                ></script>
            }
        },
    )
}

/// Whether a page needs the second style sheet: it is more than reading, or staff look at it, with other eyes or at why results are there.
fn is_personal(context: &Context<'_>) -> bool {
    let staff = context.request.visitor.as_ref().is_some_and(|visitor| visitor.staff.is_some());
    let is_reading = matches!(
        context.request.page,
        Page::Home
            | Page::Categories
            | Page::Category(_)
            | Page::Article(_)
            | Page::Search
            | Page::Policies
    );
    staff || !is_reading
}

/// The accent colour's style sheet, the only inline style of the portal; its hash stands in the content security policy.
pub(crate) fn accent_style(context: &Context<'_>) -> String {
    accent::fit(&context.portal.policy().portal.accent)
        .map_or_else(String::new, |fitted| accent::style(&fitted))
}

fn full_title(context: &Context<'_>, title: &str) -> String {
    let name = context.text(&context.portal.policy().portal.name);
    if title.is_empty() || title == name { name } else { format!("{title} · {name}") }
}

fn head_links(context: &Context<'_>, head: &Head) -> AnyView {
    let Some(locales) = &head.alternates else {
        return view! { <meta name="robots" content="noindex" /> }.into_any();
    };
    let page = &context.request.page;
    let base = context.portal.base_url();
    if base.is_empty() {
        // Both kinds of links must be whole addresses; without the portal's own there is none to give.
        return ().into_any();
    }
    let links = locales
        .iter()
        .map(|locale| view! { <link rel="alternate" hreflang=locale.to_string() href=format!("{base}{}", page.path(locale)) /> })
        .collect_view();
    // A page shown in another language than its address says belongs, for search engines, to that language's address.
    let canonical =
        if locales.contains(context.locale()) { Some(context.locale()) } else { locales.first() };
    let canonical = canonical.map(
        |locale| view! { <link rel="canonical" href=format!("{base}{}", page.path(locale)) /> },
    );
    view! { {canonical} {links} }.into_any()
}

/// The page's summary, where it has one.
fn description(text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| {
        view! { <meta name="description" content=text.clone() /> {open_graph("og:description", text)} }
    })
}

/// The page's address for paper, where the portal knows its own.
fn printed_address(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let base = context.portal.base_url();
    let page = context.here().filter(|_| !base.is_empty())?;
    Some(view! { <p class="printed-address">{format!("{base}{}", context.url(page))}</p> })
}

/// A property of the Open Graph protocol.
fn open_graph(property: &'static str, content: String) -> impl IntoView {
    leptos::html::meta().attr("property", property).content(content)
}

/// The way to the status page: the portal's own, or the one elsewhere that the policy names.
fn status_link(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let elsewhere = context.portal.policy().portal.status_url.clone();
    let url = if status::watches(context) { Some(context.url(&Page::Status)) } else { elsewhere }?;
    Some(view! { <li><a href=url rel="noopener">{words.nav_status()}</a></li> })
}

fn footer(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let portal = &context.portal.policy().portal;
    let external = |url: &Option<String>, label: String| {
        url.clone().map(|url| view! { <li><a href=url rel="noopener">{label}</a></li> })
    };
    view! {
        <footer class="footer" aria-label=words.footer_label()>
            <div class="container footer-row">
                <p class="footer-name">{context.text(&portal.name)}</p>
                <ul class="footer-links">
                    <li><a href=context.url(&Page::Categories)>{words.nav_articles()}</a></li>
                    <li><a href=context.url(&Page::Policies)>{words.nav_policies()}</a></li>
                    <li><a href=context.url(&Page::Contact)>{words.nav_contact()}</a></li>
                    {external(&context.forum_url(None), words.footer_forum())}
                    {status_link(context)}
                    {external(&portal.privacy_url, words.footer_privacy())}
                    {external(&portal.imprint_url, words.footer_imprint())}
                </ul>
            </div>
        </footer>
    }
}
