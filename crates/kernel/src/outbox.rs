//! Saying what happened: an event is a row of the context's outbox, written in the transaction in which it happened.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::{Clock, Entropy, Error, Result, db::TenantTx, telemetry};

/// An event about to be written. The aggregate's row must be locked (or new) in this transaction: then the order of an
/// aggregate's events is the order of their commits.
#[derive(Debug)]
pub struct NewEvent {
    /// `order.completed`.
    pub kind: &'static str,
    pub aggregate: Uuid,
    /// 1 for the aggregate's first event, then one more each.
    pub version: i32,
    pub data: String,
}

impl NewEvent {
    /// # Errors
    /// 500 when the payload cannot be written as JSON.
    pub fn new(kind: &'static str, aggregate: Uuid, version: i32, payload: &impl Serialize) -> Result<Self> {
        let data = serde_json::to_string(payload).map_err(Error::internal)?;
        Ok(Self {
            kind,
            aggregate,
            version,
            data,
        })
    }
}

/// Writes the event's row. Call it last in the transaction, and wake the relay after the commit ([`crate::events::Wake`]).
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn publish(tx: &mut TenantTx<'_>, clock: &Clock, entropy: &Entropy, event: NewEvent) -> Result<Uuid> {
    let now: DateTime<Utc> = clock.now();
    let id = entropy.id::<()>(now).uuid();
    sqlx::query(
        "INSERT INTO outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, trace_parent, data)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(tx.tenant().uuid())
    .bind(id)
    .bind(event.kind)
    .bind(event.aggregate)
    .bind(event.version)
    .bind(now)
    .bind(telemetry::trace_parent())
    .bind(event.data)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}
