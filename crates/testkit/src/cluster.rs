//! The tests' Postgres: one throw-away cluster for a whole `cargo test`, in memory, and a database of its own for each test.
//!
//! The first test that asks starts it; the test programs that run at the same time or later find it. A small shell script
//! (`cluster/supervise.sh`) owns it and ends it, with its folder, when the `cargo` that runs the tests is gone, however it went.
//! A test program that no cargo started (a debugger did) has a cluster of its own, for as long as it lives. Nothing listens on a
//! network.
//!
//! Nothing in it is safe from a power cut: `fsync` is off, and the folder is in memory where that is possible.

mod database;
mod owner;
pub(crate) mod server;

pub use database::{TestDatabase, database};
pub use server::{ADMIN, PORT};

use std::{error::Error, pin::Pin};

use sqlx::postgres::PgConnectOptions;

/// What a template's builder answers.
pub type Built = Result<(), Box<dyn Error + Send + Sync>>;

type Build = dyn Fn(PgConnectOptions) -> Pin<Box<dyn Future<Output = Built> + Send>> + Send + Sync;

/// What every test's database starts as: built once per cluster, then copied.
pub struct Template {
    fingerprint: String,
    build: Box<Build>,
}

impl Template {
    /// A template that `build` makes out of an empty database, given how to reach it as the superuser.
    ///
    /// Templates with the same fingerprint are taken to be the same: put everything in it that changes the outcome, such as the
    /// checksums of the migrations. Roles belong to the whole cluster, so `build` must bear with those that exist already; what is
    /// set on a database itself (`ALTER DATABASE ... SET`, `GRANT ... ON DATABASE`) is not copied by Postgres.
    pub fn new<F, Fut, E>(fingerprint: impl Into<String>, build: F) -> Self
    where
        F: Fn(PgConnectOptions) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let build = move |options| -> Pin<Box<dyn Future<Output = Built> + Send>> {
            let building = build(options);
            Box::pin(async move { building.await.map_err(Into::into) })
        };
        Self {
            fingerprint: fingerprint.into(),
            build: Box::new(build),
        }
    }
}
