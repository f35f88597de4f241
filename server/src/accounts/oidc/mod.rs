//! Signing in through an identity provider (OpenID Connect Core 1.0, authorization code flow with PKCE).
//!
//! [`flow`] sends people there and checks what they come back with; [`mapping`] finds the account it stands for. A provider is asked
//! when somebody wants to sign in through it, never at start: one that is down takes nothing else with it.

pub mod flow;
mod http;
pub mod mapping;
mod provider;

use guichet_app::pages::provider::ProviderButton;
use guichet_model::{Locale, Page, route};
use guichet_storage::StorageError;

use self::http::{Http, HttpError};
pub use self::provider::Provider;
use crate::settings::{OidcSettings, Settings};

/// Where providers send people back to: each to an address of its own, so that none can pass off its answer as another's (RFC 9700, 4.4.2).
pub const CALLBACK: &str = "/sign-in/callback/{provider}";

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider does not answer. Trying again later is right.
    #[error("the provider cannot be reached: {0}")]
    Unreachable(String),
    /// The provider answers what it must not: another issuer, audience, nonce or key, or nothing that can be read.
    #[error("the provider's answer cannot be trusted: {0}")]
    Untrusted(String),
    /// The person, or the provider for them, declined.
    #[error("the provider declined: {0}")]
    Declined(String),
    /// No sign-in of this browser is under way: it took too long, was finished already, or began elsewhere.
    #[error("no sign-in of this browser is under way")]
    Stale,
    /// The provider does not say that the address is the person's.
    #[error("the provider does not vouch for an e-mail address")]
    Unverified,
    /// An account has the address, and the provider is not trusted to open it.
    #[error("the provider may not open the account with this address")]
    AddressTaken,
    /// The account may not sign in.
    #[error("the account is suspended")]
    Suspended,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<HttpError> for OidcError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Request(_) | HttpError::Failing(_) => Self::Unreachable(chain(&error)),
            HttpError::TooLarge | HttpError::Malformed(_) => Self::Untrusted(error.to_string()),
        }
    }
}

/// An error with its causes, in a line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}

/// The providers of the settings.
#[derive(Debug)]
pub struct Providers {
    all: Vec<Provider>,
    http: Option<Http>,
}

impl Providers {
    /// The providers that people may sign in with; none of them is asked yet.
    pub fn new(settings: &Settings) -> Self {
        let base = settings.public_url.as_deref().unwrap_or_default();
        let provider = |settings: OidcSettings| {
            let path = CALLBACK.replace("{provider}", &route::encode(&settings.id));
            Provider::new(settings, format!("{base}{path}"))
        };
        let all: Vec<Provider> = settings.oidc.iter().cloned().map(provider).collect();
        let client = Http::new().inspect_err(|error| tracing::error!(%error, "no TLS"));
        let http = if all.is_empty() { None } else { client.ok() };
        Self { all, http }
    }

    /// A provider by its name in addresses.
    pub fn get(&self, id: &str) -> Option<&Provider> {
        self.all.iter().find(|provider| provider.settings.id == id)
    }

    fn http(&self) -> Result<&Http, OidcError> {
        self.http.as_ref().ok_or_else(|| OidcError::Unreachable("there is no TLS".to_owned()))
    }
}

/// The buttons of the page for signing in: a provider each, leading back to `next`.
pub fn buttons(settings: &Settings, locale: &Locale, next: Option<&str>) -> Vec<ProviderButton> {
    settings.oidc.iter().map(|provider| button(provider, locale, next)).collect()
}

/// The button of a provider.
pub fn button(provider: &OidcSettings, locale: &Locale, next: Option<&str>) -> ProviderButton {
    let query = next.map_or_else(String::new, |next| format!("?next={}", route::encode(next)));
    let sign_in = Page::SignIn.path(locale);
    let url = format!("{sign_in}/with/{}{query}", route::encode(&provider.id));
    ProviderButton { name: provider.name.clone(), url }
}
