//! What tells mail of a case from any other: its reference, its addresses, and the words of its letters.

use guichet_app::words::Words;
use guichet_model::case::Side;
use guichet_storage::{Case, CaseEvent};

use super::known::{Known, plain};
use crate::cases::office::Office;

/// The most lines of what is repeated that are looked for in the case: each is a search.
pub(super) const MAX_LOOKED_FOR: usize = 500;

/// What tells mail of a case from any other.
#[derive(Debug, Clone)]
pub struct Marks {
    /// The case's reference as people and as addresses write it, in lower case.
    references: [String; 2],
    /// The address that mail comes from, in lower case.
    address: Option<String>,
    /// What the portal is called, in lower case: it stands where a program says who wrote.
    name: String,
    /// The last line of every letter about the case, in lower case.
    close: String,
    /// What the case is called, in lower case.
    pub(super) title: String,
    /// What support wrote in the case's letters.
    pub(super) sent: Known,
    /// What else stands in them.
    pub(super) around: Known,
}

impl Marks {
    /// The marks of mail about a case with this history.
    pub fn of(office: &Office<'_>, case: &Case, events: &[CaseEvent]) -> Self {
        let name = office.policy.portal.name.get(&case.locale);
        let words = Words::of(&case.locale);
        let close = words.case_mail_close(name, case.reference.to_string());
        let from = office.settings.mail_from.as_deref();
        let from = from.map(|from| from.rsplit('<').next().unwrap_or(from).trim_end_matches('>'));
        let public = events.iter().map(|event| &event.entry);
        let public = public.filter(|entry| entry.kind.is_public() && entry.side != Side::Customer);
        let said = [
            words.case_mail_open(),
            words.case_mail_asked(),
            words.case_mail_reply(),
            words.case_mail_no_reply(),
            words.case_mail_reopen(),
            words.case_mail_reminder_else(),
            words.case_mail_incident_read(),
            words.case_mail_incident_still(),
            words.case_mail_incident_goes_on(),
            words.case_mail_incident_reopened(),
            words.case_mail_incident_again(),
        ];
        // In plain text, the names of links end with a colon.
        let said: Vec<String> =
            said.iter().flat_map(|said| [said.clone(), format!("{said}:")]).collect();
        Self {
            references: [case.reference.to_string(), case.reference.as_str().to_owned()]
                .map(|reference| reference.to_lowercase()),
            address: from.map(str::to_lowercase),
            name: name.to_lowercase(),
            sent: Known::of(public.map(|entry| entry.body.as_str()).chain([close.as_str()])),
            around: Known::of(said.iter().map(String::as_str)),
            close: close.to_lowercase(),
            title: case.title.to_lowercase(),
        }
    }

    /// Whether one of the lines names the case.
    pub(super) fn refer(&self, lines: &[&str]) -> bool {
        lines.iter().any(|line| {
            let line = line.to_lowercase();
            self.references.iter().any(|reference| line.contains(reference.as_str()))
        })
    }

    /// Whether one of the lines is one of the case's mail.
    pub(super) fn are_in(&self, lines: &[&str]) -> bool {
        let address = self.address.as_deref();
        self.refer(lines)
            || address.is_some_and(|address| {
                lines.iter().any(|line| line.to_lowercase().contains(address))
            })
    }

    /// Whether the lines, which say who wrote what follows, name the portal.
    pub(super) fn name(&self, lines: &[&str]) -> bool {
        self.are_in(lines) || lines.iter().any(|line| line.to_lowercase().contains(&self.name))
    }

    /// Whether a line is the last one of a letter.
    pub(super) fn close(&self, line: &str) -> bool {
        line.to_lowercase().contains(&self.close)
    }

    /// Whether lines are one of the case's letters: its end is there, or half of them stand in one.
    pub(super) fn sent(&self, lines: &[&str]) -> bool {
        let (mut count, mut known, mut above) = (0, 0, String::new());
        for line in lines.iter().map(|line| plain(line)).filter(|line| !line.is_empty()) {
            if count == MAX_LOOKED_FOR {
                break;
            }
            count += 1;
            known += usize::from(self.sent.holds(&line, &above));
            above = line;
        }
        (known > 0 && known * 2 >= count) || lines.iter().any(|line| self.close(line))
    }

    /// The marks that tests of what is folded go by.
    #[cfg(test)]
    pub(super) fn of_tests() -> Self {
        let close = "pergola sent this message about case k7qm-3fxa.";
        let asked = "Since when does it fail?\nWhich of your browsers or programs shows it?\n\nPlease look at both.";
        Self {
            references: ["k7qm-3fxa".to_owned(), "k7qm3fxa".to_owned()],
            address: Some("help@p.example".to_owned()),
            name: "pergola".to_owned(),
            close: close.to_owned(),
            title: "mail is late".to_owned(),
            sent: Known::of([asked, close]),
            around: Known::of(["Open the case", "Open the case:", "To answer, reply."]),
        }
    }
}
