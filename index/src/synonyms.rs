//! Words that mean the same to readers of help: bundled lists, and the operator's own.
//!
//! A line is `a, b, c` (each finds the others) or `a, b => c, d` (the left find the right, not the reverse); `#` begins a comment.
//! Entries may be of several words. They are compared as terms, so one form of a word stands for all. In languages whose stemmers bring
//! a noun and another word's verb together (French *règlement* and *règle*, Spanish *recibo* and *recibir*), an entry stands for itself,
//! its plural and its genders; one that is a verb stands for all forms of its stem.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Analyser, Kind, Units, fold};

const BUNDLED: [(&str, &str); 4] = [
    ("en", include_str!("../synonyms/en.txt")),
    ("es", include_str!("../synonyms/es.txt")),
    ("fr", include_str!("../synonyms/fr.txt")),
    ("ja", include_str!("../synonyms/ja.txt")),
];

/// A word of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its stem without accents.
    pub(crate) term: String,
    /// As the list writes it, without accents.
    pub(crate) form: String,
    /// Whether every form of its stem is meant.
    pub(crate) any_form: bool,
}

impl Word {
    /// Whether a written word, without accents, is this one.
    pub(crate) fn is(&self, form: &str) -> bool {
        self.any_form || is_same(&self.form, form)
    }
}

/// What the lists say of one entry.
#[derive(Debug)]
struct Entry {
    words: Vec<Word>,
    finds: Vec<Vec<Word>>,
}

/// The lists of one language.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    of: FxHashMap<Vec<String>, Vec<Entry>>,
    known: FxHashSet<String>,
    /// The words that stand for themselves alone, by their terms.
    alone: FxHashMap<String, Vec<String>>,
    longest: usize,
}

impl Synonyms {
    /// The bundled list of a language with the operator's own after it.
    pub(crate) fn new(language: &str, analyser: &Analyser, own: &str) -> Self {
        let mut this = Self::default();
        for (_, list) in BUNDLED.iter().filter(|(l, _)| *l == language) {
            this.add(list, analyser);
        }
        this.add(own, analyser);
        this
    }

    fn add(&mut self, list: &str, analyser: &Analyser) {
        for line in list.lines() {
            let line = line.split('#').next().unwrap_or("");
            let entries = |text: &str| -> Vec<Vec<Word>> {
                text.split([',', '、'])
                    .map(|entry| words(entry, analyser))
                    .filter(|words| !words.is_empty())
                    .collect()
            };
            let (left, right) = match line.split_once("=>") {
                Some((left, right)) => (entries(left), entries(right)),
                None => (entries(line), entries(line)),
            };
            for word in left.iter().chain(&right).flatten() {
                self.known.insert(word.term.clone());
                if !word.any_form {
                    self.alone.entry(word.term.clone()).or_default().push(word.form.clone());
                }
            }
            for from in left {
                self.longest = self.longest.max(from.len());
                let finds: Vec<_> = right.iter().filter(|to| terms(to) != terms(&from)).collect();
                let same = self.of.entry(terms(&from)).or_default();
                let at = same.iter().position(|entry| entry.words == from).unwrap_or_else(|| {
                    same.push(Entry { words: from, finds: Vec::new() });
                    same.len() - 1
                });
                for to in finds {
                    if !same[at].finds.contains(to) {
                        same[at].finds.push(to.clone());
                    }
                }
            }
        }
    }

    /// The most words an entry has.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Whether a term stands anywhere in the lists.
    pub(crate) fn knows(&self, term: &str) -> bool {
        self.known.contains(term)
    }

    /// Whether a written word, without accents, is meant by a word of an entry: not when it is another word of the lists that shares the stem.
    pub(crate) fn means(&self, word: &Word, form: &str) -> bool {
        if !word.any_form {
            return word.is(form);
        }
        let alone = self.alone.get(&word.term).map_or(&[][..], Vec::as_slice);
        word.form == form || !alone.iter().any(|other| is_same(other, form))
    }

    /// Whether every form of a word's stem is meant by it.
    pub(crate) fn means_all(&self, word: &Word) -> bool {
        word.any_form && !self.alone.contains_key(&word.term)
    }

    /// What may stand for some words, given as terms and as written without accents. Where an entry is just these words, others that share
    /// their stems are not meant.
    pub(crate) fn of<'a>(
        &'a self,
        terms: &[String],
        forms: &'a [&'a str],
    ) -> impl Iterator<Item = &'a [Word]> {
        let entries = self.of.get(terms).map_or(&[][..], Vec::as_slice);
        let just = move |entry: &Entry| {
            entry.words.iter().zip(forms).all(|(word, form)| !word.any_form && word.is(form))
        };
        let is_just = entries.iter().any(just);
        entries
            .iter()
            .filter(move |entry| {
                if is_just {
                    just(entry)
                } else {
                    entry.words.iter().zip(forms).all(|(w, f)| w.is(f))
                }
            })
            .flat_map(|entry| entry.finds.iter().map(Vec::as_slice))
    }
}

