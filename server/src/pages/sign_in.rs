//! Signing in and out.

use guichet_app::{
    page::PageRequest,
    pages::{View, sign_in::SignInView},
};

use super::{reader::Elsewhere, view::Asked};

/// What the page knows.
///
/// # Errors
/// Where to go first.
#[expect(clippy::unused_async, reason = "it will ask the database")]
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    _ = (asked, request);
    Ok(View::SignIn(SignInView::default()))
}
