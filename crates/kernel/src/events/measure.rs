//! What an operator sees of events on their way: how many wait, for how long, how far each consumer is behind, what could not be applied.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Row as _};

use super::{
    Bus, ConsumerRun, Log,
    kafka::{self, Backlog},
};
use crate::{
    Clock, Db, Result,
    tasks::{Tasks, survive},
};

const MEASURE_EVERY: Duration = Duration::from_secs(15);
/// What becomes of an event that is not applied: docs/events.md.
const STATES: [&str; 3] = ["dead", "parked", "early"];

/// Measures these contexts and consumers until the tasks are asked to stop.
pub async fn run_measures(dbs: Vec<Db>, consumers: Vec<ConsumerRun>, bus: Bus, clock: Clock, tasks: Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        // What cannot be measured now keeps its last value: the database's or Kafka's own alerts tell why.
        let _ = survive(measure(&dbs, &consumers, &bus, &clock)).await;
        tokio::select! {
            () = tokio::time::sleep(MEASURE_EVERY) => {}
            () = &mut stopping => return,
        }
    }
}

async fn measure(dbs: &[Db], consumers: &[ConsumerRun], bus: &Bus, clock: &Clock) -> Result<()> {
    for db in dbs {
        for log in Log::ALL {
            let waiting = waiting(db, bus, log).await?;
            let age_s = waiting.since.map_or(0, |since| (clock.now() - since).num_seconds());
            let labels = [("service", db.context().name), ("log", log.name())];
            set(&metrics::gauge!("outbox_unpublished", &labels), waiting.events);
            set(&metrics::gauge!("outbox_unpublished_age_seconds", &labels), age_s);
        }
    }
    for run in consumers {
        dead(run).await?;
        // How far a topic was read nobody knows while Kafka is away: the last figure stays.
        if let Ok(behind) = behind(run).await? {
            set(
                &metrics::gauge!("consumer_lag_events", "consumer" => run.consumer.name),
                behind,
            );
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
fn set(gauge: &metrics::Gauge, to: i64) {
    gauge.set(to as f64);
}

/// What of a log is still to be told: has no position yet, or is not on Kafka where that is the bus.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn waiting(db: &Db, bus: &Bus, log: Log) -> Result<Backlog> {
    if let Bus::Kafka(kafka) = bus {
        return kafka::backlog(db, kafka, log).await;
    }
    let mut tx = db.system("what waits for its position").await?;
    let select = format!("SELECT count(*), min(at) FROM {} WHERE position IS NULL", log.table());
    let row = sqlx::query(AssertSqlSafe(select)).fetch_one(&mut *tx).await?;
    Ok(Backlog {
        events: row.get(0),
        since: row.get(1),
    })
}

/// How many events a consumer is behind what it reads: the log, or a topic; then Kafka may have a sentence to say instead.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn behind(run: &ConsumerRun) -> Result<Result<i64, String>> {
    let (consumer, log) = (&run.consumer, run.consumer.log);
    if let Bus::Kafka(kafka) = &run.bus {
        return Ok(kafka::lag(kafka, consumer).await.map(|lag| lag.messages));
    }
    let mut tx = run.db.system("how far a consumer has read").await?;
    let read: i64 =
        sqlx::query("SELECT coalesce(max(position), 0) FROM consumer_cursor WHERE consumer = $1 AND source = $2")
            .bind(consumer.name)
            .bind(consumer.source_log())
            .fetch_one(&mut *tx)
            .await?
            .get(0);
    drop(tx);
    let mut tx = run
        .db
        .read_of(consumer.source, log.reader(), "where the log ends")
        .await?;
    let select = format!("SELECT coalesce(max(position), 0) FROM {}", log.table());
    let end: i64 = sqlx::query(AssertSqlSafe(select)).fetch_one(&mut *tx).await?.get(0);
    Ok(Ok((end - read).max(0)))
}

async fn dead(run: &ConsumerRun) -> Result<()> {
    let mut tx = run.db.system("events that could not be applied").await?;
    let rows = sqlx::query("SELECT state, count(*) FROM dead_letter WHERE consumer = $1 GROUP BY state")
        .bind(run.consumer.name)
        .fetch_all(&mut *tx)
        .await?;
    for state in STATES {
        let found = rows.iter().find(|row| row.get::<&str, _>(0) == state);
        let count: i64 = found.map_or(0, |row| row.get(1));
        set(
            &metrics::gauge!("dead_letters", "consumer" => run.consumer.name, "state" => state),
            count,
        );
    }
    Ok(())
}
