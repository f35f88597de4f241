//! From an article to the HTML of its page: links, images, callouts, code, tables and headings as the portal shows them.
//!
//! Whether a reader may see the article is not decided here.

use std::{
    collections::{HashMap, HashSet},
    fmt::{self, Write as _},
};

use comrak::{
    Arena,
    html::{ChildRendering, Context, format_document_with_formatter, format_node_default},
    nodes::{AlertType, Node, NodeAlert, NodeCodeBlock, NodeLink, NodeValue},
    options::Plugins,
};
use guichet_model::{Locale, Page};

use crate::{
    article::Article,
    figures::{Figure, Figures},
    highlight::{self, escape},
    library::Library,
    links::{self, Target},
    markdown::{self, Heading},
    raw,
    sanitise::{self, OWN_ID},
    text,
};

/// The lowest heading that a table of contents lists.
const TOC_LEVELS: std::ops::RangeInclusive<u8> = 2..=3;

/// How deep an author's own HTML may nest before it is shown as text; a sanitiser's time grows with the square of it.
const MAX_RAW_DEPTH: usize = 256;

/// The words that rendering has to write itself, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLabels {
    /// The title of `> [!NOTE]`.
    pub note: String,
    /// The title of `> [!TIP]`.
    pub tip: String,
    /// The title of `> [!IMPORTANT]`.
    pub important: String,
    /// The title of `> [!WARNING]`.
    pub warning: String,
    /// The title of `> [!CAUTION]`.
    pub caution: String,
    /// What the sign beside a heading does.
    pub link_to_section: String,
    /// What the arrow behind a footnote does.
    pub back_to_text: String,
    /// A ticked item of a task list.
    pub done: String,
    /// An item of a task list that is not ticked.
    pub to_do: String,
    /// What a figure's image does when it is pressed, with `{image}` for what the image shows.
    pub enlarge: String,
    /// What takes the large image away.
    pub close: String,
}

impl Default for BodyLabels {
    fn default() -> Self {
        let own = str::to_owned;
        Self {
            note: own("Note"),
            tip: own("Tip"),
            important: own("Important"),
            warning: own("Warning"),
            caution: own("Caution"),
            link_to_section: own("Link to this section"),
            back_to_text: own("Back to the text"),
            done: own("Done"),
            to_do: own("To do"),
            enlarge: own("Enlarge: {image}"),
            close: own("Close"),
        }
    }
}

/// An article's text as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Sanitised HTML, without the title.
    pub html: String,
    /// The headings to list beside it.
    pub toc: Vec<TocEntry>,
    /// How long it takes to read, at least one minute.
    pub minutes: u32,
}

/// A heading in a table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// 2 or 3.
    pub level: u8,
    /// Its id on the page.
    pub anchor: String,
    /// Its words, plain text.
    pub title: String,
}

pub(crate) fn body(
    article: &Article,
    library: &Library,
    reader: &Locale,
    labels: &BodyLabels,
) -> Body {
    let arena = Arena::new();
    let markdown = article.markdown();
    let parsed = markdown::parse(&arena, &markdown, &article.title);
    let toc = parsed
        .headings
        .iter()
        .filter(|h| h.divides && TOC_LEVELS.contains(&h.level) && !h.title.is_empty());
    let toc = toc
        .map(|h| TocEntry { level: h.level, anchor: h.anchor.clone(), title: h.title.clone() })
        .collect();
    let mut ids: HashSet<String> = parsed.headings.iter().map(|h| h.anchor.clone()).collect();
    let painter = Painter {
        article,
        library,
        reader,
        labels,
        headings: &parsed.headings,
        heading: 0,
        raw_depth: 0,
        regions: HashMap::new(),
        figures: Figures::default(),
    };
    let mut html = String::with_capacity(markdown.len() * 2);
    let options = markdown::options();
    let written = format_document_with_formatter(
        parsed.root,
        &options,
        &mut html,
        &Plugins::default(),
        paint,
        painter,
    );
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
    let figures = written.map_or_else(|_| Figures::default(), |painter| painter.figures);
    ids.extend(figures.ids());
    Body {
        html: figures.set_into(&sanitise::clean(&html, ids, &labels.back_to_text)),
        toc,
        minutes: text::minutes(&markdown),
    }
}

struct Painter<'l> {
    article: &'l Article,
    library: &'l Library,
    reader: &'l Locale,
    labels: &'l BodyLabels,
    headings: &'l [Heading],
    /// How many headings have been opened.
    heading: usize,
    /// How many tags of an author's own HTML are open.
    raw_depth: usize,
    /// How often each name of a scrolling table was given.
    regions: HashMap<String, usize>,
    /// What opens large.
    figures: Figures,
}

type Painting = Result<ChildRendering, fmt::Error>;

