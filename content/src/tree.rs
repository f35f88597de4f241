//! The files of a content folder: which there are, and whether one changed since it was read.
//!
//! Nothing outside the folder is ever named by what this module returns.

use std::{
    collections::HashSet,
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
};

use crate::{diagnostic::Diagnostic, media};

/// How deep folders may nest.
const MAX_DEPTH: usize = 32;

/// What the file system says of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Stamp {
    len: u64,
    modified: i128,
    changed: i128,
    inode: u64,
}

impl Stamp {
    #[cfg(unix)]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds =
            |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            len: metadata.len(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }

    #[cfg(not(unix))]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let since =
            metadata.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = since.and_then(|d| i128::try_from(d.as_nanos()).ok()).unwrap_or_default();
        Self { len: metadata.len(), modified, ..Self::default() }
    }

    pub(crate) fn len(self) -> u64 {
        self.len
    }
}

/// A file of the folder.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Its path below the folder, with forward slashes.
    pub(crate) path: String,
    /// Where it lies.
    pub(crate) file: PathBuf,
    pub(crate) stamp: Stamp,
}

/// Everything in a folder that matters to the portal.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Markdown below `articles/`, by path.
    pub(crate) markdown: Vec<Found>,
    /// Images and downloads, by path.
    pub(crate) media: Vec<(Found, &'static str)>,
    /// iCalendar files, by path.
    pub(crate) calendars: Vec<Found>,
    /// The folders directly below `articles/`.
    pub(crate) locale_folders: Vec<String>,
    pub(crate) problems: Vec<Diagnostic>,
}

/// Walks a folder.
pub(crate) fn scan(root: &Path) -> io::Result<Tree> {
    let root = root.canonicalize()?;
    fs::read_dir(&root)?;
    let mut walk = Walk {
        root: &root,
        tree: Tree::default(),
        linked: HashSet::new(),
        folders: vec![(root.clone(), String::new(), 0)],
    };
    while let Some((folder, path, depth)) = walk.folders.pop() {
        walk.folder(&folder, &path, depth);
    }
    let mut tree = walk.tree;
    tree.markdown.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    tree.media.sort_unstable_by(|a, b| a.0.path.cmp(&b.0.path));
    tree.calendars.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    tree.locale_folders.sort_unstable();
    Ok(tree)
}

struct Walk<'a> {
    root: &'a Path,
    tree: Tree,
    /// Folders reached through links: each is walked once, so that links in a circle end.
    linked: HashSet<PathBuf>,
    folders: Vec<(PathBuf, String, usize)>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, path: &str, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(path, &error),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.unreadable(path, &error);
                    continue;
                }
            };
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                let shown = name.to_string_lossy();
                let problem = Diagnostic::error(
                    &join(path, &shown),
                    "file-name",
                    "the file's name is not UTF-8",
                    "rename the file",
                );
                self.tree.problems.push(problem);
                continue;
            };
            if name.starts_with('.') || name.ends_with('~') || name == "node_modules" {
                continue;
            }
            if let Err(error) = self.entry(&entry, &join(path, name), depth) {
                self.unreadable(&join(path, name), &error);
            }
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, path: &str, depth: usize) -> io::Result<()> {
        let mut file = entry.path();
        let mut metadata = entry.metadata()?;
        if metadata.is_symlink() {
            let Some(target) = self.follow(&file, path) else { return Ok(()) };
            metadata = fs::metadata(&target)?;
            file = target;
            if metadata.is_dir() && !self.linked.insert(file.clone()) {
                return Ok(());
            }
        }
        if metadata.is_dir() {
            if path.strip_prefix("articles/").is_some_and(|rest| !rest.contains('/')) {
                self.tree.locale_folders.push(path["articles/".len()..].to_owned());
            }
            if depth == MAX_DEPTH {
                let message = format!("folders are nested more than {MAX_DEPTH} deep");
                self.tree.problems.push(Diagnostic::error(
                    path,
                    "folder-depth",
                    message,
                    "move the files up",
                ));
            } else {
                self.folders.push((file, path.to_owned(), depth + 1));
            }
        } else if metadata.is_file() {
            self.file(file, path, &metadata);
        }
        Ok(())
    }

    fn file(&mut self, file: PathBuf, path: &str, metadata: &Metadata) {
        let markdown = path.rsplit_once('.').is_some_and(|(_, ending)| {
            ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
        });
        if path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("ics")) {
            let found = Found { path: path.to_owned(), stamp: Stamp::of(metadata), file };
            return self.tree.calendars.push(found);
        }
        // Files for readers lie in folders; what lies at the top, or beside the synonyms, is the operator's.
        let public = path.contains('/') && !path.starts_with("synonyms/");
        let content_type = media::content_type(path).filter(|_| public);
        if !(markdown && path.starts_with("articles/")) && content_type.is_none() {
            return;
        }
        let found = Found { path: path.to_owned(), stamp: Stamp::of(metadata), file };
        match content_type {
            Some(content_type) => self.tree.media.push((found, content_type)),
            None => self.tree.markdown.push(found),
        }
    }

    /// Where a link leads, if that is inside the folder.
    fn follow(&mut self, link: &Path, path: &str) -> Option<PathBuf> {
        match link.canonicalize() {
            Ok(target) if target.starts_with(self.root) && !link.starts_with(&target) => {
                Some(target)
            }
            Ok(target) if target.starts_with(self.root) => {
                self.tree.problems.push(Diagnostic::warning(
                    path,
                    "link-circle",
                    "this link leads to a folder it lies in",
                    "remove the link",
                ));
                None
            }
            Ok(_) => {
                let message = "this link leads out of the content folder and is not followed";
                self.tree.problems.push(Diagnostic::error(
                    path,
                    "link-outside",
                    message,
                    "copy the file into the content folder",
                ));
                None
            }
            Err(error) => {
                self.unreadable(path, &error);
                None
            }
        }
    }

    fn unreadable(&mut self, path: &str, error: &io::Error) {
        let path = if path.is_empty() { "." } else { path };
        let message = format!("cannot be read: {error}");
        self.tree.problems.push(Diagnostic::error(
            path,
            "unreadable",
            message,
            "check that the file is there and that the server may read it",
        ));
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
