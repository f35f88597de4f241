//! Opening hours: when a desk answers, and when it answers next.
//!
//! A desk lives by its own clock. A period begins at the first instant at which that clock shows its opening time or a later one, and
//! ends at the first instant at which it shows the closing time or a later one: so it is where the clock jumps over a time of day, or
//! shows one twice.

mod elapse;
mod written;

#[cfg(test)]
mod reference;

use std::collections::BTreeSet;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time, Weekday},
    tz::{AmbiguousOffset, TimeZone},
};

pub use elapse::{after_open, openings};

/// How many days ahead the next opening, or the next closing, is looked for.
pub const HORIZON_DAYS: i64 = 60;

/// When a desk answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Hours {
    /// Day and night, every day.
    #[default]
    Always,
    /// Periods of the week in one time zone.
    Weekly {
        /// Where the desk is: the zone its clock times mean.
        zone: TimeZone,
        /// The periods, as written.
        periods: Vec<Period>,
        /// When it stays closed nevertheless.
        holidays: Holidays,
    },
}

/// The same clock times on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The days, as written.
    pub days: Vec<Weekday>,
    /// The opening time of the day.
    pub from: Time,
    /// The closing time of the same day; `None` at midnight.
    pub to: Option<Time>,
}

/// When a desk stays closed although a period says otherwise. The policy names a calendar file; what stands in it is filled in by whoever
/// reads files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holidays {
    /// The iCalendar file, as written: a path in the content folder.
    pub file: Option<String>,
    /// Days of the desk's calendar on which it does not open.
    pub days: BTreeSet<Date>,
    /// Spans during which it is closed: in order, none touching another. See [`Holidays::set_spans`].
    spans: Vec<Span>,
}

/// A stretch of time: from an instant on, up to another one, which is no longer part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

/// Whether a desk answers at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelState {
    /// It answers.
    Open {
        /// When it closes; `None` when it does not for as far as one looks ahead.
        until: Option<Timestamp>,
    },
    /// It does not.
    Closed {
        /// When it opens next; `None` when no opening lies within [`HORIZON_DAYS`].
        opens: Option<Timestamp>,
    },
}

impl ChannelState {
    /// Whether the desk answers.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

impl Hours {
    /// The desk's time zone, where the clock matters.
    pub fn zone(&self) -> Option<&TimeZone> {
        match self {
            Self::Always => None,
            Self::Weekly { zone, .. } => Some(zone),
        }
    }

    /// The holidays, where there may be some.
    pub fn holidays_mut(&mut self) -> Option<(&TimeZone, &mut Holidays)> {
        match self {
            Self::Always => None,
            Self::Weekly { zone, holidays, .. } => Some((zone, holidays)),
        }
    }
}

impl Holidays {
    /// Sets the spans during which the desk is closed, in any order.
    pub fn set_spans(&mut self, mut spans: Vec<Span>) {
        spans.retain(|span| span.from < span.to);
        spans.sort_unstable();
        self.spans.clear();
        for span in spans {
            match self.spans.last_mut() {
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ => self.spans.push(span),
            }
        }
    }

