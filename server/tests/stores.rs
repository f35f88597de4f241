//! Where files lie: a folder and a bucket keep the same promise; and a portal whose files lie in a bucket, through HTTP.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

mod portals;
mod running;
mod s3;
mod senders;

use std::{
    fs,
    path::Path,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use futures_util::TryStreamExt as _;
use guichet_server::{
    attachments::{
        ROOM,
        place::FilePlace,
        store::{Store, StoreError},
    },
    clock::Clock,
};
use guichet_storage::{Announced, AttachmentId, Sender, Storage};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use self::{
    s3::{BUCKET, SECRET, Service},
    senders::ask,
};

/// What a place for files has to be good for.
macro_rules! in_both {
    ($($name:ident),* $(,)?) => {
        mod folder {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(super::Home::folder().await).await;
            })*
        }
        mod bucket {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(super::Home::bucket().await).await;
            })*
        }
    };
}

in_both!(
    pieces_are_put_together,
    another_node_goes_on_where_one_stopped,
    what_was_written_and_not_noted_is_not_read,
    of_two_who_write_at_once_one_does,
    nothing_stays_of_a_file_that_is_forgotten,
    nobody_adds_to_a_whole_file,
    strays_are_swept_once_they_are_old,
    what_others_lay_there_is_not_swept,
    a_file_that_lost_bytes_is_not_read,
    a_place_belongs_to_one_database,
    files_that_nobody_marked_are_left_to_who_knows_them,
    a_place_that_fails_keeps_nothing,
);

/// The server that the tests of stores share, each with a prefix of its own.
fn service() -> &'static Service {
    static SERVICE: OnceLock<Service> = OnceLock::new();
    SERVICE.get_or_init(|| {
        let mut service = Service::new();
        service.start(&[]);
        service
    })
}

fn now() -> Timestamp {
    Clock::System.now()
}

/// A place for files, and the database that knows of them.
struct Home {
    folder: TempDir,
    place: FilePlace,
    storage: Storage,
}

impl Home {
    async fn folder() -> Self {
        Self::at(|folder| folder.join("files").display().to_string()).await
    }

    async fn bucket() -> Self {
        static PREFIX: AtomicUsize = AtomicUsize::new(0);
        let prefix = PREFIX.fetch_add(1, Ordering::Relaxed);
        Self::at(|_| format!("s3://{BUCKET}/portal-{prefix}")).await
    }

    async fn at(place: impl FnOnce(&Path) -> String) -> Self {
        let folder = TempDir::new().unwrap();
        let place = FilePlace::try_from(place(folder.path())).unwrap();
        let database = format!("sqlite:{}", folder.path().join("portal.db").display());
        Self { place, storage: Storage::open(&database).await.unwrap(), folder }
    }

    /// The store, as a node of its own opens it.
    fn store(&self) -> Store {
        match &self.place {
            FilePlace::Folder(_) => Store::open(&self.place, []).unwrap(),
            FilePlace::Bucket { .. } => Store::open(&self.place, service().environment()).unwrap(),
        }
    }

    /// Another database.
    async fn other(&self) -> Storage {
        let database = format!("sqlite:{}", self.folder.path().join("other.db").display());
        Storage::open(&database).await.unwrap()
    }

    async fn given_file(&self, size: u64) -> AttachmentId {
        let created =
            self.storage.create_attachment(Sender::default(), "a.log", size, ROOM, now()).await;
        match created.unwrap() {
            Announced::Here(id) => id,
            refused => panic!("{refused:?}"),
        }
    }

    async fn keep(&self, id: &AttachmentId, at: u64, bytes: &str) -> Result<bool, StoreError> {
        self.store().keep(&self.storage, id, at, bytes.as_bytes().to_vec(), now()).await
    }

    async fn read(&self, id: &AttachmentId, size: u64) -> Result<String, StoreError> {
        let blocks = self.store().blocks(&self.storage, id, size).await?;
        let blocks: Vec<_> = blocks.try_collect().await?;
        Ok(String::from_utf8(blocks.concat()).unwrap())
    }

