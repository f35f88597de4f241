//! Which files of a foreign tree are looked at: not its machinery, nothing outside it, no drafts, and one version of everything.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

/// Folders that hold machinery, not pages.
const MACHINERY: &[&str] = &[
    "_layouts",
    "_includes",
    "_sass",
    "_data",
    "_site",
    "_plugins",
    "node_modules",
    "vendor",
    "target",
    "archetypes",
    "layouts",
];
/// Folders that a site generator does not publish.
const DRAFTS: &str = "_drafts";
/// How deep folders may nest.
const MAX_DEPTH: usize = 32;

/// Every file of the tree: its path below it with forward slashes, and where it lies.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) all: BTreeMap<String, PathBuf>,
    /// The pages and folders that were left out, and why.
    pub(super) refused: Vec<(String, String)>,
}

/// Lists a tree. Links that lead out of it are not followed.
pub(super) fn files(root: &Path) -> io::Result<Files> {
    let root = root.canonicalize()?;
    let mut files = Files::default();
    let mut folders = vec![(root.clone(), String::new(), 0)];
    fs::read_dir(&root)?;
    while let Some((folder, path, depth)) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            files.refused.push((path, "the folder cannot be read".to_owned()));
            continue;
        };
        let drafts = path.split('/').any(|segment| segment == DRAFTS);
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let below = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let Ok(target) = entry.path().canonicalize() else {
                files.refuse(below, "a link to nothing");
                continue;
            };
            let linked = entry.file_type().is_ok_and(|t| t.is_symlink());
            if linked && !target.starts_with(&root) {
                files.refuse(below, "a link that leads out of the folder");
            } else if target.is_file() && drafts {
                files.refuse(below, "it is a draft");
            } else if target.is_file() {
                files.all.insert(below, target);
            } else if target.is_dir()
                && !linked
                && depth < MAX_DEPTH
                && !MACHINERY.contains(&name.as_str())
            {
                folders.push((target, below, depth + 1));
            }
        }
    }
    files.one_version();
    files.refused.sort();
    Ok(files)
}

impl Files {
    /// Leaves a page out; of other files nobody asks.
    fn refuse(&mut self, path: String, why: &str) {
        if is_page(&path) {
            self.refused.push((path, why.to_owned()));
        }
    }

    /// Docusaurus keeps old versions of all pages beside the present ones: those go, or all but the newest where there is no present one.
    fn one_version(&mut self) {
        let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for path in self.all.keys() {
            if let Some((folder, version)) = version(path) {
                versions.entry(folder.to_owned()).or_default().insert(version.to_owned());
            }
        }
        for (folder, versions) in versions {
            let present = present(&folder);
            let pages = |folder: &str| self.all.keys().any(|p| p.starts_with(folder) && is_page(p));
            let newest = versions.iter().max_by(|a, b| compare(a, b)).cloned();
            let kept = newest.filter(|_| !pages(&present));
            let dropped: Vec<&String> =
                versions.iter().filter(|v| Some(*v) != kept.as_ref()).collect();
            if dropped.is_empty() {
                continue;
            }
            for version in dropped {
                let below = format!("{folder}/{version}/");
                self.all.retain(|path, _| !path.starts_with(&below));
            }
            let why = match kept {
                Some(kept) => format!("of its versions only `{kept}`, the newest, was taken"),
                None => format!("it holds older versions of the pages in `{present}`"),
            };
            self.refused.push((folder, why));
        }
    }
}

/// The folder of versions that a path lies in, and its version.
fn version(path: &str) -> Option<(&str, &str)> {
    let mut start = 0;
    for segment in path.split('/') {
        let end = start + segment.len();
        if is_versioned(segment) {
            let version = path.get(end + 1..)?.split('/').next()?;
            return version.starts_with("version-").then(|| (&path[..end], version));
        }
        start = end + 1;
    }
    None
}

/// Whether a folder holds versions: `versioned_docs`, `api_versioned_docs`, and below `i18n` the name of a plugin.
pub(super) fn is_versioned(folder: &str) -> bool {
    folder == "versioned_docs"
        || folder.ends_with("_versioned_docs")
        || folder.starts_with("docusaurus-plugin-content-docs")
}

/// Where the present version of a folder of versions lies.
fn present(folder: &str) -> String {
    let (parent, name) = folder.rsplit_once('/').unwrap_or(("", folder));
    let parent = if parent.is_empty() { String::new() } else { format!("{parent}/") };
    match name.strip_suffix("versioned_docs") {
        Some("") => format!("{parent}docs/"),
        Some(other) => format!("{parent}{}/", other.trim_end_matches('_')),
        None => format!("{folder}/current/"),
    }
}

/// Versions by their numbers, so that 10 comes after 9.
fn compare(a: &str, b: &str) -> Ordering {
    let numbers = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit())
            .filter_map(|n| n.parse::<u64>().ok())
            .collect::<Vec<_>>()
    };
    numbers(a).cmp(&numbers(b)).then_with(|| a.cmp(b))
}

/// Whether a path's ending is that of a page.
pub(super) fn is_page(path: &str) -> bool {
    ending(path).is_some_and(|e| {
        ["md", "mdx", "markdown", "mdown"].contains(&e.to_ascii_lowercase().as_str())
    })
}

fn ending(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending)
}

/// A page's path without its ending.
pub(super) fn without_ending(path: &str) -> &str {
    ending(path).map_or(path, |e| &path[..path.len() - e.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(paths: &[&str]) -> (Vec<String>, usize) {
        let all = paths.iter().map(|p| ((*p).to_owned(), PathBuf::new())).collect();
        let mut files = Files { all, refused: Vec::new() };
        files.one_version();
        (files.all.into_keys().collect(), files.refused.len())
    }

    #[test]
    fn the_present_version_is_kept_or_else_the_newest() {
        let (old, new) = ("versioned_docs/version-1.9/a.md", "versioned_docs/version-1.10/a.md");
        assert_eq!(kept(&["docs/a.md", new, old]), (vec!["docs/a.md".to_owned()], 1));
        assert_eq!(kept(&[new, old]), (vec![new.to_owned()], 1));
        assert_eq!(kept(&[new]), (vec![new.to_owned()], 0));
        let french = "i18n/fr/docusaurus-plugin-content-docs";
        let (now, then) = (format!("{french}/current/a.md"), format!("{french}/version-1.0/a.md"));
        assert_eq!(kept(&[&then, &now]), (vec![now.clone()], 1));
        assert_eq!(kept(&["guide/version-1/a.md", "guide/version-2/a.md"]).1, 0);
    }
}
