//! What stands in the form of a step.

use guichet_app::pages::new_case::FormFault;
use guichet_model::{
    case::words::{self, WrongText},
    guided::{self, FormAnswers, FormStep},
    priority::{Effect, Reach, Workaround},
};

use crate::pages::form::Form;

/// Reads the answers of a step, and says what is wrong with them. What was typed is taken over as it is, so that it can be shown again.
pub(super) fn read(step: FormStep, form: &Form, answers: &mut FormAnswers) -> Vec<FormFault> {
    let mut faults = Vec::new();
    let before = answers.answers();
    match step {
        FormStep::Service => {
            let services = &form.snapshot.library.policy().services;
            let id = form.field("service");
            if services.iter().any(|service| service.id == id) {
                answers.service = Some(id.to_owned());
            } else {
                faults.push(FormFault::Service);
            }
        }
        FormStep::Problem => {
            match Effect::of_name(form.field("effect")) {
                Some(effect) => answers.effect = Some(effect),
                None => faults.push(FormFault::Effect),
            }
            let since = text(form.field("since"), &mut answers.since, guided::since);
            faults.extend(since.map(FormFault::Since));
        }
        FormStep::Reach => match Reach::of_name(form.field("reach")) {
            Some(reach) => answers.reach = Some(reach),
            None => faults.push(FormFault::Reach),
        },
        FormStep::Workaround => match Workaround::of_name(form.field("workaround")) {
            Some(workaround) => answers.workaround = Some(workaround),
            None => faults.push(FormFault::Workaround),
        },
        FormStep::Details => {
            let title = text(form.field("title"), &mut answers.title, words::title);
            faults.extend(title.map(FormFault::Title));
            let full =
                text(form.field("description"), &mut answers.description, words::description);
            faults.extend(full.map(FormFault::Description));
        }
        FormStep::Evidence => answers.evidence = true,
        FormStep::Review => {
            let suggested = answers.suggested(form.snapshot.library.policy());
            let suggested = suggested.map(|found| found.priority.level);
            let level = guichet_model::priority::Level::of_name(form.field("level"));
            answers.chosen = level.filter(|level| Some(*level) != suggested);
            let reason = text(form.field("reason"), &mut answers.reason, words::reason);
            if answers.chosen.is_some() {
                faults.extend(reason.map(FormFault::Reason));
            }
        }
        FormStep::Start | FormStep::Sent => {}
    }
    // A change of the answers is a change of what they suggest: what was chosen against it is to be chosen anew.
    if answers.answers() != before {
        answers.chosen = None;
    }
    faults
}

fn text(
    typed: &str,
    kept: &mut String,
    check: fn(&str) -> Result<String, WrongText>,
) -> Option<WrongText> {
    match check(typed) {
        Ok(tidied) => {
            *kept = tidied;
            None
        }
        Err(wrong) => {
            typed.clone_into(kept);
            Some(wrong)
        }
    }
}
