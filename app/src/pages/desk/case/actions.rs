//! What an agent does with a case besides writing: who works on it, how it ends, how urgent it is.

use guichet_model::{
    case::{CaseStatus, Outcome},
    priority::Level,
};
use leptos::prelude::*;

use super::{DeskCaseView, DeskFault, action, error_at, hidden, kept};
use crate::{
    case_words,
    page::Context,
    pages::{cases::case::area, desk::incidents},
};

pub(super) fn assign(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
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
            <label class="field-label" for="assignee">{words.queue_assignee()}</label>
            <div class="desk-assign">
                <select class="input" id="assignee" name="assignee"><option value="">{words.queue_nobody()}</option>{options}</select>
                <button class="way-action" type="submit" name="do" value="assign">{words.desk_assign()}</button>
            </div>
            <div class="desk-buttons">{take}{steps}</div>
        </form>
    }
}

pub(super) fn resolve(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let (chosen, outage) = (kept(page, "outcome"), kept(page, "outage"));
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
        hint: detail_hint(context),
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
                    <div class="outage-asks">
                        {incidents::outage(context, page, &outage, error_at(context, page, "outage"))}
                        {tick("credit", words.desk_credit())}
                        {tick("report", words.desk_report())}
                    </div>
                    {area("closing", words.desk_closing(), None, error_at(context, page, "closing"), kept(page, "closing"), 3).into_any()}
                    <button class="button" type="submit" name="do" value="resolve">{words.desk_resolve_send()}</button>
                </form>
            </details>
        }
    })
}

/// What each outcome asks for; the style sheet shows that of the chosen one alone.
fn detail_hint(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    let asked = [
        ("missing-feature", words.desk_outcome_address()),
        ("not-reproducible", words.desk_advice_missing()),
        ("other-team", words.desk_team_missing()),
        ("out-of-scope", words.desk_scope_missing()),
    ];
    let asked = asked.map(
        |(outcome, said)| view! { <span class="outcome-asks" data-outcome=outcome>{said}</span> },
    );
    view! { <span class="outcomes-ask">{words.desk_detail_hint()}</span>{asked.collect_view()} }
        .into_any()
}

/// A line with a hint.
struct Field {
    value: String,
    hint: AnyView,
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

pub(super) fn reclassify(
    context: &Context<'_>,
    page: &DeskCaseView,
) -> Option<impl IntoView + use<>> {
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
        hint: words.desk_reason_hint().into_any(),
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
