//! What is known of files: whose they are, how much of them has arrived, what they are. Their bytes lie elsewhere.

use jiff::Timestamp;

use crate::{
    AccountId, ApiTokenId, AttachmentId, DraftId, Result, Storage,
    query::{Row, sql},
};

/// Identifiers are hexadecimal: the letter after F follows them all, however a database sorts.
const AFTER_ALL: char = 'g';

/// Who sends a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sender<'a> {
    /// A person.
    pub account: Option<&'a AccountId>,
    /// A program.
    pub api_token: Option<&'a ApiTokenId>,
    /// The draft that the file belongs to.
    pub draft: Option<&'a DraftId>,
}

/// How much there may be of what belongs to no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Files of a draft, or of a sender beside drafts.
    pub files: u32,
    /// Files of a person, those of all their drafts and those beside.
    pub persons_files: u32,
    /// Bytes of those.
    pub persons_bytes: u64,
}

/// What became of a file that was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Announced {
    /// It may arrive, under this identifier.
    Here(AttachmentId),
    /// The draft has as many files as it may have, or its sender beside drafts.
    TooMany,
    /// The person has too many files, or too many bytes, that no case has.
    Full,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its identifier.
    pub id: AttachmentId,
    /// The person who sent it.
    pub account: Option<AccountId>,
    /// The program that sent it.
    pub api_token: Option<ApiTokenId>,
    /// The draft it belongs to.
    pub draft: Option<DraftId>,
    /// What it is called.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// How many of them are kept.
    pub received: u64,
    /// What it is, by its content (RFC 6838); absent until it is whole.
    pub media_type: Option<String>,
    /// The SHA-256 of its bytes, in hexadecimal digits; absent until it is whole.
    pub sha256: Option<String>,
    /// When it was announced.
    pub created_at: Timestamp,
}

/// A part of a file that lies in an object of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// How many bytes of the file come before it.
    pub start: u64,
    /// How many bytes it has.
    pub size: u64,
    /// What its object is called, among those of the file.
    pub object: String,
}

impl Attachment {
    /// Whether all of it has arrived and was looked at.
    pub fn is_whole(&self) -> bool {
        self.media_type.is_some()
    }
}

/// The columns that [`Attachment::read`] reads.
macro_rules! columns {
    () => {
        "id, account, api_token, draft, name, size, received, media_type, sha256, created_at"
    };
}

impl Storage {
    /// Notes that a file begins to arrive, where there is room for it.
    ///
    /// # Errors
    /// As every query.
    pub async fn create_attachment(
        &self,
        sender: Sender<'_>,
        name: &str,
        size: u64,
        room: Room,
        now: Timestamp,
    ) -> Result<Announced> {
        let id = AttachmentId::random()?;
        let mut change = self.begin().await?;
        let count = match sender.draft {
            Some(draft) => {
                sql("SELECT COUNT(*) AS number FROM attachments WHERE draft = $1").bind(draft)
            }
            None => sql("SELECT COUNT(*) AS number FROM attachments WHERE draft IS NULL \
                 AND (account = $1 OR api_token = $2) \
                 AND id NOT IN (SELECT attachment FROM case_files)")
            .bind(sender.account)
            .bind(sender.api_token),
        };
        let row = count.row(change.on()).await?;
        if row.map_or(Ok(0), |row| row.count("number"))? >= room.files {
            return Ok(Announced::TooMany);
        }
        let all =
            sql("SELECT COUNT(*) AS number, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes \
             FROM attachments WHERE account = $1 \
             AND id NOT IN (SELECT attachment FROM case_files)")
            .bind(sender.account)
            .row(change.on())
            .await?;
        if let Some(all) = all
            && (all.count("number")? >= room.persons_files
                || all.size("bytes")?.saturating_add(size) > room.persons_bytes)
        {
            return Ok(Announced::Full);
        }
        sql("INSERT INTO attachments \
             (id, account, api_token, draft, name, size, received, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $7)")
        .bind(&id)
        .bind(sender.account)
        .bind(sender.api_token)
        .bind(sender.draft)
        .bind(name)
        .bind(size)
        .bind(now)
        .run(change.on())
        .await?;
        change.commit().await?;
        Ok(Announced::Here(id))
    }

    /// A file.
    ///
    /// # Errors
    /// As every query.
    pub async fn attachment(&self, id: &AttachmentId) -> Result<Option<Attachment>> {
        let select = sql(concat!("SELECT ", columns!(), " FROM attachments WHERE id = $1"));
        let row = select.bind(id).row(&self.pool).await?;
        row.as_ref().map(Attachment::read).transpose()
    }

    /// The files of a draft, in the order in which they came.
    ///
    /// # Errors
    /// As every query.
    pub async fn attachments_of(&self, draft: &DraftId) -> Result<Vec<Attachment>> {
        let select = sql(concat!(
            "SELECT ",
            columns!(),
            " FROM attachments WHERE draft = $1 ORDER BY created_at, id"
        ));
        let rows = select.bind(draft).rows(&self.pool).await?;
        rows.iter().map(Attachment::read).collect()
    }

    /// Notes that more of a file is kept: it had `from` bytes and has `to`. Answers whether it had.
    ///
    /// # Errors
    /// As every query.
    pub async fn attachment_received(
        &self,
        id: &AttachmentId,
        from: u64,
        to: u64,
        now: Timestamp,
    ) -> Result<bool> {
        let update = sql(
            "UPDATE attachments SET received = $3, updated_at = $4 WHERE id = $1 AND received = $2",
        )
        .bind(id)
        .bind(from)
        .bind(to)
        .bind(now);
        Ok(self.change(update).await? > 0)
    }

