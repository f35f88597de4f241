//! What the operator writes: a folder of Markdown articles and one policy file, read, rendered, checked, watched and imported.
//!
//! [`Library`] is one state of such a folder: immutable, shared in an `Arc`, and swapped for the next one as a whole. [`Library::load`] builds it,
//! [`check()`] judges it, [`watch::watch`] says when to build it again, [`import::import_markdown`] makes one out of somebody else's Markdown.
//! Nothing here knows of HTTP, of the index or of accounts; who may read an article is decided in `guichet_model`.

mod article;
mod bounds;
mod check;
mod diagnostic;
mod figures;
mod front_matter;
mod gather;
mod hash;
mod highlight;
mod holidays;
pub mod import;
mod languages;
mod library;
mod links;
mod load;
mod markdown;
mod media;
mod outline;
mod policy_check;
mod portal;
mod raw;
mod render;
mod sanitise;
mod text;
mod tree;
pub mod watch;
mod yaml;

pub use article::{Article, MAX_ARTICLE_BYTES};
pub use check::check;
pub use diagnostic::{Diagnostic, Report, Severity};
pub use front_matter::MAX_FRONT_MATTER_BYTES;
pub use library::{Category, GENERAL, Library};
pub use load::{LoadError, Loaded};
pub use media::{Media, content_type};
pub use outline::{Outline, OutlineError, is_language_tag};
pub use portal::PORTAL_FILE;
pub use render::{Body, BodyLabels, TocEntry};
pub use text::plain_text;
