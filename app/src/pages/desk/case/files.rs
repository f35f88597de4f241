//! Files that go with what an agent writes: chosen like any others where no scripts run, sent while the agent still writes where they do.

use guichet_model::case::MAX_FILES;
use leptos::prelude::*;

use super::{DeskCaseView, DeskFault};
use crate::{
    page::Context,
    pages::cases::{case::WaitingFile, reply::waiting_rows},
};

/// What became of the files of a form that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskFiles {
    /// Whether they were to go with a note, and not with an answer.
    pub with_note: bool,
    /// Those that wait.
    pub waiting: Vec<WaitingFile>,
    /// The names of those that were not taken.
    pub refused: Vec<String>,
    /// Whether one that waited is there no longer.
    pub gone: bool,
}

/// Megabytes of the largest file.
const MEGABYTES: usize = 25;

/// The field of a form, `of_note` or of the answer, with the files that wait for it.
pub(super) fn field(
    context: &Context<'_>,
    page: &DeskCaseView,
    of_note: bool,
) -> impl IntoView + use<> {
    let words = &context.words;
    let own = page.files.with_note == of_note;
    let id = if of_note { "note-files" } else { "files" };
    let hint = format!("{id}-hint");
    let wrong = own && page.fault == Some(DeskFault::Files);
    let error = wrong.then(|| {
        view! { <p class="field-error"><span class="visually-hidden">{words.form_error_sign()}" "</span>{told(context, page)}</p> }
    });
    let rows = own.then(|| waiting_rows(&page.files.waiting));
    view! {
        <div data-upload="beside">
            <div class="field" class:field-wrong=wrong>
                <label class="field-label" for=id>{words.case_files()}</label>
                <p class="field-hint" id=hint.clone()>{words.desk_files_hint(MAX_FILES, MEGABYTES)}</p>
                {error}
                <input class="input file-input" id=id name="files" type="file" multiple=true aria-describedby=hint />
            </div>
            <ul class="file-rows">{rows}</ul>
        </div>
    }
}

/// What the summary of errors says of files that were not taken.
pub(super) fn fault(context: &Context<'_>, page: &DeskCaseView) -> (Option<&'static str>, String) {
    let field = if page.files.with_note { "note-files" } else { "files" };
    (Some(field), told(context, page))
}

/// What is said of files that were not taken, and of those that are gone.
fn told(context: &Context<'_>, page: &DeskCaseView) -> String {
    let (words, files) = (&context.words, &page.files);
    let refused = || words.desk_files_refused(words.list(&files.refused));
    match (files.refused.is_empty(), files.gone) {
        (true, _) => words.desk_files_gone(),
        (false, false) => refused(),
        (false, true) => format!("{} {}", refused(), words.desk_files_gone()),
    }
}
