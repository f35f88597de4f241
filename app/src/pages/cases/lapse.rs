//! What a case's page says to whoever reads it without support answering them any more: what is still possible, why, and the way on.

use guichet_model::{Page, case::CaseStatus, contact::Denial};
use leptos::prelude::*;

use super::case::{CaseFault, CaseView, area};
use crate::{
    case_words,
    components::forms::{self, Tone},
    page::Context,
    pages::contact,
};

/// That support does not answer the reader any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// Why.
    pub denial: Denial,
    /// Whether they may write to the case where it stands.
    pub goes_on: bool,
}

/// The notice, and what was written, where it was refused: nobody shall have to write it again elsewhere.
pub(super) fn notice(context: &Context<'_>, page: &CaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let lapse = page.lapse.as_ref()?;
    let (title, text) = match (lapse.goes_on, page.status) {
        (true, _) => (words.case_lapse_open_title(), words.case_lapse_open()),
        (false, CaseStatus::Solved | CaseStatus::Closed) => {
            (words.case_lapse_ended_title(), words.case_lapse_ended())
        }
        (false, _) => (words.case_lapse_read_title(), words.case_lapse_read()),
    };
    let ways = contact::alternatives(context, &lapse.denial);
    let ways = ways
        .into_iter()
        .chain([(words.case_lapse_contact(), context.url(&Page::Contact))])
        .map(|(name, url)| view! { <a class="way-action" href=url>{name}</a> })
        .collect_view();
    let body = view! {
        <p>{case_words::lapse(words, lapse.denial.reason)}" "{text}</p>
        <p class="actions">{ways}</p>
    };
    let written = if page.text.is_empty() { &page.reason } else { &page.text };
    let refused = (page.fault == Some(CaseFault::Lapsed) && !written.is_empty())
        .then(|| area("kept", words.case_lapse_kept(), None, None, written.clone(), 6).into_any());
    Some(view! {
        {forms::notice(Tone::Info, title, body.into_any())}
        {refused}
    })
}
