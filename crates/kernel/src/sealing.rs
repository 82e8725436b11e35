//! What is made of a deployment's one secret: keys for one purpose each, and private keys that are sealed before they are stored.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    hmac,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use crate::{Error, Result, secret::Secret};

/// Encrypts what is stored: AES-256-GCM with a fresh random nonce each time.
pub struct SealingKey(Zeroizing<[u8; 32]>);

impl SealingKey {
    /// The key that seals for this purpose; what it seals, no other opens.
    #[must_use]
    pub fn derive(secret: &Secret, purpose: &[u8]) -> Self {
        Self(derive(secret, purpose))
    }

    fn key(&self) -> Result<RandomizedNonceKey> {
        RandomizedNonceKey::new(&AES_256_GCM, self.0.as_slice()).map_err(Error::internal)
    }

    /// Nonce, ciphertext and tag; `context` must be the same to open it.
    ///
    /// # Errors
    /// 500 when the library refuses; it does not.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let mut sealed = plain.to_vec();
        let nonce = self
            .key()?
            .seal_in_place_append_tag(Aad::from(context.as_bytes()), &mut sealed)
            .map_err(Error::internal)?;
        Ok([nonce.as_ref().as_slice(), &sealed].concat())
    }

    /// # Errors
    /// 500 when it was sealed with another secret or for another context, or was changed.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let broken = || Error::internal(format!("{context} cannot be decrypted: was key_encryption changed?"));
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
        let mut buffer = Zeroizing::new(rest.to_vec());
        let length = self
            .key()?
            .open_in_place(nonce, Aad::from(context.as_bytes()), &mut buffer)
            .map_err(|_| broken())?
            .len();
        buffer.truncate(length);
        Ok(buffer)
    }
}

/// A key of this purpose: HKDF-SHA256 (RFC 5869) for one block of output, which is two HMACs.
#[must_use]
pub fn derive(secret: &Secret, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
    let text = secret.expose();
    let decoded = STANDARD
        .decode(text)
        .ok()
        .filter(|bytes| bytes.len() == 32)
        .map(Zeroizing::new);
    let material = decoded.as_ref().map_or(text.as_bytes(), |bytes| bytes.as_slice());
    let extracted = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"novapos auth"), material);
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, extracted.as_ref()));
    context.update(purpose);
    context.update(&[1]);
    let mut key = Zeroizing::new([0; 32]);
    key.copy_from_slice(context.sign().as_ref());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealing(secret: &str) -> SealingKey {
        SealingKey::derive(&Secret::new(secret), b"tests")
    }

    #[test]
    fn what_was_sealed_opens_with_the_same_secret_and_context_only() {
        let key = sealing("a secret of this deployment");
        let sealed = key.seal("kid-1", b"private").unwrap();
        assert!(!sealed.windows(7).any(|window| window == b"private"));
        assert_eq!(key.open("kid-1", &sealed).unwrap().as_slice(), b"private");
        assert!(key.open("kid-2", &sealed).is_err(), "moved to another row");
        assert!(sealing("another secret").open("kid-1", &sealed).is_err());
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(key.open("kid-1", &changed).is_err());
        assert!(key.open("kid-1", &sealed[..5]).is_err());
        assert_ne!(sealed, key.seal("kid-1", b"private").unwrap(), "a nonce is used once");
    }

    #[test]
    fn the_derivation_is_hkdf() {
        use aws_lc_rs::hkdf;
        let mut expected = [0; 32];
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, b"novapos auth").extract(b"any text");
        prk.expand(&[b"purpose"], hkdf::HKDF_SHA256)
            .unwrap()
            .fill(&mut expected)
            .unwrap();
        assert_eq!(*derive(&Secret::new("any text"), b"purpose"), expected);
    }

    #[test]
    fn base64_of_32_bytes_is_taken_as_those_bytes_and_other_text_as_text() {
        let bytes = [7; 32];
        let key = sealing(&STANDARD.encode(bytes));
        let sealed = key.seal("x", b"private").unwrap();
        assert!(sealing(&STANDARD.encode(bytes)).open("x", &sealed).is_ok());
        assert!(sealing("any text").seal("x", b"private").is_ok());
    }

    #[test]
    fn what_was_sealed_for_another_purpose_stays_closed() {
        let secret = Secret::new("a secret of this deployment");
        let sealed = sealing("a secret of this deployment").seal("x", b"private").unwrap();
        assert!(SealingKey::derive(&secret, b"other").open("x", &sealed).is_err());
    }
}
