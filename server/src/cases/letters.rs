//! What the portal writes about a case: in its language, in one conversation, with a way to answer.

use guichet_app::{case_words, words::Words};
use guichet_model::{
    Locale, Page,
    case::{CaseRef, Rating},
    contact::Reason,
    email::EmailAddress,
    route,
    status::{Incident, IncidentId},
};
use guichet_storage::{NewMessage, StorageError, Thread};
use jiff::Timestamp;

use super::{address, office::Office};
use crate::mail::letters::{Draft, Letter};

/// The case that is written about, and to whom.
#[derive(Debug, Clone, Copy)]
pub struct Correspondent<'a> {
    /// Its reference.
    pub reference: &'a CaseRef,
    /// Its title.
    pub title: &'a str,
    /// Its language.
    pub locale: &'a Locale,
    /// Who gets it.
    pub to: &'a EmailAddress,
    /// What they are called.
    pub name: &'a str,
    /// The identifier of the last mail that came from them.
    pub last_message: Option<&'a str>,
}

/// What there is to tell.
#[derive(Debug, Clone)]
pub enum News<'a> {
    /// The case is here.
    Received {
        /// By when the first answer comes.
        due: Option<Timestamp>,
    },
    /// An agent wrote.
    Answered {
        /// What the agent is called.
        agent: &'a str,
        /// What they wrote.
        body: &'a str,
        /// The names of the files that come with it.
        files: &'a [String],
        /// Whether it is the customer's turn.
        asks: bool,
    },
    /// An agent ended it.
    Solved {
        /// What the agent is called.
        agent: &'a str,
        /// The outcome, in words.
        outcome: &'a str,
        /// What belongs to it, paragraph by paragraph.
        body: &'a str,
        /// The incident that it ended with.
        incident: Option<&'a IncidentId>,
        /// Whether whoever asked may open it again.
        reopens: bool,
    },
    /// An agent changed its priority.
    Priority {
        /// What the agent is called.
        agent: &'a str,
        /// What it was.
        before: &'a str,
        /// What it is.
        after: &'a str,
        /// Why.
        reason: &'a str,
        /// Whether the customer may still contradict.
        appeal: bool,
    },
    /// What it hangs on is over.
    IncidentEnded {
        /// The incident or maintenance.
        incident: &'a Incident,
        /// What was said of it last.
        body: &'a str,
        /// Whether support answers whoever asked, should it go on for them.
        answers: bool,
    },
    /// What it hangs on was over and is back.
    IncidentReturned {
        /// The incident.
        incident: &'a Incident,
        /// What was said of it last.
        body: &'a str,
        /// What that means for the case.
        goes_on: GoesOn,
    },
    /// It has been the customer's turn for long.
    Reminder {
        /// What was asked.
        body: &'a str,
    },
    /// A mail was only noted: support does not answer whoever wrote it.
    Aside {
        /// Why.
        reason: Reason,
    },
    /// How was it?
    Survey {
        /// The address at which an answer is given; the answer's name is added to it.
        url: &'a str,
    },
}

/// What the return of an incident means for a case that hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoesOn {
    /// It is open as it was.
    Open,
    /// It had ended with the incident, and is open again.
    Reopened,
    /// It had ended in another way, and stays so until whoever asked says that it concerns them.
    Ended,
    /// Support does not answer whoever asked.
    Unanswered,
}

/// Writes a letter about a case.
///
/// # Errors
/// When the database does not answer for a key.
pub async fn write(
    office: &Office<'_>,
    about: &Correspondent<'_>,
    news: &News<'_>,
) -> Result<NewMessage, StorageError> {
    let reply_to = address::of_case(office, about.reference).await?;
    let policy = office.policy;
    let words = Words::of(about.locale);
    let letter = Letter { policy, locale: about.locale };
    let first = matches!(news, News::Received { .. });
    let mut draft = draft(office, about, news, &words);
    draft.subject = words.case_mail_subject(about.reference.to_string(), about.title);
    draft.close = Some(
        words.case_mail_close(policy.portal.name.get(about.locale), about.reference.to_string()),
    );
    if !matches!(news, News::Survey { .. } | News::Aside { .. }) {
        draft.after.push(match reply_to {
            Some(_) => words.case_mail_reply(),
            None => words.case_mail_no_reply(),
        });
    }
    let root = format!("case.{}", about.reference.as_str());
    let (id, references) = if first {
        (Some(root), Vec::new())
    } else {
        (None, std::iter::once(root).chain(about.last_message.map(str::to_owned)).collect())
    };
    let set = letter.set(about.to, about.name, &words, &draft);
    Ok(NewMessage { thread: Some(Thread { id, references, reply_to }), ..set })
}

