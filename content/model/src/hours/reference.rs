//! [`channel_state`], [`after_open`] and [`openings`] against the plainest thing that could be right: a walk over the minutes with an eye on the desk's clock.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, ToSpan, civil, tz::TimeZone};
use proptest::{collection, prelude::*, sample};

use super::{
    ChannelState, HORIZON_DAYS, Holidays, Hours, Period, Span, after_open, channel_state, openings,
};

/// Zones with and without daylight saving, with jumps at midnight, of half an hour, in the south, and none.
const ZONES: [&str; 13] = [
    "UTC",
    "Asia/Tokyo",
    "America/Los_Angeles",
    "Europe/Madrid",
    "Europe/London",
    "Australia/Lord_Howe",
    "America/Santiago",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Beirut",
    "Africa/Casablanca",
    "Pacific/Chatham",
    "America/St_Johns",
];

/// A desk's clock and doors, minute by minute: a door that opened stays open until its closing time is shown, and does not open twice.
struct Walk<'h> {
    zone: &'h TimeZone,
    periods: &'h [Period],
    days: &'h BTreeSet<civil::Date>,
    spans: &'h [Span],
    opened: BTreeSet<(civil::Date, usize)>,
    shut: BTreeSet<(civil::Date, usize)>,
    date: Option<civil::Date>,
}

impl<'h> Walk<'h> {
    /// A walk that has come to an instant: whoever stands there knows which doors opened before.
    fn until(
        zone: &'h TimeZone,
        periods: &'h [Period],
        days: &'h BTreeSet<civil::Date>,
        spans: &'h [Span],
        now: Timestamp,
    ) -> Self {
        let (opened, shut) = (BTreeSet::new(), BTreeSet::new());
        let mut walk = Self { zone, periods, days, spans, opened, shut, date: None };
        let mut at = now - SignedDuration::from_hours(50);
        while at < now {
            walk.is_open(at);
            at += SignedDuration::from_mins(1);
        }
        walk
    }

    fn is_open(&mut self, at: Timestamp) -> (civil::Date, bool) {
        let clock = self.zone.to_datetime(at);
        let (date, time) = (clock.date(), clock.time());
        for (i, period) in self.periods.iter().enumerate() {
            if period.days.contains(&date.weekday()) && time >= period.from {
                self.opened.insert((date, i));
            }
        }
        let periods = self.periods;
        let over = |&(day, i): &(civil::Date, usize)| {
            date > day || date == day && periods[i].to.is_some_and(|to| time >= to)
        };
        let newly: Vec<_> = self.opened.difference(&self.shut).copied().filter(over).collect();
        self.shut.extend(newly);
        if self.date != Some(date) {
            self.date = Some(date);
            // The clock never goes back further than to the day before.
            let old = |&(day, _): &(civil::Date, usize)| day >= date - 2.days();
            self.opened.retain(old);
            self.shut.retain(old);
        }
        let open = self.opened.difference(&self.shut).any(|(day, _)| !self.days.contains(day));
        (date, open && !self.spans.iter().any(|span| span.from <= at && at < span.to))
    }
}

fn naive(
    zone: &TimeZone,
    periods: &[Period],
    days: &BTreeSet<civil::Date>,
    spans: &[Span],
    now: Timestamp,
) -> ChannelState {
    let minute = SignedDuration::from_mins(1);
    let end = zone.to_datetime(now).date() + (HORIZON_DAYS + 1).days();
    let (mut walk, mut at) = (Walk::until(zone, periods, days, spans, now), now);
    let (_, open_now) = walk.is_open(now);
    loop {
        at += minute;
        let (date, open) = walk.is_open(at);
        let beyond = date >= end;
        match (open_now, open) {
            _ if beyond && open_now => return ChannelState::Open { until: None },
            _ if beyond => return ChannelState::Closed { opens: None },
            (true, false) => return ChannelState::Open { until: Some(at) },
            (false, true) => return ChannelState::Closed { opens: Some(at) },
            _ => {}
        }
    }
}

/// When the desk has been open for so many minutes, looking not further than 40 days.
fn naive_after(
    zone: &TimeZone,
    periods: &[Period],
    days: &BTreeSet<civil::Date>,
    spans: &[Span],
    now: Timestamp,
    minutes: i64,
) -> Option<Timestamp> {
    let (mut walk, mut at, mut left) = (Walk::until(zone, periods, days, spans, now), now, minutes);
    while left > 0 {
        if at > now + SignedDuration::from_hours(40 * 24) {
            return None;
        }
        left -= i64::from(walk.is_open(at).1);
        at += SignedDuration::from_mins(1);
    }
    Some(at)
}

fn minute_of_day(minute: i16) -> civil::Time {
    let (hour, minute) = (minute / 60, minute % 60);
    civil::time(i8::try_from(hour).unwrap(), i8::try_from(minute).unwrap(), 0, 0)
}

