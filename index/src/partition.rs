//! One language's articles, opened for searching: tantivy's segments and, in memory, what every query touches of each article.

use std::{collections::BTreeMap, sync::Arc};

use guichet_model::{ArticleKey, Audience, Locale, Viewer, article::visible};
use tantivy::{
    DocSet, Index, InvertedIndexReader, SegmentReader, TERMINATED, Term,
    directory::OwnedBytes,
    postings::{Postings, SegmentPostings},
    schema::{Field, IndexRecordOption},
    store::StoreReader,
};

use crate::{
    IndexError,
    analysis::Analyser,
    prior,
    schema::{BESIDE, Fields},
    vocabulary::Vocabulary,
    weights,
};

/// An article of a partition: its segment's base plus its number there.
pub(crate) type Doc = u32;

/// What is kept in memory of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) audience: Audience,
    pub(crate) category: u32,
    pub(crate) alive: bool,
    /// A hash of the key: the same for all translations, and an order for equal scores whatever the order of indexing.
    pub(crate) key: u64,
    pub(crate) lengths: [u32; 5],
    services: (u32, u32),
    layout: (u32, u32),
}

/// A segment.
pub(crate) struct Segment {
    pub(crate) base: Doc,
    reader: SegmentReader,
    indexes: Vec<Arc<InvertedIndexReader>>,
    store: StoreReader,
}

/// The postings of a term in a field, a segment at a time.
pub(crate) type Lists<'a> = Vec<(&'a Segment, SegmentPostings)>;

/// How many blocks of records each segment keeps decompressed (16 kB each).
const CACHED_BLOCKS: usize = 32;

/// The partition.
pub(crate) struct Partition {
    pub(crate) locale: Locale,
    pub(crate) index: Index,
    pub(crate) analyser: Arc<Analyser>,
    pub(crate) fields: Fields,
    pub(crate) segments: Vec<Segment>,
    pub(crate) facts: Vec<Facts>,
    /// Slugs and titles.
    pub(crate) categories: Vec<(String, String)>,
    pub(crate) service_names: Vec<String>,
    services: Vec<u32>,
    layout: Vec<u32>,
    /// What each occurrence in a field of an article counts for, by the field's length there and in the mean.
    pub(crate) density: Vec<[f32; 5]>,
    /// What each article's score is multiplied by, see [`crate::prior`].
    pub(crate) prior: Vec<f32>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) alive: usize,
}

impl Partition {
    /// Opens an index.
    pub(crate) fn open(
        locale: Locale,
        index: Index,
        analyser: Arc<Analyser>,
        fields: &Fields,
    ) -> Result<Self, IndexError> {
        let mut this = Self {
            locale,
            analyser,
            fields: fields.clone(),
            segments: Vec::new(),
            facts: Vec::new(),
            categories: Vec::new(),
            service_names: Vec::new(),
            services: Vec::new(),
            layout: Vec::new(),
            density: Vec::new(),
            prior: Vec::new(),
            vocabulary: Vocabulary::default(),
            alive: 0,
            index,
        };
        let mut names = Names::default();
        let mut kept = Vec::new();
        for segment in this.index.searchable_segments()? {
            let reader = SegmentReader::open(&segment)?;
            kept.extend(read_prior(&reader)?);
            this.add_segment(&reader, &mut names)?;
        }
        this.prior = prior::factors(&kept);
        this.categories = names.categories;
        this.service_names = names.services;
        this.alive = this.facts.iter().filter(|f| f.alive).count();
        this.density = densities(&this.facts);
        this.vocabulary = this.read_vocabulary()?;
        Ok(this)
    }

    fn add_segment(&mut self, reader: &SegmentReader, names: &mut Names) -> Result<(), IndexError> {
        let base = u32::try_from(self.facts.len()).unwrap_or(u32::MAX);
        let fast = reader.fast_fields();
        let audience = fast.u64("audience")?;
        let lengths = fast.u64("lengths")?;
        let layout = fast.u64("layout")?;
        let categories = names.column(fast.str("category")?, Names::category)?;
        let services = names.column(fast.str("services")?, Names::service)?;
        for doc in 0..reader.max_doc() {
            let mut all = [0u32; 5];
            for (slot, value) in all.iter_mut().zip(lengths.values_for_doc(doc)) {
                *slot = u32::try_from(value).unwrap_or(u32::MAX);
            }
            let services_from = self.services.len();
            self.services.extend(services.ids(doc));
            let layout_from = self.layout.len();
            self.layout.extend(layout.values_for_doc(doc).filter_map(|p| u32::try_from(p).ok()));
            let number =
                audience.first(doc).and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
            self.facts.push(Facts {
                // A number nobody knows is shown to nobody but those who see everything.
                audience: Audience::ALL.get(number).copied().unwrap_or(Audience::Admins),
                category: categories.ids(doc).next().unwrap_or(0),
                alive: !reader.is_deleted(doc),
                key: 0,
                lengths: all,
                services: (narrow(services_from), narrow(self.services.len())),
                layout: (narrow(layout_from), narrow(self.layout.len())),
            });
        }
        self.read_keys(reader, base)?;
        let mut indexes = Vec::new();
        for field in self.fields.searched.iter().chain([&self.fields.words, &self.fields.key]) {
            indexes.push(reader.inverted_index(*field)?);
        }
        self.segments.push(Segment {
            base,
            reader: reader.clone(),
            indexes,
            store: reader.get_store_reader(CACHED_BLOCKS)?,
        });
        Ok(())
    }

