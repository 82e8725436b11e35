//! Running a consumer: read the log after the cursor, apply each tenant's events under that tenant, move the cursor, all in one
//! transaction. A batch that fails, or panics, is applied event by event, and the one that cannot be applied becomes a dead letter.

use std::time::Duration;

use sqlx::Row;

use super::{Consumer, Event, Wake, dead_letter};
use crate::{
    Clock, Db, Error, Result,
    db::TenantTx,
    failpoint,
    id::TenantId,
    tasks::{Tasks, survive},
    telemetry::Trace,
};

/// The most events in one transaction of a consumer.
pub const BATCH_MAX: i64 = 512;
/// How often an event is tried before it is a dead letter, and how long apart.
const TRIES: &[Duration] = &[Duration::ZERO, Duration::from_millis(100), Duration::from_secs(1)];
const POLL: Duration = Duration::from_millis(200);
/// How long it lets events gather after it applied some: an idle shop's event is applied at once, a busy chain's in one go with others.
const GATHER: Duration = Duration::from_millis(100);
const AFTER_ERROR: Duration = Duration::from_secs(1);

/// A consumer and what it needs to run.
#[derive(Clone)]
pub struct ConsumerRun {
    pub consumer: Consumer,
    /// The consuming context's database.
    pub db: Db,
    /// The wake of the source context.
    pub wake: Wake,
    pub clock: Clock,
}

/// Applies one batch. Returns how many events it passed; zero means that it has caught up.
///
/// # Errors
/// 503 when the database cannot be reached; events are never the reason.
pub async fn run_consumer_once(run: &ConsumerRun) -> Result<u64> {
    let cursor = cursor(run).await?;
    let events = read_log(run, cursor).await?;
    let Some(last) = events.last().map(|event| event.position) else {
        return Ok(0);
    };
    let passed = events.len() as u64;
    let wanted: Vec<Event> = events
        .into_iter()
        .filter(|e| run.consumer.kinds.contains(&e.kind.as_str()))
        .collect();
    match apply_batch(run, &wanted, Some((cursor, last))).await {
        Ok(()) => {}
        Err(error) if error.is_connection() => return Err(error),
        Err(error) => {
            tracing::warn!(
                consumer = run.consumer.name,
                cause = error.chain(),
                "a batch failed; applying its events one by one"
            );
            for event in wanted {
                apply_alone(run, &event).await?;
            }
            apply_batch(run, &[], Some((cursor, last))).await?;
        }
    }
    metrics::counter!("events_consumed_total", "consumer" => run.consumer.name).increment(passed);
    Ok(passed)
}

/// Consumes until the tasks are asked to stop.
pub async fn run_consumer(run: ConsumerRun, tasks: Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        // Registered before the log is read, so that a wake between reading and resting is not lost.
        let relayed = run.wake.relayed.notified();
        let rest = match survive(run_consumer_once(&run)).await {
            _ if tasks.is_stopping() => return,
            Ok(0) => POLL,
            Ok(passed) if passed < BATCH_MAX.unsigned_abs() => {
                tokio::select! {
                    () = tokio::time::sleep(GATHER) => continue,
                    () = &mut stopping => return,
                }
            }
            Ok(_) => continue,
            Err(error) => {
                tracing::warn!(
                    consumer = run.consumer.name,
                    cause = error.chain(),
                    "consumer rests after an error"
                );
                AFTER_ERROR
            }
        };
        tokio::select! {
            () = relayed => {}
            () = tokio::time::sleep(rest) => {}
            () = &mut stopping => return,
        }
    }
}

async fn cursor(run: &ConsumerRun) -> Result<i64> {
    let mut tx = run.db.system("read a consumer's cursor").await?;
    let position = sqlx::query("SELECT position FROM consumer_cursor WHERE consumer = $1 AND source = $2")
        .bind(run.consumer.name)
        .bind(run.consumer.source.name)
        .fetch_optional(&mut *tx)
        .await?
        .map_or(0, |row| row.get(0));
    Ok(position)
}

async fn read_log(run: &ConsumerRun, after: i64) -> Result<Vec<Event>> {
    let mut tx = run.db.system_of(run.consumer.source, "read the event log").await?;
    let rows = sqlx::query(
        "SELECT tenant_id, id, position, type, aggregate_id, aggregate_version, at, trace_parent, data
         FROM outbox WHERE position > $1 ORDER BY position LIMIT $2",
    )
    .bind(after)
    .bind(BATCH_MAX)
    .fetch_all(&mut *tx)
    .await?;
    Ok(rows.iter().map(event_of).collect())
}

fn event_of(row: &sqlx::postgres::PgRow) -> Event {
    Event {
        tenant: TenantId::from_uuid(row.get("tenant_id")),
        id: row.get("id"),
        position: row.get("position"),
        kind: row.get("type"),
        aggregate: row.get("aggregate_id"),
        version: row.get("aggregate_version"),
        at: row.get("at"),
        trace_parent: row.get("trace_parent"),
        data: row.get("data"),
    }
}

