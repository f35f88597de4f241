//! Front matter of other tools, read leniently: Jekyll, Hugo, Docusaurus and what exports of help desks look like.

use std::collections::BTreeMap;

use guichet_model::Locale;
use jiff::civil::Date;

use super::access::{self, Access, Rules};
use crate::{
    languages, text,
    yaml::{self, Node, Value},
};

/// What a foreign page says about itself.
#[derive(Debug, Default, Clone)]
pub(super) struct Matter {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) category: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) order: Option<i32>,
    pub(super) updated: Option<Date>,
    pub(super) locale: Option<Locale>,
    /// Addresses it has or had, from the root of its site.
    pub(super) addresses: Vec<String>,
    pub(super) id: Option<String>,
    /// Whether it is published, and for whom.
    pub(super) access: Access,
    /// Services, in our own sense.
    pub(super) services: Vec<String>,
    /// Pages to read next, as the page names them.
    pub(super) related: Vec<String>,
    pub(super) review_by: Option<Date>,
    /// Lists of texts under any other key, for templates that print them.
    pub(super) lists: BTreeMap<String, Vec<String>>,
}

/// Parts a foreign file. The message says what could not be read. `rules` judge whether it is published.
pub(super) fn read(text: &str, rules: Rules) -> (Matter, &str, Option<String>) {
    if let Some((entries, body)) = from_json(text) {
        return (interpret(&entries, rules), body, None);
    }
    for fence in ["---", "+++"] {
        let Some((matter, body)) = fenced(text, fence) else { continue };
        let entries = if fence == "---" { from_yaml(matter) } else { from_toml(matter) };
        return match entries {
            Ok(entries) => (interpret(&entries, rules), body, None),
            Err(message) => {
                let message = format!(
                    "the front matter cannot be read as written ({message}); simple lines of it were taken"
                );
                (interpret(&line_by_line(matter), rules), body, Some(message))
            }
        };
    }
    // Front matter that does not end is text; what it says against publishing the page holds.
    let mut matter = Matter::default();
    if text.starts_with("---") || text.starts_with("+++") {
        let head = text.split("\n\n").next().unwrap_or(text);
        matter.access.withheld = access::read(&line_by_line(head), rules).withheld;
    }
    (matter, text, None)
}

fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(fence)?;
    let rest = rest.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((&rest[..end], &rest[end + line.len()..]));
        }
        end += line.len();
    }
    None
}

pub(super) type Entries = BTreeMap<String, Node>;

fn from_yaml(text: &str) -> Result<Entries, String> {
    match yaml::parse(text, 2).map_err(|e| e.message)?.value {
        Value::Map(entries) => Ok(entries
            .into_iter()
            .filter_map(|(key, node)| Some((normal(key.text()?), node)))
            .collect()),
        Value::Null => Ok(Entries::new()),
        _ => Err("it is no list of keys".to_owned()),
    }
}

fn from_toml(text: &str) -> Result<Entries, String> {
    fn node(value: &toml::Value) -> Node {
        let value = match value {
            toml::Value::String(text) => Value::Scalar(text.clone()),
            toml::Value::Array(items) => Value::List(items.iter().map(node).collect()),
            toml::Value::Table(table) => {
                let scalar =
                    |text: &str| Node { line: 0, column: 0, value: Value::Scalar(text.to_owned()) };
                Value::Map(table.iter().map(|(key, value)| (scalar(key), node(value))).collect())
            }
            other => Value::Scalar(other.to_string()),
        };
        Node { line: 0, column: 0, value }
    }
    let table: toml::Table = toml::from_str(text).map_err(|e| e.message().to_owned())?;
    Ok(table.iter().map(|(key, value)| (normal(key), node(value))).collect())
}

/// Hugo's third kind: an object of JSON at the top.
fn from_json(text: &str) -> Option<(Entries, &str)> {
    fn node(value: &serde_json::Value) -> Node {
        use serde_json::Value as Json;
        let value = match value {
            Json::Null => Value::Null,
            Json::String(text) => Value::Scalar(text.clone()),
            Json::Array(items) => Value::List(items.iter().map(node).collect()),
            Json::Object(entries) => Value::Map(
                entries
                    .iter()
                    .map(|(key, value)| (node(&key.as_str().into()), node(value)))
                    .collect(),
            ),
            other => Value::Scalar(other.to_string()),
        };
        Node { line: 0, column: 0, value }
    }
    if !text.starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let serde_json::Value::Object(object) = values.next()?.ok()? else { return None };
    let entries = object.iter().map(|(key, value)| (normal(key), node(value))).collect();
    Some((entries, &text[values.byte_offset()..]))
}

/// `key: value` lines, whatever else there is.
fn line_by_line(text: &str) -> Entries {
    let lines = text.lines().filter(|l| !l.starts_with([' ', '-', '#']));
    let pairs = lines.filter_map(|line| line.split_once([':', '=']));
    pairs
        .map(|(key, value)| {
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            (normal(key.trim()), Node { line: 0, column: 0, value: Value::Scalar(value) })
        })
        .collect()
}

fn normal(key: &str) -> String {
    key.to_lowercase().replace('-', "_")
}

