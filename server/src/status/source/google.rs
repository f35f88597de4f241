//! The list of incidents that Google's status dashboards publish: open is what has no `end`; titles stand inside the text.

use guichet_model::{
    Text,
    status::{
        Change, ComponentState, Details, Impact, Incident, IncidentId, Stage, Update, history,
    },
    text::one_line,
};
use jiff::{Timestamp, ToSpan as _};
use serde::Deserialize;
use serde_json::Value;

use super::{Heard, MAX_INCIDENTS, Names, lenient};

/// The longest title, in characters.
const MAX_TITLE: usize = 120;

#[derive(Deserialize)]
struct Foreign {
    id: String,
    begin: Timestamp,
    #[serde(default)]
    created: Option<Timestamp>,
    #[serde(default)]
    modified: Option<Timestamp>,
    #[serde(default)]
    end: Option<Timestamp>,
    #[serde(default)]
    external_desc: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    updates: Vec<ForeignUpdate>,
    #[serde(default)]
    status_impact: Option<String>,
    #[serde(default)]
    severity: Option<String>,
    #[serde(default)]
    service_name: Option<String>,
    #[serde(default)]
    service_key: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    affected_products: Vec<Product>,
}

#[derive(Deserialize)]
struct ForeignUpdate {
    when: Timestamp,
    #[serde(default)]
    created: Option<Timestamp>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    status: Option<String>,
}

#[derive(Deserialize)]
struct Product {
    title: String,
    id: String,
}

pub(super) fn understand(
    body: &str,
    names: &Names<'_>,
    now: Timestamp,
) -> Result<Heard, serde_json::Error> {
    // Only a list is one; what in it cannot be read is left out.
    let all: Vec<Value> = serde_json::from_str(body)?;
    let days = i64::try_from(history::DAYS).unwrap_or(90);
    let since = now.checked_sub((days * 24).hours()).unwrap_or(Timestamp::MIN);
    let mut components: Vec<(String, Text, ComponentState)> = names
        .policy
        .services
        .iter()
        .filter(|service| !names.policy.status.hidden.contains(&service.id))
        .map(|service| (service.id.clone(), service.name.clone(), ComponentState::Operational))
        .collect();
    let mut incidents = Vec::new();
    let foreign = all.into_iter().filter_map(|value| Foreign::deserialize(value).ok());
    for foreign in foreign.filter(|f| f.end.is_none_or(|end| end > since)).take(MAX_INCIDENTS) {
        let touched: Vec<String> = products(&foreign)
            .into_iter()
            .map(|(id, title)| {
                let own = names.id(&id, &title);
                if components.iter().all(|(known, ..)| *known != own) {
                    let name = names.name(&own, &title);
                    components.push((own.clone(), name, ComponentState::Operational));
                }
                own
            })
            .collect();
        incidents.extend(incident(foreign, touched));
    }
    incidents.sort_by_key(|incident: &Incident| std::cmp::Reverse(incident.started_at));
    Ok(Heard { components, incidents, indicator: None, page: None })
}

fn products(foreign: &Foreign) -> Vec<(String, String)> {
    if !foreign.affected_products.is_empty() {
        let products = foreign.affected_products.iter();
        return products.map(|p| (p.id.clone(), p.title.clone())).collect();
    }
    let name = foreign.service_name.clone().filter(|name| !name.is_empty());
    name.map(|name| (foreign.service_key.clone().unwrap_or_else(|| name.clone()), name))
        .into_iter()
        .collect()
}

fn incident(foreign: Foreign, touched: Vec<String>) -> Option<Incident> {
    let (felt, derived) = match foreign.status_impact.as_deref() {
        Some("SERVICE_OUTAGE") => (ComponentState::MajorOutage, Impact::Critical),
        Some("SERVICE_DISRUPTION") => (ComponentState::PartialOutage, Impact::Major),
        _ => (ComponentState::DegradedPerformance, Impact::Minor),
    };
    let impact = match foreign.severity.as_deref() {
        Some("high") => Impact::Critical,
        Some("medium") => Impact::Major,
        Some("low") => Impact::Minor,
        _ => derived,
    };
    let id = IncidentId::of_foreign(&foreign.id)?;
    let over = foreign.end.is_some();
    let stage = if over { Stage::Resolved } else { Stage::Investigating };
    let created_at = foreign.created.unwrap_or(foreign.begin);
    let mut updates: Vec<Update> = foreign
        .updates
        .into_iter()
        .enumerate()
        .map(|(number, update)| Update {
            id: format!("{id}-{number}"),
            stage: match update.status.as_deref() {
                Some("AVAILABLE") => Stage::Resolved,
                _ => Stage::Investigating,
            },
            body: Text::Same(plain(&update.text.unwrap_or_default())),
            shown_at: update.when,
            created_at: update.created.unwrap_or(update.when),
            changes: Vec::new(),
        })
        .collect();
    updates.sort_by_key(|update| std::cmp::Reverse(update.shown_at));
    let text = foreign.external_desc.unwrap_or_default();
    if updates.is_empty() {
        updates.push(Update {
            id: id.to_string(),
            stage,
            body: Text::Same(plain(&text)),
            shown_at: foreign.begin,
            created_at,
            changes: Vec::new(),
        });
    }
    let changes = touched.into_iter().map(|component| Change {
        component,
        from: ComponentState::Operational,
        to: felt,
    });
    if let Some(first) = updates.last_mut() {
        first.changes = changes.collect();
        // It began before anybody wrote of it.
        first.shown_at = first.shown_at.min(foreign.begin);
    }
    Some(Incident {
        title: Text::Same(one_line(&title(&text))),
        impact,
        stage,
        started_at: foreign.begin,
        until: None,
        monitoring_at: None,
        ended_at: foreign.end,
        created_at,
        updated_at: foreign.modified.unwrap_or(created_at),
        updates,
        details: Details::default(),
        affected: 0,
        id,
    })
}

/// The title in a text: what follows `Title:`, else its first line.
fn title(text: &str) -> String {
    let text = plain(text);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("Incident");
    let found = match first.strip_prefix("Title:").map(str::trim) {
        Some("") => lines.next().unwrap_or(first),
        Some(rest) => rest,
        None => first,
    };
    if found.chars().count() <= MAX_TITLE {
        return found.to_owned();
    }
    found.chars().take(MAX_TITLE - 1).chain(['…']).collect()
}

/// Markdown without its marks: the portal shows words of others as words.
fn plain(text: &str) -> String {
    text.lines()
        .map(|line| line.trim_start_matches('#').trim_start().replace("**", ""))
        .collect::<Vec<_>>()
        .join("\n")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_inside_the_text() {
        for (text, expected) in [
            ("**Title:**\nMail is slow\n**Description:** x", "Mail is slow"),
            ("**Title:** Mail is slow", "Mail is slow"),
            ("# Mail is slow\n\nmore", "Mail is slow"),
            ("", "Incident"),
        ] {
            assert_eq!(title(text), expected, "{text:?}");
        }
        assert_eq!(title(&"x".repeat(500)).chars().count(), MAX_TITLE);
    }
}
