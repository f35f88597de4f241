//! What is wrong with a content folder, said so that it can be put right: where, what, and what to do.

use std::fmt;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something is missing or wrong for readers.
    Error,
    /// Readers are served, but not as well as they could be.
    Warning,
}

/// One problem of a content folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file's path below the content folder.
    pub path: String,
    /// Its line, from 1; 0 when the problem is the file itself.
    pub line: usize,
    /// Its column in characters, from 1; 0 when the problem is the whole line.
    pub column: usize,
    /// How much it matters.
    pub severity: Severity,
    /// A stable name of the kind of problem.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it; empty when the message says it.
    pub help: String,
}

impl Diagnostic {
    /// An error at the file as a whole.
    pub(crate) fn error(
        path: &str,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (path, message, help) = (path.to_owned(), message.into(), help.into());
        Self { path, line: 0, column: 0, severity: Severity::Error, code, message, help }
    }

    /// A warning about the file as a whole.
    pub(crate) fn warning(
        path: &str,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, code, message, help) }
    }

    /// The same problem at a place.
    #[must_use]
    pub(crate) fn at(self, line: usize, column: usize) -> Self {
        Self { line, column, ..self }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(
            f,
            "{}:{}:{}: {severity}[{}]: {}",
            self.path,
            self.line.max(1),
            self.column.max(1),
            self.code,
            self.message
        )?;
        if !self.help.is_empty() {
            write!(f, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}

/// What [`crate::check()`] found in a folder.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Every problem, by file, line and column.
    pub diagnostics: Vec<Diagnostic>,
    /// How many articles could be read.
    pub articles: usize,
}

impl Report {
    /// How many problems are errors.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many problems are warnings.
    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }
}

/// The nearest of `known` to a mistyped word, when one is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|k| (distance(word, k), k))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, k)| k)
}

/// Edit distance in which swapped neighbours count once (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let swap = usize::from(a[i - 1] != b[j - 1]);
            let mut best =
                (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + swap);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

/// The line and column, both from 1, of a byte offset.
pub(crate) fn place(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    (before.bytes().filter(|b| *b == b'\n').count() + 1, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_its_neighbour_and_a_foreign_one_does_not() {
        let known = ["title", "description", "related"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("desciption", known), Some("description"));
        assert_eq!(nearest("layout", known), None);
    }

    #[test]
    fn places_count_lines_and_characters() {
        assert_eq!(place("é\nab", 4), (2, 2));
        assert_eq!(place("é", 1), (1, 1));
        assert_eq!(place("", 9), (1, 1));
    }
}