    /// Notes a piece of a file that continues what is kept. Answers whether it did: not when somebody else has noted another one, when the
    /// file has no room for it, or when it was forgotten.
    ///
    /// # Errors
    /// As every query.
    pub async fn add_attachment_piece(
        &self,
        id: &AttachmentId,
        piece: &Piece,
        now: Timestamp,
    ) -> Result<bool> {
        let mut change = self.begin().await?;
        let moved = sql("UPDATE attachments SET received = $3, updated_at = $4 \
             WHERE id = $1 AND received = $2 AND size >= $3 AND media_type IS NULL")
        .bind(id)
        .bind(piece.start)
        .bind(piece.start + piece.size)
        .bind(now)
        .run(change.on())
        .await?;
        if moved == 0 {
            return Ok(false);
        }
        sql("INSERT INTO attachment_pieces (attachment, start, size, object) \
             VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(piece.start)
        .bind(piece.size)
        .bind(piece.object.as_str())
        .run(change.on())
        .await?;
        change.commit().await?;
        Ok(true)
    }

    /// The pieces of a file, in their order.
    ///
    /// # Errors
    /// As every query.
    pub async fn attachment_pieces(&self, id: &AttachmentId) -> Result<Vec<Piece>> {
        let rows = sql("SELECT start, size, object FROM attachment_pieces WHERE attachment = $1 \
             ORDER BY start")
        .bind(id)
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Piece {
                    start: row.size("start")?,
                    size: row.size("size")?,
                    object: row.text("object")?,
                })
            })
            .collect()
    }

    /// The pieces of all files whose identifiers begin so: each file, and what the object is called.
    ///
    /// # Errors
    /// As every query.
    pub async fn attachment_pieces_under(
        &self,
        beginning: &str,
    ) -> Result<Vec<(AttachmentId, String)>> {
        let rows = sql("SELECT attachment, object FROM attachment_pieces \
             WHERE attachment >= $1 AND attachment <= $2")
        .bind(beginning)
        .bind(format!("{beginning}{AFTER_ALL}").as_str())
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| Ok((AttachmentId(row.text("attachment")?), row.text("object")?)))
            .collect()
    }

    /// Notes how many bytes a file has whose end has come before its announced size.
    ///
    /// # Errors
    /// As every query.
    pub async fn size_attachment(&self, id: &AttachmentId, size: u64) -> Result<()> {
        let update = sql("UPDATE attachments SET size = $2 WHERE id = $1 AND received = $2")
            .bind(id)
            .bind(size);
        self.change(update).await.map(drop)
    }

    /// Notes that a file is whole, and what it is.
    ///
    /// # Errors
    /// As every query.
    pub async fn attachment_whole(
        &self,
        id: &AttachmentId,
        media_type: &str,
        sha256: &str,
        now: Timestamp,
    ) -> Result<()> {
        let update = sql("UPDATE attachments SET media_type = $2, sha256 = $3, updated_at = $4 \
             WHERE id = $1 AND received = size")
        .bind(id)
        .bind(media_type)
        .bind(sha256)
        .bind(now);
        self.change(update).await.map(drop)
    }

    /// Forgets a file, unless a case has it. Answers whether it was forgotten.
    ///
    /// # Errors
    /// As every query.
    pub async fn delete_attachment(&self, id: &AttachmentId) -> Result<bool> {
        let delete = sql("DELETE FROM attachments WHERE id = $1 \
             AND id NOT IN (SELECT attachment FROM case_files)")
        .bind(id);
        Ok(self.change(delete).await? > 0)
    }

    /// The files whose identifiers begin so.
    ///
    /// # Errors
    /// As every query.
    pub async fn attachments_under(&self, beginning: &str) -> Result<Vec<AttachmentId>> {
        let rows = sql("SELECT id FROM attachments WHERE id >= $1 AND id <= $2")
            .bind(beginning)
            .bind(format!("{beginning}{AFTER_ALL}").as_str())
            .rows(&self.pool)
            .await?;
        rows.iter().map(|row| Ok(AttachmentId(row.text("id")?))).collect()
    }

    /// Files that belong to no case and no draft, and that nobody has touched since an instant.
    ///
    /// # Errors
    /// As every query.
    pub async fn loose_attachments(
        &self,
        untouched_since: Timestamp,
        limit: u32,
    ) -> Result<Vec<AttachmentId>> {
        let rows = sql("SELECT id FROM attachments WHERE draft IS NULL AND updated_at <= $1 \
             AND id NOT IN (SELECT attachment FROM case_files) ORDER BY updated_at, id LIMIT $2")
        .bind(untouched_since)
        .bind(limit)
        .rows(&self.pool)
        .await?;
        rows.iter().map(|row| Ok(AttachmentId(row.text("id")?))).collect()
    }
}

impl Attachment {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: AttachmentId(row.text("id")?),
            account: row.text_if_any("account")?.map(AccountId),
            api_token: row.text_if_any("api_token")?.map(ApiTokenId),
            draft: row.text_if_any("draft")?.map(DraftId),
            name: row.text("name")?,
            size: row.size("size")?,
            received: row.size("received")?,
            media_type: row.text_if_any("media_type")?,
            sha256: row.text_if_any("sha256")?,
            created_at: row.instant("created_at")?,
        })
    }
}
