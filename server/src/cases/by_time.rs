//! What time does to cases: reminders, questionnaires, the end, and due times of another edition. Any number of nodes may do it at once: each
//! thing is a change of the case as it was seen, so one of them does it.

use guichet_model::case::CaseRef;
use guichet_storage::StorageError;
use jiff::{SignedDuration, Timestamp};

use super::{
    deed::{Author, Deed},
    office::Office,
    perform::{Act, Refusal, perform},
};

/// After how long the customer is reminded that it is their turn.
pub const REMIND_AFTER: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long after the end the questionnaire is sent: who is not content has answered by then.
pub const ASK_AFTER: SignedDuration = SignedDuration::from_hours(1);
/// After how long a solved case is closed.
pub const CLOSE_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Does what is due. Answers how many cases were changed.
///
/// # Errors
/// When the database does not answer.
pub async fn run(office: &Office<'_>) -> Result<usize, StorageError> {
    let storage = office.storage;
    let mut changed = 0;
    let other_editions = storage.cases_of_another_edition().await?;
    changed += each(office, other_editions, &Deed::Retarget).await?;
    let pending = storage.cases_to_remind(ago(office, REMIND_AFTER)).await?;
    changed += each(office, pending, &Deed::Remind).await?;
    let solved = storage.cases_to_ask_about(ago(office, ASK_AFTER)).await?;
    changed += each(office, solved, &Deed::Ask).await?;
    let settled = storage.cases_to_close(ago(office, CLOSE_AFTER)).await?;
    changed += each(office, settled, &Deed::Close).await?;
    Ok(changed)
}

async fn each(
    office: &Office<'_>,
    references: Vec<CaseRef>,
    deed: &Deed,
) -> Result<usize, StorageError> {
    let author = Author::portal();
    let mut changed = 0;
    for reference in &references {
        let act =
            Act { reference, seen: None, author: &author, deed, files: &[], message_id: None };
        match perform(office, &act).await {
            Ok(_) => changed += 1,
            Err(Refusal::Storage(error)) => return Err(error),
            // Somebody did something in the meantime that makes it needless.
            Err(
                Refusal::NoCase | Refusal::Impossible(_) | Refusal::Lapsed(_) | Refusal::Outdated,
            ) => {}
        }
    }
    Ok(changed)
}

fn ago(office: &Office<'_>, span: SignedDuration) -> Timestamp {
    office.now.saturating_sub(span).unwrap_or(office.now)
}
