//! Search results, and the three kinds of nothing: no question, no match, no answer.

use guichet_model::{
    Locale, Page, ProblemCode,
    route::search_url,
    search::{Hit, PAGE_SIZE, SearchRequest, SearchResponse},
};
use leptos::prelude::*;

use crate::{
    components::{cards, forum, header, shell::Head, status, ways, why},
    page::{Body, Context, page_count},
    pages::View,
};

pub use crate::components::forum::{ForumPanel, Found};

/// What the page knows from outside the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchView {
    /// What the forum says to the same words.
    pub forum: Option<ForumPanel>,
}

pub(crate) fn body(context: &Context<'_>) -> (u16, Body) {
    let words = &context.words;
    let query = &context.request.query;
    let title = if query.text.is_empty() {
        words.results_title()
    } else {
        words.results_title_query(&query.text)
    };
    let (status, below) = if query.text.is_empty() {
        (200, empty_query(context).into_any())
    } else {
        match search(context) {
            Ok((response, page)) => {
                let found = match (response.total, elsewhere(&response)) {
                    (0, 0) => no_result(context, &response).into_any(),
                    (0, count) => none_here(context, &response, count).into_any(),
                    _ => results(context, &response, page).into_any(),
                };
                (200, view! { {incidents(context, &response)}{found} }.into_any())
            }
            Err(code) => (code.status(), no_answer(context, code).into_any()),
        }
    };
    let head = Head::new(title.clone(), words.results_empty_query_text());
    let view = view! {
        <div class="container page narrow results-page">
            <h1 class="visually-hidden">{title}</h1>
            {header::search_box(context, "search", &query.text, true)}
            {below}
        </div>
    };
    (status, Body { head, view: view.into_any() })
}

/// Searches for the page asked for, or, past the end, for the last one; answers with the number of the page found.
fn search(context: &Context<'_>) -> Result<(SearchResponse, usize), ProblemCode> {
    let asked = context.request.query.page.max(1);
    let response = context.portal.search(&request(context, asked))?;
    let page = asked.min(page_count(response.total));
    if page == asked {
        return Ok((response, page));
    }
    Ok((context.portal.search(&request(context, page))?, page))
}

/// Open incidents that the search is most likely about stand above everything that was found.
fn incidents(context: &Context<'_>, response: &SearchResponse) -> impl IntoView + use<> {
    let found = context.portal.incidents_for(&request(context, 1), response);
    found.into_iter().map(|incident| status::notice(context, incident)).collect_view()
}

fn request(context: &Context<'_>, page: usize) -> SearchRequest {
    let query = &context.request.query;
    SearchRequest {
        viewer: context.request.viewer,
        category: query.category.clone(),
        offset: (page - 1).saturating_mul(PAGE_SIZE),
        literal: query.literal,
        explain: explains(context),
        ..SearchRequest::new(&query.text, context.locale().clone())
    }
}

/// Whether hits say why they are there: to those who work on what is found, unless they look with other eyes.
fn explains(context: &Context<'_>) -> bool {
    context
        .request
        .visitor
        .as_ref()
        .is_some_and(|visitor| visitor.staff.is_some() && visitor.view_as.is_none())
}

/// How many articles match in any category, the chosen one or not.
fn elsewhere(response: &SearchResponse) -> usize {
    response.categories.iter().map(|category| category.count).sum()
}

fn results(context: &Context<'_>, response: &SearchResponse, page: usize) -> impl IntoView + use<> {
    let words = &context.words;
    let pointer = forum_panel(context).and_then(|panel| forum::pointer(context, panel));
    let hits = response.hits.iter().map(|hit| hit_row(context, hit)).collect_view();
    view! {
        {correction(context, response)}
        <p class="results-count"><span role="status">{words.results_count(response.total)}</span>{pointer}</p>
        {filters(context, response)}
        <ol class="hits">{hits}</ol>
        {paging(context, response.total, page)}
        {in_the_forum(context)}
        <section class="section">
            <h2 class="section-title">{words.still_stuck_title()}</h2>
            {ways::ways(context, service(context).as_deref())}
        </section>
    }
}

fn correction(context: &Context<'_>, response: &SearchResponse) -> Option<impl IntoView + use<>> {
    let corrected = response.did_you_mean.as_ref()?;
    let words = &context.words;
    let query = &context.request.query;
    let literal = format!(
        "{}&literal=1",
        search_url(context.locale(), &query.text, query.category.as_ref().map(AsRef::as_ref), 1)
    );
    Some(view! {
        <p class="correction">
            {words.results_corrected(corrected)}" "
            <a href=literal>{words.results_literal(&query.text)}</a>
        </p>
    })
}

fn filters(context: &Context<'_>, response: &SearchResponse) -> Option<impl IntoView + use<>> {
    let query = &context.request.query;
    let chosen = query.category.as_ref().map(AsRef::as_ref);
    if response.categories.len() < 2 && chosen.is_none() {
        return None;
    }
    let words = &context.words;
    let chip = |label: String, count: Option<usize>, category: Option<&str>| {
        let here = (category == chosen).then_some("true");
        view! {
            <li>
                <a class="chip" href=search_url(context.locale(), &query.text, category, 1) aria-current=here>
                    {label}{count.map(|n| view! { <span class="chip-count">{words.number(n)}</span> })}
                </a>
            </li>
        }
    };
    // What is chosen keeps its place among the filters, even where nothing matches in it.
    let empty = chosen.filter(|chosen| response.categories.iter().all(|c| c.id != *chosen));
    let chips = std::iter::once(chip(words.results_filter_all(), Some(elsewhere(response)), None))
        .chain(
            response.categories.iter().map(|c| chip(c.title.clone(), Some(c.count), Some(&c.id))),
        )
        .chain(empty.map(|id| chip(chosen_title(context), Some(0), Some(id))))
        .collect_view();
    Some(view! { <nav class="chips" aria-label=words.results_filter()><ul>{chips}</ul></nav> })
}

