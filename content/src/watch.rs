//! Says when a content folder has changed: at once where the system tells, within a second elsewhere.
//!
//! What changed is not told: [`crate::Library::load`] finds that out, and a save in several steps is one change.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{hash, portal::PORTAL_FILE, tree};

/// How long it must have been quiet before a change is told.
const QUIET: Duration = Duration::from_millis(60);
/// How long a change may be held back while more of them come.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often the folder is looked over where the system does not tell.
const INTERVAL: Duration = Duration::from_secs(1);
/// How soon a dropped watcher's thread ends.
const STEP: Duration = Duration::from_millis(100);

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A panic in the callback has been printed by its own thread.
            let _ = thread.join();
        }
    }
}

/// Calls `on_change` after every change below `root`, on a thread of its own.
///
/// # Errors
/// When the folder cannot be listed, or no thread can be started.
pub fn watch(root: &Path, on_change: impl FnMut() + Send + 'static) -> io::Result<Watcher> {
    std::fs::read_dir(root)?;
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(target_os = "linux")]
    match notified::Notified::new(root) {
        Ok(notified) => {
            let flag = Arc::clone(&stop);
            let thread = thread::Builder::new()
                .name("content-watch".into())
                .spawn(move || notified.run(&flag, on_change))?;
            return Ok(Watcher { stop, thread: Some(thread) });
        }
        Err(error) => {
            tracing::warn!(%error, "the system does not tell of changes to the content folder; it is looked over every second");
        }
    }
    poll(root, stop, on_change)
}

/// Watches by looking the folder over again and again.
fn poll(
    root: &Path,
    stop: Arc<AtomicBool>,
    mut on_change: impl FnMut() + Send + 'static,
) -> io::Result<Watcher> {
    let root = root.to_owned();
    let mut before = state(&root);
    let flag = Arc::clone(&stop);
    let look = move || {
        let mut looked = Instant::now();
        while !flag.load(Ordering::Relaxed) {
            thread::sleep(STEP);
            if looked.elapsed() >= INTERVAL {
                let now = state(&root);
                if now != before {
                    before = now;
                    on_change();
                }
                looked = Instant::now();
            }
        }
    };
    let thread = thread::Builder::new().name("content-watch".into()).spawn(look)?;
    Ok(Watcher { stop, thread: Some(thread) })
}

/// What the file system says of the folder's files, in short.
fn state(root: &Path) -> hash::Hash {
    let tree = tree::scan(root).unwrap_or_default();
    let portal =
        std::fs::metadata(root.join(PORTAL_FILE)).map(|m| tree::Stamp::of(&m)).unwrap_or_default();
    let media = tree.media.iter().map(|(found, _)| found);
    let files = tree.markdown.iter().chain(&tree.calendars).chain(media);
    let mut parts: Vec<String> = files.map(|f| format!("{} {:?}", f.path, f.stamp)).collect();
    parts.push(format!("{portal:?}"));
    hash::of_parts(parts.iter().map(String::as_bytes))
}

#[cfg(target_os = "linux")]
mod notified {
    //! Changes as Linux tells them (inotify(7)): a watch on every folder, new ones included.

    use std::{
        collections::HashMap,
        ffi::OsStr,
        fs, io,
        path::{Path, PathBuf},
        sync::atomic::{AtomicBool, Ordering},
        time::{Duration, Instant},
    };

    use inotify::{EventMask, Inotify, WatchDescriptor, WatchMask};
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::{INTERVAL, PATIENCE, QUIET, STEP};

    pub(super) struct Notified {
        /// The folder as it was named: a link, perhaps, that will lead elsewhere one day.
        root: PathBuf,
        /// The folder that the name stood for when it was last looked up: its device and number. `None` while there is none.
        identity: Option<(u64, u64)>,
        inotify: Inotify,
        folders: HashMap<WatchDescriptor, PathBuf>,
    }

    impl Notified {
        pub(super) fn new(root: &Path) -> io::Result<Self> {
            let mut notified = Self {
                root: root.to_owned(),
                identity: identity(root),
                inotify: Inotify::init()?,
                folders: HashMap::new(),
            };
            notified.add(root)?;
            Ok(notified)
        }

