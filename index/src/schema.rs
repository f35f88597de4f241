//! The fields of a language's tantivy index, and the form in which analysed text is handed to tantivy.

use tantivy::{
    Index, IndexSettings,
    schema::{
        Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing,
        TextOptions,
    },
    tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager},
};

/// Raised when the meaning of what is stored changes without a change in the analysers.
pub(crate) const FORMAT: u32 = 3;

/// Separates positions in packed text.
pub(crate) const NEXT: char = ' ';
/// Separates forms at one position in packed text.
pub(crate) const BESIDE: char = '\u{1f}';
/// How far apart the positions of two fields stand: no phrase reaches across.
pub(crate) const GAP: u32 = 8;

/// The searched fields in the order of [`crate::weights::FIELD`].
pub(crate) const NAMES: [&str; 5] = ["title", "heading", "keywords", "description", "body"];
/// The index of the whole text, which alone keeps positions, in [`Fields::searched`].
pub(crate) const TEXT: usize = 4;

/// The fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// Title, headings, keywords, description, and the whole text: terms.
    pub(crate) searched: [Field; 5],
    /// Forms as written (lower case, accents kept): the vocabulary.
    pub(crate) words: Field,
    /// `category/slug`.
    pub(crate) key: Field,
    /// What a hit shows, see [`crate::record`].
    pub(crate) record: Field,
    pub(crate) audience: Field,
    /// `slug` and title joined by [`BESIDE`].
    pub(crate) category: Field,
    pub(crate) services: Field,
    /// How many units each searched field has.
    pub(crate) lengths: Field,
    /// See [`crate::prior`].
    pub(crate) prior: Field,
    /// Where sections lie among the positions, see [`crate::ingest`].
    pub(crate) layout: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let text = |record| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(PACKED)
                .set_index_option(record)
                .set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing)
        };
        let searched = NAMES.map(|name| {
            let record = if name == NAMES[TEXT] {
                IndexRecordOption::WithFreqsAndPositions
            } else {
                IndexRecordOption::WithFreqs
            };
            schema.add_text_field(name, text(record))
        });
        let number = NumericOptions::default().set_fast();
        let raw = TextOptions::default().set_fast("raw");
        Self {
            searched,
            words: schema.add_text_field("words", text(IndexRecordOption::Basic)),
            key: schema.add_text_field("key", STRING),
            record: schema.add_bytes_field("record", STORED),
            audience: schema.add_u64_field("audience", number.clone()),
            category: schema.add_text_field("category", raw.clone()),
            services: schema.add_text_field("services", raw),
            lengths: schema.add_u64_field("lengths", number.clone()),
            prior: schema.add_u64_field("prior", number.clone()),
            layout: schema.add_u64_field("layout", number),
            schema: schema.build(),
        }
    }
}

/// How many bytes of stored articles are compressed together: a page of hits reads ten of them, far apart.
const BLOCK_BYTES: usize = 6_000;

/// How tantivy keeps an index.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings { docstore_blocksize: BLOCK_BYTES, ..IndexSettings::default() }
}

const PACKED: &str = "packed";

/// Makes an index able to read packed text.
pub(crate) fn register(index: &Index) {
    register_in(index.tokenizers());
}

/// Makes the writers of an index able to read packed text.
pub(crate) fn register_in(tokenizers: &TokenizerManager) {
    tokenizers.register(PACKED, Packed);
}

/// Reads text that an analyser has packed: positions separated by [`NEXT`], forms at one position by [`BESIDE`].
#[derive(Clone)]
struct Packed;

struct PackedStream<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    token: Token,
}

impl Tokenizer for Packed {
    type TokenStream<'a> = PackedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PackedStream<'a> {
        PackedStream { text, at: 0, position: 0, token: Token::default() }
    }
}

impl TokenStream for PackedStream<'_> {
    fn advance(&mut self) -> bool {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let separates = |b: &u8| char::from(*b) == NEXT || char::from(*b) == BESIDE;
            let end = rest.bytes().position(|b| separates(&b)).unwrap_or(rest.len());
            let form = &rest[..end];
            let position = self.position;
            if rest[end..].starts_with(NEXT) {
                self.position += 1;
            }
            self.at += end + 1;
            if !form.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(form);
                self.token.position = position;
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
