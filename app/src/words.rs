//! The words of the interface: one method a message, written by the build script from `locales/`.

use std::sync::{Arc, LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use guichet_model::Locale;
use icu_datetime::{
    DateTimeFormatter, NoCalendarFormatter,
    fieldsets::{
        E, MD, T, YMD,
        zone::{ExemplarCity, Location},
    },
    input,
};
use icu_decimal::{DecimalFormatter, options::DecimalFormatterOptions};
use jiff::tz::TimeZone;

/// The interface in one language.
pub struct Words {
    language: String,
    bundle: FluentBundle<FluentResource>,
    numbers: Option<DecimalFormatter>,
    dates: Option<DateTimeFormatter<YMD>>,
    days: Option<DateTimeFormatter<MD>>,
    weekdays: Option<DateTimeFormatter<E>>,
    times: Option<NoCalendarFormatter<T>>,
    zones: Option<NoCalendarFormatter<Location>>,
    cities: Option<NoCalendarFormatter<ExemplarCity>>,
}

/// A value that a message speaks of.
pub enum Argument {
    /// Words.
    Text(String),
    /// A count; decides the plural and is written with the language's digits and separators.
    Number(usize),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

static ALL: LazyLock<Vec<Arc<Words>>> = LazyLock::new(|| {
    SOURCES.iter().map(|(language, source)| Arc::new(Words::load(language, source))).collect()
});

impl Words {
    /// The interface for readers of a locale: in its language, else in English.
    pub fn of(locale: &Locale) -> Arc<Self> {
        let found = ALL.iter().find(|words| words.language == locale.language());
        Arc::clone(found.unwrap_or(&ALL[0]))
    }

    /// The languages the interface speaks, English first.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        SOURCES.iter().map(|(language, _)| *language)
    }

    /// The language these words are in.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The value of HTML's `dir` attribute for these words.
    pub fn direction(&self) -> &'static str {
        self.language.parse().map_or("ltr", |language: Locale| language.direction())
    }

    /// Names as a list, parted as the language parts them.
    pub fn list(&self, names: &[String]) -> String {
        names.join(&self.list_separator())
    }

    fn load(language: &str, source: &str) -> Self {
        let resource =
            FluentResource::try_new(source.to_owned()).expect("the build script parsed it");
        let tag = language.parse().expect("folders of locales are language tags");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks would end up in titles, attributes and copied text; directions are handled by `dir` and `<bdi>`.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("the build script saw no message twice");
        let icu: icu_locale_core::Locale =
            language.parse().expect("folders of locales are language tags");
        Self {
            language: language.to_owned(),
            bundle,
            numbers: DecimalFormatter::try_new((&icu).into(), DecimalFormatterOptions::default())
                .ok(),
            dates: DateTimeFormatter::try_new((&icu).into(), YMD::long()).ok(),
            days: DateTimeFormatter::try_new((&icu).into(), MD::long()).ok(),
            weekdays: DateTimeFormatter::try_new((&icu).into(), E::long()).ok(),
            times: NoCalendarFormatter::try_new((&icu).into(), T::hm()).ok(),
            zones: NoCalendarFormatter::try_new((&icu).into(), Location).ok(),
            cities: NoCalendarFormatter::try_new((&icu).into(), ExemplarCity).ok(),
        }
    }

    /// A whole number with the language's digits and separators.
    pub fn number(&self, number: usize) -> String {
        match &self.numbers {
            Some(formatter) => formatter.format(&(number as u64).into()).to_string(),
            None => number.to_string(),
        }
    }

    /// A share in percent, from ten-thousandths, with two digits after the language's decimal sign: 99.98.
    pub fn percent(&self, ten_thousandths: u32) -> String {
        let mut number = icu_decimal::input::Decimal::from(ten_thousandths);
        number.multiply_pow10(-2);
        match &self.numbers {
            Some(formatter) => formatter.format(&number).to_string(),
            None => number.to_string(),
        }
    }

    /// A date in words.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        match (&self.dates, icu_date(date)) {
            (Some(formatter), Some(day)) => {
                self.first_of_month(formatter.format(&day).to_string(), date)
            }
            _ => date.to_string(),
        }
    }

    /// French writes the first of a month as an ordinal and all other days as plain numbers, which the patterns of CLDR do not say.
    fn first_of_month(&self, said: String, date: jiff::civil::Date) -> String {
        match said.strip_prefix("1 ") {
            Some(month) if date.day() == 1 && self.language == "fr" => format!("1er {month}"),
            _ => said,
        }
    }

    /// A date in words, without its year.
    pub fn month_day(&self, date: jiff::civil::Date) -> String {
        match (&self.days, icu_date(date)) {
            (Some(formatter), Some(day)) => {
                self.first_of_month(formatter.format(&day).to_string(), date)
            }
            _ => date.to_string(),
        }
    }

    /// What a time zone's time is called: "Los Angeles Time", "Japan Time".
    pub fn zone(&self, zone: &TimeZone) -> String {
        let name = zone.iana_name().unwrap_or("UTC");
        match &self.zones {
            _ if !is_place(name) => plain_zone(name),
            _ if self.language == "fr" => french_time(&self.city(name)),
            Some(formatter) => {
                formatter.format(&input::TimeZone::from_iana_id(name).without_offset()).to_string()
            }
            None => name.to_owned(),
        }
    }

    /// The city that stands for a time zone.
    pub fn city(&self, name: &str) -> String {
        match &self.cities {
            _ if !is_place(name) => plain_zone(name),
            Some(formatter) => {
                formatter.format(&input::TimeZone::from_iana_id(name).without_offset()).to_string()
            }
            None => name.to_owned(),
        }
    }

    /// The name of a day of the week.
    pub fn weekday(&self, day: jiff::civil::Weekday) -> String {
        // 5 January 1970 was a Monday.
        let date = jiff::civil::date(1970, 1, 5 + day.to_monday_zero_offset());
        match (&self.weekdays, icu_date(date)) {
            (Some(formatter), Some(date)) => formatter.format(&date).to_string(),
            _ => format!("{day:?}"),
        }
    }

    /// A time of day.
    pub fn time(&self, time: jiff::civil::Time) -> String {
        let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
        match (&self.times, input::Time::try_new(hour, minute, 0, 0)) {
            (Some(formatter), Ok(time)) => formatter.format(&time).to_string(),
            _ => format!("{hour:02}:{minute:02}"),
        }
    }

    fn say<const N: usize>(&self, id: &str, arguments: [(&'static str, Argument); N]) -> String {
        let mut args = FluentArgs::with_capacity(N);
        for (name, argument) in arguments {
            match argument {
                Argument::Text(text) => args.set(name, text),
                Argument::Number(number) => args.set(name, FluentValue::from(number)),
            }
        }
        let pattern = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
            .expect("the build script saw every message");
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

/// Whether a time zone is that of a place, and not a bare offset or UTC.
fn is_place(name: &str) -> bool {
    name.contains('/')
        && !name.starts_with("Etc/")
        && !input::TimeZone::from_iana_id(name).is_unknown()
}

/// A time zone's name where no language has one for it.
fn plain_zone(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

/// Places of zones whose French names are plurals that take an article.
const FRENCH_PLURALS: [&str; 9] = [
    "Açores",
    "Bermudes",
    "Caïmans",
    "Comores",
    "Fidji",
    "Galápagos",
    "Maldives",
    "Marquises",
    "Palaos",
];

/// A city's time as French sentences have it, where the pattern of CLDR ("heure : Paris") is one for lists.
fn french_time(city: &str) -> String {
    let contracted =
        [("Le ", "du "), ("Les ", "des "), ("Îles ", "des îles "), ("Île ", "de l’île ")];
    for (article, preposition) in contracted {
        if let Some(name) = city.strip_prefix(article) {
            return format!("heure {preposition}{name}");
        }
    }
    let preposition = if FRENCH_PLURALS.contains(&city) {
        "des "
    } else if city == "Cap-Vert" {
        "du "
    } else if city.starts_with(|first: char| "AÀÂEÉÈÊIÎOÔUÛÜ".contains(first)) {
        "d’"
    } else {
        "de "
    };
    format!("heure {preposition}{city}")
}

fn icu_date(date: jiff::civil::Date) -> Option<input::Date<icu_calendar::Iso>> {
    input::Date::try_new_iso(
        date.year().into(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
    .ok()
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_the_language() {
        let words = Words::of(&"en".parse().unwrap());
        assert_eq!(words.results_count(1), "1 article found");
        assert_eq!(words.results_count(2), "2 articles found");
    }

    #[test]
    fn dates_and_numbers_follow_the_language() {
        let date = jiff::civil::date(2026, 11, 23);
        assert_eq!(Words::of(&"en".parse().unwrap()).date(date), "November 23, 2026");
        assert_eq!(Words::of(&"fr".parse().unwrap()).date(date), "23 novembre 2026");
        assert_eq!(Words::of(&"ja".parse().unwrap()).date(date), "2026年11月23日");
        let (french, first) = (Words::of(&"fr".parse().unwrap()), date.first_of_month());
        assert_eq!(french.date(first), "1er novembre 2026");
        assert_eq!(french.month_day(first), "1er novembre");
        assert_eq!(french.month_day(date), "23 novembre");
        assert_eq!(Words::of(&"en".parse().unwrap()).number(12_800), "12,800");
    }

    #[test]
    fn time_zones_have_names_in_every_language_and_bare_ones_their_own() {
        let named = |language: &str, zone: &str| {
            let words = Words::of(&language.parse().unwrap());
            (words.zone(&TimeZone::get(zone).unwrap()), words.city(zone))
        };
        let of = |zone: &str, city: &str| (zone.to_owned(), city.to_owned());
        assert_eq!(named("en", "Asia/Tokyo"), of("Japan Time", "Tokyo"));
        assert_eq!(named("es", "America/Los_Angeles"), of("hora de Los Ángeles", "Los Ángeles"));
        assert_eq!(named("ja", "Asia/Tokyo"), of("日本時間", "東京"));
        assert_eq!(named("fr", "Asia/Tokyo"), of("heure de Tokyo", "Tokyo"));
        assert_eq!(named("fr", "Europe/Athens"), of("heure d’Athènes", "Athènes"));
        assert_eq!(named("fr", "Africa/Cairo"), of("heure du Caire", "Le Caire"));
        assert_eq!(named("fr", "Atlantic/Azores"), of("heure des Açores", "Açores"));
        assert_eq!(named("fr", "Europe/Isle_of_Man").0, "heure de l’île de Man");
        assert_eq!(named("fr", "UTC"), of("UTC", "UTC"));
        assert_eq!(named("ja", "Etc/UTC"), of("UTC", "UTC"));
    }

    #[test]
    fn an_interface_language_that_is_missing_falls_back_to_english() {
        assert_eq!(Words::of(&"de".parse().unwrap()).language(), "en");
        assert_eq!(Words::of(&"fr-CA".parse().unwrap()).language(), "fr");
    }
}
