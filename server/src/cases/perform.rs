//! Doing something to a case: read, decide, write, and begin again when somebody was quicker.

use guichet_app::{case_words, words::Words};
use guichet_model::{
    case::{CaseRef, EventKind, Outcome, Side},
    contact::Denial,
    email::EmailAddress,
    status::Incident,
};
use guichet_storage::{
    Audience, Case, CaseChange, CaseEvent, Changed, Entry, IncidentChange, NewMessage, StorageError,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    deed::{Author, Deed, Impossible, Next, consequence, ended_with},
    letters::{self, Correspondent, GoesOn, News},
    office::Office,
    rating, rights,
};

/// How often a change begins again because somebody was quicker.
const ATTEMPTS: u32 = 12;

/// How often a day word is sent of mails that were only noted.
const LETTERS_A_DAY: usize = 3;

/// What somebody does to a case.
#[derive(Debug)]
pub struct Act<'a> {
    /// The case.
    pub reference: &'a CaseRef,
    /// The version that the person saw, where they say it: a message that was sent to it before is not sent twice. What others did since then
    /// has to be seen by an agent first.
    pub seen: Option<u32>,
    /// Who does it.
    pub author: &'a Author,
    /// What.
    pub deed: &'a Deed,
    /// The files that come with it.
    pub files: &'a [String],
    /// The mail that it came as.
    pub message_id: Option<&'a str>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is done.
    Now,
    /// It was done before: the message or the mail was taken already, the link was as wanted, or the case was told.
    Before,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such case.
    #[error("there is no such case")]
    NoCase,
    /// It is not possible where the case stands.
    #[error("it is not possible where the case stands: {0:?}")]
    Impossible(Impossible),
    /// Support does not answer the customer any more, and this is nothing that they may do without.
    #[error("support does not answer whoever wants this: {}", .0.reason.name())]
    Lapsed(Denial),
    /// Others did something since the person looked.
    #[error("the case has changed since it was looked at")]
    Outdated,
    /// The database did not take it.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Does something to a case: its state, its history and the mail that tells of it change in one step.
///
/// # Errors
/// See [`Refusal`].
pub async fn perform(office: &Office<'_>, act: &Act<'_>) -> Result<Done, Refusal> {
    for _ in 0..ATTEMPTS {
        let storage = office.storage;
        let case = storage.case(act.reference).await?.ok_or(Refusal::NoCase)?;
        let events = storage.case_events(act.reference, Audience::Staff).await?;
        if is_repeated(office, act, &case, &events).await? {
            return Ok(Done::Before);
        }
        if act.author.side == Side::Agent
            && act.seen.is_some_and(|seen| !unseen(&events, seen, act.author).is_empty())
        {
            return Err(Refusal::Outdated);
        }
        if act.author.side == Side::Customer
            && let Some(wish) = rights::wish(act.deed, &case)
        {
            let account = act.author.account.as_ref();
            let refused = rights::refused(storage, office.policy, account, &case, wish).await?;
            if let Some(denial) = refused {
                return Err(Refusal::Lapsed(denial));
            }
        }
        if matches!(act.deed, Deed::Appeal(_)) && !reclassified(&events) {
            return Err(Refusal::Impossible(Impossible::NothingToAppeal));
        }
        let consequence = consequence(&case, act.deed, act.author, office.policy, office.now)
            .map_err(Refusal::Impossible)?;
        let change = CaseChange {
            reference: act.reference.clone(),
            version: case.version,
            mail: mail(office, &case, &events, act).await?,
            state: consequence.state,
            entries: consequence.entries,
            files: act.files.to_vec(),
            message_id: act.message_id.map(str::to_owned),
            incident: incident(act.deed),
        };
        match storage.change_case(&change, office.now).await? {
            Changed::Made => return Ok(Done::Now),
            Changed::Before => return Ok(Done::Before),
            Changed::Outdated => {}
        }
    }
    Err(Refusal::Outdated)
}

/// What others did to a case since somebody looked at it.
pub fn unseen<'e>(events: &'e [CaseEvent], seen: u32, who: &Author) -> Vec<&'e CaseEvent> {
    let others = |event: &&CaseEvent| {
        event.version > seen && (event.entry.author.is_none() || event.entry.author != who.account)
    };
    events.iter().filter(others).collect()
}

