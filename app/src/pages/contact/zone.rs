//! The reader's time zone: which one the page takes them to be in, and a form to say otherwise. Where scripts run, the loader has told it.

use guichet_model::hours::Hours;
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::ContactView;
use crate::{page::Context, words::Words};

/// Zones to choose from: one for each way of reading the clock that many people live by.
const ZONES: [&str; 62] = [
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Denver",
    "America/Chicago",
    "America/Mexico_City",
    "America/Guatemala",
    "America/New_York",
    "America/Bogota",
    "America/Lima",
    "America/Havana",
    "America/Halifax",
    "America/Caracas",
    "America/La_Paz",
    "America/Santiago",
    "America/Puerto_Rico",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Montevideo",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Atlantic/Reykjavik",
    "Africa/Casablanca",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Cairo",
    "Africa/Nairobi",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Berlin",
    "Europe/Zurich",
    "Europe/Rome",
    "Europe/Warsaw",
    "Europe/Athens",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Jerusalem",
    "Asia/Riyadh",
    "Asia/Dubai",
    "Asia/Tehran",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Manila",
    "Australia/Perth",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Pacific/Auckland",
];

/// The section at the end of the page; none where no desk lives by a clock.
pub(super) fn section(context: &Context<'_>, page: &ContactView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let mut desks = context.portal.policy().channels.iter().flat_map(|channel| &channel.desks);
    desks.any(|desk| desk.hours != Hours::Always).then(|| {
        let text = match &page.zone {
            Some(zone) => words.zone_known(words.zone(zone)),
            None => words.zone_unknown(),
        };
        let chosen = page.zone.as_ref().and_then(TimeZone::iana_name);
        let unknown = chosen.is_none();
        let options = choices(words, chosen, context.portal.now())
            .into_iter()
            .map(|(name, label)| {
                let selected = Some(name.as_str()) == chosen;
                view! { <option value=name selected=selected>{label}</option> }
            })
            .collect_view();
        view! {
            <section class="section" id="time-zone">
                <h2 class="section-title">{words.zone_title()}</h2>
                <p class="section-body">{text}</p>
                <form class="zone-form" method="post" action="/preferences/time-zone">
                    <label class="field-label" for="zone">{words.zone_label()}</label>
                    <select class="input" id="zone" name="zone">
                        <option value="" selected=unknown>{words.zone_none()}</option>
                        {options}
                    </select>
                    <button class="way-action" type="submit">{words.zone_submit()}</button>
                </form>
            </section>
        }
    })
}

/// Zones with their present offset and their city, from west to east; the reader's own among them, whatever it is.
fn choices(words: &Words, own: Option<&str>, now: Timestamp) -> Vec<(String, String)> {
    let mut zones: Vec<(i32, String, String)> = ZONES
        .into_iter()
        .chain(own.filter(|own| !ZONES.contains(own)))
        .filter_map(|name| {
            let offset = TimeZone::get(name).ok()?.to_offset(now).seconds();
            let (sign, minutes) = (if offset < 0 { '−' } else { '+' }, offset.unsigned_abs() / 60);
            let label =
                format!("UTC{sign}{:02}:{:02} · {}", minutes / 60, minutes % 60, words.city(name));
            Some((offset, name.to_owned(), label))
        })
        .collect();
    zones.sort();
    zones.into_iter().map(|(_, name, label)| (name, label)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_is_known_and_has_a_name_of_its_own() {
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        for language in ["en", "fr", "es", "ja"] {
            let words = Words::of(&language.parse().unwrap());
            let choices = choices(&words, Some("Africa/Abidjan"), now);
            assert_eq!(choices.len(), ZONES.len() + 1);
            let labels: std::collections::BTreeSet<_> = choices.iter().map(|(_, l)| l).collect();
            assert_eq!(labels.len(), choices.len(), "{language}");
        }
        let words = Words::of(&"es".parse().unwrap());
        let choices = choices(&words, None, now);
        assert_eq!(choices[0].1, "UTC−10:00 · Honolulú");
        assert!(choices.iter().any(|(_, label)| label == "UTC+05:30 · Calcuta"));
    }
}
