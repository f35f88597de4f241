//! The part of YAML that front matter needs, with the place of every value: scalars, lists and maps, no aliases, bounded depth.
//!
//! It does not decide what the keys mean: [`crate::front_matter`] and the importer do.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// How deep values may nest.
const MAX_DEPTH: usize = 16;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Its line in the file, from 1.
    pub(crate) line: usize,
    /// Its column, from 1.
    pub(crate) column: usize,
    /// The value.
    pub(crate) value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing, or the plain words `null` and `~`.
    Null,
    /// Any other scalar, as text.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written.
    Map(Vec<(Node, Node)>),
}

/// Where and why a text is not such YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YamlError {
    /// The line in the file, from 1.
    pub(crate) line: usize,
    /// The column, from 1.
    pub(crate) column: usize,
    /// What is wrong.
    pub(crate) message: String,
}

impl Node {
    /// The text of a scalar; of anything else nothing.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The scalars of a list, or the one scalar there is.
    pub(crate) fn texts(&self) -> Vec<&str> {
        match &self.value {
            Value::Scalar(text) => vec![text.trim()],
            Value::List(items) => items.iter().filter_map(Node::text).collect(),
            _ => Vec::new(),
        }
    }

    /// What kind of value this is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a table",
        }
    }
}

/// Reads one document whose first line is line `first_line` of its file.
pub(crate) fn parse(text: &str, first_line: usize) -> Result<Node, YamlError> {
    let mut builder = Builder { first_line, open: Vec::new(), done: None };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let mark = error.marker();
                let line = mark.line().max(1) + first_line - 1;
                return Err(YamlError {
                    line,
                    column: mark.col() + 1,
                    message: error.info().to_owned(),
                });
            }
        }
    }
    Ok(builder.done.unwrap_or(Node { line: first_line, column: 1, value: Value::Null }))
}

enum Open {
    List(Node, Vec<Node>),
    Map(Node, Vec<(Node, Node)>, Option<Node>),
}

struct Builder {
    first_line: usize,
    open: Vec<Open>,
    done: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), YamlError> {
        let line = span.start.line().max(1) + self.first_line - 1;
        let node = |value| Node { line, column: span.start.col() + 1, value };
        let refuse = |message: &str| {
            Err(YamlError { line, column: span.start.col() + 1, message: message.to_owned() })
        };
        match event {
            Event::Scalar(text, style, ..) => {
                let nothing = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                self.close(node(if nothing {
                    Value::Null
                } else {
                    Value::Scalar(text.into_owned())
                }));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() == MAX_DEPTH => {
                return refuse("values are nested too deeply");
            }
            Event::SequenceStart(..) => self.open.push(Open::List(node(Value::Null), Vec::new())),
            Event::MappingStart(..) => {
                self.open.push(Open::Map(node(Value::Null), Vec::new(), None))
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(at, items)) => self.close(Node { value: Value::List(items), ..at }),
                Some(Open::Map(at, entries, _)) => {
                    self.close(Node { value: Value::Map(entries), ..at })
                }
                None => return refuse("a value ends that did not begin"),
            },
            Event::Alias(_) => {
                return refuse("aliases (`*name`) are not read here; write the value again");
            }
            Event::DocumentStart(_) if self.done.is_some() => {
                return refuse("a second document begins here");
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn close(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.done = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_place() {
        let Value::Map(entries) =
            parse("title: A\nrelated:\n  - b/c\n  - 'd: e'\nempty:\n", 2).unwrap().value
        else {
            panic!("a map")
        };
        assert_eq!((entries[0].1.line, entries[0].1.column), (2, 8));
        assert_eq!(entries[1].1.texts(), ["b/c", "d: e"]);
        assert_eq!((entries[1].1.kind(), entries[2].1.kind()), ("a list", "nothing"));
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        assert_eq!(parse("a: 1\nb: [1,\n", 2).unwrap_err().line, 4);
        assert!(
            parse("a: &x 1\nb: *x\n", 1).unwrap_err().message.contains("write the value again")
        );
        assert!(parse(&"[".repeat(60_000), 1).is_err());
        assert!(parse(&"- ".repeat(20_000), 1).is_err());
    }
}
