//! The addresses in an author's own HTML: found, judged and replaced, without touching anything else.
//!
//! Whether the tags themselves may stand is for [`crate::sanitise`].

use crate::highlight::escape;

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// `<a href>`.
    Link,
    /// `<img src>`.
    Image,
}

/// An address in HTML: the bytes between its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) tag: Tag,
    /// Where the value begins and ends, without quotes.
    pub(crate) value: std::ops::Range<usize>,
    /// Whether the tag says `alt`.
    pub(crate) has_alt: bool,
}

/// The quoted addresses of links and images.
pub(crate) fn addresses(html: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|n| at + n) {
        let name: String = html[open + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(8)
            .collect::<String>()
            .to_ascii_lowercase();
        let end = tag_end(html, open);
        at = end.max(open + 1);
        let (tag, attribute) = match name.as_str() {
            "a" => (Tag::Link, "href"),
            "img" => (Tag::Image, "src"),
            _ => continue,
        };
        let attributes = attributes(html, open + 1 + name.len(), end);
        let has_alt = attributes.iter().any(|(name, _)| name == "alt");
        let wanted = attributes.into_iter().find(|(name, _)| name == attribute);
        found.extend(wanted.map(|(_, value)| Address { tag, value, has_alt }));
    }
    found
}

/// Replaces addresses by what `resolve` gives; without an answer the attribute's value is emptied to `#`, for a link to nowhere.
pub(crate) fn rewrite(html: &str, resolve: impl Fn(Tag, &str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for address in addresses(html) {
        let url = html[address.value.clone()].replace("&amp;", "&");
        out.push_str(&html[done..address.value.start]);
        escape(&resolve(address.tag, &url).unwrap_or_else(|| "#".to_owned()), &mut out);
        done = address.value.end;
    }
    out.push_str(&html[done..]);
    out
}

/// Tags that end by themselves.
const SELF_ENDING: &[&str] = &[
    "p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "input", "col", "wbr", "area",
    "link", "meta", "source", "option", "tbody", "thead",
];

/// How many tags are open after a piece of HTML, or were at most, if that is more than ever comes of honest writing.
pub(crate) fn depth(html: &str, before: usize) -> usize {
    let mut depth = before;
    for (open, _) in html.match_indices('<') {
        let rest = &html[open + 1..];
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let known = SELF_ENDING.iter().any(|tag| tag.eq_ignore_ascii_case(&name[..length]));
        if length > 0 && !known {
            depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        }
        if depth > 10_000 {
            return depth;
        }
    }
    depth
}

fn tag_end(html: &str, open: usize) -> usize {
    let mut quote = None;
    for (at, c) in html[open..].char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return open + at,
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The quoted attributes between two places, with the range of each value.
fn attributes(html: &str, start: usize, end: usize) -> Vec<(String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(equals) = html[at..end].find('=').map(|n| at + n) {
        let name =
            html[at..equals].split_whitespace().next_back().unwrap_or("").to_ascii_lowercase();
        let value =
            equals + 1 + (html[equals + 1..end].len() - html[equals + 1..end].trim_start().len());
        let Some(quote) = html[value..end].chars().next() else { return found };
        if !matches!(quote, '"' | '\'') {
            at = value;
            if let Some(space) = html[at..end].find(char::is_whitespace) {
                at += space;
                continue;
            }
            return found;
        }
        let Some(close) = html[value + 1..end].find(quote) else { return found };
        found.push((name, value + 1..value + 1 + close));
        at = value + 1 + close + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        let html = "<p>x</p><a class='b' href=\"../c.md?d&amp;e\">f</a><img alt=g src = 'h.png'><a name=i>j</a><img src=\"k.png\"";
        let found: Vec<(Tag, &str, bool)> =
            addresses(html).into_iter().map(|a| (a.tag, &html[a.value], a.has_alt)).collect();
        assert_eq!(
            found,
            [
                (Tag::Link, "../c.md?d&amp;e", false),
                (Tag::Image, "h.png", false),
                (Tag::Image, "k.png", false)
            ]
        );
        assert_eq!(
            rewrite("<a href='x&amp;y'>z</a>", |_, url| Some(url.to_uppercase())),
            "<a href='X&amp;Y'>z</a>"
        );
        assert_eq!(rewrite("<a href='x", |_, _| None), "<a href='x");
    }

    #[test]
    fn broken_html_ends() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href='",
            "<a href=\"é",
            "<é a='b'",
            "<a = = href=''>",
            "<img src=>",
        ] {
            addresses(html);
        }
    }
}
