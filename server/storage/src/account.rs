//! Accounts: people who can sign in, and the organisations they belong to.

use guichet_model::{
    email::EmailAddress,
    viewer::{Role, StaffRole},
};
use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::{
    AccountId, Conflict, Organisation, OrganisationId, Result, Storage,
    organisation::organisation_columns,
    own_webhook,
    query::{Row, Statement, sql, stored},
    session::end_sessions,
};

/// The columns of an account, from a table called `a`.
macro_rules! account_columns {
    () => {
        "a.id AS account_id, a.email AS account_email, a.name AS account_name, \
         a.password_hash AS account_password_hash, a.staff AS account_staff, \
         a.suspended AS account_suspended, a.created_at AS account_created_at, \
         a.updated_at AS account_updated_at"
    };
}
pub(crate) use account_columns;

/// An account as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name for the portal.
    pub id: AccountId,
    /// The address it signs in with.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: String,
    /// The PHC string of the password's hash; absent for those who sign in through a provider alone.
    pub password_hash: Option<String>,
    /// What the person does for the operator.
    pub staff: Option<StaffRole>,
    /// Whether it may not sign in.
    pub suspended: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a new account shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The address it signs in with.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: String,
    /// The PHC string of the password's hash.
    pub password_hash: Option<String>,
    /// What the person does for the operator.
    pub staff: Option<StaffRole>,
    /// The organisation they belong to, and their role there.
    pub membership: Option<(OrganisationId, Role)>,
    /// The identity at a provider that signs in to it: issuer and subject.
    pub identity: Option<(String, String)>,
}

/// That a person belongs to an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The organisation.
    pub organisation: Organisation,
    /// The person's role there.
    pub role: Role,
}

/// Which accounts a list shall hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountFilter {
    /// Only members of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Only those who work for the operator.
    pub staff: bool,
}

impl Storage {
    /// Creates an account with its membership and identity.
    ///
    /// # Errors
    /// `EmailTaken`, `IdentityTaken`; `Missing` when there is no such organisation.
    pub async fn create_account(&self, new: &NewAccount, now: Timestamp) -> Result<Account> {
        let account = Account {
            id: AccountId::random()?,
            email: new.email.clone(),
            name: new.name.clone(),
            password_hash: new.password_hash.clone(),
            staff: new.staff,
            suspended: false,
            created_at: stored(now),
            updated_at: stored(now),
        };
        let mut change = self.begin().await?;
        sql("INSERT INTO accounts \
             (id, email, name, password_hash, staff, suspended, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $6)")
        .bind(&account.id)
        .bind(account.email.as_str())
        .bind(account.name.as_str())
        .bind(account.password_hash.as_deref())
        .bind(account.staff.map(StaffRole::name))
        .bind(now)
        .run(change.on())
        .await?;
        if let Some((organisation, role)) = &new.membership {
            put_membership(&account.id, organisation, *role, now).run(change.on()).await?;
        }
        if let Some((issuer, subject)) = &new.identity {
            put_identity(&account.id, issuer, subject, now, change.on()).await?;
        }
        change.commit().await?;
        Ok(account)
    }

