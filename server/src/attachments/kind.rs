//! What a file is, by its content. Its name is what its sender says; where the two contradict each other, it is not taken.

use infer::MatcherType;

/// How many of a file's first bytes tell what it is.
pub const HEAD: usize = 8 * 1024;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is a program.
    Program,
    /// Its name says that it is something else.
    Pretends,
}

/// What the ending of a name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Promise {
    Image,
    Video,
    Text,
    Pdf,
    Archive,
    Anything,
}

fn promise(name: &str) -> Promise {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "heic" | "heif" | "avif" | "bmp" | "tif"
        | "tiff" => Promise::Image,
        "mp4" | "mov" | "webm" | "mkv" | "avi" | "m4v" => Promise::Video,
        "txt" | "log" | "csv" | "tsv" | "json" | "har" | "eml" | "md" | "xml" | "html" | "htm"
        | "svg" | "yaml" | "yml" | "ics" | "vcf" | "ini" | "conf" => Promise::Text,
        "pdf" => Promise::Pdf,
        "zip" | "gz" | "tgz" | "bz2" | "xz" | "7z" | "tar" | "zst" => Promise::Archive,
        _ => Promise::Anything,
    }
}

/// The media type of a file, by its first bytes. Text is plain text, whatever is written in it: no browser shall make a page of it.
///
/// # Errors
/// Why it is not taken.
pub fn judge(name: &str, head: &[u8]) -> Result<&'static str, Refusal> {
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    let found = infer::get(head);
    let is = |kind: MatcherType| found.is_some_and(|found| found.matcher_type() == kind);
    if is(MatcherType::App) && !is_text(head) {
        return Err(Refusal::Program);
    }
    let text = is_text(head)
        && found.is_none_or(|found| {
            found.matcher_type() == MatcherType::Text || found.matcher_type() == MatcherType::App
        });
    let holds = match promise(name) {
        Promise::Image => is(MatcherType::Image),
        Promise::Video => is(MatcherType::Video),
        Promise::Text => text,
        Promise::Pdf => found.is_some_and(|found| found.mime_type() == "application/pdf"),
        Promise::Archive => is(MatcherType::Archive),
        Promise::Anything => true,
    };
    match found {
        _ if !holds => Err(Refusal::Pretends),
        _ if text => Ok("text/plain"),
        Some(found) => Ok(found.mime_type()),
        None => Ok("application/octet-stream"),
    }
}

/// Whether bytes are text: UTF-8, perhaps cut within its last character, or UTF-16 that says so.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() || is_latin(head),
    };
    valid && !head.contains(&0)
}

/// Logs of older systems are in an eight-bit encoding: letters with accents among plain ones, and no control characters.
fn is_latin(head: &[u8]) -> bool {
    let plain = head.iter().filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    let controls = head.iter().any(|byte| *byte < 0x20 && !byte.is_ascii_whitespace());
    !controls && plain.count() * 10 >= head.len() * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a";
    const ELF: &[u8] = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0>\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    #[test]
    fn content_says_what_a_file_is() {
        assert_eq!(judge("a.png", PNG), Ok("image/png"));
        assert_eq!(judge("a.zip", ZIP), Ok("application/zip"));
        assert_eq!(judge("a.pdf", b"%PDF-1.7\n1 0 obj"), Ok("application/pdf"));
        assert_eq!(judge("trace.etl", b"\0\x01\x02\x03binary"), Ok("application/octet-stream"));
        for name in ["a.log", "a.har", "a.html", "a.svg", "a", "a.sh"] {
            let page = b"<!DOCTYPE html><script>alert(1)</script>";
            assert_eq!(judge(name, page), Ok("text/plain"), "{name}: no page is made of it");
        }
        assert_eq!(judge("a.log", "été\n日本".as_bytes()), Ok("text/plain"));
        assert_eq!(judge("a.log", &"été".as_bytes()[..4]), Ok("text/plain"), "cut within a letter");
        assert_eq!(judge("a.log", b"\xe9t\xe9 \xe0 Paris, un journal ancien"), Ok("text/plain"));
        assert_eq!(judge("a.log", b"\xff\xfea\0b\0"), Ok("text/plain"));
    }

    #[test]
    fn what_is_not_what_it_says_is_not_taken() {
        assert_eq!(judge("a.log", b""), Err(Refusal::Empty));
        assert_eq!(judge("photo.png", ELF), Err(Refusal::Program));
        assert_eq!(judge("tool", ELF), Err(Refusal::Program));
        assert_eq!(judge("photo.jpg", b"just words"), Err(Refusal::Pretends));
        assert_eq!(judge("mail.log", PNG), Err(Refusal::Pretends));
        assert_eq!(judge("scan.pdf", ZIP), Err(Refusal::Pretends));
        assert_eq!(judge("logs.zip", b"just words"), Err(Refusal::Pretends));
    }
}
