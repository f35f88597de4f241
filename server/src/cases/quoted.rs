//! Telling what somebody wrote in a mail from what their mail program repeated below it.
//!
//! Only what is known to repeat mail of the case is folded, and a signature at the end: people paste headers and logs as evidence, and write
//! below them. What is not folded is merely longer; what is folded wrongly is not read.

use guichet_app::words::Words;
use guichet_storage::Case;

use super::office::Office;

/// The most lines of a signature.
const MAX_SIGNATURE: usize = 8;
/// The most lines of the headers that a program writes above what it repeats.
const MAX_HEADERS: usize = 12;

/// What tells mail of a case from any other.
#[derive(Debug, Clone)]
pub struct Marks {
    /// What stands in every mail about the case, in lower case: its reference and the address that mail comes from.
    inside: Vec<String>,
    /// What the portal is called, in lower case: it stands where a program says who wrote.
    name: String,
    /// The last line of every letter about the case, in lower case.
    close: String,
}

impl Marks {
    /// The marks of mail about a case.
    pub fn of(office: &Office<'_>, case: &Case) -> Self {
        let name = office.policy.portal.name.get(&case.locale);
        let close = Words::of(&case.locale).case_mail_close(name, case.reference.to_string());
        let from = office.settings.mail_from.as_deref();
        let from = from.map(|from| from.rsplit('<').next().unwrap_or(from).trim_end_matches('>'));
        let inside = [case.reference.to_string(), case.reference.as_str().to_owned()]
            .into_iter()
            .chain(from.map(str::to_owned));
        Self {
            inside: inside.map(|mark| mark.to_lowercase()).collect(),
            name: name.to_lowercase(),
            close: close.to_lowercase(),
        }
    }

    /// Whether one of the lines is one of the case's mail.
    fn are_in(&self, lines: &[&str]) -> bool {
        lines.iter().any(|line| {
            let line = line.to_lowercase();
            self.inside.iter().any(|mark| line.contains(mark.as_str()))
        })
    }

    /// Whether the lines, which say who wrote what follows, name the portal.
    fn name(&self, lines: &[&str]) -> bool {
        self.are_in(lines) || lines.iter().any(|line| line.to_lowercase().contains(&self.name))
    }
}

/// A mail's words: what is new, and what it repeats of the case's earlier mails. Nothing is lost: together they are the whole text, and a
/// mail that seems to hold nothing new is all new.
pub fn split(text: &str, marks: &Marks) -> (String, String) {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().collect();
    let (start, end) = trailing_quote(&lines, marks)
        .map(|start| (start, lines.len()))
        .into_iter()
        .chain(letter(&lines, marks))
        .min()
        .unwrap_or((lines.len(), lines.len()));
    let signed = signature(&lines[..start]).unwrap_or(start);
    let join = |lines: &[&str]| lines.join("\n").trim().to_owned();
    let joined = |first: String, second: String| match (first.is_empty(), second.is_empty()) {
        (_, true) => first,
        (true, false) => second,
        (false, false) => format!("{first}\n\n{second}"),
    };
    let new = joined(join(&lines[..signed]), join(&lines[end..]));
    if new.is_empty() {
        return (join(&lines), String::new());
    }
    (new, join(&lines[signed..end]))
}

/// Where the quoted end of a mail begins: lines with `>`, and above them the line that says who wrote them.
fn trailing_quote(lines: &[&str], marks: &Marks) -> Option<usize> {
    let is_quote = |line: &str| line.trim_start().starts_with('>');
    let is_end = |line: &str| line.trim().is_empty() || is_quote(line);
    let mut cut = lines.len();
    while cut > 0 && is_end(lines[cut - 1]) {
        cut -= 1;
    }
    if !lines[cut..].iter().any(|line| is_quote(line)) {
        return None;
    }
    let start = attribution(&lines[..cut], marks).unwrap_or(cut);
    marks.are_in(&lines[start..]).then_some(start)
}

/// Where the words "On …, … wrote:" begin that stand last in these lines, with an address or the portal's name; mail programs break them over
/// up to three.
fn attribution(lines: &[&str], marks: &Marks) -> Option<usize> {
    let last = lines.iter().rposition(|line| !line.trim().is_empty())?;
    if !lines[last].trim_end().ends_with([':', '：']) {
        return None;
    }
    let is_dated = |line: &str| line.chars().any(|c| c.is_ascii_digit());
    // What stands in one line is all of it: above it may be words, in HTML without an empty line between.
    if lines[last].contains('@') && is_dated(lines[last]) {
        return Some(last);
    }
    let first = (last.saturating_sub(2)..=last).find(|&first| {
        let starts = first == 0 || lines[first - 1].trim().is_empty();
        starts && lines[first..=last].iter().all(|line| !line.trim().is_empty())
    })?;
    let said = &lines[first..=last];
    let has_address = said.iter().any(|line| line.contains('@'));
    let names = has_address || (marks.name(said) && said.iter().any(|line| is_dated(line)));
    names.then_some(first)
}

