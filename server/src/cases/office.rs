//! What work on cases needs: the database, the settings, the policy and the present. The server has them, and so has a command that runs
//! beside it.

use guichet_model::Policy;
use guichet_storage::Storage;
use jiff::Timestamp;

use crate::{
    settings::Settings,
    state::{Snapshot, State},
};

/// Where cases are worked on.
#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    /// The database.
    pub storage: &'a Storage,
    /// How the server runs.
    pub settings: &'a Settings,
    /// The operator's policy.
    pub policy: &'a Policy,
    /// The present.
    pub now: Timestamp,
}

impl<'a> Office<'a> {
    /// Whether mail leaves at all: what never will is not written.
    pub fn sends_mail(&self) -> bool {
        self.settings.smtp.is_some()
    }

    /// The office of a running server.
    pub fn of(state: &'a State, snapshot: &'a Snapshot) -> Self {
        Self {
            storage: &state.accounts.storage,
            settings: &state.settings,
            policy: snapshot.library.policy(),
            now: state.clock.now(),
        }
    }
}
