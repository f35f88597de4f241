//! Writing into the content folder and nowhere else.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

/// A folder that everything written stays in, whatever links lie there.
pub(super) struct Target {
    root: PathBuf,
    made: HashSet<PathBuf>,
}

impl Target {
    /// Makes the folder where it does not exist.
    pub(super) fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        Ok(Self { root: root.canonicalize()?, made: HashSet::new() })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.place(path)?;
        fs::write(file, bytes)
    }

    pub(super) fn copy(&mut self, from: &Path, path: &str) -> io::Result<()> {
        let file = self.place(path)?;
        fs::copy(from, file).map(|_| ())
    }

    /// The file of a path, with its folders made and no link on the way out of the root or at its end.
    fn place(&mut self, path: &str) -> io::Result<PathBuf> {
        let file = self.root.join(path);
        let folder = file.parent().unwrap_or(&self.root).to_owned();
        if !self.made.contains(&folder) {
            let mut existing = folder.as_path();
            while !existing.exists() && existing.parent().is_some() {
                existing = existing.parent().unwrap_or(existing);
            }
            if !existing.canonicalize()?.starts_with(&self.root) {
                return Err(io::Error::other(
                    "the folder is a link that leads out of the content folder",
                ));
            }
            fs::create_dir_all(&folder)?;
            self.made.insert(folder);
        }
        if fs::symlink_metadata(&file).is_ok_and(|m| m.file_type().is_symlink()) {
            fs::remove_file(&file)?;
        }
        Ok(file)
    }
}
