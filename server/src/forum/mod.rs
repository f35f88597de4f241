//! A Discourse forum as a source of results: asked with bounded patience, kept for a while, left alone while it fails.
//!
//! Nobody waits for a forum longer than they said they would. A question that takes longer goes on by itself, and whoever asks the same
//! meanwhile waits for the same answer. Only what everyone may read is asked for: the portal has no key to any forum.

mod breaker;
mod client;
pub mod top;
mod topics;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use guichet_app::portal::ForumTopic;
use guichet_model::forum::Discourse;
use jiff::{Timestamp, ToSpan as _};
use moka::sync::Cache;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use self::{breaker::Breaker, client::Client, top::Tops};
use crate::clock::Clock;

/// How long a page of search results waits for the forum.
pub const PAGE_PATIENCE: Duration = Duration::from_millis(300);
/// How long what is filled in afterwards waits: a little longer than a forum may take at all.
pub const FILL_PATIENCE: Duration = Duration::from_secs(5);
/// Minutes for which an answer to a search is given again.
const FRESH_MIN: i64 = 5;
/// How many answers are kept.
const KEPT: u64 = 1_000;
/// How many questions forums are asked at once, by this process. What is asked past that is not answered.
const AT_ONCE: usize = 8;

/// Every forum that the portal speaks with.
#[derive(Debug)]
pub struct Forums {
    client: Option<Client>,
    clock: Clock,
    kept: Cache<String, Kept>,
    under_way: Mutex<HashMap<String, Answers>>,
    breakers: Mutex<HashMap<String, Breaker>>,
    turns: Arc<Semaphore>,
    tops: Tops,
}

/// Topics, most fitting first.
pub type Topics = Arc<[ForumTopic]>;
/// Where the answer to a question will be; it is under way until it is there.
type Answers = watch::Receiver<Answer>;

#[derive(Debug, Clone)]
struct Kept {
    since: Timestamp,
    topics: Topics,
}

/// What a forum is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    forum: Discourse,
    url: String,
    list: topics::List,
}

impl Question {
    /// What the forum finds for a reader's words.
    pub fn search(forum: Discourse, query: &str) -> Self {
        Self { url: forum.search("/search.json", query), forum, list: topics::List::Search }
    }

    /// What is read most in the forum's category.
    pub fn top(forum: Discourse) -> Self {
        Self { url: forum.top_json(), forum, list: topics::List::Top }
    }
}

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The forum's topics.
    Found(Topics),
    /// It has not answered yet. Asking again waits for the same answer.
    UnderWay,
    /// It does not answer, or is not asked for now.
    Unavailable,
}

impl Forums {
    /// No forum has been asked yet.
    pub fn new(clock: Clock) -> Self {
        let client = Client::new()
            .inspect_err(|error| tracing::error!(%error, "forums cannot be asked"))
            .ok();
        Self {
            client,
            clock,
            kept: Cache::new(KEPT),
            under_way: Mutex::default(),
            breakers: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            tops: Tops::default(),
        }
    }

    /// Asks, and waits no longer than `patience`.
    pub async fn ask(self: &Arc<Self>, question: &Question, patience: Duration) -> Answer {
        let now = self.clock.now();
        let stale = now.checked_sub(FRESH_MIN.minutes()).unwrap_or(now);
        if let Some(kept) = self.kept.get(&question.url).filter(|kept| kept.since > stale) {
            return Answer::Found(kept.topics);
        }
        let Some(mut answers) = self.begin(question, now) else { return Answer::Unavailable };
        let there = answers.wait_for(|answer| *answer != Answer::UnderWay);
        match tokio::time::timeout(patience, there).await {
            Err(_) => Answer::UnderWay,
            Ok(Ok(answer)) => answer.clone(),
            // Whoever asked is gone.
            Ok(Err(_)) => Answer::Unavailable,
        }
    }

    /// Joins a question that is under way, or begins one, unless the forum fails or too many are asked.
    fn begin(self: &Arc<Self>, question: &Question, now: Timestamp) -> Option<Answers> {
        let mut under_way = locked(&self.under_way);
        if let Some(answers) = under_way.get(&question.url) {
            return Some(answers.clone());
        }
        let turn = Arc::clone(&self.turns).try_acquire_owned().ok()?;
        if !locked(&self.breakers).entry(question.forum.base.clone()).or_default().lets(now) {
            return None;
        }
        let (tell, answers) = watch::channel(Answer::UnderWay);
        under_way.insert(question.url.clone(), answers.clone());
        tokio::spawn(Arc::clone(self).finish(question.clone(), turn, tell));
        Some(answers)
    }

    /// Asks the forum, remembers what it said, and tells those who wait.
    async fn finish(
        self: Arc<Self>,
        question: Question,
        turn: OwnedSemaphorePermit,
        tell: watch::Sender<Answer>,
    ) {
        // Whatever happens to this task, the question can be asked again.
        let ending = Ending { forums: &self, url: &question.url };
        let answer = match &self.client {
            Some(client) => client.ask(&question, &self.clock).await,
            None => Err(client::Failure::NoClient),
        };
        drop(turn);
        let now = self.clock.now();
        let answer = {
            let mut breakers = locked(&self.breakers);
            let breaker = breakers.entry(question.forum.base.clone()).or_default();
            match answer {
                Ok(topics) => {
                    breaker.succeeded();
                    Answer::Found(Topics::from(topics))
                }
                Err(failure) => {
                    if let Some(until) = breaker.failed(now, failure.retry_after()) {
                        tracing::warn!(forum = question.forum.base, %failure, %until, "a forum is left alone for a while");
                    }
                    Answer::Unavailable
                }
            }
        };
        if let Answer::Found(topics) = &answer {
            let kept = Kept { since: now, topics: Arc::clone(topics) };
            self.kept.insert(question.url.clone(), kept);
        }
        // It is over before anyone is told: whoever asks then, asks anew or finds what is kept.
        drop(ending);
        tell.send_replace(answer);
    }
}

/// The end of a question under way.
struct Ending<'a> {
    forums: &'a Forums,
    url: &'a str,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        locked(&self.forums.under_way).remove(self.url);
    }
}

/// The lock, also after a panic elsewhere: every change made under it is whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
