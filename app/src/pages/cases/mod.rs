//! One's own cases, and those of the organisation where it shares them.

pub mod case;
pub mod lapse;
mod outcome;
pub mod rating;
pub(crate) mod reply;
pub mod timeline;

use guichet_model::{
    Page, Viewer,
    case::{CaseRef, CaseStatus},
    contact::{Access, contact_access},
    guided::FormStep,
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use crate::{
    case_words,
    components::{
        forms::{self, Tone},
        icons::icon,
        shell::Head,
    },
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CasesView {
    /// The cases, last changed first.
    pub cases: Vec<CaseItem>,
    /// The page of the list, from 1.
    pub page: u32,
    /// Whether there are more.
    pub more: bool,
    /// Whether administrators of the organisation read cases of its people.
    pub sharing: Option<Sharing>,
    /// Whether that was just changed.
    pub changed: bool,
    /// The reader's time zone, where it is known.
    pub zone: Option<TimeZone>,
}

/// Whether administrators of an organisation read cases of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharing {
    /// What the organisation is called.
    pub organisation: String,
    /// Since when they read those that are opened; `None` while everyone reads their own alone.
    pub since: Option<Timestamp>,
    /// Whether the reader decides about it.
    pub decides: bool,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseItem {
    /// Its reference.
    pub reference: CaseRef,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: CaseStatus,
    /// Its service, in the reader's language.
    pub service: String,
    /// When anything last happened.
    pub updated_at: Timestamp,
    /// By when support answers.
    pub due_at: Option<Timestamp>,
    /// Who asked, where it is not the reader.
    pub requester: Option<String>,
}

pub(crate) fn body(context: &Context<'_>, page: &CasesView) -> (u16, Body) {
    let words = &context.words;
    let title = words.cases_title();
    let head = Head::new(title.clone(), String::new());
    let list = if page.cases.is_empty() && page.page <= 1 {
        empty(context)
    } else {
        let rows = page.cases.iter().map(|case| row(context, case, page.zone.as_ref()));
        let form = form_url(context).map(|form| {
            view! { <p class="actions"><a class="button" href=form>{words.new_title()}</a></p> }
        });
        view! { {form}<ul class="case-list">{rows.collect_view()}</ul> }.into_any()
    };
    let news = page
        .changed
        .then(|| forms::notice(Tone::Positive, words.cases_sharing_changed(), ().into_any()));
    let view = view! {
        <div class="container page cases-page">
            <h1>{title}</h1>
            <p class="lead">{words.cases_lead()}</p>
            {news}
            {list}
            {paging(context, page).into_any()}
            {sharing(context, page).into_any()}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

/// The guided form's address, for everyone but those who open no cases.
fn form_url(context: &Context<'_>) -> Option<String> {
    let asks = context.request.viewer != Viewer::Staff;
    asks.then(|| context.url(&Page::NewCase(FormStep::Start)))
}

/// What stands in place of a list, true for those who can have cases and for those who cannot.
fn empty(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    let viewer = context.request.viewer;
    let text = match contact_access(viewer, context.portal.policy()) {
        _ if viewer == Viewer::Staff => words.cases_empty_staff(),
        Access::Granted { .. } => words.cases_empty_text(),
        Access::Denied(_) => words.cases_empty_closed(),
    };
    let (first, name) = match form_url(context) {
        Some(form) => (form, words.new_title()),
        None => (context.url(&Page::Desk), words.header_desk()),
    };
    view! {
        <div class="cases-empty">
            {icon("check")}
            <h2>{words.cases_empty_title()}</h2>
            <p>{text}</p>
            <p class="actions">
                <a class="way-action" href=first>{name}</a>
                <a class="way-action" href=context.url(&Page::Categories)>{words.nav_articles()}</a>
                <a class="way-action" href=context.url(&Page::Contact)>{words.nav_contact()}</a>
            </p>
        </div>
    }
    .into_any()
}

fn row(context: &Context<'_>, case: &CaseItem, zone: Option<&TimeZone>) -> impl IntoView + use<> {
    let words = &context.words;
    let url = context.url(&Page::Case(case.reference.clone()));
    let due = case.due_at.filter(|_| case.status.is_ours()).map(|due| {
        view! { <span class="case-due">{words.case_due(case_words::by_when(words, due, zone))}</span> }
    });
    let requester =
        case.requester.clone().map(|name| view! { <bdi>{words.cases_of(name)}</bdi>" · " });
    view! {
        <li class="case-row">
            <p class="case-row-title"><a href=url><bdi>{case.title.clone()}</bdi></a>{status_tag(context, case.status, false)}</p>
            <p class="case-row-facts">
                <span class="case-reference">{case.reference.to_string()}</span>" · "{requester}{case.service.clone()}" · "
                {words.cases_updated(case_words::when(words, case.updated_at, zone))}
            </p>
            {due}
        </li>
    }
}

/// Where a case stands, as a tag with a word.
pub(crate) fn status_tag(
    context: &Context<'_>,
    status: CaseStatus,
    staff: bool,
) -> impl IntoView + use<> {
    let words = &context.words;
    let name = if staff {
        case_words::status(words, status)
    } else {
        case_words::status_for_customer(words, status)
    };
    view! { <span class=format!("status-tag status-{}", status.name())>{name}</span> }
}

fn paging(context: &Context<'_>, page: &CasesView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let here = context.url(&Page::Cases);
    let link = |there: bool, number: u32, name: String| {
        there.then(
            || view! { <a class="paging-link" href=format!("{here}?page={number}")>{name}</a> },
        )
    };
    let back = link(page.page > 1, page.page.saturating_sub(1), words.cases_newer());
    let on = link(page.more, page.page + 1, words.cases_older());
    (back.is_some() || on.is_some())
        .then(|| view! { <nav class="actions" aria-label=words.cases_paging()>{back}{on}</nav> })
}

/// Who reads these cases: its administrators decide it, and everyone of the organisation is told.
fn sharing(context: &Context<'_>, page: &CasesView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let Sharing { organisation: name, since, decides } = page.sharing.clone()?;
    let (text, button, value) = match since {
        Some(since) => {
            let since = case_words::when(words, since, page.zone.as_ref());
            (words.cases_shared_on(name, since), words.cases_share_off(), "0")
        }
        None if decides => (words.cases_shared_off(name), words.cases_share_on(), "1"),
        None => return None,
    };
    let switch = decides.then(|| {
        view! {
            <form class="form" method="post" action=context.url(&Page::Cases)>
                <input type="hidden" name="share" value=value />
                <button class="way-action" type="submit">{button}</button>
            </form>
        }
    });
    Some(view! {
        <section class="section">
            <h2 class="section-title">{words.cases_sharing_title()}</h2>
            <div>
                <p class="section-body">{text}</p>
                {switch}
            </div>
        </section>
    })
}
