//! A connection outside the pool, for the workers of the hot path: no acquire, no ping, no rollback on release.

use std::sync::Arc;

use sqlx::{Connection as _, PgConnection, postgres::PgConnectOptions};

use super::{BatchTx, Context, open_connection, transaction};
use crate::{Result, id::TenantId};

/// One worker's own connection. It opens itself, and opens itself anew after it was lost.
pub struct LaneConnection {
    options: Arc<PgConnectOptions>,
    context: Context,
    connection: Option<PgConnection>,
}

impl LaneConnection {
    pub(super) const fn new(options: Arc<PgConnectOptions>, context: Context) -> Self {
        Self {
            options,
            context,
            connection: None,
        }
    }

    /// Begins a transaction for the commands of these tenants on this connection.
    ///
    /// # Errors
    /// 503 when the database cannot be reached.
    pub async fn batch(&mut self, tenants: &[TenantId]) -> Result<BatchTx<'_>> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => open_connection(&self.options).await?,
        };
        let connection = self.connection.insert(connection);
        let tx = connection
            .begin_with(transaction::begin_batch(self.context, tenants))
            .await?;
        Ok(BatchTx::new(tx, self.context))
    }

    /// Forgets the connection after an error, so that the next transaction starts on a new one.
    pub fn reset(&mut self) {
        self.connection = None;
    }
}

/// Whether the error is about the connection and not about the statement.
#[must_use]
pub fn is_connection_error(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_)
        | sqlx::Error::BeginFailed => true,
        // class 08 connection exception, class 57 operator intervention (but statement timeout), class 53 resources
        sqlx::Error::Database(database) => database.code().is_some_and(|code| {
            code.starts_with("08") || code.starts_with("53") || (code.starts_with("57") && code != "57014")
        }),
        _ => false,
    }
}
