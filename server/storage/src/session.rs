//! Sessions: who is signed in, for which organisation, since when.

use guichet_model::viewer::{Role, StaffRole};
use jiff::Timestamp;

use crate::{
    Account, AccountId, Organisation, OrganisationId, Result, SessionId, Storage, TokenHash,
    account::{account_columns, existing},
    organisation::organisation_columns,
    query::{Row, Statement, minute_before, sql},
};

/// The columns of a session, from a table called `s`.
macro_rules! session_columns {
    () => {
        "s.id AS session_id, s.user_agent AS session_user_agent, s.created_at AS session_created_at, \
         s.last_seen_at AS session_last_seen_at, s.expires_at AS session_expires_at"
    };
}

/// What a new session shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Who signs in.
    pub account: AccountId,
    /// The hash of the account's password when the person proved who they are.
    pub password_hash: Option<String>,
    /// For which of their organisations; none for staff and personal accounts, and while they have yet to choose.
    pub organisation: Option<OrganisationId>,
    /// What is kept of its token.
    pub token: TokenHash,
    /// The browser, as it names itself, cut to a line.
    pub user_agent: String,
    /// When it ends whatever happens.
    pub expires_at: Timestamp,
}

/// A session in the list of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its name for the portal.
    pub id: SessionId,
    /// The browser, as it names itself.
    pub user_agent: String,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen_at: Timestamp,
    /// When it ends whatever happens.
    pub expires_at: Timestamp,
}

/// A session with whom it stands for, as they are now: a change of edition, role or suspension holds from the next request on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionState {
    /// The session.
    pub session: Session,
    /// Who is signed in.
    pub account: Account,
    /// The organisation they act for, and their role there.
    pub organisation: Option<(Organisation, Role)>,
    /// To how many organisations they belong.
    pub organisations: u32,
    /// As whom a member of staff looks at the portal: the stable name of a kind of viewer.
    pub view_as: Option<String>,
    /// Whether the account has a second step of signing in.
    pub second_factor: bool,
    /// The role that the account has and this session does not carry; see [`Self::withhold_staff`].
    pub withheld: Option<StaffRole>,
}

impl Storage {
    /// Begins a session, while the account is as it was when the person proved who they are: not suspended, and with the same password. A
    /// change of either that comes first leaves no session, and one that comes after ends it.
    ///
    /// # Errors
    /// `Missing` when there is no such account any more.
    pub async fn create_session(&self, new: &NewSession, now: Timestamp) -> Result<SessionId> {
        let id = SessionId::random()?;
        let mut change = self.begin().await?;
        // An update that changes nothing holds the row, so that the password changes before this or after it.
        let same =
            sql("UPDATE accounts SET suspended = suspended WHERE id = $1 AND suspended = 0 \
             AND COALESCE(password_hash, '') = $2")
            .bind(&new.account)
            .bind(new.password_hash.as_deref().unwrap_or(""))
            .run(change.on())
            .await?;
        existing(same)?;
        let insert = sql("INSERT INTO sessions \
             (id, token, account, organisation, user_agent, created_at, last_seen_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7)")
        .bind(&id)
        .bind(&new.token)
        .bind(&new.account)
        .bind(new.organisation.as_ref())
        .bind(new.user_agent.as_str())
        .bind(now)
        .bind(new.expires_at);
        insert.run(change.on()).await?;
        change.commit().await?;
        Ok(id)
    }

    /// The session of a token, unless it has ended, expired, gone unused since `idle_since`, or belongs to a suspended account.
    ///
    /// # Errors
    /// As every query.
    pub async fn session(
        &self,
        token: &TokenHash,
        idle_since: Timestamp,
        now: Timestamp,
    ) -> Result<Option<SessionState>> {
        let row = sql(concat!(
            "SELECT ",
            session_columns!(),
            ", s.view_as, m.role AS membership_role, ",
            account_columns!(),
            ", ",
            organisation_columns!(),
            ", (SELECT COUNT(*) FROM memberships n WHERE n.account = a.id) AS organisations, \
             (SELECT COUNT(*) FROM second_factors f WHERE f.account = a.id) AS second_factors \
             FROM sessions s JOIN accounts a ON a.id = s.account \
             LEFT JOIN memberships m ON m.account = s.account AND m.organisation = s.organisation \
             LEFT JOIN organisations o ON o.id = m.organisation \
             WHERE s.token = $1 AND s.last_seen_at >= $2 AND s.expires_at > $3 AND a.suspended = 0"
        ))
        .bind(token)
        .bind(idle_since)
        .bind(now)
        .row(&self.pool)
        .await?;
        row.as_ref().map(SessionState::read).transpose()
    }

