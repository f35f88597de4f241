//! The fifth language of the large help centre, which the bundled articles do not have: German sentences out of a stock of words.
//! German brings what the other four lack: compounds, and verbs in two parts.

use super::{generator::Material, queries::Numbers};

const THINGS: [&str; 32] = [
    "die Freigabe",
    "das Postfach",
    "den Kalender",
    "die Weiterleitung",
    "das Kennwort",
    "die Besprechung",
    "den Ordner",
    "die Rechnung",
    "das Benutzerkonto",
    "die Gruppenadresse",
    "den Anmeldevorgang",
    "die Speicherplatzgrenze",
    "das Adressbuch",
    "die Abwesenheitsnotiz",
    "den Zugriffsschlüssel",
    "die Bildschirmfreigabe",
    "das Zertifikat",
    "die Zahlungsart",
    "den Spamfilter",
    "die Benachrichtigung",
    "das Verwaltungsprotokoll",
    "die Telefonnummer",
    "den Kalendereintrag",
    "die Dateiversion",
    "das Mikrofon",
    "die Wiederherstellungsfrist",
    "den Bestätigungscode",
    "die Zeitzone",
    "das Sicherheitsmerkmal",
    "die Einladung",
    "den Papierkorb",
    "die Domainprüfung",
];
const ACTIONS: [&str; 24] = [
    "einrichten",
    "ändern",
    "löschen",
    "freigeben",
    "wiederherstellen",
    "zurücksetzen",
    "exportieren",
    "übertragen",
    "prüfen",
    "sperren",
    "verschieben",
    "umbenennen",
    "hinzufügen",
    "abbestellen",
    "verschlüsseln",
    "durchsuchen",
    "bestätigen",
    "anzeigen",
    "ausblenden",
    "verlängern",
    "kündigen",
    "zusammenführen",
    "herunterladen",
    "archivieren",
];
const PLACES: [&str; 16] = [
    "in den Einstellungen",
    "in der Verwaltungskonsole",
    "auf der Startseite",
    "im Menü oben rechts",
    "in der mobilen Anwendung",
    "unter Sicherheit",
    "im Bereich Abrechnung",
    "auf dem Telefon",
    "im Browser",
    "in der Seitenleiste",
    "unter Gruppen",
    "auf einem fremden Rechner",
    "im Verlauf",
    "in der Nachricht",
    "unter Geräte",
    "im Dialog Freigeben",
];
const REASONS: [&str; 16] = [
    "wenn die Anmeldung fehlschlägt",
    "sobald die Frist abgelaufen ist",
    "bevor Sie jemanden einladen",
    "damit niemand sonst darauf zugreift",
    "falls der Speicherplatz nicht reicht",
    "wenn eine Fehlermeldung erscheint",
    "nachdem Sie sich abgemeldet haben",
    "solange die Störung andauert",
    "weil die Änderung bis zu einer Stunde braucht",
    "wenn der zweite Faktor verloren ist",
    "sofern Ihre Rolle es erlaubt",
    "ohne dass Nachrichten verloren gehen",
    "wenn mehrere Personen gleichzeitig arbeiten",
    "bis die Prüfung abgeschlossen ist",
    "obwohl die Adresse richtig ist",
    "wenn Sie das Unternehmen verlassen",
];

/// Material for German articles in some categories, always the same.
pub(super) fn material(categories: &[String]) -> Material {
    let mut numbers = Numbers::new(49);
    let mut pick = |from: &[&'static str]| from[numbers.below(from.len())];
    let mut material = Material { categories: categories.to_vec(), ..Material::default() };
    for _ in 0..60 {
        let (thing, action) = (pick(&THINGS), pick(&ACTIONS));
        let (_, noun) = thing.split_once(' ').unwrap_or(("", thing));
        material.titles.push(format!("{noun} {} {action}", pick(&PLACES)));
        material.headings.push(format!("{noun} {}", pick(&ACTIONS)));
    }
    for _ in 0..600 {
        let (thing, other) = (pick(&THINGS), pick(&THINGS));
        let (action, then) = (pick(&ACTIONS), pick(&ACTIONS));
        material.sentences.push(format!(
            "Sie können {thing} {} {action}, {}, und danach {other} {then}.",
            pick(&PLACES),
            pick(&REASONS)
        ));
    }
    material
}
