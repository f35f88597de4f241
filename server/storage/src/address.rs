//! The database's address, as the operator writes it.

use std::{
    fs, io,
    path::{Path, PathBuf},
    str::FromStr as _,
};

use sqlx::{any::AnyConnectOptions, postgres::PgConnectOptions};

use crate::{Result, StorageError};

/// Where the data is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// In a file of this machine.
    SqliteFile(PathBuf),
    /// In this process, until it ends: for tests.
    SqliteMemory,
    /// In a PostgreSQL database.
    Postgres(String),
}

impl Address {
    /// Reads `sqlite:PATH`, `sqlite::memory:` or `postgres://…`.
    pub(crate) fn parse(address: &str) -> Result<Self> {
        let bad = || StorageError::BadAddress(without_password(address));
        if let Some(path) = address.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return match path {
                ":memory:" => Ok(Self::SqliteMemory),
                // Parameters, as other programs take them, are none of ours; nobody means a file of such a name.
                _ if path.is_empty() || path.contains(['?', '\0']) => Err(bad()),
                _ => Ok(Self::SqliteFile(path.into())),
            };
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            PgConnectOptions::from_str(address).map_err(|_| bad())?;
            return Ok(Self::Postgres(address.to_owned()));
        }
        Err(bad())
    }

    /// Where nodes can speak to one another.
    pub(crate) fn listen(&self) -> Option<std::sync::Arc<str>> {
        match self {
            Self::Postgres(url) => Some(url.as_str().into()),
            Self::SqliteFile(_) | Self::SqliteMemory => None,
        }
    }

    /// How the driver is told; makes the folder and an empty file for SQLite first.
    pub(crate) fn prepare(&self) -> Result<AnyConnectOptions> {
        let url = match self {
            Self::SqliteFile(path) => {
                let path = create_file(path)
                    .map_err(|error| StorageError::CannotWrite(sqlx::Error::Io(error)))?;
                format!("sqlite://{}?mode=rw", percent_encoded(&path.to_string_lossy()))
            }
            Self::SqliteMemory => "sqlite::memory:".to_owned(),
            Self::Postgres(url) => url.clone(),
        };
        AnyConnectOptions::from_str(&url)
            .map_err(|_| StorageError::BadAddress(without_password(&url)))
    }
}

/// Makes the file that SQLite will fill, readable by its owner alone, and the folders above it. SQLite gives its log and its shared
/// memory the same rights.
fn create_file(path: &Path) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if !path.exists() {
        options.open(path)?;
        // The entries of the file and of its folder are to survive a loss of power as well; where a folder cannot be synced, none can.
        for folder in path.ancestors().skip(1).take(2) {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
    // Free of `..`, which an address would take out by itself, and wrongly past a symbolic link.
    path.canonicalize()
}

/// A path as part of an address. The driver undoes this.
fn percent_encoded(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::with_capacity(path.len()), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("writing to a string cannot fail");
        }
        text
    })
}

/// An address that may be logged: what stands before `@` may hold a password, and so may parameters.
fn without_password(address: &str) -> String {
    let address = address.split_once('?').map_or(address, |(before, _)| before);
    let Some((before, host)) = address.rsplit_once('@') else { return address.to_owned() };
    match before.split_once("://") {
        Some((scheme, user)) => {
            let user = user.split_once(':').map_or(user, |(name, _)| name);
            format!("{scheme}://{user}@{host}")
        }
        None => format!("…@{host}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let file = |path: &str| Address::SqliteFile(path.into());
        for (given, meant) in [
            ("sqlite:data/portal.db", file("data/portal.db")),
            ("sqlite:/var/lib/portal.db", file("/var/lib/portal.db")),
            ("sqlite:///var/lib/portal.db", file("/var/lib/portal.db")),
            ("sqlite:one # two%20.db", file("one # two%20.db")),
            ("sqlite::memory:", Address::SqliteMemory),
        ] {
            assert_eq!(Address::parse(given).unwrap(), meant, "{given}");
        }
        for given in ["postgres://portal@db.example.org/portal", "postgresql:///portal?host=/run"] {
            assert!(matches!(Address::parse(given), Ok(Address::Postgres(_))), "{given}");
        }
    }

    #[test]
    fn what_is_no_address_is_named_without_its_password() {
        for (given, named) in [
            ("", ""),
            ("portal.db", "portal.db"),
            ("sqlite:", "sqlite:"),
            ("sqlite:portal.db?mode=ro", "sqlite:portal.db"),
            ("mysql://portal:s@cret@db/portal", "mysql://portal@db/portal"),
            ("postgres://portal:secret@db:port/portal", "postgres://portal@db:port/portal"),
            ("postgres:portal:s@cret@db/portal", "…@db/portal"),
            ("postgres://db:port/portal?password=secret", "postgres://db:port/portal"),
        ] {
            let error = Address::parse(given).unwrap_err();
            assert!(
                matches!(&error, StorageError::BadAddress(address) if address == named),
                "{given}: {error}"
            );
        }
    }
}
