//! The importer on trees as other tools leave them.

use std::{collections::BTreeMap, fs, path::Path};

use guichet_content::{
    check,
    import::{ImportError, Options, import_markdown},
};
use serde_json::Value;

use crate::{folder, load, write};

/// Imports files into a new folder that must pass the check; returns it and the report by source.
pub(crate) fn imported(files: &[(&str, &str)]) -> (tempfile::TempDir, BTreeMap<String, Value>) {
    let (from, to) = (folder(files), tempfile::tempdir().unwrap());
    let content = to.path().join("content");
    let report = to.path().join("report.jsonl");
    let options = Options {
        from: from.path().into(),
        to: content.clone(),
        report: Some(report.clone()),
        today: "2026-11-25".parse().ok(),
        ..Options::default()
    };
    import_markdown(&options).unwrap();
    let checked = check(&content, None);
    assert_eq!(checked.errors(), 0, "{:#?}", checked.diagnostics);
    let lines = fs::read_to_string(report).unwrap();
    let lines = lines.lines().map(|l| serde_json::from_str::<Value>(l).unwrap());
    (to, lines.map(|l| (l["source"].as_str().unwrap().to_owned(), l)).collect())
}

pub(crate) fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("content").join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn a_jekyll_tree_with_suffixed_languages_comes_over() {
    let (to, report) = imported(&[
        (
            "help/account/sign-in._en.md",
            "---\ntitle: Sign in\ncategory: account\npermalink: /help/account/sign-in/\nredirect_from: /help/old/\norder: 2\n---\n{: .list}\n\n1. Go\n\n[Reset]({{ site.baseurl }}/help/account/reset/) [gone](/help/gone/) [contact](/contact/)\n",
        ),
        (
            "help/account/sign-in._fr.md",
            "---\ntitle: Se connecter\ncategory: account\npermalink: /fr/help/account/sign-in/\n---\n[Réinitialiser](/fr/help/account/reset/)\n",
        ),
        (
            "help/account/reset._en.md",
            "---\ntitle: Reset\ncategory: account\npermalink: /help/account/reset/\n---\nText {% include x.html %}\n",
        ),
        (
            "help/account/empty._en.md",
            "---\ntitle: Empty\ncategory: account\n---\n{% include x.html %}\n",
        ),
        ("LICENSE.md", "Words of a licence\n"),
    ]);
    let english = read(to.path(), "articles/en/account/sign-in.md");
    assert_eq!(
        english,
        "---\ntitle: \"Sign in\"\nredirect_from: [\"/help/account/sign-in\", \"/help/old\"]\norder: 2\n---\n\n1. Go\n\n[Reset](reset.md) gone [contact](/contact)\n"
    );
    assert!(
        read(to.path(), "articles/fr/account/sign-in.md").ends_with("[Réinitialiser](reset.md)\n")
    );
    assert_eq!(read(to.path(), "articles/en/account/_index.md"), "---\ntitle: \"Account\"\n---\n");
    let line = &report["help/account/sign-in._fr.md"];
    assert_eq!(
        (line["target"].as_str().unwrap(), line["url"].as_str().unwrap()),
        ("articles/fr/account/sign-in.md", "/fr/articles/account/sign-in")
    );
    assert_eq!(report["help/account/sign-in._en.md"]["warnings"].as_array().unwrap().len(), 3);
    for left_out in ["help/account/empty._en.md", "LICENSE.md"] {
        assert!(
            report[left_out]["target"].is_null() && report[left_out]["url"].is_null(),
            "{left_out}"
        );
        assert_eq!(
            report[left_out]["warnings"].as_array().unwrap().last().unwrap().as_str().unwrap()[..8],
            *"left out"
        );
    }
}

#[test]
fn a_docusaurus_tree_with_translations_comes_over() {
    let (to, report) = imported(&[
        ("docs/guides/_category_.json", "{\"label\": \"The guides\", \"position\": 3}"),
        (
            "docs/guides/01-start here.mdx",
            "---\nsidebar_position: 1\nslug: /begin\n---\nimport Tabs from '@theme/Tabs';\n\n# Start here\n\n<Tabs>\n\n:::tip Mind\nSee [next](./02-next.md#set-up) or [there](/begin).\n:::\n\n</Tabs>\n\n![Shot](/img/shot%20one.png) ![none](missing.png)\n",
        ),
        ("docs/guides/02-next.md", "## Set up!\n\nText [[01-start here|begin]] [x](#nowhere)\n"),
        (
            "i18n/fr/docusaurus-plugin-content-docs/current/guides/02-next.md",
            "---\ntitle: Suite\ndraft: false\n---\n[début](01-start%20here.mdx)\n",
        ),
        ("docs/guides/secret.md", "---\ndraft: true\n---\nText\n"),
        ("static/img/shot one.png", "x"),
    ]);
    let start = read(to.path(), "articles/en/guides/start-here.md");
    assert!(
        start.starts_with(
            "---\ntitle: \"Start here\"\nredirect_from: [\"/begin\"]\norder: 1\n---\n"
        ),
        "{start}"
    );
    assert!(
        start.contains("> [!TIP] Mind\n> See [next](next.md#set-up) or [there](start-here.md).\n"),
        "{start}"
    );
    assert!(start.contains("![Shot](../../../images/img/shot-one.png) none"), "{start}");
    assert!(!start.contains("Tabs"));
    assert!(to.path().join("content/images/img/shot-one.png").is_file());
    assert!(
        read(to.path(), "articles/en/guides/next.md").contains("Text [begin](start-here.md) x")
    );
    assert!(read(to.path(), "articles/fr/guides/next.md").contains("[début](start-here.md)"));
    assert_eq!(
        read(to.path(), "articles/en/guides/_index.md"),
        "---\ntitle: \"The guides\"\norder: 3\n---\n"
    );
    assert!(report["docs/guides/secret.md"]["target"].is_null());
    let library = load(&to.path().join("content")).library;
    assert_eq!(library.translations(&crate::key("guides/next")).len(), 2);
}

