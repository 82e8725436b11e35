//! What this context makes of the one configured secret, and the opaque tokens that it hands out.

use aws_lc_rs::{digest, hmac};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Entropy, id::TenantId, sealing::derive, secret::Secret};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Makes tokens that can be made again from what they stand for.
#[derive(Clone)]
pub struct DerivingKey(hmac::Key);

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
