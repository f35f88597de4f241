//! What a reader's words mean to one language's index: which terms to look for, in place of each word, at what weight.
//!
//! A word the index knows is searched as it is, in all its forms. Only a word it does not know is corrected, split or taken for a
//! beginning: expansion that is always on costs long, well-spelt questions more than it gives short ones.

use guichet_model::{Viewer, search::SearchRequest};

use crate::{
    IndexError,
    analysis::{Kind, Units, fold},
    partition::Partition,
    schema::TEXT,
    synonyms::{Synonyms, Word},
    weights,
};

/// How a term came to stand for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Exact,
    Stem,
    Prefix,
    Typo,
    Synonym,
    Part,
    Related,
}

impl By {
    /// The name the API gives it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Stem => "stem",
            Self::Prefix => "prefix",
            Self::Typo => "typo",
            Self::Synonym => "synonym",
            Self::Part => "part",
            Self::Related => "related",
        }
    }
}

/// Terms to look for in place of a word; several must stand together in an article.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    pub(crate) terms: Vec<String>,
    /// For some of the terms the written words that are meant, where others share their stem: an article must have one of each.
    pub(crate) only: Vec<Vec<String>>,
    /// The vocabulary's entry, for the bonus of the exact form.
    pub(crate) entry: Option<u32>,
    pub(crate) weight: f32,
    pub(crate) by: By,
}

/// A word of the query with everything that may stand for it. The best variant counts, never their sum.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// The word as typed.
    pub(crate) word: String,
    /// Which unit of the query it is.
    pub(crate) unit: usize,
    pub(crate) weight: f32,
    /// A function word: it does not make an article a match by itself.
    pub(crate) stop: bool,
    /// A pair of characters, a joined form or a synonym beside the words: evidence, but no word of the query.
    pub(crate) extra: bool,
    pub(crate) variants: Vec<Variant>,
}

/// A query as an index understands it.
#[derive(Debug, Default)]
pub(crate) struct Understood {
    pub(crate) groups: Vec<Group>,
    /// The query with its corrections, when there are any.
    pub(crate) corrected: Option<String>,
    /// How many words say something.
    pub(crate) words: usize,
    /// Those of them that the index does not know, without accents.
    pub(crate) unknown: Vec<String>,
    /// How many words are this language's function words.
    pub(crate) stop: usize,
}

impl Understood {
    /// How many words that say something the index knows.
    pub(crate) fn known(&self) -> usize {
        self.words - self.unknown.len()
    }

    /// Whether the query may be of another language: most of it is unknown here, function words included.
    pub(crate) fn is_foreign(&self) -> bool {
        self.unknown.len() > self.known() + self.stop
    }
}

/// At most this many words of a query are searched, and this many corrected.
const MAX_GROUPS: usize = 64;
const MAX_CORRECTED: usize = 10;
/// The most parts of a code, and the most letters of a part that is not in capitals.
const MAX_CODE_PARTS: usize = 4;
const MAX_CODE_LETTERS: usize = 4;
/// How many corrections stand for one word.
const CORRECTIONS: usize = 3;
/// How many completions stand for the last word.
const COMPLETIONS: usize = 8;

/// Understands a query.
pub(crate) fn understand(
    partition: &Partition,
    synonyms: &Synonyms,
    request: &SearchRequest,
    is_known_elsewhere: &dyn Fn(&str) -> bool,
) -> Result<Understood, IndexError> {
    let mut units = Units::default();
    partition.analyser.split(&request.query, &mut units);
    let mut reader = Reader {
        partition,
        synonyms,
        is_known_elsewhere,
        viewer: request.viewer,
        query: &request.query,
        units: &units,
        out: Understood::default(),
        edits: Vec::new(),
        resolved: Vec::new(),
        written: Vec::new(),
    };
    let ends_in_word = units.len() > 0
        && units.unit(units.len() - 1).end as usize
            == request.query.trim_end_matches('\u{0}').len();
    for i in 0..units.len() {
        if reader.out.groups.len() >= MAX_GROUPS {
            break;
        }
        let beginning = request.as_you_type && ends_in_word && i + 1 == units.len();
        reader.unit(i, beginning, request.literal)?;
    }
    if !request.literal {
        reader.joined()?;
        reader.synonyms()?;
    }
    let Reader { mut out, edits, .. } = reader;
    out.groups.retain(|g| !g.variants.is_empty());
    out.corrected = (!edits.is_empty()).then(|| apply(&request.query, &edits));
    Ok(out)
}

/// The query with some stretches replaced.
fn apply(query: &str, edits: &[(usize, usize, String)]) -> String {
    let mut text = String::with_capacity(query.len() + 8);
    let mut from = 0;
    for (start, end, word) in edits {
        text.push_str(query.get(from..*start).unwrap_or(""));
        text.push_str(word);
        from = *end;
    }
    text.push_str(query.get(from..).unwrap_or(""));
    text.trim().to_owned()
}

