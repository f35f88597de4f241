//! Puts the answer together: which languages, which filters, what each hit shows.

use std::{collections::BTreeMap, sync::Arc, time::Instant};

use guichet_model::{
    Locale, Page,
    search::{
        Count, Explanation, Hit, MAX_LIMIT, MAX_QUERY_CHARS, SearchRequest, SearchResponse,
        SectionLink, TermExplanation,
    },
};

use rustc_hash::FxHashSet;

use crate::{
    IndexError, SearchIndex,
    partition::{Doc, Partition},
    query::{self, Understood},
    rank::{self, Mark, Match},
    record::{self, Record},
    schema::NAMES,
    snippet,
    store::State,
    weights,
};

/// The matches of one language.
pub(crate) struct Found {
    pub(crate) partition: Arc<Partition>,
    pub(crate) understood: Understood,
    pub(crate) matches: Vec<Match>,
}

impl State {
    /// The partition for a reader: their locale's, else their language's.
    pub(crate) fn partition(&self, locale: &Locale) -> Option<&Arc<Partition>> {
        let same_language =
            || self.partitions.values().find(|p| p.locale.language() == locale.language());
        self.partitions.get(locale).or_else(same_language)
    }

    /// Searches one language.
    pub(crate) fn search_in(
        &self,
        partition: &Arc<Partition>,
        request: &SearchRequest,
    ) -> Result<Found, IndexError> {
        let none = crate::synonyms::Synonyms::default();
        let synonyms = self.synonyms.get(partition.locale.language()).map_or(&none, |s| s);
        let understood = query::understand(partition, synonyms, request)?;
        let filtered = request.category.is_some() || request.service.is_some();
        let depth =
            if filtered { usize::MAX } else { request.offset.saturating_add(request.limit) };
        let mut matches = rank::rank(partition, &understood, request.viewer, depth)?;
        rank::drop_weak(&mut matches);
        Ok(Found { partition: Arc::clone(partition), understood, matches })
    }

    /// The languages that answer a query, in the order their hits are shown.
    fn find(&self, request: &SearchRequest) -> Result<Vec<Found>, IndexError> {
        let own = self.partition(&request.locale).cloned();
        let mut found = match &own {
            Some(partition) => vec![self.search_in(partition, request)?],
            None => Vec::new(),
        };
        let foreign = match found.first() {
            Some(own) if own.understood.is_foreign() => own.understood.unknown.clone(),
            _ => Vec::new(),
        };
        let few = found.first().is_none_or(|f| f.matches.len() < weights::FEW);
        if foreign.is_empty() && !few {
            return Ok(found);
        }
        let mut others = Vec::new();
        let exact = SearchRequest { literal: true, ..request.clone() };
        for partition in
            self.partitions.values().filter(|p| own.as_ref().is_none_or(|o| o.locale != p.locale))
        {
            let knows =
                foreign.iter().filter(|word| !partition.vocabulary.find(word).is_empty()).count();
            if !few && knows < foreign.len() {
                continue;
            }
            // Another language's words are taken as they stand: correcting them would make every query match in every language.
            let other =
                self.search_in(partition, if found.is_empty() { request } else { &exact })?;
            if !other.matches.is_empty() && 2 * other.understood.known() >= other.understood.words {
                others.push((knows, other));
            }
        }
        others.sort_by_key(|(knows, f)| std::cmp::Reverse((*knows, f.understood.known())));
        let certain =
            others.first().is_some_and(|(knows, _)| *knows == foreign.len() && *knows > 0);
        if certain {
            // The query is in another language: what a correction made of it in this one is a guess.
            found.clear();
        }
        let others = others.into_iter().map(|(_, f)| f);
        if certain && !few {
            found.extend(others.take(1));
            return Ok(found);
        }
        if few {
            found.extend(others);
        }
        Ok(found)
    }
}

/// A match of some language.
#[derive(Clone, Copy)]
struct Place {
    found: usize,
    found_match: Match,
}

