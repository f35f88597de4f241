//! Signing in through an identity provider: the way there, and the way back.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State as Shared},
    http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        provider::{ProviderButton, ProviderProblem, ProviderView},
    },
};
use guichet_model::{Locale, Page, ProblemCode, route};

use super::{form::with_cookies, form_page, reader, see_other, view};
use crate::{
    accounts::{
        client,
        identity::{self, Identity},
        oidc::{self, OidcError, flow, mapping},
        session::{self, Onward},
        throttle::Bucket,
    },
    problem,
    settings::OidcSettings,
    state::State,
};

/// Seconds after which a provider that did not answer may be asked again.
const RETRY_AFTER_S: u16 = 60;

/// Sends a person to a provider.
pub async fn begin(
    Shared(state): Shared<Arc<State>>,
    Path((locale, provider)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    let (parts, _) = request.into_parts();
    let (uri, headers) = (&parts.uri, &parts.headers);
    let snapshot = state.snapshot();
    let known = snapshot.library.locales().iter().find(|known| known.as_str() == locale);
    let (Some(locale), Some(provider)) = (known, state.accounts.providers.get(&provider)) else {
        return problem::page(&state, uri, headers, ProblemCode::NotFound, None);
    };
    let next = view::parameter(uri, "next").unwrap_or_default();
    if comes_from_elsewhere(headers) {
        // Nobody is signed in without having wanted it (ASVS 5.0, 7.6.2): the page asks first.
        let to = format!("{}?next={}", Page::SignIn.path(locale), route::encode(&next));
        let answer = see_other(&to);
        return answer.unwrap_or_else(|code| problem::page(&state, uri, headers, code, None));
    }
    let client = client::address(&parts.extensions, headers, &state.settings.trusted_proxies);
    let attempt = state.accounts.throttle.attempt(&Bucket::provider(client), state.clock.now());
    if let Err(wait) = attempt {
        let mut page = problem::page(&state, uri, headers, ProblemCode::TooManyRequests, None);
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.seconds));
        return page;
    }
    let onward = Onward::new(locale.clone(), &next);
    let result = match flow::begin(&state, provider, &onward, headers).await {
        Ok(way) => see_other(&way.location).map(|answer| with_cookies(answer, vec![way.cookie])),
        Err(error) => {
            failed(&state, uri, headers, Some((&provider.settings, &onward)), error).await
        }
    };
    result.unwrap_or_else(|code| problem::page(&state, uri, headers, code, None))
}

/// Whether a browser says that another site led here (Fetch Metadata).
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    matches!(site, Some("cross-site" | "same-site"))
}

/// Receives a person whom a provider sends back.
pub async fn callback(
    Shared(state): Shared<Arc<State>>,
    Path(provider): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let result = arrive(&state, &provider, &uri, &headers).await;
    result.unwrap_or_else(|code| problem::page(&state, &uri, &headers, code, None))
}

async fn arrive(
    state: &Arc<State>,
    sent_by: &str,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, ProblemCode> {
    let answer = flow::Answer::parse(uri.query().unwrap_or(""));
    let flow = match flow::take(state, headers, &answer).await {
        Ok(flow) => flow,
        Err(error) => return failed(state, uri, headers, None, error).await,
    };
    let provider = state.accounts.providers.get(&flow.provider);
    let Some(provider) = provider.filter(|provider| provider.settings.id == sent_by) else {
        return failed(state, uri, headers, None, OidcError::Stale).await;
    };
    let vouched = async {
        let assertion = flow::finish(state, provider, &flow, &answer).await?;
        let storage = &state.accounts.storage;
        mapping::account(storage, &provider.settings, &assertion, state.clock.now()).await
    };
    let (account, organisation) = match vouched.await {
        Ok(vouched) => vouched,
        Err(error) => {
            let way = Some((&provider.settings, &flow.onward));
            return failed(state, uri, headers, way, error).await;
        }
    };
    let onward = Onward { organisation, ..flow.onward };
    let step = session::proceed(state, headers, &account, &onward).await?;
    Ok(with_cookies(see_other(&step.to)?, step.cookies))
}

/// The page that says why nobody is signed in.
async fn failed(
    state: &Arc<State>,
    uri: &Uri,
    headers: &HeaderMap,
    way: Option<(&OidcSettings, &Onward)>,
    error: OidcError,
) -> Result<Response, ProblemCode> {
    let problem = match error {
        OidcError::Storage(error) => return Err(identity::problem(error)),
        OidcError::Unreachable(_) => ProviderProblem::Unreachable,
        OidcError::Untrusted(_) => ProviderProblem::Untrusted,
        OidcError::Declined(_) => ProviderProblem::Declined,
        OidcError::Stale => ProviderProblem::Stale,
        OidcError::Unverified => ProviderProblem::Unverified,
        OidcError::AddressTaken => ProviderProblem::AddressTaken,
        OidcError::Suspended => ProviderProblem::Suspended,
    };
    let id = way.map_or("", |(provider, _)| &provider.id);
    match problem {
        ProviderProblem::Unreachable | ProviderProblem::Untrusted => {
            tracing::warn!(provider = id, error = ?error.to_string(), "nobody can be signed in");
        }
        _ => tracing::info!(provider = id, error = ?error.to_string(), "nobody is signed in"),
    }
    let snapshot = state.snapshot();
    let identity = identity::identify(state, headers).await.unwrap_or(Identity::Anonymous);
    let mut request = reader::fallback_request(&snapshot, uri, headers, &identity);
    if let Some((_, onward)) = way {
        request.locale = onward.locale.clone();
    }
    let policy = snapshot.library.policy();
    let page = PageRequest {
        page: Page::SignIn,
        visitor: identity.visitor(policy, &request.locale),
        view: View::Provider(ProviderView {
            problem,
            again: way.map(|(provider, onward)| again(provider, onward)),
            sign_in: sign_in(&request.locale, way.map(|(_, onward)| onward)),
        }),
        ..request
    };
    let mut response = form_page(state, page, StatusCode::OK, headers).await?;
    if problem == ProviderProblem::Unreachable {
        let after = HeaderValue::from(RETRY_AFTER_S);
        response.headers_mut().insert(header::RETRY_AFTER, after);
    }
    Ok(response)
}

fn again(provider: &OidcSettings, onward: &Onward) -> ProviderButton {
    oidc::button(provider, &onward.locale, onward.next.as_deref())
}

fn sign_in(locale: &Locale, onward: Option<&Onward>) -> String {
    match onward.and_then(|onward| onward.next.as_deref()) {
        Some(next) => view::sign_in_url(locale, next),
        None => Page::SignIn.path(locale),
    }
}
