//! From Markdown to a tree whose headings have levels and anchors: what rendering, search sections and checks share.

use std::collections::{HashMap, HashSet};

use comrak::{
    Arena, Options,
    nodes::{Node, NodeHtmlBlock, NodeValue},
    parse_document,
};
use guichet_model::search::Section;

use crate::{bounds, text};

/// A heading as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// 2 to 6: the page's own title is the one `h1`, and no level is left out on the way down.
    pub(crate) level: u8,
    /// Unique on the page.
    pub(crate) anchor: String,
    /// Its words.
    pub(crate) title: String,
    /// Whether it divides the article itself, not a quotation or a list item in it.
    pub(crate) divides: bool,
}

/// A parsed article.
pub(crate) struct Parsed<'a> {
    pub(crate) root: Node<'a>,
    /// Every heading, in the order of the tree.
    pub(crate) headings: Vec<Heading>,
}

/// The Markdown that articles are written in: `CommonMark` with the tables of GitHub, task lists, strikethrough, autolinks, footnotes and alerts.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.cjk_friendly_emphasis = true;
    options.render.r#unsafe = true;
    options
}

/// Parses an article's body. A first heading that repeats the title is dropped: the page shows the title itself.
pub(crate) fn parse<'a>(arena: &'a Arena<'a>, markdown: &str, title: &str) -> Parsed<'a> {
    let root = parse_document(arena, &bounds::within(markdown), &options());
    if let Some(first) = root.first_child() {
        let repeats = matches!(first.data().value, NodeValue::Heading(ref h) if h.level == 1)
            && text::line(first) == title;
        if repeats {
            first.detach();
        }
    }
    Parsed { root, headings: headings(root) }
}

fn headings(root: Node<'_>) -> Vec<Heading> {
    let mut anchors = Anchors::default();
    let mut given = given_anchors(root, &mut anchors).into_iter();
    let mut open: Vec<u8> = Vec::new();
    root.descendants()
        .filter_map(|node| {
            let NodeValue::Heading(ref heading) = node.data().value else { return None };
            while open.last().is_some_and(|level| *level >= heading.level) {
                open.pop();
            }
            open.push(heading.level);
            let level = u8::try_from(open.len() + 1).unwrap_or(6).min(6);
            let title = text::line(node);
            let divides =
                node.parent().is_some_and(|p| matches!(p.data().value, NodeValue::Document));
            let anchor = given.next().flatten().unwrap_or_else(|| anchors.next(&title));
            Some(Heading { level, anchor, title, divides })
        })
        .collect()
}

/// Takes from the headings the anchors that their author gave them, `## Words {#anchor}`, so that a link holds in every translation and
/// when the words change. One entry a heading; an anchor that was given before is not given again.
fn given_anchors(root: Node<'_>, anchors: &mut Anchors) -> Vec<Option<String>> {
    let headings =
        root.descendants().filter(|node| matches!(node.data().value, NodeValue::Heading(_)));
    headings
        .map(|heading| {
            let last = heading.last_child()?;
            let mut data = last.data_mut();
            let NodeValue::Text(ref mut text) = data.value else { return None };
            let (words, anchor) = given_anchor(text)?;
            let (words, anchor) = (words.to_owned(), anchor.to_owned());
            *text = words.into();
            anchors.claim(&anchor).then_some(anchor)
        })
        .collect()
}

/// Parts a heading's text from the anchor at its end.
fn given_anchor(text: &str) -> Option<(&str, &str)> {
    let (words, anchor) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    is_anchor(anchor).then_some((words.trim_end(), anchor))
}

/// Whether a text can stand as an anchor in an address as it is.
pub(crate) fn is_anchor(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') || is_mark(c))
}

/// Makes anchors the way GitHub does: lower case, spaces as hyphens, punctuation dropped, repetitions numbered.
#[derive(Default)]
struct Anchors {
    used: HashMap<String, usize>,
}

impl Anchors {
    /// Takes an anchor as it is. `false` when it is taken.
    fn claim(&mut self, anchor: &str) -> bool {
        self.used.insert(anchor.to_owned(), 1).is_none()
    }

    fn next(&mut self, title: &str) -> String {
        let mut base: String = title
            .chars()
            .flat_map(char::to_lowercase)
            .filter_map(|c| match c {
                ' ' => Some('-'),
                c if c.is_alphanumeric() || matches!(c, '-' | '_') || is_mark(c) => Some(c),
                _ => None,
            })
            .collect();
        if base.is_empty() {
            base.push_str("section");
        }
        let mut count = self.used.get(&base).copied().unwrap_or(0);
        let mut anchor = if count == 0 { base.clone() } else { format!("{base}-{count}") };
        while count > 0 && self.used.contains_key(&anchor) {
            count += 1;
            anchor = format!("{base}-{count}");
        }
        self.used.insert(base, count + 1);
        self.used.entry(anchor.clone()).or_insert(1);
        anchor
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e30}'..='\u{e4e}' | '\u{3099}'..='\u{309a}')
}

