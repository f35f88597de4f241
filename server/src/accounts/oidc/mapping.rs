//! From what a provider says of a person to their account, and to the organisations they belong to.
//!
//! An account is opened to whom it belongs: by the identity that is linked to it, or by its address where the provider may speak for that
//! address. Nobody becomes staff here.

use guichet_model::{email::EmailAddress, text::turns_direction, viewer::Role};
use guichet_storage::{
    Account, Conflict, NewAccount, Organisation, OrganisationId, Storage, StorageError,
};
use jiff::Timestamp;
use serde_json::Value;

use super::{OidcError, flow::Assertion};
use crate::settings::OidcSettings;

/// The longest name that is taken over, in characters.
const MAX_NAME_CHARS: usize = 120;

/// The account of a person whom a provider vouches for; linked or created where there is none yet, its organisations brought up to date.
/// Beside it the organisation to act for, where the provider tells one.
///
/// # Errors
/// When the person has no account and cannot get one, or theirs is suspended.
pub async fn account(
    storage: &Storage,
    settings: &OidcSettings,
    assertion: &Assertion,
    now: Timestamp,
) -> Result<(Account, Option<OrganisationId>), OidcError> {
    let account = match find_or_create(storage, settings, assertion, now).await {
        // The same person in another tab was quicker: the account is there now.
        Err(OidcError::Storage(StorageError::Conflict(
            Conflict::EmailTaken | Conflict::IdentityTaken,
        ))) => find_or_create(storage, settings, assertion, now).await?,
        other => other?,
    };
    if account.suspended {
        return Err(OidcError::Suspended);
    }
    let told = update_memberships(storage, settings, assertion, &account, now).await?;
    Ok((account, told))
}

async fn find_or_create(
    storage: &Storage,
    settings: &OidcSettings,
    assertion: &Assertion,
    now: Timestamp,
) -> Result<Account, OidcError> {
    let (issuer, subject) = (&assertion.issuer, &assertion.subject);
    if let Some(known) = storage.account_by_identity(issuer, subject).await? {
        return Ok(known);
    }
    let email = verified_address(settings, assertion).ok_or(OidcError::Unverified)?;
    let Some(existing) = storage.account_by_email(email).await? else {
        let new = NewAccount {
            email: email.clone(),
            name: name(assertion, email),
            password_hash: None,
            staff: None,
            membership: None,
            identity: Some((issuer.clone(), subject.clone())),
        };
        return Ok(storage.create_account(&new, now).await?);
    };
    // Whoever verified a domain verified it for customers; staff are opened by the operator's word alone.
    let may_open = settings.trust_email
        || (existing.staff.is_none()
            && vouched_organisation(storage, settings, assertion).await?.is_some());
    if !may_open {
        return Err(OidcError::AddressTaken);
    }
    if existing.suspended {
        return Err(OidcError::Suspended);
    }
    storage.link_identity(&existing.id, issuer, subject, now).await?;
    Ok(existing)
}

/// The person's address, if the provider has seen that it is theirs. A trusted provider need not say so; none may say the opposite.
fn verified_address<'a>(
    settings: &OidcSettings,
    assertion: &'a Assertion,
) -> Option<&'a EmailAddress> {
    let verified = assertion.email_verified.unwrap_or(settings.trust_email);
    assertion.email.as_ref().filter(|_| verified)
}

/// The organisation whose verified domain the person's address has, if the provider speaks for that domain.
async fn vouched_organisation(
    storage: &Storage,
    settings: &OidcSettings,
    assertion: &Assertion,
) -> Result<Option<Organisation>, OidcError> {
    let Some(domain) = verified_address(settings, assertion).map(EmailAddress::domain) else {
        return Ok(None);
    };
    let speaks_for = |own: &String| own.eq_ignore_ascii_case(domain);
    if !settings.domains.is_empty() && !settings.domains.iter().any(speaks_for) {
        return Ok(None);
    }
    Ok(storage.organisation_by_domain(domain).await?)
}

/// Brings the person's organisations up to date: where the provider tells them, exactly those; else the one of their verified domain.
/// Answers the one, if it is one.
async fn update_memberships(
    storage: &Storage,
    settings: &OidcSettings,
    assertion: &Assertion,
    account: &Account,
    now: Timestamp,
) -> Result<Option<OrganisationId>, OidcError> {
    let present = storage.memberships(&account.id).await?;
    let role_now = |id: &OrganisationId| {
        present.iter().find(|one| one.organisation.id == *id).map(|one| one.role)
    };
    let told = told_role(settings, assertion);
    let belongs_to = match &settings.organisation_claim {
        Some(claim) => claimed_organisations(storage, settings, assertion, claim).await?,
        None => vouched_organisation(storage, settings, assertion).await?.into_iter().collect(),
    };
    for organisation in &belongs_to {
        let before = role_now(&organisation.id);
        // Without word of the role, one that was given here stays.
        let role = told.or(before).unwrap_or(Role::Member);
        if before != Some(role) {
            storage.set_membership(&account.id, &organisation.id, role, now).await?;
        }
    }
    if settings.organisation_claim.is_some() {
        let left = present
            .iter()
            .map(|one| &one.organisation.id)
            .filter(|id| belongs_to.iter().all(|organisation| organisation.id != **id));
        for id in left {
            storage.remove_membership(&account.id, id).await?;
        }
    }
    Ok(match belongs_to.as_slice() {
        [one] if settings.organisation_claim.is_some() => Some(one.id.clone()),
        _ => None,
    })
}

