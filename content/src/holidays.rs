//! Holidays: iCalendar files (RFC 5545) that the policy's hours name, read into the days and spans on which a desk stays closed.
//!
//! An event that lasts whole days closes those days of the desk's own calendar; one with times closes that span. Repetitions are written
//! out up to the year 2100, so that nothing here needs to know today's date.

mod event;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

use guichet_model::{
    Policy,
    hours::{Holidays, Hours, Span},
};
use jiff::{civil::Date, tz::TimeZone};

use crate::{
    article,
    diagnostic::{Diagnostic, place},
    hash::{self, Hash},
    portal::PORTAL_FILE,
};

/// The largest calendar file that is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// What is wrong with an event or a file: a line from 1 (0 for the whole file), what, and what to do.
type Fault = (usize, String, String);

/// Days and spans on which a desk is closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Closed {
    days: BTreeSet<Date>,
    spans: Vec<Span>,
}

/// Reads every calendar that the policy names. A file that cannot be used becomes problems, and what `previous` knew of it stays.
/// Answers a hash of all that was read.
pub(crate) fn fill(
    root: &Path,
    policy: &mut Policy,
    portal_text: &str,
    previous: Option<&Policy>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Hash> {
    let mut texts: BTreeMap<String, Option<String>> = BTreeMap::new();
    for hours in policy.hours_mut() {
        let Some((zone, holidays)) = hours.holidays_mut() else { continue };
        let Some(file) = holidays.file.clone() else { continue };
        let text = texts
            .entry(file.clone())
            .or_insert_with(|| read_text(root, &file, portal_text, problems))
            .as_deref();
        let known = || previous.and_then(|policy| remembered(policy, &file, zone));
        match text.map(|text| closed(text, zone)) {
            Some(Ok(closed)) => {
                holidays.days = closed.days;
                holidays.set_spans(closed.spans);
            }
            Some(Err(faults)) => {
                if let Some(known) = known() {
                    *holidays = known;
                }
                problems.extend(faults.into_iter().map(|(line, message, help)| {
                    Diagnostic::error(&file, "holidays", message, help).at(line, 0)
                }));
            }
            None => {
                if let Some(known) = known() {
                    *holidays = known;
                }
            }
        }
    }
    let read: Vec<&[u8]> = texts
        .iter()
        .flat_map(|(file, text)| [file.as_bytes(), text.as_deref().unwrap_or("").as_bytes()])
        .collect();
    (!read.is_empty()).then(|| hash::of_parts(read))
}

/// What an earlier policy knew of a calendar, as a desk of the same zone sees it.
fn remembered(policy: &Policy, file: &str, zone: &TimeZone) -> Option<Holidays> {
    policy.hours().find_map(|hours| match hours {
        Hours::Weekly { zone: other, holidays, .. } => {
            (other == zone && holidays.file.as_deref() == Some(file)).then(|| holidays.clone())
        }
        Hours::Always => None,
    })
}

/// The text of a calendar below the content folder.
fn read_text(
    root: &Path,
    file: &str,
    portal_text: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    // The name stands in quotes in the policy's file; its first place is where the operator will look.
    let at = portal_text.find(&format!("\"{file}\"")).map_or((0, 0), |at| place(portal_text, at));
    let mut refuse = |message: String, help: &str| {
        problems
            .push(Diagnostic::error(PORTAL_FILE, "holidays-file", message, help).at(at.0, at.1));
        None
    };
    let path = match root.join(file).canonicalize() {
        Ok(path) if path.starts_with(root) => path,
        Ok(_) => {
            return refuse(
                format!("the calendar `{file}` lies outside the content folder"),
                "copy it into the content folder and write its path from there",
            );
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return refuse(
                format!("there is no calendar `{file}`"),
                "write the path of an iCalendar file in the content folder, such as \"holidays/japan.ics\"",
            );
        }
        Err(error) => {
            return refuse(
                format!("the calendar `{file}` cannot be read: {error}"),
                "check that the server may read it",
            );
        }
    };
    if fs::metadata(&path).is_ok_and(|metadata| metadata.len() > MAX_BYTES) {
        return refuse(
            format!("the calendar `{file}` is larger than {} kB", MAX_BYTES / 1024),
            "keep only the events on which the desk is closed",
        );
    }
    match fs::read(&path) {
        Ok(bytes) => article::utf8(file, &bytes, problems).map(str::to_owned),
        Err(error) => refuse(
            format!("the calendar `{file}` cannot be read: {error}"),
            "check that the server may read it",
        ),
    }
}

/// What a calendar closes for a desk of a time zone; or everything that is wrong with it.
fn closed(text: &str, zone: &TimeZone) -> Result<Closed, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let unfolded = icalendar::parser::unfold(text);
    let no_calendar = |line| {
        let help = "export it again as iCalendar: it begins with BEGIN:VCALENDAR and ends with END:VCALENDAR";
        vec![(line, "this is no iCalendar file".to_owned(), help.to_owned())]
    };
    let roots = icalendar::parser::read_components(unfolded.trim()).map_err(|error| {
        no_calendar(line_of_error(&error).map_or(0, |line| folded_line(text, line)))
    })?;
    let calendars: Vec<_> =
        roots.iter().filter(|root| root.name.as_str().eq_ignore_ascii_case("VCALENDAR")).collect();
    if calendars.is_empty() {
        return Err(no_calendar(0));
    }
    let begins = text.lines().enumerate().filter_map(|(line, content)| {
        content.trim().eq_ignore_ascii_case("BEGIN:VEVENT").then_some(line + 1)
    });
    let events = calendars
        .iter()
        .flat_map(|calendar| &calendar.components)
        .filter(|component| component.name.as_str().eq_ignore_ascii_case("VEVENT"));
    event::all(events.zip(begins.chain(std::iter::repeat(0))), zone)
}

