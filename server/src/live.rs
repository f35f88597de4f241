//! What changes is told to pages that stand open: in this process by a broadcast, to other nodes by PostgreSQL, to browsers by server-sent
//! events (HTML, section 9.2). A topic says that something changed and never what: whoever hears it asks for what they may see.
//!
//! A page that wants to hear carries an element with `data-live` (the address of [`stream`] with a topic), `data-fragment` (where its
//! content is asked for anew) and the asset `live.js`. Where streams do not get through, it asks by itself, every `live_poll_s` seconds.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use futures_util::stream;
use guichet_storage::{Storage, StorageError};
use tokio::sync::{broadcast, watch};

use crate::{accounts::client, state::State};

/// Topics that may wait for a slow listener; one that lags is told once that something changed.
const CAPACITY: usize = 64;
/// Pages that may listen at once; others ask now and then.
const MAX_STREAMS: usize = 10_000;
/// Of these, places that readers never take: when a hundred thousand of them look at an outage, the desk still hears.
const DESK_SHARE: usize = 500;
/// Pages of readers behind one client address that may listen at once: a whole office may sit there.
const MAX_OF_CLIENT: usize = 100;
/// How often a silent connection says that it lives: proxies end what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(25);
/// How long a listener to other nodes waits after a failure.
const AGAIN: Duration = Duration::from_secs(5);
/// What other nodes' words begin with.
const PREFIX: &str = "live ";

/// Where changes are told.
#[derive(Debug)]
pub struct Live {
    topics: broadcast::Sender<Arc<str>>,
    closing: watch::Sender<bool>,
    places: Arc<Places>,
}

/// Who listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone, by the address of their client.
    Reader(IpAddr),
    /// An agent at the desk.
    Desk,
}

/// The pages that listen.
#[derive(Debug, Default)]
struct Places(Mutex<Taken>);

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_client: HashMap<IpAddr, usize>,
}

impl Places {
    /// A place for as long as it is not dropped; none when whoever asks has too many, or all are taken.
    fn take(self: &Arc<Self>, who: Who) -> Option<Place> {
        let mut taken = self.lock();
        let client = match who {
            Who::Desk if taken.all >= MAX_STREAMS => return None,
            Who::Desk => None,
            Who::Reader(_) if taken.all >= MAX_STREAMS - DESK_SHARE => return None,
            Who::Reader(address) => {
                let client = client::network(address);
                let own = taken.by_client.entry(client).or_default();
                if *own >= MAX_OF_CLIENT {
                    return None;
                }
                *own += 1;
                Some(client)
            }
        };
        taken.all += 1;
        Some(Place { places: Arc::clone(self), client })
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        // Whoever panicked while holding it left whole numbers behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Live {
    fn default() -> Self {
        Self {
            topics: broadcast::channel(CAPACITY).0,
            closing: watch::channel(false).0,
            places: Arc::default(),
        }
    }
}

impl Live {
    /// Tells pages of this node that a topic changed.
    pub fn tell(&self, topic: &str) {
        // Nobody listens: that is no failure.
        _ = self.topics.send(topic.into());
    }

    /// Hears every topic.
    pub fn hear(&self) -> broadcast::Receiver<Arc<str>> {
        self.topics.subscribe()
    }

    /// Ends every stream: the process is about to.
    pub fn close(&self) {
        _ = self.closing.send(true);
    }

