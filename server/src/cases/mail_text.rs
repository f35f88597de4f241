//! The words of a mail as plain text, where need be from HTML: what a program marked there as repeated keeps its mark.

use mail_parser::{Message, PartType, decoders::html::html_to_text};

/// Stands for the edge of a block, where a line ends unless it has just begun.
const EDGE: char = '\u{e000}';
/// Stands for the begin of what is repeated.
const QUOTE: char = '\u{e001}';
/// Stands for its end.
const UNQUOTE: char = '\u{e002}';
/// The deepest that repeated words are marked.
const MAX_DEPTH: usize = 20;
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 17] = [
    "div", "p", "li", "ul", "ol", "tr", "table", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
    "section", "article",
];

/// The words of a mail: of all its parts that are text, since some programs begin a new one after each picture.
pub(super) fn of(mail: &Message<'_>) -> String {
    let places = 0..u32::try_from(mail.text_body_count()).unwrap_or(u32::MAX);
    let parts = places.filter_map(|place| match &mail.text_part(place)?.body {
        PartType::Text(text) => Some(text.to_string()),
        PartType::Html(html) => Some(plain(html)),
        _ => None,
    });
    let parts: Vec<_> = parts.filter(|text| !text.trim().is_empty()).collect();
    parts.join("\n\n")
}

/// HTML as lines of text; those of a `blockquote`, which mail programs put around what they repeat, begin with `>`.
fn plain(html: &str) -> String {
    let text = html_to_text(&marked(html));
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        let is_edge = matches!(c, EDGE | QUOTE | UNQUOTE);
        if c == '\n' || (is_edge && !line.trim().is_empty()) {
            lines.push(set(&line, depth));
            line.clear();
        }
        match c {
            QUOTE => depth += 1,
            UNQUOTE => depth = depth.saturating_sub(1),
            EDGE | '\n' => {}
            c => line.push(c),
        }
    }
    lines.push(set(&line, depth));
    lines.join("\n")
}

/// A line without its margins, with a mark for each time that it is repeated.
fn set(line: &str, depth: usize) -> String {
    let marks = ">".repeat(depth.min(MAX_DEPTH));
    let line = line.trim();
    if marks.is_empty() || line.is_empty() {
        format!("{marks}{line}")
    } else {
        format!("{marks} {line}")
    }
}

/// The HTML with signs before the tags at which a line ends: the conversion to text looks at `br` and `p` alone.
fn marked(html: &str) -> String {
    let clean: String = html.chars().filter(|c| !matches!(*c, EDGE | QUOTE | UNQUOTE)).collect();
    let mut marked = String::with_capacity(clean.len());
    let mut pieces = clean.split('<');
    marked.extend(pieces.next());
    for tag in pieces {
        marked.extend(sign(tag));
        marked.push('<');
        marked.push_str(tag);
    }
    marked
}

/// The sign that stands before a tag.
fn sign(tag: &str) -> Option<char> {
    let (closes, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    match (name.as_str(), closes) {
        ("blockquote", false) => Some(QUOTE),
        ("blockquote", true) => Some(UNQUOTE),
        // The conversion ends the line here by itself.
        ("p", true) => None,
        (name, _) => BLOCKS.contains(&name).then_some(EDGE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_lines_and_what_is_repeated_is_marked() {
        for (html, text) in [
            (
                "<div>Hello</div><div><br></div><div>Since <b>9:00</b> &amp; on</div>",
                "Hello\n\nSince 9:00 & on",
            ),
            (
                "<p class=MsoNormal>Hello</p>\n<p class=MsoNormal>&nbsp;</p><ul><li>a</li><li>b</li></ul>",
                "Hello\n\na\nb",
            ),
            (
                "<div dir=\"ltr\">Yes.</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, Pergola &lt;a@b.c&gt; wrote:<br></div><blockquote class=\"gmail_quote\"><p>Since when?</p><blockquote>1</blockquote></blockquote></div>",
                "Yes.\n\nOn Mon, Pergola <a@b.c> wrote:\n> Since when?\n>> 1",
            ),
            (
                "Yes.<hr><div id=\"divRplyFwdMsg\"><b>From:</b> Pergola<br><b>Sent:</b> Monday<br></div><div>When?</div>",
                "Yes.\nFrom: Pergola\nSent: Monday\nWhen?",
            ),
            ("</blockquote>a<BLOCKQUOTE type=cite>b</blockquote>c \u{e001}d", "a\n> b\nc d"),
        ] {
            assert_eq!(plain(html).trim_end(), text, "{html}");
        }
    }
}
