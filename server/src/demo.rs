//! `--demo`: people to try the portal as, one of each kind, with passwords made at every start and shown once. Not beside real accounts.

use guichet_model::{
    Policy, ProblemCode,
    email::EmailAddress,
    viewer::{Role, StaffRole, Tier},
};
use guichet_storage::{
    Account, AccountFilter, NewAccount, OrganisationChange, OrganisationId, Storage, StorageError,
};
use jiff::Timestamp;

use crate::accounts::password::Passwords;

/// Where the people of the demo have their addresses: a domain under a name that is nobody's (RFC 2606).
pub const DOMAIN: &str = "demo.example";
/// What passwords are made of: no two signs that look alike.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// The signs of a password, in groups that can be read out: 80 bits of chance.
const GROUPS: usize = 4;
const GROUP: usize = 4;

/// Why there are no demo accounts.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database is in earnest.
    #[error(
        "--demo does not put its accounts beside real ones, and this database has {0}\nhelp: leave --demo out, or name an empty folder with --data"
    )]
    RealAccounts(EmailAddress),
    /// The accounts of the demo are there, and this is no demo.
    #[error(
        "this database has the accounts of --demo, whose passwords were printed for everyone to try\nhelp: start with --demo again, or name an empty folder with --data for a portal in earnest"
    )]
    LeftBehind,
    /// There is nothing to show.
    #[error(
        "--demo needs a paid and a free edition in the content folder's portal.toml\nhelp: add them under [[editions]], or leave --demo out"
    )]
    NoEditions,
    /// A password cannot be hashed.
    #[error("a password cannot be made: {}", .0.title())]
    Password(ProblemCode),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Someone to try the portal as.
#[derive(Debug)]
pub struct Login {
    /// What they are, in a few words.
    pub kind: &'static str,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// The password, until the next start.
    pub password: String,
}

struct Organisation {
    external_id: &'static str,
    name: &'static str,
    tier: Tier,
    /// The edition to have, where the policy names it.
    preferred: &'static str,
    suspended: bool,
}

const ATELIER: &str = "demo-atelier-durand";
const TALLER: &str = "demo-taller-ruiz";
const SEISAKUSHO: &str = "demo-kobayashi-seisakusho";
const SCHOOL: &str = "demo-northfield-school";

const ORGANISATIONS: [Organisation; 4] = [
    organisation(ATELIER, "Atelier Durand", Tier::Paid, "business-plus", false),
    organisation(TALLER, "Taller Hermanos Ruiz", Tier::Free, "free-legacy", false),
    organisation(SEISAKUSHO, "小林製作所", Tier::Paid, "business-starter", true),
    organisation(SCHOOL, "Northfield Primary School", Tier::Paid, "education", false),
];

const fn organisation(
    external_id: &'static str,
    name: &'static str,
    tier: Tier,
    preferred: &'static str,
    suspended: bool,
) -> Organisation {
    Organisation { external_id, name, tier, preferred, suspended }
}

struct Person {
    kind: &'static str,
    local: &'static str,
    name: &'static str,
    staff: Option<StaffRole>,
    roles: &'static [(&'static str, Role)],
}

const PEOPLE: [Person; 10] = [
    person(
        "administrator, paid edition",
        "camille.durand",
        "Camille Durand",
        &[(ATELIER, Role::Administrator)],
    ),
    person("member, paid edition", "hugo.lefevre", "Hugo Lefèvre", &[(ATELIER, Role::Member)]),
    person(
        "administrator, free edition",
        "mateo.ruiz",
        "Mateo Ruiz",
        &[(TALLER, Role::Administrator)],
    ),
    person("member, free edition", "lucia.ortega", "Lucía Ortega", &[(TALLER, Role::Member)]),
    person(
        "administrator, suspended",
        "aoi.kobayashi",
        "小林 葵",
        &[(SEISAKUSHO, Role::Administrator)],
    ),
    person(
        "two organisations",
        "margaret.ashworth",
        "Margaret Ashworth",
        &[(SCHOOL, Role::Administrator), (TALLER, Role::Member)],
    ),
    person("personal account", "ines.carvajal", "Inés Carvajal", &[]),
    staff("agent", "thomas.okafor", "Thomas Okafor", StaffRole::Agent),
    staff("editor", "elise.moreau", "Élise Moreau", StaffRole::Editor),
    staff("operator", "kenji.watanabe", "渡辺 健司", StaffRole::Operator),
];

