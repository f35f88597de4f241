//! The end of an incident and its return, told to the cases that hang on it: by an entry of their history, by mail, and at the desk. Each is
//! told once, whoever wrote of it and however many nodes go about it; where one stops, the next one goes on.

use guichet_model::{
    case::{Outage, Outcome, outcome::OUTAGE_DAYS},
    status::{Incident, IncidentId, Stage},
};
use guichet_storage::{Case, CaseNotice, StorageError};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::{
    act,
    deed::{Author, Deed},
    perform::{Act, Refusal},
    rights,
};
use crate::{
    mail::outbox,
    state::{Snapshot, State},
    status::hooks::as_of,
};

/// Cases told in one step.
const BATCH: u32 = 50;
/// How long after its end an incident may still be what a case hangs on or ends with.
pub const RECENT: SignedDuration = SignedDuration::from_hours(24 * OUTAGE_DAYS as i64);
/// Seconds after which a case that could not be told is tried again.
const AGAIN_S: i64 = 30;

/// Tells the next cases that what they hang on is over, or is back; any number of nodes may do so at once. Answers whether there may be more to
/// do at once.
///
/// # Errors
/// When the database does not answer.
pub async fn spread(state: &State) -> Result<bool, StorageError> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let notices = storage.case_notices(BATCH, now).await?;
    if notices.is_empty() || !outbox::has_room(storage).await? {
        return Ok(false);
    }
    let snapshot = state.snapshot();
    let again = now.checked_add(AGAIN_S.seconds()).unwrap_or(Timestamp::MAX);
    for notice in &notices {
        match tell(state, &snapshot, notice).await {
            Ok(true) => {}
            Ok(false) => storage.drop_case_notice(notice).await?,
            Err(Refusal::Storage(error)) => {
                tracing::warn!(%error, case = notice.case.as_str(), "a case could not be told of its incident");
                storage.put_off_case_notice(notice, again).await?;
            }
            Err(_) => storage.put_off_case_notice(notice, again).await?,
        }
    }
    Ok(true)
}

/// Tells one case. Answers whether it was told, now or before: one that has ended is left in peace by an end.
async fn tell(state: &State, snapshot: &Snapshot, notice: &CaseNotice) -> Result<bool, Refusal> {
    let storage = &state.accounts.storage;
    let found = (storage.incident(&notice.incident).await?, storage.case(&notice.case).await?);
    let (Some(incident), Some(case)) = found else { return Ok(false) };
    let incident = Box::new(as_of(incident, &notice.update));
    let update = notice.update.clone();
    let deed = if incident.stage.is_over() {
        Deed::IncidentEnded { incident, update }
    } else {
        let policy = snapshot.library.policy();
        let answers = rights::lapsed(storage, policy, None, &case).await?.is_none();
        Deed::IncidentReturned { incident, update, answers }
    };
    let act_of = Act {
        reference: &notice.case,
        seen: None,
        author: &Author::portal(),
        deed: &deed,
        files: &[],
        message_id: None,
    };
    match act(state, snapshot, &act_of).await {
        Ok(_) => Ok(true),
        Err(Refusal::NoCase | Refusal::Impossible(_) | Refusal::Lapsed(_)) => Ok(false),
        Err(refusal) => Err(refusal),
    }
}

/// An incident as the board has it, or from the database where it ended long ago.
///
/// # Errors
/// When the database does not answer.
pub async fn find(state: &State, id: &IncidentId) -> Result<Option<Incident>, StorageError> {
    match state.status.board().incident(id) {
        Some(incident) => Ok(Some(incident.clone())),
        None => state.accounts.storage.incident(id).await,
    }
}

/// The incidents that a case hangs on, in the order they were linked.
///
/// # Errors
/// When the database does not answer.
pub async fn of_case(state: &State, case: &Case) -> Result<Vec<Incident>, StorageError> {
    let mut incidents = Vec::new();
    if case.has_incidents {
        for id in state.accounts.storage.case_incidents(&case.reference).await? {
            incidents.extend(find(state, &id).await?);
        }
    }
    Ok(incidents)
}

/// The incidents that a case may end with: those it hangs on, and those of its service that are open or were over in the last [`OUTAGE_DAYS`]
/// days, the one that began last first.
///
/// # Errors
/// When the database does not answer.
pub async fn outages(state: &State, case: &Case) -> Result<Vec<Incident>, StorageError> {
    let mut outages = of_case(state, case).await?;
    let board = state.status.board();
    let since = state.clock.now().saturating_sub(RECENT).unwrap_or(Timestamp::MIN);
    // Another page's components are not the policy's services.
    let elsewhere = board.reported.is_some();
    for incident in board.open().chain(board.past()) {
        let touches = elsewhere || incident.names(&case.service);
        let is_recent = incident.ended_at.is_none_or(|ended| ended >= since);
        if touches && is_recent && outages.iter().all(|known| known.id != incident.id) {
            outages.push(incident.clone());
        }
    }
    outages.retain(|incident| incident.stage != Stage::Scheduled && !incident.was_called_off());
    outages.sort_by_key(|incident| std::cmp::Reverse(incident.started_at));
    Ok(outages)
}

/// The outcome of a case whose outage is over: its incident, by the title it has in the case's language.
pub fn outcome(incident: &Incident, case: &Case, credit: bool, report: bool) -> Outcome {
    Outcome::OutageResolved {
        name: incident.title.get(&case.locale).to_owned(),
        outage: Outage { incident: Some(incident.id.clone()), credit, report },
    }
}
