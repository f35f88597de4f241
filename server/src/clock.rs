//! The one place that reads the system's clock.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::Timestamp;

/// Tells the time; tests set it.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The system's.
    #[default]
    System,
    /// One that stands still until it is set, in milliseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still until it is set.
    pub fn at(instant: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(instant.as_millisecond())))
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the portal's clock")]
            Self::System => Timestamp::now(),
            Self::Set(instant) => {
                Timestamp::from_millisecond(instant.load(Ordering::Acquire)).unwrap_or_default()
            }
        }
    }

    /// Moves a clock that can be set; the system's goes its own way.
    pub fn set(&self, instant: Timestamp) {
        if let Self::Set(present) = self {
            present.store(instant.as_millisecond(), Ordering::Release);
        }
    }
}
