//! Opening and changing cases, with all that belongs to it in one step.

use guichet_model::{
    case::{CaseRef, Outcome},
    status::IncidentId,
};
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::{
    CaseChange, CaseOpening, Changed, Entry, Opened, files, incidents,
    mail::{self, Taken},
};
use crate::{AccountId, Result, Storage, outbox::put_message, query::sql};

impl Storage {
    /// Opens a case: itself, its first entries, its files and the mail it causes, all or nothing.
    ///
    /// # Errors
    /// `Missing` when there is no such account or organisation.
    pub async fn open_case(&self, new: &CaseOpening<'_>, now: Timestamp) -> Result<Opened> {
        let mut change = self.begin().await?;
        if let Some((key, digest)) = new.key
            && let Some(opened) = known_key(new.requester, key, digest, change.on()).await?
        {
            return Ok(opened);
        }
        if !insert_case(new, now, change.on()).await? {
            return Ok(Opened::ReferenceTaken);
        }
        if let Some((key, digest)) = new.key {
            let inserted = sql("INSERT INTO case_keys \
                 (requester, key, digest, case_reference, created_at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (requester, key) DO NOTHING")
            .bind(new.requester)
            .bind(key)
            .bind(digest)
            .bind(new.reference.as_str())
            .bind(now)
            .run(change.on())
            .await?;
            if inserted == 0 {
                // The same was sent to two nodes at once, and the other has just finished. What is here is undone.
                let known = known_key(new.requester, key, digest, change.on()).await?;
                return Ok(known.unwrap_or(Opened::ReferenceTaken));
            }
        }
        for (position, entry) in (0_u32..).zip(&new.entries) {
            insert_entry(new.reference, 1, position, entry, None, now, change.on()).await?;
        }
        files::attach(new.reference, 1, &new.case.attachments, change.on()).await?;
        for mail in &new.mail {
            put_message(mail, now)?.run(change.on()).await?;
        }
        change.commit().await?;
        Ok(Opened::New)
    }

    /// Changes a case: its state, its history and the mail it causes, all or nothing.
    ///
    /// # Errors
    /// `Missing` when someone it is assigned to is gone.
    pub async fn change_case(&self, wanted: &CaseChange, now: Timestamp) -> Result<Changed> {
        let mut change = self.begin().await?;
        let mut message_id = wanted.message_id.as_deref();
        if let Some(id) = message_id {
            match mail::take(&wanted.reference, id, change.on()).await? {
                Taken::Before => return Ok(Changed::Before),
                Taken::Elsewhere => message_id = None,
                Taken::Now => {}
            }
        }
        if !incidents::apply(wanted, now, change.on()).await? {
            return Ok(Changed::Before);
        }
        if update_case(wanted, now, change.on()).await? == 0 {
            return Ok(Changed::Outdated);
        }
        let version = wanted.version + 1;
        for (position, entry) in (0_u32..).zip(&wanted.entries) {
            let id = message_id.take();
            insert_entry(&wanted.reference, version, position, entry, id, now, change.on()).await?;
        }
        files::attach(&wanted.reference, version, &wanted.files, change.on()).await?;
        for mail in &wanted.mail {
            put_message(mail, now)?.run(change.on()).await?;
        }
        change.commit().await?;
        Ok(Changed::Made)
    }
}

async fn known_key(
    requester: &AccountId,
    key: &str,
    digest: &str,
    on: &mut AnyConnection,
) -> Result<Option<Opened>> {
    let row = sql("SELECT digest, case_reference FROM case_keys WHERE requester = $1 AND key = $2")
        .bind(requester)
        .bind(key)
        .row(on)
        .await?;
    let Some(row) = row else { return Ok(None) };
    if row.text("digest")? != digest {
        return Ok(Some(Opened::KeyTaken));
    }
    Ok(Some(Opened::Before(row.parsed("case_reference", |text| text.parse().ok())?)))
}

