//! Calendars of holidays: read with the policy, taken in anew when they change, and judged where they are wrong.

use std::fs;

use guichet_content::{Library, check};
use guichet_model::hours::{ChannelState, channel_state};

use crate::{folder, load, write};

/// A policy with one desk that works on Mondays, by the calendar at this path.
fn portal(calendar: &str) -> String {
    format!(
        r#"[[channels]]
kind = "phone"
[[channels.desks]]
languages = ["en"]
hours = {{ time_zone = "Asia/Tokyo", weekly = [{{ days = ["mon"], from = "09:00", to = "17:00" }}], holidays = "{calendar}" }}
"#
    )
}

fn calendar(event: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n")
}

/// When the desk opens, seen from a Sunday: on 23 November 2026, unless a holiday comes between.
fn opens(library: &Library) -> String {
    let hours = &library.policy().channels[0].desks[0].hours;
    match channel_state(hours, "2026-11-22T00:00:00Z".parse().unwrap()) {
        ChannelState::Closed { opens: Some(at) } => at.to_string(),
        other => panic!("{other:?}"),
    }
}

const ARTICLE: &str = "---\ntitle: A\ndescription: d\n---\n";

#[test]
fn a_changed_calendar_is_taken_in_and_a_broken_one_leaves_the_last_good_version() {
    let root = folder(&[
        ("articles/en/m/a.md", ARTICLE),
        ("portal.toml", &portal("holidays/japan.ics")),
        ("holidays/japan.ics", &calendar("DTSTART:20270101")),
    ]);
    let first = load(root.path());
    assert!(first.diagnostics.is_empty(), "{:?}", first.diagnostics);
    assert_eq!(opens(&first.library), "2026-11-23T00:00:00Z");
    write(root.path(), "holidays/japan.ics", calendar("DTSTART:20261123\nRRULE:FREQ=YEARLY"));
    let second = Library::load(root.path(), Some(&first.library)).unwrap();
    assert_eq!(opens(&second.library), "2026-11-30T00:00:00Z");
    assert_ne!(second.library.fingerprint(), first.library.fingerprint());
    write(root.path(), "holidays/japan.ics", "half a file");
    let third = Library::load(root.path(), Some(&second.library)).unwrap();
    assert_eq!(opens(&third.library), "2026-11-30T00:00:00Z");
    assert_eq!(third.diagnostics.len(), 1);
    fs::remove_file(root.path().join("holidays/japan.ics")).unwrap();
    let fourth = Library::load(root.path(), Some(&third.library)).unwrap();
    assert_eq!(opens(&fourth.library), "2026-11-30T00:00:00Z");
}

#[test]
fn calendars_that_cannot_be_used_are_told_with_file_and_line() {
    let outside = tempfile::NamedTempFile::new().unwrap();
    let outside_path = outside.path().to_str().unwrap();
    for (name, content, expected) in [
        ("holidays/none.ics", None, ("portal.toml", 5, "holidays-file")),
        ("../secret.ics", None, ("portal.toml", 5, "holidays-file")),
        (outside_path, None, ("portal.toml", 5, "holidays-file")),
        ("a.ics", Some("hello\n".to_owned()), ("a.ics", 1, "holidays")),
        ("a.ics", Some(calendar("SUMMARY:No date")), ("a.ics", 3, "holidays")),
        ("a.ics", Some(calendar("DTSTART:tomorrow")), ("a.ics", 3, "holidays")),
    ] {
        let root = folder(&[("articles/en/m/a.md", ARTICLE), ("portal.toml", &portal(name))]);
        if let Some(content) = content {
            write(root.path(), name, content);
        }
        let found = check(root.path(), None).diagnostics;
        let told: Vec<_> = found.iter().map(|d| (d.path.as_str(), d.line.max(1), d.code)).collect();
        assert_eq!(told, [expected], "{name}: {found:?}");
        assert!(!found[0].help.is_empty());
    }
}

#[test]
fn entries_that_lead_nowhere_are_told_without_telling_them() {
    let portal = r#"[[channels]]
kind = "phone"
[[channels.desks]]
languages = ["en"]
entries = [{ value = "call us" }, { value = "+1 202 555 0114" }]
[[channels]]
kind = "chat"
[[channels.desks]]
languages = ["en"]
entries = [{ value = "chat.example" }, { value = "https://chat.example/en" }]
[[channels]]
kind = "email"
[[channels.desks]]
languages = ["en"]
entries = [{ value = "help at example" }, { value = "help@example.org" }]
"#;
    let root = folder(&[("articles/en/m/a.md", ARTICLE), ("portal.toml", portal)]);
    let found = check(root.path(), None).diagnostics;
    let told: Vec<_> = found.iter().map(|d| (d.line, d.code)).collect();
    assert_eq!(told, [(5, "portal-entry"), (10, "portal-entry"), (15, "portal-entry")]);
    assert!(found.iter().all(|d| !d.to_string().contains("call us")));
}
