//! The three transaction types, and the one round trip with which each begins.

use std::{
    ops::{Deref, DerefMut},
    time::{Instant, SystemTime},
};

use sqlx::{AssertSqlSafe, PgConnection, Postgres, SqlSafeStr, SqlStr, Transaction};

use crate::{
    Result,
    db::Context,
    id::TenantId,
    telemetry::{self, SpanKind, Trace},
};

/// `BEGIN`, the context's role, its search path and the tenant: one simple query, so one round trip. Safe to build as text:
/// context names are constants and a UUID has no quotes.
pub(super) fn begin_tenant(context: Context, tenant: TenantId) -> SqlStr {
    AssertSqlSafe(format!(
        "BEGIN; SET LOCAL ROLE {role}_app; SELECT set_config('search_path', '{schema}', true), set_config('app.tenant_id', '{tenant}', true)",
        role = context.name,
        schema = context.schema,
    ))
    .into_sql_str()
}

/// As [`begin_tenant`], as the context's batch role and under all of the tenants whose commands the transaction holds.
pub(super) fn begin_batch(context: Context, tenants: &[TenantId]) -> SqlStr {
    let tenants: Vec<String> = tenants.iter().map(ToString::to_string).collect();
    AssertSqlSafe(format!(
        "BEGIN; SET LOCAL ROLE {role}_batch; SELECT set_config('search_path', '{schema}', true), set_config('app.tenant_ids', '{{{tenants}}}', true)",
        role = context.name,
        schema = context.schema,
        tenants = tenants.join(","),
    ))
    .into_sql_str()
}

pub(super) fn begin_system(context: Context) -> SqlStr {
    begin_as(context, "system")
}

pub(super) fn begin_as(context: Context, kind: &str) -> SqlStr {
    AssertSqlSafe(format!(
        "BEGIN; SET LOCAL ROLE {role}_{kind}; SELECT set_config('search_path', '{schema}', true)",
        role = context.name,
        schema = context.schema,
    ))
    .into_sql_str()
}

async fn commit_may_wait(connection: &mut PgConnection) -> Result<()> {
    sqlx::query("SET LOCAL synchronous_commit = off")
        .execute(connection)
        .await?;
    Ok(())
}

/// How long a transaction lasts: counted, and a span of its trace, when it ends, however it ends.
struct Lasting {
    context: Context,
    kind: &'static str,
    since: Instant,
    trace: Option<Trace>,
    begun: SystemTime,
}

impl Lasting {
    fn new(context: Context, kind: &'static str) -> Self {
        Self {
            context,
            kind,
            since: Instant::now(),
            trace: telemetry::current_trace(),
            begun: telemetry::now(),
        }
    }
}

impl Drop for Lasting {
    fn drop(&mut self) {
        let (service, kind) = (self.context.name, self.kind);
        metrics::histogram!("db_transaction_seconds", "service" => service, "kind" => kind)
            .record(self.since.elapsed().as_secs_f64());
        let named = || format!("{kind} transaction");
        telemetry::note_span(self.trace, service, named, SpanKind::Client, self.begun, || {
            vec![telemetry::Attribute::new("db.system.name", "postgresql")]
        });
    }
}

/// A transaction under one tenant: the only way to a tenant's tables. Rolls back when it is dropped.
pub struct TenantTx<'c> {
    tx: Transaction<'c, Postgres>,
    tenant: TenantId,
    context: Context,
    _lasting: Lasting,
}

impl<'c> TenantTx<'c> {
    pub(super) fn new(tx: Transaction<'c, Postgres>, tenant: TenantId, context: Context) -> Self {
        Self {
            tx,
            tenant,
            context,
            _lasting: Lasting::new(context, "tenant"),
        }
    }

    /// The tenant that every statement of this transaction is for.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    #[must_use]
    pub const fn context(&self) -> Context {
        self.context
    }

    /// Turns the transaction to another tenant: consumers apply a batch of several tenants' events so, each statement under
    /// exactly one. Cursors opened before keep the old tenant's rows: there are none in this code base.
    pub(crate) async fn turn_to(&mut self, tenant: TenantId) -> Result<()> {
        if self.tenant != tenant {
            sqlx::query("SELECT set_config('app.tenant_id', $1, true)")
                .bind(tenant.to_string())
                .execute(&mut *self.tx)
                .await?;
            self.tenant = tenant;
        }
        Ok(())
    }

    /// Lets the commit return before the work is on disk: docs/adr/0006. Only for work that is found undone and done again when a
    /// crash of Postgres undoes it, and that nobody was told of.
    ///
    /// # Errors
    /// 503 when the connection is lost.
    pub(crate) async fn commit_may_wait(&mut self) -> Result<()> {
        commit_may_wait(&mut self.tx).await
    }

    /// Makes the work durable.
    ///
    /// # Errors
    /// 503 when the connection is lost: then the outcome is unknown and the same request may be sent again.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// Undoes the work, and waits until that is done.
    ///
    /// # Errors
    /// 503 when the connection is lost: then the server undoes it.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.tx.rollback().await?)
    }
}

impl Deref for TenantTx<'_> {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for TenantTx<'_> {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}

/// A transaction under the tenants whose commands a batcher runs together, and no other: docs/adr/0008. Its role may do what the batch's
/// statements need and nothing else. Rolls back when it is dropped.
pub struct BatchTx<'c> {
    tx: Transaction<'c, Postgres>,
    _lasting: Lasting,
}

impl<'c> BatchTx<'c> {
    pub(super) fn new(tx: Transaction<'c, Postgres>, context: Context) -> Self {
        Self {
            tx,
            _lasting: Lasting::new(context, "batch"),
        }
    }

    /// Makes the work durable.
    ///
    /// # Errors
    /// 503 when the connection is lost: then the outcome is unknown and the same commands may be run again.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

impl Deref for BatchTx<'_> {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for BatchTx<'_> {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}

/// A transaction over all tenants, as the context's system role: relays, sweepers, sign-in, `verify`.
pub struct SystemTx<'c> {
    tx: Transaction<'c, Postgres>,
    context: Context,
    _lasting: Lasting,
}

impl<'c> SystemTx<'c> {
    pub(super) fn new(tx: Transaction<'c, Postgres>, context: Context) -> Self {
        Self {
            tx,
            context,
            _lasting: Lasting::new(context, "system"),
        }
    }

    #[must_use]
    pub const fn context(&self) -> Context {
        self.context
    }

    /// As [`TenantTx::commit_may_wait`].
    ///
    /// # Errors
    /// 503 when the connection is lost.
    pub(crate) async fn commit_may_wait(&mut self) -> Result<()> {
        commit_may_wait(&mut self.tx).await
    }

    /// Makes the work durable.
    ///
    /// # Errors
    /// 503 when the connection is lost.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

impl Deref for SystemTx<'_> {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for SystemTx<'_> {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}
