//! `guichet status export`: a static copy of the status page for another host, for the day the portal itself is down. Links to what is not
//! in the copy lead to the portal.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{body::Body, http::Request};
use guichet_model::{Locale, Page};
use tower::ServiceExt as _;

use super::api;
use crate::{router, state::State};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A file cannot be written.
    #[error("{} cannot be written: {source}", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A page cannot be made.
    #[error("{path} cannot be made: it answers {status}")]
    Page {
        /// Its address.
        path: String,
        /// The status.
        status: u16,
    },
    /// An answer broke off.
    #[error("an answer broke off: {0}")]
    Broken(#[from] axum::Error),
}

/// Feeds and the calendar, which there are in every language.
const FEEDS: [&str; 3] = ["/history.atom", "/history.rss", "/maintenance.ics"];
/// Assets that the pages need.
const ASSETS: [&str; 3] = ["style.css", "personal.css", "favicon.svg"];
/// The largest answer, in bytes.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Writes the copy. Answers how many files it has.
///
/// # Errors
/// When a page cannot be made or a file cannot be written.
pub async fn export(state: &Arc<State>, folder: &Path) -> Result<usize, ExportError> {
    let snapshot = state.snapshot();
    let board = state.status.board();
    let (mut pages, mut feeds) = (BTreeSet::new(), Vec::new());
    for locale in snapshot.library.locales() {
        feeds.extend(FEEDS.map(|path| Feed::new(path, locale)));
        pages.insert(Page::Status.path(locale));
        for incident in &board.incidents {
            pages.insert(Page::Incident(incident.id.clone()).path(locale));
        }
    }
    let assets = ASSETS.map(|name| state.assets.url(name));
    let plain = api::PATHS.iter().chain(&FEEDS).chain(&["/status/badge.svg"]);
    let files: Vec<String> = plain.map(|path| (*path).to_owned()).chain(assets).collect();
    let kept = pages.iter().chain(&files).chain(feeds.iter().map(|feed| &feed.kept));
    let kept: BTreeSet<&str> = kept.map(String::as_str).collect();
    let base = state.settings.base_url();
    let mut written = 0;
    for path in &files {
        let body = ask(state, path).await?;
        write(&folder.join(path.trim_start_matches('/')), &body)?;
        written += 1;
    }
    for feed in &feeds {
        write(&folder.join(feed.kept.trim_start_matches('/')), &ask(state, &feed.asked).await?)?;
        written += 1;
    }
    let first = Page::Status.path(snapshot.library.default_locale());
    for path in &pages {
        let html = String::from_utf8_lossy(&ask(state, path).await?).into_owned();
        let html = feeds.iter().fold(html, |html, feed| feed.linked(&html));
        let html = alone(&without_forms(&html, &format!("{base}{path}")), &kept, &base);
        write(&folder.join(path.trim_start_matches('/')).join("index.html"), html.as_bytes())?;
        written += 1;
        if *path == first {
            write(&folder.join("index.html"), html.as_bytes())?;
            written += 1;
        }
    }
    Ok(written)
}

/// A feed in one language. A folder of files knows no parameters, so that each has a place of its own.
struct Feed {
    /// How the portal is asked for it.
    asked: String,
    /// Where the copy has it.
    kept: String,
}

impl Feed {
    fn new(path: &str, locale: &Locale) -> Self {
        Self { asked: format!("{path}?locale={locale}"), kept: format!("/{locale}{path}") }
    }

    /// A page that leads to the feed where the copy has it.
    fn linked(&self, html: &str) -> String {
        html.replace(&format!("href=\"{}\"", self.asked), &format!("href=\"{}\"", self.kept))
    }
}