    /// Notes that a session is in use.
    ///
    /// # Errors
    /// As every query.
    pub async fn touch_session(&self, id: &SessionId, now: Timestamp) -> Result<()> {
        let before = minute_before(now);
        // Reading first keeps SQLite's single writer free of changes that change nothing.
        let due = sql("SELECT id FROM sessions WHERE id = $1 AND last_seen_at <= $2")
            .bind(id)
            .bind(before)
            .row(&self.pool)
            .await?;
        if due.is_some() {
            let update =
                sql("UPDATE sessions SET last_seen_at = $3 WHERE id = $1 AND last_seen_at <= $2");
            self.change(update.bind(id).bind(before).bind(now)).await?;
        }
        Ok(())
    }

    /// The sessions of an account that have not ended, last used first.
    ///
    /// # Errors
    /// As every query.
    pub async fn sessions(
        &self,
        account: &AccountId,
        idle_since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<Session>> {
        let rows = sql(concat!(
            "SELECT ",
            session_columns!(),
            " FROM sessions s WHERE s.account = $1 AND s.last_seen_at >= $2 AND s.expires_at > $3 \
             ORDER BY s.last_seen_at DESC, s.created_at DESC, s.id"
        ))
        .bind(account)
        .bind(idle_since)
        .bind(now)
        .rows(&self.pool)
        .await?;
        rows.iter().map(Session::read).collect()
    }

    /// Ends a session of an account. Answers whether there was one.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_session(&self, account: &AccountId, id: &SessionId) -> Result<bool> {
        let delete = sql("DELETE FROM sessions WHERE account = $1 AND id = $2");
        Ok(self.change(delete.bind(account).bind(id)).await? > 0)
    }

    /// Ends every session of an account but `keep`, and voids its support PIN. Answers how many sessions.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_sessions(&self, account: &AccountId, keep: Option<&SessionId>) -> Result<u64> {
        let mut change = self.begin().await?;
        let ended = end_sessions(account, keep).run(change.on()).await?;
        sql("DELETE FROM support_pins WHERE account = $1").bind(account).run(change.on()).await?;
        change.commit().await?;
        Ok(ended)
    }

    /// Lets a session act for another of the person's organisations, or for none. Answers `false` when they do not belong to it.
    ///
    /// # Errors
    /// As every query.
    pub async fn set_session_organisation(
        &self,
        id: &SessionId,
        organisation: Option<&OrganisationId>,
    ) -> Result<bool> {
        let update = match organisation {
            None => sql("UPDATE sessions SET organisation = NULL WHERE id = $1").bind(id),
            Some(organisation) => sql("UPDATE sessions SET organisation = $2 WHERE id = $1 AND EXISTS \
                 (SELECT 1 FROM memberships m WHERE m.account = sessions.account AND m.organisation = $2)")
            .bind(id)
            .bind(organisation),
        };
        Ok(self.change(update).await? > 0)
    }

    /// Sets as whom a member of staff looks at the portal.
    ///
    /// # Errors
    /// As every query.
    pub async fn set_view_as(&self, id: &SessionId, view_as: Option<&str>) -> Result<()> {
        let update = sql("UPDATE sessions SET view_as = $2 WHERE id = $1");
        self.change(update.bind(id).bind(view_as)).await.map(drop)
    }
}

impl Session {
    /// Reads `session_columns!()`.
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: SessionId(row.text("session_id")?),
            user_agent: row.text("session_user_agent")?,
            created_at: row.instant("session_created_at")?,
            last_seen_at: row.instant("session_last_seen_at")?,
            expires_at: row.instant("session_expires_at")?,
        })
    }
}

impl SessionState {
    /// Takes the role of staff from the session, not from the account: whoever asks for it finds a person like any other.
    pub fn withhold_staff(&mut self) {
        self.withheld = self.account.staff.take();
    }

    fn read(row: &Row) -> Result<Self> {
        // The role is there when the person belongs to the organisation; a session for one they have left is for none.
        let organisation = match row.text_if_any("membership_role")? {
            None => None,
            Some(_) => {
                Some((Organisation::read(row)?, row.parsed("membership_role", Role::parse)?))
            }
        };
        Ok(Self {
            session: Session::read(row)?,
            account: Account::read(row)?,
            organisation,
            organisations: row.count("organisations")?,
            view_as: row.text_if_any("view_as")?,
            second_factor: row.count("second_factors")? > 0,
            withheld: None,
        })
    }
}

/// Ends every session of an account but `keep`.
pub(crate) fn end_sessions(account: &AccountId, keep: Option<&SessionId>) -> Statement {
    sql("DELETE FROM sessions WHERE account = $1 AND ($2 IS NULL OR id <> $2)")
        .bind(account)
        .bind(keep)
}
