//! Cases: what people ask support, their history, and the mail that each change causes.
//!
//! There is one way to change a case, [`Storage::change_case`]: whoever changes it says which version they saw, and nothing is changed when
//! there is a newer one. So two agents never overwrite each other, and rules are applied to what is stored, not to what was.

mod desk;
mod due;
mod figures;
mod files;
pub(crate) mod incidents;
mod list;
mod mail;
mod news;

use guichet_model::{
    Locale,
    case::{CaseRef, CaseStatus, EventKind, Outcome, Readers, Side, Via},
    email::EmailAddress,
    priority::{Answers, Effect, Level, Reach, Workaround},
};
use jiff::Timestamp;
use sqlx::AnyConnection;

use self::mail::Taken;
pub use self::{
    desk::{DeskPerson, SavedView},
    figures::{Measured, Rated},
    files::CaseFile,
    incidents::{EndNotice, IncidentChange, LinkedCount},
    list::{QueueCount, QueueFilter, Whose},
    news::NewsMark,
};
use crate::{
    AccountId, NewMessage, OrganisationId, Result, Storage, StorageError, id,
    outbox::put_message,
    query::{Row, sql},
};

/// The columns of a case, from a table called `c`, joined as [`case_joins`] has it.
macro_rules! case_columns {
    () => {
        "c.reference, c.requester, c.organisation, c.edition, c.locale, c.service, c.effect, c.reach, \
         c.workaround, c.since, c.title, c.suggested, c.priority, c.status, c.assignee, c.outcome, \
         c.outcome_detail, c.outcome_credit, c.outcome_report, c.created_at, c.updated_at, c.due_at, \
         c.answer_due_at, c.answered_at, c.solve_due_at, c.solved_at, c.appealed_at, c.reminded_at, \
         c.asked_at, c.version, a.name AS requester_name, a.email AS requester_email, \
         g.name AS assignee_name, o.name AS organisation_name, \
         o.external_id AS organisation_external_id, o.edition AS organisation_edition, \
         o.suspended AS organisation_suspended, \
         CASE WHEN s.organisation IS NULL THEN 0 ELSE 1 END AS organisation_shares, \
         CASE WHEN EXISTS (SELECT 1 FROM case_incidents h WHERE h.case_reference = c.reference) \
         THEN 1 ELSE 0 END AS has_incidents"
    };
}
pub(crate) use case_columns;

/// The tables of a case.
macro_rules! case_joins {
    () => {
        " FROM cases c JOIN accounts a ON a.id = c.requester \
         LEFT JOIN accounts g ON g.id = c.assignee \
         LEFT JOIN organisations o ON o.id = c.organisation \
         LEFT JOIN shared_cases s ON s.organisation = c.organisation AND s.since <= c.created_at "
    };
}
pub(crate) use case_joins;

/// A case as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its reference.
    pub reference: CaseRef,
    /// Who asked.
    pub requester: Person,
    /// For which organisation.
    pub organisation: Option<CaseOrganisation>,
    /// The language it is held in.
    pub locale: Locale,
    /// The service it is about.
    pub service: String,
    /// What happens, to how many, and whether there is a way around it.
    pub answers: Answers,
    /// Since when it is so, in the asker's words; empty when they did not say.
    pub since: String,
    /// The problem in a line.
    pub title: String,
    /// The priority that the policy's rules gave.
    pub suggested: Level,
    /// When it was asked.
    pub created_at: Timestamp,
    /// When anything last happened.
    pub updated_at: Timestamp,
    /// What changes in its life.
    pub state: CaseState,
    /// Whether it hangs on an incident or a maintenance.
    pub has_incidents: bool,
    /// Counts its changes.
    pub version: u32,
}

/// What changes in a case's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseState {
    /// Its priority.
    pub priority: Level,
    /// Where it stands.
    pub status: CaseStatus,
    /// Who works on it.
    pub assignee: Option<Assignee>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The edition for which the due times hold.
    pub edition: Option<String>,
    /// By when support does the next thing.
    pub due_at: Option<Timestamp>,
    /// By when the first answer was promised.
    pub answer_due_at: Option<Timestamp>,
    /// When the first answer came.
    pub answered_at: Option<Timestamp>,
    /// By when it shall be solved.
    pub solve_due_at: Option<Timestamp>,
    /// When it was solved.
    pub solved_at: Option<Timestamp>,
    /// When the customer contradicted a changed priority.
    pub appealed_at: Option<Timestamp>,
    /// When the customer was reminded that it is their turn.
    pub reminded_at: Option<Timestamp>,
    /// When the questionnaire was sent.
    pub asked_at: Option<Timestamp>,
}

/// Somebody with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their account.
    pub id: AccountId,
    /// What they are called.
    pub name: String,
    /// The address they sign in with.
    pub email: EmailAddress,
}

/// Who works on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignee {
    /// Their account.
    pub id: AccountId,
    /// What they are called.
    pub name: String,
}

