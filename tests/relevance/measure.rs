//! Query sets and what an index makes of them.

use std::{collections::BTreeMap, path::Path};

use guichet_index::SearchIndex;
use guichet_model::{Locale, search::SearchRequest};
use serde::{Deserialize, Serialize};

/// One labelled query.
#[derive(Debug, Clone, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the format of the query sets names them")]
pub(crate) struct Query {
    pub(crate) id: String,
    pub(crate) query: String,
    pub(crate) lang: String,
    /// The paths of the articles that answer it.
    pub(crate) relevant: Vec<String>,
    /// Articles that hold the query's words as a link, left out in the second measure.
    #[serde(default)]
    pub(crate) sources: Vec<String>,
    /// The query before a typo was made in it.
    #[serde(default)]
    pub(crate) original_query: Option<String>,
}

/// Reads a query set, JSON Lines.
pub(crate) fn read(path: &Path) -> Result<Vec<Query>, String> {
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
pub(crate) struct Score {
    pub(crate) queries: usize,
    pub(crate) hit1: f64,
    pub(crate) hit5: f64,
    pub(crate) mrr10: f64,
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
pub(crate) type Scores = BTreeMap<String, Score>;

/// The name of the row over all languages.
pub(crate) const ALL: &str = "all";

/// The name of the row over all languages with [`Query::sources`] left out.
pub(crate) const WITHOUT_SOURCES: &str = "all without sources";

/// What a query found.
pub(crate) struct Outcome<'q> {
    pub(crate) query: &'q Query,
    /// The rank of the first relevant hit, 0 for the first.
    pub(crate) rank: Option<usize>,
    /// The same with the query's sources left out.
    pub(crate) rank_without: Option<usize>,
    pub(crate) found: Vec<String>,
}

/// Runs queries. `name` gives what queries call an article, by the `source` of a hit.
pub(crate) fn run<'q>(
    index: &SearchIndex,
    queries: &[&'q Query],
    name: &dyn Fn(&str) -> String,
) -> Result<Vec<Outcome<'q>>, String> {
    let mut outcomes = Vec::new();
    for &query in queries {
        let locale: Locale = query.lang.parse().map_err(|e| format!("{}: {e}", query.id))?;
        let request = SearchRequest { limit: 20, ..SearchRequest::new(&query.query, locale) };
        let response = index.search(&request).map_err(|e| format!("{}: {e}", query.id))?;
        let found: Vec<String> = response
            .hits
            .iter()
            .filter(|h| h.locale == query.lang)
            .map(|h| name(&h.source))
            .collect();
        let rank = found.iter().position(|p| query.relevant.contains(p));
        let rank_without = found
            .iter()
            .filter(|p| !query.sources.contains(p) || query.relevant.contains(p))
            .position(|p| query.relevant.contains(p));
        outcomes.push(Outcome { query, rank, rank_without, found });
    }
    Ok(outcomes)
}

/// The rows of a set.
pub(crate) fn summarise(outcomes: &[Outcome<'_>], scores: &mut Scores) {
    let mut rows: BTreeMap<&str, Vec<Option<usize>>> = BTreeMap::new();
    for outcome in outcomes {
        rows.entry(ALL).or_default().push(outcome.rank);
        rows.entry(&outcome.query.lang).or_default().push(outcome.rank);
        if outcomes.iter().any(|o| !o.query.sources.is_empty()) {
            rows.entry(WITHOUT_SOURCES).or_default().push(outcome.rank_without);
        }
    }
    scores.extend(rows.into_iter().map(|(row, ranks)| (row.to_owned(), Score::new(&ranks))));
}
