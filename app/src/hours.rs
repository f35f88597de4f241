//! Opening hours in words: a desk's week, and what its doors do next, on the reader's clock and on the desk's.

use guichet_model::hours::{ChannelState, Hours, Period};
use jiff::{
    Timestamp, Zoned,
    civil::{Date, Weekday},
    tz::TimeZone,
};

use crate::words::Words;

/// Up to how many minutes ahead a change is told in minutes.
const SOON_MINUTES: i64 = 60;

/// A desk's hours in the reader's language, in the desk's own time zone, which is named.
pub(crate) fn in_words(words: &Words, hours: &Hours) -> String {
    match hours {
        Hours::Always => words.contact_hours_always(),
        Hours::Weekly { zone, periods, holidays } => {
            let periods: Vec<String> = periods.iter().map(|p| period(words, p)).collect();
            let said = words.hours_of_zone(periods.join("; "), words.zone(zone));
            if holidays.file.is_some() { words.hours_but_holidays(said) } else { said }
        }
    }
}

/// Whose clocks a time is told by.
#[derive(Clone, Copy)]
pub(crate) struct Clocks<'c> {
    /// The present.
    pub(crate) now: Timestamp,
    /// The reader's zone, where it is known.
    pub(crate) reader: Option<&'c TimeZone>,
}

/// What a desk's doors do now and next: "Open until 9:00 PM your time (6:00 AM, Japan Time)".
pub(crate) fn state_in_words(
    words: &Words,
    hours: &Hours,
    state: ChannelState,
    clocks: Clocks<'_>,
) -> String {
    let (next, open) = match state {
        ChannelState::Open { until: None } if *hours == Hours::Always => {
            return words.hours_now_always();
        }
        ChannelState::Open { until: None } => return words.hours_now_open(),
        ChannelState::Closed { opens: None } => return words.hours_closed_for_long(),
        ChannelState::Open { until: Some(until) } => (until, true),
        ChannelState::Closed { opens: Some(opens) } => (opens, false),
    };
    // A started minute counts: whoever reads "in 1 minute" shall not be late.
    let seconds = next.as_second() - clocks.now.as_second();
    let minutes = if open { seconds / 60 } else { (seconds + 59) / 60 };
    if minutes <= SOON_MINUTES {
        let minutes = usize::try_from(minutes.max(1)).unwrap_or(1);
        return if open { words.hours_closes_in(minutes) } else { words.hours_opens_in(minutes) };
    }
    let desk = hours.zone().cloned().unwrap_or(TimeZone::UTC);
    let shown = next.to_zoned(clocks.reader.unwrap_or(&desk).clone());
    let said = moment(words, &shown, clocks.now, open);
    let at_desk = next.to_zoned(desk.clone());
    match clocks.reader {
        None => words.hours_of_zone(said, words.zone(&desk)),
        Some(_) if at_desk.datetime() == shown.datetime() => words.hours_yours(said),
        Some(_) => {
            let time = words.time(at_desk.time());
            let time = if at_desk.date() == shown.date() {
                time
            } else {
                words.hours_day_time(words.weekday(at_desk.weekday()), time)
            };
            words.hours_yours_and_desk(time, said, words.zone(&desk))
        }
    }
}

/// An instant by which something comes: "tomorrow at 4:00 PM your time", or by the clock of `zone` where the reader's is not known.
pub(crate) fn due_in_words(
    words: &Words,
    due: Timestamp,
    zone: Option<&TimeZone>,
    clocks: Clocks<'_>,
) -> String {
    let zone = clocks.reader.or(zone).cloned().unwrap_or(TimeZone::UTC);
    let at = due.to_zoned(zone.clone());
    let today = clocks.now.to_zoned(zone.clone()).date();
    let ended = ended_day(&at);
    let day = ended.unwrap_or_else(|| at.date());
    let time = clock(words, &at);
    let said = match (today.until(day).map_or(0, |span| span.get_days()), ended) {
        (..=0, None) => words.due_today(time),
        (1, None) => words.due_tomorrow(time),
        (2..=6, None) => words.due_weekday(words.weekday(day.weekday()), time),
        (7.., None) => words.due_date(words.month_day(day), time),
        (..=0, Some(_)) => words.due_end_today(),
        (1, Some(_)) => words.due_end_tomorrow(),
        (2..=6, Some(_)) => words.due_end_weekday(words.weekday(day.weekday())),
        (7.., Some(_)) => words.due_end_date(words.month_day(day)),
    };
    match clocks.reader {
        Some(_) => words.hours_yours(said),
        None => words.hours_of_zone(said, words.zone(&zone)),
    }
}

