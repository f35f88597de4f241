//! The questions: which service, what happens, how many, a way around, details.

use guichet_model::{
    Page,
    guided::FormStep,
    priority::{Effect, Reach, Workaround},
};
use leptos::prelude::*;

use super::NewCaseView;
use crate::{
    components::forms::{self, Field},
    page::Context,
};

/// A choice among a few: its value, its title, an example under it.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) title: String,
    pub(super) example: String,
    pub(super) chosen: bool,
}

pub(super) fn view(context: &Context<'_>, page: &NewCaseView, step: FormStep) -> AnyView {
    match step {
        FormStep::Service => service(context, page).into_any(),
        FormStep::Problem => problem(context, page).into_any(),
        FormStep::Reach => reach(context, page).into_any(),
        FormStep::Workaround => workaround(context, page).into_any(),
        _ => details(context, page).into_any(),
    }
}

fn service(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let choices = context.portal.policy().services.iter().map(|service| Choice {
        value: service.id.clone(),
        title: context.text(&service.name),
        example: String::new(),
        chosen: page.answers.service.as_ref() == Some(&service.id),
    });
    let error = page.wrong(context, "service");
    let fields = question(
        context,
        "service",
        words.new_service_title(),
        None,
        error,
        choices.collect(),
        true,
    );
    form(context, page, FormStep::Service, fields.into_any())
}

fn problem(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let choices = Effect::ALL.iter().map(|&effect| {
        let (title, example) = effect_words(context, effect);
        let chosen = page.answers.effect == Some(effect);
        Choice { value: effect.name().to_owned(), title, example, chosen }
    });
    let error = page.wrong(context, "effect");
    let question = question(
        context,
        "effect",
        words.new_problem_title(),
        None,
        error,
        choices.collect(),
        false,
    );
    let since = Field {
        value: page.answers.since.clone(),
        hint: Some(words.new_since_hint()),
        ..Field::new("since", "text", words.new_since_label())
    };
    let since = since.optional().wrong(page.wrong(context, "since")).show(context);
    form(context, page, FormStep::Problem, view! { {question}{since} }.into_any())
}

fn reach(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let choices = Reach::ALL.iter().map(|&reach| {
        let (title, example) = reach_words(context, reach);
        let chosen = page.answers.reach == Some(reach);
        Choice { value: reach.name().to_owned(), title, example, chosen }
    });
    let error = page.wrong(context, "reach");
    let fields =
        question(context, "reach", words.new_reach_title(), None, error, choices.collect(), false);
    form(context, page, FormStep::Reach, fields.into_any())
}

fn workaround(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let choices = Workaround::ALL.iter().map(|&workaround| {
        let (title, example) = workaround_words(context, workaround);
        let chosen = page.answers.workaround == Some(workaround);
        Choice { value: workaround.name().to_owned(), title, example, chosen }
    });
    let error = page.wrong(context, "workaround");
    let hint = Some(words.new_workaround_hint());
    let fields = question(
        context,
        "workaround",
        words.new_workaround_title(),
        hint,
        error,
        choices.collect(),
        false,
    );
    form(context, page, FormStep::Workaround, fields.into_any())
}

fn details(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let title = Field {
        value: page.answers.title.clone(),
        hint: Some(words.new_details_line_hint()),
        ..Field::new("title", "text", words.new_details_line())
    };
    let title = title.wrong(page.wrong(context, "title")).show(context);
    let description = text_area(
        context,
        "description",
        words.new_details_full(),
        words.new_details_full_hint(),
        &page.answers.description,
        page.wrong(context, "description"),
        10,
    );
    let fields = view! { <h1>{words.new_details_title()}</h1>{title}{description} };
    form(context, page, FormStep::Details, fields.into_any())
}

/// What an effect is called, with an example.
pub(super) fn effect_words(context: &Context<'_>, effect: Effect) -> (String, String) {
    let words = &context.words;
    match effect {
        Effect::NoAccess => (words.new_effect_no_access(), words.new_effect_no_access_example()),
        Effect::BlocksCollaboration => {
            (words.new_effect_blocks(), words.new_effect_blocks_example())
        }
        Effect::NotAsDesigned => (words.new_effect_fault(), words.new_effect_fault_example()),
        Effect::NotAsWished => (words.new_effect_wish(), words.new_effect_wish_example()),
    }
}