async fn ask(state: &Arc<State>, path: &str) -> Result<Vec<u8>, ExportError> {
    let request = Request::get(path).body(Body::empty()).unwrap_or_default();
    // The router answers everything, if only that it cannot.
    let Ok(response) = router::router(state).oneshot(request).await;
    let status = response.status().as_u16();
    if status != 200 {
        return Err(ExportError::Page { path: path.to_owned(), status });
    }
    Ok(axum::body::to_bytes(response.into_body(), MAX_BODY).await?.to_vec())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let failed = |source| ExportError::Write { path: path.to_owned(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    // Whoever serves the folder never reads half a file.
    let fresh = path.with_extension("new");
    fs::write(&fresh, bytes).map_err(failed)?;
    fs::rename(&fresh, path).map_err(failed)
}

/// A page without the forms that change something: the portal takes them from its own pages alone. In place of their buttons are links to the
/// same page of the portal, at `there`.
fn without_forms(html: &str, there: &str) -> String {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<form")
        && let Some(length) = rest[at..].find("</form>")
    {
        let (form, behind) = rest[at..].split_at(length + "</form>".len());
        page.push_str(&rest[..at]);
        let tag = form.split('>').next().unwrap_or("");
        if tag.contains("method=\"post\"") {
            let place = attribute(tag, "action").and_then(|action| action.split_once('#'));
            let place = place.map_or_else(String::new, |(_, place)| format!("#{place}"));
            for button in form.split("<button").skip(1) {
                let button = button.split("</button>").next().unwrap_or("");
                let Some((tag, label)) = button.split_once('>') else { continue };
                let class = attribute(tag, "class").unwrap_or("");
                _ = write!(page, "<a class=\"{class}\" href=\"{there}{place}\">{label}</a>");
            }
        } else {
            page.push_str(form);
        }
        rest = behind;
    }
    page.push_str(rest);
    page
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

/// A page that stands alone: no scripts, and whole addresses for what is not in the copy.
fn alone(html: &str, kept: &BTreeSet<&str>, base: &str) -> String {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<script") {
        page.push_str(&rest[..at]);
        rest = rest[at..].find("</script>").map_or("", |end| &rest[at + end + "</script>".len()..]);
    }
    page.push_str(rest);
    let mut whole = String::with_capacity(page.len());
    let mut rest = page.as_str();
    while let Some((at, length)) = ["href=\"/", "action=\"/", "src=\"/"]
        .iter()
        .filter_map(|mark| Some((rest.find(mark)?, mark.len())))
        .min()
    {
        let start = at + length - 1;
        whole.push_str(&rest[..start]);
        let link = rest[start..].split(['"', '#', '?']).next().unwrap_or("");
        // What is sent goes to the portal, whichever page the form stands on.
        if !kept.contains(link) || rest[at..].starts_with("action") {
            whole.push_str(base);
        }
        rest = &rest[start..];
        // The slash itself is copied, so that the search goes on behind it.
        whole.push('/');
        rest = &rest[1..];
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_change_something_become_links() {
        let html = r#"<form method="get" action="/en/search"><button>Go</button></form><form class="form" method="post" action="/en/status#follow"><input name="a"><button class="button" type="submit">Me &amp; you</button></form><p>b</p>"#;
        assert_eq!(
            without_forms(html, "https://help.example/en/status"),
            r#"<form method="get" action="/en/search"><button>Go</button></form><a class="button" href="https://help.example/en/status#follow">Me &amp; you</a><p>b</p>"#
        );
    }

    #[test]
    fn a_copy_has_no_scripts_and_leads_home() {
        let kept = BTreeSet::from(["/en/status", "/assets/a.css"]);
        let html = r#"<link href="/assets/a.css"><script src="/x.js"></script><a href="/en/status#a">a</a><a href="/en/">b</a><form action="/en/status?x">"#;
        assert_eq!(
            alone(html, &kept, "https://help.example"),
            r#"<link href="/assets/a.css"><a href="/en/status#a">a</a><a href="https://help.example/en/">b</a><form action="https://help.example/en/status?x">"#
        );
    }
}