fn interpret(entries: &Entries, rules: Rules) -> Matter {
    let first = |keys: &[&str]| keys.iter().find_map(|key| entries.get(*key).and_then(single));
    let all = |keys: &[&str]| {
        keys.iter().filter_map(|key| entries.get(*key)).flat_map(many).collect::<Vec<String>>()
    };
    let dates = [
        "updated",
        "updated_at",
        "edited_at",
        "last_updated",
        "lastmod",
        "last_modified_at",
        "modified",
        "last_reviewed",
        "last_update",
        "date",
    ];
    let order = first(&["order", "position", "weight", "sidebar_position", "nav_order"])
        .and_then(|n| n.parse::<f64>().ok());
    let mut keywords = all(&["keywords", "tags", "label_names", "labels"]);
    if let [only] = keywords.as_slice() {
        keywords = only.split(',').map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).collect();
    }
    let known =
        |key: &String| key.ends_with("_list") || key.ends_with("_items") || key.as_str() == "items";
    Matter {
        title: first(&["title", "name", "sidebar_label", "linktitle"])
            .map(|t| plain(&t))
            .filter(|t| !t.is_empty()),
        description: first(&["description", "summary", "subtitle", "excerpt", "meta_description"])
            .map(|t| plain_line(&t))
            .filter(|t| !t.is_empty()),
        category: first(&["category", "section", "categories", "topic"])
            .and_then(|c| c.split('/').map(str::trim).find(|s| !s.is_empty()).map(str::to_owned)),
        keywords,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a float too large becomes the largest number"
        )]
        order: order.map(|n| n.round() as i32),
        updated: dates
            .iter()
            .filter_map(|key| entries.get(*key))
            .flat_map(many)
            .filter_map(|d| access::day(&d))
            .max(),
        locale: first(&["lang", "locale", "language"]).and_then(|l| languages::locale(&l)),
        addresses: all(&["permalink", "url", "html_url", "slug", "aliases", "redirect_from"])
            .iter()
            .filter_map(|a| address(a))
            .collect(),
        id: first(&["id"]),
        access: access::read(entries, rules),
        services: all(&["services"]),
        related: all(&["related"]),
        review_by: first(&["review_by"]).and_then(|d| access::day(&d)),
        lists: entries
            .iter()
            .filter(|(key, _)| known(key))
            .map(|(key, node)| (key.clone(), many(node)))
            .collect(),
    }
}

/// The one text of a value: the first of a list, the name in a table.
pub(super) fn single(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::List(items) => items.iter().find_map(single),
        Value::Map(entries) => {
            let named = |name: &str| {
                entries
                    .iter()
                    .find(|(key, _)| key.text() == Some(name))
                    .and_then(|(_, value)| single(value))
            };
            named("name").or_else(|| named("title")).or_else(|| named("date"))
        }
        Value::Null => None,
    }
}

pub(super) fn many(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(single).collect(),
        _ => single(node).into_iter().collect(),
    }
}

/// Words without Markdown either.
pub(super) fn plain_line(text: &str) -> String {
    let words = plain(text);
    text::without_markup(&words).unwrap_or(words)
}

/// Words without tags, templates and line breaks.
fn plain(text: &str) -> String {
    let mut words = String::new();
    text::strip_tags(&super::clean::without_templates(text, &BTreeMap::new()).0, &mut words);
    words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .collect()
}

/// An address as a path from the root; patterns with placeholders are none.
fn address(text: &str) -> Option<String> {
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => text,
    };
    let path = path.split(['?', '#']).next()?.trim_matches('/');
    (!path.is_empty() && !path.contains([':', '{', ' ', '\\'])).then(|| format!("/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tools_keys_are_understood() {
        let (jekyll, body, problem) = read(
            "---\ntitle: \"A <b>b</b>\"\npermalink: /help/a/\nredirect_from:\n  - /old/a/\ncategory: account/settings\norder: 2\n---\nBody",
            Rules::default(),
        );
        assert_eq!(
            (jekyll.title.as_deref(), jekyll.category.as_deref(), jekyll.order, body),
            (Some("A b"), Some("account"), Some(2), "Body")
        );
        assert_eq!(jekyll.addresses, ["/help/a", "/old/a"]);
        assert!(problem.is_none());
        let (hugo, ..) = read(
            "+++\ntitle = 'A'\nweight = 30\nlastmod = 2026-01-02T03:04:05Z\ntags = ['x', 'y']\ndraft = true\n+++\n",
            Rules::default(),
        );
        assert_eq!(
            (
                hugo.order,
                hugo.updated.unwrap().to_string().as_str(),
                hugo.keywords.len(),
                hugo.access.withheld.is_some()
            ),
            (Some(30), "2026-01-02", 2, true)
        );
        let (zendesk, ..) = read(
            "---\nname: A\nlabel_names: [x]\nsection: {name: Billing}\nupdated_at: '2026-02-03T00:00:00Z'\nhtml_url: https://help.example/hc/en-us/articles/1-A\nlocale: en-us\n---\n",
            Rules::default(),
        );
        assert_eq!(
            (zendesk.title.as_deref(), zendesk.category.as_deref()),
            (Some("A"), Some("Billing"))
        );
        assert_eq!(
            (zendesk.addresses[0].as_str(), zendesk.locale.unwrap().as_str()),
            ("/hc/en-us/articles/1-A", "en-US")
        );
    }

    #[test]
    fn broken_front_matter_is_read_line_by_line() {
        let (matter, body, problem) =
            read("---\ntitle: How to: sign in\ntags: [a\n---\nBody", Rules::default());
        assert_eq!((matter.title.as_deref(), body), (Some("How to: sign in"), "Body"));
        assert!(problem.is_some());
        let (unending, body, _) = read("---\ndraft: true\n\nBody", Rules::default());
        assert!(unending.access.withheld.is_some() && body.starts_with("---"));
    }

    #[test]
    fn json_is_front_matter_too() {
        let (matter, body, _) =
            read("{\n \"title\": \"A\", \"weight\": 3, \"draft\": true\n}\nBody", Rules::default());
        assert_eq!((matter.title.as_deref(), matter.order, body), (Some("A"), Some(3), "\nBody"));
        assert!(matter.access.withheld.is_some());
        assert_eq!(read("{a} is text", Rules::default()).1, "{a} is text");
    }
}
