//! All that pages may ask for. The server implements it; nothing here knows of files, an index or HTTP.

use guichet_model::{
    ArticleKey, Locale, Page, Policy, ProblemCode, Slug, Viewer,
    forum::Asker,
    search::{SearchRequest, SearchResponse},
    status::{Board, Incident},
};
use jiff::{Timestamp, civil::Date};

use crate::words::Words;

/// What the pages stand on: one consistent state of content, policy and assets for the length of a request.
pub trait Portal {
    /// The operator's policy.
    fn policy(&self) -> &Policy;
    /// The locales of the content, the default one first.
    fn locales(&self) -> &[Locale];
    /// How the services do.
    fn board(&self) -> &Board;
    /// Whether mail leaves, so that people can follow the status by it.
    fn sends_mail(&self) -> bool;
    /// The open incidents that belong above the results of a search.
    fn incidents_for(&self, request: &SearchRequest, response: &SearchResponse) -> Vec<&Incident>;
    /// The present.
    fn now(&self) -> Timestamp;
    /// Where the portal is reached, `https://help.example.org`, without a slash at the end; empty when the operator has not said.
    fn base_url(&self) -> &str;
    /// After how many seconds a page that stands open asks anew for what it keeps up to date, whether it heard of news or not.
    fn live_poll_s(&self) -> u64;
    /// The address of an asset by its logical name.
    fn asset(&self, name: &str) -> String;
    /// The categories that hold something for the viewer, in order.
    fn categories(&self, locale: &Locale, viewer: Viewer) -> Vec<CategoryCard>;
    /// A category with all its articles.
    fn category(&self, locale: &Locale, viewer: Viewer, slug: &Slug) -> Option<CategoryView>;
    /// The service that a category is about: the one it is called after, else the one that more than half of its articles name.
    fn service_of(&self, locale: &Locale, viewer: Viewer, category: &Slug) -> Option<String>;
    /// What is known of the topics that are read most in the asker's forum, for a page. Never waits for the forum.
    fn forum_top(&self, asker: &Asker<'_>, page: &Page) -> Vec<ForumTopic>;
    /// An article in the reader's language, or in the nearest there is.
    fn article(
        &self,
        locale: &Locale,
        viewer: Viewer,
        key: &ArticleKey,
        words: &Words,
    ) -> Option<ArticleView>;
    /// Cards for the named articles, leaving out those the viewer may not open.
    fn cards(&self, locale: &Locale, viewer: Viewer, keys: &[String]) -> Vec<ArticleCard>;
    /// The articles nearest to a text, those about one of the services first among equals. None while the index cannot answer: a suggestion
    /// is never worth a failure.
    fn related_to_text(
        &self,
        locale: &Locale,
        viewer: Viewer,
        text: &str,
        services: &[String],
        limit: usize,
    ) -> Vec<ArticleCard>;
    /// Searches.
    ///
    /// # Errors
    /// When the index cannot answer.
    fn search(&self, request: &SearchRequest) -> Result<SearchResponse, ProblemCode>;
}

/// A category in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryCard {
    /// Its address segment.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// The name of its icon.
    pub icon: Option<String>,
    /// How many articles the viewer finds there.
    pub count: usize,
    /// Its first articles.
    pub top: Vec<ArticleCard>,
}

/// A category with its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryView {
    /// The category itself.
    pub card: CategoryCard,
    /// Its articles, in order.
    pub articles: Vec<ArticleCard>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleCard {
    /// Its title.
    pub title: String,
    /// Its summary.
    pub description: String,
    /// The address for this reader.
    pub url: String,
    /// The title of its category.
    pub category: String,
    /// Its locale, when it is not the reader's.
    pub foreign: Option<Locale>,
}

/// A topic of a forum. Its texts are strangers' and are shown as text alone; its address is one of the forum's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForumTopic {
    /// Its title.
    pub title: String,
    /// Its page in the forum.
    pub url: String,
    /// A few words of it.
    pub excerpt: String,
    /// How many posts follow the first.
    pub replies: usize,
    /// Whether an answer was accepted.
    pub answered: bool,
    /// Whether nobody can write there any more.
    pub closed: bool,
    /// The day of the last post.
    pub date: Option<Date>,
}

/// An entry of an article's table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// The heading's level, 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub anchor: String,
    /// Its words.
    pub title: String,
}

/// Everything an article's page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleView {
    /// The language the article is in.
    pub locale: Locale,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub description: String,
    /// The category it stands in.
    pub category: (Slug, String),
    /// The names of its services.
    pub services: Vec<String>,
    /// The identifier of the first of them.
    pub service: Option<String>,
    /// Their identifiers.
    pub service_ids: Vec<String>,
    /// For whom it is.
    pub audience: guichet_model::Audience,
    /// When it was last brought up to date.
    pub updated: Option<Date>,
    /// Minutes to read it.
    pub minutes: usize,
    /// When the original was changed, and its locale, if this translation is behind it.
    pub behind: Option<(Date, Locale)>,
    /// Sanitised HTML.
    pub html: String,
    /// Its headings.
    pub toc: Vec<TocEntry>,
    /// The locales it exists in.
    pub translations: Vec<Locale>,
    /// Articles on neighbouring matters.
    pub related: Vec<ArticleCard>,
}
