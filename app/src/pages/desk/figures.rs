//! How quickly cases are answered and solved against what was promised, and what customers say of it.

use guichet_model::{Page, case::Rating, priority::Level};
use leptos::prelude::*;

use crate::{
    case_words,
    components::{cards, shell::Head},
    page::{Body, Context},
};

/// The chart's size in its own units, and how much of it a week takes.
const HEIGHT: u32 = 100;
const WEEK: u32 = 40;
const BAR: u32 = 24;

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FiguresView {
    /// The days that are looked back on.
    pub days: usize,
    /// How cases went, by priority.
    pub levels: Vec<LevelFigures>,
    /// Week by week, oldest first: first answers that were due, and how many of them came in time.
    pub weeks: Vec<(jiff::civil::Date, u32, u32)>,
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
    /// Seconds that half of those that came took at most.
    pub median_s: Option<i64>,
}

pub(crate) fn body(context: &Context<'_>, page: &FiguresView) -> (u16, Body) {
    let words = &context.words;
    let head = Head::new(words.figures_title(), String::new());
    let trail = vec![(words.desk_title(), Page::Desk)];
    let rows = page.levels.iter().map(|figures| level(context, figures)).collect_view();
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
            <section class="section"><h2 class="section-title">{words.figures_weeks()}</h2><div>{chart(context, page).into_any()}</div></section>
            <section class="section"><h2 class="section-title">{words.figures_ratings()}</h2><div>{ratings(context, page).into_any()}</div></section>
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

fn level(context: &Context<'_>, figures: &LevelFigures) -> impl IntoView + use<> {
    let words = &context.words;
    let name = figures.level.name();
    let share = |times: Times| {
        if times.due == 0 {
            words.figures_none()
        } else {
            words.figures_kept(
                words.number(count(times.due)),
                words.number(count(times.kept)),
                count(percent(times.kept, times.due)),
            )
        }
    };
    let median = |times: Times| {
        times
            .median_s
            .map_or_else(|| words.figures_none(), |seconds| case_words::span(words, seconds))
    };
    view! {
        <tr>
            <th scope="row"><span class=format!("priority priority-{}", name.to_ascii_lowercase())>{name}</span></th>
            <td data-label=words.figures_answers()>{share(figures.answers)}</td>
            <td data-label=words.figures_answer_time()>{median(figures.answers)}</td>
            <td data-label=words.figures_solutions()>{share(figures.solutions)}</td>
            <td data-label=words.figures_solution_time()>{median(figures.solutions)}</td>
        </tr>
    }
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn percent(part: u32, whole: u32) -> u32 {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// First answers in time, week by week: bars for eyes, a table for screen readers.
fn chart(context: &Context<'_>, page: &FiguresView) -> impl IntoView + use<> {
    let words = &context.words;
    let width = WEEK * u32::try_from(page.weeks.len()).unwrap_or(1).max(1);
    let bars = (0_u32..)
        .zip(&page.weeks)
        .map(|(place, (_, due, kept))| {
            let height = percent(*kept, *due);
            let x = place * WEEK + (WEEK - BAR) / 2;
            view! {
                <rect class="chart-due" x=x.to_string() y="0" width=BAR.to_string() height=if *due == 0 { "0".to_owned() } else { HEIGHT.to_string() } rx="2"></rect>
                <rect class="chart-kept" x=x.to_string() y=(HEIGHT - height).to_string() width=BAR.to_string() height=height.to_string() rx="2"></rect>
            }
        })
        .collect_view();
    let rows = page
        .weeks
        .iter()
        .map(|(week, due, kept)| {
            let said = if *due == 0 {
                words.figures_none()
            } else {
                words.figures_kept(
                    words.number(count(*due)),
                    words.number(count(*kept)),
                    count(percent(*kept, *due)),
                )
            };
            view! { <tr><th scope="row">{words.month_day(*week)}</th><td>{said}</td></tr> }
        })
        .collect_view();
    view! {
        <svg class="chart" viewBox=format!("0 0 {width} {HEIGHT}") role="img" aria-label=words.figures_chart()>{bars}</svg>
        <table class="chart-table">
            <caption class="visually-hidden">{words.figures_chart()}</caption>
            <thead class="visually-hidden"><tr><th scope="col">{words.figures_week()}</th><th scope="col">{words.figures_answers()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
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
