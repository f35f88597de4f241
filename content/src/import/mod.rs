//! Somebody else's Markdown, taken in as it is.

use guichet_model::Slug;
use unicode_normalization::UnicodeNormalization as _;

/// A slug for any name: Latin letters lose their accents, other scripts are kept.
pub(crate) fn slug(text: &str) -> Option<Slug> {
    Slug::from_text(&fold(text))
}

fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' | 'ð' => folded.push('d'),
            'ł' | 'Ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'þ' | 'Þ' => folded.push_str("th"),
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => folded.extend(c.nfd().take(1)),
            c => folded.push(c),
        }
    }
    folded
}
