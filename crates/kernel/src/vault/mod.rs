//! Vault, or OpenBao, which speaks the same: secrets of KV version 2, and keys that never leave it (transit).
//!
//! Invariants:
//! - a value serves through an outage for `outage_max_s` after it was last read, and then no more; what was never read does not serve at all;
//! - what Vault says is missing is forgotten at once: somebody has taken it away;
//! - after a failure Vault is left alone for [`REST`], and answers come from what is kept: a slow Vault slows one request, not all;
//! - no value, token or word of Vault's is in an error, a log or a `Debug`.

mod kept;
mod lease;
mod session;
mod settings;
mod wire;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use http::Method;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use zeroize::Zeroizing;

pub use settings::{Login, VaultSettings};

use crate::{Clock, Entropy, Error, Result, codes, secret::Secret, tasks::Tasks};
use kept::Kept;
use lease::Lease;
use wire::{Fault, Wire};

/// How long Vault is left alone after it failed.
const REST: TimeDelta = TimeDelta::seconds(5);
/// How often it is looked whether the token wants renewal.
const TEND_EVERY: Duration = Duration::from_secs(1);
/// How long a start waits between two tries at first; twice as long each time, up to the second.
const START_RESTS_MS: (u64, u64) = (250, 5000);

/// A Vault. Clones share their sign-in and what is kept.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    settings: VaultSettings,
    wire: Wire,
    clock: Clock,
    entropy: Entropy,
    session: tokio::sync::Mutex<Option<Lease>>,
    /// One question at a time, so that many who need the same ask once.
    asking: tokio::sync::Mutex<()>,
    kept: Mutex<Kept>,
    rests_until: Mutex<Option<DateTime<Utc>>>,
}

/// How NovaPOS stands with Vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// For how many seconds the token is good; nothing when it has no end.
    pub good_for_s: Option<u32>,
    pub is_renewable: bool,
}

/// A KV secret: what is not text is no secret that can be named.
#[derive(Deserialize)]
struct Read {
    data: Version,
}
#[derive(Deserialize)]
struct Version {
    data: Option<std::collections::HashMap<String, Entry>>,
}
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Text(Secret),
    Other(serde::de::IgnoredAny),
}

#[derive(Deserialize)]
struct Transit<T> {
    data: T,
}
#[derive(Deserialize)]
struct Ciphertext {
    ciphertext: String,
}
#[derive(Deserialize)]
struct Plaintext {
    plaintext: Secret,
}

