//! One RSA key: made, sealed for storage, opened, published, and used to sign.

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::KeySize,
    signature::{KeyPair as _, RsaKeyPair},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Error, Result, token, token::Claims};
use serde::Serialize;
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::{
    key_schedule::KeyTimes,
    key_wrap::{KeyWrap, Wrapped},
    store::signing_key::StoredKey,
};

/// A public key as it is published (RFC 7517).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicKey {
    #[schema(example = "RSA")]
    kty: &'static str,
    #[serde(rename = "use")]
    #[schema(example = "sig")]
    usage: &'static str,
    #[schema(example = "RS256")]
    alg: &'static str,
    pub kid: String,
    /// The modulus, base64url.
    n: String,
    /// The exponent, base64url.
    e: String,
}

/// A key that can sign.
pub struct SigningKey {
    pub times: KeyTimes,
    pub public: PublicKey,
    /// As it is stored.
    wrapped: Wrapped,
    encoding: EncodingKey,
}

/// A new key whose private half nobody has wrapped yet.
pub(crate) struct NewKey {
    kid: String,
    times: KeyTimes,
    modulus: String,
    exponent: String,
    private: Zeroizing<Vec<u8>>,
}

/// Makes a new 2048-bit key. Takes some 100 ms of a core: run it where that blocks nobody.
///
/// # Errors
/// 500 when the library refuses; it does not.
pub(crate) fn generate(kid: String, times: KeyTimes) -> Result<NewKey> {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(Error::internal)?;
    let public = pair.public_key();
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let modulus = encode(public.modulus().big_endian_without_leading_zero());
    let exponent = encode(public.exponent().big_endian_without_leading_zero());
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(Error::internal)?;
    Ok(NewKey {
        kid,
        times,
        modulus,
        exponent,
        private: Zeroizing::new(der.as_ref().to_vec()),
    })
}

impl NewKey {
    /// The key as it is stored.
    ///
    /// # Errors
    /// 503 `secrets_unavailable` when Vault shall wrap it and does not.
    pub(crate) async fn wrap(self, wrap: &KeyWrap) -> Result<StoredKey> {
        let private_key = wrap.wrap(&context(&self.kid), &self.private).await?;
        Ok(StoredKey {
            times: self.times,
            kid: self.kid,
            modulus: self.modulus,
            exponent: self.exponent,
            private_key,
        })
    }
}

/// What ties a wrapped key to its row.
pub(crate) fn context(kid: &str) -> String {
    format!("signing key {kid}")
}

impl SigningKey {
    /// # Errors
    /// 500 when it was wrapped with another secret, 503 `secrets_unavailable` when Vault has wrapped it and does not answer.
    pub(crate) async fn open(stored: StoredKey, wrap: &KeyWrap) -> Result<Self> {
        let der = wrap.unwrap(&context(&stored.kid), &stored.private_key).await?;
        let pem = Zeroizing::new(format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            Zeroizing::new(STANDARD.encode(der.as_slice())).as_str()
        ));
        let encoding = EncodingKey::from_rsa_pem(pem.as_bytes()).map_err(Error::internal)?;
        let public = PublicKey {
            kty: "RSA",
            usage: "sig",
            alg: "RS256",
            kid: stored.kid,
            n: stored.modulus,
            e: stored.exponent,
        };
        Ok(Self {
            times: stored.times,
            public,
            wrapped: stored.private_key,
            encoding,
        })
    }

    /// Whether its row is still what it was opened from.
    pub(crate) fn is_stored_as(&self, stored: &StoredKey) -> bool {
        self.wrapped == stored.private_key
    }

    /// Whether it may sign now: what Vault has wrapped signs only as long as Vault's word for it is good.
    ///
    /// # Errors
    /// 503 `secrets_unavailable` after `vault.outage_max_s` without Vault.
    pub(crate) async fn confirm(&self, wrap: &KeyWrap) -> Result<()> {
        match self.wrapped {
            Wrapped::Local(_) => Ok(()),
            Wrapped::Transit(_) => wrap.unwrap(&context(&self.public.kid), &self.wrapped).await.map(drop),
        }
    }

    /// The access token of these claims.
    ///
    /// # Errors
    /// 500 when the library refuses; it does not.
    pub fn sign(&self, claims: &Claims) -> Result<String> {
        let mut header = Header::new(Algorithm::RS256);
        header.typ = Some(token::TOKEN_TYPE.to_owned());
        header.kid = Some(self.public.kid.clone());
        jsonwebtoken::encode(&header, claims, &self.encoding).map_err(Error::internal)
    }
}