    /// An account by its identifier.
    ///
    /// # Errors
    /// As every query.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>> {
        let row = sql(concat!("SELECT ", account_columns!(), " FROM accounts a WHERE a.id = $1"))
            .bind(id)
            .row(&self.pool)
            .await?;
        row.as_ref().map(Account::read).transpose()
    }

    /// An account by the address it signs in with.
    ///
    /// # Errors
    /// As every query.
    pub async fn account_by_email(&self, email: &EmailAddress) -> Result<Option<Account>> {
        let row =
            sql(concat!("SELECT ", account_columns!(), " FROM accounts a WHERE a.email = $1"))
                .bind(email.as_str())
                .row(&self.pool)
                .await?;
        row.as_ref().map(Account::read).transpose()
    }

    /// An account by an identity at a provider.
    ///
    /// # Errors
    /// As every query.
    pub async fn account_by_identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<Account>> {
        let row = sql(concat!(
            "SELECT ",
            account_columns!(),
            " FROM identities i JOIN accounts a ON a.id = i.account WHERE i.issuer = $1 AND i.subject = $2"
        ))
        .bind(issuer)
        .bind(subject)
        .row(&self.pool)
        .await?;
        row.as_ref().map(Account::read).transpose()
    }

    /// Accounts by address, at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// As every query.
    pub async fn accounts(
        &self,
        filter: &AccountFilter,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Account>> {
        let rows = sql(concat!(
            "SELECT ",
            account_columns!(),
            " FROM accounts a WHERE ($1 IS NULL OR a.id IN \
             (SELECT m.account FROM memberships m WHERE m.organisation = $1)) \
             AND ($2 = 0 OR a.staff IS NOT NULL) ORDER BY a.email LIMIT $3 OFFSET $4"
        ))
        .bind(filter.organisation.as_ref())
        .bind(filter.staff)
        .bind(limit)
        .bind(offset)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Account::read).collect()
    }

    /// The administrators of an organisation who can sign in, by name, at most `limit`.
    ///
    /// # Errors
    /// As every query.
    pub async fn administrators(
        &self,
        organisation: &OrganisationId,
        limit: u32,
    ) -> Result<Vec<Account>> {
        let rows = sql(concat!(
            "SELECT ",
            account_columns!(),
            " FROM memberships m JOIN accounts a ON a.id = m.account \
             WHERE m.organisation = $1 AND m.role = $2 AND a.suspended = 0 \
             ORDER BY LOWER(a.name), a.id LIMIT $3"
        ))
        .bind(organisation)
        .bind(Role::Administrator.name())
        .bind(limit)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Account::read).collect()
    }

    /// Lets an identity at a provider sign in to an account.
    ///
    /// # Errors
    /// `IdentityTaken` when it signs in to another one.
    pub async fn link_identity(
        &self,
        account: &AccountId,
        issuer: &str,
        subject: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut change = self.begin().await?;
        put_identity(account, issuer, subject, now, change.on()).await?;
        change.commit().await
    }

    /// The issuers of the identities that sign in to an account, by name.
    ///
    /// # Errors
    /// As every query.
    pub async fn identities(&self, account: &AccountId) -> Result<Vec<String>> {
        let find = sql("SELECT DISTINCT issuer FROM identities WHERE account = $1 ORDER BY issuer");
        find.bind(account).rows(&self.pool).await?.iter().map(|row| row.text("issuer")).collect()
    }

    /// Sets the password's hash, ends every session of the account but `keep`, and voids its support PIN and unused one-time tokens: all in one step.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_password(
        &self,
        account: &AccountId,
        hash: &str,
        keep: Option<&crate::SessionId>,
        now: Timestamp,
    ) -> Result<()> {
        let mut change = self.begin().await?;
        let changed = sql("UPDATE accounts SET password_hash = $2, updated_at = $3 WHERE id = $1")
            .bind(account)
            .bind(hash)
            .bind(now)
            .run(change.on())
            .await?;
        existing(changed)?;
        end_sessions(account, keep).run(change.on()).await?;
        void_proofs(account, change.on()).await?;
        change.commit().await
    }

    /// Replaces a hash by a stronger one of the same password; sessions and tokens stay. Answers whether it did: not when the password is
    /// another by now.
    ///
    /// # Errors
    /// As every query.
    pub async fn upgrade_password_hash(
        &self,
        account: &AccountId,
        old: &str,
        new: &str,
    ) -> Result<bool> {
        let upgrade =
            sql("UPDATE accounts SET password_hash = $3 WHERE id = $1 AND password_hash = $2");
        Ok(self.change(upgrade.bind(account).bind(old).bind(new)).await? > 0)
    }

    /// Suspends an account, ends its sessions and its webhooks and voids its support PIN and one-time tokens, or lets it in again.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_account_suspended(
        &self,
        account: &AccountId,
        suspended: bool,
        now: Timestamp,
    ) -> Result<()> {
        let mut change = self.begin().await?;
        let changed = sql("UPDATE accounts SET suspended = $2, updated_at = $3 WHERE id = $1")
            .bind(account)
            .bind(suspended)
            .bind(now)
            .run(change.on())
            .await?;
        existing(changed)?;
        end_sessions(account, None).run(change.on()).await?;
        void_proofs(account, change.on()).await?;
        if suspended {
            own_webhook::end_all_of(account, now, change.on()).await?;
        }
        change.commit().await
    }

    /// Sets what a person does for the operator.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn set_staff(
        &self,
        account: &AccountId,
        staff: Option<StaffRole>,
        now: Timestamp,
    ) -> Result<()> {
        let update = sql("UPDATE accounts SET staff = $2, updated_at = $3 WHERE id = $1")
            .bind(account)
            .bind(staff.map(StaffRole::name))
            .bind(now);
        existing(self.change(update).await?)
    }

    /// The organisations a person belongs to, by name.
    ///
    /// # Errors
    /// As every query.
    pub async fn memberships(&self, account: &AccountId) -> Result<Vec<Membership>> {
        let rows = sql(concat!(
            "SELECT m.role AS membership_role, ",
            organisation_columns!(),
            " FROM memberships m JOIN organisations o ON o.id = m.organisation \
             WHERE m.account = $1 ORDER BY LOWER(o.name), o.id"
        ))
        .bind(account)
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Membership {
                    organisation: Organisation::read(row)?,
                    role: row.parsed("membership_role", Role::parse)?,
                })
            })
            .collect()
    }

    /// Makes a person a member of an organisation, or changes their role there.
    ///
    /// # Errors
    /// `Missing` when there is no such account or organisation.
    pub async fn set_membership(
        &self,
        account: &AccountId,
        organisation: &OrganisationId,
        role: Role,
        now: Timestamp,
    ) -> Result<()> {
        self.change(put_membership(account, organisation, role, now)).await.map(drop)
    }

    /// Takes a person out of an organisation. Answers whether they were in it. Sessions that were in it lose it at once.
    ///
    /// # Errors
    /// As every query.
    pub async fn remove_membership(
        &self,
        account: &AccountId,
        organisation: &OrganisationId,
    ) -> Result<bool> {
        let mut change = self.begin().await?;
        let removed = sql("DELETE FROM memberships WHERE account = $1 AND organisation = $2")
            .bind(account)
            .bind(organisation)
            .run(change.on())
            .await?;
        sql("UPDATE sessions SET organisation = NULL WHERE account = $1 AND organisation = $2")
            .bind(account)
            .bind(organisation)
            .run(change.on())
            .await?;
        change.commit().await?;
        Ok(removed > 0)
    }
}

