//! The end of an incident, told to the cases that hang on it: by an entry of their history, by mail, and at the desk. Each is told once,
//! whoever ended the incident and however many nodes go about it; where one stops, the next one goes on.

use guichet_model::{
    case::Outcome,
    status::{Incident, IncidentId},
};
use guichet_storage::{Case, EndNotice, StorageError};
use jiff::{Timestamp, ToSpan as _};

use super::{
    act,
    deed::{Author, Deed},
    perform::{Act, Refusal},
};
use crate::{
    mail::outbox,
    state::{Snapshot, State},
    status::hooks::as_of,
};

/// Cases told in one step.
const BATCH: u32 = 50;
/// Seconds after which a case that could not be told is tried again.
const AGAIN_S: i64 = 30;

/// Tells the next cases that what they hang on is over; any number of nodes may do so at once. Answers whether there may be more to do at once.
///
/// # Errors
/// When the database does not answer.
pub async fn spread(state: &State) -> Result<bool, StorageError> {
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    let notices = storage.end_notices(BATCH, now).await?;
    if notices.is_empty() || !outbox::has_room(storage).await? {
        return Ok(false);
    }
    let snapshot = state.snapshot();
    let again = now.checked_add(AGAIN_S.seconds()).unwrap_or(Timestamp::MAX);
    for notice in &notices {
        match tell(state, &snapshot, notice).await {
            Ok(true) => {}
            Ok(false) => storage.drop_end_notice(notice).await?,
            Err(Refusal::Storage(error)) => {
                tracing::warn!(%error, case = notice.case.as_str(), "a case could not be told that its incident is over");
                storage.put_off_end_notice(notice, again).await?;
            }
            Err(_) => storage.put_off_end_notice(notice, again).await?,
        }
    }
    Ok(true)
}

/// Tells one case. Answers whether it was told, now or before: one that has ended is left in peace.
async fn tell(state: &State, snapshot: &Snapshot, notice: &EndNotice) -> Result<bool, Refusal> {
    let Some(incident) = state.accounts.storage.incident(&notice.incident).await? else {
        return Ok(false);
    };
    let incident = Box::new(as_of(incident, &notice.update));
    let deed = Deed::IncidentEnded { incident, update: notice.update.clone() };
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

/// The outcome of a case whose outage is over: named by its title in the case's language, and by its address.
pub fn outcome(incident: &Incident, case: &Case, url: &str) -> Outcome {
    let detail = format!("{}: {url}", incident.title.get(&case.locale));
    // A title and an address that are too long together leave the incident's identifier.
    Outcome::of("outage-resolved", &detail, false, false).unwrap_or_else(|_| {
        Outcome::OutageResolved { incident: incident.id.to_string(), credit: false, report: false }
    })
}
