//! Puts the answer together: which languages, which filters, what each hit shows.

use std::{collections::BTreeMap, sync::Arc, time::Instant};

use guichet_model::{
    Locale, Page,
    search::{
        Count, Explanation, Hit, MAX_LIMIT, MAX_QUERY_CHARS, SearchRequest, SearchResponse,
        SectionLink, TermExplanation,
    },
};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    IndexError, SearchIndex,
    partition::{Doc, Partition},
    query::{self, Group, Understood},
    rank::{self, Mark, Match, Ranked},
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
    ceiling: Vec<f32>,
    marks: FxHashMap<Doc, Vec<Mark>>,
}

impl Found {
    /// Without the matches that are too weak.
    pub(crate) fn new(partition: &Arc<Partition>, understood: Understood, ranked: Ranked) -> Self {
        let Ranked { mut matches, ceiling, marks } = ranked;
        rank::drop_weak(&mut matches);
        Self { partition: Arc::clone(partition), understood, matches, ceiling, marks }
    }
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
        let is_known_elsewhere = |word: &str| {
            self.partitions.values().any(|other| {
                let mut entries = other.vocabulary.find(word);
                other.locale != partition.locale
                    && entries.any(|e| other.word_shows(e, request.viewer).unwrap_or(false))
            })
        };
        let understood = query::understand(partition, synonyms, request, &is_known_elsewhere)?;
        let filtered = request.category.is_some() || request.service.is_some();
        let depth =
            if filtered { usize::MAX } else { request.offset.saturating_add(request.limit) };
        let ranked = rank::rank(partition, &understood, request.viewer, depth)?;
        Ok(Found::new(partition, understood, ranked))
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
        let filter = Filter::new(&found, request);
        (response.categories, response.services) = counts(&found, &places, &filter);
        let wanted: Vec<Place> = places
            .into_iter()
            .filter(|p| filter.category(&found, p) && filter.service(&found, p))
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

/// What a request is narrowed to, as each language numbers it.
struct Filter {
    /// For each language: the wanted category and service; a number nothing has when the language has none of it.
    wanted: Vec<(Option<u32>, Option<u32>)>,
}

impl Filter {
    fn new(found: &[Found], request: &SearchRequest) -> Self {
        let number = |position: Option<usize>| {
            position.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX)
        };
        let wanted = found.iter().map(|f| {
            let category = request.category.as_ref().map(|wanted| {
                let known = f.partition.categories.iter();
                number(known.into_iter().position(|(slug, _)| slug == wanted.as_str()))
            });
            let service = request
                .service
                .as_ref()
                .map(|wanted| number(f.partition.service_names.iter().position(|s| s == wanted)));
            (category, service)
        });
        Self { wanted: wanted.collect() }
    }

    fn category(&self, found: &[Found], place: &Place) -> bool {
        self.wanted[place.found].0.is_none_or(|wanted| {
            found[place.found].partition.facts[place.found_match.doc as usize].category == wanted
        })
    }

    fn service(&self, found: &[Found], place: &Place) -> bool {
        self.wanted[place.found].1.is_none_or(|wanted| {
            found[place.found].partition.services(place.found_match.doc).contains(&wanted)
        })
    }
}

/// How many matches each category and service has, neither narrowed by its own filter.
fn counts(found: &[Found], places: &[Place], filter: &Filter) -> (Vec<Count>, Vec<Count>) {
    let tally = |len: fn(&Partition) -> usize| -> Vec<Vec<usize>> {
        found.iter().map(|f| vec![0; len(&f.partition)]).collect()
    };
    let mut categories = tally(|p| p.categories.len());
    let mut services = tally(|p| p.service_names.len());
    for place in places {
        let partition = &found[place.found].partition;
        let doc = place.found_match.doc;
        if filter.service(found, place) {
            let category = partition.facts[doc as usize].category as usize;
            if let Some(count) = categories[place.found].get_mut(category) {
                *count += 1;
            }
        }
        if filter.category(found, place) {
            for &service in partition.services(doc) {
                services[place.found][service as usize] += 1;
            }
        }
    }
    let categories = found.iter().zip(&categories).flat_map(|(f, counts)| {
        f.partition.categories.iter().zip(counts).map(|((slug, title), &n)| (&**slug, &**title, n))
    });
    let services = found.iter().zip(&services).flat_map(|(f, counts)| {
        f.partition.service_names.iter().zip(counts).map(|(id, &n)| (&**id, &**id, n))
    });
    (listed(categories), listed(services))
}

/// The counts of all languages together, most first; a title is the first language's.
fn listed<'a>(counts: impl Iterator<Item = (&'a str, &'a str, usize)>) -> Vec<Count> {
    let mut sums: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (id, title, count) in counts.filter(|(.., count)| *count > 0) {
        sums.entry(id).or_insert((title, 0)).1 += count;
    }
    let mut list: Vec<Count> = sums
        .into_iter()
        .map(|(id, (title, count))| Count { id: id.to_owned(), title: title.to_owned(), count })
        .collect();
    list.sort_by_key(|c| std::cmp::Reverse(c.count));
    list
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
    let Found { partition, understood, ceiling, marks, .. } = found;
    let unseen: Vec<Doc> =
        matches.iter().map(|m| m.doc).filter(|doc| !marks.contains_key(doc)).collect();
    let seen_now: FxHashMap<Doc, Vec<Mark>> =
        unseen.iter().copied().zip(rank::locate(partition, understood, &unseen)?).collect();
    matches
        .iter()
        .map(|found_match| {
            let doc = found_match.doc;
            let marks = marks.get(&doc).or_else(|| seen_now.get(&doc)).map_or(&[][..], |m| m);
            let bytes = partition.record(found_match.doc)?;
            let Some(record) = record::within(&bytes).and_then(Record::read) else {
                return Ok(None);
            };
            let mut hit = hit(partition, &record, *found_match, &understood.groups, marks, ceiling);
            if explain {
                hit.explanation = Some(explanation(partition, understood, doc, marks, ceiling)?);
            }
            Ok(Some(hit))
        })
        .collect()
}

fn hit(
    partition: &Partition,
    record: &Record<'_>,
    found: Match,
    groups: &[Group],
    marks: &[Mark],
    ceiling: &[f32],
) -> Hit {
    let best = snippet::best_section(partition.layout(found.doc), marks, ceiling);
    let sought = snippet::Sought { groups, marks, ceiling };
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
        snippet: snippet::snippet(partition, found.doc, record, best, &sought),
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
        ("prior", partition.prior[doc as usize] - 1.0),
    ];
    out.boosts = parts
        .into_iter()
        .filter(|(_, share)| share.abs() > f32::EPSILON)
        .map(|(name, share)| (name.to_owned(), share))
        .collect();
    Ok(out)
}
