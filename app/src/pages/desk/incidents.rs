//! What a case hangs on: the incidents and maintenance that an agent linked it to, and those that may be the reason for it.

use guichet_model::{
    Page,
    case::outcome::OUTAGE_DAYS,
    status::{IncidentId, Stage},
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::case::DeskCaseView;
use crate::{components::status::end_word, page::Context};

/// What the page of a case knows of incidents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseIncidents {
    /// Those that it hangs on.
    pub linked: Vec<IncidentChoice>,
    /// Those that are felt now in the case's service: the link is proposed and never made by itself.
    pub proposed: Vec<IncidentChoice>,
    /// Others that it may hang on.
    pub others: Vec<IncidentChoice>,
    /// Those that it may end with, and when each began.
    pub outages: Vec<(IncidentChoice, Timestamp)>,
    /// Whether incidents are written at this desk, and not read from another page.
    pub written_here: bool,
}

/// An incident or a maintenance to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentChoice {
    /// Its name in addresses.
    pub id: IncidentId,
    /// Its title in the agent's language.
    pub title: String,
    /// How far it has come.
    pub stage: Stage,
    /// Whether it is announced work that was called off before it began.
    pub called_off: bool,
}

/// The panel beside a case; none where there is nothing to link.
pub(crate) fn panel(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let incidents = &page.incidents;
    let open = page.case.status.is_open();
    let linked = incidents.linked.iter().map(|one| row(context, page, one, false)).collect_view();
    let linked =
        (!incidents.linked.is_empty()).then(|| view! { <ul class="desk-articles">{linked}</ul> });
    let proposed =
        incidents.proposed.iter().map(|one| row(context, page, one, true)).collect_view();
    let proposed = (open && !incidents.proposed.is_empty()).then(|| {
        view! {
            <p>{words.desk_incident_proposed()}</p>
            <ul class="desk-articles" id="proposed-incidents">{proposed}</ul>
        }
    });
    let others = (open && !incidents.others.is_empty()).then(|| others(context, page));
    (linked.is_some() || proposed.is_some() || others.is_some()).then(|| {
        view! {
            <section class="desk-panel" id="incidents">
                <h2>{words.desk_incident_title()}</h2>
                {linked}
                {proposed}
                {others}
            </section>
        }
    })
}

/// The incident that a case ends with; where there is none to choose, what to do.
pub(super) fn outage(
    context: &Context<'_>,
    page: &DeskCaseView,
    chosen: &str,
    error: Option<String>,
) -> AnyView {
    let words = &context.words;
    let (incidents, wrong) = (&page.incidents, error.is_some());
    let label = words.desk_outage();
    let error = error.map(|error| view! { <p class="field-error" id="outage-error">{error}</p> });
    if incidents.outages.is_empty() {
        let days = usize::from(OUTAGE_DAYS);
        let write = incidents.written_here.then(|| {
            view! { " "<a href=context.url(&Page::DeskStatus)>{words.desk_status_link()}</a> }
        });
        return view! {
            <div class="field" class:field-wrong=wrong id="outage" tabindex="-1">
                <p class="field-label">{label}</p>
                {error}
                <p class="field-hint">{words.desk_outage_none(days, &page.case.service)}{write}</p>
            </div>
        }
        .into_any();
    }
    let zone = page.zone.clone().unwrap_or(TimeZone::UTC);
    let options = incidents
        .outages
        .iter()
        .map(|(one, began)| {
            let began = words.date(began.to_zoned(zone.clone()).date());
            let stage = end_word(words, one.stage, one.called_off);
            let name = words.desk_outage_option(began, stage, &one.title);
            let chosen = one.id.as_str() == chosen;
            view! { <option value=one.id.to_string() selected=chosen>{name}</option> }
        })
        .collect_view();
    view! {
        <div class="field" class:field-wrong=wrong>
            <label class="field-label" for="outage">{label}</label>
            <p class="field-hint" id="outage-hint">{words.desk_outage_hint()}</p>
            {error}
            <select class="input" id="outage" name="outage" aria-invalid=wrong.then_some("true") aria-describedby=if wrong { "outage-hint outage-error" } else { "outage-hint" }>
                <option value="">{words.desk_choose()}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn action(context: &Context<'_>, page: &DeskCaseView) -> String {
    context.url(&Page::DeskCase(page.case.reference.clone()))
}

/// An incident with the button that links or unlinks it.
fn row(
    context: &Context<'_>,
    page: &DeskCaseView,
    one: &IncidentChoice,
    link: bool,
) -> impl IntoView + use<> {
    let words = &context.words;
    let (does, name, label) = if link {
        ("link", words.desk_incident_link(), words.desk_incident_link_of(&one.title))
    } else {
        ("unlink", words.desk_incident_unlink(), words.desk_incident_unlink_of(&one.title))
    };
    let url = context.url(&Page::Incident(one.id.clone()));
    view! {
        <li>
            <a href=url><bdi>{one.title.clone()}</bdi></a>
            <span class="tag">{end_word(words, one.stage, one.called_off)}</span>
            <form method="post" action=action(context, page)>
                <input type="hidden" name="version" value=page.version.to_string() />
                <input type="hidden" name="incident" value=one.id.to_string() />
                <button class="way-action" type="submit" name="do" value=does aria-label=label>{name}</button>
            </form>
        </li>
    }
}

fn others(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let options = page
        .incidents
        .others
        .iter()
        .map(|one| {
            let name =
                words.desk_incident_option(end_word(words, one.stage, one.called_off), &one.title);
            view! { <option value=one.id.to_string()>{name}</option> }
        })
        .collect_view();
    view! {
        <form method="post" action=action(context, page)>
            <input type="hidden" name="version" value=page.version.to_string() />
            <div class="field">
                <label class="field-label" for="incident">{words.desk_incident_other()}</label>
                <select class="input" id="incident" name="incident">{options}</select>
            </div>
            <button class="way-action" type="submit" name="do" value="link">{words.desk_incident_link()}</button>
        </form>
    }
}
