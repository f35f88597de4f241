//! All that is known of the services at one moment.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{ComponentState, Impact, Incident, IncidentId, Stage};
use crate::{Locale, Policy, Text, policy::StatusGroup};

/// All that is known of the services at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    /// Counts the versions since the start of the process: what is kept of an earlier one is out of date.
    pub revision: u64,
    /// Every incident and maintenance that is known, those that began last first.
    pub incidents: Vec<Incident>,
    /// Since when each component is watched, and what it was called then: those that the policy names no longer are among them.
    pub known: BTreeMap<String, (Timestamp, String)>,
    /// What another status page reports, where the policy names one as the source.
    pub reported: Option<Reported>,
}

/// What another status page reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reported {
    /// Its components in its order: id, name, state.
    pub components: Vec<(String, Text, ComponentState)>,
    /// The indicator it gives itself.
    pub indicator: Option<Impact>,
    /// Where people read it.
    pub page: Option<String>,
    /// How it was to reach.
    pub state: SourceState,
}

/// How another status page was to reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceState {
    /// When it was last read.
    pub read_at: Option<Timestamp>,
    /// Whether the last attempt failed: what is shown is as old as `read_at` says.
    pub failing: bool,
}

/// A component as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Its identifier: that of the service.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// The place of its group in the policy's list.
    pub group: Option<usize>,
    /// How it does now.
    pub state: ComponentState,
    /// Since when it is watched.
    pub known_since: Option<Timestamp>,
}

impl Board {
    /// Whether nothing can be said: another status page is the source, and what it says is not known yet.
    pub fn is_unknown(&self, policy: &Policy) -> bool {
        let read_at = self.reported.as_ref().and_then(|reported| reported.state.read_at);
        policy.status.source.is_some() && read_at.is_none()
    }

    /// Of when all this is, where another status page is the source and could not be read since.
    pub fn stale_since(&self) -> Option<Timestamp> {
        let state = &self.reported.as_ref()?.state;
        state.read_at.filter(|_| state.failing)
    }

    /// Where people read the status page that is the source, and follow it.
    pub fn source_page<'b>(&'b self, policy: &'b Policy) -> Option<&'b str> {
        let source = policy.status.source.as_ref()?;
        let own = self.reported.as_ref().and_then(|reported| reported.page.as_deref());
        policy.portal.status_url.as_deref().or(own).or_else(|| source.page())
    }

    /// The components, in the policy's order: by groups, then those of none. Where another status page is the source, its own.
    pub fn components(&self, policy: &Policy) -> Vec<Component> {
        if policy.status.source.is_some() || self.reported.is_some() {
            return self
                .reported
                .iter()
                .flat_map(|reported| &reported.components)
                .map(|(id, name, state)| Component {
                    id: id.clone(),
                    name: name.clone(),
                    group: None,
                    state: (*state).max(self.claimed(id)),
                    known_since: None,
                })
                .collect();
        }
        let groups = &policy.status.groups;
        let group_of = |id: &str| groups.iter().position(|g| g.services.iter().any(|s| s == id));
        let mut components: Vec<Component> = policy
            .services
            .iter()
            .filter(|service| !policy.status.hidden.contains(&service.id))
            .map(|service| Component {
                id: service.id.clone(),
                name: service.name.clone(),
                group: group_of(&service.id),
                state: self.claimed(&service.id),
                known_since: self.known.get(&service.id).map(|(since, _)| *since),
            })
            .collect();
        components.sort_by_key(|component| component.group.unwrap_or(usize::MAX));
        components
    }

    /// What a component is called, one that the policy names no longer by its last name.
    pub fn component_name(&self, policy: &Policy, id: &str, locale: &Locale) -> String {
        let service = policy.services.iter().find(|service| service.id == id);
        let reported = || {
            let components = &self.reported.as_ref()?.components;
            components.iter().find(|(known, ..)| known == id).map(|(_, name, _)| name)
        };
        service.map(|service| &service.name).or_else(reported).map_or_else(
            || self.known.get(id).map_or_else(|| id.to_owned(), |(_, name)| name.clone()),
            |name| name.get(locale).to_owned(),
        )
    }

