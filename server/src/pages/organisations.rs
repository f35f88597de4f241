//! Choosing for which organisation one acts.

use guichet_app::{
    page::PageRequest,
    pages::{View, organisations::OrganisationsView},
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
    Ok(View::Organisations(OrganisationsView::default()))
}
