//! Where a link in an article leads: one rule for the page, for the checks and for the importer.

use guichet_model::{ArticleKey, Locale, Page, Slug};

use crate::{article::Article, library::Library, media::Media};

/// The target of a link or an image.
#[derive(Debug)]
pub(crate) enum Target<'l> {
    /// A place on the same page, percent-decoded.
    Anchor(String),
    /// An article, in the language its reader gets, and a place on it with its `#`.
    Article(&'l Article, String),
    /// Another page of the portal: its address without the locale, from `/`, with query and fragment.
    Portal(String),
    /// A file of the content folder.
    Media(&'l Media),
    /// Another site.
    External,
    /// An e-mail address or a telephone number.
    Address,
    /// Nothing that exists.
    Missing,
    /// An address that must not be linked to, such as a script.
    Refused,
}

/// Resolves an address written in the file `source`, for a reader of `reader`.
pub(crate) fn resolve<'l>(
    library: &'l Library,
    source: &str,
    reader: &Locale,
    url: &str,
) -> Target<'l> {
    let url = url.trim();
    if let Some(fragment) = url.strip_prefix('#') {
        return Target::Anchor(decode(fragment).unwrap_or_default());
    }
    if url.starts_with("//") {
        return Target::External;
    }
    if let Some(scheme) = scheme(url) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Target::External,
            "mailto" | "tel" => Target::Address,
            _ => Target::Refused,
        };
    }
    let cut = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at(cut);
    let Some(path) = decode(path) else { return Target::Missing };
    let fragment = rest.find('#').map_or_else(String::new, |at| rest[at..].to_owned());
    if path.starts_with('/') {
        absolute(library, reader, &path, rest, fragment)
    } else if path.is_empty() {
        Target::Portal(format!("/{rest}"))
    } else {
        relative(library, source, reader, &path, fragment)
    }
}

fn absolute<'l>(
    library: &'l Library,
    reader: &Locale,
    path: &str,
    rest: &str,
    fragment: String,
) -> Target<'l> {
    let (_, below) = library.without_locale(path);
    if let Some(media) = library.media(path.trim_matches('/')) {
        return Target::Media(media);
    }
    match Page::parse(&below) {
        Some(Page::Article(key)) => article(library, reader, &key, fragment)
            .or_else(|| moved(library, reader, path, ""))
            .unwrap_or(Target::Missing),
        Some(Page::Category(slug)) if !library.by_category.contains_key(&slug) => Target::Missing,
        Some(_) => Target::Portal(format!("/{below}{rest}")),
        None => moved(library, reader, path, &fragment).unwrap_or(Target::Missing),
    }
}

fn relative<'l>(
    library: &'l Library,
    source: &str,
    reader: &Locale,
    path: &str,
    fragment: String,
) -> Target<'l> {
    let Some(full) = join(source, path) else { return Target::Missing };
    if let Some(media) = library.media(&full) {
        return Target::Media(media);
    }
    let plain = full.trim_end_matches('/');
    let stem = plain.strip_suffix(".md").unwrap_or(plain);
    if let Some(found) = by_file(library, stem) {
        return article(library, reader, &found.key, fragment).unwrap_or(Target::Missing);
    }
    let segments: Vec<&str> = stem.split('/').collect();
    let category = match segments.as_slice() {
        ["articles", _, category] | ["articles", _, category, "_index"] => {
            category.parse::<Slug>().ok()
        }
        _ => None,
    };
    match category.filter(|c| library.by_category.contains_key(c)) {
        Some(category) => {
            Target::Portal(format!("/articles/{}", guichet_model::route::encode(category.as_str())))
        }
        None => Target::Missing,
    }
}

/// The article whose file has this path without `.md`, in the locale of the path or in any other.
fn by_file<'l>(library: &'l Library, stem: &str) -> Option<&'l Article> {
    let file = format!("{stem}.md");
    library.by_source(&file).or_else(|| {
        let (_, below) = file.strip_prefix("articles/")?.split_once('/')?;
        library
            .locales()
            .iter()
            .find_map(|locale| library.by_source(&format!("articles/{locale}/{below}")))
    })
}

fn article<'l>(
    library: &'l Library,
    reader: &Locale,
    key: &ArticleKey,
    fragment: String,
) -> Option<Target<'l>> {
    library.best(reader, key).map(|article| Target::Article(article, fragment))
}

fn moved<'l>(
    library: &'l Library,
    reader: &Locale,
    path: &str,
    fragment: &str,
) -> Option<Target<'l>> {
    let key = library.moved(reader, path)?;
    article(library, reader, &key, fragment.to_owned())
}

/// The scheme of an address (RFC 3986 section 3.1), if it has one.
pub(crate) fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    (first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
        .then_some(scheme)
}

/// The path that `path` means in the file `source`; `None` when it leaves the folder.
pub(crate) fn join(source: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = source.split('/').collect();
    segments.pop();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

/// Undoes percent-encoding; `None` when it is broken or what comes out is not UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let digits = bytes.get(at + 1..at + 3)?;
            let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
            decoded.push(digit(digits[0])? * 16 + digit(digits[1])?);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_never_leave_the_folder() {
        assert_eq!(
            join("articles/en/mail/a.md", "../drive/./b.md").unwrap(),
            "articles/en/drive/b.md"
        );
        assert_eq!(join("articles/en/mail/a.md", "../../../images/x.svg").unwrap(), "images/x.svg");
        assert_eq!(join("articles/en/mail/a.md", "../../../../etc/passwd"), None);
    }

    #[test]
    fn percent_encoding_is_undone_or_refused() {
        assert_eq!(decode("a%20b%C3%A9").unwrap(), "a bé");
        for broken in ["%", "%2", "%zz", "%ff"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
        assert_eq!(scheme("javascript:x"), Some("javascript"));
        assert_eq!(scheme("a/b:c"), None);
    }
}
