//! The words of a language's articles: what the index knows, what a misspelt word may have meant, what a beginning may become, and
//! what compounds are made of. Built from tantivy's term dictionary when an index is opened; a few tens of bytes a word.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

use crate::{
    analysis::{Analyser, fold, is_cjk},
    edit, weights,
};

/// A known word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    folded: (u32, u16),
    term: (u32, u16),
    written: (u32, u16),
    mask: u32,
    chars: u16,
    /// In how many articles it stands.
    pub(crate) articles: u32,
}

/// The words, sorted by their folded form.
#[derive(Default)]
pub(crate) struct Vocabulary {
    buffer: String,
    entries: Vec<Entry>,
    /// The first entry of each folded form, by its hash.
    index: FxHashMap<u64, u32>,
    /// The compounds that hold a term, by the term's hash.
    compounds: FxHashMap<u64, Vec<u32>>,
}

/// A word that may have been meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) entry: u32,
    /// Higher is likelier.
    pub(crate) plausibility: f32,
}

/// The shortest word taken for a compound, and its shortest part, in characters.
const COMPOUND_CHARS: usize = 8;
const PART_CHARS: usize = 4;
/// The shortest part when the rest is not known.
const SURE_CHARS: usize = 5;
/// What may join the parts of a compound.
const LINKS: [&str; 7] = ["", "s", "es", "n", "en", "e", "er"];
/// A word as short as this is no slip of another one with a different letter in it: `café` is not `came`.
const SHORT_CHARS: usize = 4;
/// At most this many compounds are kept a part.
const COMPOUNDS_KEPT: usize = 12;

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

impl Vocabulary {
    /// From the words as written and the number of articles each stands in.
    pub(crate) fn new(words: impl Iterator<Item = (String, u32)>, analyser: &Analyser) -> Self {
        let mut rows: Vec<(String, String, String, u32)> = words
            .map(|(written, articles)| {
                (fold(&written).into_owned(), analyser.term(&written), written, articles)
            })
            .collect();
        rows.sort_unstable();
        let mut this = Self::default();
        for (folded, term, written, articles) in rows {
            let mask = edit::mask(&folded);
            let chars = u16::try_from(folded.chars().count()).unwrap_or(u16::MAX);
            let folded_at = this.keep(&folded, None);
            let term_at = if folded.starts_with(&term) {
                (folded_at.0, narrow(term.len()))
            } else {
                this.keep(&term, None)
            };
            let written_at = this.keep(&written, (written == folded).then_some(folded_at));
            let next = u32::try_from(this.entries.len()).unwrap_or(u32::MAX);
            this.index.entry(hash(&folded)).or_insert(next);
            this.entries.push(Entry {
                folded: folded_at,
                term: term_at,
                written: written_at,
                mask,
                chars,
                articles,
            });
        }
        if analyser.compounds {
            this.link_compounds();
        }
        this.buffer.shrink_to_fit();
        this
    }

    fn keep(&mut self, text: &str, same: Option<(u32, u16)>) -> (u32, u16) {
        same.unwrap_or_else(|| {
            let at = u32::try_from(self.buffer.len()).unwrap_or(u32::MAX);
            self.buffer.push_str(text);
            (at, narrow(text.len()))
        })
    }

    fn text(&self, (from, len): (u32, u16)) -> &str {
        self.buffer.get(from as usize..from as usize + usize::from(len)).unwrap_or("")
    }

    /// An entry's numbers.
    pub(crate) fn entry(&self, entry: u32) -> Entry {
        self.entries[entry as usize]
    }

    /// An entry's word without accents.
    pub(crate) fn folded(&self, entry: u32) -> &str {
        self.text(self.entries[entry as usize].folded)
    }

    /// An entry's term: its stem without accents.
    pub(crate) fn term(&self, entry: u32) -> &str {
        self.text(self.entries[entry as usize].term)
    }

    /// An entry's word as written.
    pub(crate) fn written(&self, entry: u32) -> &str {
        self.text(self.entries[entry as usize].written)
    }

    /// The entries whose folded form is `folded`, accents in different places.
    pub(crate) fn find(&self, folded: &str) -> std::ops::Range<u32> {
        let Some(&from) = self.index.get(&hash(folded)) else { return 0..0 };
        let mut to = from;
        while (to as usize) < self.entries.len() && self.folded(to) == folded {
            to += 1;
        }
        from..to
    }

