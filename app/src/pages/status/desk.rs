//! The staff's desk for incidents and maintenance: opened, followed and translated here. Times are in UTC, as everyone's log has them.

use std::collections::BTreeMap;

use guichet_model::{
    Page,
    status::{
        Board, Incident,
        draft::{MAX_BODY, MAX_TITLE, Refusal},
    },
    viewer::StaffRole,
};
use leptos::prelude::*;

use super::{
    cases::IncidentCases,
    desk_forms::{follow, open_form, schedule_form},
    desk_webhooks::{self, DeskWebhook},
};
use crate::{
    components::{
        cards,
        forms::{self, Tone},
        shell::Head,
        status::{self, moment, moment_text, reached_word, stage_word},
    },
    page::{Body, Context},
    words::Words,
};

/// What the desk for incidents knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskStatusView {
    /// What is written at.
    pub task: Task,
    /// What was sent, where it was refused: it stands in the form again.
    pub sent: BTreeMap<String, String>,
    /// Why it was refused, and at which fields.
    pub refused: Vec<(&'static str, Fault)>,
    /// What was done just now.
    pub done: Option<Done>,
    /// The cases that hang on the incident that is followed.
    pub cases: Option<Box<IncidentCases>>,
    /// The webhooks that have not ended, beside the list.
    pub webhooks: Vec<DeskWebhook>,
}

/// What is written at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Task {
    /// Nothing yet: the list.
    #[default]
    List,
    /// A new incident.
    Open,
    /// A new maintenance.
    Schedule,
    /// An update of an incident, its translations and details.
    Follow(Box<Incident>),
}

/// What was done just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is published.
    Published,
    /// Words were set right.
    Saved,
    /// A webhook was ended.
    WebhookEnded,
}

/// Why something was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// By a rule.
    Rule(Refusal),
    /// A time cannot be read.
    Time,
    /// It is not said when announced work begins.
    NoBegin,
    /// Somebody else wrote meanwhile.
    Meanwhile,
}

/// Whether people of a role write incidents.
pub fn writes_incidents(role: StaffRole) -> bool {
    matches!(role, StaffRole::Agent | StaffRole::Operator)
}

/// The field of the form that a rule's refusal is about.
pub fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoTitle | Refusal::LongTitle => "title",
        Refusal::NoBody | Refusal::LongBody => "body",
        Refusal::NoComponent
        | Refusal::NothingAffected
        | Refusal::RepeatedComponent(_)
        | Refusal::UnknownComponent { .. } => "components",
        Refusal::EndsBeforeItBegins { .. } | Refusal::Behind(_) | Refusal::NoEnd => "until",
        Refusal::OutOfOrder { .. } | Refusal::Ahead(_) | Refusal::LongAgo(_) => "at",
        Refusal::First(_) | Refusal::Stage { .. } => "stage",
        Refusal::Impact { .. } => "impact",
    }
}

pub(super) fn fault_text(words: &Words, fault: &Fault) -> String {
    let rule = match fault {
        Fault::Time => return words.refusal_time(),
        Fault::NoBegin => return words.refusal_no_begin(),
        Fault::Meanwhile => return words.refusal_meanwhile(),
        Fault::Rule(rule) => rule,
    };
    match rule {
        Refusal::NoTitle => words.refusal_no_title(),
        Refusal::LongTitle => words.refusal_long_title(MAX_TITLE),
        Refusal::NoBody => words.refusal_no_body(),
        Refusal::LongBody => words.refusal_long_body(MAX_BODY),
        Refusal::NoComponent => words.refusal_no_component(),
        Refusal::NothingAffected => words.refusal_nothing_affected(),
        Refusal::RepeatedComponent(id) => words.refusal_repeated_component(id),
        Refusal::UnknownComponent { id, .. } => words.refusal_unknown_component(id),
        Refusal::EndsBeforeItBegins { begins, ends } => {
            words.refusal_ends_before(moment_text(words, *begins), moment_text(words, *ends))
        }
        Refusal::OutOfOrder { last, .. } => words.refusal_order(moment_text(words, *last)),
        Refusal::Ahead(when) => words.refusal_ahead(moment_text(words, *when)),
        Refusal::LongAgo(when) => words.refusal_long_ago(moment_text(words, *when)),
        Refusal::Behind(when) => words.refusal_behind(moment_text(words, *when)),
        Refusal::NoEnd => words.refusal_no_end(),
        Refusal::First(stage) => words.refusal_first(stage_word(words, *stage)),
        Refusal::Impact { announced: true } => words.refusal_impact_maintenance(),
        Refusal::Impact { announced: false } => words.refusal_impact_incident(),
        Refusal::Stage { last, next } => {
            words.refusal_stage(stage_word(words, *last), stage_word(words, *next))
        }
    }
}

