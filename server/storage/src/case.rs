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
mod read;
mod write;

use guichet_model::{
    Locale,
    case::{CaseRef, CaseStatus, EventKind, Outage, Outcome, Readers, Side, Via},
    email::EmailAddress,
    priority::{Answers, Level},
};
use jiff::Timestamp;

pub use self::{
    desk::{DeskPerson, SavedView},
    figures::{Measured, Rated},
    files::CaseFile,
    incidents::{CaseNotice, IncidentChange, LinkedCount},
    list::{QueueCount, QueueFilter, Whose},
    news::NewsMark,
};
use crate::{AccountId, NewMessage, OrganisationId, Result, id};

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
    /// What belongs to the outage that it ended with.
    pub outage: Outage,
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

impl Case {
    /// What decides who may read it.
    pub fn readers(&self) -> Readers<'_> {
        Readers {
            requester: self.requester.id.as_str(),
            organisation: self.organisation.as_ref().map(|organisation| organisation.id.as_str()),
            shared: self.organisation.as_ref().is_some_and(|organisation| organisation.shares),
        }
    }
}

/// A reference that nobody can guess. Whether it is free is seen when it is used.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn random_case_ref() -> Result<CaseRef> {
    Ok(CaseRef::from_number(u64::from_le_bytes(id::random::<8>()?)))
}
