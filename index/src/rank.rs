//! Which articles match, and in what order: BM25 a field (so that a word all texts hold may still tell titles apart), summed over
//! fields, the best variant of each word, then a close look at the best for phrases, sections and titles.

use guichet_model::Viewer;
use rustc_hash::FxHashMap;
use tantivy::{DocSet, TERMINATED, postings::Postings, schema::IndexRecordOption};

use crate::{
    IndexError,
    partition::{Doc, Partition},
    query::{Group, Understood, Variant},
    schema::TEXT,
    weights,
};

/// A matching article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub(crate) doc: Doc,
    pub(crate) score: f32,
    /// Whether it has every word of the query.
    pub(crate) whole: bool,
}

/// Where a searched word stands in an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) position: u32,
    pub(crate) group: usize,
    pub(crate) weight: f32,
}

/// The rarity of a term (BM25's idf, never negative).
pub(crate) fn idf(articles: usize, with: u32) -> f32 {
    let (n, df) = (articles as f32, (with as f32).min(articles as f32));
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}

/// How much each word of the query may contribute: its weight times the rarity of its first variant.
pub(crate) fn group_weights(
    partition: &Partition,
    understood: &Understood,
) -> Result<Vec<f32>, IndexError> {
    understood
        .groups
        .iter()
        .map(|g| Ok(g.weight * g.variants.first().map_or(Ok(0.0), |v| variant_idf(partition, v))?))
        .collect()
}

fn variant_idf(partition: &Partition, variant: &Variant) -> Result<f32, IndexError> {
    let mut best = 0.0f32;
    for term in &variant.terms {
        best = best.max(term_idf(partition, term)?);
    }
    Ok(best)
}

/// The rarity of a term over all: a word that every text holds may still tell titles apart.
pub(crate) fn term_idf(partition: &Partition, term: &str) -> Result<f32, IndexError> {
    let in_text = idf(partition.alive, partition.doc_freq(TEXT, term)?);
    let titles = partition.doc_freq(0, term)?;
    Ok(if titles > 0 {
        (1.0 - weights::TITLE_RARITY)
            .mul_add(in_text, weights::TITLE_RARITY * idf(partition.alive, titles))
    } else {
        in_text
    })
}

/// Per-article sums, reused for every word.
struct Sums {
    worth: Vec<f32>,
    touched: Vec<Doc>,
}

impl Sums {
    fn new(len: usize) -> Self {
        Self { worth: vec![0.0; len], touched: Vec::new() }
    }

    fn add(&mut self, doc: Doc, value: f32) {
        let slot = &mut self.worth[doc as usize];
        if *slot == 0.0 {
            self.touched.push(doc);
        }
        *slot += value;
    }

    fn raise(&mut self, doc: Doc, value: f32) {
        let now = self.worth[doc as usize];
        if value > now {
            self.add(doc, value - now);
        }
    }

    fn clear(&mut self) {
        for doc in self.touched.drain(..) {
            self.worth[doc as usize] = 0.0;
        }
    }
}

/// What `n` occurrences in a field of an article are worth, by the field's weight and the article's length there.
pub(crate) fn occurrences(partition: &Partition, field: usize, doc: Doc, n: u32) -> f32 {
    let frequency = n as f32 * partition.density[doc as usize][field];
    weights::FIELD[field] * (weights::SATURATION + 1.0) * frequency
        / (frequency + weights::SATURATION)
}

/// What a term is worth in each article, added to `into`.
fn add_term(partition: &Partition, term: &str, into: &mut Sums) -> Result<(), IndexError> {
    for field in (0..=TEXT).rev() {
        let (lists, articles) = partition.listed(field, term)?;
        if articles == 0 && field == TEXT {
            // What no text holds, no title does: titles are part of the text.
            break;
        }
        let rarity = idf(partition.alive, articles);
        partition.visit(lists, |doc, n| {
            into.add(doc, rarity * occurrences(partition, field, doc, n));
        });
    }
    Ok(())
}

/// Whether a variant is a phrase: several words of which some say nothing by themselves. `sign in` is not wherever `sign` is.
fn is_phrase(partition: &Partition, variant: &Variant) -> bool {
    variant.terms.len() > 1 && variant.terms.iter().any(|term| partition.analyser.is_stop(term))
}

