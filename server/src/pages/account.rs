//! One's own account: password, second factor, sessions.

use guichet_app::{
    page::PageRequest,
    pages::{View, account::AccountView},
};

use super::{
    reader::Elsewhere,
    view::{self, Asked},
};

/// What the page knows.
///
/// # Errors
/// Where to go first.
#[expect(clippy::unused_async, reason = "it will ask the database")]
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    if asked.identity.session().is_none() {
        return Err(view::sign_in_first(asked, &request.locale));
    }
    Ok(View::Account(AccountView::default()))
}
