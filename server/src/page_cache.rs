//! Rendered pages of anonymous readers, kept until the content or the status changes. A page for anyone else never comes here.

use std::sync::Arc;

use axum::http::HeaderValue;
use bytes::Bytes;
use guichet_app::page::Theme;
use moka::sync::Cache;

use crate::compress::{Coding, Effort, Encoded};

/// What a page is kept under. Pages of an earlier content version are never found again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The content version.
    pub version: u64,
    /// The version of the status board.
    pub status: u64,
    /// The path, as requested.
    pub path: Arc<str>,
    /// How it looks.
    pub theme: Theme,
    /// The minute for which it holds, since the Unix epoch; `None` for what time does not change.
    pub minute: Option<i64>,
}

/// A finished page.
#[derive(Debug)]
pub struct Page {
    /// Its bytes.
    pub body: Encoded,
    tag: String,
}

impl Page {
    /// A page from its document; `effort` says whether it will be kept.
    pub fn new(html: String, effort: Effort) -> Self {
        let tag = blake3::hash(html.as_bytes()).to_hex()[..20].to_owned();
        Self { body: Encoded::new(Bytes::from(html), effort), tag }
    }

    /// The strong entity tag of the page in a coding (RFC 9110 section 8.8.3).
    pub fn tag(&self, coding: Coding) -> HeaderValue {
        HeaderValue::from_str(&format!("\"{}{}\"", self.tag, coding.suffix()))
            .unwrap_or_else(|_| HeaderValue::from_static("\"\""))
    }
}

/// The cache.
#[derive(Debug)]
pub struct PageCache(Cache<Key, Arc<Page>>);

impl PageCache {
    /// A cache that holds about this many bytes.
    pub fn new(bytes: u64) -> Self {
        // A page is weighed once, when it comes in; its codings will take about half of it again.
        let weigh = |_: &Key, page: &Arc<Page>| {
            u32::try_from(page.body.identity().len() * 3 / 2 + 256).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(bytes).weigher(weigh).build())
    }

    /// A page, if it is there.
    pub fn get(&self, key: &Key) -> Option<Arc<Page>> {
        self.0.get(key)
    }

    /// A page, rendered by the first who asks; `Err` is passed on and not kept.
    ///
    /// # Errors
    /// Whatever `render` fails with.
    pub fn get_or_render<E: Send + Sync + 'static>(
        &self,
        key: Key,
        render: impl FnOnce() -> Result<Arc<Page>, E>,
    ) -> Result<Arc<Page>, Arc<E>> {
        self.0.try_get_with(key, render)
    }

    /// Forgets a page, however it looks.
    pub fn forget(&self, version: u64, status: u64, path: &str) {
        for theme in Theme::ALL {
            self.0.invalidate(&Key { version, status, path: path.into(), theme, minute: None });
        }
    }

    /// Forgets everything: the content or the status changed.
    pub fn clear(&self) {
        self.0.invalidate_all();
    }
}
