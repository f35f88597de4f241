//! What belongs to how a case ended, on pages: addresses can be followed, and an incident of the status page stands there as a link to its page.

use guichet_model::{Page, case::Outcome};
use leptos::prelude::*;

use super::timeline::linked;
use crate::{case_words, page::Context};

/// What belongs to an outcome, sentence by sentence.
pub(super) fn details(context: &Context<'_>, outcome: &Outcome) -> Vec<AnyView> {
    let mut sentences = case_words::outcome_detail(&context.words, outcome).into_iter();
    // The first one names the incident; a word of its title may stand in the others by chance.
    let first = sentences.next().map(|sentence| {
        match (incident(context, outcome), sentence.rsplit_once(outcome.detail())) {
            (Some(link), Some((before, after))) => {
                view! { {before.to_owned()}{link}{after.to_owned()} }.into_any()
            }
            _ => linked(&sentence),
        }
    });
    first.into_iter().chain(sentences.map(IntoAny::into_any)).collect()
}

/// The same in a case's history, where what was asked for first stands by itself.
pub(super) fn in_history(context: &Context<'_>, outcome: &Outcome, staff: bool) -> Vec<AnyView> {
    let detail = match incident(context, outcome) {
        Some(link) => Some(link),
        None => (!outcome.detail().is_empty()).then(|| linked(outcome.detail())),
    };
    let requests = case_words::outcome_requests(&context.words, outcome, staff);
    detail.into_iter().chain(requests.into_iter().map(IntoAny::into_any)).collect()
}

/// The incident of an outage, as a link to its page.
fn incident(context: &Context<'_>, outcome: &Outcome) -> Option<AnyView> {
    let url = context.url(&Page::Incident(outcome.outage().incident?));
    Some(view! { <a href=url>{outcome.detail().to_owned()}</a> }.into_any())
}
