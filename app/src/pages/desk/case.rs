//! A case at the desk: its history in the middle, its context beside it, and everything an agent does with it.

use std::collections::BTreeMap;

use guichet_model::{
    Page, Viewer,
    case::{CaseStatus, Missing, Outcome, words::WrongText},
    priority::{Answers, Effect, Level, Reach, Workaround},
    search::SearchRequest,
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::queue::{QueueItem, due};
use crate::{
    case_words,
    components::{
        cards,
        forms::{self, Tone},
        shell::Head,
    },
    page::{Body, Context},
    pages::cases::{
        CaseItem,
        case::area,
        status_tag,
        timeline::{self, TimelineItem},
    },
};

/// Articles offered beside a case.
const ARTICLES: usize = 5;

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
    /// Whether something was just done.
    pub done: bool,
    /// What was wrong with what was sent.
    pub fault: Option<DeskFault>,
    /// What others did since the agent looked.
    pub unseen: Vec<TimelineItem>,
    /// What the agent had written, by field.
    pub kept: BTreeMap<String, String>,
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
    let errors = fault.map(|fault| fault_text(context, fault)).into_iter().collect();
    let view = view! {
        <div class="container page desk-case" data-desk-case=page.case.reference.as_str().to_owned()>
            {cards::breadcrumbs(context, trail)}
            <h1><bdi>{page.case.title.clone()}</bdi></h1>
            <p class="case-head">
                <span class=format!("priority priority-{}", level.to_ascii_lowercase())>{level}</span>
                <span class="case-reference">{shown}</span>
                {status_tag(context, page.case.status, true)}
                {due(context, &page.case, page.zone.as_ref())}
            </p>
            {forms::error_summary(context, errors).into_any()}
            {outdated(context, page).into_any()}
            {page.done.then(|| forms::notice(Tone::Positive, words.desk_done(), ().into_any()))}
            {live(context, page).into_any()}
            <div class="case-columns">
                <div class="case-main">
                    {timeline::timeline(context, &page.timeline, page.zone.as_ref(), true).into_any()}
                    {answer(context, page).into_any()}
                    {note(context, page).into_any()}
                </div>
                <aside class="case-aside" aria-label=words.case_facts()>
                    {assign(context, page).into_any()}
                    {resolve(context, page).into_any()}
                    {reclassify(context, page).into_any()}
                    {facts(context, page).into_any()}
                    {articles(context, page).into_any()}
                    {others(context, page).into_any()}
                </aside>
            </div>
            {keys(context).into_any()}
        </div>
    };
    (page.fault.map_or(200, DeskFault::status), Body { head, view: view.into_any() })
}

fn fault_text(context: &Context<'_>, fault: DeskFault) -> (Option<&'static str>, String) {
    let words = &context.words;
    let wrong = |wrong| case_words::wrong_text(words, wrong);
    match fault {
        DeskFault::Answer(text) => (Some("text"), wrong(text)),
        DeskFault::Note(text) => (Some("note"), wrong(text)),
        DeskFault::Reason(text) => (Some("reason"), wrong(text)),
        DeskFault::Closing(text) => (Some("closing"), wrong(text)),
        DeskFault::Outcome(Missing::Kind) => (Some("outcome"), words.desk_outcome_missing()),
        DeskFault::Outcome(Missing::Detail(text)) => (Some("detail"), wrong(text)),
        DeskFault::Outcome(Missing::NoAddress) => (Some("detail"), words.desk_outcome_address()),
        DeskFault::SamePriority => (Some("priority"), words.desk_same_priority()),
        DeskFault::NotNow | DeskFault::Outdated => (None, words.case_not_now()),
    }
}

/// The words of an error where they stand at this field.
fn error_at(context: &Context<'_>, page: &DeskCaseView, field: &str) -> Option<String> {
    let (at, text) = fault_text(context, page.fault?);
    (at == Some(field)).then_some(text)
}

fn kept(page: &DeskCaseView, field: &str) -> String {
    page.kept.get(field).cloned().unwrap_or_default()
}

/// What changed while the agent was writing: nothing of theirs is lost, and nothing of the others' is overwritten.
fn outdated(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    (page.fault == Some(DeskFault::Outdated)).then(|| {
        let body = view! {
            <p>{words.desk_outdated_text()}</p>
            {timeline::timeline(context, &page.unseen, page.zone.as_ref(), true).into_any()}
        };
        view! {
            <div class="desk-outdated" tabindex="-1" autofocus=true id="errors">
                {forms::notice(Tone::Critical, words.desk_outdated(), body.into_any())}
            </div>
        }
    })
}

