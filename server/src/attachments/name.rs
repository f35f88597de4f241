//! What a file is called: as its sender called it, without what a name may not hold.

use axum::http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization as _;

/// The longest name, in characters.
const MAX_CHARS: usize = 120;
/// The longest ending that is kept when a name is cut.
const MAX_ENDING: usize = 12;
/// What a value of an extended parameter may hold as it is (RFC 8187 section 3.2.1).
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// A name without folders, without characters that steer or hide, and of a length that every system takes.
pub fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let plain: String = last
        .nfc()
        .filter(|c| !c.is_control() && !steers(*c))
        .map(|c| if r#"<>:"|?*"#.contains(c) { '_' } else { c })
        .collect();
    let plain = plain.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if plain.is_empty() {
        return "file".to_owned();
    }
    if plain.chars().count() <= MAX_CHARS {
        return plain.to_owned();
    }
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= MAX_ENDING => {
            (stem, format!(".{ending}"))
        }
        _ => (plain, String::new()),
    };
    let kept = MAX_CHARS - ending.chars().count();
    format!("{}{ending}", stem.chars().take(kept).collect::<String>())
}

/// Characters that turn the direction of a text or take no room: `exe.gpj` must not read as `jpg.exe`.
fn steers(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The header that has a file saved under its name, never shown (RFC 6266).
pub fn disposition(name: &str) -> HeaderValue {
    let ascii: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' }
        })
        .collect();
    let value = format!(
        "attachment; filename=\"{ascii}\"; filename*=UTF-8''{}",
        utf8_percent_encode(name, ATTR_CHAR)
    );
    HeaderValue::from_str(&value).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_what_people_read_and_lose_what_machines_follow() {
        for (given, kept) in [
            ("mail.log", "mail.log"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\Ana\Desktop\écran 1.png", "écran 1.png"),
            ("..", "file"),
            ("", "file"),
            (".htaccess", "htaccess"),
            ("a\0b\r\nc.txt", "abc.txt"),
            ("invoice\u{202e}gpj.exe", "invoicegpj.exe"),
            ("a<b>:c?.txt", "a_b__c_.txt"),
            ("e\u{301}cran.png", "écran.png"),
            ("日本語の記録.har", "日本語の記録.har"),
            ("👍.png", "👍.png"),
        ] {
            assert_eq!(tidy(given), kept, "{given:?}");
        }
        let long = tidy(&format!("{}.png", "x".repeat(500)));
        assert_eq!((long.chars().count(), &long[MAX_CHARS - 5..]), (MAX_CHARS, "x.png"));
    }

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let value = disposition("a\"; filename=evil.exe\r\nX: y é.txt");
        let text = value.to_str().unwrap();
        assert!(text.starts_with("attachment; filename=\"a_; filename=evil.exe__X: y _.txt\""));
        assert!(text.ends_with(
            "filename*=UTF-8''a%22%3B%20filename%3Devil.exe%0D%0AX%3A%20y%20%C3%A9.txt"
        ));
    }
}
