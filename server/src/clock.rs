//! The one place that reads the system's clock.

use jiff::Timestamp;

/// Tells the time; tests set it.
#[derive(Debug, Clone, Copy, Default)]
pub enum Clock {
    /// The system's.
    #[default]
    System,
    /// Stands still.
    Fixed(Timestamp),
}

impl Clock {
    /// The present.
    pub fn now(self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the portal's clock")]
            Self::System => Timestamp::now(),
            Self::Fixed(instant) => instant,
        }
    }
}