/// Who else is here and whether there is anything new: the part that is replaced while the page stays.
pub(crate) fn live(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let stream = format!("/{}/desk/live?case={}", context.locale(), page.case.reference.as_str());
    let reference = page.case.reference.as_str().to_owned();
    let fragment =
        format!("/{}/desk/cases/{reference}/live?seen={}", context.locale(), page.version);
    view! { <div class="desk-live" id="live" data-live=stream data-fragment=fragment>{live_part(context, &page.present, 0).into_any()}</div> }
}

/// The replaced part itself.
pub(crate) fn live_part(
    context: &Context<'_>,
    present: &[(String, bool)],
    news: usize,
) -> impl IntoView + use<> {
    let words = &context.words;
    let people = present
        .iter()
        .map(|(name, writing)| {
            let said = if *writing { words.desk_writes(name) } else { words.desk_looks(name) };
            view! { <li><bdi>{said}</bdi></li> }
        })
        .collect_view();
    let people = (!present.is_empty()).then(|| view! { <ul class="desk-present">{people}</ul> });
    let news = (news > 0)
        .then(|| view! { <p class="desk-news"><a href="">{words.desk_news(news)}</a></p> });
    view! { {people}{news} }
}

fn hidden(page: &DeskCaseView) -> impl IntoView + use<> {
    view! { <input type="hidden" name="version" value=page.version.to_string() /> }
}

fn action(context: &Context<'_>, page: &DeskCaseView) -> String {
    context.url(&Page::DeskCase(page.case.reference.clone()))
}

fn answer(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let next = kept(page, "next");
    let options = [
        ("theirs", words.desk_next_theirs()),
        ("ours", words.desk_next_ours()),
        ("hold", words.desk_next_hold()),
    ];
    let options = options
        .into_iter()
        .map(|(value, name)| view! { <option value=value selected=next == value>{name}</option> })
        .collect_view();
    let hint = words.desk_answer_hint(page.case.locale.endonym(), &page.case.requester);
    let choice = page.case.status.is_open().then(|| {
        view! {
            <label class="desk-filter"><span>{words.desk_next()}</span><select class="input" name="next">{options}</select></label>
        }
    });
    view! {
        <form class="case-reply desk-answer" method="post" action=action(context, page) novalidate=true id="answer">
            {hidden(page)}
            {area("text", words.desk_answer(), Some(hint), error_at(context, page, "text"), kept(page, "text"), 8).into_any()}
            <div class="desk-buttons">
                {choice}
                <button class="button" type="submit" name="do" value="answer">{words.desk_answer_send()}</button>
            </div>
        </form>
    }
}

fn note(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    view! {
        <form class="case-reply desk-note" method="post" action=action(context, page) novalidate=true id="internal">
            {hidden(page)}
            {area("note", words.desk_note(), Some(words.desk_note_hint()), error_at(context, page, "note"), kept(page, "note"), 3).into_any()}
            <button class="way-action" type="submit" name="do" value="note">{words.desk_note_save()}</button>
        </form>
    }
}

fn assign(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let options = page
        .agents
        .iter()
        .map(|(id, name)| {
            let chosen = page.assignee.as_deref() == Some(id);
            view! { <option value=id.clone() selected=chosen>{name.clone()}</option> }
        })
        .collect_view();
    let take = (page.assignee.as_deref() != Some(page.me.as_str())).then(|| {
        view! { <button class="way-action" type="submit" name="do" value="take">{words.desk_take()}</button> }
    });
    let steps = match page.case.status {
        CaseStatus::New | CaseStatus::Open => Some(("hold", words.desk_hold())),
        CaseStatus::Pending | CaseStatus::OnHold => Some(("work", words.desk_work())),
        CaseStatus::Solved | CaseStatus::Closed => Some(("reopen", words.case_reopen())),
    };
    let steps = steps.map(|(value, name)| {
        view! { <button class="way-action" type="submit" name="do" value=value>{name}</button> }
    });
    view! {
        <form class="desk-panel" method="post" action=action(context, page)>
            {hidden(page)}
            <div class="field">
                <label class="field-label" for="assignee">{words.queue_assignee()}</label>
                <select class="input" id="assignee" name="assignee"><option value="">{words.queue_nobody()}</option>{options}</select>
            </div>
            <div class="desk-buttons">
                <button class="way-action" type="submit" name="do" value="assign">{words.desk_assign()}</button>
                {take}
                {steps}
            </div>
        </form>
    }
}

