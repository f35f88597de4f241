//! The outbox: mail that is written in the same step as what it tells of, and sent until it has arrived.

use guichet_model::email::EmailAddress;
use jiff::Timestamp;

use crate::{Result, Storage};

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
        _ = (message, now);
        unimplemented!()
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
        _ = (limit, lease, now);
        unimplemented!()
    }

    /// Notes that a mail was handed to the mail server, and forgets its words.
    ///
    /// # Errors
    /// As every query.
    pub async fn sent(&self, id: &str, now: Timestamp) -> Result<()> {
        _ = (id, now);
        unimplemented!()
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
        _ = (id, why, again_at);
        unimplemented!()
    }
}
