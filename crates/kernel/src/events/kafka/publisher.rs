//! The publisher: sends a context's log to its topic, in the order of its positions, and remembers how far it came.
//!
//! What a crash lets it forget it sends again. Whoever sends begins where everything before is acknowledged, so the first copies of an
//! aggregate's events are in the topic in their order, whatever comes again behind them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;
use sqlx::{AssertSqlSafe, Row};

use super::{Kafka, message::Outgoing};
use crate::{
    Db, Error, Result, SystemTx,
    events::{Event, Log, Wake, relay::event_of},
    failpoint,
    tasks::{Tasks, survive},
    telemetry::{self, SpanKind, Trace},
};

/// The most that is sent before it is waited for.
const BATCH_MAX: i64 = 1000;
const BATCH_BYTES_MAX: i64 = 16 << 20;
/// How long a transaction, and with it a connection, is held for Kafka's answer. A longer wait holds neither.
const ACK_WAIT: Duration = Duration::from_secs(2);
/// How long it rests when nobody wakes it.
const POLL: Duration = Duration::from_millis(200);
const AFTER_ERROR: Duration = Duration::from_secs(1);
/// How long a stop waits for what is being sent; the rest is sent after the next start.
const STOP_WAIT: Duration = Duration::from_secs(3);

/// Publishes one batch of one of the context's logs. Returns how many events; zero also when another process's publisher is at work. While Kafka is away it waits.
///
/// # Errors
/// 503 when the database cannot be reached; 500 when Kafka refuses.
pub async fn publish_once(db: &Db, kafka: &Kafka, log: Log) -> Result<u64> {
    let topic = kafka.topic(db.context(), log);
    let mut tx = db.system("publish the log").await?;
    // One publisher at a time for each topic, whatever runs it. Two would only double what is in it.
    let mine: bool = sqlx::query_scalar("SELECT pg_try_advisory_xact_lock(hashtextextended('publish:' || $1, 0))")
        .bind(&topic)
        .fetch_one(&mut *tx)
        .await?;
    if !mine {
        return Ok(0);
    }
    let from = cursor(&mut tx, &topic).await?;
    let events = read_log(&mut tx, log, from).await?;
    let Some(to) = events.last().map(|event| event.position) else {
        return Ok(0);
    };
    // As in the relay: it is events that are counted, not the trail of whoever signs in.
    let counts = log == Log::Outbox;
    failpoint::pass_if(counts, failpoint::PUBLISH_READ);
    let sent = send(db, kafka, &topic, &events);
    tokio::pin!(sent);
    match tokio::time::timeout(ACK_WAIT, &mut sent).await {
        Ok(sent) => sent?,
        Err(_) => {
            tx.commit().await?;
            tracing::warn!(topic, "Kafka does not take events: they wait in the outbox");
            (&mut sent).await?;
            tracing::info!(topic, "Kafka takes events again");
            tx = db.system("remember what was published").await?;
        }
    }
    failpoint::pass_if(counts, failpoint::PUBLISHED);
    move_cursor(&mut tx, &topic, from, to).await?;
    failpoint::pass_if(counts, failpoint::PUBLISH_NOTED);
    tx.commit().await?;
    failpoint::pass_if(counts, failpoint::PUBLISH_COMMITTED);
    metrics::counter!("outbox_published_total", "service" => db.context().name, "log" => log.name())
        .increment(events.len() as u64);
    Ok(events.len() as u64)
}

/// Sends the events and waits until Kafka has all of them.
async fn send(db: &Db, kafka: &Kafka, topic: &str, events: &[Event]) -> Result<()> {
    let (producer, begun) = (kafka.producer()?, telemetry::now());
    let mut sent = Vec::with_capacity(events.len());
    for event in events {
        let outgoing = Outgoing::new(event, db.context());
        let queued = producer.send_result(outgoing.record(topic));
        sent.push(queued.map_err(|(error, _)| refused(topic, event, &error))?);
    }
    let answers = try_join_all(sent).await.map_err(Error::internal)?;
    for (answer, event) in answers.into_iter().zip(events) {
        answer.map_err(|(error, _)| refused(topic, event, &error))?;
        let parent = event.trace_parent.as_deref().and_then(Trace::parse);
        let name = || format!("publish {}", event.kind);
        telemetry::note_span(parent, db.context().name, name, SpanKind::Producer, begun, Vec::new);
    }
    Ok(())
}

