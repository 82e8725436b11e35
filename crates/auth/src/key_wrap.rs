//! What private keys are wrapped with where they are stored: a key of this deployment, or one that never leaves Vault.

use kernel::{Error, Result, sealing::SealingKey, secret::Secret, vault::Vault};
use zeroize::Zeroizing;

/// Who wraps new keys. What the other has wrapped is still opened, so that one can take the other's place.
pub(crate) enum KeyWrap {
    /// The key that this deployment is configured with.
    Local { key: SealingKey, vault: Option<Vault> },
    /// Vault's transit key, which is derived by the context.
    Transit { vault: Vault, key: SealingKey },
}

/// A wrapped key as it is stored, with who wrapped it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrapped {
    /// Nonce, ciphertext and tag.
    Local(Vec<u8>),
    /// `vault:vN:...`
    Transit(String),
}

impl Wrapped {
    const LOCAL: &str = "local";
    const TRANSIT: &str = "transit";

    /// Reads what is stored.
    ///
    /// # Errors
    /// 500 when it was stored by a program that knows more.
    pub(crate) fn stored(by: &str, bytes: Vec<u8>) -> Result<Self> {
        match by {
            Self::LOCAL => Ok(Self::Local(bytes)),
            Self::TRANSIT => String::from_utf8(bytes)
                .map(Self::Transit)
                .map_err(|_| Error::internal("what Vault has wrapped is text")),
            other => Err(Error::internal(format!("nobody here unwraps what {other} has wrapped"))),
        }
    }

    pub(crate) const fn by(&self) -> &'static str {
        match self {
            Self::Local(_) => Self::LOCAL,
            Self::Transit(_) => Self::TRANSIT,
        }
    }

    pub(crate) const fn bytes(&self) -> &[u8] {
        match self {
            Self::Local(bytes) => bytes.as_slice(),
            Self::Transit(text) => text.as_bytes(),
        }
    }
}

impl KeyWrap {
    /// Vault wraps where it is configured to, else the key that is derived from this secret.
    pub(crate) fn new(secret: &Secret, vault: Option<Vault>) -> Self {
        let key = SealingKey::derive(secret, b"signing keys at rest");
        match vault {
            Some(vault) if vault.wraps_keys() => Self::Transit { vault, key },
            vault => Self::Local { key, vault },
        }
    }

    /// Wraps it; `context` must be the same to unwrap it.
    ///
    /// # Errors
    /// 503 `secrets_unavailable` when Vault shall do it and does not: it is never stored otherwise instead.
    pub(crate) async fn wrap(&self, context: &str, plain: &[u8]) -> Result<Wrapped> {
        match self {
            Self::Local { key, .. } => key.seal(context, plain).map(Wrapped::Local),
            Self::Transit { vault, .. } => vault.encrypt(context, plain).await.map(Wrapped::Transit),
        }
    }

    /// Unwraps it, whoever has wrapped it.
    ///
    /// # Errors
    /// 500 when it was wrapped with another key or for another context, or was changed; 503 `secrets_unavailable`.
    pub(crate) async fn unwrap(&self, context: &str, wrapped: &Wrapped) -> Result<Zeroizing<Vec<u8>>> {
        match (self, wrapped) {
            (Self::Local { key, .. } | Self::Transit { key, .. }, Wrapped::Local(sealed)) => key.open(context, sealed),
            (Self::Local { vault: Some(vault), .. } | Self::Transit { vault, .. }, Wrapped::Transit(text)) => {
                vault.decrypt(context, text).await
            }
            (Self::Local { vault: None, .. }, Wrapped::Transit(_)) => {
                Err(kernel::codes::SECRETS_UNAVAILABLE.error().caused_by(format!(
                    "{context} is wrapped by Vault, and there is no [vault] in the configuration"
                )))
            }
        }
    }

    /// The same wrapped as it would be today, or nothing when it is.
    ///
    /// # Errors
    /// As for [`KeyWrap::wrap`] and [`KeyWrap::unwrap`].
    pub(crate) async fn rewrap(&self, context: &str, wrapped: &Wrapped) -> Result<Option<Wrapped>> {
        match (self, wrapped) {
            (Self::Local { .. }, Wrapped::Local(_)) => Ok(None),
            (Self::Transit { vault, .. }, Wrapped::Transit(text)) => {
                let newest = vault.rewrap(context, text).await?;
                Ok((version(&newest) != version(text)).then_some(Wrapped::Transit(newest)))
            }
            _ => {
                let plain = self.unwrap(context, wrapped).await?;
                self.wrap(context, &plain).await.map(Some)
            }
        }
    }
}

/// `vN` of `vault:vN:...`
fn version(text: &str) -> Option<&str> {
    text.split(':').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_says_who_wrapped_it() {
        for wrapped in [Wrapped::Local(vec![0, 255]), Wrapped::Transit("vault:v1:x".to_owned())] {
            assert_eq!(
                Wrapped::stored(wrapped.by(), wrapped.bytes().to_vec()).unwrap(),
                wrapped
            );
        }
        assert!(Wrapped::stored("transit", vec![255]).is_err());
        assert!(Wrapped::stored("another", vec![]).is_err());
    }

    #[test]
    fn the_version_is_the_second_part() {
        assert_eq!(version("vault:v12:abc"), Some("v12"));
    }
}
