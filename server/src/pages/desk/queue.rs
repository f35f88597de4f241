//! The queue as the desk's page shows it, and its saved views.

use axum::response::Response;
use guichet_app::pages::desk::queue::{Filter, Queue, QueueItem, StandingView};
use guichet_model::{Locale, Page, Policy, ProblemCode, case::CaseStatus, priority::Level};
use guichet_storage::{Account, Case, QueueCount, QueueFilter, Whose};
use jiff::tz::TimeZone;

use crate::{
    accounts::identity::problem,
    cases::history::service_name,
    pages::{form::Form, reader::clean_query, see_other},
    state::{Snapshot, State},
};

/// Cases on one page of the queue.
const PAGE_SIZE: u32 = 50;
/// The longest name of a view, in characters.
const MAX_NAME: usize = 60;
/// The longest query that a view keeps, in bytes.
const MAX_QUERY: usize = 1_000;
/// The status that is open, with those that wait.
const OPEN: [CaseStatus; 4] =
    [CaseStatus::New, CaseStatus::Open, CaseStatus::Pending, CaseStatus::OnHold];

/// What a query of the desk's address asks for. What it does not say or nobody knows is left out.
pub fn filter(query: &str) -> Filter {
    let mut filter = Filter { page: 1, ..Filter::default() };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "view" => filter.view = StandingView::parse(&value),
            "status" => filter.status = CaseStatus::parse(&value),
            "priority" => filter.priority = Level::of_name(&value),
            "service" => filter.service = clean_query(&value),
            "incident" => filter.incident = clean_query(&value),
            "q" => filter.text = clean_query(&value),
            "page" => filter.page = value.parse().unwrap_or(1).clamp(1, 1_000),
            _ => {}
        }
    }
    let anywhere = filter.text.is_empty() && filter.incident.is_empty();
    if filter.view.is_none() && filter.status.is_none() && anywhere {
        filter.view = Some(StandingView::Open);
    }
    filter
}

/// The queue as an agent asks for it.
///
/// # Errors
/// When the database does not answer.
pub async fn load(
    state: &State,
    snapshot: &Snapshot,
    account: &Account,
    filter: Filter,
    locale: &Locale,
    zone: Option<TimeZone>,
) -> Result<Queue, ProblemCode> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let policy = snapshot.library.policy();
    let wanted = wanted(&filter, account, now);
    let offset = (filter.page - 1) * PAGE_SIZE;
    let mut cases = storage.queue(&wanted, PAGE_SIZE + 1, offset).await.map_err(problem)?;
    let more = cases.len() > PAGE_SIZE as usize;
    cases.truncate(PAGE_SIZE as usize);
    let counts = storage.queue_counts(&account.id, now).await.map_err(problem)?;
    let asides = storage.asides().await.map_err(problem)?;
    let own = storage.views(&account.id).await.map_err(problem)?;
    let name = |service: &guichet_model::policy::Service| {
        (service.id.clone(), service.name.get(locale).to_owned())
    };
    Ok(Queue {
        cases: cases.iter().map(|case| item(case, policy, locale)).collect(),
        filter,
        views: StandingView::ALL.map(|view| (view, count(&counts, asides, view))).to_vec(),
        own: own.into_iter().map(|view| (view.name, view.query)).collect(),
        full: false,
        more,
        services: policy.services.iter().map(name).collect(),
        zone,
    })
}

/// A case as the queue shows it.
pub fn item(case: &Case, policy: &Policy, locale: &Locale) -> QueueItem {
    QueueItem {
        reference: case.reference.clone(),
        title: case.title.clone(),
        status: case.state.status,
        priority: case.state.priority,
        service: service_name(policy, &case.service, locale),
        requester: case.requester.name.clone(),
        organisation: case.organisation.as_ref().map(|organisation| organisation.name.clone()),
        locale: case.locale.clone(),
        assignee: case.state.assignee.as_ref().map(|assignee| assignee.name.clone()),
        due_at: case.state.due_at,
        answered: case.state.answered_at.is_some(),
        has_incidents: case.has_incidents,
        updated_at: case.updated_at,
    }
}

fn wanted(filter: &Filter, account: &Account, now: jiff::Timestamp) -> QueueFilter {
    let open = || OPEN.to_vec();
    let (mut statuses, whose, late) = match filter.view {
        None | Some(StandingView::Asides) => (Vec::new(), None, None),
        Some(StandingView::Open) => (open(), None, None),
        Some(StandingView::Mine) => (open(), Some(Whose::Of(account.id.clone())), None),
        Some(StandingView::Unassigned) => (open(), Some(Whose::Nobodys), None),
        Some(StandingView::Late) => (open(), None, Some(now)),
        Some(StandingView::Pending) => (vec![CaseStatus::Pending], None, None),
        Some(StandingView::OnHold) => (vec![CaseStatus::OnHold], None, None),
        Some(StandingView::Solved) => (vec![CaseStatus::Solved], None, None),
    };
    if let Some(status) = filter.status {
        statuses = vec![status];
    }
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    QueueFilter {
        statuses,
        whose,
        priority: filter.priority,
        service: text(&filter.service),
        locale: None,
        late,
        incident: text(&filter.incident),
        asides: filter.view == Some(StandingView::Asides),
        text: text(&filter.text),
    }
}

fn count(counts: &[QueueCount], asides: u32, view: StandingView) -> u32 {
    let belongs = |count: &&QueueCount| match view {
        StandingView::Open => count.status.is_open(),
        StandingView::Mine => count.status.is_open() && count.mine,
        StandingView::Unassigned => count.status.is_open() && !count.assigned,
        StandingView::Late => count.status.is_open() && count.late,
        StandingView::Pending => count.status == CaseStatus::Pending,
        StandingView::OnHold => count.status == CaseStatus::OnHold,
        StandingView::Solved => count.status == CaseStatus::Solved,
        // They are counted by what happened to them, wherever they stand.
        StandingView::Asides => false,
    };
    if view == StandingView::Asides {
        return asides;
    }
    counts.iter().filter(belongs).map(|count| count.count).sum()
}

/// Keeps the filter that is shown under a name. `None` when there are too many already.
///
/// # Errors
/// When the name or the query is none, or the database does not answer.
pub async fn save(form: &Form, account: &Account) -> Result<Option<Response>, ProblemCode> {
    let name = clean_query(form.field("name"));
    let query = filter(form.field("query")).query();
    if name.is_empty() || name.chars().count() > MAX_NAME || query.len() > MAX_QUERY {
        return Err(ProblemCode::BadRequest);
    }
    let storage = &form.state.accounts.storage;
    let kept = storage.save_view(&account.id, &name, &query).await.map_err(problem)?;
    let here = Page::Desk.path(form.locale());
    if kept { see_other(&format!("{here}?{query}")).map(Some) } else { Ok(None) }
}

/// Forgets a view.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(form: &Form, account: &Account) -> Result<Response, ProblemCode> {
    let storage = &form.state.accounts.storage;
    storage.delete_view(&account.id, form.field("name")).await.map_err(problem)?;
    see_other(&Page::Desk.path(form.locale()))
}
