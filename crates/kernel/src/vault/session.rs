//! Being signed in to Vault: a token, renewed in time, and made anew when it is lost.

use chrono::TimeDelta;
use http::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Inner, Login, REST,
    lease::{Due, Lease},
    wire::Fault,
};
use crate::secret::Secret;

/// What a sign-in and a renewal answer, as far as it is needed.
#[derive(Deserialize)]
struct Signed {
    auth: Auth,
}

#[derive(Deserialize)]
struct Auth {
    client_token: Secret,
    /// Seconds.
    lease_duration: u32,
    #[serde(default)]
    renewable: bool,
}

/// What a token says of itself.
#[derive(Deserialize)]
struct Looked {
    data: Token,
}

#[derive(Deserialize)]
pub(super) struct Token {
    /// Seconds left; 0 is for ever.
    pub ttl: u32,
    #[serde(default)]
    pub renewable: bool,
    /// Seconds that it was given at first.
    #[serde(default)]
    creation_ttl: u32,
}

impl Inner {
    /// A token that is good. `refused` is one that Vault has just said no to: if nobody has replaced it yet, it is replaced now.
    pub(super) async fn token(&self, refused: Option<&Secret>) -> Result<Secret, Fault> {
        let mut session = self.session.lock().await;
        let now = self.clock.now();
        let lease = match session.take() {
            None => self.login().await?,
            Some(lease) if refused.is_some_and(|token| token.expose() == lease.token.expose()) => {
                tracing::warn!("Vault takes the token no more: signing in again");
                self.login().await?
            }
            Some(lease) => match lease.due(now) {
                Due::Nothing => lease,
                Due::Renewal => self.renew(lease).await?,
                Due::Login => self.login_or_keep(lease).await?,
            },
        };
        let token = lease.token.clone();
        *session = Some(lease);
        Ok(token)
    }

    /// Whether the token wants something done now.
    pub(super) async fn is_due(&self) -> bool {
        let session = self.session.lock().await;
        session
            .as_ref()
            .is_some_and(|lease| lease.due(self.clock.now()) != Due::Nothing)
    }

    /// Signs in.
    pub(super) async fn login(&self) -> Result<Lease, Fault> {
        let here = |what: Result<Secret, String>| {
            what.map_err(|why| {
                tracing::warn!(why, "vault.login cannot be used");
                Fault::NoCredential
            })
        };
        let (mount, body) = match &self.settings.login {
            Login::Approle {
                role_id,
                secret_id,
                mount,
            } => {
                let secret_id = here(secret_id.read_here())?;
                (mount, json!({"role_id": role_id, "secret_id": secret_id.expose()}))
            }
            Login::Kubernetes {
                role,
                token_file,
                mount,
            } => {
                let jwt = here(crate::secret::SecretRef::File(token_file.clone()).read_here())?;
                (mount, json!({"role": role, "jwt": jwt.expose()}))
            }
            Login::Token(token) => {
                let token = here(token.read_here())?;
                let told = self.look_up(&token).await?;
                let lasts = TimeDelta::seconds(told.ttl.into());
                let asked = TimeDelta::seconds(told.creation_ttl.max(told.ttl).into());
                let lease = Lease::new(token, lasts, told.renewable, self.clock.now(), self.jitter_permille());
                return Ok(lease.asking(asked));
            }
        };
        let path = format!("auth/{mount}/login");
        let signed: Signed = self.wire.once(Method::POST, &path, None, Some(&body)).await?;
        let Auth {
            client_token,
            lease_duration,
            renewable,
        } = signed.auth;
        let lasts = TimeDelta::seconds(lease_duration.into());
        tracing::info!(seconds = lease_duration, "signed in to Vault");
        Ok(Lease::new(
            client_token,
            lasts,
            renewable,
            self.clock.now(),
            self.jitter_permille(),
        ))
    }

    /// What Vault knows of a token.
    pub(super) async fn look_up(&self, token: &Secret) -> Result<Token, Fault> {
        let looked: Looked = self
            .wire
            .ask(Method::GET, "auth/token/lookup-self", token, None::<&Value>)
            .await?;
        Ok(looked.data)
    }

    /// Renews the token. Less than was asked for means that its last hour has come: then it signs in again, and so it does when Vault
    /// does not know the token any more.
    async fn renew(&self, lease: Lease) -> Result<Lease, Fault> {
        let body = json!({"increment": format!("{}s", lease.asked.num_seconds())});
        let path = "auth/token/renew-self";
        let renewed: Result<Signed, Fault> = self.wire.ask(Method::POST, path, &lease.token, Some(&body)).await;
        let now = self.clock.now();
        match renewed {
            Ok(signed) => {
                let granted = TimeDelta::seconds(signed.auth.lease_duration.into());
                let is_less = granted < lease.asked && !granted.is_zero();
                let lease = lease.renewed(granted, now, self.jitter_permille());
                if is_less {
                    self.login_or_keep(lease).await
                } else {
                    Ok(lease)
                }
            }
            Err(fault) if fault.is_outage() => {
                tracing::warn!(why = %fault, "the token of Vault was not renewed");
                Ok(lease.postponed(now + REST))
            }
            Err(fault) => {
                tracing::warn!(why = %fault, "the token of Vault was not renewed: signing in again");
                self.login().await
            }
        }
    }

    /// Signs in again; when that does not work, a token that is still good serves on.
    async fn login_or_keep(&self, lease: Lease) -> Result<Lease, Fault> {
        let now = self.clock.now();
        match self.login().await {
            Err(fault) if lease.is_good(now) => {
                tracing::warn!(why = %fault, "Vault did not take the new sign-in: the old one serves until its end");
                Ok(lease.postponed(now + REST))
            }
            other => other,
        }
    }

    /// 900 to 1100.
    fn jitter_permille(&self) -> i32 {
        900 + i32::from(u16::from_le_bytes(self.entropy.bytes()) % 201)
    }
}