impl Account {
    /// Reads `account_columns!()`.
    pub(crate) fn read(row: &Row) -> Result<Self> {
        let staff = match row.text_if_any("account_staff")? {
            None => None,
            Some(_) => Some(row.parsed("account_staff", StaffRole::parse)?),
        };
        Ok(Self {
            id: AccountId(row.text("account_id")?),
            email: row.parsed("account_email", |text| text.parse().ok())?,
            name: row.text("account_name")?,
            password_hash: row.text_if_any("account_password_hash")?,
            staff,
            suspended: row.flag("account_suspended")?,
            created_at: row.instant("account_created_at")?,
            updated_at: row.instant("account_updated_at")?,
        })
    }
}

/// Voids what speaks for an account for a short while: its support PIN and its unused one-time tokens.
async fn void_proofs(account: &AccountId, on: &mut AnyConnection) -> Result<()> {
    sql("DELETE FROM support_pins WHERE account = $1").bind(account).run(&mut *on).await?;
    sql("DELETE FROM one_time_tokens WHERE account = $1").bind(account).run(on).await?;
    Ok(())
}

/// `Missing` when an update found nothing.
pub(crate) fn existing(changed: u64) -> Result<()> {
    if changed == 0 { Err(Conflict::Missing.into()) } else { Ok(()) }
}

fn put_membership(
    account: &AccountId,
    organisation: &OrganisationId,
    role: Role,
    now: Timestamp,
) -> Statement {
    sql(
        "INSERT INTO memberships (account, organisation, role, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account, organisation) DO UPDATE SET role = EXCLUDED.role",
    )
    .bind(account)
    .bind(organisation)
    .bind(role.name())
    .bind(now)
}

async fn put_identity(
    account: &AccountId,
    issuer: &str,
    subject: &str,
    now: Timestamp,
    on: &mut AnyConnection,
) -> Result<()> {
    // Changes nothing, and counts no row, when it is another account's.
    let put = sql(
        "INSERT INTO identities (issuer, subject, account, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (issuer, subject) DO UPDATE SET account = EXCLUDED.account \
         WHERE identities.account = EXCLUDED.account",
    )
    .bind(issuer)
    .bind(subject)
    .bind(account)
    .bind(now)
    .run(on)
    .await?;
    if put == 0 { Err(Conflict::IdentityTaken.into()) } else { Ok(()) }
}
