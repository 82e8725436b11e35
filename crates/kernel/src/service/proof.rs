//! How services know each other: in one process by a mark that nothing from outside can set, apart by a token that is signed with the callee's
//! own key (docs/adr/0014).

use chrono::{DateTime, Utc};
use http::request::Parts;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Caller, Clock, Error, Result,
    caller::Grant,
    codes,
    id::{TenantId, UserId},
    secret::Secret,
};

/// A call from a service in this process. Nothing from outside can set a request's extensions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeerCall {
    pub asker: &'static str,
}

/// The header in which a service apart proves itself.
pub const SERVICE_TOKEN_HEADER: &str = "x-service-token";
const SERVICE_TOKEN_LIFETIME_S: i64 = 60;

/// What a service says of itself when it asks another over HTTP: who it is, whom it asks, and for which user.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ServiceToken {
    iss: String,
    aud: String,
    exp: i64,
    user: Option<OnBehalfOf>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OnBehalfOf {
    tenant: TenantId,
    user: UserId,
    name: String,
    grants: Vec<Grant>,
    session: Uuid,
}

impl ServiceToken {
    /// Signs one, good for a minute.
    pub(crate) fn sign(
        key: &Secret,
        asker: &str,
        callee: &str,
        caller: Option<&Caller>,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let claims = Self {
            iss: asker.to_owned(),
            aud: callee.to_owned(),
            exp: now.timestamp() + SERVICE_TOKEN_LIFETIME_S,
            user: caller.map(|caller| OnBehalfOf {
                tenant: caller.tenant,
                user: caller.user,
                name: caller.name.to_string(),
                grants: caller.grants.to_vec(),
                session: caller.session,
            }),
        };
        let key = EncodingKey::from_secret(key.expose().as_bytes());
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(Error::internal)
    }
}

/// The names of the services, so that a caller's `via` is one of them and not text from a token.
const SERVICES: &[&str] = &[
    "auth",
    "product",
    "inventory",
    "order",
    "payment",
    "integration",
    "customer",
    "loyalty",
    "analytics",
    "audit",
];

/// The service behind the request: of this process, or of another where it proves itself; then its user becomes the caller.
///
/// # Errors
/// 401 `unauthenticated` for a proof that is not good, or not any more.
pub(super) fn asker(
    own_key: Option<&Secret>,
    clock: &Clock,
    service: &'static str,
    request: &mut Parts,
) -> Result<Option<&'static str>> {
    if let Some(call) = request.extensions.get::<PeerCall>() {
        return Ok(Some(call.asker));
    }
    let Some(token) = request.headers.get(SERVICE_TOKEN_HEADER) else {
        return Ok(None);
    };
    let refused = || codes::UNAUTHENTICATED.error();
    let key = own_key.ok_or_else(refused)?;
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_audience(&[service]);
    // The library checks `exp` by the machine's clock; ours is the injected one.
    rules.validate_exp = false;
    let key = DecodingKey::from_secret(key.expose().as_bytes());
    let token = token.to_str().map_err(|_| refused())?;
    let claims = jsonwebtoken::decode::<ServiceToken>(token, &key, &rules)
        .map_err(|e| refused().caused_by(e))?
        .claims;
    if claims.exp <= clock.now().timestamp() {
        return Err(refused());
    }
    let asker = SERVICES
        .iter()
        .copied()
        .find(|name| *name == claims.iss)
        .ok_or_else(refused)?;
    if let Some(user) = claims.user {
        request.extensions.insert(Caller {
            tenant: user.tenant,
            user: user.user,
            name: user.name.into(),
            grants: user.grants.into(),
            session: user.session,
            via: Some(asker),
        });
    }
    Ok(Some(asker))
}