/// Calls `each` with every live article in which some terms stand one after the other, and the places where the first does.
fn phrases(
    partition: &Partition,
    terms: &[String],
    mut each: impl FnMut(Doc, &[u32]),
) -> Result<(), IndexError> {
    let option = IndexRecordOption::WithFreqsAndPositions;
    let lists =
        |term: &String| partition.postings(TEXT, term, option).collect::<Result<Vec<_>, _>>();
    let mut rest: Vec<Vec<_>> = terms[1..].iter().map(lists).collect::<Result<_, _>>()?;
    let (mut starts, mut after) = (Vec::new(), Vec::new());
    for item in partition.postings(TEXT, &terms[0], option) {
        let (segment, mut first) = item?;
        let mut others: Vec<_> = rest
            .iter_mut()
            .filter_map(|lists| lists.iter_mut().find(|(other, _)| other.base == segment.base))
            .collect();
        if others.len() + 1 < terms.len() {
            continue;
        }
        while first.doc() != TERMINATED {
            let doc = first.doc();
            first.positions(&mut starts);
            for (n, (_, other)) in (1..).zip(&mut others) {
                if other.doc() < doc {
                    other.seek(doc);
                }
                after.clear();
                if other.doc() == doc {
                    other.positions(&mut after);
                }
                starts.retain(|start| after.binary_search(&(start + n)).is_ok());
            }
            if !starts.is_empty() && partition.facts[(segment.base + doc) as usize].alive {
                each(segment.base + doc, &starts);
            }
            first.advance();
        }
    }
    Ok(())
}

/// What a phrase is worth in each article: its occurrences in the text and in the title, by its own rarity.
fn phrase_worth(
    partition: &Partition,
    terms: &[String],
    into: &mut Sums,
) -> Result<(), IndexError> {
    let mut found: Vec<(Doc, u32, bool)> = Vec::new();
    phrases(partition, terms, |doc, starts| {
        let title_end = partition.layout(doc).first().copied().unwrap_or(0);
        let count = u32::try_from(starts.len()).unwrap_or(u32::MAX);
        found.push((doc, count, starts[0] < title_end));
    })?;
    let rarity = idf(partition.alive, u32::try_from(found.len()).unwrap_or(u32::MAX));
    for (doc, count, in_title) in found {
        let title = if in_title { occurrences(partition, 0, doc, 1) } else { 0.0 };
        into.add(doc, rarity * (occurrences(partition, TEXT, doc, count) + title));
    }
    Ok(())
}

/// What a variant is worth in each article, in `into`.
fn worth(
    partition: &Partition,
    variant: &Variant,
    into: &mut Sums,
    spare: &mut Sums,
) -> Result<(), IndexError> {
    into.clear();
    if is_phrase(partition, variant) {
        return phrase_worth(partition, &variant.terms, into);
    }
    for (i, term) in variant.terms.iter().enumerate() {
        if i == 0 {
            add_term(partition, term, into)?;
            continue;
        }
        spare.clear();
        add_term(partition, term, spare)?;
        for &doc in &into.touched {
            let slot = &mut into.worth[doc as usize];
            *slot = slot.min(spare.worth[doc as usize]);
        }
    }
    for meant in &variant.only {
        spare.clear();
        for word in meant {
            partition.each(Partition::WORDS, word, |doc, _| spare.raise(doc, 1.0))?;
        }
        for &doc in &into.touched {
            if spare.worth[doc as usize] == 0.0 {
                into.worth[doc as usize] = 0.0;
            }
        }
    }
    if let Some(entry) = variant.entry {
        partition.each(Partition::WORDS, partition.vocabulary.written(entry), |doc, _| {
            into.worth[doc as usize] *= 1.0 + weights::EXACT;
        })?;
    }
    Ok(())
}

