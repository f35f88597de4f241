//! What stands beside the questions: how urgent it is so far, and articles that may answer it. It never stands between a question and its
//! button.

use guichet_model::{
    Page,
    case::words,
    guided::{FormEnd, FormStep},
    priority::first_response_due,
    route,
    status::Impact,
};
use leptos::prelude::*;

use super::NewCaseView;
use crate::{
    components::{
        forms::{self, Tone},
        icons::icon,
        status,
    },
    hours,
    page::Context,
    pages::sign_in,
    portal::ArticleCard,
};

/// How many articles are suggested.
const ARTICLES: usize = 3;

pub(super) fn view(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    // Where support does not answer nobody asks for a priority, and the last page shows the articles itself.
    let unanswered = matches!(page.end, FormEnd::Forum | FormEnd::Articles);
    let last = context.request.page == Page::NewCase(FormStep::Review);
    // Before a case is sent, its priority stands in the page itself.
    let elsewhere = unanswered || (last && page.end == FormEnd::Case);
    let priority = (!elsewhere).then(|| priority(context, page));
    let articles = (!last || page.end == FormEnd::Case).then(|| articles(context, page));
    view! { {signed_out(context, page)}{known(context, page)}{priority}{articles} }
}

/// That whoever writes was signed in and is not any more, and how what they wrote comes together again.
fn signed_out(context: &Context<'_>, page: &NewCaseView) -> Option<AnyView> {
    let words = &context.words;
    page.signed_out.then(|| {
        let last = context.url(&Page::NewCase(FormStep::Review));
        let url = sign_in::url_with_next(context, &last);
        let text = view! {
            <p>{words.new_signed_out_text()}</p>
            <p><a class="way-action" href=url>{words.contact_sign_in_action()}</a></p>
        };
        forms::notice(Tone::Info, words.new_signed_out_title(), text.into_any()).into_any()
    })
}

/// What is known to be wrong with the service: whoever is affected by it can say so, and follow it, instead of a case of their own. What
/// another status page reports is told and followed there.
fn known(context: &Context<'_>, page: &NewCaseView) -> Option<AnyView> {
    let words = &context.words;
    let services: Vec<String> = page.answers.service.iter().cloned().collect();
    let board = context.portal.board();
    let elsewhere = context.portal.policy().status.source.is_some();
    let here = match context.request.page {
        Page::NewCase(step) => Some(step),
        _ => None,
    };
    let rows = board
        .open_for(&services)
        .into_iter()
        .map(|incident| {
            let at = context.url(&Page::Incident(incident.id.clone()));
            let affected = (!elsewhere).then(|| {
                view! {
                    <form method="post" action=at.clone()>
                        {here.map(|step| view! { <input type="hidden" name="back" value=step.name() /> })}
                        <button class="way-action" type="submit" name="affected" value="1">{words.status_affected_action()}</button>
                    </form>
                }
            });
            view! {
                <li>
                    <p class="guided-known-title">{icon(status::impact_icon(incident.impact.max(Impact::Maintenance)))}<a href=at>{status::title(context, incident)}</a></p>
                    {affected}
                </li>
            }
        })
        .collect_view();
    (!rows.is_empty()).then(|| {
        let text = if elsewhere {
            view! { <p>{words.new_known_elsewhere()}" "{status::source_link(context)}</p> }
                .into_any()
        } else {
            view! { <p>{words.new_known_text()}</p> }.into_any()
        };
        view! {
            <section class="guided-known">
                <h2 class="guided-side-title">{words.new_known_title()}</h2>
                <ul>{rows}</ul>
                {text}
            </section>
        }
        .into_any()
    })
}

/// The priority so far, as a sentence with its reason.
pub(super) fn priority(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let found = page.answers.suggested(context.portal.policy())?;
    let level = found.priority.level;
    let title = context.text(&found.priority.title);
    let due = due_sentence(context, page, level);
    Some(view! {
        <section class="guided-priority" id="priority" role="status">
            <h2 class="guided-side-title">{words.new_priority_title()}</h2>
            <p class="guided-level"><span class=format!("priority priority-{}", level.name().to_lowercase())>{level.name()}</span>" "{title}</p>
            <p>{context.text(&found.rule.because)}</p>
            <p class="guided-example">{words.new_priority_example(context.text(&found.priority.example))}</p>
            {due.map(|due| view! { <p class="guided-due">{icon("clock")}<span>{due}</span></p> })}
        </section>
    })
}

/// By when the first answer would come, for those whom support answers.
pub(super) fn due_sentence(
    context: &Context<'_>,
    page: &NewCaseView,
    level: guichet_model::priority::Level,
) -> Option<String> {
    let policy = context.portal.policy();
    if page.end != FormEnd::Case {
        return None;
    }
    let due = first_response_due(level, context.portal.now(), policy)?;
    Some(context.words.new_due(due_words(context, page, due)))
}

/// An instant by which something comes, on the reader's clock, else on that of the business hours.
pub(super) fn due_words(context: &Context<'_>, page: &NewCaseView, due: jiff::Timestamp) -> String {
    let hours = &context.portal.policy().support.business_hours;
    hours::due_in_words(&context.words, due, hours.zone(), page.clocks(context))
}

fn articles(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let found = related(context, page);
    let rows = found
        .into_iter()
        .map(|card| {
            let lang = card.foreign.as_ref().map(ToString::to_string);
            view! { <li><a href=card.url lang=lang>{card.title}</a></li> }
        })
        .collect_view();
    let title = beginning(&page.answers.title, words::MAX_TITLE);
    let search = (!title.is_empty()).then(|| route::search_url(context.locale(), title, None, 1));
    (!rows.is_empty()).then(|| {
        view! {
            <section class="guided-articles">
                <h2 class="guided-side-title">{context.words.new_articles_title()}</h2>
                <ul class="link-list">{rows}</ul>
                {search.map(|url| view! { <p><a href=url>{context.words.new_articles_more()}</a></p> })}
            </section>
        }
    })
}

/// The articles nearest to what was written so far; before that, those about the service.
pub(super) fn related(context: &Context<'_>, page: &NewCaseView) -> Vec<ArticleCard> {
    let answers = &page.answers;
    let description = beginning(&answers.description, words::MAX_MESSAGE);
    let text = format!("{} {description}", beginning(&answers.title, words::MAX_TITLE));
    let services: Vec<String> = answers.service.iter().cloned().collect();
    let service =
        context.portal.policy().services.iter().find(|s| answers.service.as_ref() == Some(&s.id));
    let text = if text.trim().is_empty() {
        service.map_or_else(String::new, |service| context.text(&service.name))
    } else {
        text
    };
    if text.trim().is_empty() {
        return Vec::new();
    }
    let viewer = context.request.viewer;
    context.portal.related_to_text(context.locale(), viewer, text.trim(), &services, ARTICLES)
}

/// As much of a text as it may have: what is typed is kept however long it is.
fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}
