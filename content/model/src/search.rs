//! What search is asked and what it answers: the seam between content, index, server and the search island.

use serde::{Deserialize, Serialize};

use crate::{ArticleKey, Audience, Locale, Slug, Viewer};

/// The longest query that is searched, in characters; the rest is dropped.
pub const MAX_QUERY_CHARS: usize = 400;
/// The most hits one request may ask for.
pub const MAX_LIMIT: usize = 50;
/// How many hits a page of results shows.
pub const PAGE_SIZE: usize = 10;

/// One article as the index takes it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The article's locale; chooses the analyser.
    pub locale: Locale,
    /// Its category and slug.
    pub key: ArticleKey,
    /// Who may find it.
    pub audience: Audience,
    /// Its title.
    pub title: String,
    /// Its one-sentence summary, or nothing.
    pub description: String,
    /// Words readers use that the text does not.
    pub keywords: Vec<String>,
    /// Identifiers of the services it is about.
    pub services: Vec<String>,
    /// The title of its category.
    pub category_title: String,
    /// The path of its file below the content folder.
    pub source: String,
    /// When it was last brought up to date.
    pub updated: Option<jiff::civil::Date>,
    /// What readers made of it, where that is known.
    pub reception: Option<Reception>,
    /// Its text, cut at its headings; the first section is what stands before any heading.
    pub sections: Vec<Section>,
}

/// What readers made of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reception {
    /// How often it was opened.
    pub views: u32,
    /// How many readers said that it helped.
    pub helped: u32,
    /// How many said that it did not.
    pub did_not_help: u32,
}

/// The text under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's anchor in the page; empty before the first heading.
    pub anchor: String,
    /// The heading's words; empty before the first heading.
    pub title: String,
    /// The heading's level, 2 to 6; 1 before the first heading.
    pub level: u8,
    /// The words below it, without markup.
    pub text: String,
}

/// A search, already parsed from its address.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// The reader's words, of at most [`MAX_QUERY_CHARS`].
    pub query: String,
    /// The reader's language.
    pub locale: Locale,
    /// Who searches: the index holds back what they may not open.
    pub viewer: Viewer,
    /// Only this category.
    pub category: Option<Slug>,
    /// Only this service.
    pub service: Option<String>,
    /// How many hits at most.
    pub limit: usize,
    /// How many hits to leave out before the first.
    pub offset: usize,
    /// The query is still being typed: its last word counts as a beginning.
    pub as_you_type: bool,
    /// Search for exactly what was typed, without correction.
    pub literal: bool,
    /// Say of every hit why it is there.
    pub explain: bool,
}

impl SearchRequest {
    /// A plain search of an anonymous reader.
    pub fn new(query: &str, locale: Locale) -> Self {
        Self {
            query: query.chars().take(MAX_QUERY_CHARS).collect(),
            locale,
            viewer: Viewer::Anonymous,
            category: None,
            service: None,
            limit: PAGE_SIZE,
            offset: 0,
            as_you_type: false,
            literal: false,
            explain: false,
        }
    }
}

/// The answer to a search, as `GET /api/v1/search` gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct SearchResponse {
    /// The query as it was understood (trimmed and cut).
    pub query: String,
    /// The locale searched first.
    pub locale: String,
    /// How many articles match.
    pub total: usize,
    /// Time spent searching, in microseconds.
    pub took_us: u64,
    /// The corrected query that was searched instead of or beside the literal one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub did_you_mean: Option<String>,
    /// Open incidents that the search is most likely about.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub incidents: Vec<IncidentHit>,
    /// The hits of this page, best first.
    pub hits: Vec<Hit>,
    /// How many matching articles each category holds, most first; not narrowed by the category asked for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub categories: Vec<Count>,
    /// The same by service; not narrowed by the service asked for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub services: Vec<Count>,
}

/// How many matches share a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The category's slug or the service's identifier.
    pub id: String,
    /// Its title in the reader's language.
    pub title: String,
    /// Matching articles.
    pub count: usize,
}

/// An open incident above the hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentHit {
    /// What people call it.
    pub title: String,
    /// The address of its page.
    pub url: String,
    /// How far it has come.
    pub stage: crate::status::Stage,
    /// How much it matters.
    pub impact: crate::status::Impact,
    /// The services it touches, by their identifiers.
    pub services: Vec<String>,
}

/// One found article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The article's title, plain text.
    pub title: String,
    /// The address of its page.
    pub url: String,
    /// The slug of its category.
    pub category: String,
    /// The title of its category, plain text.
    pub category_title: String,
    /// The section that matched best, when it is not the beginning.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub section: Option<SectionLink>,
    /// Escaped HTML in which the matched words stand in `<mark>`.
    pub snippet: String,
    /// The article's locale.
    pub locale: String,
    /// The path of the article's file below the content folder.
    pub source: String,
    /// The date it was last brought up to date, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub updated: Option<String>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// Why it is here, when asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<Explanation>,
}

/// A section within a found article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLink {
    /// The heading, plain text.
    pub title: String,
    /// The address of the page with the heading's anchor.
    pub url: String,
}

/// Why a hit was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Explanation {
    /// What each searched word contributed.
    pub terms: Vec<TermExplanation>,
    /// Other parts of the score, by name: phrase, exact title, prior, language.
    pub boosts: Vec<(String, f32)>,
}

/// What one word of the query contributed to a hit's score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermExplanation {
    /// The word as it was typed.
    pub word: String,
    /// The word as it was found, after stemming, correction or by a synonym.
    pub matched: String,
    /// How the one led to the other: `exact`, `stem`, `prefix`, `typo`, `synonym`, `part`, `related`.
    pub by: String,
    /// The field it stands in: `title`, `heading`, `keywords`, `description`, `body`.
    pub field: String,
    /// Its share of the score.
    pub score: f32,
}

/// One proposal while the reader types, as `GET /api/v1/suggest` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What to show, plain text.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// What it is: `article`, `section`, `category` or `query`.
    pub kind: String,
    /// What stands beside it in lighter type: the section's article, the article's category.
    pub context: String,
}

/// The answer of `GET /api/v1/suggest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SuggestResponse {
    /// The query these proposals belong to.
    pub query: String,
    /// Proposals, best first.
    pub suggestions: Vec<Suggestion>,
}
