//! Cases: how one begins, goes on and ends, and who is told.
//!
//! [`submit`] is how one begins, whoever asks: the guided form, the API, the demo. [`perform::perform`] is how one goes on, whoever does
//! something: [`deed`] says what follows from what. Who may read what is `guichet_model::case`'s to say; nothing here renders a page.

pub mod address;
pub mod by_time;
pub mod deed;
pub mod figures;
pub mod history;
pub mod incidents;
pub mod letters;
mod mail_files;
mod mail_text;
pub mod office;
pub mod pace;
pub mod perform;
pub mod quoted;
pub mod rating;
pub mod receive;
pub mod rights;
pub mod sender;
pub mod targets;

use guichet_model::case::{
    CaseRef, CaseStatus, EventKind, NewCase, Outage, Side, Via, Wrong, words,
};
use guichet_storage::{
    Account, CaseOpening, CaseState, Entry, NewMessage, Opened, Organisation, OrganisationId,
    Storage, StorageError, hex, random_case_ref,
};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use self::{
    letters::{Correspondent, News},
    office::Office,
    perform::{Act, Done, Refusal, perform},
};
use crate::{
    live,
    state::{Snapshot, State},
};

/// How often a reference is drawn until one is free; there are 27 thousand million.
const DRAWS: u32 = 8;

/// A new case with who asks.
#[derive(Debug)]
pub struct Submission<'a> {
    /// Who asks. That they may is for the caller to know.
    pub requester: &'a Account,
    /// For which organisation.
    pub organisation: Option<&'a Organisation>,
    /// What they ask.
    pub case: NewCase,
    /// By when the first answer comes; `None` where none is promised.
    pub answer_due: Option<Timestamp>,
    /// How it came.
    pub via: Via,
    /// What tells this submission from another one: sent again under the same key, it is the same case.
    pub key: Option<&'a str>,
}

/// Why there is no case.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// What was sent is not in order.
    #[error("the case is not in order: {0:?}")]
    Wrong(Vec<Wrong>),
    /// The key was used for something else.
    #[error("the key was used for another case")]
    KeyTaken,
    /// The database did not take it. Nothing was stored.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Opens a case: it, its history's first entries, its due time and the mail that confirms it are stored in one step. Once this answers, the
/// case is there once, however often the same was sent under the same key.
///
/// # Errors
/// See [`SubmitError`].
pub async fn submit(
    state: &State,
    submission: Submission<'_>,
) -> Result<(CaseRef, Done), SubmitError> {
    let snapshot = state.snapshot();
    let (reference, done) = submit_at(&Office::of(state, &snapshot), &submission).await?;
    state.mail.wake();
    tell(state, &reference).await;
    Ok((reference, done))
}

/// What pages of the desk listen to: that any case changed.
pub const TOPIC: &str = "desk";

/// What the page of a case at the desk listens to.
pub fn topic_of(reference: &CaseRef) -> String {
    format!("{TOPIC} {}", reference.as_str())
}

/// Tells the desk's pages, on every node, that a case changed.
pub async fn tell(state: &State, reference: &CaseRef) {
    live::announce(state, TOPIC).await;
    live::announce(state, &topic_of(reference)).await;
}

/// Tells the servers of this database that a command beside them changed a case.
///
/// # Errors
/// When the database does not answer.
pub async fn signal(storage: &Storage, reference: &CaseRef) -> Result<(), StorageError> {
    live::signal(storage, TOPIC).await?;
    live::signal(storage, &topic_of(reference)).await
}

/// Does something to a case on a running server: what it causes is sent and told at once.
///
/// # Errors
/// See [`Refusal`].
pub async fn act(state: &State, snapshot: &Snapshot, act: &Act<'_>) -> Result<Done, Refusal> {
    let done = perform(&Office::of(state, snapshot), act).await?;
    state.mail.wake();
    tell(state, act.reference).await;
    Ok(done)
}

