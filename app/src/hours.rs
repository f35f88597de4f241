//! Opening hours in words: "Monday to Friday, 6:00 AM to 9:00 PM (Los Angeles time)".

use guichet_model::hours::{Hours, Period};
use jiff::civil::Weekday;

use crate::words::Words;

/// A desk's hours in the reader's language, in the desk's own time zone, which is named.
pub(crate) fn in_words(words: &Words, hours: &Hours) -> String {
    match hours {
        Hours::Always => words.contact_hours_always(),
        Hours::Weekly { zone, periods } => {
            let periods: Vec<String> = periods.iter().map(|p| period(words, p)).collect();
            let zone = zone.iana_name().unwrap_or("UTC");
            let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
            format!("{} ({})", periods.join("; "), words.contact_zone(city))
        }
    }
}

fn period(words: &Words, period: &Period) -> String {
    let midnight = jiff::civil::Time::midnight();
    let days: Vec<String> = runs(&period.days)
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                words.weekday(first)
            } else {
                words.hours_days(words.weekday(first), words.weekday(last))
            }
        })
        .collect();
    words.hours_period(
        days.join(", "),
        words.time(period.from),
        words.time(period.to.unwrap_or(midnight)),
    )
}

/// Days that follow one another, as first and last of each run.
fn runs(days: &[Weekday]) -> Vec<(Weekday, Weekday)> {
    let mut runs: Vec<(Weekday, Weekday)> = Vec::new();
    for &day in days {
        match runs.last_mut() {
            Some((_, last)) if last.next() == day => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_as_people_say_them() {
        let week = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
        ];
        let hours = Hours::Weekly {
            zone: jiff::tz::TimeZone::get("America/Los_Angeles").unwrap(),
            periods: vec![Period {
                days: week.to_vec(),
                from: jiff::civil::time(6, 0, 0, 0),
                to: Some(jiff::civil::time(21, 0, 0, 0)),
            }],
        };
        let said = in_words(&Words::of(&"en".parse().unwrap()), &hours);
        assert_eq!(
            said.replace('\u{202f}', " "),
            "Monday to Friday, 6:00 AM to 9:00 PM (Los Angeles time)"
        );
        assert_eq!(runs(&[Weekday::Saturday, Weekday::Sunday, Weekday::Wednesday]).len(), 2);
    }
}
