//! The events of a calendar: when each of them takes place.

use std::collections::{BTreeMap, BTreeSet};

use guichet_model::hours::{Span, first_instant};
use icalendar::parser::{Component, Property};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use rrule::RRuleSet;

use super::{Closed, Fault};

/// The first day that repetitions are not written out to.
const END: Date = jiff::civil::date(2100, 1, 1);
/// How often an event may take place until then.
const MAX_OCCURRENCES: usize = 20_000;

/// What is wrong with an event, and what to do.
type Wrong = (String, String);

/// What all events close together. Each comes with the line it begins in.
pub(super) fn all<'c>(
    events: impl Iterator<Item = (&'c Component<'c>, usize)> + Clone,
    zone: &TimeZone,
) -> Result<Closed, Vec<Fault>> {
    let (mut closed, mut faults) = (Closed::default(), Vec::new());
    let moved = moved(events.clone(), zone);
    for (event, line) in events {
        let taken = Event { event, zone }.close(&moved, &mut closed);
        faults.extend(taken.err().map(|(message, help)| (line, message, help)));
    }
    closed.spans.sort_unstable();
    if faults.is_empty() { Ok(closed) } else { Err(faults) }
}

/// Occurrences that an event of their own replaces: the series, and when they would have begun.
type Moved = BTreeMap<String, BTreeSet<DateTime>>;

fn moved<'c>(events: impl Iterator<Item = (&'c Component<'c>, usize)>, zone: &TimeZone) -> Moved {
    let mut moved = Moved::new();
    for (component, _) in events {
        let event = Event { event: component, zone };
        if let (Some(uid), Some(replaced)) = (event.value("UID"), event.property("RECURRENCE-ID"))
            && let Ok(When { clock, .. }) = event.when(replaced, replaced.val.as_str())
        {
            moved.entry(uid.to_owned()).or_default().insert(clock);
        }
    }
    moved
}

/// A moment as an event writes it.
struct When {
    /// What the clock shows.
    clock: DateTime,
    /// Whose clock.
    zone: TimeZone,
    /// Whether it is a whole day.
    is_day: bool,
}

impl When {
    fn instant(&self) -> Result<Timestamp, Wrong> {
        first_instant(self.clock, &self.zone).ok_or_else(|| {
            (format!("{} is out of range", self.clock), "write a later date".to_owned())
        })
    }
}

struct Event<'c> {
    event: &'c Component<'c>,
    zone: &'c TimeZone,
}

