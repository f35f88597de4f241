//! The queue: what is due first stands first, by filters and views.

use guichet_model::{
    Locale, Page,
    case::{CaseRef, CaseStatus},
    priority::Level,
    route,
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::{case, due};
use crate::{case_words, components::icons::icon, page::Context, pages::cases::status_tag};

/// The addresses that the desk's script and live parts use.
pub const FRAGMENT: &str = "desk/queue";
/// What stands for any incident in a filter; no identifier of one has such a sign.
pub const ANY_INCIDENT: &str = "*";

/// What the queue knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Queue {
    /// The cases.
    pub cases: Vec<QueueItem>,
    /// What is shown of them.
    pub filter: Filter,
    /// The views that everyone has, with how many cases each shows.
    pub views: Vec<(StandingView, u32)>,
    /// The agent's own views: a name, and the query of its address.
    pub own: Vec<(String, String)>,
    /// Whether no more views can be kept.
    pub full: bool,
    /// Whether there are more cases than shown.
    pub more: bool,
    /// The services of the policy, to choose from: identifier and name.
    pub services: Vec<(String, String)>,
    /// The agent's time zone, where it is known.
    pub zone: Option<TimeZone>,
}

/// A case in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueItem {
    /// Its reference.
    pub reference: CaseRef,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: CaseStatus,
    /// Its priority.
    pub priority: Level,
    /// Its service, in the agent's language.
    pub service: String,
    /// Who asked.
    pub requester: String,
    /// For which organisation.
    pub organisation: Option<String>,
    /// The language it is held in.
    pub locale: Locale,
    /// Who works on it.
    pub assignee: Option<String>,
    /// By when support does the next thing.
    pub due_at: Option<Timestamp>,
    /// Whether support has answered it before.
    pub answered: bool,
    /// Whether it hangs on an incident or a maintenance.
    pub has_incidents: bool,
    /// When anything last happened.
    pub updated_at: Timestamp,
}

/// What is shown of the cases, as it stands in the address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A view that everyone has.
    pub view: Option<StandingView>,
    /// Where they stand.
    pub status: Option<CaseStatus>,
    /// Their priority.
    pub priority: Option<Level>,
    /// Their service.
    pub service: String,
    /// The incident they hang on, by its identifier, or [`ANY_INCIDENT`].
    pub incident: String,
    /// Words.
    pub text: String,
    /// The page of the list, from 1.
    pub page: u32,
}

/// The views that everyone has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StandingView {
    /// What is open.
    Open,
    /// What is open and mine.
    Mine,
    /// What is open and nobody's.
    Unassigned,
    /// What should have been answered by now.
    Late,
    /// What waits for customers.
    Pending,
    /// What waits for others.
    OnHold,
    /// What has mail from people whom support does not answer, which no agent has dealt with.
    Asides,
    /// What is solved.
    Solved,
}

