//! The last days of a service, drawn and in a table: who does not see the bars reads the same.

use std::{collections::BTreeMap, fmt::Write as _};

use guichet_model::status::{
    ComponentState,
    history::{self, Day},
};
use leptos::prelude::*;

use crate::{
    components::status::{length, state_word},
    words::Words,
};

/// Units from one bar to the next.
const STEP: usize = 4;
/// The drawing's height in units; days without trouble leave the top of it free.
const HEIGHT: usize = 32;
const CALM_TOP: usize = 8;

/// The days as bars: one path a state, since ninety elements a service would be heavy. Days with trouble stand taller.
pub(super) fn bars(words: &Words, name: &str, days: &[Day]) -> impl IntoView + use<> {
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    for (at, day) in days.iter().enumerate() {
        let (class, top) = match day.worst {
            _ if day.known_s == 0 && day.troubled_s() == 0 => ("bar-unknown", CALM_TOP),
            ComponentState::Operational => ("bar-operational", CALM_TOP),
            ComponentState::UnderMaintenance => ("bar-maintenance", CALM_TOP),
            ComponentState::DegradedPerformance => ("bar-degraded", 0),
            ComponentState::PartialOutage => ("bar-partial", 0),
            ComponentState::MajorOutage => ("bar-major", 0),
        };
        let path = paths.entry(class).or_default();
        _ = write!(path, "M{} {top}V{HEIGHT}", at * STEP + STEP / 2);
    }
    let paths: String = paths.into_iter().fold(String::new(), |all, (class, path)| {
        all + &format!("<path class=\"{class}\" d=\"{path}\"/>")
    });
    // Days with trouble, and they alone, say what it was: ninety elements a service would be heavy.
    let troubled: Vec<(usize, &Day)> =
        days.iter().enumerate().filter(|(_, day)| day.troubled_s() > 0).collect();
    let told = troubled
        .iter()
        .map(|(at, day)| {
            let (state, lasted) = (state_word(words, day.worst), length(words, day.troubled_s()));
            let said = words.status_day(words.date(day.date), lasted, state);
            view! { <rect x=(at * STEP).to_string() width=STEP.to_string() height=HEIGHT.to_string()><title>{said}</title></rect> }
        })
        .collect_view();
    let summary = match (troubled.len(), history::known(days)) {
        (0, 0 | 1) => words.status_uptime_none(),
        (0, known) => words.status_days_none(known),
        _ => words.status_days(troubled.len()),
    };
    let label = format!("{}: {summary}", words.status_history(days.len(), name));
    view! {
        <svg class="status-bars" role="img" aria-label=label viewBox=format!("0 0 {} {HEIGHT}", days.len() * STEP) preserveAspectRatio="none"><g inner_html=paths></g>{told}</svg>
    }
}

/// The days with trouble as a table; nothing where there were none.
pub(super) fn table(words: &Words, name: &str, days: &[Day]) -> Option<impl IntoView + use<>> {
    let troubled: Vec<&Day> = days.iter().rev().filter(|day| day.troubled_s() > 0).collect();
    if troubled.is_empty() {
        return None;
    }
    let rows = troubled
        .iter()
        .map(|day| {
            view! {
                <tr>
                    <th scope="row">{words.date(day.date)}</th>
                    <td>{state_word(words, day.worst)}</td>
                    <td>{length(words, day.troubled_s())}</td>
                </tr>
            }
        })
        .collect_view();
    Some(view! {
        <details class="status-days">
            <summary>{words.status_days(troubled.len())}<span class="visually-hidden">" ("{name.to_owned()}")"</span></summary>
            <table class="status-table">
                <thead><tr><th scope="col">{words.status_col_day()}</th><th scope="col">{words.status_col_state()}</th><th scope="col">{words.status_col_length()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    })
}
