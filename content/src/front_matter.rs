//! Front matter: what stands between two lines of `---` at the top of an article, read strictly.
//!
//! An unknown key is an error that names the nearest known one; whether what a key points at exists is for [`mod@crate::check`].

use guichet_model::{ArticleKey, Audience, Slug};
use jiff::civil::Date;

use crate::{
    diagnostic::{Diagnostic, nearest},
    yaml::{self, Node, Value},
};

/// The longest front matter that is read, in bytes.
pub const MAX_FRONT_MATTER_BYTES: usize = 64 * 1024;

const ARTICLE_KEYS: [&str; 11] = [
    "title",
    "description",
    "category",
    "services",
    "audience",
    "keywords",
    "related",
    "redirect_from",
    "review_by",
    "order",
    "updated",
];
const INDEX_KEYS: [&str; 4] = ["title", "description", "order", "icon"];

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed<T> {
    pub(crate) value: T,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// An article's front matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct FrontMatter {
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    /// Line and column.
    pub(crate) description_at: (u32, u32),
    pub(crate) category: Option<Slug>,
    pub(crate) services: Vec<Placed<String>>,
    pub(crate) audience: Audience,
    /// Line and column; the first line where it is not said.
    pub(crate) audience_at: (u32, u32),
    pub(crate) keywords: Vec<String>,
    pub(crate) related: Vec<Placed<ArticleKey>>,
    pub(crate) redirect_from: Vec<Placed<String>>,
    pub(crate) review_by: Option<Date>,
    pub(crate) order: Option<i32>,
    pub(crate) updated: Option<Date>,
}

/// The front matter of a category's `_index.md`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct IndexMatter {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) order: Option<i32>,
    pub(crate) icon: Option<String>,
}

/// A file in its two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split<'a> {
    /// What stands between the two lines of hyphens; `None` without them.
    pub(crate) matter: Option<&'a str>,
    /// The Markdown after it.
    pub(crate) body: &'a str,
    /// The line of the file on which the Markdown begins, from 1.
    pub(crate) body_line: usize,
}

/// Parts a file. `Err` when front matter begins and does not end.
pub(crate) fn split(text: &str) -> Result<Split<'_>, ()> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|l| l.trim_end() == "---") else {
        return Ok(Split { matter: None, body: text, body_line: 1 });
    };
    let mut end = first.len();
    for (number, line) in lines.enumerate() {
        if matches!(line.trim_end(), "---" | "...") {
            let (matter, body) = (&text[first.len()..end], &text[end + line.len()..]);
            return Ok(Split { matter: Some(matter), body, body_line: number + 3 });
        }
        end += line.len();
    }
    Err(())
}

/// Reads an article's front matter. Every problem lands in `problems`; `None` when the article cannot be served.
pub(crate) fn article(
    path: &str,
    split: &Split<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<FrontMatter> {
    let before = problems.len();
    let mut reader = Reader { path, problems };
    let mut matter = FrontMatter { audience_at: (1, 1), ..FrontMatter::default() };
    for (key, node) in reader.entries(split, &ARTICLE_KEYS)? {
        match key.as_str() {
            "title" => matter.title = reader.text(&key, &node).unwrap_or_default(),
            "description" => {
                matter.description = reader.text(&key, &node);
                matter.description_at = at(&node);
            }
            "category" => matter.category = reader.parsed(&node, str::parse),
            "services" => {
                matter.services = reader.list(&key, &node, |t| Ok::<_, String>(t.to_owned()));
            }
            "audience" => {
                matter.audience = reader.parsed(&node, audience).unwrap_or_default();
                matter.audience_at = at(&node);
            }
            "keywords" => {
                matter.keywords = reader
                    .list(&key, &node, |t| Ok::<_, String>(t.to_owned()))
                    .into_iter()
                    .map(|p| p.value)
                    .collect();
            }
            "related" => matter.related = reader.list(&key, &node, ArticleKey::parse),
            "redirect_from" => matter.redirect_from = reader.list(&key, &node, old_path),
            "review_by" => matter.review_by = reader.parsed(&node, date),
            "order" => matter.order = reader.parsed(&node, order),
            _ => matter.updated = reader.parsed(&node, date),
        }
    }
    if matter.title.is_empty() && problems.len() == before {
        problems.push(
            Diagnostic::error(
                path,
                "title-missing",
                "the article has no title",
                "add a line `title: …` between two lines of `---` at the top",
            )
            .at(1, 1),
        );
    }
    (problems.len() == before).then_some(matter)
}

/// Reads a category's front matter.
pub(crate) fn index(
    path: &str,
    split: &Split<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<IndexMatter> {
    let before = problems.len();
    let mut reader = Reader { path, problems };
    let mut matter = IndexMatter::default();
    for (key, node) in reader.entries(split, &INDEX_KEYS)? {
        match key.as_str() {
            "title" => matter.title = reader.text(&key, &node),
            "description" => matter.description = reader.text(&key, &node),
            "order" => matter.order = reader.parsed(&node, order),
            _ => matter.icon = reader.text(&key, &node),
        }
    }
    (problems.len() == before).then_some(matter)
}

fn placed<T>(value: T, node: &Node) -> Placed<T> {
    let (line, column) = at(node);
    Placed { value, line, column }
}

fn at(node: &Node) -> (u32, u32) {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (small(node.line), small(node.column))
}

/// What front matter calls an audience.
pub(crate) fn audience_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => "everyone",
        Audience::Customers => "customers",
        Audience::Admins => "admins",
    }
}

