//! Old addresses that cannot lead where they are meant to.

use std::collections::HashMap;

use guichet_model::{Locale, Page};

use crate::{
    article::Article,
    diagnostic::Diagnostic,
    library::{Library, without_locale},
    links,
};

/// Old addresses that lead in a circle, hide a living page, or are claimed twice.
pub(super) fn redirects(library: &Library, problems: &mut Vec<Diagnostic>) {
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
