//! The way to a provider and back: what is remembered meanwhile, bound to the browser, and what is believed of the answer.

use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, HeaderValue};
use guichet_model::email::EmailAddress;
use guichet_storage::{Purpose, TokenHash, random_token};
use jiff::{Timestamp, ToSpan as _};
use openidconnect::{
    AccessTokenHash, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError, CsrfToken,
    LanguageTag, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    RequestTokenError, Scope, SignatureVerificationError, TokenResponse as _, UserInfoClaims,
    UserInfoError,
    core::{CoreErrorResponseType, CoreGenderClaim, CoreResponseType},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    OidcError,
    http::{Http, HttpError},
    provider::{Discovered, OtherClaims, Provider, Tokens},
};
use crate::{
    accounts::{cookie, session::Onward},
    state::State,
};

/// Minutes that a person may take at the provider.
const AWAY_MIN: i64 = 10;
/// How long all questions to a provider may take together: less than a request to the portal may.
const PATIENCE: Duration = Duration::from_secs(20);
/// Seconds by which a provider's clock may differ.
const CLOCK_SKEW_S: u64 = 60;

/// What is remembered while a person is at the provider.
#[derive(Clone, Serialize, Deserialize)]
pub struct Flow {
    /// The provider's name in addresses.
    pub provider: String,
    /// Where to go on afterwards.
    pub onward: Onward,
    nonce: String,
    verifier: String,
}

/// The way to a provider.
pub struct Departure {
    /// Its address.
    pub location: String,
    /// What the browser is recognised by when it comes back.
    pub cookie: HeaderValue,
}

/// What a provider sends a person back with (RFC 6749 section 4.1.2, RFC 9207).
#[derive(Default)]
pub struct Answer {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

impl Answer {
    /// Reads the query of the address. Of a parameter given twice none counts.
    pub fn parse(query: &str) -> Self {
        let get = |name: &str| {
            let mut values = form_urlencoded::parse(query.as_bytes())
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned());
            values.next().filter(|_| values.next().is_none())
        };
        Self { code: get("code"), state: get("state"), error: get("error"), iss: get("iss") }
    }
}

/// What a provider says of a person, after every check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// Who says it.
    pub issuer: String,
    /// The person's name there; never given to another one.
    pub subject: String,
    /// Their address.
    pub email: Option<EmailAddress>,
    /// Whether the provider has seen that the address is theirs.
    pub email_verified: Option<bool>,
    /// What they are called.
    pub name: Option<String>,
    /// Everything else.
    pub claims: Map<String, Value>,
}

/// What a way is kept under: nobody who lacks either part finds it, so a way that began in another browser ends nowhere in this one.
fn key(state: &str, browser: &str) -> TokenHash {
    TokenHash::of(&format!("{state}.{browser}"))
}

/// Begins the way to a provider.
///
/// # Errors
/// When the provider or the database does not answer.
pub async fn begin(
    state: &State,
    provider: &Provider,
    onward: &Onward,
    headers: &HeaderMap,
) -> Result<Departure, OidcError> {
    let now = state.clock.now();
    let http = state.accounts.providers.http()?;
    let found = patiently(provider.discover(http, now)).await?;
    let (token, nonce, verifier) = (random_token()?, random_token()?, random_token()?);
    // Two tabs of a browser share the cookie, so that both come through.
    let presented = cookie::PROVIDER
        .value(&state.settings, headers)
        .filter(|value| value.len() == token.len() && value.bytes().all(|b| b.is_ascii_hexdigit()));
    let browser = match presented {
        Some(presented) => presented.to_owned(),
        None => random_token()?,
    };
    let flow = Flow {
        provider: provider.settings.id.clone(),
        onward: onward.clone(),
        nonce: nonce.clone(),
        verifier: verifier.clone(),
    };
    let payload = serde_json::to_string(&flow).map_err(|error| {
        OidcError::Untrusted(format!("what is kept cannot be written: {error}"))
    })?;
    let until = now.checked_add(AWAY_MIN.minutes()).unwrap_or(now);
    let hash = key(&token, &browser);
    let storage = &state.accounts.storage;
    storage.create_token(Purpose::ProviderSignIn, &hash, None, &payload, until, None, now).await?;
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
    let scopes = provider.settings.scopes.iter().cloned().map(Scope::new);
    let (location, _, _) = found
        .client
        .authorize_url(
            AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
            move || CsrfToken::new(token),
            move || Nonce::new(nonce),
        )
        .add_scopes(scopes)
        .add_ui_locale(LanguageTag::new(onward.locale.to_string()))
        .set_pkce_challenge(challenge)
        .url();
    let age = u64::try_from(AWAY_MIN * 60).ok();
    Ok(Departure {
        location: location.into(),
        cookie: cookie::PROVIDER.set(&state.settings, &browser, age),
    })
}