        /// Whether the name stands for another folder than before, as after a deployment that swaps a link or replaces the whole folder.
        /// Nothing tells of that, so it is looked up.
        fn replaced(&mut self) -> bool {
            let now = identity(&self.root);
            if now == self.identity {
                return false;
            }
            self.identity = now;
            let root = self.root.clone();
            match now {
                None => {
                    tracing::warn!(folder = %root.display(), "the content folder is gone; what was read last is served until it is back");
                }
                Some(_) => {
                    if let Err(error) = self.add(&root) {
                        tracing::warn!(%error, folder = %root.display(), "changes of the content folder will not be noticed");
                    }
                }
            }
            now.is_some()
        }

        /// Watches a folder and all below it, except hidden ones.
        fn add(&mut self, folder: &Path) -> io::Result<()> {
            let mask = WatchMask::CREATE
                | WatchMask::CLOSE_WRITE
                | WatchMask::MOVED_FROM
                | WatchMask::MOVED_TO
                | WatchMask::DELETE
                | WatchMask::ATTRIB
                | WatchMask::DELETE_SELF
                | WatchMask::MOVE_SELF
                | WatchMask::ONLYDIR;
            let mut open = vec![folder.to_owned()];
            while let Some(folder) = open.pop() {
                match self.inotify.watches().add(&folder, mask) {
                    Ok(watch) => {
                        self.folders.insert(watch, folder.clone());
                    }
                    // It went away again.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(error),
                }
                for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                    if entry.file_type().is_ok_and(|t| t.is_dir()) && !is_noise(&entry.file_name())
                    {
                        open.push(entry.path());
                    }
                }
            }
            Ok(())
        }

        pub(super) fn run(mut self, stop: &AtomicBool, mut on_change: impl FnMut()) {
            let mut buffer = vec![0; 64 * 1024];
            let mut pending: Option<(Instant, Instant)> = None;
            let mut looked = Instant::now();
            while !stop.load(Ordering::Relaxed) {
                let wait = pending.map_or(STEP, |(first, last)| {
                    QUIET
                        .saturating_sub(last.elapsed())
                        .min(PATIENCE.saturating_sub(first.elapsed()))
                        .max(Duration::from_millis(1))
                });
                self.wait(wait);
                let mut changed = self.read(&mut buffer);
                if looked.elapsed() >= INTERVAL {
                    looked = Instant::now();
                    changed |= self.replaced();
                }
                if changed {
                    let now = Instant::now();
                    pending = Some((pending.map_or(now, |(first, _)| first), now));
                }
                if pending.is_some_and(|(first, last)| {
                    last.elapsed() >= QUIET || first.elapsed() >= PATIENCE
                }) {
                    pending = None;
                    on_change();
                }
            }
        }

        fn wait(&self, at_most: Duration) {
            let mut descriptors = [PollFd::new(&self.inotify, PollFlags::IN)];
            let timeout = Timespec::try_from(at_most).ok();
            // Interrupted or not, what follows reads what there is.
            let _ = poll(&mut descriptors, timeout.as_ref());
        }

