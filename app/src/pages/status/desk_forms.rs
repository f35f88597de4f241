//! The forms of the desk for incidents: a new one, a new maintenance, what follows, and words in every language.

use guichet_model::{
    Locale, Page, Text,
    status::{ComponentState, Impact, Incident, Stage},
};
use leptos::prelude::*;

use super::{
    cases,
    desk::{DeskStatusView, fault_text},
};
use crate::{
    components::{
        forms::{self, Field},
        status::{self, impact_word, moment, moment_text, reached_word, stage_word, state_word},
    },
    page::Context,
};

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
        let (_, fault) = self.page.refused.iter().find(|(at, _)| *at == field)?;
        Some(fault_text(&self.context.words, fault))
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
        let error = self.wrong("impact");
        view! {
            {error.map(|error| view! { <p class="field-error">{error}</p> })}
            {select("impact", label, auto, options, &self.sent("impact"))}
        }
        .into_any()
    }

    /// The stages to choose from. Of announced work that has not begun, `last` says that it may be called off in place of completed.
    fn stages(&self, stages: &[Stage], last: Option<Stage>, default: Stage) -> AnyView {
        let words = &self.context.words;
        let chosen = match self.page.sent.get("stage") {
            Some(sent) => sent.clone(),
            None => default.name().to_owned(),
        };
        let word = |stage: Stage| match (last, stage) {
            (Some(Stage::Scheduled), Stage::Completed) => words.desk_status_call_off(),
            _ => stage_word(words, stage),
        };
        let options = stages.iter().map(|stage| (stage.name(), word(*stage))).collect();
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

pub(super) fn open_form(context: &Context<'_>, page: &DeskStatusView) -> impl IntoView + use<> {
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
                {draft.stages(&INCIDENT, None, Stage::Investigating)}
                {draft.impact()}
                {draft.time("at", words.desk_status_at(), Some(words.desk_status_at_hint()))}
                {draft.announce()}
                <button class="button" type="submit" name="action" value="open">{words.desk_status_open_submit()}</button>
            </form>
        </section>
    }
}

pub(super) fn schedule_form(context: &Context<'_>, page: &DeskStatusView) -> impl IntoView + use<> {
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

pub(super) fn follow(
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
    // Work that is announced begins by the clock: a word of it before then changes nothing.
    let onward = stages.iter().copied().find(|stage| *stage > incident.stage);
    let onward = onward.filter(|_| incident.stage != Stage::Scheduled);
    let default = onward.unwrap_or(incident.stage);
    let current: Vec<(String, ComponentState)> =
        incident.components().into_iter().map(|(id, state)| (id.to_owned(), state)).collect();
    let reopen = (incident.stage == Stage::Resolved)
        .then(|| view! { <p class="section-body">{words.desk_status_reopen()}</p> });
    let update = (!stages.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">{words.desk_status_update()}</h2>
                {reopen}
                <form class="form form-wide" method="post" action=action.clone() novalidate>
                    <input type="hidden" name="seen" value=incident.updates.len() />
                    {draft.stages(&stages, Some(incident.stage), default)}
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
        <p class="meta"><span>{reached_word(words, incident, incident.stage)}</span><span>{moment(words, incident.started_at)}</span><span><a href=context.url(&Page::Incident(incident.id.clone()))>{words.desk_status_see()}</a></span></p>
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
    let named = draft.context.words.desk_status_words_of(&label);
    // Only the form that was refused has its words back; every other shows what is stored.
    let blank = DeskStatusView::default();
    let own = draft.page.sent.get("part").is_some_and(|sent| sent == part);
    let draft = Draft { context: draft.context, page: if own { draft.page } else { &blank } };
    view! {
        <form class="form form-wide words-form" method="post" action=action.to_owned() novalidate>
            <input type="hidden" name="part" value=part.to_owned() />
            {draft.languages(field, label, hint, Some(known), long)}
            <button class="way-action" type="submit" name="action" value="words" aria-label=named>{submit}</button>
        </form>
    }
}
