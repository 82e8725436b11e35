//! Where secrets are read: the environment and files of this computer, and Vault beside them where one is configured.

use crate::{
    Clock, Entropy, Error, Result, codes,
    secret::{Secret, SecretRef},
    vault::{Vault, VaultSettings},
};

/// The source of secrets that configuration names. References to the environment and to files are read in both arms.
#[derive(Clone, Debug)]
pub enum Secrets {
    /// The environment and files.
    Here,
    /// Vault (or OpenBao) beside them.
    Vault(Vault),
}

impl Secrets {
    /// The source that is configured. Nothing is asked yet.
    ///
    /// # Errors
    /// What is wrong with the configuration of Vault.
    pub fn open(vault: Option<&VaultSettings>, clock: Clock, entropy: Entropy) -> Result<Self, String> {
        match vault {
            None => Ok(Self::Here),
            Some(settings) => Vault::open(settings.clone(), clock, entropy).map(Self::Vault),
        }
    }

    /// Waits until the source answers, at most `vault.start_within_s`.
    ///
    /// # Errors
    /// Why it does not answer, and what to do.
    pub async fn ready(&self) -> Result<(), String> {
        match self {
            Self::Here => Ok(()),
            Self::Vault(vault) => vault.ready().await,
        }
    }

    /// Reads a secret. What Vault gave serves on through an outage, for `vault.outage_max_s`.
    ///
    /// # Errors
    /// 500 when a variable or file of this computer cannot be read, 503 `secrets_unavailable` when Vault does not give it; the cause
    /// names the reference, never the value.
    pub async fn read(&self, reference: &SecretRef) -> Result<Secret> {
        match (self, reference) {
            (_, SecretRef::Env(_) | SecretRef::File(_)) => reference.read_here().map_err(Error::internal),
            (Self::Vault(vault), SecretRef::Vault { path, key }) => vault.read(path, key).await,
            (Self::Here, SecretRef::Vault { .. }) => Err(codes::SECRETS_UNAVAILABLE
                .error()
                .caused_by(format!("{reference} needs [vault] in the configuration"))),
        }
    }

    /// Vault, where one is configured.
    #[must_use]
    pub const fn vault(&self) -> Option<&Vault> {
        match self {
            Self::Here => None,
            Self::Vault(vault) => Some(vault),
        }
    }
}