impl SearchIndex {
    /// Searches. No query is an error.
    ///
    /// # Errors
    /// When the index's files cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, IndexError> {
        let begun = Instant::now();
        let state = self.state.load();
        let cleaned = clean(request);
        let request = &cleaned;
        let mut response = SearchResponse {
            query: request.query.clone(),
            locale: request.locale.to_string(),
            ..SearchResponse::default()
        };
        if request.query.is_empty() {
            return Ok(response);
        }
        let found = state.find(request)?;
        let places = merge(&found);
        (response.categories, response.services) = counts(&found, &places, request);
        let wanted: Vec<Place> = places
            .into_iter()
            .filter(|p| in_category(&found, p, request) && has_service(&found, p, request))
            .collect();
        response.total = wanted.len();
        response.did_you_mean = found
            .first()
            .filter(|f| !f.matches.is_empty())
            .and_then(|f| f.understood.corrected.clone());
        let shown: Vec<Place> =
            wanted.into_iter().skip(request.offset).take(request.limit.min(MAX_LIMIT)).collect();
        response.hits = hits(&found, &shown, request.explain)?;
        response.took_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(response)
    }
}

/// The request with its query trimmed and cut.
pub(crate) fn clean(request: &SearchRequest) -> SearchRequest {
    let query: String = request
        .query
        .chars()
        .take(MAX_QUERY_CHARS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let query =
        if request.as_you_type { query.trim_start().to_owned() } else { query.trim().to_owned() };
    SearchRequest {
        query: if query.trim().is_empty() { String::new() } else { query },
        ..request.clone()
    }
}

/// All matches in order, the translations of one article once.
fn merge(found: &[Found]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut keys: FxHashSet<u64> = FxHashSet::default();
    for (number, language) in found.iter().enumerate() {
        for &found_match in &language.matches {
            if found.len() == 1
                || keys.insert(language.partition.facts[found_match.doc as usize].key)
            {
                places.push(Place { found: number, found_match });
            }
        }
    }
    places
}

fn category<'a>(found: &'a [Found], place: &Place) -> Option<&'a (String, String)> {
    let partition = &found[place.found].partition;
    partition.categories.get(partition.facts[place.found_match.doc as usize].category as usize)
}

fn in_category(found: &[Found], place: &Place, request: &SearchRequest) -> bool {
    request.category.as_ref().is_none_or(|wanted| {
        category(found, place).is_some_and(|(slug, _)| slug == wanted.as_str())
    })
}

fn services<'a>(found: &'a [Found], place: &Place) -> impl Iterator<Item = &'a String> {
    let partition = &found[place.found].partition;
    partition
        .services(place.found_match.doc)
        .iter()
        .filter_map(|&s| partition.service_names.get(s as usize))
}

fn has_service(found: &[Found], place: &Place, request: &SearchRequest) -> bool {
    request.service.as_ref().is_none_or(|wanted| services(found, place).any(|s| s == wanted))
}

fn counts(found: &[Found], places: &[Place], request: &SearchRequest) -> (Vec<Count>, Vec<Count>) {
    let mut categories: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    let mut by_service: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for place in places {
        if let Some((slug, title)) =
            category(found, place).filter(|_| has_service(found, place, request))
        {
            categories.entry(slug).or_insert((title, 0)).1 += 1;
        }
        if in_category(found, place, request) {
            for service in services(found, place) {
                by_service.entry(service).or_insert((service, 0)).1 += 1;
            }
        }
    }
    let list = |counts: BTreeMap<&str, (&str, usize)>| {
        let mut list: Vec<Count> = counts
            .into_iter()
            .map(|(id, (title, count))| Count { id: id.to_owned(), title: title.to_owned(), count })
            .collect();
        list.sort_by_key(|c| std::cmp::Reverse(c.count));
        list
    };
    (list(categories), list(by_service))
}

/// What is shown of some matches, in their order.
fn hits(found: &[Found], shown: &[Place], explain: bool) -> Result<Vec<Hit>, IndexError> {
    let mut hits: Vec<Option<Hit>> = shown.iter().map(|_| None).collect();
    for (number, language) in found.iter().enumerate() {
        let places: Vec<usize> = (0..shown.len()).filter(|&i| shown[i].found == number).collect();
        let matches: Vec<Match> = places.iter().map(|&i| shown[i].found_match).collect();
        for (i, hit) in places.into_iter().zip(language_hits(language, &matches, explain)?) {
            hits[i] = hit;
        }
    }
    Ok(hits.into_iter().flatten().collect())
}