/// The same for whoever has no server at hand; mail that it causes leaves when one runs.
///
/// # Errors
/// See [`SubmitError`].
pub async fn submit_at(
    office: &Office<'_>,
    submission: &Submission<'_>,
) -> Result<(CaseRef, Done), SubmitError> {
    let wrong = submission.case.wrong();
    if !wrong.is_empty() {
        return Err(SubmitError::Wrong(wrong));
    }
    let case = tidied(submission.case.clone());
    let organisation = submission.organisation.map(|organisation| &organisation.id);
    let digest = digest(&case, organisation);
    for _ in 0..DRAWS {
        let reference = random_case_ref()?;
        let opening = CaseOpening {
            reference: &reference,
            requester: &submission.requester.id,
            organisation,
            case: &case,
            state: first_state(office, submission),
            entries: first_entries(submission, &case),
            mail: confirmation(office, submission, &case, &reference).await?,
            key: submission.key.map(|key| (key, digest.as_str())),
        };
        match office.storage.open_case(&opening, office.now).await? {
            Opened::New => return Ok((reference, Done::Now)),
            Opened::Before(reference) => return Ok((reference, Done::Before)),
            Opened::KeyTaken => return Err(SubmitError::KeyTaken),
            Opened::ReferenceTaken => {}
        }
    }
    Err(StorageError::Random("every reference drawn is taken".to_owned()).into())
}

/// The mail that confirms a case.
async fn confirmation(
    office: &Office<'_>,
    submission: &Submission<'_>,
    case: &NewCase,
    reference: &CaseRef,
) -> Result<Vec<NewMessage>, StorageError> {
    if !office.sends_mail() {
        return Ok(Vec::new());
    }
    let about = Correspondent {
        reference,
        title: &case.title,
        locale: &case.locale,
        to: &submission.requester.email,
        name: &submission.requester.name,
        last_message: None,
    };
    let news = News::Received { due: submission.answer_due };
    Ok(vec![letters::write(office, &about, &news).await?])
}

/// The case with its texts as they are stored.
fn tidied(mut case: NewCase) -> NewCase {
    let tidy = |text: &mut String, by: fn(&str) -> Result<String, words::WrongText>| {
        if let Ok(tidied) = by(text) {
            *text = tidied;
        }
    };
    tidy(&mut case.title, words::title);
    tidy(&mut case.description, words::description);
    for text in [&mut case.since, &mut case.reason].into_iter().flatten() {
        tidy(text, words::reason);
    }
    case
}

/// What tells one case from another under the same key: what is asked, and for which organisation.
fn digest(case: &NewCase, organisation: Option<&OrganisationId>) -> String {
    hex(&Sha256::digest(format!("{organisation:?} {case:?}").as_bytes()))
}

fn first_state(office: &Office<'_>, submission: &Submission<'_>) -> CaseState {
    let edition = submission.organisation.map(|organisation| organisation.edition.as_str());
    let level = submission.case.priority;
    let solve_due_at = targets::targets(office.policy, edition, level, office.now).solution;
    CaseState {
        priority: submission.case.priority,
        status: CaseStatus::New,
        assignee: None,
        outcome: None,
        edition: edition.map(str::to_owned),
        due_at: submission.answer_due,
        answer_due_at: submission.answer_due,
        answered_at: None,
        solve_due_at,
        solved_at: None,
        appealed_at: None,
        reminded_at: None,
        asked_at: None,
    }
}

fn first_entries(submission: &Submission<'_>, case: &NewCase) -> Vec<Entry> {
    let entry = |kind, body: &str| Entry {
        kind,
        side: Side::Customer,
        author: Some(submission.requester.id.clone()),
        author_name: submission.requester.name.clone(),
        via: submission.via,
        body: body.to_owned(),
        quoted: String::new(),
        before: None,
        after: None,
        outage: Outage::default(),
    };
    let mut entries = vec![entry(EventKind::Description, &case.description)];
    if case.priority != case.suggested {
        entries.push(Entry {
            before: Some(case.suggested.to_string()),
            after: Some(case.priority.to_string()),
            ..entry(EventKind::Priority, case.reason.as_deref().unwrap_or(""))
        });
    }
    entries
}