/// Opening and closing minutes: anywhere, and often where the clock jumps or a day meets the next one.
fn periods() -> impl Strategy<Value = Vec<Period>> {
    let minute = prop_oneof![
        1 => 0..1440i16,
        2 => sample::select(vec![0, 15, 30, 60, 90, 105, 120, 135, 150, 165, 180, 540, 1080, 1380, 1439]),
    ];
    let to = prop_oneof![3 => minute.clone().prop_map(Some), 1 => Just(None)];
    let week: Vec<civil::Weekday> =
        (0..7).map(|n| civil::Weekday::from_monday_zero_offset(n).unwrap()).collect();
    let days = prop_oneof![Just(week.clone()), sample::subsequence(week, 1..=7)];
    let period = (days, minute, to).prop_map(|(days, from, to)| {
        let (from, to) = match to {
            Some(to) if to > from => (from, Some(to)),
            Some(to) if to < from => (to, Some(from)),
            _ => (from, None),
        };
        Period { days, from: minute_of_day(from), to: to.map(minute_of_day) }
    });
    prop_oneof![30 => collection::vec(period, 1..5), 1 => Just(Vec::new())]
}

/// An instant of two years, most of the time near a change of the clock; to the minute, as the walk goes.
fn instant(zone: &TimeZone) -> impl Strategy<Value = Timestamp> + use<> {
    let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    let end: Timestamp = "2028-01-01T00:00:00Z".parse().unwrap();
    let changes: Vec<Timestamp> =
        zone.following(start).map(|change| change.timestamp()).take_while(|at| *at < end).collect();
    let changes = if changes.is_empty() { vec![start] } else { changes };
    let anywhere =
        (0..2 * 365 * 24 * 60i64).prop_map(move |m| start + SignedDuration::from_mins(m));
    let near = |hours: i64| {
        (sample::select(changes.clone()), -hours * 60..hours * 60)
            .prop_map(|(change, minutes)| change + SignedDuration::from_mins(minutes))
    };
    prop_oneof![2 => anywhere, 2 => near(72), 4 => near(8)]
}

prop_compose! {
    fn situations()(name in sample::select(ZONES.to_vec()))(
        now in instant(&TimeZone::get(name).unwrap()),
        name in Just(name),
        periods in periods(),
        days in collection::vec((-2..9i64, 1..4i64), 0..3),
        long in prop_oneof![5 => Just(0..0i64), 1 => (2..50i64).prop_map(|n| 0..n)],
        spans in collection::vec((-2000..8000i64, 1..3000i64), 0..4),
    ) -> (TimeZone, Vec<Period>, BTreeSet<civil::Date>, Vec<Span>, Timestamp) {
        let zone = TimeZone::get(name).unwrap();
        let today = zone.to_datetime(now).date();
        let days = days.into_iter().flat_map(|(first, count)| first..first + count).chain(long);
        let days = days.map(|offset| today + offset.days()).collect();
        let spans = spans.into_iter().map(|(from, length)| {
            let from = now + SignedDuration::from_mins(from);
            Span { from, to: from + SignedDuration::from_mins(length) }
        });
        (zone, periods, days, spans.collect(), now)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn states_are_those_of_a_walk_over_the_minutes((zone, periods, days, spans, now) in situations()) {
        let expected = naive(&zone, &periods, &days, &spans, now);
        let mut holidays = Holidays { file: None, days, ..Holidays::default() };
        holidays.set_spans(spans);
        let hours = Hours::Weekly { zone, periods, holidays };
        prop_assert_eq!(channel_state(&hours, now), expected);
    }

    #[test]
    fn open_time_is_what_a_walk_over_the_minutes_counts(
        (zone, periods, days, spans, now) in situations(),
        minutes in prop_oneof![1 => Just(0..1i64), 4 => Just(1..700i64), 2 => Just(700..4000i64)].prop_flat_map(|range| range),
    ) {
        let expected = naive_after(&zone, &periods, &days, &spans, now, minutes);
        let mut holidays = Holidays { file: None, days, ..Holidays::default() };
        holidays.set_spans(spans);
        let hours = Hours::Weekly { zone, periods, holidays };
        let found = after_open(&hours, now, SignedDuration::from_mins(minutes));
        match expected {
            Some(expected) => {
                prop_assert_eq!(found, Some(expected));
                let open = openings(&hours, now, expected);
                let open: i64 = open.iter().map(|span| span.to.as_second() - span.from.as_second()).sum();
                prop_assert_eq!(open, minutes * 60);
            }
            // Beyond what is walked, it is later or never.
            None => prop_assert!(found.is_none_or(|at| at > now + SignedDuration::from_hours(40 * 24))),
        }
    }
}
