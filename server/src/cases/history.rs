//! A case as pages and the API show it: names for identifiers, files with their entries.

use guichet_app::pages::cases::{
    CaseItem,
    timeline::{FileLink, TimelineItem},
};
use guichet_model::{
    Locale, Policy,
    case::{CaseRef, EventKind, Outcome},
};
use guichet_storage::{Audience, Case, CaseEvent, Entry, Storage, StorageError};

use super::incidents;
use crate::state::State;

/// What a service is called; its identifier, when the policy names it no longer.
pub fn service_name(policy: &Policy, id: &str, locale: &Locale) -> String {
    let known = policy.services.iter().find(|service| service.id == id);
    known.map_or_else(|| id.to_owned(), |service| service.name.get(locale).to_owned())
}

/// A file of a case with the entry it belongs to.
#[derive(Debug, Clone)]
pub struct Attached {
    /// The entry: its version and position.
    pub entry: (u32, u32),
    /// What is shown of it.
    pub link: FileLink,
}

/// The files of a case that an audience may have.
///
/// # Errors
/// When the database does not answer.
pub async fn files(
    storage: &Storage,
    reference: &CaseRef,
    audience: Audience,
) -> Result<Vec<Attached>, StorageError> {
    let mut files = Vec::new();
    for file in storage.case_files(reference, audience).await? {
        if let Some(kept) = storage.attachment(&file.attachment.into()).await? {
            let url = format!("/attachments/{}", kept.id);
            let link = FileLink { name: kept.name, url, bytes: kept.size };
            files.push(Attached { entry: file.entry, link });
        }
    }
    Ok(files)
}

fn timeline(events: &[CaseEvent], files: &[Attached]) -> Vec<TimelineItem> {
    let of = |event: &CaseEvent| {
        let entry = (event.version, event.position);
        let own = files.iter().filter(|file| file.entry == entry);
        own.map(|file| file.link.clone()).collect()
    };
    events.iter().map(|event| item(event, of(event))).collect()
}

/// A history as pages show it to a reader: incidents are called there what they are called in the reader's language, where they have words in
/// it, and else what they were called in the case's when it was told.
///
/// # Errors
/// When the database does not answer.
pub async fn timeline_for(
    state: &State,
    locale: &Locale,
    events: &[CaseEvent],
    files: &[Attached],
) -> Result<Vec<TimelineItem>, StorageError> {
    let mut items = timeline(events, files);
    for item in &mut items {
        if let Some(outcome) = item.outcome.take() {
            item.outcome = Some(outcome_for(state, locale, outcome).await?);
        }
        let on_status_page = matches!(
            item.kind,
            EventKind::Incident | EventKind::IncidentEnded | EventKind::IncidentReturned
        );
        if !on_status_page {
            continue;
        }
        let id = item.after.as_deref().or(item.before.as_deref()).and_then(|id| id.parse().ok());
        let incident = match id {
            Some(id) => incidents::find(state, &id).await?,
            None => None,
        };
        if let Some(incident) = incident.filter(|incident| !incident.title.lacks(locale)) {
            incident.title.get(locale).clone_into(&mut item.body);
        }
    }
    Ok(items)
}

/// An outcome as pages show it to a reader: its incident is called there what it is called in the reader's language, where it has words in it;
/// of one that is not there any more, as can happen where another page is the source, its name is left.
///
/// # Errors
/// When the database does not answer.
pub async fn outcome_for(
    state: &State,
    locale: &Locale,
    outcome: Outcome,
) -> Result<Outcome, StorageError> {
    let Outcome::OutageResolved { mut name, mut outage } = outcome else { return Ok(outcome) };
    if let Some(id) = &outage.incident {
        match incidents::find(state, id).await? {
            Some(incident) if incident.title.lacks(locale) => {}
            Some(incident) => incident.title.get(locale).clone_into(&mut name),
            None => outage.incident = None,
        }
    }
    Ok(Outcome::OutageResolved { name, outage })
}

fn item(event: &CaseEvent, files: Vec<FileLink>) -> TimelineItem {
    let entry = &event.entry;
    TimelineItem {
        anchor: format!("e{}-{}", event.version, event.position),
        at: event.at,
        kind: entry.kind,
        side: entry.side,
        via: entry.via,
        author: entry.author_name.clone(),
        body: entry.body.clone(),
        quoted: entry.quoted.clone(),
        before: entry.before.clone(),
        after: entry.after.clone(),
        outcome: outcome(entry),
        files,
    }
}

/// The outcome that an entry tells of.
fn outcome(entry: &Entry) -> Option<Outcome> {
    let kind = entry.after.as_deref().filter(|_| entry.kind == EventKind::Outcome)?;
    Outcome::of(kind, &entry.body, entry.outage.clone()).ok()
}

/// A case in a list; who asked is named where it is not the reader.
pub fn item_of(case: &Case, policy: &Policy, locale: &Locale, reader: &str) -> CaseItem {
    CaseItem {
        reference: case.reference.clone(),
        title: case.title.clone(),
        status: case.state.status,
        service: service_name(policy, &case.service, locale),
        updated_at: case.updated_at,
        due_at: case.state.due_at,
        requester: (case.requester.id.as_str() != reader).then(|| case.requester.name.clone()),
    }
}