/// The articles that match a query, and what was seen of the best of them.
pub(crate) struct Ranked {
    /// Best first as far as was asked for.
    pub(crate) matches: Vec<Match>,
    /// How much each word of the query may contribute, see [`group_weights`].
    pub(crate) ceiling: Vec<f32>,
    /// Where the query's words stand in the articles that were looked at closely.
    pub(crate) marks: FxHashMap<Doc, Vec<Mark>>,
}

/// Every match the viewer may open; the first `depth` of them, and always those looked at closely, best first.
pub(crate) fn rank(
    partition: &Partition,
    understood: &Understood,
    viewer: Viewer,
    depth: usize,
) -> Result<Ranked, IndexError> {
    let len = partition.facts.len();
    let ceiling = group_weights(partition, understood)?;
    let mut total = Sums::new(len);
    let mut covered = vec![0f32; len];
    let mut said = vec![false; len];
    let [mut best, mut gain, mut spare] = std::array::from_fn(|_| Sums::new(len));
    let only_stop = understood.groups.iter().all(|g| g.stop);
    for (group, most) in understood.groups.iter().zip(&ceiling) {
        score_group(partition, group, &mut best, &mut gain, &mut spare)?;
        let covers = if group.extra { 0.0 } else { *most };
        let says = only_stop || !group.stop;
        for &doc in &best.touched {
            total.add(doc, group.weight * best.worth[doc as usize]);
            covered[doc as usize] += covers;
            said[doc as usize] |= says;
        }
    }
    let wanted: f32 =
        understood.groups.iter().zip(&ceiling).filter(|(g, _)| !g.extra).map(|(_, c)| c).sum();
    let mut matches: Vec<Match> = total
        .touched
        .iter()
        .filter(|&&doc| said[doc as usize] && partition.shows(doc, viewer))
        .map(|&doc| {
            let missing = if wanted > 0.0 { 1.0 - covered[doc as usize] / wanted } else { 0.0 };
            Match {
                doc,
                whole: missing <= 0.0,
                score: total.worth[doc as usize]
                    * partition.prior[doc as usize]
                    * (1.0 - weights::COVERAGE * missing.clamp(0.0, 1.0)),
            }
        })
        .collect();
    let sorted = depth.max(weights::CLOSE_LOOKS);
    if sorted < matches.len() {
        matches.select_nth_unstable_by(sorted, |a, b| order(partition, *a, *b));
    }
    let sorted = sorted.min(matches.len());
    sort(partition, &mut matches[..sorted]);
    let marks = look_closely(partition, understood, &ceiling, &mut matches)?;
    Ok(Ranked { matches, ceiling, marks })
}

/// Drops what shares no more than an everyday word with the query. What has every word of it stays, however weakly: a
/// reader who asks for one word wants to see, and to page through, all that speak of it.
pub(crate) fn drop_weak(matches: &mut Vec<Match>) {
    let floor = matches.first().map_or(0.0, |m| m.score * weights::FLOOR);
    matches.retain(|m| m.whole || m.score >= floor);
}

/// What a group is worth in each article that has one of its variants, in `best`.
fn score_group(
    partition: &Partition,
    group: &Group,
    best: &mut Sums,
    gain: &mut Sums,
    spare: &mut Sums,
) -> Result<(), IndexError> {
    best.clear();
    let mut most = f32::MAX;
    for (i, variant) in group.variants.iter().enumerate() {
        let rarity = variant_idf(partition, variant)?;
        if i == 0 {
            most = rarity;
        }
        // A stand-in is never worth more for being rarer than the word itself.
        let portion = variant.weight * if rarity > most { most / rarity } else { 1.0 };
        worth(partition, variant, gain, spare)?;
        if i == 0 && portion.to_bits() == 1f32.to_bits() {
            std::mem::swap(best, gain);
            continue;
        }
        for &doc in &gain.touched {
            best.raise(doc, gain.worth[doc as usize] * portion);
        }
    }
    Ok(())
}

fn order(partition: &Partition, a: Match, b: Match) -> std::cmp::Ordering {
    let key = |m: Match| partition.facts[m.doc as usize].key;
    b.score.total_cmp(&a.score).then_with(|| key(a).cmp(&key(b))).then_with(|| a.doc.cmp(&b.doc))
}