/// Whether support has changed the priority, so that the customer may contradict.
pub fn reclassified(events: &[CaseEvent]) -> bool {
    let changes = |entry: &Entry| entry.kind == EventKind::Priority && entry.side == Side::Agent;
    events.iter().any(|event| changes(&event.entry))
}

/// Whether a message is the one that its author has just sent to the version they saw: a button was pressed twice, or an answer was lost.
async fn is_repeated(
    office: &Office<'_>,
    act: &Act<'_>,
    case: &Case,
    events: &[CaseEvent],
) -> Result<bool, StorageError> {
    let (kind, text, status) = match act.deed {
        Deed::Write { text, .. } => (EventKind::Message, text, None),
        Deed::Answer { text, next } => {
            (EventKind::Message, text, case.state.status.after(next.step()))
        }
        Deed::Note(text) => (EventKind::Note, text, None),
        _ => return Ok(false),
    };
    let Some(version) = act.seen.map(|seen| seen.saturating_add(1)) else { return Ok(false) };
    let sent = events.iter().find(|event| event.version == version && event.position == 0);
    let Some(sent) = sent.filter(|_| case.version == version) else { return Ok(false) };
    let entry = &sent.entry;
    let same = entry.kind == kind
        && entry.author.is_some()
        && entry.author == act.author.account
        && (entry.side, entry.via) == (act.author.side, act.author.via)
        && entry.body == *text
        && status.is_none_or(|status| status == case.state.status);
    if !same || act.files.is_empty() {
        return Ok(same);
    }
    let of_case = office.storage.case_files(act.reference, Audience::Staff).await?;
    let of_message = of_case.into_iter().filter(|file| file.entry == (version, 0));
    let of_message: Vec<String> = of_message.map(|file| file.attachment).collect();
    let went = contents(office, &of_message).await?;
    // A file that waited at the desk belongs to the message by now, and does not come a second time.
    Ok(contents(office, act.files).await?.iter().all(|file| went.contains(file)))
}

/// What a deed does to the incidents that the case hangs on.
fn incident(deed: &Deed) -> Option<IncidentChange> {
    match deed {
        Deed::Link(incident) => Some(IncidentChange::Link(incident.id.clone())),
        Deed::Unlink(incident) => Some(IncidentChange::Unlink(incident.id.clone())),
        Deed::Resolve { outcome, .. } => outcome.outage().incident.map(IncidentChange::Solve),
        Deed::IncidentEnded { update, .. } | Deed::IncidentReturned { update, .. } => {
            Some(IncidentChange::Told(update.clone()))
        }
        _ => None,
    }
}

