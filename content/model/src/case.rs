//! Cases: what somebody asked support, where it stands, and how it ended.
//!
//! [`reference`] is what people read out, [`status`] says what may follow what, [`outcome`] how a case ends, [`access`] who may read a case
//! and who may write to it.

pub mod access;
pub mod event;
pub mod outcome;
pub mod rating;
pub mod reference;
pub mod status;
pub mod words;

pub use access::{Reader, Readers, Wish, may_read, may_write};
pub use event::{EventKind, SUSPENDED, Side, Via};
pub use outcome::{Missing, Outage, Outcome};
pub use rating::Rating;
pub use reference::CaseRef;
pub use status::{CaseStatus, Step};

use crate::{
    Locale,
    priority::{Answers, Level},
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::{Effect, Reach, Workaround};

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
