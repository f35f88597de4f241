//! Programs that prove themselves by a token of the API (RFC 6750): billing, a CRM.

use axum::{
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
};
use guichet_model::ProblemCode;
use guichet_storage::{ApiToken, TokenHash};

use crate::{
    accounts::{client, identity, throttle::Bucket},
    problem,
    state::State,
};

/// The longest token that is looked up. Ours are shorter; nothing else needs to be hashed.
const MAX_TOKEN_BYTES: usize = 256;

/// The token that a request carries.
///
/// # Errors
/// The answer to a request without one, or with one that does not hold.
pub(super) async fn authorise(state: &State, parts: &Parts) -> Result<ApiToken, Response> {
    let Some(token) = token(&parts.headers) else {
        return Err(refused(
            "Bearer realm=\"guichet\"",
            "Send a token as `Authorization: Bearer TOKEN`; `guichet api-token create NAME` makes one.",
        ));
    };
    let now = state.clock.now();
    let found = state.accounts.storage.use_api_token(&TokenHash::of(token), now).await;
    match found {
        Ok(Some(token)) => Ok(token),
        Ok(None) => Err(unknown(state, parts)),
        Err(error) => Err(problem::json(identity::problem(error), None, None)),
    }
}

/// The answer to a token that does not hold; counted by client address. One that holds is never kept waiting.
fn unknown(state: &State, parts: &Parts) -> Response {
    let trusted = &state.settings.trusted_proxies;
    let address = client::address(&parts.extensions, &parts.headers, trusted);
    let counted = state.accounts.throttle.attempt(&Bucket::api_client(address), state.clock.now());
    let Err(wait) = counted else {
        tracing::warn!(%address, "a token of the API does not hold");
        return refused(
            "Bearer realm=\"guichet\", error=\"invalid_token\"",
            "The token does not hold: it was mistyped or revoked.",
        );
    };
    problem::wait(wait, None)
}

/// What follows `Bearer`, the scheme in any case (RFC 9110 section 11.1).
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && token.len() <= MAX_TOKEN_BYTES)
        .then_some(token)
}

fn refused(challenge: &'static str, detail: &str) -> Response {
    let mut response = problem::json(ProblemCode::SignInRequired, Some(detail), None);
    let challenge = HeaderValue::from_static(challenge);
    response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        token(&headers).map(str::to_owned)
    }

    #[test]
    fn a_token_is_what_follows_the_scheme() {
        assert_eq!(of("Bearer abc").as_deref(), Some("abc"));
        assert_eq!(of("bearer  abc ").as_deref(), Some("abc"));
        for none in
            ["Bearer", "Bearer ", "Basic abc", "abc", &format!("Bearer {}", "a".repeat(257))]
        {
            assert_eq!(of(none), None, "{none}");
        }
        assert_eq!(token(&HeaderMap::new()), None);
    }
}
