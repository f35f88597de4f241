//! How long a desk takes: time that counts only while it is open.

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::{Hours, Span, on};

/// How many days ahead a promise is followed. No promise in business hours takes a year.
const HORIZON_DAYS: i64 = 366;

/// The first instant at which a desk has been open for `length` since `from`: at once, when that is nothing. `None` when it is not open for
/// so long within a year.
pub fn after_open(hours: &Hours, from: Timestamp, length: SignedDuration) -> Option<Timestamp> {
    let Hours::Weekly { zone, periods, holidays } = hours else {
        return from.checked_add(length).ok();
    };
    if length <= SignedDuration::ZERO {
        return Some(from);
    }
    let today = from.to_zoned(zone.clone()).date();
    let days = (-1..=HORIZON_DAYS).filter_map(|offset| today.checked_add(offset.days()).ok());
    let (mut counted_to, mut left) = (from, length);
    for span in days.flat_map(|date| on(date, zone, periods, holidays)) {
        // Periods may overlap; no moment counts twice.
        let span = Span { from: span.from.max(counted_to), to: span.to };
        if span.to <= span.from {
            continue;
        }
        let open = span.from.duration_until(span.to);
        if left <= open {
            return span.from.checked_add(left).ok();
        }
        left -= open;
        counted_to = span.to;
    }
    None
}

/// When a desk is open between two instants: in order, no moment twice.
pub fn openings(hours: &Hours, from: Timestamp, to: Timestamp) -> Vec<Span> {
    let Hours::Weekly { zone, periods, holidays } = hours else {
        return (from < to).then_some(Span { from, to }).into_iter().collect();
    };
    let last = to.to_zoned(zone.clone()).date();
    let first = from.to_zoned(zone.clone()).date().yesterday().ok();
    let mut counted_to = from;
    std::iter::successors(first, |date| date.tomorrow().ok())
        .take_while(|date| *date <= last)
        .flat_map(|date| on(date, zone, periods, holidays))
        .filter_map(|span| {
            let span = Span { from: span.from.max(counted_to), to: span.to.min(to) };
            counted_to = counted_to.max(span.to);
            (span.from < span.to).then_some(span)
        })
        .collect()
}
