//! Telling what somebody wrote in a mail from what their mail program repeated below it.
//!
//! Only what is known to repeat mail of the case is folded, and a signature at the end: people paste headers and logs as evidence, and write
//! below them. What is not folded is merely longer; what is folded wrongly is not read.

mod known;
mod marks;

use std::ops::Range;

pub use self::marks::Marks;
use self::{known::plain, marks::MAX_LOOKED_FOR};

/// The most lines of a signature.
const MAX_SIGNATURE: usize = 8;
/// The most words of a line in a signature.
const MAX_SIGNED_WORDS: usize = 5;
/// The most letters of a line in a signature with which sentences in Japanese are made.
const MAX_SIGNED_HIRAGANA: usize = 5;
/// The most lines of the headers that a program writes above what it repeats.
const MAX_HEADERS: usize = 12;

/// A mail's words: what is new, and what it repeats of the case's earlier mails. Nothing is lost: together they are the whole text, and a
/// mail that seems to hold nothing new is all new.
pub fn split(text: &str, marks: &Marks) -> (String, String) {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().collect();
    let mut is_old = vec![false; lines.len()];
    let letters = letters(&lines, marks);
    let quote = trailing_quote(&lines, marks).map(|start| start..lines.len());
    let mut left = MAX_LOOKED_FOR;
    for place in letters.into_iter().chain(quote) {
        is_old[place.clone()].fill(true);
        let looked_for = place.start..place.end.min(place.start + left);
        left -= looked_for.len();
        for answer in answers(&lines, looked_for, marks) {
            is_old[answer] = false;
        }
    }
    let first = is_old.iter().position(|is_old| *is_old).unwrap_or(lines.len());
    if let Some(signed) = signature(&lines[..first]) {
        is_old[signed..first].fill(true);
    }
    let new = pieces(&lines, &is_old, false);
    if new.is_empty() {
        return (lines.join("\n").trim().to_owned(), String::new());
    }
    (new, pieces(&lines, &is_old, true))
}

