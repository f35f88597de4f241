//! What counts beside search results are called: the index knows categories and services by their identifiers, the content and its
//! policy by the names that people read, in the reader's language.

use guichet_content::Library;
use guichet_model::{Locale, Slug, search::SearchResponse};

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
