//! The staff's desk.

use guichet_app::{
    page::PageRequest,
    pages::{View, desk::DeskView},
};
use guichet_model::{ProblemCode, Viewer};

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
    match asked.identity.own_viewer(asked.snapshot.library.policy()) {
        Viewer::Staff => {}
        Viewer::Anonymous => return Err(view::sign_in_first(asked, &request.locale)),
        _ => return Err(Elsewhere::Problem(ProblemCode::Forbidden)),
    }
    Ok(View::Desk(DeskView::default()))
}
