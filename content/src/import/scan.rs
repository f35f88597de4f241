//! Links in Markdown as places in its text, so that addresses can be replaced and nothing else is touched.

use std::ops::Range;

use super::clean;

/// A link, an image or a wikilink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) kind: Kind,
    /// The whole of it.
    pub(super) whole: Range<usize>,
    /// The words shown.
    pub(super) words: Range<usize>,
    /// The address, without angle brackets.
    pub(super) address: Range<usize>,
    /// The address as it is to be replaced, with angle brackets if it has them.
    pub(super) written: Range<usize>,
}

/// What a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[words](address)`.
    Link,
    /// `![words](address)`.
    Image,
    /// `[[address|words]]`.
    Wiki,
    /// `![[address]]`.
    WikiImage,
    /// `[name]: address`.
    Definition,
}

/// Every span outside code, by where it begins.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let code = clean::code(text);
    let bytes = text.as_bytes();
    let mut spans = definitions(text, &code);
    let (mut at, mut next_code, mut open) = (0, 0, Vec::<usize>::new());
    while at < bytes.len() {
        while code.get(next_code).is_some_and(|r| r.end <= at) {
            next_code += 1;
        }
        if let Some(range) = code.get(next_code).filter(|r| r.contains(&at)) {
            at = range.end;
            continue;
        }
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => open.clear(),
            b'[' if bytes.get(at + 1) == Some(&b'[') => {
                if let Some(span) = wiki(text, at) {
                    at = span.whole.end - 1;
                    spans.push(span);
                } else {
                    open.push(at);
                }
            }
            b'[' => open.push(at),
            b']' => {
                let begin = open.pop();
                if let Some(span) = begin
                    .filter(|_| bytes.get(at + 1) == Some(&b'('))
                    .and_then(|begin| inline(text, begin, at))
                {
                    at = span.whole.end - 1;
                    spans.push(span);
                }
            }
            _ => {}
        }
        at += 1;
    }
    spans.sort_by_key(|s| s.whole.start);
    spans
}

/// `[words](address "title")` whose brackets stand at `begin` and `close`.
fn inline(text: &str, begin: usize, close: usize) -> Option<Span> {
    let image = text[..begin].ends_with('!') && !text[..begin].ends_with("\\!");
    let mut at = close + 2;
    at += text[at..].len() - text[at..].trim_start().len();
    let (written, address) = if text[at..].starts_with('<') {
        let end = at + text[at..].find(['>', '\n']).filter(|n| text.as_bytes()[at + n] == b'>')?;
        (at..end + 1, at + 1..end)
    } else {
        let end = at + bare(&text[at..]);
        (at..end, at..end)
    };
    let rest = text[written.end..].trim_start();
    let after = text.len() - rest.len();
    let end = match rest.chars().next()? {
        ')' => after + 1,
        quote @ ('"' | '\'' | '(') => {
            let quote = if quote == '(' { ')' } else { quote };
            let title = after + 1 + rest[1..].find(quote)?;
            title
                + 1
                + text[title + 1..]
                    .find(')')
                    .filter(|n| text[title + 1..title + 1 + n].trim().is_empty())?
                + 1
        }
        // Other tools allow blanks in an address.
        _ => {
            let line = &text[at..at + text[at..].find('\n').unwrap_or(text.len() - at)];
            let end = at + line.find(')')?;
            let all = at..end;
            let start = if image { begin - 1 } else { begin };
            let kind = if image { Kind::Image } else { Kind::Link };
            return Some(Span {
                kind,
                whole: start..end + 1,
                words: begin + 1..close,
                address: all.clone(),
                written: all,
            });
        }
    };
    let start = if image { begin - 1 } else { begin };
    let kind = if image { Kind::Image } else { Kind::Link };
    Some(Span { kind, whole: start..end, words: begin + 1..close, address, written })
}

/// The length of an address without angle brackets: to a blank or to the bracket that closes the link.
fn bare(text: &str) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

fn wiki(text: &str, begin: usize) -> Option<Span> {
    let inner = begin + 2;
    let end = inner + text[inner..].find("]]")?;
    let inside = &text[inner..end];
    if inside.is_empty() || inside.contains(['\n', '[', ']']) || text[end + 2..].starts_with('(') {
        return None;
    }
    let image = text[..begin].ends_with('!');
    let bar = inside.find('|').map(|n| inner + n);
    let address = inner..bar.map_or(end, |b| if text[..b].ends_with('\\') { b - 1 } else { b });
    let words = bar.map_or_else(|| address.clone(), |b| b + 1..end);
    let (kind, start) = if image { (Kind::WikiImage, begin - 1) } else { (Kind::Wiki, begin) };
    Some(Span { kind, whole: start..end + 2, words, written: address.clone(), address })
}

fn definitions(text: &str, code: &[Range<usize>]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let trimmed = line.trim();
        if !trimmed.starts_with('[')
            || trimmed.starts_with("[^")
            || code.iter().any(|r| r.contains(&start))
        {
            continue;
        }
        let Some(close) = trimmed.find("]:") else { continue };
        let rest = &trimmed[close + 2..];
        let address = start + close + 2 + rest.len() - rest.trim_start().len();
        let Some(first) = rest.split_whitespace().next() else { continue };
        let written = address..address + first.len();
        let inner = if first.starts_with('<') && first.ends_with('>') {
            written.start + 1..written.end - 1
        } else {
            written.clone()
        };
        found.push(Span {
            kind: Kind::Definition,
            whole: start..start + trimmed.len(),
            words: start + 1..start + close,
            address: inner,
            written,
        });
    }
    found
}

/// Applies replacements that do not overlap.
pub(super) fn edit(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, new) in edits {
        if range.start < done {
            continue;
        }
        out.push_str(&text[done..range.start]);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str, &str)> {
        spans(text).into_iter().map(|s| (s.kind, &text[s.words], &text[s.address])).collect()
    }

    #[test]
    fn every_form_of_link_is_found() {
        assert_eq!(
            found(
                "[a](b.md) ![c](<d e.png> \"t\") [![f](g.png)](h_(i).md 'x') [[j|k]] ![[l.png]]\n\n[m]: n.md \"o\"\n[p](q r.md)"
            ),
            [
                (Kind::Link, "a", "b.md"),
                (Kind::Image, "c", "d e.png"),
                (Kind::Link, "![f](g.png)", "h_(i).md"),
                (Kind::Image, "f", "g.png"),
                (Kind::Wiki, "k", "j"),
                (Kind::WikiImage, "l.png", "l.png"),
                (Kind::Definition, "m", "n.md"),
                (Kind::Link, "p", "q r.md"),
            ]
        );
    }

    #[test]
    fn what_is_no_link_is_left_alone() {
        for text in [
            "`[a](b)`",
            "\\[a](b)",
            "[a] (b)",
            "```\n[a](b)\n```\n",
            "[a](b",
            "[[",
            "[]]",
            "](",
            "[a\n\nb](c)",
            "[a](<b",
            "[é](\"",
            "[a](b 'c",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert_eq!(found("[`a]`](b)").len(), 1);
    }
}