        /// Takes what the system has told; whether any of it matters.
        fn read(&mut self, buffer: &mut [u8]) -> bool {
            let mut matters = false;
            let mut new = Vec::new();
            let mut lost = false;
            let Ok(events) = self.inotify.read_events(buffer) else { return false };
            for event in events {
                if event.mask.contains(EventMask::Q_OVERFLOW) {
                    lost = true;
                } else if event.mask.contains(EventMask::IGNORED) {
                    self.folders.remove(&event.wd);
                } else if event.mask.intersects(EventMask::DELETE_SELF | EventMask::MOVE_SELF) {
                    lost |= self.folders.get(&event.wd) == Some(&self.root);
                    matters = true;
                } else if let Some(name) = event.name.filter(|name| !is_noise(name)) {
                    matters = true;
                    let arrived = event.mask.intersects(EventMask::CREATE | EventMask::MOVED_TO)
                        && event.mask.contains(EventMask::ISDIR);
                    new.extend(
                        self.folders
                            .get(&event.wd)
                            .filter(|_| arrived)
                            .map(|folder| folder.join(name)),
                    );
                }
            }
            if lost {
                new.push(self.root.clone());
                // A folder made anew may have the number of the one before.
                self.identity = None;
            }
            for folder in new {
                if let Err(error) = self.add(&folder) {
                    tracing::warn!(%error, folder = %folder.display(), "changes in this folder will not be noticed");
                }
            }
            matters || lost
        }
    }

    fn identity(folder: &Path) -> Option<(u64, u64)> {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(folder).ok().map(|metadata| (metadata.dev(), metadata.ino()))
    }

    /// Names that editors give to files of their own. `..data` is how Kubernetes swaps a whole folder, and is none.
    fn is_noise(name: &OsStr) -> bool {
        let name = name.to_string_lossy();
        let hidden = name.starts_with('.') && !name.starts_with("..");
        hidden
            || name.ends_with('~')
            || name.ends_with(".swp")
            || name.ends_with(".tmp")
            || name == "4913"
            || name == "node_modules"
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, sync::mpsc};

    use super::*;

    const LONG: Duration = Duration::from_mins(1);
    /// How long nothing is told once all is told.
    const SETTLED: Duration = Duration::from_millis(400);

    #[test]
    fn saves_of_every_kind_are_told_and_noise_is_not() {
        let root = tempfile::tempdir().unwrap();
        let (sender, told) = mpsc::channel();
        let watcher = watch(root.path(), move || sender.send(()).unwrap()).unwrap();
        // What is done in several steps is one change or, on a busy machine, a few; and then it is quiet.
        let settles = || {
            let again = (0..20).take_while(|_| told.recv_timeout(SETTLED).is_ok());
            assert!(again.count() < 20, "changes are told without end");
        };
        fs::write(root.path().join(".a.md.swp"), "x").unwrap();
        assert!(told.recv_timeout(SETTLED).is_err(), "an editor's own file is no change");
        let folder = root.path().join("articles/en/mail");
        fs::create_dir_all(&folder).unwrap();
        told.recv_timeout(LONG).expect("new folders");
        settles();
        fs::write(folder.join("a.md"), "one").unwrap();
        told.recv_timeout(LONG).expect("a file in a new folder");
        settles();
        fs::write(folder.join(".a.md.tmp"), "two").unwrap();
        fs::rename(folder.join(".a.md.tmp"), folder.join("a.md")).unwrap();
        told.recv_timeout(LONG).expect("a save by renaming");
        settles();
        fs::remove_file(folder.join("a.md")).unwrap();
        told.recv_timeout(LONG).expect("a removal");
        drop(watcher);
        while told.try_recv().is_ok() {}
        let end = told.recv_timeout(LONG);
        assert_eq!(
            end,
            Err(mpsc::RecvTimeoutError::Disconnected),
            "a dropped watcher has let go of its callback"
        );
    }

    #[test]
    fn a_folder_that_is_replaced_is_watched_on() {
        let place = tempfile::tempdir().unwrap();
        for release in ["one", "two"] {
            fs::create_dir_all(place.path().join(release).join("articles")).unwrap();
        }
        let current = place.path().join("current");
        std::os::unix::fs::symlink("one", &current).unwrap();
        let (sender, told) = mpsc::channel();
        let _watcher = watch(&current, move || sender.send(()).unwrap()).unwrap();
        std::os::unix::fs::symlink("two", place.path().join("next")).unwrap();
        fs::rename(place.path().join("next"), &current).unwrap();
        told.recv_timeout(LONG).expect("the link leads elsewhere");
        fs::write(place.path().join("two/articles/a.md"), "x").unwrap();
        told.recv_timeout(LONG).expect("a file in the new folder");
        fs::remove_dir_all(place.path().join("two")).unwrap();
        while told.recv_timeout(Duration::from_millis(1_500)).is_ok() {}
        fs::create_dir_all(place.path().join("two/articles")).unwrap();
        told.recv_timeout(LONG).expect("the folder is back");
        fs::write(place.path().join("two/articles/b.md"), "x").unwrap();
        told.recv_timeout(LONG).expect("a file in the folder that is back");
    }

    #[test]
    fn looking_the_folder_over_finds_changes_too() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("articles/en")).unwrap();
        let (sender, told) = mpsc::channel();
        let _watcher = poll(root.path(), Arc::default(), move || sender.send(()).unwrap()).unwrap();
        fs::write(root.path().join("articles/en/a.md"), "x").unwrap();
        told.recv_timeout(LONG).unwrap();
    }
}
