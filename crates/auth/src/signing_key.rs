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
use kernel::{Error, Result, sealing::SealingKey, token, token::Claims};
use serde::Serialize;
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::{key_schedule::KeyTimes, store::signing_key::StoredKey};

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
    encoding: EncodingKey,
}

/// Makes a new 2048-bit key and seals its private half. Takes some 100 ms of a core: run it where that blocks nobody.
///
/// # Errors
/// 500 when the library refuses; it does not.
pub fn generate(kid: String, times: KeyTimes, sealing: &SealingKey) -> Result<StoredKey> {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(Error::internal)?;
    let public = pair.public_key();
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let modulus = encode(public.modulus().big_endian_without_leading_zero());
    let exponent = encode(public.exponent().big_endian_without_leading_zero());
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(Error::internal)?;
    let private_key = sealing.seal(&context(&kid), der.as_ref())?;
    Ok(StoredKey {
        times,
        kid,
        modulus,
        exponent,
        private_key,
    })
}

/// What ties a sealed key to its row.
fn context(kid: &str) -> String {
    format!("signing key {kid}")
}

impl SigningKey {
    /// # Errors
    /// 500 when it was sealed with another secret.
    pub(crate) fn open(stored: StoredKey, sealing: &SealingKey) -> Result<Self> {
        let der = sealing.open(&context(&stored.kid), &stored.private_key)?;
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
            encoding,
        })
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
