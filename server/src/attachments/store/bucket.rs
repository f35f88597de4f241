//! A bucket of an S3-compatible service in which the bytes of files lie. Any number of servers share it, and none of them needs a lock.
//!
//! Nothing can be appended to an object. Each piece of a file is an object of its own under a new name, `AB/FILE/NAME`, where `AB` are the first two
//! characters of the file's identifier; the database says in which order they are read. Put first, noted then: whoever notes a piece moves the
//! count of what is kept in the same transaction, from exactly where the piece begins, so of two writers one comes too late, and removes its
//! object. What is put and not noted, because its writer was gone, is swept up a day later.
//!
//! What comes before the first piece of a file lies in one object, `AB/FILE`: as files lie in a folder, so that one can be copied into a bucket.

use std::{
    collections::HashSet, error::Error as _, fmt, future::ready, io, ops::Range, sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use guichet_storage::{AttachmentId, Piece, Storage, random_token};
use jiff::Timestamp;
use object_store::{
    BackoffConfig, Error, ObjectStore, ObjectStoreExt as _, RetryConfig,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    path::Path,
};
use reqwest::Url;

use super::{
    Blocks, StoreError, client::Connector, file_at, is_hex, owner::MARK, place_of, signing::Hashes,
};
use crate::attachments::place::FilePlace;

/// What variables of the environment that speak of the bucket begin with.
const VARIABLES: &str = "AWS_";
/// Bytes asked for at once: whoever reads slowly holds up no request, only these.
const BLOCK: u64 = 1024 * 1024;
/// How long a request is tried again that broke off or was answered with the service's own failure.
const RETRY: Duration = Duration::from_secs(10);
/// How often.
const RETRIES: usize = 3;
/// The most letters of a failure that are told.
const TOLD: usize = 600;
/// How long the names of pieces are: those of [`random_token`].
const PIECE_DIGITS: usize = 64;
/// The object that shows at a start what the credentials are good for.
const PROBE: &str = "probe";

/// What of the environment says who asks.
const WHO_ASKS: [AmazonS3ConfigKey; 5] = [
    AmazonS3ConfigKey::AccessKeyId,
    AmazonS3ConfigKey::WebIdentityTokenFile,
    AmazonS3ConfigKey::ContainerCredentialsRelativeUri,
    AmazonS3ConfigKey::ContainerCredentialsFullUri,
    AmazonS3ConfigKey::SkipSignature,
];

/// The bucket.
#[derive(Clone)]
pub struct Bucket {
    objects: Arc<dyn ObjectStore>,
    /// What the names of its objects begin with.
    root: Path,
    place: FilePlace,
    /// Whether the environment says who asks; the machine's own role is tried where it does not.
    has_keys: bool,
}

impl fmt::Debug for Bucket {
    // What speaks to the service holds the credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Bucket").field(&self.place.to_string()).finish()
    }
}

/// Why a place for files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// What the environment says of it cannot be used.
    #[error(
        "{place} cannot be used with what the environment says: {why}\nhelp: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_REGION, and AWS_ENDPOINT_URL where it is not Amazon's"
    )]
    Environment {
        /// Which bucket.
        place: FilePlace,
        /// Why not.
        why: String,
    },
    /// It is not there.
    #[error(
        "there is no bucket at {place}: {why}\nhelp: make it, or see whether AWS_ENDPOINT_URL and AWS_REGION are its own"
    )]
    Missing {
        /// Which bucket.
        place: FilePlace,
        /// What the service says.
        why: String,
    },
    /// It refuses the credentials, or they may not do what is done with files.
    #[error(
        "{place} refuses these credentials: {why}\nhelp: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY name somebody who may list the bucket and read, write and delete objects in it"
    )]
    Refused {
        /// Which bucket.
        place: FilePlace,
        /// What the service says.
        why: String,
    },
    /// Its files are another database's.
    #[error(
        "the files in {place} belong to another database\nhelp: see whether the server has the right database, or name another place with `attachments`; if this database is to have these files from now on, remove `{MARK}` there"
    )]
    Owned {
        /// Which folder or bucket.
        place: FilePlace,
    },
}