/// What a reach is called, with an example.
pub(super) fn reach_words(context: &Context<'_>, reach: Reach) -> (String, String) {
    let words = &context.words;
    match reach {
        Reach::One => (words.new_reach_one(), words.new_reach_one_example()),
        Reach::Many => (words.new_reach_many(), words.new_reach_many_example()),
    }
}

/// What a way around is called, with an example.
pub(super) fn workaround_words(context: &Context<'_>, workaround: Workaround) -> (String, String) {
    let words = &context.words;
    match workaround {
        Workaround::None => (words.new_way_none(), words.new_way_none_example()),
        Workaround::NotAcceptable => {
            (words.new_way_unacceptable(), words.new_way_unacceptable_example())
        }
        Workaround::Acceptable => (words.new_way_acceptable(), words.new_way_acceptable_example()),
        Workaround::NotNeeded => (words.new_way_not_needed(), words.new_way_not_needed_example()),
    }
}

/// A form that answers one step, with the way on.
fn form(
    context: &Context<'_>,
    page: &NewCaseView,
    step: FormStep,
    fields: AnyView,
) -> impl IntoView + use<> {
    view! {
        <form class="guided-form" method="post" action=context.url(&Page::NewCase(step)) novalidate=true>
            {super::belonging(context, page)}
            {fields}
            <button class="button guided-on" type="submit">{context.words.new_continue()}</button>
        </form>
    }
}

/// A question with a few answers, each a large target. The question is the page's heading.
fn question(
    context: &Context<'_>,
    name: &'static str,
    title: String,
    hint: Option<String>,
    error: Option<String>,
    choices: Vec<Choice>,
    small: bool,
) -> impl IntoView + use<> {
    let sign = context.words.form_error_sign();
    let wrong = error.is_some();
    let described = [(hint.is_some(), "hint"), (wrong, "error")];
    let described: Vec<String> = described
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, what)| format!("{name}-{what}"))
        .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    view! {
        <fieldset class="question" class:field-wrong=wrong aria-describedby=described>
            <legend><h1>{title}</h1></legend>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.map(|error| view! { <p class="field-error" id=format!("{name}-error")><span class="visually-hidden">{sign}" "</span>{error}</p> })}
            {cards(name, choices, small)}
        </fieldset>
    }
}

/// The answers as cards. The first carries the name as its `id`, so that the summary of errors can lead to it.
pub(super) fn cards(
    name: &'static str,
    choices: Vec<Choice>,
    small: bool,
) -> impl IntoView + use<> {
    let cards = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let Choice { value, title, example, chosen } = choice;
            let id = if at == 0 { name.to_owned() } else { format!("{name}-{value}") };
            view! {
                <label class="choice-card">
                    <input type="radio" name=name value=value id=id checked=chosen />
                    <span>
                        <span class="choice-card-title">{title}</span>
                        {(!example.is_empty()).then(|| view! { <span class="choice-card-example">{example}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! { <div class="choice-cards" class:choice-cards-small=small>{cards}</div> }
}

/// A field of several lines.
pub(super) fn text_area(
    context: &Context<'_>,
    name: &'static str,
    label: String,
    hint: String,
    value: &str,
    error: Option<String>,
    rows: u8,
) -> impl IntoView + use<> {
    let sign = context.words.form_error_sign();
    let wrong = error.is_some();
    let described =
        if wrong { format!("{name}-hint {name}-error") } else { format!("{name}-hint") };
    let value = forms::area_content(value);
    view! {
        <div class="field" class:field-wrong=wrong>
            <label class="field-label" for=name>{label}</label>
            <p class="field-hint" id=format!("{name}-hint")>{hint}</p>
            {error.map(|error| view! { <p class="field-error" id=format!("{name}-error")><span class="visually-hidden">{sign}" "</span>{error}</p> })}
            <textarea class="input" id=name name=name rows=rows.to_string() dir="auto" aria-describedby=described aria-invalid=wrong.then_some("true")>{value}</textarea>
        </div>
    }
}
