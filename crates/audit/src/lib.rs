//! Audit: who did what, kept so that nobody can change it unnoticed.
//!
//! Every context writes its trail in the transaction of what it tells of. This one hears all trails, chains them for each tenant with SHA-256,
//! signs where each chain stands, writes that off the database, and answers who did what.
//!
//! Invariants:
//! - an entry is a row of one context's trail, in the chain once; a tenant's numbers begin with 1 and have no gap (I35);
//! - an entry's hash is that of all its fields and of the hash before it; entries are only added, by grant and by trigger;
//! - one chainer works at a time, and nothing that was chained is ever chained in another order;
//! - a checkpoint is signed for what is on disk, and the private key is stored encrypted only;
//! - retention removes from the front alone, up to a checkpoint, and says so in the trail.
//!
//! It holds no personal data, no card data and no secret: contexts write ids. What it deliberately does not do: it hears seconds later, so the
//! last moments of a trail are kept by their context's database alone; it judges nothing and warns of nothing.

pub mod codes;

mod bucket;
mod chaining;
mod checkpoint;
mod checkpointing;
mod config;
mod consumers;
mod entry;
mod folder;
mod jobs;
mod naming;
mod place;
mod retention;
mod routes;
mod standing;
mod store;
mod verifying;
mod watching;

use std::sync::Arc;

use contracts::contexts::{self, AUDIT};
use kernel::{Secrets, Service, db::ContextMigrations, secret::Secret, service::Deps};
use sqlx::migrate::Migrator;

pub use bucket::Bucket;
pub use checkpoint::{Checkpoint, CheckpointLine, KeyLine, Keys};
pub use checkpointing::rotate_key;
pub use config::{AuditSettings, BucketSettings, Destination};
pub use folder::{Lines, read_checkpoints, read_keys};
pub use standing::{Standing, standing};
pub use verifying::{Fault, Kept, Verdict, verify};

/// The port of the seed's table.
const PORT: u16 = 8090;
static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// What every handler works with.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) deps: Deps,
}

/// Audit's tables, for whoever migrates.
#[must_use]
pub fn migrations() -> ContextMigrations {
    ContextMigrations {
        context: AUDIT,
        own: &MIGRATOR,
        hears: &[],
        keeps_trail_of: &[
            contexts::AUTH,
            contexts::PRODUCT,
            contexts::INVENTORY,
            contexts::ORDER,
            contexts::AUDIT,
        ],
    }
}

/// The service. `key` is the secret under which the keys that sign checkpoints are stored: with another one they cannot be read.
///
/// # Errors
/// A sentence that says which setting cannot be used.
pub fn service(deps: Deps, settings: &AuditSettings, key: &Secret, secrets: &Secrets) -> Result<Service, String> {
    let consumers = consumers::all();
    let places: Arc<[place::Place]> = place::all(settings, secrets)?.into();
    let checkpoints = checkpointing::Checkpoints::new(deps.clone(), key, Arc::clone(&places));
    let jobs = jobs::all(&deps, &consumers, checkpoints, places, settings.keep_days);
    let (router, routes, openapi) = routes::build(State { deps });
    Ok(Service {
        context: AUDIT,
        port: PORT,
        router,
        routes,
        consumers,
        jobs,
        migrations: migrations(),
        openapi,
    })
}
