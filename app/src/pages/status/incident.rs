//! An incident or a maintenance: what happened, in order; more for those to whom the support channels open; and a way to say "me too".

use guichet_model::{
    Page, ProblemCode, Text,
    guided::FormStep,
    status::{Impact, Incident, IncidentId, sees_details},
};
use leptos::prelude::*;

use super::subscription::{self, FollowView};
use crate::{
    components::{
        cards,
        forms::{self, Tone},
        icons::icon,
        shell::Head,
        status::{self, foreign, impact_word, length, moment, reached_word, source_link},
    },
    page::{Body, Context},
    pages::View,
};

/// What the page knows of a click on "I'm affected".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Affected {
    /// It was counted.
    Counted,
    /// It had been counted before.
    Again,
    /// Nobody is counted any more.
    Over,
    /// Too many came from there.
    TooMany,
    /// Another status page is the source: who is affected is not the portal's to count.
    Elsewhere,
}

pub(crate) fn body(context: &Context<'_>, id: &IncidentId) -> Result<(u16, Body), ProblemCode> {
    let words = &context.words;
    let board = context.portal.board();
    let incident = match &context.request.view {
        View::Incident(page) => Some(&*page.incident),
        _ => board.incident(id),
    };
    let incident = incident.ok_or(ProblemCode::NotFound)?;
    let title = incident.title.get(context.locale()).to_owned();
    let text = incident.updates.first().map_or("", |update| update.body.get(context.locale()));
    let head = Head {
        alternates: Some(context.portal.locales().to_vec()),
        // What is over changes no more; its times are told by the reader's clock all the same.
        live: true,
        ..Head::new(title, one_sentence(text))
    };
    let trail = vec![(words.status_title(), Page::Status)];
    let pressed = match &context.request.view {
        View::Incident(page) => page.affected.map(|affected| (page, affected)),
        _ => None,
    };
    let counted = matches!(pressed, Some((_, Affected::Counted | Affected::Again)));
    let thanks = pressed.map(|(page, affected)| thanks(context, page, affected));
    let address = context.url(&Page::Incident(incident.id.clone()));
    let live = incident.stage.is_open().then_some("/live/status");
    let view = view! {
        <div class="container page status-page">
            {cards::breadcrumbs(context, trail)}
            <h1>{status::title(context, incident)}</h1>
            {thanks}
            <div id="incident-now" data-live=live data-fragment=live.map(|_| address.clone()) data-select="#incident-now" data-say=".status-update">
                {facts(context, incident)}
                <section class="section" aria-labelledby="updates">
                    <h2 class="section-title" id="updates">{words.status_updates()}</h2>
                    {timeline(context, incident, usize::MAX)}
                </section>
                {details(context, incident)}
            </div>
            {affected(context, incident, true, counted)}
            <p class="more"><a href=context.url(&Page::Status)>{words.status_see()}</a></p>
        </div>
    };
    Ok((200, Body { head, view: view.into_any() }))
}

/// An incident's page for one viewer, this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentView {
    /// The incident, as it is in the database: older ones are not on the board.
    pub incident: Box<Incident>,
    /// What became of a click on "I'm affected".
    pub affected: Option<Affected>,
    /// The question of the guided form that the click came from.
    pub back: Option<FormStep>,
}

/// An incident among others: its title as a heading, what there is to know of it, and its last `updates`.
pub(super) fn article(
    context: &Context<'_>,
    incident: &Incident,
    updates: usize,
) -> impl IntoView + use<> {
    let url = context.url(&Page::Incident(incident.id.clone()));
    let class = format!("status-article status-{}", incident.impact.name());
    view! {
        <article class=class>
            <h3 class="status-article-title">{icon(status::impact_icon(incident.impact.max(Impact::Maintenance)))}<a href=url>{status::title(context, incident)}</a></h3>
            {facts(context, incident)}
            {timeline(context, incident, updates)}
            {details(context, incident)}
            {affected(context, incident, false, false)}
        </article>
    }
}

fn facts(context: &Context<'_>, incident: &Incident) -> impl IntoView + use<> {
    let words = &context.words;
    let names = status::names(context, incident);
    let ended = incident.ended_at.or(incident.until.filter(|_| incident.stage.is_maintenance()));
    let ended = ended.filter(|_| !incident.was_called_off());
    let when = match ended {
        Some(ended) => view! {
            {moment(words, incident.started_at)}" – "{moment(words, ended)}" "
            <span>"("{length(words, incident.lasted_s(ended))}")"</span>
        }
        .into_any(),
        None => moment(words, incident.started_at).into_any(),
    };
    let pauses = incident.pauses().into_iter().map(|(from, until)| {
        view! { <span>{words.status_paused()}{words.colon()}{moment(words, from)}" – "{moment(words, until)}</span> }
    });
    let impact = (!incident.stage.is_maintenance()).then(|| {
        view! { <span>{words.desk_status_impact()}{words.colon()}{impact_word(words, incident.impact)}</span> }
    });
    view! {
        <p class="meta status-facts">
            <span class=format!("status-stage stage-{}", incident.stage.name())>{reached_word(words, incident, incident.stage)}</span>
            <span>{when}</span>
            {pauses.collect_view()}
            {impact}
            {(!names.is_empty()).then(|| view! { <span>{words.status_affects(names)}</span> })}
            {status::only_in(context, incident).map(|only| view! { <span>{only}</span> })}
        </p>
    }
}