/// One transaction: each tenant's fresh events under that tenant, then the cursor.
async fn apply_batch(run: &ConsumerRun, events: &[Event], cursor: Option<(i64, i64)>) -> Result<()> {
    let mut by_tenant: Vec<(TenantId, Vec<&Event>)> = Vec::new();
    for event in events {
        match by_tenant.iter_mut().find(|(tenant, _)| *tenant == event.tenant) {
            Some((_, list)) => list.push(event),
            None => by_tenant.push((event.tenant, vec![event])),
        }
    }
    // One order of locks for all consumers of all processes.
    by_tenant.sort_by_key(|(tenant, _)| *tenant);
    let first = by_tenant
        .first()
        .map_or(TenantId::from_uuid(uuid::Uuid::nil()), |(tenant, _)| *tenant);
    let mut tx = run.db.for_tenant(first).await?;
    if let Some((from, to)) = cursor {
        tx.commit_may_wait().await?;
        move_cursor(&mut tx, run, from, to).await?;
    }
    for (tenant, list) in by_tenant {
        tx.turn_to(tenant).await?;
        apply_tenant(&mut tx, run, &list).await?;
    }
    tx.commit().await?;
    if !events.is_empty() {
        failpoint::pass(failpoint::EFFECT_COMMITTED);
    }
    Ok(())
}

/// Applies one tenant's events that are neither applied yet nor behind a dead letter of their aggregate.
async fn apply_tenant(tx: &mut TenantTx<'_>, run: &ConsumerRun, events: &[&Event]) -> Result<()> {
    let parked =
        dead_letter::park_behind(tx, run.consumer.name, run.consumer.source.name, events, run.clock.now()).await?;
    let candidates: Vec<&Event> = events.iter().copied().filter(|e| !parked.contains(&e.id)).collect();
    let ids: Vec<uuid::Uuid> = candidates.iter().map(|e| e.id).collect();
    let fresh: Vec<uuid::Uuid> = sqlx::query_scalar(
        "INSERT INTO inbox (tenant_id, consumer, event_id, at) SELECT $1, $2, id, $4 FROM unnest($3::uuid[]) id
         ON CONFLICT DO NOTHING RETURNING event_id",
    )
    .bind(tx.tenant().uuid())
    .bind(run.consumer.name)
    .bind(&ids)
    .bind(run.clock.now())
    .fetch_all(&mut **tx)
    .await?;
    let fresh: Vec<Event> = candidates
        .into_iter()
        .filter(|e| fresh.contains(&e.id))
        .cloned()
        .collect();
    if fresh.is_empty() {
        return Ok(());
    }
    let parent = fresh.first().and_then(|event| event.trace_parent.as_deref());
    let trace = Trace::continue_or_begin(parent, &crate::Entropy::system());
    trace
        .scope(survive(async { (run.consumer.apply)(tx, &fresh).await }))
        .await
}

async fn move_cursor(tx: &mut TenantTx<'_>, run: &ConsumerRun, from: i64, to: i64) -> Result<()> {
    let moved = sqlx::query(
        "INSERT INTO consumer_cursor (consumer, source, position) VALUES ($1, $2, $3)
         ON CONFLICT (consumer, source) DO UPDATE SET position = excluded.position WHERE consumer_cursor.position = $4",
    )
    .bind(run.consumer.name)
    .bind(run.consumer.source.name)
    .bind(to)
    .bind(from)
    .execute(&mut **tx)
    .await?;
    if moved.rows_affected() == 1 {
        Ok(())
    } else {
        Err(crate::codes::BUSY.because("Another process runs this consumer."))
    }
}

/// One event in a transaction of its own: tried a few times, then a dead letter.
async fn apply_alone(run: &ConsumerRun, event: &Event) -> Result<()> {
    let mut reason = String::new();
    for rest in TRIES {
        tokio::time::sleep(*rest).await;
        match apply_batch(run, std::slice::from_ref(event), None).await {
            Ok(()) => return Ok(()),
            Err(error) if error.is_connection() => return Err(error),
            Err(error) => reason = error.chain(),
        }
    }
    bury(run, event, &reason).await
}

async fn bury(run: &ConsumerRun, event: &Event, reason: &str) -> Result<(), Error> {
    tracing::error!(consumer = run.consumer.name, event = %event.id, kind = event.kind, reason, "dead letter");
    metrics::counter!("dead_letters_total", "consumer" => run.consumer.name).increment(1);
    let mut tx = run.db.for_tenant(event.tenant).await?;
    dead_letter::insert(
        &mut tx,
        run.consumer.name,
        run.consumer.source.name,
        event,
        "dead",
        reason,
        TRIES.len(),
        run.clock.now(),
    )
    .await?;
    tx.commit().await
}
