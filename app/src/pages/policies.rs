//! The support policies: everything of the policy file that is not secret.

use guichet_model::{Page, Text, hours::Hours, policy::Priority};
use leptos::prelude::*;

use crate::{
    components::{cards, icons::icon, shell::Head, ways},
    hours,
    page::{Body, Context},
};

pub(crate) fn body(context: &Context<'_>) -> (u16, Body) {
    let words = &context.words;
    let policy = context.portal.policy();
    let support = &policy.support;
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        ..Head::new(words.nav_policies(), words.policies_text())
    };
    let related = context.portal.cards(context.locale(), context.request.viewer, &support.related);
    let evidence = items(context, &support.evidence);
    let view = view! {
        <div class="container page narrow policies">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.nav_policies()}</h1>
            <p class="lead">{words.policies_text()}</p>
            {contents(context)}
            {audiences(context)}
            {priorities(context)}
            {section(context, "response-times", words.policies_response_times(), &support.response_times)}
            {section(context, "investigation", words.policies_investigation(), &support.investigation)}
            {(!support.evidence.is_empty()).then(|| view! { <h3 id="evidence">{words.policies_evidence()}</h3> {evidence} })}
            {outcomes(context)}
            {section(context, "questionnaire", words.policies_questionnaire(), &support.questionnaire)}
            {section(context, "providers", words.policies_providers(), &support.providers)}
            {(!related.is_empty()).then(|| view! {
                <section class="section"><h2>{words.policies_related()}</h2>{cards::article_list(related)}</section>
            })}
            <section class="section">
                <h2 class="section-title">{words.home_ways()}</h2>
                {ways::ways(context, None)}
            </section>
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

/// The sections that the policy fills, by anchor and title.
fn contents(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let policy = context.portal.policy();
    let support = &policy.support;
    let headings: Vec<cards::Heading> = [
        (!policy.audiences.is_empty(), "audiences", words.policies_audiences()),
        (!policy.priorities.is_empty(), "priorities", words.policies_priorities()),
        (!support.response_times.is_empty(), "response-times", words.policies_response_times()),
        (!support.investigation.is_empty(), "investigation", words.policies_investigation()),
        (!support.evidence.is_empty(), "evidence", words.policies_evidence()),
        (!support.outcomes.is_empty(), "outcomes", words.policies_outcomes()),
        (!support.questionnaire.is_empty(), "questionnaire", words.policies_questionnaire()),
        (!support.providers.is_empty(), "providers", words.policies_providers()),
    ]
    .into_iter()
    .filter(|(filled, ..)| *filled)
    .map(|(_, anchor, title)| (2, anchor.to_owned(), title))
    .collect();
    (!headings.is_empty()).then(|| cards::contents(context, headings, None))
}

/// Paragraphs are parted by blank lines.
fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(|p| view! { <p>{p.to_owned()}</p> })
        .collect_view()
}

fn section(
    context: &Context<'_>,
    id: &'static str,
    title: String,
    text: &Text,
) -> Option<impl IntoView + use<>> {
    (!text.is_empty()).then(|| {
        view! { <section class="policy-section"><h2 id=id>{title}</h2>{paragraphs(text.get(context.locale()))}</section> }
    })
}

fn items(context: &Context<'_>, texts: &[Text]) -> impl IntoView + use<> {
    let rows = texts.iter().map(|text| view! { <li>{context.text(text)}</li> }).collect_view();
    view! { <ul class="plain-list">{rows}</ul> }
}

fn audiences(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let audiences = &context.portal.policy().audiences;
    let rows = audiences
        .iter()
        .map(|audience| {
            let entitled = audience.entitled.then(|| {
                view! { <p class="audience-entitled">{icon("check")}<a href=context.url(&Page::Contact)>{words.policies_entitled()}</a></p> }
            });
            view! { <li class="audience"><h3>{context.text(&audience.title)}</h3>{paragraphs(audience.text.get(context.locale()))}{entitled}</li> }
        })
        .collect_view();
    (!audiences.is_empty()).then(|| {
        view! { <section class="policy-section"><h2 id="audiences">{words.policies_audiences()}</h2><ul class="audiences">{rows}</ul></section> }
    })
}

fn priorities(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let priorities = &context.portal.policy().priorities;
    let rows = priorities
        .iter()
        .map(|priority| {
            let level = priority.level.to_string();
            view! {
                <tr>
                    <th scope="row"><span class=format!("priority priority-{}", level.to_lowercase())>{level.clone()}</span> {context.text(&priority.title)}</th>
                    <td data-label=words.policies_col_meaning()>{context.text(&priority.meaning)}</td>
                    <td data-label=words.policies_col_example()>{context.text(&priority.example)}</td>
                    <td data-label=words.policies_col_first_response()>{context.text(&priority.first_response)}</td>
                </tr>
            }
        })
        .collect_view();
    (!priorities.is_empty()).then(|| {
        view! {
            <section class="policy-section">
                <h2 id="priorities">{words.policies_priorities()}</h2>
                <p>{words.policies_priorities_text()}</p>
                <table class="priorities">
                    <thead>
                        <tr>
                            <th scope="col">{words.policies_col_priority()}</th>
                            <th scope="col">{words.policies_col_meaning()}</th>
                            <th scope="col">{words.policies_col_example()}</th>
                            <th scope="col">{words.policies_col_first_response()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {business_hours(context).map(|text| view! { <p>{text}</p> })}
            </section>
        }
    })
}

/// The hours that promises are counted in, where some are.
fn business_hours(context: &Context<'_>) -> Option<String> {
    let policy = context.portal.policy();
    let counted = |priority: &Priority| {
        priority.first_response_within.is_some_and(|within| !within.round_the_clock)
    };
    let hours = &policy.support.business_hours;
    (policy.priorities.iter().any(counted) && *hours != Hours::Always)
        .then(|| context.words.policies_business_hours(hours::in_words(&context.words, hours)))
}

fn outcomes(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let outcomes = &context.portal.policy().support.outcomes;
    let rows = outcomes
        .iter()
        .map(|outcome| view! { <dt>{context.text(&outcome.title)}</dt><dd>{context.text(&outcome.text)}</dd> })
        .collect_view();
    (!outcomes.is_empty()).then(|| {
        view! { <section class="policy-section"><h2 id="outcomes">{context.words.policies_outcomes()}</h2><dl class="outcomes">{rows}</dl></section> }
    })
}
