//! JSON, and HAR files among it (<http://www.softwareishard.com/blog/har-12-spec/>): it is read, cleaned value by value, and written again,
//! so that it stays JSON whatever stood in it.

use serde_json::{Map, Value};

use crate::{Found, REMOVED, lines, names, shapes};

/// How deep JSON within JSON is followed.
const MAX_DEPTH: usize = 4;
/// Lists of HAR whose pairs are parameters.
const PARAMETERS: [&str; 2] = ["queryString", "params"];
/// Kinds of contents in which nobody writes a secret: what is in base64 for another reason is taken out whole.
const PICTURES: [&str; 4] = ["image/", "font/", "audio/", "video/"];

/// The text as JSON, if it is an object or a list.
pub(crate) fn parse(text: &str) -> Option<Value> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    (value.is_object() || value.is_array()).then_some(value)
}

/// The value without its secrets, as text.
pub(crate) fn clean(mut value: Value, found: &mut Found<'_>) -> String {
    walk(&mut value, "", found, 0);
    value.to_string()
}

/// Cleans a value that stands under a name.
fn walk(value: &mut Value, name: &str, found: &mut Found<'_>, depth: usize) {
    match value {
        Value::Object(members) => object(members, name, found, depth),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, name, found, depth)),
        Value::String(text) if names::is_secret(name) => *text = found.remove(name, text),
        Value::String(text) => *text = plain(text, found, depth),
        // A PIN may be a number.
        Value::Number(number) if names::is_secret(name) => {
            if found.remove(name, &number.to_string()) == REMOVED {
                *value = Value::String(REMOVED.to_owned());
            }
        }
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}

/// A text under a harmless name: it may be JSON again, a form, or words with a token among them.
fn plain(text: &str, found: &mut Found<'_>, depth: usize) -> String {
    if depth < MAX_DEPTH
        && let Some(mut inner) = parse(text)
    {
        walk(&mut inner, "", found, depth + 1);
        return inner.to_string();
    }
    if is_form(text) {
        let cleaned = shapes::parameters(&format!("?{text}"), found);
        return shapes::clean(&cleaned[1..], found);
    }
    lines::clean(text, found)
}

/// Whether a text is a form as browsers send it (`application/x-www-form-urlencoded`).
fn is_form(text: &str) -> bool {
    let names = |pair: &str| {
        pair.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty()
                && !name.contains(|c: char| c.is_whitespace() || "{}\"/:?#".contains(c))
        })
    };
    text.contains('=') && !text.contains(char::is_whitespace) && text.split('&').all(names)
}

fn object(members: &mut Map<String, Value>, name: &str, found: &mut Found<'_>, depth: usize) {
    // HAR, and much else, has lists of `{"name": …, "value": …}`: the value is named by what stands beside it. In a list of cookies all are.
    if let Some(pair) = members.get("name").and_then(Value::as_str).map(str::to_owned)
        && let Some(Value::String(text)) = members.get_mut("value")
    {
        let secret = match name {
            "cookies" => true,
            _ if PARAMETERS.contains(&name) => names::is_parameter(&pair),
            _ => names::is_secret(&pair),
        };
        if secret {
            *text = found.remove(&pair, text);
        }
    }
    let text = |members: &Map<String, Value>, key: &str| {
        members.get(key).and_then(Value::as_str).unwrap_or("").to_owned()
    };
    let kind = text(members, "mimeType");
    if text(members, "encoding") == "base64"
        && !PICTURES.iter().any(|picture| kind.starts_with(picture))
        && let Some(Value::String(body)) = members.get_mut("text")
    {
        *body = found.remove("base64", body);
    }
    for (key, value) in members.iter_mut() {
        walk(value, key, found, depth);
    }
}
