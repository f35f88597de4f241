//! Everything once more before it is sent, with ways to change it, and the priority with a way to choose another.

use guichet_model::{
    Page,
    guided::{FormEnd, FormStep, steps},
    policy::ChannelKind,
    priority::Level,
};
use leptos::prelude::*;

use super::{NewCaseView, Talk, aside, ends, steps as questions};
use crate::{
    components::forms::{self, Tone},
    page::Context,
};

/// The longest answer that a list shows.
const SHORT_CHARS: usize = 60;

pub(super) fn view(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let end = match page.end {
        FormEnd::Case if is_staff(context) => for_staff(context, page).into_any(),
        FormEnd::Case => submit(context, page).into_any(),
        FormEnd::Forum | FormEnd::Articles => ends::forum(context, page).into_any(),
        FormEnd::Administrator => ends::administrator(context, page).into_any(),
        FormEnd::Open => ends::open(context, page).into_any(),
    };
    view! {
        <h1>{words.new_review_title()}</h1>
        {summary(context, page)}
        {end}
    }
}

/// The answers with ways to change them.
fn summary(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let rows = steps(page.end, context.portal.policy())
        .into_iter()
        .filter(|step| *step != FormStep::Review)
        .map(|step| {
            let name = super::short(context, page, step);
            let label = words.new_change_named(&name);
            let value = whole(context, page, step);
            view! {
                <div class="summary-row">
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                    <dd class="summary-change"><a href=context.url(&Page::NewCase(step)) aria-label=label>{words.new_change()}</a></dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="summary">{rows}</dl> }
}

/// An answer in full.
fn whole(context: &Context<'_>, page: &NewCaseView, step: FormStep) -> AnyView {
    let answers = &page.answers;
    match step {
        FormStep::Problem => {
            let since = (!answers.since.is_empty()).then(|| {
                let since = context.words.new_since_said(&answers.since);
                view! { <span class="summary-more" dir="auto">{since}</span> }
            });
            view! { {answer(context, page, step)}{since} }.into_any()
        }
        FormStep::Details => view! {
            <span class="summary-title" dir="auto">{answers.title.clone()}</span>
            <span class="summary-text" dir="auto">{answers.description.clone()}</span>
        }
        .into_any(),
        FormStep::Evidence if !page.files.is_empty() => {
            let names = page.files.iter().map(|file| {
                view! { <li dir="auto">{file.name.clone()}</li> }
            });
            view! { <ul>{names.collect_view()}</ul> }.into_any()
        }
        _ => answer(context, page, step).into_any(),
    }
}

/// An answer in a few words.
pub(super) fn answer(context: &Context<'_>, page: &NewCaseView, step: FormStep) -> Option<String> {
    let answers = &page.answers;
    let policy = context.portal.policy();
    match step {
        FormStep::Service => {
            let service = policy.services.iter().find(|s| answers.service.as_ref() == Some(&s.id));
            service.map(|service| context.text(&service.name))
        }
        FormStep::Problem => answers.effect.map(|e| questions::effect_words(context, e).0),
        FormStep::Reach => answers.reach.map(|r| questions::reach_words(context, r).0),
        FormStep::Workaround => {
            answers.workaround.map(|w| questions::workaround_words(context, w).0)
        }
        FormStep::Details => {
            let cut = answers.title.char_indices().nth(SHORT_CHARS);
            Some(cut.map_or_else(
                || answers.title.clone(),
                |(at, _)| format!("{}…", &answers.title[..at]),
            ))
        }
        FormStep::Evidence => Some(context.words.new_files_count(page.files.len())),
        FormStep::Start | FormStep::Review | FormStep::Sent => None,
    }
}

/// The way to send it, with the priority first.
fn submit(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let channels = &context.portal.policy().channels;
    let talks = [(ChannelKind::Phone, Talk::Phone), (ChannelKind::Chat, Talk::Chat)]
        .into_iter()
        .filter(|(kind, _)| channels.iter().any(|channel| channel.kind == *kind))
        .map(|(_, talk)| {
            let label = match talk {
                Talk::Phone => words.new_submit_phone(),
                Talk::Chat => words.new_submit_chat(),
            };
            view! { <button class="way-action" type="submit" name="by" value=talk.name()>{label}</button> }
        })
        .collect_view();
    view! {
        <form class="guided-form guided-submit" method="post" action=context.url(&Page::NewCase(FormStep::Review)) novalidate=true>
            {super::belonging(context, page)}
            {levels(context, page)}
            <h2 class="guided-subtitle">{words.new_submit_title()}</h2>
            <p>{words.new_submit_text()}</p>
            {page.shared_with.as_ref().map(|name| view! { <p class="case-shared">{words.case_shared(name)}</p> })}
            <p class="panel-actions"><button class="button button-large" type="submit">{words.new_submit()}</button></p>
            {(!talks.is_empty()).then(|| view! { <p class="guided-talk">{words.new_submit_talk()}</p><p class="panel-actions">{talks}</p> })}
        </form>
    }
}

/// Whether somebody who works for the help centre looks at the form: they send nothing, whatever they look at the portal as.
fn is_staff(context: &Context<'_>) -> bool {
    context.request.visitor.as_ref().is_some_and(|visitor| visitor.staff.is_some())
}

/// What stands in place of the way to send it for those who send nothing.
fn for_staff(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let text = view! { <p>{words.new_review_staff()}</p> }.into_any();
    view! {
        {priority(context, page)}
        {forms::notice(Tone::Info, words.new_review_staff_title(), text)}
    }
}

/// The priority in a sentence, under its title.
fn priority(context: &Context<'_>, page: &NewCaseView) -> Option<impl IntoView + use<>> {
    let policy = context.portal.policy();
    let suggested = page.answers.suggested(policy)?.priority.level;
    let level = page.answers.level(policy);
    let due = aside::due_sentence(context, page, level);
    Some(view! {
        <h2 class="guided-subtitle">{context.words.new_priority_title()}</h2>
        <p>{sentence(context, page, suggested, level)}" "{due}</p>
    })
}

/// The suggested priority, and the others to choose from with a reason.
fn levels(context: &Context<'_>, page: &NewCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let policy = context.portal.policy();
    let suggested = page.answers.suggested(policy)?.priority.level;
    let level = page.answers.level(policy);
    let open = level != suggested || page.wrong(context, "reason").is_some();
    let choices = policy.priorities.iter().map(|priority| {
        let name = priority.level.name();
        let title = if priority.level == suggested {
            words.new_level_suggested(name, context.text(&priority.title))
        } else {
            words.new_level(name, context.text(&priority.title))
        };
        let due = aside::due_sentence(context, page, priority.level).unwrap_or_default();
        questions::Choice {
            value: name.to_owned(),
            title,
            example: format!("{} {due}", context.text(&priority.example)).trim().to_owned(),
            chosen: priority.level == level,
        }
    });
    let cards = questions::cards("level", choices.collect(), false);
    let reason = questions::text_area(
        context,
        "reason",
        words.new_reason_label(),
        words.new_reason_hint(),
        &page.answers.reason,
        page.wrong(context, "reason"),
        3,
    );
    Some(view! {
        {priority(context, page)}
        <details class="guided-levels" open=open>
            <summary>{words.new_level_other()}</summary>
            <fieldset class="question"><legend class="field-label">{words.new_level_question()}</legend>{cards}</fieldset>
            {reason}
        </details>
    })
}

/// The priority in a sentence: as suggested and why, or as chosen.
fn sentence(context: &Context<'_>, page: &NewCaseView, suggested: Level, level: Level) -> String {
    let words = &context.words;
    if level != suggested {
        return words.new_level_chosen(level.name(), suggested.name());
    }
    let because = page.answers.suggested(context.portal.policy());
    let because = because.map_or_else(String::new, |found| context.text(&found.rule.because));
    words.new_level_because(because, level.name())
}
