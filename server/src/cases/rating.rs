//! The questionnaire: one question by mail, once a case, answered with one click on a page that needs no sign-in.
//!
//! The link in the mail is signed for its case; whoever asked needs none once they are signed in. It opens a page where the answer stands chosen
//! already, and the answer is sent by the page's button: mail scanners follow links, and must not answer for anyone.

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
