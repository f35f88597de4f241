//! Foreign help centres as content: imported like anybody's Markdown, loaded and indexed like anybody's content.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use guichet_content::{Library, import};
use guichet_index::{IndexOptions, SearchIndex};
use serde::Deserialize;
use tempfile::TempDir;

/// A content folder with its index.
pub(crate) struct Corpus {
    pub(crate) index: SearchIndex,
    /// From the path of an article below the content folder to the name queries use.
    names: HashMap<String, String>,
    _folder: Option<TempDir>,
}

#[derive(Deserialize)]
struct Line {
    source: String,
    target: Option<String>,
}

impl Corpus {
    /// Imports the Markdown below `root/name`; queries name its files by their path below `root`.
    pub(crate) fn import(root: &Path, name: &str) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|e| format!("a temporary folder: {e}"))?;
        let (to, report) = (folder.path().join("content"), folder.path().join("report.jsonl"));
        let options = import::Options {
            from: root.join(name),
            to: to.clone(),
            report: Some(report.clone()),
            ..import::Options::default()
        };
        import::import_markdown(&options).map_err(|e| format!("{name}: {e}"))?;
        let text =
            std::fs::read_to_string(&report).map_err(|e| format!("{}: {e}", report.display()))?;
        let mut names = HashMap::new();
        for line in text.lines() {
            let line: Line =
                serde_json::from_str(line).map_err(|e| format!("{}: {e}", report.display()))?;
            if let Some(target) = line.target {
                names.insert(target, format!("{name}/{}", line.source));
            }
        }
        Ok(Self { index: index(&to)?, names, _folder: Some(folder) })
    }

    /// A content folder as it is; queries name its articles by their path below it.
    pub(crate) fn content(folder: &Path) -> Result<Self, String> {
        Ok(Self { index: index(folder)?, names: HashMap::new(), _folder: None })
    }

    /// The name queries use for an article.
    pub(crate) fn name(&self, source: &str) -> String {
        self.names.get(source).cloned().unwrap_or_else(|| source.to_owned())
    }
}

fn index(content: &Path) -> Result<SearchIndex, String> {
    let library = Library::load(content, None).map_err(|e| e.to_string())?.library;
    let documents = library.articles().map(|article| article.document(&library));
    SearchIndex::in_memory(documents, &IndexOptions::default())
        .map_err(|e| format!("{}: {e}", content.display()))
}

/// Where the corpora are: `GUICHET_CORPORA`, or beside the project.
pub(crate) fn folder() -> PathBuf {
    std::env::var_os("GUICHET_CORPORA")
        .map_or_else(|| guichet_tests::workspace().join("../shared/corpora"), PathBuf::from)
}
