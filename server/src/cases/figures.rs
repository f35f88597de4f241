//! Figures from the times of cases: what was promised, what was kept, and how long it took.

use guichet_app::pages::desk::figures::{LevelFigures, Times};
use guichet_model::priority::Level;
use guichet_storage::Measured;
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

/// Weeks that the chart shows.
const WEEKS: i64 = 12;

/// How cases went, by priority.
pub fn levels(measured: &[Measured], now: Timestamp) -> Vec<LevelFigures> {
    let of = |level| {
        let own = || measured.iter().filter(move |case| case.priority == level);
        LevelFigures {
            level,
            answers: times(own().map(|case| (case, case.answer_due_at, case.answered_at)), now),
            solutions: times(own().map(|case| (case, case.solve_due_at, case.solved_at)), now),
        }
    };
    Level::ALL.iter().copied().map(of).collect()
}

/// Of cases: by when something was promised, and when it came.
fn times<'a>(
    cases: impl Iterator<Item = (&'a Measured, Option<Timestamp>, Option<Timestamp>)>,
    now: Timestamp,
) -> Times {
    let mut times = Times::default();
    let mut took = Vec::new();
    for (case, due, done) in cases {
        if let Some(kept) = kept(due, done, now) {
            times.due += 1;
            times.kept += u32::from(kept);
        }
        took.extend(done.map(|done| done.as_second() - case.created_at.as_second()));
    }
    took.sort_unstable();
    times.median_s = took.get(took.len().saturating_sub(1) / 2).copied();
    times
}

/// Whether a promise was kept; `None` where there was none or there is still time.
fn kept(due: Option<Timestamp>, done: Option<Timestamp>, now: Timestamp) -> Option<bool> {
    match (due?, done) {
        (due, Some(done)) => Some(done <= due),
        (due, None) if due < now => Some(false),
        _ => None,
    }
}

/// Week by week, oldest first: first answers that were due, and those of them that came in time. A case counts in the week it was asked.
pub fn weeks(measured: &[Measured], now: Timestamp, zone: &TimeZone) -> Vec<(Date, u32, u32)> {
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
            let kept = own.filter_map(|case| kept(case.answer_due_at, case.answered_at, now));
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
        let levels = levels(&cases, now);
        let p2 = levels.iter().find(|figures| figures.level == Level::P2).unwrap();
        assert_eq!(p2.answers, Times { due: 4, kept: 2, median_s: Some(4 * 3600) });
        assert_eq!(p2.solutions, Times::default());
        let weeks = weeks(&cases, now, &TimeZone::UTC);
        assert_eq!(weeks.len(), 12);
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(weeks[10], (date("2026-11-16"), 2, 1));
        assert_eq!(weeks[11], (date("2026-11-23"), 2, 1));
    }
}
