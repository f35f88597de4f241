//! Words of Markdown and HTML as plain text, and how many there are.

use comrak::{
    Arena,
    arena_tree::NodeEdge,
    nodes::{Node, NodeValue},
};

/// Words an adult reads in a minute.
const WORDS_A_MINUTE: usize = 220;
/// Characters of scripts without spaces that a reader takes in a minute.
const SIGNS_A_MINUTE: usize = 500;

/// Appends the text below a node: blocks end in a line break; cells of a table are parted by a dot and its rows by a semicolon, so that what
/// stood apart does not run together.
pub(crate) fn collect(node: Node<'_>, out: &mut String) {
    for edge in node.traverse() {
        match edge {
            NodeEdge::Start(node) => match &node.data().value {
                NodeValue::Text(text) => out.push_str(text),
                NodeValue::Code(code) => out.push_str(&code.literal),
                NodeValue::CodeBlock(code) => out.push_str(&code.literal),
                NodeValue::HtmlBlock(html) => strip_tags(&html.literal, out),
                NodeValue::SoftBreak | NodeValue::LineBreak => out.push('\n'),
                NodeValue::Math(math) => out.push_str(&math.literal),
                _ => {}
            },
            NodeEdge::End(node) => match &node.data().value {
                NodeValue::TableCell if node.next_sibling().is_some() => out.push_str(" · "),
                NodeValue::TableCell => {}
                NodeValue::TableRow(_) if node.next_sibling().is_some() => out.push_str(";\n"),
                value if value.block() && !out.is_empty() && !out.ends_with('\n') => out.push('\n'),
                _ => {}
            },
        }
    }
}

/// The text of one line below a node: a heading's words, an image's alternative.
pub(crate) fn line(node: Node<'_>) -> String {
    let mut text = String::new();
    collect(node, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of one line of Markdown; `None` when it holds no signs that readers would see.
pub(crate) fn without_markup(markdown: &str) -> Option<String> {
    if !markdown.contains(['*', '_', '`', '[', '<', '~']) {
        return None;
    }
    let arena = Arena::new();
    let mut options = crate::markdown::options();
    options.extension.autolink = false;
    // A word before it keeps a number or a hyphen at the beginning from making a list.
    let root = comrak::parse_document(&arena, &format!("x {markdown}"), &options);
    let marked = root.descendants().any(|node| match &node.data().value {
        NodeValue::Emph
        | NodeValue::Strong
        | NodeValue::Strikethrough
        | NodeValue::Code(_)
        | NodeValue::Link(_)
        | NodeValue::Image(_) => true,
        // `<name>` may be a placeholder; a closing tag is none.
        NodeValue::HtmlInline(html) => html.starts_with("</"),
        _ => false,
    });
    marked.then(|| line(root)[1..].trim_start().to_owned())
}

/// The words of some HTML in one line: no tags, no scripts, the commonest entities read. What comes out is text, to be escaped like any other.
pub fn plain_text(html: &str) -> String {
    let mut text = String::new();
    strip_tags(html, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Appends HTML without its tags, comments, scripts and styles; the commonest entities are read.
pub(crate) fn strip_tags(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push_entities(&rest[..open], out);
        let tail = &rest[open..];
        let lower: String = tail.chars().take(8).collect::<String>().to_ascii_lowercase();
        let end = if tail.starts_with("<!--") {
            tail.find("-->").map(|n| n + 3)
        } else if lower.starts_with("<script") {
            tail.find("</script>").map(|n| n + 9)
        } else if lower.starts_with("<style") {
            tail.find("</style>").map(|n| n + 8)
        } else {
            tail.find('>').map(|n| n + 1)
        };
        match end {
            Some(end) => {
                out.push(' ');
                rest = &tail[end..];
            }
            None => return,
        }
    }
    push_entities(rest, out);
}

fn push_entities(text: &str, out: &mut String) {
    if text.contains('&') {
        let text = text
            .replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'");
        out.push_str(&text.replace("&amp;", "&"));
    } else {
        out.push_str(text);
    }
}

/// How long a text is to a reader: words between spaces, and signs of scripts that put no spaces.
pub(crate) fn measure(text: &str) -> (usize, usize) {
    let (mut words, mut signs, mut inside) = (0, 0, false);
    for c in text.chars() {
        if is_spaceless(c) {
            signs += 1;
            inside = false;
        } else if c.is_alphanumeric() {
            words += usize::from(!inside);
            inside = true;
        } else if c.is_whitespace() {
            inside = false;
        }
    }
    (words, signs)
}

/// Minutes it takes to read, at least one.
pub(crate) fn minutes(text: &str) -> u32 {
    let (words, signs) = measure(text);
    let minutes =
        (words * SIGNS_A_MINUTE + signs * WORDS_A_MINUTE).div_ceil(WORDS_A_MINUTE * SIGNS_A_MINUTE);
    u32::try_from(minutes.max(1)).unwrap_or(u32::MAX)
}

fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        let mut out = String::new();
        strip_tags(
            "<p>Use <kbd>Ctrl</kbd> &amp; go<script>alert(1)</script><!-- no --> on</p><unclosed",
            &mut out,
        );
        assert_eq!(out.split_whitespace().collect::<Vec<_>>(), ["Use", "Ctrl", "&", "go", "on"]);
    }

    #[test]
    fn cells_and_rows_of_tables_stand_apart() {
        let arena = Arena::new();
        let table = "| Code | Do |\n|---|---|\n| `E-1` gone | Wait |\n| E-2 | |\n\nAfter.\n";
        let root = comrak::parse_document(&arena, table, &crate::markdown::options());
        let mut text = String::new();
        collect(root, &mut text);
        assert_eq!(text, "Code · Do;\nE-1 gone · Wait;\nE-2 · \nAfter.\n");
    }

    #[test]
    fn markup_is_told_from_words() {
        for (markdown, plain) in [
            ("Open the **Menu** and see [this](a.md).", Some("Open the Menu and see this.")),
            ("x ~~a~~ `b` <b>c</b>", Some("x a b c")),
            ("1. A number * 2, snake_case, <name>, https://example.org [or so]", None),
            ("xenon *is* here", Some("xenon is here")),
        ] {
            assert_eq!(without_markup(markdown).as_deref(), plain, "{markdown}");
        }
    }

    #[test]
    fn japanese_is_measured_by_signs() {
        assert_eq!(measure("two words"), (2, 0));
        assert_eq!(measure("設定 API を開く"), (1, 5));
        assert_eq!(minutes(""), 1);
        assert_eq!(minutes(&"word ".repeat(441)), 3);
    }
}
