//! `[vault]` in the configuration.

use std::path::PathBuf;

use http::Uri;
use serde::{Deserialize, Serialize};

use crate::secret::SecretRef;

/// Where Vault is, how to sign in, and how long what it gave is good.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VaultSettings {
    /// `https://vault.example.com:8200`; plain http is taken for this computer only.
    pub address: String,
    /// Sent as X-Vault-Namespace.
    pub namespace: Option<String>,
    /// Where KV version 2 is mounted.
    #[serde(default = "secret")]
    pub mount: String,
    /// Where transit is mounted, and the name of the key there, which is `derived`.
    #[serde(default = "transit")]
    pub transit_mount: String,
    #[serde(default = "novapos")]
    pub transit_key: String,
    /// Whether keys at rest are wrapped by that transit key, instead of by a key of this deployment.
    #[serde(default)]
    pub wrap_keys: bool,
    /// The only authorities that are trusted, as PEM; by default those of this computer.
    pub ca_file: Option<PathBuf>,
    pub login: Login,
    /// How long Vault may take for one answer.
    #[serde(default = "answer_within_ms")]
    pub answer_within_ms: u64,
    /// How often a question is asked again when there was no answer. Sign-ins are not: a secret_id may be good for one use.
    #[serde(default = "retries")]
    pub retries: u8,
    /// How long a start waits for Vault.
    #[serde(default = "start_within_s")]
    pub start_within_s: u32,
    /// How long a value is used before it is read again: a changed secret holds after this time.
    #[serde(default = "fresh_for_s")]
    pub fresh_for_s: u32,
    /// How old a value may become while Vault does not answer.
    #[serde(default = "outage_max_s")]
    pub outage_max_s: u32,
}

/// How NovaPOS proves to Vault who it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Login {
    Approle {
        role_id: String,
        /// In the environment or a file; read anew for each sign-in.
        secret_id: SecretRef,
        #[serde(default = "approle")]
        mount: String,
    },
    Kubernetes {
        role: String,
        /// The service account's token, read anew for each sign-in.
        #[serde(default = "service_account")]
        token_file: PathBuf,
        #[serde(default = "kubernetes")]
        mount: String,
    },
    /// A token that somebody else made. It is renewed, but when it ends, so does access.
    Token(SecretRef),
}

fn secret() -> String {
    "secret".to_owned()
}
fn transit() -> String {
    "transit".to_owned()
}
fn novapos() -> String {
    "novapos".to_owned()
}
fn approle() -> String {
    "approle".to_owned()
}
fn kubernetes() -> String {
    "kubernetes".to_owned()
}
fn service_account() -> PathBuf {
    "/var/run/secrets/kubernetes.io/serviceaccount/token".into()
}
const fn answer_within_ms() -> u64 {
    3000
}
const fn retries() -> u8 {
    1
}
const fn start_within_s() -> u32 {
    60
}
const fn fresh_for_s() -> u32 {
    60
}
const fn outage_max_s() -> u32 {
    3600
}

impl VaultSettings {
    /// The usual settings for this address and sign-in.
    #[must_use]
    pub fn at(address: impl Into<String>, login: Login) -> Self {
        Self {
            address: address.into(),
            namespace: None,
            mount: secret(),
            transit_mount: transit(),
            transit_key: novapos(),
            wrap_keys: false,
            ca_file: None,
            login,
            answer_within_ms: answer_within_ms(),
            retries: retries(),
            start_within_s: start_within_s(),
            fresh_for_s: fresh_for_s(),
            outage_max_s: outage_max_s(),
        }
    }

    /// # Errors
    /// The first setting that cannot be used, and what it may be.
    pub(super) fn check(&self) -> Result<(), String> {
        let uri: Uri = self
            .address
            .parse()
            .map_err(|_| "vault.address is no address".to_owned())?;
        let host = uri.host().unwrap_or_default();
        let here = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if here => {}
            Some("http") => return Err("vault.address is https:// everywhere but on this computer".to_owned()),
            _ => return Err("vault.address begins with https://".to_owned()),
        }
        if host.is_empty() || self.address.contains(['@', '?', '#']) || !matches!(uri.path(), "" | "/") {
            return Err("vault.address is https://host:port and nothing more".to_owned());
        }
        let login_mount = match &self.login {
            Login::Approle { mount, .. } | Login::Kubernetes { mount, .. } => mount.as_str(),
            Login::Token(_) => "token",
        };
        for name in [&self.mount, &self.transit_mount, &self.transit_key, login_mount] {
            let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
            if !name.split('/').all(|part| !part.is_empty() && part.bytes().all(plain)) {
                return Err(format!(
                    "vault: {name:?} is not a name of letters, digits, `-`, `_` and `/`"
                ));
            }
        }
        if let Login::Approle {
            secret_id: SecretRef::Vault { .. },
            ..
        }
        | Login::Token(SecretRef::Vault { .. }) = &self.login
        {
            return Err("vault.login: what opens Vault is named by env:NAME or file:/path".to_owned());
        }
        if !(100..=60_000).contains(&self.answer_within_ms) || self.retries > 5 || self.start_within_s > 3600 {
            return Err("vault: answer_within_ms is 100 to 60000, retries 0 to 5, start_within_s 0 to 3600".to_owned());
        }
        if self.fresh_for_s > self.outage_max_s || self.outage_max_s > 86_400 {
            return Err("vault: fresh_for_s is at most outage_max_s, and that is at most 86400".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> VaultSettings {
        VaultSettings::at(address, Login::Token(SecretRef::Env("X".to_owned())))
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for fine in [
            "https://vault.example.com:8200",
            "http://127.0.0.1:8200",
            "http://[::1]:8200",
            "http://localhost:8200/",
        ] {
            assert_eq!(at(fine).check(), Ok(()), "{fine}");
        }
        for bad in [
            "http://vault.example.com:8200",
            "http://127.0.0.1.example.com",
            "http://localhost@vault.example.com",
            "https://vault.example.com/v1",
            "ftp://127.0.0.1",
            "vault",
            "",
        ] {
            assert!(at(bad).check().is_err(), "{bad}");
        }
    }

    #[test]
    fn what_opens_vault_is_not_in_vault_and_every_time_has_a_limit() {
        let mut settings = at("https://vault.example.com");
        settings.login = Login::Token("vault:a#b".parse().unwrap());
        assert!(settings.check().is_err());
        for change in [
            |s: &mut VaultSettings| s.answer_within_ms = 0,
            |s: &mut VaultSettings| s.retries = 6,
            |s: &mut VaultSettings| s.start_within_s = 3601,
            |s: &mut VaultSettings| s.outage_max_s = 86_401,
            |s: &mut VaultSettings| s.outage_max_s = s.fresh_for_s - 1,
            |s: &mut VaultSettings| s.mount = "../sys".to_owned(),
        ] {
            let mut settings = at("https://vault.example.com");
            change(&mut settings);
            assert!(settings.check().is_err(), "{settings:?}");
        }
    }
}
