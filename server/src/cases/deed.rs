//! What people and time do to a case, and what follows from it: pure rules, from a case as stored to the case as it will be.

use guichet_model::{
    Policy,
    case::{CaseStatus, EventKind, Outage, Outcome, SUSPENDED, Side, Step, Via},
    contact::Denial,
    priority::Level,
    status::Incident,
};
use guichet_storage::{AccountId, Assignee, Case, CaseState, Entry};
use jiff::Timestamp;

use super::targets::{edition_now, targets};

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Their account, where they have one.
    pub account: Option<AccountId>,
    /// What they are called.
    pub name: String,
    /// Whose side they are on.
    pub side: Side,
    /// How it comes.
    pub via: Via,
}

impl Author {
    /// The portal itself, by a rule.
    pub fn portal() -> Self {
        Self { account: None, name: String::new(), side: Side::Portal, via: Via::Web }
    }
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The customer writes.
    Write {
        /// Their words.
        text: String,
        /// What a mail repeated.
        quoted: String,
    },
    /// An agent writes to the customer.
    Answer {
        /// Their words.
        text: String,
        /// What comes next.
        next: Next,
    },
    /// An agent notes something for the others.
    Note(String),
    /// A customer's mail is kept for the agents alone: support does not answer whoever wrote it.
    NoteMail {
        /// Their words.
        text: String,
        /// What the mail repeated.
        quoted: String,
        /// Why it is no message.
        denial: Denial,
    },
    /// It is given to somebody, or to nobody.
    Assign(Option<Assignee>),
    /// An agent takes it up again.
    Work,
    /// An agent lets it wait for someone else.
    Hold,
    /// An agent changes the priority.
    Reclassify {
        /// To which.
        priority: Level,
        /// Why.
        reason: String,
    },
    /// An agent ends it.
    Resolve {
        /// How.
        outcome: Outcome,
        /// What they say to it; may be empty.
        text: String,
    },
    /// The customer says that it is solved.
    MarkSolved,
    /// It is opened again.
    Reopen,
    /// The customer contradicts a changed priority.
    Appeal(String),
    /// Its organisation's edition has changed.
    Retarget,
    /// The customer is reminded.
    Remind,
    /// The customer is asked how it went.
    Ask,
    /// It has been solved for long.
    Close,
    /// An agent says that it hangs on an incident or a maintenance.
    Link(Box<Incident>),
    /// An agent says that it does not.
    Unlink(Box<Incident>),
    /// What it hangs on is over.
    IncidentEnded {
        /// The incident as it ended.
        incident: Box<Incident>,
        /// The update that ended it.
        update: String,
    },
    /// What it hangs on was over and is back.
    IncidentReturned {
        /// The incident as it came back.
        incident: Box<Incident>,
        /// The update that reopened it.
        update: String,
        /// Whether support answers whoever asked: for nobody else is a case opened again.
        answers: bool,
    },
}

/// What comes after an agent's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It is the customer's turn.
    TheirTurn,
    /// The agent goes on working.
    OurTurn,
    /// It waits for someone else.
    Hold,
}

impl Next {
    /// The step that an open case takes.
    pub fn step(self) -> Step {
        match self {
            Self::TheirTurn => Step::AgentAsks,
            Self::OurTurn => Step::Work,
            Self::Hold => Step::Hold,
        }
    }
}

/// Why something cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// Not where the case stands now.
    NotNow,
    /// The customer has contradicted once already.
    AppealedBefore,
    /// The priority is this one already.
    SamePriority,
    /// Nothing was changed that could be contradicted.
    NothingToAppeal,
}

/// What follows from a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// The case as it will be.
    pub state: CaseState,
    /// What its history will tell.
    pub entries: Vec<Entry>,
}

/// What a deed makes of a case.
///
/// # Errors
/// Why it cannot be done.
pub fn consequence(
    case: &Case,
    deed: &Deed,
    author: &Author,
    policy: &Policy,
    now: Timestamp,
) -> Result<Consequence, Impossible> {
    let mut work =
        Work { case, author, policy, now, state: case.state.clone(), entries: Vec::new() };
    work.apply(deed)?;
    Ok(Consequence { state: work.state, entries: work.entries })
}

/// A case while something is done to it.
struct Work<'a> {
    case: &'a Case,
    author: &'a Author,
    policy: &'a Policy,
    now: Timestamp,
    state: CaseState,
    entries: Vec<Entry>,
}