/// The lines of a mail that is repeated whole, unmarked, below its headers: up to the last line of the portal's letter, since whatever stands
/// below that one is new. Where the letter's end is not there, nobody can tell where the new words go on.
fn letter(lines: &[&str], marks: &Marks) -> Option<(usize, usize)> {
    let closes = |line: &&str| line.to_lowercase().contains(&marks.close);
    let last = lines.iter().rposition(closes)?;
    let begins: Vec<usize> = (0..last).filter(|&at| is_headers(&lines[at..last], marks)).collect();
    // Headers of the portal without a letter of its own below them were pasted.
    let is_repeated = |&place: &usize| {
        let until = begins.get(place + 1).copied().unwrap_or(last + 1);
        let mail = &lines[begins[place]..until];
        !marks.name(&mail[..1]) || mail.iter().any(closes)
    };
    let start = (0..begins.len()).find(is_repeated).map(|place| begins[place])?;
    let above = lines[..start].iter().rposition(|line| !line.trim().is_empty());
    let start = above.filter(|&above| is_ruled(lines[above])).unwrap_or(start);
    Some((start, last + 1))
}

/// A line that programs put above what they repeat.
fn is_ruled(line: &str) -> bool {
    let line = line.trim();
    let rule = line.len() >= 20 && line.chars().all(|c| c == '_');
    let named = line.starts_with("-----") && line.ends_with("-----") && line.len() > 12;
    rule || named
}

/// Whether lines begin with the headers of a mail of the case, as programs write them above what they repeat.
fn is_headers(lines: &[&str], marks: &Marks) -> bool {
    const FROM: [&str; 6] = ["From:", "De :", "De:", "Von:", "差出人:", "送信元:"];
    const SENT: [&str; 9] = [
        "Sent:",
        "Date:",
        "Envoyé :",
        "Envoyé:",
        "Enviado:",
        "Fecha:",
        "Gesendet:",
        "送信日時:",
        "日付:",
    ];
    let begins = |line: &str, names: &[&str]| {
        names.iter().any(|name| line.trim_matches(['*', ' ']).starts_with(name))
    };
    let until = lines.iter().take(MAX_HEADERS).take_while(|line| !line.trim().is_empty()).count();
    let headers = &lines[..until];
    headers.first().is_some_and(|line| begins(line, &FROM))
        && headers.iter().skip(1).take(3).any(|line| begins(line, &SENT))
        && (marks.name(&headers[..1]) || marks.are_in(headers))
}

