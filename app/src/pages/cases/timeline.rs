//! A case's history: messages, changes and files, oldest first, for its customers and for the desk.

use guichet_model::{
    Page,
    case::{CaseStatus, EventKind, Outcome, SUSPENDED, Side, Via},
    viewer::Tier,
};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use super::outcome;
use crate::{case_words, components::icons::icon, page::Context};

/// An entry of a case's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineItem {
    /// Its anchor on the page.
    pub anchor: String,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
    /// Whose doing it is.
    pub side: Side,
    /// How it came.
    pub via: Via,
    /// What whoever did it is called; empty for the portal itself.
    pub author: String,
    /// Words.
    pub body: String,
    /// Words that a mail repeated from earlier ones.
    pub quoted: String,
    /// What was before.
    pub before: Option<String>,
    /// What is since.
    pub after: Option<String>,
    /// The outcome that it ended with.
    pub outcome: Option<Outcome>,
    /// The files that came with it.
    pub files: Vec<FileLink>,
}

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// Its name.
    pub name: String,
    /// Where it is downloaded.
    pub url: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The whole history.
pub(crate) fn timeline(
    context: &Context<'_>,
    items: &[TimelineItem],
    zone: Option<&TimeZone>,
    staff: bool,
) -> impl IntoView + use<> {
    let items = items.iter().map(|item| entry(context, item, zone, staff)).collect_view();
    view! { <ol class="timeline">{items}</ol> }
}

fn entry(
    context: &Context<'_>,
    item: &TimelineItem,
    zone: Option<&TimeZone>,
    staff: bool,
) -> AnyView {
    let is_message =
        matches!(item.kind, EventKind::Description | EventKind::Message | EventKind::Note);
    if is_message { message(context, item, zone) } else { change(context, item, zone, staff) }
}

fn message(context: &Context<'_>, item: &TimelineItem, zone: Option<&TimeZone>) -> AnyView {
    let words = &context.words;
    let class = match (item.kind, item.side) {
        (EventKind::Note, _) => "history-entry message message-note",
        (_, Side::Agent) => "history-entry message message-agent",
        _ => "history-entry message",
    };
    let tag = match (item.kind, item.side, item.via) {
        (EventKind::Note, Side::Customer, _) => Some(words.case_tag_aside()),
        (EventKind::Note, ..) => Some(words.case_tag_note()),
        (_, Side::Agent, _) => Some(words.case_tag_support()),
        (_, _, Via::UnverifiedMail) => Some(words.case_tag_unverified()),
        (_, _, Via::Mail) => Some(words.case_tag_mail()),
        _ => None,
    };
    // Files may come without a word.
    let body = (!item.body.is_empty())
        .then(|| view! { <div class="message-body" dir="auto">{linked(&item.body)}</div> });
    let quoted = (!item.quoted.is_empty()).then(|| {
        view! {
            <details class="quoted">
                <summary>{words.case_quoted()}</summary>
                <div class="message-body" dir="auto">{item.quoted.clone()}</div>
            </details>
        }
    });
    view! {
        <li class=class id=item.anchor.clone() tabindex="-1">
            <p class="message-head">
                <bdi class="message-author">{author(context, item)}</bdi>
                {tag.map(|tag| view! { <span class="tag">{tag}</span> })}
                {time(context, item.at, zone)}
            </p>
            {body}
            {quoted}
            {files(context, &item.files)}
        </li>
    }
    .into_any()
}

fn change(
    context: &Context<'_>,
    item: &TimelineItem,
    zone: Option<&TimeZone>,
    staff: bool,
) -> AnyView {
    let words = &context.words;
    let on_status_page = matches!(
        item.kind,
        EventKind::Incident | EventKind::IncidentEnded | EventKind::IncidentReturned
    );
    let reason = (!item.body.is_empty() && item.kind != EventKind::Outcome && !on_status_page)
        .then(|| view! { <span class="change-reason" dir="auto">{item.body.clone()}</span> });
    let outcome =
        item.outcome.iter().flat_map(|outcome| outcome::in_history(context, outcome, staff));
    let detail = outcome
        .map(|part| view! { <span class="change-reason" dir="auto">{part}</span> })
        .collect_view();
    view! {
        <li class="history-entry change" id=item.anchor.clone() tabindex="-1">
            <p><bdi>{said(context, item, staff)}</bdi>" "{time(context, item.at, zone)}</p>
            {reason}
            {detail}
            {on_status_page.then(|| incident(context, item))}
            {(item.kind == EventKind::Appeal).then(|| view! { <span class="visually-hidden">{words.case_appealed()}</span> })}
        </li>
    }
    .into_any()
}