impl Event<'_> {
    fn property(&self, name: &str) -> Option<&Property<'_>> {
        self.event.properties.iter().find(|p| p.name.as_str().eq_ignore_ascii_case(name))
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.property(name).map(|property| property.val.as_str().trim())
    }

    fn close(&self, moved: &Moved, closed: &mut Closed) -> Result<(), Wrong> {
        if self.value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
            return Ok(());
        }
        let start = self.property("DTSTART").ok_or_else(|| {
            (
                "the event has no beginning".to_owned(),
                "add a line DTSTART;VALUE=DATE:20270101".to_owned(),
            )
        })?;
        let start = self.when(start, start.val.as_str())?;
        let begins = self.occurrences(&start, moved)?;
        if start.is_day {
            let days = self.length_in_days(start.clock.date())?;
            for clock in begins {
                closed.days.extend(clock.date().series(1.day()).take(days));
            }
        } else {
            let length = self.length(&start)?;
            for clock in begins {
                let from = When { clock, zone: start.zone.clone(), is_day: false }.instant()?;
                let to = from.checked_add(length).unwrap_or(Timestamp::MAX);
                closed.spans.push(Span { from, to });
            }
        }
        Ok(())
    }

    /// Reads `20270101`, `20270101T090000` or `20270101T090000Z`, with the zone that the property names.
    fn when(&self, property: &Property<'_>, text: &str) -> Result<When, Wrong> {
        let text = text.trim();
        let parameter = |name: &str| {
            let found = property.params.iter().find(|p| p.key.as_str().eq_ignore_ascii_case(name));
            found.and_then(|p| p.val.as_ref()).map(|value| value.as_str().trim_matches('"'))
        };
        let wrong = |_| {
            let message = format!(
                "`{}` in {} is no date and no time",
                text.escape_debug(),
                property.name.as_str()
            );
            (message, "write 20270101, 20270101T090000 or 20270101T090000Z".to_owned())
        };
        if !text.contains('T') {
            let date = Date::strptime("%Y%m%d", text).map_err(wrong)?;
            return Ok(When { clock: date.into(), zone: self.zone.clone(), is_day: true });
        }
        let (clock, zone) = match (text.strip_suffix('Z'), parameter("TZID")) {
            (Some(clock), _) => (clock, TimeZone::UTC),
            (None, None) => (text, self.zone.clone()),
            (None, Some(name)) => {
                let zone = TimeZone::get(name).map_err(|_| {
                    let message = format!(
                        "`{}` is no time zone that is known everywhere",
                        name.escape_debug()
                    );
                    (message, "write a name such as TZID=Asia/Tokyo".to_owned())
                })?;
                (text, zone)
            }
        };
        let clock = DateTime::strptime("%Y%m%dT%H%M%S", clock).map_err(wrong)?;
        Ok(When { clock, zone, is_day: false })
    }

    fn end(&self) -> Result<Option<When>, Wrong> {
        self.property("DTEND").map(|end| self.when(end, end.val.as_str())).transpose()
    }

    fn duration(&self) -> Result<Option<jiff::Span>, Wrong> {
        let Some(text) = self.value("DURATION") else { return Ok(None) };
        text.parse().map(Some).map_err(|_| {
            let message = format!("`{}` is no duration", text.escape_debug());
            (message, "write P1D for a day, PT8H for eight hours".to_owned())
        })
    }

    /// How many days an event of whole days lasts: one, where it does not say.
    fn length_in_days(&self, start: Date) -> Result<usize, Wrong> {
        let end = match (self.end()?, self.duration()?) {
            (Some(end), _) => end.clock.date(),
            (None, Some(duration)) => start.checked_add(duration).map_err(|_| backwards())?,
            (None, None) => return Ok(1),
        };
        // Programs that write the same day for both mean that day.
        let days = start.until(end).map_or(-1, |span| i64::from(span.get_days()));
        usize::try_from(days).map(|days| days.max(1)).map_err(|_| backwards())
    }

    /// How long an event with times lasts.
    fn length(&self, start: &When) -> Result<SignedDuration, Wrong> {
        let from = start.instant()?;
        let to = match (self.end()?, self.duration()?) {
            (Some(end), _) => end.instant()?,
            (None, Some(duration)) => {
                let end = start.clock.checked_add(duration).map_err(|_| backwards())?;
                When { clock: end, zone: start.zone.clone(), is_day: false }.instant()?
            }
            (None, None) => {
                return Err((
                    "the event has a beginning and no end".to_owned(),
                    "add a line DTEND:20270101T170000, or write the beginning as a date for whole days".to_owned(),
                ));
            }
        };
        let length = to.duration_since(from);
        if length.is_negative() { Err(backwards()) } else { Ok(length) }
    }

    /// What the event's clock shows at each of its beginnings.
    fn occurrences(&self, start: &When, moved: &Moved) -> Result<Vec<DateTime>, Wrong> {
        let replaced = match (self.property("RECURRENCE-ID"), self.value("UID")) {
            (None, Some(uid)) => moved.get(uid),
            _ => None,
        };
        let set = self.rules(start)?;
        let Some(set) = set else { return Ok(vec![start.clock]) };
        let mut clocks = Vec::new();
        for occurrence in &set.limit() {
            let Ok(at) = Timestamp::from_second(occurrence.timestamp()) else { break };
            // Rules are followed by the event's clock; to the library of rules, that clock stands in Greenwich.
            let clock = TimeZone::UTC.to_datetime(at);
            if clock.date() >= END {
                break;
            }
            if clocks.len() == MAX_OCCURRENCES {
                return Err((
                    format!("the event takes place more than {MAX_OCCURRENCES} times"),
                    "end its RRULE with an UNTIL, or close the desk by its hours".to_owned(),
                ));
            }
            if !replaced.is_some_and(|replaced| replaced.contains(&clock)) {
                clocks.push(clock);
            }
        }
        Ok(clocks)
    }

    /// The rules of repetition, if there are any.
    fn rules(&self, start: &When) -> Result<Option<RRuleSet>, Wrong> {
        let mut lines = vec![format!("DTSTART:{}", written(start.clock))];
        for property in &self.event.properties {
            let name = property.name.as_str().to_ascii_uppercase();
            match name.as_str() {
                "RRULE" => lines.push(format!("RRULE:{}", self.rule(property, start)?)),
                "RDATE" | "EXDATE" => {
                    let dates: Vec<String> = property
                        .val
                        .as_str()
                        .split(',')
                        .map(|date| {
                            self.when(property, date).and_then(|when| by_clock_of(&when, start))
                        })
                        .collect::<Result<_, _>>()?;
                    lines.push(format!("{name}:{}", dates.join(",")));
                }
                _ => {}
            }
        }
        if lines.len() == 1 {
            return Ok(None);
        }
        lines.join("\n").parse().map(Some).map_err(|error| {
            (
                format!("the RRULE cannot be followed: {error}"),
                "write a rule such as RRULE:FREQ=YEARLY".to_owned(),
            )
        })
    }

    /// A rule whose end is told by the event's clock.
    fn rule(&self, property: &Property<'_>, start: &When) -> Result<String, Wrong> {
        let parts = property.val.as_str().trim().split(';').map(|part| {
            let Some(until) = part.to_ascii_uppercase().strip_prefix("UNTIL=").map(str::to_owned)
            else {
                return Ok(part.to_owned());
            };
            let mut until = self.when(property, &until)?;
            if until.is_day {
                until.clock = until.clock.date().at(23, 59, 59, 0);
                until.zone = start.zone.clone();
            }
            Ok(format!("UNTIL={}", by_clock_of(&until, start)?))
        });
        Ok(parts.collect::<Result<Vec<_>, Wrong>>()?.join(";"))
    }
}

/// What the clock of `start` shows at a moment. Days are days everywhere.
fn by_clock_of(when: &When, start: &When) -> Result<String, Wrong> {
    if start.is_day {
        let end_of_day = when.clock.time() == jiff::civil::time(23, 59, 59, 0);
        let day = when.clock.date();
        return Ok(written(if end_of_day { when.clock } else { day.into() }));
    }
    if when.is_day {
        return Ok(written(when.clock.date().to_datetime(start.clock.time())));
    }
    Ok(written(start.zone.to_datetime(when.instant()?)))
}

fn written(clock: DateTime) -> String {
    clock.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn backwards() -> Wrong {
    ("the event ends before it begins".to_owned(), "make DTEND later than DTSTART".to_owned())
}