/// The line that the parser stumbled over, of the unfolded text: the innermost place it names.
fn line_of_error(error: &str) -> Option<usize> {
    let (_, rest) = error.split_once("at line ")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The line of the file in which a line of the unfolded text begins.
fn folded_line(text: &str, unfolded: usize) -> usize {
    let begins = text.lines().enumerate().filter(|(_, line)| !line.starts_with([' ', '\t']));
    begins.map(|(at, _)| at + 1).nth(unfolded.saturating_sub(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokyo(events: &str) -> Result<Closed, Vec<Fault>> {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
        closed(&text, &TimeZone::get("Asia/Tokyo").unwrap())
    }

    fn event(lines: &[&str]) -> String {
        format!("BEGIN:VEVENT\r\nUID:1\r\n{}\r\nEND:VEVENT\r\n", lines.join("\r\n"))
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn span(from: &str, to: &str) -> Span {
        Span { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn an_all_day_event_closes_its_days_and_a_timed_one_its_span() {
        let text = [
            event(&[
                "DTSTART;VALUE=DATE:20261229",
                "DTEND;VALUE=DATE:20270104",
                "SUMMARY:A long\r\n  pause",
            ]),
            event(&["DTSTART:20270401", "SUMMARY:One day"]),
            event(&["DTSTART:20270402T130000", "DTEND:20270402T150000"]),
            event(&["DTSTART;TZID=Europe/Madrid:20270702T090000", "DURATION:PT2H"]),
            event(&["DTSTART:20270801T000000Z", "DTEND:20270801T010000Z"]),
            event(&["DTSTART:20270901", "STATUS:CANCELLED"]),
        ];
        let closed = tokyo(&text.concat()).unwrap();
        assert_eq!(closed.days.len(), 7);
        assert!(
            closed.days.contains(&day("2026-12-29")) && closed.days.contains(&day("2027-01-03"))
        );
        assert!(!closed.days.contains(&day("2027-01-04")), "the end of an event is no part of it");
        assert!(closed.days.contains(&day("2027-04-01")));
        assert_eq!(
            closed.spans,
            [
                span("2027-04-02T04:00:00Z", "2027-04-02T06:00:00Z"),
                span("2027-07-02T07:00:00Z", "2027-07-02T09:00:00Z"),
                span("2027-08-01T00:00:00Z", "2027-08-01T01:00:00Z"),
            ]
        );
    }

    #[test]
    fn repetitions_are_written_out_with_their_exceptions() {
        let text = [
            event(&["DTSTART;VALUE=DATE:20000101", "RRULE:FREQ=YEARLY"]),
            // The second Monday of January, twice, but for the one that was left out.
            event(&[
                "DTSTART;VALUE=DATE:20260112",
                "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=2MO;UNTIL=20280131",
                "EXDATE;VALUE=DATE:20270111",
            ]),
            // Every Friday afternoon of two weeks, by the clock of a zone with daylight saving.
            event(&[
                "DTSTART;TZID=Europe/Madrid:20261023T120000",
                "DTEND;TZID=Europe/Madrid:20261023T140000",
                "RRULE:FREQ=WEEKLY;UNTIL=20261030T110000Z",
            ]),
        ];
        let closed = tokyo(&text.concat()).unwrap();
        assert!(
            closed.days.contains(&day("2026-01-01")) && closed.days.contains(&day("2099-01-01"))
        );
        assert!(!closed.days.contains(&day("2100-01-01")));
        assert!(
            closed.days.contains(&day("2026-01-12")) && closed.days.contains(&day("2028-01-10"))
        );
        assert!(
            !closed.days.contains(&day("2027-01-11")) && !closed.days.contains(&day("2029-01-08"))
        );
        assert_eq!(
            closed.spans,
            [
                span("2026-10-23T10:00:00Z", "2026-10-23T12:00:00Z"),
                span("2026-10-30T11:00:00Z", "2026-10-30T13:00:00Z"),
            ]
        );
    }

    #[test]
    fn a_moved_occurrence_is_where_it_was_moved_to() {
        let text = [
            event(&["DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY;COUNT=2"]),
            event(&["DTSTART;VALUE=DATE:20270503", "RECURRENCE-ID;VALUE=DATE:20270501"]),
        ];
        let closed = tokyo(&text.concat()).unwrap();
        let days: Vec<Date> = closed.days.into_iter().collect();
        assert_eq!(days, [day("2026-05-01"), day("2027-05-03")]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let fault = |lines: &[&str]| {
            let fine = event(&["DTSTART:20270401"]);
            let faults = tokyo(&(fine + &event(lines))).unwrap_err();
            assert_eq!((faults.len(), faults[0].0), (1, 7), "{faults:?}");
            format!("{}; {}", faults[0].1, faults[0].2)
        };
        assert!(fault(&["SUMMARY:Nothing"]).contains("DTSTART"));
        assert!(fault(&["DTSTART:2027-04-01"]).contains("20270101"));
        assert!(
            fault(&["DTSTART;TZID=Tokyo Standard Time:20270401T090000", "DURATION:PT1H"])
                .contains("Asia/Tokyo")
        );
        assert!(fault(&["DTSTART:20270401T090000"]).contains("DTEND"));
        assert!(fault(&["DTSTART:20270402", "DTEND:20270401"]).contains("ends before"));
        assert!(fault(&["DTSTART:20270401", "RRULE:FREQ=NEVER"]).contains("RRULE"));
        assert!(
            fault(&["DTSTART:20270401T000000Z", "DURATION:PT1M", "RRULE:FREQ=MINUTELY"])
                .contains("UNTIL")
        );
    }

    #[test]
    fn what_is_no_calendar_is_refused_whatever_it_is() {
        let utc = TimeZone::UTC;
        for text in [
            "",
            "\u{feff}",
            "hello",
            "BEGIN:",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
            "BEGIN:VEVENT\nDTSTART:20270101\nEND:VEVENT\n",
        ] {
            let faults = closed(text, &utc).unwrap_err();
            assert!(faults[0].2.contains("VCALENDAR"), "{text:?}: {faults:?}");
        }
        assert_eq!(closed("BEGIN:VCALENDAR\nEND:VCALENDAR", &utc).unwrap(), Closed::default());
    }
}
