//! The status for feed readers and calendars: Atom (RFC 4287), RSS 2.0, and maintenance as iCalendar (RFC 5545).

use std::{fmt::Write as _, sync::Arc};

use axum::{
    extract::State as Shared,
    http::{HeaderMap, Uri, uri::PathAndQuery},
    response::Response,
};
use guichet_app::{components::status::reached_word, words::Words};
use guichet_model::{
    Locale, Page,
    status::{Board, Incident},
};
use icalendar::{Calendar, Component as _, Event, EventStatus};
use jiff::{Timestamp, tz::TimeZone};

use super::api::public;
use crate::{api, markup, pages::view, state::State};

/// How many incidents a feed holds; a calendar holds all maintenance.
const ENTRIES: usize = 25;

/// What a feed is made of.
struct Feed<'f> {
    base: String,
    title: String,
    own: String,
    words: Arc<Words>,
    locale: &'f Locale,
    incidents: Vec<&'f Incident>,
    updated: Timestamp,
}

impl<'f> Feed<'f> {
    fn new(state: &State, board: &'f Board, locale: &'f Locale, uri: &Uri, kind: Kind) -> Self {
        let words = Words::of(locale);
        let snapshot = state.snapshot();
        let name = snapshot.library.policy().portal.name.get(locale).to_owned();
        let base = state.settings.base_url();
        let mut incidents: Vec<&Incident> = board.incidents.iter().collect();
        incidents.sort_by_key(|incident| std::cmp::Reverse(incident.updated_at));
        match kind {
            // A calendar has every date: one that is missing would be taken for called off.
            Kind::Calendar => incidents.retain(|incident| incident.stage.is_maintenance()),
            Kind::Atom | Kind::Rss => incidents.truncate(ENTRIES),
        }
        Self {
            title: format!("{name}: {}", words.status_title()),
            own: format!("{base}{}", uri.path_and_query().map_or(uri.path(), PathAndQuery::as_str)),
            base,
            words,
            locale,
            updated: incidents.first().map_or(state.clock.now(), |incident| incident.updated_at),
            incidents,
        }
    }

    fn link(&self, incident: &Incident) -> String {
        format!("{}{}", self.base, Page::Incident(incident.id.clone()).path(self.locale))
    }

    /// What an incident has been through, newest first, as HTML.
    fn content(&self, incident: &Incident) -> String {
        incident.updates.iter().fold(String::new(), |mut html, update| {
            let stage = reached_word(&self.words, incident, update.stage);
            let at = guichet_app::components::status::moment_text(&self.words, update.shown_at);
            let body = escape(update.body.get(self.locale)).replace("\n\n", "</p><p>");
            _ = write!(
                html,
                "<p><small>{}</small><br><strong>{}</strong></p><p>{body}</p>",
                escape(&at),
                escape(&stage)
            );
            html
        })
    }

