//! The trail of who did what: one row for each mutation, in its transaction. The audit service reads it as a log and chains it
//! (docs/adr/0013).

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::{Caller, Clock, Entropy, Error, Result, db::TenantTx, telemetry};

/// One mutation, as the trail keeps it. `before` and `after` hold no personal data of customers and no secret.
#[derive(Debug)]
pub struct AuditEvent<'a> {
    /// What was done: `product.updated`.
    pub action: &'static str,
    /// What it was done to.
    pub subject: Uuid,
    pub before: Option<String>,
    pub after: Option<String>,
    pub reason: Option<&'a str>,
    /// Where, as far as it was in a store.
    pub store: Option<Uuid>,
}

impl<'a> AuditEvent<'a> {
    #[must_use]
    pub const fn new(action: &'static str, subject: Uuid) -> Self {
        Self {
            action,
            subject,
            before: None,
            after: None,
            reason: None,
            store: None,
        }
    }

    /// # Errors
    /// 500 when the state cannot be written as JSON.
    pub fn before(mut self, state: &impl Serialize) -> Result<Self> {
        self.before = Some(serde_json::to_string(state).map_err(Error::internal)?);
        Ok(self)
    }

    /// # Errors
    /// 500 when the state cannot be written as JSON.
    pub fn after(mut self, state: &impl Serialize) -> Result<Self> {
        self.after = Some(serde_json::to_string(state).map_err(Error::internal)?);
        Ok(self)
    }

    #[must_use]
    pub const fn because(mut self, reason: &'a str) -> Self {
        self.reason = Some(reason);
        self
    }

    #[must_use]
    pub const fn in_store(mut self, store: Uuid) -> Self {
        self.store = Some(store);
        self
    }
}

/// Writes the row.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn record(
    tx: &mut TenantTx<'_>,
    caller: &Caller,
    clock: &Clock,
    entropy: &Entropy,
    event: AuditEvent<'_>,
) -> Result<()> {
    let now: DateTime<Utc> = clock.now();
    sqlx::query(
        "INSERT INTO audit_event (tenant_id, id, at, user_id, via, action, subject_id, before, after, reason, trace_id, store_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(tx.tenant().uuid())
    .bind(entropy.id::<()>(now).uuid())
    .bind(now)
    .bind(caller.user.uuid())
    .bind(caller.via)
    .bind(event.action)
    .bind(event.subject)
    .bind(event.before)
    .bind(event.after)
    .bind(event.reason)
    .bind(telemetry::trace_id())
    .bind(event.store)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