    fn read_keys(&mut self, reader: &SegmentReader, base: Doc) -> Result<(), IndexError> {
        let keys = reader.inverted_index(self.fields.key)?;
        let mut stream = keys.terms().stream()?;
        while stream.advance() {
            let hash = stream.key().iter().fold(0xcbf2_9ce4_8422_2325u64, |h, b| {
                (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
            });
            let mut postings =
                keys.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                if let Some(facts) = self.facts.get_mut((base + postings.doc()) as usize) {
                    facts.key = hash;
                }
                postings.advance();
            }
        }
        Ok(())
    }

    fn read_vocabulary(&self) -> Result<Vocabulary, IndexError> {
        let mut words: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
        let mut only: Vec<(String, u32)> = Vec::new();
        for segment in &self.segments {
            let words_here = segment.reader.inverted_index(self.fields.words)?;
            let mut stream = words_here.terms().stream()?;
            while stream.advance() {
                let articles = stream.value().doc_freq;
                if self.segments.len() == 1 {
                    only.push((String::from_utf8_lossy(stream.key()).into_owned(), articles));
                } else {
                    *words.entry(stream.key().to_vec()).or_default() += articles;
                }
            }
        }
        let merged =
            words.into_iter().map(|(word, n)| (String::from_utf8_lossy(&word).into_owned(), n));
        Ok(Vocabulary::new(only.into_iter().chain(merged), &self.analyser))
    }

    /// The field of the whole vocabulary among the indexes.
    pub(crate) const WORDS: usize = 5;
    const KEY: usize = 6;

    fn field(&self, index: usize) -> Field {
        match index {
            Self::WORDS => self.fields.words,
            Self::KEY => self.fields.key,
            n => self.fields.searched[n],
        }
    }

    /// The postings of a term in a field, a segment at a time.
    pub(crate) fn postings(
        &self,
        field: usize,
        term: &str,
        option: IndexRecordOption,
    ) -> impl Iterator<Item = Result<(&Segment, SegmentPostings), IndexError>> {
        let term = Term::from_field_text(self.field(field), term);
        self.segments.iter().filter_map(move |segment| {
            match segment.indexes[field].read_postings(&term, option) {
                Ok(None) => None,
                Ok(Some(postings)) => Some(Ok((segment, postings))),
                Err(error) => Some(Err(IndexError::from(error))),
            }
        })
    }

    /// In how many articles a term stands in a field, deleted ones included until tantivy merges them away.
    pub(crate) fn doc_freq(&self, field: usize, term: &str) -> Result<u32, IndexError> {
        let term = Term::from_field_text(self.field(field), term);
        self.segments.iter().try_fold(0, |sum, s| Ok(sum + s.indexes[field].doc_freq(&term)?))
    }

    /// The postings of a term in a field with how often it stands there, and in how many articles.
    pub(crate) fn listed(&self, field: usize, term: &str) -> Result<(Lists<'_>, u32), IndexError> {
        let lists: Vec<_> =
            self.postings(field, term, IndexRecordOption::WithFreqs).collect::<Result<_, _>>()?;
        let articles = lists.iter().map(|(_, postings)| postings.doc_freq()).sum();
        Ok((lists, articles))
    }

    /// Calls `each` with every live article of some postings and how often the term stands there.
    pub(crate) fn visit(&self, lists: Lists<'_>, mut each: impl FnMut(Doc, u32)) {
        for (segment, mut postings) in lists {
            let deleted = segment.reader.has_deletes();
            while postings.doc() != TERMINATED {
                let doc = segment.base + postings.doc();
                if !deleted || self.facts[doc as usize].alive {
                    each(doc, postings.term_freq());
                }
                postings.advance();
            }
        }
    }

    /// Calls `each` with every live article that holds a term in a field and how often.
    pub(crate) fn each(
        &self,
        field: usize,
        term: &str,
        each: impl FnMut(Doc, u32),
    ) -> Result<(), IndexError> {
        let (lists, _) = self.listed(field, term)?;
        self.visit(lists, each);
        Ok(())
    }

    /// Whether an article is there and may be opened by a viewer.
    pub(crate) fn shows(&self, doc: Doc, viewer: Viewer) -> bool {
        let facts = &self.facts[doc as usize];
        facts.alive && visible(facts.audience, viewer)
    }

