//! What is kept of an article to show it as a hit: plain strings and, for each section, where its units lie in the text, so that
//! a snippet is cut and marked without analysing anything again.

use guichet_model::{ArticleKey, search::Document};

/// Where a unit lies in its text, in bytes.
pub(crate) type Span = (u32, u32);

/// Writes a record.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    /// The bytes written.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.0
    }

    fn number(&mut self, mut n: u32) {
        while n >= 0x80 {
            self.0.push((n & 0x7f) as u8 | 0x80);
            n >>= 7;
        }
        self.0.push((n & 0x7f) as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(u32::try_from(text.len()).unwrap_or(0));
        self.0.extend_from_slice(text.as_bytes());
    }

    /// What stands before the sections.
    pub(crate) fn head(&mut self, document: &Document) {
        self.text(&document.key.to_string());
        for text in
            [&document.title, &document.category_title, &document.source, &document.description]
        {
            self.text(text);
        }
        self.text(&document.updated.map(|d| d.to_string()).unwrap_or_default());
        self.number(u32::try_from(document.sections.len()).unwrap_or(0));
    }

    /// One section and the spans of the units in its text.
    pub(crate) fn section(&mut self, anchor: &str, title: &str, text: &str, spans: &[Span]) {
        self.text(anchor);
        self.text(title);
        self.text(text);
        let mut packed = Writer::default();
        let mut last = 0;
        for &(start, end) in spans {
            // Parts of one written whole may overlap by nothing, but never run backwards.
            packed.number(start.saturating_sub(last));
            packed.number(end.saturating_sub(start));
            last = start;
        }
        self.number(u32::try_from(packed.0.len()).unwrap_or(0));
        self.0.extend_from_slice(&packed.0);
    }
}

/// A record, read in place.
pub(crate) struct Record<'a> {
    pub(crate) key: ArticleKey,
    pub(crate) title: &'a str,
    pub(crate) category_title: &'a str,
    pub(crate) source: &'a str,
    pub(crate) description: &'a str,
    pub(crate) updated: &'a str,
    pub(crate) sections: Vec<SectionRecord<'a>>,
}

/// A section of a record.
pub(crate) struct SectionRecord<'a> {
    pub(crate) anchor: &'a str,
    pub(crate) title: &'a str,
    pub(crate) text: &'a str,
    spans: &'a [u8],
}

impl SectionRecord<'_> {
    /// Where the units of the text lie.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let mut reader = Reader(self.spans);
        let mut spans = Vec::with_capacity(self.spans.len() / 2);
        let mut last = 0;
        while let (Some(delta), Some(len)) = (reader.number(), reader.number()) {
            last += delta;
            spans.push((last, last + len));
        }
        spans
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<u32> {
        let mut n = 0u32;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            n |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.number()? as usize;
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

impl<'a> Record<'a> {
    /// Reads a record; `None` when it is damaged.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let key = ArticleKey::parse(reader.text()?).ok()?;
        let [title, category_title, source, description, updated] =
            [reader.text()?, reader.text()?, reader.text()?, reader.text()?, reader.text()?];
        let count = reader.number()?;
        let mut sections = Vec::new();
        for _ in 0..count {
            sections.push(SectionRecord {
                anchor: reader.text()?,
                title: reader.text()?,
                text: reader.text()?,
                spans: reader.bytes()?,
            });
        }
        Some(Self { key, title, category_title, source, description, updated, sections })
    }
}
