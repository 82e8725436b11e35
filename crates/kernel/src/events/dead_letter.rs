//! Events that could not be applied: kept with their reason, later events of the same aggregate parked behind them, re-driven in
//! order when the cause is mended. Early events (see [`super::gate`]) are kept beside them, and halt nothing.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::Row;
use uuid::Uuid;

use super::{ConsumerRun, Event, apply::apply_fresh, inbox};
use crate::{Db, Error, Result, db::TenantTx, id::TenantId};

/// A dead, parked or early event, for whoever has to mend it.
#[derive(Clone, Debug, Serialize)]
pub struct DeadLetter {
    pub tenant: TenantId,
    pub consumer: String,
    pub event_id: Uuid,
    pub kind: String,
    pub aggregate: Uuid,
    pub state: String,
    pub reason: String,
    pub attempts: i32,
    pub at: DateTime<Utc>,
}

/// The oldest dead letters of a context, at most 200.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn dead_letters(db: &Db) -> Result<Vec<DeadLetter>> {
    let mut tx = db.system("list dead letters").await?;
    let rows = sqlx::query(
        "SELECT tenant_id, consumer, event_id, type, aggregate_id, state, reason, attempts, at
         FROM dead_letter ORDER BY position LIMIT 200",
    )
    .fetch_all(&mut *tx)
    .await?;
    Ok(rows
        .iter()
        .map(|row| DeadLetter {
            tenant: TenantId::from_uuid(row.get("tenant_id")),
            consumer: row.get("consumer"),
            event_id: row.get("event_id"),
            kind: row.get("type"),
            aggregate: row.get("aggregate_id"),
            state: row.get("state"),
            reason: row.get("reason"),
            attempts: row.get("attempts"),
            at: row.get("at"),
        })
        .collect())
}

/// Parks those events whose aggregate has a dead letter before them. Returns their ids, and those of events of these aggregates that were
/// applied before and come again.
///
/// The dead letters are locked: one that [`redrive`] is about to remove is waited for, so that nothing parks behind what is gone.
pub(super) async fn park_behind(
    tx: &mut TenantTx<'_>,
    consumer: &str,
    source: &str,
    events: &[&Event],
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>> {
    let aggregates: Vec<Uuid> = events.iter().map(|e| e.aggregate).collect();
    let halted: Vec<Uuid> = sqlx::query_scalar(
        "SELECT aggregate_id FROM dead_letter
         WHERE tenant_id = $1 AND consumer = $2 AND aggregate_id = ANY($3) AND state <> 'early' ORDER BY position FOR SHARE",
    )
    .bind(tx.tenant().uuid())
    .bind(consumer)
    .bind(&aggregates)
    .fetch_all(&mut **tx)
    .await?;
    let behind: Vec<&Event> = events
        .iter()
        .copied()
        .filter(|e| halted.contains(&e.aggregate))
        .collect();
    if behind.is_empty() {
        return Ok(Vec::new());
    }
    let applied = inbox::known(tx, consumer, &behind).await?;
    for event in behind.iter().filter(|e| !applied.contains(&e.id)) {
        insert(
            tx,
            consumer,
            source,
            event,
            "parked",
            "waits behind a dead letter of the same aggregate",
            0,
            now,
        )
        .await?;
    }
    Ok(behind.iter().map(|event| event.id).collect())
}

#[expect(clippy::too_many_arguments, reason = "one row's columns")]
pub(super) async fn insert(
    tx: &mut TenantTx<'_>,
    consumer: &str,
    source: &str,
    event: &Event,
    state: &str,
    reason: &str,
    attempts: usize,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO dead_letter (tenant_id, consumer, event_id, source, position, type, aggregate_id, aggregate_version,
                                  event_at, trace_parent, data, state, reason, attempts, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (tenant_id, consumer, event_id) DO UPDATE
             SET state = excluded.state, reason = excluded.reason, attempts = excluded.attempts WHERE dead_letter.state = 'early'",
    )
    .bind(tx.tenant().uuid())
    .bind(consumer)
    .bind(event.id)
    .bind(source)
    .bind(event.position)
    .bind(&event.kind)
    .bind(event.aggregate)
    .bind(event.version)
    .bind(event.at)
    .bind(&event.trace_parent)
    .bind(&event.data)
    .bind(state)
    .bind(reason)
    .bind(i32::try_from(attempts).unwrap_or(i32::MAX))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Applies the dead letter and then everything parked behind it, in log order, each in a transaction of its own. Stops at the first that
/// fails again, which stays with its new reason and one attempt more. Returns how many were applied.
///
/// # Errors
/// The failure of the first event that could not be applied.
pub async fn redrive(run: &ConsumerRun, tenant: TenantId, aggregate: Uuid) -> Result<u64> {
    let mut applied = 0;
    loop {
        let mut tx = run.db.for_tenant(tenant).await?;
        let Some(event) = lock_first(&mut tx, run.consumer.name, aggregate).await? else {
            return Ok(applied);
        };
        match apply_again(&mut tx, run, &event).await {
            Ok(()) => tx.commit().await?,
            Err(error) => {
                tx.rollback().await?;
                if !error.is_passing() {
                    note_failure(run, &event, &error).await?;
                }
                return Err(error);
            }
        }
        applied += 1;
    }
}

/// The first of an aggregate's dead and parked events. It stays locked, so that a consumer waits to hear whether it is still there.
async fn lock_first(tx: &mut TenantTx<'_>, consumer: &str, aggregate: Uuid) -> Result<Option<Event>> {
    let row = sqlx::query(
        "SELECT event_id, position, type, aggregate_version, event_at, trace_parent, data FROM dead_letter
         WHERE tenant_id = $1 AND consumer = $2 AND aggregate_id = $3 ORDER BY position LIMIT 1 FOR UPDATE",
    )
    .bind(tx.tenant().uuid())
    .bind(consumer)
    .bind(aggregate)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| event_of(&row, tx.tenant(), aggregate)))
}

/// The event that a row keeps.
pub(super) fn event_of(row: &sqlx::postgres::PgRow, tenant: TenantId, aggregate: Uuid) -> Event {
    Event {
        tenant,
        id: row.get("event_id"),
        position: row.get("position"),
        kind: row.get("type"),
        aggregate,
        version: row.get("aggregate_version"),
        at: row.get("event_at"),
        trace_parent: row.get("trace_parent"),
        data: row.get("data"),
    }
}

/// Applies an event that is no dead letter from then on.
pub(super) async fn apply_again(tx: &mut TenantTx<'_>, run: &ConsumerRun, event: &Event) -> Result<()> {
    sqlx::query("DELETE FROM dead_letter WHERE tenant_id = $1 AND consumer = $2 AND event_id = $3")
        .bind(tx.tenant().uuid())
        .bind(run.consumer.name)
        .bind(event.id)
        .execute(&mut **tx)
        .await?;
    if inbox::remember(tx, run, &[event]).await?.is_empty() {
        return Ok(());
    }
    apply_fresh(tx, run, vec![event.clone()]).await
}

/// What was parked and fails by itself is dead, too.
async fn note_failure(run: &ConsumerRun, event: &Event, error: &Error) -> Result<()> {
    let mut tx = run.db.for_tenant(event.tenant).await?;
    sqlx::query(
        "UPDATE dead_letter SET state = 'dead', reason = $4, attempts = attempts + 1
         WHERE tenant_id = $1 AND consumer = $2 AND event_id = $3",
    )
    .bind(event.tenant.uuid())
    .bind(run.consumer.name)
    .bind(event.id)
    .bind(error.chain())
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}
