//! The importer on what single tools do in ways of their own.

use std::{collections::BTreeMap, fs};

use guichet_content::{
    check,
    import::{Options, import_markdown},
};
use serde_json::Value;

use crate::{
    folder,
    importing::{imported, read},
    load, locale, write,
};

fn warnings(report: &BTreeMap<String, Value>, source: &str) -> String {
    report[source]["warnings"].as_array().unwrap().iter().map(Value::to_string).collect()
}

#[test]
fn docusaurus_parts_are_put_in_and_versions_are_not_taken_twice() {
    let (to, report) = imported(&[
        (
            "docs/intro.mdx",
            "---\ntitle: Intro\ndescription: See **all** of [this](x.md)\n---\nimport Note from './parts/_note.mdx';\nimport Gone from './_gone.mdx';\n\n- one\n\n  <Note kind=\"a\" />\n\n<Gone />\n\nValue is {props.value}. <img src={require('./parts/pic.png').default} alt=\"Pic\" />\n",
        ),
        (
            "docs/parts/_note.mdx",
            "---\nx: y\n---\nA shared part, see [setup](./setup.md).\n\nIts end.\n",
        ),
        ("docs/parts/setup.md", "---\ntitle: Set up\n---\nWords\n"),
        ("docs/parts/pic.png", "x"),
        ("versioned_docs/version-1.0/parts/setup.md", "---\ntitle: Set up\n---\nOld words\n"),
        (
            "i18n/fr/docusaurus-plugin-content-docs/current/intro.mdx",
            "---\ntitle: Intro\n---\nMots\n",
        ),
        (
            "i18n/fr/docusaurus-plugin-content-docs/version-1.0/intro.mdx",
            "---\ntitle: Intro\n---\nVieux mots\n",
        ),
    ]);
    let intro = read(to.path(), "articles/en/general/intro.md");
    assert!(intro.contains("description: \"See all of this\"\n"), "{intro}");
    let part = "- one\n\n  A shared part, see [setup](../parts/setup.md).\n  \n  Its end.\n";
    assert!(intro.contains(part), "{intro}");
    let image = "Value is . <img src=\"../../../images/parts/pic.png\" alt=\"Pic\" />";
    assert!(intro.contains(image), "{intro}");
    let told = warnings(&report, "docs/intro.mdx");
    assert!(told.contains("`./_gone.mdx` could not be put in") && told.contains("{props.value}"));
    assert!(report["docs/parts/_note.mdx"]["target"].is_null());
    assert!(warnings(&report, "docs/parts/_note.mdx").contains("a part of other pages"));
    for versions in ["versioned_docs", "i18n/fr/docusaurus-plugin-content-docs"] {
        assert!(warnings(&report, versions).contains("older versions"), "{versions}");
    }
    let library = load(&to.path().join("content")).library;
    assert_eq!(library.len(), 3);
    assert!(read(to.path(), "articles/fr/general/intro.md").ends_with("Mots\n"));
}

#[test]
fn hugo_sections_title_their_categories() {
    let (to, report) = imported(&[
        (
            "content/en/posts/_index.md",
            "+++\ntitle = \"All posts\"\ndescription = \"Every *post*\"\nweight = 3\n+++\n",
        ),
        ("content/fr/posts/_index.md", "+++\ntitle = \"Articles\"\n+++\nBienvenue.\n"),
        (
            "content/en/posts/bundle/index.md",
            "+++\ntitle = \"Bundle\"\n+++\n{{< tabs \"x\" >}}{{< tab \"MacOS\" >}} Mac {{< /tab >}}{{< /tabs >}}\nSee [it]({{< ref \"thing\" >}}) and [that]({{< relref \"twice.md\" >}}).\n",
        ),
        ("content/en/other/deep/thing.md", "+++\ntitle = \"Thing\"\n+++\nWords\n"),
        ("content/en/a/twice.md", "Words\n"),
        ("content/en/b/twice.md", "Words\n"),
        ("content/en/empty/_index.md", "+++\ntitle = \"Empty\"\n+++\n"),
    ]);
    assert_eq!(
        read(to.path(), "articles/en/posts/_index.md"),
        "---\ntitle: \"All posts\"\ndescription: \"Every post\"\norder: 3\n---\n"
    );
    let line = &report["content/en/posts/_index.md"];
    assert_eq!(
        (line["target"].as_str(), line["url"].as_str(), line["warnings"].as_array().unwrap().len()),
        (Some("articles/en/posts/_index.md"), Some("/en/articles/posts"), 0)
    );
    assert!(read(to.path(), "articles/fr/posts/_index.md").contains("\"Articles\""));
    assert_eq!(report["content/fr/posts/_index.md"]["target"], "articles/fr/posts/overview.md");
    let bundle = read(to.path(), "articles/en/posts/bundle.md");
    assert!(bundle.contains("**MacOS**") && bundle.contains("[it](../other/thing.md)"), "{bundle}");
    assert!(bundle.contains("and that."), "a name that two pages have leads nowhere: {bundle}");
    assert!(warnings(&report, "content/en/empty/_index.md").contains("a folder without pages"));
    let library = load(&to.path().join("content")).library;
    let first = &library.categories(&locale("en"))[0];
    assert_eq!((first.title.as_str(), first.order), ("All posts", 3));
}

#[test]
fn names_that_differ_in_case_or_hold_blanks_are_met_exactly() {
    let (to, report) = imported(&[
        (
            "sub/a.md",
            "[one](CaseA.md) [two](casea.md) [c](<Other Page.md>) [any](OTHER%20page.md)\n",
        ),
        ("sub/CaseA.md", "# Upper\n\nWords\n"),
        ("sub/casea.md", "# Lower\n\nWords\n"),
        ("sub/Other Page.md", "Words\n"),
    ]);
    let slug = |source: &str| {
        report[source]["target"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    };
    let (upper, lower) = (slug("sub/CaseA.md"), slug("sub/casea.md"));
    assert_ne!(upper, lower);
    let text = read(to.path(), "articles/en/sub/a.md");
    let expected =
        format!("[one]({upper}) [two]({lower}) [c](other-page.md) [any](other-page.md)\n");
    assert!(text.ends_with(&expected), "{text}");
}

#[test]
fn files_of_other_encodings_are_read_or_left_out() {
    let (from, to) = (folder(&[]), tempfile::tempdir().unwrap());
    let utf16: Vec<u8> = "\u{feff}---\r\ntitle: Sechzehn\r\n---\r\nHallo Wörld\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    write(from.path(), "en/a/utf16.md", utf16);
    write(from.path(), "en/a/windows.md", b"caf\xe9 \x96 words");
    write(from.path(), "en/a/binary.md", b"\0\x01\0\x02\0");
    let report = to.path().join("report.jsonl");
    let options = Options {
        from: from.path().into(),
        to: to.path().join("content"),
        report: Some(report.clone()),
        ..Options::default()
    };
    let summary = import_markdown(&options).unwrap();
    assert_eq!((summary.written, summary.skipped), (2, 1));
    assert_eq!(check(&options.to, None).errors(), 0);
    assert_eq!(
        read(to.path(), "articles/en/a/utf16.md"),
        "---\ntitle: \"Sechzehn\"\n---\n\nHallo Wörld\n"
    );
    assert!(read(to.path(), "articles/en/a/windows.md").contains("café – words"));
    let report = fs::read_to_string(report).unwrap();
    assert!(report.contains("its encoding cannot be told") && report.contains("Windows-1252"));
}
