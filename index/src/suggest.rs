//! Proposals while a reader types: articles, or sections of them whose titles hold what was typed, categories, and completed queries.

use guichet_model::{
    Page,
    route::search_url,
    search::{Hit, SearchRequest, SuggestResponse, Suggestion},
};

use crate::{
    IndexError, SearchIndex,
    analysis::fold,
    search::{Found, clean, language_hits},
};

/// How many proposals there are at most of each kind: enough to choose from, few enough to be read while typing.
const ARTICLES: usize = 5;
const CATEGORIES: usize = 2;
const QUERIES: usize = 2;
/// How many of the best matches are looked at for all of these.
const LOOKED_AT: usize = 2 * ARTICLES;
/// The longest word that completes a query; titles without spaces are no words.
const MAX_WORD: usize = 24;

impl SearchIndex {
    /// Proposes articles, sections, categories and queries for what has been typed so far. The request's locale alone is asked; how many
    /// proposals there are is decided here.
    ///
    /// # Errors
    /// When the index's files cannot be read.
    pub fn suggest(&self, request: &SearchRequest) -> Result<SuggestResponse, IndexError> {
        let request = clean(&SearchRequest {
            as_you_type: true,
            offset: 0,
            limit: LOOKED_AT,
            ..request.clone()
        });
        let mut response =
            SuggestResponse { query: request.query.trim_end().to_owned(), suggestions: Vec::new() };
        let state = self.state.load();
        let Some(partition) =
            state.partition(&request.locale).filter(|_| !request.query.is_empty())
        else {
            return Ok(response);
        };
        let found = state.search_in(partition, &request)?;
        let best = &found.matches[..found.matches.len().min(LOOKED_AT)];
        let hits: Vec<Hit> = language_hits(&found, best, false)?.into_iter().flatten().collect();
        let queries = completed(&found, &request, &hits);
        let categories = categories(&hits, &request);
        response.suggestions.extend(hits.into_iter().take(ARTICLES).map(|hit| {
            let in_title = holds(&hit.title, &request.query);
            match hit.section.filter(|s| !in_title && holds(&s.title, &request.query)) {
                Some(section) => Suggestion {
                    title: section.title,
                    url: section.url,
                    kind: "section".to_owned(),
                    context: hit.title,
                },
                None => Suggestion {
                    title: hit.title,
                    url: hit.url,
                    kind: "article".to_owned(),
                    context: hit.category_title,
                },
            }
        }));
        response.suggestions.extend(categories);
        response.suggestions.extend(queries.into_iter().take(QUERIES).map(|query| Suggestion {
            url: search_url(&request.locale, &query, None, 1),
            title: query,
            kind: "query".to_owned(),
            context: String::new(),
        }));
        Ok(response)
    }
}

/// The categories of what was found whose titles hold what was typed.
fn categories(hits: &[Hit], request: &SearchRequest) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = Vec::new();
    for hit in hits.iter().filter(|hit| holds(&hit.category_title, &request.query)) {
        let Ok(slug) = hit.category.parse() else { continue };
        let url = Page::Category(slug).path(&request.locale);
        if found.len() < CATEGORIES && found.iter().all(|category| category.url != url) {
            found.push(Suggestion {
                title: hit.category_title.clone(),
                url,
                kind: "category".to_owned(),
                context: String::new(),
            });
        }
    }
    found
}

/// Whether a title has a word that begins with the last word typed.
fn holds(title: &str, query: &str) -> bool {
    let last = query
        .split_whitespace()
        .next_back()
        .map(|w| fold(&w.to_lowercase()).into_owned())
        .unwrap_or_default();
    let title = fold(&title.to_lowercase()).into_owned();
    !last.is_empty() && title.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(&last))
}

/// The query with its last word corrected, or completed by a word of a title that was found: a word people wrote, of an article the viewer may
/// open.
fn completed(found: &Found, request: &SearchRequest, hits: &[Hit]) -> Vec<String> {
    if let Some(corrected) = &found.understood.corrected {
        return if hits.is_empty() { Vec::new() } else { vec![corrected.clone()] };
    }
    let typed = request.query.trim_end();
    if typed.len() < request.query.len() {
        return Vec::new();
    }
    let from = typed
        .rfind(char::is_whitespace)
        .map_or(0, |i| i + typed[i..].chars().next().map_or(1, char::len_utf8));
    let last = fold(&typed[from..].to_lowercase()).into_owned();
    let mut queries: Vec<String> = Vec::new();
    if last.chars().count() < 2 {
        return queries;
    }
    for hit in hits {
        let title = hit.title.to_lowercase();
        for word in title.split(|c: char| !c.is_alphanumeric()) {
            let folded = fold(word);
            let fits =
                folded.starts_with(&last) && *folded != last && word.chars().count() <= MAX_WORD;
            let query = format!("{}{word}", &typed[..from]);
            if fits && !queries.contains(&query) {
                queries.push(query);
            }
        }
    }
    queries
}
