//! `guichet check`: every kind of problem at its place, with what to do.

use guichet_content::{Severity, check};

use crate::folder;

const A: &str = "---\ntitle: A\ndescription: d\n---\n## One\n";

/// The problems of a folder in which `articles/en/m/b.md` holds this: severity, code, line, column.
fn problems(front: &str, body: &str) -> Vec<(Severity, &'static str, usize, usize)> {
    let text = format!("---\ntitle: B\ndescription: d\n{front}---\n{body}");
    let root = folder(&[
        ("articles/en/m/a.md", A),
        ("articles/en/m/b.md", &text),
        ("images/p.svg", "<svg/>"),
        ("files/f.pdf", "x"),
    ]);
    check(root.path(), None)
        .diagnostics
        .into_iter()
        .map(|d| (d.severity, d.code, d.line, d.column))
        .collect()
}

#[test]
fn links_anchors_and_images_are_followed() {
    use Severity::{Error, Warning};
    for (body, expected) in [
        (
            "ok [a](a.md#one) [b](#two) [c](../../../files/f.pdf) [d](/contact) [e](mailto:x@y.z) [f](/en/articles/m/a) [g](../m/)\n\n## Two\n",
            vec![],
        ),
        ("x [a](c.md)\n", vec![(Error, "link-broken", 5, 3)]),
        ("\n\nx [a](a.md#on)\n", vec![(Error, "anchor-broken", 7, 3)]),
        ("[a](#no)\n", vec![(Error, "anchor-broken", 5, 1)]),
        ("[a](javascript:alert(1))\n", vec![(Error, "link-refused", 5, 1)]),
        ("[a]\n\n[a]: gone.md\n", vec![(Error, "link-broken", 5, 1)]),
        ("![x](../../../images/p.svg) ![y](p.svg)\n", vec![(Error, "image-missing", 5, 29)]),
        ("![](../../../images/p.svg)\n", vec![(Warning, "alt-missing", 5, 1)]),
        ("![x](../../../files/f.pdf)\n", vec![(Error, "image-missing", 5, 1)]),
        ("![x](https://example.org/p.png)\n", vec![(Warning, "image-external", 5, 1)]),
        (
            "é <a href=\"gone.md\">x</a> <img src=\"../../../images/p.svg\">\n",
            vec![(Error, "link-broken", 5, 12), (Warning, "alt-missing", 5, 37)],
        ),
        ("| a |\n|---|\n| [b](c.md) |\n", vec![(Error, "link-broken", 7, 3)]),
        ("`[a](c.md)`\n\n    [a](c.md)\n", vec![]),
    ] {
        assert_eq!(problems("", body), expected, "{body}");
    }
}

#[test]
fn front_matter_that_points_nowhere_is_told() {
    use Severity::Error;
    assert_eq!(problems("related:\n  - m/a\n  - m/c\n", ""), [(Error, "related", 6, 5)]);
    assert_eq!(problems("related: [m/b]\n", ""), [(Error, "related", 4, 11)]);
    assert_eq!(problems("services: [mail]\n", ""), [(Error, "service-unknown", 4, 12)]);
    assert_eq!(
        problems("redirect_from: /en/articles/m/b\n", ""),
        [(Error, "redirect-loop", 4, 16)]
    );
    assert_eq!(problems("redirect_from: /articles/m/a\n", ""), [(Error, "redirect-hidden", 4, 16)]);
    assert_eq!(
        problems("redirect_from: [/x, /en/search]\n", ""),
        [(Error, "redirect-hidden", 4, 21)]
    );
    assert_eq!(problems("redirect_from: [/x, /%zz]\n", ""), [(Error, "redirect", 4, 21)]);
}

#[test]
fn an_address_can_be_claimed_once_a_language() {
    let article =
        |title: &str| format!("---\ntitle: {title}\ndescription: d\nredirect_from: /old\n---\n");
    let root = folder(&[
        ("articles/en/m/a.md", &article("A")),
        ("articles/fr/m/a.md", &article("A")),
        ("articles/en/m/b.md", &article("B")),
    ]);
    let report = check(root.path(), None);
    let found: Vec<_> = report.diagnostics.iter().map(|d| (d.path.as_str(), d.code)).collect();
    assert_eq!(found, [("articles/en/m/b.md", "redirect-twice")]);
}