const fn person(
    kind: &'static str,
    local: &'static str,
    name: &'static str,
    roles: &'static [(&'static str, Role)],
) -> Person {
    Person { kind, local, name, staff: None, roles }
}

const fn staff(
    kind: &'static str,
    local: &'static str,
    name: &'static str,
    role: StaffRole,
) -> Person {
    Person { kind, local, name, staff: Some(role), roles: &[] }
}

/// Creates the demo's organisations and people, or makes them again what they were, with new passwords.
///
/// # Errors
/// See [`DemoError`]; nothing was changed when the database has accounts in earnest.
pub async fn prepare(
    storage: &Storage,
    policy: &Policy,
    now: Timestamp,
) -> Result<Vec<Login>, DemoError> {
    refuse_real(storage).await?;
    let mut organisations = Vec::new();
    for organisation in &ORGANISATIONS {
        organisations
            .push((organisation.external_id, put(storage, organisation, policy, now).await?));
    }
    let passwords = Passwords::default();
    let mut logins = Vec::new();
    for person in &PEOPLE {
        let password = password()?;
        let hash = passwords.hash(&password).await.map_err(DemoError::Password)?;
        let email = reset(storage, person, &hash, &organisations, now).await?.email;
        logins.push(Login { kind: person.kind, email, password });
    }
    Ok(logins)
}

/// Refuses a database that has accounts of the demo: their passwords are known to whoever saw them.
///
/// # Errors
/// [`DemoError::LeftBehind`], or when the database does not answer.
pub async fn refuse_left_behind(storage: &Storage) -> Result<(), DemoError> {
    for person in &PEOPLE {
        if storage.account_by_email(&address(person)?).await?.is_some() {
            return Err(DemoError::LeftBehind);
        }
    }
    Ok(())
}

