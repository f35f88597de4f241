//! What is read most in the forum's categories. Asked for in the background, so that a category's page has it or does without.
//!
//! Category pages are kept until the content changes. When the topics change, the pages that show them are forgotten.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex},
    time::Duration,
};

use guichet_model::forum::Discourse;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use super::{Answer, FILL_PATIENCE, Forums, Question, Topics, locked};
use crate::state::State;

/// How often it is looked whether something has to be asked for again.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// How long topics are shown before they are asked for again.
const FRESH: SignedDuration = SignedDuration::from_mins(15);
/// How long topics are shown that the forum does not bring up to date any more.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// How many categories of forums are followed.
const MAX_CATEGORIES: usize = 200;
/// How often pages are forgotten after a change: once more for those that were being made meanwhile.
const FORGET_TIMES: u8 = 2;

/// The categories that pages asked for.
#[derive(Debug, Default)]
pub(super) struct Tops {
    all: Mutex<HashMap<String, Top>>,
    wanted: Notify,
}

#[derive(Debug)]
struct Top {
    question: Question,
    /// The paths of the pages that show it.
    pages: BTreeSet<String>,
    topics: Topics,
    since: Option<Timestamp>,
    forget: u8,
}

impl Forums {
    /// The topics that are known of a category, for the page at `path`. They are brought up to date in the background from now on.
    pub fn top(&self, forum: Discourse, path: &str) -> Topics {
        let question = Question::top(forum);
        let mut all = locked(&self.tops.all);
        if let Some(top) = all.get_mut(&question.url) {
            top.pages.insert(path.to_owned());
            return Arc::clone(&top.topics);
        }
        let topics = Topics::from([]);
        if all.len() < MAX_CATEGORIES {
            let pages = BTreeSet::from([path.to_owned()]);
            let top = Top { pages, topics: Arc::clone(&topics), since: None, forget: 0, question };
            all.insert(top.question.url.clone(), top);
            self.tops.wanted.notify_one();
        }
        topics
    }
}

/// Keeps the topics of all categories up to date, for as long as it is not dropped.
pub async fn run(state: Arc<State>) {
    loop {
        refresh(&state).await;
        // When nobody asks for another category meanwhile.
        _ = tokio::time::timeout(LOOK_EVERY, state.forums.tops.wanted.notified()).await;
    }
}

/// Asks for what is due, one category after the other, and forgets the pages that showed something else.
pub async fn refresh(state: &State) {
    let forums = &state.forums;
    let due: Vec<Question> = {
        let now = state.clock.now();
        let old = |top: &&Top| top.since.is_none_or(|since| now.duration_since(since) >= FRESH);
        locked(&forums.tops.all).values().filter(old).map(|top| top.question.clone()).collect()
    };
    for question in due {
        if let Answer::Found(topics) = forums.ask(&question, FILL_PATIENCE).await {
            learned(forums, &question, topics, state.clock.now());
        }
    }
    let now = state.clock.now();
    let forgotten: Vec<String> = {
        let mut all = locked(&forums.tops.all);
        all.values_mut().flat_map(|top| top.outdated(now)).collect()
    };
    let version = state.snapshot().version;
    for path in forgotten {
        state.pages.forget(version, state.status.revision(), &path);
    }
}

fn learned(forums: &Forums, question: &Question, topics: Topics, now: Timestamp) {
    if let Some(top) = locked(&forums.tops.all).get_mut(&question.url) {
        top.since = Some(now);
        top.show(topics);
    }
}

impl Top {
    fn show(&mut self, topics: Topics) {
        if self.topics != topics {
            self.topics = topics;
            self.forget = FORGET_TIMES;
        }
    }

    /// The pages to be forgotten now.
    fn outdated(&mut self, now: Timestamp) -> Vec<String> {
        if self.since.is_some_and(|since| now.duration_since(since) >= LONGEST) {
            self.show(Topics::from([]));
        }
        if self.forget == 0 {
            return Vec::new();
        }
        self.forget -= 1;
        self.pages.iter().cloned().collect()
    }
}
