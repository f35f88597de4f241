//! The site folder: hashed names, packed copies, and the manifest that tells one from the other.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    path::Path,
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::{Result, doing};

/// The files of a site, by the names that pages call them.
#[derive(Default)]
pub(crate) struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Adds a file.
    pub(crate) fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), bytes);
    }

    /// Writes the folder beside its place and then puts it there, so that no one reads half a site.
    pub(crate) fn write(&self, out: &Path) -> Result<String> {
        let fresh = out.with_extension("new");
        let old = out.with_extension("old");
        for folder in [&fresh, &old] {
            if folder.exists() {
                fs::remove_dir_all(folder).map_err(doing(folder.display()))?;
            }
        }
        fs::create_dir_all(&fresh).map_err(doing(fresh.display()))?;
        let mut manifest = BTreeMap::new();
        let mut summary = String::new();
        for (name, bytes) in &self.files {
            let hashed = hashed_name(name, &hash(bytes));
            let packed = brotli(bytes)?;
            let separator = if summary.is_empty() { "" } else { ", " };
            let _ = write!(summary, "{separator}{name} {} bytes", packed.len());
            let target = fresh.join(&hashed);
            save(&target, bytes)?;
            save(&fresh.join(format!("{hashed}.br")), &packed)?;
            save(&fresh.join(format!("{hashed}.gz")), &gzip(bytes)?)?;
            manifest.insert(name, hashed);
        }
        let manifest = serde_json::to_string_pretty(&manifest).map_err(doing("the manifest"))?;
        save(&fresh.join("manifest.json"), manifest.as_bytes())?;
        if out.exists() {
            fs::rename(out, &old).map_err(doing(out.display()))?;
        }
        fs::rename(&fresh, out).map_err(doing(out.display()))?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(doing(old.display()))?;
        }
        Ok(format!("with brotli: {summary}"))
    }
}

/// The files directly in a folder, hidden ones left out; none when there is no such folder.
pub(crate) fn public_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).map_err(doing(folder.display()))? {
        let path = entry.map_err(doing(folder.display()))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            return Err(format!(
                "{}: files to be served lie directly in the public folder",
                path.display()
            ));
        }
        if !name.is_empty() && !name.starts_with('.') {
            files.push((name, fs::read(&path).map_err(doing(path.display()))?));
        }
    }
    Ok(files)
}

/// The first 16 hexadecimal digits of the SHA-256 of some bytes.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// `style.css` as `style.<hash>.css`.
fn hashed_name(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut Cursor::new(bytes), &mut packed, &parameters)
        .map_err(doing("brotli"))?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(doing("gzip"))
}

fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).map_err(doing(path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_replaced_as_a_whole_and_names_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("left-over.css"), "").unwrap();
        let mut site = Site::default();
        site.add("style.css", b"p{margin:0}".to_vec());
        site.write(&out).unwrap();
        assert!(!out.join("left-over.css").exists());
        let manifest: BTreeMap<String, String> =
            serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
        let name = &manifest["style.css"];
        assert_eq!(name, &format!("style.{}.css", hash(b"p{margin:0}")));
        for ending in ["", ".br", ".gz"] {
            assert!(out.join(format!("{name}{ending}")).is_file(), "{name}{ending}");
        }
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside the site"
        );
    }

    #[test]
    fn packed_copies_unpack_to_the_file() {
        let text = b"Guichet ".repeat(100);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut Cursor::new(brotli(&text).unwrap()), &mut plain).unwrap();
        assert_eq!(plain, text);
        let mut plain = Vec::new();
        std::io::copy(
            &mut flate2::read::GzDecoder::new(Cursor::new(gzip(&text).unwrap())),
            &mut plain,
        )
        .unwrap();
        assert_eq!(plain, text);
    }
}
