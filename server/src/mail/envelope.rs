//! From a letter in the outbox to a message on the wire (RFC 5322), in plain text and HTML.

use std::time::SystemTime;

use guichet_storage::Message as Letter;
use jiff::Timestamp;
use lettre::{
    Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

/// Says that no person wrote it, so that no automatic answer comes back (RFC 3834 section 5).
const AUTO_SUBMITTED: (&str, &str) = ("Auto-Submitted", "auto-generated");

/// The message of a letter. Its identifier is the letter's own, so that one that arrives twice is known to be one.
///
/// # Errors
/// When an address or a header cannot be written.
pub fn message(
    letter: &Letter,
    from: &Mailbox,
    host: &str,
) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    let content = &letter.content;
    let mut message = Message::builder()
        .from(from.clone())
        .to(content.to.as_str().parse()?)
        .subject(content.subject.clone())
        .message_id(Some(format!("<{}@{host}>", letter.id)))
        .date(system_time(letter.created_at))
        .multipart(MultiPart::alternative_plain_html(content.text.clone(), content.html.clone()))?;
    for (name, value) in [AUTO_SUBMITTED, ("Content-Language", &content.language)] {
        let name = HeaderName::new_from_ascii(name.to_owned())?;
        message.headers_mut().insert_raw(HeaderValue::new(name, value.to_owned()));
    }
    Ok(message)
}

fn system_time(instant: Timestamp) -> SystemTime {
    SystemTime::from(instant)
}

#[cfg(test)]
mod tests {
    use guichet_storage::NewMessage;

    use super::*;

    #[test]
    fn a_letter_becomes_a_message_in_two_forms() {
        let letter = Letter {
            id: "0123abcd".to_owned(),
            content: NewMessage {
                to: "ana@example.org".parse().unwrap(),
                subject: "パスワード".to_owned(),
                text: "Zeile".to_owned(),
                html: "<p>Zeile</p>".to_owned(),
                language: "ja".to_owned(),
            },
            attempts: 0,
            created_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        };
        let from = "Example Help <help@example.org>".parse().unwrap();
        let message = message(&letter, &from, "example.org").unwrap();
        let wire = String::from_utf8(message.formatted()).unwrap();
        for part in [
            "Message-ID: <0123abcd@example.org>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Language: ja\r\n",
            "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\n",
            "To: ana@example.org\r\n",
            "multipart/alternative",
            "text/plain; charset=utf-8",
            "text/html; charset=utf-8",
        ] {
            assert!(wire.contains(part), "{part} in {wire}");
        }
        assert!(wire.contains("Subject: =?utf-8?b?"), "{wire}");
    }
}
