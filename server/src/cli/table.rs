//! What commands print for people: columns that stand under one another, and nothing that a terminal would obey.

/// Rows under a head, columns two blanks apart. What may be of any width belongs into the last column.
pub(super) fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    let mut widths = head.map(|title| title.chars().count());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(plain(cell).chars().count());
        }
    }
    let line = |cells: [&str; N]| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let cell = plain(cell);
            line.push_str(&cell);
            line.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
        }
        format!("{}\n", line.trim_end())
    };
    let rows = rows.iter().map(|row| line(row.each_ref().map(String::as_str)));
    std::iter::once(line(head)).chain(rows).collect()
}

/// Text that others have written, as one line without control characters: a name from elsewhere must not move the cursor.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// `yes` or `no`.
pub(super) fn yes(truth: bool) -> &'static str {
    if truth { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another() {
        let rows = [
            ["a@b.example".to_owned(), "Ana".to_owned()],
            ["c".to_owned(), "小林\u{1b}[2J".to_owned()],
        ];
        let expected = "EMAIL        NAME\na@b.example  Ana\nc            小林\u{fffd}[2J\n";
        assert_eq!(table(["EMAIL", "NAME"], &rows), expected);
    }
}
