//! The header: mark and name, search, the main ways, language and appearance, and who is signed in.
//!
//! Menus are popovers of the browser, so they open, close and give back the focus without a script.

use guichet_model::{Locale, Page, route};
use leptos::prelude::*;

use super::{account_menu as account, icons::icon, status};
use crate::{
    islands::{
        search::{SearchBox, SearchLabels},
        theme::{ThemeChoice, ThemeSwitch},
    },
    page::{Context, PageRequest, Theme},
    pages::{View, reset_password::ResetPasswordView, sign_in::SignInView},
};

/// The portal's mark: a service counter under its arch.
const MARK: &str = r#"<path d="M4 21V11a8 8 0 0 1 16 0v10"/><path d="M2 21h20"/><path d="M8 16h8"/><path d="M9.500 16v-4.500a2.500 2.500 0 0 1 5 0V16"/>"#;

pub(crate) fn header(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let name = context.text(&context.portal.policy().portal.name);
    let home = words.home_link(name.clone());
    // A page with a search field of its own needs none in the header; the page of a problem has one.
    let own_search = matches!(context.here(), None | Some(Page::Home | Page::Search));
    view! {
        <header class="header">
            <div class="container header-row">
                <a class="brand" href=context.url(&Page::Home) aria-label=home>
                    <svg class="mark" viewBox="0 0 24 24" width="26" height="26" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" inner_html=MARK></svg>
                    <span class="brand-name">{name}</span>
                </a>
                <div class="header-search">{(!own_search).then(|| search_box(context, "search", "", false))}</div>
                <nav class="nav" aria-label=words.nav_label()>{nav_links(context)}</nav>
                <div class="header-tools">
                    <a class="tool tool-search" href=format!("{}#search-field", context.url(&Page::Search)) aria-label=words.search_label()>{icon("search")}</a>
                    <button class="tool tool-choice" type="button" popovertarget="languages" aria-label=words.language_label()>{icon("globe")}</button>
                    <button class="tool tool-choice" type="button" popovertarget="themes" aria-label=words.theme_label()>{icon("theme")}</button>
                    {account::tool(context)}
                    <button class="tool tool-menu" type="button" popovertarget="menu" aria-label=words.menu()>{icon("menu")}</button>
                </div>
            </div>
            <div class="popover" popover="auto" id="languages">
                <p class="popover-title">{words.language_label()}</p>
                <ul class="choices">{language_links(context)}</ul>
            </div>
            <div class="popover" popover="auto" id="themes">
                <p class="popover-title">{words.theme_label()}</p>
                {theme_form(context)}
            </div>
            <nav class="popover" popover="auto" id="menu" aria-label=words.menu()>
                <div class="choices">
                    {nav_links(context)}
                    <button class="choice narrow-choice" type="button" popovertarget="languages">{icon("globe")}{words.language_label()}</button>
                    <button class="choice narrow-choice" type="button" popovertarget="themes">{icon("theme")}{words.theme_label()}</button>
                </div>
            </nav>
            {account::menu(context)}
        </header>
    }
}

/// The search box with the words and addresses of the reader's locale.
pub(crate) fn search_box(
    context: &Context<'_>,
    id: &str,
    query: &str,
    hero: bool,
) -> impl IntoView + use<> {
    let words = &context.words;
    let labels = SearchLabels {
        label: words.search_label(),
        // The field in the header is short: a sentence would be cut off.
        placeholder: if hero { words.search_placeholder() } else { words.search_button() },
        button: words.search_button(),
        articles: words.search_group_articles(),
        categories: words.search_group_categories(),
        all: words.search_all("{query}"),
        forum: words.search_ask_forum(),
        announce: words.search_announce("{count}"),
        none: words.search_announce_none(),
    };
    view! {
        <SearchBox
            id=id.to_owned()
            action=context.url(&Page::Search)
            suggest=format!("/api/v1/suggest?locale={}&q=", context.locale())
            forum=context.forum_url(None)
            query=query.to_owned()
            hero=hero
            labels=labels
        />
    }
}

