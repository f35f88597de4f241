//! What must not break anything: each a clear message, and everything else served.

use std::{fs, time::Instant};

use guichet_content::{MAX_ARTICLE_BYTES, check};

use crate::{folder, html, key, load, locale, rendered, write};

const GOOD: (&str, &str) = ("articles/en/mail/good.md", "---\ntitle: Good\n---\nText\n");

/// Loads a folder with one good file and one bad one, and returns the one problem: its code, line and column.
fn problem(path: &str, bytes: &[u8]) -> (&'static str, usize, usize) {
    let root = folder(&[GOOD]);
    write(root.path(), path, bytes);
    let loaded = load(root.path());
    assert!(
        loaded.library.article(&locale("en"), &key("mail/good")).is_some(),
        "the good article is served"
    );
    let [only] = loaded.diagnostics.as_slice() else {
        panic!("one problem: {:?}", loaded.diagnostics)
    };
    (only.code, only.line, only.column)
}

#[test]
fn broken_files_are_told_with_their_place() {
    assert_eq!(
        problem("articles/en/mail/bad.md", b"---\ntitle: A\n---\nab\xff\n"),
        ("utf-8", 4, 3)
    );
    assert_eq!(problem("articles/en/mail/bad.md", b"---\ntitle: A\n"), ("front-matter", 1, 1));
    assert_eq!(problem("articles/en/mail/bad.md", b"---\ntitle: A\nx: [\n---\n").0, "front-matter");
    assert_eq!(
        problem("articles/en/mail/bad.md", b"---\ntitle: A\ntitel: B\n---\n"),
        ("front-matter-key", 3, 1)
    );
    assert_eq!(problem("articles/en/mail/bad.md", b"text"), ("title-missing", 1, 1));
    assert_eq!(problem("articles/en/mail/Bad Name.md", b"---\ntitle: A\n---\n").0, "name");
    assert_eq!(problem("articles/en/mail/Good.md", b"---\ntitle: A\n---\n").0, "name");
    assert_eq!(problem("articles/klingon/mail/a.md", b"---\ntitle: A\n---\n").0, "locale-folder");
    assert_eq!(problem("articles/en/mail/sub/good.md", b"---\ntitle: A\n---\n").0, "duplicate");
    assert_eq!(
        problem("articles/en/mail/_index.md", b"---\ntitel: A\n---\n"),
        ("front-matter-key", 2, 1)
    );
    assert_eq!(problem("portal.toml", b"[portal]\naccent = 1\n"), ("portal", 2, 10));
}

#[test]
fn an_article_of_five_megabytes_is_refused_with_the_limit() {
    let text = format!("---\ntitle: A\n---\n{}", "word ".repeat(1_000_000));
    assert_eq!(problem("articles/en/mail/big.md", text.as_bytes()).0, "too-large");
    assert!(text.len() as u64 > MAX_ARTICLE_BYTES);
}

#[test]
#[cfg(unix)]
fn links_out_of_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[
        ("secret.md", "---\ntitle: Secret\n---\n"),
        ("sub/secret.md", "---\ntitle: Secret\n---\n"),
        ("a.png", ""),
    ]);
    let root = folder(&[GOOD]);
    let mail = root.path().join("articles/en/mail");
    symlink(outside.path().join("secret.md"), mail.join("secret.md")).unwrap();
    symlink(outside.path().join("sub"), root.path().join("articles/en/sub")).unwrap();
    symlink(outside.path().join("a.png"), mail.join("a.png")).unwrap();
    symlink(root.path(), mail.join("circle")).unwrap();
    symlink("nowhere.md", mail.join("dangling.md")).unwrap();
    symlink("good.md", mail.join("again.md")).unwrap();
    let loaded = load(root.path());
    let mut codes: Vec<&str> = loaded.diagnostics.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        ["link-circle", "link-outside", "link-outside", "link-outside", "unreadable"]
    );
    assert_eq!(loaded.library.len(), 2, "a link within the folder is an article of its own");
    assert!(loaded.library.media("articles/en/mail/a.png").is_none());
}

#[test]
fn ten_thousand_headings_and_deep_nesting_take_no_time_and_no_stack() {
    let started = Instant::now();
    let headings = rendered(&"## Same *heading*\n\ntext\n\n".repeat(10_000));
    assert!(headings.contains("id=\"same-heading-9999\""));
    for markdown in [
        "> ".repeat(20_000) + "x",
        "- ".repeat(5_000) + "x",
        "[".repeat(50_000),
        "![".repeat(20_000),
        "*a **b ".repeat(10_000),
        "<div>".repeat(20_000),
        "<b>".repeat(20_000),
        "`".repeat(50_001) + " " + &"`".repeat(50_000),
        "|".repeat(20_000) + "\n" + &"|-".repeat(20_000) + "|\n",
        "[^1]: [^1]\n\n[^1]".repeat(500),
    ] {
        let one = Instant::now();
        rendered(&markdown);
        assert!(one.elapsed().as_secs() < 20, "{}… took {:?}", &markdown[..8], one.elapsed());
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

/// Sixty thousand columns took ten seconds, three quarters of a million cells four.
#[test]
fn tables_of_absurd_size_are_shown_as_text_and_told() {
    let row = |cell: &str, columns: usize| format!("{}|\n", format!("|{cell}").repeat(columns));
    for (columns, rows) in [(60_000, 2), (500, 1500), (2, 30_000)] {
        let table =
            row("a", columns) + &row("-", columns) + &row("b", columns).repeat(rows) + "\nAfter.\n";
        let text = format!("---\ntitle: T\ndescription: d\n---\nBefore.\n\n{table}");
        let root = folder(&[("articles/en/a/b.md", &text)]);
        let started = Instant::now();
        let report = check(root.path(), None);
        let found: Vec<_> = report.diagnostics.iter().map(|d| (d.code, d.line)).collect();
        assert_eq!(found, [("table-size", 8)]);
        let shown = html(&load(root.path()).library, "en", "a/b");
        assert!(!shown.contains("<table") && shown.contains("<p>After.</p>"));
        assert!(started.elapsed().as_secs() < 20, "{columns}: {:?}", started.elapsed());
    }
}

#[test]
fn control_characters_reach_no_title_and_no_tag() {
    let root = folder(&[(
        "articles/en/a/b.md",
        "---\ntitle: \"A\\u0000\\u0007B\"\n---\n<img src=\"x\u{0}\u{1}.png\" alt=\"\u{8}\">\u{0}text\n",
    )]);
    let library = load(root.path()).library;
    assert_eq!(library.best(&locale("en"), &key("a/b")).unwrap().title, "AB");
    assert!(!html(&library, "en", "a/b").contains('\u{0}'));
}

#[test]
fn an_empty_folder_is_served_and_told() {
    let root = folder(&[]);
    let loaded = load(root.path());
    assert!(loaded.library.is_empty() && loaded.library.categories(&locale("en")).is_empty());
    assert_eq!(loaded.library.default_locale(), &locale("en"));
    assert_eq!(loaded.diagnostics[0].code, "no-articles");
    fs::create_dir_all(root.path().join("articles/en")).unwrap();
    assert_eq!(check(root.path(), None).errors(), 0);
}
