//! Content codings (RFC 9110 section 8.4.1): which one a client takes best, and the bytes in it.

use std::{io::Write as _, sync::OnceLock};

use axum::http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};
use bytes::Bytes;

/// How hard to try: time spent once against time spent on every answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For bytes that are kept and sent many times: the smallest there is.
    Kept,
    /// For bytes that are sent once: a good size in little time.
    Once,
}

impl Effort {
    fn brotli(self) -> i32 {
        match self {
            Self::Kept => 11,
            Self::Once => 4,
        }
    }

    fn zstd(self) -> i32 {
        match self {
            Self::Kept => 19,
            Self::Once => 3,
        }
    }

    fn gzip(self) -> flate2::Compression {
        match self {
            Self::Kept => flate2::Compression::best(),
            Self::Once => flate2::Compression::fast(),
        }
    }
}

/// Answers smaller than this are sent as they are.
const MIN_BYTES: usize = 512;

/// Answers larger than this are not compressed as hard as can be.
const MAX_KEPT_EFFORT: usize = 256 * 1024;

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coding {
    /// Brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
    /// Gzip (RFC 1952).
    Gzip,
    /// As it is.
    Identity,
}

impl Coding {
    /// The value of `Content-Encoding`, if one is due.
    pub fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Zstd => Some(HeaderValue::from_static("zstd")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }

    /// What tells this coding's entity tag from the others'.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Zstd => "-zs",
            Self::Gzip => "-gz",
            Self::Identity => "",
        }
    }
}

/// The smallest coding that a client accepts.
pub fn accepted(headers: &HeaderMap) -> Coding {
    let mut best = Coding::Identity;
    for value in headers.get_all(ACCEPT_ENCODING) {
        let Ok(value) = value.to_str() else { continue };
        for item in value.to_ascii_lowercase().split(',') {
            let mut parts = item.split(';');
            let name = parts.next().unwrap_or("").trim();
            let refused = parts.any(|p| {
                p.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0_f32))
            });
            let coding = match name {
                "br" => Coding::Brotli,
                "zstd" => Coding::Zstd,
                "gzip" | "x-gzip" => Coding::Gzip,
                _ => continue,
            };
            if !refused && rank(coding) < rank(best) {
                best = coding;
            }
        }
    }
    best
}

fn rank(coding: Coding) -> u8 {
    match coding {
        Coding::Brotli => 0,
        Coding::Zstd => 1,
        Coding::Gzip => 2,
        Coding::Identity => 3,
    }
}

/// Bytes with their codings, each made when it is first asked for.
#[derive(Debug)]
pub struct Encoded {
    identity: Bytes,
    effort: Effort,
    brotli: OnceLock<Option<Bytes>>,
    zstd: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl Encoded {
    /// Bytes as they are, to be compressed with some effort. Very many of them are given less: the last percent would take seconds.
    pub fn new(identity: Bytes, effort: Effort) -> Self {
        let effort = if identity.len() > MAX_KEPT_EFFORT { Effort::Once } else { effort };
        Self {
            identity,
            effort,
            brotli: OnceLock::new(),
            zstd: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// Takes over a coding made before.
    #[must_use]
    pub fn with(self, coding: Coding, bytes: Bytes) -> Self {
        let cell = match coding {
            Coding::Brotli => &self.brotli,
            Coding::Zstd => &self.zstd,
            Coding::Gzip => &self.gzip,
            Coding::Identity => return self,
        };
        _ = cell.set(Some(bytes));
        self
    }

    /// Whether a coding is at hand: making one takes too long for a thread that others wait for.
    pub fn is_ready(&self, coding: Coding) -> bool {
        self.identity.len() < MIN_BYTES
            || match coding {
                Coding::Identity => true,
                Coding::Brotli => self.brotli.get().is_some(),
                Coding::Zstd => self.zstd.get().is_some(),
                Coding::Gzip => self.gzip.get().is_some(),
            }
    }

    /// The bytes as they are.
    pub fn identity(&self) -> &Bytes {
        &self.identity
    }

    /// The bytes in a coding, and the coding they really are in.
    pub fn get(&self, coding: Coding) -> (Coding, &Bytes) {
        let encoded = match coding {
            _ if self.identity.len() < MIN_BYTES => None,
            Coding::Identity => None,
            Coding::Brotli => {
                self.brotli.get_or_init(|| brotli(&self.identity, self.effort)).as_ref()
            }
            Coding::Zstd => self.zstd.get_or_init(|| zstd(&self.identity, self.effort)).as_ref(),
            Coding::Gzip => self.gzip.get_or_init(|| gzip(&self.identity, self.effort)).as_ref(),
        };
        encoded.map_or((Coding::Identity, &self.identity), |bytes| (coding, bytes))
    }
}

fn brotli(bytes: &[u8], effort: Effort) -> Option<Bytes> {
    let mut out = Vec::with_capacity(bytes.len() / 3);
    let params = brotli::enc::BrotliEncoderParams {
        quality: effort.brotli(),
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).ok()?;
    Some(out.into())
}

fn zstd(bytes: &[u8], effort: Effort) -> Option<Bytes> {
    zstd::bulk::compress(bytes, effort.zstd()).ok().map(Bytes::from)
}

fn gzip(bytes: &[u8], effort: Effort) -> Option<Bytes> {
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), effort.gzip());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted_of(value: &'static str) -> Coding {
        accepted(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))]))
    }

    #[test]
    fn the_smallest_accepted_coding_is_chosen() {
        assert_eq!(accepted_of("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(accepted_of("gzip;q=1, br;q=0"), Coding::Gzip);
        assert_eq!(accepted_of("deflate"), Coding::Identity);
        assert_eq!(accepted_of(""), Coding::Identity);
    }

    #[test]
    fn every_coding_is_smaller_than_the_text() {
        let encoded =
            Encoded::new(Bytes::from("the same words again and again ".repeat(100)), Effort::Once);
        for coding in [Coding::Brotli, Coding::Zstd, Coding::Gzip] {
            let (made, bytes) = encoded.get(coding);
            assert_eq!(made, coding);
            assert!(bytes.len() < encoded.identity().len() / 4);
        }
    }
}