/// The organisation of a case, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOrganisation {
    /// Its name for the portal.
    pub id: OrganisationId,
    /// What people call it.
    pub name: String,
    /// Its name for the billing system.
    pub external_id: Option<String>,
    /// The identifier of its edition.
    pub edition: String,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether its administrators read this case: it was opened since they share what its people ask.
    pub shares: bool,
}

/// An entry of a case's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEvent {
    /// The version of the case that the change made.
    pub version: u32,
    /// Its place within the change.
    pub position: u32,
    /// When it happened.
    pub at: Timestamp,
    /// The mail it came as.
    pub message_id: Option<String>,
    /// What happened.
    pub entry: Entry,
}

/// What happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What kind of thing.
    pub kind: EventKind,
    /// Whose doing it is.
    pub side: Side,
    /// The account that did it.
    pub author: Option<AccountId>,
    /// What the author is called, or the address they wrote from.
    pub author_name: String,
    /// How it came.
    pub via: Via,
    /// Words.
    pub body: String,
    /// Words that a mail repeated from earlier ones.
    pub quoted: String,
    /// What was before: a status, a priority.
    pub before: Option<String>,
    /// What is since.
    pub after: Option<String>,
}

/// For whom a history is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// For customers: without notes, and without who works on it.
    Customer,
    /// For staff: all of it.
    Staff,
}

/// A new case with what belongs to it, all in one step.
#[derive(Debug)]
pub struct CaseOpening<'a> {
    /// Its reference.
    pub reference: &'a CaseRef,
    /// Who asks.
    pub requester: &'a AccountId,
    /// For which organisation.
    pub organisation: Option<&'a OrganisationId>,
    /// What they ask.
    pub case: &'a guichet_model::case::NewCase,
    /// By when it is answered, and by when solved.
    pub state: CaseState,
    /// The first entries of its history.
    pub entries: Vec<Entry>,
    /// The mail that it causes.
    pub mail: Vec<NewMessage>,
    /// What tells it from another one that is sent again: a key of the sender's, and a digest of what was sent.
    pub key: Option<(&'a str, &'a str)>,
}

/// What became of a new case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It is there now.
    New,
    /// It was there already, under this reference.
    Before(CaseRef),
    /// The key stands for another case.
    KeyTaken,
    /// The reference is another case's: draw again.
    ReferenceTaken,
}

/// A change of a case, with what belongs to it, all in one step.
#[derive(Debug)]
pub struct CaseChange {
    /// The case.
    pub reference: CaseRef,
    /// The version that the change is made to.
    pub version: u32,
    /// What the case is afterwards.
    pub state: CaseState,
    /// What happened.
    pub entries: Vec<Entry>,
    /// The files that go with the first entry.
    pub files: Vec<String>,
    /// The mail that the first entry came as.
    pub message_id: Option<String>,
    /// What it does to the incidents that the case hangs on.
    pub incident: Option<IncidentChange>,
    /// The mail that the change causes.
    pub mail: Vec<NewMessage>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is made.
    Made,
    /// The case has a newer version, or is gone: look again.
    Outdated,
    /// The mail was there already, the link was as wanted, or the case was told.
    Before,
}

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

    /// The case that somebody opened under a key.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_of_key(&self, requester: &AccountId, key: &str) -> Result<Option<CaseRef>> {
        let select = sql("SELECT case_reference FROM case_keys WHERE requester = $1 AND key = $2")
            .bind(requester)
            .bind(key);
        let row = select.row(&self.pool).await?;
        row.map(|row| row.parsed("case_reference", |text| text.parse().ok())).transpose()
    }

    /// A case by its reference.
    ///
    /// # Errors
    /// As every query.
    pub async fn case(&self, reference: &CaseRef) -> Result<Option<Case>> {
        let select = concat!("SELECT ", case_columns!(), case_joins!(), "WHERE c.reference = $1");
        let row = sql(select).bind(reference.as_str()).row(&self.pool).await?;
        row.as_ref().map(Case::read).transpose()
    }

    /// What happened to a case, from the beginning.
    ///
    /// # Errors
    /// As every query.
    pub async fn case_events(
        &self,
        reference: &CaseRef,
        audience: Audience,
    ) -> Result<Vec<CaseEvent>> {
        let rows =
            sql("SELECT version, position, kind, side, author, author_name, via, body, quoted, \
             before, after, message_id, created_at FROM case_events \
             WHERE case_reference = $1 AND (public = 1 OR $2 = 1) ORDER BY version, position")
            .bind(reference.as_str())
            .bind(audience == Audience::Staff)
            .rows(&self.pool)
            .await?;
        rows.iter().map(CaseEvent::read).collect()
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

/// A reference that nobody can guess. Whether it is free is seen when it is used.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn random_case_ref() -> Result<CaseRef> {
    Ok(CaseRef::from_number(u64::from_le_bytes(id::random::<8>()?)))
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
    let (credit, report) = state.outcome.as_ref().map_or((false, false), Outcome::requests);
    sql("UPDATE cases SET priority = $3, status = $4, assignee = $5, outcome = $6, \
         outcome_detail = $7, outcome_credit = $8, outcome_report = $9, edition = $10, \
         due_at = $11, answer_due_at = $12, answered_at = $13, solve_due_at = $14, solved_at = $15, \
         appealed_at = $16, reminded_at = $17, asked_at = $18, \
         updated_at = CASE WHEN $20 = 1 THEN $19 ELSE updated_at END, version = version + 1 \
         WHERE reference = $1 AND version = $2")
    .bind(wanted.reference.as_str())
    .bind(wanted.version)
    .bind(state.priority.name())
    .bind(state.status.name())
    .bind(state.assignee.as_ref().map(|assignee| &assignee.id))
    .bind(state.outcome.as_ref().map(Outcome::kind))
    .bind(state.outcome.as_ref().map_or("", Outcome::detail))
    .bind(credit)
    .bind(report)
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
         author_name, via, body, quoted, before, after, message_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
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
    .run(on)
    .await
    .map(drop)
}

