//! Proposals while a reader types: articles and sections whose titles hold what was typed, and completed queries.

use guichet_model::{
    route::search_url,
    search::{SearchRequest, SuggestResponse, Suggestion},
};

use crate::{
    IndexError, SearchIndex,
    analysis::fold,
    search::{Found, clean, language_hits},
};

/// How many proposals there are at most, and how many of them are completed queries.
const PROPOSALS: usize = 8;
const QUERIES: usize = 3;

impl SearchIndex {
    /// Proposes articles, sections and queries for what has been typed so far. The request's locale alone is asked.
    ///
    /// # Errors
    /// When the index's files cannot be read.
    pub fn suggest(&self, request: &SearchRequest) -> Result<SuggestResponse, IndexError> {
        let request = clean(&SearchRequest { as_you_type: true, ..request.clone() });
        let mut response =
            SuggestResponse { query: request.query.trim_end().to_owned(), suggestions: Vec::new() };
        let state = self.state.load();
        let Some(partition) =
            state.partition(&request.locale).filter(|_| !request.query.is_empty())
        else {
            return Ok(response);
        };
        let found = state.search_in(partition, &request)?;
        let queries = completed(&found, &request)?;
        let best = &found.matches[..found.matches.len().min(PROPOSALS)];
        for hit in language_hits(&found, best, false)?.into_iter().flatten() {
            let in_title = holds(&hit.title, &request.query);
            let section = hit.section.filter(|s| !in_title && holds(&s.title, &request.query));
            response.suggestions.push(match section {
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
            });
        }
        response.suggestions.truncate(PROPOSALS.saturating_sub(queries.len().min(QUERIES)));
        for query in queries.into_iter().take(QUERIES) {
            let url = search_url(&request.locale, &query, None, 1);
            response.suggestions.push(Suggestion {
                title: query,
                url,
                kind: "query".to_owned(),
                context: String::new(),
            });
        }
        Ok(response)
    }
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

/// The query with its last word completed or corrected; only words of articles the viewer may open.
fn completed(found: &Found, request: &SearchRequest) -> Result<Vec<String>, IndexError> {
    if let Some(corrected) = &found.understood.corrected {
        return Ok(if found.matches.is_empty() { Vec::new() } else { vec![corrected.clone()] });
    }
    let typed = request.query.trim_end();
    if typed.len() < request.query.len() {
        return Ok(Vec::new());
    }
    let from = typed
        .rfind(char::is_whitespace)
        .map_or(0, |i| i + typed[i..].chars().next().map_or(1, char::len_utf8));
    let last = fold(&typed[from..].to_lowercase()).into_owned();
    let mut queries = Vec::new();
    if last.chars().count() < 2 {
        return Ok(queries);
    }
    let partition = &found.partition;
    for entry in partition.vocabulary.completions(&last, 4 * QUERIES) {
        let word = partition.vocabulary.written(entry);
        if partition.vocabulary.folded(entry) != last
            && partition.word_shows(entry, request.viewer)?
        {
            queries.push(format!("{}{word}", &typed[..from]));
        }
    }
    Ok(queries)
}
