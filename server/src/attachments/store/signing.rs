//! The hashes that requests to a bucket are signed with (AWS Signature Version 4): those that the server has for everything else.

use hmac::{Hmac, Mac as _};
use object_store::{
    Error, Result,
    client::{
        CryptoProvider, DigestAlgorithm, DigestContext, HmacContext, Signer, SigningAlgorithm,
    },
};
use sha2::{
    Digest as _, Sha256,
    digest::{FixedOutput, Update, consts::U32},
};

/// What `object_store` signs with.
#[derive(Debug)]
pub(super) struct Hashes;

impl CryptoProvider for Hashes {
    fn digest(&self, algorithm: DigestAlgorithm) -> Result<Box<dyn DigestContext>> {
        match algorithm {
            DigestAlgorithm::Sha256 => Ok(Box::new(Running::of(Sha256::new()))),
            other => Err(unknown(&other)),
        }
    }

    fn hmac(&self, algorithm: DigestAlgorithm, secret: &[u8]) -> Result<Box<dyn HmacContext>> {
        let hash = match algorithm {
            DigestAlgorithm::Sha256 => Hmac::<Sha256>::new_from_slice(secret),
            other => return Err(unknown(&other)),
        };
        Ok(Box::new(Running::of(hash.expect("a key may have any length"))))
    }

    fn sign(&self, algorithm: SigningAlgorithm, _pem: &[u8]) -> Result<Box<dyn Signer>> {
        Err(unknown(&algorithm))
    }
}

/// A hash of what has come so far.
struct Running<H> {
    hash: H,
    done: [u8; 32],
}

impl<H: Update + FixedOutput<OutputSize = U32> + Clone> Running<H> {
    fn of(hash: H) -> Self {
        Self { hash, done: [0; 32] }
    }

    fn done(&mut self) -> &[u8] {
        self.done = self.hash.clone().finalize_fixed().into();
        &self.done
    }
}

impl DigestContext for Running<Sha256> {
    fn update(&mut self, data: &[u8]) {
        Update::update(&mut self.hash, data);
    }

    fn finish(&mut self) -> Result<&[u8]> {
        Ok(self.done())
    }
}

impl HmacContext for Running<Hmac<Sha256>> {
    fn update(&mut self, data: &[u8]) {
        Update::update(&mut self.hash, data);
    }

    fn finish(&mut self) -> Result<&[u8]> {
        Ok(self.done())
    }
}

fn unknown(algorithm: &dyn std::fmt::Debug) -> Error {
    Error::NotSupported { source: format!("no request to a bucket needs {algorithm:?}").into() }
}

#[cfg(test)]
mod tests {
    use guichet_storage::hex;

    use super::*;

    #[test]
    fn hashes_are_those_of_the_standards() {
        let mut digest = Hashes.digest(DigestAlgorithm::Sha256).unwrap();
        digest.update(b"a");
        digest.update(b"bc");
        assert_eq!(
            hex(digest.finish().unwrap()),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "FIPS 180-4"
        );
        let mut hmac = Hashes.hmac(DigestAlgorithm::Sha256, b"Jefe").unwrap();
        hmac.update(b"what do ya want for nothing?");
        assert_eq!(
            hex(hmac.finish().unwrap()),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "RFC 4231 section 4.3"
        );
    }
}
