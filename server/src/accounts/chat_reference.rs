//! References that chats are opened with: the operator's chat system learns from them for whom it is, and need not ask.
//!
//! A reference is a JSON Web Token (RFC 7519), signed with HMAC-SHA256 (`HS256`, RFC 7518 section 3.2) by the setting `chat_secret`:
//! `iss` the portal, `sub` the account, `org` the organisation's external identifier, `lang` the language of the desk, `iat` and `exp`; and
//! `case`, where the chat is about a case: its `reference`, `title`, `priority`, `service`, and the `url` at which agents read all of it.
//! It is made when the reader goes to the chat, so it need not hold for long.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use guichet_model::{Locale, Page, ProblemCode, route};
use guichet_storage::{Case, SessionState};
use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use serde_json::json;
use sha2::Sha256;

use super::identity::problem;
use crate::{settings::Concealed, state::State};

/// Seconds for which a reference holds.
pub const VALID_S: i64 = 300;
/// What every reference says of itself.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// The address of a chat for someone: the operator's, with the language and a reference, which tells of the case that it is about.
///
/// # Errors
/// When the database does not answer for the key.
pub async fn address(
    state: &State,
    session: &SessionState,
    chat: &str,
    language: &Locale,
    case: Option<&Case>,
) -> Result<String, ProblemCode> {
    let claims = claims(&state.settings.base_url(), session, language, case, state.clock.now());
    let token = match &state.settings.chat_secret {
        Some(Concealed(key)) => sign(key.as_bytes(), &claims),
        None => sign(&state.accounts.storage.secret("chat").await.map_err(problem)?, &claims),
    };
    Ok(with_reference(chat, language, &token))
}

fn claims(
    issuer: &str,
    session: &SessionState,
    language: &Locale,
    case: Option<&Case>,
    now: Timestamp,
) -> String {
    let organisation = session.organisation.as_ref().and_then(|(o, _)| o.external_id.as_deref());
    let mut claims = json!({
        "iss": issuer,
        "sub": session.account.id.as_str(),
        "org": organisation,
        "lang": language.as_str(),
        "iat": now.as_second(),
        "exp": now.as_second() + VALID_S,
    });
    if let Some(case) = case {
        let desk = Page::DeskCase(case.reference.clone()).path(language);
        claims["case"] = json!({
            "reference": case.reference.as_str(),
            "title": case.title,
            "priority": case.state.priority,
            "service": case.service,
            "url": format!("{issuer}{desk}"),
        });
    }
    claims.to_string()
}

fn sign(key: &[u8], claims: &str) -> String {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(HEADER), URL_SAFE_NO_PAD.encode(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// Adds the parameters to an address that may have a query and a fragment of its own.
fn with_reference(chat: &str, language: &Locale, token: &str) -> String {
    let (address, fragment) = match chat.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (chat, String::new()),
    };
    let separator = if address.contains('?') { '&' } else { '?' };
    let language = route::encode(language.as_str());
    format!("{address}{separator}language={language}&reference={token}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_what_other_systems_compute() {
        // Computed by Python's hmac and hashlib.
        let token = sign(b"0123456789abcdef0123456789abcdef", r#"{"sub":"a"}"#);
        assert_eq!(
            token,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIn0.YTr6qPF-N-Bo-UZqK7Hz8gvEwXiRoDS1Hw2fNFD_Ri4"
        );
    }

    #[test]
    fn parameters_join_those_that_are_there() {
        let japanese: Locale = "ja".parse().unwrap();
        assert_eq!(
            with_reference("https://chat.example/x?team=2#top", &japanese, "t.o.k"),
            "https://chat.example/x?team=2&language=ja&reference=t.o.k#top"
        );
        assert_eq!(
            with_reference("https://chat.example", &japanese, "t.o.k"),
            "https://chat.example?language=ja&reference=t.o.k"
        );
    }
}