    /// What lies there, by name, in order.
    fn names(&self) -> Vec<String> {
        let mut names = match &self.place {
            FilePlace::Folder(folder) => below(folder, ""),
            FilePlace::Bucket { prefix, .. } => {
                let listed = ask(
                    service().address(),
                    &format!("GET /{BUCKET}?list-type=2&prefix={prefix}/ HTTP/1.1"),
                    b"",
                );
                let keys = listed.unwrap().1;
                let keys = keys.split("<Key>").skip(1).filter_map(|rest| rest.split('<').next());
                keys.filter_map(|key| key.strip_prefix(&format!("{prefix}/")))
                    .map(str::to_owned)
                    .collect()
            }
        };
        names.retain(|name| name != "owner");
        names.sort();
        names
    }

    /// Lays bytes there that the database does not know.
    fn lay(&self, name: &str, bytes: &str) {
        match &self.place {
            FilePlace::Folder(folder) => {
                let path = folder.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            FilePlace::Bucket { prefix, .. } => {
                let put = format!("PUT /{BUCKET}/{prefix}/{name} HTTP/1.1");
                let (status, answer) = ask(service().address(), &put, bytes.as_bytes()).unwrap();
                assert_eq!(status, 200, "{answer}");
            }
        }
    }
}

/// The files of a folder and its subfolders, by their paths below it.
fn below(folder: &Path, path: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.map(|entry| {
        let name = format!("{path}{}", entry.file_name().display());
        if entry.path().is_dir() { below(&entry.path(), &format!("{name}/")) } else { vec![name] }
    });
    named.flatten().collect()
}

/// Where a file lies in a folder, and where its pieces lie in a bucket.
fn place_of(id: &AttachmentId) -> String {
    format!("{}/{id}", &id.as_str()[..2])
}

async fn pieces_are_put_together(home: Home) {
    let id = home.given_file(7).await;
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    assert!(home.keep(&id, 3, "DEFG").await.unwrap());
    assert_eq!(home.read(&id, 7).await.unwrap(), "abcDEFG");
    let contents = home.store().look(&home.storage, &id, 7, 4).await.unwrap();
    assert_eq!(contents.head, b"abcD");
    assert_eq!(contents.sha256, "fa8f266532846a27208594d17358f1737fe5537d9d11c9a5d40572776136eb3f");
    assert!(home.store().look(&home.storage, &id, 8, 4).await.is_err(), "one byte is missing");
    let large = home.given_file(3_000_000).await;
    assert!(home.keep(&large, 0, &"x".repeat(2_500_000)).await.unwrap());
    assert!(home.keep(&large, 2_500_000, &"y".repeat(500_000)).await.unwrap());
    let read = home.read(&large, 3_000_000).await.unwrap();
    assert_eq!(read, "x".repeat(2_500_000) + &"y".repeat(500_000));
}

async fn another_node_goes_on_where_one_stopped(home: Home) {
    let id = home.given_file(6).await;
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    for (at, bytes) in [(0, "xyz"), (2, "x"), (4, "x"), (3, "four")] {
        let kept = at + (bytes.len() as u64) <= 6 && home.keep(&id, at, bytes).await.unwrap();
        assert!(!kept, "{bytes} at {at} does not continue it");
    }
    assert!(home.keep(&id, 3, "def").await.unwrap());
    assert_eq!(home.read(&id, 6).await.unwrap(), "abcdef");
}

async fn what_was_written_and_not_noted_is_not_read(home: Home) {
    let id = home.given_file(3).await;
    // As somebody leaves it who is killed in between.
    match home.place {
        FilePlace::Folder(_) => home.lay(&place_of(&id), "xyz123"),
        FilePlace::Bucket { .. } => home.lay(&format!("{}/0123", place_of(&id)), "xyz123"),
    }
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    assert_eq!(home.read(&id, 3).await.unwrap(), "abc");
    home.store().remove(&id).await.unwrap();
    assert!(home.names().is_empty(), "it goes with the file");
}

async fn of_two_who_write_at_once_one_does(home: Home) {
    let id = home.given_file(100).await;
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..6_u8 {
        let (store, storage, id) = (home.store(), home.storage.clone(), id.clone());
        let bytes = vec![b'a' + number; usize::from(10 + number)];
        writers.spawn(async move {
            let kept = store.keep(&storage, &id, 0, bytes.clone(), now()).await.unwrap();
            kept.then_some(bytes)
        });
    }
    let kept: Vec<_> = writers.join_all().await.into_iter().flatten().collect();
    assert_eq!(kept.len(), 1);
    let received = home.storage.attachment(&id).await.unwrap().unwrap().received;
    assert_eq!(received, kept[0].len() as u64);
    assert_eq!(home.read(&id, received).await.unwrap().as_bytes(), kept[0]);
    assert_eq!(home.names().len(), 1, "nothing stays of those who came too late");
}

async fn nothing_stays_of_a_file_that_is_forgotten(home: Home) {
    let id = home.given_file(6).await;
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    assert!(home.storage.delete_attachment(&id).await.unwrap());
    home.store().remove(&id).await.unwrap();
    home.store().remove(&id).await.unwrap();
    assert!(home.read(&id, 3).await.is_err());
    assert!(!home.keep(&id, 3, "def").await.unwrap(), "it comes after the end");
    assert!(home.names().is_empty(), "{:?}", home.names());
}

async fn nobody_adds_to_a_whole_file(home: Home) {
    // As a form sends it: its size is known at its end, and somebody may know it from before.
    let id = home.given_file(100).await;
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    home.storage.size_attachment(&id, 3).await.unwrap();
    home.storage.attachment_whole(&id, "text/plain", "00", now()).await.unwrap();
    assert!(!home.keep(&id, 3, "def").await.unwrap());
    assert_eq!(home.storage.attachment(&id).await.unwrap().unwrap().received, 3);
    assert_eq!(home.names().len(), 1);
}

async fn strays_are_swept_once_they_are_old(home: Home) {
    let id = home.given_file(6).await;
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    home.store().probe(&home.storage).await.unwrap();
    let known = home.names();
    let mut strays = vec!["0f/0f000000000000000000000000000000".to_owned()];
    if let FilePlace::Bucket { .. } = home.place {
        let token = "0a".repeat(32);
        strays.push(format!("{}/{token}", place_of(&id)));
        strays.push(format!("0f/0f000000000000000000000000000001/{token}"));
    }
    for stray in &strays {
        home.lay(stray, "words");
    }
    // The clock of whoever keeps the bytes says how old they are.
    let hour = SignedDuration::from_hours(1);
    home.store().sweep(&home.storage, now() - hour).await.unwrap();
    assert_eq!(
        home.names().len(),
        known.len() + strays.len(),
        "somebody may be about to note them"
    );
    let removed = home.store().sweep(&home.storage, now() + hour).await.unwrap();
    assert_eq!(removed, strays.len());
    assert_eq!(home.names(), known);
    assert_eq!(home.read(&id, 3).await.unwrap(), "abc");
}

async fn what_others_lay_there_is_not_swept(home: Home) {
    let id = "0f".repeat(16);
    let mut others = [
        "0f/0f".to_owned(),
        "0f/manual.pdf".to_owned(),
        format!("0f/{id}0"),
        format!("0f/0f000000000000000000000000000001/{id}"),
        format!("0f/0f000000000000000000000000000001/{}/a", "0a".repeat(32)),
        format!("aa/{id}"),
        "de/decade".to_owned(),
        "en/manual.pdf".to_owned(),
        "js/app.js".to_owned(),
        format!("js/{id}"),
    ];
    others.sort();
    for other in &others {
        home.lay(other, "words");
    }
    home.store().sweep(&home.storage, now() + SignedDuration::from_hours(1)).await.unwrap();
    assert_eq!(home.names(), others);
}

async fn a_file_that_lost_bytes_is_not_read(home: Home) {
    let id = home.given_file(6).await;
    home.lay(&place_of(&id), "abc");
    assert!(home.storage.attachment_received(&id, 0, 6, now()).await.unwrap());
    let error = |failed| match failed {
        StoreError::Place(error) => error.kind(),
        StoreError::Database(error) => panic!("{error}"),
    };
    let read = home.read(&id, 6).await.unwrap_err();
    assert_eq!(error(read), std::io::ErrorKind::UnexpectedEof);
    let looked = home.store().look(&home.storage, &id, 6, 3).await.unwrap_err();
    assert_eq!(error(looked), std::io::ErrorKind::UnexpectedEof);
}

async fn a_place_belongs_to_one_database(home: Home) {
    let (store, other) = (home.store(), home.other().await);
    store.probe(&home.storage).await.unwrap();
    home.store().probe(&home.storage).await.unwrap();
    let id = home.given_file(3).await;
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    let refused = store.probe(&other).await.unwrap_err().to_string();
    assert!(refused.contains("another database") && refused.contains("help:"), "{refused}");
    let later = now() + SignedDuration::from_hours(1);
    assert_eq!(store.sweep(&other, later).await.unwrap(), 0);
    assert_eq!(home.read(&id, 3).await.unwrap(), "abc");
}

async fn files_that_nobody_marked_are_left_to_who_knows_them(home: Home) {
    let (store, other) = (home.store(), home.other().await);
    let id = home.given_file(3).await;
    assert!(home.keep(&id, 0, "abc").await.unwrap());
    let later = now() + SignedDuration::from_hours(1);
    store.probe(&other).await.unwrap();
    assert_eq!(store.sweep(&other, later).await.unwrap(), 0);
    assert_eq!(home.read(&id, 3).await.unwrap(), "abc");
    assert_eq!(store.sweep(&home.storage, later).await.unwrap(), 0);
    store.probe(&other).await.expect_err("whoever knows them has marked them");
}

async fn a_place_that_fails_keeps_nothing(home: Home) {
    let id = home.given_file(3).await;
    // Nobody listens there.
    let nobody = Service::new();
    let store = match &home.place {
        FilePlace::Folder(folder) => {
            fs::write(folder, "in the way").unwrap();
            home.store()
        }
        FilePlace::Bucket { .. } => Store::open(&home.place, nobody.environment()).unwrap(),
    };
    let failed = store.keep(&home.storage, &id, 0, b"abc".to_vec(), now()).await;
    assert!(matches!(failed, Err(StoreError::Place(_))), "{failed:?}");
    assert_eq!(home.storage.attachment(&id).await.unwrap().unwrap().received, 0);
    assert!(store.look(&home.storage, &id, 3, 3).await.is_err());
    assert!(!format!("{store:?}{failed:?}").contains(SECRET));
    drop(home.folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_copied_into_a_bucket() {
    let home = Home::bucket().await;
    let [whole, half] = [home.given_file(6).await, home.given_file(6).await];
    for (id, bytes) in [(&whole, "abcdef"), (&half, "abc")] {
        home.lay(&place_of(id), bytes);
        let size = bytes.len() as u64;
        assert!(home.storage.attachment_received(id, 0, size, now()).await.unwrap());
    }
    assert!(home.keep(&half, 3, "DEF").await.unwrap(), "it goes on in the bucket");
    home.store().sweep(&home.storage, now() + SignedDuration::from_hours(1)).await.unwrap();
    assert_eq!(home.read(&whole, 6).await.unwrap(), "abcdef");
    assert_eq!(home.read(&half, 6).await.unwrap(), "abcDEF");
    for id in [&whole, &half] {
        home.store().remove(id).await.unwrap();
    }
    assert!(home.names().is_empty());
}
