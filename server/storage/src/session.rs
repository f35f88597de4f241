//! Sessions: who is signed in, for which organisation, since when.

use guichet_model::viewer::Role;
use jiff::Timestamp;

use crate::{
    Account, AccountId, Organisation, OrganisationId, Result, SessionId, Storage, TokenHash,
};

/// What a new session shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Who signs in.
    pub account: AccountId,
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
}

impl Storage {
    /// Begins a session.
    ///
    /// # Errors
    /// `Missing` when there is no such account.
    pub async fn create_session(&self, new: &NewSession, now: Timestamp) -> Result<SessionId> {
        _ = (new, now);
        unimplemented!()
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
        _ = (token, idle_since, now);
        unimplemented!()
    }

    /// Notes that a session is in use.
    ///
    /// # Errors
    /// As every query.
    pub async fn touch_session(&self, id: &SessionId, now: Timestamp) -> Result<()> {
        _ = (id, now);
        unimplemented!()
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
        _ = (account, idle_since, now);
        unimplemented!()
    }

    /// Ends a session of an account. Answers whether there was one.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_session(&self, account: &AccountId, id: &SessionId) -> Result<bool> {
        _ = (account, id);
        unimplemented!()
    }

    /// Ends every session of an account but `keep`. Answers how many.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_sessions(&self, account: &AccountId, keep: Option<&SessionId>) -> Result<u64> {
        _ = (account, keep);
        unimplemented!()
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
        _ = (id, organisation);
        unimplemented!()
    }

    /// Sets as whom a member of staff looks at the portal.
    ///
    /// # Errors
    /// As every query.
    pub async fn set_view_as(&self, id: &SessionId, view_as: Option<&str>) -> Result<()> {
        _ = (id, view_as);
        unimplemented!()
    }
}
