//! What of an article's Markdown costs a parser more than it is worth to a reader: quotations nested too deep, tables too large.
//!
//! Both are flattened before parsing, line by line, so that every place in the text keeps its line. That a table was too large is said by
//! [`mod@crate::check`].

use std::borrow::Cow;

/// How deep quotations may nest; a parser's time grows with the square of it.
const MAX_QUOTES: usize = 64;
/// How many columns a table may have.
pub(crate) const MAX_TABLE_COLUMNS: usize = 100;
/// How many cells the tables of one article may have together.
pub(crate) const MAX_TABLE_CELLS: usize = 50_000;

/// A table that is shown as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Oversized {
    /// The line under its head, from 1.
    pub(crate) line: usize,
    pub(crate) columns: usize,
    /// Its cells.
    pub(crate) cells: usize,
}

/// The Markdown with quotations no deeper and tables no larger than is allowed.
pub(crate) fn within(markdown: &str) -> Cow<'_, str> {
    let markdown = shallow(markdown);
    let oversized = oversized(&markdown);
    if oversized.is_empty() {
        return markdown;
    }
    let mut next = oversized.iter().map(|table| table.line - 1).peekable();
    let line = |(number, line): (usize, &str)| {
        // A backslash in the line under the head, and it is no table.
        match next.next_if_eq(&number).and_then(|_| line.find(['|', ':', '-'])) {
            Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
            None => line.to_owned(),
        }
    };
    Cow::Owned(markdown.split_inclusive('\n').enumerate().map(line).collect())
}

/// The tables that are too wide, and those past the number of cells, in order.
pub(crate) fn oversized(markdown: &str) -> Vec<Oversized> {
    let (mut found, mut cells) = (Vec::new(), 0_usize);
    let mut open: Option<Oversized> = None;
    let mut close = |table: Option<Oversized>| {
        let Some(table) = table else { return };
        if table.columns > MAX_TABLE_COLUMNS || cells + table.cells > MAX_TABLE_CELLS {
            found.push(table);
        } else {
            cells += table.cells;
        }
    };
    for (number, line) in markdown.lines().enumerate() {
        let inner = line.trim_start_matches([' ', '\t', '>']);
        if let Some(columns) = columns(inner) {
            close(open.take());
            open = Some(Oversized { line: number + 1, columns, cells: columns });
        } else if inner.is_empty() {
            close(open.take());
        } else if let Some(table) = &mut open {
            table.cells += table.columns;
        }
    }
    close(open);
    found
}

/// How many columns the line under a table's head gives it; a line that cannot be one, none.
fn columns(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let marks = line.contains('-')
        && line.contains(['|', ':'])
        && line.bytes().all(|b| matches!(b, b'|' | b':' | b'-' | b' ' | b'\t'));
    marks.then(|| line.split('|').filter(|cell| !cell.trim().is_empty()).count())
}

/// The Markdown with quotations no deeper than [`MAX_QUOTES`].
fn shallow(markdown: &str) -> Cow<'_, str> {
    let marks = |line: &str| {
        line.bytes().take_while(|b| matches!(b, b'>' | b' ' | b'\t')).filter(|b| *b == b'>').count()
    };
    if !markdown.lines().any(|line| marks(line) > MAX_QUOTES) {
        return Cow::Borrowed(markdown);
    }
    let flat = |line: &str| {
        let rest = line.trim_start_matches(['>', ' ', '\t']);
        if marks(line) > MAX_QUOTES {
            format!("{} {rest}", ">".repeat(MAX_QUOTES))
        } else {
            line.to_owned()
        }
    };
    Cow::Owned(markdown.split_inclusive('\n').map(flat).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize, rows: usize) -> String {
        let row = |cell: &str| format!("{}|\n", format!("|{cell}").repeat(columns));
        row("a") + &row("-") + &row("b").repeat(rows)
    }

    #[test]
    fn a_table_too_wide_or_too_long_is_text_and_the_others_stay() {
        let fits = table(MAX_TABLE_COLUMNS, 10);
        assert_eq!(within(&fits), fits);
        let text = format!("{fits}\n> {}\n{fits}", table(MAX_TABLE_COLUMNS + 1, 1));
        let [wide] = oversized(&text)[..] else { panic!("{:?}", oversized(&text)) };
        assert_eq!((wide.line, wide.columns, wide.cells), (15, 101, 202));
        assert_eq!(within(&text).matches("\n\\|-").count(), 1);
        let long = table(10, MAX_TABLE_CELLS / 10);
        assert_eq!(oversized(&format!("{long}\n{fits}")).len(), 1);
        assert_eq!(oversized(&format!("{fits}\n").repeat(60)).len(), 15, "one budget an article");
    }

    #[test]
    fn rules_and_code_are_no_tables() {
        assert!(oversized(&"---\nwords\n".repeat(60_000)).is_empty());
        assert_eq!(columns("| :-: |:-| - |"), Some(3));
        assert_eq!(columns("a|-"), None);
    }
}