#[test]
fn names_that_clash_or_cannot_stand_in_an_address_are_made_to() {
    let (to, report) = imported(&[
        ("en/Réglages/Écran d'accueil.md", "Words\n"),
        ("en/Réglages/ecran daccueil.md", "Words\n"),
        ("en/メール/設定.md", "---\ntitle: 設定\n---\nWords\n"),
        (
            "en/deep/er/index.md",
            "---\ntitle: \"Quote \\\" and: colon\"\ntags: [a, 'b, c']\n---\nWords\n",
        ),
        ("en/top.md", "# From *heading*\n\nWords\n"),
    ]);
    for (source, target) in [
        ("en/Réglages/ecran daccueil.md", "articles/en/reglages/ecran-daccueil.md"),
        ("en/Réglages/Écran d'accueil.md", "articles/en/reglages/ecran-daccueil-2.md"),
        ("en/メール/設定.md", "articles/en/メール/設定.md"),
        ("en/deep/er/index.md", "articles/en/deep/er.md"),
        ("en/top.md", "articles/en/general/top.md"),
    ] {
        assert_eq!(report[source]["target"], target);
    }
    assert!(
        read(to.path(), "articles/en/general/top.md").starts_with("---\ntitle: \"From heading\"\n")
    );
    assert!(read(to.path(), "articles/en/deep/er.md").contains("keywords: [\"a\", \"b, c\"]"));
}

#[test]
fn nothing_is_overwritten_or_written_elsewhere() {
    let (from, to) = (
        folder(&[("en/a.md", "# A\n\nNew\n"), ("en/x/../../evil.md", "Words\n")]),
        folder(&[("keep.txt", "kept")]),
    );
    let options = Options { from: from.path().into(), to: to.path().into(), ..Options::default() };
    assert!(matches!(import_markdown(&options), Err(ImportError::NotEmpty(_))));
    write(to.path(), "articles/en/general/a.md", "old");
    let summary = import_markdown(&Options { force: true, ..options.clone() }).unwrap();
    assert_eq!(
        (summary.written, fs::read_to_string(to.path().join("keep.txt")).unwrap().as_str()),
        (2, "kept")
    );
    assert!(
        fs::read_to_string(to.path().join("articles/en/general/a.md")).unwrap().contains("New")
    );
    let inside = Options { to: from.path().join("out/deep"), ..options.clone() };
    assert!(matches!(import_markdown(&inside), Err(ImportError::Inside(_))));
    let nothing = Options { from: to.path().join("articles/en/none"), ..options };
    assert!(matches!(import_markdown(&nothing), Err(ImportError::Read { .. })));
}

#[test]
#[cfg(unix)]
fn a_link_in_the_target_does_not_lead_the_importer_out() {
    use std::os::unix::fs::symlink;
    let (from, to, outside) = (
        folder(&[("en/a.md", "Words\n")]),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let options = Options {
        from: from.path().into(),
        to: to.path().into(),
        force: true,
        ..Options::default()
    };
    symlink(outside.path(), to.path().join("articles")).unwrap();
    assert!(matches!(import_markdown(&options), Err(ImportError::Write { .. })));
    fs::remove_file(to.path().join("articles")).unwrap();
    fs::create_dir_all(to.path().join("articles/en/general")).unwrap();
    let victim = outside.path().join("victim");
    fs::write(&victim, "untouched").unwrap();
    symlink(&victim, to.path().join("articles/en/general/a.md")).unwrap();
    import_markdown(&options).unwrap();
    assert_eq!(fs::read_to_string(victim).unwrap(), "untouched");
    symlink(outside.path().join("victim"), from.path().join("en/leak.md")).unwrap();
    assert_eq!(import_markdown(&options).unwrap().written, 1, "nor does one in the source");
}

#[test]
fn anchors_that_an_author_gave_come_over_with_the_links_to_them() {
    let (to, report) = imported(&[
        (
            "docs/one.md",
            "---\ntitle: One\n---\n## Set it up {#setup}\nWords.\n\n## Undo {: #undo .x}\nWords.\n",
        ),
        (
            "docs/two.md",
            "---\ntitle: Two\n---\nSee [set up](one.md#setup) and [undo](one.md#undo).\n",
        ),
    ]);
    let all: String = ["one", "two"]
        .map(|name| read(to.path(), report[&format!("docs/{name}.md")]["target"].as_str().unwrap()))
        .concat();
    for part in ["## Set it up {#setup}", "## Undo {#undo}", "one.md#setup)", "one.md#undo)"] {
        assert!(all.contains(part), "{part}: {all}");
    }
}