/// The audience that front matter names.
pub(crate) fn audience(text: &str) -> Result<Audience, String> {
    match Audience::ALL.into_iter().find(|known| audience_name(*known) == text) {
        Some(known) => Ok(known),
        None => Err(format!("`{text}` is no audience; write everyone, customers or admins")),
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is no date; write year, month and day, such as 2026-09-18"))
}

fn order(text: &str) -> Result<i32, String> {
    text.parse().map_err(|_| format!("`{text}` is no whole number"))
}

fn old_path(text: &str) -> Result<String, String> {
    if text.starts_with('/') && !text.starts_with("//") {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is no path of this site; begin it with one `/`"))
    }
}

struct Reader<'a> {
    path: &'a str,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn refuse(
        &mut self,
        line: usize,
        column: usize,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Diagnostic::error(self.path, code, message, help).at(line, column));
    }

    /// The known keys with their values; unknown, doubled and misplaced ones become problems.
    fn entries(
        &mut self,
        split: &Split<'_>,
        known: &[&'static str],
    ) -> Option<Vec<(String, Node)>> {
        let Some(text) = split.matter else { return Some(Vec::new()) };
        if text.len() > MAX_FRONT_MATTER_BYTES {
            let message =
                format!("the front matter is larger than {} kB", MAX_FRONT_MATTER_BYTES / 1024);
            self.refuse(1, 1, "front-matter-size", message, "keep text in the article's body");
            return None;
        }
        let root = match yaml::parse(text, 2) {
            Ok(root) => root,
            Err(error) => {
                let help = "write `key: value` lines; put values that hold `: `, `#`, `[` or quotes between single quotes";
                self.refuse(
                    error.line,
                    error.column,
                    "front-matter",
                    format!("the front matter cannot be read: {}", error.message),
                    help,
                );
                return None;
            }
        };
        let entries = match root.value {
            Value::Map(entries) => entries,
            Value::Null => return Some(Vec::new()),
            _ => {
                self.refuse(
                    root.line,
                    root.column,
                    "front-matter",
                    format!("the front matter is {}", root.kind()),
                    "write `key: value` lines",
                );
                return None;
            }
        };
        Some(self.known(entries, known))
    }

    fn known(&mut self, entries: Vec<(Node, Node)>, known: &[&'static str]) -> Vec<(String, Node)> {
        let mut kept: Vec<(String, Node)> = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let Some(name) = key.text() else {
                self.refuse(
                    key.line,
                    key.column,
                    "front-matter-key",
                    "a key is no plain word",
                    "write `key: value` lines",
                );
                continue;
            };
            if kept.iter().any(|(k, _)| k == name) {
                self.refuse(
                    key.line,
                    key.column,
                    "front-matter-key",
                    format!("`{name}` is given twice"),
                    "keep one of the two lines",
                );
            } else if known.contains(&name) {
                kept.push((name.to_owned(), node));
            } else {
                let help = match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known are {}", known.join(", ")),
                };
                self.refuse(
                    key.line,
                    key.column,
                    "front-matter-key",
                    format!("`{}` is no key of front matter", name.escape_debug()),
                    help,
                );
            }
        }
        kept
    }

    fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        match &node.value {
            Value::Scalar(text) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let text: String = text.chars().filter(|c| !c.is_control()).collect();
                (!text.is_empty()).then_some(text)
            }
            Value::Null => None,
            _ => {
                self.refuse(
                    node.line,
                    node.column,
                    "front-matter-value",
                    format!("`{key}` is {}", node.kind()),
                    "write one text on the line",
                );
                None
            }
        }
    }

    fn parsed<T, E: ToString>(
        &mut self,
        node: &Node,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let message = match (&node.value, node.text()) {
            (Value::Null, _) => return None,
            (_, Some(text)) => match parse(text) {
                Ok(value) => return Some(value),
                Err(error) => error.to_string(),
            },
            (_, None) => format!("here stands {}, where one value is meant", node.kind()),
        };
        self.refuse(node.line, node.column, "front-matter-value", message, "");
        None
    }

    /// A list; one value stands for a list of one.
    fn list<T, E: ToString>(
        &mut self,
        key: &str,
        node: &Node,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<Placed<T>> {
        let items = match &node.value {
            Value::Null => return Vec::new(),
            Value::Scalar(_) => std::slice::from_ref(node),
            Value::List(items) => items.as_slice(),
            Value::Map(_) => {
                self.refuse(
                    node.line,
                    node.column,
                    "front-matter-value",
                    format!("`{key}` is a table"),
                    format!("write a list: `{key}: [one, two]`"),
                );
                return Vec::new();
            }
        };
        items
            .iter()
            .filter_map(|item| self.parsed(item, &parse).map(|value| placed(value, item)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<FrontMatter>, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let matter = article("a.md", &split(text).unwrap(), &mut problems);
        (matter, problems)
    }

    #[test]
    fn every_key_is_read() {
        let (matter, problems) = read(
            "---\ntitle: 'A: b'\ndescription: c\ncategory: mail\nservices: [mail, drive]\naudience: admins\nkeywords: one\nrelated: [a/b]\n\
             redirect_from: /x\nreview_by: 2027-01-31\norder: -3\nupdated: 2026-09-18\n---\nBody\n",
        );
        let matter = matter.unwrap();
        assert_eq!(
            (matter.title.as_str(), matter.order, matter.audience),
            ("A: b", Some(-3), Audience::Admins)
        );
        assert_eq!(
            (
                matter.services.len(),
                matter.keywords.len(),
                matter.related.len(),
                matter.redirect_from.len()
            ),
            (2, 1, 1, 1)
        );
        assert!(problems.is_empty() && matter.review_by.is_some() && matter.updated.is_some());
    }

    #[test]
    fn an_unknown_key_names_the_nearest_and_its_place() {
        let (matter, problems) = read("---\ntitle: A\nrelatd: [a/b]\n---\n");
        assert!(matter.is_none());
        assert_eq!(
            (problems[0].line, problems[0].column, problems[0].help.as_str()),
            (3, 1, "did you mean `related`?")
        );
    }

    #[test]
    fn every_wrong_value_is_told_at_once() {
        let (matter, problems) = read(
            "---\ntitle: [a]\naudience: all\nrelated: [b]\norder: x\nupdated: today\nredirect_from: old\ntitle: b\n---\n",
        );
        assert!(matter.is_none());
        let lines: Vec<usize> = problems.iter().map(|p| p.line).collect();
        assert_eq!(problems.len(), 7, "{problems:?}");
        assert!([2, 3, 4, 5, 6, 7, 8].iter().all(|line| lines.contains(line)), "{lines:?}");
    }

    #[test]
    fn files_without_front_matter_have_no_title() {
        assert_eq!(read("Just text").1[0].code, "title-missing");
        assert!(split("---\ntitle: a\n").is_err());
        let parts = split("---\r\ntitle: a\r\n---\r\nBody").unwrap();
        assert_eq!((parts.body, parts.body_line), ("Body", 4));
    }
}
