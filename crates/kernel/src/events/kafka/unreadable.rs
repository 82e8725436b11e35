//! Messages that are no events of ours: kept to look at, counted, and passed over. They name no tenant that could be trusted, so they belong
//! to none.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::Row;

use crate::{Db, Result, events::ConsumerRun};

/// How much of a message is kept.
pub(super) const KEPT_BYTES_MAX: usize = 4096;
/// How many are kept for a context: more are only counted, so that a stranger who fills the topic does not fill the database.
const KEPT_MAX: i64 = 1000;
const LISTED_MAX: i64 = 200;

/// A message of a topic that could not be read as an event.
#[derive(Clone, Debug, Serialize)]
pub struct Unreadable {
    pub consumer: String,
    pub topic: String,
    pub partition: i32,
    pub offset: i64,
    pub reason: String,
    pub size_bytes: i64,
    pub at: DateTime<Utc>,
}

/// One that a consumer has just read, with the first bytes of its key and value.
pub(super) struct Stranger {
    pub partition: i32,
    pub offset: i64,
    pub reason: String,
    pub size_bytes: i64,
    pub key: Vec<u8>,
    pub value: Vec<u8>,
}

/// Keeps messages that a consumer could not read. One that comes again is kept once.
pub(super) async fn keep(run: &ConsumerRun, topic: &str, strangers: &[Stranger]) -> Result<()> {
    if strangers.is_empty() {
        return Ok(());
    }
    metrics::counter!("unreadable_messages_total", "consumer" => run.consumer.name).increment(strangers.len() as u64);
    let mut tx = run.db.system("keep what is no event").await?;
    for stranger in strangers {
        tracing::error!(
            consumer = run.consumer.name,
            topic,
            partition = stranger.partition,
            offset = stranger.offset,
            reason = stranger.reason,
            "not an event"
        );
        sqlx::query(
            "INSERT INTO unreadable_message (consumer, topic, partition, message_offset, reason, size_bytes, key, value, at)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE (SELECT count(*) FROM unreadable_message) < $10
             ON CONFLICT DO NOTHING",
        )
        .bind(run.consumer.name)
        .bind(topic)
        .bind(stranger.partition)
        .bind(stranger.offset)
        .bind(&stranger.reason)
        .bind(stranger.size_bytes)
        .bind(&stranger.key)
        .bind(&stranger.value)
        .bind(run.clock.now())
        .bind(KEPT_MAX)
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await
}

/// The newest unreadable messages that a context's consumers met, at most 200.
///
/// # Errors
/// 503 when the database cannot be reached.
pub async fn unreadable_messages(db: &Db) -> Result<Vec<Unreadable>> {
    let mut tx = db.system("list messages that are no events").await?;
    let rows = sqlx::query(
        "SELECT consumer, topic, partition, message_offset, reason, size_bytes, at FROM unreadable_message ORDER BY at DESC LIMIT $1",
    )
    .bind(LISTED_MAX)
    .fetch_all(&mut *tx)
    .await?;
    Ok(rows
        .iter()
        .map(|row| Unreadable {
            consumer: row.get("consumer"),
            topic: row.get("topic"),
            partition: row.get("partition"),
            offset: row.get("message_offset"),
            reason: row.get("reason"),
            size_bytes: row.get("size_bytes"),
            at: row.get("at"),
        })
        .collect())
}