struct Reader<'a> {
    partition: &'a Partition,
    synonyms: &'a Synonyms,
    /// Whether another language that readers may write in has a word, given without accents.
    is_known_elsewhere: &'a dyn Fn(&str) -> bool,
    viewer: Viewer,
    query: &'a str,
    units: &'a Units,
    out: Understood,
    /// Corrected stretches of the query.
    edits: Vec<(usize, usize, String)>,
    /// The term each unit came to, for synonyms.
    resolved: Vec<String>,
    /// The written word each unit came to, without accents.
    written: Vec<String>,
}

fn variant(term: &str, entry: Option<u32>, weight: f32, by: By) -> Variant {
    Variant { terms: vec![term.to_owned()], only: Vec::new(), entry, weight, by }
}

impl Reader<'_> {
    fn unit(&mut self, i: usize, beginning: bool, literal: bool) -> Result<(), IndexError> {
        let vocabulary = &self.partition.vocabulary;
        let word = self.units.word(i).to_owned();
        let folded = fold(&word).into_owned();
        let stop = self.partition.analyser.is_stop(&word);
        let own = self.partition.analyser.term(&word);
        let mut variants: Vec<Variant> = Vec::new();
        for entry in vocabulary.find(&folded) {
            let term = vocabulary.term(entry);
            if !variants.iter().any(|v| v.terms[0] == term) {
                variants.push(variant(term, Some(entry), 1.0, By::Exact));
            }
        }
        if !variants.iter().any(|v| v.terms[0] == own) && self.partition.doc_freq(TEXT, &own)? > 0 {
            variants.push(variant(&own, None, 1.0, By::Stem));
        }
        let known = !variants.is_empty();
        if beginning {
            self.complete(&folded, &mut variants);
        }
        self.out.words += usize::from(!stop);
        self.out.stop += usize::from(stop);
        if !stop && variants.is_empty() {
            self.out.unknown.push(folded.clone());
        }
        let doubtful = !beginning && variants.iter().all(|v| v.by == By::Stem);
        if !literal && (variants.is_empty() || doubtful) {
            self.guess(i, &folded, &own, beginning, &mut variants)?;
        } else if known && !literal && !stop {
            self.compounds(&folded, &own, &mut variants);
        }
        let corrected = variants.first().filter(|v| v.by == By::Typo).and_then(|v| v.entry);
        self.written.push(corrected.map_or(folded, |entry| vocabulary.folded(entry).to_owned()));
        self.resolved.push(variants.first().map_or(own, |v| v.terms[0].clone()));
        let weight = if stop { weights::STOP } else { 1.0 };
        self.push(Group { word: word.clone(), unit: i, weight, stop, extra: false, variants });
        let wholes = self.units.forms(i).filter(|(_, kind)| *kind == Kind::Whole);
        let wholes: Vec<String> = wholes.map(|(form, _)| form.to_owned()).collect();
        let is_code = self.read_as_code(i, &wholes)?;
        for (form, kind) in self.units.forms(i) {
            let share = match kind {
                Kind::Word => continue,
                Kind::Gram => weights::GRAM,
                Kind::Whole if is_code => continue,
                Kind::Whole => 1.0,
                Kind::Part => weights::PART,
            };
            let term = self.partition.analyser.term(form);
            if self.partition.doc_freq(TEXT, &term)? > 0 {
                let by = if kind == Kind::Whole { By::Exact } else { By::Part };
                let variants = vec![variant(&term, None, 1.0, by)];
                let group = Group {
                    word: word.clone(),
                    unit: i,
                    weight: share * weight,
                    stop,
                    extra: true,
                    variants,
                };
                if !self
                    .out
                    .groups
                    .iter()
                    .any(|g| g.variants.iter().any(|v| v.terms == group.variants[0].terms))
                {
                    self.out.groups.push(group);
                }
            }
        }
        Ok(())
    }

    /// Adds a group, unless the query has said the same word before.
    fn push(&mut self, group: Group) {
        let said = group.variants.first().is_some_and(|v| {
            self.out
                .groups
                .iter()
                .any(|g| !g.extra && g.variants.first().is_some_and(|w| w.terms == v.terms))
        });
        if !said {
            self.out.groups.push(group);
        }
    }

    /// Adds a group for each known word that a written word is made of.
    fn push_parts(&mut self, unit: usize, word: &str, parts: &[u32]) {
        let vocabulary = &self.partition.vocabulary;
        for &part in parts {
            self.push(Group {
                word: word.to_owned(),
                unit,
                weight: 1.0,
                stop: false,
                extra: false,
                variants: vec![variant(vocabulary.term(part), None, 1.0, By::Part)],
            });
        }
    }

    fn complete(&self, folded: &str, variants: &mut Vec<Variant>) {
        let vocabulary = &self.partition.vocabulary;
        for entry in vocabulary.completions(folded, COMPLETIONS) {
            let term = vocabulary.term(entry);
            if !variants.iter().any(|v| v.terms[0] == term) {
                variants.push(variant(term, Some(entry), weights::PREFIX, By::Prefix));
            }
        }
    }

    /// A word the index does not know: a compound, a slip, or two words run together.
    fn guess(
        &mut self,
        i: usize,
        folded: &str,
        own: &str,
        beginning: bool,
        variants: &mut Vec<Variant>,
    ) -> Result<(), IndexError> {
        let vocabulary = &self.partition.vocabulary;
        let doubtful = !variants.is_empty();
        if self.partition.analyser.compounds && !doubtful {
            let parts = vocabulary.parts(folded);
            if !parts.is_empty() {
                self.push_parts(i, folded, &parts);
                return Ok(());
            }
        }
        // What the lists or another of the portal's languages know is no slip, though no article here has it.
        let is_word = self.synonyms.knows(own) || (self.is_known_elsewhere)(folded);
        if is_word && !doubtful || self.edits.len() >= MAX_CORRECTED {
            return Ok(());
        }
        let mut candidates = vocabulary.candidates(folded, false);
        if candidates.is_empty() && beginning {
            candidates = vocabulary.candidates(folded, true);
        }
        let unit = self.units.unit(i);
        let mut first = None;
        for candidate in candidates {
            let (written, term) =
                (vocabulary.written(candidate.entry), vocabulary.term(candidate.entry));
            if self.partition.analyser.is_stop(written)
                || variants.iter().any(|v| v.terms[0] == term)
                || !self.partition.word_shows(candidate.entry, self.viewer)?
            {
                continue;
            }
            let best = *first.get_or_insert(candidate.plausibility);
            if doubtful {
                variants.push(variant(term, Some(candidate.entry), weights::DOUBTFUL, By::Typo));
                break;
            }
            if variants.is_empty() {
                self.edits.push((unit.start as usize, unit.end as usize, written.to_owned()));
            }
            let rank = i32::try_from(variants.len()).unwrap_or(0);
            let likeness = (0.5 * (candidate.plausibility - best)).exp();
            variants.push(variant(
                term,
                Some(candidate.entry),
                weights::TYPO * weights::TYPO_NEXT.powi(rank) * likeness,
                By::Typo,
            ));
            if variants.len() == CORRECTIONS {
                break;
            }
        }
        if let Some((a, b)) = vocabulary.split_in_two(folded)
            && variants.is_empty()
            && !doubtful
            && self.partition.word_shows(a, self.viewer)?
            && self.partition.word_shows(b, self.viewer)?
        {
            self.edits.push((
                unit.start as usize,
                unit.end as usize,
                format!("{} {}", vocabulary.written(a), vocabulary.written(b)),
            ));
            self.push_parts(i, folded, &[a, b]);
        }
        Ok(())
    }

    /// Compounds that hold a known word, and the parts of a known compound.
    fn compounds(&self, folded: &str, own: &str, variants: &mut Vec<Variant>) {
        let vocabulary = &self.partition.vocabulary;
        let known = variants[0].terms[0].clone();
        for &entry in vocabulary.compounds_of(&known).iter().chain(if known == own {
            &[]
        } else {
            vocabulary.compounds_of(own)
        }) {
            let term = vocabulary.term(entry);
            if !variants.iter().any(|v| v.terms[0] == term) {
                variants.push(variant(term, None, weights::COMPOUND, By::Part));
            }
        }
        if self.partition.analyser.compounds {
            let parts = vocabulary.parts(folded);
            if parts.len() > 1 {
                let terms = parts.iter().map(|&p| vocabulary.term(p).to_owned()).collect();
                variants.push(Variant {
                    terms,
                    only: Vec::new(),
                    entry: None,
                    weight: weights::COMPOUND,
                    by: By::Part,
                });
            }
        }
    }

    /// Neighbouring words that the index knows as one: `log in`, `wi fi`.
    fn joined(&mut self) -> Result<(), IndexError> {
        for i in 1..self.resolved.len() {
            let (a, b) = (self.units.word(i - 1), self.units.word(i));
            if !a.is_ascii() && a.chars().any(crate::analysis::is_cjk)
                || self.units.unit(i - 1).end == self.units.unit(i).start
            {
                continue;
            }
            let joined = fold(&format!("{a}{b}")).into_owned();
            let Some(entry) = self.partition.vocabulary.find(&joined).next() else { continue };
            if !self.partition.word_shows(entry, self.viewer)? {
                continue;
            }
            let variants =
                vec![variant(self.partition.vocabulary.term(entry), Some(entry), 1.0, By::Part)];
            self.out.groups.push(Group {
                word: joined,
                unit: i,
                weight: weights::PART,
                stop: false,
                extra: true,
                variants,
            });
        }
        Ok(())
    }

    /// What the synonym lists offer for any stretch of the query.
    fn synonyms(&mut self) -> Result<(), IndexError> {
        let synonyms = self.synonyms;
        for from in 0..self.resolved.len() {
            for to in from + 1..=(from + synonyms.longest()).min(self.resolved.len()) {
                let forms: Vec<&str> = self.written[from..to].iter().map(String::as_str).collect();
                let mut variants = Vec::new();
                for words in synonyms.of(&self.resolved[from..to], &forms) {
                    variants.extend(self.synonym(words)?);
                }
                if variants.is_empty() {
                    continue;
                }
                let span = &self.resolved[from..to];
                let single = self
                    .out
                    .groups
                    .iter_mut()
                    .find(|g| to - from == 1 && !g.extra && g.unit == from);
                if let Some(group) = single {
                    group.variants.extend(variants);
                } else if self.out.groups.len() < MAX_GROUPS {
                    self.out.groups.push(Group {
                        word: span.join(" "),
                        unit: to - 1,
                        weight: 1.0,
                        stop: false,
                        extra: true,
                        variants,
                    });
                }
            }
        }
        Ok(())
    }

    /// A synonym as a variant, if the index has all its words.
    fn synonym(&self, words: &[Word]) -> Result<Option<Variant>, IndexError> {
        let vocabulary = &self.partition.vocabulary;
        let mut only = Vec::new();
        for word in words {
            if self.partition.doc_freq(TEXT, &word.term)? == 0 {
                return Ok(None);
            }
            if self.synonyms.means_all(word) {
                continue;
            }
            let shared =
                word.form.bytes().zip(word.term.bytes()).take_while(|(a, b)| a == b).count();
            let beginning = word.form.get(..shared).unwrap_or(&word.form);
            let (meant, others): (Vec<u32>, Vec<u32>) = vocabulary
                .forms_of(&word.term, beginning)
                .partition(|&entry| self.synonyms.means(word, vocabulary.folded(entry)));
            if meant.is_empty() {
                return Ok(None);
            }
            if !others.is_empty() {
                only.push(
                    meant.iter().map(|&entry| vocabulary.written(entry).to_owned()).collect(),
                );
            }
        }
        let terms = words.iter().map(|word| word.term.clone()).collect();
        Ok(Some(Variant { terms, only, entry: None, weight: weights::SYNONYM, by: By::Synonym }))
    }

    /// Where the written whole of units that ends with unit `i` begins, if it is a code: letters, few or all capitals, joined to digits.
    fn code(&self, i: usize, whole: &str) -> Option<usize> {
        let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
        let end = self.units.unit(i).end as usize;
        let begins = |&j: &usize| {
            let start = self.units.unit(j).start as usize;
            self.query.get(start..end).is_some_and(|written| written.to_lowercase() == whole)
        };
        let first = (0..=i).rev().take(MAX_CODE_PARTS).find(begins)?;
        let is_part = |j: usize| {
            let unit = self.units.unit(j);
            let written = self.query.get(unit.start as usize..unit.end as usize).unwrap_or("");
            digits(written)
                || written.chars().count() <= MAX_CODE_LETTERS
                || written.chars().all(char::is_uppercase)
        };
        let letters = whole.chars().any(char::is_alphabetic);
        (first < i && letters && digits(whole) && (first..=i).all(is_part)).then_some(first)
    }

    /// Makes a code that the index has as it was typed the word that is searched, in place of its parts: `ERR-8226` is in one article, `ERR`
    /// in many.
    fn read_as_code(&mut self, i: usize, forms: &[String]) -> Result<bool, IndexError> {
        let mut first = None;
        let mut variants = Vec::new();
        for form in forms {
            let term = self.partition.analyser.term(form);
            if self.partition.doc_freq(TEXT, &term)? > 0 {
                first = first.or_else(|| self.code(i, form));
                variants.push(variant(&term, None, 1.0, By::Exact));
            }
        }
        let Some(first) = first else { return Ok(false) };
        self.out.groups.retain(|group| !(first..=i).contains(&group.unit));
        let word = forms[0].clone();
        self.out.groups.push(Group {
            word,
            unit: i,
            weight: 1.0,
            stop: false,
            extra: false,
            variants,
        });
        Ok(true)
    }
}