    /// The worst that open incidents say of a component.
    fn claimed(&self, component: &str) -> ComponentState {
        self.open()
            .flat_map(Incident::components)
            .filter(|(id, _)| *id == component)
            .map(|(_, state)| state)
            .max()
            .unwrap_or(ComponentState::Operational)
    }

    /// What can be felt now: incidents first, the worst first, then work under way.
    pub fn open(&self) -> impl Iterator<Item = &Incident> {
        let mut open: Vec<&Incident> =
            self.incidents.iter().filter(|incident| incident.stage.is_open()).collect();
        open.sort_by_key(|i| (i.stage.is_maintenance(), std::cmp::Reverse(i.impact)));
        open.into_iter()
    }

    /// What can be felt now of some services.
    pub fn open_for<'b>(&'b self, services: &[String]) -> Vec<&'b Incident> {
        self.open().filter(|incident| services.iter().any(|id| incident.names(id))).collect()
    }

    /// Announced work that has not begun, the next first.
    pub fn upcoming(&self) -> Vec<&Incident> {
        let mut ahead: Vec<&Incident> =
            self.incidents.iter().filter(|i| i.stage == Stage::Scheduled).collect();
        ahead.sort_by_key(|incident| incident.started_at);
        ahead
    }

    /// What is over, what ended last first.
    pub fn past(&self) -> impl Iterator<Item = &Incident> {
        self.incidents.iter().filter(|incident| incident.stage.is_over())
    }

    /// An incident by its identifier.
    pub fn incident(&self, id: &IncidentId) -> Option<&Incident> {
        self.incidents.iter().find(|incident| incident.id == *id)
    }

    /// How the whole does: the worst of open incidents' impacts, components' states and what a source says of itself. Sources have been
    /// seen that say `none` while an incident is open.
    pub fn indicator(&self, policy: &Policy) -> Impact {
        let incidents = self.open().map(|incident| incident.impact);
        let components = Impact::of(self.components(policy).into_iter().map(|c| c.state));
        let own = self.reported.as_ref().and_then(|reported| reported.indicator);
        incidents.chain([components]).chain(own).max().unwrap_or(Impact::None)
    }

    /// Components that incidents name which are not over, and that the policy names no longer: by id and last name.
    pub fn orphans(&self, policy: &Policy) -> Vec<(String, String)> {
        let known = |id: &str| policy.services.iter().any(|service| service.id == id);
        let mut found: Vec<(String, String)> = Vec::new();
        for incident in self.incidents.iter().filter(|incident| !incident.stage.is_over()) {
            for (id, _) in incident.components() {
                if !known(id) && !found.iter().any(|(seen, _)| seen == id) {
                    let name = self.known.get(id).map_or(id, |(_, name)| name.as_str());
                    found.push((id.to_owned(), name.to_owned()));
                }
            }
        }
        if self.reported.is_some() { Vec::new() } else { found }
    }

    /// The group of the policy at a place.
    pub fn group(policy: &Policy, place: Option<usize>) -> Option<&StatusGroup> {
        policy.status.groups.get(place?)
    }
}

/// Whether an incident belongs above the results of a search: its words and those of the query meet, or the query names a service of it.
pub(super) fn meets(query: &str, incident: &Incident, names: &[String], locale: &Locale) -> bool {
    let query = query.to_lowercase();
    let words: Vec<&str> = query
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= if word.is_ascii() { 4 } else { 2 })
        .collect();
    let mentioned = names.iter().map(|name| name.to_lowercase()).any(|name| query.contains(&name));
    let title = incident.title.get(locale).to_lowercase();
    let shared = words.iter().filter(|word| title.contains(**word)).count();
    mentioned || (shared > 0 && shared * 2 >= words.len())
}

