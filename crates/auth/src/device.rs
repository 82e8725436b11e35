//! A browser that knows who signed in to the till there with their password: a cookie of its own, whoever signs in. Of its secret
//! the tables have the hash, beside each of these people.

use kernel::{Result, TenantTx, id::UserId};

use crate::{
    State, cookie,
    secrets::{OpaqueToken, TokenHash},
    store,
};
use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, Utc};

const COOKIE: &str = "novapos_device";

/// The secret that a browser presents; malformed, it has none.
pub(crate) fn presented(headers: &HeaderMap) -> Option<OpaqueToken> {
    cookie::read(headers, COOKIE).as_ref().and_then(OpaqueToken::parse)
}

/// The `Set-Cookie` with which a browser keeps its secret for as long as it may be good.
///
/// # Errors
/// 500 when no header takes it; each does.
pub(crate) fn kept(state: &State, secret: &OpaqueToken) -> Result<HeaderValue> {
    let config = &state.config;
    cookie::set(
        COOKIE,
        Some(&secret.text()),
        config.device_known_for.num_seconds(),
        config.secure_cookies,
    )
}

/// Notes that the user signed in with their password at this browser. Hold the user's row. Returns its secret: the one that it
/// presented, if we gave it that, else a fresh one, so that nobody can bring a secret that they know into somebody else's browser.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn remember(
    state: &State,
    tx: &mut TenantTx<'_>,
    user: UserId,
    presented: Option<OpaqueToken>,
    now: DateTime<Utc>,
) -> Result<OpaqueToken> {
    let own = presented.filter(|secret| secret.tenant() == tx.tenant());
    let secret = match own {
        Some(secret) if store::known_device::is_ours(tx, &secret.hash(), since(state, now)).await? => secret,
        _ => OpaqueToken::random(tx.tenant(), &state.deps.entropy),
    };
    store::known_device::remember(tx, user, &secret.hash(), now).await?;
    Ok(secret)
}

/// Whether the user signed in with their password at the browser of this secret, not too long ago.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn knows(
    state: &State,
    tx: &mut TenantTx<'_>,
    secret: &TokenHash,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<bool> {
    store::known_device::knows(tx, user, secret, since(state, now)).await
}

fn since(state: &State, now: DateTime<Utc>) -> DateTime<Utc> {
    now - state.config.device_known_for
}
