//! Where words begin and end, in any script, and the forms a written word is found by.

use super::{
    Analyser, GRAM, Kind, Units,
    fold::{is_mark, lower, lower_into},
};

/// At most this many parts are joined into a whole; a longer chain is no address or version but a table drawn with dots.
const MAX_PARTS: usize = 10;
/// A form longer than this many bytes is no word.
const MAX_FORM_BYTES: usize = 160;

/// Scripts written without spaces between words, which need a dictionary.
fn is_dense(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
        && c != '\u{30fb}'
}

/// Han and kana: whole syllables or words a character, so pairs of them are good terms and edits of them are not typos.
pub(crate) fn is_cjk(c: char) -> bool {
    is_dense(c) && !matches!(c, '\u{e00}'..='\u{17ff}')
}

/// The common ideographs, which have neither case nor another form.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    (c.is_alphanumeric() || is_mark(c)) && !is_dense(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

/// What may join two parts into one written word.
pub(crate) fn is_joint(c: char) -> bool {
    is_apostrophe(c)
        || matches!(
            c,
            '.' | '-' | '_' | '@' | '/' | ':' | '&' | '+' | '‐' | '‑' | '\u{ad}' | '\u{200b}'
        )
}

impl Analyser {
    /// Takes a text apart, appending to `units`.
    pub(crate) fn split(&self, text: &str, units: &mut Units) {
        let mut rest = 0;
        while let Some((start, c)) = text[rest..]
            .char_indices()
            .map(|(i, c)| (rest + i, c))
            .find(|&(_, c)| is_word(c) || is_dense(c))
        {
            rest = if is_dense(c) {
                self.dense(text, start, units)
            } else {
                self.written(text, start, units)
            };
        }
    }

    /// A run of a script without spaces; gives where it ends.
    fn dense(&self, text: &str, start: usize, units: &mut Units) -> usize {
        let end =
            text[start..].find(|c| !is_dense(c) && !is_mark(c)).map_or(text.len(), |n| start + n);
        let run = &text[start..end];
        let mut from = 0;
        for to in self.segmenter.segment_str(run).filter(|&to| to > 0) {
            let word = &run[from..to];
            units.open(start + from, start + to);
            units.write(Kind::Word, |buffer| lower_into(word, &self.language, buffer));
            self.grams(run, from, to, units);
            from = to;
        }
        end
    }

    /// The pairs of characters that begin within `from..to`.
    fn grams(&self, run: &str, from: usize, to: usize, units: &mut Units) {
        let mut chars = run[from..].char_indices().peekable();
        while let Some((i, a)) = chars.next() {
            if from + i >= to {
                return;
            }
            if let Some(&(_, b)) = chars.peek()
                && (is_cjk(a) || is_hangul(a))
                && (is_cjk(b) || is_hangul(b))
            {
                let mut pair = [0; 8];
                let first = a.encode_utf8(&mut pair).len();
                let both = first + b.encode_utf8(&mut pair[first..]).len();
                let pair = std::str::from_utf8(&pair[..both]).unwrap_or("");
                units.write(Kind::Gram, |buffer| {
                    buffer.push(GRAM);
                    if is_han(a) && is_han(b) {
                        buffer.push_str(pair);
                    } else {
                        buffer.push_str(&super::fold(&lower(pair, &self.language)));
                    }
                });
            }
        }
    }

    /// A written word with everything that is joined to it; gives where it ends.
    fn written(&self, text: &str, start: usize, units: &mut Units) -> usize {
        let first_end = text[start..].find(|c| !is_word(c)).map_or(text.len(), |n| start + n);
        if !text[first_end..].starts_with(|c| is_joint(c) || matches!(c, '+' | '#')) {
            // By far most words: nothing is joined to them.
            let written = &text[start..first_end];
            units.open(start, first_end);
            units.write(Kind::Word, |buffer| {
                let from = buffer.len();
                lower_into(written, &self.language, buffer);
                let kept = cut(&buffer[from..]).len();
                buffer.truncate(from + kept);
            });
            self.beside(written, units);
            return first_end;
        }
        let mut parts = vec![(start, first_end)];
        let end = loop {
            let to = parts.last().map_or(first_end, |p| p.1);
            let mut after = text[to..].chars();
            match (after.next(), after.next()) {
                (Some(joint), Some(next))
                    if is_joint(joint) && is_word(next) && parts.len() < 64 =>
                {
                    let from = to + joint.len_utf8();
                    let to = text[from..].find(|c| !is_word(c)).map_or(text.len(), |n| from + n);
                    parts.push((from, to));
                }
                _ => break to,
            }
        };
        let first = units.len();
        self.words(text, &parts, units);
        let tail = text[end..].chars().take_while(|c| matches!(c, '+' | '#')).count();
        let next_is_word = text[end + tail..].starts_with(is_word);
        let tail = if (1..=2).contains(&tail) && !next_is_word { tail } else { 0 };
        if (parts.len() > 1 && parts.len() <= MAX_PARTS || tail > 0)
            && units.len() > first
            && end - start <= MAX_FORM_BYTES
        {
            self.whole(&text[start..end + tail], units);
        }
        end + tail
    }