/// The lines that are old, or that are not, with an empty line where others stood between.
fn pieces(lines: &[&str], is_old: &[bool], wanted: bool) -> String {
    let mut pieces = Vec::new();
    let mut rest = lines;
    for run in is_old.chunk_by(|one, next| one == next) {
        let (piece, after) = rest.split_at(run.len());
        rest = after;
        let piece = piece.join("\n").trim().to_owned();
        if run.first() == Some(&wanted) && !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces.join("\n\n")
}

/// The lines that somebody typed into a letter that their mail repeats: below words of support, and never written in the case.
fn answers(lines: &[&str], place: Range<usize>, marks: &Marks) -> Vec<usize> {
    let mut answers = Vec::new();
    let mut above = String::new();
    let mut depth = None;
    for at in place {
        let line = plain(lines[at]);
        if marks.close(lines[at]) {
            depth = None;
        }
        if !line.contains(char::is_alphanumeric) {
            continue;
        }
        let own = depth_of(lines[at]);
        if marks.sent.holds(&line, &above) {
            depth.get_or_insert(own);
        } else if depth == Some(own)
            && !marks.around.holds(&line, &above)
            && !marks.are_in(&lines[at..=at])
            && !line.contains("://")
            && !line.contains(&marks.title)
        {
            answers.push(at);
        }
        above = line;
    }
    answers
}

/// How often a line is marked as repeated.
fn depth_of(line: &str) -> usize {
    line.chars().take_while(|c| *c == '>' || c.is_whitespace()).filter(|c| *c == '>').count()
}

/// Where the quoted end of a mail begins: lines with `>`, and above them the line that says who wrote them. An address alone proves nothing,
/// since it stands in logs, too.
fn trailing_quote(lines: &[&str], marks: &Marks) -> Option<usize> {
    let is_quote = |line: &str| line.trim_start().starts_with('>');
    let is_end = |line: &str| line.trim().is_empty() || is_quote(line);
    let mut cut = lines.len();
    while cut > 0 && is_end(lines[cut - 1]) {
        cut -= 1;
    }
    let quote = &lines[cut..];
    if !quote.iter().any(|line| is_quote(line)) {
        return None;
    }
    let Some(start) = attribution(&lines[..cut], marks) else {
        return marks.sent(quote).then_some(cut);
    };
    let is_ours = marks.are_in(&lines[start..cut]) || marks.refer(quote) || marks.sent(quote);
    is_ours.then_some(start)
}

/// Where the words "On …, … wrote:" begin that stand last in these lines, with a date, and an address or the portal's name; mail programs break
/// them over up to three. Lines above belong to them only where they lack something without.
fn attribution(lines: &[&str], marks: &Marks) -> Option<usize> {
    let last = lines.iter().rposition(|line| !line.trim().is_empty())?;
    if !lines[last].trim_end().ends_with([':', '：']) {
        return None;
    }
    for first in (last.saturating_sub(2)..=last).rev() {
        let above = lines[first].trim_end();
        if first < last && (above.is_empty() || ends_sentence(above)) {
            return None;
        }
        let said = &lines[first..=last];
        let is_named = said.iter().any(|line| line.contains('@')) || marks.name(said);
        if is_named && said.iter().any(|line| is_dated(line)) {
            return Some(first);
        }
    }
    None
}

/// Whether a line holds a whole date, with its year: people write times of the day themselves.
fn is_dated(line: &str) -> bool {
    let mut numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let has_year = numbers.clone().any(|number| number.len() == 4 && number.starts_with("20"));
    // The day, the month, the year in short, the hour.
    has_year || numbers.nth(3).is_some()
}

/// The lines of mails that are repeated whole, unmarked, below their headers: each up to the last line of the portal's letter in it, since
/// whatever stands below that one is new. Where a letter's end is not there, nobody can tell where the new words go on.
fn letters(lines: &[&str], marks: &Marks) -> Vec<Range<usize>> {
    let closes = |line: &&str| marks.close(line);
    let Some(last) = lines.iter().rposition(closes) else { return Vec::new() };
    let begins: Vec<usize> = (0..last).filter(|&at| is_headers(&lines[at..last], marks)).collect();
    let mut letters = Vec::new();
    for (place, &start) in begins.iter().enumerate() {
        let until = begins.get(place + 1).copied().unwrap_or(last + 1);
        let end = match lines[start..until].iter().rposition(closes) {
            Some(end) => start + end + 1,
            // Headers of the portal without a letter of its own below them were pasted.
            None if marks.name(&lines[start..=start]) => continue,
            None => until,
        };
        let above = lines[..start].iter().rposition(|line| !line.trim().is_empty());
        let start = above.filter(|&above| is_ruled(lines[above])).unwrap_or(start);
        letters.push(start..end);
    }
    letters
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
        line.trim().is_empty()
            || line.trim_end().ends_with([':', '：'])
            || ends_sentence(line)
            || is_message(line)
    };
    (signed.len() <= MAX_SIGNATURE && !signed.iter().any(is_said)).then_some(start)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

/// Whether a line reads as words to somebody: as a postscript, or as more words than a name, a place or an office has.
fn is_message(line: &str) -> bool {
    const POSTSCRIPTS: [&str; 4] = ["ps", "pd", "nb", "追伸"];
    let first: String = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    let first: String = first.chars().filter(|c| c.is_alphanumeric()).collect();
    let words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    let hiragana = line.chars().filter(|c| ('\u{3041}'..='\u{309f}').contains(c)).count();
    POSTSCRIPTS.contains(&first.as_str())
        || first.starts_with("追伸")
        || words > MAX_SIGNED_WORDS
        || hiragana > MAX_SIGNED_HIRAGANA
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of a mail is new, and what is folded.
    fn parts(text: &str) -> (String, String) {
        split(text, &Marks::of_tests())
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
    fn words_above_an_attribution_are_new() {
        let quote = "> Since when does it fail?\n> Which of your browsers or programs shows it?\n";
        for (above, attribution) in [
            (
                "Hello,\n\nNo, it still fails since 9:00.",
                "On 30/11/2026 13:00, Pergola Help wrote:",
            ),
            ("Hello,\n\nNo, it still fails since 9:00", "On 30/11/2026 13:00, Pergola Help wrote:"),
            (
                "It fails since 9:00",
                "On Mon, Nov 30, 2026 at 1:00 PM Pergola <\nhelp@p.example> wrote:",
            ),
            ("Since 3 May 2026.\nPergola wrote:", ""),
            ("No, it still fails since 9:00\nPergola wrote:", ""),
        ] {
            let (new, old) = parts(&format!("{above}\n{attribution}\n{quote}"));
            assert_eq!(new, above, "{attribution}");
            assert!(old.starts_with(attribution) && old.ends_with("shows it?"), "{old}");
        }
    }

    #[test]
    fn words_between_two_letters_are_new() {
        let headers = "From: Pergola\nSent: Monday\nTo: me";
        let letter = |said: &str| format!("{headers}\n\n{said}\n\n{CLOSE}");
        let rule = "________________________________";
        let text = format!(
            "Yes.\n\n{}\n\nAnd to the other one: no.\n\n{rule}\n{}\n\nAna",
            letter("1"),
            letter("2")
        );
        let (new, old) = parts(&text);
        assert_eq!(new, "Yes.\n\nAnd to the other one: no.\n\nAna");
        assert_eq!(old, format!("{}\n\n{rule}\n{}", letter("1"), letter("2")));
        let mine = "From: Ana\nSent: Monday\nSubject: RE: [K7QM-3FXA] Mail\n\nMy words of before";
        let text = format!("Yes.\n\n{}\n\n{mine}\n\n{}", letter("2"), letter("1"));
        assert_eq!(parts(&text).0, "Yes.", "what both repeat of old words is folded");
    }

    #[test]
    fn answers_inside_a_repeated_letter_are_new() {
        let answered = |mark: &str| {
            let lines = [
                "Hello Ana,",
                "Tom wrote in Mail is late:",
                "Since when does it fail?",
                "Since Monday",
                "Which of your browsers or programs",
                "shows it?",
                "No, none.",
                "Please look at both.",
                "Open the case:",
                "https://p.example/en/cases/K7QM3FXA",
                "To answer, reply.",
                "Pergola sent this message about case K7QM-3FXA.",
            ];
            lines.map(|line| format!("{mark}{line}")).join("\n")
        };
        let text = format!("See below.\n\nFrom: Pergola\nSent: Monday\n\n{}", answered(""));
        assert_eq!(parts(&text).0, "See below.\n\nSince Monday\n\nNo, none.");
        let attribution = "On 30/11/2026 13:00, Pergola <help@p.example> wrote:";
        let text = format!("See below.\n\n{attribution}\n{}", answered("> "));
        assert_eq!(parts(&text).0, "See below.\n\n> Since Monday\n\n> No, none.");
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
            "My test:\n\n> swaks --to help@p.example\n> 550 refused",
            "Since 9:00 help@p.example answers this:\n\n> 550 help@p.example refused",
            "Yes.\n-- \nHugo\nPS rappelez le 06 12 34 56 78 demain avant 10h",
            "Yes.\n-- \nHugo\nP.S. call me",
            "Yes.\n-- \nHugo\nplease call me back before noon",
            "はい。\n-- \n田中\n明日までにおねがいします",
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
