//! What helps support to understand a problem, and the files that show it.

use guichet_model::{Page, guided::FormStep};
use leptos::prelude::*;

use super::{FileRow, NewCaseView};
use crate::{
    components::{
        forms::{self, Tone},
        icons::icon,
    },
    page::Context,
    words::Words,
};

/// The most files, and the megabytes of each, as the page tells it.
const LIMITS: (usize, usize) = (guichet_model::case::MAX_FILES, 25);

pub(super) fn view(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let here = context.url(&Page::NewCase(FormStep::Evidence));
    let asked = page.answers.evidence(context.portal.policy());
    let asked =
        asked.into_iter().map(|text| view! { <li>{context.text(text)}</li> }).collect_view();
    // Of one that did not arrive completely, the rest may still come.
    let full = page.files.iter().filter(|file| file.whole).count() >= LIMITS.0;
    let error = page.wrong(context, "files");
    let wrong = error.is_some();
    let sign = words.form_error_sign();
    let caution = view! { <p>{words.new_files_caution_text()}</p> }.into_any();
    let upload = (!full).then(|| {
        view! {
            <form class="guided-upload" id="evidence" method="post" action=here.clone() enctype="multipart/form-data" data-upload="">
                <div class="field" class:field-wrong=wrong>
                    <label class="field-label" for="files">{words.new_files_label()}</label>
                    <p class="field-hint" id="files-hint">{words.new_files_hint(LIMITS.0, LIMITS.1)}</p>
                    {error.map(|error| view! { <p class="field-error" id="files-error"><span class="visually-hidden">{sign}" "</span>{error}</p> })}
                    <input class="input file-input" id="files" name="files" type="file" multiple=true aria-describedby="files-hint" />
                </div>
                <div data-without-scripts="">{forms::notice(Tone::Info, words.new_files_caution_title(), caution)}</div>
                <button class="way-action" type="submit" name="action" value="upload" data-without-scripts="">{words.new_files_upload()}</button>
            </form>
        }
    });
    // Without scripts, whoever goes on with a file chosen takes it along.
    let takes_files = upload.is_some().then_some("evidence");
    view! {
        <h1>{words.new_evidence_title()}</h1>
        <p class="guided-lead">{words.new_evidence_lead()}</p>
        {(!asked.is_empty()).then(|| view! { <ul class="plain-list guided-checklist">{asked}</ul> })}
        <h2 class="guided-subtitle">{words.new_files_title()}</h2>
        {files(context, page)}
        {upload}
        {labels(words)}
        <form class="guided-form" method="post" action=here>
            {super::belonging(context, page)}
            <button class="button guided-on" type="submit" name="action" value="continue" form=takes_files>{words.new_continue()}</button>
        </form>
    }
}

/// The files that are there, each with a way to take it away.
pub(super) fn files(context: &Context<'_>, page: &NewCaseView) -> impl IntoView + use<> {
    let rows = page.files.iter().map(|file| row(context, file)).collect_view();
    view! { <ul class="file-rows" id="file-rows">{rows}</ul> }
}

fn row(context: &Context<'_>, file: &FileRow) -> impl IntoView + use<> {
    let words = &context.words;
    let here = context.url(&Page::NewCase(FormStep::Evidence));
    let size = if file.whole {
        size(words, file.size)
    } else {
        words.new_file_half(size(words, file.received), size(words, file.size))
    };
    let name = if file.whole {
        let url = format!("/attachments/{}", file.id);
        view! { <a class="file-name" href=url dir="auto">{file.name.clone()}</a> }.into_any()
    } else {
        view! { <span class="file-name" dir="auto">{file.name.clone()}</span> }.into_any()
    };
    let (half, announced) = (!file.whole).then(|| (file.id.clone(), file.size.to_string())).unzip();
    view! {
        <li class="file-row" data-half=half data-size=announced>
            {icon("file")}
            <span class="file-what">{name}<span class="file-size">{size}</span></span>
            <form method="post" action=here enctype="multipart/form-data">
                <input type="hidden" name="remove" value=file.id.clone() />
                <button class="link-button" type="submit" aria-label=words.new_file_remove_named(&file.name)>{words.new_file_remove()}</button>
            </form>
        </li>
    }
}

/// A number of bytes as people read it.
fn size(words: &Words, bytes: u64) -> String {
    let count = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
    match bytes {
        0..1_000 => words.new_size_bytes(count(bytes)),
        1_000..1_000_000 => words.new_size_kilobytes(count(bytes.div_ceil(1_000))),
        _ => words.new_size_megabytes(count(bytes.div_ceil(1_000_000))),
    }
}

/// The words that the form's script says, for it to find.
pub(crate) fn labels(words: &Words) -> impl IntoView + use<> {
    view! {
        <template
            id="upload-words"
            data-drop=words.new_live_drop()
            data-sending=words.new_live_sending("{name}", "{percent}")
            data-paused=words.new_live_paused("{name}")
            data-resume=words.new_live_resume()
            data-remove=words.new_file_remove()
            data-remove-named=words.new_file_remove_named("{name}")
            data-cleaning=words.new_live_cleaning("{name}")
            data-cleaned=words.new_live_cleaned("{count}", "{name}")
            data-nothing=words.new_live_nothing("{name}")
            data-keep=words.new_live_keep("{value}")
            data-send=words.new_live_send()
            data-cancel=words.new_live_cancel()
            data-too-large=words.new_wrong_file_large(LIMITS.1, "{name}")
            data-too-many=words.new_wrong_file_many(LIMITS.0, "{name}")
            data-full=words.new_wrong_file_full("{name}")
            data-empty=words.new_wrong_file_empty("{name}")
            data-program=words.new_wrong_file_program("{name}")
            data-pretends=words.new_wrong_file_pretends("{name}")
            data-no-room=words.new_wrong_full()
            data-failed=words.new_live_failed("{name}")
            data-unclean=words.new_live_unclean("{name}")
        ></template>
    }
}