fn draft(office: &Office<'_>, about: &Correspondent<'_>, news: &News<'_>, words: &Words) -> Draft {
    let page = Page::Case(about.reference.clone()).path(about.locale);
    let url = format!("{}{page}", office.settings.base_url());
    let open = || (words.case_mail_open(), url.clone());
    let read = |incident: &IncidentId| {
        let path = Page::Incident(incident.clone()).path(about.locale);
        (words.case_mail_incident_read(), format!("{}{path}", office.settings.base_url()))
    };
    match news {
        News::Received { due } => {
            let due = due.map(|due| words.case_mail_due(due_time(words, due)));
            let reference = words.case_mail_reference(about.reference.to_string());
            let before = [words.case_mail_received(about.title), reference].into_iter().chain(due);
            Draft { before: before.collect(), action: open(), ..Draft::default() }
        }
        News::Answered { agent, body, files, asks } => Draft {
            before: vec![words.case_mail_answered(*agent, about.title)],
            quote: paragraphs(body),
            action: open(),
            after: (!files.is_empty())
                .then(|| words.case_mail_files(words.list(files)))
                .into_iter()
                .chain(asks.then(|| words.case_mail_asked()))
                .collect(),
            ..Draft::default()
        },
        News::Solved { agent, outcome, body, incident, reopens } => Draft {
            before: vec![words.case_mail_solved(*agent, *outcome, about.title)],
            quote: paragraphs(body),
            action: open(),
            choices: incident.map(read).into_iter().collect(),
            after: reopens.then(|| words.case_mail_reopen()).into_iter().collect(),
            ..Draft::default()
        },
        News::Priority { agent, before, after, reason, appeal } => Draft {
            before: vec![words.case_mail_priority(*after, *agent, *before, about.title)],
            quote: paragraphs(reason),
            action: open(),
            after: appeal.then(|| words.case_mail_appeal()).into_iter().collect(),
            ..Draft::default()
        },
        News::IncidentEnded { incident, body, answers } => {
            let title = incident.title.get(about.locale);
            let said = words.case_mail_incident_ended(title, about.title);
            let after = answers.then(|| words.case_mail_incident_still());
            of_incident(said, body, open(), read(&incident.id), after)
        }
        News::IncidentReturned { incident, body, goes_on } => {
            let title = incident.title.get(about.locale);
            let said = words.case_mail_incident_returned(title, about.title);
            let after = match goes_on {
                GoesOn::Open => Some(words.case_mail_incident_goes_on()),
                GoesOn::Reopened => Some(words.case_mail_incident_reopened()),
                GoesOn::Ended => Some(words.case_mail_incident_again()),
                GoesOn::Unanswered => None,
            };
            of_incident(said, body, open(), read(&incident.id), after)
        }
        News::Reminder { body } => Draft {
            before: vec![words.case_mail_reminder(about.title)],
            quote: paragraphs(body),
            action: open(),
            after: vec![words.case_mail_reminder_else()],
            ..Draft::default()
        },
        News::Aside { reason } => {
            let contact = Page::Contact.path(about.locale);
            Draft {
                before: vec![
                    words.case_mail_aside(about.title),
                    case_words::lapse(words, *reason),
                    words.case_mail_aside_on(),
                ],
                action: (
                    words.case_lapse_contact(),
                    format!("{}{contact}", office.settings.base_url()),
                ),
                ..Draft::default()
            }
        }
        News::Survey { url } => {
            let choice = |rating: Rating| {
                let name = case_words::rating(words, rating);
                (name, format!("{url}&rating={}", route::encode(rating.name())))
            };
            Draft {
                before: vec![words.case_mail_survey(about.title)],
                action: choice(Rating::Good),
                choices: vec![choice(Rating::Fair), choice(Rating::Poor)],
                after: vec![words.case_mail_survey_free()],
                ..Draft::default()
            }
        }
    }
}

/// What there is to tell of an incident that a case hangs on: what was said of it, and where to read on.
fn of_incident(
    said: String,
    body: &str,
    open: (String, String),
    read: (String, String),
    after: Option<String>,
) -> Draft {
    Draft {
        before: vec![said],
        quote: paragraphs(body),
        action: open,
        choices: vec![read],
        after: after.into_iter().collect(),
        ..Draft::default()
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// An instant by which something is due in a letter, whose reader's clock nobody knows.
fn due_time(words: &Words, at: Timestamp) -> String {
    case_words::by_when(words, at, None)
}
