//! Hashes that name a state of the content.

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Read},
    path::Path,
};

use sha2::{Digest, Sha256};

/// The first half of a SHA-256: enough that no two files of a help centre meet.
pub(crate) type Hash = [u8; 16];

/// The hash of bytes in memory.
pub(crate) fn of(bytes: &[u8]) -> Hash {
    half(Sha256::digest(bytes).as_slice())
}

/// The hash of parts, each ended by its length so that they cannot run into one another.
pub(crate) fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
        hasher.update(part.len().to_le_bytes());
    }
    half(hasher.finalize().as_slice())
}

/// The hash and length of a file, read piece by piece.
pub(crate) fn of_file(path: &Path) -> io::Result<(Hash, u64)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut buffer, mut length) = (Sha256::new(), vec![0; 64 * 1024], 0);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((half(hasher.finalize().as_slice()), length));
        }
        hasher.update(&buffer[..read]);
        length += read as u64;
    }
}

/// Hexadecimal digits.
pub(crate) fn hex(hash: &Hash) -> String {
    hash.iter().fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn half(digest: &[u8]) -> Hash {
    let mut hash = [0; 16];
    hash.copy_from_slice(&digest[..16]);
    hash
}