/// The incident or maintenance that a change tells of, on its page.
fn incident(context: &Context<'_>, item: &TimelineItem) -> impl IntoView + use<> {
    let id = item.after.as_deref().or(item.before.as_deref());
    let page = id.and_then(|id| id.parse().ok()).map_or(Page::Status, Page::Incident);
    view! { <span class="change-reason" dir="auto"><a href=context.url(&page)>{item.body.clone()}</a></span> }
}

/// What a change tells, in a sentence.
fn said(context: &Context<'_>, item: &TimelineItem, staff: bool) -> String {
    let words = &context.words;
    let who = author(context, item);
    let before = item.before.clone().unwrap_or_default();
    let after = item.after.clone().unwrap_or_default();
    match item.kind {
        EventKind::Status => {
            let status = CaseStatus::parse(&after).map_or(after, |status| {
                if staff {
                    case_words::status(words, status)
                } else {
                    case_words::status_for_customer(words, status)
                }
            });
            words.case_event_status(status, who)
        }
        EventKind::Priority if item.side == Side::Customer => {
            words.case_event_chose(after, before, who)
        }
        EventKind::Priority => words.case_event_priority(after, before, who),
        EventKind::Appeal => words.case_event_appeal(who),
        EventKind::Assigned if item.after.is_none() => words.case_event_unassigned(who),
        EventKind::Assigned if after == item.author => words.case_event_taken(who),
        EventKind::Assigned => words.case_event_assigned(after, who),
        EventKind::Outcome => {
            let policy = context.portal.policy();
            words.case_event_outcome(
                case_words::outcome(words, policy, context.locale(), &after),
                who,
            )
        }
        EventKind::Target => {
            let policy = context.portal.policy();
            let mut paid = policy.editions.iter().filter(|edition| edition.tier == Tier::Paid);
            match paid.find(|edition| edition.id == after) {
                Some(edition) => words.case_event_target(context.text(&edition.name)),
                None if after == SUSPENDED => words.case_event_suspended(),
                None => words.case_event_no_target(),
            }
        }
        EventKind::Incident if item.after.is_none() => words.case_event_incident_undone(who),
        EventKind::Incident => words.case_event_incident(who),
        EventKind::IncidentEnded => words.case_event_incident_ended(),
        EventKind::IncidentReturned => words.case_event_incident_returned(),
        EventKind::Description | EventKind::Message | EventKind::Note => String::new(),
    }
}

fn author(context: &Context<'_>, item: &TimelineItem) -> String {
    if item.author.is_empty() {
        context.text(&context.portal.policy().portal.name)
    } else {
        item.author.clone()
    }
}

/// An instant with its machine-readable twin.
pub(crate) fn time(
    context: &Context<'_>,
    at: Timestamp,
    zone: Option<&TimeZone>,
) -> impl IntoView + use<> {
    let said = case_words::when(&context.words, at, zone);
    view! { <time class="when" datetime=at.to_string()>{said}</time> }
}

/// The files that came with an entry.
fn files(context: &Context<'_>, files: &[FileLink]) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let rows = files
        .iter()
        .map(|file| {
            let size = words.case_file_size(usize::try_from(file.bytes.div_ceil(1024)).unwrap_or(0));
            view! { <li><a href=file.url.clone() download=true>{icon("file")}<bdi>{file.name.clone()}</bdi></a>" "<span class="when">{size}</span></li> }
        })
        .collect_view();
    (!files.is_empty())
        .then(|| view! { <ul class="files" aria-label=words.case_files()>{rows}</ul> })
}

/// A text whose addresses on the web can be followed. Everything else is shown as it was written.
pub(crate) fn linked(text: &str) -> AnyView {
    let mut parts = Vec::new();
    let mut plain = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        // An address may follow a sign without a space, such as a bracket or a Japanese colon.
        let begins = |at: &usize| !piece[..*at].ends_with(char::is_alphanumeric);
        let begin = piece.find("https://").filter(begins).unwrap_or(0);
        let (before, piece) = piece.split_at(begin);
        plain.push_str(before);
        let word = piece.trim_end();
        let end = ['.', ',', ';', ':', ')', '!', '?', '»', '”'];
        let address = word.trim_end_matches(end);
        if address.starts_with("https://") && address.len() > "https://".len() {
            parts.push(std::mem::take(&mut plain).into_any());
            let (href, shown) = (address.to_owned(), address.to_owned());
            let link = view! { <a href=href rel="noopener noreferrer nofollow">{shown}</a> };
            parts.push(link.into_any());
            plain.push_str(&piece[address.len()..]);
        } else {
            plain.push_str(piece);
        }
    }
    parts.push(plain.into_any());
    parts.collect_view().into_any()
}
