//! Files that go with a message, an answer or a note: taken with the form, or before it by the page's script; kept while the form is put right.

use guichet_app::pages::{cases::case::WaitingFile, desk::case::files::DeskFiles};
use guichet_model::{ProblemCode, case::MAX_FILES};
use guichet_storage::{Account, AttachmentId};

use crate::{
    accounts::identity::problem,
    attachments::{multipart::Parts, receive},
    pages::form::Form,
    state::State,
};

/// The files of a form.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// Those that are there and are the sender's own.
    pub(super) here: Vec<WaitingFile>,
    /// The names of those that are not taken.
    pub(super) refused: Vec<String>,
    /// Whether one is missing of those that the form says came before.
    pub(super) gone: bool,
}

impl Sent {
    /// The files that came with a form, and those that it says came before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn of(form: &Form, me: &Account, parts: &Parts) -> Result<Self, ProblemCode> {
        let mut sent = Self::default();
        let before = form.fields().filter(|(name, _)| *name == "file");
        let before = before.map(|(_, id)| AttachmentId::from(id.to_owned()));
        let mut ids: Vec<AttachmentId> = Vec::new();
        for id in before.chain(parts.taken.iter().cloned()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        for id in ids {
            match own(&form.state, me, &id).await? {
                Some(file) if sent.here.len() < MAX_FILES => sent.here.push(file),
                Some(file) => sent.refused.push(file.name),
                // It belongs to a case already, or was cleared away after a day.
                None => sent.gone = true,
            }
        }
        sent.refused.extend(parts.refused.iter().map(|(name, _)| name.clone()));
        Ok(sent)
    }

    /// Whether all that its sender wants to send is there.
    pub(super) fn is_complete(&self) -> bool {
        self.refused.is_empty() && !self.gone
    }

    /// Their identifiers.
    pub(super) fn ids(&self) -> Vec<String> {
        self.here.iter().map(|file| file.id.clone()).collect()
    }

    /// The same for the page of the desk that shows the form again.
    pub(super) fn kept(&self, form: &Form) -> DeskFiles {
        DeskFiles {
            with_note: form.field("do") == "note",
            waiting: self.here.clone(),
            refused: self.refused.clone(),
            gone: self.gone,
        }
    }
}

/// A whole file that somebody has sent and that belongs to nothing yet.
async fn own(
    state: &State,
    me: &Account,
    id: &AttachmentId,
) -> Result<Option<WaitingFile>, ProblemCode> {
    let storage = &state.accounts.storage;
    let file = storage.attachment(id).await.map_err(problem)?;
    let own = file.filter(|file| file.account.as_ref() == Some(&me.id) && file.draft.is_none());
    let Some(file) = own else { return Ok(None) };
    let is_whole = file.received == file.size && receive::settle(state, &file).await.is_ok();
    let taken = storage.case_of_file(id.as_str()).await.map_err(problem)?.is_some();
    Ok((is_whole && !taken).then(|| WaitingFile { id: id.to_string(), name: file.name }))
}