fn sort(partition: &Partition, matches: &mut [Match]) {
    matches.sort_unstable_by(|a, b| order(partition, *a, *b));
}

/// At most this many places of a word are looked at in an article.
const POSITIONS: usize = 48;

/// Which of some articles have the written words that a variant means.
fn has_meant(
    partition: &Partition,
    variant: &Variant,
    docs: &[Doc],
) -> Result<Vec<bool>, IndexError> {
    let mut has = vec![true; docs.len()];
    for meant in &variant.only {
        let mut found = vec![false; docs.len()];
        for word in meant {
            partition.each(Partition::WORDS, word, |doc, _| {
                for (found, _) in found.iter_mut().zip(docs).filter(|(_, own)| **own == doc) {
                    *found = true;
                }
            })?;
        }
        has.iter_mut().zip(found).for_each(|(has, found)| *has &= found);
    }
    Ok(has)
}

/// Where the words of a query stand in some articles. Function words count only in queries of nothing else.
pub(crate) fn locate(
    partition: &Partition,
    understood: &Understood,
    docs: &[Doc],
) -> Result<Vec<Vec<Mark>>, IndexError> {
    let mut order: Vec<usize> = (0..docs.len()).collect();
    order.sort_unstable_by_key(|&i| docs[i]);
    let only_stop = understood.groups.iter().all(|g| g.stop);
    let mut marks = vec![Vec::new(); docs.len()];
    let mut positions = Vec::new();
    for (number, group) in
        understood.groups.iter().enumerate().filter(|(_, g)| only_stop || !g.stop)
    {
        for variant in &group.variants {
            let meant = has_meant(partition, variant, docs)?;
            if is_phrase(partition, variant) {
                let says = |n: &u32| !partition.analyser.is_stop(&variant.terms[*n as usize]);
                let length = u32::try_from(variant.terms.len()).unwrap_or(0);
                phrases(partition, &variant.terms, |doc, starts| {
                    for (i, _) in docs.iter().enumerate().filter(|(_, own)| **own == doc) {
                        for start in starts.iter().take(POSITIONS) {
                            marks[i].extend((0..length).filter(says).map(|n| Mark {
                                position: start + n,
                                group: number,
                                weight: variant.weight,
                            }));
                        }
                    }
                })?;
                continue;
            }
            for term in &variant.terms {
                for item in partition.postings(TEXT, term, IndexRecordOption::WithFreqsAndPositions)
                {
                    let (segment, mut postings) = item?;
                    for &i in &order {
                        let Some(target) = docs[i].checked_sub(segment.base) else { continue };
                        if postings.doc() < target {
                            postings.seek(target);
                        }
                        if postings.doc() == target && meant[i] {
                            postings.positions(&mut positions);
                            marks[i].extend(positions.iter().take(POSITIONS).map(|&position| {
                                Mark { position, group: number, weight: variant.weight }
                            }));
                        }
                    }
                }
            }
        }
    }
    for list in &mut marks {
        // The places of each word are in order already: a stable sort merges them.
        list.sort_by_key(|m| (m.position, m.group));
    }
    Ok(marks)
}

/// The parts of a score that come from where words stand, each a share from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Boosts {
    pub(crate) section: f32,
    pub(crate) phrase: f32,
    pub(crate) title: f32,
    pub(crate) exact_title: f32,
}

impl Boosts {
    /// What a score is multiplied by.
    pub(crate) fn factor(&self) -> f32 {
        1.0 + weights::SECTION * self.section
            + weights::PHRASE * self.phrase
            + weights::TITLE * self.title
            + weights::EXACT_TITLE * self.exact_title
    }
}

fn look_closely(
    partition: &Partition,
    understood: &Understood,
    ceiling: &[f32],
    matches: &mut [Match],
) -> Result<FxHashMap<Doc, Vec<Mark>>, IndexError> {
    let close = matches.len().min(weights::CLOSE_LOOKS);
    let docs: Vec<Doc> = matches[..close].iter().map(|m| m.doc).collect();
    let marks = locate(partition, understood, &docs)?;
    for (found, marks) in matches[..close].iter_mut().zip(&marks) {
        found.score *= boosts(partition, understood, ceiling, found.doc, marks).factor();
    }
    sort(partition, &mut matches[..close]);
    Ok(docs.into_iter().zip(marks).collect())
}