/// A table of who can be tried.
pub fn table(logins: &[Login]) -> String {
    let rows = logins.iter().map(|login| {
        format!("  {:<28}  {:<30}  {}\n", login.kind, login.email.as_str(), login.password)
    });
    let head = "\n  Accounts to try the portal with; the passwords hold until the next start:\n\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

/// Looks through every account for one that is not the demo's.
async fn refuse_real(storage: &Storage) -> Result<(), DemoError> {
    // No more than the demo has itself: one more is someone else.
    let limit = u32::try_from(PEOPLE.len() + 1).unwrap_or(u32::MAX);
    let found = storage.accounts(&AccountFilter::default(), limit, 0).await?;
    let is_own = |account: &Account| {
        PEOPLE.iter().any(|person| address(person).is_ok_and(|own| own == account.email))
    };
    match found.into_iter().find(|account| !is_own(account)) {
        Some(real) => Err(DemoError::RealAccounts(real.email)),
        None => Ok(()),
    }
}

async fn put(
    storage: &Storage,
    organisation: &Organisation,
    policy: &Policy,
    now: Timestamp,
) -> Result<OrganisationId, DemoError> {
    let fits = policy.editions.iter().filter(|edition| edition.tier == organisation.tier);
    let preferred = fits.clone().find(|edition| edition.id == organisation.preferred);
    let edition = preferred.or_else(|| fits.clone().next()).ok_or(DemoError::NoEditions)?;
    let change = OrganisationChange {
        name: Some(organisation.name.to_owned()),
        edition: Some(edition.id.clone()),
        suspended: Some(organisation.suspended),
        domains: Some(Vec::new()),
    };
    Ok(storage.put_organisation(organisation.external_id, &change, now).await?.0.id)
}

/// Makes an account what the demo says, whatever was tried with it before.
async fn reset(
    storage: &Storage,
    person: &Person,
    hash: &str,
    organisations: &[(&str, OrganisationId)],
    now: Timestamp,
) -> Result<Account, DemoError> {
    let email = address(person)?;
    let account = if let Some(account) = storage.account_by_email(&email).await? {
        account
    } else {
        let new = NewAccount {
            email,
            name: person.name.to_owned(),
            password_hash: None,
            staff: person.staff,
            membership: None,
            identity: None,
        };
        storage.create_account(&new, now).await?
    };
    storage.set_password(&account.id, hash, None, now).await?;
    storage.remove_second_factor(&account.id).await?;
    storage.set_account_suspended(&account.id, false, now).await?;
    storage.set_staff(&account.id, person.staff, now).await?;
    let wanted: Vec<(&OrganisationId, Role)> = person
        .roles
        .iter()
        .filter_map(|(name, role)| {
            let found = organisations.iter().find(|(external_id, _)| external_id == name);
            found.map(|(_, id)| (id, *role))
        })
        .collect();
    for membership in storage.memberships(&account.id).await? {
        if !wanted.iter().any(|(id, _)| **id == membership.organisation.id) {
            storage.remove_membership(&account.id, &membership.organisation.id).await?;
        }
    }
    for (organisation, role) in wanted {
        storage.set_membership(&account.id, organisation, role, now).await?;
    }
    Ok(account)
}

fn address(person: &Person) -> Result<EmailAddress, StorageError> {
    let text = format!("{}@{DOMAIN}", person.local);
    text.parse().map_err(|_| StorageError::Unreadable { column: "account_email", value: text })
}

fn password() -> Result<String, StorageError> {
    let mut bytes = [0_u8; GROUPS * GROUP];
    getrandom::fill(&mut bytes).map_err(|error| StorageError::Random(error.to_string()))?;
    // 256 is a multiple of 32: every sign is as likely as every other.
    let sign = |byte: &u8| char::from(SIGNS[usize::from(*byte) % SIGNS.len()]);
    let groups: Vec<String> =
        bytes.chunks(GROUP).map(|group| group.iter().map(sign).collect()).collect();
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const NOW: &str = "2026-11-23T12:00:00Z";

    fn policy() -> Policy {
        toml::from_str(
            "editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }, { id = \"free\", name = \"Free\", tier = \"free\" }]",
        )
        .unwrap()
    }

    async fn storage() -> Storage {
        Storage::open("sqlite::memory:").await.unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn there_is_someone_of_each_kind_and_again_at_the_next_start() {
        let (storage, now) = (storage().await, NOW.parse().unwrap());
        let first = prepare(&storage, &policy(), now).await.unwrap();
        let passwords: HashSet<&str> = first.iter().map(|login| login.password.as_str()).collect();
        assert_eq!(passwords.len(), PEOPLE.len(), "each has a password of their own");
        let shown = table(&first);
        let rows = shown.lines().filter(|line| line.contains(DOMAIN));
        let columns: HashSet<Option<usize>> =
            rows.map(|row| row.find('@').and(row.rfind("  "))).collect();
        assert_eq!(columns.len(), 1, "passwords stand under one another: {shown}");
        for login in &first {
            assert!(shown.contains(login.email.as_str()) && shown.contains(&login.password));
            assert!(login.email.domain() == DOMAIN && login.password.len() == 19);
        }
        let mateo = first.iter().find(|login| login.kind == "administrator, free edition").unwrap();
        let before = storage.account_by_email(&mateo.email).await.unwrap().unwrap();
        storage.set_account_suspended(&before.id, true, now).await.unwrap();
        storage.set_staff(&before.id, Some(StaffRole::Operator), now).await.unwrap();

        let second = prepare(&storage, &policy(), now).await.unwrap();
        assert!(second.iter().zip(&first).all(|(new, old)| new.password != old.password));
        let after = storage.account_by_email(&mateo.email).await.unwrap().unwrap();
        assert_eq!((after.suspended, after.staff), (false, None));
        assert_ne!(after.password_hash, before.password_hash);
        let roles = storage.memberships(&after.id).await.unwrap();
        assert_eq!((roles.len(), roles[0].role), (1, Role::Administrator));
        assert_eq!(roles[0].organisation.edition, "free");
        assert_eq!(storage.organisations(100, 0).await.unwrap().len(), ORGANISATIONS.len());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn it_keeps_away_from_real_accounts() {
        let (storage, now) = (storage().await, NOW.parse().unwrap());
        let new = NewAccount {
            email: "zoe@work.example".parse().unwrap(),
            name: "Zoe".to_owned(),
            password_hash: None,
            staff: None,
            membership: None,
            identity: None,
        };
        refuse_left_behind(&storage).await.unwrap();
        prepare(&storage, &policy(), now).await.unwrap();
        let left = refuse_left_behind(&storage).await.unwrap_err();
        assert!(matches!(left, DemoError::LeftBehind));
        storage.create_account(&new, now).await.unwrap();
        let refused = prepare(&storage, &policy(), now).await.unwrap_err();
        assert!(refused.to_string().contains("zoe@work.example"), "{refused}");
        let without = Policy::default();
        let refused = prepare(&self::storage().await, &without, now).await.unwrap_err();
        assert!(matches!(refused, DemoError::NoEditions));
    }
}
