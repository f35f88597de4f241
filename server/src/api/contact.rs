//! `GET /api/v1/contact`: the channels, for those to whom they open; for everyone else why not, what would open them, and what helps meanwhile.

use std::sync::Arc;

use axum::{
    extract::State as Shared,
    http::{HeaderMap, Uri, header},
    response::Response,
};
use guichet_model::{
    Locale, Page, Policy, ProblemCode,
    contact::{Access, Alternative, Denial, DeskNow, contact_access, offers},
    forum::{Asker, forum_for},
    hours::ChannelState,
    policy::{ChannelKind, Entry},
};
use guichet_storage::SessionState;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use super::{bad_parameter, json, locale};
use crate::{
    accounts::{chat_reference, identity},
    pages::{contact::undecided, view},
    problem::{self, PRIVATE},
    state::State,
};

#[derive(Serialize)]
struct Contact {
    channels: Vec<Channel>,
}

/// A desk of a channel.
#[derive(Serialize)]
struct Channel {
    kind: ChannelKind,
    languages: Vec<Locale>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<String>,
    entries: Vec<ChannelEntry>,
}

#[derive(Serialize)]
struct ChannelEntry {
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    value: String,
}

/// Answers the channels in the order in which they are worth trying, or the denial. Nobody keeps either.
pub async fn contact(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    let mut response = match answer(&state, &uri, &headers).await {
        Ok(response) => response,
        Err(code) => problem::json(code, None, None),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
    response
}

async fn answer(
    state: &Arc<State>,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, ProblemCode> {
    let identity = identity::identify(state, headers).await?;
    let snapshot = state.snapshot();
    let policy = snapshot.library.policy();
    let asked = view::Asked { state, snapshot: &snapshot, uri, headers, identity: &identity };
    let locale = match locale(&snapshot.library, asked.parameter("locale").as_deref()) {
        Ok(locale) => locale,
        Err(detail) => return Ok(bad_parameter(&detail)),
    };
    let viewer = identity.viewer(policy);
    match (contact_access(viewer, policy), identity.session()) {
        (Access::Granted { channels }, Some(session)) => {
            let mut found = Vec::new();
            for offer in offers(channels, &locale, state.clock.now()) {
                for desk in &offer.desks {
                    found.push(channel(state, session, &locale, offer.channel.kind, desk).await?);
                }
            }
            Ok(json(&Contact { channels: found }))
        }
        // Nobody is granted anything without a session.
        (Access::Granted { .. }, None) => Err(ProblemCode::EntitlementRequired),
        (Access::Denied(denial), _) => {
            let undecided = undecided(&identity, viewer) > 0;
            let denial = if undecided { denial.undecided() } else { denial };
            let person = Asker { service: None, locale: &locale, edition: identity.edition() };
            Ok(denied(policy, &person, &denial, identity.session().is_none()))
        }
    }
}

async fn channel(
    state: &State,
    session: &SessionState,
    locale: &Locale,
    kind: ChannelKind,
    now: &DeskNow<'_>,
) -> Result<Channel, ProblemCode> {
    let (name, closes, opens) = match now.state {
        ChannelState::Open { until } => ("open", until, None),
        ChannelState::Closed { opens } => ("closed", None, opens),
    };
    let desk = now.desk;
    let mut entries = Vec::new();
    for entry in &desk.entries {
        let value = match (kind, desk.languages.first()) {
            (ChannelKind::Chat, Some(language)) => {
                chat_reference::address(state, session, entry.value.reveal(), language, None)
                    .await?
            }
            _ => entry.value.reveal().to_owned(),
        };
        entries.push(ChannelEntry { label: label(entry, locale), value });
    }
    Ok(Channel {
        kind,
        languages: desk.languages.clone(),
        state: name,
        closes,
        opens,
        time_zone: desk.hours.zone().and_then(|zone| zone.iana_name()).map(str::to_owned),
        entries,
    })
}

fn label(entry: &Entry, locale: &Locale) -> String {
    entry.label.get(locale).to_owned()
}

fn denied(policy: &Policy, asker: &Asker<'_>, denial: &Denial, anonymous: bool) -> Response {
    let locale = asker.locale;
    let alternatives: Vec<_> = denial
        .alternatives
        .iter()
        .filter_map(|alternative| {
            let href = match alternative {
                Alternative::Articles => Page::Search.path(locale),
                Alternative::Forum => forum_for(policy, asker)?.page(asker),
                Alternative::Status => policy.portal.status_url.clone()?,
            };
            Some(json!({ "kind": alternative.name(), "href": href }))
        })
        .collect();
    let sign_in = anonymous.then(|| view::sign_in_url(locale, &Page::Contact.path(locale)));
    let members = [
        ("reason", json!(denial.reason.name())),
        ("required", json!(denial.unlock.name())),
        ("alternatives", json!(alternatives)),
        ("sign_in", json!(sign_in)),
    ];
    problem::json_with(ProblemCode::EntitlementRequired, None, None, &members)
}
