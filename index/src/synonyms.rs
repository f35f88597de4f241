//! Words that mean the same to readers of help: bundled lists, and the operator's own.
//!
//! A line is `a, b, c` (each finds the others) or `a, b => c, d` (the left find the right, not the reverse); `#` begins a comment.
//! Entries may be of several words. They are compared as terms, so one form of a word stands for all.

use rustc_hash::FxHashMap;

use crate::analysis::{Analyser, Kind, Units};

const BUNDLED: [(&str, &str); 4] = [
    ("en", include_str!("../synonyms/en.txt")),
    ("es", include_str!("../synonyms/es.txt")),
    ("fr", include_str!("../synonyms/fr.txt")),
    ("ja", include_str!("../synonyms/ja.txt")),
];

/// The lists of one language, as terms.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    of: FxHashMap<Vec<String>, Vec<Vec<String>>>,
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
            let entries = |text: &str| -> Vec<Vec<String>> {
                text.split([',', '、'])
                    .map(|entry| terms(entry, analyser))
                    .filter(|terms| !terms.is_empty())
                    .collect()
            };
            let (left, right) = match line.split_once("=>") {
                Some((left, right)) => (entries(left), entries(right)),
                None => (entries(line), entries(line)),
            };
            for from in left {
                self.longest = self.longest.max(from.len());
                let found = self.of.entry(from.clone()).or_default();
                for to in &right {
                    if *to != from && !found.contains(to) {
                        found.push(to.clone());
                    }
                }
            }
        }
    }

    /// The most words an entry has.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// What may stand for these terms.
    pub(crate) fn of(&self, terms: &[String]) -> &[Vec<String>] {
        self.of.get(terms).map_or(&[], Vec::as_slice)
    }
}

fn terms(entry: &str, analyser: &Analyser) -> Vec<String> {
    let mut units = Units::default();
    analyser.split(entry.trim(), &mut units);
    (0..units.len())
        .flat_map(|i| {
            units
                .forms(i)
                .filter(|(_, kind)| *kind == Kind::Word)
                .map(|(form, _)| analyser.term(form))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_both_ways_or_one_way_and_in_every_form() {
        let analyser = Analyser::new("en");
        let synonyms =
            Synonyms::new("xx", &analyser, "e-mail, mail # both\ntrash => recycle bin\n,,=>\n");
        let term = |w: &str| terms(w, &analyser);
        assert_eq!(synonyms.of(&term("mails")), [term("e-mail")]);
        assert_eq!(synonyms.of(&term("e-mail")), [term("mail")]);
        assert_eq!(synonyms.of(&term("trash")), [term("recycle bin")]);
        assert!(synonyms.of(&term("recycle bin")).is_empty());
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
                if !synonyms.of.values().any(|to| !to.is_empty()) {
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