impl Vault {
    /// Nothing is asked yet.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub fn open(settings: VaultSettings, clock: Clock, entropy: Entropy) -> Result<Self, String> {
        settings.check()?;
        Ok(Self(Arc::new(Inner {
            wire: Wire::open(&settings, entropy.clone())?,
            settings,
            clock,
            entropy,
            session: tokio::sync::Mutex::default(),
            asking: tokio::sync::Mutex::default(),
            kept: Mutex::default(),
            rests_until: Mutex::default(),
        })))
    }

    /// Whether keys at rest are wrapped here.
    #[must_use]
    pub fn wraps_keys(&self) -> bool {
        self.0.settings.wrap_keys
    }

    /// Waits until Vault has let us in, at most `start_within_s`. What time does not mend is refused at once.
    ///
    /// # Errors
    /// Why it did not, and what to do.
    pub async fn ready(&self) -> Result<(), String> {
        let settings = &self.0.settings;
        let (address, seconds) = (&settings.address, settings.start_within_s);
        let began = Instant::now();
        let mut rest_ms = START_RESTS_MS.0;
        loop {
            let fault = match self.0.token(None).await {
                Ok(_) => return Ok(()),
                Err(fault) => fault,
            };
            if !fault.is_outage() {
                return Err(format!(
                    "Vault at {address} does not let NovaPOS in: {fault}. Check vault.login and the role's policies."
                ));
            }
            let rest = self.0.wire.jittered(rest_ms);
            if began.elapsed() + rest > Duration::from_secs(seconds.into()) {
                return Err(format!(
                    "Vault at {address} cannot be used: {fault}, after {seconds} s. Start or unseal it and check vault.address, then start again."
                ));
            }
            tracing::warn!(address, why = %fault, "waiting for Vault, {seconds} s at most");
            tokio::time::sleep(rest).await;
            rest_ms = (rest_ms * 2).min(START_RESTS_MS.1);
        }
    }

    /// Reads a key of a secret.
    ///
    /// # Errors
    /// 503 `secrets_unavailable`.
    pub async fn read(&self, path: &str, key: &str) -> Result<Secret> {
        let name = format!("vault:{path}#{key}");
        let place = format!("{}/data/{path}", self.0.settings.mount);
        let read = async {
            let read: Read = self.0.ask(Method::GET, &place, None::<&Value>).await?;
            match read.data.data.and_then(|mut data| data.remove(key)) {
                Some(Entry::Text(secret)) if !secret.expose().is_empty() => Ok(secret),
                _ => Err(Fault::Missing),
            }
        };
        self.0
            .kept_or(&name, read)
            .await
            .map_err(|fault| unavailable(&name, fault))
    }

    /// Encrypts with the transit key; `context` must be the same to decrypt it, and derives a key of its own. Returns `vault:vN:...`.
    ///
    /// # Errors
    /// 503 `secrets_unavailable`.
    pub async fn encrypt(&self, context: &str, plain: &[u8]) -> Result<String> {
        let plaintext = Zeroizing::new(STANDARD.encode(plain));
        let body = json!({"plaintext": plaintext.as_str(), "context": STANDARD.encode(context)});
        self.transit::<Ciphertext>("encrypt", &body)
            .await
            .map(|made| made.ciphertext)
    }

    /// Decrypts what the transit key encrypted, by whichever of its versions. It serves through an outage as a secret does.
    ///
    /// # Errors
    /// 503 `secrets_unavailable`; 500 when it was encrypted with another key or for another context, or was changed.
    pub async fn decrypt(&self, context: &str, ciphertext: &str) -> Result<Zeroizing<Vec<u8>>> {
        let place = self.transit_place("decrypt");
        let body = json!({"ciphertext": ciphertext, "context": STANDARD.encode(context)});
        let decrypt = async {
            let made: Transit<Plaintext> = self.0.ask(Method::POST, &place, Some(&body)).await?;
            Ok(made.data.plaintext)
        };
        let name = format!("{context}:{ciphertext}");
        let plain = self.0.kept_or(&name, decrypt).await.map_err(|fault| match fault {
            Fault::Refused(_) => Error::internal(format!(
                "{context} cannot be decrypted by Vault: is vault.transit_key the one that encrypted it?"
            )),
            fault => unavailable(&place, fault),
        })?;
        let decoded = STANDARD.decode(plain.expose()).map(Zeroizing::new);
        decoded.map_err(|_| unavailable(&place, Fault::Garbled))
    }

    /// The same under the newest version of the transit key; what is encrypted does not leave Vault.
    ///
    /// # Errors
    /// 503 `secrets_unavailable`.
    pub async fn rewrap(&self, context: &str, ciphertext: &str) -> Result<String> {
        let body = json!({"ciphertext": ciphertext, "context": STANDARD.encode(context)});
        self.transit::<Ciphertext>("rewrap", &body)
            .await
            .map(|made| made.ciphertext)
    }

    /// How long the token is good, as Vault says now; it signs in where that was not done yet.
    ///
    /// # Errors
    /// Why it does not say.
    pub async fn standing(&self) -> Result<Standing, String> {
        let looked = async {
            let token = self.0.token(None).await?;
            self.0.look_up(&token).await
        };
        let token = looked.await.map_err(|fault| fault.to_string())?;
        Ok(Standing {
            good_for_s: (token.ttl > 0).then_some(token.ttl),
            is_renewable: token.renewable,
        })
    }

    /// Where it is.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0.settings.address
    }

    /// Renews the token when it is time, and wipes what may serve no more.
    pub async fn tend(&self) {
        let inner = &self.0;
        let now = inner.clock.now();
        let outage_max = TimeDelta::seconds(inner.settings.outage_max_s.into());
        locked(&inner.kept).forget_older(outage_max, now);
        if inner.is_due().await && !inner.is_resting(now) {
            let done = inner.token(None).await;
            inner.note(done.err());
        }
    }

    /// Tends it until the tasks are asked to stop.
    pub async fn keep(self, tasks: Tasks) {
        let stopping = tasks.stopping();
        tokio::pin!(stopping);
        loop {
            tokio::select! {
                () = tokio::time::sleep(TEND_EVERY) => self.tend().await,
                () = &mut stopping => return,
            }
        }
    }

    fn transit_place(&self, verb: &str) -> String {
        let settings = &self.0.settings;
        format!("{}/{verb}/{}", settings.transit_mount, settings.transit_key)
    }

    async fn transit<T: DeserializeOwned>(&self, verb: &str, body: &Value) -> Result<T> {
        let place = self.transit_place(verb);
        let now = self.0.clock.now();
        let asked: Result<Transit<T>, Fault> = if self.0.is_resting(now) {
            Err(Fault::Resting)
        } else {
            let asked = self.0.ask(Method::POST, &place, Some(body)).await;
            self.0.note(asked.as_ref().err().copied());
            asked
        };
        asked.map(|made| made.data).map_err(|fault| unavailable(&place, fault))
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vault({})", self.0.settings.address)
    }
}