fn resolve(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let chosen = kept(page, "outcome");
    let policy = context.portal.policy();
    let options = Outcome::KINDS
        .into_iter()
        .map(|kind| {
            let name = case_words::outcome(words, policy, context.locale(), kind);
            view! { <option value=kind selected=chosen == kind>{name}</option> }
        })
        .collect_view();
    let detail = Field {
        value: kept(page, "detail"),
        hint: words.desk_detail_hint(),
        error: error_at(context, page, "detail"),
    };
    let open = matches!(page.fault, Some(DeskFault::Outcome(_) | DeskFault::Closing(_)));
    let error = error_at(context, page, "outcome");
    let wrong = error.is_some();
    let tick = |name: &'static str, label: String| {
        let checked = kept(page, name) == "1";
        view! { <label class="desk-tick"><input type="checkbox" name=name value="1" checked=checked /><span>{label}</span></label> }
    };
    page.case.status.is_open().then(|| {
        view! {
            <details class="desk-panel" id="resolve" open=open>
                <summary>{words.desk_resolve()}</summary>
                <form method="post" action=action(context, page) novalidate=true>
                    {hidden(page)}
                    <div class="field" class:field-wrong=wrong>
                        <label class="field-label" for="outcome">{words.case_fact_outcome()}</label>
                        {error.map(|error| view! { <p class="field-error">{error}</p> })}
                        <select class="input" id="outcome" name="outcome"><option value="">{words.desk_choose()}</option>{options}</select>
                    </div>
                    {detail.show("detail", words.desk_detail())}
                    {tick("credit", words.desk_credit())}
                    {tick("report", words.desk_report())}
                    {area("closing", words.desk_closing(), None, error_at(context, page, "closing"), kept(page, "closing"), 3).into_any()}
                    <button class="button" type="submit" name="do" value="resolve">{words.desk_resolve_send()}</button>
                </form>
            </details>
        }
    })
}

/// A line with a hint that may be empty.
struct Field {
    value: String,
    hint: String,
    error: Option<String>,
}

impl Field {
    fn show(self, name: &'static str, label: String) -> impl IntoView {
        let Self { value, hint, error } = self;
        let wrong = error.is_some();
        view! {
            <div class="field" class:field-wrong=wrong>
                <label class="field-label" for=name>{label}</label>
                <p class="field-hint" id=format!("{name}-hint")>{hint}</p>
                {error.map(|error| view! { <p class="field-error">{error}</p> })}
                <input class="input" id=name name=name value=value dir="auto" autocomplete="off" aria-invalid=wrong.then_some("true") aria-describedby=format!("{name}-hint") />
            </div>
        }
    }
}

fn reclassify(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let chosen = kept(page, "priority");
    let options = Level::ALL
        .iter()
        .map(|level| {
            let now = if chosen.is_empty() {
                *level == page.case.priority
            } else {
                chosen == level.name()
            };
            view! { <option value=level.name() selected=now>{level.name()}</option> }
        })
        .collect_view();
    let open = matches!(page.fault, Some(DeskFault::Reason(_) | DeskFault::SamePriority));
    let same = error_at(context, page, "priority");
    let wrong = same.is_some();
    let reason = Field {
        value: kept(page, "reason"),
        hint: words.desk_reason_hint(),
        error: error_at(context, page, "reason"),
    };
    page.case.status.is_open().then(|| {
        view! {
            <details class="desk-panel" id="reclassify" open=open>
                <summary>{words.desk_reclassify()}</summary>
                <form method="post" action=action(context, page) novalidate=true>
                    {hidden(page)}
                    <div class="field" class:field-wrong=wrong>
                        <label class="field-label" for="priority">{words.case_fact_priority()}</label>
                        {same.map(|error| view! { <p class="field-error">{error}</p> })}
                        <select class="input" id="priority" name="priority">{options}</select>
                    </div>
                    {reason.show("reason", words.desk_reason())}
                    <button class="button" type="submit" name="do" value="reclassify">{words.desk_reclassify_send()}</button>
                </form>
            </details>
        }
    })
}