pub(crate) fn body(context: &Context<'_>, page: &DeskStatusView) -> (u16, Body) {
    let words = &context.words;
    let title = forms::document_title(context, words.desk_status_title(), !page.refused.is_empty());
    let head = Head::new(title, String::new());
    let staff = context.request.visitor.as_ref().and_then(|visitor| visitor.staff);
    let source = context.portal.policy().status.source.as_ref();
    let writes = staff.is_some_and(writes_incidents);
    // Said to those alone who write here.
    let lead = (writes && source.is_none())
        .then(|| view! { <p class="lead">{words.desk_status_lead()}</p> });
    let main = if !writes {
        view! {
            <p class="section-body">{words.desk_status_not_yours()}</p>
            <p class="more"><a href=context.url(&Page::Status)>{words.status_see()}</a></p>
        }
        .into_any()
    } else if let Some(source) = source {
        view! { <p class="section-body">{words.desk_status_elsewhere(&source.url)}</p> }.into_any()
    } else {
        match &page.task {
            Task::List => {
                let webhooks = desk_webhooks::section(context, &page.webhooks);
                view! { {list(context)}{webhooks} }.into_any()
            }
            Task::Open => open_form(context, page).into_any(),
            Task::Schedule => schedule_form(context, page).into_any(),
            Task::Follow(incident) => follow(context, page, incident).into_any(),
        }
    };
    let done = page.done.map(|done| {
        let text = match done {
            Done::Published => words.desk_status_done(),
            Done::Saved => words.desk_status_saved(),
            Done::WebhookEnded => words.desk_webhooks_ended(),
        };
        forms::notice(Tone::Positive, text, ().into_any())
    });
    let mut trail = vec![(words.desk_title(), Page::Desk)];
    if page.task != Task::List {
        trail.push((words.desk_status_title(), Page::DeskStatus));
    }
    let errors = page.refused.iter().map(|(field, fault)| (Some(*field), fault_text(words, fault)));
    let errors = forms::error_summary(context, errors.collect());
    let view = view! {
        <div class="container page desk-page status-desk">
            {cards::breadcrumbs(context, trail)}
            <h1>{words.desk_status_title()}</h1>
            {done}
            {errors}
            {lead}
            {orphans(context, context.portal.board())}
            {main}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

/// Components that the policy has lost while an incident names them.
fn orphans(context: &Context<'_>, board: &Board) -> impl IntoView + use<> {
    board
        .orphans(context.portal.policy())
        .into_iter()
        .map(|(_, name)| {
            forms::notice(Tone::Critical, context.words.desk_status_orphans(name), ().into_any())
        })
        .collect_view()
}

fn list(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let board = context.portal.board();
    let desk = context.url(&Page::DeskStatus);
    let row = |incident: &Incident| {
        let edit = format!("{desk}?incident={}", incident.id);
        view! {
            <li class="status-past">
                <a class="article-row-link" href=edit>{status::title(context, incident)}</a>
                <p class="meta"><span>{reached_word(words, incident, incident.stage)}</span><span>{moment(words, incident.started_at)}</span><span>{status::names(context, incident)}</span></p>
            </li>
        }
    };
    let (open, upcoming): (Vec<&Incident>, _) = (board.open().collect(), board.upcoming());
    let none = open.is_empty() && upcoming.is_empty();
    let now = (none || !open.is_empty()).then(|| {
        let rows = open.into_iter().map(row).collect_view();
        view! {
            <section class="section">
                <h2 class="section-title">{words.status_open()}</h2>
                {none.then(|| view! { <p class="section-body">{words.desk_status_none()}</p> })}
                <ul>{rows}</ul>
            </section>
        }
    });
    let ahead = (!upcoming.is_empty()).then(|| {
        let rows = upcoming.into_iter().map(row).collect_view();
        view! {
            <section class="section">
                <h2 class="section-title">{words.status_ahead()}</h2>
                <ul>{rows}</ul>
            </section>
        }
    });
    let past = board.past().take(10).map(row).collect_view();
    view! {
        <p class="status-actions">
            <a class="button" href=format!("{desk}?new=incident")>{words.desk_status_new()}</a>
            <a class="way-action" href=format!("{desk}?new=maintenance")>{words.desk_status_new_maintenance()}</a>
        </p>
        {now}
        {ahead}
        <section class="section">
            <h2 class="section-title">{words.status_past()}</h2>
            <ul>{past}</ul>
        </section>
    }
}
