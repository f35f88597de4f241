//! A case at the desk: its history in the middle, its context beside it, and everything an agent does with it.
//!
//! [`reply`] is what an agent writes, [`files`] what goes with it, [`actions`] what they do besides and
//! [`done`] what is told of it, [`context`] what stands beside it, [`news`] what others do meanwhile.

mod actions;
mod context;
pub mod done;
pub mod files;
pub(crate) mod keys;
mod news;
mod reply;

use std::collections::BTreeMap;

use guichet_model::{
    Page,
    case::{Missing, Outcome, words::WrongText},
    priority::{Answers, Level},
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

pub use self::news::CaseLive;
pub(crate) use self::news::live_part;
use super::{
    due,
    incidents::{self, CaseIncidents},
    queue::QueueItem,
};
use crate::{
    case_words,
    components::{cards, forms, shell::Head},
    page::{Body, Context},
    pages::{
        cases::{
            CaseItem, status_tag,
            timeline::{self, TimelineItem},
        },
        new_case::upload_words,
    },
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskCaseView {
    /// The case as the queue shows it.
    pub case: QueueItem,
    /// What happens, to how many, and whether there is a way around it.
    pub answers: Answers,
    /// The priority that the rules gave.
    pub suggested: Level,
    /// Since when it is so, in the asker's words.
    pub since: String,
    /// When it was asked.
    pub created_at: Timestamp,
    /// The address of who asked.
    pub email: String,
    /// The organisation: what billing calls it, its edition in the agent's language, whether it is suspended.
    pub organisation: Option<(Option<String>, String, bool)>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Whether the customer contradicted a changed priority.
    pub appealed: bool,
    /// What the customer thought: the answer's words, and what they added.
    pub rating: Option<(guichet_model::case::Rating, String)>,
    /// Its history.
    pub timeline: Vec<TimelineItem>,
    /// The version that is shown.
    pub version: u32,
    /// Who may work on it: account and name.
    pub agents: Vec<(String, String)>,
    /// The account of whoever works on it.
    pub assignee: Option<String>,
    /// The account of whoever looks.
    pub me: String,
    /// Who else has it open, and whether they are writing.
    pub present: Vec<(String, bool)>,
    /// Other cases of who asked.
    pub others: Vec<CaseItem>,
    /// The incidents that it hangs on or may hang on.
    pub incidents: CaseIncidents,
    /// What was just done.
    pub done: Option<done::DeskNews>,
    /// What was wrong with what was sent.
    pub fault: Option<DeskFault>,
    /// What others did since the agent looked.
    pub unseen: Vec<TimelineItem>,
    /// What the agent had written, by field.
    pub kept: BTreeMap<String, String>,
    /// The files that were to go with it.
    pub files: files::DeskFiles,
    /// The agent's time zone, where it is known.
    pub zone: Option<TimeZone>,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskFault {
    /// The answer.
    Answer(WrongText),
    /// The note.
    Note(WrongText),
    /// The reason for another priority.
    Reason(WrongText),
    /// What the outcome asks for.
    Outcome(Missing),
    /// What is said to the outcome.
    Closing(WrongText),
    /// The priority is this one already.
    SamePriority,
    /// Not every file was taken.
    Files,
    /// It is not possible where the case stands.
    NotNow,
    /// Others did something since the agent looked.
    Outdated,
}

impl DeskFault {
    fn status(self) -> u16 {
        match self {
            Self::NotNow | Self::Outdated => 409,
            _ => 422,
        }
    }
}

pub(crate) fn body(context: &Context<'_>, page: &DeskCaseView) -> (u16, Body) {
    let words = &context.words;
    let shown = page.case.reference.to_string();
    let title = words.case_title(&shown, &page.case.title);
    let head = Head {
        live: true,
        ..Head::new(forms::document_title(context, title, page.fault.is_some()), String::new())
    };
    let trail = vec![(words.desk_title(), Page::Desk)];
    let level = page.case.priority.name();
    let fault = page.fault.filter(|fault| *fault != DeskFault::Outdated);
    let errors = fault.map(|fault| fault_text(context, page, fault)).into_iter().collect();
    let view = view! {
        <div class="container page desk-case" data-desk-case=page.case.reference.as_str().to_owned()>
            {cards::breadcrumbs(context, trail)}
            <h1><bdi>{page.case.title.clone()}</bdi></h1>
            <p class="case-head">
                <span class=format!("priority priority-{}", level.to_ascii_lowercase())>{level}</span>
                <span class="case-reference">{shown}</span>
                {status_tag(context, page.case.status, true)}
                {due::named(context, &page.case, page.zone.as_ref())}
            </p>
            {context::brief(&page.case).into_any()}
            {forms::error_summary(context, errors).into_any()}
            {news::outdated(context, page).into_any()}
            {done::notice(context, page)}
            {news::live(context, page).into_any()}
            <div class="case-columns">
                <div class="case-first">
                    {actions::assign(context, page).into_any()}
                    {context::ways(context, page).into_any()}
                </div>
                <div class="case-main">
                    {timeline::timeline(context, &page.timeline, page.zone.as_ref(), true).into_any()}
                    {reply::answer(context, page).into_any()}
                    {reply::note(context, page).into_any()}
                </div>
                <aside class="case-aside" aria-label=words.case_facts()>
                    {incidents::panel(context, page).into_any()}
                    {actions::resolve(context, page).into_any()}
                    {actions::reclassify(context, page).into_any()}
                    {context::facts(context, page).into_any()}
                    {context::articles(context, page).into_any()}
                    {context::others(context, page).into_any()}
                </aside>
            </div>
            {upload_words(words).into_any()}
            {keys::link(context).into_any()}
            {keys::dialog(context).into_any()}
        </div>
    };
    (page.fault.map_or(200, DeskFault::status), Body { head, view: view.into_any() })
}

fn fault_text(
    context: &Context<'_>,
    page: &DeskCaseView,
    fault: DeskFault,
) -> (Option<&'static str>, String) {
    let words = &context.words;
    let wrong = |text, missing| case_words::wrong_or_missing(words, text, missing);
    match fault {
        DeskFault::Answer(text) => (Some("text"), wrong(text, words.desk_answer_missing())),
        DeskFault::Note(text) => (Some("note"), wrong(text, words.desk_note_missing())),
        DeskFault::Reason(text) => (Some("reason"), wrong(text, words.desk_reason_missing())),
        DeskFault::Closing(text) => (Some("closing"), case_words::wrong_text(words, text)),
        DeskFault::Outcome(Missing::Kind) => (Some("outcome"), words.desk_outcome_missing()),
        DeskFault::Outcome(Missing::Detail(text)) => {
            (Some("detail"), wrong(text, detail_missing(context, page)))
        }
        DeskFault::Outcome(Missing::NoAddress) => (Some("detail"), words.desk_outcome_address()),
        DeskFault::Outcome(Missing::Incident) => (Some("outage"), words.desk_outage_missing()),
        DeskFault::SamePriority => (Some("priority"), words.desk_same_priority()),
        DeskFault::Files => files::fault(context, page),
        DeskFault::NotNow | DeskFault::Outdated => (None, words.case_not_now()),
    }
}

/// What the chosen outcome asks for, where it was not said.
fn detail_missing(context: &Context<'_>, page: &DeskCaseView) -> String {
    let words = &context.words;
    match kept(page, "outcome").as_str() {
        "missing-feature" => words.desk_outcome_address(),
        "not-reproducible" => words.desk_advice_missing(),
        "other-team" => words.desk_team_missing(),
        _ => words.desk_scope_missing(),
    }
}

/// The words of an error where they stand at this field.
fn error_at(context: &Context<'_>, page: &DeskCaseView, field: &str) -> Option<String> {
    let (at, text) = fault_text(context, page, page.fault?);
    (at == Some(field)).then_some(text)
}

fn kept(page: &DeskCaseView, field: &str) -> String {
    page.kept.get(field).cloned().unwrap_or_default()
}

fn hidden(page: &DeskCaseView) -> impl IntoView + use<> {
    view! { <input type="hidden" name="version" value=page.version.to_string() /> }
}

fn action(context: &Context<'_>, page: &DeskCaseView) -> String {
    context.url(&Page::DeskCase(page.case.reference.clone()))
}
