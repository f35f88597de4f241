//! The address that answers to a case come to: `reply+<reference>.<signature>@…`. Whoever has it may write to that case and to no other.

use guichet_model::{case::CaseRef, email::EmailAddress};
use guichet_storage::{StorageError, hex};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::office::Office;
use crate::settings::Settings;

/// Bytes of the signature that stand in an address: as many as no one tries out by mail.
const SIGNATURE_BYTES: usize = 10;
/// The name of the key in the database.
const KEY: &str = "case-reply";
/// What is signed besides the reference.
const PURPOSE: &[u8] = b"reply ";

/// The address for answers to a case, where the operator has set one up.
///
/// # Errors
/// When the database does not answer for the key.
pub async fn of_case(
    office: &Office<'_>,
    reference: &CaseRef,
) -> Result<Option<String>, StorageError> {
    let Some(address) = &office.settings.mail_reply else { return Ok(None) };
    let key = office.storage.secret(KEY).await?;
    let (local, domain) = parts(address);
    let reference_in_mail = reference.as_str().to_ascii_lowercase();
    Ok(Some(format!("{local}+{reference_in_mail}.{}@{domain}", sign(&key, PURPOSE, reference))))
}

/// The case that an address is for; `None` for an address of another kind, or one that the portal has not signed.
///
/// # Errors
/// When the database does not answer for the key.
pub async fn case_of(
    settings: &Settings,
    storage: &guichet_storage::Storage,
    address: &str,
) -> Result<Option<CaseRef>, StorageError> {
    let Some(own) = &settings.mail_reply else { return Ok(None) };
    let Some((reference, signature)) = tagged(own, address) else { return Ok(None) };
    let key = storage.secret(KEY).await?;
    let right = same(sign(&key, PURPOSE, &reference).as_bytes(), signature.as_bytes());
    Ok(right.then_some(reference))
}

/// The reference and the signature in an address, which mail servers may have written in any case.
fn tagged(own: &EmailAddress, address: &str) -> Option<(CaseRef, String)> {
    let address = address.trim().trim_matches(['<', '>']).to_ascii_lowercase();
    let (own_local, own_domain) = parts(own);
    let (local, domain) = address.rsplit_once('@')?;
    let tag = local.strip_prefix(own_local)?.strip_prefix('+')?;
    let (reference, signature) = tag.split_once('.')?;
    let is_ours = domain == own_domain && reference.len() == 8;
    is_ours.then(|| Some((reference.parse().ok()?, signature.to_owned())))?
}

fn parts(address: &EmailAddress) -> (&str, &str) {
    address.as_str().rsplit_once('@').unwrap_or((address.as_str(), ""))
}

/// A signature for a case, of as many bytes as no one tries out.
pub(super) fn sign(key: &[u8], purpose: &[u8], reference: &CaseRef) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(purpose);
    mac.update(reference.as_str().as_bytes());
    let bytes = mac.finalize().into_bytes();
    hex(&bytes[..SIGNATURE_BYTES])
}

/// Whether two texts are the same, in a time that does not tell where they differ.
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_in_any_case_and_no_other_one_is() {
        let own: EmailAddress = "reply@help.example".parse().unwrap();
        let reference = CaseRef::from_number(42);
        let lower = reference.as_str().to_ascii_lowercase();
        let signature = sign(b"key", PURPOSE, &reference);
        let address = format!("reply+{lower}.{signature}@help.example");
        assert!(address.len() - "@help.example".len() <= 64, "a mail server takes it (RFC 5321)");
        for written in [address.clone(), address.to_uppercase(), format!(" <{address}>")] {
            assert_eq!(tagged(&own, &written), Some((reference.clone(), signature.clone())));
        }
        for other in [
            format!("reply+{lower}.{signature}@other.example"),
            format!("other+{lower}.{signature}@help.example"),
            format!("reply{lower}.{signature}@help.example"),
            format!("reply+{lower}{signature}@help.example"),
            "reply+.@help.example".to_owned(),
            "reply@help.example".to_owned(),
            String::new(),
        ] {
            assert_eq!(tagged(&own, &other), None, "{other}");
        }
        assert_ne!(sign(b"key", PURPOSE, &reference), sign(b"other", PURPOSE, &reference));
        assert_ne!(signature, sign(b"key", PURPOSE, &CaseRef::from_number(43)));
        assert!(same(b"ab", b"ab") && !same(b"ab", b"ac") && !same(b"ab", b"abc"));
    }
}