fn paint(context: &mut Context<'_, '_, Painter<'_>>, node: Node<'_>, entering: bool) -> Painting {
    match &node.data().value {
        NodeValue::Heading(_) => heading(context, entering),
        NodeValue::Link(link) => anchor(context, link, entering),
        NodeValue::Image(image) => {
            if entering {
                let html = context.user.image(image, &text::line(node));
                context.write_str(&html)?;
            }
            Ok(ChildRendering::Skip)
        }
        NodeValue::Paragraph => match lone_image(node) {
            Some((image, alt)) => {
                if entering {
                    let html = context.user.figure(&image, &alt);
                    context.cr()?;
                    context.write_str(&html)?;
                    context.lf()?;
                }
                Ok(ChildRendering::Skip)
            }
            None => format_node_default(context, node, entering),
        },
        NodeValue::CodeBlock(code) => {
            if entering {
                context.cr()?;
                context.write_str(&code_block(code))?;
                context.lf()?;
            }
            Ok(ChildRendering::Skip)
        }
        NodeValue::Alert(alert) => callout(context, alert, entering),
        NodeValue::Table(_) => table(context, node, entering),
        NodeValue::TaskItem(task) => task_item(context, task.symbol.is_some(), entering),
        NodeValue::HtmlBlock(html) => {
            if entering {
                let html = context.user.raw(&html.literal);
                context.cr()?;
                context.write_str(&html)?;
                context.cr()?;
            }
            Ok(ChildRendering::HTML)
        }
        NodeValue::HtmlInline(html) => {
            if entering {
                let html = context.user.raw(html);
                context.write_str(&html)?;
            }
            Ok(ChildRendering::HTML)
        }
        _ => format_node_default(context, node, entering),
    }
}

fn heading(context: &mut Context<'_, '_, Painter<'_>>, entering: bool) -> Painting {
    context.user.heading += usize::from(entering);
    let headings = context.user.headings;
    let Some(heading) = context.user.heading.checked_sub(1).and_then(|i| headings.get(i)) else {
        return Ok(ChildRendering::HTML);
    };
    let mut html = String::new();
    if entering {
        let _ = write!(html, "<h{} id=\"{OWN_ID}", heading.level);
        escape(&heading.anchor, &mut html);
        html.push_str("\">");
        context.cr()?;
    } else {
        html.push_str(" <a class=\"anchor\" href=\"#");
        escape(&heading.anchor, &mut html);
        html.push_str("\" aria-label=\"");
        escape(&context.user.labels.link_to_section, &mut html);
        let _ = writeln!(html, "\">#</a></h{}>", heading.level);
    }
    context.write_str(&html)?;
    Ok(ChildRendering::HTML)
}

fn anchor(context: &mut Context<'_, '_, Painter<'_>>, link: &NodeLink, entering: bool) -> Painting {
    // Where a link leads nowhere, its words stand alone.
    if let Some((href, external)) = context.user.href(&link.url) {
        let mut html = String::new();
        if entering {
            html.push_str("<a href=\"");
            escape(&href, &mut html);
            html.push('"');
            if external {
                html.push_str(" rel=\"noopener\"");
            }
            if !link.title.is_empty() {
                html.push_str(" title=\"");
                escape(&link.title, &mut html);
                html.push('"');
            }
            html.push('>');
        } else {
            html.push_str("</a>");
        }
        context.write_str(&html)?;
    }
    Ok(ChildRendering::HTML)
}

fn callout(
    context: &mut Context<'_, '_, Painter<'_>>,
    alert: &NodeAlert,
    entering: bool,
) -> Painting {
    context.cr()?;
    if entering {
        let labels = context.user.labels;
        let (class, title) = match alert.alert_type {
            AlertType::Note => ("note", &labels.note),
            AlertType::Tip => ("tip", &labels.tip),
            AlertType::Important => ("important", &labels.important),
            AlertType::Warning => ("warning", &labels.warning),
            AlertType::Caution => ("caution", &labels.caution),
        };
        let mut html = format!(
            "<aside class=\"callout callout-{class}\" role=\"note\"><p class=\"callout-title\">"
        );
        escape(alert.title.as_deref().filter(|t| !t.trim().is_empty()).unwrap_or(title), &mut html);
        html.push_str("</p>\n");
        context.write_str(&html)?;
    } else {
        context.write_str("</aside>\n")?;
    }
    Ok(ChildRendering::HTML)
}

fn table(context: &mut Context<'_, '_, Painter<'_>>, node: Node<'_>, entering: bool) -> Painting {
    if !entering {
        let painting = format_node_default(context, node, entering)?;
        context.write_str("</div>\n")?;
        return Ok(painting);
    }
    let mut html =
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"".to_owned();
    escape(&context.user.region(), &mut html);
    html.push_str("\">");
    context.cr()?;
    context.write_str(&html)?;
    format_node_default(context, node, entering)
}