/// The day that ends at an instant, where that is a midnight: told by its clock alone, it could be the one before or the one after.
pub(crate) fn ended_day(at: &Zoned) -> Option<Date> {
    if at.hour() == 0 && at.minute() == 0 { at.date().yesterday().ok() } else { None }
}

/// A time of a day as sentences have it.
pub(crate) fn clock(words: &Words, at: &Zoned) -> String {
    let hour = usize::try_from(at.hour()).unwrap_or(0);
    words.hours_clock(hour, words.time(at.time()))
}

/// "Opens tomorrow at 9:00 AM", by the clock that `at` is told by.
fn moment(words: &Words, at: &Zoned, now: Timestamp, open: bool) -> String {
    let today = now.to_zoned(at.time_zone().clone()).date();
    let days = today.until(at.date()).map_or(0, |span| span.get_days());
    let time = clock(words, at);
    match (days, open) {
        (..=0, true) => words.hours_until_today(time),
        (..=0, false) => words.hours_opens_today(time),
        (1, true) => words.hours_until_tomorrow(time),
        (1, false) => words.hours_opens_tomorrow(time),
        (2..=6, true) => words.hours_until_weekday(words.weekday(at.weekday()), time),
        (2..=6, false) => words.hours_opens_weekday(words.weekday(at.weekday()), time),
        (7.., true) => words.hours_until_date(words.month_day(at.date()), time),
        (7.., false) => words.hours_opens_date(words.month_day(at.date()), time),
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
    use guichet_model::hours::{Holidays, channel_state};
    use jiff::civil::time;

    use super::*;

    const WEEK: [Weekday; 5] =
        [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

    fn pacific() -> Hours {
        let period =
            Period { days: WEEK.to_vec(), from: time(6, 0, 0, 0), to: Some(time(21, 0, 0, 0)) };
        Hours::Weekly {
            zone: TimeZone::get("America/Los_Angeles").unwrap(),
            periods: vec![period],
            holidays: Holidays::default(),
        }
    }

    fn words(language: &str) -> std::sync::Arc<Words> {
        Words::of(&language.parse().unwrap())
    }

    fn plain(text: &str) -> String {
        text.replace(['\u{202f}', '\u{a0}'], " ")
    }

    /// What the Pacific desk says at an instant to a reader of a zone, in each language.
    fn said(now: &str, reader: Option<&str>) -> [String; 4] {
        let (hours, now) = (pacific(), now.parse().unwrap());
        let reader = reader.map(|name| TimeZone::get(name).unwrap());
        let clocks = Clocks { now, reader: reader.as_ref() };
        ["en", "fr", "es", "ja"].map(|language| {
            let state = channel_state(&hours, now);
            plain(&state_in_words(&words(language), &hours, state, clocks))
        })
    }

    #[test]
    fn hours_read_as_people_say_them() {
        assert_eq!(
            plain(&in_words(&words("en"), &pacific())),
            "Monday to Friday, 6:00 AM to 9:00 PM (Los Angeles Time)"
        );
        let mut hours = pacific();
        hours.holidays_mut().unwrap().1.file = Some("holidays.ics".to_owned());
        assert!(in_words(&words("en"), &hours).ends_with(", closed on holidays"));
        assert_eq!(runs(&[Weekday::Saturday, Weekday::Sunday, Weekday::Wednesday]).len(), 2);
    }

    #[test]
    fn what_is_soon_is_told_in_minutes() {
        // A Monday: the desk closes at 05:00 and opens at 14:00 in Greenwich.
        assert_eq!(
            said("2026-11-24T04:48:00Z", None),
            [
                "Closes in 12 minutes",
                "Ferme dans 12 minutes",
                "Cierra dentro de 12 minutos",
                "あと 12 分で受付終了"
            ]
        );
        assert_eq!(said("2026-11-24T04:59:30Z", None)[0], "Closes in 1 minute");
        assert_eq!(said("2026-11-23T13:59:30Z", None)[0], "Opens in 1 minute");
        assert_eq!(said("2026-11-23T13:00:00Z", None)[1], "Ouvre dans 60 minutes");
    }

    #[test]
    fn the_reader_is_told_the_time_of_both_clocks() {
        // Sunday evening in Paris.
        assert_eq!(
            said("2026-11-22T18:00:00Z", Some("Europe/Paris")),
            [
                "Opens tomorrow at 3:00 PM your time (6:00 AM, Los Angeles Time)",
                "Ouvre demain à 15:00 (votre heure locale ; 06:00, heure de Los Angeles)",
                "Abre mañana a las 15:00 (su hora local; 06:00, hora de Los Ángeles)",
                "明日 15:00 に受付開始（お客様の現地時間。ロサンゼルス時間では 6:00）",
            ]
        );
        // The same moment is Monday in Tokyo; the desk still has a Sunday.
        assert_eq!(
            said("2026-11-27T18:00:00Z", Some("Asia/Tokyo"))[0],
            "Open until 2:00 PM your time (Friday 9:00 PM, Los Angeles Time)"
        );
    }

    #[test]
    fn a_reader_beside_the_desk_has_one_clock_and_one_unknown_the_desks() {
        assert_eq!(
            said("2026-11-24T02:00:00Z", Some("America/Vancouver"))[0],
            "Open until 9:00 PM your time"
        );
        assert_eq!(
            said("2026-11-24T02:00:00Z", None),
            [
                "Open until 9:00 PM (Los Angeles Time)",
                "Ouvert jusqu’à 21:00 (heure de Los Angeles)",
                "Abierto hasta las 21:00 (hora de Los Ángeles)",
                "21:00 まで受付中（ロサンゼルス時間）",
            ]
        );
    }

    #[test]
    fn days_are_named_by_how_far_they_are() {
        assert_eq!(
            said("2026-11-28T18:00:00Z", Some("America/Los_Angeles")),
            [
                "Opens Monday at 6:00 AM your time",
                "Ouvre lundi à 06:00 (votre heure locale)",
                "Abre el lunes a las 06:00 (su hora local)",
                "月曜日 6:00 に受付開始（お客様の現地時間）",
            ]
        );
        let mut hours = pacific();
        let first: jiff::civil::Date = "2026-12-19".parse().unwrap();
        let (_, holidays) = hours.holidays_mut().unwrap();
        holidays.days.extend(first.series(jiff::Span::new().days(1)).take(16));
        let now = "2026-12-20T18:00:00Z".parse().unwrap();
        let told = ["en", "fr", "es", "ja"].map(|language| {
            let clocks = Clocks { now, reader: None };
            let state = channel_state(&hours, now);
            plain(&state_in_words(&words(language), &hours, state, clocks))
        });
        assert_eq!(
            told,
            [
                "Opens on January 4 at 6:00 AM (Los Angeles Time)",
                "Ouvre le 4 janvier à 06:00 (heure de Los Angeles)",
                "Abre el 4 de enero a las 06:00 (hora de Los Ángeles)",
                "1月4日 6:00 に受付開始（ロサンゼルス時間）",
            ]
        );
    }

    #[test]
    fn what_is_due_at_midnight_is_due_by_the_end_of_the_day_before() {
        let clocks = Clocks { now: "2026-11-23T12:00:00Z".parse().unwrap(), reader: None };
        let due = |language: &str, due: &str| {
            plain(&due_in_words(&words(language), due.parse().unwrap(), None, clocks))
        };
        let midnight = "2026-11-24T00:00:00Z";
        assert_eq!(due("en", midnight), "the end of today (UTC)");
        assert_eq!(due("fr", midnight), "aujourd’hui à 24:00 (UTC)");
        assert_eq!(due("es", midnight), "hoy a las 24:00 (UTC)");
        assert_eq!(due("ja", midnight), "本日 24:00（UTC）");
        assert_eq!(due("en", "2026-11-25T00:00:00Z"), "the end of tomorrow (UTC)");
        assert_eq!(due("en", "2026-11-27T00:00:00Z"), "the end of Thursday (UTC)");
        assert_eq!(due("en", "2026-12-05T00:00:00Z"), "the end of December 4 (UTC)");
        assert_eq!(due("en", "2026-11-24T00:01:00Z"), "tomorrow at 12:01 AM (UTC)");
    }

    #[test]
    fn an_hour_of_one_has_its_own_article_in_spanish() {
        let at: Zoned = "2026-11-23T01:30:00[Europe/Madrid]".parse().unwrap();
        assert_eq!(clock(&words("es"), &at), "la 01:30");
        assert_eq!(plain(&clock(&words("en"), &at)), "1:30 AM");
    }

    #[test]
    fn a_desk_without_end_says_so() {
        let clocks = Clocks { now: "2026-11-23T12:00:00Z".parse().unwrap(), reader: None };
        let open = ChannelState::Open { until: None };
        let closed = ChannelState::Closed { opens: None };
        let en = words("en");
        assert_eq!(state_in_words(&en, &Hours::Always, open, clocks), "Open now, day and night");
        assert_eq!(state_in_words(&en, &pacific(), open, clocks), "Open now");
        assert_eq!(state_in_words(&en, &pacific(), closed, clocks), "Closed for the coming weeks");
    }
}
