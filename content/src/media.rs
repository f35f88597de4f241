//! Files that articles show or offer: images with their size, documents to download.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use guichet_model::route::encode;

use crate::{
    hash,
    tree::{Found, Stamp},
};

/// A file of the content folder that pages may refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its path below the content folder, with forward slashes.
    pub path: String,
    /// Where it lies.
    pub file: PathBuf,
    /// What to send it as.
    pub content_type: &'static str,
    /// Its length in bytes.
    pub len: u64,
    /// The hash of its bytes, in hexadecimal digits.
    pub hash: String,
    /// An image's width in pixels, where it says so.
    pub width: Option<u32>,
    /// An image's height.
    pub height: Option<u32>,
    pub(crate) stamp: Stamp,
}

impl Media {
    /// Its address: it changes whenever the file does, so that it may be kept for ever.
    pub fn url(&self) -> String {
        let path: Vec<String> = self.path.split('/').map(encode).collect();
        format!("/media/{}?v={}", path.join("/"), &self.hash[..12])
    }

    /// Whether it is shown rather than downloaded.
    pub fn is_image(&self) -> bool {
        self.content_type.starts_with("image/")
    }

    pub(crate) fn read(found: &Found, content_type: &'static str) -> io::Result<Self> {
        let (hash, len) = hash::of_file(&found.file)?;
        let size = dimensions(&found.file, content_type);
        Ok(Self {
            path: found.path.clone(),
            file: found.file.clone(),
            content_type,
            len,
            hash: hash::hex(&hash),
            width: size.map(|s| s.0),
            height: size.map(|s| s.1),
            stamp: found.stamp,
        })
    }
}

/// What a file is sent as, by its ending; `None` for files the portal does not serve.
pub fn content_type(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => return None,
    })
}

fn dimensions(file: &Path, content_type: &str) -> Option<(u32, u32)> {
    match content_type {
        "image/svg+xml" => {
            let mut head = Vec::new();
            File::open(file).ok()?.take(16 * 1024).read_to_end(&mut head).ok()?;
            svg_size(&String::from_utf8_lossy(&head))
        }
        kind if kind.starts_with("image/") => {
            let size = imagesize::size(file).ok()?;
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        }
        _ => None,
    }
}

/// The size an SVG asks for: its `width` and `height`, else that of its view box.
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let open = text.find("<svg")?;
    let tag = &text[open..open + text[open..].find('>')?];
    let pixels = |value: &str| {
        let number = value
            .trim()
            .trim_end_matches("px")
            .parse::<f64>()
            .ok()
            .filter(|n| (1.0..=100_000.0).contains(n))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and 100,000"
        )]
        Some(number.round() as u32)
    };
    if let (Some(width), Some(height)) =
        (attribute(tag, "width").and_then(pixels), attribute(tag, "height").and_then(pixels))
    {
        return Some((width, height));
    }
    let view: Vec<&str> =
        attribute(tag, "viewBox")?.split([' ', ',']).filter(|p| !p.is_empty()).collect();
    Some((pixels(view.get(2)?)?, pixels(view.get(3)?)?))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].chars().next_back()?;
        let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = &rest[1..];
        before.is_whitespace().then(|| value.find(quote).map(|end| &value[..end])).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_sizes_come_from_attributes_or_the_view_box() {
        assert_eq!(
            svg_size(
                r#"<?xml?><svg stroke-width="2" width="720" height='300px' viewBox="0 0 1 1">"#
            ),
            Some((720, 300))
        );
        assert_eq!(svg_size(r#"<svg width="100%" viewBox="0 0 640,480">"#), Some((640, 480)));
        assert_eq!(svg_size("<svg>"), None);
    }

    #[test]
    fn only_known_endings_are_served() {
        assert_eq!(content_type("a/b.PNG"), Some("image/png"));
        assert_eq!(content_type("portal.toml"), None);
        assert_eq!(content_type("page.html"), None);
    }
}
