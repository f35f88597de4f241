//! The contact desk: who the portal takes the viewer for, and then either the channels ([`open`]), or what opens them and what helps
//! meanwhile ([`closed`]). [`guichet_model::contact`] decides which.

mod closed;
mod open;
mod zone;

use guichet_model::{
    Page, Viewer,
    case::CaseRef,
    contact::{Access, Denial, contact_access},
    policy::{ChannelKind, Secret},
    viewer::{Role, Tier},
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use crate::{
    components::{cards, shell::Head, status},
    hours::Clocks,
    page::{Body, Context},
};

/// What the contact desk knows from the request and the database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactView {
    /// The reader's time zone, where their browser or they themselves have told it.
    pub zone: Option<TimeZone>,
    /// The support PIN that the person holds.
    pub pin: Option<SupportPin>,
    /// What tells support for whom a mail is written.
    pub reference: Option<String>,
    /// Who administers the organisation, for those of its members who cannot reach support themselves.
    pub administrators: Vec<String>,
    /// Of how many organisations the person has to choose one first; 0 when there is nothing to choose.
    pub undecided: usize,
    /// The case that the person comes with.
    pub case: Option<CaseAbout>,
}

/// A case of one's own, to be talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAbout {
    /// What people read out.
    pub reference: CaseRef,
    /// Its line.
    pub title: String,
}

/// A support PIN, for its holder's eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportPin {
    /// Its digits.
    pub digits: Secret,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

impl ContactView {
    fn clocks<'c>(&'c self, context: &Context<'_>) -> Clocks<'c> {
        Clocks { now: context.portal.now(), reader: self.zone.as_ref() }
    }
}

pub(crate) fn body(context: &Context<'_>, page: &ContactView) -> (u16, Body) {
    let words = &context.words;
    let policy = context.portal.policy();
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        live: status::watches(context),
        ..Head::new(words.contact_title(), words.way_contact_text())
    };
    let rest = match contact_access(context.request.viewer, policy) {
        Access::Granted { channels } => open::view(context, page, channels).into_any(),
        Access::Denied(denial) => {
            let denial = if page.undecided > 0 { denial.undecided() } else { denial };
            closed::view(context, page, &denial).into_any()
        }
    };
    let view = view! {
        <div class="container page contact">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.contact_title()}</h1>
            <p class="lead">{who(context, page)}</p>
            {status::widget(context, None)}
            {rest}
            {zone::section(context, page)}
            <section class="section" id="rules">
                <h2 class="section-title">{words.contact_rules_title()}</h2>
                <p class="more"><a href=context.url(&Page::Policies)>{words.contact_policies()}</a></p>
            </section>
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

/// What helps somebody without access: the name of each way, and its address.
pub(crate) fn alternatives(context: &Context<'_>, denial: &Denial) -> Vec<(String, String)> {
    let ways = denial.alternatives.iter().filter_map(|way| closed::alternative(context, *way));
    ways.map(|(_, [_, _, action, url])| (action, url)).collect()
}

/// Who the portal takes the viewer for, and why. Staff who look with other eyes read what kind of viewer they stand for.
fn who(context: &Context<'_>, page: &ContactView) -> String {
    let words = &context.words;
    let visitor = context.request.visitor.as_ref().filter(|visitor| visitor.view_as.is_none());
    let organisation = visitor.and_then(|visitor| visitor.organisation.as_ref());
    match (context.request.viewer, visitor, organisation) {
        (Viewer::Personal, Some(visitor), _) if page.undecided > 0 => {
            words.contact_who_undecided(page.undecided, &visitor.email)
        }
        (Viewer::Personal, Some(visitor), _) => words.contact_who_personal(&visitor.email),
        (Viewer::Member { suspended: true, .. }, _, Some(organisation)) => {
            words.contact_who_suspended(&organisation.name)
        }
        (Viewer::Member { role: Role::Administrator, .. }, _, Some(organisation)) => {
            words.contact_who_administrator(&organisation.edition, &organisation.name)
        }
        (Viewer::Member { role: Role::Member, .. }, _, Some(organisation)) => {
            words.contact_who_member(&organisation.edition, &organisation.name)
        }
        (Viewer::Staff, Some(visitor), _) => words.contact_who_staff(&visitor.name),
        (Viewer::Anonymous, ..) => words.contact_viewer_anonymous(),
        (Viewer::Personal, None, _) => words.contact_viewer_personal(),
        (Viewer::Member { suspended: true, .. }, ..) => words.contact_viewer_suspended(),
        (Viewer::Member { tier: Tier::Free, .. }, ..) => words.contact_viewer_free(),
        (Viewer::Member { role: Role::Member, .. }, ..) => words.contact_viewer_member(),
        (Viewer::Member { .. } | Viewer::Staff, ..) => words.contact_viewer_administrator(),
    }
}

/// The icon and the name of a kind of channel.
fn kind(context: &Context<'_>, kind: ChannelKind) -> (&'static str, String) {
    let words = &context.words;
    match kind {
        ChannelKind::Phone => ("phone", words.contact_phone()),
        ChannelKind::Chat => ("chat", words.contact_chat()),
        ChannelKind::Email => ("mail", words.contact_email()),
    }
}
