//! The content crate from outside: folders as operators and attackers leave them, read, rendered, checked, reloaded and imported.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

mod bad_input;
mod checking;
mod holidays;
mod importing;
mod importing_access;
mod importing_tools;
mod properties;
mod reading;

use std::{fs, path::Path};

use guichet_content::{BodyLabels, Library, Loaded};
use guichet_model::{ArticleKey, Locale};
use tempfile::TempDir;

/// A content folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(root.path(), path, text);
    }
    root
}

fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn load(root: &Path) -> Loaded {
    Library::load(root, None).unwrap()
}

fn locale(tag: &str) -> Locale {
    tag.parse().unwrap()
}

fn key(text: &str) -> ArticleKey {
    ArticleKey::parse(text).unwrap()
}

/// An article's HTML for a reader, with English labels.
fn html(library: &Library, reader: &str, article: &str) -> String {
    let reader = locale(reader);
    library
        .best(&reader, &key(article))
        .unwrap()
        .body(library, &reader, &BodyLabels::default())
        .html
}

/// A one-article folder's HTML.
fn rendered(markdown: &str) -> String {
    let root = folder(&[("articles/en/a/b.md", &format!("---\ntitle: T\n---\n{markdown}"))]);
    html(&load(root.path()).library, "en", "a/b")
}
