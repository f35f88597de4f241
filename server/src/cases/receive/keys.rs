//! The portal's own keys in mail that comes back: a case is read by more people than its letters were for, and whoever has the key of a
//! letter answers in the place of whom it was sent to.

/// The digits of a key.
const DIGITS: usize = 20;
/// What stands in place of a key.
const MARK: &str = "…";
/// How far back is looked for what a key stands after, in characters.
const BEFORE: usize = 32;

/// A text without the keys of the portal's letters: those of the case itself wherever they stand, those of others where they stand in an
/// address for answers or a link for rating. Programs that break lines break keys, too.
pub(super) fn masked(text: &str, own: &[String]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let found = c.is_ascii_hexdigit().then(|| key_end(&text[at..], &masked, own)).flatten();
        if let Some(length) = found {
            masked.push_str(MARK);
            at += length;
        } else {
            masked.push(c);
            at += c.len_utf8();
        }
    }
    masked
}

/// How long the key is that a text begins with, where it begins with one.
fn key_end(text: &str, before: &str, own: &[String]) -> Option<usize> {
    let is_due = stands_after(before);
    let mut digits = String::with_capacity(DIGITS);
    let mut is_broken = false;
    for (at, c) in text.char_indices() {
        if c.is_ascii_hexdigit() {
            is_broken = false;
            digits.push(c.to_ascii_lowercase());
            let is_own = own.iter().any(|key| key.starts_with(&digits));
            if !is_own && !is_due {
                return None;
            }
            if digits.len() == DIGITS {
                let is_all = !text[at + 1..].starts_with(|c: char| c.is_ascii_hexdigit());
                return (is_own || is_all).then_some(at + 1);
            }
        } else if matches!(c, '\r' | '\n') {
            is_broken = true;
        } else if !(is_broken && is_margin(c)) {
            return None;
        }
    }
    None
}

/// Whether a program that breaks lines writes a character where the next one begins.
fn is_margin(c: char) -> bool {
    c.is_ascii_whitespace() || c == '>'
}

/// Whether a key is due after these words: `/rating?key=`, `+REFERENCE.`, encoded or not.
fn stands_after(before: &str) -> bool {
    let near = || before.chars().rev().take(BEFORE).filter(|c| !is_margin(*c));
    if !near().next().is_some_and(|c| matches!(c, '.' | '=' | 'd' | 'D')) {
        return false;
    }
    let last: Vec<char> = near().map(|c| c.to_ascii_lowercase()).collect();
    let last: String = last.into_iter().rev().collect();
    let is_tag = |tag: &str| tag.len() == 8 && tag.chars().all(|c| c.is_ascii_alphanumeric());
    if let Some(said) = last.strip_suffix('.') {
        let said = said.rsplit_once('+').or_else(|| said.rsplit_once("%2b"));
        return said.is_some_and(|(_, tag)| is_tag(tag));
    }
    ["rating?key=", "rating?key=3d", "rating%3fkey%3d"].iter().any(|link| last.ends_with(link))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "0123456789abcdef0123";
    const OTHER: &str = "99aabbccddeeff001122";

    #[test]
    fn keys_of_the_portals_letters_do_not_stand_in_a_case() {
        for (text, kept) in [
            (
                format!("https://h.example/en/cases/K7QM3FXA/rating?key={OWN}&rating=good"),
                "https://h.example/en/cases/K7QM3FXA/rating?key=…&rating=good",
            ),
            (
                format!("https://h.example/en/cases/A/rating?key={OTHER}"),
                "https://h.example/en/cases/A/rating?key=…",
            ),
            (format!("rating?key=3D{OTHER}"), "rating?key=3D…"),
            (format!("rating%3Fkey%3D{OTHER}"), "rating%3Fkey%3D…"),
            (
                format!("<reply+k7qm3fxa.{}@h.example>", OWN.to_uppercase()),
                "<reply+k7qm3fxa.…@h.example>",
            ),
            (format!("<reply+k7qm3fxb.{OTHER}@h.example>"), "<reply+k7qm3fxb.…@h.example>"),
            (
                format!("> reply+k7qm3fxa.{}\r\n> >{}@h", &OWN[..7], &OWN[7..]),
                "> reply+k7qm3fxa.…@h",
            ),
            (format!("key={OWN}{OWN}"), "key=……"),
        ] {
            assert_eq!(masked(&text, &[OWN.to_owned()]), kept, "{text}");
        }
    }

    #[test]
    fn what_is_no_key_stays() {
        for text in [
            "",
            "é 0123",
            "commit 99aabbccddeeff001122 of 99AABBCCDDEEFF001122",
            "a.99aabbccddeeff001122",
            "https://shop.example/order?key=99aabbccddeeff001122",
            "rating?key=good",
        ] {
            assert_eq!(masked(text, &[OWN.to_owned()]), text);
        }
    }

    #[test]
    fn no_text_takes_long() {
        for piece in ["0\n", "0 \n> > > ", "rating?key=0\n\n", "0"] {
            let text = piece.repeat(200_000);
            assert_eq!(masked(&text, &[OWN.to_owned()]), text);
        }
    }
}
