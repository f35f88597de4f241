//! From incidents to days and uptime, the way Statuspage counts it: a partial outage weighs 30 %, a major one the whole, slowness and
//! announced work nothing. Days are those of UTC.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use super::{ComponentState, Incident};

/// How many days the status page looks back.
pub const DAYS: usize = 90;
/// What of a partial outage counts as outage, in percent.
const PARTIAL_WEIGHT: i64 = 30;

/// A time for which a component was in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end.
    pub until: Timestamp,
    /// The state.
    pub state: ComponentState,
}

/// A day of a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day, of UTC.
    pub date: Date,
    /// Seconds of it that are known: none before the component was watched, part of today.
    pub known_s: i64,
    /// The worst state of the day.
    pub worst: ComponentState,
    /// Seconds of slowness.
    pub degraded_s: i64,
    /// Seconds of partial outage.
    pub partial_s: i64,
    /// Seconds of major outage.
    pub major_s: i64,
    /// Seconds of announced work.
    pub maintenance_s: i64,
}

impl Day {
    /// Seconds in which something was not as it should be.
    pub fn troubled_s(&self) -> i64 {
        self.degraded_s + self.partial_s + self.major_s
    }
}

/// The times in which a component was not operational, in order, none overlapping: at each moment the worst that an incident says counts.
pub fn spans(
    incidents: &[Incident],
    component: &str,
    from: Timestamp,
    until: Timestamp,
) -> Vec<Span> {
    let mut events: Vec<(Timestamp, usize, ComponentState)> = Vec::new();
    for (at, incident) in incidents.iter().enumerate() {
        for update in incident.updates.iter().rev() {
            let change = update.changes.iter().find(|change| change.component == component);
            if let Some(change) = change {
                events.push((update.shown_at, at, change.to));
            }
        }
        if let Some(ended) = incident.ended_at
            && incident.names(component)
        {
            events.push((ended, at, ComponentState::Operational));
        }
    }
    // Of two words at one instant the later counts: the sort keeps their order.
    events.sort_by_key(|(instant, ..)| *instant);
    let mut claims = vec![ComponentState::Operational; incidents.len()];
    let mut spans: Vec<Span> = Vec::new();
    let mut since = from;
    let mut state = ComponentState::Operational;
    let mut push = |since: Timestamp, until: Timestamp, state: ComponentState| {
        if state == ComponentState::Operational || until <= since {
            return;
        }
        match spans.last_mut() {
            Some(last) if last.until == since && last.state == state => last.until = until,
            _ => spans.push(Span { from: since, until, state }),
        }
    };
    for (instant, at, claim) in events {
        let instant = instant.clamp(from, until);
        push(since, instant, state);
        claims[at] = claim;
        state = claims.iter().copied().max().unwrap_or(ComponentState::Operational);
        since = instant;
    }
    push(since, until, state);
    spans
}

/// The last `count` days up to now, the oldest first; `since` is when the component was first watched.
pub fn days(
    incidents: &[Incident],
    component: &str,
    since: Option<Timestamp>,
    now: Timestamp,
    count: usize,
) -> Vec<Day> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let back = i64::try_from(count.saturating_sub(1)).unwrap_or(0);
    let first = today.saturating_sub(back.days());
    let begin = |date: Date| {
        date.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |midnight| midnight.timestamp())
    };
    let spans = spans(incidents, component, begin(first), now);
    let known_from = since.unwrap_or(Timestamp::MIN);
    first
        .series(1.day())
        .take(count)
        .map(|date| {
            let (from, until) = (begin(date), begin(date.saturating_add(1.day())).min(now));
            let known_s = seconds(from.max(known_from), until);
            let mut day = Day {
                date,
                known_s,
                worst: ComponentState::Operational,
                degraded_s: 0,
                partial_s: 0,
                major_s: 0,
                maintenance_s: 0,
            };
            for span in &spans {
                let length = seconds(span.from.max(from), span.until.min(until));
                if length == 0 {
                    continue;
                }
                day.worst = day.worst.max(span.state);
                match span.state {
                    ComponentState::DegradedPerformance => day.degraded_s += length,
                    ComponentState::PartialOutage => day.partial_s += length,
                    ComponentState::MajorOutage => day.major_s += length,
                    ComponentState::UnderMaintenance => day.maintenance_s += length,
                    ComponentState::Operational => {}
                }
            }
            day
        })
        .collect()
}

fn seconds(from: Timestamp, until: Timestamp) -> i64 {
    (until.as_second() - from.as_second()).max(0)
}

/// The share of the known time in which a component was up, in ten-thousandths; `None` while nothing is known. Rounded down: what was out
/// for a minute never reads as 100 %.
pub fn uptime(days: &[Day]) -> Option<u32> {
    // What an incident says of a time before the component was watched is known, too.
    let known: i64 = days.iter().map(|day| day.known_s.max(day.partial_s + day.major_s)).sum();
    if known == 0 {
        return None;
    }
    let down: i64 = days.iter().map(|d| d.major_s * 100 + d.partial_s * PARTIAL_WEIGHT).sum();
    let up = (known * 100 - down).max(0);
    u32::try_from(up * 10_000 / (known * 100)).ok()
}