/// What is shown of some matches of one language.
pub(crate) fn language_hits(
    found: &Found,
    matches: &[Match],
    explain: bool,
) -> Result<Vec<Option<Hit>>, IndexError> {
    let (partition, understood) = (&found.partition, &found.understood);
    if matches.is_empty() {
        return Ok(Vec::new());
    }
    let ceiling = rank::group_weights(partition, understood)?;
    let docs: Vec<Doc> = matches.iter().map(|m| m.doc).collect();
    let marks = rank::locate(partition, understood, &docs)?;
    matches
        .iter()
        .zip(&marks)
        .map(|(found_match, marks)| {
            let bytes = partition.record(found_match.doc)?;
            let Some(record) = record::within(&bytes).and_then(Record::read) else {
                return Ok(None);
            };
            let mut hit = hit(partition, &record, *found_match, marks, &ceiling);
            if explain {
                hit.explanation =
                    Some(explanation(partition, understood, found_match.doc, marks, &ceiling)?);
            }
            Ok(Some(hit))
        })
        .collect()
}

fn hit(
    partition: &Partition,
    record: &Record<'_>,
    found: Match,
    marks: &[Mark],
    ceiling: &[f32],
) -> Hit {
    let best = snippet::best_section(partition.layout(found.doc), marks, ceiling);
    let url = Page::Article(record.key.clone()).path(&partition.locale);
    let section = best.and_then(|n| record.sections.get(n)).filter(|s| !s.anchor.is_empty());
    Hit {
        title: record.title.to_owned(),
        category: record.key.category.to_string(),
        category_title: record.category_title.to_owned(),
        section: section.map(|s| SectionLink {
            title: s.title.to_owned(),
            url: format!("{url}#{}", guichet_model::route::encode(s.anchor)),
        }),
        snippet: snippet::snippet(partition, found.doc, record, best, marks, ceiling),
        locale: partition.locale.to_string(),
        source: record.source.to_owned(),
        updated: Some(record.updated.to_owned()).filter(|u| !u.is_empty()),
        score: found.score,
        explanation: None,
        url,
    }
}

/// Why an article was found: what each word's best variant contributed, by field, and the boosts.
fn explanation(
    partition: &Partition,
    understood: &Understood,
    doc: Doc,
    marks: &[Mark],
    ceiling: &[f32],
) -> Result<Explanation, IndexError> {
    let mut out = Explanation::default();
    for group in &understood.groups {
        let mut best: Vec<TermExplanation> = Vec::new();
        let mut best_score = 0.0;
        for variant in &group.variants {
            let mut by_field = [0f32; 5];
            for term in &variant.terms {
                for (field, slot) in by_field.iter_mut().enumerate() {
                    let rarity = rank::idf(partition.alive, partition.doc_freq(field, term)?);
                    partition.each(field, term, |d, n| {
                        if d == doc {
                            *slot += rarity * rank::occurrences(partition, field, doc, n);
                        }
                    })?;
                }
            }
            let share = group.weight * variant.weight;
            let score = share * by_field.iter().sum::<f32>();
            if score > best_score {
                best_score = score;
                best = (0..NAMES.len())
                    .filter(|&field| by_field[field] > 0.0)
                    .map(|field| TermExplanation {
                        word: group.word.clone(),
                        matched: variant
                            .terms
                            .join(" ")
                            .trim_start_matches(crate::analysis::GRAM)
                            .to_owned(),
                        by: variant.by.name().to_owned(),
                        field: NAMES[field].to_owned(),
                        score: share * by_field[field],
                    })
                    .collect();
            }
        }
        out.terms.extend(best);
    }
    let boosts = rank::boosts(partition, understood, ceiling, doc, marks);
    let parts = [
        ("section", weights::SECTION * boosts.section),
        ("phrase", weights::PHRASE * boosts.phrase),
        ("title", weights::TITLE * boosts.title),
        ("exact title", weights::EXACT_TITLE * boosts.exact_title),
    ];
    out.boosts = parts
        .into_iter()
        .filter(|(_, share)| *share > 0.0)
        .map(|(name, share)| (name.to_owned(), share))
        .collect();
    Ok(out)
}