/// The title of the chosen category.
fn chosen_title(context: &Context<'_>) -> String {
    let Some(slug) = &context.request.query.category else { return String::new() };
    let category = context.portal.category(context.locale(), context.request.viewer, slug);
    category.map_or_else(|| slug.to_string(), |category| category.card.title)
}

fn hit_row(context: &Context<'_>, hit: &Hit) -> impl IntoView + use<> {
    let words = &context.words;
    let foreign = hit.locale.parse::<Locale>().ok().filter(|locale| locale != context.locale());
    let lang = foreign.as_ref().map(Locale::to_string);
    let direction = foreign.as_ref().map(Locale::direction);
    let section = hit.section.clone().map(|section| {
        let text = words.results_section(&section.title);
        view! { <a class="hit-section" href=section.url>{text}</a> }
    });
    let updated = hit.updated.as_deref().and_then(|date| date.parse().ok()).map(|date| {
        view! { <span class="hit-updated">{words.article_updated(words.date(date))}</span> }
    });
    view! {
        <li class="hit">
            <h2 class="hit-title"><a href=hit.url.clone() lang=lang.clone() dir=direction>{hit.title.clone()}</a>{foreign.as_ref().map(cards::language_tag)}</h2>
            <p class="hit-snippet" lang=lang dir=direction inner_html=hit.snippet.clone()></p>
            <p class="hit-meta"><span>{hit.category_title.clone()}</span>{section}{updated}</p>
            {hit.explanation.as_ref().map(|explanation| why::why(context, explanation))}
        </li>
    }
}

fn paging(context: &Context<'_>, total: usize, page: usize) -> Option<impl IntoView + use<>> {
    let pages = page_count(total);
    let query = &context.request.query;
    let url = |n: usize| {
        search_url(context.locale(), &query.text, query.category.as_ref().map(AsRef::as_ref), n)
    };
    let words = &context.words;
    (pages > 1).then(|| {
        view! {
            <nav class="paging" aria-label=words.results_pages()>
                {(page > 1).then(|| view! { <a class="paging-link" rel="prev" href=url(page - 1)>{words.results_previous()}</a> })}
                <span class="paging-here">{words.results_page(page, pages)}</span>
                {(page < pages).then(|| view! { <a class="paging-link" rel="next" href=url(page + 1)>{words.results_next()}</a> })}
            </nav>
        }
    })
}

fn empty_query(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    view! {
        <section class="empty">
            <h2>{words.results_empty_query_title()}</h2>
            <p>{words.results_empty_query_text()}</p>
        </section>
        {browse(context)}
    }
}

/// Nothing in the chosen category, but something in others.
fn none_here(
    context: &Context<'_>,
    response: &SearchResponse,
    count: usize,
) -> impl IntoView + use<> {
    let words = &context.words;
    let query = &context.request.query;
    let everywhere = search_url(context.locale(), &query.text, None, 1);
    view! {
        {correction(context, response)}
        {filters(context, response)}
        <section class="empty">
            <h2>{words.results_none_here_title(chosen_title(context), &query.text)}</h2>
            <p>{words.results_none_here_text(count)}</p>
            <p><a class="way-action" href=everywhere>{words.results_none_category()}</a></p>
        </section>
        {in_the_forum(context)}
        <section class="section">
            <h2 class="section-title">{words.still_stuck_title()}</h2>
            {ways::ways(context, service(context).as_deref())}
        </section>
    }
}

/// What the forum found.
fn in_the_forum(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    Some(forum::panel(context, forum_panel(context)?))
}

fn forum_panel<'c>(context: &'c Context<'_>) -> Option<&'c ForumPanel> {
    let View::Search(view) = &context.request.view else { return None };
    view.forum.as_ref()
}

/// The service of the chosen category.
fn service(context: &Context<'_>) -> Option<String> {
    let category = context.request.query.category.as_ref()?;
    context.portal.service_of(context.locale(), context.request.viewer, category)
}

fn no_result(context: &Context<'_>, response: &SearchResponse) -> impl IntoView + use<> {
    let words = &context.words;
    let query = &context.request.query;
    view! {
        {correction(context, response)}
        <section class="empty">
            <h2>{words.results_none_title(&query.text)}</h2>
            <p>{words.results_none_text()}</p>
            <p>{words.results_none_hints()}</p>
        </section>
        {browse(context)}
        {in_the_forum(context)}
        <section class="section">
            <h2 class="section-title">{words.still_stuck_title()}</h2>
            {ways::with_form(context, service(context).as_deref())}
        </section>
    }
}

fn no_answer(context: &Context<'_>, code: ProblemCode) -> impl IntoView + use<> {
    let words = &context.words;
    let query = &context.request.query;
    let again = search_url(
        context.locale(),
        &query.text,
        query.category.as_ref().map(AsRef::as_ref),
        query.page,
    );
    view! {
        <section class="empty" role="alert">
            <h2>{words.results_error_title()}</h2>
            <p>{words.results_error_text()}</p>
            <p><a class="way-action" href=again>{words.results_retry()}</a></p>
            <p class="meta">{words.problem_code(code.name())}</p>
        </section>
        {browse(context)}
    }
}

fn browse(context: &Context<'_>) -> impl IntoView + use<> {
    let categories = context.portal.categories(context.locale(), context.request.viewer);
    let links = categories
        .into_iter()
        .map(|category| view! { <li><a class="chip" href=context.url(&Page::Category(category.slug))>{category.title}</a></li> })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">{context.words.results_browse()}</h2>
            <ul class="chip-list">{links}</ul>
        </section>
    }
}
