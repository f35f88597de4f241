//! What lives as long as the process: settings, assets, index, caches, and the content as it is now.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use arc_swap::ArcSwap;
use axum::http::HeaderValue;
use guichet_app::accent;
use guichet_content::Library;
use guichet_index::SearchIndex;
use guichet_storage::NewMessage;

use crate::{
    accounts::Accounts, assets::Assets, attachments::Attachments, clock::Clock,
    data_folder::DataFolder, forum::Forums, live::Live, mail::Mail, page_cache::PageCache,
    reload::Behind, search_gate::SearchGate, security, settings::Settings, status::Status,
};

/// The content as it was at one moment, with what is derived from it.
#[derive(Debug)]
pub struct Snapshot {
    /// Counts the versions since the start.
    pub version: u64,
    /// The content.
    pub library: Library,
    /// The content security policy of its pages.
    pub page_policy: HeaderValue,
}

/// The state that every request shares.
pub struct State {
    /// How the server runs.
    pub settings: Settings,
    /// The built site.
    pub assets: Assets,
    /// The time.
    pub clock: Clock,
    /// Who signs in, and how they are recognised.
    pub accounts: Accounts,
    /// The files that people send.
    pub attachments: Attachments,
    /// The way out for mail.
    pub mail: Mail,
    /// The forums of the policy.
    pub forums: Arc<Forums>,
    /// The search index.
    pub index: SearchIndex,
    /// Rendered pages.
    pub pages: PageCache,
    /// How the services do.
    pub status: Status,
    /// Where pages that stand open are told of changes.
    pub live: Live,
    /// Who may search now.
    pub search_gate: SearchGate,
    /// What the index has yet to take in.
    pub behind: Behind,
    /// Keeps other processes out of the data folder.
    _folder: DataFolder,
    snapshot: ArcSwap<Snapshot>,
    versions: AtomicU64,
}

impl State {
    /// A state that begins with this content.
    #[expect(clippy::too_many_arguments, reason = "each is a part that is opened elsewhere")]
    pub fn new(
        settings: Settings,
        folder: DataFolder,
        assets: Assets,
        clock: Clock,
        accounts: Accounts,
        attachments: Attachments,
        mail: Mail,
        index: SearchIndex,
        library: Library,
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let pages = PageCache::new(settings.page_cache_mb * 1024 * 1024);
        let search_gate = SearchGate::new(cores, settings.search_waiting);
        let forums = Arc::new(Forums::new(clock.clone()));
        let snapshot = ArcSwap::from_pointee(Snapshot::new(1, library));
        Self {
            settings,
            assets,
            clock,
            accounts,
            attachments,
            mail,
            forums,
            index,
            pages,
            status: Status::default(),
            live: Live::default(),
            search_gate,
            behind: Behind::default(),
            _folder: folder,
            snapshot,
            versions: AtomicU64::new(1),
        }
    }

    /// The content as it is now; it stays the same for whoever holds it.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    /// Writes news of what has been done already, where mail is on: it stands whether the mail can be written or not.
    pub async fn write(&self, mail: &NewMessage) {
        if !self.mail.is_on() {
            return;
        }
        match self.accounts.storage.enqueue(mail, self.clock.now()).await {
            Ok(()) => self.mail.wake(),
            Err(error) => tracing::error!(%error, "a mail cannot be written"),
        }
    }

    /// Puts new content in place in one step.
    pub fn swap(&self, library: Library) {
        let version = self.versions.fetch_add(1, Ordering::AcqRel) + 1;
        self.snapshot.store(Arc::new(Snapshot::new(version, library)));
        self.pages.clear();
    }
}

impl Snapshot {
    fn new(version: u64, library: Library) -> Self {
        let page_policy =
            security::page_policy(accent::fit(&library.policy().portal.accent).as_ref());
        Self { version, library, page_policy }
    }
}
