//! The Postgres arm of the bus: a consumer reads the source's log after its cursor, which moves in the transaction of the effect.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Row};

use super::{BATCH_MAX, ConsumerRun, Event, Log, apply::apply_all, relay::event_of};
use crate::{
    Result,
    tasks::{Tasks, survive},
};

const POLL: Duration = Duration::from_millis(200);
/// The same for the trail, which nobody waits for: the relay of this process wakes its readers anyway.
const AUDIT_POLL: Duration = Duration::from_secs(1);
const AFTER_ERROR: Duration = Duration::from_secs(1);

/// Applies one batch of the log. Returns how many events it passed; zero means that it has caught up.
///
/// The log holds every event on either arm: where nothing runs by itself (tests, the demo shop), a consumer is brought up to date so.
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
    apply_all(run, &events, Some((cursor, last))).await?;
    metrics::counter!("events_consumed_total", "consumer" => run.consumer.name).increment(passed);
    Ok(passed)
}

/// Consumes until the tasks are asked to stop.
pub(super) async fn follow(run: ConsumerRun, tasks: Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    let (poll, gather) = match run.consumer.log {
        Log::Outbox => (POLL, super::GATHER),
        Log::Audit => (AUDIT_POLL, AUDIT_POLL),
    };
    loop {
        // Registered before the log is read, so that a wake between reading and resting is not lost.
        let relayed = run.wake.relayed.notified();
        let rest = match survive(run_consumer_once(&run)).await {
            _ if tasks.is_stopping() => return,
            Ok(0) => poll,
            Ok(passed) if passed < BATCH_MAX.unsigned_abs() => {
                tokio::select! {
                    () = tokio::time::sleep(gather) => continue,
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
        .bind(run.consumer.source_log())
        .fetch_optional(&mut *tx)
        .await?
        .map_or(0, |row| row.get(0));
    Ok(position)
}

async fn read_log(run: &ConsumerRun, after: i64) -> Result<Vec<Event>> {
    let mut tx = run
        .db
        .read_of(run.consumer.source, run.consumer.log.reader(), "read the event log")
        .await?;
    let (columns, table) = (run.consumer.log.columns(), run.consumer.log.table());
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {columns} FROM {table} WHERE position > $1 ORDER BY position LIMIT $2"
    )))
    .bind(after)
    .bind(BATCH_MAX)
    .fetch_all(&mut *tx)
    .await?;
    Ok(rows.iter().map(event_of).collect())
}
