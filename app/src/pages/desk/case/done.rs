//! What an agent has just done with a case, told at its head.

use leptos::prelude::*;

use super::DeskCaseView;
use crate::{
    case_words,
    components::forms::{self, Tone},
    page::Context,
};

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskNews {
    /// An answer was sent.
    Answered,
    /// A note was kept.
    Noted,
    /// It was given to somebody, or to nobody.
    Assigned,
    /// It stands elsewhere.
    Moved,
    /// Its priority is another one.
    Reclassified,
    /// It has ended.
    Resolved,
    /// It hangs on an incident or a maintenance.
    Linked,
    /// It does not any more.
    Unlinked,
}

impl DeskNews {
    /// Every piece of news with its name in addresses.
    const ALL: [(Self, &str); 8] = [
        (Self::Answered, "answered"),
        (Self::Noted, "noted"),
        (Self::Assigned, "assigned"),
        (Self::Moved, "moved"),
        (Self::Reclassified, "reclassified"),
        (Self::Resolved, "resolved"),
        (Self::Linked, "linked"),
        (Self::Unlinked, "unlinked"),
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(news, _)| *news == self).map_or("", |(_, name)| name)
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(news, _)| news)
    }
}

/// The notice of what was just done, by what stands in the case now.
pub(super) fn notice(context: &Context<'_>, page: &DeskCaseView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let status = || case_words::status(words, page.case.status);
    let text = match page.done? {
        DeskNews::Answered => words.desk_done_answered(status()),
        DeskNews::Noted => words.desk_done_noted(),
        DeskNews::Assigned if page.assignee.as_deref() == Some(page.me.as_str()) => {
            words.desk_done_taken()
        }
        DeskNews::Assigned => match &page.case.assignee {
            Some(name) => words.desk_done_assigned(name),
            None => words.desk_done_released(),
        },
        DeskNews::Moved => words.desk_done_moved(status()),
        DeskNews::Reclassified => words.desk_done_reclassified(page.case.priority.name()),
        DeskNews::Resolved => words.desk_done_resolved(),
        DeskNews::Linked => words.desk_done_linked(),
        DeskNews::Unlinked => words.desk_done_unlinked(),
    };
    Some(forms::notice(Tone::Positive, text, ().into_any()))
}
