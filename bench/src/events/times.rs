//! When sales were committed and when the stock heard of them: by the times of the commits themselves, which Postgres keeps for this run, so
//! that looking costs the run nothing.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Row};

/// How long anything may take to be applied.
const APPLIED_LIMIT: Duration = Duration::from_secs(300);
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Postgres's time.
pub async fn now(admin: &mut PgConnection) -> Result<DateTime<Utc>> {
    Ok(sqlx::query_scalar("SELECT clock_timestamp()").fetch_one(admin).await?)
}

/// Waits until the stock has applied every event of sales that is committed now.
pub async fn wait_until_applied(admin: &mut PgConnection) -> Result<()> {
    let begun = Instant::now();
    let wanted = events(admin).await?;
    loop {
        let applied: i64 =
            sqlx::query_scalar("SELECT count(*) FROM inventory.inbox WHERE consumer = 'inventory.orders'")
                .fetch_one(&mut *admin)
                .await?;
        if applied >= wanted {
            return Ok(());
        }
        ensure!(
            begun.elapsed() < APPLIED_LIMIT,
            "{applied} of {wanted} events were applied after {} s",
            APPLIED_LIMIT.as_secs()
        );
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// The events that the stock applies.
pub async fn events(admin: &mut PgConnection) -> Result<i64> {
    let sql = "SELECT count(*) FROM orders.outbox WHERE type IN ('order.completed', 'order.voided')";
    Ok(sqlx::query_scalar(sql).fetch_one(admin).await?)
}

/// From the commit of a sale to the commit of its moves, of the sales committed since then: half of them, 99 of 100 and the worst, in milliseconds.
pub async fn lags_ms(admin: &mut PgConnection, since: DateTime<Utc>) -> Result<[f64; 3]> {
    let sql = "WITH sold AS (SELECT id, pg_xact_commit_timestamp(xmin) AS at FROM orders.orders),
             moved AS (SELECT document_id, max(pg_xact_commit_timestamp(xmin)) AS at FROM inventory.move WHERE kind = 'sale' GROUP BY document_id),
             lag AS (SELECT extract(epoch FROM moved.at - sold.at)::float8 * 1000 AS ms FROM sold JOIN moved ON moved.document_id = sold.id WHERE sold.at >= $1)
         SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY ms), percentile_disc(0.99) WITHIN GROUP (ORDER BY ms), max(ms) FROM lag";
    let row = sqlx::query(sql).bind(since).fetch_one(admin).await?;
    Ok([row.try_get(0)?, row.try_get(1)?, row.try_get(2)?])
}

/// What was applied after an outage.
pub struct Drained {
    /// Sales that waited when it was over.
    pub waiting: i64,
    /// Sales that were applied until the last of those was, newer ones among them, and how long that took.
    pub applied: i64,
    pub seconds: f64,
}

/// What waited at that time, and how it was applied.
pub async fn drained(admin: &mut PgConnection, at: DateTime<Utc>) -> Result<Drained> {
    let sql = "WITH sold AS (SELECT id, pg_xact_commit_timestamp(xmin) AS at FROM orders.orders),
             moved AS (SELECT document_id, max(pg_xact_commit_timestamp(xmin)) AS at FROM inventory.move WHERE kind = 'sale' GROUP BY document_id),
             late AS (SELECT count(*) AS waiting, max(moved.at) AS last FROM sold JOIN moved ON moved.document_id = sold.id WHERE sold.at < $1 AND moved.at >= $1)
         SELECT waiting, (SELECT count(*) FROM moved WHERE at BETWEEN $1 AND last), coalesce(extract(epoch FROM last - $1)::float8, 0) FROM late";
    let row = sqlx::query(sql).bind(at).fetch_one(admin).await?;
    Ok(Drained {
        waiting: row.try_get(0)?,
        applied: row.try_get(1)?,
        seconds: row.try_get(2)?,
    })
}

/// When the last event was applied.
pub async fn last_applied(admin: &mut PgConnection) -> Result<DateTime<Utc>> {
    let sql = "SELECT max(pg_xact_commit_timestamp(xmin)) FROM inventory.inbox WHERE consumer = 'inventory.orders'";
    Ok(sqlx::query_scalar(sql).fetch_one(admin).await?)
}

/// What the events say and what the stock did.
pub struct Counted {
    pub events: i64,
    /// Lines of all events, those without a move, and the moves.
    pub lines: i64,
    pub lines_wanting: i64,
    pub moves: i64,
    pub dead_letters: i64,
}

pub async fn counted(admin: &mut PgConnection) -> Result<Counted> {
    let sql = "WITH line AS MATERIALIZED (
             SELECT (line ->> 'line_id')::uuid AS id FROM orders.outbox, jsonb_array_elements(data::jsonb -> 'lines') line WHERE type = 'order.completed')
         SELECT (SELECT count(*) FROM line), (SELECT count(*) FROM line WHERE NOT EXISTS (SELECT FROM inventory.move WHERE cause_id = line.id AND kind = 'sale')),
             (SELECT count(*) FROM inventory.move WHERE kind = 'sale'), (SELECT count(*) FROM inventory.dead_letter)";
    let events = events(admin).await?;
    let row = sqlx::query(sql).fetch_one(admin).await?;
    Ok(Counted {
        events,
        lines: row.try_get(0)?,
        lines_wanting: row.try_get(1)?,
        moves: row.try_get(2)?,
        dead_letters: row.try_get(3)?,
    })
}
