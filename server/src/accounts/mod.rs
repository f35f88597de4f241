//! Who is asking: sessions, sign-in, and what protects both.
//!
//! Read [`identity`] first: it turns a request's cookie into a person and a [`guichet_model::Viewer`]; then [`session`], which every way of
//! signing in ends in. Handlers of pages stand in [`crate::pages`]; nothing here renders.

pub mod browser;
pub mod chat_reference;
pub mod client;
pub mod cookie;
pub mod details;
pub mod device;
pub mod identity;
pub mod oidc;
pub mod origin;
pub mod password;
pub mod reset;
pub mod roster;
pub mod session;
pub mod sign_in;
pub mod support_pin;
pub mod throttle;
pub mod totp;

use guichet_storage::{Storage, StorageError};
use tokio::sync::OnceCell;

use self::{oidc::Providers, password::Passwords, throttle::Throttle};
use crate::settings::Settings;

/// What signing in and recognising people takes, as long as the process lives.
#[derive(Debug)]
pub struct Accounts {
    /// The database.
    pub storage: Storage,
    /// Where passwords are hashed and compared.
    pub passwords: Passwords,
    /// The attempts of the last while.
    pub throttle: Throttle,
    /// The identity providers people may sign in with.
    pub providers: Providers,
    device_key: OnceCell<[u8; 32]>,
}

impl Accounts {
    /// Accounts over a database.
    pub fn new(storage: Storage, settings: &Settings) -> Self {
        Self {
            storage,
            passwords: Passwords::default(),
            throttle: Throttle::default(),
            providers: Providers::new(settings),
            device_key: OnceCell::new(),
        }
    }

    /// The key of device cookies, the same on every node; asked for once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn device_key(&self) -> Result<[u8; 32], StorageError> {
        self.device_key.get_or_try_init(|| self.storage.secret("device")).await.copied()
    }
}
