//! What a customer writes to a case: a message with its files, and whether the answer helped.

use guichet_model::{
    Page,
    case::{MAX_FILES, Rating},
};
use leptos::prelude::*;

use super::case::{CaseView, WaitingFile, area, error_at, version};
use crate::{
    case_words,
    components::forms::{self, Tone},
    page::Context,
    pages::new_case::upload_words,
};

/// Megabytes of the largest file.
const MEGABYTES: usize = 25;

/// The question of the questionnaire, each answer leading to its page.
pub(super) fn rate(context: &Context<'_>, page: &CaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let url = context.url(&Page::CaseRating(page.reference.clone()));
    let answers = Rating::ALL
        .into_iter()
        .map(|rating| {
            let to = format!("{url}?rating={}", rating.name());
            view! { <a class="way-action" href=to>{case_words::rating(words, rating)}</a> }
        })
        .collect_view();
    view! {
        <section class="case-rate">
            <h2 class="guided-side-title">{words.rating_question()}</h2>
            <p class="actions">{answers}</p>
        </section>
    }
}

/// What the form is called.
pub(super) fn title(context: &Context<'_>, page: &CaseView) -> String {
    let words = &context.words;
    if page.status.is_open() { words.case_reply() } else { words.case_reply_reopen() }
}

pub(super) fn reply(context: &Context<'_>, page: &CaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let button = if page.status.is_open() {
        words.case_reply_send()
    } else {
        words.case_reply_reopen_send()
    };
    let error = error_at(context, page, "text");
    view! {
        <form class="case-reply" method="post" action=context.url(&Page::Case(page.reference.clone())) enctype="multipart/form-data" novalidate=true>
            {version(page)}
            {area("text", title(context, page), Some(words.case_reply_hint()), error, page.text.clone(), 6).into_any()}
            {files(context, page)}
            <button class="button" type="submit" name="do" value="reply">{button}</button>
        </form>
    }
}

/// The files of a message: as many and as large as those of the guided form, and sent as there where scripts run.
fn files(context: &Context<'_>, page: &CaseView) -> AnyView {
    let words = &context.words;
    let wrong = error_at(context, page, "files");
    let is_wrong = wrong.is_some();
    let caution = view! { <p>{words.new_files_caution_text()}</p> }.into_any();
    view! {
        <div class="case-upload" data-upload="beside">
            <div class="field" class:field-wrong=is_wrong>
                <label class="field-label" for="files">{words.case_files()}</label>
                <p class="field-hint" id="files-hint">{words.new_files_hint(MAX_FILES, MEGABYTES)}</p>
                {wrong.map(|wrong| view! { <p class="field-error">{wrong}</p> })}
                <input class="input file-input" id="files" name="files" type="file" multiple=true aria-describedby="files-hint" />
            </div>
            <div data-without-scripts="">{forms::notice(Tone::Info, words.new_files_caution_title(), caution)}</div>
            <ul class="file-rows">{waiting_rows(&page.waiting)}</ul>
        </div>
        {upload_words(words)}
    }
    .into_any()
}

/// Files that wait, each to be left out by unticking it.
pub(crate) fn waiting_rows(files: &[WaitingFile]) -> impl IntoView + use<> {
    let row = |file: &WaitingFile| {
        view! {
            <li class="file-row">
                <label class="desk-tick"><input type="checkbox" name="file" value=file.id.clone() checked=true /><bdi>{file.name.clone()}</bdi></label>
            </li>
        }
    };
    files.iter().map(row).collect_view()
}