    /// Whether a word stands in an article the viewer may open: otherwise it must not come up in corrections or completions.
    pub(crate) fn word_shows(&self, entry: u32, viewer: Viewer) -> Result<bool, IndexError> {
        for item in
            self.postings(Self::WORDS, self.vocabulary.written(entry), IndexRecordOption::Basic)
        {
            let (segment, mut postings) = item?;
            while postings.doc() != TERMINATED {
                if self.shows(segment.base + postings.doc(), viewer) {
                    return Ok(true);
                }
                postings.advance();
            }
        }
        Ok(false)
    }

    /// The article of a key.
    pub(crate) fn find(&self, key: &ArticleKey) -> Result<Option<Doc>, IndexError> {
        let mut found = None;
        self.each(Self::KEY, &key.to_string(), |doc, _| found = Some(doc))?;
        Ok(found)
    }

    /// The services of an article, by number in [`Self::service_names`].
    pub(crate) fn services(&self, doc: Doc) -> &[u32] {
        let (from, to) = self.facts[doc as usize].services;
        &self.services[from as usize..to as usize]
    }

    /// Where an article's title ends and its sections begin, see [`crate::ingest`].
    pub(crate) fn layout(&self, doc: Doc) -> &[u32] {
        let (from, to) = self.facts[doc as usize].layout;
        &self.layout[from as usize..to as usize]
    }

    /// A stored article: [`crate::record`] reads what is kept of it to show it.
    pub(crate) fn record(&self, doc: Doc) -> Result<OwnedBytes, IndexError> {
        let segment = self
            .segments
            .iter()
            .rev()
            .find(|s| s.base <= doc)
            .ok_or(IndexError::Damaged("an article outside every segment"))?;
        Ok(segment.store.get_document_bytes(doc - segment.base)?)
    }
}

/// What is kept of a segment's articles for their priors.
fn read_prior(reader: &SegmentReader) -> Result<Vec<prior::Kept>, IndexError> {
    let column = reader.fast_fields().u64("prior")?;
    let kept = |doc| {
        let mut all = prior::Kept::default();
        for (slot, value) in all.iter_mut().zip(column.values_for_doc(doc)) {
            *slot = u32::try_from(value).unwrap_or(u32::MAX);
        }
        all
    };
    Ok((0..reader.max_doc()).map(kept).collect())
}

/// [`Partition::density`] of some articles.
fn densities(facts: &[Facts]) -> Vec<[f32; 5]> {
    let mut means = [1f32; 5];
    for (i, mean) in means.iter_mut().enumerate() {
        let sum: u64 = facts.iter().map(|f| u64::from(f.lengths[i])).sum();
        *mean = (sum as f32 / facts.len().max(1) as f32).max(1.0);
    }
    let density = |length: u32, i: usize| {
        1.0 / weights::LENGTH[i].mul_add(length as f32 / means[i] - 1.0, 1.0)
    };
    facts.iter().map(|f| std::array::from_fn(|i| density(f.lengths[i], i))).collect()
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Numbers for categories and services across segments.
#[derive(Default)]
struct Names {
    categories: Vec<(String, String)>,
    services: Vec<String>,
}

/// A column of strings with the numbers they have across segments.
struct NamedColumn {
    column: Option<tantivy::columnar::StrColumn>,
    ids: Vec<u32>,
}

impl NamedColumn {
    fn ids(&self, doc: u32) -> impl Iterator<Item = u32> {
        self.column
            .iter()
            .flat_map(move |c| c.term_ords(doc))
            .filter_map(|ord| self.ids.get(usize::try_from(ord).ok()?).copied())
    }
}

impl Names {
    fn column(
        &mut self,
        column: Option<tantivy::columnar::StrColumn>,
        id: fn(&mut Self, &str) -> u32,
    ) -> Result<NamedColumn, IndexError> {
        let mut ids = Vec::new();
        let mut text = String::new();
        if let Some(column) = &column {
            for ord in 0..column.num_terms() as u64 {
                text.clear();
                column.ord_to_str(ord, &mut text)?;
                ids.push(id(self, &text));
            }
        }
        Ok(NamedColumn { column, ids })
    }

    fn category(&mut self, text: &str) -> u32 {
        let (slug, title) = text.split_once(BESIDE).unwrap_or((text, ""));
        if let Some(i) = self.categories.iter().position(|(s, _)| s == slug) {
            return narrow(i);
        }
        self.categories.push((slug.to_owned(), title.to_owned()));
        narrow(self.categories.len() - 1)
    }

    fn service(&mut self, text: &str) -> u32 {
        let known = self.services.iter().position(|s| s == text);
        narrow(known.unwrap_or_else(|| {
            self.services.push(text.to_owned());
            self.services.len() - 1
        }))
    }
}
