//! What a case hangs on, as its page at the desk shows it and as agents link it; and the cases of an incident, solved together.

use std::collections::BTreeMap;

use guichet_app::pages::{
    desk::incidents::{CaseIncidents, IncidentChoice},
    status::cases::IncidentCases,
};
use guichet_model::{
    Locale, ProblemCode,
    case::{CaseRef, EventKind, Missing, Outcome, Side, words},
    status::{Incident, IncidentId},
};
use guichet_storage::{Audience, Case, StorageError};
use jiff::Timestamp;

use super::{case::author, queue};
use crate::{
    accounts::identity::problem,
    cases::{
        self,
        deed::{Author, Deed},
        incidents,
        perform::{Act, Refusal},
    },
    pages::form::Form,
    state::{Snapshot, State},
};

/// The outcome that asks for an incident, by its name in the policy.
pub(super) const OUTAGE: &str = "outage-resolved";
/// Cases that the page of an incident shows.
const SHOWN: u32 = 25;
/// Cases read at once when they are solved together.
const BATCH: u32 = 50;
/// The most cases that are solved at once; whoever presses the button again goes on.
const MOST: usize = 500;

/// What a case hangs on and may hang on, and what that offers to the form of its outcome.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of_case(
    state: &State,
    case: &Case,
    locale: &Locale,
) -> Result<(CaseIncidents, BTreeMap<String, String>), ProblemCode> {
    let linked = incidents::of_case(state, case).await.map_err(problem)?;
    let board = state.status.board();
    let choice = |incident: &Incident| IncidentChoice {
        id: incident.id.clone(),
        title: incident.title.get(locale).to_owned(),
        stage: incident.stage,
        called_off: incident.was_called_off(),
    };
    let free = |incident: &&Incident| linked.iter().all(|one| one.id != incident.id);
    // What another page reports is not the portal's to end.
    let own = board.reported.is_none();
    let since = state.clock.now().saturating_sub(incidents::RECENT).unwrap_or(Timestamp::MIN);
    let recent = |incident: &&Incident| incident.ended_at.is_none_or(|ended| ended >= since);
    let offered: Vec<&Incident> =
        board.open().chain(board.past().filter(recent)).filter(free).filter(|_| own).collect();
    let (proposed, mut others): (Vec<&Incident>, Vec<&Incident>) = offered
        .into_iter()
        .partition(|one| linked.is_empty() && one.stage.is_open() && one.names(&case.service));
    others.sort_by_key(|incident| !incident.names(&case.service));
    let outages = incidents::outages(state, case).await.map_err(problem)?;
    let incidents = CaseIncidents {
        linked: linked.iter().map(choice).collect(),
        proposed: proposed.into_iter().map(choice).collect(),
        others: others.into_iter().map(choice).collect(),
        outages: outages.iter().map(|incident| (choice(incident), incident.started_at)).collect(),
        written_here: state.snapshot().library.policy().status.source.is_none(),
    };
    let over = linked.iter().rev().find(|incident| incident.stage.is_over());
    let mut offer = BTreeMap::new();
    if let Some(incident) = over.or(linked.last()) {
        offer.insert("outage".to_owned(), incident.id.to_string());
    }
    if over.is_some() {
        offer.insert("outcome".to_owned(), OUTAGE.to_owned());
    }
    Ok((incidents, offer))
}

/// The outcome of a case whose outage is over, as an agent chose it.
///
/// # Errors
/// That its incident is missing within; a problem when there is no such case or the database does not answer.
pub(super) async fn outcome(
    form: &Form,
    reference: &CaseRef,
) -> Result<Result<Outcome, Missing>, ProblemCode> {
    let state = &form.state;
    let case = state.accounts.storage.case(reference).await.map_err(problem)?;
    let case = case.ok_or(ProblemCode::NotFound)?;
    let outages = incidents::outages(state, &case).await.map_err(problem)?;
    let ticked = |name| form.field(name) == "1";
    let chosen = outages.iter().find(|incident| incident.id.as_str() == form.field("outage"));
    let outcome =
        chosen.map(|one| incidents::outcome(one, &case, ticked("credit"), ticked("report")));
    Ok(outcome.ok_or(Missing::Incident))
}