/// Takes what was remembered of the way that an answer belongs to. It is found once, and in the browser it began in.
///
/// # Errors
/// `Stale` when there is none.
pub async fn take(state: &State, headers: &HeaderMap, answer: &Answer) -> Result<Flow, OidcError> {
    let browser = cookie::PROVIDER.value(&state.settings, headers);
    let (Some(token), Some(browser)) = (answer.state.as_deref(), browser) else {
        return Err(OidcError::Stale);
    };
    let hash = key(token, browser);
    let now = state.clock.now();
    let kept = state.accounts.storage.take_token(Purpose::ProviderSignIn, &hash, now).await?;
    let flow = kept.and_then(|kept| serde_json::from_str(&kept.payload).ok());
    flow.ok_or(OidcError::Stale)
}

/// Finds out from the provider who came back.
///
/// # Errors
/// When the provider declined, does not answer, or answers what cannot be believed.
pub async fn finish(
    state: &State,
    provider: &Provider,
    flow: &Flow,
    answer: &Answer,
) -> Result<Assertion, OidcError> {
    let http = state.accounts.providers.http()?;
    patiently(ask(provider, http, flow, answer, state.clock.now())).await
}

async fn ask(
    provider: &Provider,
    http: &Http,
    flow: &Flow,
    answer: &Answer,
    now: Timestamp,
) -> Result<Assertion, OidcError> {
    let found = provider.discover(http, now).await?;
    // RFC 9207 section 2.4: another provider's answer is none to this question.
    if answer.iss.as_ref().map_or(found.names_issuer, |iss| *iss != found.issuer) {
        return Err(OidcError::Untrusted(format!("it answers as issuer {:?}", answer.iss)));
    }
    if let Some(error) = &answer.error {
        return Err(match error.as_str() {
            "temporarily_unavailable" | "server_error" => OidcError::Unreachable(error.clone()),
            _ => OidcError::Declined(error.clone()),
        });
    }
    let code = answer.code.clone().ok_or(OidcError::Stale)?;
    let tokens = found
        .client
        .exchange_code(AuthorizationCode::new(code))
        .map_err(|error| OidcError::Untrusted(error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier.clone()))
        .request_async(http)
        .await
        .map_err(token_error)?;
    let nonce = Nonce::new(flow.nonce.clone());
    let mut assertion = match verified(&found, &tokens, &nonce, now) {
        Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_),
        )) => {
            // The provider may have changed its keys since they were fetched.
            let fresh = provider.rediscover(http, &found, now).await?;
            verified(&fresh, &tokens, &nonce, now)
        }
        other => other,
    }
    .map_err(|error| OidcError::Untrusted(super::chain(&error)))?;
    if is_incomplete(&assertion, provider) && found.client.user_info_url().is_some() {
        complete(&mut assertion, &found, &tokens, http).await?;
    }
    Ok(assertion)
}