impl StandingView {
    /// Every view, in the order of the list.
    pub const ALL: [Self; 8] = [
        Self::Open,
        Self::Mine,
        Self::Unassigned,
        Self::Late,
        Self::Pending,
        Self::OnHold,
        Self::Asides,
        Self::Solved,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::Late => "late",
            Self::Pending => "pending",
            Self::OnHold => "hold",
            Self::Asides => "asides",
            Self::Solved => "solved",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

impl Filter {
    /// Whether it is more than one of the views that everyone has.
    pub fn is_own(&self) -> bool {
        self.status.is_some()
            || self.priority.is_some()
            || !self.service.is_empty()
            || !self.incident.is_empty()
            || !self.text.is_empty()
    }

    /// Whether it shows mail about cases from people without support.
    fn is_asides(&self) -> bool {
        self.view == Some(StandingView::Asides)
    }

    /// The filter as the query of an address, its page left out.
    pub fn query(&self) -> String {
        let parts = [
            ("view", self.view.map(StandingView::name).unwrap_or_default()),
            ("status", self.status.map(CaseStatus::name).unwrap_or_default()),
            ("priority", self.priority.map(Level::name).unwrap_or_default()),
            ("service", self.service.as_str()),
            ("incident", self.incident.as_str()),
            ("q", self.text.as_str()),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        parts
            .map(|(name, value)| format!("{name}={}", route::encode(value)))
            .collect::<Vec<_>>()
            .join("&")
    }
}

/// What a view is called.
fn view_name(context: &Context<'_>, view: StandingView) -> String {
    let words = &context.words;
    match view {
        StandingView::Open => words.queue_view_open(),
        StandingView::Mine => words.queue_view_mine(),
        StandingView::Unassigned => words.queue_view_unassigned(),
        StandingView::Late => words.queue_view_late(),
        StandingView::Pending => words.queue_view_pending(),
        StandingView::OnHold => words.queue_view_hold(),
        StandingView::Asides => words.queue_view_asides(),
        StandingView::Solved => words.queue_view_solved(),
    }
}

/// The queue with its views and filters.
pub(crate) fn section(context: &Context<'_>, queue: &Queue) -> impl IntoView + use<> {
    let words = &context.words;
    let live = format!(
        "/{}/{FRAGMENT}?{}&page={}",
        context.locale(),
        queue.filter.query(),
        queue.filter.page
    );
    view! {
        <div class="desk-columns">
            <nav class="desk-views" aria-label=words.queue_views()>
                {views(context, queue).into_any()}
                <ul class="desk-more">
                    <li><a href=context.url(&Page::DeskFigures)>{words.figures_title()}</a></li>
                    <li><a href=context.url(&Page::DeskStatus)>{words.desk_status_link()}</a></li>
                </ul>
                {case::keys::link(context).into_any()}
            </nav>
            <section class="desk-queue" aria-label=words.queue_title()>
                {filters(context, queue).into_any()}
                {queue.filter.is_asides().then(|| view! { <p class="section-note">{words.queue_asides_about()}</p> })}
                <div id="queue" data-live=format!("/{}/desk/live", context.locale()) data-fragment=live>{table(context, queue)}</div>
                {save(context, queue).into_any()}
            </section>
        </div>
        {case::keys::dialog(context).into_any()}
    }
}

fn views(context: &Context<'_>, queue: &Queue) -> impl IntoView + use<> {
    let words = &context.words;
    let here = context.url(&Page::Desk);
    let standing = queue
        .views
        .iter()
        .map(|(view, count)| {
            let current = (queue.filter.view == Some(*view)).then_some("page");
            let late = *view == StandingView::Late && *count > 0;
            let count = words.number(usize::try_from(*count).unwrap_or(0));
            view! {
                <li><a class="desk-view" class:desk-view-late=late href=format!("{here}?view={}", view.name()) aria-current=current>
                    <span>{view_name(context, *view)}</span><span class="desk-count">{count}</span>
                </a></li>
            }
        })
        .collect_view();
    let query = queue.filter.query();
    let own = queue
        .own
        .iter()
        .map(|(name, saved)| {
            let current = (*saved == query).then_some("page");
            view! {
                <li class="desk-own">
                    <a class="desk-view" href=format!("{here}?{saved}") aria-current=current><bdi>{name.clone()}</bdi></a>
                    <form method="post" action=here.clone()>
                        <input type="hidden" name="name" value=name.clone() />
                        <button class="desk-forget" type="submit" name="do" value="forget-view" aria-label=words.queue_forget(name)>"×"</button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="desk-view-list">{standing}{own}</ul> }
}

fn filters(context: &Context<'_>, queue: &Queue) -> impl IntoView + use<> {
    let words = &context.words;
    let filter = &queue.filter;
    let any = words.queue_any();
    let option = |value: String, name: String, chosen: bool| view! { <option value=value selected=chosen>{name}</option> };
    let statuses = CaseStatus::ALL
        .into_iter()
        .map(|status| {
            option(
                status.name().to_owned(),
                case_words::status(words, status),
                filter.status == Some(status),
            )
        })
        .collect_view();
    let levels = Level::ALL
        .iter()
        .map(|level| {
            option(
                level.name().to_owned(),
                level.name().to_owned(),
                filter.priority == Some(*level),
            )
        })
        .collect_view();
    let services = queue
        .services
        .iter()
        .map(|(id, name)| option(id.clone(), name.clone(), *id == filter.service))
        .collect_view();
    let linked =
        |value: &str, name: String| option(value.to_owned(), name, filter.incident == value);
    let this = (!filter.incident.is_empty() && filter.incident != ANY_INCIDENT)
        .then(|| linked(&filter.incident, words.queue_incident_this()));
    let incidents = view! { {linked(ANY_INCIDENT, words.queue_incident_linked())}{this} };
    let view =
        filter.view.map(|view| view! { <input type="hidden" name="view" value=view.name() /> });
    view! {
        <form class="desk-filters" method="get" action=context.url(&Page::Desk) role="search" aria-label=words.queue_title()>
            {view}
            <label class="desk-filter desk-filter-text"><span>{words.queue_text()}</span>
                <input class="input" type="search" name="q" id="queue-search" value=filter.text.clone() autocomplete="off" /></label>
            <label class="desk-filter"><span>{words.case_fact_status()}</span><select class="input" name="status"><option value="">{any.clone()}</option>{statuses}</select></label>
            <label class="desk-filter"><span>{words.case_fact_priority()}</span><select class="input" name="priority"><option value="">{any.clone()}</option>{levels}</select></label>
            <label class="desk-filter"><span>{words.case_fact_service()}</span><select class="input" name="service"><option value="">{any.clone()}</option>{services}</select></label>
            <label class="desk-filter"><span>{words.queue_incident()}</span><select class="input" name="incident"><option value="">{any}</option>{incidents}</select></label>
            <button class="way-action" type="submit">{words.queue_filter()}</button>
        </form>
    }
}

/// The cases themselves: the part that is replaced while the page stays.
pub(crate) fn table(context: &Context<'_>, queue: &Queue) -> AnyView {
    let words = &context.words;
    if queue.cases.is_empty() {
        let said =
            if queue.filter.is_asides() { words.queue_asides_empty() } else { words.queue_empty() };
        return view! { <div class="desk-empty">{icon("check")}<p>{said}</p></div> }.into_any();
    }
    let rows =
        queue.cases.iter().map(|case| row(context, case, queue.zone.as_ref())).collect_view();
    view! {
        <table class="queue">
            <thead><tr>
                <th scope="col">{words.queue_due()}</th>
                <th scope="col">{words.queue_case()}</th>
                <th scope="col">{words.case_fact_status()}</th>
                <th scope="col">{words.queue_assignee()}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {paging(context, queue).into_any()}
    }
    .into_any()
}

fn row(context: &Context<'_>, case: &QueueItem, zone: Option<&TimeZone>) -> impl IntoView + use<> {
    let words = &context.words;
    let url = context.url(&Page::DeskCase(case.reference.clone()));
    let level = case.priority;
    let priority = format!("priority priority-{}", level.name().to_ascii_lowercase());
    let foreign = (case.locale.language() != context.locale().language())
        .then(|| view! { <span class="tag">{case.locale.endonym().to_owned()}</span> });
    let incident =
        case.has_incidents.then(|| view! { <span class="tag">{words.desk_incident_tag()}</span> });
    let organisation = case.organisation.clone().map(|name| view! { " · "<bdi>{name}</bdi> });
    let assignee = case.assignee.clone().unwrap_or_else(|| words.queue_nobody());
    view! {
        <tr class="queue-row" data-case=case.reference.as_str().to_owned()>
            <td class="queue-due">{due::short(context, case, zone)}</td>
            <td class="queue-case"><span class=priority>{level.name()}</span><a class="queue-link" href=url><bdi>{case.title.clone()}</bdi></a>" "{foreign}{incident}
                <span class="queue-more"><span class="case-reference">{case.reference.to_string()}</span>" · "<bdi>{case.requester.clone()}</bdi>{organisation}" · "{case.service.clone()}</span></td>
            <td data-label=words.case_fact_status()>{status_tag(context, case.status, true)}</td>
            <td data-label=words.queue_assignee()><bdi>{assignee}</bdi></td>
        </tr>
    }
}

fn paging(context: &Context<'_>, queue: &Queue) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let (here, query, page) = (context.url(&Page::Desk), queue.filter.query(), queue.filter.page);
    let link = |there: bool, number: u32, name: String| {
        there.then(|| view! { <a class="paging-link" href=format!("{here}?{query}&page={number}")>{name}</a> })
    };
    let back = link(page > 1, page.saturating_sub(1), words.queue_before());
    let on = link(queue.more, page + 1, words.queue_after());
    (back.is_some() || on.is_some())
        .then(|| view! { <nav class="actions" aria-label=words.cases_paging()>{back}{on}</nav> })
}

fn save(context: &Context<'_>, queue: &Queue) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let query = queue.filter.query();
    let full = queue.full.then(|| view! { <p class="field-error">{words.queue_views_full()}</p> });
    queue.filter.is_own().then(|| {
        view! {
            <form class="desk-save" method="post" action=context.url(&Page::Desk)>
                <input type="hidden" name="query" value=query />
                <label class="desk-filter"><span>{words.queue_save_label()}</span><input class="input" name="name" maxlength="60" required=true autocomplete="off" /></label>
                <button class="way-action" type="submit" name="do" value="save-view">{words.queue_save()}</button>
                {full}
            </form>
        }
    })
}