fn task_item(context: &mut Context<'_, '_, Painter<'_>>, done: bool, entering: bool) -> Painting {
    if entering {
        let labels = context.user.labels;
        let (state, label) = if done { ("done", &labels.done) } else { ("open", &labels.to_do) };
        let mut html = format!(
            "<li class=\"task task-{state}\"><span class=\"task-{state}\" role=\"img\" aria-label=\""
        );
        escape(label, &mut html);
        html.push_str("\"></span> ");
        context.cr()?;
        context.write_str(&html)?;
    } else {
        context.write_str("</li>\n")?;
    }
    Ok(ChildRendering::HTML)
}

fn code_block(code: &NodeCodeBlock) -> String {
    let language = code.info.split([' ', ',', '{']).next().unwrap_or("").trim();
    let language: String = language
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#'))
        .take(30)
        .collect();
    let mut html = "<div class=\"code\"><pre tabindex=\"0\"><code".to_owned();
    if !language.is_empty() {
        let _ = write!(html, " class=\"language-{}\"", language.to_ascii_lowercase());
    }
    html.push('>');
    html.push_str(&highlight::html(&code.literal, &language));
    html.push_str("</code></pre></div>");
    html
}

/// The image of a paragraph that holds nothing else, and its alternative text.
fn lone_image(paragraph: Node<'_>) -> Option<(NodeLink, String)> {
    let only = paragraph.first_child().filter(|first| first.next_sibling().is_none())?;
    match &only.data().value {
        NodeValue::Image(image) => Some(((**image).clone(), text::line(only))),
        _ => None,
    }
}

impl<'l> Painter<'l> {
    fn resolve(&self, url: &str) -> Target<'l> {
        links::resolve(self.library, &self.article.source, self.reader, url)
    }

    /// A link's address for this reader, and whether it leaves the portal; `None` where it leads nowhere.
    fn href(&self, url: &str) -> Option<(String, bool)> {
        let reader = self.reader;
        Some(match self.resolve(url) {
            Target::Anchor(fragment) => (format!("#{fragment}"), false),
            Target::Article(article, fragment) => {
                (Page::Article(article.key.clone()).path(reader) + &fragment, false)
            }
            Target::Portal(path) => (format!("/{reader}{path}"), false),
            Target::Media(media) => (media.url(), false),
            Target::External => (url.trim().to_owned(), true),
            Target::Address => (url.trim().to_owned(), false),
            Target::Missing | Target::Refused => return None,
        })
    }

    fn image(&self, image: &NodeLink, alt: &str) -> String {
        let mut html = String::new();
        let (src, size) = match self.resolve(&image.url) {
            Target::Media(media) if media.is_image() => {
                (media.url(), media.width.zip(media.height))
            }
            Target::External => (image.url.clone(), None),
            _ => {
                html.push_str("<span class=\"missing-image\">");
                escape(alt, &mut html);
                html.push_str("</span>");
                return html;
            }
        };
        html.push_str("<img src=\"");
        escape(&src, &mut html);
        html.push_str("\" alt=\"");
        escape(alt, &mut html);
        html.push('"');
        if let Some((width, height)) = size {
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        html.push_str(" loading=\"lazy\" decoding=\"async\">");
        html
    }

    fn figure(&mut self, image: &NodeLink, alt: &str) -> String {
        let img = self.image(image, alt);
        // A button needs a name: without alternative text there is nothing to call it.
        if !alt.is_empty() && matches!(self.resolve(&image.url), Target::Media(m) if m.is_image()) {
            let figure = Figure { img: &img, alt, caption: &image.title };
            return self.figures.keep(&figure, self.labels);
        }
        let mut html = format!("<figure>{img}");
        if !image.title.is_empty() {
            html.push_str("<figcaption>");
            escape(&image.title, &mut html);
            html.push_str("</figcaption>");
        }
        html.push_str("</figure>");
        html
    }

    /// An author's own HTML with its addresses resolved like those of Markdown.
    fn raw(&mut self, html: &str) -> String {
        self.raw_depth = raw::depth(html, self.raw_depth);
        if self.raw_depth > MAX_RAW_DEPTH {
            let mut text = String::new();
            escape(html, &mut text);
            return text;
        }
        raw::rewrite(html, |tag, url| match tag {
            raw::Tag::Link => self.href(url).map(|(href, _)| href),
            raw::Tag::Image => match self.resolve(url) {
                Target::Media(media) => Some(media.url()),
                Target::External => Some(url.to_owned()),
                _ => None,
            },
        })
    }

    /// A name for a scrolling table that no other on the page has.
    fn region(&mut self) -> String {
        let heading = self
            .heading
            .checked_sub(1)
            .and_then(|i| self.headings.get(i))
            .map(|h| h.title.as_str());
        let name = heading.filter(|t| !t.is_empty()).unwrap_or(&self.article.title).to_owned();
        let count = self.regions.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    }
}