async fn claimed_organisations(
    storage: &Storage,
    settings: &OidcSettings,
    assertion: &Assertion,
    claim: &str,
) -> Result<Vec<Organisation>, OidcError> {
    let mut organisations = Vec::new();
    for external_id in texts(assertion.claims.get(claim)) {
        if let Some(found) = storage.organisation_by_external_id(external_id).await? {
            organisations.push(found);
        } else {
            let provider = &settings.id;
            tracing::warn!(provider, external_id, "the provider names an unknown organisation");
        }
    }
    Ok(organisations)
}

/// The person's role as the provider tells it; none where it is not asked.
fn told_role(settings: &OidcSettings, assertion: &Assertion) -> Option<Role> {
    let claim = settings.role_claim.as_ref()?;
    let administrator = texts(assertion.claims.get(claim))
        .any(|value| settings.administrator_values.iter().any(|known| known == value));
    Some(if administrator { Role::Administrator } else { Role::Member })
}

/// A claim's values: one text, or a list of them.
fn texts(claim: Option<&Value>) -> impl Iterator<Item = &str> {
    let values = match claim {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().filter_map(Value::as_str)
}

/// What to call the person: as the provider does, else by the name of their mailbox.
fn name(assertion: &Assertion, email: &EmailAddress) -> String {
    let told: String = assertion
        .name
        .iter()
        .flat_map(|name| name.chars())
        .filter(|c| !turns_direction(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(MAX_NAME_CHARS)
        .collect();
    let mailbox = email.as_str().split('@').next().unwrap_or_default();
    if told.trim().is_empty() { mailbox.to_owned() } else { told.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn assertion(claims: &Value) -> Assertion {
        Assertion {
            issuer: "https://id.example".to_owned(),
            subject: "1".to_owned(),
            email: "ana@example.org".parse().ok(),
            email_verified: Some(true),
            name: None,
            claims: claims.as_object().cloned().unwrap_or_default(),
        }
    }

    fn settings(text: &str) -> OidcSettings {
        let all =
            "id = \"id\"\nname = \"ID\"\nissuer = \"https://id.example\"\nclient_id = \"g\"\n";
        toml::from_str(&format!("{all}{text}")).unwrap()
    }

    #[test]
    fn a_role_is_told_by_one_text_or_a_list() {
        let provider =
            settings("role_claim = \"roles\"\nadministrator_values = [\"admin\", \"owner\"]");
        for (claims, role) in [
            (json!({"roles": "admin"}), Role::Administrator),
            (json!({"roles": ["user", "owner"]}), Role::Administrator),
            (json!({"roles": ["Admin"]}), Role::Member),
            (json!({"roles": {"admin": true}}), Role::Member),
            (json!({}), Role::Member),
        ] {
            assert_eq!(told_role(&provider, &assertion(&claims)), Some(role), "{claims}");
        }
        assert_eq!(told_role(&settings(""), &assertion(&json!({"roles": "admin"}))), None);
    }

    #[test]
    fn an_address_counts_when_the_provider_has_seen_it() {
        let trusted = settings("trust_email = true");
        for (said, plain, trusting) in
            [(Some(true), true, true), (None, false, true), (Some(false), false, false)]
        {
            let told = Assertion { email_verified: said, ..assertion(&json!({})) };
            assert_eq!(verified_address(&settings(""), &told).is_some(), plain, "{said:?}");
            assert_eq!(verified_address(&trusted, &told).is_some(), trusting, "{said:?}");
        }
    }

    #[test]
    fn a_name_without_letters_is_replaced_by_the_mailbox() {
        let called = |name: Option<&str>| {
            let told = Assertion { name: name.map(str::to_owned), ..assertion(&json!({})) };
            super::name(&told, &"ana.diaz@example.org".parse().unwrap())
        };
        assert_eq!(called(Some(" Ana\nDíaz ")), "Ana Díaz");
        assert_eq!(called(Some("Ana \u{202e}zaíD")), "Ana zaíD", "nothing turns what follows it");
        assert_eq!(called(Some(" \t")), "ana.diaz");
        assert_eq!(called(None), "ana.diaz");
        assert_eq!(called(Some(&"x".repeat(500))).len(), MAX_NAME_CHARS);
    }
}