    /// How many pages listen.
    pub fn listeners(&self) -> usize {
        self.places.lock().all
    }
}

/// Tells pages of every node that a topic changed.
pub async fn announce(state: &State, topic: &str) {
    state.live.tell(topic);
    // This node hears its own word once more; a page that is up to date then stays as it is.
    if let Err(error) = signal(&state.accounts.storage, topic).await {
        tracing::warn!(%error, topic, "other nodes were not told of a change; they see it within seconds");
    }
}

/// Tells the servers of this database that a topic changed, from a command beside them. Nothing on SQLite, where the server looks.
///
/// # Errors
/// When the database does not answer.
pub async fn signal(storage: &Storage, topic: &str) -> Result<(), StorageError> {
    storage.signal(&format!("{PREFIX}{topic}")).await
}

/// Hears what other nodes tell, for as long as it is not dropped.
pub async fn relay(state: Arc<State>) {
    loop {
        match state.accounts.storage.listen().await {
            // SQLite has one node.
            Ok(None) => return,
            Ok(Some(mut listener)) => {
                while let Ok(word) = listener.next().await {
                    if let Some(topic) = word.strip_prefix(PREFIX) {
                        state.live.tell(topic);
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "what other nodes tell cannot be heard"),
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Counts a page for as long as it listens.
struct Place {
    places: Arc<Places>,
    client: Option<IpAddr>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        taken.all -= 1;
        if let Some(client) = self.client
            && let Some(own) = taken.by_client.get_mut(&client)
        {
            *own -= 1;
            if *own == 0 {
                taken.by_client.remove(&client);
            }
        }
    }
}

/// Answers with a stream that has a line each time a topic changes; 204, which browsers take as the end, when too many listen, or too many
/// behind the same address.
///
/// Whoever calls has made sure that the reader may know when this topic changes.
pub fn stream(state: &State, topic: &str, who: Who) -> Response {
    let live = &state.live;
    let Some(place) = live.places.take(who) else {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return response;
    };
    let listener = (
        live.hear(),
        live.closing.subscribe(),
        Arc::<str>::from(topic),
        Some("retry: 5000\n\n"),
        place,
    );
    let lines = stream::unfold(listener, async |(mut topics, mut closing, topic, first, place)| {
        let said = match first {
            Some(first) => first,
            None => next_line(&mut topics, &mut closing, &topic).await?,
        };
        let bytes = Ok::<_, Infallible>(Bytes::from_static(said.as_bytes()));
        Some((bytes, (topics, closing, topic, None, place)))
    });
    let mut response = Response::new(Body::from_stream(lines));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that collect answers would hold it back.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// What a listener is told next: that its topic changed, or that the connection lives; `None` at the end.
async fn next_line(
    topics: &mut broadcast::Receiver<Arc<str>>,
    closing: &mut watch::Receiver<bool>,
    topic: &str,
) -> Option<&'static str> {
    const CHANGED: &str = "data: changed\n\n";
    const ALIVE: &str = ":\n\n";
    let heartbeat = tokio::time::sleep(HEARTBEAT);
    tokio::pin!(heartbeat);
    loop {
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return None,
            () = &mut heartbeat => return Some(ALIVE),
            heard = topics.recv() => match heard {
                Ok(heard) if *heard == *topic => return Some(CHANGED),
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return Some(CHANGED),
                Err(broadcast::error::RecvError::Closed) => return None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_listener_hears_its_topic_alone_and_the_end() {
        let live = Live::default();
        let (mut topics, mut closing) = (live.hear(), live.closing.subscribe());
        live.tell("desk");
        live.tell("status");
        assert_eq!(next_line(&mut topics, &mut closing, "status").await, Some("data: changed\n\n"));
        live.close();
        assert_eq!(next_line(&mut topics, &mut closing, "status").await, None);
    }

    #[test]
    fn nobody_takes_every_place_and_the_desk_keeps_some() {
        let places = Arc::new(Places::default());
        let reader = |number: usize| {
            let [.., a, b] = number.to_be_bytes();
            Who::Reader([10, 0, a, b].into())
        };
        let mut held: Vec<_> = (0..MAX_OF_CLIENT).filter_map(|_| places.take(reader(1))).collect();
        assert_eq!(held.len(), MAX_OF_CLIENT);
        assert!(places.take(reader(1)).is_none(), "one client has its share");
        held.pop();
        held.extend(places.take(reader(1)));
        assert_eq!(held.len(), MAX_OF_CLIENT, "a place that was given back is free");
        let six = |last: u16| Who::Reader([0x2001, 0xdb8, 0, 1, 0, 0, 0, last].into());
        let of_a_network = (0..200).filter_map(|last| places.take(six(last))).collect::<Vec<_>>();
        assert_eq!(of_a_network.len(), MAX_OF_CLIENT, "a /64 is one client");
        held.extend(of_a_network);
        held.extend((2..2 * MAX_STREAMS).map_while(|number| places.take(reader(number))));
        assert_eq!(held.len(), MAX_STREAMS - DESK_SHARE);
        held.extend((0..MAX_STREAMS).map_while(|_| places.take(Who::Desk)));
        assert_eq!(held.len(), MAX_STREAMS);
        drop(held);
        assert_eq!(places.lock().all, 0);
        assert!(places.lock().by_client.is_empty(), "who has gone is forgotten");
    }

    #[tokio::test]
    async fn a_listener_that_lags_is_told_once() {
        let live = Live::default();
        let (mut topics, mut closing) = (live.hear(), live.closing.subscribe());
        for _ in 0..CAPACITY * 2 {
            live.tell("desk");
        }
        assert_eq!(next_line(&mut topics, &mut closing, "status").await, Some("data: changed\n\n"));
    }
}