impl Bucket {
    /// A bucket, and how it is reached by these variables of the environment.
    pub(super) fn open(
        bucket: &str,
        prefix: &str,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, OpenError> {
        let place = FilePlace::Bucket { bucket: bucket.to_owned(), prefix: prefix.to_owned() };
        let environment_says = |why| OpenError::Environment { place: place.clone(), why };
        let unusable = |error: Error| environment_says(described(&error));
        let backoff = BackoffConfig { max_backoff: Duration::from_secs(2), ..Default::default() };
        let retry = RetryConfig { backoff, max_retries: RETRIES, retry_timeout: RETRY };
        let mut builder = AmazonS3Builder::new()
            .with_http_connector(Connector)
            .with_crypto_provider(Arc::new(Hashes))
            .with_retry(retry);
        for (name, value) in environment {
            let speaks_of_it = name.starts_with(VARIABLES) && !value.is_empty();
            if let (true, Ok(key)) = (speaks_of_it, name.to_ascii_lowercase().parse()) {
                let value =
                    checked(key, value).map_err(|why| environment_says(format!("{name} {why}")))?;
                builder = builder.with_config(key, value);
            }
        }
        let has_keys =
            WHO_ASKS.iter().any(|key| builder.get_config_value(key).is_some_and(|v| v != "false"));
        let objects = builder.with_bucket_name(bucket).build().map_err(unusable)?;
        let root = Path::parse(prefix).map_err(|error| unusable(error.into()))?;
        Ok(Self { objects: Arc::new(objects), root, place, has_keys })
    }

    /// What the settings call it.
    pub(super) fn place(&self) -> FilePlace {
        self.place.clone()
    }

    /// Writes, deletes and lists, as is done with files. Answers whether the bucket could be reached.
    pub(super) async fn probe(&self) -> Result<bool, OpenError> {
        let object = self.root.clone().join(PROBE);
        let tried = async {
            self.objects.put(&object, Bytes::new().into()).await?;
            self.objects.delete(&object).await?;
            self.objects.list(Some(&self.root)).try_next().await
        };
        let Err(error) = tried.await else { return Ok(true) };
        let (place, why) = (self.place.clone(), self.why(&error));
        match error {
            Error::NotFound { .. } => Err(OpenError::Missing { place, why }),
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
                Err(OpenError::Refused { place, why })
            }
            _ => {
                tracing::error!(
                    %place,
                    error = why,
                    "the bucket cannot be reached; until it can, no file is taken and none is handed out"
                );
                Ok(false)
            }
        }
    }

    /// What went wrong, and that there are no keys where that may be why: an address that nobody has named answers to no role then.
    fn why(&self, error: &Error) -> String {
        let why = described(error);
        if self.has_keys {
            return why;
        }
        format!(
            "there are no keys (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set), and with the role of this machine: {why}"
        )
    }

