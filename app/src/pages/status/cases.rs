//! The cases that hang on an incident, on its page at the desk: how many, which, and all solved at once when it is over.

use guichet_model::{Page, case::words::WrongText, status::Incident};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    case_words,
    components::forms::{self, Tone},
    page::Context,
    pages::{
        cases::{case::area, status_tag},
        desk::queue::QueueItem,
    },
};

/// What the page knows of the cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncidentCases {
    /// How many are open.
    pub open: u32,
    /// How many there are.
    pub all: u32,
    /// Some of them, the open ones first.
    pub cases: Vec<QueueItem>,
    /// When they were looked at: what changes in a case later is read before it is solved.
    pub seen_at: Timestamp,
    /// How many were solved just now, and how many were left since they had changed.
    pub solved: Option<(usize, usize)>,
    /// What was wrong with the text to the customers, and the text.
    pub refused: Option<(WrongText, String)>,
}

pub(super) fn section(
    context: &Context<'_>,
    incident: &Incident,
    cases: &IncidentCases,
) -> impl IntoView + use<> {
    let words = &context.words;
    let rows = cases
        .cases
        .iter()
        .map(|case| {
            let url = context.url(&Page::DeskCase(case.reference.clone()));
            view! { <li><a href=url><bdi>{case.title.clone()}</bdi></a>" "<span class="case-reference">{case.reference.to_string()}</span>" "{status_tag(context, case.status, true)}</li> }
        })
        .collect_view();
    let count = |number: u32| words.number(usize::try_from(number).unwrap_or(0));
    let list = if cases.all == 0 {
        view! { <p class="section-body">{words.desk_incident_none()}</p> }.into_any()
    } else {
        let all = format!("{}?incident={}", context.url(&Page::Desk), incident.id);
        view! {
            <p class="section-body">{words.desk_incident_count(count(cases.all), count(cases.open))}" "<a href=all>{words.desk_incident_all()}</a></p>
            <ul class="desk-articles">{rows}</ul>
        }
        .into_any()
    };
    let told = (!incident.stage.is_over() && cases.open > 0)
        .then(|| view! { <p class="section-body">{words.desk_incident_told()}</p> });
    let solved = cases.solved.map(|(solved, left)| {
        let left = (left > 0).then(|| view! { <p>{words.desk_incident_left(left)}</p> });
        forms::notice(Tone::Positive, words.desk_incident_solved(solved), left.into_any())
    });
    let solve =
        (incident.stage.is_over() && cases.open > 0).then(|| solve(context, incident, cases));
    view! {
        <section class="section" id="cases">
            <h2 class="section-title">{words.desk_incident_cases()}</h2>
            {solved}
            {list}
            {told}
            {solve}
        </section>
    }
}

fn solve(
    context: &Context<'_>,
    incident: &Incident,
    cases: &IncidentCases,
) -> impl IntoView + use<> {
    let words = &context.words;
    let policy = context.portal.policy();
    let outcome = case_words::outcome(words, policy, context.locale(), "outage-resolved");
    let (wrong, text) = match &cases.refused {
        Some((wrong, text)) => (Some(case_words::wrong_text(words, *wrong)), text.clone()),
        None => (None, String::new()),
    };
    let action = format!("{}?incident={}", context.url(&Page::DeskStatus), incident.id);
    let open = usize::try_from(cases.open).unwrap_or(0);
    view! {
        <form class="form form-wide" method="post" action=action novalidate>
            <p>{words.desk_incident_solve_text(outcome)}</p>
            <input type="hidden" name="seen" value=cases.seen_at.as_millisecond().to_string() />
            {area("closing", words.desk_closing(), None, wrong, text, 3).into_any()}
            <button class="button" type="submit" name="action" value="solve">{words.desk_incident_solve_submit(open)}</button>
        </form>
    }
}
