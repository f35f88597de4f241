//! Names that say that what stands beside them is a secret.

/// Headers whose whole value is secret (RFC 9110 section 11, RFC 6265, and what is common).
const HEADERS: [&str; 9] = [
    "authorization",
    "proxy-authorization",
    "authentication-info",
    "cookie",
    "cookie2",
    "set-cookie",
    "set-cookie2",
    "x-goog-iap-jwt-assertion",
    "x-amz-security-token",
];

/// Whole names of fields, without hyphens and underscores.
const WHOLE: [&str; 12] = [
    "bearer",
    "credential",
    "credentials",
    "csrf",
    "jwt",
    "otp",
    "pass",
    "pin",
    "pwd",
    "sid",
    "totp",
    "xsrf",
];

/// Whole names that are secret as a parameter of an address or a form, and harmless elsewhere: a `code` may be an error's.
const PARAMETERS: [&str; 12] = [
    "auth",
    "code",
    "key",
    "nonce",
    "samlrequest",
    "samlresponse",
    "session",
    "sig",
    "signature",
    "state",
    "ticket",
    "sessionstate",
];

/// Parts of names, without hyphens and underscores.
const PARTS: [&str; 23] = [
    "accesskey",
    "apikey",
    "authtoken",
    "authkey",
    "clientassertion",
    "clientsecret",
    "cookie",
    "jsessionid",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "phpsessid",
    "privatekey",
    "recoverycode",
    "samlresponse",
    "secret",
    "sessid",
    "sessionid",
    "sessionkey",
    "sharedkey",
    "token",
    "verificationcode",
];

/// Parts of names in other languages of the portal's readers, in small letters.
const FOREIGN: [&str; 5] = ["motdepasse", "contraseña", "contrasena", "パスワード", "認証コード"];

/// Names that only look like one of the above.
const HARMLESS: [&str; 10] = [
    "cookieenabled",
    "cookies",
    "maxtokens",
    "passwordpolicy",
    "secretary",
    "tokencount",
    "tokenendpoint",
    "tokenexpiry",
    "tokens",
    "tokentype",
];

/// A name in small letters, without what parts its words.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether all that follows a header of this name is secret.
pub(crate) fn is_header(name: &str) -> bool {
    HEADERS.contains(&name.trim().to_ascii_lowercase().as_str())
}

/// Whether a field or header of this name carries a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    let bare = bare(name);
    if bare.is_empty() || HARMLESS.contains(&bare.as_str()) {
        return false;
    }
    is_header(name)
        || WHOLE.contains(&bare.as_str())
        || PARTS.iter().any(|part| bare.contains(part))
        || FOREIGN.iter().any(|part| bare.contains(part))
}

/// Whether a parameter of an address or a form carries a secret.
pub(crate) fn is_parameter(name: &str) -> bool {
    is_secret(name) || PARAMETERS.contains(&bare(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_written() {
        for secret in [
            "password",
            "Password",
            "user_password",
            "newPassword",
            "X-Api-Key",
            "access_token",
            "refreshToken",
            "id_token",
            "client-secret",
            "XSRF-TOKEN",
            "JSESSIONID",
            "sid",
            "otp",
            "contraseña",
            "mot_de_passe",
            "パスワード",
            "Authorization",
            "cookie",
            "Set-Cookie",
            "X-Auth-Token",
        ] {
            assert!(is_secret(secret), "{secret}");
        }
        for plain in [
            "name",
            "zip",
            "status",
            "url",
            "token_type",
            "code",
            "error_code",
            "key",
            "keyboard",
            "compass",
            "Secretary",
            "",
            "Content-Type",
            "User-Agent",
            "Received",
            "X-Request-Id",
            "DKIM-Signature",
            "Authentication-Results",
            "state",
        ] {
            assert!(!is_secret(plain), "{plain}");
        }
        assert!(is_parameter("code") && is_parameter("SAMLResponse") && is_parameter("state"));
    }
}