impl Case {
    /// What decides who may read it.
    pub fn readers(&self) -> Readers<'_> {
        Readers {
            requester: self.requester.id.as_str(),
            organisation: self.organisation.as_ref().map(|organisation| organisation.id.as_str()),
            shared: self.organisation.as_ref().is_some_and(|organisation| organisation.shares),
        }
    }

    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            reference: row.parsed("reference", |text| text.parse().ok())?,
            requester: Person {
                id: row.text("requester")?.into(),
                name: row.text("requester_name")?,
                email: row.parsed("requester_email", |text| text.parse().ok())?,
            },
            organisation: CaseOrganisation::read(row)?,
            locale: row.parsed("locale", |text| text.parse().ok())?,
            service: row.text("service")?,
            answers: Answers {
                effect: row.parsed("effect", Effect::of_name)?,
                reach: row.parsed("reach", Reach::of_name)?,
                workaround: row.parsed("workaround", Workaround::of_name)?,
            },
            since: row.text("since")?,
            title: row.text("title")?,
            suggested: row.parsed("suggested", Level::of_name)?,
            created_at: row.instant("created_at")?,
            updated_at: row.instant("updated_at")?,
            state: CaseState::read(row)?,
            has_incidents: row.flag("has_incidents")?,
            version: row.count("version")?,
        })
    }
}

impl CaseState {
    fn read(row: &Row) -> Result<Self> {
        let assignee = row.text_if_any("assignee")?.zip(row.text_if_any("assignee_name")?);
        let outcome = match row.text_if_any("outcome")? {
            None => None,
            Some(kind) => {
                let detail = row.text("outcome_detail")?;
                let (credit, report) = (row.flag("outcome_credit")?, row.flag("outcome_report")?);
                let outcome = Outcome::of(&kind, &detail, credit, report);
                Some(
                    outcome
                        .map_err(|_| StorageError::Unreadable { column: "outcome", value: kind })?,
                )
            }
        };
        Ok(Self {
            priority: row.parsed("priority", Level::of_name)?,
            status: row.parsed("status", CaseStatus::parse)?,
            assignee: assignee.map(|(id, name)| Assignee { id: id.into(), name }),
            outcome,
            edition: row.text_if_any("edition")?,
            due_at: row.instant_if_any("due_at")?,
            answer_due_at: row.instant_if_any("answer_due_at")?,
            answered_at: row.instant_if_any("answered_at")?,
            solve_due_at: row.instant_if_any("solve_due_at")?,
            solved_at: row.instant_if_any("solved_at")?,
            appealed_at: row.instant_if_any("appealed_at")?,
            reminded_at: row.instant_if_any("reminded_at")?,
            asked_at: row.instant_if_any("asked_at")?,
        })
    }
}

impl CaseOrganisation {
    fn read(row: &Row) -> Result<Option<Self>> {
        let Some(id) = row.text_if_any("organisation")? else { return Ok(None) };
        Ok(Some(Self {
            id: id.into(),
            name: row.text("organisation_name")?,
            external_id: row.text_if_any("organisation_external_id")?,
            edition: row.text("organisation_edition")?,
            suspended: row.flag("organisation_suspended")?,
            shares: row.flag("organisation_shares")?,
        }))
    }
}

impl CaseEvent {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            version: row.count("version")?,
            position: row.count("position")?,
            at: row.instant("created_at")?,
            message_id: row.text_if_any("message_id")?,
            entry: Entry {
                kind: row.parsed("kind", EventKind::parse)?,
                side: row.parsed("side", Side::parse)?,
                author: row.text_if_any("author")?.map(AccountId),
                author_name: row.text("author_name")?,
                via: row.parsed("via", Via::parse)?,
                body: row.text("body")?,
                quoted: row.text("quoted")?,
                before: row.text_if_any("before")?,
                after: row.text_if_any("after")?,
            },
        })
    }
}
