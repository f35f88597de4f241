//! Secrets that are known by their own shape, wherever they stand: tokens with a mark of their own, and what is written into addresses.

use crate::{Found, names};

/// Beginnings of tokens that services mark as theirs, with the fewest characters that follow.
const MARKED: [(&str, usize); 22] = [
    ("eyJ", 20),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghu_", 20),
    ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxa-", 10),
    ("xoxs-", 10),
    ("sk_live_", 10),
    ("sk_test_", 10),
    ("rk_live_", 10),
    ("whsec_", 10),
    ("AKIA", 16),
    ("ASIA", 16),
    ("AIza", 30),
    ("ya29.", 10),
    ("npm_", 30),
    ("SG.", 30),
];

/// Schemes of authentication that a secret follows (RFC 6750, RFC 7617, RFC 4559).
const SCHEMES: [&str; 5] = ["bearer", "basic", "negotiate", "ntlm", "digest"];

/// A text without the tokens in it and without the secrets in its addresses.
pub(crate) fn clean(text: &str, found: &mut Found<'_>) -> String {
    let text = schemes(text, found);
    let text = users(&text, found);
    let text = parameters(&text, found);
    let text = keys(&text, found);
    marked(&text, found)
}

fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+' | '/' | '=')
}

/// What follows `Bearer` or `Basic`, wherever they stand.
fn schemes(text: &str, found: &mut Found<'_>) -> String {
    let small = text.to_ascii_lowercase();
    let mut cleaned = String::with_capacity(text.len());
    let mut at = 0;
    while let Some((scheme, start)) = next_scheme(&small, at) {
        let value = text[start..].trim_start_matches(' ');
        let start = text.len() - value.len();
        let length = value.find(|c| !is_token_char(c)).unwrap_or(value.len());
        let token = &value[..length];
        cleaned.push_str(&text[at..start]);
        // Words and `name=value` follow too. What proves somebody is long, has signs that words have not, and `=` at its end alone.
        let bare = token.trim_end_matches('=');
        let proves =
            length >= 8 && !bare.contains('=') && !bare.chars().all(|c| c.is_ascii_lowercase());
        if proves {
            cleaned.push_str(&found.remove(scheme, token));
        } else {
            cleaned.push_str(token);
        }
        at = start + length;
    }
    cleaned.push_str(&text[at..]);
    cleaned
}

/// The next scheme from `at` on, and where what follows it begins.
fn next_scheme(small: &str, at: usize) -> Option<(&'static str, usize)> {
    let places = SCHEMES.into_iter().filter_map(|scheme| {
        small[at..].match_indices(scheme).find_map(|(place, _)| {
            let (start, end) = (at + place, at + place + scheme.len());
            let alone = !small[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
            (alone && small[end..].starts_with(' ')).then_some((scheme, end + 1))
        })
    });
    places.min_by_key(|(_, end)| *end)
}

/// The password of `https://user:password@host`.
fn users(text: &str, found: &mut Found<'_>) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '"' | '\'' | '<' | '>');
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let start = at + 3;
        let end = rest[start..].find(ends).map_or(rest.len(), |length| start + length);
        let authority = &rest[start..end];
        cleaned.push_str(&rest[..start]);
        let parts = authority.rsplit_once('@');
        match parts.and_then(|(user, host)| Some((user.split_once(':')?, host))) {
            Some(((user, password), host)) => {
                let password = found.remove("://", password);
                cleaned.extend([user, ":", &password, "@", host]);
            }
            None => cleaned.push_str(authority),
        }
        rest = &rest[end..];
    }
    cleaned.push_str(rest);
    cleaned
}

/// Parameters with telling names in queries and fragments of addresses and in forms: `?name=value`, `&name=value`, `&amp;name=value`.
pub(crate) fn parameters(text: &str, found: &mut Found<'_>) -> String {
    let named = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%' | '[' | ']');
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '&' | '#' | ';' | '"' | '\'' | '<' | '>' | '\\');
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['?', '&', '#', ';']) {
        let (before, after) = rest.split_at(at + 1);
        cleaned.push_str(before);
        let length = after.find(|c| !named(c)).unwrap_or(after.len());
        let Some(value) = after[length..].strip_prefix('=').filter(|_| length > 0) else {
            rest = after;
            continue;
        };
        let name = &after[..length];
        let end = value.find(ends).unwrap_or(value.len());
        cleaned.push_str(name);
        cleaned.push('=');
        if names::is_parameter(name) {
            cleaned.push_str(&found.remove(name, &value[..end]));
        } else {
            cleaned.push_str(&value[..end]);
        }
        rest = &value[end..];
    }
    cleaned.push_str(rest);
    cleaned
}

/// Private keys in PEM (RFC 7468), from their first line to their last.
fn keys(text: &str, found: &mut Found<'_>) -> String {
    const BEGIN: &str = "-----BEGIN ";
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(BEGIN) {
        let label = &rest[start + BEGIN.len()..];
        let body = label.find("PRIVATE KEY-----").filter(|at| *at < 20);
        let Some(body) = body.map(|at| start + BEGIN.len() + at + "PRIVATE KEY-----".len()) else {
            cleaned.push_str(&rest[..start + BEGIN.len()]);
            rest = label;
            continue;
        };
        let end = rest[body..].find("-----END ").map_or(rest.len(), |at| body + at);
        cleaned.push_str(&rest[..body]);
        cleaned.push_str(&found.remove("PRIVATE KEY", &rest[body..end]));
        rest = &rest[end..];
    }
    cleaned.push_str(rest);
    cleaned
}

fn marked(text: &str, found: &mut Found<'_>) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let (mut before, mut rest) = (' ', text);
    while let Some(c) = rest.chars().next() {
        let mark = (!before.is_ascii_alphanumeric())
            .then(|| MARKED.iter().find(|(mark, _)| rest.starts_with(mark)))
            .flatten();
        if let Some((mark, least)) = mark {
            let end = rest.find(|c| !is_token_char(c)).unwrap_or(rest.len());
            if end >= mark.len() + least {
                cleaned.push_str(&found.remove(mark, &rest[..end]));
                (before, rest) = ('x', &rest[end..]);
                continue;
            }
        }
        cleaned.push(c);
        (before, rest) = (c, &rest[c.len_utf8()..]);
    }
    cleaned
}
