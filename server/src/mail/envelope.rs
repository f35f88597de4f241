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
    let thread = content.thread.as_ref();
    let id = thread.and_then(|thread| thread.id.as_ref()).unwrap_or(&letter.id);
    let mut builder = Message::builder()
        .from(from.clone())
        .to(content.to.as_str().parse()?)
        .subject(content.subject.clone())
        .message_id(Some(identifier(id, host)))
        .date(system_time(letter.created_at));
    if let Some(thread) = thread {
        let before: Vec<_> = thread.references.iter().map(|id| identifier(id, host)).collect();
        if let Some(last) = before.last() {
            builder = builder.in_reply_to(last.clone()).references(before.join(" "));
        }
        if let Some(reply_to) = &thread.reply_to {
            builder = builder.reply_to(reply_to.parse()?);
        }
    }
    let parts = MultiPart::alternative_plain_html(content.text.clone(), content.html.clone());
    let mut message = builder.multipart(parts)?;
    for (name, value) in [AUTO_SUBMITTED, ("Content-Language", &content.language)] {
        let name = HeaderName::new_from_ascii(name.to_owned())?;
        message.headers_mut().insert_raw(HeaderValue::new(name, value.to_owned()));
    }
    if let Some(address) = &content.unsubscribe {
        // One click in the mail program is enough (RFC 2369 section 3.2, RFC 8058 section 3.1).
        for (name, value) in [
            ("List-Unsubscribe", format!("<{address}>")),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
        ] {
            let name = HeaderName::new_from_ascii(name.to_owned())?;
            message.headers_mut().insert_raw(HeaderValue::new(name, value));
        }
    }
    Ok(message)
}

/// An identifier as a header has it; one of the portal's own gets its host.
fn identifier(id: &str, host: &str) -> String {
    if id.contains('@') { format!("<{id}>") } else { format!("<{id}@{host}>") }
}

fn system_time(instant: Timestamp) -> SystemTime {
    SystemTime::from(instant)
}

#[cfg(test)]
mod tests {
    use guichet_storage::{NewMessage, Thread};

    use super::*;

    #[test]
    fn a_letter_of_a_conversation_refers_to_those_before_it() {
        let letter = |thread| Letter {
            id: "0123abcd".to_owned(),
            content: NewMessage {
                to: "ana@example.org".parse().unwrap(),
                subject: "Mail is late".to_owned(),
                text: "Line".to_owned(),
                html: "<p>Line</p>".to_owned(),
                language: "en".to_owned(),
                thread: Some(thread),
                unsubscribe: None,
            },
            attempts: 0,
            created_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        };
        let from = "Example Help <help@example.org>".parse().unwrap();
        let wire = |thread| {
            let message = message(&letter(thread), &from, "example.org").unwrap();
            String::from_utf8(message.formatted()).unwrap()
        };
        let first = wire(Thread {
            id: Some("case.K7QF3MXD".to_owned()),
            references: Vec::new(),
            reply_to: Some("reply+k7@example.org".to_owned()),
        });
        assert!(first.contains("Message-ID: <case.K7QF3MXD@example.org>\r\n"), "{first}");
        assert!(first.contains("Reply-To: reply+k7@example.org\r\n"), "{first}");
        assert!(!first.contains("In-Reply-To") && !first.contains("References"), "{first}");
        let later = wire(Thread {
            id: None,
            references: vec!["case.K7QF3MXD".to_owned(), "abc@atelier.example".to_owned()],
            reply_to: None,
        });
        for part in [
            "Message-ID: <0123abcd@example.org>\r\n",
            "In-Reply-To: <abc@atelier.example>\r\n",
            "References: <case.K7QF3MXD@example.org> <abc@atelier.example>\r\n",
        ] {
            assert!(later.contains(part), "{part} in {later}");
        }
    }

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
                unsubscribe: None,
                thread: None,
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
