//! Access tokens: RS256 JSON Web Tokens (RFC 7519, RFC 9068), verified against auth's published keys.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex as AsyncMutex;
use uuid::Uuid;

use crate::{
    Caller, Clock, Error, Result,
    caller::Grant,
    codes,
    id::{TenantId, UserId},
    peer::Peer,
};

pub const ISSUER: &str = "novapos";
pub const AUDIENCE: &str = "novapos";
/// RFC 9068: an access token says so, and nothing else is taken for one.
pub const TOKEN_TYPE: &str = "at+jwt";
/// An access token lives this long at most.
pub const LIFETIME_S_MAX: i64 = 600;

/// What an access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: UserId,
    pub tid: TenantId,
    pub sid: Uuid,
    pub name: String,
    pub grants: Vec<Grant>,
    pub iat: i64,
    pub exp: i64,
}

/// Tokens that were verified, until they expire: verifying one takes 16 us, finding one half of one.
const CACHED_MAX: usize = 10_000;
/// An unknown key id makes us ask for the keys again, at most this often.
const REFETCH_EVERY: TimeDelta = TimeDelta::seconds(60);
/// Keys that auth no longer answers for stay usable this long.
const KEYS_USABLE: TimeDelta = TimeDelta::hours(24);
const TOKEN_BYTES_MAX: usize = 8 * 1024;

/// Verifies access tokens with auth's keys, which it fetches and keeps.
pub struct Verifier {
    auth: Peer,
    clock: Clock,
    keys: RwLock<Keys>,
    fetching: AsyncMutex<()>,
    verified: Mutex<HashMap<Box<str>, (Caller, i64)>>,
}

#[derive(Default)]
struct Keys {
    by_id: HashMap<String, Arc<DecodingKey>>,
    fetched: Option<DateTime<Utc>>,
    tried: Option<DateTime<Utc>>,
}

impl Verifier {
    #[must_use]
    pub fn new(auth: Peer, clock: Clock) -> Self {
        Self {
            auth,
            clock,
            keys: RwLock::default(),
            fetching: AsyncMutex::default(),
            verified: Mutex::default(),
        }
    }

    /// The peer that the keys come from, to be bound.
    #[must_use]
    pub const fn auth(&self) -> &Peer {
        &self.auth
    }

    /// Who the token speaks for.
    ///
    /// # Errors
    /// 401 `unauthenticated` for anything but a good, current access token; 503 when auth's keys cannot be had at all.
    pub async fn verify(&self, token: &str) -> Result<Caller> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(codes::UNAUTHENTICATED.error());
        }
        let now = self.clock.now().timestamp();
        if let Some((caller, expires)) = self.cached().get(token)
            && *expires > now
        {
            return Ok(caller.clone());
        }
        let header = jsonwebtoken::decode_header(token).map_err(refused)?;
        let kid = header.kid.filter(|kid| kid.len() <= 100);
        let (Some(kid), Some(TOKEN_TYPE), Algorithm::RS256) = (kid, header.typ.as_deref(), header.alg) else {
            return Err(codes::UNAUTHENTICATED.error());
        };
        let key = self.key(&kid).await?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &Self::rules())
            .map_err(refused)?
            .claims;
        // The library checks `exp` by the machine's clock; ours is the injected one.
        if claims.exp <= now || claims.iat > now + 60 || claims.exp - claims.iat > LIFETIME_S_MAX {
            return Err(codes::UNAUTHENTICATED.error());
        }
        let caller = Caller {
            tenant: claims.tid,
            user: claims.sub,
            name: claims.name.into(),
            grants: claims.grants.into(),
            session: claims.sid,
            via: None,
        };
        self.remember(token, &caller, claims.exp, now);
        Ok(caller)
    }

    fn rules() -> Validation {
        let mut rules = Validation::new(Algorithm::RS256);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        rules.validate_exp = false;
        rules
    }

    fn cached(&self) -> std::sync::MutexGuard<'_, HashMap<Box<str>, (Caller, i64)>> {
        self.verified.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, token: &str, caller: &Caller, expires: i64, now: i64) {
        let mut cached = self.cached();
        if cached.len() >= CACHED_MAX {
            cached.retain(|_, (_, expires)| *expires > now);
            if cached.len() >= CACHED_MAX {
                cached.clear();
            }
        }
        cached.insert(token.into(), (caller.clone(), expires));
    }

    /// The key of this id; an unknown one asks auth again, but not more often than [`REFETCH_EVERY`].
    async fn key(&self, kid: &str) -> Result<Arc<DecodingKey>> {
        if let Some(key) = self.known(kid) {
            return Ok(key);
        }
        let _one_at_a_time = self.fetching.lock().await;
        if let Some(key) = self.known(kid) {
            return Ok(key);
        }
        let now = self.clock.now();
        let tried = self.keys.read().unwrap_or_else(PoisonError::into_inner).tried;
        if tried.is_some_and(|tried| now - tried < REFETCH_EVERY) {
            return Err(codes::UNAUTHENTICATED.error());
        }
        let fetched = self.auth.get::<JwkSet>(None, "/.well-known/jwks.json").await;
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        match fetched {
            Ok(set) => {
                keys.tried = Some(now);
                keys.fetched = Some(now);
                keys.by_id = set
                    .keys
                    .iter()
                    .filter_map(|jwk| Some((jwk.common.key_id.clone()?, Arc::new(DecodingKey::from_jwk(jwk).ok()?))))
                    .collect();
                keys.by_id
                    .get(kid)
                    .cloned()
                    .ok_or_else(|| codes::UNAUTHENTICATED.error())
            }
            // Not counted as a try: with no key at all there is nothing to answer, and the next request asks again.
            Err(error) => Err(error),
        }
    }

    fn known(&self, kid: &str) -> Option<Arc<DecodingKey>> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let usable = keys
            .fetched
            .is_some_and(|fetched| self.clock.now() - fetched < KEYS_USABLE);
        keys.by_id.get(kid).filter(|_| usable).cloned()
    }
}

fn refused(error: jsonwebtoken::errors::Error) -> Error {
    codes::UNAUTHENTICATED.error().caused_by(error)
}