impl Inner {
    /// The value of this name: as it is kept while it is fresh, else as Vault gives it, else as it is kept while there is an outage.
    async fn kept_or(
        &self,
        name: &str,
        ask: impl Future<Output = Result<Secret, Fault>> + Send,
    ) -> Result<Secret, Fault> {
        if let Some(fresh) = self.kept_within(name, self.settings.fresh_for_s) {
            return Ok(fresh);
        }
        let _one_at_a_time = self.asking.lock().await;
        if let Some(fresh) = self.kept_within(name, self.settings.fresh_for_s) {
            return Ok(fresh);
        }
        let now = self.clock.now();
        let asked = if self.is_resting(now) {
            Err(Fault::Resting)
        } else {
            ask.await
        };
        match asked {
            Ok(secret) => {
                locked(&self.kept).put(name, secret.clone(), now);
                self.note(None);
                Ok(secret)
            }
            // Somebody has taken it away, or it is not what it was: then it does not serve on.
            Err(fault @ (Fault::Missing | Fault::Refused(_))) => {
                locked(&self.kept).forget(name);
                Err(fault)
            }
            Err(fault) => {
                self.note(Some(fault));
                self.kept_within(name, self.settings.outage_max_s).ok_or(fault)
            }
        }
    }

    fn kept_within(&self, name: &str, seconds: u32) -> Option<Secret> {
        let now = self.clock.now();
        let value = locked(&self.kept).get(name)?;
        value
            .is_younger(TimeDelta::seconds(seconds.into()), now)
            .then_some(value.secret)
    }

    /// Asks as whoever is signed in. When Vault says no, it signs in again, once.
    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Fault> {
        let token = self.token(None).await?;
        match self.wire.ask(method.clone(), path, &token, body).await {
            Err(Fault::Denied) => {
                let token = self.token(Some(&token)).await?;
                self.wire.ask(method, path, &token, body).await
            }
            other => other,
        }
    }

    fn is_resting(&self, now: DateTime<Utc>) -> bool {
        locked(&self.rests_until).is_some_and(|until| now < until)
    }

    /// Remembers how it went: after a failure Vault rests.
    fn note(&self, fault: Option<Fault>) {
        let Some(fault) = fault else {
            *locked(&self.rests_until) = None;
            return;
        };
        if matches!(fault, Fault::Resting | Fault::Missing | Fault::Refused(_)) {
            return;
        }
        tracing::warn!(address = self.settings.address, why = %fault, "Vault gives nothing: what is kept serves");
        *locked(&self.rests_until) = Some(self.clock.now() + REST);
    }
}

fn locked<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unavailable(what: &str, fault: Fault) -> Error {
    codes::SECRETS_UNAVAILABLE
        .error()
        .caused_by(format!("{what} cannot be had from Vault: {fault}"))
}