/// How many of the days are known, at least in part: what a share is a share of.
pub fn known(days: &[Day]) -> usize {
    days.iter().filter(|day| day.known_s > 0 || day.troubled_s() > 0).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::status::{Change, Details, Impact, Stage, Update};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// An incident on `mail` that goes through states at instants, and ends.
    fn incident(words: &[(&str, ComponentState)], ended: Option<&str>) -> Incident {
        let updates = words.iter().rev().map(|(when, state)| Update {
            id: String::new(),
            stage: Stage::Investigating,
            body: "".into(),
            shown_at: at(when),
            created_at: at(when),
            changes: vec![Change {
                component: "mail".to_owned(),
                from: ComponentState::Operational,
                to: *state,
            }],
        });
        Incident {
            id: "a".parse().unwrap(),
            title: "".into(),
            impact: Impact::Minor,
            stage: Stage::Resolved,
            started_at: at(words[0].0),
            until: None,
            monitoring_at: None,
            ended_at: ended.map(at),
            created_at: at(words[0].0),
            updated_at: at(words[0].0),
            updates: updates.collect(),
            details: Details::default(),
            affected: 0,
        }
    }

    const NOW: &str = "2026-11-23T12:00:00Z";

    #[test]
    fn an_hour_of_outage_costs_an_hour_and_a_partial_one_a_third() {
        use ComponentState::{MajorOutage, PartialOutage};
        let hour = incident(&[("2026-11-20T10:00:00Z", MajorOutage)], Some("2026-11-20T11:00:00Z"));
        let days = days(&[hour], "mail", None, at(NOW), 4);
        assert_eq!(days.len(), 4);
        assert_eq!(days[0].date, jiff::civil::date(2026, 11, 20));
        assert_eq!((days[0].major_s, days[0].worst), (3600, MajorOutage));
        assert_eq!(days[3].known_s, 12 * 3600, "of today half is known");
        // One hour of 84.
        assert_eq!(uptime(&days), Some(9880));
        let partial =
            incident(&[("2026-11-20T10:00:00Z", PartialOutage)], Some("2026-11-20T11:00:00Z"));
        let days = super::days(&[partial], "mail", None, at(NOW), 4);
        assert_eq!(uptime(&days), Some(9964));
    }

    #[test]
    fn of_two_incidents_the_worst_counts_once() {
        use ComponentState::{DegradedPerformance, MajorOutage};
        let slow = incident(
            &[("2026-11-22T08:00:00Z", DegradedPerformance)],
            Some("2026-11-22T12:00:00Z"),
        );
        let out = incident(&[("2026-11-22T09:00:00Z", MajorOutage)], Some("2026-11-22T10:00:00Z"));
        let spans =
            spans(&[slow, out], "mail", at("2026-11-01T00:00:00Z"), at("2026-11-23T00:00:00Z"));
        let hours: Vec<(i64, ComponentState)> =
            spans.iter().map(|s| (seconds(s.from, s.until) / 3600, s.state)).collect();
        assert_eq!(hours, [(1, DegradedPerformance), (1, MajorOutage), (2, DegradedPerformance)]);
    }

    #[test]
    fn an_outage_over_midnight_is_in_both_days_and_one_that_goes_on_lasts_until_now() {
        use ComponentState::PartialOutage;
        let open = incident(&[("2026-11-22T23:00:00Z", PartialOutage)], None);
        let days = days(&[open], "mail", None, at(NOW), 2);
        assert_eq!((days[0].partial_s, days[1].partial_s), (3600, 12 * 3600));
    }

    #[test]
    fn what_was_not_watched_is_not_called_up() {
        let since = Some(at("2026-11-23T00:00:00Z"));
        let days = days(&[], "mail", since, at(NOW), DAYS);
        assert_eq!(days.iter().filter(|day| day.known_s > 0).count(), 1);
        assert_eq!(uptime(&days), Some(10_000));
        assert_eq!(known(&days), 1);
        let none = super::days(&[], "mail", Some(at("2027-01-01T00:00:00Z")), at(NOW), DAYS);
        assert_eq!((uptime(&none), known(&none)), (None, 0));
    }

    #[test]
    fn a_minute_in_ninety_days_is_not_a_hundred_percent() {
        let minute = incident(
            &[("2026-11-20T10:00:00Z", ComponentState::MajorOutage)],
            Some("2026-11-20T10:01:00Z"),
        );
        assert_eq!(uptime(&days(&[minute], "mail", None, at(NOW), DAYS)), Some(9999));
    }

    proptest! {
        #[test]
        fn seconds_of_days_are_those_of_spans(begins in proptest::collection::vec((0i64..300_000, 1i64..90_000, 0usize..5), 0..8)) {
            let base = at("2026-11-20T00:00:00Z");
            let incidents: Vec<Incident> = begins.iter().map(|(begin, length, state)| {
                let from = base + begin.seconds();
                let mut one = incident(&[(NOW, ComponentState::ALL[*state])], None);
                one.updates[0].shown_at = from;
                one.started_at = from;
                one.ended_at = Some(from + length.seconds());
                one
            }).collect();
            let now = at("2026-11-23T12:00:00Z");
            let spans = spans(&incidents, "mail", base, now);
            prop_assert!(spans.windows(2).all(|pair| pair[0].until <= pair[1].from));
            let in_spans: i64 = spans.iter().map(|s| seconds(s.from, s.until)).sum();
            let in_days: i64 = days(&incidents, "mail", None, now, 4)
                .iter()
                .map(|d| d.troubled_s() + d.maintenance_s)
                .sum();
            prop_assert_eq!(in_spans, in_days);
        }
    }
}
