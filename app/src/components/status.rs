//! How the services do, in words and signs: the line that stands on other pages, and the parts that the status pages share.

use guichet_model::{
    Page, Policy,
    status::{Board, ComponentState, Impact, Incident, Stage},
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::icons::icon;
use crate::{page::Context, words::Words};

/// Where pages hear that the status changed.
const LIVE: &str = "/live/status";

/// What a component's state is called.
pub(crate) fn state_word(words: &Words, state: ComponentState) -> String {
    match state {
        ComponentState::Operational => words.state_operational(),
        ComponentState::UnderMaintenance => words.state_maintenance(),
        ComponentState::DegradedPerformance => words.state_degraded(),
        ComponentState::PartialOutage => words.state_partial(),
        ComponentState::MajorOutage => words.state_major(),
    }
}

/// What a stage is called.
pub fn stage_word(words: &Words, stage: Stage) -> String {
    match stage {
        Stage::Investigating => words.stage_investigating(),
        Stage::Identified => words.stage_identified(),
        Stage::Monitoring => words.stage_monitoring(),
        Stage::Resolved => words.stage_resolved(),
        Stage::Postmortem => words.stage_postmortem(),
        Stage::Scheduled => words.stage_scheduled(),
        Stage::InProgress => words.stage_in_progress(),
        Stage::Verifying => words.stage_verifying(),
        Stage::Completed => words.stage_completed(),
    }
}

/// What a stage that an incident reached is called: that of announced work which ended before it began is no completion.
pub fn reached_word(words: &Words, incident: &Incident, stage: Stage) -> String {
    end_word(words, stage, incident.was_called_off())
}

/// What a stage is called, of what may have been called off.
pub(crate) fn end_word(words: &Words, stage: Stage, called_off: bool) -> String {
    if called_off && stage == Stage::Completed {
        words.stage_called_off()
    } else {
        stage_word(words, stage)
    }
}

/// What an impact is called.
pub(crate) fn impact_word(words: &Words, impact: Impact) -> String {
    match impact {
        Impact::None => words.impact_none(),
        Impact::Maintenance => words.impact_maintenance(),
        Impact::Minor => words.impact_minor(),
        Impact::Major => words.impact_major(),
        Impact::Critical => words.impact_critical(),
    }
}

/// The whole in a sentence, of when it is where that is not now, and honestly where nobody knows.
pub fn whole(words: &Words, board: &Board, policy: &Policy) -> String {
    if board.is_unknown(policy) {
        return words.status_now_unknown();
    }
    let sentence = sentence(words, board.indicator(policy));
    match board.stale_since() {
        Some(read_at) => words.status_as_of(sentence, moment_text(words, read_at)),
        None => sentence,
    }
}

/// The whole in a sentence, where something is known.
pub(crate) fn sentence(words: &Words, indicator: Impact) -> String {
    match indicator {
        Impact::None => words.status_calm(),
        Impact::Maintenance => words.status_now_maintenance(),
        Impact::Minor => words.status_now_minor(),
        Impact::Major => words.status_now_major(),
        Impact::Critical => words.status_now_critical(),
    }
}

/// The sign that stands beside a word, so that colour never speaks alone.
pub(crate) fn impact_icon(impact: Impact) -> &'static str {
    match impact {
        Impact::None => "check",
        Impact::Maintenance => "clock",
        Impact::Minor | Impact::Major | Impact::Critical => "alert",
    }
}

/// An instant in UTC; a small script shows it on the reader's clock, where one runs.
pub(crate) fn moment(words: &Words, at: Timestamp) -> impl IntoView + use<> {
    view! { <time datetime=at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string() data-local="">{moment_text(words, at)}</time> }
}

/// An instant in UTC, as text.
pub fn moment_text(words: &Words, at: Timestamp) -> String {
    let there = at.to_zoned(TimeZone::UTC);
    words.status_moment(words.date(there.date()), words.time(there.time()))
}

/// A length of time, to the nearest minute; what took any time took one.
pub(crate) fn length(words: &Words, seconds: i64) -> String {
    let minutes = usize::try_from((seconds + 30) / 60).unwrap_or(0).max(usize::from(seconds > 0));
    if minutes < 60 {
        words.status_minutes(minutes)
    } else {
        words.status_hours(minutes / 60, minutes % 60)
    }
}

/// The names of the components that an incident touches.
pub(crate) fn names(context: &Context<'_>, incident: &Incident) -> String {
    let (board, policy) = (context.portal.board(), context.portal.policy());
    let names: Vec<String> = incident
        .components()
        .into_iter()
        .map(|(id, _)| board.component_name(policy, id, context.locale()))
        .collect();
    context.words.list(&names)
}

