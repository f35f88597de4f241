//! From text to terms, one analyser a language: the same for articles and for queries.
//!
//! A text becomes [`Units`]: one unit a word (for scripts written without spaces, one a word of the dictionary), each with the forms
//! it may be found by. What a form is worth is not decided here.

mod fold;
mod split;
mod stop;

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) use fold::fold;
pub(crate) use split::{is_cjk, is_joint as is_joined};

/// Marks a term that is two neighbouring characters of a script without spaces.
pub(crate) const GRAM: char = '\u{2}';

/// The text of the modules that decide how terms are made; a change in them makes every older index stale.
pub(crate) const SOURCES: [&str; 4] = [
    include_str!("mod.rs"),
    include_str!("fold.rs"),
    include_str!("split.rs"),
    include_str!("stop.rs"),
];

/// How a form relates to the unit it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The word itself.
    Word,
    /// Several parts joined as written, `imap.example.com`, or without their joints, `imapexamplecom`; stands at the last part.
    Whole,
    /// A part of a `CamelCase` word.
    Part,
    /// Two neighbouring characters.
    Gram,
}

/// One form: lower case, compatibility-normalised, accents kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    from: u32,
    to: u32,
    /// What it is.
    pub(crate) kind: Kind,
}

/// One word of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// Where it begins in the text, in bytes.
    pub(crate) start: u32,
    /// Where it ends.
    pub(crate) end: u32,
    first_form: u32,
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(crate) struct Units {
    buffer: String,
    list: Vec<Unit>,
    forms: Vec<Form>,
}

impl Units {
    /// Forgets everything, keeping the memory.
    pub(crate) fn clear(&mut self) {
        self.buffer.clear();
        self.list.clear();
        self.forms.clear();
    }

    /// How many units there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The unit at an index.
    pub(crate) fn unit(&self, index: usize) -> Unit {
        self.list[index]
    }

    /// The forms of the unit at an index.
    pub(crate) fn forms(&self, index: usize) -> impl Iterator<Item = (&str, Kind)> {
        let from = self.list[index].first_form as usize;
        let to = self.list.get(index + 1).map_or(self.forms.len(), |u| u.first_form as usize);
        self.forms[from..to].iter().map(|f| (&self.buffer[f.from as usize..f.to as usize], f.kind))
    }

    /// The form of kind [`Kind::Word`] of the unit at an index.
    pub(crate) fn word(&self, index: usize) -> &str {
        self.forms(index).find(|(_, kind)| *kind == Kind::Word).map_or("", |(form, _)| form)
    }

    fn open(&mut self, start: usize, end: usize) {
        self.list.push(Unit {
            start: narrow(start),
            end: narrow(end),
            first_form: narrow(self.forms.len()),
        });
    }

    fn add(&mut self, form: &str, kind: Kind) {
        self.write(kind, |buffer| buffer.push_str(form));
    }

    /// Adds the form that `write` appends to the buffer.
    fn write(&mut self, kind: Kind, write: impl FnOnce(&mut String)) {
        let from = narrow(self.buffer.len());
        write(&mut self.buffer);
        let to = narrow(self.buffer.len());
        if to > from {
            self.forms.push(Form { from, to, kind });
        }
    }
}

/// Texts past 4 GiB are cut long before they come here.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The analyser of one language.
pub(crate) struct Analyser {
    language: String,
    stemmer: Option<Stemmer>,
    /// For Latin words in a text of another script: product names and commands are English more often than not.
    latin_stemmer: Option<Stemmer>,
    segmenter: WordSegmenterBorrowed<'static>,
    stop: FxHashSet<&'static str>,
    pub(crate) compounds: bool,
    /// Whether the stemmer brings words together that are none of one another's forms.
    pub(crate) overstems: bool,
}

impl Analyser {
    /// The analyser for a language's subtag.
    pub(crate) fn new(language: &str) -> Self {
        let algorithm = match language {
            "nb" | "nn" => Some(Algorithm::Norwegian),
            other => Algorithm::from_name(other).ok().filter(|_| other.len() == 2),
        };
        let latin = !matches!(
            language,
            "ja" | "zh"
                | "ko"
                | "th"
                | "ru"
                | "uk"
                | "bg"
                | "sr"
                | "el"
                | "ar"
                | "fa"
                | "he"
                | "hi"
                | "ta"
                | "hy"
                | "ne"
                | "lo"
                | "km"
                | "my"
        );
        Self {
            language: language.to_owned(),
            stemmer: algorithm.map(Stemmer::new),
            latin_stemmer: (!latin).then(|| Stemmer::new(Algorithm::English)),
            segmenter: WordSegmenter::new_auto(WordBreakInvariantOptions::default()),
            stop: stop::words(language)
                .chain(if latin { "" } else { stop::ENGLISH }.split_ascii_whitespace())
                .collect(),
            compounds: matches!(
                language,
                "de" | "nl" | "sv" | "da" | "nb" | "no" | "nn" | "fi" | "is" | "hu"
            ),
            overstems: matches!(language, "fr" | "es" | "pt" | "it" | "ca"),
        }
    }

    /// The term a form is indexed under: its stem with accents folded.
    pub(crate) fn term(&self, form: &str) -> String {
        if form.starts_with(GRAM) {
            return form.to_owned();
        }
        let letters = form.chars().all(|c| c.is_alphabetic() || fold::is_mark(c));
        let stemmer = if form.starts_with(|c: char| fold::is_latin(c)) {
            self.latin_stemmer.or(self.stemmer)
        } else {
            self.stemmer
        };
        let stem = match stemmer {
            Some(stemmer) if letters && form.chars().nth(2).is_some() => stemmer.stem(form),
            _ => Cow::Borrowed(form),
        };
        fold(&stem).into_owned()
    }

    /// Whether a form is a word that stands in every text, or in every question, and so says little.
    pub(crate) fn is_stop(&self, form: &str) -> bool {
        self.stop.contains(fold(form).as_ref())
    }
}

/// What is known of a form.
struct Known {
    term: Box<str>,
    /// The last text it was met in.
    met: u32,
}

/// Remembers the terms of forms while many texts of one language are analysed.
#[derive(Default)]
pub(crate) struct TermCache {
    numbers: FxHashMap<Box<str>, u32>,
    known: Vec<Known>,
    text: u32,
}

/// Past this many forms the cache starts afresh.
const CACHE_FORMS: usize = 200_000;

impl TermCache {
    /// Begins another text: every form is new to it.
    pub(crate) fn next_text(&mut self) {
        self.text = self.text.wrapping_add(1);
        if self.known.len() > CACHE_FORMS {
            self.numbers.clear();
            self.known.clear();
        }
    }

    /// [`Analyser::term`], remembered, and whether the form is new to the text.
    pub(crate) fn term(&mut self, analyser: &Analyser, form: &str) -> (&str, bool) {
        let number = if let Some(&number) = self.numbers.get(form) {
            number as usize
        } else {
            let number = self.known.len();
            self.numbers.insert(form.into(), narrow(number));
            let met = self.text.wrapping_sub(1);
            self.known.push(Known { term: analyser.term(form).into(), met });
            number
        };
        let known = &mut self.known[number];
        let new = std::mem::replace(&mut known.met, self.text) != self.text;
        (&known.term, new)
    }
}
