//! The folder in which the bytes of files lie: one file each, under its identifier, in subfolders by its first two characters.
//!
//! Several servers share one such folder, as they share the database. Whoever writes into a file has it locked meanwhile, so the folder's file
//! system has to keep locks between servers, as NFS 4 does.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use guichet_storage::AttachmentId;
use sha2::{Digest as _, Sha256};

/// Bytes read at once.
const BLOCK: usize = 256 * 1024;

/// The folder.
#[derive(Debug, Clone)]
pub struct Store {
    root: Arc<Path>,
}

/// A file that nobody else writes into. The system lets go of it when this is dropped or the process ends.
#[derive(Debug)]
pub struct Held {
    file: File,
}

impl Held {
    /// Writes bytes from `at` on, and answers once they are on disk.
    ///
    /// # Errors
    /// When the disk is full or the folder cannot be written.
    pub async fn write(mut self, at: u64, bytes: Vec<u8>) -> io::Result<Self> {
        blocking(move || {
            write_at(&mut self.file, at, &bytes)?;
            Ok(self)
        })
        .await
    }
}

/// What was found in a file's bytes.
#[derive(Debug)]
pub struct Contents {
    /// Its first bytes.
    pub head: Vec<u8>,
    /// The SHA-256 of all of them, in hexadecimal digits.
    pub sha256: String,
}

impl Store {
    /// A folder, made when it is first written to.
    pub fn new(root: PathBuf) -> Self {
        Self { root: root.into() }
    }

    /// Takes hold of a file to write into it, making it when it is new; nothing when somebody else has hold of it, on this server or another.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub async fn hold(&self, id: &AttachmentId) -> io::Result<Option<Held>> {
        let path = self.path(id)?;
        blocking(move || {
            let folder = path.parent().unwrap_or(Path::new("."));
            let is_new = !path.exists();
            if is_new {
                std::fs::create_dir_all(folder)?;
            }
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            if is_new {
                // A name is on disk once its folder is, and so is the folder's own.
                File::open(folder)?.sync_all()?;
                if let Some(root) = folder.parent() {
                    File::open(root)?.sync_all()?;
                }
            }
            Ok(Some(Held { file }))
        })
        .await
    }

    /// Reads the first `size` bytes of a file through, keeping `head` of them.
    ///
    /// # Errors
    /// When it is not there, or shorter.
    pub async fn look(&self, id: &AttachmentId, size: u64, head: usize) -> io::Result<Contents> {
        let path = self.path(id)?;
        blocking(move || {
            use std::fmt::Write as _;
            let mut file = File::open(&path)?.take(size);
            let (mut hash, mut first) = (Sha256::new(), Vec::new());
            let mut block = vec![0; BLOCK];
            let mut read = 0;
            loop {
                let length = file.read(&mut block)?;
                if length == 0 {
                    break;
                }
                read += length as u64;
                hash.update(&block[..length]);
                let wanted = head.saturating_sub(first.len()).min(length);
                first.extend_from_slice(&block[..wanted]);
            }
            if read < size {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let sha256 = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
                write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
                hex
            });
            Ok(Contents { head: first, sha256 })
        })
        .await
    }

    /// A block of a file from `at` on; empty at its end.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub async fn read(&self, id: &AttachmentId, at: u64) -> io::Result<Vec<u8>> {
        let path = self.path(id)?;
        blocking(move || {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(at))?;
            let mut block = Vec::with_capacity(BLOCK);
            file.take(BLOCK as u64).read_to_end(&mut block)?;
            Ok(block)
        })
        .await
    }

    /// Removes a file; one that is not there is removed already.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(&self, id: &AttachmentId) -> io::Result<()> {
        let path = self.path(id)?;
        blocking(move || match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
        .await
    }

    /// The subfolders there are, by name.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn folders(&self) -> io::Result<Vec<String>> {
        let root = Arc::clone(&self.root);
        blocking(move || {
            let mut folders = names(&root)?;
            folders.retain(|name| name.len() == 2);
            Ok(folders)
        })
        .await
    }

    /// The files of a subfolder that nobody has written to since an instant.
    ///
    /// # Errors
    /// When the subfolder cannot be read.
    pub async fn untouched(
        &self,
        folder: &str,
        since: SystemTime,
    ) -> io::Result<Vec<AttachmentId>> {
        let (store, folder) = (self.clone(), folder.to_owned());
        blocking(move || {
            let mut untouched = Vec::new();
            for name in names(&store.root.join(&folder))? {
                let id = AttachmentId::from(name);
                let Ok(path) = store.path(&id) else { continue };
                match path.metadata() {
                    Ok(known) if known.is_file() && known.modified()? <= since => {
                        untouched.push(id);
                    }
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            Ok(untouched)
        })
        .await
    }

    /// Where a file lies. Identifiers are hexadecimal; nothing else becomes part of a path.
    fn path(&self, id: &AttachmentId) -> io::Result<PathBuf> {
        let name = id.as_str();
        if name.len() < 3 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Ok(self.root.join(&name[..2]).join(name))
    }
}

/// What a folder holds, by name; one that is not there holds nothing.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

fn write_at(file: &mut File, at: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)?;
    file.sync_all()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> AttachmentId {
        AttachmentId::from(name.to_owned())
    }

    #[tokio::test]
    async fn pieces_are_put_together_and_written_over_where_they_come_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("files"));
        let id = id("0123456789abcdef");
        let held = store.hold(&id).await.unwrap().unwrap();
        assert!(store.hold(&id).await.unwrap().is_none(), "somebody has it");
        drop(held.write(0, b"abcdef".to_vec()).await.unwrap());
        let held = store.hold(&id).await.unwrap().unwrap();
        held.write(3, b"DEFG".to_vec()).await.unwrap();
        let contents = store.look(&id, 7, 4).await.unwrap();
        assert_eq!(contents.head, b"abcD");
        assert_eq!(
            contents.sha256,
            "fa8f266532846a27208594d17358f1737fe5537d9d11c9a5d40572776136eb3f"
        );
        assert_eq!(store.read(&id, 2).await.unwrap(), b"cDEFG");
        assert!(store.look(&id, 8, 4).await.is_err(), "one byte is missing");
        store.remove(&id).await.unwrap();
        store.remove(&id).await.unwrap();
        assert!(store.read(&id, 0).await.is_err());
    }

    #[tokio::test]
    async fn no_identifier_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("files"));
        for bad in ["", "ab", "../../etc/passwd", "ab/cdef", "..", "0123456789abcdeg"] {
            let error = store.read(&id(bad), 0).await.unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{bad}");
        }
    }

    /// `/dev/full` answers every write as a full disk does.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told() {
        let mut full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let error = write_at(&mut full, 0, b"words").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