/// The boosts of one article.
pub(crate) fn boosts(
    partition: &Partition,
    understood: &Understood,
    ceiling: &[f32],
    doc: Doc,
    marks: &[Mark],
) -> Boosts {
    let groups = &understood.groups;
    let only_stop = groups.iter().all(|g| g.stop);
    let counts = |g: usize| !groups[g].extra && (only_stop || !groups[g].stop);
    let wanted: f32 = (0..groups.len()).filter(|&g| counts(g)).map(|g| ceiling[g]).sum();
    if wanted <= 0.0 || marks.is_empty() {
        return Boosts::default();
    }
    let layout = partition.layout(doc);
    let title_end = layout.first().copied().unwrap_or(0);
    let mut seen = vec![0f32; groups.len()];
    let mut share = |from: usize, to: usize| {
        seen.fill(0.0);
        for mark in &marks[from..to] {
            if counts(mark.group) {
                seen[mark.group] = seen[mark.group].max(mark.weight);
            }
        }
        seen.iter().zip(ceiling).map(|(s, c)| s * c).sum::<f32>() / wanted
    };
    let at = |position: u32| marks.partition_point(|m| m.position < position);
    let mut section = 0f32;
    let starts: Vec<u32> = layout.iter().skip(1).step_by(2).copied().collect();
    for window in starts.windows(2) {
        let (from, to) = (at(window[0]), at(window[1]));
        if from < to {
            section = section.max(share(from, to));
        }
    }
    let in_title = at(title_end);
    let title_share = share(0, in_title);
    let mut title_units: Vec<u32> =
        marks[..in_title].iter().filter(|m| counts(m.group)).map(|m| m.position).collect();
    title_units.dedup();
    let title_length = partition.facts[doc as usize].lengths[0].max(1) as f32;
    let title_said = (title_units.len() as f32 / title_length).min(1.0);
    Boosts {
        section,
        phrase: phrase(groups, ceiling, marks, &counts),
        title: title_share * title_said,
        exact_title: f32::from(u8::from(title_share > 0.99 && title_said > 0.99)),
    }
}

/// The share of the query's neighbouring words that stand beside one another in the article too.
fn phrase(
    groups: &[Group],
    ceiling: &[f32],
    marks: &[Mark],
    counts: &dyn Fn(usize) -> bool,
) -> f32 {
    let ordered: Vec<usize> = (0..groups.len()).filter(|&g| counts(g)).collect();
    let mut rank_of = vec![usize::MAX; groups.len()];
    for (rank, &group) in ordered.iter().enumerate() {
        rank_of[group] = rank;
    }
    let mut last: Vec<Option<u32>> = vec![None; ordered.len()];
    let mut best = vec![0f32; ordered.len().saturating_sub(1)];
    for mark in marks {
        let rank = rank_of[mark.group];
        if rank == usize::MAX {
            continue;
        }
        last[rank] = Some(mark.position);
        if let Some(before) = rank.checked_sub(1)
            && let Some(position) = last[before]
        {
            let apart = groups[mark.group].unit.saturating_sub(groups[ordered[before]].unit);
            let distance = mark.position - position;
            let as_asked = distance as usize == apart.max(1);
            best[before] = best[before].max(if as_asked { 1.0 } else { nearness(distance) });
        }
        if let Some(Some(position)) = last.get(rank + 1) {
            best[rank] = best[rank].max(nearness(mark.position - position + 1));
        }
    }
    let (mut found, mut wanted) = (0f32, 0f32);
    for (pair, near) in ordered.windows(2).zip(best) {
        let weight = ceiling[pair[0]].min(ceiling[pair[1]]);
        wanted += weight;
        found += weight * near;
    }
    if wanted > 0.0 { found / wanted } else { 0.0 }
}

/// What two words are worth that stand this far apart.
fn nearness(distance: u32) -> f32 {
    match distance {
        0..=2 => 0.8,
        3..=5 => 0.5,
        6..=10 => 0.25,
        _ => 0.0,
    }
}
