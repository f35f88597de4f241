//! Words that are known to stand in a case: by them, what a mail repeats is told from what somebody typed among it.

use std::collections::HashSet;

/// The shortest part of a line that is told by itself, in bytes: programs break lines anywhere.
const MIN_PART: usize = 25;

/// What is known, without a difference of case and spaces.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    lines: HashSet<String>,
    text: String,
}

impl Known {
    /// These texts.
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known = Self::default();
        for text in texts {
            known.lines.extend(text.lines().map(plain).filter(|line| !line.is_empty()));
            known.text.push_str(&plain(text));
            known.text.push('\n');
        }
        known
    }

    /// Whether a line stands here, as a whole, as a part long enough, or as what follows the one above it; both as [`plain`] sets them.
    pub(super) fn holds(&self, line: &str, above: &str) -> bool {
        let goes_on = || !above.is_empty() && self.text.contains(&format!("{above} {line}"));
        self.lines.contains(line)
            || (line.len() >= MIN_PART && self.text.contains(line))
            || goes_on()
    }
}

/// A text in lower case with single spaces, without the marks of what is repeated.
pub(super) fn plain(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_however_it_was_broken() {
        let known = Known::of([
            "Since when does  it fail?\n\nAnd where do you see it, in the browser or in the app?",
        ]);
        let broken = plain(">> And where do you see it, in the");
        for (line, above) in [
            ("> since when does it fail?", ""),
            ("And where do you see it, in the", ""),
            ("> browser or in the app?", broken.as_str()),
        ] {
            assert!(known.holds(&plain(line), above), "{line}");
        }
        for (line, above) in [
            ("in the app", ""),
            ("Since 9:00", ""),
            ("In the app", broken.as_str()),
            ("In both of them, and in the app it is slow", ""),
        ] {
            assert!(!known.holds(&plain(line), above), "{line}");
        }
    }
}