    /// What is left of a span.
    fn cut(&self, span: Span) -> Vec<Span> {
        let first = self.spans.partition_point(|closed| closed.to <= span.from);
        let mut left = Vec::new();
        let mut from = span.from;
        for closed in self.spans[first..].iter().take_while(|closed| closed.from < span.to) {
            if from < closed.from {
                left.push(Span { from, to: closed.from });
            }
            from = closed.to;
        }
        if from < span.to {
            left.push(Span { from, to: span.to });
        }
        left
    }
}

/// The state of a desk with these hours at an instant.
pub fn channel_state(hours: &Hours, now: Timestamp) -> ChannelState {
    let Hours::Weekly { zone, periods, holidays } = hours else {
        return ChannelState::Open { until: None };
    };
    let today = now.to_zoned(zone.clone()).date();
    let days = (-1..=HORIZON_DAYS).filter_map(|offset| today.checked_add(offset.days()).ok());
    let mut run: Option<Span> = None;
    for span in days.flat_map(|date| on(date, zone, periods, holidays)) {
        match &mut run {
            Some(run) if span.from <= run.to => run.to = run.to.max(span.to),
            // What is over by now is no answer; whatever comes later is the next opening.
            Some(over) if over.to <= now => run = Some(span),
            Some(_) => break,
            None => run = Some(span),
        }
    }
    let end = today.checked_add((HORIZON_DAYS + 1).days()).ok();
    let end = end.and_then(|date| first_instant(date.into(), zone));
    match run {
        Some(run) if run.to <= now => ChannelState::Closed { opens: None },
        Some(run) if run.from <= now => {
            ChannelState::Open { until: Some(run.to).filter(|to| end.is_none_or(|end| *to < end)) }
        }
        Some(run) => ChannelState::Closed { opens: Some(run.from) },
        None => ChannelState::Closed { opens: None },
    }
}

/// When the desk is open on a day of its calendar: in order, holidays taken out.
fn on(date: Date, zone: &TimeZone, periods: &[Period], holidays: &Holidays) -> Vec<Span> {
    if holidays.days.contains(&date) {
        return Vec::new();
    }
    let mut spans: Vec<Span> = periods
        .iter()
        .filter(|period| period.days.contains(&date.weekday()))
        .filter_map(|period| {
            let from = first_instant(date.to_datetime(period.from), zone)?;
            let end = match period.to {
                Some(to) => date.to_datetime(to),
                None => date.tomorrow().ok()?.into(),
            };
            Some(Span { from, to: first_instant(end, zone)? })
        })
        .filter(|span| span.from < span.to)
        .flat_map(|span| holidays.cut(span))
        .collect();
    spans.sort_unstable();
    spans
}

/// The first instant at which a clock of the zone shows this time or, where it jumps over it, a later one.
pub fn first_instant(time: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let ambiguous = zone.to_ambiguous_timestamp(time);
    match ambiguous.offset() {
        AmbiguousOffset::Gap { .. } => {
            let before = ambiguous.earlier().ok()?;
            zone.following(before).next().map(|transition| transition.timestamp())
        }
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
            ambiguous.earlier().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(toml: &str) -> Hours {
        let mut table: std::collections::BTreeMap<String, Hours> = toml::from_str(toml).unwrap();
        table.remove("hours").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    const PACIFIC: &str = r#"hours = { time_zone = "America/Los_Angeles", weekly = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "06:00", to = "21:00" }] }"#;
    const WHOLE_WEEK: &str = r#"hours = { time_zone = "UTC", weekly = [{ days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from = "00:00", to = "24:00" }] }"#;

    #[test]
    fn a_desk_opens_and_closes_by_its_own_clock() {
        let desk = hours(PACIFIC);
        let state = |t: &str| channel_state(&desk, at(t));
        // A Friday in winter: 06:00 Pacific is 14:00 UTC.
        assert_eq!(
            state("2026-01-09T13:59:59Z"),
            ChannelState::Closed { opens: Some(at("2026-01-09T14:00:00Z")) }
        );
        assert_eq!(
            state("2026-01-09T14:00:00Z"),
            ChannelState::Open { until: Some(at("2026-01-10T05:00:00Z")) }
        );
        // Over the weekend in which daylight saving begins, it opens on Monday at 06:00, now 13:00 UTC.
        assert_eq!(
            state("2026-03-07T12:00:00Z"),
            ChannelState::Closed { opens: Some(at("2026-03-09T13:00:00Z")) }
        );
    }

    #[test]
    fn adjoining_periods_are_one_opening() {
        let desk = hours(
            r#"hours = { time_zone = "UTC", weekly = [{ days = ["mon"], from = "20:00", to = "24:00" }, { days = ["tue"], from = "00:00", to = "02:00" }] }"#,
        );
        assert_eq!(
            channel_state(&desk, at("2026-11-23T21:00:00Z")),
            ChannelState::Open { until: Some(at("2026-11-24T02:00:00Z")) }
        );
    }

    #[test]
    fn a_desk_that_never_closes_within_sight_has_no_closing_time() {
        let now = at("2026-11-23T21:00:00Z");
        assert_eq!(channel_state(&hours(WHOLE_WEEK), now), ChannelState::Open { until: None });
        let never = hours(r#"hours = { time_zone = "UTC", weekly = [] }"#);
        assert_eq!(channel_state(&never, now), ChannelState::Closed { opens: None });
    }

    #[test]
    fn holidays_close_days_and_spans_and_the_next_opening_lies_beyond_them() {
        let mut desk = hours(PACIFIC);
        let (_, holidays) = desk.holidays_mut().unwrap();
        // Thanksgiving and the day after, and a long pause over the new year.
        holidays
            .days
            .extend(["2026-11-26".parse::<Date>().unwrap(), "2026-11-27".parse().unwrap()]);
        let from: Date = "2026-12-19".parse().unwrap();
        holidays.days.extend(from.series(1.day()).take(40));
        holidays.set_spans(vec![Span {
            from: at("2026-11-23T20:00:00Z"),
            to: at("2026-11-23T22:00:00Z"),
        }]);
        let state = |t: &str| channel_state(&desk, at(t));
        assert_eq!(
            state("2026-11-23T16:00:00Z"),
            ChannelState::Open { until: Some(at("2026-11-23T20:00:00Z")) }
        );
        assert_eq!(
            state("2026-11-23T21:00:00Z"),
            ChannelState::Closed { opens: Some(at("2026-11-23T22:00:00Z")) }
        );
        assert_eq!(
            state("2026-11-26T16:00:00Z"),
            ChannelState::Closed { opens: Some(at("2026-11-30T14:00:00Z")) }
        );
        assert_eq!(
            state("2026-12-19T16:00:00Z"),
            ChannelState::Closed { opens: Some(at("2027-01-28T14:00:00Z")) }
        );
    }

    #[test]
    fn spans_that_touch_or_are_empty_are_tidied() {
        let span = |from: &str, to: &str| Span { from: at(from), to: at(to) };
        let mut holidays = Holidays::default();
        holidays.set_spans(vec![
            span("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"),
            span("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
            span("2026-01-05T00:00:00Z", "2026-01-04T00:00:00Z"),
        ]);
        assert_eq!(holidays.spans, [span("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z")]);
        let day = span("2026-01-01T12:00:00Z", "2026-01-04T00:00:00Z");
        assert_eq!(holidays.cut(day), [span("2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z")]);
    }
}
