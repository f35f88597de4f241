//! The guided form: its steps, what is answered at each, and where it ends for whom.

use serde::{Deserialize, Serialize};

use crate::{
    Policy, Viewer,
    case::words::{self, WrongText},
    contact::{Access, Unlock, contact_access},
    forum::has_forum,
    policy::Checklist,
    priority::{Answers, Effect, Level, Reach, Suggested, Workaround, suggest_priority},
};

/// A page of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormStep {
    /// Where it ends, and that it begins.
    Start,
    /// Which service.
    Service,
    /// What happens, and since when.
    Problem,
    /// How many people it touches.
    Reach,
    /// Whether there is a way around it.
    Workaround,
    /// The problem in a line and in full.
    Details,
    /// What helps to understand it, and files.
    Evidence,
    /// Everything once more, and the priority.
    Review,
    /// That it was sent.
    Sent,
}

impl FormStep {
    /// Every page, in order.
    pub const ALL: [Self; 9] = [
        Self::Start,
        Self::Service,
        Self::Problem,
        Self::Reach,
        Self::Workaround,
        Self::Details,
        Self::Evidence,
        Self::Review,
        Self::Sent,
    ];

    /// Its name in addresses; the start has none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Service => "service",
            Self::Problem => "problem",
            Self::Reach => "reach",
            Self::Workaround => "workaround",
            Self::Details => "details",
            Self::Evidence => "evidence",
            Self::Review => "review",
            Self::Sent => "sent",
        }
    }

    /// The page of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

/// Where the form ends for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormEnd {
    /// With a case that support answers.
    Case,
    /// With a text for an administrator of the organisation, who can submit it; or in the forum, where there is one.
    Administrator,
    /// In the forum, with a topic that is already written.
    Forum,
    /// With the articles that come closest, and a text to take along: no forum is open to them.
    Articles,
    /// With one or the other, as it turns out when they sign in or choose an organisation.
    Open,
}

/// Where the form ends for a viewer of an edition, or of none. `undecided` is whoever has yet to choose for which of their organisations
/// they act.
pub fn form_end(
    viewer: Viewer,
    undecided: bool,
    edition: Option<&str>,
    policy: &Policy,
) -> FormEnd {
    match contact_access(viewer, policy) {
        Access::Granted { .. } => FormEnd::Case,
        Access::Denied(_) if undecided => FormEnd::Open,
        Access::Denied(denial) => match denial.unlock {
            Unlock::SignIn | Unlock::ChooseOrganisation => FormEnd::Open,
            Unlock::AskAdministrator => FormEnd::Administrator,
            Unlock::PaidEdition | Unlock::SettleAccount if has_forum(policy, edition) => {
                FormEnd::Forum
            }
            Unlock::PaidEdition | Unlock::SettleAccount => FormEnd::Articles,
        },
    }
}

/// The steps that somebody takes: files go with cases alone, and a portal without services has none to choose from.
pub fn steps(end: FormEnd, policy: &Policy) -> Vec<FormStep> {
    use FormStep::{Details, Evidence, Problem, Reach, Review, Service, Workaround};
    [Service, Problem, Reach, Workaround, Details, Evidence, Review]
        .into_iter()
        .filter(|step| match step {
            Service => !policy.services.is_empty(),
            Evidence => end == FormEnd::Case,
            _ => true,
        })
        .collect()
}

/// What somebody has answered so far. Texts stand here as they were typed: whether they will do is asked where a step is left.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FormAnswers {
    /// The service: an identifier of the policy.
    pub service: Option<String>,
    /// What happens.
    pub effect: Option<Effect>,
    /// Since when, in their own words.
    pub since: String,
    /// How many it touches.
    pub reach: Option<Reach>,
    /// Whether there is a way around it.
    pub workaround: Option<Workaround>,
    /// The problem in a line.
    pub title: String,
    /// The problem in full.
    pub description: String,
    /// Whether they have seen what helps to understand it.
    pub evidence: bool,
    /// The priority they chose instead of the suggested one.
    pub chosen: Option<Level>,
    /// Why.
    pub reason: String,
}

impl FormAnswers {
    /// What the rules of priority need to know, once it is all answered.
    pub fn answers(&self) -> Option<Answers> {
        let (effect, reach, workaround) = (self.effect?, self.reach?, self.workaround?);
        Some(Answers { effect, reach, workaround })
    }

