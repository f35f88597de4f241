//! Hours as the policy writes them: `"24/7"`, or
//! `{ time_zone = "Asia/Tokyo", weekly = [{ days = ["mon", "tue"], from = "09:00", to = "18:00" }], holidays = "holidays/japan.ics" }`.

use jiff::{
    civil::{Time, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, de::Error as _};

use super::{Holidays, Hours, Period};

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
    #[serde(default)]
    holidays: Option<String>,
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
                let holidays = Holidays { file: week.holidays, ..Holidays::default() };
                Ok(Self::Weekly { zone, periods, holidays })
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
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_file_of_holidays_is_kept_as_written() {
        let text =
            r#"hours = { time_zone = "Asia/Tokyo", weekly = [], holidays = "holidays/japan.ics" }"#;
        let table: BTreeMap<String, Hours> = toml::from_str(text).unwrap();
        let Hours::Weekly { holidays, .. } = &table["hours"] else { panic!("weekly hours") };
        assert_eq!(holidays.file.as_deref(), Some("holidays/japan.ics"));
    }

    #[test]
    fn hours_that_cannot_be_are_refused_with_a_way_out() {
        let refused =
            |text: &str| toml::from_str::<BTreeMap<String, Hours>>(text).unwrap_err().to_string();
        assert!(refused(r#"hours = "9 to 5""#).contains("24/7"));
        assert!(
            refused(r#"hours = { time_zone = "Mars/Base", weekly = [] }"#).contains("Europe/Paris")
        );
        assert!(refused(r#"hours = { time_zone = "UTC", weekly = [{ days = ["mon"], from = "22:00", to = "02:00" }] }"#).contains("midnight"));
    }
}
