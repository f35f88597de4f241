//! What Markdown of other tools holds beside Markdown: templates, components, attribute lists and admonitions.

use std::{collections::BTreeMap, ops::Range};

use super::{blocks, mdx};
use crate::markdown;

/// Ranges of a text that are code, fenced or inline, in order.
pub(super) fn code(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut fence: Option<(usize, char, usize)> = None;
    let mut at = 0;
    let mut plain_from = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let mark = inner.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |m| inner.chars().take_while(|c| *c == m).count());
        match (fence, mark) {
            (None, Some(mark))
                if length >= 3 && !(mark == '`' && inner[length..].contains('`')) =>
            {
                inline(text, plain_from..at, &mut ranges);
                fence = Some((at, mark, length));
            }
            (Some((start, open, least)), Some(mark))
                if mark == open && length >= least && inner[length..].trim().is_empty() =>
            {
                ranges.push(start..at + line.len());
                plain_from = at + line.len();
                fence = None;
            }
            _ => {}
        }
        at += line.len();
    }
    match fence {
        Some((start, ..)) => ranges.push(start..text.len()),
        None => inline(text, plain_from..text.len(), &mut ranges),
    }
    ranges
}

/// Code between runs of backticks of one length, within a paragraph.
fn inline(text: &str, range: Range<usize>, ranges: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let mut at = 0;
    while let Some(open) = piece[at..].find('`').map(|n| at + n) {
        let length = piece[open..].bytes().take_while(|b| *b == b'`').count();
        let body = open + length;
        let paragraph = piece[body..].find("\n\n").map_or(piece.len(), |n| body + n);
        let mut look = body;
        at = body;
        while let Some(close) = piece[look..paragraph].find('`').map(|n| look + n) {
            let run = piece[close..].bytes().take_while(|b| *b == b'`').count();
            look = (close + run).min(paragraph);
            if run == length {
                ranges.push(range.start + open..range.start + close + run);
                at = close + run;
                break;
            }
        }
    }
}

/// Applies a change to everything that is not code.
pub(super) fn outside_code(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in code(text) {
        out.push_str(&change(&text[done..range.start]));
        out.push_str(&text[range.clone()]);
        done = range.end;
    }
    out.push_str(&change(&text[done..]));
    out
}

/// The Markdown in a foreign body, and what was taken out of it.
pub(super) fn body(
    text: &str,
    lists: &BTreeMap<String, Vec<String>>,
    is_mdx: bool,
) -> (String, Vec<String>) {
    let mut warnings = Vec::new();
    let mut warn = |message: &str| {
        if !warnings.iter().any(|w| w == message) {
            warnings.push(message.to_owned());
        }
    };
    let (text, modules) = mdx::without_modules(text);
    if modules {
        warn("import and export lines were removed");
    }
    let text = blocks::callouts(&blocks::unified(&text), &mut warn);
    let text = outside_code(&text, |piece| {
        let (piece, templates) = without_templates(piece, lists);
        if templates {
            warn("Liquid or template code was removed");
        }
        let (piece, attributes) = without_attributes(&piece);
        if attributes {
            warn("attribute lists such as {: .class} were removed");
        }
        piece
    });
    let text = mdx::without_jsx(&text, is_mdx || modules, &mut warn);
    (text, warnings)
}

/// Text without `{% … %}` and `{{ … }}`; what they quote as an address or print from a list is kept. Says whether there was any.
pub(super) fn without_templates(
    text: &str,
    lists: &BTreeMap<String, Vec<String>>,
) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    loop {
        let next = ["{%", "{{"].iter().filter_map(|open| rest.find(open)).min();
        let Some(open) = next else { break };
        let close = if rest[open..].starts_with("{%") { "%}" } else { "}}" };
        let Some(end) = rest[open + 2..].find(close).map(|n| open + 2 + n) else { break };
        out.push_str(&rest[..open]);
        let inside = rest[open + 2..end].trim_matches(['-', ' ', '<', '>', '%', '\n', '\t']);
        rest = &rest[end + 2..];
        any = true;
        if inside == "comment" {
            rest = rest
                .find("endcomment")
                .and_then(|n| rest[n..].find("%}").map(|m| &rest[n + m + 2..]))
                .unwrap_or("");
        } else {
            out.push_str(&printed(inside, lists));
        }
    }
    out.push_str(rest);
    (out, any)
}

/// What a template prints, as far as that can be told.
fn printed(inside: &str, lists: &BTreeMap<String, Vec<String>>) -> String {
    let mut words = inside.split_whitespace();
    match words.next() {
        Some("link" | "post_url") => {
            return words.next().map_or_else(String::new, |path| {
                format!("/{}", path.trim_matches(['/', '"', '\'']))
            });
        }
        Some("ref" | "relref") => {
            return words
                .next()
                .map_or_else(String::new, |path| path.trim_matches(['"', '\'']).to_owned());
        }
        Some("tab") => return tab(inside),
        Some("figure") => return figure(inside).unwrap_or_default(),
        Some("include") => {
            let named = words
                .filter_map(|w| w.strip_prefix("items=page."))
                .find_map(|name| lists.get(name));
            return named.map_or_else(String::new, |items| {
                items.iter().flat_map(|i| ["* ", i.as_str(), "\n"]).collect()
            });
        }
        _ => {}
    }
    let filtered = inside.contains("relative_url") || inside.contains("absolute_url");
    let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote.filter(|_| filtered) {
        Some(quote) => inside[1..].split(quote).next().unwrap_or("").to_owned(),
        None => String::new(),
    }
}