impl Board {
    /// The open incidents that belong above the results of a search: those whose title shares half of the query's words, whose services the
    /// query names, or that touch a service which the best results are about.
    pub fn matching<'b>(
        &'b self,
        query: &str,
        about: &[String],
        policy: &Policy,
        locale: &Locale,
    ) -> Vec<&'b Incident> {
        if query.trim().is_empty() {
            return Vec::new();
        }
        self.open()
            .filter(|incident| {
                let components = incident.components();
                let names: Vec<String> = components
                    .iter()
                    .map(|(id, _)| self.component_name(policy, id, locale))
                    .filter(|name| !name.is_empty())
                    .collect();
                meets(query, incident, &names, locale)
                    || components.iter().any(|(id, _)| about.iter().any(|a| a == id))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{Change, Details, Update};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn incident(id: &str, stage: Stage, impact: Impact, health: ComponentState) -> Incident {
        let began = at("2026-11-23T10:00:00Z");
        Incident {
            id: id.parse().unwrap(),
            title: "Mail opens slowly".into(),
            impact,
            stage,
            started_at: began,
            until: None,
            monitoring_at: None,
            ended_at: stage.is_over().then_some(began),
            created_at: began,
            updated_at: began,
            updates: vec![Update {
                id: "u".to_owned(),
                stage,
                body: "Words.".into(),
                shown_at: began,
                created_at: began,
                changes: vec![Change {
                    component: "mail".to_owned(),
                    from: ComponentState::Operational,
                    to: health,
                }],
            }],
            details: Details::default(),
            affected: 0,
        }
    }

    fn policy() -> Policy {
        toml::from_str(
            r#"
            services = [
              { id = "drive", name = "Drive" }, { id = "mail", name = { en = "Mail", ja = "メール" } }, { id = "secret", name = "S" },
            ]
            [status]
            hidden = ["secret"]
            groups = [{ name = "Writing", services = ["mail"] }]
            "#,
        )
        .unwrap()
    }

    fn board(incidents: Vec<Incident>) -> Board {
        Board { incidents, ..Board::default() }
    }

    #[test]
    fn groups_come_first_and_hidden_services_not_at_all() {
        let ids: Vec<String> =
            Board::default().components(&policy()).into_iter().map(|c| c.id).collect();
        assert_eq!(ids, ["mail", "drive"]);
    }

    #[test]
    fn the_worst_of_open_incidents_counts() {
        use ComponentState::{DegradedPerformance, PartialOutage};
        let policy = policy();
        let calm = board(vec![incident("a", Stage::Resolved, Impact::Critical, PartialOutage)]);
        assert_eq!(calm.indicator(&policy), Impact::None);
        let two = board(vec![
            incident("a", Stage::Monitoring, Impact::Minor, DegradedPerformance),
            incident("b", Stage::Identified, Impact::Minor, PartialOutage),
            incident("c", Stage::Scheduled, Impact::Maintenance, ComponentState::UnderMaintenance),
        ]);
        assert_eq!(two.components(&policy)[0].state, PartialOutage);
        assert_eq!(two.indicator(&policy), Impact::Major);
        assert_eq!(two.open().count(), 2);
        assert_eq!(two.open_for(&["mail".to_owned()]).len(), 2);
        assert!(two.open_for(&["drive".to_owned()]).is_empty());
        assert_eq!(two.upcoming().len(), 1);
    }

    #[test]
    fn a_source_that_says_none_is_not_believed_while_an_incident_is_open() {
        let mut board = board(vec![incident(
            "a",
            Stage::Investigating,
            Impact::Minor,
            ComponentState::Operational,
        )]);
        board.reported = Some(Reported {
            components: vec![("x".to_owned(), "X".into(), ComponentState::Operational)],
            indicator: Some(Impact::None),
            ..Reported::default()
        });
        assert_eq!(board.indicator(&policy()), Impact::Minor);
        assert_eq!(board.components(&policy())[0].id, "x");
    }

    #[test]
    fn a_source_is_unknown_until_it_was_read_and_stale_while_it_is_away() {
        let source: Policy = toml::from_str(
            "services = [{ id = \"mail\", name = \"Mail\" }]\n\
             status.source = { url = \"https://s.example/api/v2/summary.json\", format = \"statuspage\" }",
        )
        .unwrap();
        let mut board = Board::default();
        assert!(board.is_unknown(&source) && !board.is_unknown(&policy()));
        assert!(board.components(&source).is_empty(), "nothing is said of services before");
        assert_eq!(board.source_page(&source), Some("https://s.example"));
        assert_eq!(board.source_page(&policy()), None);
        let read_at = Some(at("2026-11-23T10:00:00Z"));
        let state = SourceState { read_at, failing: true };
        let page = Some("https://status.example".to_owned());
        board.reported = Some(Reported { page, state, ..Reported::default() });
        assert!(!board.is_unknown(&source));
        assert_eq!(board.stale_since(), read_at);
        assert_eq!(
            board.source_page(&source),
            Some("https://status.example"),
            "what it calls itself"
        );
        board.reported = Some(Reported {
            state: SourceState { read_at, failing: false },
            ..Reported::default()
        });
        assert_eq!(board.stale_since(), None);
    }

    #[test]
    fn people_read_a_source_at_its_page() {
        let page = |url: &str, format: &str| {
            let source = format!("url = {url:?}\nformat = {format:?}");
            let source: crate::policy::StatusSource = toml::from_str(&source).unwrap();
            source.page().map(str::to_owned)
        };
        let page_of = |url: &str| page(url, "statuspage");
        assert_eq!(page_of("https://s.example/").as_deref(), Some("https://s.example"));
        assert_eq!(page_of("http://10.0.0.7:8080"), None, "readers cannot go there");
        let google = "https://status.example/board/incidents.json";
        assert_eq!(page(google, "google").as_deref(), Some("https://status.example/board"));
        assert_eq!(page("https://g.example", "google").as_deref(), Some("https://g.example"));
    }

    #[test]
    fn a_component_that_was_removed_keeps_its_name_and_is_told() {
        let mut board = board(vec![incident(
            "a",
            Stage::Monitoring,
            Impact::Minor,
            ComponentState::Operational,
        )]);
        board.known.insert("mail".to_owned(), (at("2026-01-01T00:00:00Z"), "Mail".to_owned()));
        let en = "en".parse().unwrap();
        let without: Policy = toml::from_str("services = []").unwrap();
        assert_eq!(board.component_name(&without, "mail", &en), "Mail");
        assert_eq!(board.orphans(&without), [("mail".to_owned(), "Mail".to_owned())]);
        assert!(board.orphans(&policy()).is_empty());
        assert_eq!(board.component_name(&policy(), "mail", &"ja".parse().unwrap()), "メール");
    }

    #[test]
    fn searches_meet_incidents_by_title_service_and_what_results_are_about() {
        let board = board(vec![incident(
            "a",
            Stage::Investigating,
            Impact::Minor,
            ComponentState::DegradedPerformance,
        )]);
        let found = |query: &str, about: &[&str], locale: &str| {
            let about: Vec<String> = about.iter().map(|&id| id.to_owned()).collect();
            board.matching(query, &about, &policy(), &locale.parse().unwrap()).len()
        };
        assert_eq!(found("mail slow", &[], "en"), 1);
        assert_eq!(found("where does the folder open", &[], "en"), 0, "one word of four");
        assert_eq!(found("opens slowly", &[], "en"), 1);
        assert_eq!(found("メールが遅い", &[], "ja"), 1);
        assert_eq!(found("inbox does not load", &[], "en"), 0);
        assert_eq!(found("inbox does not load", &["mail"], "en"), 1);
        assert_eq!(found("", &["mail"], "en"), 0);
    }
}