/// What the identity token says, if it is the provider's, for this portal, for this way, and in force (OpenID Connect Core 1.0 section 3.1.3.7).
fn verified(
    found: &Discovered,
    tokens: &Tokens,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<Assertion, ClaimsVerificationError> {
    let missing = || ClaimsVerificationError::Other("there is no identity token".to_owned());
    let token = tokens.id_token().ok_or_else(missing)?;
    let lenient = SystemTime::from(now) - Duration::from_secs(CLOCK_SKEW_S);
    let verifier = found.client.id_token_verifier().set_time_fn(move || lenient.into());
    let claims = token.claims(&verifier, nonce)?;
    if let Some(expected) = claims.access_token_hash() {
        let signature = |error| ClaimsVerificationError::SignatureVerification(error);
        let algorithm = token.signing_alg().map_err(signature)?;
        let signing_key = token.signing_key(&verifier).map_err(signature)?;
        let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, signing_key)
            .map_err(|error| ClaimsVerificationError::Other(error.to_string()))?;
        if actual != *expected {
            let why = "the access token is not the one it was issued with";
            return Err(ClaimsVerificationError::Other(why.to_owned()));
        }
    }
    let name = claims.name().and_then(|name| name.iter().next().map(|(_, name)| name.to_string()));
    Ok(Assertion {
        issuer: found.issuer.clone(),
        subject: claims.subject().to_string(),
        email: claims.email().and_then(|email| email.parse().ok()),
        email_verified: claims.email_verified(),
        name,
        claims: claims.additional_claims().all.clone(),
    })
}

/// Whether something is missing that the provider may still tell.
fn is_incomplete(assertion: &Assertion, provider: &Provider) -> bool {
    let settings = &provider.settings;
    let configured = [&settings.organisation_claim, &settings.role_claim];
    assertion.email.is_none()
        || assertion.email_verified.is_none()
        || assertion.name.is_none()
        || configured.into_iter().flatten().any(|claim| !assertion.claims.contains_key(claim))
}

/// Asks for what the identity token does not say (OpenID Connect Core 1.0 section 5.3). What the token says stays.
async fn complete(
    assertion: &mut Assertion,
    found: &Discovered,
    tokens: &Tokens,
    http: &Http,
) -> Result<(), OidcError> {
    let subject = openidconnect::SubjectIdentifier::new(assertion.subject.clone());
    let told: UserInfoClaims<OtherClaims, CoreGenderClaim> = found
        .client
        .user_info(tokens.access_token().clone(), Some(subject))
        .map_err(|error| OidcError::Untrusted(error.to_string()))?
        .request_async(http)
        .await
        .map_err(user_info_error)?;
    let email = told.email().and_then(|email| email.parse().ok());
    if assertion.email.is_none() {
        assertion.email.clone_from(&email);
    }
    // Whether an address is verified is said of that address.
    if assertion.email_verified.is_none() && assertion.email == email {
        assertion.email_verified = told.email_verified();
    }
    if assertion.name.is_none() {
        assertion.name =
            told.name().and_then(|name| name.iter().next().map(|(_, name)| name.to_string()));
    }
    for (name, value) in &told.additional_claims().all {
        assertion.claims.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Ok(())
}

/// Waits for a provider, but not for ever.
async fn patiently<T>(asked: impl Future<Output = Result<T, OidcError>>) -> Result<T, OidcError> {
    let slow = |_| Err(OidcError::Unreachable(format!("no answer within {PATIENCE:?}")));
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(slow)
}

type TokenError =
    RequestTokenError<HttpError, openidconnect::StandardErrorResponse<CoreErrorResponseType>>;

fn token_error(error: TokenError) -> OidcError {
    match error {
        RequestTokenError::Request(error) => error.into(),
        // The code was used before, or is too old.
        RequestTokenError::ServerResponse(answer)
            if *answer.error() == CoreErrorResponseType::InvalidGrant =>
        {
            OidcError::Stale
        }
        RequestTokenError::ServerResponse(answer) => OidcError::Untrusted(answer.to_string()),
        RequestTokenError::Parse(error, _) => OidcError::Untrusted(error.to_string()),
        RequestTokenError::Other(why) => OidcError::Untrusted(why),
    }
}

fn user_info_error(error: UserInfoError<HttpError>) -> OidcError {
    match error {
        UserInfoError::Request(error) => error.into(),
        other => OidcError::Untrusted(super::chain(&other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_given_twice_counts_for_nothing() {
        let answer = Answer::parse("state=a&code=b&iss=https%3A%2F%2Fid.example&code=c");
        assert_eq!((answer.state.as_deref(), answer.code), (Some("a"), None));
        assert_eq!(answer.iss.as_deref(), Some("https://id.example"));
    }

    #[test]
    fn a_way_is_found_by_both_its_parts_only() {
        assert!(key("state", "browser") == key("state", "browser"));
        assert!(key("state", "browser") != key("state", "other"));
        assert!(key("state", "browser") != key("other", "browser"));
    }
}
