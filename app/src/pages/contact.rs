//! The contact desk: who the portal takes the viewer for, what they can do, and the channels with their hours.

use guichet_model::{
    Locale, Page,
    contact::{Access, Alternative, Reason, Unlock, contact_access},
    hours::{ChannelState, Hours, channel_state},
    policy::{Channel, ChannelKind, Desk},
};
use leptos::prelude::*;

use crate::{
    components::{cards, icons::icon, shell::Head},
    hours,
    page::{Body, Context},
};

/// What the contact desk knows from the request and the database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactView {}

pub(crate) fn body(context: &Context<'_>, page: &ContactView) -> (u16, Body) {
    _ = page;
    let words = &context.words;
    let policy = context.portal.policy();
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        ..Head::new(words.contact_title(), words.way_contact_text())
    };
    let denied = match contact_access(context.request.viewer, policy) {
        Access::Granted { .. } => None,
        Access::Denied { reason, unlock, alternatives } => Some((reason, unlock, alternatives)),
    };
    let entitled = denied.is_none();
    let explained = denied.map(|(reason, unlock, alternatives)| {
        view! {
            <p class="lead">{reason_text(context, reason)}</p>
            <p>{unlock_text(context, unlock)}</p>
            <section class="section">
                <h2 class="section-title">{words.contact_best()}</h2>
                {alternative_cards(context, alternatives)}
            </section>
        }
    });
    let channels = if policy.channels.is_empty() {
        view! { <p class="empty">{words.contact_no_channels()}</p> }.into_any()
    } else {
        let rows = policy
            .channels
            .iter()
            .map(|channel| channel_card(context, channel, entitled))
            .collect_view();
        view! { <ul class="channels">{rows}</ul> }.into_any()
    };
    let view = view! {
        <div class="container page contact">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.contact_title()}</h1>
            {explained}
            <section class="section">
                <h2 class="section-title">{words.contact_channels()}</h2>
                {channels}
            </section>
            <p class="more"><a href=context.url(&Page::Policies)>{words.contact_policies()}</a></p>
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

fn reason_text(context: &Context<'_>, reason: Reason) -> String {
    let words = &context.words;
    match reason {
        Reason::NotSignedIn => words.contact_viewer_anonymous(),
        Reason::PersonalAccount => words.contact_viewer_personal(),
        Reason::FreeEdition => words.contact_viewer_free(),
        Reason::NotAdministrator => words.contact_viewer_member(),
        Reason::Suspended => words.contact_viewer_suspended(),
    }
}

fn unlock_text(context: &Context<'_>, unlock: Unlock) -> String {
    let words = &context.words;
    match unlock {
        Unlock::SignIn => words.contact_unlock_sign_in(),
        Unlock::PaidEdition => words.contact_unlock_paid_edition(),
        Unlock::AskAdministrator => words.contact_unlock_ask_administrator(),
        Unlock::SettleAccount => words.contact_unlock_settle_account(),
    }
}

fn alternative_cards(context: &Context<'_>, alternatives: &[Alternative]) -> impl IntoView + use<> {
    let words = &context.words;
    let cards = alternatives
        .iter()
        .filter_map(|alternative| {
            let (name, title, text, action, url) = match alternative {
                Alternative::Articles => (
                    "search",
                    words.contact_alt_articles_title(),
                    words.contact_alt_articles_text(),
                    words.contact_alt_articles_action(),
                    context.url(&Page::Search),
                ),
                Alternative::Forum => (
                    "people",
                    words.contact_alt_forum_title(),
                    words.contact_alt_forum_text(),
                    words.contact_alt_forum_action(),
                    context.forum_url()?,
                ),
                Alternative::Status => (
                    "check",
                    words.contact_alt_status_title(),
                    words.contact_alt_status_text(),
                    words.contact_alt_status_action(),
                    context.portal.policy().portal.status_url.clone()?,
                ),
            };
            Some(view! {
                <li class="way">
                    <h3 class="way-title">{icon(name)}{title}</h3>
                    <p class="way-text">{text}</p>
                    <a class="way-action" href=url>{action}</a>
                </li>
            })
        })
        .collect_view();
    view! { <ul class="ways ways-first">{cards}</ul> }
}

fn channel_card(context: &Context<'_>, channel: &Channel, entitled: bool) -> impl IntoView + use<> {
    let words = &context.words;
    let (name, title) = match channel.kind {
        ChannelKind::Phone => ("phone", words.contact_phone()),
        ChannelKind::Chat => ("chat", words.contact_chat()),
        ChannelKind::Email => ("mail", words.contact_email()),
    };
    let good_for = context.text(&channel.good_for);
    let desks = group_by_hours(&channel.desks)
        .into_iter()
        .map(|(hours, languages)| desk_row(context, hours, &languages))
        .collect_view();
    view! {
        <li class="channel">
            <h3 class="way-title">{icon(name)}{title}</h3>
            {(!good_for.is_empty()).then(|| view! { <p class="way-text">{good_for}</p> })}
            <ul class="desks">{desks}</ul>
            {(!entitled).then(|| view! { <p class="channel-closed">{icon("lock")}{words.contact_closed_for_you()}</p> })}
        </li>
    }
}

/// Desks with the same hours stand in one row, in the policy's order.
fn group_by_hours(desks: &[Desk]) -> Vec<(&Hours, Vec<&Locale>)> {
    let mut groups: Vec<(&Hours, Vec<&Locale>)> = Vec::new();
    for desk in desks {
        match groups.iter_mut().find(|(hours, _)| *hours == &desk.hours) {
            Some((_, languages)) => languages.extend(&desk.languages),
            None => groups.push((&desk.hours, desk.languages.iter().collect())),
        }
    }
    groups
}

fn desk_row(
    context: &Context<'_>,
    desk_hours: &Hours,
    languages: &[&Locale],
) -> impl IntoView + use<> {
    let words = &context.words;
    let names = languages
        .iter()
        .enumerate()
        .map(|(i, language)| {
            let separator = if i == 0 { "" } else { ", " };
            view! { {separator}<span lang=language.to_string()>{language.endonym().to_owned()}</span> }
        })
        .collect_view();
    let state = match channel_state(desk_hours, context.portal.now()) {
        ChannelState::Open { until: None } => None,
        ChannelState::Open { until: Some(_) } => Some((true, words.contact_open_now())),
        ChannelState::Closed { .. } => Some((false, words.contact_closed_now())),
    };
    view! {
        <li class="desk">
            <p class="desk-languages">{names}</p>
            <p class="desk-hours">{hours::in_words(words, desk_hours)}</p>
            {state.map(|(open, text)| view! { <p class="state" class:state-open=open>{icon(if open { "check" } else { "clock" })}{text}</p> })}
        </li>
    }
}
