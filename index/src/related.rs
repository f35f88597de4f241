//! Articles about the same thing: by content, in one language, never an article's own translations.

use guichet_model::{
    ArticleKey, Locale, Viewer,
    search::{Hit, SearchRequest},
};
use rustc_hash::FxHashMap;

use crate::{
    IndexError, SearchIndex,
    analysis::{Kind, Units},
    partition::Partition,
    query::{By, Group, Understood, Variant},
    rank,
    record::{self, Record},
    schema::TEXT,
    search::{Found, language_hits},
    store::State,
};

/// How many of a text's telling words are searched.
const TELLING_WORDS: usize = 24;
/// How much of a text is read, in bytes.
const READ_BYTES: usize = 12_000;
/// A word of the title counts as often as this in the text.
const TITLE_TIMES: u32 = 4;
/// What an article about one of the asked-for services gains.
const SERVICE: f32 = 1.3;

impl SearchIndex {
    /// The articles nearest in content to an article, best first; empty when the article is not there for the viewer.
    ///
    /// # Errors
    /// When the index's files cannot be read.
    pub fn related(
        &self,
        locale: &Locale,
        key: &ArticleKey,
        viewer: Viewer,
        limit: usize,
    ) -> Result<Vec<(Locale, ArticleKey)>, IndexError> {
        let state = self.state.load();
        let Some(partition) = state.partitions.get(locale) else { return Ok(Vec::new()) };
        let Some(own) = partition.find(key)?.filter(|&doc| partition.shows(doc, viewer)) else {
            return Ok(Vec::new());
        };
        let bytes = partition.record(own)?;
        let Some(record) = record::within(&bytes).and_then(Record::read) else {
            return Ok(Vec::new());
        };
        let mut counts = Counts::default();
        counts.add(partition, record.title, TITLE_TIMES);
        counts.add(partition, record.description, 2);
        for section in &record.sections {
            counts.add(partition, section.title, 2);
            counts.add(partition, section.text, 1);
        }
        let understood = counts.telling(partition)?;
        let mut keys = Vec::new();
        let mut matches = rank::rank(partition, &understood, viewer, limit + 1)?.matches;
        matches.retain(|m| m.doc != own);
        rank::drop_weak(&mut matches);
        for found in matches.iter().take(limit) {
            let bytes = partition.record(found.doc)?;
            keys.extend(
                record::within(&bytes)
                    .and_then(Record::read)
                    .map(|r| (partition.locale.clone(), r.key)),
            );
        }
        Ok(keys)
    }

    /// The articles nearest to a text, those about one of the services first among equals: what the guided form shows.
    ///
    /// # Errors
    /// When the index's files cannot be read.
    pub fn related_to_text(
        &self,
        text: &str,
        locale: &Locale,
        services: &[String],
        viewer: Viewer,
        limit: usize,
    ) -> Result<Vec<Hit>, IndexError> {
        let state = self.state.load();
        let Some(partition) = state.partition(locale) else { return Ok(Vec::new()) };
        let mut found = described(&state, partition, text, locale, viewer)?;
        for m in &mut found.matches {
            let about = found
                .partition
                .services(m.doc)
                .iter()
                .filter_map(|&s| found.partition.service_names.get(s as usize));
            if about.into_iter().any(|s| services.contains(s)) {
                m.score *= SERVICE;
            }
        }
        found.matches.sort_by(|a, b| b.score.total_cmp(&a.score));
        let best: Vec<_> = found.matches.iter().take(limit).copied().collect();
        Ok(language_hits(&found, &best, false)?.into_iter().flatten().collect())
    }
}

/// The matches of a described problem: short ones are searched like a query, corrections included; of long ones the telling words.
fn described(
    state: &State,
    partition: &std::sync::Arc<Partition>,
    text: &str,
    locale: &Locale,
    viewer: Viewer,
) -> Result<Found, IndexError> {
    if text.chars().count() <= guichet_model::search::MAX_QUERY_CHARS {
        let request = SearchRequest { viewer, ..SearchRequest::new(text, locale.clone()) };
        return state.search_in(partition, &request);
    }
    let mut counts = Counts::default();
    counts.add(partition, text, 1);
    let understood = counts.telling(partition)?;
    let ranked = rank::rank(partition, &understood, viewer, 0)?;
    Ok(Found::new(partition, understood, ranked))
}

/// How often each term stands in a text.
#[derive(Default)]
struct Counts {
    terms: FxHashMap<String, u32>,
    read: usize,
}

impl Counts {
    fn add(&mut self, partition: &Partition, text: &str, times: u32) {
        let mut end = text.len().min(READ_BYTES.saturating_sub(self.read));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.read += end;
        let mut units = Units::default();
        partition.analyser.split(&text[..end], &mut units);
        for i in 0..units.len() {
            for (form, kind) in units.forms(i) {
                if kind == Kind::Word && !partition.analyser.is_stop(form) {
                    *self.terms.entry(partition.analyser.term(form)).or_default() += times;
                }
            }
        }
    }

    /// The terms that tell most of the text, as a query.
    fn telling(self, partition: &Partition) -> Result<Understood, IndexError> {
        let mut worth: Vec<(f32, String)> = Vec::new();
        for (term, count) in self.terms {
            let articles = partition.doc_freq(TEXT, &term)?;
            if articles > 0 {
                worth.push(((count as f32).ln_1p() * rank::idf(partition.alive, articles), term));
            }
        }
        worth.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        worth.truncate(TELLING_WORDS);
        let most = worth.first().map_or(1.0, |w| w.0);
        let groups = worth
            .into_iter()
            .enumerate()
            .map(|(unit, (weight, term))| Group {
                word: term.clone(),
                // Words that never stood together: no phrase is looked for.
                unit: unit * 100,
                weight: weight / most,
                stop: false,
                extra: false,
                variants: vec![Variant {
                    only: Vec::new(),
                    terms: vec![term],
                    entry: None,
                    weight: 1.0,
                    by: By::Related,
                }],
            })
            .collect();
        Ok(Understood { groups, ..Understood::default() })
    }
}
