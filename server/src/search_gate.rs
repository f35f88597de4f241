//! Admission control for searches: as many at once as there are cores, a bounded number waiting, the rest turned away at once,
//! so that pages are served however many search.

use std::sync::atomic::{AtomicUsize, Ordering};

use guichet_model::ProblemCode;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The gate.
#[derive(Debug)]
pub struct SearchGate {
    running: Semaphore,
    waiting: AtomicUsize,
    max_waiting: usize,
}

impl SearchGate {
    /// A gate for a number of searches at once and a number waiting.
    pub fn new(at_once: usize, max_waiting: usize) -> Self {
        Self { running: Semaphore::new(at_once.max(1)), waiting: AtomicUsize::new(0), max_waiting }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`ProblemCode::SearchUnavailable`] when too many wait already.
    pub async fn enter(&self) -> Result<SemaphorePermit<'_>, ProblemCode> {
        if let Ok(permit) = self.running.try_acquire() {
            return Ok(permit);
        }
        let waiting = Waiting::join(&self.waiting, self.max_waiting)?;
        let permit = self.running.acquire().await.map_err(|_| ProblemCode::SearchUnavailable);
        drop(waiting);
        permit
    }
}

/// A place among those who wait; given back however the waiting ends.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn join(count: &'a AtomicUsize, max: usize) -> Result<Self, ProblemCode> {
        let before = count.fetch_add(1, Ordering::AcqRel);
        let place = Self(count);
        if before < max { Ok(place) } else { Err(ProblemCode::SearchUnavailable) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn past_the_waiting_room_searches_are_turned_away_and_places_are_given_back() {
        let gate = SearchGate::new(1, 1);
        let first = gate.enter().await.unwrap();
        let mut second = Box::pin(gate.enter());
        assert!(futures_util::poll!(&mut second).is_pending());
        assert_eq!(gate.enter().await.err(), Some(ProblemCode::SearchUnavailable));
        drop(second);
        let mut third = Box::pin(gate.enter());
        assert!(
            futures_util::poll!(&mut third).is_pending(),
            "the place of a waiter who left is free"
        );
        drop(first);
        assert!(third.await.is_ok());
    }
}
