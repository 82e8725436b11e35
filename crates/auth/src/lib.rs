//! Auth: who may come in, as whom, and what there is to come in to.
//!
//! It owns tenants, their stores and registers (the directory that every other context reads), users with their roles,
//! invitations, resets of passwords, sign-ins with their refresh tokens, PINs with the devices where they are good, and the keys that
//! sign access tokens.
//!
//! Invariants:
//! - a refused sign-in tells nobody which part was wrong, neither by its answer nor by its time;
//! - passwords, PINs and the tokens of refreshes, invitations, resets and devices are stored as hashes only, private keys encrypted only;
//! - a PIN is good at a device where its person signed in with the password, and for five tries, however many come at once;
//! - a reset of a password is good once, and not longer than the standing of whoever made it and of whom it is for;
//! - a family of refresh tokens has at most one live token (a unique index says so);
//! - a signing key is published before it signs, and until every token that it signed has expired;
//! - a tenant always has an active administrator of every store, nobody changes their own roles, nobody gives more than they have;
//! - a receipt series is unique in its tenant and fixed for ever, a store's currency is fixed for ever;
//! - every change that the directory shows raises its version in the same transaction.
//!
//! What a role may do is not here: that is kernel's table. Access tokens are not looked up when they are used, so one lives up to ten
//! minutes after its sign-in ended; what changes users and passwords reads the caller's standing anew.

mod attempts;
mod client_address;
pub mod codes;
mod config;
mod cookie;
mod device;
mod faults;
mod favourites;
mod grants;
mod hasher;
mod invitations;
mod jobs;
mod key_schedule;
mod key_wrap;
mod keyring;
mod password;
mod pin;
mod pin_sign_in;
mod refresh;
mod routes;
mod secrets;
mod session;
mod sign_in;
mod signing_key;
mod staff;
mod store;
mod store_fields;
mod tenants;
mod texts;
mod user;

use std::sync::Arc;

use contracts::contexts;
use kernel::{
    Caller, Result, Service, TenantTx, audit::AuditEvent, db::ContextMigrations, outbox::NewEvent, service::Deps,
};
use sqlx::migrate::Migrator;

pub use config::{AttemptLimits, AuthConfig, DEVICE_KNOWN_FOR};
pub use keyring::Rotation;
pub use tenants::{CreatedTenant, NewTenant, create_tenant};

use attempts::Attempts;
use hasher::Hasher;
use key_wrap::KeyWrap;
use keyring::Keyring;
use secrets::DerivingKey;

/// The port of auth's own listener.
pub const PORT: u16 = 8085;
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct State {
    deps: Deps,
    config: Arc<AuthConfig>,
    hasher: Hasher,
    attempts: Arc<Attempts>,
    keys: Keyring,
    invitations: DerivingKey,
    resets: DerivingKey,
}

impl State {
    fn new(deps: Deps, config: AuthConfig) -> Self {
        Self {
            hasher: Hasher::new(deps.entropy.clone()),
            attempts: Arc::new(Attempts::new(config.limits, &deps.clock, deps.redis.as_ref())),
            keys: keyring(&deps, &config),
            invitations: DerivingKey::of_invitations(&config.key_encryption),
            resets: DerivingKey::of_password_resets(&config.key_encryption),
            config: Arc::new(config),
            deps,
        }
    }

    /// Writes a mutation's audit row and its event, last of all in its transaction.
    async fn tell(&self, tx: &mut TenantTx<'_>, caller: &Caller, audit: AuditEvent<'_>, event: NewEvent) -> Result<()> {
        self.deps.record(tx, caller, audit).await?;
        self.deps.publish(tx, event).await?;
        Ok(())
    }
}

/// Auth's tables, for whoever migrates.
#[must_use]
pub fn migrations() -> ContextMigrations {
    ContextMigrations {
        context: contexts::AUTH,
        own: &MIGRATIONS,
        hears: &[],
        keeps_trail_of: &[],
    }
}

/// The auth service.
#[must_use]
pub fn service(deps: Deps, config: AuthConfig) -> Service {
    let state = State::new(deps, config);
    let jobs = jobs::all(&state);
    let (router, routes, openapi) = routes::build(state);
    Service {
        context: contexts::AUTH,
        port: PORT,
        router,
        routes,
        consumers: Vec::new(),
        jobs,
        migrations: migrations(),
        openapi,
    }
}

/// Makes the next signing key now, ahead of the schedule: it is published at once and signs ten minutes later. A rotation that is under
/// way is found, not doubled.
///
/// # Errors
/// 503 when the database cannot be reached, 500 when the stored keys were encrypted with another `key_encryption`.
pub async fn rotate_keys(deps: &Deps, config: &AuthConfig) -> Result<Rotation> {
    keyring(deps, config).rotate().await
}

/// Wraps the stored signing keys as they would be wrapped today: after `vault.wrap_keys` was changed, or Vault's transit key rotated.
/// Returns how many changed.
///
/// # Errors
/// 503 when the database or Vault cannot be reached, 500 when a stored key was encrypted with another `key_encryption`.
pub async fn rewrap_keys(deps: &Deps, config: &AuthConfig) -> Result<u64> {
    keyring(deps, config).rewrap().await
}

fn keyring(deps: &Deps, config: &AuthConfig) -> Keyring {
    Keyring::new(
        deps.db.clone(),
        deps.clock.clone(),
        deps.entropy.clone(),
        KeyWrap::new(&config.key_encryption, config.vault.clone()),
    )
}
