//! What the forms of the desk for incidents send: words by language, states of services, times.

use guichet_app::pages::status::desk::Fault;
use guichet_model::status::ComponentState;
use guichet_storage::Texts;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use crate::pages::form::Form;

/// The words of a field in every language of the content.
pub(super) fn texts(form: &Form, field: &str) -> Texts {
    form.snapshot
        .library
        .locales()
        .iter()
        .map(|locale| (locale.clone(), form.field(&format!("{field}-{locale}")).to_owned()))
        .collect()
}

/// The components that something happens to, with their states.
pub(super) fn components(form: &Form) -> Vec<(String, ComponentState)> {
    form.fields()
        .filter_map(|(name, value)| {
            Some((name.strip_prefix("component-")?.to_owned(), ComponentState::parse(value)?))
        })
        .collect()
}

/// A time of UTC, as browsers send it; one that cannot be read is noted as wrong.
pub(super) fn time(
    form: &Form,
    field: &'static str,
    wrong: &mut Vec<(&'static str, Fault)>,
) -> Option<Timestamp> {
    let written = form.field(field).trim();
    if written.is_empty() {
        return None;
    }
    let read = written.trim_end_matches('Z').parse::<DateTime>().ok();
    let read = read.and_then(|there| there.to_zoned(TimeZone::UTC).ok());
    if read.is_none() {
        wrong.push((field, Fault::Time));
    }
    read.map(|there| there.timestamp())
}
