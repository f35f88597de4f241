//! What Markdown of other tools holds beside Markdown: templates, components, attribute lists and admonitions.

use std::{collections::BTreeMap, ops::Range};

use super::blocks;
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
fn outside_code(text: &str, mut change: impl FnMut(&str) -> String) -> String {
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
    let (text, modules) = without_modules(text);
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
    let whole = text.clone();
    let text = outside_code(&text, |piece| {
        let (piece, components) = without_components(piece, &whole, is_mdx || modules);
        if components {
            warn("components were removed; the text inside them was kept");
        }
        piece
    });
    (text, warnings)
}

/// Drops the lines by which MDX imports and exports.
fn without_modules(text: &str) -> (String, bool) {
    let code = code(text);
    let (mut out, mut removed, mut at, mut open) =
        (String::with_capacity(text.len()), false, 0, 0_i64);
    for line in text.split_inclusive('\n') {
        let inside_code = code.iter().any(|r| r.contains(&at));
        let trimmed = line.trim_end().trim_end_matches(';');
        let quoted = trimmed.ends_with(['\'', '"']);
        let import = trimmed.starts_with("import ")
            && quoted
            && (trimmed.contains(" from ") || trimmed["import ".len()..].starts_with(['\'', '"']));
        let opens_import =
            trimmed == "import {" || (trimmed.starts_with("import {") && !trimmed.contains('}'));
        let export = ["const ", "default ", "function ", "let ", "class "]
            .iter()
            .any(|w| trimmed.strip_prefix("export ").is_some_and(|r| r.starts_with(w)));
        if !inside_code && (open > 0 || import || export || opens_import) {
            let count = |c: char| i64::try_from(line.matches(c).count()).unwrap_or(0);
            open += count('{') + count('(') + count('[') - count('}') - count(')') - count(']');
            open = open.max(0);
            removed = true;
        } else {
            out.push_str(line);
        }
        at += line.len();
    }
    // Brackets that never closed would have taken the page with them.
    if open > 0 { (text.to_owned(), false) } else { (out, removed) }
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

/// Hugo's figure as an image.
fn figure(inside: &str) -> Option<String> {
    let value = |name: &str| {
        let rest = inside.split_once(&format!("{name}=\""))?.1;
        rest.split_once('"').map(|(value, _)| value)
    };
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
                Some(anchor) => out.push_str(&format!("{{#{anchor}}}")),
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

/// Text without JSX components; what only looks like one, as `<Username>` does, is escaped and stays.
fn without_components(text: &str, whole: &str, is_mdx: bool) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let tag = &rest[open..];
        let closing = tag[1..].starts_with('/');
        let after = &tag[if closing { 2 } else { 1 }..];
        let length =
            after.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(after.len());
        let name = &after[..length];
        let ends_well = after[length..].starts_with([' ', '\n', '\t', '/', '>']);
        let fragment = is_mdx && name.is_empty() && after.starts_with('>');
        let component =
            fragment || (name.starts_with(|c: char| c.is_ascii_uppercase()) && ends_well);
        let end = component.then(|| component_end(tag)).flatten();
        if let Some(end) = end {
            let written = &tag[..end];
            let sure = is_mdx
                || closing
                || written.ends_with("/>")
                || written.contains('=')
                || whole.contains(&format!("</{name}>"));
            if sure {
                any = true;
                out.push_str(&label(written));
            } else {
                out.push('\\');
                out.push_str(written);
            }
            rest = &tag[end..];
        } else {
            out.push('<');
            rest = &tag[1..];
        }
    }
    out.push_str(rest);
    (out, any)
}

/// The end of a tag whose attributes may hold braces and quotes.
fn component_end(tag: &str) -> Option<usize> {
    let (mut quote, mut braces) = (None, 0_usize);
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, '{') => braces += 1,
            (None, '}') => braces = braces.saturating_sub(1),
            (None, '>') if braces == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The words of a component that readers would have seen: the label of a tab.
fn label(tag: &str) -> String {
    let value = tag
        .split_once(" label=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value);
    value.filter(|v| !v.is_empty()).map_or_else(String::new, |value| format!("**{value}**\n"))
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
