//! What organisations and people are described by, checked once for the command line, the import and the API alike.
//!
//! Each check answers the value as it is stored, or a sentence that says what it may be.

use guichet_model::{Policy, email::EmailAddress, text::turns_direction};

/// The longest external identifier.
pub const MAX_EXTERNAL_ID: usize = 100;
/// The longest name of an organisation or a person, in characters.
pub const MAX_NAME: usize = 200;
/// How many domains an organisation may have.
pub const MAX_DOMAINS: usize = 100;

/// The identifier that billing or the CRM gave an organisation. It is part of addresses, so it has only signs that are safe there.
///
/// # Errors
/// What it may be.
pub fn external_id(text: &str) -> Result<&str, String> {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:@~".contains(&byte);
    let begins_well = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    if begins_well && text.len() <= MAX_EXTERNAL_ID && text.bytes().all(sign) {
        Ok(text)
    } else {
        Err(format!(
            "an external identifier has 1 to {MAX_EXTERNAL_ID} letters, digits and -_.:@~, a letter or digit first"
        ))
    }
}

/// What people call an organisation or a person.
///
/// # Errors
/// What it may be.
pub fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MAX_NAME {
        return Err(format!("a name has 1 to {MAX_NAME} characters"));
    }
    if text.chars().any(|c| c.is_control() || turns_direction(c)) {
        return Err("a name has no line breaks and no other control characters".to_owned());
    }
    Ok(text.to_owned())
}

/// An edition of the policy.
///
/// # Errors
/// Which editions there are.
pub fn edition(policy: &Policy, id: &str) -> Result<String, String> {
    if policy.editions.iter().any(|edition| edition.id == id) {
        return Ok(id.to_owned());
    }
    let known: Vec<&str> = policy.editions.iter().map(|edition| edition.id.as_str()).collect();
    if known.is_empty() {
        return Err(
            "the content folder's portal.toml names no editions; add one under [[editions]]"
                .to_owned(),
        );
    }
    Err(format!("there is no edition `{}`; use one of {}", id.escape_debug(), known.join(", ")))
}

/// The verified domains of an organisation. Those of personal addresses are nobody's.
///
/// # Errors
/// Which one is none.
pub fn domains<'a>(
    policy: &Policy,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<String>, String> {
    let mut domains = texts.into_iter().map(domain).collect::<Result<Vec<_>, _>>()?;
    domains.sort_unstable();
    domains.dedup();
    if domains.len() > MAX_DOMAINS {
        return Err(format!("an organisation has at most {MAX_DOMAINS} domains"));
    }
    let personal = domains.iter().find(|domain| policy.sign_in.personal_domains.contains(domain));
    match personal {
        Some(domain) => {
            Err(format!("anyone can have an address of {domain}; it is no organisation's"))
        }
        None => Ok(domains),
    }
}

fn domain(text: &str) -> Result<String, String> {
    let address: Result<EmailAddress, _> = format!("x@{}", text.trim()).parse();
    address.map(|address| address.domain().to_owned()).map_err(|_| {
        format!("`{}` is no domain; write it like example.org, without @", text.escape_debug())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn external_identifiers_survive_addresses() {
        for good in ["crm-1042", "0015g00000X", "a", "cus_9:eu@live~1.2"] {
            assert_eq!(external_id(good), Ok(good));
        }
        for bad in ["", ".", "..", "-a", "a/b", "a b", "é", "a\n", &"a".repeat(101)] {
            assert!(external_id(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_are_any_text_on_one_line() {
        assert_eq!(name("  小林製作所 "), Ok("小林製作所".to_owned()));
        assert_eq!(name("O’Brien & Söhne <GmbH>"), Ok("O’Brien & Söhne <GmbH>".to_owned()));
        for bad in ["", "  ", "a\nb", "a\u{1b}[2J", "a\u{202e}b", &"é".repeat(201)] {
            assert!(name(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_unknown_edition_is_refused_with_the_known_ones() {
        let policy: Policy = toml::from_str(
            "editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }, { id = \"free\", name = \"Free\", tier = \"free\" }]",
        )
        .unwrap();
        assert_eq!(edition(&policy, "plus"), Ok("plus".to_owned()));
        assert!(edition(&policy, "Plus").unwrap_err().contains("plus, free"));
        assert!(edition(&Policy::default(), "plus").unwrap_err().contains("portal.toml"));
    }

    #[test]
    fn domains_are_lower_case_and_named_once() {
        let policy: Policy =
            toml::from_str("sign_in = { personal_domains = [\"freemail.example\"] }").unwrap();
        let domains = |texts: &[&str]| super::domains(&policy, texts.iter().copied());
        assert!(domains(&["FreeMail.example"]).unwrap_err().contains("anyone"));
        let found = domains(&["Example.ORG", "b.example", "example.org"]);
        assert_eq!(found, Ok(vec!["b.example".to_owned(), "example.org".to_owned()]));
        for bad in ["@example.org", "example", "a b.org", "exämple.org", "http://example.org"] {
            assert!(domains(&[bad]).unwrap_err().contains("without @"), "{bad}");
        }
        let many: Vec<String> = (0..=MAX_DOMAINS).map(|n| format!("d{n}.example")).collect();
        assert!(super::domains(&policy, many.iter().map(String::as_str)).is_err());
    }
}
