//! How quickly cases are answered and solved against what was promised, and what customers say of it.

use guichet_model::{Page, case::Rating, hours::Hours, policy::Within, priority::Level};
use leptos::prelude::*;

use crate::{
    case_words,
    components::{cards, shell::Head},
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FiguresView {
    /// The days that are looked back on.
    pub days: usize,
    /// How cases went, by priority.
    pub levels: Vec<LevelFigures>,
    /// Week by week, oldest first: first answers that were due, and how many of them came in time.
    pub weeks: Vec<(jiff::civil::Date, u32, u32)>,
    /// The same of solutions.
    pub solved_weeks: Vec<(jiff::civil::Date, u32, u32)>,
    /// How often each answer was given.
    pub ratings: Vec<(Rating, u32)>,
    /// What customers added, latest first: case, answer, words.
    pub voices: Vec<(guichet_model::case::CaseRef, Rating, String)>,
}

/// How cases of a priority went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelFigures {
    /// The priority.
    pub level: Level,
    /// First answers.
    pub answers: Times,
    /// Solutions.
    pub solutions: Times,
}

/// How long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    /// How many were promised and have come or are overdue.
    pub due: u32,
    /// How many of them came in time.
    pub kept: u32,
    /// Seconds that half of those that came took at most: of business hours, where the policy counts by them.
    pub median_s: Option<i64>,
}

pub(crate) fn body(context: &Context<'_>, page: &FiguresView) -> (u16, Body) {
    let words = &context.words;
    let head = Head::new(words.figures_title(), String::new());
    let trail = vec![(words.desk_title(), Page::Desk)];
    let rows = page.levels.iter().map(|figures| level(context, figures)).collect_view();
    let solved = page.solved_weeks.iter().any(|(_, due, _)| *due > 0);
    let view = view! {
        <div class="container page figures">
            {cards::breadcrumbs(context, trail)}
            <h1>{words.figures_title()}</h1>
            <p class="lead">{words.figures_lead(page.days)}</p>
            <table class="queue figures-table">
                <thead><tr>
                    <th scope="col">{words.case_fact_priority()}</th>
                    <th scope="col">{words.figures_answers()}</th>
                    <th scope="col">{words.figures_answer_time()}</th>
                    <th scope="col">{words.figures_solutions()}</th>
                    <th scope="col">{words.figures_solution_time()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <section class="section"><h2 class="section-title">{words.figures_weeks()}</h2><div>{chart(context, &page.weeks, words.figures_answers()).into_any()}</div></section>
            {solved.then(|| view! { <section class="section"><h2 class="section-title">{words.figures_solved_weeks()}</h2><div>{chart(context, &page.solved_weeks, words.figures_solutions()).into_any()}</div></section> })}
            <section class="section"><h2 class="section-title">{words.figures_ratings()}</h2><div>{ratings(context, page).into_any()}</div></section>
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

fn level(context: &Context<'_>, figures: &LevelFigures) -> impl IntoView + use<> {
    let words = &context.words;
    let name = figures.level.name();
    let share = |times: Times| kept(context, times.due, times.kept);
    let policy = context.portal.policy();
    let described = policy.priorities.iter().find(|priority| priority.level == figures.level);
    let median = |times: Times, within: Option<Within>| {
        let in_hours = within.is_some_and(|within| !within.round_the_clock)
            && policy.support.business_hours != Hours::Always;
        let span = if in_hours { case_words::span_in_hours } else { case_words::span };
        let said = times.median_s.map_or_else(|| words.figures_none(), |s| span(words, s));
        let target = within.map(|within| {
            let target = span(words, i64::from(within.minutes) * 60);
            if in_hours { words.figures_target_hours(target) } else { words.figures_target(target) }
        });
        view! { {said}{target.map(|target| view! { <span class="figures-target">{target}</span> })} }
    };
    let answered = median(figures.answers, described.and_then(|found| found.first_response_within));
    let solved = median(figures.solutions, described.and_then(|found| found.solved_within));
    view! {
        <tr>
            <th scope="row"><span class=format!("priority priority-{}", name.to_ascii_lowercase())>{name}</span></th>
            <td data-label=words.figures_answers()>{share(figures.answers)}</td>
            <td data-label=words.figures_answer_time()>{answered}</td>
            <td data-label=words.figures_solutions()>{share(figures.solutions)}</td>
            <td data-label=words.figures_solution_time()>{solved}</td>
        </tr>
    }
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn percent(part: u32, whole: u32) -> u32 {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// How many of what was due came in time, as a number and in percent.
fn kept(context: &Context<'_>, due: u32, kept: u32) -> String {
    let words = &context.words;
    if due == 0 {
        return words.figures_none();
    }
    words.figures_kept(
        words.number(count(due)),
        words.number(count(kept)),
        count(percent(kept, due)),
    )
}

/// What came in time, week by week: a table whose second column draws what the third says, on a scale from nothing to all. `what` heads
/// the table's figures.
fn chart(
    context: &Context<'_>,
    weeks: &[(jiff::civil::Date, u32, u32)],
    what: String,
) -> impl IntoView + use<> {
    let words = &context.words;
    let rows = weeks
        .iter()
        .map(|(week, due, in_time)| {
            let bar = (*due > 0).then(|| bar(percent(*in_time, *due)));
            view! { <tr><th scope="row">{words.month_day(*week)}</th><td class="chart-bar" aria-hidden="true">{bar}</td><td>{kept(context, *due, *in_time)}</td></tr> }
        })
        .collect_view();
    let scale = [0_usize, 50, 100].map(|part| view! { <span>{words.figures_percent(part)}</span> });
    view! {
        <table class="chart">
            <thead><tr>
                <th scope="col">{words.figures_week()}</th>
                <td class="chart-scale" aria-hidden="true"><div>{scale.collect_view()}</div></td>
                <th scope="col">{what}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A bar that fills so much of its column.
fn bar(percent: u32) -> impl IntoView {
    view! {
        <svg width="100%" height="12">
            <rect class="chart-all" width="100%" height="12" rx="2"></rect>
            <rect class="chart-kept" width=format!("{percent}%") height="12" rx="2"></rect>
        </svg>
    }
}

fn ratings(context: &Context<'_>, page: &FiguresView) -> impl IntoView + use<> {
    let words = &context.words;
    let all: u32 = page.ratings.iter().map(|(_, number)| number).sum();
    let rows = page
        .ratings
        .iter()
        .map(|(rating, number)| {
            let share = percent(*number, all);
            view! { <dt>{case_words::rating(words, *rating)}</dt><dd>{words.figures_rated(words.number(count(*number)), count(share))}</dd> }
        })
        .collect_view();
    let voices = page
        .voices
        .iter()
        .map(|(reference, rating, said)| {
            let url = context.url(&Page::DeskCase(reference.clone()));
            view! { <li><a href=url>{reference.to_string()}</a>" "{case_words::rating(words, *rating)}{words.colon()}<bdi>{said.clone()}</bdi></li> }
        })
        .collect_view();
    if all == 0 {
        view! { <p>{words.figures_no_ratings()}</p> }.into_any()
    } else {
        view! { <dl class="case-facts">{rows}</dl><ul class="plain-list">{voices}</ul> }.into_any()
    }
}
