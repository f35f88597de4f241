//! The second step of signing in: a password is proven, a code is asked for.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{View, second_factor::SecondFactorView},
};
use guichet_model::{Page, ProblemCode};
use guichet_storage::{AccountId, OneTimeToken, Purpose, TokenHash};

use super::{
    form::{Form, with_cookies},
    reader::Elsewhere,
    see_other,
    view::Asked,
};
use crate::{
    accounts::{
        cookie, device,
        identity::problem,
        session::{self, SecondStep},
        throttle::Bucket,
        totp,
    },
    state::State,
};

/// Codes that may be wrong before the whole sign-in begins anew.
const MAX_WRONG: u32 = 5;
/// What asks for a recovery code instead, in addresses and forms.
const RECOVERY: &str = "recovery-code";

/// What the page knows.
///
/// # Errors
/// To the page for signing in, when no sign-in waits for its second step.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    let Some(token) = cookie::SECOND_FACTOR.value(&asked.state.settings, asked.headers) else {
        let to = Page::SignIn.path(&request.locale);
        return Err(Elsewhere::Redirect { to, permanent: false });
    };
    let waiting = waiting(asked.state, &TokenHash::of(token)).await.map_err(Elsewhere::Problem)?;
    let recovery = asked.parameter("with").as_deref() == Some(RECOVERY);
    Ok(View::SecondFactor(match waiting {
        Some(_) => SecondFactorView::Ask { recovery, wrong: false },
        None => SecondFactorView::Over,
    }))
}

/// Receives a code.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(check(&form).await),
        Err(refused) => *refused,
    }
}

/// The sign-in that waits under a token.
async fn waiting(state: &State, token: &TokenHash) -> Result<Option<OneTimeToken>, ProblemCode> {
    let now = state.clock.now();
    let storage = &state.accounts.storage;
    storage.peek_token(Purpose::SecondFactor, token, now).await.map_err(problem)
}

async fn check(form: &Form) -> Result<Response, ProblemCode> {
    let (state, storage) = (&form.state, &form.state.accounts.storage);
    let Some(token) = cookie::SECOND_FACTOR.value(&state.settings, form.headers()) else {
        return over(form).await;
    };
    let token = TokenHash::of(token);
    let Some(OneTimeToken { account: Some(account), .. }) = waiting(state, &token).await? else {
        return over(form).await;
    };
    let known = device::of(state, form.headers()).await?;
    let bucket = Bucket::SecondFactor {
        account: account.clone(),
        device: known
            .filter(|device| device.account == account && device.has_signed_in())
            .map(|device| device.nonce),
    };
    let now = state.clock.now();
    let recovery = form.field("with") == RECOVERY;
    if let Err(wait) = state.accounts.throttle.attempt(&bucket, now) {
        let minutes = wait.minutes();
        let view = View::SecondFactor(SecondFactorView::Wait { recovery, minutes });
        return form.show_wait(view, wait).await;
    }
    if !fits(state, &account, form.field("code")).await? {
        let holds = storage.count_failure(Purpose::SecondFactor, &token, MAX_WRONG).await;
        if !holds.map_err(problem)? {
            return over(form).await;
        }
        let view = View::SecondFactor(SecondFactorView::Ask { recovery, wrong: true });
        return form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    state.accounts.throttle.forgive(&bucket);
    let done = storage.take_token(Purpose::SecondFactor, &token, now).await.map_err(problem)?;
    let Some(waited) = done else { return over(form).await };
    let account = storage.account(&account).await.map_err(problem)?;
    let second: SecondStep =
        serde_json::from_str(&waited.payload).map_err(|_| ProblemCode::Internal)?;
    let Some(account) = account.filter(|account| !account.suspended && second.holds_for(account))
    else {
        return over(form).await;
    };
    let step = session::begin(state, form.headers(), &account, true, &second.onward).await?;
    Ok(with_cookies(see_other(&step.to)?, step.cookies))
}

/// Whether a code is one of the account's, of its app or for recovery; it is used up by being asked.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn fits(
    state: &State,
    account: &AccountId,
    code: &str,
) -> Result<bool, ProblemCode> {
    let storage = &state.accounts.storage;
    if totp::recovery::is_like_one(code) {
        let hash = totp::recovery::hash(code);
        return storage.use_recovery_code(account, &hash).await.map_err(problem);
    }
    let Some(factor) = storage.second_factor(account).await.map_err(problem)? else {
        return Ok(false);
    };
    match totp::step(&factor.secret, code, state.clock.now()) {
        Some(step) => storage.use_step(account, step).await.map_err(problem),
        None => Ok(false),
    }
}

/// The page that leads back to the beginning.
async fn over(form: &Form) -> Result<Response, ProblemCode> {
    let view = View::SecondFactor(SecondFactorView::Over);
    let response = form.show(view, StatusCode::FORBIDDEN).await?;
    let clear = cookie::SECOND_FACTOR.clear(&form.state.settings);
    Ok(with_cookies(response, vec![clear]))
}
