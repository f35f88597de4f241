//! Which source files changed since last looked at. Looks at their times twice a second: a few hundred files, no dependency.
//! Articles are not watched here, the server takes their changes in itself.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{failure::Result, workspace::collect};

/// What the server and the site are built from.
const SOURCES: [&str; 10] = [
    "app",
    "server",
    "index",
    "content/src",
    "content/model",
    "content/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    "clippy.toml",
    ".cargo/config.toml",
];

/// The times of all source files.
pub(crate) struct Watcher {
    root: PathBuf,
    seen: BTreeMap<PathBuf, SystemTime>,
}

impl Watcher {
    /// Begins with the files as they are.
    pub(crate) fn new(root: &Path) -> Result<Self> {
        Ok(Self { root: root.to_owned(), seen: look(root)? })
    }

    /// A file that was changed, added or removed since the last call.
    pub(crate) fn changed(&mut self) -> Result<Option<PathBuf>> {
        let now = look(&self.root)?;
        let different = |a: &BTreeMap<PathBuf, SystemTime>, b: &BTreeMap<PathBuf, SystemTime>| {
            a.iter().find(|(path, time)| b.get(*path) != Some(time)).map(|(path, _)| path.clone())
        };
        let changed = different(&now, &self.seen).or_else(|| different(&self.seen, &now));
        self.seen = now;
        Ok(changed)
    }
}

fn look(root: &Path) -> Result<BTreeMap<PathBuf, SystemTime>> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&root.join(source), &mut files)?;
    }
    // A file that is gone between the two looks is seen as removed by the next.
    Ok(files
        .into_iter()
        .filter_map(|file| Some((file.clone(), fs::metadata(&file).ok()?.modified().ok()?)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_and_a_removed_file_are_noticed_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("app/style")).unwrap();
        let mut watcher = Watcher::new(folder.path()).unwrap();
        assert_eq!(watcher.changed().unwrap(), None);
        let file = folder.path().join("app/style/main.css");
        fs::write(&file, "p{}").unwrap();
        assert_eq!(watcher.changed().unwrap(), Some(file.clone()));
        assert_eq!(watcher.changed().unwrap(), None);
        fs::remove_file(&file).unwrap();
        assert_eq!(watcher.changed().unwrap(), Some(file));
    }
}
