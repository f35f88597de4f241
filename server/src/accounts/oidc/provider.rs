//! A provider as it describes itself: discovered when first needed, kept for an hour, asked again when a key is unknown.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan as _};
use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, AuthType, Client, ClientId, ClientSecret,
    DiscoveryError, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IdTokenFields, IssuerUrl, ProviderMetadata, RedirectUrl, StandardErrorResponse,
    StandardTokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
        CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
        CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::{
    OidcError,
    http::{Http, HttpError},
};
use crate::settings::OidcSettings;

/// Minutes after which a provider's description is fetched again.
const FRESH_MIN: i64 = 60;

/// What providers say of themselves beyond the core.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Extensions {
    /// Whether answers to the portal name the issuer (RFC 9207 section 3).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Extensions {}

/// Claims beyond the standard's.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct OtherClaims {
    /// All of them, by name.
    #[serde(flatten)]
    pub(super) all: serde_json::Map<String, serde_json::Value>,
}

impl AdditionalClaims for OtherClaims {}

type Metadata = ProviderMetadata<
    Extensions,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type IdFields = IdTokenFields<
    OtherClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// What the token endpoint answers.
pub(super) type Tokens = StandardTokenResponse<IdFields, CoreTokenType>;

type OidcClient = Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider that described itself.
#[derive(Debug)]
pub(super) struct Discovered {
    /// What asks it on the portal's behalf.
    pub(super) client: OidcClient,
    /// Its issuer, letter by letter.
    pub(super) issuer: String,
    /// Whether its answers always name the issuer.
    pub(super) names_issuer: bool,
    since: Timestamp,
}

/// A provider of the settings.
#[derive(Debug)]
pub struct Provider {
    /// How the operator describes it.
    pub settings: OidcSettings,
    redirect: String,
    discovered: Mutex<Option<Arc<Discovered>>>,
}

impl Provider {
    /// A provider that nobody has asked yet. `redirect` is where it sends people back to.
    pub(super) fn new(settings: OidcSettings, redirect: String) -> Self {
        Self { settings, redirect, discovered: Mutex::new(None) }
    }

    /// The provider's description: one that is known for at most an hour, else a fresh one, else, while the provider does not answer, the last.
    pub(super) async fn discover(
        &self,
        http: &Http,
        now: Timestamp,
    ) -> Result<Arc<Discovered>, OidcError> {
        // Who comes while it is fetched waits for the same answer.
        let mut known = self.discovered.lock().await;
        let fresh_since = now.checked_sub(FRESH_MIN.minutes()).unwrap_or(now);
        if let Some(found) = known.as_ref().filter(|found| found.since > fresh_since) {
            return Ok(Arc::clone(found));
        }
        match (self.fetch(http, now).await, known.as_ref()) {
            (Ok(fetched), _) => Ok(Arc::clone(known.insert(Arc::new(fetched)))),
            (Err(OidcError::Unreachable(why)), Some(last)) => {
                tracing::warn!(provider = self.settings.id, why, "its last description is used");
                Ok(Arc::clone(last))
            }
            (Err(error), _) => Err(error),
        }
    }

    /// A fresh description, instead of one whose keys do not fit.
    pub(super) async fn rediscover(
        &self,
        http: &Http,
        outdated: &Arc<Discovered>,
        now: Timestamp,
    ) -> Result<Arc<Discovered>, OidcError> {
        let mut known = self.discovered.lock().await;
        if let Some(found) = known.as_ref().filter(|found| !Arc::ptr_eq(found, outdated)) {
            return Ok(Arc::clone(found));
        }
        let fetched = self.fetch(http, now).await?;
        Ok(Arc::clone(known.insert(Arc::new(fetched))))
    }

    async fn fetch(&self, http: &Http, now: Timestamp) -> Result<Discovered, OidcError> {
        let settings = &self.settings;
        let unusable = |error: openidconnect::url::ParseError| {
            OidcError::Untrusted(format!("an address of the settings cannot be read: {error}"))
        };
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(unusable)?;
        let metadata = Metadata::discover_async(issuer, http).await.map_err(discovery_error)?;
        let posts_secret =
            metadata.token_endpoint_auth_methods_supported().is_some_and(|methods| {
                methods.contains(&CoreClientAuthMethod::ClientSecretPost)
                    && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
            });
        let issuer = metadata.issuer().as_str().to_owned();
        let names_issuer =
            metadata.additional_metadata().authorization_response_iss_parameter_supported;
        let secret =
            settings.client_secret.as_ref().map(|secret| ClientSecret::new(secret.0.clone()));
        let redirect = RedirectUrl::new(self.redirect.clone()).map_err(unusable)?;
        let client = OidcClient::from_provider_metadata(
            metadata,
            ClientId::new(settings.client_id.clone()),
            secret,
        )
        .set_redirect_uri(redirect)
        .set_auth_type(if posts_secret {
            AuthType::RequestBody
        } else {
            AuthType::BasicAuth
        });
        Ok(Discovered { client, issuer, names_issuer, since: now })
    }
}

fn discovery_error(error: DiscoveryError<HttpError>) -> OidcError {
    match error {
        DiscoveryError::Request(error) => error.into(),
        DiscoveryError::Response(_, _, why) | DiscoveryError::Validation(why) => {
            OidcError::Untrusted(why)
        }
        DiscoveryError::Parse(error) => OidcError::Untrusted(error.to_string()),
        other => OidcError::Untrusted(other.to_string()),
    }
}
