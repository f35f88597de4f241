//! Cases for tests: put in by the function that the form and the API call.

use guichet_model::{
    case::{CaseRef, NewCase, Via},
    priority::{Answers, Effect, Level, Reach, Workaround, first_response_due},
};
use guichet_server::cases::{self, Submission, by_time, office::Office};
use guichet_storage::{Audience, Case, CaseEvent, Message};

use crate::{TestApp, actors::Actor, on_runtime};

/// Something to ask, in a language.
pub fn new_case(title: &str, locale: &str) -> NewCase {
    NewCase {
        service: "mail".to_owned(),
        answers: Answers {
            effect: Effect::BlocksCollaboration,
            reach: Reach::Many,
            workaround: Workaround::NotAcceptable,
        },
        suggested: Level::P2,
        priority: Level::P2,
        reason: None,
        title: title.to_owned(),
        description: format!("About {title}: it does not work."),
        since: Some("this morning".to_owned()),
        locale: locale.parse().expect("a locale"),
        attachments: Vec::new(),
    }
}

impl TestApp {
    /// A case that somebody asked.
    pub fn given_case(&self, who: &Actor<'_>, title: &str) -> CaseRef {
        self.given_case_of(who, new_case(title, "en"))
    }

    /// A case that somebody asked, with all it holds.
    pub fn given_case_of(&self, who: &Actor<'_>, case: NewCase) -> CaseRef {
        let snapshot = self.state.snapshot();
        let due =
            first_response_due(case.priority, self.state.clock.now(), snapshot.library.policy());
        let submission = Submission {
            requester: who.account.as_ref().expect("someone who is signed in"),
            organisation: who.organisation.as_ref(),
            case,
            answer_due: due,
            via: Via::Web,
            key: None,
        };
        on_runtime(cases::submit(&self.state, submission)).expect("the case is in order").0
    }

    /// A case as it is stored.
    pub fn case(&self, reference: &CaseRef) -> Case {
        let found = on_runtime(self.state.accounts.storage.case(reference));
        found.expect("the database answers").expect("the case is there")
    }

    /// Everything that happened to a case.
    pub fn case_events(&self, reference: &CaseRef) -> Vec<CaseEvent> {
        let storage = &self.state.accounts.storage;
        on_runtime(storage.case_events(reference, Audience::Staff)).expect("the database answers")
    }

    /// Does to cases what time does, as the job of every minute.
    pub fn pass_time_over_cases(&self) -> usize {
        let snapshot = self.state.snapshot();
        let mut changed = 0;
        loop {
            let office = Office::of(&self.state, &snapshot);
            match on_runtime(by_time::run(&office)).expect("the database answers") {
                0 => return changed,
                count => changed += count,
            }
        }
    }

    /// The letters in the outbox, which are taken out of it.
    pub fn letters(&self) -> Vec<Message> {
        let (storage, now) = (&self.state.accounts.storage, self.state.clock.now());
        let far = now + jiff::SignedDuration::from_hours(24 * 365);
        on_runtime(storage.claim(100, far, now)).expect("the database answers")
    }
}