    /// The parts as words of their own, apostrophes resolved: elided articles and possessive endings go, other apostrophes join.
    fn words(&self, text: &str, parts: &[(usize, usize)], units: &mut Units) {
        let mut i = 0;
        while i < parts.len() {
            let (from, mut to) = parts[i];
            let mut word = lower(&text[from..to], &self.language);
            while let Some(&(next_from, next_to)) = parts.get(i + 1)
                && text[to..].starts_with(is_apostrophe)
            {
                let next = lower(&text[next_from..next_to], &self.language);
                if self.elides(&word) {
                    word.clear();
                    break;
                }
                i += 1;
                to = next_to;
                if next == "s" {
                    break;
                }
                word.push_str(&next);
            }
            if !word.is_empty() {
                self.word(&text[from..to], from, &word, units);
            }
            i += 1;
        }
    }

    fn word(&self, written: &str, from: usize, word: &str, units: &mut Units) {
        units.open(from, from + written.len());
        units.add(cut(word), Kind::Word);
        self.beside(written, units);
    }

    /// The other forms of the word that was just added.
    fn beside(&self, written: &str, units: &mut Units) {
        if written.len() <= MAX_FORM_BYTES {
            for part in camel_parts(written) {
                units.add(&lower(part, &self.language), Kind::Part);
            }
        }
        if self.language == "ko" && written.starts_with(is_hangul) {
            self.grams(written, 0, written.len(), units);
        }
    }

    /// The whole as written, and without its joints; both stand at the last part.
    fn whole(&self, written: &str, units: &mut Units) {
        let whole = lower(written, &self.language);
        if !whole.contains(|c: char| is_joint(c) && c != '\'' || c == '#') {
            return;
        }
        units.add(&whole, Kind::Whole);
        let bare: String = whole.chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).collect();
        if !written.ends_with(['+', '#']) {
            units.add(&bare, Kind::Whole);
        }
    }

    /// Whether a word before an apostrophe is an elided article, pronoun or preposition.
    fn elides(&self, word: &str) -> bool {
        match self.language.as_str() {
            "fr" | "ca" | "oc" => {
                matches!(
                    word,
                    "l" | "d"
                        | "j"
                        | "m"
                        | "t"
                        | "s"
                        | "n"
                        | "c"
                        | "qu"
                        | "jusqu"
                        | "lorsqu"
                        | "puisqu"
                        | "quoiqu"
                        | "quelqu"
                )
            }
            "it" => {
                matches!(
                    word,
                    "l" | "d"
                        | "un"
                        | "c"
                        | "s"
                        | "t"
                        | "m"
                        | "v"
                        | "gl"
                        | "dov"
                        | "com"
                        | "quest"
                        | "quell"
                        | "nessun"
                ) || word.len() <= 5 && word.ends_with("ll")
            }
            "pt" | "es" | "ga" => word == "d",
            _ => false,
        }
    }
}

/// A word cut to the longest form kept.
fn cut(word: &str) -> &str {
    let mut end = word.len().min(MAX_FORM_BYTES);
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    &word[..end]
}

/// The parts of `OneDrive`: at least two, each of two letters or more; nothing for other words.
fn camel_parts(word: &str) -> Vec<&str> {
    if word.is_ascii() && !word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
        return Vec::new();
    }
    let mut bounds = vec![0];
    let mut previous = ' ';
    for (i, c) in word.char_indices() {
        if previous.is_lowercase() && c.is_uppercase() {
            bounds.push(i);
        }
        previous = c;
    }
    if bounds.len() == 1 {
        return Vec::new();
    }
    bounds.push(word.len());
    let parts: Vec<&str> = bounds.windows(2).map(|w| &word[w[0]..w[1]]).collect();
    if parts.iter().all(|p| p.chars().count() > 1) { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(language: &str, text: &str) -> Vec<Vec<String>> {
        let mut units = Units::default();
        Analyser::new(language).split(text, &mut units);
        (0..units.len()).map(|i| units.forms(i).map(|(f, _)| f.to_owned()).collect()).collect()
    }

    #[test]
    fn addresses_codes_and_versions_stand_whole_and_in_parts() {
        assert_eq!(
            forms("en", "See imap.example.com!"),
            [
                vec!["see"],
                vec!["imap"],
                vec!["example"],
                vec!["com", "imap.example.com", "imapexamplecom"]
            ]
        );
        assert_eq!(forms("en", "error-500"), [vec!["error"], vec!["500", "error-500", "error500"]]);
        assert_eq!(forms("en", "5.7.1,"), [vec!["5"], vec!["7"], vec!["1", "5.7.1", "571"]]);
        assert_eq!(forms("en", "OneDrive"), [["onedrive", "one", "drive"]]);
        assert_eq!(forms("en", "C++"), [["c", "c++"]]);
    }

    #[test]
    fn apostrophes_follow_the_language() {
        assert_eq!(forms("fr", "l’assistance qu'aujourd'hui"), [["assistance"], ["aujourdhui"]]);
        assert_eq!(forms("en", "user's don't"), [["user"], ["dont"]]);
        assert_eq!(forms("it", "dell'account"), [["account"]]);
    }

    #[test]
    fn dense_scripts_are_broken_by_dictionary_and_paired() {
        let units = forms("ja", "メールの設定");
        assert!(
            units.iter().any(|u| u[0] == "メール") && units.iter().any(|u| u[0] == "設定"),
            "{units:?}"
        );
        assert!(units.iter().flatten().any(|f| f == "\u{2}設定"));
        assert!(forms("th", "ตั้งค่าอีเมล").len() > 1);
    }
}
