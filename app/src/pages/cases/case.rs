//! A case as its customers see it: where it stands, its history, and what they can do.

use guichet_model::{
    Page,
    case::{CaseRef, CaseStatus, Outcome, words::WrongText},
    priority::Level,
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::{
    lapse::{self, Lapse},
    outcome::details,
    reply, status_tag,
    timeline::{self, TimelineItem},
};
use crate::{
    case_words,
    components::{
        cards,
        forms::{self, Tone},
        shell::Head,
    },
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// Its reference.
    pub reference: CaseRef,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: CaseStatus,
    /// Its service, in the reader's language.
    pub service: String,
    /// Its priority.
    pub priority: Level,
    /// Since when it is so, in the asker's words.
    pub since: String,
    /// When it was asked.
    pub created_at: Timestamp,
    /// By when support answers.
    pub due_at: Option<Timestamp>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Who asked, where it is not the reader.
    pub requester: Option<String>,
    /// Whether the administrators of this organisation read it too.
    pub shared_with: Option<String>,
    /// Its history.
    pub timeline: Vec<TimelineItem>,
    /// The version that is shown.
    pub version: u32,
    /// Whether the reader may contradict a changed priority.
    pub may_appeal: bool,
    /// Whether the reader asked, and has not said yet whether the answer helped.
    pub may_rate: bool,
    /// That support does not answer the reader any more.
    pub lapse: Option<Lapse>,
    /// What just happened.
    pub news: Option<CaseNews>,
    /// What was wrong with what was sent.
    pub fault: Option<CaseFault>,
    /// The message that was written, where it was refused.
    pub text: String,
    /// The files that came with it and wait.
    pub waiting: Vec<WaitingFile>,
    /// The reason for contradicting that was written, where it was refused.
    pub reason: String,
    /// The reader's time zone, where it is known.
    pub zone: Option<TimeZone>,
}

/// A file that has arrived and waits for what it goes with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingFile {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// What just happened to a case, by the reader's doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseNews {
    /// It was sent.
    Submitted,
    /// A message was added.
    Replied,
    /// It was marked as solved.
    Solved,
    /// It was opened again.
    Reopened,
    /// A changed priority was contradicted.
    Appealed,
}

impl CaseNews {
    /// Every piece of news with its name in addresses.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Submitted, "submitted"),
        (Self::Replied, "replied"),
        (Self::Solved, "solved"),
        (Self::Reopened, "reopened"),
        (Self::Appealed, "appealed"),
    ];

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(news, _)| news)
    }
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseFault {
    /// The message.
    Text(WrongText),
    /// The reason for contradicting.
    Appeal(WrongText),
    /// It is not possible where the case stands now.
    NotNow,
    /// Others changed it at the same moment, again and again.
    Outdated,
    /// None of the files was taken, and nothing was written.
    Files,
    /// A file that waited is there no longer.
    FilesGone,
    /// The reader has sent too much that no case has.
    FilesFull,
    /// Support does not answer the reader any more.
    Lapsed,
    /// The reader has written too often: wait for so many minutes.
    Wait(usize),
}

impl CaseView {
    /// Whether the reader may write.
    fn takes_words(&self) -> bool {
        self.lapse.as_ref().is_none_or(|lapse| lapse.goes_on)
    }
}

pub(crate) fn body(context: &Context<'_>, page: &CaseView) -> (u16, Body) {
    let words = &context.words;
    let shown = page.reference.to_string();
    let title = words.case_title(&shown, &page.title);
    let refused = page.fault.is_some();
    let head = Head::new(forms::document_title(context, title, refused), String::new());
    let trail = vec![(words.cases_title(), Page::Cases)];
    let errors = page.fault.map(|fault| fault_text(context, fault)).into_iter().collect();
    let view = view! {
        <div class="container page case-page">
            {cards::breadcrumbs(context, trail)}
            <h1><bdi>{page.title.clone()}</bdi></h1>
            <p class="case-head"><span class="case-reference">{shown}</span>{status_tag(context, page.status, false)}</p>
            {forms::error_summary(context, errors).into_any()}
            {page.news.map(|news| news_notice(context, page, news))}
            <div class="case-columns">
                <aside class="case-aside" aria-label=words.case_facts()>{facts(context, page).into_any()}{page.takes_words().then(|| steps(context, page).into_any())}</aside>
                <div class="case-main">
                    {timeline::timeline(context, &page.timeline, page.zone.as_ref(), false).into_any()}
                    {page.may_rate.then(|| reply::rate(context, page).into_any())}
                    {lapse::notice(context, page).into_any()}
                    {page.takes_words().then(|| reply::reply(context, page).into_any())}
                </div>
            </div>
        </div>
    };
    let status = match page.fault {
        None => 200,
        Some(CaseFault::NotNow | CaseFault::Outdated) => 409,
        Some(CaseFault::Lapsed) => 403,
        Some(CaseFault::Wait(_)) => 429,
        Some(_) => 422,
    };
    (status, Body { head, view: view.into_any() })
}