/// Answers whether the reference was free.
async fn insert_case(
    new: &CaseOpening<'_>,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<bool> {
    let (case, state) = (new.case, &new.state);
    let inserted = sql("INSERT INTO cases (reference, requester, organisation, edition, locale, service, \
         effect, reach, workaround, since, title, suggested, priority, status, outcome_detail, \
         outcome_credit, outcome_report, created_at, updated_at, due_at, answer_due_at, \
         solve_due_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
         '', 0, 0, $15, $15, $16, $17, $18, 1) ON CONFLICT (reference) DO NOTHING")
    .bind(new.reference.as_str())
    .bind(new.requester)
    .bind(new.organisation)
    .bind(state.edition.as_deref())
    .bind(case.locale.as_str())
    .bind(case.service.as_str())
    .bind(case.answers.effect.name())
    .bind(case.answers.reach.name())
    .bind(case.answers.workaround.name())
    .bind(case.since.as_deref().unwrap_or(""))
    .bind(case.title.as_str())
    .bind(case.suggested.name())
    .bind(state.priority.name())
    .bind(state.status.name())
    .bind(now)
    .bind(state.due_at)
    .bind(state.answer_due_at)
    .bind(state.solve_due_at)
    .run(on)
    .await?;
    Ok(inserted == 1)
}

/// Answers how many cases had the version that was seen.
async fn update_case(wanted: &CaseChange, now: Timestamp, on: &mut AnyConnection) -> Result<u64> {
    let state = &wanted.state;
    let outage = state.outcome.as_ref().map(Outcome::outage).unwrap_or_default();
    sql("UPDATE cases SET priority = $3, status = $4, assignee = $5, outcome = $6, \
         outcome_detail = $7, outcome_credit = $8, outcome_report = $9, edition = $10, \
         due_at = $11, answer_due_at = $12, answered_at = $13, solve_due_at = $14, solved_at = $15, \
         appealed_at = $16, reminded_at = $17, asked_at = $18, \
         updated_at = CASE WHEN $20 = 1 THEN $19 ELSE updated_at END, version = version + 1, \
         outcome_incident = $21 \
         WHERE reference = $1 AND version = $2")
    .bind(wanted.reference.as_str())
    .bind(wanted.version)
    .bind(state.priority.name())
    .bind(state.status.name())
    .bind(state.assignee.as_ref().map(|assignee| &assignee.id))
    .bind(state.outcome.as_ref().map(Outcome::kind))
    .bind(state.outcome.as_ref().map_or("", Outcome::detail))
    .bind(outage.credit)
    .bind(outage.report)
    .bind(state.edition.as_deref())
    .bind(state.due_at)
    .bind(state.answer_due_at)
    .bind(state.answered_at)
    .bind(state.solve_due_at)
    .bind(state.solved_at)
    .bind(state.appealed_at)
    .bind(state.reminded_at)
    .bind(state.asked_at)
    .bind(now)
    .bind(!wanted.entries.is_empty())
    .bind(outage.incident.as_ref().map(IncidentId::as_str))
    .run(on)
    .await
}

async fn insert_entry(
    reference: &CaseRef,
    version: u32,
    position: u32,
    entry: &Entry,
    message_id: Option<&str>,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<()> {
    sql("INSERT INTO case_events (case_reference, version, position, kind, public, side, author, \
         author_name, via, body, quoted, before, after, message_id, created_at, incident, credit, \
         report) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
         $18)")
    .bind(reference.as_str())
    .bind(version)
    .bind(position)
    .bind(entry.kind.name())
    .bind(entry.kind.is_public())
    .bind(entry.side.name())
    .bind(entry.author.as_ref())
    .bind(entry.author_name.as_str())
    .bind(entry.via.name())
    .bind(entry.body.as_str())
    .bind(entry.quoted.as_str())
    .bind(entry.before.as_deref())
    .bind(entry.after.as_deref())
    .bind(message_id)
    .bind(now)
    .bind(entry.outage.incident.as_ref().map(IncidentId::as_str))
    .bind(entry.outage.credit)
    .bind(entry.outage.report)
    .run(on)
    .await
    .map(drop)
}
