//! What counts beside search results are called: the index knows categories and services by their identifiers, the content and its
//! policy by the names that people read, in the reader's language.

use guichet_content::Library;
use guichet_model::{
    Locale, Page, Slug,
    search::{IncidentHit, SearchRequest, SearchResponse},
    status::{Board, Incident},
};

use percent_encoding::percent_decode_str;

/// How many of the best results say what a search is about.
const ABOUT: usize = 3;

/// Gives every count the title that the content has for it; an identifier without one stays as it is.
pub fn fill(library: &Library, locale: &Locale, response: &mut SearchResponse) {
    for count in &mut response.categories {
        let slug = count.id.parse::<Slug>().ok();
        if let Some(category) = slug.and_then(|slug| library.category(locale, &slug)) {
            count.title.clone_from(&category.title);
        }
    }
    for count in &mut response.services {
        if let Some(service) = library.policy().services.iter().find(|s| s.id == count.id) {
            service.name.get(locale).clone_into(&mut count.title);
        }
    }
}

/// The open incidents that a search is most likely about: by its words, or since most of its best results are about their services.
pub fn incidents<'b>(
    board: &'b Board,
    library: &Library,
    request: &SearchRequest,
    response: &SearchResponse,
) -> Vec<&'b Incident> {
    let best: Vec<&[String]> = response
        .hits
        .iter()
        .take(ABOUT)
        .filter_map(|hit| {
            let path = percent_decode_str(&hit.url).decode_utf8().ok()?;
            let (locale, rest) = path.trim_start_matches('/').split_once('/')?;
            let Page::Article(key) = Page::parse(rest)? else { return None };
            Some(library.best(&locale.parse().ok()?, &key)?.services.as_slice())
        })
        .collect();
    let about: Vec<String> = best
        .iter()
        .flat_map(|services| services.iter())
        .filter(|id| best.iter().filter(|services| services.contains(id)).count() * 2 > best.len())
        .cloned()
        .collect();
    board.matching(&request.query, &about, library.policy(), &request.locale)
}

/// Adds the open incidents that a search is most likely about.
pub fn fill_incidents(
    board: &Board,
    library: &Library,
    request: &SearchRequest,
    response: &mut SearchResponse,
) {
    let found = incidents(board, library, request, response);
    response.incidents = found
        .into_iter()
        .map(|incident| IncidentHit {
            title: incident.title.get(&request.locale).to_owned(),
            url: Page::Incident(incident.id.clone()).path(&request.locale),
            stage: incident.stage,
            impact: incident.impact,
            services: incident.components().into_iter().map(|(id, _)| id.to_owned()).collect(),
        })
        .collect();
}
