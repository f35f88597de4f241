//! What other tools keep from readers is not published by importing it.

use std::fs;

use guichet_content::{
    check,
    import::{Options, import_markdown},
};
use guichet_model::Audience;
use serde_json::Value;

use crate::{
    folder,
    importing::{imported, read},
    key, load, locale, write,
};

/// The reason for which a page was left out; it fails if it was not.
fn reason(line: &Value) -> &str {
    assert!(line["target"].is_null() && line["url"].is_null(), "{line}");
    let last = line["warnings"].as_array().unwrap().last().unwrap().as_str().unwrap();
    last.strip_prefix("left out: ").unwrap_or_else(|| panic!("{line}"))
}

#[test]
fn drafts_and_pages_out_of_their_time_are_left_out_with_a_reason() {
    let page = |front: &str| format!("---\ntitle: T\n{front}\n---\nWords.\n");
    let fronts = [
        "draft: true",
        "published: false",
        "publishDate: 2099-01-01",
        "expiryDate: 2001-01-01",
        "private: true",
        "unlisted: true",
        "user_segment_id: 42",
        "audience: staff",
    ];
    let pages: Vec<(String, String)> = fronts
        .iter()
        .enumerate()
        .map(|(n, front)| (format!("docs/a/{n}.md"), page(front)))
        .chain([
            ("_drafts/d.md".to_owned(), page("order: 1")),
            ("_posts/2099-01-01-later.md".to_owned(), page("order: 1")),
            ("docs/a/seen.md".to_owned(), page("publishDate: 2026-11-25\nuser_segment_id: null")),
        ])
        .collect();
    let files: Vec<(&str, &str)> = pages.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let (to, report) = imported(&files);
    for (source, line) in report.iter().filter(|(source, _)| *source != "docs/a/seen.md") {
        assert!(!reason(line).is_empty(), "{source}");
    }
    assert!(reason(&report["docs/a/6.md"]).starts_with("`user_segment_id: 42` keeps it"));
    assert_eq!(reason(&report["docs/a/3.md"]), "it expired on 2001-01-01");
    assert_eq!(report.len(), 11);
    assert_eq!(load(&to.path().join("content")).library.len(), 1);
}

#[test]
fn an_audience_comes_over_to_every_translation() {
    let (to, report) = imported(&[
        (
            "en/a/x.md",
            "---\ntitle: X\naudience: admins\nservices: [mail, shared-drive]\nreview_by: 2027-01-02\nrelated: [a/y, a/gone, a/x]\nkeywords: [k]\norder: 3\nupdated: 2026-01-02\n---\nWords\n",
        ),
        ("fr/a/x.md", "---\ntitle: X\n---\nMots\n"),
        ("en/a/y.md", "---\ntitle: Y\nvisibility: signed_in_users\n---\nWords\n"),
    ]);
    assert_eq!(
        read(to.path(), "articles/en/a/x.md"),
        "---\ntitle: \"X\"\nservices: [\"mail\", \"shared-drive\"]\naudience: admins\nkeywords: [\"k\"]\nrelated: [\"a/y\"]\norder: 3\nupdated: 2026-01-02\nreview_by: 2027-01-02\n---\n\nWords\n"
    );
    let library = load(&to.path().join("content")).library;
    let audience = |tag, article| library.article(&locale(tag), &key(article)).unwrap().audience;
    assert_eq!(
        (audience("fr", "a/x"), audience("en", "a/y")),
        (Audience::Admins, Audience::Customers)
    );
    let warnings = |source: &str| {
        report[source]["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .map(Value::to_string)
            .collect::<String>()
    };
    assert!(warnings("fr/a/x.md").contains("is for admins"));
    assert!(warnings("en/a/x.md").contains("`a/gone`"));
    assert!(warnings("en/a/y.md").contains("was read as `audience: customers`"));
    assert_eq!(library.policy().services.len(), 2);
}

/// Help desks keep people from an article, not from its translation, whose file may not say so.
#[test]
fn a_translation_of_what_is_kept_from_readers_is_left_out_too() {
    let (to, report) = imported(&[
        ("en/a/1-refunds.md", "---\ntitle: A\nid: 1\nuser_segment_id: 42\n---\nWords\n"),
        ("fr/a/1-remboursements.md", "---\ntitle: A\nid: 1\n---\nMots\n"),
        ("en/a/x.md", "---\ntitle: X\nprivate: true\n---\nWords\n"),
        ("fr/a/x.md", "---\ntitle: X\n---\nMots\n"),
        ("en/a/y.md", "---\ntitle: Y\nid: 2\ndraft: true\n---\nWords\n"),
        ("fr/a/y.md", "---\ntitle: Y\nid: 2\n---\nMots\n"),
    ]);
    for source in ["fr/a/1-remboursements.md", "fr/a/x.md"] {
        assert!(reason(&report[source]).contains("which it translates"));
    }
    assert!(!report["fr/a/y.md"]["target"].is_null(), "a draft of one language is only that");
    assert_eq!(load(&to.path().join("content")).library.len(), 1);
}

#[test]
fn services_that_the_folder_does_not_know_are_dropped() {
    let from = folder(&[("en/a/x.md", "---\ntitle: X\nservices: [mail, drive]\n---\nWords\n")]);
    let to = folder(&[]);
    write(to.path(), "portal.toml", "[[services]]\nid = \"mail\"\nname = \"Mail\"\n");
    let options = Options {
        from: from.path().into(),
        to: to.path().into(),
        force: true,
        ..Options::default()
    };
    let summary = import_markdown(&options).unwrap();
    assert_eq!((summary.warnings, summary.default_locale), (1, None));
    assert_eq!(check(to.path(), None).errors(), 0);
}

#[test]
fn the_portal_speaks_english_or_else_what_most_pages_do() {
    let default = |files: &[(&str, &str)], wanted: Option<&str>| {
        let (from, to) = (folder(files), tempfile::tempdir().unwrap());
        let options = Options {
            from: from.path().into(),
            to: to.path().into(),
            force: true,
            default_locale: wanted.map(locale),
            ..Options::default()
        };
        let summary = import_markdown(&options).unwrap();
        let portal = fs::read_to_string(to.path().join("portal.toml")).unwrap();
        let default = summary.default_locale.unwrap().to_string();
        assert_eq!(portal, format!("[portal]\ndefault_locale = \"{default}\"\n"));
        assert_eq!(check(to.path(), None).errors(), 0);
        default
    };
    let three = [("de/a.md", "W\n"), ("en/a.md", "W\n"), ("de/b.md", "W\n")];
    assert_eq!(default(&three, None), "en");
    assert_eq!(default(&three, Some("de")), "de");
    assert_eq!(default(&three, Some("ja")), "en", "a language without articles is none");
    assert_eq!(default(&[("de/a.md", "W\n"), ("fr/a.md", "W\n"), ("fr/b.md", "W\n")], None), "fr");
}
