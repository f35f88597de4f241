//! What stood in a form that could not be taken because something failed here: it is given back on the page that says so, to be sent again.

use guichet_app::{page::PageRequest, pages::problem::GivenBack};
use guichet_model::{Page, ProblemCode, guided::FormStep};

use super::desk;

/// What a customer sends to a case.
const CASE: [&str; 4] = ["do", "text", "reason", "file"];
/// What an agent sends besides words: what is done, the version that was seen, and files that wait.
const DESK: [&str; 3] = ["do", "version", "file"];

/// What the last pages of the guided form send: whose draft it is, and the priority with its reason.
const REVIEW: [&str; 6] = ["draft", "as", "level", "reason", "by", "action"];

/// What of a form is given back: of those in which people write at length, all but files, where the failure is the portal's own.
pub(super) fn of(
    page: &PageRequest,
    code: ProblemCode,
    fields: &[(String, String)],
) -> Option<GivenBack> {
    let known = |name: &str| match page.page {
        Page::Case(_) => CASE.contains(&name),
        Page::NewCase(FormStep::Evidence | FormStep::Review) => REVIEW.contains(&name),
        Page::DeskCase(_) => DESK.contains(&name) || desk::case::KEPT.contains(&name),
        _ => false,
    };
    let fields: Vec<_> = fields.iter().filter(|(name, _)| known(name)).cloned().collect();
    (code.status() >= 500 && !fields.is_empty())
        .then(|| GivenBack { action: page.page.path(&page.locale), fields })
}
