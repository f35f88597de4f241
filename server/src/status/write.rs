//! Writing incidents and maintenance, by the desk and by the command line alike: checked by the model's rules, then stored with the news.

use guichet_model::{
    Policy,
    status::{
        Change, ComponentState, Impact, Incident, IncidentId, Stage,
        draft::{self, Refusal},
    },
    text::one_line,
};
use guichet_storage::{NewIncident, NewUpdate, Storage, StorageError, Texts};
use jiff::Timestamp;

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Rules are against it: each of them.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Refused(Vec<Refusal>),
    /// Somebody else wrote meanwhile.
    #[error("someone else wrote an update meanwhile; read it, then try again")]
    Meanwhile,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<Refusal> for WriteError {
    fn from(rule: Refusal) -> Self {
        Self::Refused(vec![rule])
    }
}

/// A new incident or maintenance, as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its name in addresses; a random one when absent.
    pub id: Option<IncidentId>,
    /// What people call it.
    pub title: Texts,
    /// What is said of it first.
    pub body: Texts,
    /// What it does to components.
    pub components: Vec<(String, ComponentState)>,
    /// How much it matters; from the components' states when absent.
    pub impact: Option<Impact>,
    /// Its first stage.
    pub stage: Stage,
    /// When it began or begins; now when absent.
    pub at: Option<Timestamp>,
    /// When announced work is to end.
    pub until: Option<Timestamp>,
    /// Whether followers hear of it.
    pub announce: bool,
}

/// An update, as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The stage it brings.
    pub stage: Stage,
    /// What is said.
    pub body: Texts,
    /// What it does to components; those left out stay as they are. One that ends an incident sets them all right.
    pub components: Vec<(String, ComponentState)>,
    /// How much the incident matters from now on.
    pub impact: Option<Impact>,
    /// Since when it holds; now when absent.
    pub at: Option<Timestamp>,
    /// Whether followers hear of it.
    pub announce: bool,
}

/// Titles as they are stored.
fn titles(texts: &Texts) -> Texts {
    texts.iter().map(|(locale, text)| (locale.clone(), one_line(text))).collect()
}

/// Longer words as they are stored.
fn bodies(texts: &Texts) -> Texts {
    let tidy = |text: &String| text.trim().replace("\r\n", "\n");
    texts.iter().map(|(locale, text)| (locale.clone(), tidy(text))).collect()
}

/// Words that are there; refused when none are, or too many.
fn kept(texts: Texts, check: impl Fn(&str) -> Result<(), Refusal>) -> Result<Texts, Refusal> {
    let kept: Texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    if kept.is_empty() {
        check("")?;
    }
    for text in kept.values() {
        check(text)?;
    }
    Ok(kept)
}

/// Every rule that is against opening an incident or announcing maintenance.
pub fn against_opening(policy: &Policy, opening: &Opening, now: Timestamp) -> Vec<Refusal> {
    let begins = opening.at.unwrap_or(now);
    let words = [
        kept(titles(&opening.title), draft::check_title).err(),
        kept(bodies(&opening.body), draft::check_body).err(),
    ];
    let impact = draft::check_impact(opening.stage == Stage::Scheduled, opening.impact).err();
    let (stage, components) = (opening.stage, &opening.components);
    let rest = draft::check_new(stage, begins, opening.until, components, policy, now);
    words.into_iter().flatten().chain(impact).chain(rest).collect()
}

/// Every rule that is against saying something of an incident.
pub fn against_update(
    policy: &Policy,
    incident: &Incident,
    step: &Step,
    now: Timestamp,
) -> Vec<Refusal> {
    let body = kept(bodies(&step.body), draft::check_body).err();
    let impact = draft::check_impact(incident.stage.is_maintenance(), step.impact).err();
    let (at, components) = (instant(incident, step, now), &step.components);
    let rest = draft::check_update(incident, step.stage, at, components, policy, now);
    body.into_iter().chain(impact).chain(rest).collect()
}

/// Since when an update holds.
fn instant(incident: &Incident, step: &Step, now: Timestamp) -> Timestamp {
    step.at.unwrap_or_else(|| now.max(incident.last_word_at()))
}

