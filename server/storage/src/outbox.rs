//! The outbox: mail that is written in the same step as what it tells of, and sent until it has arrived.

use guichet_model::email::EmailAddress;
use jiff::Timestamp;

use crate::{
    Result, Storage, id,
    query::{Row, Statement, sql},
};

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// To whom.
    pub to: EmailAddress,
    /// Its subject, one line.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// The same in HTML.
    pub html: String,
    /// The language it is in, as a tag.
    pub language: String,
    /// Where a mail of a list is ended by one click (RFC 8058).
    pub unsubscribe: Option<String>,
    /// The conversation it belongs to.
    pub thread: Option<Thread>,
}

/// The place of a mail in a conversation (RFC 5322 section 3.6.4). An identifier without an `@` gets the portal's host when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// The identifier of this very mail, where others shall refer to it; else it has one of its own.
    pub id: Option<String>,
    /// The identifiers of the mails before, the one it answers last. None holds a space.
    pub references: Vec<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
}

/// A mail that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its number; also the stable part of its `Message-ID`.
    pub id: String,
    /// What it says.
    pub content: NewMessage,
    /// How often sending it has failed.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
}

impl Storage {
    /// Puts a mail into the outbox.
    ///
    /// # Errors
    /// As every query.
    pub async fn enqueue(&self, message: &NewMessage, now: Timestamp) -> Result<()> {
        self.change(put_message(message, now)?).await.map(drop)
    }

    /// Takes at most `limit` mails that are due, oldest first. No other node gets them before `lease` ends, so a node that dies delays a mail and loses none.
    ///
    /// # Errors
    /// As every query.
    pub async fn claim(
        &self,
        limit: u32,
        lease: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<Message>> {
        // On PostgreSQL two nodes may choose the same mails; the second waits for the first, looks again, and finds them due later.
        let rows = self
            .change_rows(
                sql("UPDATE outbox SET due_at = $1 WHERE due_at <= $2 AND id IN \
                     (SELECT id FROM outbox WHERE due_at <= $2 ORDER BY created_at, id LIMIT $3) \
                     RETURNING id, recipient, subject, text, html, language, unsubscribe, attempts, created_at, \
                     thread_id, thread_references, reply_to")
                .bind(lease)
                .bind(now)
                .bind(limit),
            )
            .await?;
        let mut messages = rows.iter().map(Message::read).collect::<Result<Vec<_>>>()?;
        messages.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
        Ok(messages)
    }

    /// Notes that a mail was handed to the mail server, and forgets its words.
    ///
    /// # Errors
    /// As every query.
    pub async fn sent(&self, id: &str, now: Timestamp) -> Result<()> {
        let update = sql(
            "UPDATE outbox SET sent_at = $2, due_at = NULL, subject = '', text = '', html = '' \
             WHERE id = $1 AND sent_at IS NULL",
        )
        .bind(id)
        .bind(now);
        self.change(update).await.map(drop)
    }

    /// Notes that sending failed and when to try again; `None` gives up.
    ///
    /// # Errors
    /// As every query.
    pub async fn send_failed(
        &self,
        id: &str,
        why: &str,
        again_at: Option<Timestamp>,
    ) -> Result<()> {
        let update =
            sql("UPDATE outbox SET attempts = attempts + 1, last_error = $2, due_at = $3 \
             WHERE id = $1 AND sent_at IS NULL")
            .bind(id)
            .bind(why)
            .bind(again_at);
        self.change(update).await.map(drop)
    }
}

impl Message {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            content: NewMessage {
                to: row.parsed("recipient", |text| text.parse().ok())?,
                subject: row.text("subject")?,
                text: row.text("text")?,
                html: row.text("html")?,
                language: row.text("language")?,
                unsubscribe: row.text_if_any("unsubscribe")?,
                thread: Thread::read(row)?,
            },
            attempts: row.count("attempts")?,
            created_at: row.instant("created_at")?,
        })
    }
}

impl Thread {
    fn read(row: &Row) -> Result<Option<Self>> {
        let Some(references) = row.text_if_any("thread_references")? else { return Ok(None) };
        Ok(Some(Self {
            id: row.text_if_any("thread_id")?,
            references: references.split_whitespace().map(str::to_owned).collect(),
            reply_to: row.text_if_any("reply_to")?,
        }))
    }
}

/// Puts a mail into the outbox, as part of a change that it tells of.
pub(crate) fn put_message(message: &NewMessage, now: Timestamp) -> Result<Statement> {
    let thread = message.thread.as_ref();
    Ok(sql("INSERT INTO outbox \
         (id, recipient, subject, text, html, language, unsubscribe, attempts, created_at, due_at, thread_id, \
         thread_references, reply_to) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8, $9, $10, $11)")
    .bind(id::hex(&id::random::<16>()?).as_str())
    .bind(message.to.as_str())
    .bind(message.subject.as_str())
    .bind(message.text.as_str())
    .bind(message.html.as_str())
    .bind(message.language.as_str())
    .bind(message.unsubscribe.as_deref())
    .bind(now)
    .bind(thread.and_then(|thread| thread.id.as_deref()))
    .bind(thread.map(|thread| thread.references.join(" ")).as_deref())
    .bind(thread.and_then(|thread| thread.reply_to.as_deref())))
}
