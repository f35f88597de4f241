//! Libraries: languages, categories, links, media, and what a reload takes over.

use std::fs;

use guichet_content::Library;
use guichet_model::Slug;

use crate::{folder, html, key, load, locale, rendered, write};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"300\"></svg>";

fn two_languages() -> tempfile::TempDir {
    folder(&[
        (
            "portal.toml",
            "[portal]\nname = { en = \"Help\", fr = \"Aide\" }\ndefault_locale = \"en\"\n",
        ),
        ("articles/en/mail/_index.md", "---\ntitle: Mail\norder: 10\nicon: mail\n---\n"),
        ("articles/fr/mail/_index.md", "---\ntitle: Courrier\n---\n"),
        (
            "articles/en/mail/filters.md",
            "---\ntitle: Filters\norder: 20\nupdated: 2026-05-02\nredirect_from: [/rules, /fr/regles]\n---\nSee [sharing](../drive-files/share.md#how) and [contact](/contact).\n\n![A picture](../../../images/a%20b.svg)\n",
        ),
        ("articles/en/mail/alpha.md", "---\ntitle: Alpha\norder: 10\n---\nText\n"),
        (
            "articles/fr/mail/filters.md",
            "---\ntitle: Filtres\nupdated: 2026-05-01\n---\nVoir [partage](../drive-files/share.md).\n",
        ),
        (
            "articles/en/drive-files/share.md",
            "---\ntitle: Share\n---\n## How\n\n[back](../mail/filters.md) [gone](nothing.md) [out](https://example.org)\n",
        ),
        ("articles/en/loose.md", "---\ntitle: Loose\n---\nText\n"),
        ("images/a b.svg", SVG),
    ])
}

