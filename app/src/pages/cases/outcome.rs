//! What belongs to how a case ended, on pages: addresses can be followed, and an incident of this portal stands there by its title.

use guichet_model::{Page, status::IncidentId};
use leptos::prelude::*;

use super::timeline::linked;
use crate::page::Context;

/// What stands before an incident's identifier in the address of its page.
const INCIDENTS: &str = "/status/incidents/";

/// A sentence with what belongs to an outcome in it.
pub(super) fn told(context: &Context<'_>, sentence: &str, detail: &str) -> AnyView {
    let found = incident(context, detail).zip(sentence.split_once(detail));
    let Some(((title, id), (before, after))) = found else { return linked(sentence) };
    let url = context.url(&Page::Incident(id));
    view! { {before.to_owned()}<a href=url>{title}</a>{after.to_owned()} }.into_any()
}

/// The incident that a detail names by its title and its address, and its title in the reader's language where it has one.
fn incident(context: &Context<'_>, detail: &str) -> Option<(String, IncidentId)> {
    let (title, address) = detail.rsplit_once(": ")?;
    let (host, id) = address.rsplit_once(INCIDENTS)?;
    let id: IncidentId = id.parse().ok()?;
    let base = context.portal.base_url();
    let known = context.portal.board().incident(&id);
    if known.is_none() && (base.is_empty() || !host.starts_with(&format!("{base}/"))) {
        return None;
    }
    let own = known.map(|incident| &incident.title).filter(|own| !own.lacks(context.locale()));
    Some((own.map_or_else(|| title.to_owned(), |own| context.text(own)), id))
}
