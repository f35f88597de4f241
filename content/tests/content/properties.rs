//! Whatever bytes come, nothing panics, and nothing harmful comes out.

use std::fs;

use guichet_content::{
    check,
    import::{Options, import_markdown},
};
use proptest::prelude::*;

use crate::{folder, load, rendered, write};

/// Text in which the marks of Markdown, HTML, YAML and templates are common.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n".to_owned()),
        Just("title: ".to_owned()),
        Just("[a](".to_owned()),
        Just("![".to_owned()),
        Just("](../b.md#x)".to_owned()),
        Just("[[b|c]]".to_owned()),
        Just("{% include ".to_owned()),
        Just("{{".to_owned()),
        Just("}}".to_owned()),
        Just("{: .x}".to_owned()),
        Just(":::note\n".to_owned()),
        Just("> [!NOTE]\n".to_owned()),
        Just("```\n".to_owned()),
        Just("<a href='".to_owned()),
        Just("<Tabs ".to_owned()),
        Just("<script>".to_owned()),
        Just("import x from 'y'\n".to_owned()),
        Just("|a|\n|-|\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("# ".to_owned()),
        Just("- [x] ".to_owned()),
        Just("[^1]: ".to_owned()),
        Just("&amp;%zz%C3".to_owned()),
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// A link within a link within a link came alive when the first repair was repaired.
#[test]
fn a_link_taken_apart_twice_stays_apart() {
    let (from, to) = (folder(&[]), tempfile::tempdir().unwrap());
    let nested = "<a href='<a href='<a href='|a|\n|-|\ntitle: <a href='> [!NOTE]\n'> [!NOTE]\n";
    write(from.path(), "en/b.md", nested.as_bytes());
    let options = Options {
        from: from.path().into(),
        to: to.path().into(),
        force: true,
        ..Options::default()
    };
    import_markdown(&options).unwrap();
    assert_eq!(check(to.path(), None).errors(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_an_article_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..400), text in markup()) {
        let root = folder(&[]);
        write(root.path(), "articles/en/a/bytes.md", bytes);
        write(root.path(), "articles/en/a/text.md", text.as_bytes());
        write(root.path(), "portal.toml", text.as_bytes());
        let report = check(root.path(), None);
        prop_assert!(report.articles + report.errors() >= 2);
    }

    #[test]
    fn nothing_that_runs_is_rendered(text in markup()) {
        let html = rendered(&text).to_lowercase();
        for bad in ["<script", "<iframe", "javascript:", " onerror=", " onclick=", " style=", "<h1", "guichet-own"] {
            prop_assert!(!html.contains(bad), "{bad} in {html}");
        }
    }

    #[test]
    fn whatever_is_imported_passes_the_check(one in markup(), two in markup(), mdx in any::<bool>()) {
        let (from, to) = (folder(&[]), tempfile::tempdir().unwrap());
        write(from.path(), if mdx { "en/a.mdx" } else { "en/a.md" }, one.as_bytes());
        write(from.path(), "en/b.md", two.as_bytes());
        let options = Options { from: from.path().into(), to: to.path().into(), force: true, ..Options::default() };
        let summary = import_markdown(&options).unwrap();
        let report = check(to.path(), None);
        prop_assert!(summary.written == 0 || report.errors() == 0, "{:#?}", report.diagnostics);
        prop_assert_eq!(load(to.path()).library.len(), summary.written);
        prop_assert_eq!(fs::read_dir(from.path()).unwrap().count(), 1);
    }
}
