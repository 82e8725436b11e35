//! What this context makes of its one configured secret, and the opaque tokens that it hands out.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    digest, hmac,
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use kernel::{Entropy, Error, Result, id::TenantId, secret::Secret};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Encrypts what is stored: AES-256-GCM with a fresh random nonce each time.
pub struct SealingKey(Zeroizing<[u8; 32]>);

/// Makes tokens that can be made again from what they stand for.
#[derive(Clone)]
pub struct DerivingKey(hmac::Key);

impl SealingKey {
    #[must_use]
    pub fn derive(secret: &Secret) -> Self {
        Self(derive(secret, b"signing keys at rest"))
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

impl DerivingKey {
    #[must_use]
    pub fn of_invitations(secret: &Secret) -> Self {
        Self::derive(secret, b"invitation tokens")
    }

    #[must_use]
    pub fn of_password_resets(secret: &Secret) -> Self {
        Self::derive(secret, b"password reset tokens")
    }

    fn derive(secret: &Secret, purpose: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, derive(secret, purpose).as_slice()))
    }

    /// The token of what has this id. It can be made again, so that a repeated request gets the same answer although only the token's
    /// hash is stored.
    #[must_use]
    pub fn token(&self, tenant: TenantId, id: Uuid) -> OpaqueToken {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(tenant.uuid().as_bytes());
        context.update(id.as_bytes());
        let mut secret = [0; SECRET_LEN];
        secret.copy_from_slice(context.sign().as_ref());
        OpaqueToken {
            tenant,
            secret: Zeroizing::new(secret),
        }
    }
}

/// HKDF-SHA256 (RFC 5869) for one block of output, which is two HMACs.
fn derive(secret: &Secret, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
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

const TENANT_LEN: usize = 16;
const SECRET_LEN: usize = 32;

/// A token that means nothing by itself: the tenant that it belongs to, so that it is looked up under that tenant alone, and 256
/// secret bits. Only its hash is stored.
pub struct OpaqueToken {
    tenant: TenantId,
    secret: Zeroizing<[u8; SECRET_LEN]>,
}

/// SHA-256 of a token: what the tables know of it. The token has 256 random bits, so it needs no salt and no slow hash.
pub type TokenHash = [u8; 32];

impl OpaqueToken {
    /// A fresh random one.
    #[must_use]
    pub fn random(tenant: TenantId, entropy: &Entropy) -> Self {
        Self {
            tenant,
            secret: Zeroizing::new(entropy.bytes()),
        }
    }

    /// Reads what a client sent; anything malformed is no token at all.
    #[must_use]
    pub fn parse(text: &Secret) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text.expose()).ok()?);
        let (tenant, secret) = bytes.split_first_chunk::<TENANT_LEN>()?;
        let secret: [u8; SECRET_LEN] = secret.try_into().ok()?;
        Some(Self {
            tenant: TenantId::from_uuid(Uuid::from_bytes(*tenant)),
            secret: Zeroizing::new(secret),
        })
    }

    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// As the client keeps it: 64 characters of base64url.
    #[must_use]
    pub fn text(&self) -> Secret {
        let bytes = Zeroizing::new([self.tenant.uuid().as_bytes().as_slice(), self.secret.as_slice()].concat());
        Secret::new(&Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice())))
    }

    #[must_use]
    pub fn hash(&self) -> TokenHash {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(self.tenant.uuid().as_bytes());
        context.update(self.secret.as_slice());
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealing(secret: &str) -> SealingKey {
        SealingKey::derive(&Secret::new(secret))
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
    fn a_token_reads_back_and_malformed_ones_are_none() {
        let tenant = TenantId::from_uuid(Uuid::from_u128(42));
        let token = OpaqueToken::random(tenant, &Entropy::seeded(1));
        let text = token.text();
        assert_eq!(text.expose().len(), 64);
        let read = OpaqueToken::parse(&text).unwrap();
        assert_eq!((read.tenant(), read.hash()), (tenant, token.hash()));
        for bad in ["", "x", "....", &text.expose()[..63], &format!("{}A", text.expose())] {
            assert!(OpaqueToken::parse(&Secret::new(bad)).is_none(), "{bad}");
        }
    }

    #[test]
    fn an_invitation_has_one_token_and_no_two_share_it() {
        let secret = Secret::new("a secret");
        let key = DerivingKey::of_invitations(&secret);
        let (tenant, one, two) = (
            TenantId::from_uuid(Uuid::from_u128(1)),
            Uuid::from_u128(2),
            Uuid::from_u128(3),
        );
        assert_eq!(key.token(tenant, one).hash(), key.token(tenant, one).hash());
        assert_ne!(key.token(tenant, one).hash(), key.token(tenant, two).hash());
        assert_ne!(
            key.token(TenantId::from_uuid(two), one).hash(),
            key.token(tenant, one).hash()
        );
        assert_ne!(
            DerivingKey::of_password_resets(&secret).token(tenant, one).hash(),
            key.token(tenant, one).hash(),
            "an invitation resets no password"
        );
    }
}
