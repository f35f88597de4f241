//! By when a case is due, and how much time is left: short in the queue, by its name on the page of a case.

use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::queue::QueueItem;
use crate::{case_words, page::Context};

/// The time that is left, in a column that says what it is of.
pub(super) fn short(context: &Context<'_>, case: &QueueItem, zone: Option<&TimeZone>) -> AnyView {
    let words = &context.words;
    let Some((due, is_late, span)) = left(context, case) else { return none(context) };
    let said = if is_late { words.queue_late_by(span) } else { words.queue_due_in(span) };
    shown(context, due, is_late, said, zone)
}

/// The same with what is due.
pub(super) fn named(context: &Context<'_>, case: &QueueItem, zone: Option<&TimeZone>) -> AnyView {
    let words = &context.words;
    let Some((due, is_late, span)) = left(context, case) else { return none(context) };
    let said = match (case.answered, is_late) {
        (false, false) => words.desk_first_due_in(span),
        (false, true) => words.desk_first_late_by(span),
        (true, false) => words.desk_next_due_in(span),
        (true, true) => words.desk_next_late_by(span),
    };
    shown(context, due, is_late, said, zone)
}

/// When it is due, whether that has passed, and how long it is from now.
fn left(context: &Context<'_>, case: &QueueItem) -> Option<(Timestamp, bool, String)> {
    let due = case.due_at?;
    let seconds = due.as_second() - context.portal.now().as_second();
    Some((due, seconds < 0, case_words::span(&context.words, seconds)))
}

fn none(context: &Context<'_>) -> AnyView {
    view! { <span class="due-none">{context.words.queue_not_due()}</span> }.into_any()
}

fn shown(
    context: &Context<'_>,
    due: Timestamp,
    is_late: bool,
    said: String,
    zone: Option<&TimeZone>,
) -> AnyView {
    let class = if is_late { "due due-late" } else { "due" };
    let title = case_words::by_when(&context.words, due, zone);
    view! { <time class=class datetime=due.to_string() title=title>{said}</time> }.into_any()
}
