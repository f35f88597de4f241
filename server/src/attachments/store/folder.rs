//! A folder in which the bytes of files lie: one file each, under its identifier, in subfolders by its first two characters.
//!
//! Several servers share one such folder, as they share the database. Whoever writes into a file has it locked meanwhile, so the folder's file
//! system has to keep locks between servers, as NFS 4 does.

use std::{
    collections::HashSet,
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use bytes::Bytes;
use futures_util::stream;
use guichet_storage::{AttachmentId, Storage};
use jiff::Timestamp;

use super::{Blocks, StoreError, file_at, is_hex, owner::MARK, place_of};
use crate::attachments::place::FilePlace;

/// Bytes read at once.
const BLOCK: u64 = 256 * 1024;

/// The folder.
#[derive(Debug, Clone)]
pub struct Folder {
    root: Arc<Path>,
}

/// A file that nobody else writes into. The system lets go of it when this is dropped or the process ends.
#[derive(Debug)]
struct Held {
    file: File,
}

impl Held {
    /// Writes bytes from `at` on, and answers once they are on disk.
    async fn write(mut self, at: u64, bytes: Vec<u8>) -> io::Result<Self> {
        blocking(move || {
            write_at(&mut self.file, at, &bytes)?;
            Ok(self)
        })
        .await
    }
}

impl Folder {
    /// A folder, made when it is first written to.
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root: root.into() }
    }

    /// What the settings call it.
    pub(super) fn place(&self) -> FilePlace {
        FilePlace::Folder(self.root.to_path_buf())
    }

    /// What lies there under the name of the mark.
    pub(super) async fn mark(&self) -> io::Result<Option<Bytes>> {
        let path = self.root.join(MARK);
        blocking(move || match std::fs::read(path) {
            Ok(mark) => Ok(Some(mark.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// Marks it. Nodes that do so at once write the same.
    pub(super) async fn set_mark(&self, mark: &str) -> io::Result<()> {
        let (root, mark) = (Arc::clone(&self.root), mark.to_owned());
        blocking(move || {
            std::fs::create_dir_all(&root)?;
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false);
            write_at(&mut options.open(root.join(MARK))?, 0, mark.as_bytes())
        })
        .await
    }

    /// Files that lie there, so many at most.
    pub(super) async fn some_files(&self, limit: usize) -> io::Result<HashSet<AttachmentId>> {
        let mut files = HashSet::new();
        for folder in self.folders().await? {
            let path = self.root.join(&folder);
            let names = blocking(move || names(&path)).await?;
            files.extend(names.iter().filter_map(|name| file_at(&folder, name)));
            if files.len() >= limit {
                break;
            }
        }
        Ok(files)
    }

    /// Writes bytes to disk and then notes them, unless somebody else has gone on with the file meanwhile. While the file is held nobody else
    /// writes, on any server, and its row is read only then: bytes that are noted are never written over. Those of a file that was forgotten go.
    pub(super) async fn keep(
        &self,
        storage: &Storage,
        id: &AttachmentId,
        at: u64,
        bytes: Vec<u8>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let to = at + bytes.len() as u64;
        let Some(held) = self.hold(id).await? else { return Ok(false) };
        let Some(known) = storage.attachment(id).await? else {
            self.remove(id).await?;
            return Ok(false);
        };
        if known.received != at || known.is_whole() {
            return Ok(false);
        }
        // Held until they are noted.
        let _held = held.write(at, bytes).await?;
        Ok(storage.attachment_received(id, at, to, now).await?)
    }

    /// Takes hold of a file to write into it, making it when it is new; nothing when somebody else has hold of it, on this server or another.
    async fn hold(&self, id: &AttachmentId) -> io::Result<Option<Held>> {
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

    /// The first `size` bytes of a file.
    pub(super) fn blocks(&self, id: &AttachmentId, size: u64) -> Blocks {
        let start = (self.clone(), id.clone(), 0);
        Box::pin(stream::try_unfold(start, move |(folder, id, at)| async move {
            if at == size {
                return Ok(None);
            }
            let block = folder.read(&id, at, BLOCK.min(size - at)).await?;
            let next = at + block.len() as u64;
            Ok(Some((block, (folder, id, next))))
        }))
    }

    /// So many bytes of a file from `at` on, or fewer where it ends.
    async fn read(&self, id: &AttachmentId, at: u64, length: u64) -> io::Result<Bytes> {
        let path = self.path(id)?;
        blocking(move || {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(at))?;
            let mut block = Vec::new();
            match file.take(length).read_to_end(&mut block)? {
                0 => Err(io::ErrorKind::UnexpectedEof.into()),
                _ => Ok(block.into()),
            }
        })
        .await
    }

    /// Removes a file; one that is not there is removed already.
    pub(super) async fn remove(&self, id: &AttachmentId) -> io::Result<()> {
        let path = self.path(id)?;
        blocking(move || match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
        .await
    }

    /// Removes files that the database does not know and that nobody has written to since an instant.
    pub(super) async fn sweep(
        &self,
        storage: &Storage,
        untouched_since: Timestamp,
    ) -> Result<usize, StoreError> {
        let mut removed = 0;
        for folder in self.folders().await? {
            let old = self.untouched(&folder, untouched_since.into()).await?;
            if old.is_empty() {
                continue;
            }
            let known: HashSet<_> = storage.attachments_under(&folder).await?.into_iter().collect();
            for id in old.iter().filter(|id| !known.contains(id)) {
                self.remove(id).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// The subfolders there are, by name.
    async fn folders(&self) -> io::Result<Vec<String>> {
        let root = Arc::clone(&self.root);
        blocking(move || {
            let mut folders = names(&root)?;
            folders.retain(|name| name.len() == 2 && is_hex(name) && root.join(name).is_dir());
            Ok(folders)
        })
        .await
    }

    /// The files of a subfolder that nobody has written to since an instant.
    async fn untouched(&self, name: &str, since: SystemTime) -> io::Result<Vec<AttachmentId>> {
        let (folder, subfolder) = (self.clone(), name.to_owned());
        blocking(move || {
            let mut untouched = Vec::new();
            for name in names(&folder.root.join(&subfolder))? {
                let Some(id) = file_at(&subfolder, &name) else { continue };
                match folder.path(&id)?.metadata() {
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

    fn path(&self, id: &AttachmentId) -> io::Result<PathBuf> {
        Ok(self.root.join(PathBuf::from_iter(place_of(id)?)))
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
    use futures_util::TryStreamExt as _;

    use super::*;

    #[tokio::test]
    async fn a_file_has_one_writer_at_a_time_and_lies_where_it_always_did() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("files"));
        let id = AttachmentId::from("0123456789abcdef".to_owned());
        let held = folder.hold(&id).await.unwrap().unwrap();
        assert!(folder.hold(&id).await.unwrap().is_none(), "somebody has it");
        drop(held.write(0, b"abcdef".to_vec()).await.unwrap());
        let held = folder.hold(&id).await.unwrap().unwrap();
        held.write(3, b"DEFG".to_vec()).await.unwrap();
        let file = place.path().join("files/01/0123456789abcdef");
        assert_eq!(std::fs::read(file).unwrap(), b"abcDEFG");
        let blocks = async |size| folder.blocks(&id, size).try_collect::<Vec<_>>().await;
        assert_eq!(blocks(7).await.unwrap(), [&b"abcDEFG"[..]]);
        assert_eq!(blocks(3).await.unwrap(), [&b"abc"[..]]);
        let error = blocks(8).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof, "one byte is missing");
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