/// The mail that a deed causes, to whoever asked; word of a mail that was only noted, to whoever wrote it.
async fn mail(
    office: &Office<'_>,
    case: &Case,
    events: &[CaseEvent],
    act: &Act<'_>,
) -> Result<Vec<NewMessage>, StorageError> {
    if !office.sends_mail() {
        return Ok(Vec::new());
    }
    let words = Words::of(&case.locale);
    let agent = act.author.name.as_str();
    let files;
    let outcome_name;
    let outcome_text;
    let survey;
    let outage;
    let news = match act.deed {
        Deed::Answer { text, next } => {
            files = names(office, act.files).await?;
            News::Answered { agent, body: text, files: &files, asks: *next == Next::TheirTurn }
        }
        Deed::Resolve { outcome, text } => {
            outcome_name = case_words::outcome(&words, office.policy, &case.locale, outcome.kind());
            outcome_text = closing(&words, outcome, text);
            outage = outcome.outage().incident;
            News::Solved {
                agent,
                outcome: &outcome_name,
                body: &outcome_text,
                incident: outage.as_ref(),
                reopens: answers(office, case).await?,
            }
        }
        Deed::Reclassify { priority, reason } => News::Priority {
            agent,
            before: case.state.priority.name(),
            after: priority.name(),
            reason,
            appeal: case.state.appealed_at.is_none() && answers(office, case).await?,
        },
        Deed::NoteMail { .. } if told_enough(events, office.now) => return Ok(Vec::new()),
        Deed::NoteMail { denial, .. } => News::Aside { reason: denial.reason },
        // Nobody of a suspended organisation can answer.
        Deed::Remind if case.organisation.as_ref().is_some_and(|own| own.suspended) => {
            return Ok(Vec::new());
        }
        Deed::Remind => {
            let last = events.iter().rev().find(|event| {
                event.entry.kind == EventKind::Message && event.entry.side == Side::Agent
            });
            News::Reminder { body: last.map_or("", |event| &event.entry.body) }
        }
        Deed::IncidentEnded { incident, .. } => {
            let answers = answers(office, case).await?;
            News::IncidentEnded { incident, body: last_word(incident, case), answers }
        }
        Deed::IncidentReturned { incident, answers, .. } => {
            let goes_on = match (answers, case.state.status.is_open()) {
                (false, _) => GoesOn::Unanswered,
                (true, true) => GoesOn::Open,
                (true, false) if ended_with(case, incident) => GoesOn::Reopened,
                (true, false) => GoesOn::Ended,
            };
            News::IncidentReturned { incident, body: last_word(incident, case), goes_on }
        }
        Deed::Ask => {
            survey = rating::url(office, case).await?;
            News::Survey { url: &survey }
        }
        _ => return Ok(Vec::new()),
    };
    let last_message = events.iter().rev().find_map(|event| event.message_id.as_deref());
    let (to, name) = match act.deed {
        Deed::NoteMail { .. } => writer(office, case, act).await?,
        _ => (case.requester.email.clone(), case.requester.name.clone()),
    };
    let about = Correspondent {
        reference: &case.reference,
        title: &case.title,
        locale: &case.locale,
        to: &to,
        name: &name,
        last_message,
    };
    Ok(vec![letters::write(office, &about, &news).await?])
}

/// What was said of an incident last, in the language of a case.
fn last_word<'a>(incident: &'a Incident, case: &Case) -> &'a str {
    incident.updates.first().map_or("", |update| update.body.get(&case.locale))
}

/// Whether word of mails that were only noted has been sent as often as helps: whoever writes on and on, be it a program, knows by then.
fn told_enough(events: &[CaseEvent], now: Timestamp) -> bool {
    let since = now.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(now);
    let noted = events.iter().filter(|event| {
        event.at > since
            && event.entry.kind == EventKind::Note
            && event.entry.side == Side::Customer
    });
    noted.count() >= LETTERS_A_DAY
}

/// Whether support answers whoever asked: what is only for them is promised to nobody else.
async fn answers(office: &Office<'_>, case: &Case) -> Result<bool, StorageError> {
    let lapsed = rights::lapsed(office.storage, office.policy, None, case).await?;
    Ok(lapsed.is_none())
}

/// What files are called.
async fn names(office: &Office<'_>, files: &[String]) -> Result<Vec<String>, StorageError> {
    let mut names = Vec::new();
    for id in files {
        let file = office.storage.attachment(&id.clone().into()).await?;
        names.extend(file.map(|file| file.name));
    }
    Ok(names)
}

/// What files are called, and the digests of what they hold.
async fn contents(
    office: &Office<'_>,
    files: &[String],
) -> Result<Vec<(String, Option<String>)>, StorageError> {
    let mut contents = Vec::new();
    for id in files {
        let file = office.storage.attachment(&id.clone().into()).await?;
        contents.extend(file.map(|file| (file.name, file.sha256)));
    }
    Ok(contents)
}

/// Who wrote a mail, where that is known; else whoever asked, since anyone could have written the address it came from.
async fn writer(
    office: &Office<'_>,
    case: &Case,
    act: &Act<'_>,
) -> Result<(EmailAddress, String), StorageError> {
    let account = match &act.author.account {
        Some(id) => office.storage.account(id).await?,
        None => None,
    };
    Ok(match account {
        Some(account) => (account.email, account.name),
        None => (case.requester.email.clone(), case.requester.name.clone()),
    })
}

/// What an agent says at the end, and what belongs to the outcome.
fn closing(words: &Words, outcome: &Outcome, text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !text.is_empty() {
        parts.push(text.to_owned());
    }
    parts.extend(case_words::outcome_detail(words, outcome));
    parts.join("\n\n")
}