fn timeline(context: &Context<'_>, incident: &Incident, limit: usize) -> impl IntoView + use<> {
    let words = &context.words;
    let rows = incident
        .updates
        .iter()
        .take(limit)
        .map(|update| {
            view! {
                <li class="status-update">
                    <p class="status-update-head"><strong>{reached_word(words, incident, update.stage)}</strong>" · "{moment(words, update.shown_at)}</p>
                    {paragraphs(context, &update.body)}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="status-timeline">{rows}</ol> }
}

/// Paragraphs of a text, parted by empty lines.
fn paragraphs(context: &Context<'_>, text: &Text) -> impl IntoView + use<> {
    let (words, language) = text.get_with_language(context.locale());
    let lang = language.map(ToString::to_string);
    let direction = language.map(guichet_model::Locale::direction);
    let paragraphs = words
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| view! { <p>{paragraph.trim().to_owned()}</p> })
        .collect_view();
    view! { <div class="status-text" lang=lang dir=direction>{paragraphs}</div> }
}

/// What the entitled read besides.
fn details(context: &Context<'_>, incident: &Incident) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let sees = sees_details(context.request.viewer, context.portal.policy());
    if !sees || incident.details.is_empty() {
        return None;
    }
    let details = &incident.details;
    let parts = [
        (words.status_workaround(), &details.workaround),
        (words.status_credit(), &details.credit),
        (words.status_report(), &details.report),
    ];
    let parts = parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| view! { <dt>{name}</dt><dd>{foreign(context, text)}</dd> })
        .collect_view();
    Some(view! {
        <section class="panel status-details">
            <h3 class="status-details-title">{icon("lock")}{words.status_for_you()}</h3>
            <dl class="outcomes">{parts}</dl>
        </section>
    })
}

/// The button for "me too" while it can be felt by somebody who was not just `counted`, and how many pressed it.
fn affected(
    context: &Context<'_>,
    incident: &Incident,
    whole: bool,
    counted: bool,
) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    // What another page reports is not the portal's to count.
    let own = context.portal.policy().status.source.is_none();
    let felt = incident.stage.is_open() && own && !counted;
    let count = usize::try_from(incident.affected).unwrap_or(usize::MAX);
    if !felt && count == 0 {
        return None;
    }
    let action = context.url(&Page::Incident(incident.id.clone()));
    let form = felt.then(|| {
        view! {
            <form method="post" action=action>
                <button class="button" type="submit" name="affected" value="1">{words.status_affected_action()}</button>
            </form>
        }
    });
    let count = (count > 0)
        .then(|| view! { <p class="status-count">{words.status_affected_count(count)}</p> });
    let text = (whole && felt).then(|| {
        view! { <h2 class="status-affected-title">{words.status_affected_title()}</h2><p class="section-body">{words.status_affected_text()}</p> }
    });
    Some(view! { <div class="status-affected">{text}{form}{count}</div> })
}

/// What became of a click, and what whoever clicked may want next: to hear how it goes on, and to go back to where they were.
fn thanks(context: &Context<'_>, page: &IncidentView, affected: Affected) -> impl IntoView + use<> {
    let words = &context.words;
    let (tone, text) = match affected {
        Affected::Counted => (Tone::Positive, words.status_affected_thanks()),
        Affected::Again => (Tone::Info, words.status_affected_again()),
        Affected::Over => (Tone::Info, words.status_affected_over()),
        Affected::TooMany => (Tone::Critical, words.problem_too_many_requests_text()),
        Affected::Elsewhere => (Tone::Info, words.status_affected_elsewhere()),
    };
    let link = (affected == Affected::Elsewhere)
        .then(|| source_link(context))
        .flatten()
        .map(|link| view! { <p>{link}</p> });
    let next = if matches!(affected, Affected::Counted | Affected::Again) {
        let touched = page.incident.components().into_iter().map(|(id, _)| id.to_owned());
        let follow = FollowView {
            components: touched.collect(),
            back: page.back,
            ..FollowView::fresh(context)
        };
        subscription::ways(context, &follow)
    } else {
        subscription::back(context, page.back).into_any()
    };
    view! { {forms::notice(tone, text, link.into_any())}{next} }
}

/// The beginning of a text, for search engines and shared links.
fn one_sentence(text: &str) -> String {
    const LIMIT: usize = 160;
    let line = text.split("\n\n").next().unwrap_or("").replace('\n', " ");
    if line.chars().count() <= LIMIT {
        return line;
    }
    line.chars().take(LIMIT - 1).chain(['…']).collect()
}
