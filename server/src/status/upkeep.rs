//! What happens to the status by the clock: changes of other nodes and of the command line are taken in, announced work begins and ends,
//! people who say that they are affected are counted, and the days of the history go on at midnight.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use guichet_app::words::Words;
use guichet_model::{
    Locale,
    status::{Board, Change, ComponentState, Incident, Stage},
};
use guichet_storage::{NewUpdate, StorageError, Texts};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{TOPIC, load, refresh, watch};
use crate::state::State;

/// How often the database is asked whether something changed.
const LOOK: Duration = Duration::from_secs(2);
/// Every how many looks the rest is done.
const SLOW: u32 = 5;

/// Keeps the status up to date for as long as it is not dropped. Any number of nodes may do so at once.
pub async fn run(state: Arc<State>) {
    let mut day = today(&state);
    let mut version = 0;
    for look in 0u32.. {
        if let Err(error) = step(&state, look.is_multiple_of(SLOW), &mut day, &mut version).await {
            tracing::warn!(%error, "the status could not be brought up to date; it is tried again in seconds");
        }
        tokio::time::sleep(LOOK).await;
    }
}

async fn step(
    state: &State,
    slow: bool,
    day: &mut Date,
    version: &mut u64,
) -> Result<(), StorageError> {
    let content = state.snapshot().version;
    let shown = state.status.stored.load(Ordering::Acquire);
    if content != *version {
        watch(state, state.clock.now()).await?;
        tell_orphans(state);
        load(state).await?;
        *version = content;
    } else if state.accounts.storage.status_revision().await? != shown {
        load(state).await?;
    }
    if state.status.stored.load(Ordering::Acquire) != shown {
        // Each node sees a change by itself, also one that came with new content: it tells its own pages alone.
        state.live.tell(TOPIC);
    }
    if slow {
        by_the_clock(state).await?;
        count_affected(state).await?;
        if today(state) != *day {
            *day = today(state);
            load(state).await?;
        }
    }
    Ok(())
}

fn today(state: &State) -> Date {
    state.clock.now().to_zoned(TimeZone::UTC).date()
}

/// Says in the log when the policy has lost a component that an incident names.
fn tell_orphans(state: &State) {
    for (id, _) in state.status.board().orphans(state.snapshot().library.policy()) {
        tracing::warn!(
            component = id,
            "portal.toml no longer names a component that an incident which is not over names; it keeps its last name until the incident is resolved"
        );
    }
}

/// Begins and ends announced work whose time has come. Of several nodes one does it.
///
/// # Errors
/// When the database does not answer.
pub async fn by_the_clock(state: &State) -> Result<(), StorageError> {
    let now = state.clock.now();
    let board = state.status.board();
    let mut changed = false;
    let snapshot = state.snapshot();
    for incident in &board.incidents {
        if let Some(update) = due(snapshot.library.locales(), incident, now) {
            changed |= state.accounts.storage.update_incident(incident, &update, now).await?;
        }
    }
    if changed { refresh(state).await } else { Ok(()) }
}

/// The update that the clock brings to announced work: it begins, or it ends.
fn due(locales: &[Locale], incident: &Incident, now: Timestamp) -> Option<NewUpdate> {
    let (stage, at) = match incident.stage {
        Stage::Scheduled if incident.started_at <= now => (Stage::InProgress, incident.started_at),
        Stage::InProgress => {
            let until = incident.until.filter(|until| *until <= now)?;
            (Stage::Completed, until.max(incident.last_word_at()))
        }
        _ => return None,
    };
    let (from, to) = match stage {
        Stage::InProgress => (ComponentState::Operational, ComponentState::UnderMaintenance),
        _ => (ComponentState::UnderMaintenance, ComponentState::Operational),
    };
    let changes = incident.components().into_iter().map(|(component, _)| Change {
        component: component.to_owned(),
        from,
        to,
    });
    let body: Texts = locales
        .iter()
        .map(|locale| {
            let words = Words::of(locale);
            let text = match stage {
                Stage::InProgress => words.maintenance_begins(),
                _ => words.maintenance_ends(),
            };
            (locale.clone(), text)
        })
        .collect();
    Some(NewUpdate {
        stage,
        body,
        shown_at: at,
        changes: changes.collect(),
        impact: None,
        author: None,
        announce: true,
    })
}

/// Takes in how many people say that they are affected. Pages that stand open are not told: thousands may press the button.
///
/// # Errors
/// When the database does not answer.
pub async fn count_affected(state: &State) -> Result<(), StorageError> {
    if state.status.board().open().next().is_none() {
        return Ok(());
    }
    let counts = state.accounts.storage.affected().await?;
    // The board may be another by now: its words stay, only the counts change.
    state.status.amend(|board| {
        let mut incidents = board.incidents.clone();
        for incident in &mut incidents {
            if let Some(count) = counts.get(incident.id.as_str()) {
                incident.affected = *count;
            }
        }
        (incidents != board.incidents).then(|| Board { incidents, ..board.clone() })
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use guichet_model::status::{Details, Impact, Update};

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn maintenance(stage: Stage) -> Incident {
        let begins = at("2026-11-24T01:00:00Z");
        Incident {
            id: "m".parse().unwrap(),
            title: "Work".into(),
            impact: Impact::Maintenance,
            stage,
            started_at: begins,
            until: Some(at("2026-11-24T03:00:00Z")),
            monitoring_at: None,
            ended_at: None,
            created_at: begins,
            updated_at: begins,
            updates: vec![Update {
                id: "u".to_owned(),
                stage,
                body: "Words.".into(),
                shown_at: at("2026-11-23T12:00:00Z"),
                created_at: begins,
                changes: vec![Change {
                    component: "mail".to_owned(),
                    from: ComponentState::Operational,
                    to: ComponentState::UnderMaintenance,
                }],
            }],
            details: Details::default(),
            affected: 0,
        }
    }

    #[test]
    fn announced_work_begins_and_ends_when_it_was_announced() {
        let locales = ["en".parse().unwrap(), "ja".parse().unwrap()];
        let due = |stage, now: &str| due(&locales, &maintenance(stage), at(now));
        assert!(due(Stage::Scheduled, "2026-11-24T00:59:59Z").is_none());
        let begun = due(Stage::Scheduled, "2026-11-24T01:00:07Z").unwrap();
        assert_eq!((begun.stage, begun.shown_at), (Stage::InProgress, at("2026-11-24T01:00:00Z")));
        assert_eq!(begun.changes[0].to, ComponentState::UnderMaintenance);
        assert_eq!(begun.body.len(), 2);
        assert!(due(Stage::InProgress, "2026-11-24T02:00:00Z").is_none());
        let ended = due(Stage::InProgress, "2026-11-24T03:00:00Z").unwrap();
        assert_eq!(
            (ended.stage, ended.changes[0].to),
            (Stage::Completed, ComponentState::Operational)
        );
        assert!(
            due(Stage::Verifying, "2026-11-25T00:00:00Z").is_none(),
            "people decide when it is checked"
        );
    }
}