fn refused(topic: &str, event: &Event, error: &rdkafka::error::KafkaError) -> Error {
    Error::internal(format!(
        "event {} at {} was not taken by the topic {topic}: {error}",
        event.id, event.position
    ))
}

async fn cursor(tx: &mut SystemTx<'_>, topic: &str) -> Result<i64> {
    let position = sqlx::query_scalar("SELECT position FROM publisher_cursor WHERE topic = $1")
        .bind(topic)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(position.unwrap_or(0))
}

/// What follows in the log: so many events, and so many bytes, but one event at least.
async fn read_log(tx: &mut SystemTx<'_>, log: Log, after: i64) -> Result<Vec<Event>> {
    let (columns, table) = (log.columns(), log.table());
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT * FROM (
             SELECT *, sum(octet_length(data)) OVER (ORDER BY position) - octet_length(data) AS bytes_before
             FROM (SELECT {columns} FROM {table} WHERE position > $1 ORDER BY position LIMIT $2) following
         ) measured WHERE bytes_before < $3 ORDER BY position"
    )))
    .bind(after)
    .bind(BATCH_MAX)
    .bind(BATCH_BYTES_MAX)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(event_of).collect())
}

/// Another process that published the same meanwhile has moved it already: that is as good.
async fn move_cursor(tx: &mut SystemTx<'_>, topic: &str, from: i64, to: i64) -> Result<()> {
    // What is forgotten is sent again: docs/adr/0006.
    tx.commit_may_wait().await?;
    sqlx::query(
        "INSERT INTO publisher_cursor (topic, position) VALUES ($1, $2)
         ON CONFLICT (topic) DO UPDATE SET position = excluded.position WHERE publisher_cursor.position = $3",
    )
    .bind(topic)
    .bind(to)
    .bind(from)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The position up to which the context's outbox is published.
pub(in crate::events) async fn published(db: &Db, kafka: &Kafka) -> Result<i64> {
    let mut tx = db.system("how far the log is published").await?;
    cursor(&mut tx, &kafka.topic(db.context(), Log::Outbox)).await
}

/// What is not published yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub events: i64,
    /// When the first of them happened.
    pub since: Option<DateTime<Utc>>,
}

/// Counts what is in a context's log and not in its topic.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn backlog(db: &Db, kafka: &Kafka, log: Log) -> Result<Backlog> {
    let mut tx = db.system("what waits to be published").await?;
    let done = cursor(&mut tx, &kafka.topic(db.context(), log)).await?;
    let (table, head) = (log.table(), log.head());
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT (SELECT count(*) FROM {table} WHERE position IS NULL)
             + (SELECT position FROM {head}) - greatest($1, coalesce((SELECT min(position) - 1 FROM {table} WHERE position IS NOT NULL), $1)) AS events,
             coalesce((SELECT at FROM {table} WHERE position > $1 ORDER BY position LIMIT 1),
                 (SELECT at FROM {table} WHERE position IS NULL ORDER BY seq LIMIT 1)) AS since"
    )))
    .bind(done)
    .fetch_one(&mut *tx)
    .await?;
    Ok(Backlog {
        events: row.get("events"),
        since: row.get("since"),
    })
}

/// Publishes one of the context's logs until the tasks are asked to stop. What does not get through then is sent after the next start.
pub async fn run_publisher(db: Db, log: Log, wake: Wake, kafka: std::sync::Arc<Kafka>, tasks: Tasks) {
    let stopping = tasks.stopping();
    let publishing = publish_all(&db, log, &wake, &kafka, &tasks);
    tokio::pin!(stopping, publishing);
    tokio::select! {
        () = &mut publishing => {}
        () = &mut stopping => {
            let _ = tokio::time::timeout(STOP_WAIT, &mut publishing).await;
        }
    }
}

async fn publish_all(db: &Db, log: Log, wake: &Wake, kafka: &Kafka, tasks: &Tasks) {
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        // Registered before the log is read, so that a wake between reading and resting is not lost.
        let relayed = wake.relayed.notified();
        let rest = match survive(publish_once(db, kafka, log)).await {
            Ok(0) if tasks.is_stopping() => return,
            Ok(0) => POLL,
            Ok(_) => continue,
            Err(_) if tasks.is_stopping() => return,
            Err(error) => {
                tracing::warn!(
                    context = db.context().name,
                    cause = error.chain(),
                    "publisher rests after an error"
                );
                AFTER_ERROR
            }
        };
        tokio::select! {
            () = relayed => {}
            () = tokio::time::sleep(rest) => {}
            () = &mut stopping => {}
        }
    }
}
