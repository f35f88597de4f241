//! What an agent writes: an answer to the customer, or a note for the others.

use leptos::prelude::*;

use super::{DeskCaseView, action, error_at, files, hidden, kept};
use crate::{page::Context, pages::cases::case::area};

pub(super) fn answer(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    let next = kept(page, "next");
    let options = [
        ("theirs", words.desk_next_theirs()),
        ("ours", words.desk_next_ours()),
        ("hold", words.desk_next_hold()),
    ];
    let options = options
        .into_iter()
        .map(|(value, name)| view! { <option value=value selected=next == value>{name}</option> })
        .collect_view();
    let hint = words.desk_answer_hint(page.case.locale.endonym(), &page.case.requester);
    let choice = page.case.status.is_open().then(|| {
        view! {
            <label class="desk-filter"><span>{words.desk_next()}</span><select class="input" name="next">{options}</select></label>
        }
    });
    view! {
        <form class="case-reply desk-answer" method="post" action=action(context, page) enctype="multipart/form-data" novalidate=true id="answer">
            {hidden(page)}
            {area("text", words.desk_answer(), Some(hint), error_at(context, page, "text"), kept(page, "text"), 8).into_any()}
            {files::field(context, page, false).into_any()}
            <div class="desk-buttons">
                {choice}
                <button class="button" type="submit" name="do" value="answer">{words.desk_answer_send()}</button>
            </div>
        </form>
    }
}

pub(super) fn note(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let words = &context.words;
    view! {
        <form class="case-reply desk-note" method="post" action=action(context, page) enctype="multipart/form-data" novalidate=true id="internal">
            {hidden(page)}
            {area("note", words.desk_note(), Some(words.desk_note_hint()), error_at(context, page, "note"), kept(page, "note"), 3).into_any()}
            {files::field(context, page, true).into_any()}
            <button class="way-action" type="submit" name="do" value="note">{words.desk_note_save()}</button>
        </form>
    }
}