/// The link that an agent makes or takes back.
///
/// # Errors
/// When the form names no incident, or the database does not answer.
pub(super) async fn deed(form: &Form) -> Result<Deed, ProblemCode> {
    let id: IncidentId = form.field("incident").parse().map_err(|_| ProblemCode::BadRequest)?;
    let found = form.state.accounts.storage.incident(&id).await.map_err(problem)?;
    let incident = Box::new(found.ok_or(ProblemCode::BadRequest)?);
    Ok(if form.field("do") == "link" { Deed::Link(incident) } else { Deed::Unlink(incident) })
}

/// The cases that hang on an incident.
///
/// # Errors
/// When the database does not answer.
pub async fn of_incident(
    state: &State,
    snapshot: &Snapshot,
    incident: &IncidentId,
    locale: &Locale,
) -> Result<IncidentCases, StorageError> {
    let storage = &state.accounts.storage;
    let count = storage.linked_count(incident).await?;
    let cases = storage.linked_cases(incident, SHOWN).await?;
    let policy = snapshot.library.policy();
    Ok(IncidentCases {
        open: count.open,
        all: count.all,
        cases: cases.iter().map(|case| queue::item(case, policy, locale)).collect(),
        seen_at: state.clock.now(),
        ..IncidentCases::default()
    })
}

/// What became of cases that were to be solved together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Solved {
    /// Those that are solved.
    pub solved: usize,
    /// Those that are open, because somebody wrote or did something since the agent looked.
    pub left: usize,
}

/// Solves the open cases of an incident that is over, with one text and each with a mail of its own.
///
/// # Errors
/// What is wrong with the text within; a problem when the incident is not over or the database does not answer.
pub async fn solve(
    form: &Form,
    incident: &Incident,
) -> Result<Result<Solved, words::WrongText>, ProblemCode> {
    let session = form.identity.session().ok_or(ProblemCode::SignInRequired)?;
    if !incident.stage.is_over() {
        return Err(ProblemCode::Conflict);
    }
    let text = match words::message(form.field("closing")) {
        Ok(text) => text,
        Err(words::WrongText::Empty) => String::new(),
        Err(wrong) => return Ok(Err(wrong)),
    };
    let seen_at =
        form.field("seen").parse().ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    let seen_at = seen_at.ok_or(ProblemCode::BadRequest)?;
    let author = author(&session.account);
    let storage = &form.state.accounts.storage;
    let (mut became, mut after) = (Solved::default(), None);
    while became.solved + became.left < MOST {
        let cases = storage.open_linked_cases(&incident.id, after.as_ref(), BATCH).await;
        let cases = cases.map_err(problem)?;
        let Some(last) = cases.last() else { break };
        after = Some(last.reference.clone());
        for case in &cases {
            if solve_one(form, incident, case, &author, &text, seen_at).await? {
                became.solved += 1;
            } else if is_open(form, case).await? {
                became.left += 1;
            }
        }
    }
    Ok(Ok(became))
}

/// Whether a case still is open: one that has ended meanwhile, as when somebody else solves the same cases, waits for nobody.
async fn is_open(form: &Form, case: &Case) -> Result<bool, ProblemCode> {
    let found = form.state.accounts.storage.case(&case.reference).await.map_err(problem)?;
    Ok(found.is_some_and(|case| case.state.status.is_open()))
}

/// Answers whether the case is solved: one that changed since the agent looked is theirs to read first.
async fn solve_one(
    form: &Form,
    incident: &Incident,
    case: &Case,
    author: &Author,
    text: &str,
    seen_at: Timestamp,
) -> Result<bool, ProblemCode> {
    let state = &form.state;
    let events = state.accounts.storage.case_events(&case.reference, Audience::Staff).await;
    let news = events.map_err(problem)?.into_iter().any(|event| {
        event.at > seen_at
            && event.entry.side != Side::Portal
            && event.entry.kind != EventKind::Assigned
            && event.entry.author != author.account
    });
    if news {
        return Ok(false);
    }
    let outcome = incidents::outcome(incident, case, false, false);
    let act = Act {
        reference: &case.reference,
        seen: Some(case.version),
        author,
        deed: &Deed::Resolve { outcome, text: text.to_owned() },
        files: &[],
        message_id: None,
    };
    match cases::act(state, &form.snapshot, &act).await {
        Ok(_) => Ok(true),
        Err(Refusal::Storage(error)) => Err(problem(error)),
        Err(_) => Ok(false),
    }
}