fn fault_text(context: &Context<'_>, fault: CaseFault) -> (Option<&'static str>, String) {
    let words = &context.words;
    match fault {
        CaseFault::Text(wrong) => {
            let missing = words.case_reply_missing();
            (Some("text"), case_words::wrong_or_missing(words, wrong, missing))
        }
        CaseFault::Appeal(wrong) => {
            let missing = words.case_appeal_missing();
            (Some("reason"), case_words::wrong_or_missing(words, wrong, missing))
        }
        CaseFault::NotNow => (None, words.case_not_now()),
        CaseFault::Outdated => (None, words.case_outdated()),
        CaseFault::Lapsed => (None, words.case_lapse_refused()),
        CaseFault::Wait(minutes) => (None, words.case_wait(minutes)),
        CaseFault::FilesFull => (Some("files"), words.case_files_full()),
        CaseFault::Files => (Some("files"), words.case_files_refused()),
        CaseFault::FilesGone => (Some("files"), words.desk_files_gone()),
    }
}

/// The words of an error where they stand at this field.
pub(super) fn error_at(context: &Context<'_>, page: &CaseView, field: &str) -> Option<String> {
    let (at, text) = fault_text(context, page.fault?);
    (at == Some(field)).then_some(text)
}

fn news_notice(context: &Context<'_>, page: &CaseView, news: CaseNews) -> impl IntoView + use<> {
    let words = &context.words;
    let (title, text) = match news {
        CaseNews::Submitted => {
            let due = page.due_at.map(|due| {
                words.case_news_due(case_words::by_when(words, due, page.zone.as_ref()))
            });
            let mail = words.case_news_mail();
            let text = due.into_iter().chain([mail]).collect::<Vec<_>>().join(" ");
            (words.case_news_submitted(page.reference.to_string()), Some(text))
        }
        CaseNews::Replied => (words.case_news_replied(), None),
        CaseNews::Solved => {
            let text = page.lapse.is_none().then(|| words.case_news_solved_text());
            (words.case_news_solved(), text)
        }
        CaseNews::Reopened => (words.case_news_reopened(), None),
        CaseNews::Appealed => (words.case_news_appealed(), None),
    };
    forms::notice(Tone::Positive, title, text.map(|text| view! { <p>{text}</p> }).into_any())
}

fn facts(context: &Context<'_>, page: &CaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let when = |at| case_words::when(words, at, page.zone.as_ref());
    let mut facts = vec![
        (words.case_fact_service(), page.service.clone()),
        (words.case_fact_priority(), page.priority.to_string()),
    ];
    if let Some(due) = page.due_at.filter(|_| page.status.is_ours()) {
        facts.push((words.case_fact_due(), case_words::by_when(words, due, page.zone.as_ref())));
    }
    facts.push((words.case_fact_asked(), when(page.created_at)));
    if let Some(name) = &page.requester {
        facts.push((words.case_fact_requester(), name.clone()));
    }
    if !page.since.is_empty() {
        facts.push((words.case_fact_since(), page.since.clone()));
    }
    let shared = page
        .shared_with
        .clone()
        .map(|name| view! { <p class="case-shared">{words.case_shared(name)}</p> });
    let outcome = page.outcome.as_ref().map(|outcome| {
        let name =
            case_words::outcome(words, context.portal.policy(), context.locale(), outcome.kind());
        let parts = details(context, outcome).into_iter();
        let parts = parts.map(|part| view! { <p dir="auto">{part}</p> }).collect_view();
        view! { <dt>{words.case_fact_outcome()}</dt><dd><strong>{name}</strong>{parts}</dd> }
    });
    let facts = facts
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd><bdi>{value}</bdi></dd> })
        .collect_view();
    view! { <dl class="case-facts">{outcome}{facts}</dl>{shared} }
}

/// What tells a message that is sent twice from the same words said again.
pub(super) fn version(page: &CaseView) -> impl IntoView + use<> {
    view! { <input type="hidden" name="version" value=page.version.to_string() /> }
}

/// A field of many lines.
pub(crate) fn area(
    name: &'static str,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    mut value: String,
    rows: u32,
) -> impl IntoView {
    value = forms::area_content(&value);
    let described = [(hint.is_some(), "hint"), (error.is_some(), "error")];
    let described: Vec<String> = described
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, what)| format!("{name}-{what}"))
        .collect();
    let wrong = error.is_some();
    view! {
        <div class="field" class:field-wrong=wrong>
            <label class="field-label" for=name>{label}</label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })}
            <textarea
                class="input area"
                id=name
                name=name
                rows=rows.to_string()
                dir="auto"
                aria-invalid=wrong.then_some("true")
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
            >{value}</textarea>
        </div>
    }
}

/// What the reader can do besides writing.
fn steps(context: &Context<'_>, page: &CaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let action = context.url(&Page::Case(page.reference.clone()));
    let step = |name: &'static str, label: String| {
        view! {
            <form method="post" action=action.clone()>
                <button class="way-action" type="submit" name="do" value=name>{label}</button>
            </form>
        }
    };
    let ends = if page.status.is_open() {
        step("solved", words.case_mark_solved())
    } else {
        step("reopen", words.case_reopen())
    };
    let error = error_at(context, page, "reason");
    let text = page.reason.clone();
    let open = error.is_some() || !text.is_empty();
    let appeal = page.may_appeal.then(|| {
        view! {
            <details class="disclosure" open=open>
                <summary>{words.case_appeal()}</summary>
                <p>{words.case_appeal_text()}</p>
                <form class="form" method="post" action=action.clone() novalidate=true>
                    {area("reason", words.case_appeal_reason(), None, error, text, 3).into_any()}
                    <button class="button" type="submit" name="do" value="appeal">{words.case_appeal_send()}</button>
                </form>
            </details>
        }
    });
    let write =
        view! { <a class="way-action case-write" href="#text">{reply::title(context, page)}</a> };
    view! { <div class="case-steps">{write}{ends}{appeal}</div> }
}
