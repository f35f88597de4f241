//! What HTML may stand in a page: everything that Markdown renders to, a list of harmless tags, and nothing that runs, styles or clashes.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Mutex,
};

/// Marks the ids that this portal makes itself: they win over the same id in an author's HTML.
pub(crate) const OWN_ID: &str = "guichet-own:";

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];
const GENERIC: &[&str] =
    &["aria-hidden", "aria-label", "class", "dir", "id", "lang", "role", "tabindex", "title"];
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "hreflang"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("ins", &["cite", "datetime"]),
    ("ol", &["start", "reversed", "type"]),
    ("q", &["cite"]),
    ("td", &["align", "colspan", "headers", "rowspan"]),
    ("th", &["align", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];
/// The classes of the portal's own style sheet; any other is dropped, so that an article cannot dress up as the portal.
const CLASSES: &[&str] = &[
    "anchor",
    "callout",
    "callout-caution",
    "callout-important",
    "callout-note",
    "callout-tip",
    "callout-title",
    "callout-warning",
    "code",
    "footnote-backref",
    "footnote-ref",
    "footnotes",
    "missing-image",
    "table-scroll",
    "task",
    "task-done",
    "task-list",
    "task-open",
];

/// Sanitises a rendered article. `anchors` are the ids of its headings and figures, `back_to_text` names the way back from a footnote.
pub(crate) fn clean(html: &str, anchors: HashSet<String>, back_to_text: &str) -> String {
    let attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect();
    let seen = Mutex::new(HashSet::new());
    let back_to_text = back_to_text.to_owned();
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(
            ["script", "style", "template", "noscript", "iframe", "object", "svg", "math"].into(),
        )
        .generic_attributes(GENERIC.iter().copied().collect())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(move |_, attribute, value| match attribute {
            "id" => id(value, &anchors, &seen),
            "class" => classes(value),
            "aria-label" if value.starts_with("Back to reference ") => {
                Some(Cow::Owned(back_to_text.clone()))
            }
            // A positive one would carry the keyboard out of the page's order.
            "tabindex" => (value == "0").then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        });
    builder.clean(html).to_string()
}

fn id<'v>(
    value: &'v str,
    anchors: &HashSet<String>,
    seen: &Mutex<HashSet<String>>,
) -> Option<Cow<'v, str>> {
    let (id, own) = value.strip_prefix(OWN_ID).map_or((value, false), |id| (id, true));
    let free = own || !anchors.contains(id);
    let first = || seen.lock().is_ok_and(|mut seen| seen.insert(id.to_owned()));
    (free && !id.is_empty() && first()).then_some(Cow::Borrowed(id))
}

fn classes(value: &str) -> Option<Cow<'_, str>> {
    let known = |class: &&str| {
        CLASSES.contains(class) || class.starts_with("tok-") || class.starts_with("language-")
    };
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(known).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        clean(html, ["taken".to_owned()].into(), "Retour")
    }

    #[test]
    fn nothing_that_runs_or_styles_is_left() {
        for (bad, good) in [
            ("<script>alert(1)</script>x", "x"),
            ("<p onclick=\"x()\" style=\"position:fixed\">a</p>", "<p>a</p>"),
            ("<a href=\"javascript:alert(1)\">a</a>", "<a>a</a>"),
            ("<a href=\"jAvA&#x09;script:alert(1)\">a</a>", "<a>a</a>"),
            ("<img src=\"data:text/html,x\" onerror=x>", "<img>"),
            ("<iframe src=\"https://example.org\"></iframe><svg><a href=x></a></svg>", ""),
            ("<form action=/x><input name=q><button>b</button></form>", "b"),
            (
                "<h1>a</h1><p tabindex=\"5\" class=\"site-header tok-x\">b</p>",
                "a<p class=\"tok-x\">b</p>",
            ),
        ] {
            assert_eq!(cleaned(bad), good, "{bad}");
        }
    }

    #[test]
    fn an_id_stands_once_and_a_headings_own_wins() {
        let html = "<p id=\"taken\">a</p><p id=\"mine\">b</p><p id=\"mine\">c</p><h2 id=\"guichet-own:taken\">d</h2>";
        assert_eq!(cleaned(html), "<p>a</p><p id=\"mine\">b</p><p>c</p><h2 id=\"taken\">d</h2>");
    }
}
