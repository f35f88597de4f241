//! Cases: what somebody asked support, where it stands, and how it ended.
//!
//! [`reference`] is what people read out, [`status`] says what may follow what, [`outcome`] how a case ends. Nothing here decides who may
//! see a case: [`may_read`] does, once, for pages, the API, mail and files alike.

pub mod event;
pub mod outcome;
pub mod rating;
pub mod reference;
pub mod status;
pub mod words;

pub use event::{EventKind, Side, Via};
pub use outcome::{Missing, Outcome};
pub use rating::Rating;
pub use reference::CaseRef;
pub use status::{CaseStatus, Step};

use crate::{
    Locale,
    priority::{Answers, Level},
    viewer::Role,
};

/// What somebody asks support, as the guided form and the API collect it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    /// The service it is about: an identifier of the policy.
    pub service: String,
    /// What happens, to how many, and whether there is a way around it.
    pub answers: Answers,
    /// The priority that the policy's rules gave for these answers.
    pub suggested: Level,
    /// The priority the person chose.
    pub priority: Level,
    /// Why they chose another one than suggested.
    pub reason: Option<String>,
    /// The problem in a line.
    pub title: String,
    /// The problem in full.
    pub description: String,
    /// Since when it is so, in the person's own words.
    pub since: Option<String>,
    /// The language the person wrote in, and is answered in.
    pub locale: Locale,
    /// The identifiers of the files that go with it.
    pub attachments: Vec<String>,
}

/// What is wrong with a new case, field by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The title.
    Title(words::WrongText),
    /// The description.
    Description(words::WrongText),
    /// The reason for another priority.
    Reason(words::WrongText),
    /// Since when it is so.
    Since(words::WrongText),
    /// More files than [`MAX_FILES`].
    TooManyFiles,
}

/// The most files that go with a case or a message.
pub const MAX_FILES: usize = 10;

impl NewCase {
    /// What has to be put right before this can be a case.
    pub fn wrong(&self) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        wrong.extend(words::title(&self.title).err().map(Wrong::Title));
        wrong.extend(words::description(&self.description).err().map(Wrong::Description));
        if self.priority != self.suggested {
            let reason = self.reason.as_deref().unwrap_or("");
            wrong.extend(words::reason(reason).err().map(Wrong::Reason));
        }
        if let Some(since) = self.since.as_deref().filter(|since| !since.is_empty()) {
            wrong.extend(words::reason(since).err().map(Wrong::Since));
        }
        if self.attachments.len() > MAX_FILES {
            wrong.push(Wrong::TooManyFiles);
        }
        wrong
    }
}

/// What of a case decides who may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readers<'a> {
    /// Who asked.
    pub requester: &'a str,
    /// The organisation they asked for.
    pub organisation: Option<&'a str>,
    /// Whether that organisation lets its administrators read the cases of its people.
    pub shared: bool,
}

/// Somebody who is no member of staff, as far as reading cases goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader<'a> {
    /// Their account.
    pub account: &'a str,
    /// The organisation they act for, their role there, and whether it is suspended.
    pub organisation: Option<(&'a str, Role, bool)>,
}

/// Whether somebody who is no member of staff may read a case, and write to it: who asked always, whatever became of their edition;
/// an administrator of the organisation they asked for, where it shares its cases and is not suspended.
pub fn may_read(reader: Reader<'_>, case: Readers<'_>) -> bool {
    let administers = |asked_for: &str| match reader.organisation {
        Some((id, Role::Administrator, false)) => id == asked_for,
        _ => false,
    };
    reader.account == case.requester || (case.shared && case.organisation.is_some_and(administers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::{Effect, Reach, Workaround};

    #[test]
    fn a_case_is_read_by_who_asked_and_by_administrators_where_it_is_shared() {
        let case = Readers { requester: "ana", organisation: Some("atelier"), shared: true };
        let reader = |account, organisation| Reader { account, organisation };
        let administrator = Some(("atelier", Role::Administrator, false));
        assert!(may_read(reader("ana", None), case));
        assert!(may_read(reader("luc", administrator), case));
        let alone = Readers { shared: false, ..case };
        let without = Readers { organisation: None, ..case };
        for (reader, case) in [
            (reader("luc", administrator), alone),
            (reader("luc", administrator), without),
            (reader("luc", Some(("atelier", Role::Member, false))), case),
            (reader("luc", Some(("atelier", Role::Administrator, true))), case),
            (reader("luc", Some(("other", Role::Administrator, false))), case),
            (reader("luc", None), case),
        ] {
            assert!(!may_read(reader, case), "{reader:?} {case:?}");
        }
    }

    #[test]
    fn a_new_case_says_everything_that_is_wrong_with_it() {
        let mut case = NewCase {
            service: "mail".into(),
            answers: Answers {
                effect: Effect::NotAsDesigned,
                reach: Reach::One,
                workaround: Workaround::Acceptable,
            },
            suggested: Level::P3,
            priority: Level::P3,
            reason: None,
            title: "Mail is late".into(),
            description: "Since this morning, mail from outside comes an hour late.".into(),
            since: None,
            locale: "en".parse().unwrap(),
            attachments: Vec::new(),
        };
        assert_eq!(case.wrong(), []);
        case.priority = Level::P1;
        case.title = " ".into();
        case.description = "🔥🔥🔥".into();
        case.attachments = vec![String::new(); MAX_FILES + 1];
        assert_eq!(
            case.wrong(),
            [
                Wrong::Title(words::WrongText::Empty),
                Wrong::Description(words::WrongText::NoWords),
                Wrong::Reason(words::WrongText::Empty),
                Wrong::TooManyFiles,
            ]
        );
    }
}
