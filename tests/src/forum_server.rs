//! A forum that speaks Discourse's documented JSON (docs.discourse.org: `/search.json`, `/top.json`, `/c/{slug}/{id}/l/top.json`), and its failures.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{Response, StatusCode, Uri, header},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::watch};

use crate::{on_runtime, spawn};

/// How the forum answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// As it should.
    Well,
    /// As it should, once it is let go.
    Held,
    /// As it should, after so many milliseconds.
    Slow(u64),
    /// With an error, after so many milliseconds.
    SlowlyBroken(u64),
    /// With a page for people, and status 200.
    Page,
    /// With JSON that says it is text.
    WrongType,
    /// With JSON of another program.
    OtherJson,
    /// With more than anyone wants to read.
    Huge,
    /// With an error of its own.
    Broken,
    /// With the way to another host.
    Elsewhere,
    /// That it is asked too often, and for how many seconds it wants to be left alone.
    TooMany(u32),
    /// That the words are too short for it.
    TooShort,
}

/// A forum that runs as long as the tests.
pub struct Forum {
    /// Its address.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    mood: Mutex<Mood>,
    title: Mutex<String>,
    asked: Mutex<Vec<String>>,
    let_go: watch::Sender<bool>,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Forum {
    /// Starts one.
    pub fn start(mood: Mood) -> Self {
        let shared = Arc::new(Shared {
            mood: Mutex::new(mood),
            title: Mutex::new("Filters <b>stopped</b> & nobody knows".to_owned()),
            asked: Mutex::default(),
            let_go: watch::Sender::new(false),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
        });
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let listener = on_runtime(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("the socket is bound"));
        spawn(async move { axum::serve(listener, router).await });
        Self { url, shared }
    }

    /// Answers like this from now on.
    pub fn now(&self, mood: Mood) {
        *self.shared.mood.lock().expect("no test panicked here") = mood;
    }

    /// Lets go of what it held back.
    pub fn let_go(&self) {
        self.shared.let_go.send_replace(true);
    }

    /// Calls its first topic like this from now on.
    pub fn call(&self, title: &str) {
        title.clone_into(&mut self.shared.title.lock().expect("no test panicked here"));
    }

    /// What it was asked, in order: path and query.
    pub fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().expect("no test panicked here").clone()
    }

    /// How many questions it was asked at the same time, at most.
    pub fn most_at_once(&self) -> usize {
        self.shared.most_at_once.load(Ordering::Acquire)
    }
}

async fn answer(State(shared): State<Arc<Shared>>, uri: Uri) -> Response<Body> {
    let mood = *shared.mood.lock().expect("no test panicked here");
    shared.asked.lock().expect("no test panicked here").push(uri.to_string());
    let now = shared.at_once.fetch_add(1, Ordering::AcqRel) + 1;
    shared.most_at_once.fetch_max(now, Ordering::AcqRel);
    match mood {
        Mood::Held => _ = shared.let_go.subscribe().wait_for(|let_go| *let_go).await,
        Mood::Slow(ms) | Mood::SlowlyBroken(ms) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
        }
        _ => {}
    }
    shared.at_once.fetch_sub(1, Ordering::AcqRel);
    let title = shared.title.lock().expect("no test panicked here").clone();
    let known = match uri.path() {
        "/search.json" => Some(search(&title)),
        path if path.ends_with("/l/top.json") || path == "/top.json" => Some(top(&title)),
        _ => None,
    };
    let json = "application/json; charset=utf-8";
    let (status, kind, body) = match (mood, known) {
        (Mood::Well | Mood::Held | Mood::Slow(_), Some(known)) => (200, json, known.to_string()),
        (Mood::Well | Mood::Held | Mood::Slow(_), None) => {
            (404, json, json!({"errors": ["x"]}).to_string())
        }
        (Mood::Page, _) => (200, "text/html; charset=utf-8", "<!DOCTYPE html><title>Forum".into()),
        (Mood::WrongType, known) => (200, "text/plain", known.unwrap_or_default().to_string()),
        (Mood::OtherJson, _) => (200, json, "{\"ok\": true}".into()),
        (Mood::Huge, _) => (200, json, format!("{{\"posts\": [\"{}\"]}}", "x".repeat(9_000_000))),
        (Mood::Broken | Mood::SlowlyBroken(_), _) => {
            (502, "text/html", "<h1>Bad gateway</h1>".into())
        }
        (Mood::Elsewhere, _) => (302, "text/html", String::new()),
        (Mood::TooMany(_), _) => (429, json, json!({"error_type": "rate_limit"}).to_string()),
        (Mood::TooShort, _) => (400, json, json!({"errors": ["too short"]}).to_string()),
    };
    let mut response = Response::builder()
        .status(StatusCode::from_u16(status).expect("a status"))
        .header(header::CONTENT_TYPE, kind);
    if let Mood::TooMany(seconds) = mood {
        response = response.header(header::RETRY_AFTER, seconds);
    }
    if mood == Mood::Elsewhere {
        response = response.header(header::LOCATION, "http://127.0.0.2:9/search.json");
    }
    response.body(Body::from(body)).expect("an answer")
}

fn topic(id: u64, title: &str, slug: &str, answered: bool) -> Value {
    json!({
        "id": id, "title": title, "fancy_title": title, "slug": slug, "posts_count": 4, "reply_count": 2, "highest_post_number": 4,
        "created_at": "2026-11-18T09:30:00.000Z", "last_posted_at": "2026-11-20T08:00:00.000Z", "bumped": true,
        "bumped_at": "2026-11-20T08:00:00.000Z", "archetype": "regular", "unseen": false, "pinned": false, "unpinned": null,
        "visible": true, "closed": false, "archived": false, "bookmarked": null, "liked": null,
        "tags": [{"id": 7, "name": "filters", "slug": "filters"}], "category_id": 5, "has_accepted_answer": answered,
    })
}

fn post(id: u64, topic: u64, blurb: &str) -> Value {
    json!({
        "id": id, "username": "ana", "avatar_template": "/letter_avatar/a/{size}.png", "created_at": "2026-11-18T09:30:00.000Z",
        "like_count": 1, "blurb": blurb, "post_number": 1, "topic_title_headline": "x", "topic_id": topic,
    })
}

fn search(title: &str) -> Value {
    json!({
        "posts": [
            post(31, 12, "They stop &amp; start <img src=x onerror=alert(1)> again"),
            post(30, 11, "Another <em>matter</em>"),
            post(32, 12, "A second post"),
        ],
        "topics": [topic(11, "Older question", "older-question", false), topic(12, title, "filters-stopped", true)],
        "users": [], "categories": [], "tags": [], "groups": [],
        "grouped_search_result": {
            "more_posts": null, "more_users": null, "more_categories": null, "term": "x", "search_log_id": 9,
            "more_full_page_results": null, "can_create_topic": false, "error": null, "post_ids": [31, 30, 32],
            "user_ids": [], "category_ids": [], "tag_ids": [], "group_ids": [],
        },
    })
}

fn top(title: &str) -> Value {
    json!({
        "users": [], "primary_groups": [],
        "topic_list": {
            "can_create_topic": false, "for_period": "yearly", "per_page": 50, "top_tags": [],
            "topics": [topic(12, title, "filters-stopped", true), topic(13, "Signatures in two languages", "signatures", false)],
        },
    })
}