/// Every id that a link to the page may name: those of headings, and those an author's HTML brings.
pub(crate) fn anchors(parsed: &Parsed<'_>) -> HashSet<String> {
    let mut anchors: HashSet<String> = parsed.headings.iter().map(|h| h.anchor.clone()).collect();
    for node in parsed.root.descendants() {
        let (NodeValue::HtmlBlock(NodeHtmlBlock { ref literal, .. })
        | NodeValue::HtmlInline(ref literal)) = node.data().value
        else {
            continue;
        };
        for quote in ['"', '\''] {
            let mark = format!(" id={quote}");
            let after = literal.split(&mark).skip(1);
            anchors.extend(
                after.filter_map(|rest| rest.split_once(quote)).map(|(id, _)| id.to_owned()),
            );
        }
    }
    anchors
}

/// The article's text cut at the headings that divide it.
pub(crate) fn sections(parsed: &Parsed<'_>) -> Vec<Section> {
    let mut sections = vec![Section {
        anchor: String::new(),
        title: String::new(),
        level: 1,
        text: String::new(),
    }];
    let mut dividing = parsed.headings.iter().filter(|h| h.divides);
    for block in parsed.root.children() {
        let heading =
            matches!(block.data().value, NodeValue::Heading(_)).then(|| dividing.next()).flatten();
        match (heading, sections.last_mut()) {
            (Some(heading), _) => sections.push(Section {
                anchor: heading.anchor.clone(),
                title: heading.title.clone(),
                level: heading.level,
                text: String::new(),
            }),
            (None, Some(section)) => text::collect(block, &mut section.text),
            (None, None) => {}
        }
    }
    for section in &mut sections {
        section.text.truncate(section.text.trim_end().len());
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(markdown: &str, title: &str) -> Vec<(u8, String)> {
        let arena = Arena::new();
        parse(&arena, markdown, title).headings.into_iter().map(|h| (h.level, h.anchor)).collect()
    }

    #[test]
    fn levels_never_jump_and_the_title_is_not_repeated() {
        let levels =
            |markdown: &str| outline(markdown, "T").into_iter().map(|h| h.0).collect::<Vec<_>>();
        assert_eq!(levels("# T\n## a\n#### b\n### c\n## d"), [2, 3, 3, 2]);
        assert_eq!(levels("# a\n## b\n# c"), [2, 3, 2]);
        assert_eq!(levels("### a\n### b"), [2, 2]);
    }

    #[test]
    fn anchors_are_unique_and_keep_every_script() {
        let anchors: Vec<String> =
            outline("## A b!\n## A b\n## A b-1\n## A b\n## 迷惑メール\n## …\n## École", "")
                .into_iter()
                .map(|h| h.1)
                .collect();
        assert_eq!(anchors, ["a-b", "a-b-1", "a-b-1-1", "a-b-2", "迷惑メール", "section", "école"]);
    }

    #[test]
    fn an_author_can_give_a_heading_its_anchor() {
        let arena = Arena::new();
        let parsed = parse(
            &arena,
            "## Set up\n## Configurer *tout* {#set-up}\n## Twice {#set-up}\n## {#x y}\n## Plain {x}",
            "",
        );
        let seen: Vec<(&str, &str)> =
            parsed.headings.iter().map(|h| (h.title.as_str(), h.anchor.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("Set up", "set-up-1"),
                ("Configurer tout", "set-up"),
                ("Twice", "twice"),
                ("{#x y}", "x-y"),
                ("Plain {x}", "plain-x")
            ]
        );
    }

    #[test]
    fn ten_thousand_equal_headings_are_quick() {
        let anchors = outline(&"## Same\n\n".repeat(10_000), "");
        assert_eq!(anchors.last().unwrap().1, "same-9999");
    }

    #[test]
    fn sections_begin_at_headings() {
        let arena = Arena::new();
        let sections = sections(&parse(
            &arena,
            "Before.\n\n## One `x`\n\n| a | b |\n|---|---|\n| c | d |\n\n> ## quoted\n\n### Two\n- e\n- f\n",
            "T",
        ));
        let seen: Vec<(&str, u8, &str)> =
            sections.iter().map(|s| (s.title.as_str(), s.level, s.text.as_str())).collect();
        assert_eq!(
            seen,
            [("", 1, "Before."), ("One x", 2, "a · b;\nc · d\nquoted"), ("Two", 3, "e\nf")]
        );
    }
}
