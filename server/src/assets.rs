//! The built site: style sheet, loader, WebAssembly and icons under hashed names, held in memory with their codings.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
};

use axum::http::HeaderValue;
use bytes::Bytes;

use crate::compress::{Coding, Effort, Encoded};

/// The file that tells logical names from hashed ones.
const MANIFEST: &str = "manifest.json";
/// What pages need; the server does not start without it.
pub const REQUIRED: [&str; 14] = [
    "style.css",
    "personal.css",
    "loader.js",
    "forum.js",
    "form.js",
    "live.js",
    "guichet.js",
    "guichet_bg.wasm",
    "redact.js",
    "redact_bg.wasm",
    "favicon.svg",
    "desk.js",
    "rating.js",
    "copy.js",
];

/// The assets of a built site.
#[derive(Debug, Default)]
pub struct Assets {
    names: BTreeMap<String, String>,
    files: HashMap<String, Asset>,
}

/// One asset.
#[derive(Debug)]
pub struct Asset {
    /// Its bytes.
    pub body: Encoded,
    /// Its media type.
    pub content_type: HeaderValue,
}

/// A built site that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// There is no manifest, or a file it names is missing.
    #[error("the built site is not at {}: {source}\nhelp: build it with `cargo xtask build`, or name its folder with --site", .path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why it could not be.
        source: io::Error,
    },
    /// The manifest is not what the build writes.
    #[error("{} is damaged: {reason}\nhelp: build the site again with `cargo xtask build`", .path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl Assets {
    /// Reads a built site.
    ///
    /// # Errors
    /// When it is not there or not whole.
    pub fn load(site: &Path) -> Result<Self, AssetsError> {
        let read =
            |path: PathBuf| fs::read(&path).map_err(|source| AssetsError::Read { path, source });
        let manifest_path = site.join(MANIFEST);
        let damaged =
            |reason: String| AssetsError::Manifest { path: manifest_path.clone(), reason };
        let names: BTreeMap<String, String> = serde_json::from_slice(&read(manifest_path.clone())?)
            .map_err(|error| damaged(error.to_string()))?;
        if let Some(missing) = REQUIRED.iter().find(|name| !names.contains_key(**name)) {
            return Err(damaged(format!("it does not name {missing}")));
        }
        let mut files = HashMap::with_capacity(names.len());
        for name in names.values() {
            if name.contains(['/', '\\']) || name.starts_with('.') {
                return Err(damaged(format!("`{name}` is no file name")));
            }
            let mut body = Encoded::new(read(site.join(name))?.into(), Effort::Kept);
            for (coding, ending) in [(Coding::Brotli, "br"), (Coding::Gzip, "gz")] {
                if let Ok(bytes) = fs::read(site.join(format!("{name}.{ending}"))) {
                    body = body.with(coding, Bytes::from(bytes));
                }
            }
            files.insert(name.clone(), Asset { body, content_type: content_type(name) });
        }
        Ok(Self { names, files })
    }

    /// The address of an asset by its logical name.
    pub fn url(&self, name: &str) -> String {
        format!("/assets/{}", self.names.get(name).map_or(name, String::as_str))
    }

    /// An asset by the name in its address.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.files.get(name)
    }

    /// The hashed names, for tests that must look at every asset.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(String::as_str)
    }
}

/// The media type of a built file by its ending; images are what they are in the content folder.
pub fn content_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit('.').next().unwrap_or("") {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        _ => guichet_content::content_type(name).unwrap_or("application/octet-stream"),
    })
}
