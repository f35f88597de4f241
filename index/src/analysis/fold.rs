//! Letters made comparable: case, width, compatibility forms, accents and kana.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};

/// Compatibility-normalised (NFKC, Unicode Standard Annex 15) lower case. Turkish and Azerbaijani have their own `I`.
pub(crate) fn lower(text: &str, language: &str) -> String {
    let mut out = String::with_capacity(text.len());
    lower_into(text, language, &mut out);
    out
}

/// [`lower`], appended to `out`.
pub(crate) fn lower_into(text: &str, language: &str, out: &mut String) {
    let turkic = matches!(language, "tr" | "az");
    if text.is_ascii() && !turkic {
        out.extend(text.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    if text.chars().all(is_settled) && !turkic {
        for c in text.chars() {
            lower_char(c, out);
        }
        return;
    }
    for c in text.nfkc() {
        match c {
            'I' if turkic => out.push('ı'),
            'İ' => out.push('i'),
            '’' | '‘' | 'ʼ' | '＇' => out.push('\''),
            '‐' | '‑' | '‒' => out.push('-'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            // Some ligatures come apart into words; a form is one word.
            c if c.is_whitespace() => {}
            c => lower_char(c, out),
        }
    }
}

/// Characters that normalisation leaves as they are, whatever stands beside them: most of what is written needs no more than that.
fn is_settled(c: char) -> bool {
    c.is_ascii()
        || matches!(c, 'À'..='ħ' | 'ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž')
        || matches!(c, '\u{400}'..='\u{45f}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{4e00}'..='\u{9fff}')
}

fn lower_char(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' | '\u{3041}'..='\u{9fff}' => out.push(c),
        c => out.extend(c.to_lowercase()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_settled_is_what_normalisation_leaves_alone() {
        for c in (0..=0x1_0000).filter_map(char::from_u32).filter(|&c| is_settled(c)) {
            let text: String = [c, 'e', c].into_iter().collect();
            assert_eq!(text.nfkc().collect::<String>(), text, "{c:?}");
            assert_eq!(lower(&text, "en"), text.to_lowercase(), "{c:?}");
        }
    }
}
