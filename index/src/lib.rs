//! Full-text search over articles: one tantivy index a language, understood, ranked and shown by this crate.
//!
//! How a search runs, and where each step lives:
//! 1. `analysis` takes text apart, the same way for articles and queries; `ingest` packs an article for `schema`.
//! 2. `query` decides which terms stand for each word, with `vocabulary` (what the index knows), `edit` (slips) and `synonyms`.
//! 3. `rank` finds and orders the articles, `prior` breaks ties; every number of it is in `weights`.
//! 4. `search` puts the answer together: languages, filters, counts, `snippet`s, explanations. `suggest` and `related` share it.
//!
//! `store` keeps indexes on disk: built beside the live one, keyed by a fingerprint, swapped in one step.
//!
//! Nothing here decides who may see what: [`guichet_model::article::visible`] does, and hits, counts, suggestions, corrections and
//! related articles all ask it. Nothing here knows of HTTP. No query is an error; only damaged or missing files are.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of words and articles become weights; past 2^23 of them a rounding harms nobody"
)]

mod analysis;
mod build;
mod edit;
mod error;
mod ingest;
mod partition;
mod prior;
mod query;
mod rank;
mod record;
mod related;
mod schema;
mod search;
mod snippet;
mod store;
mod suggest;
mod synonyms;
mod vocabulary;
mod weights;

pub use error::IndexError;
pub use store::{IndexOptions, Opened, SearchIndex};