#[test]
fn translations_that_were_left_behind_are_a_warning() {
    let article = |date: &str| format!("---\ntitle: A\ndescription: d\nupdated: {date}\n---\n");
    let root = folder(&[
        ("articles/en/m/a.md", &article("2026-02-02")),
        ("articles/fr/m/a.md", &article("2026-02-01")),
        ("articles/ja/m/a.md", &article("2026-02-03")),
    ]);
    let report = check(root.path(), None);
    assert_eq!((report.errors(), report.warnings(), report.articles), (0, 1, 3));
    let shown = report.diagnostics[0].to_string();
    assert!(
        shown.starts_with("articles/fr/m/a.md:1:1: warning[translation-out-of-date]: ")
            && shown.contains("\n  help: "),
        "{shown}"
    );
}

#[test]
fn a_translation_for_other_readers_than_the_original_is_an_error() {
    let article = |front: &str| format!("---\ntitle: A\ndescription: d\n{front}---\nWords.\n");
    let root = folder(&[
        ("articles/en/m/a.md", &article("audience: admins\n")),
        ("articles/fr/m/a.md", &article("")),
        ("articles/ja/m/a.md", &article("order: 1\naudience: customers\n")),
        ("articles/de/m/a.md", &article("audience: admins\n")),
        ("portal.toml", "[portal]\ndefault_locale = \"en\"\n"),
    ]);
    let report = check(root.path(), None);
    let found: Vec<_> =
        report.diagnostics.iter().map(|d| (d.path.as_str(), d.code, d.line, d.column)).collect();
    assert_eq!(
        found,
        [
            ("articles/fr/m/a.md", "audience-differs", 1, 1),
            ("articles/ja/m/a.md", "audience-differs", 5, 11)
        ]
    );
    assert_eq!(report.errors(), 2);
    assert!(report.diagnostics[0].help.starts_with("write `audience: admins` here"));
}

#[test]
fn a_link_that_some_readers_may_not_follow_is_a_warning() {
    let root = folder(&[
        (
            "articles/en/m/a.md",
            "---\ntitle: A\ndescription: d\n---\nWords.\n\nSee [b](b.md) and <a href=\"c.md\">c</a>.\n",
        ),
        (
            "articles/en/m/b.md",
            "---\ntitle: B\ndescription: d\naudience: customers\n---\n[a](a.md) [c](c.md)\n",
        ),
        ("articles/en/m/c.md", "---\ntitle: C\ndescription: d\naudience: admins\n---\n[b](b.md)\n"),
    ]);
    let report = check(root.path(), None);
    let found: Vec<_> =
        report.diagnostics.iter().map(|d| (d.path.as_str(), d.code, d.line, d.column)).collect();
    assert_eq!(
        found,
        [
            ("articles/en/m/a.md", "link-restricted", 7, 5),
            ("articles/en/m/a.md", "link-restricted", 7, 28),
            ("articles/en/m/b.md", "link-restricted", 6, 11)
        ]
    );
    assert_eq!(report.errors(), 0);
}

#[test]
fn markdown_in_a_description_is_a_warning_with_the_words() {
    let root = folder(&[(
        "articles/en/m/a.md",
        "---\ntitle: A\ndescription: Open the **Menu**, see [this](a.md).\n---\nWords.\n",
    )]);
    let report = check(root.path(), None);
    let [only] = report.diagnostics.as_slice() else { panic!("{:?}", report.diagnostics) };
    assert_eq!((only.severity, only.code, only.line), (Severity::Warning, "description-markup", 3));
    assert!(only.help.ends_with("write `Open the Menu, see this.`"), "{only}");
}

