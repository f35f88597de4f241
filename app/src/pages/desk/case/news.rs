//! What others do with a case while an agent has it open: who is there, what is new, and what came before the agent's own words.

use jiff::tz::TimeZone;
use leptos::prelude::*;

use super::{DeskCaseView, DeskFault};
use crate::{
    components::forms::{self, Tone},
    page::Context,
    pages::cases::timeline::{self, TimelineItem},
};

/// What changes on a case's page while it stands open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseLive {
    /// Who else has it open, and whether they are writing.
    pub present: Vec<(String, bool)>,
    /// What others did since the page was made.
    pub unseen: Vec<TimelineItem>,
    /// The agent's time zone, where it is known.
    pub zone: Option<TimeZone>,
}

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

/// Who else is here and what is new: the part that is replaced while the page stays, so that whoever writes reads it and loses nothing.
pub(super) fn live(context: &Context<'_>, page: &DeskCaseView) -> impl IntoView + use<> {
    let stream = format!("/{}/desk/live?case={}", context.locale(), page.case.reference.as_str());
    let reference = page.case.reference.as_str().to_owned();
    let fragment =
        format!("/{}/desk/cases/{reference}/live?seen={}", context.locale(), page.version);
    let now = CaseLive { present: page.present.clone(), ..CaseLive::default() };
    view! { <div class="desk-live" id="live" data-live=stream data-fragment=fragment data-say=".desk-news > summary">{live_part(context, &now).into_any()}</div> }
}

/// The replaced part itself.
pub(crate) fn live_part(context: &Context<'_>, live: &CaseLive) -> impl IntoView + use<> {
    let words = &context.words;
    let people = live
        .present
        .iter()
        .map(|(name, writing)| {
            let said = if *writing { words.desk_writes(name) } else { words.desk_looks(name) };
            view! { <li><bdi>{said}</bdi></li> }
        })
        .collect_view();
    let people =
        (!live.present.is_empty()).then(|| view! { <ul class="desk-present">{people}</ul> });
    let news = (!live.unseen.is_empty()).then(|| {
        view! {
            <details class="desk-news" open=true>
                <summary>{words.desk_news(live.unseen.len())}</summary>
                {timeline::timeline(context, &live.unseen, live.zone.as_ref(), true).into_any()}
            </details>
        }
    });
    view! { {people}{news} }
}
