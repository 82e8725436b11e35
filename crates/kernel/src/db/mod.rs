//! The road to Postgres: one pool and one login role for all contexts, one transaction type per kind of access.
//!
//! A transaction begins with role, search path and tenant in one round trip. Nothing outside this module holds the pool, so
//! there is no query without a transaction and no tenant table without its tenant (row-level security makes the second an error).

mod composite;
mod connection;
mod migrate;
mod transaction;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use sqlx::{
    Connection as _, Executor, PgConnection, PgPool, Postgres, SqlStr, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub use connection::{LaneConnection, is_connection_error};
pub use migrate::{ContextMigrations, migrate, pending, prepare_database, prepare_roles};
pub use transaction::{BatchTx, SystemTx, TenantTx};

use crate::{Caller, Result, id::TenantId};

/// The login role of all services in one process: member of the contexts' roles, owner of nothing. A service that is a process of its own
/// has one that reaches its context alone: [`Context::login_role`].
pub const LOGIN_ROLE: &str = "novapos";
/// Owner of every schema and table; nobody signs in as it, migrations take it on.
pub const OWNER_ROLE: &str = "novapos_owner";

/// A bounded context as the database knows it: its name, its schema, its roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context {
    /// The name in roles, metrics and events: `order`.
    pub name: &'static str,
    /// The schema that it alone may touch: `orders`.
    pub schema: &'static str,
}

impl Context {
    #[must_use]
    pub const fn new(name: &'static str, schema: &'static str) -> Self {
        Self { name, schema }
    }

    /// As what its service signs in where it is a process of its own.
    #[must_use]
    pub fn login_role(self) -> String {
        format!("{LOGIN_ROLE}_{}", self.name)
    }
}

/// How many connections the pool opens, and how long a request waits for one.
#[derive(Clone, Copy, Debug)]
pub struct PoolLimits {
    pub connections_max: u32,
    pub acquire_timeout: Duration,
}

impl Default for PoolLimits {
    fn default() -> Self {
        Self {
            connections_max: 8,
            acquire_timeout: Duration::from_secs(3),
        }
    }
}

/// A context's access to the database.
#[derive(Clone)]
pub struct Db {
    pool: PgPool,
    options: Arc<PgConnectOptions>,
    context: Context,
}

impl Db {
    /// Opens the pool that all contexts of this process share. Connects lazily.
    ///
    /// A connection is rolled back when it is released: a handler that was dropped half-way can never hand its open
    /// transaction to the next request.
    #[must_use]
    pub fn open(options: PgConnectOptions, limits: PoolLimits) -> Pool {
        let pool = PgPoolOptions::new()
            .max_connections(limits.connections_max)
            .min_connections(1)
            .acquire_timeout(limits.acquire_timeout)
            .test_before_acquire(false)
            .after_release(|connection, _| {
                Box::pin(async move {
                    // With no transaction open, as is the rule, a bare ROLLBACK would be a warning in the server's log each time.
                    connection.execute("BEGIN; ROLLBACK").await?;
                    Ok(true)
                })
            })
            .connect_lazy_with(options.clone());
        Pool {
            pool,
            connections_max: limits.connections_max,
            options: Arc::new(options),
        }
    }

    #[must_use]
    pub const fn context(&self) -> Context {
        self.context
    }

    /// Begins a transaction for the caller's tenant, as this context's application role.
    ///
    /// # Errors
    /// 503 when no connection can be had in time.
    pub async fn tenant(&self, caller: &Caller) -> Result<TenantTx<'static>> {
        self.for_tenant(caller.tenant).await
    }

    /// The same for work without a caller: consumers and jobs, which know their tenant from the row they work on.
    ///
    /// # Errors
    /// 503 when no connection can be had in time.
    pub async fn for_tenant(&self, tenant: TenantId) -> Result<TenantTx<'static>> {
        let tx = self.begin(transaction::begin_tenant(self.context, tenant)).await?;
        Ok(TenantTx::new(tx, tenant, self.context))
    }

    /// Begins a transaction over all tenants, as this context's system role. `reason` names the work for whoever greps.
    ///
    /// # Errors
    /// 503 when no connection can be had in time.
    pub async fn system(&self, reason: &'static str) -> Result<SystemTx<'static>> {
        tracing::trace!(reason, context = self.context.name, "system transaction");
        let tx = self.begin(transaction::begin_system(self.context)).await?;
        Ok(SystemTx::new(tx, self.context))
    }

    /// Begins a transaction as a role of another context that only reads: `reader` is its kind, `log` or `trail` (docs/adr/0014).
    pub(crate) async fn read_of(
        &self,
        context: Context,
        reader: &'static str,
        reason: &'static str,
    ) -> Result<SystemTx<'static>> {
        tracing::trace!(reason, context = context.name, "reading transaction");
        let tx = self.begin(transaction::begin_as(context, reader)).await?;
        Ok(SystemTx::new(tx, context))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the pool's transactions begin"
    )]
    async fn begin(&self, how: SqlStr) -> Result<Transaction<'static, Postgres>> {
        let since = Instant::now();
        let begun = self.pool.begin_with(how).await?;
        metrics::histogram!("db_begin_seconds", "service" => self.context.name).record(since.elapsed().as_secs_f64());
        Ok(begun)
    }

    /// A connection of one's own, outside the pool, for a worker on the hot path.
    #[must_use]
    pub fn lane_connection(&self) -> LaneConnection {
        LaneConnection::new(Arc::clone(&self.options), self.context)
    }
}

/// The shared pool, from which each context takes its [`Db`].
#[derive(Clone)]
pub struct Pool {
    pool: PgPool,
    connections_max: u32,
    options: Arc<PgConnectOptions>,
}

impl Pool {
    #[must_use]
    pub fn context(&self, context: Context) -> Db {
        Db {
            pool: self.pool.clone(),
            options: Arc::clone(&self.options),
            context,
        }
    }

    /// Whether the database answers: for `/readyz`.
    ///
    /// # Errors
    /// 503 when it does not.
    #[expect(clippy::disallowed_methods, reason = "asks only whether anybody answers")]
    pub async fn ping(&self) -> Result<()> {
        let mut connection = self.pool.acquire().await?;
        connection.ping().await?;
        Ok(())
    }

    /// Shows in the metrics how many connections are open, in use, and allowed.
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
    pub fn show_usage(&self) {
        let open = self.pool.size();
        let in_use = (open as usize).saturating_sub(self.pool.num_idle());
        metrics::gauge!("db_pool_connections", "state" => "open").set(f64::from(open));
        metrics::gauge!("db_pool_connections", "state" => "in_use").set(in_use as f64);
        metrics::gauge!("db_pool_connections_max").set(f64::from(self.connections_max));
    }

    /// Closes every connection, waiting for those in use.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// How long opening a connection may take: a host that drops packets would be waited for by the minute.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

pub(crate) async fn open_connection(options: &PgConnectOptions) -> Result<PgConnection, sqlx::Error> {
    tokio::time::timeout(CONNECT_TIMEOUT, PgConnection::connect_with(options))
        .await
        .unwrap_or_else(|_| Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()))
}
