//! What a consumer has applied: a row for each event, written in the transaction of the effect, and needed for as long as the event can
//! be read again.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Consumer, ConsumerRun, Event, Log, relay};
use crate::{Clock, Db, Job, Result, db::TenantTx, service::Deps};

/// How long an inbox row is kept at least: a week longer than its event.
const KEPT_DAYS: i64 = relay::KEPT_DAYS + 7;
/// Rows that one run of the job looks at.
const PRUNE_BATCH: i64 = 1000;

/// Writes down that these events of the transaction's tenant are applied now. Returns the ids of those that were not applied before.
///
/// Where an aggregate's events must be in order, also of what they were: on Kafka an event asks for the one before it. It is written on
/// either arm, so that the bus can be changed.
pub(super) async fn remember(tx: &mut TenantTx<'_>, run: &ConsumerRun, events: &[&Event]) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = events.iter().map(|e| e.id).collect();
    let of = |event: &&Event| {
        run.consumer
            .in_order
            .then_some((event.aggregate, event.version))
            .unzip()
    };
    let (aggregates, versions): (Vec<Option<Uuid>>, Vec<Option<i32>>) = events.iter().map(of).unzip();
    Ok(sqlx::query_scalar(
        "INSERT INTO inbox (tenant_id, consumer, event_id, at, aggregate_id, aggregate_version)
         SELECT $1, $2, id, $4, aggregate, version FROM unnest($3::uuid[], $5::uuid[], $6::int[]) AS e (id, aggregate, version)
         ON CONFLICT DO NOTHING RETURNING event_id",
    )
    .bind(tx.tenant().uuid())
    .bind(run.consumer.name)
    .bind(&ids)
    .bind(run.clock.now())
    .bind(&aggregates)
    .bind(&versions)
    .fetch_all(&mut **tx)
    .await?)
}

/// Those of these events of the transaction's tenant that the consumer has applied.
pub(super) async fn known(tx: &mut TenantTx<'_>, consumer: &str, events: &[&Event]) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = events.iter().map(|e| e.id).collect();
    let sql = "SELECT event_id FROM inbox WHERE tenant_id = $1 AND consumer = $2 AND event_id = ANY($3)";
    Ok(sqlx::query_scalar(sql)
        .bind(tx.tenant().uuid())
        .bind(consumer)
        .bind(&ids)
        .fetch_all(&mut **tx)
        .await?)
}

/// Removes what the consumer applied long ago and whose event is gone from its source's log, so that it cannot come again. Looks at
/// the oldest `limit` rows; returns how many it removed.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn prune_inbox(db: &Db, clock: &Clock, consumer: &Consumer, limit: i64) -> Result<u64> {
    let before = clock.now() - TimeDelta::days(KEPT_DAYS);
    let (tenants, events) = applied_before(db, consumer, before, limit).await?;
    if events.is_empty() {
        return Ok(0);
    }
    let still_there = still_in_log(db, consumer, &tenants, &events).await?;
    let mut tx = db.system("forget events that cannot come again").await?;
    let removed = sqlx::query(
        "DELETE FROM inbox WHERE consumer = $1 AND event_id <> ALL($4)
         AND (tenant_id, event_id) IN (SELECT * FROM unnest($2::uuid[], $3::uuid[]))",
    )
    .bind(consumer.name)
    .bind(&tenants)
    .bind(&events)
    .bind(&still_there)
    .execute(&mut *tx)
    .await?
    .rows_affected();
    tx.commit().await?;
    Ok(removed)
}

/// The tenants and ids of the events that the consumer applied first of all.
async fn applied_before(
    db: &Db,
    consumer: &Consumer,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    let mut tx = db.system("which events were applied long ago").await?;
    let rows: Vec<(Uuid, Uuid)> =
        sqlx::query_as("SELECT tenant_id, event_id FROM inbox WHERE consumer = $1 AND at < $2 ORDER BY at LIMIT $3")
            .bind(consumer.name)
            .bind(before)
            .bind(limit)
            .fetch_all(&mut *tx)
            .await?;
    Ok(rows.into_iter().unzip())
}

/// Those of the events that their source still has, where that matters: the trail is never removed from its source, and its reader knows by
/// itself what it has.
async fn still_in_log(db: &Db, consumer: &Consumer, tenants: &[Uuid], events: &[Uuid]) -> Result<Vec<Uuid>> {
    if consumer.log == Log::Audit {
        return Ok(Vec::new());
    }
    let mut tx = db
        .read_of(
            consumer.source,
            Log::Outbox.reader(),
            "which of these events can come again",
        )
        .await?;
    Ok(sqlx::query_scalar(
        "SELECT id FROM outbox WHERE (tenant_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))",
    )
    .bind(tenants)
    .bind(events)
    .fetch_all(&mut *tx)
    .await?)
}

impl Job {
    /// Removes the consumer's inbox rows whose events cannot come again ([`prune_inbox`]).
    #[must_use]
    pub fn prune_inbox(deps: &Deps, consumer: &Consumer) -> Self {
        let (db, clock, consumer) = (deps.db.clone(), deps.clock.clone(), consumer.clone());
        Self {
            name: "prune_inbox",
            every: Duration::from_secs(3600),
            run: Arc::new(move || {
                let (db, clock, consumer) = (db.clone(), clock.clone(), consumer.clone());
                Box::pin(async move { prune_inbox(&db, &clock, &consumer, PRUNE_BATCH).await })
            }),
        }
    }
}