/// Where the signature begins that the lines end with (RFC 3676 section 4.3): a few lines without a sentence. A line of two hyphens alone,
/// which people draw, begins none.
fn signature(lines: &[&str]) -> Option<usize> {
    let start = lines.iter().rposition(|line| *line == "-- ")?;
    let end = lines.iter().rposition(|line| !line.trim().is_empty())?;
    let signed = lines.get(start + 1..=end).unwrap_or_default();
    let is_said = |line: &&str| {
        let end = line.trim_end().chars().last();
        end.is_none_or(|end| matches!(end, '.' | '?' | '!' | ':' | '…' | '。' | '？' | '！' | '：'))
    };
    (signed.len() <= MAX_SIGNATURE && !signed.iter().any(is_said)).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> Marks {
        Marks {
            inside: vec!["k7qm-3fxa".to_owned(), "help@p.example".to_owned()],
            name: "pergola".to_owned(),
            close: "pergola sent this message about case k7qm-3fxa.".to_owned(),
        }
    }

    /// What of a mail is new, and what is folded.
    fn parts(text: &str) -> (String, String) {
        split(text, &marks())
    }

    /// The end of every letter about the case.
    const CLOSE: &str = "-- \nPergola sent this message about case K7QM-3FXA.";

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
                "Yes.\n\nOn Mon, 23 Nov 2026, Ben <ben@a.example> wrote:\n> See case K7QM-3FXA.\n",
                "Yes.",
            ),
            (
                "Oui.\nAna\nLe 23 nov. 2026, Pergola <help@p.example> a écrit :\n> Depuis quand ?",
                "Oui.\nAna",
            ),
            (
                "Yes.\n\nOn Mon, Nov 23, 2026 at 1:00 PM Pergola Help <\nhelp@p.example> wrote:\n> When?",
                "Yes.",
            ),
            (
                "Ja.\n\nAm 23.11.2026 um 13:00 schrieb Pergola:\n> Seit wann?\n> Pergola sent this message about case K7QM-3FXA.",
                "Ja.",
            ),
            ("Yes.\n-- \nAna, Atelier", "Yes."),
            (
                "Yes.\n-- \nAna, Atelier\n\nOn Mon, 23 Nov 2026, Pergola <help@p.example> wrote:\n> Since when?",
                "Yes.",
            ),
        ] {
            let (found, old) = parts(text);
            assert_eq!(found, new, "{text}");
            assert_eq!(old.is_empty(), !text.trim_end().contains('\n'), "{text}");
        }
    }

    #[test]
    fn a_letter_that_is_repeated_unmarked_is_folded_up_to_its_end() {
        for headers in [
            "________________________________\nFrom: Pergola <help@p.example>\nSent: Monday\nSubject: x",
            "From: Pergola\nSent: Monday\nTo: me",
            "-----Original Message-----\nFrom: Ben\nSent: Monday\nTo: me\nSubject: RE: [K7QM-3FXA] Mail",
            "*De :* Pergola\n*Envoyé :* lundi\n*À :* moi",
        ] {
            let quoted = format!("{headers}\n\nSince when?\n\n{CLOSE}");
            assert_eq!(parts(&format!("Yes.\n{quoted}")), ("Yes.".to_owned(), quoted.clone()));
            let (new, old) = parts(&format!("Yes.\n{quoted}\n\nAnd at home, too."));
            assert_eq!(new, "Yes.\n\nAnd at home, too.", "words below are new");
            assert_eq!(old, quoted);
        }
        let pasted = "Your headers:\n\nFrom: Pergola\nDate: Monday\n\nWhy so late?";
        let quoted = format!("From: Pergola\nSent: Monday\n\nSince when?\n\n{CLOSE}");
        assert_eq!(parts(&format!("{pasted}\n\n{quoted}")), (pasted.to_owned(), quoted));
    }

    #[test]
    fn what_people_paste_and_write_below_it_is_theirs() {
        for text in [
            "These are the headers:\n\nFrom: shop@b.example\nDate: Mon, 23 Nov 2026\nSubject: Order\n\nIt came a day late. Why?",
            "These are your headers:\n\nFrom: Pergola <help@p.example>\nDate: Mon, 23 Nov 2026\n\nThey came a day late. Why?",
            "-----BEGIN LOG-----\nFrom: a\nDate: b\n-----END LOG-----\nWhat does it mean?",
            "The first thing.\n--\nThe second thing",
            "A mail of theirs:\n\nHello\n-- \nBob, Shop\n\nWhat shall I answer?",
            "Yes.\n-- \nIt is urgent.",
            "I tried all of these:\n\n> restart\n> wait",
            "Bob wrote to me on 1 May:\n\n> It is lost",
            "Since 9:00 Pergola shows this:\n\n> Error 500",
        ] {
            assert_eq!(parts(text), (text.to_owned(), String::new()));
        }
    }

    #[test]
    fn answers_between_the_lines_stay_where_they_are() {
        let text = "> Since when?\n\nSince 9:00.\n\n> Which browser?\n\nAll of them.";
        assert_eq!(parts(text), (text.to_owned(), String::new()));
    }

    #[test]
    fn a_mail_that_is_all_quote_is_kept() {
        for text in ["> only this in K7QM-3FXA", "From: Pergola\nSent: now\n\nlost?", ""] {
            assert_eq!(parts(text), (text.to_owned(), String::new()));
        }
    }

    #[test]
    fn no_word_is_lost_however_lines_follow_one_another() {
        const LINES: [&str; 9] = [
            "",
            "word",
            "> quoted",
            "On 1 May, help@p.example wrote:",
            "-- ",
            "From: Pergola",
            "Sent: y",
            "____________________",
            "Pergola sent this message about case K7QM-3FXA.",
        ];
        let words = |text: &str| {
            let mut words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        for number in 0..9_usize.pow(5) {
            let lines: Vec<_> =
                (0..5).map(|place| LINES[number / 9_usize.pow(place) % 9]).collect();
            let text = lines.join("\n");
            let (new, old) = parts(&text);
            assert_eq!(words(&format!("{new}\n{old}")), words(&text), "{text:?}");
        }
    }
}
