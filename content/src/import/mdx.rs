//! JSX in Markdown: modules, components, attributes and expressions go, or become what readers would have seen.

use super::{clean, clean::code};

/// Drops the lines by which MDX imports and exports.
pub(super) fn without_modules(text: &str) -> (String, bool) {
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

/// Text without JSX components; what only looks like one, as `<Username>` does, is escaped and stays.
fn without_components(text: &str, whole: &str, is_mdx: bool) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let tag = &rest[open..];
        // CommonMark puts an address with blanks between angle brackets.
        if ["](", "]:"].iter().any(|mark| out.trim_end_matches(' ').ends_with(mark)) {
            out.push('<');
            rest = &tag[1..];
            continue;
        }
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
pub(super) fn component_end(tag: &str) -> Option<usize> {
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

/// Tags of HTML whose attributes are not JSX any more: `src={require('a.png')}` becomes an address, what cannot be told goes.
fn with_plain_attributes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let tag = &rest[open..];
        let html = tag[1..].starts_with(|c: char| c.is_ascii_lowercase());
        let end = component_end(tag).filter(|end| html && tag[..*end].contains("={"));
        if let Some(end) = end {
            out.push_str(&plain_attributes(&tag[..end]));
            rest = &tag[end..];
        } else {
            out.push('<');
            rest = &tag[1..];
        }
    }
    out.push_str(rest);
    out
}

fn plain_attributes(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some(equals) = rest.find("={") {
        let Some(length) = expression_end(&rest[equals + 1..]) else { break };
        let name = rest[..equals].rfind(char::is_whitespace).unwrap_or(equals);
        let value = value(&rest[equals + 2..equals + length]);
        match value {
            Some(value) => {
                let value = value.replace('&', "&amp;").replace('"', "&quot;");
                out.extend([&rest[..equals], "=\"", &value, "\""]);
            }
            None => out.push_str(&rest[..name]),
        }
        rest = &rest[equals + 1 + length..];
    }
    out.push_str(rest);
    out
}

/// The text that an expression stands for, where that can be told: a literal, or the address of a file.
fn value(expression: &str) -> Option<String> {
    let inner = expression.trim();
    let call = ["require(", "useBaseUrl("].iter().find_map(|call| inner.strip_prefix(call));
    let inner = match call {
        Some(arguments) => arguments.split([')', ',']).next()?.trim(),
        None => inner,
    };
    let quote = inner.chars().next()?;
    if quote.is_ascii_digit() && inner.bytes().all(|b| b.is_ascii_digit()) {
        return Some(inner.to_owned());
    }
    let text = inner.strip_prefix(quote)?.strip_suffix(quote)?;
    let literal = matches!(quote, '"' | '\'' | '`') && !text.contains([quote, '\\', '$']);
    literal.then(|| text.to_owned())
}

/// Text without `{expressions}`; a literal stays as its text. Says whether any went. Formulas and the anchors of headings keep their braces.
fn without_expressions(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let expression = &rest[open..];
        let kept = out.ends_with('\\') || expression.starts_with("{#") || formula(&out, expression);
        if let Some(end) = expression_end(expression).filter(|_| !kept) {
            match value(&expression[1..end - 1]) {
                Some(text) => out.push_str(&text.replace('<', "&lt;")),
                None => any = true,
            }
            rest = &expression[end..];
        } else {
            out.push('{');
            rest = &expression[1..];
        }
    }
    out.push_str(rest);
    (out, any)
}

/// Whether a brace is one of `\frac{a}{b}`, not one of JSX.
fn formula(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let rest = after.split('\n').next().unwrap_or(after);
    let command = line.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    line.contains('$')
        || rest.contains('$') && !rest.contains("${")
        || line.ends_with(['^', '_'])
        || (command.len() < line.len() && command.ends_with('\\'))
        || (line.ends_with('}') && line.contains('\\'))
}

/// The end of an expression that begins with its brace.
fn expression_end(text: &str) -> Option<usize> {
    let (mut quote, mut braces) = (None, 0_usize);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'' | '`') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, '{') => braces += 1,
            (None, '}') if braces == 1 => return Some(at + 1),
            (None, '}') => braces -= 1,
            _ => {}
        }
    }
    None
}

/// A body without JSX outside code. `is_mdx` tells that braces are expressions.
pub(super) fn without_jsx(text: &str, is_mdx: bool, warn: &mut impl FnMut(&str)) -> String {
    clean::outside_code(text, |piece| {
        let (piece, components) = without_components(piece, text, is_mdx);
        if components {
            warn("components were removed; the text inside them was kept");
        }
        let piece = with_plain_attributes(&piece);
        if !is_mdx {
            return piece;
        }
        let (piece, expressions) = without_expressions(&piece);
        if expressions {
            warn("expressions such as {props.value} were removed");
        }
        piece
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> (String, bool) {
        let mut warned = false;
        (without_jsx(text, true, &mut |_| warned = true), warned)
    }

    #[test]
    fn images_keep_their_address_and_expressions_go() {
        assert_eq!(
            plain(
                "<img src={require('./a b.png').default} width={20} style={x} alt=\"A\" /> <img src={useBaseUrl('/i.png')}/>"
            ),
            (
                "<img src=\"./a b.png\" width=\"20\" alt=\"A\" /> <img src=\"/i.png\"/>".to_owned(),
                false
            )
        );
        assert_eq!(
            plain("Is {props.value}, {'{'}, {' '}`{x}` \\{y} {}"),
            ("Is , {,  `{x}` \\{y} ".to_owned(), true)
        );
        for kept in ["## A {#a}", "$x_{1}$", "\\frac{a}{b}", "{ never closed", "{it's"] {
            assert_eq!(plain(kept), (kept.to_owned(), false));
        }
        assert_eq!(without_jsx("{name} <b>x</b>", false, &mut |_| ()), "{name} <b>x</b>");
    }

    #[test]
    fn an_address_between_angle_brackets_is_no_component() {
        for kept in ["[c](<Other Page.md>)", "![c]( <Other Page.md> 't')", "[c]: <Other Page.md>"] {
            assert_eq!(without_jsx(kept, false, &mut |_| ()), kept);
        }
    }
}
