//! Drafts: what somebody has begun to write, kept until it is sent or forgotten.

use jiff::{SignedDuration, Timestamp};

use crate::{
    AccountId, DraftId, Result, Storage, TokenHash,
    query::{Row, sql},
};

/// For how long the draft of somebody without an account is kept after its last change.
pub const KEEP_ANONYMOUS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// For how long an account's draft is.
pub const KEEP_OWNED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Whose a draft is.
#[derive(Debug, Clone, Copy)]
pub enum DraftOwner<'a> {
    /// An account's.
    Account(&'a AccountId),
    /// That of the browser which holds a token.
    Browser(&'a TokenHash),
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its identifier.
    pub id: DraftId,
    /// What was written, as whoever keeps it wrote it down.
    pub answers: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Storage {
    /// The draft that an owner changed last.
    ///
    /// # Errors
    /// As every query.
    pub async fn draft(&self, owner: DraftOwner<'_>) -> Result<Option<Draft>> {
        let select = match owner {
            DraftOwner::Account(account) => {
                sql("SELECT id, answers, created_at, updated_at FROM drafts WHERE account = $1 \
                 ORDER BY updated_at DESC, id DESC LIMIT 1")
                .bind(account)
            }
            DraftOwner::Browser(token) => {
                sql("SELECT id, answers, created_at, updated_at FROM drafts WHERE token = $1 \
                 ORDER BY updated_at DESC, id DESC LIMIT 1")
                .bind(token)
            }
        };
        select.row(&self.pool).await?.as_ref().map(Draft::read).transpose()
    }

    /// Begins a draft.
    ///
    /// # Errors
    /// As every query.
    pub async fn create_draft(
        &self,
        owner: DraftOwner<'_>,
        answers: &str,
        now: Timestamp,
    ) -> Result<DraftId> {
        let id = DraftId::random()?;
        let (account, token) = match owner {
            DraftOwner::Account(account) => (Some(account), None),
            DraftOwner::Browser(token) => (None, Some(token)),
        };
        let insert =
            sql("INSERT INTO drafts (id, account, token, answers, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $5)")
            .bind(&id)
            .bind(account)
            .bind(token)
            .bind(answers)
            .bind(now);
        self.change(insert).await?;
        Ok(id)
    }

    /// Keeps what was written, in place of what the draft said before. Answers whether the draft is still there.
    ///
    /// # Errors
    /// As every query.
    pub async fn save_draft(&self, id: &DraftId, answers: &str, now: Timestamp) -> Result<bool> {
        let update = sql("UPDATE drafts SET answers = $2, updated_at = $3 WHERE id = $1")
            .bind(id)
            .bind(answers)
            .bind(now);
        Ok(self.change(update).await? > 0)
    }

    /// Gives a browser's drafts to the account that has signed in with it; they come before those that the account has. Answers whether
    /// there were any.
    ///
    /// # Errors
    /// As every query.
    pub async fn claim_drafts(
        &self,
        token: &TokenHash,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<bool> {
        let update =
            sql("UPDATE drafts SET account = $2, token = NULL, updated_at = $3 WHERE token = $1")
                .bind(token)
                .bind(account)
                .bind(now);
        Ok(self.change(update).await? > 0)
    }

    /// Joins a browser's draft to the one of an account that it goes on with, which stays, and its files with it: `join` makes one text of
    /// the browser's and the account's. Answers whether it did: not when either is gone, or the account's is somebody else's.
    ///
    /// # Errors
    /// As every query.
    pub async fn join_draft(
        &self,
        token: &TokenHash,
        (account, earlier): (&AccountId, &DraftId),
        join: impl FnOnce(&str, &str) -> String + Send,
        now: Timestamp,
    ) -> Result<bool> {
        let mut change = self.begin().await?;
        // Written before it is read, so that nobody changes it in between.
        let theirs = sql("UPDATE drafts SET updated_at = $3 WHERE id = $1 AND account = $2 \
             RETURNING answers")
        .bind(earlier)
        .bind(account)
        .bind(now);
        let theirs = theirs.rows(change.on()).await?;
        let browsers = sql("DELETE FROM drafts WHERE token = $1 RETURNING answers").bind(token);
        let browsers = browsers.rows(change.on()).await?;
        let (Some(theirs), Some(browsers)) = (theirs.first(), browsers.first()) else {
            return Ok(false);
        };
        let joined = join(&browsers.text("answers")?, &theirs.text("answers")?);
        sql("UPDATE drafts SET answers = $2 WHERE id = $1")
            .bind(earlier)
            .bind(joined.as_str())
            .run(change.on())
            .await?;
        change.commit().await?;
        Ok(true)
    }

    /// Forgets a draft. Its files lose their place, and are removed with the next clearing unless a case has them.
    ///
    /// # Errors
    /// As every query.
    pub async fn delete_draft(&self, id: &DraftId) -> Result<()> {
        self.change(sql("DELETE FROM drafts WHERE id = $1").bind(id)).await.map(drop)
    }

    /// Forgets drafts that nobody has come back to.
    pub(crate) async fn prune_drafts(&self, now: Timestamp) -> Result<()> {
        let before = |kept| now.saturating_sub(kept).unwrap_or(now);
        let delete = sql("DELETE FROM drafts WHERE updated_at <= $1 \
             OR (account IS NULL AND updated_at <= $2)")
        .bind(before(KEEP_OWNED))
        .bind(before(KEEP_ANONYMOUS));
        self.change(delete).await.map(drop)
    }
}

impl Draft {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: DraftId(row.text("id")?),
            answers: row.text("answers")?,
            created_at: row.instant("created_at")?,
            updated_at: row.instant("updated_at")?,
        })
    }
}
