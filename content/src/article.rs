//! One article in one language: its front matter at hand, its Markdown compressed until somebody reads it.

use comrak::Arena;
use guichet_model::{ArticleKey, Audience, Locale, search::Document};
use jiff::civil::Date;

use crate::{
    diagnostic::{Diagnostic, place},
    front_matter::{self, FrontMatter, Placed},
    hash::{self, Hash},
    library::Library,
    markdown,
    render::{self, Body, BodyLabels},
    text,
    tree::Stamp,
};

/// The largest article accepted, in bytes.
pub const MAX_ARTICLE_BYTES: u64 = 2 * 1024 * 1024;

/// An article.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its language.
    pub locale: Locale,
    /// What it shares with its translations.
    pub key: ArticleKey,
    /// Its title, plain text.
    pub title: String,
    /// Its summary, plain text.
    pub description: Option<String>,
    /// The services it is about, as the policy names them.
    pub services: Vec<String>,
    /// Who may read it.
    pub audience: Audience,
    /// Words readers use that the text does not.
    pub keywords: Vec<String>,
    /// Articles to read next.
    pub related: Vec<ArticleKey>,
    /// Its place in its category, lowest first; those without come last.
    pub order: Option<i32>,
    /// When it was last brought up to date.
    pub updated: Option<Date>,
    /// When somebody should look at it again.
    pub review_by: Option<Date>,
    /// Addresses it had before.
    pub redirect_from: Vec<String>,
    /// The path of its file below the content folder.
    pub source: String,
    /// How many words it has, roughly; signs of scripts without spaces count as half a word.
    pub words: u32,
    /// The line of the file on which its Markdown begins.
    pub(crate) body_line: usize,
    pub(crate) places: Places,
    pub(crate) hash: Hash,
    pub(crate) stamp: Stamp,
    compressed: Box<[u8]>,
}

/// Where the parts of front matter stand that only a check of the whole folder can judge: line and column each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    pub(crate) description: (u32, u32),
    /// The first line, where nothing is said of it.
    pub(crate) audience: (u32, u32),
    pub(crate) services: Vec<(u32, u32)>,
    pub(crate) related: Vec<(u32, u32)>,
    pub(crate) redirect_from: Vec<(u32, u32)>,
}

/// What a file is, told from its path alone.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) path: String,
    pub(crate) locale: Locale,
    pub(crate) key: ArticleKey,
}

impl Article {
    /// Reads a file's bytes. Every problem lands in `problems`; `None` when the article cannot be served.
    pub(crate) fn read(
        identity: &Identity,
        bytes: &[u8],
        stamp: Stamp,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let text = utf8(&identity.path, bytes, problems)?;
        let split = split(&identity.path, text, problems)?;
        let matter = front_matter::article(&identity.path, &split, problems)?;
        let (words, signs) = text::measure(split.body);
        Some(Self::assemble(
            identity,
            matter,
            split.body,
            (words + signs / 2, split.body_line),
            hash::of(bytes),
            stamp,
        ))
    }

    fn assemble(
        identity: &Identity,
        matter: FrontMatter,
        body: &str,
        (words, body_line): (usize, usize),
        hash: Hash,
        stamp: Stamp,
    ) -> Self {
        let mut key = identity.key.clone();
        if let Some(category) = matter.category {
            key.category = category;
        }
        let (services, services_at) = unzip(matter.services);
        let (related, related_at) = unzip(matter.related);
        let (redirect_from, redirect_at) = unzip(matter.redirect_from);
        Self {
            locale: identity.locale.clone(),
            key,
            title: matter.title,
            description: matter.description,
            services,
            audience: matter.audience,
            keywords: matter.keywords,
            related,
            order: matter.order,
            updated: matter.updated,
            review_by: matter.review_by,
            redirect_from,
            source: identity.path.clone(),
            words: u32::try_from(words).unwrap_or(u32::MAX),
            body_line,
            places: Places {
                description: matter.description_at,
                audience: matter.audience_at,
                services: services_at,
                related: related_at,
                redirect_from: redirect_at,
            },
            hash,
            stamp,
            compressed: lz4_flex::block::compress_prepend_size(body.as_bytes()).into_boxed_slice(),
        }
    }

    /// The article's Markdown, without its front matter.
    pub fn markdown(&self) -> String {
        let bytes =
            lz4_flex::block::decompress_size_prepended(&self.compressed).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The article as a page shows it to a reader of `reader`: links lead to that language, whatever the article's own is.
    pub fn body(&self, library: &Library, reader: &Locale, labels: &BodyLabels) -> Body {
        render::body(self, library, reader, labels)
    }

    /// The article as the index takes it in.
    pub fn document(&self, library: &Library) -> Document {
        let arena = Arena::new();
        let parsed = markdown::parse(&arena, &self.markdown(), &self.title);
        Document {
            locale: self.locale.clone(),
            key: self.key.clone(),
            audience: self.audience,
            title: self.title.clone(),
            description: self.description.clone().unwrap_or_default(),
            keywords: self.keywords.clone(),
            services: self.services.clone(),
            category_title: library
                .category(&self.locale, &self.key.category)
                .map_or_else(String::new, |c| c.title.clone()),
            source: self.source.clone(),
            updated: self.updated,
            reception: None,
            sections: markdown::sections(&parsed),
        }
    }

    /// Whether this is a translation that the default locale's article has left behind.
    pub fn is_out_of_date(&self, library: &Library) -> bool {
        let original = library.article(library.default_locale(), &self.key);
        match (original, self.updated) {
            (Some(original), Some(updated)) if original.locale != self.locale => {
                original.updated.is_some_and(|then| updated < then)
            }
            _ => false,
        }
    }
}

fn unzip<T>(placed: Vec<Placed<T>>) -> (Vec<T>, Vec<(u32, u32)>) {
    placed.into_iter().map(|p| (p.value, (p.line, p.column))).unzip()
}

/// A file's text, or the place of the first byte that is none.
pub(crate) fn utf8<'a>(
    path: &str,
    bytes: &'a [u8],
    problems: &mut Vec<Diagnostic>,
) -> Option<&'a str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let (line, column) = place(&valid, valid.len());
            problems.push(
                Diagnostic::error(
                    path,
                    "utf-8",
                    "the file is not UTF-8 text",
                    "save it with the encoding UTF-8",
                )
                .at(line, column),
            );
            None
        }
    }
}

/// The two parts of a file, or the problem that its front matter does not end.
pub(crate) fn split<'a>(
    path: &str,
    text: &'a str,
    problems: &mut Vec<Diagnostic>,
) -> Option<front_matter::Split<'a>> {
    let split = front_matter::split(text).ok();
    if split.is_none() {
        let message = "the front matter that begins here does not end";
        problems.push(
            Diagnostic::error(
                path,
                "front-matter",
                message,
                "end it with a line of three hyphens: `---`",
            )
            .at(1, 1),
        );
    }
    split
}
