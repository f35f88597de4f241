//! The words of the interface: one method a message, written by the build script from `locales/`.

use std::sync::{Arc, LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use guichet_model::Locale;
use icu_datetime::{
    DateTimeFormatter, NoCalendarFormatter,
    fieldsets::{E, T, YMD},
    input,
};
use icu_decimal::{DecimalFormatter, options::DecimalFormatterOptions};

/// The interface in one language.
pub struct Words {
    language: String,
    bundle: FluentBundle<FluentResource>,
    numbers: Option<DecimalFormatter>,
    dates: Option<DateTimeFormatter<YMD>>,
    weekdays: Option<DateTimeFormatter<E>>,
    times: Option<NoCalendarFormatter<T>>,
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
            weekdays: DateTimeFormatter::try_new((&icu).into(), E::long()).ok(),
            times: NoCalendarFormatter::try_new((&icu).into(), T::hm()).ok(),
        }
    }

    /// A whole number with the language's digits and separators.
    pub fn number(&self, number: usize) -> String {
        match &self.numbers {
            Some(formatter) => formatter.format(&(number as u64).into()).to_string(),
            None => number.to_string(),
        }
    }

    /// A date in words.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        match (&self.dates, icu_date(date)) {
            (Some(formatter), Some(date)) => formatter.format(&date).to_string(),
            _ => date.to_string(),
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
        assert_eq!(Words::of(&"en".parse().unwrap()).number(12_800), "12,800");
    }

    #[test]
    fn an_interface_language_that_is_missing_falls_back_to_english() {
        assert_eq!(Words::of(&"de".parse().unwrap()).language(), "en");
        assert_eq!(Words::of(&"fr-CA".parse().unwrap()).language(), "fr");
    }
}
