//! Opening hours: when a desk answers, and when it answers next.

use jiff::{
    Timestamp, ToSpan, Zoned,
    civil::{Time, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, de::Error as _};

/// How many days ahead the next opening is looked for.
const HORIZON_DAYS: i64 = 15;

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

/// Whether a desk answers at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelState {
    /// It answers.
    Open {
        /// When it closes; `None` when it never does.
        until: Option<Timestamp>,
    },
    /// It does not.
    Closed {
        /// When it opens next; `None` when no opening lies ahead.
        opens: Option<Timestamp>,
    },
}

/// The state of a desk with these hours at an instant.
pub fn channel_state(hours: &Hours, now: Timestamp) -> ChannelState {
    let Hours::Weekly { zone, periods } = hours else { return ChannelState::Open { until: None } };
    let mut opens = None;
    let mut until: Option<Timestamp> = None;
    let today = now.to_zoned(zone.clone()).date();
    let mut spans: Vec<(Timestamp, Timestamp)> = (-1..=HORIZON_DAYS)
        .filter_map(|offset| today.checked_add(offset.days()).ok())
        .flat_map(|date| {
            periods.iter().filter(move |p| p.days.contains(&date.weekday())).filter_map(move |p| {
                let start = date.to_datetime(p.from).to_zoned(zone.clone()).ok()?;
                let end: Zoned = match p.to {
                    Some(to) => date.to_datetime(to).to_zoned(zone.clone()).ok()?,
                    None => date.tomorrow().ok()?.to_zoned(zone.clone()).ok()?,
                };
                Some((start.timestamp(), end.timestamp()))
            })
        })
        .filter(|(start, end)| start < end)
        .collect();
    spans.sort_unstable();
    for (start, end) in spans {
        match until {
            Some(close) if start <= close => until = Some(close.max(end)),
            Some(_) => break,
            None if start <= now && now < end => until = Some(end),
            None if start > now && opens.is_none() => opens = Some(start),
            None => {}
        }
    }
    match until {
        Some(until) => ChannelState::Open { until: Some(until) },
        None => ChannelState::Closed { opens },
    }
}

/// `hours = "24/7"`, or `{ time_zone = "Asia/Tokyo", weekly = [{ days = ["mon", "tue"], from = "09:00", to = "18:00" }] }`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Word(String),
    Weekly(WrittenWeek),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWeek {
    time_zone: String,
    weekly: Vec<WrittenPeriod>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPeriod {
    days: Vec<String>,
    from: String,
    to: String,
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Word(word) if word == "24/7" => Ok(Self::Always),
            Written::Word(word) => Err(D::Error::custom(format!(
                "`{word}` are no hours; write \"24/7\", or a time_zone and weekly periods"
            ))),
            Written::Weekly(week) => {
                let zone = TimeZone::get(&week.time_zone).map_err(|_| {
                    D::Error::custom(format!(
                        "`{}` is not a time zone; write a name such as \"Europe/Paris\"",
                        week.time_zone
                    ))
                })?;
                let periods = week
                    .weekly
                    .iter()
                    .map(period)
                    .collect::<Result<_, _>>()
                    .map_err(D::Error::custom)?;
                Ok(Self::Weekly { zone, periods })
            }
        }
    }
}

fn period(written: &WrittenPeriod) -> Result<Period, String> {
    let time = |text: &str| {
        Time::strptime("%H:%M", text).map_err(|_| {
            format!("`{text}` is not a time of day; write hours and minutes, such as \"09:00\"")
        })
    };
    let to = if written.to == "24:00" { None } else { Some(time(&written.to)?) };
    let from = time(&written.from)?;
    if to.is_some_and(|to| to <= from) {
        return Err(format!(
            "the period from {} to {} ends before it begins; split it at midnight",
            written.from, written.to
        ));
    }
    let days = written.days.iter().map(|d| weekday(d)).collect::<Result<_, _>>()?;
    Ok(Period { days, from, to })
}

fn weekday(name: &str) -> Result<Weekday, String> {
    Ok(match name {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => {
            return Err(format!(
                "`{name}` is not a day; write mon, tue, wed, thu, fri, sat or sun"
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(toml: &str) -> Hours {
        #[derive(Deserialize)]
        struct Wrapper {
            hours: Hours,
        }
        toml::from_str::<Wrapper>(toml).unwrap().hours
    }

    const PACIFIC: &str = r#"hours = { time_zone = "America/Los_Angeles", weekly = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "06:00", to = "21:00" }] }"#;

    #[test]
    fn a_desk_opens_and_closes_by_its_own_clock() {
        let desk = hours(PACIFIC);
        let at = |t: &str| channel_state(&desk, t.parse().unwrap());
        // A Friday in winter: 06:00 Pacific is 14:00 UTC.
        assert_eq!(
            at("2026-01-09T13:59:59Z"),
            ChannelState::Closed { opens: Some("2026-01-09T14:00:00Z".parse().unwrap()) }
        );
        assert_eq!(
            at("2026-01-09T14:00:00Z"),
            ChannelState::Open { until: Some("2026-01-10T05:00:00Z".parse().unwrap()) }
        );
        // Over the weekend in which daylight saving begins, it opens on Monday at 06:00, now 13:00 UTC.
        assert_eq!(
            at("2026-03-07T12:00:00Z"),
            ChannelState::Closed { opens: Some("2026-03-09T13:00:00Z".parse().unwrap()) }
        );
    }

    #[test]
    fn adjoining_periods_are_one_opening() {
        let desk = hours(
            r#"hours = { time_zone = "UTC", weekly = [{ days = ["mon"], from = "20:00", to = "24:00" }, { days = ["tue"], from = "00:00", to = "02:00" }] }"#,
        );
        let state = channel_state(&desk, "2026-11-23T21:00:00Z".parse().unwrap());
        assert_eq!(
            state,
            ChannelState::Open { until: Some("2026-11-24T02:00:00Z".parse().unwrap()) }
        );
    }

    #[test]
    fn hours_that_cannot_be_are_refused_with_a_way_out() {
        let refused = |text: &str| {
            toml::from_str::<std::collections::BTreeMap<String, Hours>>(text)
                .unwrap_err()
                .to_string()
        };
        assert!(refused(r#"hours = "9 to 5""#).contains("24/7"));
        assert!(
            refused(r#"hours = { time_zone = "Mars/Base", weekly = [] }"#).contains("Europe/Paris")
        );
        assert!(refused(r#"hours = { time_zone = "UTC", weekly = [{ days = ["mon"], from = "22:00", to = "02:00" }] }"#).contains("midnight"));
    }
}