/// The title of a tab, under which its text stands.
fn tab(inside: &str) -> String {
    let named = ["name", "title", "header", "label", "text"]
        .into_iter()
        .find_map(|name| named(inside, name));
    let quoted = || inside.split('"').nth(1).filter(|_| !inside.contains('='));
    match named.or_else(quoted).map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) => format!("\n\n**{title}**\n\n"),
        None => String::new(),
    }
}

/// The value of a template's parameter.
fn named<'t>(inside: &'t str, name: &str) -> Option<&'t str> {
    let rest = inside.split_once(&format!(" {name}=\""))?.1;
    rest.split_once('"').map(|(value, _)| value)
}

/// Hugo's figure as an image.
fn figure(inside: &str) -> Option<String> {
    let value = |name: &str| named(inside, name);
    let words = ["alt", "caption", "title"].into_iter().find_map(value).unwrap_or("");
    Some(format!("![{words}](<{}>)", value("src")?))
}

/// Text without kramdown's `{: .class}` and its like. The anchor of a heading stays, in the one form that articles know: `{#anchor}`.
fn without_attributes(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    while let Some(open) = ["{:", "{#", "{.", "{/*"].iter().filter_map(|mark| rest.find(mark)).min()
    {
        let line_end = rest[open..].find('\n').map_or(rest.len(), |n| open + n);
        let end = rest[open..line_end].find('}').map(|n| open + n + 1);
        out.push_str(&rest[..open]);
        if let Some(end) = end {
            match heading_anchor(&out, &rest[open..end], &rest[end..line_end]) {
                Some(anchor) => out.extend(["{#", anchor, "}"]),
                None => any = true,
            }
            rest = &rest[end..];
        } else {
            out.push('{');
            rest = &rest[open + 1..];
        }
    }
    out.push_str(rest);
    (out, any)
}

/// The anchor that an attribute list at the end of a heading gives it: `{#a}` (Docusaurus, Hugo), `{: #a .class}` (kramdown), `{/* #a */}` (MDX).
fn heading_anchor<'t>(before: &str, list: &'t str, after: &str) -> Option<&'t str> {
    let line = before.rsplit('\n').next().unwrap_or(before);
    if !line.trim_start().starts_with('#') || !after.trim().is_empty() {
        return None;
    }
    let inside = list.trim_matches(['{', '}']).trim_start_matches(':');
    let anchor = inside.split([' ', '/', '*']).find_map(|word| word.strip_prefix('#'))?;
    markdown::is_anchor(anchor).then_some(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        body(text, &BTreeMap::new(), false).0
    }

    #[test]
    fn templates_go_and_their_text_stays() {
        assert_eq!(cleaned("a {% capture x %}b{% endcapture %} {{ site.name }}c"), "a b c");
        assert_eq!(
            cleaned(
                "[x]({% link help/a.md %}) [y]({{ '/b/' | relative_url }}) [z]({{< ref \"c.md\" >}})"
            ),
            "[x](/help/a.md) [y](/b/) [z](c.md)"
        );
        assert_eq!(
            cleaned(
                "{% comment %}no{% endcomment %}yes\n{: .list}\n## A {#a}\n## B {: #b-1 .x}\n## C {/* #c */}\n## D {.d}"
            ),
            "yes\n\n## A {#a}\n## B {#b-1}\n## C {#c}\n## D "
        );
        assert_eq!(
            cleaned("`{{ keep }}` and\n```\n{% keep %}\n```\n"),
            "`{{ keep }}` and\n```\n{% keep %}\n```\n"
        );
        let lists =
            BTreeMap::from([("do_list".to_owned(), vec!["**One**".to_owned(), "Two".to_owned()])]);
        assert_eq!(
            body("{% include list.html items=page.do_list size='md' %}", &lists, false).0,
            "* **One**\n* Two\n"
        );
    }

    #[test]
    fn tabs_keep_their_titles() {
        for tab in ["\"Mac OS\"", "name=\"Mac OS\" codelang=\"sh\"", "header=\"Mac OS\""] {
            let text = format!(
                "{{{{< tabs \"x\" >}}}}{{{{< tab {tab} >}}}}\nText\n{{{{< /tab >}}}}{{{{< /tabs >}}}}"
            );
            assert_eq!(cleaned(&text), "\n\n**Mac OS**\n\n\nText\n", "{tab}");
        }
    }

    #[test]
    fn components_go_and_placeholders_stay() {
        let (text, warnings) = body(
            "import Tabs from '@theme/Tabs';\n\n<Tabs values={[{a: '>'}]}>\n<TabItem value=\"a\" label=\"Linux\">\n\nText\n\n</TabItem>\n</Tabs>\n",
            &BTreeMap::new(),
            false,
        );
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["**Linux**", "Text"]);
        assert_eq!(warnings.len(), 2);
        assert_eq!(
            cleaned("Type <Username> and <b>go</b>, see <https://example.org>."),
            "Type \\<Username> and <b>go</b>, see <https://example.org>."
        );
    }
}
