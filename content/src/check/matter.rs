//! What an article's front matter says that only the whole folder can judge: services, neighbours, dates, and whom it is for.

use guichet_model::ArticleKey;

use super::Checker;
use crate::{
    diagnostic::{Diagnostic, nearest},
    front_matter, text,
};

impl Checker<'_> {
    pub(super) fn matter(&mut self) {
        let (article, library) = (self.article, self.library);
        let path = article.source.as_str();
        self.description();
        self.audience();
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

    fn description(&mut self) {
        let (article, path) = (self.article, self.article.source.as_str());
        let Some(description) = &article.description else {
            let help = "add a line `description: …` of one sentence; it stands under the title and in search results";
            let message = "the article has no description";
            self.found
                .push(Diagnostic::warning(path, "description-missing", message, help).at(1, 1));
            return;
        };
        if let Some(plain) = text::without_markup(description) {
            let (line, column) = article.places.description;
            let message = "the description holds Markdown, and readers see its signs";
            let help = format!("it is plain text: write `{plain}`");
            self.found.push(
                Diagnostic::warning(path, "description-markup", message, help)
                    .at(line as usize, column as usize),
            );
        }
    }

    /// A translation that other people may read than the original.
    fn audience(&mut self) {
        let (article, library) = (self.article, self.library);
        let Some(original) = library.translations(&article.key).into_iter().next() else { return };
        if original.audience != article.audience {
            let [own, other] =
                [article.audience, original.audience].map(front_matter::audience_name);
            let message = format!(
                "this translation is for {own}, and {} is for {other}: one of them is read by people it is not meant for",
                original.source
            );
            let help = format!(
                "write `audience: {other}` here, or `audience: {own}` there and in every other translation"
            );
            self.push("audience-differs", message, help, article.places.audience);
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
}
