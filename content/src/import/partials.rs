//! Pages that other pages hold: Docusaurus imports a Markdown file and shows it where a component of its name stands.

use std::{collections::BTreeMap, path::PathBuf};

use super::{access::Rules, clean, decode, files, matter, mdx, scan};
use crate::links;

/// How deep pages may hold one another.
const MAX_DEPTH: usize = 4;

/// Whether a page is no page of its own: its name begins with `_`, except where that stands for its folder.
pub(super) fn is_partial(stem: &str) -> bool {
    stem.starts_with('_') && stem != "_index"
}

/// A body with the pages that it imports in the places where it shows them.
pub(super) fn with_partials(
    source: &str,
    body: &str,
    files: &BTreeMap<String, PathBuf>,
    warn: &mut impl FnMut(String),
) -> String {
    inlined(source, body, files, 0, warn)
}

fn inlined(
    source: &str,
    body: &str,
    files: &BTreeMap<String, PathBuf>,
    depth: usize,
    warn: &mut impl FnMut(String),
) -> String {
    let mut body = body.to_owned();
    for (name, path) in imports(&body) {
        let key = match path.strip_prefix("@site/") {
            Some(rooted) => Some(rooted.to_owned()),
            None => links::join(source, &path),
        };
        let found = key.and_then(|key| files.get_key_value(&key));
        let read = found.filter(|_| depth < MAX_DEPTH).and_then(|(key, file)| {
            let (text, _) = decode::read(file).ok()?;
            let (_, part, _) = matter::read(&text, Rules::default());
            let part = inlined(key, part, files, depth + 1, warn);
            Some(rebased(&mdx::without_modules(&part).0, key, source))
        });
        match read {
            Some(part) => body = replaced(&body, &name, part.trim(), warn),
            None => warn(format!("the part `{path}` could not be put in; its place is empty")),
        }
    }
    body
}

/// The Markdown files that a body imports, by the name of their component.
fn imports(body: &str) -> Vec<(String, String)> {
    let import = |line: &str| {
        let (name, path) = line.trim_end().strip_prefix("import ")?.split_once(" from ")?;
        let path = path.trim().trim_end_matches(';').trim_matches(['"', '\'']);
        let name = name.trim();
        let plain = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        (plain && files::is_page(path)).then(|| (name.to_owned(), path.to_owned()))
    };
    body.lines().filter_map(import).collect()
}

/// A body with a part in every place of its component, as far as it stays of a size that can be imported.
fn replaced(body: &str, name: &str, part: &str, warn: &mut impl FnMut(String)) -> String {
    let mut size = body.len();
    clean::outside_code(body, |piece| {
        let mut out = String::with_capacity(piece.len());
        let mut rest = piece;
        while let Some(open) = rest.find('<') {
            out.push_str(&rest[..open]);
            let tag = &rest[open..];
            let after =
                tag[1..].strip_prefix(name).filter(|t| t.starts_with([' ', '\n', '/', '>']));
            let Some(end) = after.and_then(|_| mdx::component_end(tag)) else {
                out.push('<');
                rest = &tag[1..];
                continue;
            };
            size += part.len();
            if size as u64 > decode::MAX_BYTES {
                warn(format!("the part `{name}` would have made the page too large"));
            } else {
                // In a list, the part belongs to its item.
                let line = out.rsplit('\n').next().unwrap_or("");
                let indent = if line.trim().is_empty() { line.to_owned() } else { String::new() };
                out.push_str(&part.replace('\n', &format!("\n{indent}")));
            }
            rest = &tag[end..];
        }
        out.push_str(rest);
        out
    })
}

/// A part whose relative addresses hold in another file: they begin at the root of the tree.
fn rebased(part: &str, from: &str, to: &str) -> String {
    let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    if folder(from) == folder(to) {
        return part.to_owned();
    }
    let edits = scan::spans(part).into_iter().filter_map(|span| {
        let url = part[span.address].trim();
        let (path, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
        if path.is_empty() || path.starts_with(['/', '@']) || links::scheme(path).is_some() {
            return None;
        }
        let rooted = links::join(from, path)?;
        let wiki = matches!(span.kind, scan::Kind::Wiki | scan::Kind::WikiImage);
        (!wiki).then(|| (span.written, format!("<@site/{rooted}{rest}>")))
    });
    scan::edit(part, edits.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_part_hold_where_it_is_shown() {
        let part = "[a](./b.md#c) ![d](<e f.png>) [g](/h) [i](https://example.org) [j](#k) [[l]]";
        assert_eq!(
            rebased(part, "docs/parts/_p.mdx", "docs/a.mdx"),
            "[a](<@site/docs/parts/b.md#c>) ![d](<@site/docs/parts/e f.png>) [g](/h) [i](https://example.org) [j](#k) [[l]]"
        );
        assert_eq!(rebased(part, "docs/_p.mdx", "docs/a.mdx"), part);
    }

    #[test]
    fn names_with_an_underscore_are_parts() {
        assert!(is_partial("_note") && !is_partial("_index") && !is_partial("a_b"));
    }
}
