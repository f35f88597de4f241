//! Statuspage's public API, version 2, and pages that imitate it: null lists, missing members and unknown words are taken as they come.

use guichet_model::{
    Text,
    status::{Change, ComponentState, Details, Impact, Incident, IncidentId, Stage, Update},
    text::one_line,
};
use jiff::Timestamp;
use serde::Deserialize;

use super::{Heard, Names, lenient};

#[derive(Deserialize)]
struct Answer {
    summary: Summary,
    #[serde(default)]
    history: Option<History>,
}

#[derive(Deserialize)]
struct Summary {
    #[serde(default)]
    page: Option<Page>,
    #[serde(default, deserialize_with = "lenient")]
    components: Vec<Component>,
    #[serde(default, deserialize_with = "lenient")]
    incidents: Vec<Foreign>,
    #[serde(default, deserialize_with = "lenient")]
    scheduled_maintenances: Vec<Foreign>,
    // What has neither this nor components is no status.
    status: Status,
}

#[derive(Deserialize, Default)]
struct History {
    #[serde(default, deserialize_with = "lenient")]
    incidents: Vec<Foreign>,
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    url: Option<String>,
}

#[derive(Deserialize)]
struct Status {
    #[serde(default)]
    indicator: Option<String>,
}

#[derive(Deserialize)]
struct Component {
    id: String,
    name: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    group: Option<bool>,
}

#[derive(Deserialize)]
struct Foreign {
    id: String,
    name: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    impact: Option<String>,
    #[serde(default)]
    created_at: Option<Timestamp>,
    #[serde(default)]
    started_at: Option<Timestamp>,
    #[serde(default)]
    updated_at: Option<Timestamp>,
    #[serde(default)]
    monitoring_at: Option<Timestamp>,
    #[serde(default)]
    resolved_at: Option<Timestamp>,
    #[serde(default)]
    scheduled_for: Option<Timestamp>,
    #[serde(default)]
    scheduled_until: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient")]
    incident_updates: Vec<ForeignUpdate>,
    #[serde(default, deserialize_with = "lenient")]
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct ForeignUpdate {
    #[serde(default)]
    id: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    created_at: Option<Timestamp>,
    #[serde(default)]
    display_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient")]
    affected_components: Vec<Affected>,
}

#[derive(Deserialize)]
struct Affected {
    code: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    old_status: Option<String>,
    #[serde(default)]
    new_status: Option<String>,
}

pub(super) fn understand(body: &str, names: &Names<'_>) -> Result<Heard, serde_json::Error> {
    let Answer { summary, history } = serde_json::from_str(body)?;
    let components = summary
        .components
        .iter()
        .filter(|component| component.group != Some(true))
        .map(|component| {
            let id = names.id(&component.id, &component.name);
            let name = names.name(&id, &component.name);
            (id, name, state(component.status.as_deref()))
        })
        .collect();
    let mut incidents: Vec<Incident> = Vec::new();
    let past = history.unwrap_or_default().incidents;
    for foreign in summary.incidents.into_iter().chain(summary.scheduled_maintenances).chain(past) {
        if let Some(incident) = incident(foreign, names)
            && incidents.iter().all(|known| known.id != incident.id)
        {
            incidents.push(incident);
        }
    }
    incidents.sort_by_key(|incident| std::cmp::Reverse(incident.started_at));
    Ok(Heard {
        components,
        incidents,
        indicator: summary.status.indicator.as_deref().and_then(Impact::parse),
        page: summary.page.and_then(|page| page.url).filter(|url| url.starts_with("https://")),
    })
}

fn state(name: Option<&str>) -> ComponentState {
    name.and_then(ComponentState::parse).unwrap_or(ComponentState::Operational)
}

fn incident(foreign: Foreign, names: &Names<'_>) -> Option<Incident> {
    let planned = foreign.scheduled_for.is_some();
    let unknown = if planned { Stage::Scheduled } else { Stage::Investigating };
    let stage = foreign.status.as_deref().and_then(Stage::parse).unwrap_or(unknown);
    let started_at = foreign.scheduled_for.or(foreign.started_at).or(foreign.created_at)?;
    let created_at = foreign.created_at.unwrap_or(started_at);
    let updated_at = foreign.updated_at.unwrap_or(created_at);
    let mut updates: Vec<Update> = foreign
        .incident_updates
        .into_iter()
        .map(|update| {
            let changes = update
                .affected_components
                .into_iter()
                .map(|affected| Change {
                    component: names.id(&affected.code, &affected.name),
                    from: state(affected.old_status.as_deref()),
                    to: state(affected.new_status.as_deref()),
                })
                .collect();
            Update {
                id: update.id,
                stage: update.status.as_deref().and_then(Stage::parse).unwrap_or(stage),
                body: Text::Same(update.body.unwrap_or_default()),
                shown_at: update.display_at.or(update.created_at).unwrap_or(created_at),
                created_at: update.created_at.unwrap_or(created_at),
                changes,
            }
        })
        .collect();
    updates.sort_by_key(|update| std::cmp::Reverse(update.shown_at));
    let impact = foreign.impact.as_deref().and_then(Impact::parse);
    let mut incident = Incident {
        id: IncidentId::of_foreign(&foreign.id)?,
        title: Text::Same(one_line(&foreign.name)),
        impact: impact.unwrap_or(if planned { Impact::Maintenance } else { Impact::Minor }),
        stage,
        started_at,
        until: foreign.scheduled_until,
        monitoring_at: foreign.monitoring_at,
        ended_at: foreign.resolved_at.or_else(|| stage.is_over().then_some(updated_at)),
        created_at,
        updated_at,
        updates,
        details: Details::default(),
        affected: 0,
    };
    // Some pages name components with the incident alone: then it holds from the beginning.
    let missing: Vec<Change> = foreign
        .components
        .iter()
        .map(|component| (names.id(&component.id, &component.name), component))
        .filter(|(id, _)| !incident.names(id))
        .map(|(component, said)| Change {
            component,
            from: ComponentState::Operational,
            to: state(said.status.as_deref()),
        })
        .collect();
    match incident.updates.last_mut() {
        Some(first) => first.changes.extend(missing),
        None => incident.updates.push(Update {
            id: String::new(),
            stage,
            body: Text::default(),
            shown_at: started_at,
            created_at,
            changes: missing,
        }),
    }
    Some(incident)
}
