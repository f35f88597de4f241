//! The staff's desk: the queue, who is calling, and the portal with other eyes.

pub mod case;
mod due;
pub mod figures;
pub mod incidents;
pub mod queue;

use guichet_model::{
    Page, Viewer,
    viewer::{Role, StaffRole},
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    components::{
        forms::{self, Field, Tone},
        icons::icon,
        shell::Head,
        view_as,
    },
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskView {
    /// Minutes for which a support PIN holds.
    pub pin_minutes: usize,
    /// What became of a PIN that was entered.
    pub check: Option<PinCheck>,
    /// The queue, for those who work on cases.
    pub queue: Option<Box<queue::Queue>>,
}

/// What became of a PIN that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinCheck {
    /// It is someone's.
    Caller(Box<Caller>),
    /// It is nobody's.
    NotValid,
    /// It has not eight digits.
    Malformed,
    /// Too many were wrong: wait for so many minutes.
    TooMany(usize),
}

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// What they are called.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// The organisation they call for.
    pub organisation: Option<CallerOrganisation>,
    /// Whether they work for the operator.
    pub staff: bool,
    /// Whether their account is suspended.
    pub suspended: bool,
    /// Whether the channels open to them now.
    pub entitled: bool,
    /// Until when the PIN holds.
    pub expires_at: Timestamp,
}

/// The organisation that someone calls for, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerOrganisation {
    /// What people call it.
    pub name: String,
    /// What billing calls it.
    pub external_id: Option<String>,
    /// What its edition is called, in the agent's language.
    pub edition: String,
    /// The caller's role.
    pub role: Role,
    /// Whether it is suspended.
    pub suspended: bool,
}

/// Whether people of a role check support PINs.
pub fn checks_pins(role: StaffRole) -> bool {
    matches!(role, StaffRole::Agent | StaffRole::Operator)
}

pub(crate) fn body(context: &Context<'_>, page: &DeskView) -> (u16, Body) {
    let words = &context.words;
    let refused = matches!(page.check, Some(PinCheck::NotValid | PinCheck::Malformed));
    let title = forms::document_title(context, words.desk_title(), refused);
    let head = Head { live: page.queue.is_some(), ..Head::new(title, String::new()) };
    let staff = context.request.visitor.as_ref();
    let role = staff.and_then(|visitor| visitor.staff);
    let lead = staff.zip(role).map(|(visitor, role)| {
        let role = match role {
            StaffRole::Agent => words.desk_role_agent(),
            StaffRole::Editor => words.desk_role_editor(),
            StaffRole::Operator => words.desk_role_operator(),
        };
        view! { <p class="lead">{words.desk_lead(&visitor.name, role)}</p> }
    });
    let pins = if role.is_some_and(checks_pins) {
        pin_section(context, page).into_any()
    } else {
        view! { <p>{words.desk_here()}" "{words.desk_pin_not_yours()}</p> }.into_any()
    };
    let queue = page.queue.as_ref().map(|queue| queue::section(context, queue).into_any());
    // Those who work on cases find the desk for incidents beside the queue; editors write none, and read the status as everyone does.
    let status = page.queue.is_none().then(|| {
        view! { <p class="more"><a href=context.url(&Page::Status)>{words.status_see()}</a></p> }
    });
    let view = view! {
        <div class="container page desk-page">
            <h1>{words.desk_title()}</h1>
            {lead}
            {queue}
            {pins}
            {status}
            {view_as_section(context).into_any()}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

fn pin_section(context: &Context<'_>, page: &DeskView) -> impl IntoView + use<> {
    let words = &context.words;
    let error = match &page.check {
        Some(PinCheck::NotValid) => Some(words.desk_pin_not_valid()),
        Some(PinCheck::Malformed) => Some(words.desk_pin_malformed()),
        _ => None,
    };
    let outcome = match &page.check {
        Some(PinCheck::Caller(found)) => Some(caller(context, found).into_any()),
        Some(PinCheck::TooMany(minutes)) => Some(
            forms::notice(Tone::Critical, words.desk_pin_wait(*minutes), ().into_any()).into_any(),
        ),
        _ => None,
    };
    let summary =
        error.clone().map(|error| forms::error_summary(context, vec![(Some("pin"), error)]));
    let field = Field {
        hint: Some(words.desk_pin_hint()),
        inputmode: Some("numeric"),
        ..Field::new("pin", "text", words.desk_pin_label())
    };
    view! {
        <section class="section">
            <h2 class="section-title">{words.desk_pin_title()}</h2>
            {summary}
            {outcome}
            <p class="section-body">{words.desk_pin_text(page.pin_minutes)}</p>
            <form class="form" method="post" action=context.url(&Page::Desk) novalidate>
                {field.wrong(error).show(context)}
                <button class="button" type="submit">{words.desk_pin_submit()}</button>
            </form>
        </section>
    }
}

fn caller(context: &Context<'_>, caller: &Caller) -> impl IntoView + use<> {
    let words = &context.words;
    let seconds = caller.expires_at.as_second() - context.portal.now().as_second();
    let minutes = usize::try_from((seconds + 59) / 60).unwrap_or(0).max(1);
    let (tone, standing) = if caller.entitled {
        (Tone::Positive, words.desk_caller_entitled())
    } else {
        (Tone::Critical, words.desk_caller_not_entitled())
    };
    let warning = |there: bool, text: String| {
        there.then(|| view! { <p class="caller-warning">{icon("lock")}<span>{text}</span></p> })
    };
    let organisation_suspended = caller.organisation.as_ref().is_some_and(|o| o.suspended);
    let mut facts = vec![(words.desk_caller_address(), caller.email.clone())];
    match &caller.organisation {
        Some(organisation) => {
            let role = match organisation.role {
                Role::Administrator => words.desk_caller_administrator(),
                Role::Member => words.desk_caller_member(),
            };
            facts.push((words.desk_caller_organisation(), organisation.name.clone()));
            if let Some(external_id) = &organisation.external_id {
                facts.push((words.desk_caller_reference(), external_id.clone()));
            }
            facts.push((words.desk_caller_edition(), organisation.edition.clone()));
            facts.push((words.desk_caller_role(), role));
        }
        None if caller.staff => facts.push((words.desk_caller_role(), words.desk_caller_staff())),
        None => facts.push((words.desk_caller_organisation(), words.desk_caller_no_organisation())),
    }
    let facts = facts
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect_view();
    let body = view! {
        <p>{standing}</p>
        {warning(organisation_suspended, words.desk_caller_suspended())}
        {warning(caller.suspended, words.desk_caller_account_suspended())}
        <dl class="facts">{facts}</dl>
        <p class="caller-valid">{words.desk_caller_valid(minutes)}</p>
    };
    forms::notice(tone, words.desk_caller_title(&caller.name), body.into_any())
}

fn view_as_section(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let chosen = context.request.visitor.as_ref().and_then(|visitor| visitor.view_as);
    let options = Viewer::KINDS
        .into_iter()
        .filter_map(|(kind, _)| Some((kind, view_as::name(words, kind)?)))
        .map(|(kind, name)| {
            let selected = chosen == Some(kind);
            view! { <option value=kind selected=selected>{name}</option> }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">{words.desk_view_title()}</h2>
            <p class="section-body">{words.desk_view_text()}</p>
            <form class="form" method="post" action=view_as::action(context)>
                <div class="field">
                    <label class="field-label" for="kind">{words.desk_view_label()}</label>
                    <select class="input" id="kind" name="kind">{options}</select>
                </div>
                <button class="button" type="submit">{words.desk_view_submit()}</button>
            </form>
        </section>
    }
}
