//! Asking for a link to choose a new password.

use guichet_app::{
    page::PageRequest,
    pages::{View, forgot_password::ForgotPasswordView},
};

use super::{reader::Elsewhere, view::Asked};

/// What the page knows.
///
/// # Errors
/// Where to go first.
#[expect(clippy::unused_async, reason = "it will ask the database")]
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    _ = (asked, request);
    Ok(View::ForgotPassword(ForgotPasswordView::default()))
}
