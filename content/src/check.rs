//! `guichet check`: everything that can be told wrong of a content folder without a reader finding it first.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use comrak::{
    Arena,
    nodes::{Node, NodeValue},
};
use guichet_model::{ArticleKey, Locale, Page};
use jiff::civil::Date;

use crate::{
    article::Article,
    diagnostic::{Diagnostic, Report, nearest, place},
    gather,
    library::{Library, without_locale},
    links::{self, Target},
    markdown, policy_check, raw, text,
};

/// Checks a content folder. `today` decides which articles are due for review; without it none is.
pub fn check(root: &Path, today: Option<Date>) -> Report {
    let loaded = match Library::load(root, None) {
        Ok(loaded) => loaded,
        Err(error) => {
            let problem = Diagnostic::error(
                ".",
                "unreadable",
                error.to_string(),
                "name the folder that holds portal.toml and articles/",
            );
            return Report { diagnostics: vec![problem], articles: 0 };
        }
    };
    let library = loaded.library;
    let mut diagnostics = loaded.diagnostics;
    let anchors = anchors(&library);
    for found in gather::parallel(&library.articles, |article| {
        Checker { library: &library, article, anchors: &anchors, today, found: Vec::new() }.run()
    }) {
        diagnostics.extend(found);
    }
    redirects(&library, &mut diagnostics);
    policy_check::check(&library, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    Report { diagnostics, articles: library.len() }
}

type Anchors<'l> = HashMap<&'l str, HashSet<String>>;

/// The ids of every article that a link names with a place in it, by source.
fn anchors(library: &Library) -> Anchors<'_> {
    let all = gather::parallel(&library.articles, |article| {
        let arena = Arena::new();
        markdown::anchors(&markdown::parse(&arena, &article.markdown(), &article.title))
    });
    library.articles().map(|a| a.source.as_str()).zip(all).collect()
}

