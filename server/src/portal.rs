//! The portal as pages see it: one snapshot of the content, the index, the assets and the present.

use std::sync::Arc;

use guichet_app::{
    portal::{ArticleCard, ArticleView, CategoryCard, CategoryView, ForumTopic, Portal, TocEntry},
    words::Words,
};
use guichet_content::{Article, Body, BodyLabels, Library};
use guichet_model::{
    ArticleKey, Locale, Page, Policy, ProblemCode, Slug, Viewer,
    article::visible,
    forum::{Asker, forum_for},
    search::{SearchRequest, SearchResponse},
    status::{Board, Incident},
};
use jiff::Timestamp;

use crate::{
    search_titles,
    state::{Snapshot, State},
};

/// How many articles a category's card names.
const TOP_ARTICLES: usize = 2;
/// How many related articles stand below an article.
const RELATED_ARTICLES: usize = 4;
/// The longest time between two questions of an open page, in seconds: browsers count milliseconds in 32 bits and ask at once beyond that.
const LONGEST_POLL_S: u64 = 86_400;

/// What one request sees.
pub struct PortalView<'a> {
    state: &'a State,
    snapshot: &'a Snapshot,
    board: Arc<Board>,
}

impl<'a> PortalView<'a> {
    /// The portal at one moment.
    pub fn new(state: &'a State, snapshot: &'a Snapshot) -> Self {
        Self { state, snapshot, board: state.status.board() }
    }

    fn library(&self) -> &Library {
        &self.snapshot.library
    }

    fn card(&self, locale: &Locale, article: &Article) -> ArticleCard {
        let category = self.library().category(locale, &article.key.category);
        ArticleCard {
            title: article.title.clone(),
            description: article.description.clone().unwrap_or_default(),
            url: Page::Article(article.key.clone()).path(locale),
            category: category.map_or_else(String::new, |category| category.title.clone()),
            foreign: (article.locale != *locale).then(|| article.locale.clone()),
        }
    }

    /// The article a reader gets under a key: in their language, else in the nearest there is, if they may open it.
    pub fn readable(&self, locale: &Locale, viewer: Viewer, key: &ArticleKey) -> Option<&Article> {
        self.library().best(locale, key).filter(|article| visible(article.audience, viewer))
    }

    fn related(&self, locale: &Locale, viewer: Viewer, article: &Article) -> Vec<ArticleCard> {
        let by_content = self
            .state
            .index
            .related(&article.locale, &article.key, viewer, RELATED_ARTICLES)
            .unwrap_or_else(|error| {
                tracing::error!(%error, "the search index cannot name related articles");
                Vec::new()
            });
        let mut keys: Vec<&ArticleKey> = Vec::new();
        for key in article.related.iter().chain(by_content.iter().map(|(_, key)| key)) {
            if *key != article.key && !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.into_iter()
            .filter_map(|key| self.readable(locale, viewer, key))
            .take(RELATED_ARTICLES)
            .map(|article| self.card(locale, article))
            .collect()
    }

    fn service_names(&self, locale: &Locale, article: &Article) -> Vec<String> {
        let services = &self.library().policy().services;
        let name = |id: &String| {
            services.iter().find(|s| s.id == *id).map(|s| s.name.get(locale).to_owned())
        };
        article.services.iter().filter_map(name).collect()
    }
}

/// The words that the renderer of articles writes into them.
pub fn body_labels(words: &Words) -> BodyLabels {
    BodyLabels {
        note: words.callout_note(),
        tip: words.callout_tip(),
        important: words.callout_important(),
        warning: words.callout_warning(),
        caution: words.callout_caution(),
        link_to_section: words.article_anchor(),
        back_to_text: words.article_back_to_text(),
        done: words.article_task_done(),
        to_do: words.article_task_to_do(),
        enlarge: words.article_enlarge("{image}"),
        close: words.article_enlarged_close(),
    }
}

impl Portal for PortalView<'_> {
    fn policy(&self) -> &Policy {
        self.library().policy()
    }

    fn locales(&self) -> &[Locale] {
        self.library().locales()
    }

    fn board(&self) -> &Board {
        &self.board
    }

    fn sends_mail(&self) -> bool {
        self.state.mail.is_on()
    }

    fn incidents_for(&self, request: &SearchRequest, response: &SearchResponse) -> Vec<&Incident> {
        search_titles::incidents(&self.board, self.library(), request, response)
    }

    fn now(&self) -> Timestamp {
        self.state.clock.now()
    }

    fn base_url(&self) -> &str {
        self.state.settings.public_url.as_deref().unwrap_or("")
    }

    fn live_poll_s(&self) -> u64 {
        self.state.settings.live_poll_s.clamp(1, LONGEST_POLL_S)
    }

    fn asset(&self, name: &str) -> String {
        self.state.assets.url(name)
    }

    fn categories(&self, locale: &Locale, viewer: Viewer) -> Vec<CategoryCard> {
        let slugs = self.library().categories(locale).iter().map(|category| &category.slug);
        slugs
            .filter_map(|slug| self.category(locale, viewer, slug))
            .map(|view| view.card)
            .filter(|card| card.count > 0)
            .collect()
    }

