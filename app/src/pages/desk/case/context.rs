//! What stands beside a case: who asks, what may help them, and what else they asked.

use guichet_model::{
    Page, Viewer,
    priority::{Answers, Effect, Reach, Workaround},
    search::SearchRequest,
};
use leptos::prelude::*;

use super::DeskCaseView;
use crate::{
    case_words,
    page::Context,
    pages::{cases::status_tag, desk::queue::QueueItem},
};

/// Articles offered beside a case.
const ARTICLES: usize = 5;

/// Who asks, for whom and about what, at the head of the page.
pub(super) fn brief(case: &QueueItem) -> impl IntoView + use<> {
    let organisation = case.organisation.clone().map(|name| view! { " · "<bdi>{name}</bdi> });
    view! { <p class="case-brief"><bdi>{case.requester.clone()}</bdi>{organisation}" · "{case.service.clone()}</p> }
}

/// The ways to what stands far below on a narrow screen; on a wide one all of it is in sight.
pub(super) fn ways(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let open = page.case.status.is_open();
    let ways = [
        (true, "answer", words.desk_answer()),
        (true, "internal", words.desk_note()),
        (open, "resolve", words.desk_resolve()),
        (open, "reclassify", words.desk_reclassify()),
        (true, "context", words.desk_context()),
    ];
    let ways = ways
        .into_iter()
        .filter(|(there, ..)| *there)
        .map(|(_, id, name)| view! { <li><a href=format!("#{id}")>{name}</a></li> })
        .collect_view();
    view! { <nav class="case-ways" aria-label=words.desk_ways()><ul>{ways}</ul></nav> }
}

pub(super) fn facts(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let when = |at| case_words::when(words, at, page.zone.as_ref());
    let mut facts = vec![
        (words.case_fact_requester(), page.case.requester.clone()),
        (words.desk_caller_address(), page.email.clone()),
    ];
    if let (Some(name), Some((external_id, edition, suspended))) =
        (&page.case.organisation, &page.organisation)
    {
        facts.push((words.desk_caller_organisation(), name.clone()));
        if let Some(external_id) = external_id {
            facts.push((words.desk_caller_reference(), external_id.clone()));
        }
        let edition =
            if *suspended { words.desk_edition_suspended(edition) } else { edition.clone() };
        facts.push((words.desk_caller_edition(), edition));
    }
    facts.push((words.case_fact_service(), page.case.service.clone()));
    facts.push((words.desk_fact_language(), page.case.locale.endonym().to_owned()));
    facts.push((words.desk_fact_answers(), answers(context, page.answers)));
    facts.push((words.desk_fact_suggested(), page.suggested.name().to_owned()));
    if !page.since.is_empty() {
        facts.push((words.case_fact_since(), page.since.clone()));
    }
    facts.push((words.case_fact_asked(), when(page.created_at)));
    if let Some(due) = page.case.due_at {
        facts.push((words.case_fact_due(), case_words::by_when(words, due, page.zone.as_ref())));
    }
    if let Some(outcome) = &page.outcome {
        let policy = context.portal.policy();
        let name = case_words::outcome(words, policy, context.locale(), outcome.kind());
        facts.push((words.case_fact_outcome(), name));
    }
    if let Some((rating, more)) = &page.rating {
        let said = case_words::rating(words, *rating);
        let said = if more.is_empty() { said } else { words.desk_rated(said, more) };
        facts.push((words.desk_fact_rating(), said));
    }
    let facts = facts
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd><bdi>{value}</bdi></dd> })
        .collect_view();
    let appealed =
        page.appealed.then(|| view! { <p class="desk-appealed">{words.desk_appealed()}</p> });
    view! { <section class="desk-panel" id="context"><h2>{words.desk_context()}</h2>{appealed}<dl class="case-facts">{facts}</dl></section> }
}

/// The answers about a problem, in a line.
fn answers(context: &Context<'_>, answers: Answers) -> String {
    let words = &context.words;
    let effect = match answers.effect {
        Effect::NoAccess => words.desk_effect_no_access(),
        Effect::BlocksCollaboration => words.desk_effect_collaboration(),
        Effect::NotAsDesigned => words.desk_effect_designed(),
        Effect::NotAsWished => words.desk_effect_wished(),
    };
    let reach = match answers.reach {
        Reach::One => words.desk_reach_one(),
        Reach::Many => words.desk_reach_many(),
    };
    let workaround = match answers.workaround {
        Workaround::None => words.desk_workaround_none(),
        Workaround::NotAcceptable => words.desk_workaround_not_acceptable(),
        Workaround::Acceptable => words.desk_workaround_acceptable(),
        Workaround::NotNeeded => words.desk_workaround_not_needed(),
    };
    words.list(&[effect, reach, workaround])
}

/// Articles that may hold the answer, in the customer's language, each to be put into the answer.
pub(super) fn articles(
    context: &Context<'_>,
    page: &DeskCaseView,
) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let request = SearchRequest {
        // What is offered is what the customer may open.
        viewer: Viewer::of_kind("paid_administrator").unwrap_or_default(),
        limit: ARTICLES,
        ..SearchRequest::new(&page.case.title, page.case.locale.clone())
    };
    let found = context.portal.search(&request).ok()?;
    let rows = found
        .hits
        .into_iter()
        .map(|hit| {
            let label = words.desk_insert_of(&hit.title);
            let (url, title) = (hit.url.clone(), hit.title.clone());
            view! {
                <li>
                    <a href=url.clone() lang=page.case.locale.to_string()>{title}</a>
                    <button class="way-action" type="submit" form="answer" name="article" value=url aria-label=label data-title=hit.title data-insert=hit.url>{words.desk_insert()}</button>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="desk-panel" id="articles">
                <h2>{words.desk_articles()}</h2>
                <ul class="desk-articles">{rows}</ul>
            </section>
        }
    })
}

pub(super) fn others(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let rows = page
        .others
        .iter()
        .map(|case| {
            let url = context.url(&Page::DeskCase(case.reference.clone()));
            view! { <li><a href=url><bdi>{case.title.clone()}</bdi></a>{status_tag(context, case.status, true)}</li> }
        })
        .collect_view();
    (!page.others.is_empty()).then(|| {
        view! { <section class="desk-panel"><h2>{words.desk_others()}</h2><ul class="desk-articles">{rows}</ul></section> }
    })
}
