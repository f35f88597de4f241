//! The staff's desk for incidents and maintenance: opened, followed and translated here. Times are in UTC, as everyone's log has them.

use std::collections::BTreeMap;

use guichet_model::{
    Locale, Page, Text,
    status::{
        Board, ComponentState, Impact, Incident, Stage,
        draft::{MAX_BODY, MAX_TITLE, Refusal},
    },
    viewer::StaffRole,
};
use leptos::prelude::*;

use super::{
    cases::{self, IncidentCases},
    desk_webhooks::{self, DeskWebhook},
};
use crate::{
    components::{
        cards,
        forms::{self, Field, Tone},
        shell::Head,
        status::{self, impact_word, moment, moment_text, stage_word, state_word},
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
    /// Why it was refused, and at which field.
    pub refused: Option<(&'static str, Fault)>,
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
        Refusal::NoComponent | Refusal::RepeatedComponent(_) | Refusal::UnknownComponent { .. } => {
            "components"
        }
        Refusal::EndsBeforeItBegins { .. } | Refusal::Behind(_) | Refusal::NoEnd => "until",
        Refusal::OutOfOrder { .. } | Refusal::Ahead(_) => "at",
        Refusal::Stage { .. } => "stage",
    }
}

fn fault_text(words: &Words, fault: &Fault) -> String {
    let rule = match fault {
        Fault::Time => return words.refusal_time(),
        Fault::Meanwhile => return words.refusal_meanwhile(),
        Fault::Rule(rule) => rule,
    };
    match rule {
        Refusal::NoTitle => words.refusal_no_title(),
        Refusal::LongTitle => words.refusal_long_title(MAX_TITLE),
        Refusal::NoBody => words.refusal_no_body(),
        Refusal::LongBody => words.refusal_long_body(MAX_BODY),
        Refusal::NoComponent => words.refusal_no_component(),
        Refusal::RepeatedComponent(id) => words.refusal_repeated_component(id),
        Refusal::UnknownComponent { id, .. } => words.refusal_unknown_component(id),
        Refusal::EndsBeforeItBegins { begins, ends } => {
            words.refusal_ends_before(moment_text(words, *begins), moment_text(words, *ends))
        }
        Refusal::OutOfOrder { last, .. } => words.refusal_order(moment_text(words, *last)),
        Refusal::Ahead(when) => words.refusal_ahead(moment_text(words, *when)),
        Refusal::Behind(when) => words.refusal_behind(moment_text(words, *when)),
        Refusal::NoEnd => words.refusal_no_end(),
        Refusal::Stage { last, next } => {
            words.refusal_stage(stage_word(words, *last), stage_word(words, *next))
        }
    }
}

pub(crate) fn body(context: &Context<'_>, page: &DeskStatusView) -> (u16, Body) {
    let words = &context.words;
    let title = forms::document_title(context, words.desk_status_title(), page.refused.is_some());
    let head = Head::new(title, String::new());
    let staff = context.request.visitor.as_ref().and_then(|visitor| visitor.staff);
    let source = context.portal.policy().status.source.as_ref();
    let main = if !staff.is_some_and(writes_incidents) {
        view! { <p class="section-body">{words.desk_status_not_yours()}</p> }.into_any()
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
    let errors = page.refused.as_ref().map(|(field, fault)| {
        forms::error_summary(context, vec![(Some(*field), fault_text(words, fault))])
    });
    let view = view! {
        <div class="container page desk-page status-desk">
            {cards::breadcrumbs(context, trail)}
            <h1>{words.desk_status_title()}</h1>
            {done}
            {errors}
            <p class="lead">{words.desk_status_lead()}</p>
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
                <p class="meta"><span>{stage_word(words, incident.stage)}</span><span>{moment(words, incident.started_at)}</span><span>{status::names(context, incident)}</span></p>
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

/// A form in the making: what was sent before, and what is wrong.
struct Draft<'d, 'c> {
    context: &'d Context<'c>,
    page: &'d DeskStatusView,
}

impl Draft<'_, '_> {
    fn sent(&self, name: &str) -> String {
        self.page.sent.get(name).cloned().unwrap_or_default()
    }

    fn wrong(&self, field: &str) -> Option<String> {
        let (at, fault) = self.page.refused.as_ref()?;
        (*at == field).then(|| fault_text(&self.context.words, fault))
    }

    /// A text in every language, side by side; `known` are the words there are, and what lacks is marked.
    fn languages(
        &self,
        field: &'static str,
        label: String,
        hint: Option<String>,
        known: Option<&Text>,
        long: bool,
    ) -> AnyView {
        let words = &self.context.words;
        let parts = self
            .context
            .portal
            .locales()
            .iter()
            .map(|locale| self.language(field, locale, known, long))
            .collect_view();
        let error = self.wrong(field);
        let wrong = error.is_some();
        let sign = words.form_error_sign();
        view! {
            <fieldset class="field" class:field-wrong=wrong id=field tabindex="-1">
                <legend class="field-label">{label}</legend>
                {hint.map(|hint| view! { <p class="field-hint">{hint}</p> })}
                {error.map(|error| view! { <p class="field-error"><span class="visually-hidden">{sign}" "</span>{error}</p> })}
                <div class="languages">{parts}</div>
            </fieldset>
        }
        .into_any()
    }

    fn language(
        &self,
        field: &str,
        locale: &Locale,
        known: Option<&Text>,
        long: bool,
    ) -> impl IntoView + use<> {
        let name = format!("{field}-{locale}");
        let written = known.filter(|text| !text.lacks(locale)).map(|text| text.get(locale));
        let missing = known.is_some() && written.is_none_or(str::is_empty);
        let value = match self.page.sent.get(&name) {
            Some(sent) => sent.clone(),
            None => written.unwrap_or("").to_owned(),
        };
        let tag = missing.then(|| {
            let text = self.context.words.desk_status_language_missing();
            view! { <span class="tag tag-missing">{text}</span> }
        });
        let (tongue, dir) = (locale.to_string(), locale.direction());
        let input = if long {
            view! { <textarea class="input" id=name.clone() name=name.clone() rows="4" lang=tongue.clone() dir=dir>{forms::area_content(&value)}</textarea> }
                .into_any()
        } else {
            view! { <input class="input" id=name.clone() name=name.clone() value=value lang=tongue.clone() dir=dir autocomplete="off" /> }
                .into_any()
        };
        view! {
            <div>
                <label class="language-label" for=name><span lang=tongue>{locale.endonym().to_owned()}</span>{tag}</label>
                {input}
            </div>
        }
    }

    /// What it does to each service: not touched, or a state.
    fn components(&self, current: &[(String, ComponentState)]) -> AnyView {
        let words = &self.context.words;
        let policy = self.context.portal.policy();
        let board = self.context.portal.board();
        let mut ids: Vec<String> = policy.services.iter().map(|s| s.id.clone()).collect();
        ids.extend(
            current
                .iter()
                .map(|(id, _)| id.clone())
                .filter(|id| policy.services.iter().all(|service| service.id != *id)),
        );
        let selects = ids
            .into_iter()
            .map(|id| {
                let name = format!("component-{id}");
                let label = board.component_name(policy, &id, self.context.locale());
                let known = current.iter().find(|(one, _)| *one == id).map(|(_, s)| s.name());
                let chosen = match self.page.sent.get(&name) {
                    Some(sent) => sent.clone(),
                    None => known.unwrap_or("").to_owned(),
                };
                let options = ComponentState::ALL
                    .iter()
                    .map(|state| (state.name(), state_word(words, *state)))
                    .collect();
                select(&name, label, Some(words.desk_status_unchanged()), options, &chosen)
            })
            .collect_view();
        let error = self.wrong("components");
        let wrong = error.is_some();
        view! {
            <fieldset class="field" class:field-wrong=wrong id="components" tabindex="-1">
                <legend class="field-label">{words.desk_status_component_states()}</legend>
                {error.map(|error| view! { <p class="field-error">{error}</p> })}
                <div class="component-selects">{selects}</div>
            </fieldset>
        }
        .into_any()
    }

    fn time(&self, field: &'static str, label: String, hint: Option<String>) -> AnyView {
        let mut input = Field::new(field, "datetime-local", label).wrong(self.wrong(field));
        input.value = self.sent(field);
        input.hint = hint;
        input.required = false;
        input.show(self.context).into_any()
    }

    fn impact(&self) -> AnyView {
        let words = &self.context.words;
        let options = Impact::ALL
            .iter()
            .filter(|impact| **impact != Impact::Maintenance)
            .map(|impact| (impact.name(), impact_word(words, *impact)))
            .collect();
        let label = words.desk_status_impact();
        let auto = Some(words.desk_status_impact_auto());
        select("impact", label, auto, options, &self.sent("impact")).into_any()
    }

    fn stages(&self, stages: &[Stage], default: Stage) -> AnyView {
        let words = &self.context.words;
        let chosen = match self.page.sent.get("stage") {
            Some(sent) => sent.clone(),
            None => default.name().to_owned(),
        };
        let options =
            stages.iter().map(|stage| (stage.name(), stage_word(words, *stage))).collect();
        let error = self.wrong("stage");
        view! {
            {error.map(|error| view! { <p class="field-error">{error}</p> })}
            {select("stage", words.desk_status_stage(), None, options, &chosen)}
        }
        .into_any()
    }

    fn announce(&self) -> AnyView {
        let quiet = !self.page.sent.is_empty() && !self.page.sent.contains_key("announce");
        let label = self.context.words.desk_status_announce();
        view! { <label class="check field"><input type="checkbox" name="announce" value="1" checked=!quiet />{label}</label> }
            .into_any()
    }
}

fn select(
    name: &str,
    label: String,
    none: Option<String>,
    options: Vec<(&'static str, String)>,
    chosen: &str,
) -> impl IntoView + use<> {
    let options = none
        .map(|none| ("", none))
        .into_iter()
        .chain(options)
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="field-label" for=name.to_owned()>{label}</label>
            <select class="input" id=name.to_owned() name=name.to_owned()>{options}</select>
        </div>
    }
}

const INCIDENT: [Stage; 4] =
    [Stage::Investigating, Stage::Identified, Stage::Monitoring, Stage::Resolved];

fn open_form(context: &Context<'_>, page: &DeskStatusView) -> impl IntoView + use<> {
    let (words, draft) = (&context.words, Draft { context, page });
    let heading = (words.desk_status_heading(), Some(words.desk_status_heading_hint()));
    let text = (words.desk_status_body(), Some(words.desk_status_body_hint()));
    view! {
        <section class="section">
            <h2 class="section-title">{words.desk_status_new()}</h2>
            <form class="form form-wide" method="post" action=context.url(&Page::DeskStatus) novalidate>
                {draft.languages("title", heading.0, heading.1, None, false)}
                {draft.languages("body", text.0, text.1, None, true)}
                {draft.components(&[])}
                {draft.stages(&INCIDENT, Stage::Investigating)}
                {draft.impact()}
                {draft.time("at", words.desk_status_at(), Some(words.desk_status_at_hint()))}
                {draft.announce()}
                <button class="button" type="submit" name="action" value="open">{words.desk_status_open_submit()}</button>
            </form>
        </section>
    }
}

fn schedule_form(context: &Context<'_>, page: &DeskStatusView) -> impl IntoView + use<> {
    let (words, draft) = (&context.words, Draft { context, page });
    view! {
        <section class="section">
            <h2 class="section-title">{words.desk_status_new_maintenance()}</h2>
            <form class="form form-wide" method="post" action=context.url(&Page::DeskStatus) novalidate>
                {draft.languages("title", words.desk_status_heading(), None, None, false)}
                {draft.languages("body", words.desk_status_body(), None, None, true)}
                {draft.components(&[])}
                {draft.time("at", words.desk_status_begins(), None)}
                {draft.time("until", words.desk_status_ends(), None)}
                {draft.announce()}
                <button class="button" type="submit" name="action" value="schedule">{words.desk_status_schedule_submit()}</button>
            </form>
        </section>
    }
}

fn follow(
    context: &Context<'_>,
    page: &DeskStatusView,
    incident: &Incident,
) -> impl IntoView + use<> {
    let (words, draft) = (&context.words, Draft { context, page });
    let action = format!("{}?incident={}", context.url(&Page::DeskStatus), incident.id);
    let stages: Vec<Stage> = Stage::ALL
        .iter()
        .copied()
        .filter(|stage| incident.stage.may_be_followed_by(*stage))
        .collect();
    let default = stages.iter().copied().find(|s| *s > incident.stage).unwrap_or(incident.stage);
    let current: Vec<(String, ComponentState)> =
        incident.components().into_iter().map(|(id, state)| (id.to_owned(), state)).collect();
    let update = (!stages.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">{words.desk_status_update()}</h2>
                <form class="form form-wide" method="post" action=action.clone() novalidate>
                    <input type="hidden" name="seen" value=incident.updates.len() />
                    {draft.stages(&stages, default)}
                    {draft.languages("body", words.desk_status_body(), Some(words.desk_status_body_hint()), None, true)}
                    {draft.components(&current)}
                    {draft.time("at", words.desk_status_at(), Some(words.desk_status_at_hint()))}
                    {draft.announce()}
                    <button class="button" type="submit" name="action" value="update">{words.desk_status_update_submit()}</button>
                </form>
            </section>
        }
    });
    let details = [
        ("workaround", words.status_workaround(), &incident.details.workaround),
        ("credit", words.status_credit(), &incident.details.credit),
        ("report", words.status_report(), &incident.details.report),
    ];
    let details = details
        .into_iter()
        .map(|(name, label, text)| {
            let hint = Some(words.desk_status_entitled_hint());
            words_form(&draft, &action, name, name, label, hint, text, true)
        })
        .collect_view();
    let bodies = incident
        .updates
        .iter()
        .map(|update| {
            let label = words.desk_status_update_of(moment_text(words, update.shown_at));
            words_form(&draft, &action, &update.id, "text", label, None, &update.body, true)
        })
        .collect_view();
    view! {
        <h2 class="status-article-title">{status::title(context, incident)}</h2>
        <p class="meta"><span>{stage_word(words, incident.stage)}</span><span>{moment(words, incident.started_at)}</span><span><a href=context.url(&Page::Incident(incident.id.clone()))>{words.status_permalink()}</a></span></p>
        {update}
        {page.cases.as_ref().map(|linked| cases::section(context, incident, linked))}
        <section class="section">
            <h2 class="section-title">{words.desk_status_words()}</h2>
            {words_form(&draft, &action, "title", "heading", words.desk_status_heading(), None, &incident.title, false)}
            {details}
            {bodies}
        </section>
    }
}

/// The words of one part in every language, saved by themselves.
#[expect(clippy::too_many_arguments, reason = "each is a word of the form")]
fn words_form(
    draft: &Draft<'_, '_>,
    action: &str,
    part: &str,
    field: &'static str,
    label: String,
    hint: Option<String>,
    known: &Text,
    long: bool,
) -> impl IntoView + use<> {
    let submit = draft.context.words.desk_status_words_submit();
    // Only the form that was refused has its words back; every other shows what is stored.
    let blank = DeskStatusView::default();
    let own = draft.page.sent.get("part").is_some_and(|sent| sent == part);
    let draft = Draft { context: draft.context, page: if own { draft.page } else { &blank } };
    view! {
        <form class="form form-wide words-form" method="post" action=action.to_owned() novalidate>
            <input type="hidden" name="part" value=part.to_owned() />
            {draft.languages(field, label, hint, Some(known), long)}
            <button class="way-action" type="submit" name="action" value="words">{submit}</button>
        </form>
    }
}
