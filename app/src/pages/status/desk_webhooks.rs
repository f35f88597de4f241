//! Every webhook, at the desk for incidents: whose it is and where it goes, with the way to end it. Of an address only the host is shown,
//! since the rest may hold a key of its owner's.

use guichet_model::Page;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{components::status::moment, page::Context};

/// A webhook as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskWebhook {
    /// Its name.
    pub id: String,
    /// The host of its address.
    pub host: String,
    /// Its owner's name and address; the operator's when absent.
    pub owner: Option<(String, String)>,
    /// When it was added.
    pub created_at: Timestamp,
    /// Whether news go there.
    pub verified: bool,
}

pub(super) fn section(
    context: &Context<'_>,
    hooks: &[DeskWebhook],
) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let rows = hooks.iter().map(|hook| row(context, hook)).collect_view();
    (!hooks.is_empty()).then(|| {
        view! {
            <section class="section" id="webhooks">
                <h2 class="section-title">{words.desk_webhooks_title()}</h2>
                <p class="section-body">{words.desk_webhooks_text()}</p>
                <ul>{rows}</ul>
            </section>
        }
    })
}

fn row(context: &Context<'_>, hook: &DeskWebhook) -> impl IntoView + use<> {
    let words = &context.words;
    let (name, email) = match &hook.owner {
        Some((name, email)) => (name.clone(), Some(email.clone())),
        None => (words.desk_webhooks_operator(), None),
    };
    let label = words.desk_webhooks_end_of(&hook.host, &name);
    let state = if hook.verified { words.webhooks_active() } else { words.webhooks_untested() };
    view! {
        <li class="status-past">
            <form method="post" action=context.url(&Page::DeskStatus)>
                <bdi>{hook.host.clone()}</bdi>
                <p class="meta"><bdi>{name}</bdi><bdi>{email}</bdi><span class="tag">{state}</span><span>{moment(words, hook.created_at)}</span></p>
                <input type="hidden" name="webhook" value=hook.id.clone() />
                <button class="way-action" type="submit" name="action" value="end-webhook" aria-label=label>{words.webhooks_end()}</button>
            </form>
        </li>
    }
}
