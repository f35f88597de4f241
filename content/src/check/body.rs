//! What an article's text leads to: links, the headings they name, images; and what it holds that cannot be shown as it was meant.

use comrak::{
    Arena,
    nodes::{Node, NodeValue},
};
use guichet_model::Audience;

use super::Checker;
use crate::{
    article::Article,
    bounds::{self, MAX_TABLE_CELLS, MAX_TABLE_COLUMNS},
    diagnostic::{Diagnostic, nearest, place},
    front_matter,
    links::{self, Target},
    markdown, raw, text,
};

impl Checker<'_> {
    pub(super) fn body(&mut self) {
        let arena = Arena::new();
        let markdown = self.article.markdown();
        let parsed = markdown::parse(&arena, &markdown, &self.article.title);
        let lines: Vec<&str> = markdown.lines().collect();
        self.tables(&markdown);
        for node in parsed.root.descendants() {
            let start = node.data().sourcepos.start;
            // Counting characters takes a while on a long line, so only for what is looked at.
            let at = || {
                let line = lines.get(start.line.saturating_sub(1)).copied().unwrap_or("");
                let column = place(line, start.column.saturating_sub(1)).1;
                (start.line.saturating_sub(1) + self.article.body_line, column)
            };
            match &node.data().value {
                NodeValue::Link(target) => self.link(&target.url, at()),
                NodeValue::Image(image) => {
                    let at = at();
                    self.image(&image.url, at);
                    self.alternative(node, at);
                }
                NodeValue::HtmlBlock(html) => self.html(&html.literal, at()),
                NodeValue::HtmlInline(html) => self.html(html, at()),
                _ => {}
            }
        }
    }

    fn tables(&mut self, markdown: &str) {
        for table in bounds::oversized(markdown) {
            let message = format!(
                "the table has {} columns and {} cells; past {MAX_TABLE_COLUMNS} columns, or {MAX_TABLE_CELLS} cells an article, a table is shown as text",
                table.columns, table.cells
            );
            let help = "split it over several articles, or offer it as a file to download";
            self.found.push(
                Diagnostic::warning(&self.article.source, "table-size", message, help)
                    .at(table.line - 1 + self.article.body_line, 1),
            );
        }
    }

    fn html(&mut self, html: &str, at: (usize, usize)) {
        for address in raw::addresses(html) {
            let (line, column) = place(html, address.value.start);
            let at = (at.0 + line - 1, if line == 1 { at.1 + column - 1 } else { column });
            let url = html[address.value].replace("&amp;", "&");
            match address.tag {
                raw::Tag::Link => self.link(&url, at),
                raw::Tag::Image => {
                    self.image(&url, at);
                    if !address.has_alt {
                        self.no_alternative(at);
                    }
                }
            }
        }
    }

    fn link(&mut self, url: &str, at: (usize, usize)) {
        let library = self.library;
        let problem = match links::resolve(library, &self.article.source, &self.article.locale, url)
        {
            Target::Anchor(fragment) if !fragment.is_empty() => {
                self.no_anchor(self.article, &fragment)
            }
            Target::Article(target, fragment) if fragment.len() > 1 => {
                links::decode(&fragment[1..]).and_then(|fragment| self.no_anchor(target, &fragment))
            }
            Target::Article(target, _) if target.audience > self.article.audience => {
                self.restricted(url, target.audience, at);
                None
            }
            Target::Missing => Some((
                "link-broken",
                format!("the link to `{url}` leads nowhere"),
                self.near_link(url),
            )),
            Target::Refused => {
                let help = "link to a page, a file, an https address, an e-mail address or a telephone number";
                Some((
                    "link-refused",
                    format!("`{url}` is no address that may be linked to"),
                    help.to_owned(),
                ))
            }
            _ => None,
        };
        if let Some((code, message, help)) = problem {
            self.found
                .push(Diagnostic::error(&self.article.source, code, message, help).at(at.0, at.1));
        }
    }

    /// A link to an article that not every reader of this one may open.
    fn restricted(&mut self, url: &str, audience: Audience, at: (usize, usize)) {
        let message = format!(
            "`{url}` is for {} only: other readers of this article meet a page that is not there",
            front_matter::audience_name(audience)
        );
        let help = "give both articles the same `audience`, or write the sentence without the link";
        self.found.push(
            Diagnostic::warning(&self.article.source, "link-restricted", message, help)
                .at(at.0, at.1),
        );
    }

    /// The file somebody may have meant by a link that leads nowhere.
    fn near_link(&self, url: &str) -> String {
        let path = url.split(['?', '#']).next().unwrap_or(url);
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        let keys = self.library.families.keys();
        match keys.clone().find(|k| k.slug.as_str() == name) {
            Some(key) => format!("did you mean `../{}/{}.md`?", key.category, key.slug),
            None => match nearest(name, keys.map(|k| k.slug.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name an article's file, such as `../mail/filters.md`, or a page such as `/contact`".to_owned(),
            },
        }
    }

    fn no_anchor(
        &self,
        target: &Article,
        fragment: &str,
    ) -> Option<(&'static str, String, String)> {
        let known = self.anchors.get(target.source.as_str())?;
        if known.contains(fragment) || fragment.starts_with("fn-") || fragment.starts_with("fnref-")
        {
            return None;
        }
        let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
        known.sort_unstable();
        let help = match nearest(fragment, known.iter().copied()) {
            Some(near) => format!("did you mean `#{near}`?"),
            None if known.is_empty() => {
                "the page has no headings; link to the page itself".to_owned()
            }
            None => format!(
                "the page has {}",
                known.iter().take(8).map(|a| format!("#{a}")).collect::<Vec<_>>().join(", ")
            ),
        };
        Some((
            "anchor-broken",
            format!("{} has no heading with the anchor `#{fragment}`", target.source),
            help,
        ))
    }

    fn image(&mut self, url: &str, at: (usize, usize)) {
        let (message, help) = match links::resolve(
            self.library,
            &self.article.source,
            &self.article.locale,
            url,
        ) {
            Target::Media(media) if media.is_image() => return,
            Target::External => {
                let help = "copy it into the content folder: readers' browsers are told to load nothing from other sites";
                self.found.push(
                    Diagnostic::warning(
                        &self.article.source,
                        "image-external",
                        format!("the image `{url}` lies on another site"),
                        help,
                    )
                    .at(at.0, at.1),
                );
                return;
            }
            Target::Media(_) => {
                (format!("`{url}` is no image"), "link to it instead: `[words](file)`".to_owned())
            }
            _ => {
                let name = url.rsplit('/').next().unwrap_or(url);
                let same =
                    self.library.media.iter().find(|m| m.path.rsplit('/').next() == Some(name));
                let help = same.map_or_else(
                    || "put the file into the content folder, for instance into images/".to_owned(),
                    |m| format!("did you mean {}?", m.path),
                );
                (format!("there is no image `{url}`"), help)
            }
        };
        self.found.push(
            Diagnostic::error(&self.article.source, "image-missing", message, help).at(at.0, at.1),
        );
    }

    fn alternative(&mut self, image: Node<'_>, at: (usize, usize)) {
        if text::line(image).is_empty() {
            self.no_alternative(at);
        }
    }

    fn no_alternative(&mut self, at: (usize, usize)) {
        let help = "write between the square brackets what somebody who cannot see the image needs to know";
        self.found.push(
            Diagnostic::warning(
                &self.article.source,
                "alt-missing",
                "the image has no alternative text",
                help,
            )
            .at(at.0, at.1),
        );
    }
}
