//! Query sets and what an index makes of them.

use std::{collections::BTreeMap, path::Path};

use guichet_index::SearchIndex;
use guichet_model::{Locale, search::SearchRequest};
use serde::{Deserialize, Serialize};

/// One labelled query.
#[derive(Debug, Clone, Deserialize)]
pub struct Query {
    pub id: String,
    pub query: String,
    pub lang: String,
    /// The paths of the articles that answer it.
    pub relevant: Vec<String>,
    /// Articles that hold the query's words as a link, left out in the second measure.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The query before a typo was made in it.
    #[serde(default)]
    pub original_query: Option<String>,
}

/// Reads a query set, JSON Lines.
pub fn read(path: &Path) -> Result<Vec<Query>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), n + 1))
        })
        .collect()
}

/// How well some queries were answered, each a mean over the queries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    pub queries: usize,
    pub hit1: f64,
    pub hit5: f64,
    pub mrr10: f64,
}

impl Score {
    /// From the rank of the first relevant hit of each query, 0 for the first.
    fn new(ranks: &[Option<usize>]) -> Self {
        let n = ranks.len().max(1) as f64;
        let within =
            |k: usize| ranks.iter().filter(|r| r.is_some_and(|r| r < k)).count() as f64 / n;
        let mrr =
            ranks.iter().flatten().filter(|&&r| r < 10).map(|&r| 1.0 / (r + 1) as f64).sum::<f64>()
                / n;
        Self { queries: ranks.len(), hit1: within(1), hit5: within(5), mrr10: mrr }
    }
}

/// A set's scores by row: `all`, each language, and `all without sources`.
pub type Scores = BTreeMap<String, Score>;

/// The name of the row over all languages.
pub const ALL: &str = "all";

/// What a query found, for looking at failures.
pub struct Outcome<'q> {
    pub query: &'q Query,
    pub rank: Option<usize>,
    pub found: Vec<String>,
}

/// Runs a set. `path_of` gives the name queries use for an article (by the `source` of a hit).
pub fn run<'q>(
    index: &SearchIndex,
    queries: &'q [Query],
    path_of: &dyn Fn(&str) -> String,
) -> Result<(Scores, Vec<Outcome<'q>>), String> {
    let mut outcomes = Vec::new();
    let mut ranks: BTreeMap<String, Vec<Option<usize>>> = BTreeMap::new();
    for query in queries {
        let locale: Locale = query.lang.parse().map_err(|e| format!("{}: {e}", query.id))?;
        let request = SearchRequest { limit: 20, ..SearchRequest::new(&query.query, locale) };
        let response = index.search(&request).map_err(|e| format!("{}: {e}", query.id))?;
        let found: Vec<String> = response
            .hits
            .iter()
            .filter(|h| h.locale == query.lang)
            .map(|h| path_of(&h.source))
            .collect();
        let rank = found.iter().position(|p| query.relevant.contains(p));
        let others: Vec<&String> = found
            .iter()
            .filter(|p| !query.sources.contains(p) || query.relevant.contains(p))
            .collect();
        let rank_without = others.iter().position(|p| query.relevant.contains(p));
        ranks.entry(ALL.to_owned()).or_default().push(rank);
        ranks.entry(query.lang.clone()).or_default().push(rank);
        if queries.iter().any(|q| !q.sources.is_empty()) {
            ranks.entry("all without sources".to_owned()).or_default().push(rank_without);
        }
        outcomes.push(Outcome { query, rank, found });
    }
    Ok((ranks.into_iter().map(|(row, ranks)| (row, Score::new(&ranks))).collect(), outcomes))
}
