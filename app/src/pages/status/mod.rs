//! The status page: the whole in a sentence, what happens now, each service with its last 90 days, what is announced, what was.

mod bars;
pub mod cases;
pub mod desk;
mod desk_forms;
pub mod desk_webhooks;
pub mod incident;
pub mod subscription;
pub mod webhooks;

use std::collections::BTreeMap;

use guichet_model::{
    Page,
    policy::StatusGroup,
    status::{Board, Component, ComponentState, Incident, history},
};
use leptos::prelude::*;

use crate::{
    components::{
        cards,
        forms::{self, Tone},
        icons::icon,
        shell::Head,
        status::{self, length, moment, moment_text, reached_word, sentence, state_word},
    },
    page::{Body, Context},
};

/// How many incidents that are over the page names; every one has its own page.
const PAST: usize = 20;

pub(crate) fn body(context: &Context<'_>) -> (u16, Body) {
    let words = &context.words;
    let (board, policy) = (context.portal.board(), context.portal.policy());
    let (sign, name) = status::mark(board, policy);
    // How old it is stands below.
    let title = if board.is_unknown(policy) {
        words.status_now_unknown()
    } else {
        sentence(words, board.indicator(policy))
    };
    let lead = words.status_lead(history::DAYS);
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        live: true,
        feed: Some((words.status_title(), feed(context, "/history.atom"))),
        ..Head::new(words.status_title(), lead.clone())
    };
    let class = format!("status-now status-{name}");
    let open: Vec<&Incident> = board.open().collect();
    let open = (!open.is_empty()).then(|| {
        let incidents =
            open.into_iter().map(|one| incident::article(context, one, 2)).collect_view();
        view! { <section class="section" aria-labelledby="now"><h2 class="section-title" id="now">{words.status_open()}</h2>{incidents}</section> }
    });
    let view = view! {
        <div class="container page status-page">
            {cards::breadcrumbs(context, Vec::new())}
            <div id="status-now" data-live="/live/status" data-fragment=context.url(&Page::Status) data-select="#status-now" data-say="h1">
                <h1 class=class>{icon(sign)}<span>{title}</span></h1>
                <p class="lead">{lead}</p>
                {source_notice(context)}
                {open}
                {services(context)}
                {ahead(context)}
                {past(context)}
            </div>
            {subscription::section(context)}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

/// The address of a feed or calendar in the language of the page.
fn feed(context: &Context<'_>, path: &str) -> String {
    format!("{path}?locale={}", context.locale())
}

/// How old what is shown is, where it was read from another page that cannot be reached now.
fn source_notice(context: &Context<'_>) -> Option<AnyView> {
    let words = &context.words;
    let (board, policy) = (context.portal.board(), context.portal.policy());
    let title = match board.stale_since() {
        _ if board.is_unknown(policy) => words.status_source_never(),
        Some(read_at) => words.status_source_failing(moment_text(words, read_at)),
        None => return None,
    };
    let link = board
        .source_page(policy)
        .map(|page| view! { <p><a href=page.to_owned() rel="noopener">{words.status_source_link()}</a></p> });
    Some(forms::notice(Tone::Critical, title, link.into_any()).into_any())
}

fn services(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    let (board, policy) = (context.portal.board(), context.portal.policy());
    let components = board.components(policy);
    if board.is_unknown(policy) {
        return ().into_any();
    }
    if components.is_empty() {
        return view! { <p class="section-body status-empty">{words.status_no_services()}</p> }
            .into_any();
    }
    let grouped = components.iter().any(|component| component.group.is_some());
    let mut groups: BTreeMap<usize, Vec<Component>> = BTreeMap::new();
    for component in components {
        groups.entry(component.group.unwrap_or(usize::MAX)).or_default().push(component);
    }
    let groups = groups
        .into_iter()
        .map(|(place, components)| {
            let heading = grouped.then(|| {
                let group: Option<&StatusGroup> = Board::group(policy, Some(place));
                let name = group
                    .map_or_else(|| words.status_group_other(), |group| context.text(&group.name));
                view! { <h3 class="status-group">{name}</h3> }
            });
            let rows = components.into_iter().map(|c| row(context, &c, grouped)).collect_view();
            view! { {heading}<ul class="status-services">{rows}</ul> }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="services">
            <h2 class="section-title" id="services">{words.status_services()}</h2>
            {groups}
            <p class="section-note">{words.status_legend()}</p>
        </section>
    }
    .into_any()
}

/// A service: how it does, its bars, its uptime, and the days with trouble as a table.
fn row(context: &Context<'_>, component: &Component, grouped: bool) -> impl IntoView + use<> {
    let words = &context.words;
    let board = context.portal.board();
    let now = context.portal.now();
    // Another page tells as far back as the oldest incident that it names.
    let told_since = || {
        let began = board.incidents.iter().map(|incident| incident.started_at);
        board.reported.as_ref().map(|_| began.min().unwrap_or(now))
    };
    let since = component.known_since.or_else(told_since);
    let days = history::days(&board.incidents, &component.id, since, now, history::DAYS);
    let name = context.text(&component.name);
    let sign = if component.state == ComponentState::Operational {
        "check"
    } else if component.state == ComponentState::UnderMaintenance {
        "clock"
    } else {
        "alert"
    };
    // A share is said of the days that are known; of one day alone it says nothing.
    let uptime = match (history::uptime(&days), history::known(&days)) {
        (Some(share), known) if known > 1 => Some(words.status_uptime(known, words.percent(share))),
        _ => board.reported.is_none().then(|| words.status_uptime_none()),
    };
    let uptime = uptime.map(|uptime| view! { <p class="status-uptime">{uptime}</p> });
    let title = name.clone();
    // Below the heading of a group, where there are groups.
    let heading = if grouped {
        view! { <h4 class="status-name">{title}</h4> }.into_any()
    } else {
        view! { <h3 class="status-name">{title}</h3> }.into_any()
    };
    let class = format!("status-state state-{}", component.state.name());
    view! {
        <li class="status-service">
            {heading}
            <p class=class>{icon(sign)}{state_word(words, component.state)}</p>
            {bars::bars(words, &name, &days)}
            <p class="status-scale" aria-hidden="true"><span>{words.status_days_ago(history::DAYS)}</span><span>{words.status_today()}</span></p>
            {uptime}
            {bars::table(words, &name, &days)}
        </li>
    }
}

fn ahead(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    let upcoming = context.portal.board().upcoming();
    let items = if upcoming.is_empty() {
        view! { <p class="section-body">{words.status_ahead_none()}</p> }.into_any()
    } else {
        upcoming.into_iter().map(|one| incident::article(context, one, 1)).collect_view().into_any()
    };
    view! {
        <section class="section" aria-labelledby="ahead">
            <h2 class="section-title" id="ahead">{words.status_ahead()}</h2>
            {items}
        </section>
    }
    .into_any()
}

fn past(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    let mut rows = context
        .portal
        .board()
        .past()
        .take(PAST)
        .map(|incident| {
            let ended = incident.ended_at.filter(|_| !incident.was_called_off());
            let lasted = ended.map(|ended| {
                words.status_lasted(length(words, incident.lasted_s(ended)))
            });
            view! {
                <li class="status-past">
                    <a class="article-row-link" href=context.url(&Page::Incident(incident.id.clone()))>{status::title(context, incident)}</a>
                    <p class="meta"><span>{reached_word(words, incident, incident.stage)}</span><span>{moment(words, incident.started_at)}</span>{lasted.map(|lasted| view! { <span>{lasted}</span> })}<span>{status::names(context, incident)}</span></p>
                </li>
            }
        })
        .peekable();
    let list = if rows.peek().is_none() {
        view! { <p class="section-body">{words.status_past_none(history::DAYS)}</p> }.into_any()
    } else {
        view! { <ul>{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="past">
            <h2 class="section-title" id="past">{words.status_past()}</h2>
            {list}
        </section>
    }
    .into_any()
}
