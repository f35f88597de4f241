//! Mail: what the portal writes to people ([`letters`]), and how it leaves ([`outbox`]).
//!
//! A letter is put into the outbox in the same transaction as what it tells of, and leaves from there: at once when this node wrote it,
//! within seconds when another did, and after growing pauses while the mail server is away.

pub mod envelope;
pub mod letters;
pub mod outbox;

use std::time::Duration;

use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use tokio::sync::Notify;

use crate::settings::{Concealed, Settings};

/// How long the mail server may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(20);

/// Settings of mail that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The mail server's address cannot be read. It may hold a password, so it is not shown.
    #[error(
        "smtp is no address of a mail server: {0}; write smtps://USER:PASSWORD@HOST, smtp://HOST:25, or smtp://HOST:587?tls=required"
    )]
    Server(String),
    /// Nobody to send mail as.
    #[error(
        "mail_from is missing; write whom mail comes from, such as `Example Help <help@example.org>`"
    )]
    NoSender,
    /// The sender is none.
    #[error(
        "mail_from is `{0}`; write whom mail comes from, such as `Example Help <help@example.org>`"
    )]
    Sender(String),
    /// Links in mail would lead nowhere.
    #[error(
        "public_url is missing; mail holds links, and they need the address at which readers reach the portal"
    )]
    NoPublicUrl,
}

/// The way out for mail, if the operator has set one up.
#[derive(Debug)]
pub struct Mail {
    post: Option<Post>,
    written: Notify,
}

/// A mail server, and whom mail comes from.
#[derive(Debug)]
struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// What follows the `@` of a message's identifier.
    host: String,
}

impl Mail {
    /// Mail as the settings have it; without a mail server none leaves.
    ///
    /// # Errors
    /// When the settings cannot be used.
    pub fn open(settings: &Settings) -> Result<Self, MailError> {
        let post = settings.smtp.as_ref().map(|smtp| Post::open(smtp, settings)).transpose()?;
        Ok(Self { post, written: Notify::new() })
    }

    /// Whether mail leaves at all.
    pub fn is_on(&self) -> bool {
        self.post.is_some()
    }

    /// Says that something was put into the outbox.
    pub fn wake(&self) {
        self.written.notify_one();
    }
}

impl Post {
    fn open(Concealed(smtp): &Concealed, settings: &Settings) -> Result<Self, MailError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp)
            .map_err(|error| MailError::Server(error.to_string()))?
            .timeout(Some(PATIENCE))
            .build();
        let from = settings.mail_from.as_deref().ok_or(MailError::NoSender)?;
        let from: Mailbox = from.parse().map_err(|_| MailError::Sender(from.to_owned()))?;
        if settings.public_url.is_none() {
            return Err(MailError::NoPublicUrl);
        }
        let host = from.email.domain().to_owned();
        Ok(Self { transport, from, host })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(smtp: &str, from: Option<&str>) -> Settings {
        Settings {
            smtp: Some(Concealed(smtp.to_owned())),
            mail_from: from.map(str::to_owned),
            public_url: Some("https://help.example".to_owned()),
            ..Settings::default()
        }
    }

    #[test]
    fn mail_leaves_only_where_a_server_is_set_up() {
        assert!(!Mail::open(&Settings::default()).unwrap().is_on());
        let ready = settings("smtp://localhost:2525", Some("Example Help <help@example.org>"));
        assert!(Mail::open(&ready).unwrap().is_on());
    }

    #[test]
    fn settings_that_cannot_be_used_are_told_without_the_password() {
        let error = |settings: &Settings| Mail::open(settings).unwrap_err().to_string();
        let bad = error(&settings("http://u:geheim@localhost", Some("help@example.org")));
        assert!(bad.contains("smtp") && !bad.contains("geheim"), "{bad}");
        assert!(error(&settings("smtp://localhost", None)).contains("mail_from"));
        assert!(error(&settings("smtp://localhost", Some("nobody"))).contains("nobody"));
        let mut hidden = settings("smtp://localhost", Some("help@example.org"));
        hidden.public_url = None;
        assert!(error(&hidden).contains("public_url"));
    }
}
