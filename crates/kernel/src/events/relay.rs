//! The relay: gives each written event its position in the log.
//!
//! It scans for rows without a position, never from a cursor: a row that commits late is found late, but found (reliability D13).
//! The rows of one aggregate carry sequence numbers in the order of their commits, because the aggregate's row was locked when
//! each was written.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Row};

use super::{Bus, Event, Log, Wake, kafka};
use crate::{
    Clock, Db, Result, SystemTx,
    db::Context,
    failpoint,
    id::TenantId,
    tasks::{Tasks, survive},
};

/// The most that one transaction of the relay stamps of each log.
pub const RELAY_BATCH_MAX: i64 = 1000;
/// How long the relay rests when nobody wakes it.
const POLL: Duration = Duration::from_millis(200);
/// How long it lets events gather after it stamped some: an idle shop's event is stamped at once, a busy chain's in one go with others.
const GATHER: Duration = Duration::from_millis(25);
/// How long it rests after the database failed it.
const AFTER_ERROR: Duration = Duration::from_secs(1);

/// Stamps one batch of each of the context's logs. Returns how many rows; zero also when another process's relay is at work.
///
/// What is published elsewhere must be on disk first: what others were told must not be undone (docs/adr/0006, 0012).
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn relay_once(db: &Db, bus: &Bus) -> Result<u64> {
    let mut tx = db.system("relay the outbox").await?;
    // One relay at a time for each context, whatever runs it; the lock ends with the transaction.
    let mine: bool = sqlx::query("SELECT pg_try_advisory_xact_lock(hashtextextended('relay:' || $1, 0))")
        .bind(db.context().name)
        .fetch_one(&mut *tx)
        .await?
        .get(0);
    if !mine {
        return Ok(0);
    }
    if matches!(bus, Bus::Log) {
        tx.commit_may_wait().await?;
    }
    let (mut stamped, mut events) = (0, 0);
    for log in Log::ALL {
        let rows = stamp(&mut tx, log).await?;
        metrics::counter!("outbox_relayed_total", "service" => db.context().name, "log" => log.name()).increment(rows);
        stamped += rows;
        events += if log == Log::Outbox { rows } else { 0 };
    }
    // What sales do is counted; the trail of whoever signs in would come before it.
    failpoint::pass_if(events > 0, failpoint::RELAY_STAMPED);
    tx.commit().await?;
    failpoint::pass_if(events > 0, failpoint::RELAYED);
    Ok(stamped)
}

/// Gives the log's first rows without a position the next ones, in the order in which they were written.
///
/// They are found again by their place. By their number it took seconds, which is longer than a statement may: where the log was caught up when
/// Postgres last counted, it takes the rows without a position for a single one, and compares each of a backlog with each of the batch.
/// Nobody else touches these rows.
async fn stamp(tx: &mut SystemTx<'_>, log: Log) -> Result<u64> {
    let (table, head) = (log.table(), log.head());
    let done = sqlx::query(AssertSqlSafe(format!(
        "WITH batch AS MATERIALIZED (
             SELECT place, row_number() OVER (ORDER BY seq) AS n
             FROM (SELECT ctid AS place, seq FROM {table} WHERE position IS NULL ORDER BY seq LIMIT $1) waiting
         ), head AS (
             UPDATE {head} SET position = position + (SELECT count(*) FROM batch)
             WHERE EXISTS (SELECT FROM batch)
             RETURNING position - (SELECT count(*) FROM batch) AS start
         )
         UPDATE {table} SET position = head.start + batch.n FROM batch, head
         WHERE {table}.ctid = batch.place"
    )))
    .bind(RELAY_BATCH_MAX)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Relays until the tasks are asked to stop; before it ends, it relays what was written.
pub async fn run_relay(db: Db, wake: Wake, bus: Bus, tasks: Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        let rest = match survive(relay_once(&db, &bus)).await {
            Ok(0) if tasks.is_stopping() => return,
            Ok(0) => POLL,
            Ok(stamped) => {
                wake.relayed.notify_waiters();
                if stamped < RELAY_BATCH_MAX.unsigned_abs() && !tasks.is_stopping() {
                    tokio::time::sleep(GATHER).await;
                }
                continue;
            }
            Err(_) if tasks.is_stopping() => return,
            Err(error) => {
                tracing::warn!(
                    context = db.context().name,
                    cause = error.chain(),
                    "relay rests after an error"
                );
                AFTER_ERROR
            }
        };
        tokio::select! {
            () = wake.written.notified() => {}
            () = tokio::time::sleep(rest) => {}
            () = &mut stopping => {}
        }
    }
}

/// Events are kept this long after they were relayed, for consumers that are new or behind.
pub(super) const KEPT_DAYS: i64 = 14;

/// A row of a log that has its position ([`Log::columns`]).
pub(super) fn event_of(row: &sqlx::postgres::PgRow) -> Event {
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

/// Removes events older than the written retention that every known consumer has read, or that are published on Kafka: at most `limit`.
/// Returns how many.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn prune_outbox(db: &Db, clock: &Clock, bus: &Bus, readers: &[Context], limit: i64) -> Result<u64> {
    let done_with = match bus {
        Bus::Log => read_by_all(db, readers).await?,
        Bus::Kafka(kafka) => kafka::published(db, kafka).await?,
    };
    let before = clock.now() - chrono::TimeDelta::days(KEPT_DAYS);
    let mut tx = db.system("prune the outbox").await?;
    let done = sqlx::query(
        "DELETE FROM outbox WHERE position IN
         (SELECT position FROM outbox WHERE position IS NOT NULL AND position <= $1 AND at < $2 ORDER BY position LIMIT $3)",
    )
    .bind(done_with)
    .bind(before)
    .bind(limit)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

/// The position up to which every consumer has read the log.
async fn read_by_all(db: &Db, readers: &[Context]) -> Result<i64> {
    let mut read = i64::MAX;
    for reader in readers {
        let mut tx = db
            .read_of(*reader, Log::Outbox.reader(), "how far consumers have read")
            .await?;
        let slowest: Option<i64> = sqlx::query("SELECT min(position) FROM consumer_cursor WHERE source = $1")
            .bind(Log::Outbox.of(db.context()))
            .fetch_one(&mut *tx)
            .await?
            .get(0);
        read = read.min(slowest.unwrap_or(0));
    }
    Ok(read)
}