fn terms(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.term.clone()).collect()
}

fn words(entry: &str, analyser: &Analyser) -> Vec<Word> {
    let mut units = Units::default();
    analyser.split(entry.trim(), &mut units);
    (0..units.len())
        .flat_map(|i| units.forms(i).filter(|(_, kind)| *kind == Kind::Word))
        .map(|(form, _)| Word {
            term: analyser.term(form),
            form: fold(form).into_owned(),
            any_form: !analyser.overstems || is_verb(form),
        })
        .collect()
}

/// Whether a word of a Romance language looks like an infinitive or a participle.
fn is_verb(form: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "er", "ir", "re", "oir", "ar", "arse", "erse", "irse", "é", "ée", "és", "ées", "ado",
        "ada", "ido", "ida", "are",
    ];
    ENDINGS.iter().any(|ending| form.ends_with(ending))
}

/// Whether two words, without accents, are one in its numbers and genders.
fn is_same(a: &str, b: &str) -> bool {
    let of = |word: &str| -> Vec<String> {
        let mut all = vec![word.to_owned()];
        all.extend(
            ["s", "x", "es"].iter().filter_map(|end| word.strip_suffix(end).map(str::to_owned)),
        );
        let genders: Vec<String> = all
            .iter()
            .filter_map(|word| {
                let masculine = word.strip_suffix('a').map(|stem| format!("{stem}o"));
                masculine.or_else(|| word.strip_suffix('e').map(str::to_owned))
            })
            .collect();
        all.extend(genders);
        all
    };
    // `recibe` is no gender of `recibo`, `suspendue` is one of `suspendu`.
    let (of_a, of_b) = (of(a), of(b));
    of_a.iter().any(|form| of_b.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_both_ways_or_one_way_and_in_every_form() {
        let analyser = Analyser::new("en");
        let synonyms =
            Synonyms::new("xx", &analyser, "e-mail, mail # both\ntrash => recycle bin\n,,=>\n");
        let finds = |text: &str| found(&synonyms, &analyser, text);
        assert_eq!(finds("mails"), ["e mail"]);
        assert_eq!(finds("e-mail"), ["mail"]);
        assert_eq!(finds("trash"), ["recycle bin"]);
        assert!(finds("recycle bin").is_empty());
        assert!(synonyms.knows(&analyser.term("recycling")) && !synonyms.knows("basket"));
    }

    fn found(synonyms: &Synonyms, analyser: &Analyser, text: &str) -> Vec<String> {
        let words = words(text, analyser);
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        let written =
            |to: &[Word]| to.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ");
        synonyms.of(&terms(&words), &forms).map(written).collect()
    }

    #[test]
    fn words_that_only_share_a_stem_are_told_apart() {
        let french = Analyser::new("fr");
        let list = "facturation, règlement\nfiltre, règle\nconfigurer, régler\nsuspendu, désactivé";
        let synonyms = Synonyms::new("xx", &french, list);
        let finds = |text: &str| found(&synonyms, &french, text);
        assert_eq!(finds("règlements"), ["facturation"]);
        assert_eq!(finds("règles"), ["filtre"]);
        assert_eq!(finds("réglez"), ["configurer"], "a form of the verb");
        assert_eq!(finds("suspendues"), ["desactive"]);
        let spanish = Analyser::new("es");
        let synonyms =
            Synonyms::new("xx", &spanish, "factura, recibo\nfiltro, regla\nerror, fallo");
        let finds = |text: &str| found(&synonyms, &spanish, text);
        assert_eq!(
            (finds("recibos"), finds("errores")),
            (vec!["factura".into()], vec!["fallo".into()])
        );
        assert!(finds("recibir").is_empty() && finds("recibe").is_empty());
    }

    #[test]
    fn every_bundled_line_pairs_something() {
        let mut dead = Vec::new();
        for (language, list) in BUNDLED {
            let analyser = Analyser::new(language);
            for line in
                list.lines().filter(|l| !l.split('#').next().unwrap_or("").trim().is_empty())
            {
                let synonyms = Synonyms::new("xx", &analyser, line);
                if !synonyms.of.values().flatten().any(|entry| !entry.finds.is_empty()) {
                    dead.push(format!("{language}: {line}"));
                }
            }
        }
        assert!(
            dead.is_empty(),
            "lines that lead nowhere, their entries being forms of one word: {dead:#?}"
        );
    }
}
