//! Texts that are no JSON: logs, traces of programs, mail headers. Each line is looked through for names that tell, and for shapes.

use crate::{Found, REMOVED, names, shapes};

/// A text without its secrets. Lines stay lines; those that continue a secret header (RFC 5322 section 2.2.3) go with it.
pub(crate) fn clean(text: &str, found: &mut Found<'_>) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let (mut line, mut end) = ends(line);
        let mut whole = line.to_owned();
        while starts_secret_header(&whole)
            && let Some(next) =
                lines.next_if(|next| next.starts_with([' ', '\t']) && !next.trim().is_empty())
        {
            (line, end) = ends(next);
            whole.push(' ');
            whole.push_str(line.trim_start());
        }
        joined.push_str(&names_and_values(&whole, found));
        joined.push_str(end);
    }
    // What goes over several lines, such as a key, is known by its shape.
    shapes::clean(&joined, found)
}

/// A line and its end.
fn ends(line: &str) -> (&str, &str) {
    let text = line.trim_end_matches(['\r', '\n']);
    line.split_at(text.len())
}

/// Whether a line is a header whose whole value is secret, as in a mail or in what `curl -v` prints.
fn starts_secret_header(line: &str) -> bool {
    let line = line.trim_start_matches(['<', '>', '*', ' ']);
    line.split_once(':').is_some_and(|(name, _)| names::is_header(name))
}

/// Takes out what stands beside names that tell: `name=value`, `name: value`, `"name": "value"`, and whole headers.
fn names_and_values(line: &str, found: &mut Found<'_>) -> String {
    let mut cleaned = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((name, separator, value)) = next_pair(rest) {
        let name_text = &rest[name.clone()];
        cleaned.push_str(&rest[..value]);
        let quote =
            rest[..name.start].chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'));
        let after = &rest[value..];
        if !names::is_secret(name_text) {
            rest = after;
            continue;
        }
        let (open, length) = extent(after, names::is_header(name_text), separator, quote);
        cleaned.push_str(&after[..open]);
        cleaned.push_str(&found.remove(name_text, &after[open..open + length]));
        rest = &after[open + length..];
    }
    cleaned.push_str(rest);
    cleaned
}

/// The next name that is followed by a separator: where it stands, the separator, and where the value begins.
fn next_pair(text: &str) -> Option<(std::ops::Range<usize>, char, usize)> {
    text.char_indices().filter(|(_, c)| matches!(c, ':' | '=' | '：')).find_map(
        |(at, separator)| {
            let before = text[..at].trim_end_matches([' ', '"', '\'', '\\', '`', ']']);
            let start = before
                .char_indices()
                .rev()
                .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '$'))
                .last()
                .map(|(start, _)| start)?;
            let after = &text[at + separator.len_utf8()..];
            let after = after.trim_start_matches(['>', '=']);
            let after = after.trim_start_matches([' ', '\t']);
            // `https://` names nothing.
            (!after.starts_with("//")).then_some((
                start..before.len(),
                separator,
                text.len() - after.len(),
            ))
        },
    )
}

/// How much of what follows is the value: the quotes before it, and its length.
fn extent(after: &str, header: bool, separator: char, quote: Option<char>) -> (usize, usize) {
    if after.starts_with(REMOVED) {
        return (0, REMOVED.len());
    }
    for open in ["\\\"", "\"", "'", "`"] {
        if let Some(inner) = after.strip_prefix(open) {
            return (open.len(), closing(inner, open));
        }
    }
    // A header in quotes, as `curl -H 'Cookie: …'` has it, ends with them.
    if let Some(quote) = quote.filter(|_| header || separator == ':') {
        return (0, after.find(quote).unwrap_or(after.len()));
    }
    if header {
        return (0, after.len());
    }
    let ends: &[char] = if separator == '=' {
        &[' ', '\t', ',', ';', '&', '"', '\'', ')', ']', '}', '<', '>', '|']
    } else {
        &[',', ';', '"', ')', ']', '}', '<', '>', '|', '\t']
    };
    (0, after.find(ends).unwrap_or(after.len()))
}

/// The length up to the closing quote; a quote after a backslash does not close.
fn closing(inner: &str, open: &str) -> usize {
    if open.len() > 1 {
        return inner.find(open).unwrap_or(inner.len());
    }
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if open.starts_with(c) => return at,
            _ => {}
        }
    }
    inner.len()
}