impl Work<'_> {
    fn apply(&mut self, deed: &Deed) -> Result<(), Impossible> {
        match deed {
            Deed::Write { text, quoted } => self.write(text, quoted),
            Deed::Answer { text, next } => self.answer(text, *next),
            Deed::Note(text) => {
                self.tell(EventKind::Note, text, None, None);
                Ok(())
            }
            Deed::NoteMail { text, quoted, .. } => {
                self.tell(EventKind::Note, text, None, None);
                self.quote(quoted);
                Ok(())
            }
            Deed::Assign(to) => {
                self.assign(to.clone());
                Ok(())
            }
            Deed::Work => self.step(Step::Work),
            Deed::Hold => self.step(Step::Hold),
            Deed::Reclassify { priority, reason } => self.reclassify(*priority, reason),
            Deed::Resolve { outcome, text } => self.resolve(outcome, text),
            Deed::MarkSolved => {
                self.step(Step::CustomerSolves)?;
                self.state.outcome = Some(Outcome::Solved);
                Ok(())
            }
            Deed::Reopen => self.step(Step::Reopen),
            Deed::Appeal(reason) => self.appeal(reason),
            Deed::Retarget => {
                self.retarget();
                Ok(())
            }
            Deed::Remind if self.state.status == CaseStatus::Pending => {
                self.state.reminded_at = Some(self.now);
                Ok(())
            }
            Deed::Ask
                if self.state.status == CaseStatus::Solved && self.state.asked_at.is_none() =>
            {
                self.state.asked_at = Some(self.now);
                Ok(())
            }
            Deed::Close => self.step(Step::Close),
            Deed::Link(incident) if self.state.status.is_open() => {
                self.tell_incident(EventKind::Incident, incident, true);
                Ok(())
            }
            Deed::Unlink(incident) => {
                self.tell_incident(EventKind::Incident, incident, false);
                Ok(())
            }
            Deed::IncidentEnded { incident, .. } if self.state.status.is_open() => {
                self.tell_incident(EventKind::IncidentEnded, incident, true);
                // What it waited for is here: an agent looks at it.
                if self.state.status == CaseStatus::OnHold { self.step(Step::Work) } else { Ok(()) }
            }
            Deed::IncidentReturned { incident, answers, .. } => {
                self.tell_incident(EventKind::IncidentReturned, incident, true);
                if *answers && ended_with(self.case, incident) {
                    self.step(Step::Reopen)
                } else {
                    Ok(())
                }
            }
            Deed::Remind | Deed::Ask | Deed::Link(_) | Deed::IncidentEnded { .. } => {
                Err(Impossible::NotNow)
            }
        }
    }

    fn write(&mut self, text: &str, quoted: &str) -> Result<(), Impossible> {
        self.tell(EventKind::Message, text, None, None);
        self.quote(quoted);
        let waited = self.state.status;
        self.step(Step::CustomerWrites)?;
        // A word more while nobody has answered yet, or while an answer is due, gives no more time.
        if !waited.is_ours() {
            self.state.due_at = self.targets(self.now).answer;
        }
        Ok(())
    }

    fn answer(&mut self, text: &str, next: Next) -> Result<(), Impossible> {
        self.tell(EventKind::Message, text, None, None);
        self.state.answered_at.get_or_insert(self.now);
        self.take();
        if !self.state.status.is_open() {
            return self.step(Step::AgentTells);
        }
        self.step(next.step())
    }

    fn resolve(&mut self, outcome: &Outcome, text: &str) -> Result<(), Impossible> {
        if !text.is_empty() {
            self.tell(EventKind::Message, text, None, None);
        }
        self.state.status = self.state.status.after(Step::Resolve).ok_or(Impossible::NotNow)?;
        self.tell(EventKind::Outcome, outcome.detail(), None, Some(outcome.kind().to_owned()));
        if let Some(entry) = self.entries.last_mut() {
            entry.outage = outcome.outage();
        }
        self.state.answered_at.get_or_insert(self.now);
        self.take();
        self.state.outcome = Some(outcome.clone());
        self.state.solved_at = Some(self.now);
        self.state.due_at = None;
        Ok(())
    }

    fn reclassify(&mut self, priority: Level, reason: &str) -> Result<(), Impossible> {
        if !self.state.status.is_open() {
            return Err(Impossible::NotNow);
        }
        let before = self.state.priority;
        if before == priority {
            return Err(Impossible::SamePriority);
        }
        let (from, to) = (before.name().to_owned(), priority.name().to_owned());
        self.tell(EventKind::Priority, reason, Some(from), Some(to));
        self.state.priority = priority;
        self.aim();
        Ok(())
    }

    fn appeal(&mut self, reason: &str) -> Result<(), Impossible> {
        if self.state.appealed_at.is_some() {
            return Err(Impossible::AppealedBefore);
        }
        if !self.state.status.is_open() {
            return Err(Impossible::NotNow);
        }
        self.tell(EventKind::Appeal, reason, None, None);
        self.state.appealed_at = Some(self.now);
        // Whoever changed the priority does not judge about it: the case waits for anyone.
        if self.state.assignee.is_some() {
            self.assign(None);
        }
        if !self.state.status.is_ours() {
            self.step(Step::CustomerWrites)?;
            self.state.due_at = self.targets(self.now).answer;
        }
        Ok(())
    }

    fn retarget(&mut self) {
        let before = self.state.edition.clone();
        let edition = edition_now(self.case).map(str::to_owned);
        let suspended = self.case.organisation.as_ref().is_some_and(|own| own.suspended);
        let after = if suspended { Some(SUSPENDED.to_owned()) } else { edition.clone() };
        self.tell(EventKind::Target, "", before, after);
        self.state.edition = edition;
        self.aim();
    }

    /// Due times anew, from when the case arrived.
    fn aim(&mut self) {
        let targets = self.targets(self.case.created_at);
        if self.state.answered_at.is_none() {
            self.state.answer_due_at = targets.answer;
        }
        self.state.solve_due_at = targets.solution;
        self.state.due_at = self.next_due();
    }

    fn targets(&self, arrival: Timestamp) -> super::targets::Targets {
        let edition = self.state.edition.as_deref();
        targets(self.policy, edition, self.state.priority, arrival)
    }

    /// By when support does the next thing, where it is its turn.
    fn next_due(&self) -> Option<Timestamp> {
        match (self.state.status.is_ours(), self.state.answered_at) {
            (false, _) => None,
            (true, None) => self.state.answer_due_at,
            (true, Some(_)) => self.state.solve_due_at,
        }
    }

    /// Moves on, and tells it where the place is another one.
    fn step(&mut self, step: Step) -> Result<(), Impossible> {
        let before = self.state.status;
        let after = before.after(step).ok_or(Impossible::NotNow)?;
        if after == before {
            return Ok(());
        }
        self.state.status = after;
        let (from, to) = (before.name().to_owned(), after.name().to_owned());
        self.tell(EventKind::Status, "", Some(from), Some(to));
        self.state.reminded_at = None;
        if before.is_open() != after.is_open() {
            self.state.solved_at = (!after.is_open()).then_some(self.now);
            if after.is_open() {
                self.state.outcome = None;
                self.state.solve_due_at = self.targets(self.now).solution;
            }
        }
        if after == CaseStatus::Closed {
            self.state.solved_at = self.case.state.solved_at;
        }
        self.state.due_at = self.next_due();
        Ok(())
    }

    /// Whoever works on a case that is nobody's makes it theirs.
    fn take(&mut self) {
        if let (None, Some(account)) = (&self.state.assignee, &self.author.account) {
            let assignee = Assignee { id: account.clone(), name: self.author.name.clone() };
            self.assign(Some(assignee));
        }
    }

    fn assign(&mut self, to: Option<Assignee>) {
        if self.state.assignee.as_ref().map(|a| &a.id) == to.as_ref().map(|a| &a.id) {
            return;
        }
        let name = |assignee: &Option<Assignee>| assignee.as_ref().map(|a| a.name.clone());
        let (before, after) = (name(&self.state.assignee), name(&to));
        self.tell(EventKind::Assigned, "", before, after);
        self.state.assignee = to;
    }

    /// Adds what a mail repeated to what was told last.
    fn quote(&mut self, quoted: &str) {
        if let Some(entry) = self.entries.last_mut() {
            quoted.clone_into(&mut entry.quoted);
        }
    }

    /// Tells of an incident by its title in the case's language, for whom there is none in their own.
    fn tell_incident(&mut self, kind: EventKind, incident: &Incident, holds: bool) {
        let id = Some(incident.id.to_string());
        let (before, after) = if holds { (None, id) } else { (id, None) };
        self.tell(kind, incident.title.get(&self.case.locale), before, after);
    }

    fn tell(&mut self, kind: EventKind, body: &str, before: Option<String>, after: Option<String>) {
        self.entries.push(Entry {
            kind,
            side: self.author.side,
            author: self.author.account.clone(),
            author_name: self.author.name.clone(),
            via: self.author.via,
            body: body.to_owned(),
            quoted: String::new(),
            before,
            after,
            outage: Outage::default(),
        });
    }
}

/// Whether a case is closed because this incident was over: one that is back makes that untrue.
pub fn ended_with(case: &Case, incident: &Incident) -> bool {
    let outage = case.state.outcome.as_ref().map(Outcome::outage).unwrap_or_default();
    !case.state.status.is_open() && outage.incident.as_ref() == Some(&incident.id)
}