#[test]
fn readers_get_their_language_or_the_nearest() {
    let root = two_languages();
    let loaded = load(root.path());
    assert_eq!(loaded.diagnostics, []);
    let library = loaded.library;
    let (en, fr) = (locale("en"), locale("fr"));
    assert_eq!(library.locales(), [en.clone(), fr.clone()]);
    assert_eq!(library.best(&locale("fr-CA"), &key("mail/filters")).unwrap().title, "Filtres");
    assert_eq!(library.best(&fr, &key("mail/alpha")).unwrap().title, "Alpha");
    let titles = |l, c: &str| {
        library
            .articles_in(l, &c.parse::<Slug>().unwrap())
            .iter()
            .map(|a| a.title.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(&en, "mail"), ["Alpha", "Filters"]);
    assert_eq!(
        titles(&fr, "mail"),
        ["Alpha", "Filtres"],
        "untranslated articles fill the category"
    );
    assert_eq!(titles(&en, "general"), ["Loose"]);
    let categories: Vec<(&str, Option<&str>)> =
        library.categories(&fr).iter().map(|c| (c.title.as_str(), c.icon.as_deref())).collect();
    assert_eq!(categories, [("Courrier", Some("mail")), ("Drive files", None), ("General", None)]);
    assert!(library.article(&fr, &key("mail/filters")).unwrap().is_out_of_date(&library));
    assert_eq!(library.translations(&key("mail/filters")).len(), 2);
}

#[test]
fn links_follow_the_reader_and_lead_nowhere_wrong() {
    let root = two_languages();
    let library = load(root.path()).library;
    let english = html(&library, "en", "mail/filters");
    assert!(
        english.contains("<a href=\"/en/articles/drive-files/share#how\">sharing</a>"),
        "{english}"
    );
    assert!(english.contains("<a href=\"/en/contact\">"));
    let french = html(&library, "fr", "drive-files/share");
    assert!(french.contains("<a href=\"/fr/articles/mail/filters\">back</a> gone <a href=\"https://example.org\" rel=\"noopener\">out</a>"), "{french}");
}

#[test]
fn a_lone_image_is_a_figure_with_its_size_and_a_lasting_address() {
    let root = two_languages();
    let library = load(root.path()).library;
    let media = library.media("images/a b.svg").unwrap();
    assert_eq!(
        (media.width, media.height, media.content_type),
        (Some(720), Some(300), "image/svg+xml")
    );
    let url = format!("/media/images/a%20b.svg?v={}", &media.hash[..12]);
    let page = html(&library, "en", "mail/filters");
    let img = format!(
        "<img src=\"{url}\" alt=\"A picture\" width=\"720\" height=\"300\" loading=\"lazy\" decoding=\"async\">"
    );
    assert!(page.contains(&format!("<figure><button class=\"figure-open\" type=\"button\" popovertarget=\"figure.1\" aria-label=\"Enlarge: A picture\">{img}</button>")), "{page}");
    assert_eq!(
        page.matches(&img).count(),
        2,
        "the image stands again in what opens over the page: {page}"
    );
    assert!(library.media("portal.toml").is_none());
}

#[test]
fn old_addresses_lead_to_articles() {
    let root = two_languages();
    let library = load(root.path()).library;
    for (reader, path) in [
        ("en", "/rules"),
        ("fr", "rules/"),
        ("en", "/en/rules"),
        ("fr", "/regles"),
        ("en", "/fr/regles"),
    ] {
        assert_eq!(
            library.moved(&locale(reader), path),
            Some(key("mail/filters")),
            "{reader} {path}"
        );
    }
    assert_eq!(library.moved(&locale("en"), "/nothing"), None);
}

#[test]
fn a_reload_tells_what_changed_and_keeps_the_last_good_version() {
    let root = two_languages();
    let first = load(root.path()).library;
    let same = Library::load(root.path(), Some(&first)).unwrap();
    assert_eq!(
        (same.changed.len(), same.removed.len(), same.library.fingerprint()),
        (0, 0, first.fingerprint())
    );

    write(root.path(), "articles/en/mail/alpha.md", "---\ntitle: Beta\n---\nText\n");
    fs::remove_file(root.path().join("articles/en/loose.md")).unwrap();
    let second = Library::load(root.path(), Some(&first)).unwrap();
    assert_eq!(second.changed, [(locale("en"), key("mail/alpha"))]);
    assert_eq!(second.removed, [(locale("en"), key("general/loose"))]);
    assert_ne!(second.library.fingerprint(), first.fingerprint());

    write(root.path(), "articles/en/mail/alpha.md", "---\ntitle: [\n---\nBroken\n");
    write(root.path(), "portal.toml", "[portal]\nnam = 1\n");
    let third = Library::load(root.path(), Some(&second.library)).unwrap();
    assert_eq!(third.library.article(&locale("en"), &key("mail/alpha")).unwrap().title, "Beta");
    assert_eq!(third.library.policy(), second.library.policy());
    assert_eq!((third.changed.len(), third.diagnostics.len()), (0, 2), "{:?}", third.diagnostics);
    assert_eq!(third.library.fingerprint(), second.library.fingerprint());

    write(root.path(), "articles/en/mail/alpha.md", "---\ntitle: Gamma\n---\nText\n");
    let fourth = Library::load(root.path(), Some(&third.library)).unwrap();
    assert_eq!(fourth.library.article(&locale("en"), &key("mail/alpha")).unwrap().title, "Gamma");
}

#[test]
fn a_renamed_category_changes_its_articles_for_the_index() {
    let root = two_languages();
    let first = load(root.path()).library;
    write(root.path(), "articles/fr/mail/_index.md", "---\ntitle: Messages\n---\n");
    let second = Library::load(root.path(), Some(&first)).unwrap();
    assert_eq!(second.changed, [(locale("fr"), key("mail/filters"))]);
    assert_eq!(
        second
            .library
            .article(&locale("fr"), &key("mail/filters"))
            .unwrap()
            .document(&second.library)
            .category_title,
        "Messages"
    );
}

#[test]
fn markdown_is_rendered_as_the_portal_shows_it() {
    let page = rendered(
        "> [!WARNING]\n> Mind `x`\n\n- [x] one\n- [ ] two\n\n| a | b |\n|---|--:|\n| c | d |\n\nText[^1] ~~old~~ https://example.org\n\n[^1]: Note\n\n```json\n{\"a\": 1}\n```\n",
    );
    for part in [
        "<aside class=\"callout callout-warning\" role=\"note\"><p class=\"callout-title\">Warning</p>\n<p>Mind <code>x</code></p>\n</aside>",
        "<li class=\"task task-done\"><span class=\"task-done\" role=\"img\" aria-label=\"Done\"></span> one</li>",
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"T\">\n<table>",
        "<td align=\"right\">d</td>",
        "<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup> <del>old</del> <a href=\"https://example.org\" rel=\"noopener\">",
        "aria-label=\"Back to the text\">↩</a>",
        "<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-json\">{<span class=\"tok-key\">\"a\"</span>: <span class=\"tok-number\">1</span>}\n</code></pre></div>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn headings_leave_the_title_alone_and_carry_their_link() {
    let page = rendered("# T\n\nText\n\n# Part\n\n## Détail\n");
    assert!(!page.contains("<h1"), "{page}");
    assert!(page.contains("<h2 id=\"part\">Part <a class=\"anchor\" href=\"#part\" aria-label=\"Link to this section\">#</a></h2>"), "{page}");
    assert!(page.contains("<h3 id=\"détail\">"), "{page}");
    assert!(page.starts_with("<p>Text</p>"), "the title is not repeated: {page}");
}

#[test]
fn an_authors_html_is_kept_where_it_is_harmless() {
    let page = rendered(
        "<details open><summary>More</summary>Press <kbd>Ctrl</kbd></details>\n\n<script>alert(1)</script>\n\n<p style=\"color:red\" onclick=\"x()\">a <a href=\"javascript:x()\">b</a></p>\n",
    );
    assert!(
        page.contains("<details open=\"\"><summary>More</summary>Press <kbd>Ctrl</kbd></details>"),
        "{page}"
    );
    for bad in ["script", "style", "onclick", "javascript"] {
        assert!(!page.contains(bad), "{bad}: {page}");
    }
}

#[test]
fn a_document_is_cut_where_the_page_has_anchors() {
    let root = two_languages();
    let library = load(root.path()).library;
    let document =
        library.best(&locale("en"), &key("drive-files/share")).unwrap().document(&library);
    let sections: Vec<(&str, &str)> =
        document.sections.iter().map(|s| (s.anchor.as_str(), s.text.as_str())).collect();
    assert_eq!(sections, [("", ""), ("how", "back gone out")]);
    assert_eq!(
        (document.source.as_str(), document.category_title.as_str()),
        ("articles/en/drive-files/share.md", "Drive files")
    );
}