#[test]
fn the_policy_is_judged_line_by_line() {
    let portal = r#"[portal]
accent = "blue"
default_locale = "de"
featured = ["m/a", "m/x"]
privacy_url = "example.org"
name = { en = "Help" }

[[services]]
id = "mail"
name = "Mail"

[[forums]]
name = "Forum"
url = "https://example.org"
service = "mial"

[[priorities]]
level = "P1"
title = "t"
meaning = "m"
example = "e"
first_response = "f"

[[priority_rules]]
id = "all-access"
effect = ["no_access", "blocks_collaboration", "not_as_designed"]
priority = "P1"
because = "b"

[[priority_rules]]
id = "wished"
effect = ["not_as_wished"]
reach = ["one"]
priority = "P4"
because = "b"

[[priority_rules]]
id = "never"
effect = ["no_access"]
priority = "P1"
because = "b"
[sign_in]
personal_domains = ["example.org", "Example.com"]
"#;
    let root =
        folder(&[("portal.toml", portal), ("articles/en/m/a.md", A), ("articles/fr/m/a.md", A)]);
    let report = check(root.path(), None);
    let found: Vec<(usize, &str)> = report
        .diagnostics
        .iter()
        .filter(|d| d.path == "portal.toml")
        .map(|d| (d.line, d.code))
        .collect();
    for expected in [
        (2, "portal-accent"),
        (3, "portal-locale"),
        (4, "portal-article"),
        (5, "portal-url"),
        (6, "portal-language"),
        (15, "service-unknown"),
        (34, "portal-priority"),
        (37, "portal-rules"),
        (43, "sign-in-domain"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:#?}");
    }
    assert_eq!(
        found.iter().filter(|(line, code)| *line == 24 && *code == "portal-rules").count(),
        4,
        "four combinations are not covered: {found:?}"
    );
    let forum = report.diagnostics.iter().find(|d| d.code == "service-unknown").unwrap();
    assert_eq!(forum.help, "did you mean `mail`?");
}

#[test]
fn forums_are_checked_key_by_key() {
    let portal = r#"[[services]]
id = "mail"
name = "Mail"
[[editions]]
id = "plus"
name = "Plus"
tier = "paid"
[[forums]]
name = "Discourse"
url = "/forum"
kind = "discourse"
category = "en/mail?x"
editions = [
  "pluss",
]
search_url = "https://f.example/s?q={query}"
[forums.categories]
male = "mail/12"
[[forums]]
name = "Other"
url = "https://f.example"
category = "mail"
search_url = "https://f.example/s?q={words}"
new_topic_url = "f.example/new?title={title}"
[[forums]]
name = "Fine"
url = "https://f.example/c/en"
kind = "discourse"
languages = ["en"]
editions = ["plus"]
category = { en = "en/mail/12", fr = "fr" }
categories = { mail = "42" }
[[forums]]
name = "Fine, too"
url = "https://f.example"
search_url = "https://f.example/s?q={query}"
new_topic_url = "https://f.example/new?title={title}&body={body}"
"#;
    let root =
        folder(&[("portal.toml", portal), ("articles/en/m/a.md", A), ("articles/fr/m/a.md", A)]);
    let mut found: Vec<(usize, &str)> = check(root.path(), None)
        .diagnostics
        .iter()
        .filter(|d| d.path == "portal.toml")
        .map(|d| (d.line, d.code))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            (10, "forum-address"),
            (12, "forum-category"),
            (14, "edition-unknown"),
            (16, "forum-key"),
            (18, "service-unknown"),
            (22, "forum-key"),
            (23, "forum-template"),
            (24, "portal-url"),
        ]
    );
}

#[test]
fn an_article_past_its_review_date_is_named() {
    let root = folder(&[(
        "articles/en/m/a.md",
        "---\ntitle: A\ndescription: d\nreview_by: 2026-11-20\n---\nWords.\n",
    )]);
    let codes = |today: Option<&str>| {
        let report = check(root.path(), today.map(|day| day.parse().unwrap()));
        report.diagnostics.into_iter().map(|d| d.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(Some("2026-11-21")), ["review-due"]);
    assert!(codes(Some("2026-11-20")).is_empty() && codes(None).is_empty());
}
