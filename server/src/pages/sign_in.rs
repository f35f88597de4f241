//! Signing in with address and password, and signing out.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderName, HeaderValue, Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        sign_in::{SignInFault, SignInNews, SignInView},
    },
};
use guichet_model::{
    Page, ProblemCode,
    email::{EmailAddress, MAX_ADDRESS_BYTES},
};

use super::{
    form::{Form, with_cookies},
    reader::Elsewhere,
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::{
        cookie,
        identity::problem,
        oidc,
        session::{self, Onward},
        sign_in::{self, Outcome},
        throttle::Wait,
    },
    state::State,
};

/// What browsers forget once their person has signed out (Clear Site Data, section 3.1): pages that only they were shown.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// What the page knows. Whoever is signed in already is led on.
///
/// # Errors
/// Where to go first.
#[expect(clippy::unused_async, reason = "every page is asked alike; this one asks no database")]
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let next = asked.parameter("next").unwrap_or_default();
    let onward = Onward::new(request.locale.clone(), &next);
    if asked.identity.session().is_some() {
        return Err(Elsewhere::Redirect { to: onward.path(), permanent: false });
    }
    let news = asked.parameter("news").and_then(|name| SignInNews::parse(&name));
    let providers = oidc::buttons(&asked.state.settings, &request.locale, onward.next.as_deref());
    Ok(View::SignIn(SignInView { next: onward.next, news, providers, ..SignInView::default() }))
}

/// The address of the page that tells some news.
pub fn url_with(news: SignInNews, page: &PageRequest) -> String {
    format!("{}?news={}", Page::SignIn.path(&page.locale), news.name())
}

/// Signs in.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(sign_in(&form).await),
        Err(response) => *response,
    }
}

async fn sign_in(form: &Form) -> Result<Response, ProblemCode> {
    let parsed = form.field("email").parse::<EmailAddress>();
    let mut faults: Vec<SignInFault> =
        parsed.as_ref().err().map(|wrong| SignInFault::Email(*wrong)).into_iter().collect();
    if form.field("password").is_empty() {
        faults.push(SignInFault::NoPassword);
    }
    let email = match parsed {
        Ok(email) if faults.is_empty() => email,
        other => return refuse(form, other.ok().as_ref(), faults).await,
    };
    let (headers, client) = (form.headers(), form.client());
    match sign_in::with_password(&form.state, headers, client, &email, form.field("password"))
        .await?
    {
        Outcome::Right(account) => {
            let onward = Onward::new(form.locale().clone(), form.field("next"));
            let step = session::proceed(&form.state, headers, &account, &onward).await?;
            Ok(with_cookies(see_other(&step.to)?, step.cookies))
        }
        Outcome::Wrong => refuse(form, Some(&email), vec![SignInFault::Mismatch]).await,
        Outcome::TooMany(wait) => wait_first(form, &email, wait).await,
    }
}

async fn refuse(
    form: &Form,
    email: Option<&EmailAddress>,
    faults: Vec<SignInFault>,
) -> Result<Response, ProblemCode> {
    form.show(again(form, email, faults), StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn wait_first(
    form: &Form,
    email: &EmailAddress,
    wait: Wait,
) -> Result<Response, ProblemCode> {
    let faults = vec![SignInFault::TooMany(wait.minutes())];
    form.show_wait(again(form, Some(email), faults), wait).await
}

/// The page again, with what was typed; never the password.
fn again(form: &Form, email: Option<&EmailAddress>, faults: Vec<SignInFault>) -> View {
    let sign_in = &form.snapshot.library.policy().sign_in;
    let next = view::safe_next(form.field("next"));
    View::SignIn(SignInView {
        email: typed(form),
        next: next.map(str::to_owned),
        providers: oidc::buttons(&form.state.settings, form.locale(), next),
        faults,
        news: None,
        personal: email.is_some_and(|email| sign_in.is_personal(email)),
    })
}

/// The address as it was typed, cut to what could be one.
pub(super) fn typed(form: &Form) -> String {
    form.field("email").chars().take(MAX_ADDRESS_BYTES).collect()
}

/// Signs out: the session ends, and the browser forgets what it was shown.
pub async fn sign_out(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, Some(Page::SignIn)).await {
        Ok(form) => form.answer(end(&form).await),
        Err(response) => *response,
    }
}

async fn end(form: &Form) -> Result<Response, ProblemCode> {
    session::end_of_browser(&form.state, form.headers()).await.map_err(problem)?;
    signed_out(form)
}

/// The answer to whoever has just signed out.
pub(super) fn signed_out(form: &Form) -> Result<Response, ProblemCode> {
    let response = see_other(&url_with(SignInNews::SignedOut, &form.page))?;
    let mut response = with_cookies(response, vec![cookie::clear(&form.state.settings)]);
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\""));
    Ok(response)
}
