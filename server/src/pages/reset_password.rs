//! Choosing a new password by a link. Looking at the page uses up nothing, so that a mail program that follows links spoils none.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{View, reset_password::ResetPasswordView, sign_in::SignInNews},
};
use guichet_model::ProblemCode;

use super::{
    form::{Form, with_cookies},
    reader::Elsewhere,
    see_other, sign_in,
    view::Asked,
};
use crate::{
    accounts::{
        cookie,
        device::{self, Known},
        reset::{self, Outcome},
    },
    state::State,
};

/// What the page knows.
///
/// # Errors
/// When the database does not answer.
pub async fn view(asked: &Asked<'_>, _: &PageRequest) -> Result<View, Elsewhere> {
    let token = asked.parameter("token").unwrap_or_default();
    let account = reset::holder(asked.state, &token).await.map_err(Elsewhere::Problem)?;
    Ok(View::ResetPassword(match account {
        Some(_) => ResetPasswordView::Choose { token, unfit: None },
        None => ResetPasswordView::Expired,
    }))
}

/// Sets the password.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(choose(&form).await),
        Err(response) => *response,
    }
}

async fn choose(form: &Form) -> Result<Response, ProblemCode> {
    let token = form.field("token");
    let (state, locale) = (&form.state, form.locale());
    match reset::choose(state, &form.snapshot, token, form.field("password"), locale).await? {
        Outcome::Changed(account) => {
            // Who reads the account's mail is its owner: strangers who guess at the password shall not keep this browser out.
            let device = device::cookie(state, form.headers(), &account.id, Known::ByMail).await?;
            let to = sign_in::url_with(SignInNews::PasswordChanged, &form.page);
            let cookies = vec![cookie::clear(&state.settings), device];
            Ok(with_cookies(see_other(&to)?, cookies))
        }
        Outcome::Unfit(unfit) => {
            let view = ResetPasswordView::Choose { token: token.to_owned(), unfit: Some(unfit) };
            form.show(View::ResetPassword(view), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Outcome::TooMany(wait) => {
            let (token, minutes) = (token.to_owned(), wait.minutes());
            let view = ResetPasswordView::Wait { token, minutes };
            form.show_wait(View::ResetPassword(view), wait).await
        }
        Outcome::Expired => {
            form.show(View::ResetPassword(ResetPasswordView::Expired), StatusCode::OK).await
        }
    }
}
