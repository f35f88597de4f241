//! Why a task ended early: a sentence for the person at the terminal, with what to do where that is known.

use std::fmt;

/// A task's failure.
#[derive(Debug)]
pub(crate) struct Failure(String);

/// What tasks answer.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure in words.
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Errors that are told together with what was being done.
pub(crate) trait Doing<T> {
    /// Names what was being done: a file, a program.
    fn doing(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Doing<T> for std::result::Result<T, E> {
    fn doing(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure::new(format!("{what}: {error}")))
    }
}

impl<T> Doing<T> for Option<T> {
    fn doing(self, what: impl fmt::Display) -> Result<T> {
        self.ok_or_else(|| Failure::new(what.to_string()))
    }
}
