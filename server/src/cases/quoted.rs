//! Telling what somebody wrote in a mail from what their mail program repeated below it.

/// A mail's words: what is new, and what it repeats of earlier mails. Nothing is lost: together they are the whole text, and a mail that
/// seems to hold nothing new is all new.
pub fn split(text: &str) -> (String, String) {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().collect();
    let cut = [separator(&lines), trailing_quote(&lines), signature(&lines)]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(lines.len());
    let join = |lines: &[&str]| lines.join("\n").trim().to_owned();
    let (new, old) = (join(&lines[..cut]), join(&lines[cut..]));
    if new.is_empty() { (old, String::new()) } else { (new, old) }
}

/// Where the quoted end of a mail begins: lines with `>`, and above them the line that says who wrote them.
fn trailing_quote(lines: &[&str]) -> Option<usize> {
    let is_quote = |line: &str| line.trim_start().starts_with('>');
    let is_end = |line: &str| line.trim().is_empty() || is_quote(line);
    let mut cut = lines.len();
    while cut > 0 && is_end(lines[cut - 1]) {
        cut -= 1;
    }
    if !lines[cut..].iter().any(|line| is_quote(line)) {
        return None;
    }
    Some(attribution(&lines[..cut]).unwrap_or(cut))
}

/// Where the words "On …, … wrote:" begin that stand last in these lines; mail programs break them over up to three.
fn attribution(lines: &[&str]) -> Option<usize> {
    let last = lines.iter().rposition(|line| !line.trim().is_empty())?;
    if !lines[last].trim_end().ends_with([':', '：']) {
        return None;
    }
    let names_someone = |line: &str| line.contains('@') || line.chars().any(|c| c.is_ascii_digit());
    let first = (last.saturating_sub(2)..=last).find(|&first| {
        let starts = first == 0 || lines[first - 1].trim().is_empty();
        starts && lines[first..=last].iter().all(|line| !line.trim().is_empty())
    })?;
    lines[first..=last].iter().any(|line| names_someone(line)).then_some(first)
}

/// Where a program put a line of its own, or the headers of the mail it repeats.
fn separator(lines: &[&str]) -> Option<usize> {
    let is_ruled = |line: &str| {
        let line = line.trim();
        let rule = line.len() >= 20 && line.chars().all(|c| c == '_');
        let named = line.starts_with("-----") && line.ends_with("-----") && line.len() > 12;
        rule || named
    };
    let is_from = |line: &str| {
        ["From:", "De :", "De:", "Von:", "差出人:", "送信元:"]
            .iter()
            .any(|name| line.trim_start_matches('*').starts_with(name))
    };
    let is_sent = |line: &str| {
        [
            "Sent:",
            "Date:",
            "Envoyé :",
            "Envoyé:",
            "Enviado:",
            "Fecha:",
            "Gesendet:",
            "送信日時:",
            "日付:",
        ]
        .iter()
        .any(|name| line.trim_start_matches('*').starts_with(name))
    };
    (0..lines.len()).find(|&at| {
        let follows =
            |test: &dyn Fn(&str) -> bool| lines[at..].iter().skip(1).take(3).any(|line| test(line));
        (is_ruled(lines[at]) && follows(&is_from)) || (is_from(lines[at]) && follows(&is_sent))
    })
}

/// Where the signature begins (RFC 3676 section 4.3), if the quote does not begin before.
fn signature(lines: &[&str]) -> Option<usize> {
    lines.iter().rposition(|line| *line == "-- " || *line == "--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mail_programs_repeat_is_folded() {
        for (text, new) in [
            ("Yes, since 9:00.", "Yes, since 9:00."),
            (
                "Yes.\n\nOn Mon, 23 Nov 2026 at 13:00, Pergola <help@p.example> wrote:\n> Since when?\n>\n> Ana\n",
                "Yes.",
            ),
            (
                "Oui.\r\n\r\nLe lun. 23 nov. 2026 à 13:00, Pergola <help@p.example>\r\na écrit :\r\n\r\n> Depuis quand ?\r\n",
                "Oui.",
            ),
            (
                "Sí.\n\nEl lun, 23 nov 2026 a las 13:00, Pergola (<help@p.example>) escribió:\n\n> ¿Desde cuándo?\n",
                "Sí.",
            ),
            (
                "はい。\n\n2026年11月23日(月) 13:00 Pergola <help@p.example>:\n\n> いつからですか。\n",
                "はい。",
            ),
            (
                "Yes.\n\n________________________________\nFrom: Pergola <help@p.example>\nSent: Monday\nSubject: x\n\nSince when?",
                "Yes.",
            ),
            ("Yes.\n\nFrom: Pergola\nSent: Monday\nTo: me\n\nSince when?", "Yes."),
            ("Yes.\n-----Original Message-----\nFrom: Pergola\n\nSince when?", "Yes."),
            ("Yes.\n-- \nAna, Atelier", "Yes."),
        ] {
            let (found, old) = split(text);
            assert_eq!(found, new, "{text}");
            assert_eq!(old.is_empty(), !text.trim_end().contains('\n'), "{text}");
        }
    }

    #[test]
    fn answers_between_the_lines_stay_where_they_are() {
        let text = "> Since when?\n\nSince 9:00.\n\n> Which browser?\n\nAll of them.";
        assert_eq!(split(text), (text.to_owned(), String::new()));
    }

    #[test]
    fn a_mail_that_is_all_quote_is_kept() {
        assert_eq!(split("> only this"), ("> only this".to_owned(), String::new()));
        assert_eq!(split("From: me\nSent: now\n\nlost?").1, "");
        assert_eq!(split(""), (String::new(), String::new()));
    }

    #[test]
    fn a_list_that_ends_in_a_colon_is_no_attribution() {
        let (new, old) = split("I tried all of these:\n\n> restart\n");
        assert_eq!((new.as_str(), old.as_str()), ("I tried all of these:", "> restart"));
    }

    #[test]
    fn no_word_is_lost_however_lines_follow_one_another() {
        const LINES: [&str; 8] = [
            "",
            "word",
            "> quoted",
            "On 1 May, a@b.example wrote:",
            "-- ",
            "From: x",
            "Sent: y",
            "____________________",
        ];
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for number in 0..8_usize.pow(5) {
            let lines: Vec<_> =
                (0..5).map(|place| LINES[number / 8_usize.pow(place) % 8]).collect();
            let text = lines.join("\n");
            let (new, old) = split(&text);
            let mut all = words(&new);
            all.extend(words(&old));
            assert_eq!(all, words(&text), "{text:?}");
        }
    }
}
