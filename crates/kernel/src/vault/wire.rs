//! One question to Vault and its answer. Nothing that Vault says gets into an error: its words may hold what must not be logged.

use std::{fmt, time::Duration};

use http::{HeaderValue, Method};
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use super::VaultSettings;
use crate::{Entropy, authorities, secret::Secret};

/// The largest answer that is read: Vault's own limit for a secret is 1 MiB.
const ANSWER_BYTES_MAX: usize = 1024 * 1024 + 64 * 1024;
/// How long it rests before it asks again, at least; at most twice as long.
const AGAIN_AFTER_MS: u64 = 100;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nobody answers, or not in time.
    Silent,
    /// 429, 472, 473 or 5xx: it cannot answer now.
    Unable(u16),
    /// 403: the token or its policy.
    Denied,
    /// 404.
    Missing,
    /// Any other status: the question was wrong.
    Refused(u16),
    /// Not what Vault answers.
    Garbled,
    /// It failed a moment ago and is not asked yet again.
    Resting,
    /// What opens Vault cannot be read on this computer.
    NoCredential,
}

impl Fault {
    /// Whether it may pass by itself.
    pub(super) const fn is_outage(self) -> bool {
        matches!(self, Self::Silent | Self::Unable(_) | Self::Garbled | Self::Resting)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silent => f.write_str("no answer comes, or not in time (over https, see vault.ca_file, too)"),
            Self::Unable(503) => f.write_str("it is sealed or in maintenance (503)"),
            Self::Unable(status) => write!(f, "it cannot answer now ({status})"),
            Self::Denied => f.write_str("it does not allow this (403)"),
            Self::Missing => f.write_str("it has nothing there (404)"),
            Self::Refused(status) => write!(f, "it refuses this ({status})"),
            Self::Garbled => f.write_str("what answers is not Vault"),
            Self::Resting => f.write_str("it did not answer a moment ago"),
            Self::NoCredential => f.write_str("what vault.login names cannot be read on this computer"),
        }
    }
}

/// The way to Vault.
pub(super) struct Wire {
    client: reqwest::Client,
    base: String,
    namespace: Option<HeaderValue>,
    retries: u8,
    entropy: Entropy,
}

impl Wire {
    /// # Errors
    /// What is wrong with the settings.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one client of Vault, with its own deadlines"
    )]
    pub(super) fn open(settings: &VaultSettings, entropy: Entropy) -> Result<Self, String> {
        let within = Duration::from_millis(settings.answer_within_ms);
        // A proxy of the environment would see the token; a redirect would carry it elsewhere.
        let mut client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(within)
            .timeout(within);
        if let Some(file) = &settings.ca_file {
            client = client.tls_certs_only(authorities::read(file, "vault.ca_file")?);
        }
        if settings.address.starts_with("http://") {
            // No authority is needed, and a computer may have none.
            client = client.tls_certs_only([]);
        }
        let namespace = settings.namespace.as_deref().map(HeaderValue::from_str).transpose();
        Ok(Self {
            client: client
                .build()
                .map_err(|error| format!("vault: no client can be made: {error}"))?,
            base: format!("{}/v1/", settings.address.trim_end_matches('/')),
            namespace: namespace.map_err(|_| "vault.namespace is no namespace".to_owned())?,
            retries: settings.retries,
            entropy,
        })
    }

    /// Asks once.
    pub(super) async fn once<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        token: Option<&Secret>,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Fault> {
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.base))
            .header("x-vault-request", "true");
        if let Some(token) = token {
            let mut value = HeaderValue::from_str(token.expose()).map_err(|_| Fault::Denied)?;
            value.set_sensitive(true);
            request = request.header("x-vault-token", value);
        }
        if let Some(namespace) = &self.namespace {
            request = request.header("x-vault-namespace", namespace);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let mut response = request.send().await.map_err(|_| Fault::Silent)?;
        let status = response.status().as_u16();
        let mut answer = Zeroizing::new(Vec::new());
        while let Some(chunk) = response.chunk().await.map_err(|_| Fault::Silent)? {
            if answer.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(Fault::Garbled);
            }
            answer.extend_from_slice(&chunk);
        }
        match status {
            200 => serde_json::from_slice(&answer).map_err(|_| Fault::Garbled),
            204 => serde_json::from_slice(b"null").map_err(|_| Fault::Garbled),
            403 => Err(Fault::Denied),
            404 => Err(Fault::Missing),
            429 | 472 | 473 | 500.. => Err(Fault::Unable(status)),
            201..=399 => Err(Fault::Garbled),
            _ => Err(Fault::Refused(status)),
        }
    }

    /// Asks again, as often as is configured, when there was no answer: for what may be asked twice.
    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        token: &Secret,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Fault> {
        let mut left = self.retries;
        loop {
            match self.once(method.clone(), path, Some(token), body).await {
                Err(fault) if fault.is_outage() && left > 0 => left -= 1,
                other => return other,
            }
            tokio::time::sleep(self.jittered(AGAIN_AFTER_MS)).await;
        }
    }

    /// Between one and two times as long, so that many tills do not come at once.
    pub(super) fn jittered(&self, millis: u64) -> Duration {
        let share = u64::from(u16::from_le_bytes(self.entropy.bytes()));
        Duration::from_millis(millis + millis * share / u64::from(u16::MAX))
    }
}