struct Checker<'l> {
    library: &'l Library,
    article: &'l Article,
    anchors: &'l Anchors<'l>,
    today: Option<Date>,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn run(mut self) -> Vec<Diagnostic> {
        self.matter();
        self.body();
        self.found
    }

    fn matter(&mut self) {
        let (article, library) = (self.article, self.library);
        let path = article.source.as_str();
        if article.description.is_none() {
            let help = "add a line `description: …` of one sentence; it stands under the title and in search results";
            self.found.push(
                Diagnostic::warning(
                    path,
                    "description-missing",
                    "the article has no description",
                    help,
                )
                .at(1, 1),
            );
        }
        let services: Vec<&str> = library.policy().services.iter().map(|s| s.id.as_str()).collect();
        for (service, at) in article.services.iter().zip(&article.places.services) {
            if !services.contains(&service.as_str()) {
                let help = match nearest(service, services.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if services.is_empty() => {
                        "portal.toml names no services; add `[[services]]`, or remove this"
                            .to_owned()
                    }
                    None => format!("portal.toml knows {}", services.join(", ")),
                };
                self.push(
                    "service-unknown",
                    format!("`{service}` is no service of the portal"),
                    help,
                    *at,
                );
            }
        }
        self.related();
        if let Some(due) = article.review_by.filter(|due| self.today > Some(*due)) {
            let help =
                "read it again, bring it up to date, and set `review_by` to the next day it is due";
            let message = format!("the article was to be reviewed by {due}");
            self.found.push(Diagnostic::warning(path, "review-due", message, help).at(1, 1));
        }
        if article.is_out_of_date(library) {
            let original =
                library.article(library.default_locale(), &article.key).and_then(|a| a.updated);
            let when = original.map_or_else(String::new, |date| format!(" of {date}"));
            let message = format!(
                "this translation is older than the {} article{when}",
                library.default_locale()
            );
            self.found.push(
                Diagnostic::warning(
                    path,
                    "translation-out-of-date",
                    message,
                    "bring it up to date and set `updated` to that day",
                )
                .at(1, 1),
            );
        }
    }

    fn related(&mut self) {
        let (article, library) = (self.article, self.library);
        for (related, at) in article.related.iter().zip(&article.places.related) {
            if *related == article.key {
                self.push(
                    "related",
                    "the article is related to itself".to_owned(),
                    "remove it from the list".to_owned(),
                    *at,
                );
            } else if !library.families.contains_key(related) {
                self.push(
                    "related",
                    format!("there is no article `{related}`"),
                    self.near(related),
                    *at,
                );
            }
        }
    }

    fn push(&mut self, code: &'static str, message: String, help: String, at: (u32, u32)) {
        self.found.push(
            Diagnostic::error(&self.article.source, code, message, help)
                .at(at.0 as usize, at.1 as usize),
        );
    }

    /// The article somebody may have meant.
    fn near(&self, key: &ArticleKey) -> String {
        let (library, wanted) = (self.library, key.to_string());
        if let Some(other) = library.families.keys().find(|k| k.slug == key.slug) {
            return format!("did you mean `{other}`?");
        }
        let names: Vec<String> = library
            .by_category
            .get(&key.category)
            .into_iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
        nearest(&wanted, names.iter().map(String::as_str)).map_or_else(
            || "write `category/slug` of an article".to_owned(),
            |n| format!("did you mean `{n}`?"),
        )
    }

    fn body(&mut self) {
        let arena = Arena::new();
        let markdown = self.article.markdown();
        let parsed = markdown::parse(&arena, &markdown, &self.article.title);
        let lines: Vec<&str> = markdown.lines().collect();
        for node in parsed.root.descendants() {
            let start = node.data().sourcepos.start;
            let line = lines.get(start.line.saturating_sub(1)).copied().unwrap_or("");
            let at = (
                start.line.saturating_sub(1) + self.article.body_line,
                place(line, start.column.saturating_sub(1)).1,
            );
            match &node.data().value {
                NodeValue::Link(target) => self.link(&target.url, at),
                NodeValue::Image(image) => {
                    self.image(&image.url, at);
                    self.alternative(node, at);
                }
                NodeValue::HtmlBlock(html) => self.html(&html.literal, at),
                NodeValue::HtmlInline(html) => self.html(html, at),
                _ => {}
            }
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

/// Old addresses that lead in a circle, hide a living page, or are claimed twice.
fn redirects(library: &Library, problems: &mut Vec<Diagnostic>) {
    let mut claimed: HashMap<(Locale, String), &Article> = HashMap::new();
    for article in library.articles() {
        for (old, at) in article.redirect_from.iter().zip(&article.places.redirect_from) {
            let mut push = |code, message: String, help: &str| {
                problems.push(
                    Diagnostic::error(&article.source, code, message, help)
                        .at(at.0 as usize, at.1 as usize),
                );
            };
            let Some(decoded) = links::decode(old) else {
                push(
                    "redirect",
                    format!("`{old}` is not percent-encoded as an address must be"),
                    "write the path as it stands in the browser",
                );
                continue;
            };
            let (named, rest) = without_locale(library.locales(), &decoded);
            let locale = named.unwrap_or_else(|| article.locale.clone());
            match Page::parse(&rest) {
                Some(Page::Article(key)) if key == article.key => {
                    push(
                        "redirect-loop",
                        format!("`{old}` is the article's own address: it would lead to itself"),
                        "remove the line",
                    );
                    continue;
                }
                Some(Page::Article(key)) if library.families.contains_key(&key) => {
                    push(
                        "redirect-hidden",
                        format!(
                            "`{old}` is the address of another article, which readers get instead"
                        ),
                        "remove the line, or remove that article",
                    );
                }
                Some(page) if !matches!(page, Page::Article(_) | Page::Category(_)) => {
                    push(
                        "redirect-hidden",
                        format!("`{old}` is a page of the portal, which readers get instead"),
                        "remove the line",
                    );
                }
                _ => {}
            }
            let first = claimed.entry((locale, rest)).or_insert(article);
            if first.key != article.key {
                push(
                    "redirect-twice",
                    format!("`{old}` leads to {} already", first.source),
                    "keep it in one of the two articles",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_is_one_problem() {
        let report = check(Path::new("/nonexistent/guichet"), None);
        assert_eq!((report.errors(), report.articles), (1, 0));
    }
}
