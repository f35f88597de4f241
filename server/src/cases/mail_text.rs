//! The words of a mail as plain text, where need be from HTML: what a program marked there as repeated keeps its mark.

mod html;

use std::borrow::Cow;

use mail_parser::{
    Encoding, Message, MessagePart, MimeHeaders as _, PartType,
    decoders::{
        base64::base64_decode, charsets::map::charset_decoder,
        quoted_printable::quoted_printable_decode,
    },
};

/// The names of the charset that has no letters but those of English.
const ASCII: [&str; 2] = ["us-ascii", "ascii"];

/// The words of a mail: of all its parts that are text, since some programs begin a new one after each picture. What stands there twice is
/// read from plain text, unless that is blank.
pub(super) fn of(mail: &Message<'_>) -> String {
    let in_text = places(mail, &mail.text_body);
    let in_html = places(mail, &mail.html_body);
    let is_covered = covered(mail, &in_text);
    let parts = (0..mail.parts.len()).filter_map(|place| {
        let is_read = in_text[place] || (in_html[place] && !is_covered[place]);
        is_read.then(|| words(mail, &mail.parts[place])).flatten()
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

/// For each part of a mail, whether it is one of these.
fn places(mail: &Message<'_>, listed: &[u32]) -> Vec<bool> {
    let mut places = vec![false; mail.parts.len()];
    for place in listed {
        if let Some(place) = places.get_mut(*place as usize) {
            *place = true;
        }
    }
    places
}

/// For each part, whether its words stand in plain text beside it. Parts stand below the one that they belong to, so that one look upwards and
/// one downwards tell, however deep they lie.
fn covered(mail: &Message<'_>, in_text: &[bool]) -> Vec<bool> {
    let parts = &mail.parts;
    let mut has_words = vec![false; parts.len()];
    for (place, part) in parts.iter().enumerate().rev() {
        has_words[place] = match &part.body {
            PartType::Multipart(inner) => {
                inner.iter().any(|inner| has_words.get(*inner as usize) == Some(&true))
            }
            PartType::Text(text) => in_text[place] && !is_blank(text),
            _ => false,
        };
    }
    let mut covered = vec![false; parts.len()];
    for (place, part) in parts.iter().enumerate() {
        let PartType::Multipart(inner) = &part.body else { continue };
        let kind = part.content_type().and_then(|kind| kind.c_subtype.as_deref());
        let is_alternative = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("alternative"));
        let is_covered = covered[place] || (is_alternative && has_words[place]);
        for inner in inner {
            if let Some(covered) = covered.get_mut(*inner as usize) {
                *covered = is_covered;
            }
        }
    }
    covered
}

/// The words of a part, where there are any.
fn words(mail: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let words = match &part.body {
        PartType::Text(text) => decoded(mail, part, text).into_owned(),
        PartType::Html(html) => html::lines(&decoded(mail, part, html)),
        _ => return None,
    };
    (!is_blank(&words)).then_some(words)
}

/// A part's text. Where it says in no charset that is known, or in one that has no such letters, it is UTF-8 if it can be, and else as old
/// programs of the West wrote it.
fn decoded<'a>(mail: &Message<'_>, part: &MessagePart<'_>, text: &'a str) -> Cow<'a, str> {
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let is_ascii =
        charset.is_some_and(|name| ASCII.iter().any(|ascii| name.eq_ignore_ascii_case(ascii)));
    let is_known =
        charset.is_some_and(|name| !is_ascii && charset_decoder(name.as_bytes()).is_some());
    // The parser reads ASCII as the West's charset, and what is in none as UTF-8.
    let is_doubtful =
        if is_ascii { !text.is_ascii() } else { text.contains(char::REPLACEMENT_CHARACTER) };
    if is_known || !is_doubtful {
        return Cow::Borrowed(text);
    }
    let raw = mail.raw_message().get(part.offset_body as usize..part.offset_end as usize);
    let raw = raw.unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let Some(bytes) = bytes else { return Cow::Borrowed(text) };
    match (String::from_utf8(bytes), charset_decoder(b"windows-1252")) {
        (Ok(text), _) => Cow::Owned(text),
        (Err(no), Some(decode)) => Cow::Owned(decode(no.as_bytes())),
        (Err(_), None) => Cow::Borrowed(text),
    }
}

