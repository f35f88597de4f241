//! Figures from the times of cases: what was promised, what was kept, and how long it took.

use guichet_app::pages::desk::figures::{LevelFigures, Times};
use guichet_model::{
    Policy,
    hours::{Span, openings},
    policy::Within,
    priority::Level,
};
use guichet_storage::Measured;
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

/// Weeks that the chart shows.
const WEEKS: i64 = 12;

/// Of a case: by when something was promised, and when it came.
pub type Promise = fn(&Measured) -> (Option<Timestamp>, Option<Timestamp>);

/// The first answer.
pub const ANSWER: Promise = |case| (case.answer_due_at, case.answered_at);
/// The solution.
pub const SOLUTION: Promise = |case| (case.solve_due_at, case.solved_at);

/// How cases went, by priority; `measured` is ordered by when they were asked. What is promised in business hours is measured in them.
pub fn levels(measured: &[Measured], policy: &Policy, now: Timestamp) -> Vec<LevelFigures> {
    let first = measured.first().map_or(now, |case| case.created_at);
    let open = openings(&policy.support.business_hours, first, now);
    let of = |level| {
        let own: Vec<&Measured> = measured.iter().filter(|case| case.priority == level).collect();
        let described = policy.priorities.iter().find(|priority| priority.level == level);
        let measure = |promise, within: Option<Within>| {
            let in_hours = within.is_some_and(|within| !within.round_the_clock);
            times(&own, promise, in_hours.then_some(open.as_slice()), now)
        };
        LevelFigures {
            level,
            answers: measure(ANSWER, described.and_then(|found| found.first_response_within)),
            solutions: measure(SOLUTION, described.and_then(|found| found.solved_within)),
        }
    };
    Level::ALL.iter().copied().map(of).collect()
}

/// How a promise went. With `open`, only the time of those spans counts.
fn times(cases: &[&Measured], promise: Promise, open: Option<&[Span]>, now: Timestamp) -> Times {
    let mut times = Times::default();
    let mut took = Vec::new();
    for case in cases {
        let (due, done) = promise(case);
        if let Some(kept) = kept(due, done, now) {
            times.due += 1;
            times.kept += u32::from(kept);
        }
        took.extend(done.map(|done| {
            let whole = Span { from: case.created_at, to: done };
            open.map_or_else(|| seconds(whole), |open| seconds_within(open, whole))
        }));
    }
    took.sort_unstable();
    times.median_s = took.get(took.len().saturating_sub(1) / 2).copied();
    times
}

fn seconds(span: Span) -> i64 {
    span.to.as_second() - span.from.as_second()
}

/// The seconds of a span that lie within others.
fn seconds_within(open: &[Span], whole: Span) -> i64 {
    let first = open.partition_point(|span| span.to <= whole.from);
    open[first..]
        .iter()
        .take_while(|span| span.from < whole.to)
        .map(|span| seconds(Span { from: span.from.max(whole.from), to: span.to.min(whole.to) }))
        .sum()
}

/// Whether a promise was kept; `None` where there was none or there is still time.
fn kept(due: Option<Timestamp>, done: Option<Timestamp>, now: Timestamp) -> Option<bool> {
    match (due?, done) {
        (due, Some(done)) => Some(done <= due),
        (due, None) if due < now => Some(false),
        _ => None,
    }
}

/// Week by week, oldest first: how often something was due, and how often it came in time. A case counts in the week it was asked.
pub fn weeks(
    measured: &[Measured],
    promise: Promise,
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<(Date, u32, u32)> {
    let monday = |at: Timestamp| {
        let date = at.to_zoned(zone.clone()).date();
        let since = i64::from(date.weekday().to_monday_zero_offset());
        date.checked_sub(since.days()).unwrap_or(date)
    };
    let this = monday(now);
    (0..WEEKS)
        .rev()
        .filter_map(|back| this.checked_sub((7 * back).days()).ok())
        .map(|week| {
            let own = measured.iter().filter(|case| monday(case.created_at) == week);
            let kept = own.filter_map(|case| {
                let (due, done) = promise(case);
                kept(due, done, now)
            });
            let (mut due, mut in_time) = (0, 0);
            for kept in kept {
                due += 1;
                in_time += u32::from(kept);
            }
            (week, due, in_time)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn case(asked: &str, due: &str, answered: Option<&str>) -> Measured {
        Measured {
            priority: Level::P2,
            created_at: at(asked),
            answer_due_at: Some(at(due)),
            answered_at: answered.map(at),
            solve_due_at: None,
            solved_at: None,
        }
    }

    #[test]
    fn promises_are_counted_once_they_are_kept_or_broken() {
        let now = at("2026-11-23T12:00:00Z");
        let cases = [
            case("2026-11-16T08:00:00Z", "2026-11-16T12:00:00Z", Some("2026-11-16T12:00:00Z")),
            case("2026-11-17T08:00:00Z", "2026-11-17T12:00:00Z", Some("2026-11-17T12:00:01Z")),
            case("2026-11-23T07:00:00Z", "2026-11-23T11:00:00Z", None),
            case("2026-11-23T11:00:00Z", "2026-11-23T15:00:00Z", None),
            case("2026-11-23T11:30:00Z", "2026-11-23T15:00:00Z", Some("2026-11-23T11:40:00Z")),
        ];
        let levels = levels(&cases, &Policy::default(), now);
        let p2 = levels.iter().find(|figures| figures.level == Level::P2).unwrap();
        assert_eq!(p2.answers, Times { due: 4, kept: 2, median_s: Some(4 * 3600) });
        assert_eq!(p2.solutions, Times::default());
        assert!(weeks(&cases, SOLUTION, now, &TimeZone::UTC).iter().all(|(_, due, _)| *due == 0));
        let weeks = weeks(&cases, ANSWER, now, &TimeZone::UTC);
        assert_eq!(weeks.len(), 12);
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(weeks[10], (date("2026-11-16"), 2, 1));
        assert_eq!(weeks[11], (date("2026-11-23"), 2, 1));
    }

    #[test]
    fn what_is_promised_in_business_hours_is_measured_in_them() {
        let policy: Policy = toml::from_str(
            r#"
            [support]
            business_hours = { time_zone = "UTC", weekly = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "09:00", to = "17:00" }] }
            [[priorities]]
            level = "P2"
            title = "t"
            meaning = "m"
            example = "e"
            first_response = "f"
            first_response_within = { minutes = 240 }
            solved_within = { minutes = 1200, round_the_clock = true }
            "#,
        )
        .unwrap();
        // Asked on a Friday an hour before the desk closes; answered and solved on Monday, an hour after it opened.
        let mut late =
            case("2026-11-20T16:00:00Z", "2026-11-23T12:00:00Z", Some("2026-11-23T10:00:00Z"));
        late.solved_at = late.answered_at;
        let levels = levels(&[late], &policy, at("2026-11-24T12:00:00Z"));
        let p2 = levels.iter().find(|figures| figures.level == Level::P2).unwrap();
        assert_eq!(p2.answers.median_s, Some(2 * 3600));
        assert_eq!(p2.solutions.median_s, Some(66 * 3600));
    }
}
