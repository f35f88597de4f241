//! Who may have a file.

use guichet_model::{ProblemCode, case::may_read, viewer::StaffRole};
use guichet_storage::{Attachment, AttachmentId, Case, SessionState};

use crate::{
    accounts::identity::{Identity, problem},
    pages::cases::reader,
    state::State,
};

/// The file, for somebody who may have it: whoever may read the message of a case that it came with; before it belongs to a case, whoever
/// sent it.
///
/// # Errors
/// When the database does not answer.
pub async fn open(
    state: &State,
    identity: &Identity,
    id: &AttachmentId,
) -> Result<Option<Attachment>, ProblemCode> {
    let Some(session) = identity.session() else { return Ok(None) };
    let storage = &state.accounts.storage;
    let found = storage.attachment(id).await.map_err(problem)?;
    let Some(file) = found.filter(Attachment::is_whole) else { return Ok(None) };
    let entitled = match storage.case_of_file(id.as_str()).await.map_err(problem)? {
        Some((reference, is_public)) => {
            let case = storage.case(&reference).await.map_err(problem)?;
            case.is_some_and(|case| reads(session, &case, is_public))
        }
        None => file.account.as_ref() == Some(&session.account.id),
    };
    Ok(entitled.then_some(file))
}

/// Whether somebody reads the part of a case that a file came with.
fn reads(session: &SessionState, case: &Case, is_public: bool) -> bool {
    match session.account.staff {
        Some(StaffRole::Agent | StaffRole::Operator) => return true,
        Some(StaffRole::Editor) | None => {}
    }
    is_public && may_read(reader(session), case.readers())
}
