//! From an article to what tantivy indexes and keeps of it.
//!
//! The whole text runs through one stream of positions: title, description, keywords, then each section's heading and text, with gaps
//! between them. The layout lists where they begin: first the end of the title, then for each section the position of its heading and
//! of its text, then the end.

use guichet_model::{Audience, search::Document};
use tantivy::TantivyDocument;

use crate::{
    analysis::{Analyser, Kind, TermCache, Units},
    prior, record,
    schema::{BESIDE, Fields, GAP, NEXT},
};

/// What one thread needs to prepare articles of one language.
#[derive(Default)]
pub(crate) struct Scratch {
    units: Units,
    cache: TermCache,
    spans: Vec<record::Span>,
}

/// The streams of one article while it is packed.
#[derive(Default)]
struct Streams {
    text: String,
    words: String,
    position: u32,
    layout: Vec<u32>,
}

impl Streams {
    fn gap(&mut self) {
        for _ in 0..GAP {
            self.text.push(NEXT);
        }
        self.position += GAP;
    }
}

/// The number an audience is kept as.
pub(crate) fn audience_number(audience: Audience) -> u64 {
    Audience::ALL.iter().position(|a| *a == audience).unwrap_or(0) as u64
}

/// Prepares an article for the index of its locale.
pub(crate) fn prepare(
    document: &Document,
    analyser: &Analyser,
    fields: &Fields,
    scratch: &mut Scratch,
) -> TantivyDocument {
    scratch.cache.next_text();
    let mut streams = Streams::default();
    let mut out = TantivyDocument::default();
    let mut lengths = [0u32; 5];
    let mut packed: [String; 4] = Default::default();
    let mut kept = record::Writer::default();

    lengths[0] = pack(&document.title, analyser, scratch, &mut streams, Some(&mut packed[0]));
    let said =
        (0..scratch.units.len()).filter(|&i| !analyser.is_stop(scratch.units.word(i))).count();
    if said > 0 {
        // "How do I change my password" is as much about its two words as "Change password" is.
        lengths[0] = u32::try_from(said).unwrap_or(lengths[0]);
    }
    streams.layout.push(streams.position);
    streams.gap();
    lengths[3] = pack(&document.description, analyser, scratch, &mut streams, Some(&mut packed[3]));
    streams.gap();
    for keyword in &document.keywords {
        lengths[2] += pack(keyword, analyser, scratch, &mut streams, Some(&mut packed[2]));
        streams.gap();
    }
    kept.head(document);
    for section in &document.sections {
        streams.layout.push(streams.position);
        lengths[1] += pack(&section.title, analyser, scratch, &mut streams, Some(&mut packed[1]));
        streams.gap();
        streams.layout.push(streams.position);
        pack(&section.text, analyser, scratch, &mut streams, None);
        kept.section(&section.anchor, &section.title, &section.text, &scratch.spans);
        streams.gap();
    }
    streams.layout.push(streams.position);
    lengths[4] = streams.position;

    for (field, text) in fields.searched.iter().zip(packed.iter().chain([&streams.text])) {
        out.add_text(*field, text);
    }
    out.add_text(fields.words, &streams.words);
    out.add_text(fields.key, document.key.to_string());
    out.add_bytes(fields.record, &kept.finish());
    out.add_u64(fields.audience, audience_number(document.audience));
    out.add_text(
        fields.category,
        format!("{}{BESIDE}{}", document.key.category, document.category_title),
    );
    for service in &document.services {
        out.add_text(fields.services, service);
    }
    for length in lengths {
        out.add_u64(fields.lengths, u64::from(length));
    }
    for number in prior::keep(document) {
        out.add_u64(fields.prior, u64::from(number));
    }
    for position in streams.layout {
        out.add_u64(fields.layout, u64::from(position));
    }
    out
}

/// Appends a text to the streams and to its own field; gives how many units it has and leaves their spans in the scratch.
fn pack(
    text: &str,
    analyser: &Analyser,
    scratch: &mut Scratch,
    streams: &mut Streams,
    mut field: Option<&mut String>,
) -> u32 {
    let Scratch { units, cache, spans } = scratch;
    units.clear();
    spans.clear();
    analyser.split(text, units);
    for i in 0..units.len() {
        let unit = units.unit(i);
        spans.push((unit.start, unit.end));
        for (n, (form, kind)) in units.forms(i).enumerate() {
            let (term, new) = cache.term(analyser, form);
            if kind == Kind::Whole && term.len() > 120 {
                continue;
            }
            for out in [Some(&mut streams.text), field.as_deref_mut()].into_iter().flatten() {
                if n > 0 {
                    out.push(BESIDE);
                }
                out.push_str(term);
            }
            if new && kind != Kind::Gram {
                streams.words.push_str(form);
                streams.words.push(NEXT);
            }
        }
        streams.text.push(NEXT);
        if let Some(field) = field.as_deref_mut() {
            field.push(NEXT);
        }
    }
    let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
    streams.position += count;
    count
}
