//! `inventory.outbox`, many rows at once: a batch of sales can take many shelves below zero, and a sweep can end many holds.

use chrono::{DateTime, Utc};
use kernel::{Result, db::TenantTx, outbox::NewEvent, telemetry};
use uuid::Uuid;

/// Writes the events' rows in one round trip; otherwise as [`kernel::outbox::publish`]. `ids` are the events' own, as many.
///
/// # Errors
/// 503 when the database cannot be reached.
pub(crate) async fn publish_all(
    tx: &mut TenantTx<'_>,
    events: Vec<NewEvent>,
    ids: &[Uuid],
    now: DateTime<Utc>,
) -> Result<()> {
    let mut kinds = Vec::with_capacity(events.len());
    let mut aggregates = Vec::with_capacity(events.len());
    let mut versions = Vec::with_capacity(events.len());
    let mut payloads = Vec::with_capacity(events.len());
    for event in events {
        kinds.push(event.kind.to_owned());
        aggregates.push(event.aggregate);
        versions.push(event.version);
        payloads.push(event.data);
    }
    sqlx::query!(
        r#"INSERT INTO inventory.outbox (tenant_id, id, type, aggregate_id, aggregate_version, at, trace_parent, data)
           SELECT $1, q.id, q.type, q.aggregate_id, q.aggregate_version, $7, $8, q.data
           FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::integer[], $6::text[]) AS q(id, type, aggregate_id, aggregate_version, data)"#,
        tx.tenant().uuid(),
        ids,
        &kinds,
        &aggregates,
        &versions,
        &payloads,
        now,
        telemetry::trace_parent(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
