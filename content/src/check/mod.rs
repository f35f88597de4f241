//! `guichet check`: everything that can be told wrong of a content folder without a reader finding it first.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use comrak::Arena;
use jiff::civil::Date;

use crate::{
    article::Article,
    diagnostic::{Diagnostic, Report},
    gather,
    library::Library,
    markdown, policy_check,
};

mod body;
mod matter;
mod redirects;

/// Checks a content folder. `today` decides which articles are due for review; without it none is.
pub fn check(root: &Path, today: Option<Date>) -> Report {
    let loaded = match Library::load(root, None) {
        Ok(loaded) => loaded,
        Err(error) => {
            let problem = Diagnostic::error(
                ".",
                "unreadable",
                error.to_string(),
                "name the folder that holds portal.toml and articles/",
            );
            return Report { diagnostics: vec![problem], articles: 0 };
        }
    };
    let library = loaded.library;
    let mut diagnostics = loaded.diagnostics;
    let anchors = anchors(&library);
    for found in gather::parallel(&library.articles, |article| {
        Checker { library: &library, article, anchors: &anchors, today, found: Vec::new() }.run()
    }) {
        diagnostics.extend(found);
    }
    redirects::redirects(&library, &mut diagnostics);
    policy_check::check(&library, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    Report { diagnostics, articles: library.len() }
}

type Anchors<'l> = HashMap<&'l str, HashSet<String>>;

/// The ids of every article that a link names with a place in it, by source.
fn anchors(library: &Library) -> Anchors<'_> {
    let all = gather::parallel(&library.articles, |article| {
        let arena = Arena::new();
        markdown::anchors(&markdown::parse(&arena, &article.markdown(), &article.title))
    });
    library.articles().map(|a| a.source.as_str()).zip(all).collect()
}

/// One article, and what is found of it.
struct Checker<'l> {
    library: &'l Library,
    article: &'l Article,
    anchors: &'l Anchors<'l>,
    today: Option<Date>,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn run(mut self) -> Vec<Diagnostic> {
        self.matter();
        self.body();
        self.found
    }

    fn push(&mut self, code: &'static str, message: String, help: String, at: (u32, u32)) {
        self.found.push(
            Diagnostic::error(&self.article.source, code, message, help)
                .at(at.0 as usize, at.1 as usize),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_is_one_problem() {
        let report = check(Path::new("/nonexistent/guichet"), None);
        assert_eq!((report.errors(), report.articles), (1, 0));
    }
}
