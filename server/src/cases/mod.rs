//! Cases: how one begins, goes on and ends, and who is told.
//!
//! [`submit`] is how one begins, whoever asks: the guided form, the API, the demo. What may follow what is `guichet_model::case`'s to say, who
//! may read what as well; nothing here renders a page.

pub mod address;
pub mod letters;

use guichet_model::case::{CaseRef, CaseStatus, EventKind, NewCase, Side, Via, Wrong, words};
use guichet_storage::{
    Account, CaseOpening, CaseState, Entry, Opened, Organisation, StorageError, random_case_ref,
};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use self::letters::{Correspondent, News};
use crate::state::State;

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
pub async fn submit(state: &State, submission: Submission<'_>) -> Result<CaseRef, SubmitError> {
    let wrong = submission.case.wrong();
    if !wrong.is_empty() {
        return Err(SubmitError::Wrong(wrong));
    }
    let case = tidied(submission.case.clone());
    let now = state.clock.now();
    let digest = digest(&case);
    let mut draws = 0;
    loop {
        let reference = random_case_ref()?;
        let mail = letters::write(
            state,
            &Correspondent {
                reference: &reference,
                title: &case.title,
                locale: &case.locale,
                to: &submission.requester.email,
                name: &submission.requester.name,
                last_message: None,
            },
            &News::Received { due: submission.answer_due },
        )
        .await?;
        let opening = CaseOpening {
            reference: &reference,
            requester: &submission.requester.id,
            organisation: submission.organisation.map(|organisation| &organisation.id),
            case: &case,
            state: first_state(&submission),
            entries: first_entries(&submission, &case),
            mail: vec![mail],
            key: submission.key.map(|key| (key, digest.as_str())),
        };
        match state.accounts.storage.open_case(&opening, now).await? {
            Opened::New => {
                state.mail.wake();
                return Ok(reference);
            }
            Opened::Before(reference) => return Ok(reference),
            Opened::KeyTaken => return Err(SubmitError::KeyTaken),
            Opened::ReferenceTaken if draws < DRAWS => draws += 1,
            Opened::ReferenceTaken => {
                return Err(
                    StorageError::Random("every reference drawn is taken".to_owned()).into()
                );
            }
        }
    }
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

/// What tells one case from another under the same key.
fn digest(case: &NewCase) -> String {
    use std::fmt::Write as _;
    let bytes = Sha256::digest(format!("{case:?}").as_bytes());
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

fn first_state(submission: &Submission<'_>) -> CaseState {
    CaseState {
        priority: submission.case.priority,
        status: CaseStatus::New,
        assignee: None,
        outcome: None,
        edition: submission.organisation.map(|organisation| organisation.edition.clone()),
        due_at: submission.answer_due,
        answer_due_at: submission.answer_due,
        answered_at: None,
        solve_due_at: None,
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