    /// The priority that the policy suggests.
    pub fn suggested<'p>(&self, policy: &'p Policy) -> Option<Suggested<'p>> {
        suggest_priority(self.answers()?, policy)
    }

    /// The priority that holds: the chosen one, else the suggested one. A policy without rules knows no urgency; what is between counts.
    pub fn level(&self, policy: &Policy) -> Level {
        let suggested = || self.suggested(policy).map(|found| found.priority.level);
        self.chosen.or_else(suggested).unwrap_or(Level::P3)
    }

    /// Whether a step is answered in order. A service that the policy names no longer is none.
    pub fn is_done(&self, step: FormStep, policy: &Policy) -> bool {
        match step {
            FormStep::Start => true,
            FormStep::Service => {
                let known = |id: &String| policy.services.iter().any(|service| service.id == *id);
                self.service.as_ref().is_some_and(known)
            }
            FormStep::Problem => self.effect.is_some() && since(&self.since).is_ok(),
            FormStep::Reach => self.reach.is_some(),
            FormStep::Workaround => self.workaround.is_some(),
            FormStep::Details => {
                words::title(&self.title).is_ok() && words::description(&self.description).is_ok()
            }
            FormStep::Evidence => self.evidence,
            FormStep::Review | FormStep::Sent => false,
        }
    }

    /// These answers, which go on with earlier ones: where they say nothing, those do. What one page asks belongs together, and another
    /// priority is one than these answers suggest.
    #[must_use]
    pub fn going_on_with(self, earlier: Self) -> Self {
        let (before, decided) =
            (earlier.answers(), self.chosen.is_some() || !self.reason.is_empty());
        let pair = |first: String, second: String, others: (String, String)| {
            if first.is_empty() && second.is_empty() { others } else { (first, second) }
        };
        let (title, description) =
            pair(self.title, self.description, (earlier.title, earlier.description));
        let said_since = self.effect.is_some() || !self.since.is_empty();
        let merged = Self {
            service: self.service.or(earlier.service),
            effect: self.effect.or(earlier.effect),
            since: if said_since { self.since } else { earlier.since },
            reach: self.reach.or(earlier.reach),
            workaround: self.workaround.or(earlier.workaround),
            title,
            description,
            evidence: self.evidence || earlier.evidence,
            chosen: self.chosen,
            reason: self.reason,
        };
        if decided || merged.answers() != before {
            return merged;
        }
        Self { chosen: earlier.chosen, reason: earlier.reason, ..merged }
    }

    /// The first step that is still to be answered; the last one when all are.
    pub fn next_step(&self, end: FormEnd, policy: &Policy) -> FormStep {
        let open = steps(end, policy).into_iter().find(|step| !self.is_done(*step, policy));
        open.unwrap_or(FormStep::Review)
    }

    /// What helps support to understand such a problem: what the policy asks of everyone, then what it asks about this service and effect.
    pub fn evidence<'p>(&self, policy: &'p Policy) -> Vec<&'p crate::Text> {
        let special = policy.support.checklists.iter().filter(|list| self.is_asked(list));
        policy.support.evidence.iter().chain(special.flat_map(|list| &list.items)).collect()
    }

    fn is_asked(&self, list: &Checklist) -> bool {
        let service = self.service.as_ref();
        (list.services.is_empty() || service.is_some_and(|id| list.services.contains(id)))
            && (list.effects.is_empty() || self.effect.is_some_and(|e| list.effects.contains(&e)))
    }
}