/// Opens an incident, or announces maintenance.
///
/// # Errors
/// When a rule is against it, or the database fails.
pub async fn open(
    storage: &Storage,
    policy: &Policy,
    opening: &Opening,
    author: Option<&str>,
    now: Timestamp,
) -> Result<IncidentId, WriteError> {
    let against = against_opening(policy, opening, now);
    if !against.is_empty() {
        return Err(WriteError::Refused(against));
    }
    let title = kept(titles(&opening.title), draft::check_title)?;
    let body = kept(bodies(&opening.body), draft::check_body)?;
    let begins = opening.at.unwrap_or(now);
    let announced = opening.stage == Stage::Scheduled;
    let impact = if announced {
        Impact::Maintenance
    } else {
        let derived = Impact::of(opening.components.iter().map(|(_, state)| *state));
        opening.impact.unwrap_or(derived)
    };
    let changes = opening.components.iter().map(|(component, state)| Change {
        component: component.clone(),
        from: ComponentState::Operational,
        // Announced work touches nothing until it begins.
        to: if announced || opening.stage.is_over() { ComponentState::Operational } else { *state },
    });
    let new = NewIncident {
        id: opening.id.clone(),
        title,
        impact,
        started_at: begins,
        until: opening.until,
        update: NewUpdate {
            stage: opening.stage,
            body,
            // What is announced is said now, whenever it begins.
            shown_at: if announced { now } else { begins },
            changes: changes.collect(),
            impact: None,
            author: author.map(str::to_owned),
            announce: opening.announce,
        },
    };
    Ok(storage.open_incident(&new, now).await?)
}

/// Says something of an incident.
///
/// # Errors
/// When a rule is against it, somebody else wrote meanwhile, or the database fails.
pub async fn update(
    storage: &Storage,
    policy: &Policy,
    incident: &Incident,
    step: &Step,
    author: Option<&str>,
    now: Timestamp,
) -> Result<(), WriteError> {
    let against = against_update(policy, incident, step, now);
    if !against.is_empty() {
        return Err(WriteError::Refused(against));
    }
    let body = kept(bodies(&step.body), draft::check_body)?;
    let at = instant(incident, step, now);
    let new = NewUpdate {
        stage: step.stage,
        body,
        shown_at: at,
        changes: changes(incident, step),
        impact: step.impact,
        author: author.map(str::to_owned),
        announce: step.announce,
    };
    if storage.update_incident(incident, &new, now).await? {
        Ok(())
    } else {
        Err(WriteError::Meanwhile)
    }
}

/// What an update does to components: what it says, and, where it ends the incident or begins announced work, what follows from that.
fn changes(incident: &Incident, step: &Step) -> Vec<Change> {
    let current = incident.components();
    let mut changes: Vec<Change> = step
        .components
        .iter()
        .map(|(component, to)| {
            let from = current.iter().find(|(id, _)| id == component).map(|(_, state)| *state);
            Change {
                component: component.clone(),
                from: from.unwrap_or(ComponentState::Operational),
                to: *to,
            }
        })
        .collect();
    let ends = step.stage.is_over() && !incident.stage.is_over();
    let begins = step.stage == Stage::InProgress && incident.stage == Stage::Scheduled;
    if ends || begins {
        let to = if ends { ComponentState::Operational } else { ComponentState::UnderMaintenance };
        for (component, from) in current {
            match changes.iter_mut().find(|change| change.component == component) {
                Some(change) if ends => change.to = to,
                Some(_) => {}
                None => changes.push(Change { component: component.to_owned(), from, to }),
            }
        }
    }
    changes.retain(|change| change.from != change.to || !incident.names(&change.component) || ends);
    changes
}

/// Sets words of an incident right: a title (`title`), a detail (one of [`guichet_storage::DETAILS`]), or the body of an update by its name.
///
/// # Errors
/// When the words are too long, nothing would be left of a title or a body, or the database fails.
pub async fn set_words(
    storage: &Storage,
    incident: &Incident,
    part: &str,
    texts: &Texts,
    now: Timestamp,
) -> Result<bool, WriteError> {
    let update = incident.updates.iter().find(|update| update.id == part);
    let texts = if part == "title" { titles(texts) } else { bodies(texts) };
    let (update, field) = match update {
        Some(update) => {
            kept(texts.clone(), draft::check_body)?;
            (Some(update.id.as_str()), "body")
        }
        None if part == "title" => {
            kept(texts.clone(), draft::check_title)?;
            (None, part)
        }
        None if guichet_storage::DETAILS.contains(&part) => {
            for text in texts.values().filter(|text| !text.is_empty()) {
                draft::check_body(text)?;
            }
            (None, part)
        }
        None => return Ok(false),
    };
    storage.set_incident_texts(&incident.id, update, field, &texts, now).await?;
    Ok(true)
}
