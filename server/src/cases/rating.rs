//! The questionnaire: one question by mail, once a case, answered with one click on a page that needs no sign-in.
//!
//! The link in the mail is signed for its case; whoever asked needs none once they are signed in. It opens a page where the answer stands chosen
//! already. Following the link changes nothing: mail scanners and browsers that look ahead follow links, too. The answer is sent by a POST, which
//! the page's script (`rating.js`) makes by itself once the page is seen, and the page's button where no script runs.
//!
//! A few scanners run scripts. Browsers that say of themselves that a program drives them are left out by the script; one that hides it answers
//! for somebody who has not answered yet. The last answer counts, so their own click, whenever it comes, puts that right; what remains is a wrong
//! answer of people who give none. One click for everybody else was judged worth it.

use guichet_model::case::CaseRef;
use guichet_storage::{Case, Storage, StorageError};

use super::{address, office::Office};

/// The name of the key in the database.
const KEY: &str = "case-rating";

/// The address of the page on which a case is rated; the answer is added to it.
///
/// # Errors
/// When the database does not answer for the key.
pub async fn url(office: &Office<'_>, case: &Case) -> Result<String, StorageError> {
    let key = office.storage.secret(KEY).await?;
    let page = guichet_model::Page::CaseRating(case.reference.clone()).path(&case.locale);
    let signature = address::sign(&key, b"rating ", &case.reference);
    Ok(format!("{}{page}?key={signature}", office.settings.base_url()))
}

/// Whether a link's signature is the case's own.
///
/// # Errors
/// When the database does not answer for the key.
pub async fn is_signed(
    storage: &Storage,
    reference: &CaseRef,
    signature: &str,
) -> Result<bool, StorageError> {
    let key = storage.secret(KEY).await?;
    let own = address::sign(&key, b"rating ", reference);
    Ok(address::same(own.as_bytes(), signature.as_bytes()))
}
