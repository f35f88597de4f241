//! Asking for a link to choose a new password. The answer says nothing of whether there is an account: neither by its words nor by its time.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        forgot_password::{ForgotPasswordFault, ForgotPasswordView},
    },
};
use guichet_model::{ProblemCode, email::EmailAddress};
use tokio::time::Instant;

use super::{form::Form, reader::Elsewhere, sign_in::typed, view::Asked};
use crate::{
    accounts::{reset, throttle::Bucket},
    state::State,
};

/// When an answer leaves at the earliest: later than any of the work takes while the database is well.
const ANSWER_AFTER: Duration = Duration::from_millis(250);

/// What the page knows.
///
/// # Errors
/// Where to go first.
#[expect(clippy::unused_async, reason = "every page is asked alike; this one asks no database")]
pub async fn view(asked: &Asked<'_>, _: &PageRequest) -> Result<View, Elsewhere> {
    Ok(View::ForgotPassword(if asked.state.mail.is_on() {
        ForgotPasswordView::Ask { email: String::new(), fault: None }
    } else {
        ForgotPasswordView::NoMail
    }))
}

/// Sends a link, if there is an account.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(ask(&form).await),
        Err(response) => *response,
    }
}

async fn ask(form: &Form) -> Result<Response, ProblemCode> {
    let state = &form.state;
    if !state.mail.is_on() {
        return form.show(View::ForgotPassword(ForgotPasswordView::NoMail), StatusCode::OK).await;
    }
    let again = |fault| {
        View::ForgotPassword(ForgotPasswordView::Ask { email: typed(form), fault: Some(fault) })
    };
    let email = match form.field("email").parse::<EmailAddress>() {
        Ok(email) => email,
        Err(wrong) => {
            let view = again(ForgotPasswordFault::Email(wrong));
            return form.show(view, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let now = state.clock.now();
    for bucket in [Bucket::reset_client(form.client()), Bucket::ResetAccount(email.clone())] {
        if let Err(wait) = state.accounts.throttle.attempt(&bucket, now) {
            return form.show_wait(again(ForgotPasswordFault::TooMany(wait.minutes())), wait).await;
        }
    }
    let leaves = Instant::now() + ANSWER_AFTER;
    let done = reset::send_link(state, &form.snapshot, &email, form.locale()).await;
    tokio::time::sleep_until(leaves).await;
    done?;
    let minutes = usize::try_from(reset::LINK_MIN).unwrap_or_default();
    form.show(View::ForgotPassword(ForgotPasswordView::Sent { minutes }), StatusCode::OK).await
}