    fn category(&self, locale: &Locale, viewer: Viewer, slug: &Slug) -> Option<CategoryView> {
        let category = self.library().category(locale, slug)?;
        let all = self.library().articles_in(locale, slug);
        let some = !all.is_empty();
        let articles: Vec<ArticleCard> = all
            .into_iter()
            .filter(|article| visible(article.audience, viewer))
            .map(|article| self.card(locale, article))
            .collect();
        // A category in which the viewer may open nothing is none to them.
        if some && articles.is_empty() {
            return None;
        }
        let card = CategoryCard {
            slug: category.slug.clone(),
            title: category.title.clone(),
            description: category.description.clone(),
            icon: category.icon.clone(),
            count: articles.len(),
            top: articles.iter().take(TOP_ARTICLES).cloned().collect(),
        };
        Some(CategoryView { card, articles })
    }

    fn service_of(&self, locale: &Locale, viewer: Viewer, category: &Slug) -> Option<String> {
        let services = &self.library().policy().services;
        if let Some(named) = services.iter().find(|service| service.id == category.as_str()) {
            return Some(named.id.clone());
        }
        let articles = self.library().articles_in(locale, category);
        let seen = articles.iter().filter(|article| visible(article.audience, viewer));
        let (count, seen) = (seen.clone().count(), seen);
        let about = |id: &str| seen.clone().filter(|a| a.services.iter().any(|s| s == id)).count();
        let most = services.iter().map(|s| (about(&s.id), &s.id)).rev().max_by_key(|(n, _)| *n)?;
        (most.0 * 2 > count).then(|| most.1.clone())
    }

    fn forum_top(&self, asker: &Asker<'_>, page: &Page) -> Vec<ForumTopic> {
        let forum = forum_for(self.policy(), asker).and_then(|forum| forum.discourse(asker));
        forum.map_or_else(Vec::new, |forum| {
            self.state.forums.top(forum, &page.path(asker.locale)).to_vec()
        })
    }

    fn article(
        &self,
        locale: &Locale,
        viewer: Viewer,
        key: &ArticleKey,
        words: &Words,
    ) -> Option<ArticleView> {
        let article = self.readable(locale, viewer, key)?;
        let category = self.library().category(locale, &key.category);
        let category_title =
            category.map_or_else(|| key.category.to_string(), |category| category.title.clone());
        // An article's own labels speak its language, whatever the reader's.
        let own_words = if article.locale.language() == words.language() {
            None
        } else {
            Some(Words::of(&article.locale))
        };
        let labels = body_labels(own_words.as_deref().unwrap_or(words));
        let Body { html, toc, minutes, .. } = article.body(self.library(), locale, &labels);
        let translations =
            self.library().translations(key).into_iter().filter(|t| visible(t.audience, viewer));
        Some(ArticleView {
            locale: article.locale.clone(),
            title: article.title.clone(),
            description: article.description.clone().unwrap_or_default(),
            category: (key.category.clone(), category_title),
            services: self.service_names(locale, article),
            service: article.services.first().cloned(),
            service_ids: article.services.clone(),
            audience: article.audience,
            updated: article.updated,
            minutes: minutes as usize,
            behind: self.behind(article, viewer),
            html,
            toc: toc
                .into_iter()
                .map(|e| TocEntry { level: e.level, anchor: e.anchor, title: e.title })
                .collect(),
            translations: translations.map(|t| t.locale.clone()).collect(),
            related: self.related(locale, viewer, article),
        })
    }

    fn cards(&self, locale: &Locale, viewer: Viewer, keys: &[String]) -> Vec<ArticleCard> {
        keys.iter()
            .filter_map(|key| ArticleKey::parse(key).ok())
            .filter_map(|key| self.readable(locale, viewer, &key))
            .map(|article| self.card(locale, article))
            .collect()
    }

    fn related_to_text(
        &self,
        locale: &Locale,
        viewer: Viewer,
        text: &str,
        services: &[String],
        limit: usize,
    ) -> Vec<ArticleCard> {
        let found = self.state.index.related_to_text(text, locale, services, viewer, limit);
        let found = found.unwrap_or_else(|error| {
            tracing::error!(%error, "the search index cannot name articles about a text");
            Vec::new()
        });
        // An address ends with the article's category and slug.
        let keys = found.iter().filter_map(|hit| {
            let mut segments = hit.url.rsplit('/');
            let (slug, category) = (segments.next()?, segments.next()?);
            ArticleKey::parse(&format!("{category}/{slug}")).ok()
        });
        keys.filter_map(|key| self.readable(locale, viewer, &key))
            .map(|article| self.card(locale, article))
            .collect()
    }

    fn search(&self, request: &SearchRequest) -> Result<SearchResponse, ProblemCode> {
        let mut response = self.state.index.search(request).map_err(|error| {
            tracing::error!(%error, "the search index cannot answer");
            ProblemCode::SearchUnavailable
        })?;
        search_titles::fill(self.library(), &request.locale, &mut response);
        Ok(response)
    }
}

impl PortalView<'_> {
    /// When the original of an out-of-date translation was changed, and where it stands.
    fn behind(&self, article: &Article, viewer: Viewer) -> Option<(jiff::civil::Date, Locale)> {
        if !article.is_out_of_date(self.library()) {
            return None;
        }
        let original = self.library().article(self.library().default_locale(), &article.key)?;
        visible(original.audience, viewer).then_some((original.updated?, original.locale.clone()))
    }
}