    /// What lies there under the name of the mark.
    pub(super) async fn mark(&self) -> io::Result<Option<Bytes>> {
        let read = async { self.objects.get(&self.root.clone().join(MARK)).await?.bytes().await };
        match read.await {
            Ok(mark) => Ok(Some(mark)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Marks it.
    pub(super) async fn set_mark(&self, mark: &str) -> io::Result<()> {
        let object = self.root.clone().join(MARK);
        self.objects.put(&object, mark.to_owned().into()).await.map(drop).map_err(failed)
    }

    /// Files that lie there, so many at most.
    pub(super) async fn some_files(&self, limit: usize) -> io::Result<HashSet<AttachmentId>> {
        let mut files = HashSet::new();
        let mut objects = self.objects.list(Some(&self.root));
        while files.len() < limit
            && let Some(object) = objects.try_next().await.map_err(failed)?
        {
            files.extend(self.file_of(&object.location));
        }
        Ok(files)
    }

    /// Puts bytes and then notes them. Those that come too late go.
    pub(super) async fn keep(
        &self,
        storage: &Storage,
        id: &AttachmentId,
        at: u64,
        bytes: Vec<u8>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let piece = Piece { start: at, size: bytes.len() as u64, object: random_token()? };
        let object = self.path(id)?.join(piece.object.as_str());
        self.objects.put(&object, bytes.into()).await.map_err(failed)?;
        let noted = storage.add_attachment_piece(id, &piece, now).await?;
        if !noted && let Err(error) = self.objects.delete(&object).await {
            tracing::warn!(
                error = described(&error),
                "a piece that came too late cannot be removed; it goes with the next clearing"
            );
        }
        Ok(noted)
    }

    /// The first `size` bytes of a file.
    pub(super) async fn blocks(
        &self,
        storage: &Storage,
        id: &AttachmentId,
        size: u64,
    ) -> Result<Blocks, StoreError> {
        let pieces = storage.attachment_pieces(id).await?;
        let parts = parts(&self.path(id)?, &pieces, size)?;
        let objects = Arc::clone(&self.objects);
        Ok(Box::pin(stream::iter(parts).then(move |(object, range)| {
            let objects = Arc::clone(&objects);
            async move {
                let wanted = range.end - range.start;
                let block = objects.get_range(&object, range).await.map_err(failed)?;
                // Where an object ends before its range does, the answer is what there is.
                if block.len() as u64 != wanted {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                Ok(block)
            }
        })))
    }

    /// Removes all objects of a file; one that is not there is removed already.
    pub(super) async fn remove(&self, id: &AttachmentId) -> io::Result<()> {
        let whole = self.path(id)?;
        let pieces = self.objects.list(Some(&whole)).map_ok(|object| object.location);
        let all = pieces.chain(stream::once(ready(Ok(whole))));
        self.objects
            .delete_stream(all.boxed())
            .try_for_each(|_| ready(Ok(())))
            .await
            .map_err(failed)
    }

    /// Removes objects that the database does not know and that were put before an instant. It is asked after they were listed, so it knows
    /// those that were noted meanwhile.
    pub(super) async fn sweep(
        &self,
        storage: &Storage,
        put_before: Timestamp,
    ) -> Result<usize, StoreError> {
        let mut removed = 0;
        let top = self.objects.list_with_delimiter(Some(&self.root)).await.map_err(failed)?;
        for folder in top.common_prefixes {
            let hex = |name: &&str| name.len() == 2 && is_hex(name);
            let Some(name) = folder.filename().filter(hex) else { continue };
            let old: Vec<Path> = self
                .objects
                .list(Some(&folder))
                .try_filter(|object| {
                    let at = object.last_modified.timestamp_millis();
                    let ours = self.file_of(&object.location).is_some();
                    ready(ours && at <= put_before.as_millisecond())
                })
                .map_ok(|object| object.location)
                .try_collect()
                .await
                .map_err(failed)?;
            if old.is_empty() {
                continue;
            }
            let mut known = HashSet::new();
            for id in storage.attachments_under(name).await? {
                known.insert(self.path(&id)?);
            }
            for (id, object) in storage.attachment_pieces_under(name).await? {
                known.insert(self.path(&id)?.join(object.as_str()));
            }
            let strays: Vec<_> = old.into_iter().filter(|path| !known.contains(path)).collect();
            let strays = stream::iter(strays.into_iter().map(Ok)).boxed();
            let gone = self.objects.delete_stream(strays).try_fold(0, |n, _| ready(Ok(n + 1)));
            removed += gone.await.map_err(failed)?;
        }
        Ok(removed)
    }

    /// The file that an object is of, where the portal could have put it: `AB/FILE`, or `AB/FILE/NAME`.
    fn file_of(&self, object: &Path) -> Option<AttachmentId> {
        let mut names = object.prefix_match(&self.root)?;
        let (folder, file) = (names.next()?, names.next()?);
        let piece = names
            .next()
            .is_none_or(|name| name.as_ref().len() == PIECE_DIGITS && is_hex(name.as_ref()));
        let ours = piece && names.next().is_none();
        file_at(folder.as_ref(), file.as_ref()).filter(|_| ours)
    }

    /// The object of a file that was moved in from a folder; the pieces lie below it.
    fn path(&self, id: &AttachmentId) -> io::Result<Path> {
        let [folder, name] = place_of(id)?;
        Ok(self.root.clone().join(folder).join(name))
    }
}

/// A variable's value, if addresses can be made of it: what makes none would be found at the first request only, and not as an error.
fn checked(key: AmazonS3ConfigKey, value: String) -> Result<String, &'static str> {
    match key {
        AmazonS3ConfigKey::Endpoint
        | AmazonS3ConfigKey::S3Endpoint
        | AmazonS3ConfigKey::StsEndpoint
        | AmazonS3ConfigKey::MetadataEndpoint => endpoint(&value),
        AmazonS3ConfigKey::Region | AmazonS3ConfigKey::DefaultRegion => {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            if value.bytes().all(plain) {
                Ok(value)
            } else {
                Err("is no region such as eu-central-1")
            }
        }
        _ => Ok(value),
    }
}

/// The address of a service. What it was is not repeated: somebody may have written a password into it.
fn endpoint(address: &str) -> Result<String, &'static str> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or(
        "is no address that begins with https:// or http://, such as https://s3.example.org",
    )?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            "has a user name or password in it, which would end up in logs; write the keys into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        );
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("goes on with ? or #, after which no object can be named");
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Where the first `size` bytes of a file lie, in their order.
fn parts(whole: &Path, pieces: &[Piece], size: u64) -> io::Result<Vec<(Path, Range<u64>)>> {
    let blocks = |object: Path, size: u64| {
        let starts = (0..size).step_by(usize::try_from(BLOCK).unwrap_or(usize::MAX));
        starts.map(move |at| (object.clone(), at..(at + BLOCK).min(size)))
    };
    let mut at = pieces.first().map_or(size, |piece| piece.start);
    let mut parts: Vec<_> = blocks(whole.clone(), at).collect();
    for piece in pieces {
        if piece.start != at {
            break;
        }
        parts.extend(blocks(whole.clone().join(piece.object.as_str()), piece.size));
        at += piece.size;
    }
    if at == size { Ok(parts) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// A failure of the service, as files know failures.
#[expect(clippy::needless_pass_by_value, reason = "`map_err(failed)` hands it over")]
fn failed(error: Error) -> io::Error {
    let kind = match &error {
        Error::NotFound { .. } => io::ErrorKind::NotFound,
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            io::ErrorKind::PermissionDenied
        }
        _ => causes(&error)
            .find_map(|cause| cause.downcast_ref::<io::Error>())
            .map_or(io::ErrorKind::Other, io::Error::kind),
    };
    io::Error::new(kind, described(&error))
}

/// What went wrong, without documents of the service, and not at any length.
fn described(error: &Error) -> String {
    let mut text = error.to_string();
    if let Some(cause) = causes(error).last().map(ToString::to_string)
        && !text.contains(&cause)
    {
        text = format!("{text}: {cause}");
    }
    text.split('<').next().unwrap_or_default().chars().take(TOLD).collect()
}

/// What lies behind a failure, the nearest first.
fn causes(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(start: u64, size: u64) -> Piece {
        Piece { start, size, object: format!("p{start}") }
    }

    fn found(pieces: &[Piece], size: u64) -> io::Result<Vec<(String, Range<u64>)>> {
        let parts = parts(&Path::from("ab/abc"), pieces, size)?;
        Ok(parts.into_iter().map(|(object, range)| (object.to_string(), range)).collect())
    }

    #[test]
    fn a_file_is_read_piece_by_piece_in_blocks() {
        let pieces = [piece(0, 5), piece(5, BLOCK + 1)];
        let parts = found(&pieces, BLOCK + 6).unwrap();
        let wanted =
            [("ab/abc/p0", 0..5), ("ab/abc/p5", 0..BLOCK), ("ab/abc/p5", BLOCK..BLOCK + 1)];
        assert_eq!(parts, wanted.map(|(object, range)| (object.to_owned(), range)));
    }

    #[test]
    fn what_was_moved_in_from_a_folder_comes_before_the_pieces() {
        let whole = ("ab/abc".to_owned(), 0..7);
        assert_eq!(found(&[], 7).unwrap(), std::slice::from_ref(&whole));
        assert_eq!(found(&[piece(7, 2)], 9).unwrap(), [whole, ("ab/abc/p7".to_owned(), 0..2)]);
    }

    #[test]
    fn a_file_with_a_gap_is_not_read() {
        for pieces in [&[piece(0, 5), piece(6, 4)][..], &[piece(0, 9)], &[piece(0, 11)]] {
            let error = found(pieces, 10).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        }
    }

    fn opened(variables: &[(&str, &str)]) -> Result<Bucket, OpenError> {
        let own = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        Bucket::open("files", "help", variables.iter().map(own))
    }

    #[test]
    fn what_makes_no_address_is_refused_without_being_repeated() {
        let keys = [("AWS_ACCESS_KEY_ID", "AKIA7"), ("AWS_SECRET_ACCESS_KEY", "s")];
        for (name, value) in [
            ("AWS_ENDPOINT_URL", "127.0.0.1:7850"),
            ("AWS_ENDPOINT_URL", "localhost"),
            ("AWS_ENDPOINT_URL", "localhost:9000"),
            ("AWS_ENDPOINT_URL", "http://bad host"),
            ("AWS_ENDPOINT_URL", "http://"),
            ("AWS_ENDPOINT_URL", "ftp://x"),
            ("AWS_ENDPOINT_URL", "https://s3.example.org/?hunter2"),
            ("AWS_ENDPOINT_URL", "https://ada:hunter2@s3.example.org"),
            ("AWS_ENDPOINT_URL", "https://hunter2@s3.example.org"),
            ("AWS_ENDPOINT_URL_S3", "s3.example.org"),
            ("AWS_ENDPOINT_URL_STS", "sts.example.org"),
            ("AWS_METADATA_ENDPOINT", "169.254.169.254"),
            ("AWS_REGION", "eu central"),
        ] {
            let refused = opened(&[keys[0], keys[1], (name, value)]).unwrap_err().to_string();
            assert!(refused.contains(name) && refused.contains("help:"), "{value}: {refused}");
            assert!(!refused.contains("hunter2"), "{refused}");
        }
        for address in ["http://127.0.0.1:7850", "https://s3.example.org/", "http://[::1]:9/a"] {
            opened(&[keys[0], keys[1], ("AWS_ENDPOINT_URL", address)]).unwrap();
        }
    }

    #[test]
    fn a_bucket_without_keys_says_so() {
        let error = Error::Generic { store: "S3", source: "http://169.254.169.254 is away".into() };
        let why = opened(&[]).unwrap().why(&error);
        assert!(why.contains("no keys") && why.contains("AWS_ACCESS_KEY_ID"), "{why}");
        let keys = [("AWS_ACCESS_KEY_ID", "AKIA7"), ("AWS_SECRET_ACCESS_KEY", "s")];
        for known in [&keys[..], &[("AWS_SKIP_SIGNATURE", "true")]] {
            assert_eq!(opened(known).unwrap().why(&error), described(&error));
        }
    }

    #[test]
    fn failures_are_told_shortly() {
        let error = |answer: &str| Error::Generic { store: "S3", source: answer.into() };
        let document = error("no list: <Error><AWSAccessKeyId>AKIA7</AWSAccessKeyId></Error>");
        assert_eq!(described(&document), "Generic S3 error: no list: ");
        assert_eq!(described(&error(&"x".repeat(10_000))).len(), TOLD);
        let cause = io::Error::from(io::ErrorKind::StorageFull);
        let error = failed(Error::Generic { store: "S3", source: Box::new(cause) });
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
