//! What others do with a case while an agent has it open: who is there, what is new, and what came before the agent's own words.

use leptos::prelude::*;

use super::{DeskCaseView, DeskFault};
use crate::{
    components::forms::{self, Tone},
    page::Context,
    pages::cases::timeline,
};

/// What changed while the agent was writing: nothing of theirs is lost, and nothing of the others' is overwritten.
pub(super) fn outdated(
    context: &Context<'_>,
    page: &DeskCaseView,
) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    (page.fault == Some(DeskFault::Outdated)).then(|| {
        let body = view! {
            <p>{words.desk_outdated_text()}</p>
            {timeline::timeline(context, &page.unseen, page.zone.as_ref(), true).into_any()}
        };
        view! {
            <div class="desk-outdated" tabindex="-1" autofocus=true id="errors">
                {forms::notice(Tone::Critical, words.desk_outdated(), body.into_any())}
            </div>
        }
    })
}

/// Who else is here and whether there is anything new: the part that is replaced while the page stays.
pub(super) fn live(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let stream = format!("/{}/desk/live?case={}", context.locale(), page.case.reference.as_str());
    let reference = page.case.reference.as_str().to_owned();
    let fragment =
        format!("/{}/desk/cases/{reference}/live?seen={}", context.locale(), page.version);
    view! { <div class="desk-live" id="live" data-live=stream data-fragment=fragment>{live_part(context, &page.present, 0).into_any()}</div> }
}

/// The replaced part itself.
pub(crate) fn live_part(
    context: &Context<'_>,
    present: &[(String, bool)],
    news: usize,
) -> impl IntoView + use<> {
    let words = &context.words;
    let people = present
        .iter()
        .map(|(name, writing)| {
            let said = if *writing { words.desk_writes(name) } else { words.desk_looks(name) };
            view! { <li><bdi>{said}</bdi></li> }
        })
        .collect_view();
    let people = (!present.is_empty()).then(|| view! { <ul class="desk-present">{people}</ul> });
    let news = (news > 0)
        .then(|| view! { <p class="desk-news"><a href="">{words.desk_news(news)}</a></p> });
    view! { {people}{news} }
}