    /// The entries of a term, as far as they begin with `beginning`.
    pub(crate) fn forms_of<'a>(
        &'a self,
        term: &'a str,
        beginning: &'a str,
    ) -> impl Iterator<Item = u32> + 'a {
        let from = self.entries.partition_point(|e| self.text(e.folded) < beginning);
        (from..self.entries.len())
            .take_while(move |&i| self.text(self.entries[i].folded).starts_with(beginning))
            .filter_map(|i| u32::try_from(i).ok())
            .filter(move |&i| self.term(i) == term)
    }

    /// The entries that begin with `folded`, at most `limit`, those in most articles first.
    pub(crate) fn completions(&self, folded: &str, limit: usize) -> Vec<u32> {
        let from = self.entries.partition_point(|e| self.text(e.folded) < folded);
        let mut found: Vec<u32> = (from..self.entries.len())
            .take_while(|&i| self.text(self.entries[i].folded).starts_with(folded))
            .filter_map(|i| u32::try_from(i).ok())
            .collect();
        found.sort_by_key(|&i| (std::cmp::Reverse(self.entries[i as usize].articles), i));
        found.truncate(limit);
        found
    }

    /// What a misspelt word may have meant, likeliest first. With `beginning`, it may be the beginning of what was meant.
    pub(crate) fn candidates(&self, folded: &str, beginning: bool) -> Vec<Candidate> {
        let typed: Vec<char> = folded.chars().collect();
        let limit = edit::allowed(typed.len());
        if limit == 0
            || typed.len() > edit::MAX_CHARS
            || typed.iter().any(|&c| is_cjk(c))
            || !typed.iter().any(|c| c.is_alphabetic())
        {
            return Vec::new();
        }
        let mask = edit::mask(folded);
        let mut meant = Vec::with_capacity(edit::MAX_CHARS);
        let mut found = Vec::new();
        for (i, entry) in self.entries.iter().enumerate() {
            let chars = usize::from(entry.chars);
            let length_fits = chars + limit as usize >= typed.len()
                && (beginning || chars <= typed.len() + limit as usize);
            let differing = if beginning { mask & !entry.mask } else { mask ^ entry.mask };
            let allowed = if beginning { limit } else { 2 * limit };
            if !length_fits
                || !(3..=edit::MAX_CHARS).contains(&chars)
                || differing.count_ones() > allowed
            {
                continue;
            }
            meant.clear();
            meant.extend(self.text(entry.folded).chars());
            if let Some(cost) = edit::cost(&typed, &meant, limit, beginning)
                && (typed.len() > SHORT_CHARS || cost < edit::REPLACED)
            {
                let plausibility = weights::TYPO_FREQUENCY * (entry.articles as f32).ln_1p()
                    - weights::TYPO_COST * cost;
                found.push(Candidate { entry: u32::try_from(i).unwrap_or(0), plausibility });
            }
        }
        found.sort_by(|a, b| b.plausibility.total_cmp(&a.plausibility).then(a.entry.cmp(&b.entry)));
        found
    }

    /// The known words a written word without spaces is made of, two at most: `logingov` is `login` and `gov`.
    pub(crate) fn split_in_two(&self, folded: &str) -> Option<(u32, u32)> {
        let bounds = folded.char_indices().map(|(i, _)| i).skip(2);
        bounds
            .filter(|&i| folded[i..].chars().nth(1).is_some())
            .filter_map(|i| {
                let (a, b) = (self.find(&folded[..i]).next()?, self.find(&folded[i..]).next()?);
                let rarer = self.entry(a).articles.min(self.entry(b).articles);
                let shorter = self.entry(a).chars.min(self.entry(b).chars);
                (rarer > 1 && shorter > 2 || shorter > 3).then_some((rarer, a, b))
            })
            .max()
            .map(|(_, a, b)| (a, b))
    }

    /// The known words a compound is made of; empty when it is none.
    pub(crate) fn parts(&self, folded: &str) -> Vec<u32> {
        let mut parts = Vec::new();
        if folded.chars().count() >= COMPOUND_CHARS {
            self.parts_into(folded, &mut parts, 3);
        }
        if parts.len() < 2 { Vec::new() } else { parts }
    }

    fn parts_into(&self, rest: &str, parts: &mut Vec<u32>, most: usize) -> bool {
        if most == 0 || rest.chars().count() < PART_CHARS {
            return false;
        }
        if !parts.is_empty()
            && let Some(whole) = self.find(rest).next()
        {
            parts.push(whole);
            return true;
        }
        // The longest beginning first: fewer, surer parts.
        for (i, _) in rest.char_indices().rev().take_while(|(i, _)| *i >= PART_CHARS) {
            let head = &rest[..i];
            let known = LINKS.iter().find_map(|link| {
                let stem = head.strip_suffix(link).filter(|s| s.chars().count() >= PART_CHARS)?;
                self.find(stem).next()
            });
            if let Some(part) = known {
                parts.push(part);
                if self.parts_into(&rest[i..], parts, most - 1) {
                    return true;
                }
                parts.pop();
            }
        }
        false
    }

    fn link_compounds(&mut self) {
        let mut compounds: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for i in 0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX) {
            let folded = self.folded(i);
            if !folded.chars().all(char::is_alphabetic) {
                continue;
            }
            let mut parts = self.parts(folded);
            if parts.is_empty() {
                parts.extend(self.head_and_tail(folded));
            }
            for part in parts {
                compounds.entry(hash(self.term(part))).or_default().push(i);
            }
        }
        for list in compounds.values_mut() {
            list.sort_by_key(|&i| std::cmp::Reverse(self.entries[i as usize].articles));
            list.truncate(COMPOUNDS_KEPT);
            list.shrink_to_fit();
        }
        self.compounds = compounds;
    }

    /// The longest known words a long word begins and ends with, when it is no compound of known words throughout.
    fn head_and_tail(&self, folded: &str) -> impl Iterator<Item = u32> {
        let bounds: Vec<usize> = folded.char_indices().map(|(i, _)| i).collect();
        let cuts = |from: usize, left: usize| {
            let to = (bounds.len() + 1).saturating_sub(left);
            if bounds.len() >= COMPOUND_CHARS { bounds.get(from..to).unwrap_or(&[]) } else { &[] }
        };
        let head =
            cuts(SURE_CHARS, PART_CHARS).iter().rev().find_map(|&i| self.find(&folded[..i]).next());
        let tail =
            cuts(PART_CHARS, SURE_CHARS).iter().find_map(|&i| self.find(&folded[i..]).next());
        head.into_iter().chain(tail)
    }

    /// The compounds that hold a term, those in most articles first.
    pub(crate) fn compounds_of(&self, term: &str) -> &[u32] {
        self.compounds.get(&hash(term)).map_or(&[], Vec::as_slice)
    }
}

fn narrow(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
