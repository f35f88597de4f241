//! Letters made comparable: case, width, compatibility forms, accents and kana.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};

/// Compatibility-normalised (NFKC, Unicode Standard Annex 15) lower case. Turkish and Azerbaijani have their own `I`.
pub(crate) fn lower(text: &str, language: &str) -> String {
    let turkic = matches!(language, "tr" | "az");
    if text.is_ascii() && !turkic {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            'I' if turkic => out.push('ı'),
            'İ' => out.push('i'),
            '’' | '‘' | 'ʼ' | '＇' => out.push('\''),
            '‐' | '‑' | '‒' => out.push('-'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Without accents; letters that Unicode does not decompose are replaced by the usual ones, katakana by hiragana, and a long-vowel mark
/// that ends a word is dropped (both spellings are common).
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = 0;
    for c in text.chars() {
        chars += 1;
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            'ς' => out.push('σ'),
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            '\u{30a1}'..='\u{30f6}' => out.extend(char::from_u32(c as u32 - 0x60)),
            c if is_accent(c) => {}
            c if has_accents(c) => decompose_canonical(c, |d| {
                if !is_accent(d) {
                    out.push(d);
                }
            }),
            c => out.push(c),
        }
    }
    if chars > 3 && out.ends_with('ー') {
        out.pop();
    }
    Cow::Owned(out)
}

/// Latin, Greek and Cyrillic, whose letters with accents are found without them.
fn has_accents(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}')
}

/// Marks that belong to the letter before them.
pub(super) fn is_mark(c: char) -> bool {
    is_accent(c)
        || matches!(c, '\u{900}'..='\u{dff}' | '\u{e30}'..='\u{e4e}' | '\u{3099}'..='\u{309a}')
}

pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}