/// Since when something is so, in somebody's own words; an answer is optional.
///
/// # Errors
/// What is wrong with it.
pub fn since(text: &str) -> Result<String, WrongText> {
    match words::reason(text) {
        Err(WrongText::Empty) => Ok(String::new()),
        said => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        toml::from_str(
            r#"
            services = [{ id = "mail", name = "Mail" }, { id = "drive", name = "Drive" }]
            forums = [{ name = "Forum", url = "https://forum.example/" }]
            [support]
            evidence = ["steps"]
            [[support.checklists]]
            services = ["mail"]
            items = ["headers"]
            [[support.checklists]]
            effects = ["no_access"]
            items = ["screenshot"]
            "#,
        )
        .unwrap()
    }

    #[test]
    fn everyone_ends_where_they_can_be_helped() {
        let mut policy = policy();
        let end = |kind| form_end(Viewer::of_kind(kind).unwrap(), false, None, &policy);
        assert_eq!(end("paid_administrator"), FormEnd::Case);
        assert_eq!(end("staff"), FormEnd::Case);
        assert_eq!(end("paid_member"), FormEnd::Administrator);
        for kind in ["personal", "free_member", "free_administrator", "suspended"] {
            assert_eq!(end(kind), FormEnd::Forum, "{kind}");
        }
        assert_eq!(end("anonymous"), FormEnd::Open);
        assert_eq!(form_end(Viewer::Personal, true, None, &policy), FormEnd::Open);
        // A forum for one edition is none for the others.
        let free = Viewer::of_kind("free_member").unwrap();
        policy.forums[0].editions = vec!["old".to_owned()];
        assert_eq!(form_end(free, false, Some("old"), &policy), FormEnd::Forum);
        assert_eq!(form_end(free, false, Some("other"), &policy), FormEnd::Articles);
        assert_eq!(form_end(Viewer::Personal, false, None, &policy), FormEnd::Articles);
        policy.forums.clear();
        assert_eq!(form_end(free, false, Some("old"), &policy), FormEnd::Articles);
    }

    #[test]
    fn the_next_step_is_the_first_that_is_not_answered() {
        let policy = policy();
        let mut answers = FormAnswers::default();
        let next = |answers: &FormAnswers| answers.next_step(FormEnd::Case, &policy);
        assert_eq!(next(&answers), FormStep::Service);
        answers.service = Some("gone".to_owned());
        assert_eq!(next(&answers), FormStep::Service, "the policy names it no longer");
        answers.service = Some("mail".to_owned());
        answers.effect = Some(Effect::NoAccess);
        answers.workaround = Some(Workaround::None);
        assert_eq!(next(&answers), FormStep::Reach);
        answers.reach = Some(Reach::Many);
        assert_eq!(next(&answers), FormStep::Details);
        answers.title = "a".to_owned();
        answers.description = "b".to_owned();
        assert_eq!(next(&answers), FormStep::Evidence);
        assert_eq!(answers.next_step(FormEnd::Forum, &policy), FormStep::Review);
        let plain = Policy::default();
        assert_eq!(FormAnswers::default().next_step(FormEnd::Case, &plain), FormStep::Problem);
    }

    #[test]
    fn what_is_half_typed_is_no_answer_yet() {
        let policy = policy();
        let mut answers = FormAnswers { title: "Mail".to_owned(), ..FormAnswers::default() };
        assert!(!answers.is_done(FormStep::Details, &policy));
        answers.description = "🔥".to_owned();
        assert!(!answers.is_done(FormStep::Details, &policy), "signs alone");
        answers.description = "It is late".to_owned();
        assert!(answers.is_done(FormStep::Details, &policy));
        answers.effect = Some(Effect::NoAccess);
        assert!(answers.is_done(FormStep::Problem, &policy));
        answers.since = "a".repeat(words::MAX_REASON + 1);
        assert!(!answers.is_done(FormStep::Problem, &policy));
    }

    #[test]
    fn answers_go_on_with_earlier_ones_page_by_page() {
        let text = str::to_owned;
        let earlier = FormAnswers {
            service: Some(text("mail")),
            effect: Some(Effect::NoAccess),
            since: text("today"),
            reach: Some(Reach::One),
            workaround: Some(Workaround::None),
            title: text("Mail"),
            description: text("It is late"),
            evidence: true,
            chosen: Some(Level::P1),
            reason: text("The fair"),
        };
        let go_on = |later: FormAnswers| later.going_on_with(earlier.clone());
        assert_eq!(go_on(FormAnswers::default()), earlier);
        let title = FormAnswers { title: text("Mail is late"), ..FormAnswers::default() };
        let page = FormAnswers { description: String::new(), ..earlier.clone() };
        assert_eq!(go_on(title.clone()), FormAnswers { title: title.title, ..page });
        let effect = FormAnswers { effect: Some(Effect::NoAccess), ..FormAnswers::default() };
        assert_eq!(go_on(effect), FormAnswers { since: String::new(), ..earlier.clone() });
        // What was chosen against other answers is not chosen any more.
        let reach = FormAnswers { reach: Some(Reach::Many), ..FormAnswers::default() };
        let anew = FormAnswers { chosen: None, reason: String::new(), ..earlier.clone() };
        assert_eq!(go_on(reach.clone()), FormAnswers { reach: reach.reach, ..anew });
        let reason = FormAnswers { reason: text("A trial"), ..FormAnswers::default() };
        let anew = FormAnswers { chosen: None, ..earlier.clone() };
        assert_eq!(go_on(reason.clone()), FormAnswers { reason: reason.reason, ..anew });
    }

    #[test]
    fn evidence_is_asked_by_service_and_effect() {
        let policy = policy();
        let asked = |service: &str, effect| {
            let answers = FormAnswers {
                service: Some(service.to_owned()),
                effect: Some(effect),
                ..FormAnswers::default()
            };
            let en = "en".parse().unwrap();
            answers.evidence(&policy).into_iter().map(|t| t.get(&en).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(asked("mail", Effect::NoAccess), ["steps", "headers", "screenshot"]);
        assert_eq!(asked("drive", Effect::NotAsDesigned), ["steps"]);
    }

    #[test]
    fn answers_are_read_again_from_what_an_older_portal_wrote() {
        let old: FormAnswers =
            serde_json::from_str(r#"{"service": "mail", "colour": "red"}"#).unwrap();
        assert_eq!(old.service.as_deref(), Some("mail"));
        let again: FormAnswers =
            serde_json::from_str(&serde_json::to_string(&old).unwrap()).unwrap();
        assert_eq!(again, old);
        for step in FormStep::ALL {
            assert_eq!(FormStep::of_name(step.name()), Some(step));
        }
    }
}