/// An incident's title, marked where it is in another language.
pub(crate) fn title(context: &Context<'_>, incident: &Incident) -> AnyView {
    foreign(context, &incident.title)
}

/// Words of an incident, marked where they are in another language.
pub(crate) fn foreign(context: &Context<'_>, text: &guichet_model::Text) -> AnyView {
    let (words, language) = text.get_with_language(context.locale());
    let words = words.to_owned();
    match language {
        Some(language) => {
            view! { <span lang=language.to_string() dir=language.direction()>{words}</span> }
                .into_any()
        }
        None => words.into_any(),
    }
}

/// That an incident is told in other languages than the reader's, where its title is.
pub(crate) fn only_in(context: &Context<'_>, incident: &Incident) -> Option<String> {
    incident.title.get_with_language(context.locale()).1?;
    let languages = incident.title.languages().into_iter();
    let names: Vec<String> = languages.map(|locale| locale.endonym().to_owned()).collect();
    Some(context.words.status_only_in(context.words.list(&names)))
}

/// Whether the portal has anything to say of services: it watches some, and does not leave that to a page elsewhere.
pub(crate) fn watches(context: &Context<'_>) -> bool {
    let policy = context.portal.policy();
    let elsewhere = policy.portal.status_url.is_some() && policy.status.source.is_none();
    !elsewhere && (!policy.services.is_empty() || policy.status.source.is_some())
}

/// The line that says how the services do, and keeps saying it while the page stands open. On a page about services, `about` names them.
pub(crate) fn widget(context: &Context<'_>, about: Option<&[String]>) -> Option<AnyView> {
    if !watches(context) {
        return None;
    }
    let address = format!("{}/widget", context.url(&Page::Status));
    let address = match about {
        Some(services) => format!("{address}?services={}", services.join(",")),
        None => address,
    };
    Some(
        view! { <div class="status-live" role="status" data-live=LIVE data-fragment=address>{inner(context, about)}</div> }
            .into_any(),
    )
}

/// What stands in the widget: replaced while the page stands open.
pub(crate) fn inner(context: &Context<'_>, about: Option<&[String]>) -> AnyView {
    let words = &context.words;
    let (board, policy) = (context.portal.board(), context.portal.policy());
    let open: Vec<&Incident> = match about {
        Some(services) => board.open_for(services),
        None => board.open().collect(),
    };
    let page = context.url(&Page::Status);
    if !open.is_empty() {
        let boxes = open.into_iter().map(|incident| notice(context, incident)).collect_view();
        let age = board.stale_since().map(|read_at| {
            view! { <p class="status-age">{words.status_source_failing(moment_text(words, read_at))}</p> }
        });
        return view! { {boxes}{age} }.into_any();
    }
    if about.is_some() {
        return ().into_any();
    }
    let (sign, name) = mark(board, policy);
    let class = format!("status-line status-{name}");
    view! { <p class=class>{icon(sign)}<span>{whole(words, board, policy)}</span><a href=page>{words.status_title()}</a></p> }
        .into_any()
}

/// The sign of the whole, and what its mark is called in the style sheet.
pub(crate) fn mark(board: &Board, policy: &Policy) -> (&'static str, &'static str) {
    if board.is_unknown(policy) {
        return ("clock", "unknown");
    }
    let indicator = board.indicator(policy);
    (impact_icon(indicator), indicator.name())
}

/// The way to the status page that is the source, where it is known.
pub(crate) fn source_link(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let page = context.portal.board().source_page(context.portal.policy())?.to_owned();
    Some(view! { <a href=page rel="noopener">{context.words.status_source_open()}</a> })
}

/// An incident in short, to stand above other things.
pub(crate) fn notice(context: &Context<'_>, incident: &Incident) -> AnyView {
    let words = &context.words;
    let url = context.url(&Page::Incident(incident.id.clone()));
    let class = format!("status-box status-{}", incident.impact.name());
    let names = names(context, incident);
    view! {
        <div class=class>
            {icon(impact_icon(incident.impact.max(Impact::Maintenance)))}
            <p><a class="status-box-title" href=url>{title(context, incident)}</a>" "<span class="status-box-stage">{stage_word(words, incident.stage)}</span></p>
            {(!names.is_empty()).then(|| view! { <p class="status-box-text">{words.status_affects(names)}</p> })}
        </div>
    }
    .into_any()
}