fn nav_links(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let current = context.here();
    let links = [
        (
            Page::Categories,
            words.nav_articles(),
            matches!(current, Some(Page::Categories | Page::Category(_) | Page::Article(_))),
        ),
        (Page::Policies, words.nav_policies(), current == Some(&Page::Policies)),
        (Page::Contact, words.nav_contact(), current == Some(&Page::Contact)),
    ]
    .map(|(page, label, here)| {
        let here = here.then_some(if current == Some(&page) { "page" } else { "true" });
        view! { <a class="nav-link" href=context.url(&page) aria-current=here>{label}</a> }
    })
    .collect_view();
    view! { {links}{status_link(context)} }
}

/// The way to the status page, with a mark of how the services do; its shape and hidden words say what its colour does.
fn status_link(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    if !status::watches(context) {
        return None;
    }
    let words = &context.words;
    let (board, policy) = (context.portal.board(), context.portal.policy());
    let (_, name) = status::mark(board, policy);
    let sentence = status::whole(words, board, policy);
    let here = match context.here() {
        Some(Page::Status) => Some("page"),
        Some(Page::Incident(_)) => Some("true"),
        _ => None,
    };
    Some(view! {
        <a class="nav-link" href=context.url(&Page::Status) aria-current=here>
            <span class=format!("dot status-{name}")></span>{words.nav_status()}<span class="visually-hidden">{words.colon()}<span>{sentence}</span></span>
        </a>
    })
}

fn language_links(context: &Context<'_>) -> impl IntoView + use<> {
    context
        .portal
        .locales()
        .iter()
        .map(|locale| {
            let url = url_in(context, locale);
            let here = (locale == context.locale()).then_some("true");
            view! {
                <li><a class="choice" href=url lang=locale.to_string() hreflang=locale.to_string() aria-current=here>{locale.endonym().to_owned()}</a></li>
            }
        })
        .collect_view()
}

/// The address of this page in another language, with all that the page was asked with.
fn url_in(context: &Context<'_>, locale: &Locale) -> String {
    let PageRequest { page, query, view, .. } = context.request;
    let path = page.path(locale);
    match view {
        View::SignIn(SignInView { next: Some(next), .. }) => {
            // Whoever changes the language here wants to go on in it, too.
            let here = format!("/{}/", context.locale());
            let next = next
                .strip_prefix(&here)
                .map_or_else(|| next.clone(), |rest| format!("/{locale}/{rest}"));
            format!("{path}?next={}", route::encode(&next))
        }
        View::ResetPassword(ResetPasswordView::Choose { token, .. }) => {
            format!("{path}?token={}", route::encode(token))
        }
        View::NewCase(form) if form.sent.is_some() => {
            let reference = form.sent.as_ref().map_or("", |sent| sent.reference.as_str());
            format!("{path}?case={reference}")
        }
        View::Rating(rating) => {
            let chosen = rating.chosen.map(|chosen| format!("&rating={}", chosen.name()));
            format!("{path}?key={}{}", route::encode(&rating.key), chosen.unwrap_or_default())
        }
        _ if *page == Page::Search => {
            route::search_url(locale, &query.text, query.category.as_ref().map(AsRef::as_ref), 1)
        }
        _ => path,
    }
}

fn theme_form(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let choices = Theme::ALL
        .map(|theme| {
            let label = match theme {
                Theme::Auto => words.theme_auto(),
                Theme::Light => words.theme_light(),
                Theme::Dark => words.theme_dark(),
            };
            ThemeChoice { name: theme.name().to_owned(), label }
        })
        .to_vec();
    view! {
        <form class="choices" method="post" action="/preferences/theme">
            <ThemeSwitch choices=choices current=context.request.theme.name().to_owned() />
        </form>
    }
}
