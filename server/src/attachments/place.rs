//! Where files lie, as the settings name it.

use std::{fmt, path::PathBuf};

use serde::{Deserialize, Serialize};

/// What the address of a bucket begins with.
const SCHEME: &str = "s3://";

/// Where the files that people send lie: a path, or `s3://BUCKET/PREFIX`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum FilePlace {
    /// A folder.
    Folder(PathBuf),
    /// A bucket of an S3-compatible service.
    Bucket {
        /// Its name.
        bucket: String,
        /// What the names of the objects in it begin with, without slashes around it; empty when they lie at its top.
        prefix: String,
    },
}

/// An address that names neither a folder nor a bucket. What it was is not repeated: somebody may have written a password into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "write a folder, or s3://BUCKET/PREFIX for a bucket; its endpoint, region and credentials stand in the environment (AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)"
)]
pub struct NoPlace;

impl TryFrom<String> for FilePlace {
    type Error = NoPlace;

    fn try_from(text: String) -> Result<Self, NoPlace> {
        let Some(address) = text.strip_prefix(SCHEME) else {
            return if is_misspelt(&text) { Err(NoPlace) } else { Ok(Self::Folder(text.into())) };
        };
        let (bucket, prefix) = address.split_once('/').unwrap_or((address, ""));
        let prefix = prefix.trim_end_matches('/');
        let plain = |part: &str| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            part.bytes().all(known) && !part.bytes().all(|byte| byte == b'.')
        };
        if !plain(bucket) || !(prefix.is_empty() || prefix.split('/').all(plain)) {
            return Err(NoPlace);
        }
        Ok(Self::Bucket { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }
}

/// Whether somebody meant an address: `s3:/BUCKET`, `s3//BUCKET`, `S3://BUCKET`, `gs://BUCKET`. A folder whose name begins so is written `./s3:`;
/// one letter before a colon is a disk of Windows.
fn is_misspelt(text: &str) -> bool {
    let named = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let has_scheme = text
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme.len() > 1 && scheme.bytes().all(named));
    let begins = text.get(..4).unwrap_or_default();
    has_scheme || text.contains("://") || begins.eq_ignore_ascii_case("s3//")
}

impl From<FilePlace> for String {
    fn from(place: FilePlace) -> Self {
        place.to_string()
    }
}

impl fmt::Display for FilePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Bucket { bucket, prefix } if prefix.is_empty() => write!(f, "{SCHEME}{bucket}"),
            Self::Bucket { bucket, prefix } => write!(f, "{SCHEME}{bucket}/{prefix}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Result<FilePlace, NoPlace> {
        FilePlace::try_from(text.to_owned())
    }

    #[test]
    fn a_place_is_a_folder_or_a_bucket() {
        for folder in ["/srv/files", "data/s3", "./s3:/files", "/srv/s3:", "C:\\files"] {
            assert_eq!(place(folder), Ok(FilePlace::Folder(folder.into())), "{folder}");
        }
        let bucket = |bucket: &str, prefix: &str| {
            Ok(FilePlace::Bucket { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
        };
        for (text, found) in [
            ("s3://help-files", bucket("help-files", "")),
            ("s3://help-files/", bucket("help-files", "")),
            ("s3://help.files/portal/a/", bucket("help.files", "portal/a")),
        ] {
            assert_eq!(place(text), found, "{text}");
        }
        let written = place("s3://help.files/portal/a/").map(String::from);
        assert_eq!(written.as_deref(), Ok("s3://help.files/portal/a"));
    }

    #[test]
    fn what_is_neither_is_refused_without_being_repeated() {
        for text in [
            "s3://",
            "s3:///prefix",
            "s3://bucket//prefix",
            "s3://bucket/../other",
            "s3://AKIA:hunter2@bucket/prefix",
            "s3://bucket/prefix?region=x",
            "s3:/files/x",
            "s3:files",
            "s3//files",
            "S3://files",
            "s4://files",
            " s3://files",
            "gs://bucket",
            "https://bucket.s3.amazonaws.com",
        ] {
            let refused = place(text).unwrap_err().to_string();
            assert!(!refused.contains("hunter2"), "{refused}");
        }
    }
}