fn facts(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let when = |at| case_words::when(words, at, page.zone.as_ref());
    let mut facts = vec![
        (words.case_fact_requester(), page.case.requester.clone()),
        (words.desk_caller_address(), page.email.clone()),
    ];
    if let (Some(name), Some((external_id, edition, suspended))) =
        (&page.case.organisation, &page.organisation)
    {
        facts.push((words.desk_caller_organisation(), name.clone()));
        if let Some(external_id) = external_id {
            facts.push((words.desk_caller_reference(), external_id.clone()));
        }
        let edition =
            if *suspended { words.desk_edition_suspended(edition) } else { edition.clone() };
        facts.push((words.desk_caller_edition(), edition));
    }
    facts.push((words.case_fact_service(), page.case.service.clone()));
    facts.push((words.desk_fact_language(), page.case.locale.endonym().to_owned()));
    facts.push((words.desk_fact_answers(), answers(context, page.answers)));
    facts.push((words.desk_fact_suggested(), page.suggested.name().to_owned()));
    if !page.since.is_empty() {
        facts.push((words.case_fact_since(), page.since.clone()));
    }
    facts.push((words.case_fact_asked(), when(page.created_at)));
    if let Some(outcome) = &page.outcome {
        let policy = context.portal.policy();
        let name = case_words::outcome(words, policy, context.locale(), outcome.kind());
        facts.push((words.case_fact_outcome(), name));
    }
    if let Some((rating, more)) = &page.rating {
        let said = case_words::rating(words, *rating);
        let said = if more.is_empty() { said } else { words.desk_rated(said, more) };
        facts.push((words.desk_fact_rating(), said));
    }
    let facts = facts
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd><bdi>{value}</bdi></dd> })
        .collect_view();
    let appealed =
        page.appealed.then(|| view! { <p class="desk-appealed">{words.desk_appealed()}</p> });
    view! { <section class="desk-panel"><h2>{words.desk_context()}</h2>{appealed}<dl class="case-facts">{facts}</dl></section> }
}

/// The answers about a problem, in a line.
fn answers(context: &Context<'_>, answers: Answers) -> String {
    let words = &context.words;
    let effect = match answers.effect {
        Effect::NoAccess => words.desk_effect_no_access(),
        Effect::BlocksCollaboration => words.desk_effect_collaboration(),
        Effect::NotAsDesigned => words.desk_effect_designed(),
        Effect::NotAsWished => words.desk_effect_wished(),
    };
    let reach = match answers.reach {
        Reach::One => words.desk_reach_one(),
        Reach::Many => words.desk_reach_many(),
    };
    let workaround = match answers.workaround {
        Workaround::None => words.desk_workaround_none(),
        Workaround::NotAcceptable => words.desk_workaround_not_acceptable(),
        Workaround::Acceptable => words.desk_workaround_acceptable(),
        Workaround::NotNeeded => words.desk_workaround_not_needed(),
    };
    words.list(&[effect, reach, workaround])
}

/// Articles that may hold the answer, in the customer's language, each to be put into the answer.
fn articles(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let request = SearchRequest {
        // What is offered is what the customer may open.
        viewer: Viewer::of_kind("paid_administrator").unwrap_or_default(),
        limit: ARTICLES,
        ..SearchRequest::new(&page.case.title, page.case.locale.clone())
    };
    let found = context.portal.search(&request).ok()?;
    let rows = found
        .hits
        .into_iter()
        .map(|hit| {
            let label = words.desk_insert_of(&hit.title);
            let (url, title) = (hit.url.clone(), hit.title.clone());
            view! {
                <li>
                    <a href=url.clone() lang=page.case.locale.to_string()>{title}</a>
                    <button class="way-action" type="submit" form="answer" name="article" value=url aria-label=label data-title=hit.title data-insert=hit.url>{words.desk_insert()}</button>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="desk-panel" id="articles">
                <h2>{words.desk_articles()}</h2>
                <ul class="desk-articles">{rows}</ul>
            </section>
        }
    })
}

fn others(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let rows = page
        .others
        .iter()
        .map(|case| {
            let url = context.url(&Page::DeskCase(case.reference.clone()));
            view! { <li><a href=url><bdi>{case.title.clone()}</bdi></a>{status_tag(context, case.status, true)}</li> }
        })
        .collect_view();
    (!page.others.is_empty()).then(|| {
        view! { <section class="desk-panel"><h2>{words.desk_others()}</h2><ul class="desk-articles">{rows}</ul></section> }
    })
}

/// The keys, shown by `?` and by a button.
pub(crate) fn keys(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let keys = [
        ("j", words.keys_next()),
        ("k", words.keys_previous()),
        ("Enter", words.keys_open()),
        ("r", words.keys_answer()),
        ("n", words.keys_note()),
        ("a", words.keys_assign()),
        ("s", words.keys_resolve()),
        ("/", words.keys_search()),
        ("u", words.keys_queue()),
        ("?", words.keys_help()),
    ];
    let keys = keys
        .into_iter()
        .map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> })
        .collect_view();
    view! {
        <p class="desk-keys-open"><button class="way-action" type="button" popovertarget="keys">{words.keys_title()}</button></p>
        <div class="popover desk-keys" popover="auto" id="keys">
            <h2>{words.keys_title()}</h2>
            <dl>{keys}</dl>
        </div>
        <script type="module" src=context.portal.asset("desk.js") data-queue=context.url(&Page::Desk)></script>
    }
}