    fn atom(&self) -> String {
        let page = format!("{}{}", self.base, Page::Status.path(self.locale));
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
             <id>{page}</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n<author><name>{title}</name></author>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n",
            lang = self.locale,
            page = escape(&page),
            title = escape(&self.title),
            updated = rfc3339(self.updated),
            own = escape(&self.own),
        );
        for incident in &self.incidents {
            _ = writeln!(
                xml,
                "<entry>\n<id>{id}</id>\n<title>{title}</title>\n<published>{published}</published>\n<updated>{updated}</updated>\n\
                 <link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/>\n<category term=\"{stage}\"/>\n\
                 <content type=\"html\">{content}</content>\n</entry>",
                // The same in every language, and whatever the address of the portal will be.
                id = escape(&format!("tag:{},2005:Incident/{}", self.host(), incident.id)),
                title = escape(incident.title.get(self.locale)),
                published = rfc3339(incident.created_at),
                updated = rfc3339(incident.updated_at),
                link = escape(&self.link(incident)),
                stage = incident.stage.name(),
                content = escape(&self.content(incident)),
            );
        }
        xml.push_str("</feed>\n");
        xml
    }

    fn rss(&self) -> String {
        let page = format!("{}{}", self.base, Page::Status.path(self.locale));
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n\
             <title>{title}</title>\n<link>{page}</link>\n<description>{title}</description>\n<language>{lang}</language>\n\
             <lastBuildDate>{updated}</lastBuildDate>\n<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{own}\"/>\n",
            title = escape(&self.title),
            page = escape(&page),
            lang = self.locale,
            updated = rfc2822(self.updated),
            own = escape(&self.own),
        );
        for incident in &self.incidents {
            _ = writeln!(
                xml,
                "<item>\n<title>{title}</title>\n<link>{link}</link>\n<guid isPermaLink=\"false\">{id}</guid>\n\
                 <pubDate>{published}</pubDate>\n<description>{content}</description>\n</item>",
                title = escape(incident.title.get(self.locale)),
                link = escape(&self.link(incident)),
                id = escape(&format!("tag:{},2005:Incident/{}", self.host(), incident.id)),
                published = rfc2822(incident.updated_at),
                content = escape(&self.content(incident)),
            );
        }
        xml.push_str("</channel>\n</rss>\n");
        xml
    }

    fn host(&self) -> &str {
        let rest = self.base.split_once("://").map_or(self.base.as_str(), |(_, rest)| rest);
        rest.split([':', '/']).next().unwrap_or(rest)
    }

    fn calendar(&self) -> String {
        let mut calendar = Calendar::new();
        calendar.name(&self.title);
        for incident in &self.incidents {
            let until = incident.ended_at.or(incident.until).unwrap_or(incident.started_at);
            let names = incident.updates.first().map_or("", |u| u.body.get(self.locale));
            let mut event = Event::new();
            event
                .uid(&format!("{}@{}", incident.id, self.host()))
                .add_property("DTSTAMP", utc(incident.updated_at))
                .add_property("LAST-MODIFIED", utc(incident.updated_at))
                .add_property("DTSTART", utc(incident.started_at))
                .add_property("DTEND", utc(until.max(incident.started_at)))
                .add_property("SEQUENCE", incident.updates.len().to_string())
                .summary(incident.title.get(self.locale))
                .description(names)
                .url(&self.link(incident));
            let cancelled = incident.was_called_off();
            event.status(if cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
            calendar.push(event.done());
        }
        calendar.to_string()
    }
}

/// What a feed is written as.
#[derive(Clone, Copy)]
enum Kind {
    Atom,
    Rss,
    Calendar,
}

/// Answers the Atom feed, in the language that `locale` names.
pub async fn atom(state: Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    feed(&state, &uri, &headers, Kind::Atom)
}

/// Answers the RSS feed, in the language that `locale` names.
pub async fn rss(state: Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    feed(&state, &uri, &headers, Kind::Rss)
}

/// Answers announced work as a calendar to subscribe to, in the language that `locale` names.
pub async fn calendar(state: Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    feed(&state, &uri, &headers, Kind::Calendar)
}

fn feed(state: &State, uri: &Uri, headers: &HeaderMap, kind: Kind) -> Response {
    let snapshot = state.snapshot();
    let asked = view::parameter(uri, "locale");
    let locale = match api::locale(&snapshot.library, asked.as_deref()) {
        Ok(locale) => locale,
        Err(detail) => return api::bad_parameter(&detail),
    };
    let board = state.status.board();
    let feed = Feed::new(state, &board, &locale, uri, kind);
    let (written, content_type) = match kind {
        Kind::Atom => (feed.atom(), "application/atom+xml; charset=utf-8"),
        Kind::Rss => (feed.rss(), "application/rss+xml; charset=utf-8"),
        Kind::Calendar => (feed.calendar(), "text/calendar; charset=utf-8"),
    };
    public(written, content_type, headers)
}

fn rfc3339(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A date as RSS has it (RFC 822 with four digits of the year).
fn rfc2822(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Text of an XML document; what no document may hold (XML 1.0 section 2.2) is left out.
fn escape(text: &str) -> String {
    let held = |c: &char| {
        matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    markup::escape(&text.chars().filter(held).collect::<String>())
}
