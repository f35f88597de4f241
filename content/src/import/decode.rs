//! A foreign file as text, whatever encoding it was saved in.

use std::{fs, path::Path};

use crate::MAX_ARTICLE_BYTES;

/// The largest file that is read: writing it down as an article makes it longer.
pub(super) const MAX_BYTES: u64 = MAX_ARTICLE_BYTES / 2;

/// What Windows-1252 has where Latin-1 has control characters, from 0x80; the gaps stay what they are.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads a file: its text with plain line ends, and what had to be guessed. `Err` says why it is no text.
pub(super) fn read(file: &Path) -> Result<(String, Option<&'static str>), String> {
    let unreadable = |error| format!("it cannot be read: {error}");
    let large = format!("it is larger than {} MB", MAX_BYTES / 1024 / 1024);
    // UTF-16 takes twice the room.
    if fs::metadata(file).map_err(unreadable)?.len() > 2 * MAX_BYTES + 2 {
        return Err(large);
    }
    let (text, guess) = text(&fs::read(file).map_err(unreadable)?)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(large);
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), guess))
}

/// The text of bytes: by their mark, else UTF-8, else what Western Windows writes, if it can be that.
fn text(bytes: &[u8]) -> Result<(String, Option<&'static str>), &'static str> {
    let broken = "it begins like UTF-16 and is not";
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
        let text: Option<String> = text.map(Result::ok).collect();
        text.filter(|_| rest.is_empty()).ok_or(broken)
    };
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            return Err("it is UTF-32; save it as UTF-8");
        }
        [0xff, 0xfe, rest @ ..] => return Ok((utf16(rest, u16::from_le_bytes)?, None)),
        [0xfe, 0xff, rest @ ..] => return Ok((utf16(rest, u16::from_be_bytes)?, None)),
        _ => {}
    }
    let unknown = "its encoding cannot be told; save it as UTF-8";
    // Zeros between letters are UTF-16 without a mark, or no text at all.
    if bytes.split(|b| *b == 0).skip(1).count() * 10 > bytes.len() {
        return Err(unknown);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.trim_start_matches('\u{feff}').to_owned(), None));
    }
    // Western languages are mostly ASCII; where every other letter is not, the bytes mean something else.
    let letters = |high: bool| {
        bytes.iter().filter(|b| if high { !b.is_ascii() } else { b.is_ascii_alphabetic() }).count()
    };
    if letters(true) > letters(false) {
        return Err(unknown);
    }
    let text = bytes.iter().map(|byte| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    });
    Ok((text.collect(), Some("the file is not UTF-8; it was read as Windows-1252")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> Option<String> {
        text(bytes).ok().map(|(text, _)| text)
    }

    #[test]
    fn marks_tell_the_encoding() {
        let utf16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
            [mark, &"wörld 🎉".encode_utf16().flat_map(unit).collect::<Vec<u8>>()].concat()
        };
        assert_eq!(shown(&utf16(b"\xff\xfe", u16::to_le_bytes)).unwrap(), "wörld 🎉");
        assert_eq!(shown(&utf16(b"\xfe\xff", u16::to_be_bytes)).unwrap(), "wörld 🎉");
        assert_eq!(shown("\u{feff}ö".as_bytes()).unwrap(), "ö");
        assert!(shown(b"\xff\xfea").is_none() && shown(b"\xff\xfe\0\0a\0\0\0").is_none());
    }

    #[test]
    fn windows_text_is_read_and_what_is_no_text_refused() {
        assert_eq!(text(b"caf\xe9 \x96 now").unwrap().0, "café – now");
        assert!(text(b"caf\xe9").unwrap().1.is_some() && text(b"cafe").unwrap().1.is_none());
        let japanese_in_shift_jis = b"\x93\xfa\x96\x7b\x8c\xea\n";
        assert!(shown(japanese_in_shift_jis).is_none());
        assert!(shown(b"a\0b\0c\0").is_none() && shown(b"").is_some());
    }
}