/// Whether nothing of a text is seen: programs put signs without a width where others would leave it empty.
fn is_blank(text: &str) -> bool {
    let is_unseen = |c: char| {
        matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'
                ..='\u{200f}' | '\u{2060}' | '\u{2800}' | '\u{feff}' | '\u{fffc}'
        )
    };
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_unseen(c))
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    /// The words of a mail with these headers and this body.
    fn read(headers: &str, body: &[u8]) -> String {
        let raw = [format!("From: a@b.c\r\n{headers}\r\n\r\n").as_bytes(), body].concat();
        of(&MessageParser::default().parse(&raw).unwrap())
    }

    fn multipart(kind: &str, boundary: &str, parts: &[String]) -> String {
        let head = format!("Content-Type: multipart/{kind}; boundary={boundary}\r\n\r\n");
        let parts = parts.iter().map(|part| format!("--{boundary}\r\n{part}\r\n"));
        format!("{head}{}--{boundary}--", parts.collect::<String>())
    }

    fn part(kind: &str, body: &str) -> String {
        format!("Content-Type: text/{kind}; charset=utf-8\r\n\r\n{body}")
    }

    #[test]
    fn words_that_stand_in_html_alone_are_read_there() {
        for blank in ["", " \r\n", "\u{a0}", "\u{200b}\u{feff}\r\n\u{ad}"] {
            let both = [part("plain", blank), part("html", "<p>Words</p>")];
            let alternative = multipart("alternative", "a", &both);
            let mixed = [alternative.clone(), part("plain", "A footer")];
            for (mail, words) in [
                (alternative.clone(), "Words"),
                (multipart("mixed", "m", &mixed), "Words\n\nA footer"),
                (multipart("related", "r", std::slice::from_ref(&alternative)), "Words"),
            ] {
                let (head, body) = mail.split_once("\r\n\r\n").unwrap();
                assert_eq!(read(head, body.as_bytes()).trim(), words, "{mail}");
            }
        }
        let both = [part("plain", "Plain"), part("html", "<p>HTML</p>")];
        let mail = multipart("alternative", "a", &both);
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        assert_eq!(read(head, body.as_bytes()), "Plain", "what stands there twice is read once");
    }
    #[test]
    fn text_without_a_charset_keeps_its_letters() {
        let encoded = |encoding| format!("Content-Transfer-Encoding: {encoding}");
        let charset = |name| format!("Content-Type: text/plain; charset={name}");
        let odd = charset("x-unknown");
        for (headers, body, text) in [
            (String::new(), &b"d\xe9j\xe0 vu, 5 \x80"[..], "déjà vu, 5 €"),
            (String::new(), "déjà vu \u{fffd}".as_bytes(), "déjà vu \u{fffd}"),
            (String::new(), "déjà vu, 5 €".as_bytes(), "déjà vu, 5 €"),
            (odd.clone(), b"d\xe9j\xe0", "déjà"),
            (odd, "déjà".as_bytes(), "déjà"),
            (charset("us-ascii"), "déjà, メール".as_bytes(), "déjà, メール"),
            (charset("US-ASCII"), b"d\xe9j\xe0", "déjà"),
            (charset("iso-8859-1"), "déjà".as_bytes(), "dÃ©jÃ"),
            ("Content-Type: text/html".to_owned(), b"<p>d\xe9j\xe0</p>", "déjà"),
            (encoded("quoted-printable"), b"d=E9j=E0", "déjà"),
            (encoded("base64"), b"ZOlq4A==", "déjà"),
        ] {
            assert_eq!(read(&headers, body).trim(), text, "{headers}");
        }
        let parts = b"--b\r\n\r\nd\xe9j\xe0\r\n--b\r\n\r\nvu\r\n--b--\r\n";
        assert_eq!(read("Content-Type: multipart/mixed; boundary=b", parts), "déjà\n\nvu");
    }
}
