//! The status in the shape of Statuspage's public API, version 2, so that whatever reads a Statuspage reads this portal.
//!
//! Lists are never null, times are RFC 3339 in UTC with milliseconds. Details for the entitled never stand here.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use guichet_app::{components::status::whole, words::Words};
use guichet_content::Library;
use guichet_model::{
    Locale, Page, Policy, ProblemCode,
    status::{Board, Component, Impact, Incident, Stage},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{api, pages::matches, pages::view, problem, state::State};

/// For how long anyone may keep an answer, in seconds.
const KEEP: HeaderValue = HeaderValue::from_static("public, max-age=10");

/// The addresses that are answered, below `/api/v2/`.
pub const PATHS: [&str; 8] = [
    "/api/v2/summary.json",
    "/api/v2/status.json",
    "/api/v2/components.json",
    "/api/v2/incidents.json",
    "/api/v2/incidents/unresolved.json",
    "/api/v2/scheduled-maintenances.json",
    "/api/v2/scheduled-maintenances/upcoming.json",
    "/api/v2/scheduled-maintenances/active.json",
];

/// Answers any of [`PATHS`], in the language that `locale` names.
pub async fn answer(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let snapshot = state.snapshot();
    let library = &snapshot.library;
    let locale = match api::locale(library, view::parameter(&uri, "locale").as_deref()) {
        Ok(locale) => locale,
        Err(detail) => return api::bad_parameter(&detail),
    };
    let board = state.status.board();
    let speech = Speech::new(&state, library, &board, &locale);
    let path = uri.path().strip_prefix("/api/v2/").unwrap_or("");
    let Some(value) = speech.answer(path) else {
        return problem::json(ProblemCode::NotFound, None, None);
    };
    public(value.to_string(), "application/json", &headers)
}

/// An answer that everyone may read, from pages of other sites too, with a tag of its content.
pub(super) fn public(body: String, content_type: &'static str, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", &blake3::hash(body.as_bytes()).to_hex()[..20]);
    let tag = HeaderValue::from_str(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
    let fresh = headers.get_all(header::IF_NONE_MATCH).iter().any(|value| matches(value, &tag));
    let mut response = Response::new(if fresh { Body::empty() } else { Body::from(body) });
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer.insert(header::ETAG, tag);
    answer.insert(header::CACHE_CONTROL, KEEP);
    answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

/// An instant as the API writes it.
pub fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The status as the API says it: in one language, at one moment.
pub struct Speech<'a> {
    base: String,
    name: String,
    policy: &'a Policy,
    board: &'a Board,
    locale: &'a Locale,
    components: Vec<Component>,
    now: Timestamp,
}

impl<'a> Speech<'a> {
    /// The status at this moment.
    pub fn new(state: &State, library: &'a Library, board: &'a Board, locale: &'a Locale) -> Self {
        let policy = library.policy();
        Self {
            base: state.settings.base_url(),
            name: policy.portal.name.get(locale).to_owned(),
            policy,
            board,
            locale,
            components: board.components(policy),
            now: state.clock.now(),
        }
    }

    /// The answer at an address below `/api/v2/`.
    pub fn answer(&self, path: &str) -> Option<Value> {
        let page = self.page();
        let list = |which: fn(&Incident) -> bool| -> Vec<Value> {
            let found = self.board.incidents.iter().filter(|incident| which(incident));
            found.map(|incident| self.incident(incident)).collect()
        };
        let unresolved = |i: &Incident| !i.stage.is_maintenance() && !i.stage.is_over();
        let active = |i: &Incident| i.stage.is_maintenance() && i.stage.is_open();
        let upcoming = |i: &Incident| i.stage == Stage::Scheduled;
        Some(match path {
            "summary.json" => json!({
                "page": page, "components": self.components(), "incidents": list(unresolved),
                "scheduled_maintenances": list(|i| i.stage.is_maintenance() && !i.stage.is_over()),
                "status": self.status(),
            }),
            "status.json" => json!({ "page": page, "status": self.status() }),
            "components.json" => json!({ "page": page, "components": self.components() }),
            "incidents.json" => {
                json!({ "page": page, "incidents": list(|i| !i.stage.is_maintenance()) })
            }
            "incidents/unresolved.json" => json!({ "page": page, "incidents": list(unresolved) }),
            "scheduled-maintenances.json" => {
                json!({ "page": page, "scheduled_maintenances": list(|i| i.stage.is_maintenance()) })
            }
            "scheduled-maintenances/upcoming.json" => {
                json!({ "page": page, "scheduled_maintenances": list(upcoming) })
            }
            "scheduled-maintenances/active.json" => {
                json!({ "page": page, "scheduled_maintenances": list(active) })
            }
            _ => return None,
        })
    }

    fn page_id(&self) -> String {
        blake3::hash(self.base.as_bytes()).to_hex()[..12].to_owned()
    }

    fn page(&self) -> Value {
        let changed = self.board.incidents.iter().map(|incident| incident.updated_at).max();
        json!({
            "id": self.page_id(),
            "name": self.name,
            "url": format!("{}{}", self.base, Page::Status.path(self.locale)),
            "time_zone": "Etc/UTC",
            "updated_at": instant(changed.unwrap_or(self.now)),
        })
    }

    fn status(&self) -> Value {
        // The API has no word for what nobody knows: anything but the one that calms.
        let indicator = if self.board.is_unknown(self.policy) {
            Impact::Minor
        } else {
            self.board.indicator(self.policy)
        };
        json!({
            "indicator": indicator.name(),
            "description": whole(&Words::of(self.locale), self.board, self.policy),
        })
    }

    fn components(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for (place, group) in self.policy.status.groups.iter().enumerate() {
            let members: Vec<&Component> =
                self.components.iter().filter(|c| c.group == Some(place)).collect();
            if members.is_empty() {
                continue;
            }
            let worst = members.iter().map(|component| component.state).max();
            let since = members.iter().filter_map(|component| component.known_since).min();
            let ids: Vec<&str> = members.iter().map(|component| component.id.as_str()).collect();
            let name = group.name.get(self.locale);
            let mut row = self.row(&group_id(place), name, worst.map_or("", |s| s.name()), since);
            row["group"] = json!(true);
            row["group_id"] = Value::Null;
            row["components"] = json!(ids);
            row["position"] = json!(rows.len() + 1);
            rows.push(row);
        }
        for (position, component) in self.components.iter().enumerate() {
            let mut row = self.component(component);
            row["position"] = json!(position + 1);
            rows.push(row);
        }
        rows
    }

    fn component(&self, component: &Component) -> Value {
        let name = component.name.get(self.locale);
        let mut row = self.row(&component.id, name, component.state.name(), component.known_since);
        row["group_id"] = json!(component.group.map(group_id));
        row
    }

    fn row(&self, id: &str, name: &str, state: &str, since: Option<Timestamp>) -> Value {
        let touched = self.board.incidents.iter().filter(|incident| incident.names(id));
        let changed = touched.map(Incident::last_word_at).max();
        let since = since.unwrap_or(self.now);
        json!({
            "id": id, "name": name, "status": state,
            "created_at": instant(since), "updated_at": instant(changed.unwrap_or(since)),
            "position": 1, "description": null, "showcase": true,
            "start_date": since.strftime("%Y-%m-%d").to_string(),
            "group_id": null, "page_id": self.page_id(), "group": false,
            "only_show_if_degraded": false,
        })
    }

    /// An incident or a maintenance.
    pub fn incident(&self, incident: &Incident) -> Value {
        let components: Vec<Value> = incident
            .components()
            .into_iter()
            .filter_map(|(id, _)| self.components.iter().find(|component| component.id == id))
            .map(|component| self.component(component))
            .collect();
        let updates: Vec<Value> =
            incident.updates.iter().map(|update| self.update(incident, update)).collect();
        let link =
            format!("{}{}", self.base, Page::Incident(incident.id.clone()).path(self.locale));
        let mut value = json!({
            "id": incident.id, "name": incident.title.get(self.locale),
            "status": incident.stage.name(),
            "created_at": instant(incident.created_at), "updated_at": instant(incident.updated_at),
            "monitoring_at": incident.monitoring_at.map(instant),
            "resolved_at": incident.ended_at.map(instant),
            "impact": incident.impact.name(), "shortlink": link,
            "started_at": instant(incident.started_at), "page_id": self.page_id(),
            "incident_updates": updates, "components": components,
        });
        if incident.stage.is_maintenance() {
            value["impact"] = json!(Impact::Maintenance.name());
            value["scheduled_for"] = json!(instant(incident.started_at));
            let until = incident.until.unwrap_or(incident.started_at);
            value["scheduled_until"] = json!(instant(until));
        }
        value
    }

    fn update(&self, incident: &Incident, update: &guichet_model::status::Update) -> Value {
        let affected: Vec<Value> = update
            .changes
            .iter()
            .map(|change| {
                json!({
                    "code": change.component,
                    "name": self.board.component_name(self.policy, &change.component, self.locale),
                    "old_status": change.from.name(), "new_status": change.to.name(),
                })
            })
            .collect();
        json!({
            "id": update.id, "status": update.stage.name(), "body": update.body.get(self.locale),
            "incident_id": incident.id, "created_at": instant(update.created_at),
            "updated_at": instant(update.created_at), "display_at": instant(update.shown_at),
            "affected_components": affected, "deliver_notifications": true,
            "custom_tweet": null, "tweet_id": null,
        })
    }
}

fn group_id(place: usize) -> String {
    format!("group-{}", place + 1)
}
