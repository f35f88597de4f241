//! The settings of an identity provider.

use serde::{Deserialize, Serialize};

use super::Concealed;

/// An identity provider (OpenID Connect Core 1.0).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSettings {
    /// Its name in addresses.
    pub id: String,
    /// What people call it, on the button.
    pub name: String,
    /// Its issuer, from which everything else is discovered.
    pub issuer: String,
    /// What the portal is called there.
    pub client_id: String,
    /// The password that the portal shares with it.
    pub client_secret: Option<Concealed>,
    /// Scopes beside `openid`.
    #[serde(default = "OidcSettings::default_scopes")]
    pub scopes: Vec<String>,
    /// Whether what it says of addresses is the truth for all of them, so that it opens every account by its address. Without this it opens
    /// only accounts of organisations whose verified domain the address has, and only where it says that it verified the address.
    #[serde(default)]
    pub trust_email: bool,
    /// Domains of addresses that it speaks for; every organisation's verified domain when empty. With several providers, name them.
    #[serde(default)]
    pub domains: Vec<String>,
    /// The claim with the organisation's external identifier, a text or a list. At each sign-in the person belongs to exactly those it names.
    #[serde(default)]
    pub organisation_claim: Option<String>,
    /// The claim with the person's role, a text or a list.
    #[serde(default)]
    pub role_claim: Option<String>,
    /// The values of that claim that make an administrator.
    #[serde(default)]
    pub administrator_values: Vec<String>,
}

impl OidcSettings {
    fn default_scopes() -> Vec<String> {
        vec!["email".to_owned(), "profile".to_owned()]
    }

    /// What keeps it from being used.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let in_addresses = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let secured = |host: &str| !host.is_empty();
        // OpenID Connect Core 1.0 section 2; a plain connection is for trials on one's own machine.
        let local = |host: &str| {
            ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| {
                host.strip_prefix(own).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(':') || rest.starts_with('/')
                })
            })
        };
        if self.id.is_empty() || !self.id.bytes().all(in_addresses) {
            Some("its id stands in addresses: letters, digits, - and _")
        } else if !self.issuer.strip_prefix("https://").is_some_and(secured)
            && !self.issuer.strip_prefix("http://").is_some_and(local)
        {
            Some("its issuer has to be an https address")
        } else if self.role_claim.is_none() != self.administrator_values.is_empty() {
            Some("role_claim and administrator_values belong together")
        } else {
            None
        }
    }
}
