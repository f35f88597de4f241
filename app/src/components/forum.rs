//! Topics of the forum, marked as what they are: words of people the portal does not answer for.

use leptos::prelude::*;

use super::icons::icon;
use crate::{page::Context, portal::ForumTopic};

/// What stands beside the articles that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForumPanel {
    /// What people call the forum.
    pub name: String,
    /// The page on which it searches for the same words.
    pub url: String,
    /// What it found itself.
    pub found: Found,
}

/// What is known of a forum's own results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing is: it is no forum that the portal can ask.
    Elsewhere,
    /// These topics.
    Topics(Vec<ForumTopic>),
    /// It has not answered yet; a script asks for its answer at this address.
    Later(String),
    /// It does not answer.
    Nothing,
}

/// Where on the page the forum's results stand.
const PLACE: &str = "forum";

/// From the top of the page to the forum's results, where there are some or may be.
pub(crate) fn pointer(context: &Context<'_>, panel: &ForumPanel) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let label = match &panel.found {
        Found::Topics(topics) if !topics.is_empty() => words.forum_results_jump(topics.len()),
        Found::Later(_) => words.forum_results_title(),
        _ => return None,
    };
    Some(view! { " · "<a href=format!("#{PLACE}")>{label}</a> })
}

/// The forum's results for what was searched.
pub(crate) fn panel(context: &Context<'_>, panel: &ForumPanel) -> impl IntoView + use<> {
    let words = &context.words;
    let found = match &panel.found {
        Found::Later(address) => view! {
            <div data-forum=address.clone() data-failed=words.forum_results_nothing() hidden>
                <p class="meta" role="status">{words.forum_results_later()}</p>
            </div>
            <script type="module" src=context.portal.asset("forum.js")></script>
        }
        .into_any(),
        _ => answer(context, panel).into_any(),
    };
    view! {
        <section class="section" id=PLACE>
            <h2 class="section-title">{words.forum_results_title()}" "<span class="tag">{panel.name.clone()}</span></h2>
            {found}
            <p><a class="way-action" href=panel.url.clone() rel="noopener">{words.forum_results_search()}{icon("external")}</a></p>
        </section>
    }
}

/// What the forum answered: how much in a line that is read out, then the topics.
pub(crate) fn answer(context: &Context<'_>, panel: &ForumPanel) -> impl IntoView + use<> {
    let words = &context.words;
    let (line, topics) = match &panel.found {
        Found::Elsewhere => (words.forum_results_elsewhere(), &[][..]),
        Found::Later(_) | Found::Nothing => (words.forum_results_nothing(), &[][..]),
        Found::Topics(topics) if topics.is_empty() => (words.forum_results_none(), &[][..]),
        Found::Topics(topics) => (words.forum_results_count(topics.len()), &topics[..]),
    };
    view! {
        <p class="meta" role="status">{line}</p>
        {(!topics.is_empty()).then(|| list(context, topics))}
    }
}

/// Topics as a list of links.
pub(crate) fn list(context: &Context<'_>, topics: &[ForumTopic]) -> impl IntoView + use<> {
    let words = &context.words;
    let rows = topics.iter().map(|topic| {
        let state = if topic.answered {
            Some(words.forum_topic_answered())
        } else {
            topic.closed.then(|| words.forum_topic_closed())
        };
        let last = topic.date.map(|date| words.forum_topic_last(words.date(date)));
        view! {
            <li class="article-row">
                <a class="article-row-link" href=topic.url.clone() rel="noopener nofollow ugc" dir="auto">{topic.title.clone()}</a>
                {state.map(|state| view! { <span class="tag">{state}</span> })}
                {(!topic.excerpt.is_empty()).then(|| view! { <p class="article-row-text" dir="auto">{topic.excerpt.clone()}</p> })}
                <p class="hit-meta"><span>{words.forum_topic_replies(topic.replies)}</span>{last.map(|last| view! { <span>{last}</span> })}</p>
            </li>
        }
    });
    view! { <ul class="article-list">{rows.collect_view()}</ul> }
}

/// What is read most in the forum about a category's service, where it is known.
pub(crate) fn top(context: &Context<'_>, service: Option<&str>) -> Option<impl IntoView + use<>> {
    let asker = context.asker(Some(service?));
    let topics = context.portal.forum_top(&asker, &context.request.page);
    (!topics.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">{context.words.forum_top_title()}</h2>
                {list(context, &topics)}
            </section>
        }
    })
}
